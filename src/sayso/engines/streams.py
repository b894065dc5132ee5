"""From a stream of articles through an engine to a stream of readings and rejections: the engines' door for records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from sayso.engines import engine
from sayso.engines.batches import Outcome, article_batches, outcomes_of
from sayso.engines.local import read_all
from sayso.engines.work import BatchReader, ReadArticles, Run, Work, reader_on_one_thread
from sayso.ingest.unwritable import unwritable, written
from sayso.records import Article, Rejection

BATCH = 16
"""Articles of a batch where nothing else is asked for: two to three seconds of reading, against milliseconds of
travel, and few enough for long articles to spread over the workers."""


def reader_on(name: str, address: str | None = None) -> Callable[[Sequence[Path], int], BatchReader]:
    """From the user's own tables and a number of workers to what reads a stream of articles on an engine.

    Args:
        name: of the engine, one of `sayso.engines.ENGINES`.
        address: of a Ray cluster.

    Raises:
        InputError: there is no such engine, or it was given what it does not take.
    """

    def on(dictionaries: Sequence[Path], workers: int) -> BatchReader:
        run = engine(name, workers=workers, address=address)
        return partial(answered, work=ReadArticles(reader_on_one_thread(dictionaries)), run=run)

    return on


def answered(items: Iterable[Article | Rejection], work: Work, run: Run, *, size: int = BATCH) -> Iterator[Outcome]:
    """One reading or rejection for each item, in order; rejections among the items pass through.

    Args:
        items: what `articles` yields. An article that Arrow cannot hold, for it is no Unicode, is rejected on the way.
        work: what reads a batch of articles.
        run: the engine.
        size: articles of a batch.
    """

    def answers(articles: Iterable[Article]) -> Iterator[Outcome]:
        for batch in run(work, article_batches(articles, size)):
            yield from outcomes_of(batch)

    return read_all(map(_checked, items), read_batch=answers)


def _checked(item: Article | Rejection) -> Article | Rejection:
    return unwritable(item) or written(item) if isinstance(item, Article) else item
