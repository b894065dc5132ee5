"""The work of `sayso add -o FOLDER`: inputs are read, here or on a cluster, into parts that a store takes later."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click
import msgspec

from sayso.app.inputs import Wanted, wanted
from sayso.app.reading import tell
from sayso.engines import engine as named_engine
from sayso.engines.batches import batch_of, records_of
from sayso.engines.shards import SIZE, Done, ReadShards, Shard, shards
from sayso.engines.work import BatchReader, Run, reader_on_one_thread
from sayso.errors import InputError, OutputError, RejectedError
from sayso.ontology.own import ontology_files
from sayso.records import Rejection
from sayso.report.formats import output
from sayso.store.parts import finished, write_part

SETTINGS = "settings.json"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What all parts of a folder were made with: they could not be told apart otherwise."""

    reader: str
    tables: tuple[str, ...]
    date: str | None
    columns: dict[str, str]
    part_bytes: int


def read_into_parts(
    inputs: Sequence[str | Path],
    *,
    parts: Path,
    engine: str = "local",
    address: str | None = None,
    part_size: float = SIZE / 2**20,
    date: str | None = None,
    columns: Sequence[Mapping[str, str]] = (),
    strict: bool = False,
    actors: Sequence[Path] = (),
    ontology: Sequence[Path] = (),
    threads: int = 0,
    allow_private: bool = False,
    quiet: bool = False,
    log: Path | None = None,
    read_batch: BatchReader | None = None,
    **_: Any,
) -> None:
    """Read inputs into parts; those that a run before has finished are not read again.

    Args:
        inputs: files, folders, patterns, addresses.
        parts: folder of the parts, which every worker has to see under the same path.
        engine: a name of `sayso.engines.ENGINES`.
        address: of a Ray cluster.
        part_size: megabytes of input of which a part is made.
        date: ISO date for articles that do not say when they were published.
        columns: fields of articles and the columns that hold them.
        strict: stop at the first article that is rejected.
        actors: the user's own tables.
        ontology: files of the user's own event types.
        threads: workers, each on one core; 0 for all.
        allow_private: also fetch addresses inside the own network.
        quiet: show no progress.
        log: refused, for nothing is stored yet; so what else only a store understands is left aside.
        read_batch: what reads articles, by default `sayso.claims.read_batch`.

    Raises:
        InputError: the folder holds parts that were made with other settings, or the engine is not there.
        RejectedError: an article was rejected under `strict`, or every one was.
        OutputError: the folder cannot be written.
        SaysoError: a worker was killed; what is finished stays.
    """
    if log is not None:
        raise InputError("--log tells what is stored, and -o stores nothing.", "Use --log when the parts are added.")
    tables = tuple(path.resolve() for path in (*actors, *ontology_files(ontology)))
    run = named_engine(engine, workers=threads, address=address)
    folder, size = parts.resolve(), round(part_size * 2**20)
    asked = wanted(date=date, columns=columns, allow_private=allow_private)
    _settle(folder, _settings(tables, asked, size))
    work = ReadShards(
        read_batch or reader_on_one_thread(tables), partial(write_part, folder), strict=strict, **asked._asdict()
    )
    planned = list(shards(inputs, size=size))
    there = {part.name.partition("-")[2] for part in finished(folder)}
    _read(run, work, [shard for shard in planned if shard.key not in there], Told(folder, len(planned), quiet=quiet))


def _read(run: Run, work: ReadShards, missing: Sequence[Shard], told: Told) -> None:
    told.begin(len(missing))
    try:
        for batch in run(work, (batch_of([shard], Shard) for shard in missing)):
            told.done(records_of(batch, Done))
    finally:
        told.end()
    if told.rejections and not told.articles:
        raise RejectedError("Nothing could be read.", "The reasons are told one by one.")


class Told:
    """What is finished so far, on standard error."""

    def __init__(self, folder: Path, planned: int, *, quiet: bool) -> None:
        self.folder = folder
        self.planned = planned
        self.quiet = quiet
        self.finished = self.articles = self.claims = 0
        self.rejections: list[Rejection] = []
        self.began = time.monotonic()

    def begin(self, missing: int) -> None:
        """So many are still to be read."""
        self.finished = self.there = self.planned - missing

    def done(self, shards: Iterable[Done]) -> None:
        """These are finished too."""
        for shard in shards:
            self.finished += 1
            self.articles += shard.articles
            self.claims += shard.claims
            self.rejections += shard.rejections
        if not self.quiet and sys.stderr.isatty():
            click.echo(f"\r\x1b[K{self}", nl=False, err=True)

    def end(self) -> None:
        """The last word, and what was rejected."""
        if not self.quiet:
            click.echo(f"\r\x1b[K{self}" if sys.stderr.isatty() else str(self), err=True)
        tell(self.rejections)

    def __str__(self) -> str:
        pace = self.articles / max(time.monotonic() - self.began, 0.1)
        there = f", {self.there:,} of them before" if self.there else ""
        told = f"{self.finished:,} of {self.planned:,} parts finished{there}; {self.articles:,} articles ({pace:.1f}/s)"
        return f"{self.folder}: {told}, {self.claims:,} claims, {len(self.rejections):,} rejected"


def _settings(tables: Sequence[Path], asked: Wanted, size: int) -> Settings:
    from sayso.claims.reading import ArticleReader

    hashes = tuple(sorted(hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in tables))
    version = ArticleReader(threads=1).version
    return Settings(reader=version, tables=hashes, date=asked.date, columns=asked.columns, part_bytes=size)


def _settle(folder: Path, settings: Settings) -> None:
    """Write the settings of a new folder, or compare them with those of one that holds parts already."""
    file = folder / SETTINGS
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = msgspec.json.decode(file.read_bytes(), type=Settings) if file.exists() else None
    except (OSError, msgspec.DecodeError) as problem:
        raise OutputError(f"{folder} cannot be used: {problem}.", "Name another folder with -o.") from problem
    if held is None:
        with output(file) as new:
            new.write(msgspec.json.encode(settings) + b"\n")
    elif held != settings:
        other = [name for name in Settings.__struct_fields__ if getattr(held, name) != getattr(settings, name)]
        raise InputError(
            f"{folder} holds parts that were made with another {' and '.join(other)}.", "Name another folder with -o."
        )
