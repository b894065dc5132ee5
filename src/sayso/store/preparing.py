"""What copies and events need of each article by itself, worked out as articles come.

While other processes read, the one that stores has little to do: it makes the keys by which articles meet their copies,
and the accounts that are compared. `refresh` finds them made and makes what is missing, so that its rows are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.engines.memory import FEW_CYCLES, spared
from sayso.events.judgements import decisions
from sayso.records import Judgement
from sayso.store.accounting import is_known, put_in, start_over
from sayso.store.copying import add_keys
from sayso.store.opening import told
from sayso.store.remaking import merged_with
from sayso.store.rows import Sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_ANYTHING = "SELECT 1 FROM events UNION ALL SELECT 1 FROM event_pages LIMIT 1"


def prepare(connection: DuckDBPyConnection, sql: Sql, path: Path, judgements: Sequence[Judgement]) -> None:
    """Make what articles lack.

    Args:
        connection: to the store, open for writing.
        sql: what asks the store.
        path: of the store, for messages.
        judgements: all of them; those hold here with which events were made last, for `refresh` looks at what has
            changed since.
    """
    with spared(FEW_CYCLES):
        add_keys(connection, path)
        if _is_ready(connection, path):
            put_in(connection, sql, path, decisions(merged_with(connection, judgements)))


def _is_ready(connection: DuckDBPyConnection, path: Path) -> bool:
    """Whether accounts can be added to those that are there: where nothing is, one begins; where events were made in
    another way, they stay until `refresh` makes them anew."""
    with told(path):
        if not is_known(connection) and not connection.execute(_ANYTHING).fetchall():
            start_over(connection, path)
        return is_known(connection)
