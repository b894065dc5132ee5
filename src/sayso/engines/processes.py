"""Many articles on one machine: as many processes as cores, each with the reader on one thread.

The rules of the claims run in Python, on one core; processes keep every core busy with both parts. The answer to an
article does not depend on which process gave it, and answers come in the order of the articles.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.engines.memory import set_aside, sparing
from sayso.errors import SaysoError
from sayso.records import Article, Reading, Rejection

if TYPE_CHECKING:
    from sayso.claims.reading import ArticleReader

Outcome = Reading | Rejection

FEW = 12
"""Articles that are read here first: for so few, starting processes (about a second each) costs more than it brings."""
CHUNK = 2
"""Articles that travel to a process at once; few, so that long articles spread and the processes end together."""
AHEAD = 6
"""Chunks for each process that are taken from the stream before the first answer is asked for: bounded memory."""


def in_processes(dictionaries: Sequence[Path], processes: int) -> Callable[[Iterable[Article]], Iterator[Outcome]]:
    """`read_in_processes` with its settings, as `read_all` wants it."""
    return partial(read_in_processes, dictionaries=dictionaries, processes=processes)


def read_in_processes(
    articles: Iterable[Article], *, dictionaries: Sequence[Path] = (), processes: int = 0
) -> Iterator[Outcome]:
    """One reading or rejection for each article, in order.

    The first few articles are read in this process, answered one by one. To be called from a program whose main
    module may be imported again (`if __name__ == "__main__"`), as always with processes.

    Args:
        articles: what to read, taken as it comes, a little ahead of the answers.
        dictionaries: the user's own tables.
        processes: how many; 0 for one a core.

    Raises:
        ModelError: the weights or tables of this installation are missing or broken.
        DictionaryError: one of the user's tables is malformed.
        SaysoError: a process was killed, mostly for want of memory.
    """
    from sayso.claims import read_batch

    stream = iter(articles)
    count = processes or os.cpu_count() or 1
    few = stream if count == 1 else islice(stream, FEW)
    yield from sparing(read_batch(few, dictionaries=dictionaries, threads=processes))
    further = next(stream, None)
    if further is None:
        return
    with ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_leave_interrupts) as pool:
        try:
            yield from _answers(pool, _chunks(chain([further], stream)), tuple(dictionaries), ahead=AHEAD * count)
        except BrokenProcessPool as error:
            raise SaysoError("A reading process was killed.", "Free some memory or use --threads 1.") from error
        finally:
            # Waits for the chunks that are being read: a pool left behind fails noisily when the interpreter ends.
            pool.shutdown(wait=True, cancel_futures=True)


def _chunks(articles: Iterator[Article]) -> Iterator[list[Article]]:
    while chunk := list(islice(articles, CHUNK)):
        yield chunk


def _answers(
    pool: ProcessPoolExecutor, chunks: Iterator[list[Article]], dictionaries: tuple[Path, ...], *, ahead: int
) -> Iterator[Outcome]:
    running: deque[Future[list[Outcome]]] = deque()
    for chunk in chunks:
        running.append(pool.submit(_read, dictionaries, chunk))
        if len(running) >= ahead:
            yield from running.popleft().result()
    while running:
        yield from running.popleft().result()


def _leave_interrupts() -> None:
    """Ctrl-C is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@cache
def _reader(dictionaries: tuple[Path, ...]) -> ArticleReader:
    """The reader of this process, loaded once."""
    from sayso.claims.reading import ArticleReader

    return ArticleReader(dictionaries=dictionaries, threads=1)


def _read(dictionaries: tuple[Path, ...], articles: list[Article]) -> list[Outcome]:
    reader = _reader(dictionaries)
    outcomes = [reader.read(article) for article in articles]
    _settle()
    return outcomes


@cache
def _settle() -> None:
    """Once all that reading needs is loaded: it stays."""
    set_aside()
