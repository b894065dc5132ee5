"""The best tree over a sentence: one root, and no crossing arcs (Eisner's algorithm).

In English hardly one tree in eighty has crossing arcs (EWT dev and GUM dev), but one in eight of the best trees that
scores alone give (Chu-Liu/Edmonds). Without them UAS is higher by 0.4.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[Any]

LEFT, RIGHT = 0, 1
"""The side of a word on which a span lies."""
SECOND_ROOT = 1e5
"""What a second root costs: more than any other arc can win."""


def _is_tree(heads: NDArray[np.int64]) -> bool:
    """Whether heads (root at place 0) lead every word to the one root."""
    above = heads
    for _ in range(len(heads).bit_length()):
        above = above[above]
    return np.count_nonzero(heads[1:] == 0) == 1 and not above.any()


def crosses(heads: NDArray[np.int64]) -> bool:
    """Whether two arcs of a tree cross; the arc of the root counts."""
    words = np.arange(1, len(heads))
    low, high = np.minimum(words, heads[1:]), np.maximum(words, heads[1:])
    inside = (low[:, None] < low) & (low < high[:, None]) & (high[:, None] < high)
    return bool(inside.any())


def _best_splits(left: Scores, right: Scores, cuts: NDArray[np.int64]) -> tuple[Scores, Any]:
    """For each row the best sum of a span that ends at a cut and one that begins there; also which cut it is."""
    sums = left + right
    chosen = np.arange(len(sums)), sums.argmax(axis=1)
    return sums[chosen], cuts[chosen]


def projective_tree(scores: Scores) -> NDArray[np.int64]:
    """Heads of the best tree without crossing arcs (Eisner 1996), all spans of one width at a time.

    Args:
        scores: (words + 1, words + 1), `scores[child, head]`, log chances; the root's column pays for a second root.
    """
    n = len(scores)
    whole, part = np.zeros((2, n, n)), np.zeros((2, n, n))
    whole_cut, part_cut = np.zeros((2, n, n), np.int64), np.zeros((n, n), np.int64)
    for width in range(1, n):
        i = np.arange(n - width)
        j, q = i + width, i[:, None] + np.arange(width)
        best, part_cut[i, j] = _best_splits(whole[RIGHT][i[:, None], q], whole[LEFT][q + 1, j[:, None]], q)
        part[LEFT][i, j], part[RIGHT][i, j] = best + scores[i, j], best + scores[j, i]
        whole[LEFT][i, j], whole_cut[LEFT][i, j] = _best_splits(
            whole[LEFT][i[:, None], q], part[LEFT][q, j[:, None]], q
        )
        whole[RIGHT][i, j], whole_cut[RIGHT][i, j] = _best_splits(
            part[RIGHT][i[:, None], q + 1], whole[RIGHT][q + 1, j[:, None]], q + 1
        )
    return _read_back(whole_cut, part_cut)


def _read_back(whole_cut: NDArray[np.int64], part_cut: NDArray[np.int64]) -> NDArray[np.int64]:
    """The heads that the best cuts stand for. A whole span is one word with what hangs on its one side."""
    heads = np.zeros(len(part_cut), np.int64)
    todo = [(0, len(heads) - 1, RIGHT)]
    while todo:
        i, j, side = todo.pop()
        if i == j:
            continue
        cut = int(whole_cut[side, i, j])
        first, last = (cut, j) if side == LEFT else (i, cut)  # the arc inside, from one end to the other
        heads[first if side == LEFT else last] = last if side == LEFT else first
        middle = int(part_cut[first, last])
        todo += [(first, middle, RIGHT), (middle + 1, last, LEFT)]
        todo.append((i, cut, LEFT) if side == LEFT else (cut, j, RIGHT))
    return heads


def best_tree(scores: Scores) -> NDArray[np.int64]:
    """Heads of the best tree with one root and without crossing arcs.

    Args:
        scores: (words + 1, words + 1), `scores[child, head]`; row and column 0 stand for the root.

    Returns:
        (words + 1,) heads in the same numbering; exactly one word has head 0.
    """
    raised = scores.astype(np.float64)
    np.fill_diagonal(raised, -1e9)
    heads: NDArray[np.int64] = raised.argmax(axis=1)
    heads[0] = 0
    if _is_tree(heads) and not crosses(heads):
        return heads
    raised -= raised.max(axis=1, keepdims=True)
    raised -= np.log(np.exp(raised).sum(axis=1, keepdims=True))
    raised[1:, 0] -= SECOND_ROOT
    return projective_tree(raised)
