"""The work of `sayso add`: from inputs into the store, telling only what is stored."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

import click

from sayso.app.inputs import Undated, found
from sayso.app.progress import Progress, expected
from sayso.app.reading import tell
from sayso.engines.local import BatchReader, kept, read_all
from sayso.engines.processes import in_processes
from sayso.engines.streams import reader_on
from sayso.errors import OutputError, RejectedError
from sayso.ingest.inputs import is_missing
from sayso.ingest.seen import SeenHere
from sayso.ontology.own import ontology_files
from sayso.report.exports.jsonl import is_readings, readings_in
from sayso.store import Store
from sayso.store.parts import is_parts
from sayso.store.schema import STALE

AS_BEFORE = (
    "{:,} unchanged: not read again, so they keep the actors and types that they were read with; to read them with"
    " these tables, add them to a new store: --store FILE"
)
CHANGED = (
    "{:,} {} another text than before, and both stand, for nothing but an id or address says that they are one article:"
    " {}. Rows of JSON Lines and CSV can have an id"
)
FEW = 5
"""Files that are named."""
WAY = "; `sayso rejected` lists them"


def add_and_tell(
    inputs: Sequence[str | Path],
    *,
    store: Path,
    date: str | None = None,
    columns: Sequence[Mapping[str, str]] = (),
    allow_private: bool = False,
    strict: bool = False,
    actors: Sequence[Path] = (),
    ontology: Sequence[Path] = (),
    threads: int = 0,
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
    _refuse_slips(inputs, store)
    stored = [given for given in inputs if is_parts(Path(given))]
    exported = [given for given in inputs if is_readings(Path(given))]
    others = [given for given in inputs if given not in (*stored, *exported)]
    seen, undated = SeenHere(), Undated()
    articles = undated.counting(found(others, date=date, columns=columns, allow_private=allow_private, seen=seen))
    reader = read_batch or _reader((*actors, *ontology_files(ontology)), threads, engine, address)
    shown = not quiet and sys.stderr.isatty()
    with ExitStack() as stack:
        file = stack.enter_context(_opened(store, quiet=quiet))
        total = expected(others) if shown and not (stored or exported) else None
        progress = Progress(_log(log, stack), shown=shown, total=total)
        stack.callback(tell, progress.rejections, WAY)
        stack.callback(lambda: None if quiet else undated.tell())
        stack.callback(progress.end, "" if quiet else str(store))
        progress.show()
        seen.stamps.update(before := file.stamps())
        for folder in stored:
            file.add_parts(folder, told=progress.told)
        for path in exported:
            file.add(readings_in(Path(path)), told=progress.told, ahead=not no_refresh)
        outcomes = read_all(file.missing(articles, told=progress.told), read_batch=reader)
        file.add(map(kept, outcomes) if strict else outcomes, told=progress.told, ahead=not no_refresh)
        progress.same = sum(before.get(url) == stamp for url, stamp in seen.new.items())
        file.keep_stamps(seen.new)
        if not no_refresh:
            progress.go_on("working out copies and events")
            file.refresh()
        progress.held = _held(file)
        if (same := progress.counts["unchanged"]) and (actors or ontology) and not quiet:
            stack.callback(click.echo, AS_BEFORE.format(same), err=True)
    if progress.rejections and progress.counts.total() == len(progress.rejections):
        raise RejectedError("Nothing could be read.", "The reasons are told one by one.")


def _reader(tables: Sequence[Path], threads: int, engine: str, address: str | None) -> BatchReader:
    """What reads, with tables of the user's: the cores of this machine, or an engine."""
    if (engine, address) == ("local", None):
        return in_processes(tables, threads)
    return reader_on(engine, address)(tables, threads)


def _held(file: Store) -> str:
    """What a store holds, and what shows it."""
    articles, claims = next(iter(file.sql("SELECT count(*), coalesce(sum(claims), 0) FROM articles WHERE current")))
    told = f"{articles:,} articles, {claims:,} claims"
    if not articles:
        return told
    if file.sql("SELECT count(*) FROM meta WHERE key = ?", [STALE]).one():
        return f"{told}; `sayso refresh` joins them into events"
    return f"{told}, {file.sql('SELECT count(*) FROM events').one():,} events; `sayso events` shows them"


@contextmanager
def _opened(path: Path, *, quiet: bool) -> Iterator[Store]:
    """A store; at the end it is told which files have another text than before."""
    with Store(path) as file:
        latest = file.sql("SELECT max(added) FROM articles").one()
        yield file
        if sources := [] if quiet else _changed(file, latest):
            named = ", ".join([*sources[:FEW], *(["…"] if len(sources) > FEW else [])])
            click.echo(CHANGED.format(len(sources), "file has" if len(sources) == 1 else "files have", named), err=True)


def _changed(file: Store, latest: datetime | None) -> list[str]:
    """Whole files of which an article was there before, under another id, and one came since."""
    query = """
    SELECT DISTINCT a.source FROM articles a JOIN articles b ON b.source = a.source AND b.id <> a.id
    WHERE a.current AND b.current AND a.added > $latest AND b.added <= $latest
      AND NOT contains(a.source, '#') AND NOT contains(a.source, '://') ORDER BY 1
    """
    return [source for (source,) in file.sql(query, {"latest": latest})]


def _refuse_slips(inputs: Sequence[str | Path], store: Path) -> None:
    """A misspelt file makes no new store."""
    if not store.exists() and all(map(is_missing, inputs)):
        raise RejectedError(f"{inputs[0]}: no such file.", f"Check the name. Nothing was read, and no {store} made.")


def _log(path: Path | None, stack: ExitStack) -> IO[bytes] | None:
    if path is None:
        return None
    try:
        return stack.enter_context(path.open("ab"))
    except OSError as problem:
        raise OutputError(f"{path} cannot be written: {problem}.", "Name another file with --log.") from problem
