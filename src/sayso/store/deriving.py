"""What follows from all articles together: copies and events, made by pure functions and put in place at once.

The functions of `sayso.events` take and give records and know no store; their result depends on the set of articles
and never on the order in which they came. Here is where they are called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from sayso.ontology import event_types
from sayso.records import Article, Copy, Event
from sayso.store.indexing import TIE_EVENTS
from sayso.store.loading import registered
from sayso.store.opening import told, transaction
from sayso.store.schema import DERIVED, MERGED, MERGED_BY, STALE
from sayso.store.tables import Row, arrow_table
from sayso.store.times import bounds

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FindCopies = Callable[[Iterable[Article]], Iterable[Copy]]
Merge = Callable[..., Iterable[Event]]
"""Takes readings and copies, and by name `same` and `different` where people tied claims."""


def replace_derived(
    connection: DuckDBPyConnection, copies: Sequence[Copy], events: Sequence[Event], path: Path
) -> None:
    """Put copies and events in the place of those before, all or nothing.

    Args:
        connection: to the store.
        copies: all of them.
        events: all of them.
        path: of the store, for messages.
    """
    rows: dict[str, list[Row]] = {
        "copies": [msgspec.to_builtins(copy) for copy in sorted(copies)],
        "events": [event_row(event) for event in events],
        "event_claims": [row for event in events for row in told_rows(event)],
    }
    staged = {name: arrow_table(name, found) for name, found in rows.items()}
    with told(path), registered(connection, staged), transaction(connection, path):
        for name in DERIVED:
            connection.execute(f"DELETE FROM {name}")
            connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM staged_{name}")
        connection.execute(TIE_EVENTS)
        for table in MERGED:
            connection.execute(f"DELETE FROM {table}")
        connection.execute("DELETE FROM meta WHERE key IN (?, ?)", [STALE, MERGED_BY])


def event_row(event: Event) -> Row:
    """The row of `events`."""
    first, last = bounds(event.when)
    row: dict[str, Any] = msgspec.to_builtins(event)
    return {
        **row,
        "when_first": first,
        "when_last": last,
        "articles": len(event.articles),
        "publishers": len(event.publishers),
        "stances": sorted({told.stance for told in event.claims}),
        "quad": kind.quad if (kind := event_types().get(event.event)) else None,
        "record": msgspec.json.encode(event).decode(),
    }


def told_rows(event: Event) -> list[Row]:
    """The rows of `event_claims`."""
    names = ("article", "claim", "stance", "origin", "faint")
    return [{"event": event.id, **{name: getattr(told, name) for name in names}} for told in event.claims]
