"""Asking for actors, pairs of them and places: with whom, how often, in which direction, over time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.store.happenings import DAY, ListFilter, where
from sayso.store.rows import Sql
from sayso.store.tables import Row

UNITS: Mapping[str, str] = {"events": "events", "claims": "claims", "origins": "origins"}
"""What a pair can be counted by: events, the claims that tell them, or the distinct origins that assert them."""
QUAD_CLASSES = (1, 2, 3, 4)
_SAID_DAY = 'coalesce(e."when", e.first_reported)'
_FIRST, _LAST = (f"split_part({way}({_SAID_DAY}, {DAY}), '/', {end})" for way, end in (("arg_min", 1), ("arg_max", -1)))
"""As exactly as the text has it: a year where it names no more than that."""


def roles(sql: Sql, code: str) -> Row:
    """How often an actor acts, is acted upon, says, and is denied: events as `actor` and `recipient`, `claims`, the
    first and last day, as exactly as texts have them.

    Args:
        sql: what asks the store.
        code: of the actor.
    """
    query = f"""
    SELECT count(*) AS events, count(*) FILTER (list_contains(e.actor, $code)) AS actor,
           count(*) FILTER (list_contains(e.recipient, $code)) AS recipient,
           count(*) FILTER (list_contains(e.stances, 'denied')) AS denied,
           {_FIRST} AS first, {_LAST} AS last
    FROM events e WHERE list_contains(e.actor, $code) OR list_contains(e.recipient, $code)
    """
    return next(sql(query, {"code": code}).dicts())


def is_named(sql: Sql, code: str) -> bool:
    """Whether any event or claim has the code for its actor or recipient.

    Args:
        sql: what asks the store.
        code: of the actor.
    """
    query = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE list_contains(actor, $code) OR list_contains(recipient, $code))"
        for table in ("events", "claims")
    )
    return bool(sql(f"SELECT {query}", {"code": code}).one())


_COUNTERPARTS = """
WITH e AS MATERIALIZED (
    SELECT e.actor, e.recipient, e.quad FROM events e
    WHERE list_contains(e.actor, $code) OR list_contains(e.recipient, $code)
), ways AS (
    SELECT unnest(recipient) AS other, 'out' AS way, quad FROM e WHERE list_contains(actor, $code)
    UNION ALL SELECT unnest(actor), 'in', quad FROM e WHERE list_contains(recipient, $code)
)
SELECT other, count(*) AS events, count(*) FILTER (way = 'out') AS out, count(*) FILTER (way = 'in') AS in_,
       count(*) FILTER (quad <= 2) AS cooperation, count(*) FILTER (quad > 2) AS conflict
FROM ways GROUP BY other ORDER BY events DESC, other LIMIT $size
"""


def counterparts(sql: Sql, code: str, *, size: int = 40) -> list[Row]:
    """With whom an actor has to do: events in both directions (`out`, `in_`), cooperation and conflict, the most
    frequent first; itself where it is on both sides.

    Args:
        sql: what asks the store.
        code: of the actor.
        size: the most rows.
    """
    return list(sql(_COUNTERPARTS, {"code": code, "size": size}).dicts())


_EVENTS_BETWEEN = f"""
SELECT list_contains(e.actor, $one) AND list_contains(e.recipient, $other) AS forth, year({DAY}) AS year, e.quad,
       e.event, CASE $unit WHEN 'origins' THEN len(e.origins) ELSE 1 END AS n,
       list_contains(e.stances, 'denied') AS denied
FROM events e WHERE (list_contains(e.actor, $one) AND list_contains(e.recipient, $other))
   OR (list_contains(e.actor, $other) AND list_contains(e.recipient, $one))
"""
_CLAIMS_BETWEEN = """
SELECT list_contains(actor, $one) AND list_contains(recipient, $other) AS forth, year(first_day) AS year, quad, event,
       1 AS n, stance = 'denied' AS denied
FROM judged_claims WHERE current AND ((list_contains(actor, $one) AND list_contains(recipient, $other))
   OR (list_contains(actor, $other) AND list_contains(recipient, $one)))
"""


def between(sql: Sql, one: str, other: str, *, unit: str = "events") -> list[Row]:
    """What two actors do to each other: a row for each direction (`forth` is from one to the other), year, quad class
    and type, with how many (`n`) and how many of them are denied.

    Args:
        sql: what asks the store.
        one: code of an actor.
        other: code of another, or of the same.
        unit: a key of `UNITS`.
    """
    source = _CLAIMS_BETWEEN if unit == "claims" else _EVENTS_BETWEEN
    given: dict[str, Any] = {"one": one, "other": other}
    if unit != "claims":
        given["unit"] = unit
    query = (
        f"SELECT forth, year, quad, event, sum(n)::BIGINT AS n, coalesce(sum(n) FILTER (denied), 0)::BIGINT AS denied "
        f"FROM ({source}) GROUP BY ALL ORDER BY year, forth DESC, quad, event"
    )
    return list(sql(query, given).dicts())


_PAIRS = """
WITH e AS MATERIALIZED (
    SELECT e.actor, e.recipient, e.quad, len(e.origins) AS origins, list_contains(e.stances, 'denied') AS denied
    FROM events e WHERE len(e.actor) > 0 AND len(e.recipient) > 0 AND {condition}
), a AS (SELECT unnest(actor) AS actor, recipient, quad, origins, denied FROM e),
r AS (SELECT actor, unnest(recipient) AS recipient, quad, origins, denied FROM a)
SELECT actor, recipient, count(*) AS events, sum(origins)::BIGINT AS origins, count(*) FILTER (denied) AS denied,
       {quads} FROM r WHERE actor <> recipient GROUP BY actor, recipient
ORDER BY events DESC, actor, recipient LIMIT {size:d}
"""


def pairs(sql: Sql, asked: ListFilter, *, size: int = 100) -> list[Row]:
    """Who does how much to whom: a row for each direction, with events by quad class (`q1` to `q4`), origins, and how
    many are denied; the most frequent first. What a state does within itself is left out.

    Args:
        sql: what asks the store.
        asked: which events.
        size: the most rows.
    """
    condition, given = where(asked)
    quads = ", ".join(f"count(*) FILTER (quad = {quad}) AS q{quad}" for quad in QUAD_CLASSES)
    return list(sql(_PAIRS.format(condition=condition, quads=quads, size=size), given).dicts())


def places(sql: Sql, asked: ListFilter, *, size: int = 200) -> list[Row]:
    """Where events are: a row for each place in words, with how many, conflict among them, and how many are denied.

    Args:
        sql: what asks the store.
        asked: which events.
        size: the most rows.
    """
    condition, given = where(asked)
    query = f"""
    SELECT e."where" AS place, count(*) AS events, count(*) FILTER (e.quad > 2) AS conflict,
           count(*) FILTER (list_contains(e.stances, 'denied')) AS denied, {_FIRST} AS first, {_LAST} AS last
    FROM events e WHERE e."where" IS NOT NULL AND {condition}
    GROUP BY e."where" ORDER BY events DESC, place LIMIT {size:d}
    """
    return list(sql(query, given).dicts())
