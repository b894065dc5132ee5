"""Attributions that the tree and the punctuation show, for where the model has none.

Four patterns: a cue verb with its clause, infinitive, object or quotation; "according to"; a cue noun with its clause
or infinitive; a headline with a colon, or a name after its quotation. Each is tried only where no draft of the model
has that cue. Parentheticals ("the road, he said, is shut") are in `sayso.claims.parentheticals`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, partial
from itertools import pairwise

from sayso.claims.accounts_of import accounts_of
from sayso.claims.citing import source_behind
from sayso.claims.cues import Cue, cue_at, cues
from sayso.claims.drafts import Draft
from sayso.claims.frames import joined, snap_content, snap_cue, snapped
from sayso.claims.grammar import Grammar
from sayso.claims.phrases import Range, inside, noun_phrase, overlap, runs, words_in
from sayso.claims.quotations import Quotation, Quotations
from sayso.reader.parse import Parse
from sayso.records import Span

RULE_SCORE = 0.5
"""Score of what a rule adds: below any frame that the model is sure of, so a model's frame wins over it."""

SURE_OF_EVENT = 0.5
"""Chance from which on an object names an event that is recorded ("counted nine violations"): the even one. Of such
verbs before what names an event all 7 in our own annotated articles were cues, of the others none of 60."""

_HEADLINE_COLON = re.compile(r"(?P<source>[A-Z][\w.'\u2019-]*(?: [\w.'\u2019-]+){0,4}):\s+(?P<content>\S.*)")
_HEADLINE_TAIL = re.compile(
    r"(?P<content>['\u2018\"\u201c].+['\u2019\"\u201d])\s+[-\u2013\u2014]\s+(?P<source>[\w. '\u2019-]+)"
)
_HEADLINE_SAYS = re.compile(
    r"(?P<content>\S.*),\s+(?:(?P<source>[A-Z][\w. '\u2019-]*?)\s+)?(?P<cue>says?|said|warns?|claims?)"
    r"(?:\s+(?P<inverted>[A-Z][\w. '\u2019-]*))?"
)
_HEADLINE_WORDS = 25


def rule_drafts(parse: Parse, grammar: Grammar, quotations: Quotations) -> list[Draft]:
    """All drafts that the rules see in a parse, in no particular order, boundaries snapped."""
    found: list[Draft] = []
    for i in range(len(parse)):
        found += _phrase_draft(parse, i, quotations)
        found += accounts_of(parse, i, partial(subject_of, parse, grammar), quotations)
        cue = cue_at(parse, i)
        if cue is not None and cue.pos == "VERB" and grammar.is_verbal(i):
            found += _verb_drafts(parse, grammar, i, cue)
            found += _beside_quotation(parse, grammar, i, quotations)
        elif cue is not None and cue.pos == "NOUN":
            found += _noun_drafts(parse, grammar, i, cue)
    snaps = [snapped(parse, draft) for draft in found if draft.content and _one_voice(parse, draft, quotations)]
    return [draft for draft in snaps if draft.content]


def _one_voice(parse: Parse, draft: Draft, quotations: Quotations) -> bool:
    """A cue inside of a quotation has its source there too."""
    if draft.cue is None or draft.source is None:
        return True
    around = quotations.at(parse.starts[draft.cue[0]])
    return around is None or around is quotations.at(parse.starts[draft.source[0]])


def headline_drafts(parse: Parse, headline: Range, known: list[Draft]) -> list[Draft]:
    """Attributions in the words of a headline: "Minister: talks failed", "'A lie' - Kyiv", "Talks failed, says X".

    What is known already to speak in the headline speaks there.
    """
    found = _in_headline(parse, headline)
    speaks = {d.cue for d in known if d.cue is not None and inside(d.cue, headline)}
    return [d for d in found if all(any(inside(cue, part) for part in d.content) for cue in speaks)]


def _in_headline(parse: Parse, headline: Range) -> list[Draft]:
    span = parse.span(*headline)
    text = span.of(parse.text)
    if headline[1] - headline[0] > _HEADLINE_WORDS:
        return []
    if behind := source_behind(parse, headline):
        return [behind]
    for pattern in (_HEADLINE_SAYS, _HEADLINE_TAIL, _HEADLINE_COLON):
        if match := pattern.fullmatch(text):
            return _from_match(parse, match, span.start)
    return []


def _from_match(parse: Parse, match: re.Match[str], shift: int) -> list[Draft]:
    def words(name: str) -> Range | None:
        start, end = match.span(name)
        return words_in(parse, Span(start + shift, end + shift))

    named = match.groupdict()
    source = words("source" if named["source"] else "inverted") if any(map(named.get, ("source", "inverted"))) else None
    content = words("content")
    if source is None or content is None or not _may_speak(parse, source):
        return []
    cue = words("cue") if "cue" in named else _between(source, content)
    return [Draft(cue, source, (snap_content(parse, content),), "headline", RULE_SCORE)]


def _between(a: Range, b: Range) -> Range:
    return (a[1], b[0]) if a[1] <= b[0] else (b[1], a[0])


def _may_speak(parse: Parse, words: Range) -> bool:
    return any(parse.upos[i] in ("PROPN", "NOUN") for i in range(*words))


# -- verbs ------------------------------------------------------------------------------------------------------------


def _verb_drafts(parse: Parse, grammar: Grammar, verb: int, cue: Cue) -> Iterator[Draft]:
    for takes in cue.takes:
        head = _content_head(parse, verb, takes)
        if head is None:
            continue
        source = subject_of(parse, grammar, verb)
        if source is None or takes not in cue.adds:
            return
        content = _content_words(parse, head, verb, source)
        yield Draft(_cue_words(parse, verb, head), source, content, f"verb:{takes}", RULE_SCORE)
        return


def _content_head(parse: Parse, verb: int, takes: str) -> int | None:
    return next((c for c in parse.children(verb) if _takes(parse, c, takes)), None)


def _takes(parse: Parse, child: int, takes: str) -> bool:
    relation = parse.deprels[child]
    if takes == "clause":
        return relation == "ccomp"
    if takes == "infinitive":
        return relation == "xcomp" and parse.xpos[child] == "VB"
    if takes == "object":  # "denied borrowers the relief" gives or keeps something, says nothing
        return relation == "obj" and not any(parse.deprels[c] == "iobj" for c in parse.children(parse.heads[child]))
    if takes == "event":
        return relation == "obj" and child < len(parse.hints) and parse.hints[child].score >= SURE_OF_EVENT
    return takes != "quote" and relation in ("obl", "advcl") and takes in _marks(parse, child)


def _marks(parse: Parse, i: int) -> list[str]:
    return [parse.word(c).lower() for c in parse.children(i) if parse.deprels[c] in ("case", "mark") and c < i]


def _content_words(parse: Parse, head: int, verb: int, source: Range | None) -> tuple[Range, ...]:
    words = set(parse.subtree(head))
    if source is not None:
        words -= set(range(*source))
    return _spans(parse, words - {verb})


def _spans(parse: Parse, words: set[int]) -> tuple[Range, ...]:
    """Ranges of words; gaps of nothing but punctuation are closed, pieces of nothing but punctuation dropped."""
    lettered = {i for i in words if parse.upos[i] != "PUNCT"}
    pieces = runs(lettered)
    gaps = [(a[1], b[0]) for a, b in pairwise(pieces) if _only_punct(parse, a[1], b[0])]
    return runs(lettered | {i for gap in gaps for i in range(*gap)})


def _only_punct(parse: Parse, start: int, end: int) -> bool:
    return all(parse.upos[i] == "PUNCT" for i in range(start, end))


def _cue_words(parse: Parse, verb: int, content: int | None = None) -> Range:
    """The verb with auxiliaries, negation, adverbs between them, and a particle or preposition right behind it."""
    end = verb + 1
    while end < len(parse) and parse.heads[end] == verb and parse.deprels[end] in ("compound:prt",):
        end += 1
    if content is not None and end < len(parse) and parse.deprels[end] == "case" and parse.heads[end] == content:
        end += 1
    return snap_cue(parse, (verb, end))


def subject_of(parse: Parse, grammar: Grammar, verb: int) -> Range | None:
    """Who says it: the logical subject, overt, shared or understood."""
    holders = grammar.agents(verb) if grammar.is_passive(verb) else grammar.surface_subjects(verb)
    nominal = [i for i in holders if parse.upos[i] in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")]
    return noun_phrase(parse, nominal[0]) if nominal else None


# -- quotations beside a cue ------------------------------------------------------------------------------------------


def _beside_quotation(parse: Parse, grammar: Grammar, verb: int, quotations: Quotations) -> Iterator[Draft]:
    """A cue verb outside of a quotation that stands before or behind it in the same sentence."""
    if quotations.at(parse.starts[verb]) is not None:
        return
    source = subject_of(parse, grammar, verb) or _inverted(parse, verb)
    quotation = _neighbour(parse, verb, source, quotations)
    if quotation is not None and source is not None:
        words = [r for part in quotation.parts if (r := words_in(parse, part)) is not None]
        yield Draft(_cue_words(parse, verb), source, joined(parse, words), "quotation", RULE_SCORE)


def _inverted(parse: Parse, verb: int) -> Range | None:
    behind = [c for c in parse.children(verb) if c > verb and parse.deprels[c] in ("nsubj", "obj", "dep")]
    return noun_phrase(parse, behind[0]) if behind else None


def _neighbour(parse: Parse, verb: int, source: Range | None, quotations: Quotations) -> Quotation | None:
    """The quotation that ends right before the cue and source, or begins right behind them."""
    start, end = min(verb, source[0] if source else verb), max(verb + 1, source[1] if source else verb)
    while start > 0 and parse.upos[start - 1] in ("AUX", "ADV", "PART"):
        start -= 1
    before = quotations.at(parse.ends[start - 1] - 1) if start > 0 else None
    if before is not None and _speaks(before, parse) and _goes_on(parse, before, verb):
        return before
    while end < len(parse) and parse.word(end) in (",", ":"):
        end += 1
    behind = quotations.at(parse.starts[end]) if end < len(parse) else None
    return behind if behind is not None and _speaks(behind, parse) else None


def _goes_on(parse: Parse, quotation: Quotation, verb: int) -> bool:
    """The sentence goes on behind the quotation: its last sign is a comma, or the cue stands in the same sentence."""
    last = words_in(parse, quotation.parts[-1])
    inner = quotation.span.of(parse.text).rstrip("\"'\u201d\u2019\u00bb ")
    if last is None or inner[-1:] == ".":
        return False
    return inner[-1:] == "," or parse.sentence_of(last[1] - 1) == parse.sentence_of(verb)


def _speaks(quotation: Quotation, parse: Parse) -> bool:
    """A quotation that is speech, not a title or a word held at arm's length: it ends as a clause ends."""
    inner = quotation.span.of(parse.text).strip("\"'\u201c\u201d\u2018\u2019`\u00ab\u00bb ")
    return inner[-1:] in ".,!?\u2026" or len(inner.split()) > 4


# -- phrases and nouns ------------------------------------------------------------------------------------------------


@cache
def _phrases() -> dict[str, list[list[str]]]:
    """Phrase cues as lists of words, by their first word."""
    found: dict[str, list[list[str]]] = {}
    for lemma, pos in cues():
        if pos == "ADP":
            found.setdefault(lemma.split()[0], []).append(lemma.split())
    return found


def phrase_at(parse: Parse, i: int) -> tuple[Range, int] | None:
    """The phrase cue that begins at a word ("according to"), and the head of the phrase that it governs."""
    for words in _phrases().get(parse.word(i).lower(), ()):
        end = i + len(words)
        if [parse.word(k).lower() for k in range(i, min(end, len(parse)))] == words:
            holder = _holder_behind(parse, end)
            return None if holder is None else ((i, end), holder)
    return None


def _phrase_draft(parse: Parse, i: int, quotations: Quotations) -> Iterator[Draft]:
    if (found := phrase_at(parse, i)) is not None:
        quoted = list(_phrase_quotation(parse, *found, quotations))
        yield from quoted or _phrase_content(parse, *found)


def _phrase_quotation(parse: Parse, cue: Range, holder: int, quotations: Quotations) -> Iterator[Draft]:
    """ "Thousands asked, in the words of a mother, "why us"": a quotation right behind the source is all it says."""
    source = _behind(parse, cue, holder)
    start = next((i for i in range(source[1], len(parse)) if parse.word(i) not in (",", ":")), len(parse) - 1)
    quotation = quotations.at(parse.starts[start])
    if quotation is not None and quotation.span.start == parse.starts[start]:
        words = [r for part in quotation.parts if (r := words_in(parse, part)) is not None]
        yield Draft(cue, source, joined(parse, words), "phrase", RULE_SCORE)


def _holder_behind(parse: Parse, start: int) -> int | None:
    """The noun that a phrase cue governs: the highest word of the phrase that begins there."""
    if start >= len(parse) or parse.upos[start] == "PUNCT":
        return None
    sentence_end = parse.sentences[parse.sentence_of(start)][1]
    head = start
    for above in parse.ancestors(start):
        if not start <= above < sentence_end or parse.upos[above] in ("VERB", "AUX"):
            break
        head = above
    return head


def _behind(parse: Parse, cue: Range, holder: int) -> Range:
    """The noun phrase that a phrase cue governs, without words of the cue."""
    start, end = noun_phrase(parse, holder)
    return min(max(start, cue[1]), holder), end


def _phrase_content(parse: Parse, cue: Range, holder: int) -> Iterator[Draft]:
    source = _behind(parse, cue, holder)
    taken = set(range(cue[0], max(parse.subtree(holder)) + 1)) | set(parse.subtree(holder))
    host = parse.heads[holder]
    while host in taken and host >= 0:
        host = parse.heads[host]
    if host < 0:
        return
    words = set(parse.subtree(host)) - taken
    if words:
        yield Draft(cue, source, _spans(parse, words), "phrase", RULE_SCORE)


def _noun_drafts(parse: Parse, grammar: Grammar, noun: int, cue: Cue) -> Iterator[Draft]:
    for takes in cue.adds:
        head = _noun_content(parse, noun, takes)
        if head is None:
            continue
        holders = [i for i in grammar.holders(noun) if not overlap((i, i + 1), (head, head + 1))]
        source = noun_phrase(parse, holders[0]) if holders else None
        if source is not None:
            words = set(parse.subtree(head)) - set(range(*source))
            yield Draft((noun, noun + 1), source, _spans(parse, words), f"noun:{takes}", RULE_SCORE)
        return


def _noun_content(parse: Parse, noun: int, takes: str) -> int | None:
    """The complement of a cue noun: "the claim that ...", "its offer to mediate", "the call for a truce"."""
    if takes == "infinitive":
        below = (c for c in parse.children(noun) if parse.deprels[c] in ("acl", "xcomp"))
        return next((c for c in below if c > noun and parse.xpos[c] == "VB"), None)
    relations = ("acl", "ccomp") if takes == "that" else ("nmod", "acl")
    below = (c for c in parse.children(noun) if parse.deprels[c] in relations)
    return next((c for c in below if c > noun and takes in _marks(parse, c)), None)


def uncovered(drafts: Iterable[Draft], known: list[Draft]) -> list[Draft]:
    """The drafts whose cue shares no word with that of a known draft."""
    taken = {i for draft in known if draft.cue is not None for i in range(*draft.cue)}
    return [d for d in drafts if d.cue is not None and taken.isdisjoint(range(*d.cue))]
