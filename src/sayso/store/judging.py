"""Judgements in a store: added to, never changed; and claims as judged, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from sayso.errors import InputError, StoreError
from sayso.events.judged import check, judged
from sayso.events.judgements import Decisions, claim_key, is_whole, judgement
from sayso.records import Article, Judgement, Reading
from sayso.store.naming import value_meant
from sayso.store.opening import transaction
from sayso.store.rows import Sql
from sayso.store.schema import STALE
from sayso.store.tables import Row, arrow_table, claim_of, faint_of, reading_rows

if TYPE_CHECKING:
    from arro3.core import Table
    from duckdb import DuckDBPyConnection

_FIELDS = Judgement.__struct_fields__
_NAMES = ", ".join(f'"{name}"' for name in _FIELDS)
_ALL = f'SELECT {_NAMES} FROM judgements ORDER BY "at", id'
_CLAIMS = """
SELECT c.rowid, c.article, c.version, c.position, c.record, a.text
FROM claims c JOIN chunk a ON a.id = c.article AND a.version = c.version
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


def subject_of(sql: Sql, named: str) -> str:
    """The claim that words name, as `ARTICLE/CLAIM`: that itself, the id of a claim alone, or of an event its first.

    Args:
        sql: what asks the store.
        named: as a person gives it.

    Raises:
        StoreError: it names nothing in the store, or claims of several articles.
    """
    found = claims_named(sql, named) or [key for (key,) in sql(_FIRST, [named])]
    if len(found) == 1:
        return str(found[0])
    if found:
        raise StoreError(f"{named} is a claim of {len(found)} articles.", f"Name one of {', '.join(found[:5])}.")
    raise StoreError(
        f"There is no claim or event {named} in the store.",
        "`sayso search WORDS` shows the ids of claims, `sayso events` those of events.",
    )


def claims_named(sql: Sql, named: str) -> list[str]:
    """The claims, also faint ones, that have an id, as `ARTICLE/CLAIM`: of one article where it is named."""
    article, claim = claim_key(named)
    return [key for (key,) in sql(_KEYS, {"article": article, "claim": claim})]


_KEYS = """
SELECT DISTINCT article || '/' || id AS key FROM claims
WHERE id = $claim AND ($article = '' OR article = $article)
UNION
SELECT id || '/' || $claim FROM articles
WHERE contains(faint::VARCHAR, '"id":"' || $claim || '"') AND ($article = '' OR id = $article)
ORDER BY key
"""
_FIRST = """
SELECT record->'claims'->0->>'article' || '/' || (record->'claims'->0->>'claim') FROM events
WHERE id = $1 OR (length($1) >= 8 AND starts_with(id, $1))
"""


def check_correction(sql: Sql, subject: str, slot: str, value: str) -> str:
    """The value that a slot of a claim gets, if it can have it: names of countries and organisations as their codes.

    Args:
        sql: what asks the store.
        subject: the claim, as `ARTICLE/CLAIM`.
        slot: its name.
        value: the right value.

    Raises:
        InputError: it cannot.
    """
    article, claim = claim_key(subject)
    query = (
        "SELECT c.record, a.text FROM claims c JOIN articles a ON a.id = c.article AND a.version = c.version "
        "WHERE c.article = ? AND c.id = ? ORDER BY c.version DESC LIMIT 1"
    )
    found = [(claim_of(article, record), text) for record, text in sql(query, [article, claim])]
    if not found:
        query = "SELECT faint, text FROM articles WHERE id = ? AND faint IS NOT NULL"
        held = ((one, text) for faint, text in sql(query, [article]) for one in faint_of(article, faint))
        found = [(one, text) for one, text in held if one.id == claim]
    meant = value_meant(sql, slot, value)
    for one, text in found:
        check(slot, meant, one, text)
    return meant


def judgements_in(lines: Iterable[bytes], name: str) -> list[Judgement]:
    """Judgements out of JSON Lines, as `sayso judge list --format jsonl` writes them.

    Args:
        lines: the lines.
        name: of the file, for messages.

    Raises:
        InputError: a line holds none, or one whose id is not the hash of what it says.
    """
    return [_judgement_in(line, f"{name}:{number}") for number, line in enumerate(lines, 1) if line.strip()]


def _judgement_in(line: bytes, place: str) -> Judgement:
    try:
        given = msgspec.json.decode(line, type=dict[str, Any])
        held = msgspec.convert({"id": "", **given}, Judgement)
    except msgspec.MsgspecError as problem:
        raise InputError(f"{place} holds no judgement: {problem}.", _REMEDY) from problem
    made = judgement(
        held.verdict, held.subject, other=held.other, slot=held.slot, value=held.value, by=held.by, at=held.at,
        note=held.note,
    )  # fmt: skip
    if not is_whole(made) or held.id not in ("", made.id):
        raise InputError(f"{place} is no whole judgement, or was changed by hand.", _REMEDY)
    return made


_REMEDY = "Such files are written by `sayso judge list --format jsonl`."


def judged_rows(connection: DuckDBPyConnection, claims: Sequence[int], decided: Decisions) -> Table:
    """Rows of `judged_claims`, but for what is their article's; none of a wrong claim.

    Args:
        connection: to the store, their articles in the table `chunk`.
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
