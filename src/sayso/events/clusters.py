"""From pairs to events: the accounts that hang together are joined two groups at a time, the likeliest first, as long
as the mean of the log odds between two groups speaks for it."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.events.blocks import Pair

JOIN = -1.0
"""Mean log odds from which two groups are one event: of -0.6 to -1.3 among the best for B-cubed on the dev stories,
each scored by weights fitted without it. Below even odds, for what speaks for a happening that is told often is spread
over many pairs of which each is in doubt."""
LINKED = 0.0
"""Log odds that at least one pair must have for two groups to be looked at together."""
APART = -2.0
"""Log odds of two accounts that were never compared, since they have nothing in common."""
LARGEST = 400
"""Accounts of one part that are joined at once; a larger one is first cut at its weaker pairs."""
_STEP = 0.5

Odds = Mapping[Pair, float]
Entry = tuple[float, int, int, int]


def clusters(count: int, odds: Odds, *, join: float = JOIN) -> list[list[int]]:
    """Groups of positions below `count`, each sorted, in the order of their first."""
    found: list[list[int]] = []
    for part in parts(range(count), (pair for pair, value in odds.items() if value > LINKED)):
        found += _joined(part, odds, join) if len(part) <= LARGEST else _cut(part, odds, join)
    return sorted(found)


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


def _cut(part: Sequence[int], odds: Odds, join: float) -> list[list[int]]:
    """The groups of a part that is too large: first the parts that hang together by ever stronger pairs."""
    inside = set(part)
    held = {pair: value for pair, value in odds.items() if pair[0] in inside and pair[1] in inside}
    least = _STEP
    found: list[list[int]] = []
    rest = [list(part)]
    while rest:
        left = {i for one in rest for i in one}
        edges = [pair for pair, value in held.items() if value > least and left.issuperset(pair)]
        smaller = parts(left, edges)
        rest = [one for one in smaller if len(one) > LARGEST]
        found += [group for one in smaller if len(one) <= LARGEST for group in _joined(one, held, join)]
        least += _STEP
        if not edges:
            return found + rest
    return found


def _joined(part: Sequence[int], odds: Odds, join: float) -> list[list[int]]:
    """Average-link agglomeration of one part."""
    if len(part) == 1:
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
