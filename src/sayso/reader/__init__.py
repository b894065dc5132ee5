"""The neural reader: from text to words, trees, names and attribution frames."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.reader.network import Network
    from sayso.reader.parse import Parse
    from sayso.reader.windows import Plan

__all__ = ["Reader"]

WINDOW, CONTEXT = 320, 80
"""Pieces of a window, and how many of them two neighbours may share."""
PART = 8000
"""Words that are held at once, 14 KB each while the network's scores of them wait: an article is read in one part, a
book in many."""


class Reader:
    """Reads texts with the shipped weights, or with those of another folder.

    Holds the name of a model, never the model: it pickles to bytes and loads on first use.

    Args:
        folder: folder of the weights, None for the shipped ones.
        threads: threads of the encoder, 0 for one a core.
    """

    def __init__(self, folder: str | Path | None = None, *, threads: int = 0) -> None:
        self._folder = None if folder is None else str(folder)
        self._threads = threads
        self._network: Network | None = None

    def __getstate__(self) -> tuple[str | None, int]:
        return self._folder, self._threads

    def __setstate__(self, state: tuple[str | None, int]) -> None:
        self._folder, self._threads = state
        self._network = None

    @property
    def network(self) -> Network:
        """The loaded weights."""
        if self._network is None:
            self._network = _loaded(self._folder, self._threads)
        return self._network

    def parse(self, text: str) -> Parse:
        """Read one text. A text without words gives a parse without words."""
        return next(self.parse_all([text]))

    def parse_all(self, texts: Iterable[str]) -> Iterator[Parse]:
        """Read texts one after another; a text is read the same whatever stands beside it."""
        from sayso.reader.tokens import words_of

        for text in texts:
            yield self.parse_words(text, words_of(text))

    def parse_words(
        self, text: str, words: NDArray[np.int32], *, sentences: list[tuple[int, int]] | None = None
    ) -> Parse:
        """Read a text whose words (and perhaps sentences) are given, as for measuring on a treebank.

        Args:
            text: the text.
            words: offsets of the words, shape (words, 2).
            sentences: word ranges of the sentences; None lets the model find them.
        """
        from sayso.reader.parse import Parse
        from sayso.reader.parts import joined
        from sayso.reader.windows import plans

        if not len(words):
            return Parse(text, [], [], [], [], [], [], [], [])
        longest = PART if sentences is None else len(words)
        parts = plans(self.network.pieces, text, words, size=WINDOW, context=CONTEXT, longest=longest)
        return joined(self._decoded(part, sentences) for part in parts)

    def _decoded(self, part: Plan, sentences: list[tuple[int, int]] | None) -> Parse:
        from sayso.reader.decode import decode

        return decode(
            self.network, part, self.network.read(part.coded, part.features, part.windows), sentences=sentences
        )


def _loaded(folder: str | None, threads: int) -> Network:
    """The weights of a folder, which may have changed since, or the shipped ones, which have not."""
    from sayso.reader.network import Network

    return _shipped(threads, os.getpid()) if folder is None else Network(Path(folder), threads=threads)


@lru_cache(maxsize=2)
def _shipped(threads: int, process: int) -> Network:
    """The shipped weights, which stay for the next reader: they are 27 MB, and loading them takes as long as reading
    ten sentences. A process that was forked loads its own, since no thread outlives a fork.

    Args:
        threads: threads of the encoder.
        process: number of this process.
    """
    from sayso.reader.network import Network

    return Network(threads=threads)
