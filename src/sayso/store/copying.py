"""Copies of a store: keys of articles and comparisons of pairs are kept, and only what is new is worked out.

The rows are those that `sayso.events.copies.find_copies` gives for all current articles at once: the keys of an article
and the comparison of a pair hang on nothing else, and which pairs count is asked anew of all keys, by a join.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from sayso.events.copies import FIRST, METHOD, Compared, Wording, bands, compare, originals, signature, wording
from sayso.events.copies.compare import SHARED_PART, SHARED_RUNS, WORTH
from sayso.events.copies.sketch import hashed
from sayso.records import Copy
from sayso.store.loading import registered
from sayso.store.opening import told, transaction
from sayso.store.rows import Rows, chunks, taken
from sayso.store.tables import Row, arrow_table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

KNOWN_METHOD = "copies"
"""The key of `meta` that says by which method keys and pairs were made."""
AT_ONCE = 256
"""Articles, or pairs, that are worked on between two writes."""
MET = 2000
"""Articles with as many keys as are joined with one another at once: those of 8,000 took more than DuckDB's 48 MB."""
WEIGHED = 8192
"""Pairs of which it is found out at once whether they are worth comparing: their hashes take some 40 MB."""
TOGETHER = 32
"""Pairs whose wordings are made at once."""
HELD = 128
"""Wordings kept for the next pairs, which take 0.1 MB each; those of articles that meet mostly lie near to one
another."""

_CURRENT = "SELECT id, version FROM articles WHERE current"
_FORGET = (
    f"DELETE FROM copy_keys WHERE (article, version) NOT IN ({_CURRENT})",
    f"DELETE FROM copy_pairs WHERE (a, a_version) NOT IN ({_CURRENT}) OR (b, b_version) NOT IN ({_CURRENT})",
)
_WITHOUT_KEYS = (
    "SELECT id, version, published, publisher, text FROM articles "
    "WHERE current AND (id, version) NOT IN (SELECT article, version FROM copy_keys)"
)
_FOUND = "CREATE OR REPLACE TEMP TABLE copies_found (a VARCHAR, b VARCHAR)"
_MEET = f"""
INSERT INTO copies_found
WITH held AS (
    SELECT key, article, coalesce(published, '9999') AS published
    FROM (SELECT unnest(keys) AS key, article, version FROM copy_keys) k
    JOIN articles ON id = article AND articles.version = k.version WHERE hash(key) % $parts = $part),
shared AS (SELECT key FROM held GROUP BY key HAVING count(*) > 1),
placed AS (
    SELECT key, article, row_number() OVER (PARTITION BY key ORDER BY published, article) AS place
    FROM held WHERE key IN (FROM shared))
SELECT DISTINCT first.article AS a, later.article AS b
FROM placed first JOIN placed later ON first.key = later.key AND first.place < later.place
WHERE first.place <= {FIRST}
"""
"""The pairs that meet in a part of all keys: each key is looked at by itself."""
_MET = "CREATE OR REPLACE TEMP TABLE copies_met AS SELECT DISTINCT a, b FROM copies_found"
_NEW_PAIRS = """
CREATE OR REPLACE TEMP TABLE copies_new AS SELECT row_number() OVER (ORDER BY b, a) - 1 AS place, a, b
FROM copies_met WHERE (a, b) NOT IN (SELECT a, b FROM copy_pairs)
"""
_FEWER = "least(len(x.{0}), len(y.{0}))"
_SHARED = "len(list_intersect(x.{0}, y.{0}))"
_RUNS = f"least({SHARED_RUNS}, greatest(1, {SHARED_PART} * {_FEWER.format('runs')}))"
_WORTH = f"""
CREATE OR REPLACE TEMP TABLE copies_weighed AS
SELECT a, x.version AS a_version, b, y.version AS b_version,
       ({_FEWER.format("specifics")} > 0
        AND {_SHARED.format("specifics")} >= {WORTH} * {_FEWER.format("specifics")})
       OR {_SHARED.format("runs")} >= {_RUNS} AS worth
FROM copies_new JOIN copy_keys x ON x.article = a JOIN copy_keys y ON y.article = b
WHERE place >= $first AND place < $last
"""
"""Which pairs are worth comparing, as `sayso.events.copies.compare` decides it by the words themselves."""
_NOT_WORTH = """
INSERT INTO copy_pairs BY NAME SELECT * EXCLUDE (worth), false AS counts FROM copies_weighed WHERE NOT worth
"""
_WORDS = "SELECT id, version, text, publisher FROM articles WHERE current AND id IN (SELECT unnest($ids))"
_COUNTED = "SELECT record FROM copy_pairs p JOIN copies_met m ON p.a = m.a AND p.b = m.b WHERE p.counts"


def kept_copies(connection: DuckDBPyConnection, path: Path) -> list[Copy]:
    """The rows of all current articles that repeat another, also in part.

    Args:
        connection: to the store, open for writing.
        path: of the store, for messages.

    Raises:
        InputError: the library that makes the keys is not installed.
        StoreWriteError: there is no room.
    """
    _forget(connection, path)
    add_keys(connection, path)
    with told(path):
        _meet(connection)
        number = connection.execute("SELECT count(*) FROM copies_new").fetchall()[0][0]
    for first in range(0, number, WEIGHED):
        _compare(connection, path, _worth(connection, path, first))
    decoder = msgspec.json.Decoder(Compared)
    with told(path):
        pairs = [decoder.decode(record) for (record,) in taken(connection.execute(_COUNTED))]
        for table in ("copies_found", "copies_met", "copies_new", "copies_weighed"):
            connection.execute(f"DROP TABLE IF EXISTS {table}")
    return originals(pairs, _published(connection, path, pairs))


def _meet(connection: DuckDBPyConnection) -> None:
    """Find the pairs of articles that meet, in `copies_met`, and those of them that are new."""
    count = connection.execute("SELECT count(*) FROM copy_keys").fetchall()[0][0]
    parts = 1 + count // MET
    connection.execute(_FOUND)
    for part in range(parts):
        connection.execute(_MEET, {"parts": parts, "part": part})
    connection.execute(_MET)
    connection.execute(_NEW_PAIRS)


def add_keys(connection: DuckDBPyConnection, path: Path) -> None:
    """Make the keys of articles that have none.

    Args:
        connection: to the store, open for writing.
        path: of the store, for messages.

    Raises:
        InputError: the library that makes them is not installed.
    """
    _begin(connection, path)
    for found in _in_chunks(Rows(connection, _WITHOUT_KEYS, (), path).dicts()):
        _insert(connection, path, "copy_keys", [_keys_row(row) for row in found])


def _worth(connection: DuckDBPyConnection, path: Path, first: int) -> list[tuple[str, str]]:
    """Of some new pairs those that are worth comparing; the others are noted as nothing to one another."""
    with transaction(connection, path):
        connection.execute(_WORTH, {"first": first, "last": first + WEIGHED})
        connection.execute(_NOT_WORTH)
        return connection.execute("SELECT a, b FROM copies_weighed WHERE worth ORDER BY b, a").fetchall()


def _begin(connection: DuckDBPyConnection, path: Path) -> None:
    """Drop what was kept by another method."""
    with transaction(connection, path):
        known = connection.execute("SELECT value FROM meta WHERE key = ?", [KNOWN_METHOD]).fetchone()
        if known != (METHOD,):
            for statement in ("DELETE FROM copy_keys", "DELETE FROM copy_pairs"):
                connection.execute(statement)
            connection.execute("DELETE FROM meta WHERE key = ?", [KNOWN_METHOD])
            connection.execute("INSERT INTO meta (key, value) VALUES (?, ?)", [KNOWN_METHOD, METHOD])


def _forget(connection: DuckDBPyConnection, path: Path) -> None:
    """Drop what was kept of articles that are not current."""
    with transaction(connection, path):
        for statement in _FORGET:
            connection.execute(statement)


def _in_chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    held: list[Row] = []
    for row in rows:
        held.append(row)
        if len(held) == AT_ONCE:
            yield held
            held = []
    if held:
        yield held


def _keys_row(row: Row) -> Row:
    words = wording(row["text"], row["publisher"])
    return {
        "article": row["id"],
        "version": row["version"],
        "keys": bands(signature(words), row["published"]),
        "specifics": hashed(words.specifics),
        "runs": hashed(words.shingle_set),
    }


def _insert(connection: DuckDBPyConnection, path: Path, table: str, rows: Sequence[Row]) -> None:
    with registered(connection, {table: arrow_table(table, rows)}), transaction(connection, path):
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM staged_{table}")


def _compare(connection: DuckDBPyConnection, path: Path, pairs: Sequence[tuple[str, str]]) -> None:
    """Compare pairs, and keep what comes of it."""
    words: dict[str, tuple[int, Wording]] = {}
    for found in chunks(pairs, AT_ONCE):
        rows: list[Row] = []
        for some in chunks(found, TOGETHER):
            _fetch(connection, path, {key for pair in some for key in pair}, words)
            rows += [_pair_row(a, b, words) for a, b in some]
        _insert(connection, path, "copy_pairs", rows)


def _fetch(connection: DuckDBPyConnection, path: Path, ids: set[str], words: dict[str, tuple[int, Wording]]) -> None:
    """Have the wordings of some articles in `words`, and of others no more than there is room for."""
    missing = ids - words.keys()
    spare = [key for key in words if key not in ids]
    for key in spare[: max(0, len(words) + len(missing) - HELD)]:
        del words[key]
    for row in Rows(connection, _WORDS, {"ids": sorted(missing)}, path).dicts() if missing else ():
        words[row["id"]] = row["version"], wording(row["text"], row["publisher"])


def _pair_row(a: str, b: str, words: Mapping[str, tuple[int, Wording]]) -> Row:
    pair = compare(words[a][1], words[b][1], ids=(a, b))
    record = msgspec.json.encode(pair).decode() if pair.counts else None
    return {"a": a, "a_version": words[a][0], "b": b, "b_version": words[b][0], "counts": pair.counts, "record": record}


def _published(connection: DuckDBPyConnection, path: Path, pairs: Sequence[Compared]) -> dict[str, Any]:
    ids = sorted({key for pair in pairs for key in (pair.a, pair.b)})
    query = "SELECT id, published FROM articles WHERE current AND id IN (SELECT unnest($ids))"
    return dict(Rows(connection, query, {"ids": ids}, path)) if ids else {}
