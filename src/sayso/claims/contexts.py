"""PLOVER's contexts of a claim: what an event is about, beside its type.

Words tell it (`ontology/data/context_cues.csv`): those of the trigger and of who and what belongs to it say most, the
rest of the sentence, its neighbours and the article less. So do the sectors of actor and recipient (an army is
military) and, a little, type and mode. A logistic regression with the same weights for every context, and a few for
single ones, adds that up: `data/contexts.csv`, fitted by `benchmarks/contexts.py --fit`.
"""

from __future__ import annotations

import csv
import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType

from sayso.claims.forms import base_forms, forms
from sayso.claims.linear import Features, total
from sayso.claims.matching import Match
from sayso.claims.phrases import NOMINAL, noun_phrase
from sayso.ontology.cues import Cue, cues
from sayso.ontology.plover import context_names
from sayso.reader.parse import Parse
from sayso.records import Claim

# A context is given from this chance on, the likeliest already from the second on, for few events have none. Chosen on
# the annotated claims that the weights are fitted on, each sixth of them with the weights of the others: micro-F1 62.3,
# and 58.7 without the second.
LEAST_CHANCE = 0.3
LEAST_OF_BEST = 0.1
WEAK = "weak"
_FURTHEST = 30.0
# The sectors of an actor that tell of a context.
SECTORS = {
    "MIL": "military",
    "REB": "military",
    "UAF": "military",
    "SPY": "intelligence",
    "JUD": "legal",
    "LEG": "legislative",
    "MED": "health",
    "CRM": "crime",
    "BUS": "economic",
    "LAB": "economic",
    "REF": "asylum",
}


@dataclass(frozen=True, slots=True)
class Event:
    """What contexts are asked for: a trigger with its type and mode, the words that belong to it, and the sectors of
    actor and recipient."""

    trigger: int
    event: str
    mode: str | None
    own: frozenset[int]
    sectors: frozenset[str] = frozenset()


def event_of(parse: Parse, match: Match, claim: Claim) -> Event:
    """What contexts are asked for of a claim: its trigger's own words, its object, and what is said of the parties."""
    own = set(match.words)
    for held in match.arguments.roles.values():
        own.update(i for _, head in held for i in range(*noun_phrase(parse, head)) if parse.upos[head] in NOMINAL)
    if claim.object is not None:
        start, end = parse.sentences[parse.sentence_of(match.trigger)]
        own.update(i for i in range(start, end) if claim.object.contains(parse.span(i, i + 1)))
    sectors = frozenset((*claim.actor.sectors, *claim.recipient.sectors))
    return Event(match.trigger, claim.plover, claim.mode, frozenset(own), sectors)


@dataclass(slots=True)
class Topics:
    """Where an article speaks of which context: by word, the cues that begin there."""

    parse: Parse
    _found: dict[int, tuple[Cue, ...]] | None = None
    _at: list[int] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)

    @property
    def found(self) -> dict[int, tuple[Cue, ...]]:
        """The cues by the word they begin at; of two that begin together the longer one."""
        if self._found is None:
            pairs = ((i, _cues_at(self.parse, i)) for i in range(len(self.parse)))
            self._found = {i: told for i, told in pairs if told}
            self._at = list(self._found)
            self._counts.update(cue.context for told in self._found.values() for cue in told if cue.strength != WEAK)
        return self._found

    def contexts(self, event: Event) -> tuple[str, ...]:
        """The contexts of an event, likeliest first."""
        shown, known = self.features(event), weights()
        found = dict(_silent_chances(event.event, event.mode))
        found |= {context: chance_of(shown_for(shown, context, event), known) for context in shown}
        return chosen(found)

    def features(self, event: Event) -> dict[str, Features]:
        """What words and sectors say of each context that they speak of."""
        shown: dict[str, Features] = defaultdict(dict)
        found = self.found
        for place, words in self._places(event):
            for i in words:
                for cue in found.get(i, ()):
                    shown[cue.context][f"{place} {cue.strength}"] = 1.0
        for context in {SECTORS[s] for s in event.sectors if s in SECTORS}:
            shown[context]["sector"] = 1.0
        whole = self._counts.total()
        for context, count in self._counts.items():
            shown[context]["share"] = count / whole
        return dict(shown)

    def _places(self, event: Event) -> Iterator[tuple[str, Iterable[int]]]:
        """Where words with cues stand to an event, the nearest place first; each counts in its nearest one."""
        parse = self.parse
        at = parse.sentence_of(event.trigger)
        start, end = parse.sentences[at]
        below = set(parse.subtree(event.trigger)) - event.own
        yield "own", event.own
        yield "below", below
        yield "sentence", (i for i in self._between(start, end) if i not in below and i not in event.own)
        for place, near in (("before", at - 1), ("after", at + 1)):
            if 0 <= near < len(parse.sentences):
                yield place, self._between(*parse.sentences[near])
        if at > 1:
            yield "lead", self._between(*parse.sentences[0])

    def _between(self, start: int, end: int) -> list[int]:
        """The words of a range at which cues begin."""
        return self._at[bisect_left(self._at, start) : bisect_left(self._at, end)]


def chosen(chances: Mapping[str, float]) -> tuple[str, ...]:
    """The contexts that are likely enough, likeliest first."""
    ranked = sorted(chances, key=lambda context: -chances[context])
    return tuple(c for n, c in enumerate(ranked) if chances[c] >= (LEAST_CHANCE if n else LEAST_OF_BEST))


def shown_for(shown: Mapping[str, Features], context: str, event: Event) -> Features:
    """All that speaks for and against a context: what words and sectors say, and type and mode."""
    return {**shown.get(context, {}), **_of_kind(context, event.event, event.mode)}


@lru_cache(maxsize=20_000)
def _of_kind(context: str, event: str, mode: str | None) -> Mapping[str, float]:
    """What type and mode of an event say of a context."""
    names = ("any", f"any|{context}", f"{event}|{context}", f"{event} {mode}|{context}")
    return dict.fromkeys(names, 1.0)


@lru_cache(maxsize=2_000)
def _silent_chances(event: str, mode: str | None) -> Mapping[str, float]:
    """The chance of each context by type and mode alone, where neither words nor sectors speak of it."""
    return MappingProxyType({c: chance_of(_of_kind(c, event, mode), weights()) for c in context_names()})


def _cues_at(parse: Parse, i: int) -> tuple[Cue, ...]:
    """The cues of the longest phrase that begins at a word."""
    for size in range(min(_longest(parse.lemmas[i]), len(parse) - i), 1, -1):
        words = [parse.lemmas[k].lower() for k in range(i, i + size - 1)]
        last = forms(parse, i + size - 1)
        if told := next((cues()[phrase] for form in last if (phrase := " ".join([*words, form])) in cues()), ()):
            return told
    return _told(parse.lemmas[i], parse.word(i))


@lru_cache(maxsize=50_000)
def _longest(lemma: str) -> int:
    """How many words the longest phrase has that may begin with a word."""
    return _openers().get(lemma.lower(), 1)


@lru_cache(maxsize=50_000)
def _told(lemma: str, word: str) -> tuple[Cue, ...]:
    """The cues of a single word."""
    lemma, word = lemma.lower(), word.lower()
    return next((cues()[form] for form in (lemma, word, *base_forms(word)) if form in cues()), ())


@cache
def _openers() -> Mapping[str, int]:
    """The first words of phrases, and how many words the longest that begins so has."""
    found: dict[str, int] = {}
    for phrase in map(str.split, cues()):
        found[phrase[0]] = max(len(phrase), found.get(phrase[0], 1))
    return found


def chance_of(features: Mapping[str, float], known: Mapping[str, float]) -> float:
    """The chance that a context holds, by its features and the weights."""
    return 1 / (1 + math.exp(-max(-_FURTHEST, min(_FURTHEST, total(known, features)))))


@cache
def weights() -> Mapping[str, float]:
    """The weight of each feature."""
    with (resources.files("sayso.claims") / "data" / "contexts.csv").open("r", encoding="utf-8") as file:
        return {row["feature"]: float(row["weight"]) for row in csv.DictReader(file)}
