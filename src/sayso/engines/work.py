"""What is done to a batch: a function from Arrow batch to Arrow batch that can be sent to any worker.

A piece of work holds names and settings, never models: it pickles to a few hundred bytes, loads on first use in the
worker that calls it, and stays loaded from batch to batch. `Run` is an engine: it takes a piece of work and a stream of
batches and gives the answer to each batch, in order.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from sayso.engines.batches import Outcome, answer_batch, records_of
from sayso.records import Article

if TYPE_CHECKING:
    from arro3.core import RecordBatch

BatchReader = Callable[[Iterable[Article]], Iterable[Outcome]]
Work: TypeAlias = "Callable[[RecordBatch], RecordBatch]"
Run: TypeAlias = "Callable[[Work, Iterable[RecordBatch]], Iterator[RecordBatch]]"


def reader_on_one_thread(dictionaries: Sequence[str | Path] = ()) -> BatchReader:
    """`read_batch` with the user's own tables, as a worker runs it."""
    from sayso.claims import read_batch

    return partial(read_batch, dictionaries=tuple(map(Path, dictionaries)), threads=1)


class ReadArticles:
    """A batch of articles in, a batch of answers out.

    Args:
        read_batch: what reads articles, one outcome each, taking them as they come. It is called once in each worker,
            with a stream that never ends, so that what it loads stays loaded.
    """

    def __init__(self, read_batch: BatchReader) -> None:
        self.read_batch = read_batch
        self._waiting: deque[Article] = deque()
        self._answers: Iterator[Outcome] | None = None

    def __reduce__(self) -> tuple[type[ReadArticles], tuple[BatchReader]]:
        """Names only: what has been loaded stays where it is."""
        return type(self), (self.read_batch,)

    def __call__(self, batch: RecordBatch) -> RecordBatch:
        """The answers, in the order of the articles."""
        return answer_batch(self.outcomes(records_of(batch, Article)))

    def outcomes(self, articles: Iterable[Article]) -> Iterator[Outcome]:
        """One reading or rejection for each article, in order."""
        for article in articles:
            self._waiting.append(article)
            yield self._next()

    def _next(self) -> Outcome:
        if self._answers is None:
            self._answers = iter(self.read_batch(self._endless()))
        try:
            return next(self._answers)
        except BaseException:
            self._waiting.clear()
            self._answers = None  # what has failed cannot go on; the next article begins anew
            raise

    def _endless(self) -> Iterator[Article]:
        while True:
            yield self._waiting.popleft()
