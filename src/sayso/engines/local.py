"""The local engine: a stream of articles through `read_batch` in this process."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from sayso.errors import InputError, RejectedError
from sayso.ingest import articles
from sayso.ontology.own import ontology_files
from sayso.records import Article, Reading, Rejection

Outcome = Reading | Rejection
BatchReader = Callable[[Iterable[Article]], Iterable[Outcome]]


def read(
    text_or_path_or_article: str | Path | Article,
    *,
    date: str | None = None,
    dictionaries: Sequence[str | Path] = (),
    ontology: str | Path | Sequence[str | Path] = (),
    threads: int = 0,
) -> Reading:
    """Everything that one article says.

    Args:
        text_or_path_or_article: an `Article`, the path of a file that holds one, an address, or the text itself.
        date: of publication, for an article that does not say it: `2024-05-03` or "3 May 2024".
        dictionaries: the user's own actor tables (CSV).
        ontology: files of the user's own event types (TOML), one or several.
        threads: of the reader; 0 means as many as there are cores.

    Raises:
        RejectedError: the article cannot be read.
        InputError: the input holds several articles, or `date` is none.
    """
    given = text_or_path_or_article
    items = [given] if isinstance(given, Article) else list(islice(articles([given], date=date), 2))
    if len(items) != 1:
        raise InputError(f"{given} does not hold exactly one article.", "Use sayso.read_all(sayso.articles([...])).")
    (outcome,) = read_all(items, dictionaries=dictionaries, ontology=ontology, threads=threads)
    return kept(outcome)


def kept(outcome: Outcome) -> Reading:
    """The reading, for callers to whom a rejection is an error.

    Raises:
        RejectedError: it is a rejection.
    """
    if isinstance(outcome, Rejection):
        detail = f" ({outcome.detail})" if outcome.detail else ""
        raise RejectedError(f"{outcome.article_id} was rejected: {outcome.reason}{detail}.", "Give a readable article.")
    return outcome


def read_all(
    items: Iterable[Article | Rejection],
    *,
    dictionaries: Sequence[str | Path] = (),
    ontology: str | Path | Sequence[str | Path] = (),
    threads: int = 0,
    read_batch: BatchReader | None = None,
) -> Iterator[Outcome]:
    """One reading or rejection for each item, in order; rejections among the items pass through.

    Args:
        items: what `articles` yields.
        dictionaries: the user's own actor tables (CSV).
        ontology: files of the user's own event types (TOML), one or several.
        threads: of the reader; 0 means as many as there are cores.
        read_batch: what reads articles, one outcome each, in order; by default `sayso.claims.read_batch`.
    """
    reader = read_batch or _claims_reader((*map(Path, dictionaries), *ontology_files(ontology)), threads)
    waiting: deque[Article | Rejection] = deque()  # taken from the stream and not yet answered
    for outcome in reader(_articles(items, waiting)):
        yield from _rejections(waiting)
        waiting.popleft()
        yield outcome
    yield from _rejections(waiting)


def _claims_reader(dictionaries: Sequence[Path], threads: int) -> BatchReader:
    from sayso.claims import read_batch

    return partial(read_batch, dictionaries=dictionaries, threads=threads)


def _articles(items: Iterable[Article | Rejection], waiting: deque[Article | Rejection]) -> Iterator[Article]:
    for item in items:
        waiting.append(item)
        if isinstance(item, Article):
            yield item


def _rejections(waiting: deque[Article | Rejection]) -> Iterator[Rejection]:
    """The rejections that stand before the next article."""
    while waiting and isinstance(first := waiting[0], Rejection):
        waiting.popleft()
        yield first
