"""From pairs to events: the accounts that hang together are joined two groups at a time, the likeliest first, as long
as the mean of the log odds between two groups speaks for it."""

from __future__ import annotations

import heapq
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.events.blocks import Pair
from sayso.events.pairs import FURTHEST

if TYPE_CHECKING:
    from sayso.events.blocks import Numbers


JOIN = -0.85
"""Mean log odds from which two groups are one event: of -0.4 to -1.0 the best for B-cubed on the stories
(docs/experiments.md), those that weights are fitted to scored without themselves. Below even odds, for what speaks for
a happening that is told often is spread over many pairs of which each is in doubt."""
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

    found: defaultdict[int, list[int]] = defaultdict(list)
    for position, part in enumerate(parts(count, edges).tolist()):
        found[part].append(position)
    return sorted(group for part in found.values() for group in joined(part, odds, join))


def parts(count: int, edges: Callable[[float], Iterable[Pair]]) -> Numbers:
    """The parts of which each is joined by itself: what hangs together by likely pairs; of a part that is too large,
    what hangs together by ever likelier ones, until none is likelier.

    Args:
        count: how many positions there are.
        edges: gives the pairs above some log odds.

    Returns:
        For every position the lowest of its part.
    """
    import numpy as np

    found, least = connected(count, edges(LINKED)), LINKED
    while (large := (np.bincount(found, minlength=count) > LARGEST)[found]).any():
        least += STEP
        if least >= FURTHEST:
            break
        inside = ((i, j) for i, j in edges(least) if large[i] and found[i] == found[j])
        found = np.where(large, connected(count, inside), found)
    return found


def connected(count: int, edges: Iterable[Pair]) -> Numbers:
    """For every position below `count` the lowest of those that it hangs together with: four bytes each."""
    import numpy as np

    above = array("i", range(count))

    def root(i: int) -> int:
        while above[i] != i:
            above[i] = above[above[i]]
            i = above[i]
        return i

    for one, other in edges:
        i, j = root(one), root(other)
        above[max(i, j)] = min(i, j)
    found: Numbers = np.frombuffer(above, dtype=np.int32) if count else np.empty(0, dtype=np.int32)
    while not np.array_equal(higher := found[found], found):
        found = higher
    return found


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
