"""Which phrase of its sentence says where an event happens: a choice between its places and none.

Features say how the phrase hangs in the tree as seen from the event, how far it is, its preposition, what its noun
names, and what the claim heads see in it; see `sayso.claims.choices`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

from sayso.claims.cast import Cast
from sayso.claims.choices import Event, chances, event_at, type_of, way
from sayso.claims.dates import DateMention
from sayso.claims.linear import Features, logit
from sayso.claims.phrases import noun_phrase, words_in
from sayso.claims.weighing import HEADS
from sayso.ontology.tables import rows

# A place is given from this chance on: chosen on the fitted articles and dev, where as many places are right as with
# the weights before (0.2, the heads beside them) and fewer are wrong.
CHANCE = 0.08
# From these log odds on the heads see a place in a phrase; from there they may count more.
EVEN = -2.5
# Prepositions that say where something happens, and those of places that somebody goes to, comes from or passes.
RESTING = frozenset(
    ["in", "at", "near", "on", "outside", "inside", "across", "around", "off", "throughout", "along", "within"]
)
GOING = frozenset(
    ["to", "into", "from", "of", "through", "over", "toward", "towards", "before", "onto", "via", "beyond", "past"]
)
PLACE_NAMES = frozenset({"GPE", "LOC"})


@cache
def place_nouns() -> frozenset[str]:
    """Common nouns for places."""
    return frozenset(row["noun"] for row in rows("place_nouns", room="claims"))


class Placing:
    """The places of one article and the events that happen there.

    Args:
        cast: who and what the words stand for.
        dates: the date mentions of the text, whose words are no places.
    """

    def __init__(self, cast: Cast, dates: Iterable[DateMention]) -> None:
        self.cast, self.grammar, self.parse = cast, cast.grammar, cast.parse
        ranges = (words_in(self.parse, date.span) for date in dates)
        self._dated = {i for words in ranges if words for i in range(*words)}
        self._known: dict[int, list[int]] = {}
        self.sure: dict[int, float] = {}

    def where(self, trigger: int, verb: int | None = None) -> int | None:
        """The head word of the place that the sentence gives an event; None if it gives none."""
        event = event_at(self.grammar, trigger, verb)
        found = self.candidates(event)
        single = chances("placing", [self.features(event, word) for word in found])
        best = max(range(len(found)), key=single.__getitem__, default=None)
        self.sure[trigger] = single[best] if best is not None else 0.0
        return found[best] if best is not None and single[best] >= CHANCE else None

    def _from_heads(self, trigger: int, word: int) -> Features:
        """What the claim heads say for or against a phrase as the place of an event, by its likeliest word."""
        slots = self.parse.slots.get(trigger)
        if slots is None:
            return {f"{HEADS} silent": 1.0}
        seen = slots.roles.get("where", {})
        odds = logit(max((seen.get(i, 0.0) for i in range(*noun_phrase(self.parse, word))), default=0.0))
        return {f"{HEADS} odds": odds, f"{HEADS} above": max(0.0, odds - EVEN)}

    def candidates(self, event: Event) -> list[int]:
        """The heads of phrases of the event's sentence that may name a place."""
        sentence = self.parse.sentence_of(event.trigger)
        if sentence not in self._known:
            self._known[sentence] = [i for i in range(*self.parse.sentences[sentence]) if self.may_be_place(i)]
        return [i for i in self._known[sentence] if i not in (event.trigger, event.verb)]

    def may_be_place(self, i: int) -> bool:
        """Whether a word heads a phrase that may name a place."""
        parse = self.parse
        if parse.upos[i] not in ("NOUN", "PROPN") or i in self._dated or self.cast.name_kind(i) == "DATE":
            return False
        if self._inside_name(i):
            return False
        placed = (RESTING | GOING) & set(self.grammar.prepositions(i))
        return self.cast.name_kind(i) in PLACE_NAMES or bool(placed) or parse.lemmas[i].lower() in place_nouns()

    def _inside_name(self, i: int) -> bool:
        """Whether a word is part of a name whose head is another word of it."""
        name = next(iter(self.parse.names_at(i)), None)
        return name is not None and name.start <= self.parse.heads[i] < name.end

    def features(self, event: Event, word: int) -> Features:
        """What speaks for and against a place; an event without any place has no features."""
        preposition = next(iter(self.grammar.prepositions(word)), "none")
        kind, going = self._kind(word), self._going(preposition)
        others = [i for i in self.candidates(event) if i != word]
        nearer = sum(abs(i - event.trigger) < abs(word - event.trigger) for i in others)
        return {
            "place": 1.0,
            **way(self.grammar, event, word),
            f"preposition {preposition}": 1.0,
            f"kind {kind}": 1.0,
            f"{going} {kind}": 1.0,
            f"{going} {self.grammar.base(word)} {kind}": 1.0,
            f"{going} type {type_of(self.parse, event.trigger)}": 1.0,
            "actor": float(self.cast.is_actor(word)),
            "country": float(self.cast.identity(word).rule.startswith("name: country")),
            "rivals": math.log1p(len(others)),
            "nearer rivals": math.log1p(nearer),
            **self._from_heads(event.trigger, word),
        }

    def _going(self, preposition: str) -> str:
        return "resting" if preposition in RESTING else "going" if preposition in GOING else "bare"

    def _kind(self, i: int) -> str:
        name = self.cast.name_kind(i)
        if name is None and self.parse.upos[i] == "PROPN":
            return "place" if self.cast.passes(i, "PLACE") else "proper"
        if name is not None:
            return name
        return "place noun" if self.parse.lemmas[i].lower() in place_nouns() else "noun"
