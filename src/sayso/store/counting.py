"""Rows for pictures and tables: claims, events or origins that a filter asks for, counted by time, kind, pair or place.

Every question goes through one table, `counted`: a row for each claim, event, or origin of an event, with what all of
them can be counted by.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from sayso.store.filters import Filter
from sayso.store.happenings import REPORTED, ListFilter, where
from sayso.store.queries import claims_query
from sayso.store.rows import Sql
from sayso.store.tables import Row
from sayso.store.times import bounds

UNITS = ("events", "claims", "origins")
"""What can be counted: events, the claims that tell them, or the distinct origins of each."""
EARLY = 0.01
"""Part of what is counted that may be left out at the beginning of a time where it would double the time: in news a few
texts look back by decades, and a picture of all that time would show nothing of the rest."""
PUBLISHERS = 3
"""Publishers that are named."""
LONG = 31
"""Days beyond which a date says so little that the day of the first report within it says more."""

_FORTH = "(list_contains(actor, $one) AND list_contains(recipient, $other))"
_BACK = "(list_contains(actor, $other) AND list_contains(recipient, $one))"
_THINGS = """things AS (
    SELECT event_id AS id, list_distinct(flatten(coalesce(list(object_class) FILTER (stance <> 'denied'),
        list(object_class)))) AS object_class FROM judged_claims
    WHERE current AND len(object_class) > 0 AND event_id IN (SELECT id FROM happened) GROUP BY event_id
)"""
_NO_THINGS = "things AS (SELECT NULL::VARCHAR AS id, NULL::VARCHAR[] AS object_class WHERE false)"
EVENT_DAY = f"""CASE WHEN e.when_first IS NULL OR (e.when_last - e.when_first > {LONG}
    AND {REPORTED} BETWEEN e.when_first AND e.when_last) THEN {REPORTED} ELSE e.when_first END"""
CLAIM_DAY = f"""CASE WHEN when_last - when_first > {LONG}
    AND TRY_CAST(published AS DATE) BETWEEN when_first AND when_last
    THEN TRY_CAST(published AS DATE) ELSE first_day END"""
STANDING = """CASE WHEN list_contains(e.stances, 'asserted') AND list_contains(e.stances, 'denied') THEN 'contested'
    WHEN list_contains(e.stances, 'asserted') THEN 'asserted' WHEN list_contains(e.stances, 'denied') THEN 'denied'
    WHEN list_contains(e.stances, 'planned') THEN 'planned' ELSE 'doubted' END"""
"""How an event stands, by the stances of its claims."""
_OF_EVENT = f"""e.event, coalesce(e.quad, 0) AS quad, e.actor, e.recipient, {EVENT_DAY} AS day, e."where" AS place,
    coalesce(h.object_class, []) AS object_class"""
_COUNTED: Mapping[str, str] = {
    "claims": f"""SELECT event, coalesce(quad, 0) AS quad, actor, recipient, {CLAIM_DAY} AS day, "where" AS place,
        object_class, stance AS standing,
        CASE WHEN stance = 'denied' AND len(say_so) > 0 THEN [say_so[-1]] ELSE [] END AS denied_by FROM asked""",
    "events": f"""SELECT {_OF_EVENT}, {STANDING} AS standing, e.denied_by
        FROM happened e LEFT JOIN things h ON h.id = e.id""",
    "origins": f"""SELECT {_OF_EVENT}, o.stance AS standing,
        CASE WHEN o.stance = 'denied' THEN [o.origin] ELSE [] END AS denied_by
        FROM (SELECT DISTINCT event, origin, stance FROM event_claims WHERE origin IS NOT NULL) o
        JOIN happened e ON e.id = o.event LEFT JOIN things h ON h.id = e.id""",
}
Asked = Filter | ListFilter
"""Which claims, or the events that such claims tell; or which events, as lists of them are asked for."""


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What is counted as a whole: how many (`n`), of these `dated`, `paired` (with actor and recipient;
    `within`: both are one) and `placed`, the first and last day, the day before which `EARLY` of them lie,
    and the articles and publishers they come from."""

    n: int
    dated: int
    paired: int
    within: int
    placed: int
    first: date | None
    last: date | None
    early: date | None
    articles: int
    publishers: int
    named: tuple[str, ...]

    def begin(self, asked: Asked) -> date | None:
        """The first day that is shown: where nobody asked for a first day, a few much earlier ones are left out."""
        if self.first is None or self.last is None or self.early is None:
            return None
        if asked.since:
            return max(self.first, date.fromisoformat(bounds(asked.since)[0] or "0001-01-01"))
        return self.early if (self.last - self.early) * 2 < self.last - self.first else self.first


def _table(
    asked: Asked, count: str, pair: tuple[str, str] | None = None, *, things: bool = False
) -> tuple[str, dict[str, Any]]:
    """`counted` as the beginning of a query, and its parameters; of a pair only what one of them does to the other, and
    events with the classes of their objects only where `things` are asked for."""
    held, happened, given = _of_claims(asked) if isinstance(asked, Filter) else _of_events(asked)
    counted = _COUNTED[count]
    if pair:
        given |= {"one": pair[0], "other": pair[1]}
        held, counted = (f"SELECT * FROM ({query}) WHERE {_FORTH} OR {_BACK}" for query in (held, counted))
    steps = [
        f"asked AS ({held})",
        *([] if count == "claims" else [f"happened AS ({happened})", _THINGS if things else _NO_THINGS]),
    ]
    return f"WITH {', '.join(steps)}, counted AS MATERIALIZED ({counted})", given


def _of_claims(asked: Filter) -> tuple[str, str, dict[str, Any]]:
    """The queries for some claims and for the events that they tell, and the parameters of both."""
    query, given = claims_query(asked)
    return query, "SELECT * FROM events WHERE id IN (SELECT event_id FROM asked)", dict(given)


def _of_events(asked: ListFilter) -> tuple[str, str, dict[str, Any]]:
    """The queries for the claims of some events and for these events, and the parameters of both."""
    condition, given = where(asked)
    happened = f"SELECT e.* FROM events e WHERE {condition}"
    among = "c.event_id IS NOT NULL" if condition == "true" else f"c.event_id IN (SELECT id FROM ({happened}))"
    return f"SELECT c.* FROM judged_claims c WHERE c.current AND {among}", happened, dict(given)


def _ask(
    sql: Sql, asked: Asked, count: str, query: str, *, pair: tuple[str, str] | None = None, things: bool = False,
    **more: Any,
) -> list[Row]:  # fmt: skip
    begin, given = _table(asked, count, pair, things=things)
    return list(sql(f"{begin} {query}", {**given, **more}).dicts())


def about(sql: Sql, asked: Asked, *, count: str = "events", pair: tuple[str, str] | None = None) -> About:
    """What a filter asks for, as a whole.

    Args:
        sql: what asks the store.
        asked: which claims, or the events that such claims tell.
        count: one of `UNITS`.
        pair: codes of two actors, of whom one does something to the other.
    """
    (row,) = _ask(
        sql, asked, count,
        f"""SELECT count(*) AS n, count(day) AS dated,
        count(*) FILTER (len(actor) > 0 AND len(recipient) > 0) AS paired,
        count(*) FILTER (len(actor) > 0 AND len(recipient) > 0
            AND len(list_distinct(list_concat(actor, recipient))) = 1) AS within,
        count(place) AS placed, min(day) AS first, max(day) AS last, quantile_disc(day, {EARLY}) AS early,
        (SELECT count(DISTINCT article) FROM asked) AS articles,
        (SELECT count(DISTINCT publisher) FROM asked) AS publishers,
        (SELECT list(publisher ORDER BY n DESC, publisher) FROM (
            SELECT publisher, count(DISTINCT article) AS n FROM asked WHERE publisher IS NOT NULL
            GROUP BY publisher ORDER BY n DESC, publisher LIMIT {PUBLISHERS})) AS named FROM counted""",
        pair=pair,
    )  # fmt: skip
    return msgspec.convert({**row, "named": row["named"] or ()}, About)


def over_time(
    sql: Sql, asked: Asked, *, count: str, period: str, by: str = "quad", begin: date | None = None
) -> list[Row]:
    """How many there are in each period: `from` (ISO date of its first day), `kind`, `standing`, `n`.

    Args:
        sql: what asks the store.
        asked: which claims, or the events that such claims tell.
        count: one of `UNITS`.
        period: day, week, month, quarter or year.
        by: `quad` or `event`, which is then the kind.
        begin: leave out what was before.
    """
    query = f"""SELECT CAST(CAST(date_trunc('{period}', day) AS DATE) AS VARCHAR) AS "from", {by} AS kind, standing,
        count(*) AS n FROM counted WHERE day IS NOT NULL AND ($begin IS NULL OR day >= $begin)
        GROUP BY ALL ORDER BY ALL"""
    return _ask(sql, asked, count, query, begin=begin)


def between(
    sql: Sql, asked: Asked, pair: tuple[str, str], *, count: str, period: str, begin: date | None = None
) -> list[Row]:
    """What two actors do to each other: `from`, `forth` (from the first to the second), `quad`, `standing`, `n`.

    Args:
        sql: what asks the store.
        asked: which claims, or the events that such claims tell; both directions.
        pair: their codes.
        count: one of `UNITS`.
        period: day, week, month, quarter or year.
        begin: leave out what was before.
    """
    query = f"""SELECT CAST(CAST(date_trunc('{period}', day) AS DATE) AS VARCHAR) AS "from", forth, quad, standing,
        count(*) AS n FROM (
            SELECT *, true AS forth FROM counted WHERE {_FORTH} UNION ALL SELECT *, false FROM counted WHERE {_BACK}
        ) WHERE day IS NOT NULL AND ($begin IS NULL OR day >= $begin) GROUP BY ALL ORDER BY ALL"""
    return _ask(sql, asked, count, query, pair=pair, begin=begin)


_PAIRED = """SELECT actor, unnest(recipient) AS recipient, * EXCLUDE (actor, recipient) FROM (
    SELECT unnest(actor) AS actor, * EXCLUDE (actor) FROM counted)"""


def pairs(sql: Sql, asked: Asked, *, count: str) -> list[Row]:
    """Who does what to whom: `actor`, `recipient` (codes), `quad`, `standing`, `n`, the most frequent first. What an
    actor does to itself is left out.

    Args:
        sql: what asks the store.
        asked: which claims, or the events that such claims tell.
        count: one of `UNITS`.
    """
    query = f"""SELECT actor, recipient, quad, standing, count(*) AS n FROM ({_PAIRED}) WHERE actor <> recipient
        GROUP BY ALL ORDER BY n DESC, actor, recipient, quad, standing"""
    return _ask(sql, asked, count, query)


def transfers(sql: Sql, asked: Asked, *, count: str) -> list[Row]:
    """Who gives what to whom: `actor`, `recipient` (codes), `class` (of the object; null where it is not said),
    `standing`, `n`, `denied_by`, the most frequent first.

    Args:
        sql: what asks the store.
        asked: which claims, or the events that such claims tell.
        count: one of `UNITS`.
    """
    query = f"""SELECT actor, recipient, class, standing, count(*) AS n,
        list_sort(list_distinct(flatten(list(denied_by)))) AS denied_by FROM (
            SELECT *, unnest(CASE WHEN len(object_class) = 0 THEN [NULL] ELSE object_class END) AS class
            FROM ({_PAIRED}) WHERE actor <> recipient
        ) GROUP BY ALL ORDER BY n DESC, class NULLS LAST, actor, recipient, standing"""
    return _ask(sql, asked, count, query, things=True)


def places(sql: Sql, asked: Asked, *, count: str) -> list[Row]:
    """Where it happens: `place` (in words), `parties` (codes of actors and recipients), `quad`, `standing`, `n`.

    Args:
        sql: what asks the store.
        asked: which claims, or the events that such claims tell.
        count: one of `UNITS`.
    """
    query = """SELECT place, list_sort(list_distinct(list_concat(actor, recipient))) AS parties, quad, standing,
        count(*) AS n FROM counted WHERE place IS NOT NULL
        GROUP BY ALL ORDER BY n DESC, place, parties, quad, standing"""
    return _ask(sql, asked, count, query)
