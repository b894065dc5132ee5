"""From link scores to attribution frames: for each cue its source and the parts of its content."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Floats = NDArray[np.float32]

LONGEST_SOURCE = 40
"""Words of the longest source that is considered; the longest in PolNeAR train are lists of names."""
PART_COST = 1.5
"""What a further part of a content must win: two parts are one content only where a source interrupts it. Of 0.9 to 4
on PolNeAR dev and train the same up to 2.2, worse from 3."""


def distance_bucket(offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed distances in words → 0..31: exact up to 8, then in powers of two (as in training)."""
    size = np.abs(offsets)
    far = 8 + (np.log2(np.maximum(size, 8).astype(np.float32) / np.float32(8)) * np.float32(1.5)).astype(np.int64)
    bucket = np.minimum(np.where(size < 8, size, far), 15)
    return np.where(offsets < 0, bucket, bucket + 16)


@dataclass(frozen=True, slots=True)
class LinkTables:
    """What turns the model's link parts into scores."""

    distance: Floats
    size: int

    def scores(self, cue_part: Floats, word_part: Floats, bias: Floats, cues: list[tuple[int, int]]) -> Floats:
        """Scores of cues (first and last word, inclusive) against all words of a window: (cues, kinds, words)."""
        kinds = bias.shape[-1]
        asked = np.stack([(cue_part[s] + cue_part[e]) * np.float32(0.5) for s, e in cues]).reshape(-1, kinds, self.size)
        words = word_part.reshape(-1, kinds, self.size)
        scores = np.einsum("ckd,wkd->ckw", asked, words, optimize=True) / np.float32(self.size**0.5)
        n = len(bias)
        by_offset = self.distance[distance_bucket(np.arange(1 - n, n))].T  # from n - 1 words before to n - 1 behind
        near = np.stack([by_offset[:, n - 1 - s : 2 * n - 1 - s] for s, _ in cues])
        total: Floats = scores + bias.T[None] + near
        return total


def best_source(start: Floats, end: Floats) -> tuple[tuple[int, int] | None, float]:
    """The best source as a half-open range, None where the null (word 0) wins, and its margin over the null."""
    padded = np.concatenate([end[1:], np.full(LONGEST_SOURCE - 1, -1e9, np.float32)])
    total = start[1:, None] + sliding_window_view(padded, LONGEST_SOURCE)  # by first word and width
    at, width = divmod(int(total.argmax()), LONGEST_SOURCE)
    margin = float(total[at, width] - start[0] - end[0])
    return ((at + 1, at + width + 2) if margin > 0 else None), margin


def best_content(opens: Floats, closes: Floats, holds: Floats) -> list[tuple[int, int]]:
    """The parts of a content that win most by where they begin and end and by the words they hold; at least one.

    Viterbi over three states: before the first part, inside a part, after a part. Every attribution has a content, so
    the first part costs nothing and the best path ends after a part even where its score is below zero.
    """
    inside, after, earlier = -1e9, -1e9, -1e9
    start, best = 0, 0
    begun: dict[int, tuple[int, bool]] = {}  # by the last word of a part its first, and whether that is the first part
    ended: list[int] = []  # by word the last one of the best part so far
    first = True
    for i, (begins, ends, holding) in enumerate(zip(opens.tolist(), closes.tolist(), holds.tolist(), strict=True)):
        further, earlier = earlier - PART_COST, after  # a word at least lies between two parts
        fresh = (further if further > 0.0 else 0.0) + begins
        if fresh > inside:
            inside, start, first = fresh, i, further <= 0.0
        inside += holding
        if inside + ends > after:
            after, best = inside + ends, i
            begun[i] = start, first
        ended.append(best)
    return _trace(begun, ended)


def _trace(begun: dict[int, tuple[int, bool]], ended: list[int]) -> list[tuple[int, int]]:
    """Parts, read off backwards from the choices of the Viterbi pass."""
    parts, i = [], len(ended) - 1
    while i >= 0:
        last = ended[i]
        start, is_first = begun[last]
        parts.append((start, last + 1))
        if is_first:
            break
        i = start - 2
    return parts[::-1]
