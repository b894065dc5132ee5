"""Asking for events: one filter, one page of a list at a time, and how many there are of each kind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from sayso.records import Article, Claim, Event, Reading, Told
from sayso.store.filters import Made, Parameters, any_of
from sayso.store.rows import Sql
from sayso.store.tables import Row, reading_rows
from sayso.store.times import bounds

REPORTED = "TRY_CAST(e.first_reported AS DATE)"
DAY = f"coalesce(e.when_first, {REPORTED})"
"""The day of an event: when it happened, or else when it was first told."""


class ListFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which events are asked for; what is empty asks nothing.

    The names are those of `Filter`, which asks what claims say; this one asks what events come to. `actor` and
    `recipient` are codes, any of several, and `either` codes on one of the two sides; `event` are types. `since` and
    `until` are dates, months or years. `stance` is any of asserted, denied, doubted, planned, or `contested`: some
    assert and some deny it. `origins` is the least number of origins, `source` the name of one that asserts, doubts or
    denies it, and `where` its place in words.
    """

    event: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    stance: tuple[str, ...] = ()
    origins: int | None = None
    source: tuple[str, ...] = ()
    where: tuple[str, ...] = ()


def contested(alias: str) -> str:
    """That an event is asserted by some and denied by some, where `alias` is of `events`."""
    return f"(list_contains({alias}.stances, 'denied') AND list_contains({alias}.stances, 'asserted'))"


CONTESTED = contested("e")


def _among(*columns: str) -> Made:
    """Any of the values in one of some lists; several times quicker than asking for a list in a list."""
    return lambda values, given: any_of(
        f"list_contains({column}, {given(value)})" for value in values for column in columns
    )


def _equal(column: str) -> Made:
    return lambda values, given: f"{column} IN ({', '.join(given(value) for value in values)})"


def _stance(values: Iterable[str], given: Parameters) -> str:
    return any_of(
        CONTESTED if value == "contested" else f"list_contains(e.stances, {given(value)})" for value in values
    )


CONDITIONS: Mapping[str, Made] = {
    "event": _equal("e.event"),
    "actor": _among("e.actor"),
    "recipient": _among("e.recipient"),
    "either": _among("e.actor", "e.recipient"),
    "since": lambda value, given: f"{DAY} >= CAST({given(bounds(value)[0])} AS DATE)",
    "until": lambda value, given: f"{DAY} <= CAST({given(bounds(value)[1])} AS DATE)",
    "stance": _stance,
    "origins": lambda value, given: f"len(e.origins) >= {given(value)}",
    "source": _among("e.origins", "e.denied_by", "e.doubted_by"),
    "where": _equal('e."where"'),
}
"""What makes the condition of each field of `ListFilter`."""


class Order(NamedTuple):
    """What a list is ordered by, the most first: an expression, its type, and what it is called."""

    value: str
    kind: str
    what: str


ORDERS: Mapping[str, Order] = {
    "reported": Order("coalesce(e.first_reported, '')", "VARCHAR", "first reported"),
    "day": Order(f"coalesce({DAY}, DATE '0001-01-01')", "DATE", "day it happened"),
    "articles": Order("e.articles", "BIGINT", "articles"),
    "origins": Order("len(e.origins)", "BIGINT", "origins"),
    "denials": Order("len(e.denied_by)", "BIGINT", "denials"),
}
SHOWN = (
    'e.id, e.event, e.actor, e.recipient, e."when", e."where", e.object, e.first_reported, e.articles, e.publishers, '
    "e.origins, e.doubted_by, e.denied_by, e.stances, e.quad, e.record"
)


class Page(NamedTuple):
    """One page of a list: its rows, and where the next one begins (None: this is the last)."""

    rows: list[Row]
    after: str | None


def where(asked: ListFilter) -> tuple[str, Parameters]:
    """The condition that a filter comes to, over `events` as `e`, and its parameters.

    Args:
        asked: which events.
    """
    given = Parameters()
    values = {name: getattr(asked, name) for name in CONDITIONS}
    made = [CONDITIONS[name](value, given) for name, value in values.items() if value not in ((), None)]
    return " AND ".join(made) or "true", given


def events(sql: Sql, asked: ListFilter, *, order: str = "reported", after: str | None = None, size: int = 50) -> Page:
    """One page of events.

    Args:
        sql: what asks the store.
        asked: which events.
        order: a key of `ORDERS`; the most or latest come first.
        after: where the page before ended, as it told.
        size: the most rows.
    """
    condition, given = where(asked)
    value, kind, _ = ORDERS[order]
    if after is not None:
        given["last"], _, given["last_id"] = after.partition("~")
        condition += f" AND ({value}, e.id) < (TRY_CAST($last AS {kind}), $last_id)"
    query = (
        f"SELECT {SHOWN}, {value} AS place FROM events e WHERE e.rowid IN "
        f"(SELECT e.rowid FROM events e WHERE {condition} ORDER BY {value} DESC, e.id DESC LIMIT {size + 1:d}) "
        "ORDER BY place DESC, e.id DESC"
    )
    rows = list(sql(query, given).dicts())
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], f"{last['place']}~{last['id']}" if last else None)


_FACETS: Mapping[str, str] = {
    "event": "SELECT 'event', e.event, count(*) FROM e GROUP BY 2",
    "stance": "SELECT 'stance', unnest(e.stances), count(*) FROM e GROUP BY 2 "
    "UNION ALL SELECT 'stance', 'contested', count(*) FROM e WHERE " + CONTESTED,
    "actor": "SELECT 'actor', unnest(e.actor), count(*) FROM e GROUP BY 2",
    "recipient": "SELECT 'recipient', unnest(e.recipient), count(*) FROM e GROUP BY 2",
    "year": "SELECT 'year', CAST(year(day) AS VARCHAR), count(*) FROM e GROUP BY 2",
    "origins": "SELECT 'origins', CAST(least(len(e.origins), 5) AS VARCHAR), count(*) FROM e GROUP BY 2",
}


def facets(sql: Sql, asked: ListFilter, *, names: Iterable[str] = tuple(_FACETS)) -> dict[str, list[tuple[str, int]]]:
    """How many events of a filter there are of each type, stance, actor, recipient, year, and number of origins.

    Args:
        sql: what asks the store.
        asked: which events.
        names: of the facets.

    Returns:
        For each facet its values with their counts, the most frequent first.
    """
    condition, given = where(asked)
    parts = " UNION ALL ".join(_FACETS[name] for name in names)
    columns = f"e.event, e.stances, e.actor, e.recipient, e.origins, {DAY} AS day"
    kept = "MATERIALIZED" if given else "NOT MATERIALIZED"  # whole columns are quicker read again than kept
    query = f"WITH e AS {kept} (SELECT {columns} FROM events e WHERE {condition}) {parts} ORDER BY 1, 3 DESC, 2"
    found: dict[str, list[tuple[str, int]]] = {name: [] for name in names}
    for name, value, count in sql(query, given):
        if value is not None and count:
            found[name].append((value, count))
    return found


def count(sql: Sql, asked: ListFilter) -> int:
    """How many events a filter asks for."""
    condition, given = where(asked)
    return int(sql(f"SELECT count(*) FROM events e WHERE {condition}", given).one())


def event(sql: Sql, key: str) -> Row | None:
    """One event by its id; None if it is not there."""
    return next(sql(f"SELECT {SHOWN} FROM events e WHERE e.id = ?", [key]).dicts(), None)


def events_named(sql: Sql, keys: Iterable[str]) -> list[Row]:
    """Events by their ids, in that order; those that are not there are left out."""
    wanted = list(keys)
    query = (
        f"SELECT {SHOWN} FROM events e WHERE e.rowid IN (SELECT rowid FROM events WHERE id IN (SELECT unnest($keys)))"
    )
    found = {row["id"]: row for row in sql(query, {"keys": wanted}).dicts()} if wanted else {}
    return [found[key] for key in wanted if key in found]


def record(row: Row) -> Event:
    """The event of a row."""
    return msgspec.json.decode(row["record"], type=Event)


_ORDER = """
SELECT id, coalesce(published, '9999'), rowid FROM articles WHERE current AND id IN (SELECT unnest($articles))
"""
_PLACES = """
SELECT rowid, article, id FROM claims
WHERE rowid IN (SELECT rowid FROM claims WHERE article IN (SELECT unnest($articles)))
"""
_CLAIMS = """
SELECT c.article, c.version, c.id, c.event, c.mode, c.actor, c.actor_text, c.recipient, c.recipient_text, c.say_so,
       c.say_so_code, c.say_so_cue, c.attribution_id, c.factuality, c.score, c.trigger_start, c.trigger_end{record}
FROM claims c WHERE c.rowid IN (SELECT unnest($rows))
"""
_ARTICLES = """
SELECT a.id, a.version, a.title, a.published, a.publisher, a.url, a.text FROM articles a
WHERE a.rowid IN (SELECT rowid FROM articles WHERE current AND id IN (SELECT unnest($articles)))
"""
"""Rows are looked for in narrow columns first: texts and records of a few among a million are then had at once."""


def told(sql: Sql, happening: Event | str, *, limit: int = 100, offset: int = 0) -> list[Row]:
    """The claims of an event, in the order of publication, each with its article: how it stands to the event (`told`)
    and its `origin`.

    Args:
        sql: what asks the store.
        happening: the event, or its id.
        limit: the most claims.
        offset: claims to leave out before.
    """
    if isinstance(happening, str):
        row = event(sql, happening)
        return told(sql, record(row), limit=limit, offset=offset) if row else []
    held = _in_order(sql, happening)[offset : offset + limit]
    found = claims_of(sql, [(one.article, one.claim) for one in held])
    rows = [
        {**found[one.article, one.claim], "told": one.stance, "origin": one.origin}
        for one in held
        if (one.article, one.claim) in found
    ]
    return _by_article(rows)


def _in_order(sql: Sql, happening: Event) -> list[Told]:
    """What tells an event, the earliest article first."""
    asked = {"articles": list({one.article for one in happening.claims})}
    places = {key: place for key, *place in sql(_ORDER, asked)}
    held = (one for one in happening.claims if one.article in places)
    return sorted(held, key=lambda one: (*places[one.article], one.claim))


def claims_of(sql: Sql, keys: Iterable[tuple[str, str]], *, record: bool = True) -> dict[tuple[str, str], Row]:
    """Claims by the ids of their article and their own, each with `title`, `published`, `publisher`, `url` and `text`
    of its article in its current version; those that are not there are left out.

    Args:
        sql: what asks the store.
        keys: id of the article and of the claim.
        record: whether with the whole record of the claim.
    """
    wanted = set(keys)
    if not wanted:
        return {}
    asked = {"articles": list({article for article, _ in wanted})}
    articles = {row["id"]: row for row in sql(_ARTICLES, asked).dicts()}
    rows = [place for place, *key in sql(_PLACES, asked) if tuple(key) in wanted]
    claims = sql(_CLAIMS.format(record=", c.record" if record else ""), {"rows": rows}).dicts()
    found = {
        (row["article"], row["id"]): {**articles[row["article"]], **row}
        for row in claims
        if row["article"] in articles and articles[row["article"]]["version"] == row["version"]
    }
    return found | dict(_faint(sql, wanted - found.keys(), articles))


def _faint(
    sql: Sql, wanted: Collection[tuple[str, str]], articles: Mapping[str, Row]
) -> Iterable[tuple[tuple[str, str], Row]]:
    """The same of claims that are too unlikely to stand in `claims`."""
    asked = {"articles": sorted({name for name, _ in wanted if name in articles})}
    query = "SELECT id, faint FROM articles WHERE current AND id IN (SELECT unnest($articles))"
    for name, faint in sql(query, asked) if wanted else ():
        article = articles[name]
        claims = msgspec.json.decode(faint or "[]", type=tuple[Claim, ...])
        reading = Reading(article=Article(id=name, text=article["text"]), claims=claims)
        for row in reading_rows(reading, article["version"])["claims"]:
            if (name, row["id"]) in wanted:
                yield (name, row["id"]), {**article, **row}


def _by_article(rows: Sequence[Row]) -> list[Row]:
    """The same, those of an article in the order of its text."""
    places = {article: place for place, article in enumerate(dict.fromkeys(row["article"] for row in rows))}
    return sorted(rows, key=lambda row: (places[row["article"]], row["trigger_start"]))


def first_told(sql: Sql, rows: Sequence[Row]) -> dict[str, Row]:
    """The first claim of each event, with its article, by the id of the event.

    Args:
        sql: what asks the store.
        rows: of events.
    """
    firsts = {row["id"]: record(row).claims[0] for row in rows if row["record"]}
    found = claims_of(sql, ((one.article, one.claim) for one in firsts.values()), record=False)
    keyed = {event: found.get((one.article, one.claim)) for event, one in firsts.items()}
    return {event: row for event, row in keyed.items() if row}


def near(sql: Sql, table: str, key: str, *, size: int = 8) -> Iterator[str]:
    """Ids that look like one that is not there.

    Args:
        sql: what asks the store.
        table: `events` or `articles`.
        key: the id that was asked for.
        size: the most ids.
    """
    start = key[: max(2, len(key) // 3)]
    query = (
        f"SELECT id FROM (SELECT DISTINCT id FROM {table} WHERE starts_with(id, $start) LIMIT 2000) "
        f"ORDER BY levenshtein(id, $key), id LIMIT {size:d}"
    )
    return (one for (one,) in sql(query, {"start": start, "key": key[:200]}))
