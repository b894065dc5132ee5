"""Queries of people whom the store need not trust: they only read, reach nothing else, and are broken off."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.errors import StoreError
from sayso.store.opening import told

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CONFINED = (
    "SET enable_external_access = false",
    "SET max_temp_directory_size = '2GB'",
    "SET lock_configuration = true",
)
"""No files, no other hosts, no other databases, little room on disk, and no way back."""


class Answer(NamedTuple):
    """What a query gives: the names of its columns, its first rows, and whether there are more."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    more: bool


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


def ask(connection: DuckDBPyConnection, query: str, path: Path, *, seconds: float, most: int) -> Answer:
    """The first rows of a query.

    Args:
        connection: open for reading, and confined.
        query: SQL.
        path: of the store, for messages.
        seconds: after which it is broken off.
        most: the most rows.

    Raises:
        StoreError: it is wrong, changes something, reaches elsewhere, or takes too long.
    """
    cursor = connection.cursor()
    late = threading.Event()

    def break_off() -> None:
        late.set()
        cursor.interrupt()

    timer = threading.Timer(seconds, break_off)
    timer.start()
    try:
        with told(path):
            cursor.execute(query)
            rows = cursor.fetchmany(most + 1)
            columns = tuple(column[0] for column in cursor.description or ())
    except (StoreError, KeyboardInterrupt) as problem:
        if late.is_set():
            raise StoreError(f"The query took longer than {seconds:g} seconds.", "Ask for less.") from problem
        raise
    finally:
        timer.cancel()
        cursor.close()
    return Answer(columns, rows[:most], len(rows) > most)
