"""The mode of a claim: PLOVER's word for how it is done, or what is asked, refused or threatened.

A choice between the modes of the event's type and none. It is weighed by the row of the predicate table, the words
that tell a mode where they complete the trigger (`data/mode_words.csv`), the trigger and the words around it, and the
chances that the model's claim heads give. The weights, `data/mode_weights.csv`, are made by
`python -m sayso.train modes`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sayso.claims.forms import forms, stem
from sayso.claims.grammar import Grammar
from sayso.claims.linear import fitted, logit
from sayso.claims.matching import Match
from sayso.ontology import modes
from sayso.ontology.tables import rows
from sayso.reader.parse import Parse

# Relations over which the words that tell a mode hang on a trigger, and from those words on further ones.
BELOW = frozenset(
    {"obj", "xcomp", "ccomp", "acl", "compound", "amod", "nmod", "obl", "nsubj", "advcl", "conj", "csubj"}
)
DEEPER = frozenset({"obj", "xcomp", "compound", "amod", "conj", "nmod"})
TABLE, NONE = "mode_weights.csv", "none"
# What the log odds of the claim heads count. They learned from the articles that the weights are fitted to, so a fit
# would overrate them (0.4 to 0.8); chosen on held_out, with a look at dev. Right of 100 modes there: 68 and 66 at 0, 70
# and 72 at 0.2, 70 and 71 at 0.3, 69 and 70 at 0.4.
HEADS_COUNT = 0.3
# Words with a meaning of their own, and how many words to both sides of the trigger they are looked for.
MEANING = frozenset({"NOUN", "VERB", "PROPN", "ADJ"})
REACH = 8


@dataclass(frozen=True, slots=True)
class ModeWords:
    """The words that tell a mode of an event type, with a sentence where they do and one where none does."""

    event: str
    mode: str
    words: frozenset[str]
    example: str
    counterexample: str


@cache
def mode_words() -> tuple[ModeWords, ...]:
    """The table, in its order: of several rows the first decides."""
    return tuple(
        ModeWords(row["event"], row["mode"], frozenset(row["words"].split("|")), row["example"], row["counterexample"])
        for row in rows("mode_words", room="claims")
    )


@cache
def modes_by_type() -> dict[str, tuple[str, ...]]:
    """What a claim of each type may be: its modes, and none of them."""
    found: dict[str, list[str]] = defaultdict(list)
    for event, mode in sorted(modes()):
        found[event].append(mode)
    return {event: (*known, NONE) for event, known in found.items()}


def mode_of(grammar: Grammar, match: Match) -> str | None:
    """The likeliest mode of a match; that of its row where it is one of the user's own or nothing has been fitted."""
    row, known = match.row, _weights(match.row.event)
    if not known or (row.mode is not None and (row.event, row.mode) not in modes()):
        return row.mode
    sums = _from_heads(grammar.parse, match)
    for name in features_of(grammar, match):
        for mode, weight in known.get(name, {}).items():
            sums[mode] += weight
    best = max(sums, key=lambda mode: sums[mode])
    return None if best == NONE else best


@cache
def _weights(event: str) -> Mapping[str, Mapping[str, float]]:
    """The weights of an event type by feature and mode."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for name, weight in fitted(TABLE)[event].items():
        feature, _, mode = name.rpartition("|")
        found[feature][mode] = weight
    return dict(found)


def _from_heads(parse: Parse, match: Match) -> dict[str, float]:
    """What the claim heads add to each mode of the match's type."""
    slots = parse.slots.get(match.trigger)
    known = modes_by_type()[match.row.event]
    return {mode: HEADS_COUNT * logit(slots.mode.get(mode, 0.0)) if slots else 0.0 for mode in known}


def features_of(grammar: Grammar, match: Match) -> list[str]:
    """What bears on the mode of a match, each once."""
    return list(dict.fromkeys(_features(grammar, match)))


def _features(grammar: Grammar, match: Match) -> Iterator[str]:
    parse, trigger = grammar.parse, match.trigger
    lemma = parse.lemmas[trigger].lower()
    yield "any"
    yield f"row {match.row.mode}"
    yield f"words {mode_by_words(grammar, match)}"
    yield f"trigger {lemma}"
    yield f"stem {stem(lemma)}"
    yield f"part {parse.upos[trigger]}"
    first, second = _levels(grammar, match)
    yield from (f"first told {mode}" for mode in _told(parse, match.row.event, first))
    yield from (f"then told {mode}" for mode in _told(parse, match.row.event, second))
    yield f"sentence {_nearest(parse, match)}"
    yield from (f"first {parse.lemmas[i].lower()}" for i in first)
    yield from (f"near {stem(parse.lemmas[i])}" for i in (*first, *second, *_around(parse, trigger)))


def _told(parse: Parse, event: str, words: Iterable[int]) -> list[str]:
    """The modes that words tell of a type, each once."""
    known = _modes_of_words(event)
    found = (mode for word in words for form in forms(parse, word) for mode in known.get(form, ()))
    return list(dict.fromkeys(found)) if known else []


def _nearest(parse: Parse, match: Match) -> str | None:
    """The mode that the word nearest to a trigger tells, wherever it stands in the sentence and the tree."""
    if not _modes_of_words(match.row.event):
        return None
    start, end = parse.sentences[parse.sentence_of(match.trigger)]
    others = sorted((i for i in range(start, end) if i != match.trigger), key=lambda i: abs(i - match.trigger))
    return next((mode for i in others for mode in _told(parse, match.row.event, [i])), None)


@cache
def _modes_of_words(event: str) -> Mapping[str, tuple[str, ...]]:
    """The modes of a type that each form of the table tells."""
    found: dict[str, tuple[str, ...]] = {}
    for row in mode_words():
        for word in row.words if row.event == event else ():
            found[word] = (*found.get(word, ()), row.mode)
    return found


def _around(parse: Parse, trigger: int) -> Iterator[int]:
    """The words with a meaning of their own around a trigger, within its sentence."""
    start, end = parse.sentences[parse.sentence_of(trigger)]
    for i in range(max(start, trigger - REACH), min(end, trigger + REACH + 1)):
        if i != trigger and parse.upos[i] in MEANING:
            yield i


def mode_by_words(grammar: Grammar, match: Match) -> str | None:
    """The mode that the words around a trigger tell; the nearer words are asked first."""
    fitting = [row for row in mode_words() if row.event == match.row.event]
    for level in _levels(grammar, match) if fitting else ():
        said = {form for word in level for form in forms(grammar.parse, word)}
        if found := next((row.mode for row in fitting if row.words & said), None):
            return found
    return None


def _levels(grammar: Grammar, match: Match) -> Iterator[list[int]]:
    """The words that complete a trigger, then those that complete them."""
    parse = grammar.parse
    anchors = [match.trigger, *(i for i in [match.light_verb] if i is not None)]
    first = [c for i in anchors for c in parse.children(i) if grammar.base(c) in BELOW and c not in anchors]
    yield [*first, *match.slots["object"].words]
    yield [c for i in first for c in parse.children(i) if grammar.base(c) in DEEPER]
