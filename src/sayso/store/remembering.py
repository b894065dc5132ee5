"""What servers said of the addresses that articles came from, so that the next `add` asks only for what has changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.ingest.seen import Stamp
from sayso.store.loading import registered
from sayso.store.opening import told, transaction
from sayso.store.tables import arrow_table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def keep(connection: DuckDBPyConnection, stamps: Mapping[str, Stamp], path: Path) -> None:
    """Put stamps in the place of those before of the same addresses, all or nothing.

    Args:
        connection: to the store.
        stamps: by address.
        path: of the store, for messages.
    """
    rows = [{"url": url, "etag": stamp.etag, "modified": stamp.modified} for url, stamp in stamps.items()]
    if not rows:
        return
    with (
        told(path),
        registered(connection, {"addresses": arrow_table("addresses", rows)}),
        transaction(connection, path),
    ):
        connection.execute("DELETE FROM addresses WHERE url IN (SELECT url FROM staged_addresses)")
        connection.execute("INSERT INTO addresses BY NAME SELECT * FROM staged_addresses")
