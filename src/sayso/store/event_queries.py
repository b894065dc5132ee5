"""Events asked of a store: each field of `EventFilter` is a line of SQL over `events`; see `sayso.events.asking`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from sayso.events.asking import EventFilter
from sayso.records import Copy, Event
from sayso.store.queries import MOST_TOLD
from sayso.store.rows import Sql
from sayso.store.times import bounds

_ASKED = "list_has_any(list_transform({column}, lambda x: lower(x)), list_transform(${name}, lambda x: lower(x)))"
_NAMES = "list_concat(list_concat(coalesce(origins, []), coalesce(doubted_by, [])), coalesce(denied_by, []))"
_WITHIN = f"len(list_filter({_NAMES}, lambda w: contains(lower(w), lower(n)))) > 0"
CONDITIONS = {
    "actor": _ASKED.format(column="actor", name="actor"),
    "recipient": _ASKED.format(column="recipient", name="recipient"),
    "event": 'list_contains($event, "event")',
    "since": "coalesce(when_last, TRY_CAST(first_reported AS DATE)) >= CAST($since AS DATE)",
    "until": "coalesce(when_first, TRY_CAST(first_reported AS DATE)) <= CAST($until AS DATE)",
    "source": f"len(list_filter($source, lambda n: {_WITHIN})) > 0",
    "denied": "len(denied_by) > 0 AND $denied",
    "contested": "len(denied_by) > 0 AND len(origins) > 0 AND $contested",
    "origins": "len(origins) >= $origins",
    "articles": "articles >= $articles",
}
"""The condition of each field, its value being the parameter of that name."""
_EVENT = msgspec.json.Decoder(Event)
RECORDS, FRAME = "e.record", "e.* EXCLUDE (record)"
"""The columns that records are made of, and those of a frame."""


def query_of(
    asked: EventFilter, *, columns: str, limit: int | None = None, order: str = MOST_TOLD
) -> tuple[str, dict[str, Any]]:
    """The query for the events that are asked for, those told by the most articles first, of these by the
    most origins, and the latest; and its parameters.

    Args:
        asked: which events.
        columns: of `events` as `e`.
        limit: at most so many.
        order: MOST_TOLD or IN_TIME.
    """
    given = {name: _value(name, asked) for name in CONDITIONS if getattr(asked, name)}
    where = f" WHERE {' AND '.join(CONDITIONS[name] for name in given)}" if given else ""
    rest = f" LIMIT {limit:d}" if limit is not None else ""
    return f"SELECT {columns} FROM events e{where} ORDER BY {order}{rest}", given


def decoded(rows: Iterable[tuple[str]]) -> Iterator[Event]:
    """Events out of their records."""
    return (_EVENT.decode(record) for (record,) in rows)


def events_of(sql: Sql, ids: Iterable[str]) -> Iterator[Event]:
    """Some events by their ids; unknown ones are left out."""
    query = "SELECT record FROM events WHERE id = ?"
    return (_EVENT.decode(record) for one in ids for (record,) in sql(query, [one]))


def copies_of(sql: Sql, articles: Iterable[str]) -> list[Copy]:
    """What some articles repeat."""
    query = 'SELECT article, "of", kind, similarity FROM copies WHERE article IN (SELECT unnest($ids)) ORDER BY ALL'
    return [Copy(article=a, of=b, kind=kind, similarity=s) for a, b, kind, s in sql(query, {"ids": list(articles)})]


def _value(name: str, asked: EventFilter) -> Any:
    value = getattr(asked, name)
    if name in ("since", "until"):
        return bounds(value)[name == "until"]
    return list(value) if isinstance(value, tuple) else value
