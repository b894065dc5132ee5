"""Cues set off by commas in or behind what is said: "the road, he said, is shut", "the road is shut, said the mayor".

A small parser hangs such a clause anywhere, so word order decides: a comma, a subject and a verb of saying (or the
other way round) up to the next stop. What stands before it in its clause is said, and what goes on behind it too,
unless that is a new clause of the narrator's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.actors.home import DASHES
from sayso.claims.cues import cue_at
from sayso.claims.drafts import Draft
from sayso.claims.frames import joined, snap_content, snap_cue
from sayso.claims.phrases import NOMINAL, Range, noun_phrase, trimmed
from sayso.claims.quotations import Quotations
from sayso.claims.said import phrase_at
from sayso.reader.parse import Parse

_SCORE = 0.5
_KINDS = frozenset({"say", "belief"})
_STOPS = frozenset({",", ".", ";", "!", "?", "-", "\u2013", "\u2014"})
_PAUSES = frozenset({",", "-", "\u2013", "\u2014"})
_SPOKEN_TO = frozenset({"tell", "inform", "remind", "assure", "warn"})
"""Verbs whose object hears what is said; any other verb with an object says that object."""
_BEHIND = 10
"""Words that may stand between the verb and the stop that ends a parenthetical ("told reporters in the capital")."""
_SUBJECT = 25
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_OPENERS = frozenset({"CCONJ", "SCONJ"})
_RELATIVES = frozenset({"who", "which", "whom", "whose", "that", "what", "where", "when", "while", "as", "if"})
_GOES_ON = frozenset({"because", "unless", "if", "provided", "until", "possibly", "perhaps", "probably"})
"""First words behind a parenthetical with which what is said goes on."""
_BREAKS_OFF = _RELATIVES - {"if"} | {
    "though",
    "although",
    "whereas",
    "after",
    "before",
    "since",
    "according",
    "without",
}
"""First words behind a parenthetical with which the narrator goes on."""
_OPENING_CLAUSES = frozenset(
    ("should had were if unless when once since because although though while until whereas provided").split()
)
_HALF = 0.5
_LEAST_BEHIND = 3
"""Words that at least stand behind a parenthetical where what is said goes on."""
_ENDS = frozenset({".", "!", "?", ";"})
_DATELINE = 6
"""Words among which the dash of a dateline stands: "WARSAW, May 3 - The road ..."."""


@dataclass(frozen=True, slots=True)
class Parenthetical:
    """One parenthetical: its cue, source, and what is said before and behind it.

    `whole` if all of that is said for sure: before "..., according to X" at the end of a sentence (34 of 39 of ours),
    and around it where no verb stands before it ("Its soldiers, according to X, fled").
    """

    cue: Range
    source: Range
    before: Range | None
    behind: Range | None
    whole: bool = False

    def draft(self, parse: Parse) -> Draft:
        """The attribution that it makes."""
        parts = [snap_content(parse, part) for part in (self.before, self.behind) if part is not None]
        return Draft(self.cue, self.source, joined(parse, parts), "parenthetical", _SCORE)


def with_parentheticals(parse: Parse, drafts: list[Draft], quotations: Quotations) -> list[Draft]:
    """Drafts with the whole content of those that stand in commas, and those of which there was no draft."""
    found = list(find_parentheticals(parse, quotations))
    at = {i: p for p in found for i in range(*p.cue)}
    done: set[Range] = set()
    kept = []
    for draft in drafts:
        known = next((at[i] for i in range(*draft.cue) if i in at), None) if draft.cue else None
        if known is not None:
            done.add(known.cue)
        kept.append(draft if known is None else _mended(parse, draft, known))
    return kept + [p.draft(parse) for p in found if p.cue not in done]


def _mended(parse: Parse, draft: Draft, known: Parenthetical) -> Draft:
    """The draft with what the parenthetical shows, where it has missed most of what stands before or goes on behind."""
    words = draft.words
    if known.whole:
        return replace(draft, content=known.draft(parse).content)
    if known.before is not None and len(words & set(range(*known.before))) < _HALF * _lettered(parse, known.before):
        return replace(draft, source=known.source, content=known.draft(parse).content)
    if known.behind is None or words & set(range(*known.behind)):
        return draft
    if not _is_sequel(parse, known.behind) and not (known.before and _only_opens(parse, known.before)):
        return draft
    return replace(draft, content=joined(parse, (*draft.content, snap_content(parse, known.behind))))


def _lettered(parse: Parse, words: Range) -> int:
    return sum(parse.upos[i] != "PUNCT" for i in range(*words))


def _is_sequel(parse: Parse, words: Range) -> bool:
    return parse.word(words[0]).lower() in _GOES_ON or parse.upos[words[0]] == "CCONJ"


def _only_opens(parse: Parse, before: Range) -> bool:
    """What stands before is a mere opening: "Should they fail, he noted, the state might leave": the clause follows."""
    return parse.word(before[0]).lower() in _OPENING_CLAUSES or not _has_verb(parse, before)


def find_parentheticals(parse: Parse, quotations: Quotations) -> Iterator[Parenthetical]:
    """The parentheticals of a text outside of quotations, in text order."""
    for sentence in parse.sentences:
        for verb in range(*sentence):
            phrase = _by_phrase(parse, verb, sentence)
            if phrase is not None and not _quoted(parse, phrase, quotations):
                yield phrase
            cue = cue_at(parse, verb)
            if cue is None or cue.kind not in _KINDS or "clause" not in cue.takes or parse.xpos[verb] not in _FINITE:
                continue
            found = _at(parse, verb, sentence)
            if found is not None and not _quoted(parse, found, quotations):
                yield found


def _by_phrase(parse: Parse, i: int, sentence: Range) -> Parenthetical | None:
    """ "The road, according to the mayor, is shut", "... is shut, according to the mayor": a phrase behind a comma."""
    found = phrase_at(parse, i) if i - sentence[0] > 1 and parse.word(i - 1) == "," else None
    if found is None:
        return None
    cue, holder = found
    source = noun_phrase(parse, holder)
    before = _before(parse, _told_from(parse, sentence[0], i), i - 1)
    if before is None or source[0] < cue[1]:
        return None
    stop = next((k for k in range(source[1], sentence[1]) if parse.word(k) in _STOPS), sentence[1])
    if all(parse.upos[k] == "PUNCT" for k in range(stop, sentence[1])):
        return Parenthetical(cue, source, before, None, whole=True)
    last = next((k for k in range(stop + 1, sentence[1]) if parse.word(k) in _ENDS), sentence[1])
    goes_on = not _has_verb(parse, before) and last - stop > _LEAST_BEHIND
    return Parenthetical(cue, source, before, (stop + 1, last), whole=True) if goes_on else None


def _told_from(parse: Parse, start: int, end: int) -> int:
    """Where the sentence of a word really begins: behind a full stop that the parser overlooked, behind a dateline."""
    stops = [k for k in range(start, end) if parse.word(k) in _ENDS - {";"}]
    first = stops[-1] + 1 if stops else start
    dashes = [k for k in range(first, min(first + _DATELINE, end)) if parse.word(k) in DASHES]
    return dashes[0] + 1 if dashes and parse.word(first).isupper() else first


def _quoted(parse: Parse, found: Parenthetical, quotations: Quotations) -> bool:
    """Beside or inside a quotation the marks show better what is said."""
    places = [found.cue[0], *([found.before[1] - 1] if found.before else [])]
    places += [found.behind[0]] if found.behind else []
    return any(quotations.at(parse.starts[i]) is not None for i in places)


def _at(parse: Parse, verb: int, sentence: Range) -> Parenthetical | None:
    comma = next(
        (i for i in range(verb - 1, max(sentence[0], verb - _SUBJECT) - 1, -1) if parse.upos[i] == "PUNCT"), -1
    )
    stop = next((i for i in range(verb + 1, sentence[1]) if parse.word(i) in _STOPS), sentence[1])
    if comma <= sentence[0] or parse.word(comma) not in _PAUSES or stop - verb > _BEHIND:
        return None
    if parse.word(comma - 1).lower() in _RELATIVES:  # "which, he said, was": the clause around hangs on a noun
        return None
    source = _inverted(parse, verb, stop) if comma == verb - 1 else _straight(parse, (comma + 1, verb), stop)
    if source is None:
        return None
    before, behind = _before(parse, _told_from(parse, sentence[0], comma), comma), _behind(parse, stop, sentence[1])
    if not any(part is not None and _has_verb(parse, part) for part in (before, behind)):
        return None
    return Parenthetical(snap_cue(parse, (verb, verb + 1)), source, before, behind)


def _straight(parse: Parse, words: Range, stop: int) -> Range | None:
    """The subject in front of the verb, if nothing but it and helpers stands there and no clause follows."""
    start, verb = words
    end = verb
    while end > start and parse.upos[end - 1] in ("AUX", "ADV", "PART"):
        end -= 1
    if end == start or parse.upos[start] in _OPENERS or parse.word(start).lower() in _RELATIVES:
        return None
    inside = range(start, end)
    if any(parse.upos[i] in ("VERB", "AUX", "SCONJ") for i in inside) or parse.upos[end - 1] not in NOMINAL:
        return None
    return None if _has_complement(parse, verb, stop) else trimmed(parse, (start, end))


def _has_complement(parse: Parse, verb: int, stop: int) -> bool:
    behind = range(verb + 1, stop)
    if any(parse.upos[i] in ("VERB", "AUX", "SCONJ", "PRON") and not _is_heard(parse, i, verb) for i in behind):
        return True
    objects = [i for i in behind if parse.deprels[i] in ("obj", "iobj", "ccomp", "xcomp") and parse.heads[i] == verb]
    return bool(objects) and parse.lemmas[verb].lower() not in _SPOKEN_TO


def _is_heard(parse: Parse, i: int, verb: int) -> bool:
    return parse.upos[i] == "PRON" and parse.lemmas[verb].lower() in _SPOKEN_TO


def _inverted(parse: Parse, verb: int, stop: int) -> Range | None:
    """The subject behind the verb ("said the mayor of a town in the north")."""
    if any(parse.deprels[c].startswith("nsubj") and c < verb for c in parse.children(verb)):
        return None
    behind = range(verb + 1, stop)
    head = next((i for i in behind if parse.heads[i] == verb and parse.upos[i] in NOMINAL - {"DET", "ADJ"}), None)
    if head is None or any(parse.upos[i] in ("VERB", "AUX", "SCONJ") for i in range(verb + 1, head)):
        return None
    start, end = noun_phrase(parse, head)
    return (start, end) if start == verb + 1 and not _new_clause(parse, end, stop) else None


def _new_clause(parse: Parse, first: int, stop: int) -> bool:
    """ "Told this paper they felt safer": another subject and verb before the stop; a relative clause is none."""
    subjects = any(parse.deprels[i].startswith("nsubj") for i in range(first, stop))
    return subjects and parse.word(first).lower() not in _RELATIVES


def _before(parse: Parse, start: int, comma: int) -> Range | None:
    """What is said in front of the comma: back to the last semicolon, without a conjunction at its head."""
    if parse.upos[comma - 1] == "CCONJ":  # "and, they say, threatened": the narrator told what stands in front
        return None
    semicolons = [i for i in range(start, comma) if parse.word(i) in (";", ":")]
    first = semicolons[-1] + 1 if semicolons else start
    if first < comma and parse.upos[first] == "CCONJ":
        first += 1
    if parse.xpos[comma - 1] == "VBG" and parse.upos[comma - 2] == "PUNCT":
        first = comma - 1  # "practising, a captain said, how to": only the participle goes on behind
    return (first, comma) if comma > first else None


def _behind(parse: Parse, stop: int, end: int) -> Range | None:
    """What is said behind the parenthetical, up to a semicolon or the end; None where the narrator goes on."""
    if stop >= end or parse.word(stop) not in _PAUSES:
        return None
    last = next((i for i in range(stop + 1, end) if parse.word(i) == ";"), end)
    if last - stop < _LEAST_BEHIND or _breaks_off(parse, stop + 1, last):
        return None
    return stop + 1, last


def _breaks_off(parse: Parse, first: int, end: int) -> bool:
    if parse.word(first).lower() in _BREAKS_OFF or parse.xpos[first] in ("VBG", "VBN"):
        return True
    if parse.upos[first] != "CCONJ":
        return False
    verb = next((i for i in range(first, end) if parse.upos[i] in ("VERB", "AUX")), end)
    return any(parse.deprels[i].startswith(("nsubj", "expl")) for i in range(first, verb))


def _has_verb(parse: Parse, words: Range) -> bool:
    return any(parse.upos[i] in ("VERB", "AUX") for i in range(*words))
