"""How likely two accounts are of one happening: the weighted sum of their features."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sayso.claims.linear import Weights, fitted, logistic
from sayso.events.accounts import Account
from sayso.events.features import REASONS, details, features, of_copies, outline
from sayso.records import Copy

FURTHEST = 5.0
"""Log odds beyond this count as this: one pair must not outvote a whole event."""
HOPELESS, FURTHER = -1.75, -0.5
"""Log odds by types, parties and dates below which nothing else is looked at, and what all else adds there on the mean.
On the dev stories that holds for a quarter of the pairs, of which two in a thousand would be likelier than not."""
GRAIN = 1024
"""Log odds are kept in whole parts of one in so many: their sums are exact, whatever the order of adding."""
_SHOWN = 0.05


def weights() -> Weights:
    """The weights by role ("within" an article, or "across" two) and feature."""
    return dict(fitted("pairs.csv", "events"))


class Pairs:
    """Compares accounts.

    Args:
        copies: which article repeats which.
        known: weights by role and feature; None takes those that ship with the program.
    """

    def __init__(self, copies: Iterable[Copy] = (), known: Weights | None = None) -> None:
        self._copied = {_sorted(copy.article, copy.of) for copy in copies if copy.kind != "partial"}
        self._known = weights() if known is None else known

    def features(self, one: Account, other: Account) -> dict[str, float]:
        """The features of a pair."""
        return features(one, other, copied=self._are_copies(one, other))

    def _are_copies(self, one: Account, other: Account) -> bool:
        return _sorted(one.page.id, other.page.id) in self._copied

    def odds(self, one: Account, other: Account) -> float:
        """Log odds that the two are of one happening, between -5 and 5."""
        known = self._known.get(role(one, other), {})
        value = _sum(known, outline(one, other))
        value += self._further(known, one, other) if value >= HOPELESS else FURTHER
        return round(max(-FURTHEST, min(FURTHEST, value)) * GRAIN) / GRAIN

    def _further(self, known: Mapping[str, float], one: Account, other: Account) -> float:
        value = _sum(known, details(one, other))
        return value + _sum(known, of_copies(one, other)) if self._are_copies(one, other) else value

    def chance(self, one: Account, other: Account) -> float:
        """The same as a chance, 0 to 1."""
        return logistic(self.odds(one, other))

    def reasons(self, one: Account, other: Account) -> list[tuple[str, str, float]]:
        """What speaks for and against the pair: feature, what it means, and what it adds to the log odds, the most
        telling first."""
        known = self._known.get(role(one, other), {})
        told = [(n, REASONS[n], known.get(n, 0.0) * value) for n, value in self.features(one, other).items()]
        return sorted((row for row in told if abs(row[2]) >= _SHOWN), key=lambda row: (-abs(row[2]), row[0]))


def _sorted(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _sum(known: Mapping[str, float], found: Iterable[tuple[str, float]]) -> float:
    total = 0.0
    for name, value in found:
        if name in known:
            total += known[name] * value
    return total


def role(one: Account, other: Account) -> str:
    """Which weights a pair has."""
    return "within" if one.page.id == other.page.id else "across"
