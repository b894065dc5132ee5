"""Judgements in a store: added to, never changed; and claims as judged, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.events.judged import judged
from sayso.events.judgements import Decisions
from sayso.records import Article, Judgement, Reading
from sayso.store.opening import transaction
from sayso.store.rows import Sql
from sayso.store.schema import STALE
from sayso.store.tables import Row, arrow_table, claim_of, reading_rows

if TYPE_CHECKING:
    from arro3.core import Table
    from duckdb import DuckDBPyConnection

_FIELDS = Judgement.__struct_fields__
_NAMES = ", ".join(f'"{name}"' for name in _FIELDS)
_ALL = f'SELECT {_NAMES} FROM judgements ORDER BY "at", id'
_CLAIMS = """
SELECT c.rowid, c.article, c.version, c.position, c.record, a.text
FROM claims c JOIN articles a ON a.id = c.article AND a.version = c.version
WHERE c.rowid IN (SELECT unnest(?)) ORDER BY c.rowid
"""


def judgements(sql: Sql) -> list[Judgement]:
    """All judgements of a store, the earliest first."""
    return [Judgement(**row) for row in sql(_ALL).dicts()]


def add_judgements(connection: DuckDBPyConnection, given: Iterable[Judgement], path: Path) -> list[Judgement]:
    """Add those that are not there; all or none.

    Args:
        connection: to the store.
        given: judgements with their ids.
        path: of the store, for messages.

    Returns:
        Those that were added.
    """
    with transaction(connection, path):
        there = {key for (key,) in connection.execute("SELECT id FROM judgements").fetchall()}
        new = [one for key, one in {one.id: one for one in given}.items() if key not in there]
        if new:
            rows = [[getattr(one, name) for name in _FIELDS] for one in new]
            marks = ", ".join("?" for _ in _FIELDS)
            connection.executemany(f"INSERT INTO judgements ({_NAMES}) VALUES ({marks})", rows)
            connection.execute("DELETE FROM meta WHERE key = ?", [STALE])
            connection.execute("INSERT INTO meta VALUES (?, 'true')", [STALE])
    return new


def judged_rows(connection: DuckDBPyConnection, claims: Sequence[int], decided: Decisions) -> Table:
    """Rows of `judged_claims`, but for what is their article's; none of a wrong claim.

    Args:
        connection: to the store.
        claims: their numbers.
        decided: what holds.
    """
    found = connection.execute(_CLAIMS, [list(claims)]).fetchall()
    return arrow_table("judged_claims", [row for one in found for row in _judged_row(*one, decided=decided)])


def _judged_row(
    claim: int, article: str, version: int, position: int, record: str, text: str, *, decided: Decisions
) -> Iterator[Row]:
    read = Reading(article=Article(id=article, text=text), claims=(claim_of(article, record),))
    key = article, read.claims[0].id
    said = "corrected" if key in decided.corrections else "right" if key in decided.right else None
    for row in reading_rows(judged(read, decided), version)["claims"]:
        yield {**row, "claim": claim, "position": position, "judged": said, "record": None}
