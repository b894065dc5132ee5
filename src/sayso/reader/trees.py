"""The best tree over a sentence: maximum spanning arborescence with one root (Chu-Liu/Edmonds)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def _cycle(heads: NDArray[np.int64]) -> list[int]:
    """The words of one cycle of the head function, empty if there is none (word 0 is the root)."""
    color = [0] * len(heads)
    for start in range(1, len(heads)):
        path, at = [], start
        while at and not color[at]:
            color[at] = start
            path.append(at)
            at = int(heads[at])
        if at and color[at] == start and at in path:
            return path[path.index(at) :]
    return []


def _spanning(scores: Scores) -> NDArray[np.int64]:
    """Heads of the best arborescence from word 0; `scores[child, head]`."""
    n = len(scores)
    heads: NDArray[np.int64] = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(n, dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    loop = np.array(cycle)
    kept = scores[loop, heads[loop]]
    smaller = np.full((len(rest) + 1, len(rest) + 1), -1e9, dtype=np.float32)
    smaller[:-1, :-1] = scores[np.ix_(rest, rest)]
    entering = scores[np.ix_(loop, rest)] - kept[:, None]
    leaving = scores[np.ix_(rest, loop)]
    smaller[-1, :-1] = entering.max(axis=0) + kept.sum()
    smaller[:-1, -1] = leaving.max(axis=1)
    below = _spanning(smaller)
    for i, word in enumerate(rest.tolist()):
        if i:
            head = int(below[i])
            heads[word] = loop[leaving[i].argmax()] if head == len(rest) else rest[head]
    entry = int(below[-1])
    broken = int(loop[entering[:, entry].argmax()])
    heads[broken] = rest[entry]
    return heads


def best_tree(scores: Scores) -> NDArray[np.int64]:
    """Heads of the best tree with one root.

    Args:
        scores: (words + 1, words + 1), `scores[child, head]`; row and column 0 stand for the root.

    Returns:
        (words + 1,) heads in the same numbering; exactly one word has head 0.
    """
    scores = scores.astype(np.float32).copy()
    np.fill_diagonal(scores, -1e9)
    heads: NDArray[np.int64] = scores.argmax(axis=1)
    if (heads[1:] == 0).sum() == 1:
        heads[0] = 0
        if not _cycle(heads):
            return heads
    scores[1:, 0] -= 1e5  # a second root costs more than any other arc can win
    return _spanning(scores)
