"""Verifying a store: texts and their hashes, words and their offsets, rows without an article, what is derived.

Rows are compared with those that their records make anew, column by column, but for the columns of `TABULAR`, which
also depend on tables of the program and so may change from one version to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import msgspec

from sayso.records import Span
from sayso.store.recalling import Key, Stream
from sayso.store.rows import Sql
from sayso.store.schema import OF_ARTICLES, TABLES
from sayso.store.tables import Row, reading_of, reading_rows

TABULAR = frozenset({"stance", "plover", "cameo", "quad", "goldstein", "plover_score"})
KEPT = frozenset({"current", "added", "given", "source", "text_sha256", *OF_ARTICLES})
"""Columns of `articles` that no record can make anew, or that are checked otherwise."""


class Finding(NamedTuple):
    """Something that is not as it should be: what, in which table and row, and in particular."""

    what: str
    table: str
    row: str
    detail: str


QUESTIONS: Mapping[str, tuple[str, str]] = {
    "another hash than its text": (
        "articles",
        "SELECT id || ' ' || version, text_sha256 FROM articles WHERE sha256(text) IS DISTINCT FROM text_sha256",
    ),
    "twice": (
        "articles",
        "SELECT id || ' ' || version, count(*) FROM articles GROUP BY id, version HAVING count(*) > 1",
    ),
    "a version is missing": (
        "articles",
        "SELECT id, list(version) FROM articles GROUP BY id HAVING max(version) <> count(DISTINCT version)",
    ),
    "not one version is current": (
        "articles",
        "SELECT id, list(version) FILTER (current) FROM articles GROUP BY id "
        "HAVING list(version) FILTER (current) IS DISTINCT FROM [max(version)]",
    ),
    "a copy of no article": (
        "copies",
        "SELECT article, of FROM copies WHERE article NOT IN (SELECT id FROM articles) "
        "OR of NOT IN (SELECT id FROM articles)",
    ),
    "a claim of no event": (
        "event_claims",
        "SELECT article || '/' || claim, event FROM event_claims WHERE event NOT IN (SELECT id FROM events)",
    ),
    "an event of no claim": ("events", "SELECT id, event FROM events WHERE id NOT IN (SELECT event FROM event_claims)"),
    "a claim that is not there": (
        "event_claims",
        "SELECT e.article || '/' || e.claim, e.event FROM event_claims e "
        "ANTI JOIN claims c ON c.article = e.article AND c.id = e.claim WHERE NOT coalesce(e.faint, false)",
    ),
    "a judged claim that is not there": (
        "judged_claims",
        "SELECT j.article || '/' || j.id, j.claim FROM judged_claims j "
        "ANTI JOIN claims c ON c.rowid = j.claim AND c.article = j.article AND c.id = j.id",
    ),
    "words of no claim": (
        "claim_words",
        "SELECT DISTINCT w.claim::VARCHAR, w.term FROM claim_words w ANTI JOIN claims c ON c.rowid = w.claim",
    ),
    "words of no article": (
        "article_words",
        "SELECT DISTINCT w.article::VARCHAR, w.term FROM article_words w ANTI JOIN articles a ON a.rowid = w.article",
    ),
}
"""What is asked of the tables: the finding, the table, and the query for rows and details."""

ORPHANS = """
SELECT DISTINCT t.article || ' ' || t.version, NULL FROM {table} t
ANTI JOIN articles a ON a.id = t.article AND a.version = t.version
"""


def findings(sql: Sql) -> Iterator[Finding]:
    """Everything in a store that is not as it should be.

    Args:
        sql: what asks the store.

    Raises:
        StoreError: the file is damaged so that it cannot be read.
    """
    for what, (table, query) in QUESTIONS.items():
        for row, detail in sql(query):
            yield Finding(what, table, str(row), str(detail))
    for table in OF_ARTICLES:
        for row, _ in sql(ORPHANS.format(table=table)):
            yield Finding("no article", table, str(row), "")
    yield from _rows(sql)


def _rows(sql: Sql) -> Iterator[Finding]:
    """Article by article, what its rows should be and are."""
    columns = {table: [column.name for column in TABLES[table]] for table in OF_ARTICLES}
    streams = {table: Stream(sql(f"SELECT * FROM {table}")) for table in OF_ARTICLES}
    for article in sql("SELECT * FROM articles").dicts():
        key = article["id"], article["version"]
        found = {
            table: [dict(zip(columns[table], row, strict=True)) for row in stream.of(key, article[table])]
            for table, stream in streams.items()
        }
        yield from _article(key, article, found)


def _article(key: Key, article: Row, found: Mapping[str, list[Row]]) -> Iterator[Finding]:
    row = f"{key[0]} {key[1]}"
    for table in OF_ARTICLES:
        if len(found[table]) != article[table]:
            yield Finding("rows are missing", table, row, f"{len(found[table])} of {article[table]}")
    records = {table: [str(one["record"]) for one in rows] for table, rows in found.items()}
    try:
        reading = reading_of(article, records)
    except (msgspec.DecodeError, msgspec.ValidationError, TypeError) as problem:
        yield Finding("a record that cannot be read", "articles", row, str(problem))
        return
    yield from _spans(reading, len(article["text"]), row)
    anew = reading_rows(reading, key[1])
    for table, rows in ({"articles": [article]} | dict(found)).items():
        yield from _differences(table, row, rows, anew[table])


def _spans(record: object, length: int, row: str) -> Iterator[Finding]:
    """Offsets outside the text, wherever in a record; those of a title are left out."""
    if isinstance(record, Span):
        if not 0 <= record.start <= record.end <= length:
            yield Finding("offsets outside the text", "articles", row, f"{record.start}:{record.end} of {length}")
    elif isinstance(record, msgspec.Struct):
        in_title = getattr(record, "where", None) == "title"
        for name in record.__struct_fields__:
            if not (in_title and name == "headline"):
                yield from _spans(getattr(record, name), length, row)
    elif isinstance(record, tuple):
        for one in record:
            yield from _spans(one, length, row)


def _differences(table: str, row: str, rows: Iterable[Row], anew: Iterable[Row]) -> Iterator[Finding]:
    for number, (stored, made) in enumerate(zip(rows, anew, strict=False)):
        names = (
            c.name for c in TABLES[table] if c.name not in TABULAR and not (table == "articles" and c.name in KEPT)
        )
        for name in names:
            if _plain(stored[name]) != _plain(made.get(name)):
                place = row if table == "articles" else f"{row} {stored.get('id', number)}"
                yield Finding("another value than its record", table, place, f"{name}: {stored[name]}"[:200])


def _plain(value: Any) -> Any:
    """A value as both sides can have it."""
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value
