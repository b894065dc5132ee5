"""Pairs of articles that are worth comparing: those that share a key."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

Pair = tuple[str, str]

FIRST = 8
"""An article is compared, for each of its keys, with the first so many that have the key, by date and id. Copies of one
article are found through the earliest, however many there are, and phrases that thousands of articles share cost no
more than a few comparisons each."""


class Index:
    """Articles by their keys, in memory: twelve bytes for each key of each article.

    The pairs do not depend on the order in which articles come.
    """

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._dates: list[str] = []
        self._keys = array("q")
        self._holders = array("i")

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, article: str, keys: Iterable[int], published: str | None = None) -> None:
        """Take up an article, once."""
        holder = len(self._ids)
        self._ids.append(article)
        self._dates.append(published or UNDATED)
        for key in keys:
            self._keys.append(key)
            self._holders.append(holder)

    def pairs(self) -> Iterator[Pair]:
        """The pairs to compare, the earlier article first, sorted and each once."""
        order = sorted(range(len(self._ids)), key=lambda n: (self._dates[n], self._ids[n]))
        ranks = np.empty(len(order), dtype=np.int64)
        ranks[order] = np.arange(len(order))
        yield from ((self._ids[order[a]], self._ids[order[b]]) for a, b in _met(*self._sorted(ranks)))

    def _sorted(self, ranks: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        keys = np.frombuffer(self._keys, dtype=np.int64) if self._keys else np.empty(0, dtype=np.int64)
        held = ranks[np.frombuffer(self._holders, dtype=np.int32)] if self._holders else np.empty(0, dtype=np.int64)
        order = np.lexsort((held, keys))
        return keys[order], held[order]


UNDATED = "9999"
"""Where articles without a date stand among those with one: behind them."""


def _met(keys: NDArray[np.int64], held: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Pairs of ranks that share a key, of which the first is among the `FIRST` that have it."""
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.empty(0, dtype=np.int64)
    sizes = np.diff(np.r_[starts, len(keys)])
    own = np.repeat(starts, sizes)
    position = np.arange(len(keys)) - own
    found = []
    for n in range(FIRST):
        later = np.flatnonzero(position > n)
        found.append(np.stack([held[own[later] + n], held[later]], axis=1))
    pairs = np.unique(np.concatenate(found), axis=0) if found else np.empty((0, 2), dtype=np.int64)
    return [(int(a), int(b)) for a, b in pairs]


def candidates(keys: Mapping[str, Iterable[int]], published: Mapping[str, str | None]) -> list[Pair]:
    """The pairs to compare among articles that are given with their keys and dates."""
    index = Index()
    for article, held in sorted(keys.items()):
        index.add(article, held, published.get(article))
    return list(index.pairs())
