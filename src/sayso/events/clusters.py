"""From pairs to events: the accounts that hang together are joined two groups at a time, the likeliest first, as long
as the mean of the log odds between two groups speaks for it."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sayso.events.blocks import Pair
from sayso.events.pairs import FURTHEST

JOIN = -1.0
"""Mean log odds from which two groups are one event: of -0.3 to -1.3 the best for B-cubed on the dev stories, each
scored by weights fitted without it. Below even odds, for what speaks for a happening that is told often is spread over
many pairs of which each is in doubt."""
LINKED = 0.0
"""Log odds that at least one pair must have for two groups to be looked at together."""
APART = -2.0
"""Log odds of two accounts that were never compared, since they have nothing in common."""
LARGEST = 400
"""Accounts of one part that are joined at once; a larger one is first cut at its weaker pairs."""
STEP = 0.5
"""By so much log odds the pairs that hold a large part together must be likelier at each cut."""

Odds = Mapping[Pair, float]
Entry = tuple[float, int, int, int]


def clusters(count: int, odds: Odds, *, join: float = JOIN) -> list[list[int]]:
    """Groups of positions below `count`, each sorted, in the order of their first."""

    def edges(least: float) -> Iterator[Pair]:
        return (pair for pair, value in odds.items() if value > least)

    found = (group for part in workable(count, edges) for group in joined(part, odds, join))
    return sorted(found)


def workable(count: int, edges: Callable[[float], Iterable[Pair]]) -> list[list[int]]:
    """The parts of which each is joined by itself: what hangs together by likely pairs; of a part that is too large,
    what hangs together by ever likelier ones, until none is likelier.

    Args:
        count: how many positions there are.
        edges: gives the pairs above some log odds.
    """
    found: list[list[int]] = []
    left, least = parts(range(count), edges(LINKED)), LINKED
    while left := _set_aside(left, found):
        least += STEP
        if least >= FURTHEST:
            return found + left
        home = {i: n for n, part in enumerate(left) for i in part}
        inside = (pair for pair in edges(least) if home.get(pair[0], -1) == home.get(pair[1], -2))
        left = parts(home, inside)
    return found


def _set_aside(parts: Iterable[list[int]], found: list[list[int]]) -> list[list[int]]:
    """Move the parts that are small enough to the others; gives those that are not."""
    large: list[list[int]] = []
    for part in parts:
        (large if len(part) > LARGEST else found).append(part)
    return large


def parts(members: Iterable[int], edges: Iterable[Pair]) -> list[list[int]]:
    """The connected parts of a graph, each sorted."""
    parent = {member: member for member in members}

    def root(member: int) -> int:
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for one, other in edges:
        a, b = sorted((root(one), root(other)))
        parent[b] = a
    groups: dict[int, list[int]] = {}
    for member in sorted(parent):
        groups.setdefault(root(member), []).append(member)
    return list(groups.values())


def joined(part: Sequence[int], odds: Odds, join: float = JOIN) -> list[list[int]]:
    """Average-link agglomeration of one part; one that is still too large is a single group, for all of it hangs
    together by the likeliest pairs there are."""
    if len(part) == 1 or len(part) > LARGEST:
        return [list(part)]
    groups = {i: [i] for i in part}
    sums = {(i, j): odds.get((i, j), APART) for n, i in enumerate(part) for j in part[n + 1 :]}
    queue = [(-value, i, j, 2) for (i, j), value in sums.items() if value > join]
    heapq.heapify(queue)
    while queue:
        _, kept, gone, size = heapq.heappop(queue)
        if kept in groups and gone in groups and len(groups[kept]) + len(groups[gone]) == size:
            for entry in _merged(kept, gone, groups, sums):
                if -entry[0] > join:
                    heapq.heappush(queue, entry)
    return [sorted(group) for group in groups.values()]


def _merged(kept: int, gone: int, groups: dict[int, list[int]], sums: dict[Pair, float]) -> Iterator[Entry]:
    """Join two groups; gives what the queue must know of the new one: the mean, the two groups, and their size."""
    groups[kept] += groups.pop(gone)
    for other, members in groups.items():
        if other != kept:
            pair = min(kept, other), max(kept, other)
            sums[pair] += sums.pop((min(gone, other), max(gone, other)))
            both = len(groups[kept]), len(members)
            yield -sums[pair] / (both[0] * both[1]), *pair, sum(both)
