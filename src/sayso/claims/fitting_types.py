"""Which type of event a word names that no row of the tables knows, by what its whole text tells of.

The event head sees a word in its sentence. "The boxes were lifted ashore" may be a theft or a delivery; in a text that
tells of a shipment it is a delivery. So the head's chances of the types are weighed with how many events of each the
text tells elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log1p

from sayso.claims.matching import Match
from sayso.reader.parse import Hint, Parse

LEAST_CHANCE = 0.35
"""Below this chance that it names an event a word tells of none."""
LEAST_SHARE = 0.05
"""A type with less than this share of what the head sees in a word is none that it may name."""

OF_GOODS = frozenset({"AID", "COOPERATE"})
"""What a delivery is as a gift or supply, and as trade: either may be told of it, and the head's choice stands."""


def types_told(parse: Parse, matches: Iterable[Match]) -> dict[str, float]:
    """How many events of each type a text tells: those that rows know, and for the other words the head's chances.

    Args:
        parse: the text, with hints.
        matches: what the rows have found.
    """
    known = {match.trigger: match.row.event for match in matches}
    told: dict[str, float] = {}
    for i, hint in enumerate(parse.hints):
        kinds = {known[i]: 1.0} if i in known else _shares(hint) if hint.score >= LEAST_CHANCE else {}
        for event, share in kinds.items():
            told[event] = told.get(event, 0.0) + share
    return told


def fitting_type(parse: Parse, i: int, told: Mapping[str, float]) -> str | None:
    """The type that a word most likely names in such a text; that of the head alone where it gives no chances.

    A type counts by one and the logarithm of how many other events of it there are. In annotated stories that sets the
    type of 74 words right and of 24 wrong; the numbers themselves, or a power of them, win as many and lose more.

    Args:
        parse: the text, with hints.
        i: a word that no row has matched.
        told: how many events of each type the text tells, that word among them.
    """
    shares = _shares(parse.hints[i])

    def weight(event: str) -> float:
        others = max(told.get(event, 0.0) - shares[event], 0.0)
        return shares[event] * (1.0 + log1p(others))

    likely = [event for event, share in shares.items() if share >= LEAST_SHARE]
    best, own = max(likely, key=weight, default=None), parse.hints[i].event
    return own if best is None or {best, own} == OF_GOODS else best


def _shares(hint: Hint) -> dict[str, float]:
    """The chance of each type if the word names an event."""
    whole = sum(hint.kinds.values())
    return {event: chance / whole for event, chance in hint.kinds.items()}
