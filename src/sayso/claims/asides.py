"""Sentences whose subject stands apart from its verb: "Chile, the Peruvian minister said, had detained three officers",
"Along with pledging to help Chile, Peru and Brazil sent ships", "Chile will not, he said, sign", "It was Chile, not
Peru, that signed".

The parser often takes the subject of the first for the root, who speaks for its apposition and the main verb for
something that hangs on either; that of the second for one more of what the opening names; in the third it leaves the
"not" with the auxiliary, and in the last it hangs the clause on the one who did not. Commas and word order are plain
enough to hang them again.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sayso.claims.cues import cue_at
from sayso.claims.factuality_words import is_telling
from sayso.claims.headings import before_colon
from sayso.claims.hyphened import no_verbs
from sayso.claims.surface import Change
from sayso.reader.parse import Parse

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PHRASE = NOMINAL | {"DET", "ADJ", "CCONJ", "ADP", "NUM", "PART"}
LONGEST_OPENING = 3
"""Words before the gerund that opens a sentence: "As well as", "In addition to"."""
LONGEST_ASIDE = 12
"""Words between the two commas."""
LONGEST_CONTRAST = 6
"""Words from comma to comma of "not Peru"."""
NEGATIVE = frozenset({"not", "n't", "n\u2019t", "never"})
BARE = frozenset({"VB", "VBN", "VBG"})
SUBJECTS = ("nsubj", "nsubj:pass")


def asides(parse: Parse) -> Iterator[Change]:
    """Word, new head (-1 for none) and relation, in the order in which they are to be hung."""
    for start, end in parse.sentences:
        commas = [i for i in range(start, end) if parse.word(i) == ","]
        yield from _opening(parse, (start, end))
        if len(commas) > 1 and commas[1] - commas[0] <= LONGEST_ASIDE:
            yield from _aside(parse, (start, end), (commas[0], commas[1]))
            yield from _interrupted(parse, (start, end), (commas[0], commas[1]))
        yield from no_verbs(parse, (start, end))
        yield from before_colon(parse, (start, end))
        yield from _contrasts(parse, (start, end), commas)
        yield from _cleft(parse, (start, end))
        yield from _dismissed(parse, (start, end))
        yield from _charges(parse, (start, end))


def _opening(parse: Parse, sentence: tuple[int, int]) -> Iterator[Change]:
    """Behind an opening gerund and its comma: a noun phrase and a finite verb that has no subject yet."""
    root = next((i for i in range(*sentence) if parse.heads[i] < 0), -1)
    if root < 0 or parse.xpos[root] != "VBG" or root - sentence[0] > LONGEST_OPENING:
        return
    for comma in (i for i in range(root, sentence[1] - 2) if parse.word(i) == ","):
        subject, verb = _subject_and_verb(parse, comma, sentence[1])
        if verb is None:
            continue
        outer = [i for i in subject if parse.upos[i] in NOMINAL and parse.heads[i] not in subject]
        yield verb, -1, "root"
        yield root, verb, "advcl"
        yield outer[0], verb, "nsubj"
        yield from ((i, outer[0], "conj") for i in outer[1:])
        return


def _subject_and_verb(parse: Parse, comma: int, end: int) -> tuple[range, int | None]:
    """The words of a noun phrase right behind a comma, and the finite verb behind them that lacks a subject."""
    i = comma + 1
    while i < end and parse.upos[i] in PHRASE:
        i += 1
    first, verb = i, i
    while verb < end and parse.upos[verb] in ("AUX", "ADV"):
        verb += 1
    phrase = range(comma + 1, first)
    named = any(parse.upos[k] in NOMINAL and parse.heads[k] not in phrase for k in phrase)
    if verb >= end or parse.upos[verb] != "VERB" or parse.heads[verb] < 0 or not named:
        return phrase, None
    finite = any(parse.xpos[k] in FINITE for k in range(first, verb + 1))
    own = {parse.deprels[c] for c in parse.children(verb)}
    return phrase, verb if finite and not own & {"nsubj", "nsubj:pass"} else None


def _aside(parse: Parse, sentence: tuple[int, int], commas: tuple[int, int]) -> Iterator[Change]:
    root = next((i for i in range(*sentence) if parse.heads[i] < 0), -1)
    if not sentence[0] <= root < commas[0] or parse.upos[root] not in NOMINAL:
        return
    verb, said = _main_verb(parse, (commas[1] + 1, sentence[1])), _said(parse, commas)
    speaker = _speaker(parse, commas, said) if said is not None else None
    if verb is None or said is None or speaker is None:
        return
    yield verb, -1, "root"
    yield root, verb, "nsubj"
    yield said, verb, "parataxis"
    yield speaker, said, "nsubj"


def _interrupted(parse: Parse, sentence: tuple[int, int], commas: tuple[int, int]) -> Iterator[Change]:
    """ "Chile will not, he said, sign": what stands before the first comma belongs to the verb behind the second."""
    helpers = _helpers(parse, sentence[0], commas[0])
    verb, said = _bare_verb(parse, (commas[1] + 1, sentence[1])), _said(parse, commas)
    speaker = _speaker(parse, commas, said) if said is not None else None
    before = range(sentence[0], helpers.start)
    subject = next((i for i in before if parse.upos[i] in NOMINAL and parse.heads[i] not in before), None)
    if not helpers or verb is None or said is None or speaker is None or subject is None:
        return
    passive = parse.xpos[verb] == "VBN" and parse.lemmas[helpers.start] == "be"
    yield verb, -1, "root"
    yield subject, verb, "nsubj:pass" if passive else "nsubj"
    for i in helpers:
        helping = ("aux:pass" if passive else "aux") if parse.upos[i] == "AUX" else "advmod"
        yield i, verb, helping
    yield said, verb, "parataxis"
    yield speaker, said, "nsubj"


def _helpers(parse: Parse, start: int, comma: int) -> range:
    """The auxiliaries right before a comma, with the words of negation among them; none if there is no auxiliary."""
    first = comma
    while first > start and (parse.upos[first - 1] == "AUX" or parse.folded[first - 1] in NEGATIVE):
        first -= 1
    return range(first, comma) if first < comma and parse.upos[first] == "AUX" else range(comma, comma)


def _bare_verb(parse: Parse, words: tuple[int, int]) -> int | None:
    """The infinitive or participle right behind the second comma, an adverb before it at most."""
    i = words[0]
    while i < words[1] and parse.upos[i] in ("PART", "ADV"):
        i += 1
    if i >= words[1] or parse.xpos[i] not in BARE:
        return None
    return None if {parse.deprels[c] for c in parse.children(i)} & {"nsubj", "nsubj:pass", "mark"} else i


def _contrasts(parse: Parse, sentence: tuple[int, int], commas: list[int]) -> Iterator[Change]:
    """ "Chile, not Peru, signed": what follows is said of the one before the commas."""
    for first, last in pairwise(commas):
        if parse.folded[first + 1] == "not" and last - first <= LONGEST_CONTRAST:
            yield from _contrast(parse, sentence, (first, last))


def _contrast(parse: Parse, sentence: tuple[int, int], commas: tuple[int, int]) -> Iterator[Change]:
    between = range(commas[0] + 2, commas[1])
    others = [i for i in between if parse.upos[i] in NOMINAL and parse.heads[i] not in between]
    words = [i for i in range(sentence[0], commas[0]) if parse.upos[i] in NOMINAL and commas[0] in (i + 1, i + 2)]
    if len(others) != 1 or not words or any(parse.upos[i] in ("VERB", "AUX") for i in between):
        return
    other, one = others[0], words[-1]
    while one > sentence[0] and parse.deprels[one] in ("flat", "compound") and parse.heads[one] < commas[0]:
        one = parse.heads[one]
    taken = [c for c in parse.children(other) if c > commas[1]]
    verb, relation = parse.heads[other], parse.deprels[other]
    if relation.startswith("nsubj") and verb > commas[1] and parse.heads[one] != verb:
        yield one, verb, relation
    if verb != one and parse.heads[one] != other:
        yield other, one, "conj"
    for c in taken:
        yield c, one, "acl:relcl" if _pronouns(parse, c) else parse.deprels[c]


def _dismissed(parse: Parse, sentence: tuple[int, int]) -> Iterator[Change]:
    """ "Dismissed as fake a report that they attacked": a report behind what it is called is the object."""
    for i in range(sentence[0] + 1, sentence[1] - 1):
        verb = i - 1
        if parse.folded[i] != "as" or parse.upos[verb] != "VERB" or parse.folded[i + 1] in _COMPARED:
            continue
        told = _told_behind(parse, i, sentence[1])
        relations = {parse.deprels[c] for c in parse.children(verb) if c < i}
        if told is not None and not relations & {"obj", "nsubj:pass", "aux:pass"}:
            yield from ((c, verb, "obl") for c in parse.children(told) if i < c < told and parse.deprels[c] == "amod")
            yield told, verb, "obj"
            yield from ((c, told - 1, "case") for c in parse.children(told) if c == i)


_COMPARED = frozenset({"if", "though", "well", "soon", "long", "far", "much", "many"})
"""What "as" stands before in a comparison or with a clause."""
LONGEST_CALLING = 8
"""Words from "as" to the report: "as pure enemy propaganda the reports"."""


def _charges(parse: Parse, sentence: tuple[int, int]) -> Iterator[Change]:
    """ "Chile shelled a village, a charge Peru repeats": what is said of the whole clause is no object of its verb."""
    for i in range(sentence[0] + 3, sentence[1] - 1):
        if parse.folded[i - 1] not in ("a", "an") or parse.word(i - 2) != ",":
            continue
        head = parse.heads[i]
        clause = any(parse.deprels[c].startswith("acl") for c in parse.children(i))
        if clause and 0 <= head < i and parse.upos[head] == "VERB" and is_telling(parse, i):
            yield i, head, "parataxis"


def _told_behind(parse: Parse, i: int, end: int) -> int | None:
    """The noun for something told, with its "that", that stands behind "as" and no verb or preposition."""
    for k in range(i + 1, min(i + LONGEST_CALLING, end - 1)):
        if parse.folded[k + 1] == "that" and is_telling(parse, k):
            return k
        if parse.upos[k] in ("ADP", "SCONJ", "AUX") or parse.word(k) in (",", ";", ":"):
            return None
    return None


def _cleft(parse: Parse, sentence: tuple[int, int]) -> Iterator[Change]:
    """ "It was Chile that signed": the clause hangs on the one that it is about."""
    for one in sorted({parse.heads[i] for i in range(*sentence) if parse.folded[i] == "it"}):
        if one >= 0 and parse.upos[one] in NOMINAL and _is_copular(parse, one):
            yield from (change for c in parse.children(one) if c > one for change in _relative(parse, c, one))


def _is_copular(parse: Parse, word: int) -> bool:
    return any(parse.deprels[c] == "cop" for c in parse.children(word))


def _pronouns(parse: Parse, verb: int) -> list[int]:
    """The relative pronouns that are the subject of a verb."""
    return [c for c in parse.children(verb) if parse.xpos[c] in ("WDT", "WP") and parse.deprels[c] in SUBJECTS]


def _relative(parse: Parse, verb: int, one: int) -> Iterator[Change]:
    pronouns = _pronouns(parse, verb)
    if not pronouns or parse.upos[verb] != "VERB":
        return
    yield verb, one, "acl:relcl"
    if not any(parse.deprels[c] == "aux:pass" for c in parse.children(verb)):
        yield pronouns[0], verb, "nsubj"


def _main_verb(parse: Parse, words: tuple[int, int]) -> int | None:
    """The verb right behind the second comma, after its auxiliaries, if it has no subject of its own."""
    i = words[0]
    while i < words[1] and parse.upos[i] in ("AUX", "PART", "ADV"):
        i += 1
    if i >= words[1] or parse.upos[i] != "VERB":
        return None
    finite = any(parse.xpos[k] in FINITE for k in range(words[0], i + 1))
    own = {parse.deprels[c] for c in parse.children(i)}
    return i if finite and not own & {"nsubj", "nsubj:pass"} else None


def _said(parse: Parse, commas: tuple[int, int]) -> int | None:
    """The verb of saying between the commas, at most an addressee behind it."""
    found = (i for i in range(commas[0] + 2, commas[1]) if parse.upos[i] == "VERB" and parse.xpos[i] in FINITE)
    verb = next(found, None)
    return verb if verb is not None and cue_at(parse, verb) is not None else None


def _speaker(parse: Parse, commas: tuple[int, int], said: int) -> int | None:
    """The head of the noun phrase that fills the words between the first comma and the verb."""
    words = range(commas[0] + 1, said)
    heads = [i for i in words if parse.upos[i] in NOMINAL and parse.heads[i] not in words]
    return heads[0] if len(heads) == 1 else None
