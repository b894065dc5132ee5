"""Outcomes into the file: which articles are new, which are there already, which are another version; one transaction.

An article is known by its id. Where the input gave none, it is known by its address, if that names a page and not a
whole site, and else by its text, which its id is made of. The text of any version that is there already changes
nothing, so that doing the same twice is doing it once; another text is the next version, and the old rows stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sayso.store.opening import told, transaction
from sayso.store.schema import OF_ARTICLES, STALE

if TYPE_CHECKING:
    from arro3.core import Table
    from duckdb import DuckDBPyConnection


class Stored(NamedTuple):
    """What became of one article: `added`, `new version` or `unchanged`. `given` is the id that it came with."""

    given: str
    article: str
    version: int
    status: str


PAGE = "^[a-zA-Z][a-zA-Z0-9+.-]*://[^/]+/."
"""An address with a path: that of a page. Many data sets give the front page of the publisher to all its articles."""

_PLACED = f"""
WITH staged AS MATERIALIZED (
    SELECT row_number() OVER () AS place, id AS given_id, version AS given_version, text_sha256, url,
           NOT given AND url IS NOT NULL AND regexp_matches(url, '{PAGE}') AS by_address
    FROM staged_articles
),
same_address AS (
    SELECT url, arg_max(id, rowid) AS id FROM articles
    WHERE current AND url IN (SELECT url FROM staged WHERE by_address) GROUP BY url
),
same_id AS (SELECT DISTINCT id FROM articles WHERE id IN (SELECT given_id FROM staged)),
homes AS (
    SELECT s.*, coalesce(i.id, a.id, first_value(s.given_id) OVER (PARTITION BY s.by_address, CASE WHEN s.by_address
           THEN s.url ELSE s.given_id END ORDER BY s.place)) AS home
    FROM staged s
    LEFT JOIN same_id i ON i.id = s.given_id
    LEFT JOIN same_address a ON s.by_address AND a.url = s.url
),
known AS (SELECT id, version, text_sha256 FROM articles WHERE id IN (SELECT home FROM homes)),
firsts AS (
    SELECT h.*, k.version AS known_version,
           row_number() OVER (PARTITION BY h.home, h.text_sha256 ORDER BY h.place) AS turn
    FROM homes h
    LEFT JOIN (SELECT id, text_sha256, max(version) AS version FROM known GROUP BY ALL) k
    ON k.id = h.home AND k.text_sha256 = h.text_sha256
),
fresh AS (
    SELECT place,
           coalesce((SELECT max(version) FROM known WHERE id = home), 0)
               + row_number() OVER (PARTITION BY home ORDER BY place) AS version,
           row_number() OVER (PARTITION BY home ORDER BY place DESC) = 1 AS current
    FROM firsts WHERE known_version IS NULL AND turn = 1
)
SELECT f.place, f.given_id, f.given_version, f.known_version, f.home, n.version, n.current,
       max(coalesce(n.version, f.known_version)) OVER (PARTITION BY f.home, f.text_sha256) AS held
FROM firsts f LEFT JOIN fresh n USING (place)
"""
"""Of every row of `staged_articles`: its `home` (the id that it is stored under), and where it is to be stored its
`version` and whether that is `current`; both null for what is there already, `held` being the version that holds it."""


def known(connection: DuckDBPyConnection, staged: Table, path: Path) -> list[Stored | None]:
    """Which articles are in the store already, and as what; None for those that are not.

    Args:
        connection: to the store.
        staged: rows of `articles`: `id`, `version`, `text_sha256`, `url` and `given` of them.
        path: of the store, for messages.
    """
    query = f"SELECT given_id, home, known_version FROM ({_PLACED}) ORDER BY place"
    with told(path), registered(connection, {"articles": staged}):
        found = connection.execute(query).fetchall()
    return [Stored(given, home, held, "unchanged") if held else None for given, home, held in found]


def load(connection: DuckDBPyConnection, staged: Mapping[str, Table | Path], path: Path) -> list[Stored]:
    """Put staged tables into the store, all or nothing.

    Args:
        connection: to the store.
        staged: what `sayso.store.tables.tables` gives, or the Parquet files of a part.
        path: of the store, for messages.

    Returns:
        What became of each article, in order.

    Raises:
        StoreWriteError: it could not be written.
    """
    with told(path), registered(connection, staged), transaction(connection, path):
        connection.execute(f"CREATE OR REPLACE TEMP TABLE placed AS {_PLACED}")
        for statement in _STEPS:
            connection.execute(statement)
        _note_change(connection)
        found = connection.execute(_TOLD).fetchall()
    return [Stored(*row) for row in found]


def _note_change(connection: DuckDBPyConnection) -> None:
    """Copies and events are out of date once an article came."""
    came = connection.execute("SELECT count(version) FROM placed").fetchall()[0][0]
    if came and not connection.execute("SELECT 1 FROM meta WHERE key = ?", [STALE]).fetchall():
        connection.execute("INSERT INTO meta VALUES (?, 'true')", [STALE])


@contextmanager
def registered(connection: DuckDBPyConnection, staged: Mapping[str, Table | Path]) -> Iterator[None]:
    """Arrow tables, or Parquet files, under the names that the statements use: `staged_` and that of the table."""
    try:
        for name, table in staged.items():
            _register(connection, name, table)
        yield
    finally:
        for name in staged:
            connection.execute(f"DROP VIEW IF EXISTS temp.staged_{name}")


def _register(connection: DuckDBPyConnection, name: str, table: Table | Path) -> None:
    if not isinstance(table, Path):
        connection.register(f"staged_{name}", table)
        return
    file = str(table).replace("'", "''")
    with told(table):
        connection.execute(f"CREATE OR REPLACE TEMP VIEW staged_{name} AS SELECT * FROM read_parquet('{file}')")


_TOLD = """
SELECT given_id, home, held,
       CASE WHEN version IS NULL THEN 'unchanged' WHEN version = 1 THEN 'added' ELSE 'new version' END
FROM placed ORDER BY place
"""

_OUTDATE = """
UPDATE articles SET current = false WHERE current AND id IN (SELECT home FROM placed WHERE version > 1)
"""
_ARTICLES = """
INSERT INTO articles BY NAME
SELECT s.* REPLACE (p.home AS id, p.version AS version, p.current AS current,
                    make_timestamp(epoch_us(now())) AS "added")
FROM staged_articles s JOIN placed p ON p.given_id = s.id AND p.given_version = s.version
WHERE p.version IS NOT NULL ORDER BY p.place
"""
_ROWS = """
INSERT INTO {table} BY NAME
SELECT s.* REPLACE (p.home AS article, p.version AS version)
FROM staged_{table} s JOIN placed p ON p.given_id = s.article AND p.given_version = s.version
WHERE p.version IS NOT NULL ORDER BY p.place, s.position
"""
_REJECTIONS = """
INSERT INTO rejections BY NAME
SELECT DISTINCT s.* REPLACE (make_timestamp(epoch_us(now())) AS "at") FROM staged_rejections s
WHERE NOT EXISTS (
    SELECT 1 FROM rejections r WHERE r.article = s.article AND r.stage = s.stage AND r.reason = s.reason
    AND r.source IS NOT DISTINCT FROM s.source AND r.detail IS NOT DISTINCT FROM s.detail
)
"""
_STEPS = (_OUTDATE, _ARTICLES, *(_ROWS.format(table=table) for table in OF_ARTICLES), _REJECTIONS)
