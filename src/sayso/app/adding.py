"""The work of `sayso add`: from inputs into the store, telling only what is stored."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import click
import msgspec

from sayso.app.reading import checked_date, tell
from sayso.engines.local import BatchReader, Outcome, kept, read_all
from sayso.engines.streams import reader_on
from sayso.errors import OutputError, RejectedError
from sayso.ingest import articles
from sayso.ontology.own import ontology_files
from sayso.records import Rejection
from sayso.store import Store
from sayso.store.loading import Stored


class Progress:
    """What is stored so far: a line on a terminal, a line of JSON an article in the log."""

    def __init__(self, log: IO[bytes] | None, *, shown: bool) -> None:
        self.log = log
        self.shown = shown
        self.counts: Counter[str] = Counter()
        self.rejections: list[Rejection] = []
        self.began = time.monotonic()

    def told(self, stored: Sequence[Stored], rejections: Sequence[Rejection]) -> None:
        """Called with what a transaction stored, once it is stored."""
        self.counts.update(one.status for one in stored)
        self.counts["rejected"] += len(rejections)
        self.rejections += rejections
        if self.log:
            lines = [{"article": s.article, "version": s.version, "status": s.status} for s in stored]
            lines += [{"article": r.article_id, "status": "rejected", "reason": r.reason} for r in rejections]
            self.log.write(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
            self.log.flush()
        if self.shown:
            click.echo(f"\r\x1b[K{self}", nl=False, err=True)

    def end(self) -> None:
        """Leave the line as it is."""
        if self.shown:
            click.echo(f"\r\x1b[K{self}", err=True)

    def __str__(self) -> str:
        read = self.counts["added"] + self.counts["new version"]
        pace = read / max(time.monotonic() - self.began, 0.1)
        told = [f"{read:,} stored ({pace:.1f}/s)"]
        told += [
            f"{self.counts[name]:,} {name}" for name in ("new version", "unchanged", "rejected") if self.counts[name]
        ]
        return ", ".join(told)


def add_and_tell(
    inputs: Sequence[str | Path],
    *,
    store: Path,
    date: str | None = None,
    strict: bool = False,
    actors: Sequence[Path] = (),
    ontology: Sequence[Path] = (),
    threads: int = 0,
    allow_private: bool = False,
    no_refresh: bool = False,
    log: Path | None = None,
    engine: str = "local",
    address: str | None = None,
    quiet: bool = False,
    read_batch: BatchReader | None = None,
) -> None:
    """Read the inputs into a store; progress and rejections are told on standard error.

    Raises:
        InputError: `date` is none, or DuckDB is not installed.
        StoreError: the store cannot be opened.
        StoreWriteError: it cannot be written any more; what was told is stored.
        RejectedError: an article was rejected and `strict` was asked for, or every input was.
        OutputError: the log cannot be written.
    """
    found = articles(inputs, date=checked_date(date), allow_private=allow_private)
    with ExitStack() as stack:
        file = stack.enter_context(Store(store))
        progress = Progress(_log(log, stack), shown=not quiet and sys.stderr.isatty())
        stack.callback(tell, progress.rejections)
        stack.callback(progress.end)
        reader = read_batch or reader_on(engine, (*actors, *ontology_files(ontology)), threads, address=address)
        outcomes = read_all(file.missing(found, told=progress.told), read_batch=reader)
        file.add(_strictly(outcomes) if strict else outcomes, told=progress.told)
        if not no_refresh:
            file.refresh()
    if not progress.shown and not quiet:
        click.echo(f"{store}: {progress}", err=True)
    if progress.rejections and progress.counts.total() == len(progress.rejections):
        raise RejectedError("Nothing could be read.", "The reasons are told one by one.")


def _log(path: Path | None, stack: ExitStack) -> IO[bytes] | None:
    if path is None:
        return None
    try:
        return stack.enter_context(path.open("ab"))
    except OSError as problem:
        raise OutputError(f"{path} cannot be written: {problem}.", "Name another file with --log.") from problem


def _strictly(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The readings; a rejection is an error."""
    return map(kept, outcomes)
