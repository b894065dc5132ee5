"""Queries of people whom the store need not trust: they only read, reach nothing else, and are broken off.

Each runs in a process of its own. DuckDB works out expressions of constants, such as `range(30000000)`, while it plans
a query: it then neither looks whether it is interrupted nor counts the memory. A process can be ended at any moment.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from sayso.errors import StoreError
from sayso.store.opening import connect, told

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CONFINED = (
    "SET enable_external_access = false",
    "SET max_temp_directory_size = '2GB'",
    "SET lock_configuration = true",
)
"""No files, no other hosts, no other databases, little room on disk, and no way back."""
MOST_MEMORY = 3 << 30
"""Bytes of address space of the process of a query; DuckDB itself takes up to 200 MB of it before it does anything."""
SMALL = ("SET memory_limit = '1GB'", "SET threads = 2")
"""What DuckDB counts as memory, and threads, each of which takes some address space."""
START = 3.0
"""Seconds that a process may take to begin, besides those of the query; some 0.3 s on an idle core."""


class Answer(NamedTuple):
    """What a query gives: the names of its columns, its first rows as text (None for NULL), and whether there are
    more."""

    columns: tuple[str, ...]
    rows: list[tuple[str | None, ...]]
    more: bool


class _Asked(msgspec.Struct):
    """What the process of a query is told."""

    path: str
    query: str
    seconds: float
    most: int
    longest: int


class _Said(msgspec.Struct):
    """What it answers; with a problem, there is nothing else."""

    columns: tuple[str, ...] = ()
    rows: list[tuple[str | None, ...]] = []
    problem: tuple[str, str] | None = None


def confine(connection: DuckDBPyConnection, path: Path) -> None:
    """Keep whatever is asked from here on within the store.

    Args:
        connection: open for reading.
        path: of the store, for messages.
    """
    with told(path):
        if connection.execute("SELECT current_setting('lock_configuration')").fetchall()[0][0]:
            return  # by another connection of this process to the same store
        for setting in CONFINED:
            connection.execute(setting)


def ask(query: str, path: Path, *, seconds: float, most: int, longest: int = 400) -> Answer:
    """The first rows of a query.

    Args:
        query: SQL.
        path: of the store, which nobody writes meanwhile.
        seconds: after which it is broken off.
        most: the most rows.
        longest: characters of a cell; of a longer one there is one more, to tell.

    Raises:
        StoreError: it is wrong, changes something, reaches elsewhere, or takes too long or too much memory.
    """
    asked = msgspec.json.encode(_Asked(str(path.resolve()), query, seconds, most, longest))
    late = StoreError(f"The query took longer than {seconds:g} seconds.", "Ask for less.")
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__], input=asked, capture_output=True, timeout=START + seconds
        )
    except subprocess.TimeoutExpired:
        raise late from None
    if done.returncode == -_ALARM:
        raise late
    if done.returncode:
        raise StoreError("The query took more memory than it may.", "Ask for less.")
    said = msgspec.json.decode(done.stdout, type=_Said)
    if said.problem:
        raise StoreError(*said.problem)
    return Answer(said.columns, said.rows[:most], len(said.rows) > most)


_ALARM = 14
"""SIGALRM, which ends a process whatever it is at."""


def _main() -> None:
    """The process of one query."""
    asked = msgspec.json.decode(sys.stdin.buffer.read(), type=_Asked)
    try:
        said = _answered(asked)
    except StoreError as problem:
        said = _Said(problem=(problem.fact, problem.remedy))
    sys.stdout.buffer.write(msgspec.json.encode(said))


def _answered(asked: _Asked) -> _Said:
    path = Path(asked.path)
    connection = connect(path, read_only=True)
    with told(path):
        for setting in SMALL:
            connection.execute(setting)
    confine(connection, path)
    _bound(asked.seconds)
    with told(path):
        connection.execute(asked.query)
        columns = tuple(column[0] for column in connection.description or ())
        rows = connection.fetchmany(asked.most + 1) if columns else []
    return _Said(columns, [tuple(_cut(value, asked.longest) for value in row) for row in rows])


def _bound(seconds: float) -> None:
    """End this process after so long, and give it no more memory than it may have; where the system has no such bounds,
    who started it ends it."""
    try:
        import resource
        import signal
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _cut(value: Any, longest: int) -> str | None:
    return None if value is None else str(value)[: longest + 1].encode("utf-8", "replace").decode()


if __name__ == "__main__":
    _main()
