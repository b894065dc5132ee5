"""Copies and events of a store brought up to date: what came, changed or went, and what hangs together with it.

The rows are those that `sayso.events.merging.merge` gives for all current articles at once, whatever came in which
order and in which pieces. A run that is killed leaves what it has worked out, and the next one goes on from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sayso.engines.memory import give_back
from sayso.events.copied import WHOLE, Originals
from sayso.events.judgements import HOLDS, Decisions, decisions, standings
from sayso.events.pairs import Pairs
from sayso.records import Copy, Judgement
from sayso.store.accounting import Shelf, is_known, put_in, rejudged, start_over, take_out
from sayso.store.grouping import Grouping, tied_numbers
from sayso.store.indexing import TIE_EVENTS
from sayso.store.loading import registered
from sayso.store.opening import told, transaction
from sayso.store.pairing import Pairing
from sayso.store.rows import Sql
from sayso.store.schema import STALE
from sayso.store.tables import arrow_table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MERGED_AS = "merged"
"""The key of `meta` that says which judgements the events were made with."""
_COPIED = """
CREATE OR REPLACE TEMP TABLE uncompared AS SELECT p.unit, p.a, p.b FROM event_pairs p
JOIN event_accounts x ON x.account = p.a JOIN event_accounts y ON y.account = p.b
JOIN (SELECT unnest($one) AS one, unnest($other) AS other) c ON x.article = c.one AND y.article = c.other
"""
_COMPARE_AGAIN = (
    "INSERT INTO event_due BY NAME SELECT DISTINCT unit FROM uncompared",
    "DELETE FROM event_pairs WHERE (unit, a, b) IN (FROM uncompared)",
)
_OTHER_ROOTS = """
INSERT INTO event_due BY NAME SELECT account FROM event_accounts WHERE article IN (SELECT unnest(?::VARCHAR[]))
"""
_ARTICLES_DUE = "SELECT DISTINCT article FROM event_accounts JOIN event_due USING (account)"
_REPLACE_COPIES = (
    "DELETE FROM copies",
    "INSERT INTO copies BY NAME SELECT * FROM staged_copies",
    TIE_EVENTS,
    "DELETE FROM meta WHERE key IN ($stale, $merged)",
    "INSERT INTO meta (key, value) VALUES ($merged, $held)",
)


def remake(
    connection: DuckDBPyConnection,
    sql: Sql,
    path: Path,
    copies: Sequence[Copy],
    judgements: Sequence[Judgement],
    *,
    anew: bool = False,
) -> None:
    """Bring events up to date, and put copies in place.

    Args:
        connection: to the store, open for writing.
        sql: what asks the store.
        path: of the store, for messages.
        copies: which article repeats which, all of them.
        judgements: all of them.
        anew: forget what was worked out before.
    """
    if anew or not is_known(connection):
        start_over(connection, path)
    before, now = decisions(merged_with(connection, judgements)), decisions(judgements)
    take_out(connection, path, rejudged(sql, before, now))
    put_in(connection, sql, path, now)
    give_back()
    _note_copies(connection, path, _stored_copies(sql), copies)
    _note_ties(connection, path, before, now)
    Pairing(connection, path, Shelf(connection, path), Pairs(copies))()
    give_back()
    with told(path):
        ties = tied_numbers(connection, now.same, now.different)
    Grouping(connection, path, Originals(copies), ties)()
    _finish(connection, path, copies, [one.judgement.id for one in standings(judgements) if one.state == HOLDS])


def merged_with(connection: DuckDBPyConnection, judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that held when events were made last."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", [MERGED_AS]).fetchone()
    held = set(msgspec.json.decode(found[0] if found else "[]", type=list[str]))
    return [one for one in judgements if one.id in held]


def _stored_copies(sql: Sql) -> list[Copy]:
    rows = sql('SELECT article, "of", kind, similarity FROM copies')
    return [Copy(article=a, of=b, kind=kind, similarity=similarity) for a, b, kind, similarity in rows]


def _note_copies(connection: DuckDBPyConnection, path: Path, before: Sequence[Copy], now: Sequence[Copy]) -> None:
    """Where an article is a copy, or none any more, or its original changed, its claims are compared and their origins
    found anew; where it repeats other parts, who told it first."""
    old, new = ({(c.article, c.of) for c in copies if c.kind in WHOLE} for copies in (before, now))
    changed = sorted(old ^ new)
    first, then = Originals(before), Originals(now)
    with transaction(connection, path):
        due = {article for (article,) in connection.execute(_ARTICLES_DUE).fetchall()}
        articles = (article for article, _ in old | new)
        parts = {a for c in (*before, *now) if first.repeated_by(a := c.article) != then.repeated_by(a)}
        others = sorted(({a for a in articles if first.of(a) != then.of(a) or then.of(a) in due} | parts) - due)
        connection.execute(_OTHER_ROOTS, [others])
        if changed:
            ones, others = map(list, zip(*changed, strict=True))
            connection.execute(_COPIED, {"one": ones + others, "other": others + ones})
            for statement in _COMPARE_AGAIN:
                connection.execute(statement)


def _note_ties(connection: DuckDBPyConnection, path: Path, before: Decisions, now: Decisions) -> None:
    """The claims of ties that came or went are joined anew."""
    changed = (set(before.same) ^ set(now.same)) | (set(before.different) ^ set(now.different))
    claims = sorted({key for pair in changed for key in pair})
    query = (
        "INSERT INTO event_due BY NAME SELECT account FROM event_accounts "
        "WHERE (article, claim) IN (SELECT unnest($articles), unnest($claims))"
    )
    if claims:
        with told(path):
            connection.execute(query, {"articles": [a for a, _ in claims], "claims": [c for _, c in claims]})


def _finish(connection: DuckDBPyConnection, path: Path, copies: Sequence[Copy], held: Sequence[str]) -> None:
    rows = [msgspec.to_builtins(copy) for copy in sorted(copies)]
    given = {"stale": STALE, "merged": MERGED_AS, "held": msgspec.json.encode(held).decode()}
    with registered(connection, {"copies": arrow_table("copies", rows)}), transaction(connection, path):
        for statement in _REPLACE_COPIES:
            connection.execute(statement, {name: given[name] for name in given if f"${name}" in statement} or None)
