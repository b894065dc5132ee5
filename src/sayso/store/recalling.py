"""Readings out of a store, equal to those that came in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from msgspec import structs

from sayso.events.judged import judged
from sayso.events.judgements import decisions
from sayso.records import Reading
from sayso.store.filters import Filter
from sayso.store.judging import judgements
from sayso.store.queries import claims_query
from sayso.store.rows import Rows, Sql
from sayso.store.schema import OF_ARTICLES
from sayso.store.tables import reading_of

Key = tuple[str, int]  # id and version of an article
AT_ONCE = 64
"""Articles whose rows are fetched together."""


def readings(sql: Sql, keys: Iterable[Key]) -> Iterator[Reading]:
    """The readings of some versions of articles, in the order asked for.

    Args:
        sql: what asks the store.
        keys: id and version of each; all of them there.
    """
    stream = iter(keys)
    while chunk := list(islice(stream, AT_ONCE)):
        yield from _chunk(sql, chunk)


def _chunk(sql: Sql, keys: Sequence[Key]) -> Iterator[Reading]:
    asked = {"ids": [key for key, _ in keys]}
    rows = sql("SELECT * FROM articles WHERE id IN (SELECT unnest($ids))", asked).dicts()
    articles = {(row["id"], row["version"]): row for row in rows}
    records = {table: _records(sql, table, asked) for table in OF_ARTICLES}
    for key in keys:
        yield reading_of(articles[key], {table: found.get(key, []) for table, found in records.items()})


def _records(sql: Sql, table: str, asked: Mapping[str, Any]) -> dict[Key, list[str]]:
    found: dict[Key, list[str]] = {}
    query = f"SELECT article, version, record FROM {table} WHERE article IN (SELECT unnest($ids)) ORDER BY position"
    for article, version, record in sql(query, asked):
        found.setdefault((article, version), []).append(record)
    return found


class Stream:
    """Rows of a table, taken article by article: they lie in the order of the articles, since both came together."""

    def __init__(self, rows: Rows) -> None:
        names = rows.columns.index("article"), rows.columns.index("version")
        self._groups = groupby(rows, key=lambda row: (row[names[0]], row[names[1]]))
        self._passed: dict[Key, list[tuple[Any, ...]]] = {}  # of articles that have not come, in a damaged store

    def of(self, key: Key, count: int) -> list[tuple[Any, ...]]:
        """The rows of an article, which should be so many."""
        if not count or key in self._passed:
            return self._passed.pop(key, [])
        for other, rows in self._groups:
            if other == key:
                return list(rows)
            self._passed[other] = list(rows)
        return []


def all_readings(sql: Sql) -> Iterator[Reading]:
    """Every reading of an article in its current version, in the order in which they came; memory stays small.

    Args:
        sql: what asks the store.
    """
    streams = {table: Stream(sql(f"SELECT article, version, record FROM {table}")) for table in OF_ARTICLES}
    for row in sql("SELECT * FROM articles").dicts():
        key = row["id"], row["version"]
        found = {table: [record for *_, record in stream.of(key, row[table])] for table, stream in streams.items()}
        if row["current"]:
            yield reading_of(row, found)


def readings_from(sql: Sql, keys: Collection[Key]) -> Iterator[Reading]:
    """The readings of some versions of articles in the order in which they came: each table is read once, from the
    first of them to the last, however many there are.

    Args:
        sql: what asks the store.
        keys: id and version of each; all of them there.
    """
    asked = {"ids": [key for key, _ in keys], "versions": [version for _, version in keys]}
    first, last = next(iter(sql(_ENDS, asked)))
    if first is None:
        return
    starts, ends = (dict(next(sql(_BEFORE, {"row": row}).dicts())) for row in (first, last + 1))
    streams = {table: Stream(sql(_BETWEEN.format(table=table), [starts[table], ends[table]])) for table in starts}
    for row in sql("SELECT * FROM articles WHERE rowid >= $1 AND rowid <= $2", [first, last]).dicts():
        key = row["id"], row["version"]
        found = {table: [record for *_, record in stream.of(key, row[table])] for table, stream in streams.items()}
        if key in keys:
            yield reading_of(row, found)


_ENDS = "SELECT min(rowid), max(rowid) FROM articles WHERE (id, version) IN (SELECT unnest($ids), unnest($versions))"
_BEFORE = f"""
SELECT {", ".join(f"coalesce(sum({table}), 0)::BIGINT AS {table}" for table in OF_ARTICLES)}
FROM articles WHERE rowid < $row
"""
"""How many rows lie before those of an article: rows are only ever added, those of an article together."""
_BETWEEN = "SELECT article, version, record FROM {table} WHERE rowid >= $1 AND rowid < $2"


def asked_readings(sql: Sql, asked: Filter, limit: int | None = None) -> Iterator[Reading]:
    """The readings with claims that a filter asks for, as judged, and of their claims only these.

    Args:
        sql: what asks the store.
        asked: which claims.
        limit: the most claims.
    """
    query, parameters = claims_query(asked, columns="c.article, c.version, c.id", limit=limit)
    wanted: dict[Key, set[str]] = {}
    for article, version, claim in sql(query, parameters):
        wanted.setdefault((article, version), set()).add(claim)
    decided = decisions(judgements(sql))
    for reading, held in zip(readings(sql, wanted), wanted.values(), strict=True):
        found = judged(reading, decided)
        yield structs.replace(found, claims=tuple(claim for claim in found.claims if claim.id in held))
