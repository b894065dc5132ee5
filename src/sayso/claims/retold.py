"""How often the claims of an article have the same actor or recipient, counted once and asked for each claim."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

Codes = frozenset[str]
Group = tuple[object, ...]
"""What some claims have in common: nothing, a type, a type and a word, or the codes of a role, alone or with a type."""


@dataclass(frozen=True, slots=True)
class Told:
    """One claim of the article as the rules have it: its trigger, type, word, and codes by role."""

    trigger: int
    event: str
    word: str
    codes: Mapping[str, Codes]


@dataclass(frozen=True, slots=True)
class Others:
    """The claims of a group but for one: how many they are, how many of all have which codes in which role, and the
    codes in `role` of the one that does not count, None where it is not of the group."""

    size: int
    counts: Mapping[tuple[str, Codes], int]
    role: str
    left_out: Codes | None

    def held(self) -> dict[Codes, int]:
        """How many of them have which codes in the role."""
        left = {codes: n - (self.left_out == codes) for (role, codes), n in self.counts.items() if role == self.role}
        return {codes: n for codes, n in left.items() if n}

    def share(self, codes: Codes) -> float:
        """In which share of them the role has exactly these codes."""
        return (self.counts.get((self.role, codes), 0) - (self.left_out == codes)) / self.size


class Retold:
    """The claims of one article, counted.

    Args:
        told: the claims, at most one for a trigger.
    """

    def __init__(self, told: Iterable[Told]) -> None:
        self._by_trigger = {each.trigger: each for each in told}
        self._sizes: Counter[Group] = Counter()
        self._codes: defaultdict[Group, Counter[tuple[str, Codes]]] = defaultdict(Counter)
        for each in self._by_trigger.values():
            for group in _groups(each):
                self._sizes[group] += 1
                self._codes[group].update(each.codes.items())

    def at(self, trigger: int) -> Told | None:
        """The claim of a trigger; None where there is none."""
        return self._by_trigger.get(trigger)

    def share(self, group: Group, role: str, codes: Codes, *, besides: int) -> float | None:
        """In which share of a group's other claims a role has exactly these codes; None if there are no others.

        Args:
            group: what the claims have in common: `()`, `(event,)`, `(event, word)`, `(role, codes)` or
                `(role, codes, event)`.
            role: actor or recipient.
            codes: the codes asked for.
            besides: trigger of the claim that does not count.
        """
        others = self.others(group, role, besides=besides)
        return None if others is None else others.share(codes)

    def counts(self, group: Group, role: str, *, besides: int) -> dict[Codes, int]:
        """How many of a group's other claims have which codes in a role. Arguments as of `share`."""
        others = self.others(group, role, besides=besides)
        return {} if others is None else others.held()

    def others(self, group: Group, role: str, *, besides: int) -> Others | None:
        """A group's other claims, to be asked for several codes; None if there are none. Arguments as of `share`."""
        if not (size := self._sizes.get(group, 0)):
            return None
        own = self._by_trigger.get(besides)
        inside = own is not None and group in _groups(own)
        if size == inside:
            return None
        return Others(size - inside, self._codes[group], role, own.codes[role] if own is not None and inside else None)


def _groups(told: Told) -> Iterator[Group]:
    yield ()
    yield (told.event,)
    yield told.event, told.word
    yield from told.codes.items()
    for role, codes in told.codes.items():
        yield role, codes, told.event
