"""From words to model input: word pieces, and windows of a text that the encoder can hold.

A window has a part of its own and context on both sides, so that every word is read with text around it and belongs
to exactly one window.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sayso.reader.tokens import features_of
from sayso.reader.wordpiece import WordPiece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CLS, SEP, UNK = 101, 102, 100
LONGEST_WORD = 24
"""Pieces of one word that are read; the rest of an endless string is left out."""


class Pieces:
    """Word pieces of the encoder's vocabulary (lower-cased WordPiece), with a cache by word."""

    def __init__(self, tokenizer_file: Path) -> None:
        self._vocabulary = WordPiece.from_file(tokenizer_file)
        self._cache: dict[str, tuple[int, ...]] = {}

    def of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Piece ids of each word, at least one a word."""
        new = sorted({word for word in words if word not in self._cache})
        if len(self._cache) > 200_000:
            self._cache.clear()
            new = sorted(set(words))
        for word in new:
            self._cache[word] = tuple(self._vocabulary.encode(word)[:LONGEST_WORD]) or (UNK,)
        return [self._cache[word] for word in words]


@dataclass(frozen=True, slots=True)
class Window:
    """Words `[start, end)` go through the encoder; the results of `[own_start, own_end)` are kept."""

    start: int
    end: int
    own_start: int
    own_end: int


def _units(lengths: NDArray[np.int64], breaks: NDArray[np.int64], ends: NDArray[np.bool_], longest: int) -> list[int]:
    """Where the text may be cut: paragraphs; sentence-like ends in long ones; anywhere in endless ones."""
    cuts, size, last_end = [0], 0, 0
    for i, length in enumerate(lengths.tolist()):
        if i and (breaks[i] or size + length > longest):
            cut = i if breaks[i] or last_end <= cuts[-1] else last_end
            cuts.append(cut)
            size = int(lengths[cut:i].sum())
        size += length
        if ends[i]:
            last_end = i + 1
    return [*cuts, len(lengths)]


def windows_of(
    lengths: NDArray[np.int64], breaks: NDArray[np.int64], ends: NDArray[np.bool_], *, size: int, context: int
) -> list[Window]:
    """Cut a text into windows.

    Args:
        lengths: pieces of each word.
        breaks: 0, 1, 2 for no break, a line break, an empty line before each word.
        ends: whether a sentence may end with the word.
        size: most pieces of a window (without the two special ones).
        context: most pieces that two neighbouring windows share.
    """
    if not len(lengths):
        return []
    cuts = _units(lengths, breaks, ends, max(size // 4, LONGEST_WORD + 1))
    total = np.concatenate([[0], np.cumsum(lengths)])
    found: list[Window] = []
    first = own = 0
    while True:
        last = first + 1
        while last < len(cuts) - 1 and total[cuts[last + 1]] - total[cuts[first]] <= size:
            last += 1
        if last == len(cuts) - 1:
            return [*found, Window(cuts[first], cuts[-1], own, cuts[-1])]
        back = last
        while back - 1 > first and total[cuts[last]] - total[cuts[back - 1]] <= context:
            back -= 1
        shared = cuts[(back + last + 1) // 2]
        found.append(Window(cuts[first], cuts[last], own, shared))
        first, own = back, shared


SENTENCE_END = frozenset('.!?…”"»') | {"..", "...", "''"}


def ends_of(words: Sequence[str]) -> NDArray[np.bool_]:
    """Whether a sentence may end with each word (only for cutting; sentences are found by the model)."""
    return np.array([word in SENTENCE_END for word in words], dtype=bool)


@dataclass(frozen=True, slots=True)
class Plan:
    """One text, ready for the encoder: words, their pieces and features, the breaks before them, the windows."""

    text: str
    words: NDArray[np.int32]
    coded: list[tuple[int, ...]]
    features: NDArray[np.int64]
    breaks: NDArray[np.int64]
    windows: list[Window]


def plan(pieces: Pieces, text: str, words: NDArray[np.int32], *, size: int, context: int) -> Plan:
    """Cut a text into windows of at most `size` pieces, neighbours sharing at most `context`."""
    (whole,) = plans(pieces, text, words, size=size, context=context, longest=max(len(words), 1))
    return whole


def plans(
    pieces: Pieces, text: str, words: NDArray[np.int32], *, size: int, context: int, longest: int
) -> Iterator[Plan]:
    """The same for the parts of a text, each of at most `longest` words and ready when it is asked for."""
    forms = [text[s:e] for s, e in words.tolist()]
    coded, ends = pieces.of(forms), ends_of(forms)
    features, breaks = features_of(text, words)
    lengths = np.fromiter(map(len, coded), np.int64, len(coded))
    for start, end in pairwise(parts_of(breaks, ends, longest)):
        part = slice(start, end)
        windows = windows_of(lengths[part], breaks[part], ends[part], size=size, context=context)
        yield Plan(text, words[part], coded[part], features[part], breaks[part], windows)


def parts_of(breaks: NDArray[np.int64], ends: NDArray[np.bool_], longest: int) -> list[int]:
    """Where the parts of a text begin and the last one ends: at an empty line, else a full stop, else anywhere."""
    cuts = [0]
    while len(breaks) - cuts[-1] > longest:
        first, last = cuts[-1] + longest // 2, cuts[-1] + longest
        lines = np.flatnonzero(breaks[first : last + 1] == 2) + first
        stops = np.flatnonzero(ends[first:last]) + first + 1
        cuts.append(int(next((found[-1] for found in (lines, stops) if len(found)), last)))
    return [*cuts, len(breaks)]
