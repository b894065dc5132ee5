"""The local engine: many batches on one machine, in as many processes as cores, each with the reader on one thread.

The rules of the claims run in Python, on one core; processes keep every core busy with both parts. The answer to an
article does not depend on which process gave it, and answers come in the order of the articles.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, cast

from sayso.engines.memory import set_aside, sparing
from sayso.engines.work import ReadArticles, Work, reader_on_one_thread
from sayso.errors import SaysoError
from sayso.records import Article, Reading, Rejection
from sayso.threads import one_for_others

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from arro3.core import RecordBatch

Outcome = Reading | Rejection

FEW = 12
"""Articles that are read here first: for so few, starting processes (about a second each) costs more than it brings."""
CHUNK = 2
"""Articles that travel to a process at once; few, so that long articles spread and the processes end together."""
AHEAD = 6
"""Batches for each process that are taken from the stream before the first answer is asked for: bounded memory."""


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
    count = processes or cores()
    few = stream if count == 1 else islice(stream, FEW)
    yield from sparing(read_batch(few, dictionaries=dictionaries, threads=processes))
    further = next(stream, None)
    if further is None:
        return
    from sayso.engines.streams import answered

    work = ReadArticles(reader_on_one_thread(dictionaries))
    yield from answered(chain([further], stream), work, partial(on_processes, processes=count), size=CHUNK)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def on_processes(work: Work, batches: Iterable[RecordBatch], *, processes: int = 0) -> Iterator[RecordBatch]:
    """One answer for each batch, in order, worked out in other processes.

    Args:
        work: what is done to a batch; it is sent by name.
        batches: taken as they come, a little ahead of the answers.
        processes: how many; 0 for one a core.

    Raises:
        SaysoError: a process was killed, mostly for want of memory; and whatever the work raises.
    """
    from sayso.engines.batches import packed, unpacked

    count = processes or cores()
    sent = cast(Callable[[bytes], bytes], partial(_answer, pickle.dumps(work)))
    spawned = partial(ProcessPoolExecutor, mp_context=get_context("spawn"), initializer=_obey_parent)
    with one_for_others(), spawned(count) as pool:
        try:
            yield from map(unpacked, _in_order(pool, sent, map(packed, batches), ahead=AHEAD * count))
        except BrokenProcessPool as error:
            raise SaysoError("A reading process was killed.", "Free some memory or use --threads 1.") from error
        finally:
            # Waits for what is being read: a pool left behind fails noisily when the interpreter ends.
            pool.shutdown(wait=True, cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, answer: Callable[[bytes], bytes], batches: Iterator[bytes], *, ahead: int
) -> Iterator[bytes]:
    running: deque[Future[bytes]] = deque()
    for batch in batches:
        running.append(pool.submit(answer, batch))
        if len(running) >= ahead:
            yield running.popleft().result()
    while running:
        yield running.popleft().result()


def _obey_parent() -> None:
    """Ctrl-C is the parent's to answer, and when it is killed, there is nobody left to work for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(parent_process(),), daemon=True).start()


def _end_with(parent: BaseProcess | None) -> None:
    if parent is not None:
        parent.join()
        os._exit(1)


@cache
def _kept(work: bytes) -> Work:
    """The work of this process, unpacked once, so that what it loads stays loaded."""
    unpacked_work: Work = pickle.loads(work)
    return unpacked_work


def _answer(work: bytes, batch: bytes) -> bytes:
    from sayso.engines.batches import packed, unpacked

    answer = packed(_kept(work)(unpacked(batch)))
    _settle()
    return answer


@cache
def _settle() -> None:
    """Once all that the work needs is loaded: it stays."""
    set_aside()
