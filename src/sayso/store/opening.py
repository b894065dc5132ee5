"""Opening a store's file: a new one whole or not at all, an older one brought up to date, anything else refused."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sayso import __version__
from sayso.errors import InputError, StoreError, StoreWriteError
from sayso.store.schema import MIGRATIONS, Migration, creation

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SETTINGS = {"autoinstall_known_extensions": "false"}
"""Nothing is fetched from the network behind the user's back."""


def connect(path: Path, *, read_only: bool = False) -> DuckDBPyConnection:
    """A connection to the store at a path, which is made where nothing is there yet.

    Args:
        path: of the file.
        read_only: for any number of readers at once; the store must be there.

    Raises:
        InputError: DuckDB is not installed.
        StoreError: there is no store, it is in use, it is newer than this program, or the file is none.
        StoreWriteError: it cannot be written.
    """
    if path.is_dir():
        raise StoreError(f"{path} is a folder.", "Name a file with --store, or add the folder: sayso add FOLDER.")
    if not path.exists():
        if read_only:
            raise StoreError(
                f"There is no store at {path}.", "Make one with `sayso add`, or name another with --store."
            )
        if not path.parent.is_dir():
            raise StoreWriteError(f"There is no folder {path.parent}.", "Make it, or name another file with --store.")
        _make(path)
    connection = _open(path, read_only=read_only)
    try:
        behind = _is_behind(connection, path)
        if behind and not read_only:
            _bring_up_to_date(connection, path)
    except BaseException:
        connection.close()
        raise
    if behind and read_only:
        connection.close()
        connect(path).close()
        return connect(path, read_only=True)
    return connection


def _make(path: Path) -> None:
    """A new store, complete before it has its name."""
    if (left := Path(f"{path}.wal")).exists():
        raise StoreError(
            f"There is {left}, which belongs to a store that is gone, but no {path}.",
            "Move it away, or bring both back.",
        )
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        connection = _open(unfinished)
        try:
            with transaction(connection, unfinished):
                for statement in creation():
                    connection.execute(statement)
                for number, migration in enumerate(MIGRATIONS, 1):
                    _note(connection, number, migration)
                connection.execute("INSERT INTO meta (key, value) VALUES ('made', now()::VARCHAR)")
        finally:
            connection.close()
        _name(unfinished, path)
    except OSError as problem:
        raise StoreWriteError(f"{path} cannot be made: {problem}.", "Name another file with --store.") from problem
    finally:
        unfinished.unlink(missing_ok=True)


def _name(unfinished: Path, path: Path) -> None:
    """Give a new store its name, unless another process has made one in the meantime."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            unfinished.replace(path)


def _open(path: Path, *, read_only: bool = False) -> DuckDBPyConnection:
    try:
        import duckdb
    except ImportError as problem:
        raise InputError("A store needs DuckDB.", 'Install it with: pip install "sayso[store]".') from problem
    with told(path):
        connection = duckdb.connect(str(path), read_only=read_only, config=dict(SETTINGS))
    return connection


def _is_behind(connection: DuckDBPyConnection, path: Path) -> bool:
    """Whether there are steps that the store has not taken."""
    number = _schema(connection, path)
    if number <= len(MIGRATIONS):
        return number < len(MIGRATIONS)
    program = connection.execute("SELECT max(value) FROM meta WHERE key = 'program'").fetchall()[0][0]
    raise StoreError(
        f"{path} was written by a newer version: sayso {program} with schema {number}, where sayso {__version__} has "
        f"schema {len(MIGRATIONS)}.",
        "Install a version as new as that.",
    )


def _bring_up_to_date(connection: DuckDBPyConnection, path: Path) -> None:
    """Take the steps that the store has not taken, all or none."""
    number = _schema(connection, path)
    with transaction(connection, path):
        for step, migration in enumerate(MIGRATIONS[number:], number + 1):
            for statement in migration.statements:
                connection.execute(statement)
            _note(connection, step, migration)


def _schema(connection: DuckDBPyConnection, path: Path) -> int:
    """The version of the schema of an open file."""
    here = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not {"meta", "migrations", "articles"} <= here:
        raise StoreError(f"{path} is a DuckDB file, but no store of Sayso.", "Name another file with --store.")
    number = connection.execute("SELECT max(number) FROM migrations").fetchall()[0][0]
    return int(number or 0)


def _note(connection: DuckDBPyConnection, number: int, migration: Migration) -> None:
    connection.execute(
        "INSERT INTO migrations VALUES (?, ?, ?, make_timestamp(epoch_us(now())))",
        [number, migration.name, __version__],
    )
    connection.execute("DELETE FROM meta WHERE key IN ('schema', 'program')")
    connection.execute("INSERT INTO meta (key, value) VALUES ('schema', ?), ('program', ?)", [str(number), __version__])


THRIFTY = {"memory_limit": "48MB", "threads": "1"}
"""While articles are added, the cores and the memory are the reader's. DuckDB keeps what it has written as long as it
may: without a limit 540 MB in all after 17,000 articles with 131,000 claims, and with 128 MB memory still grew by 75 MB
from 1,000 articles to 4,000, with 48 MB by 16 MB; the time is the same to 3 %."""
MORE = ("128MB", "512MB")
"""What DuckDB may have where it says that this is too little, one after the other; then as much as it wants."""

Made = TypeVar("Made")


class ShortOfMemoryError(StoreError):
    """DuckDB needs more memory than it may have."""


def enough(connection: DuckDBPyConnection, work: Callable[[], Made]) -> Made:
    """What some work gives, with more memory from there on where DuckDB needs it.

    Args:
        connection: to the store, which is `thrifty`.
        work: may be broken off at any transaction and done again.
    """
    for limit in MORE:
        with suppress(ShortOfMemoryError):
            return work()
        connection.execute(f"SET memory_limit = '{limit}'")
    with suppress(ShortOfMemoryError):
        return work()
    connection.execute("RESET memory_limit")
    return work()


@contextmanager
def thrifty(connection: DuckDBPyConnection) -> Iterator[None]:
    """Little memory and one thread for a while."""
    for name, value in THRIFTY.items():
        connection.execute(f"SET {name} = '{value}'")
    try:
        yield
    finally:
        for name in THRIFTY:
            connection.execute(f"RESET {name}")


@contextmanager
def transaction(connection: DuckDBPyConnection, path: Path) -> Iterator[None]:
    """All of it or nothing; DuckDB's errors become ours."""
    with told(path):
        connection.execute("BEGIN TRANSACTION")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            _roll_back(connection)
            raise


def _roll_back(connection: DuckDBPyConnection) -> None:
    """Undo; a transaction that a failed commit has ended already has nothing to undo."""
    import duckdb

    try:
        connection.execute("ROLLBACK")
    except duckdb.Error:
        return


INTERRUPTED = "Query interrupted"
"""What DuckDB makes of Ctrl-C while it works."""


_BROKEN_OFF = "failed: KeyboardInterrupt"
"""In the words of any error of DuckDB's: Ctrl-C came while it asked Python for rows ("reading the schema … failed")."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """DuckDB's errors as ours, each with what to do about it."""
    import duckdb

    try:
        yield
    except duckdb.InterruptException as problem:
        raise KeyboardInterrupt from problem
    except duckdb.Error as problem:
        if _BROKEN_OFF in str(problem):
            raise KeyboardInterrupt from problem
        raise _error(path, problem) from problem
    except RuntimeError as problem:
        if str(problem) == INTERRUPTED:
            raise KeyboardInterrupt from problem
        raise


_KNOWN = (
    (
        r"different configuration",
        StoreError,
        "{path} is open already in this process, for reading only or for writing.",
        "Use that one, or close it first.",
    ),
    (
        r"WAL does not match|replaying WAL",
        StoreError,
        "{path}.wal, which holds what is not yet in {path}, is damaged or belongs to another store: {first}",
        "Move it away to go on without it.",
    ),
    (
        r"Could not set lock",
        StoreError,
        "{path} is in use by another process{process}.",
        "Wait until it has ended; one process writes or several read.",
    ),
    (
        r"not a valid DuckDB database|in-memory database|Corrupt|[Cc]hecksum|is not a database|too small",
        StoreError,
        "{path} is no store, or is damaged: {first}",
        "Name another file with --store, or add the articles to a new one.",
    ),
    (
        r"newer version|storage version|version number",
        StoreError,
        "{path} was written by a newer version of DuckDB: {first}",
        "Install a newer one: pip install -U duckdb.",
    ),
    (
        r"read-only|Read-only",
        StoreError,
        "The store is open for reading only: {first}",
        "Change it with the commands that write.",
    ),
    (
        r"No space left|File too large|Could not write|out of disk|[Pp]ermission denied|Cannot open file|fsync|"
        r"Disk quota|Read-only file system|failed to (?:write|create)|max_temp_directory_size",
        StoreWriteError,
        "{path} could not be written: {first}",
        "Make room or mend the permissions and run the same again: what was reported is stored, the rest is missing.",
    ),
)


_SHORT = "Out of Memory Error"
"""How DuckDB begins to say so."""


def _error(path: Path, problem: Exception) -> StoreError:
    said = str(problem)
    process = re.search(r"\(PID (\d+)\)", said)
    words = {"path": path, "first": _first(said), "process": f" (process {process[1]})" if process else ""}
    for pattern, kind, fact, remedy in _KNOWN:
        if re.search(pattern, said):
            return kind(fact.format(**words), remedy)
    if said.startswith(_SHORT):
        return ShortOfMemoryError(f"{path} needs more memory: {words['first']}", "Free some memory.")
    return StoreError(f"{path} cannot be asked that: {_first(said)}", "The tables and their columns: docs/store.md.")


def _first(said: str) -> str:
    """The first line of what DuckDB says, as a sentence."""
    return said.strip().split("\n")[0].rstrip(".!") + "."
