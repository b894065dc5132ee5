"""The tables that filters and searches ask, kept current: claims as judged, and the words of claims and articles.

They follow from the other tables article by article. `index` does what is missing, some hundred articles in a
transaction, and makes claims anew whose judgements have changed. Words are appended as they come and put in order once
a quarter of them is not, so that a search reads the rows of its own words and few others.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from sayso.events.judgements import HOLDS, Decisions, claim_key, decisions, folded, standings
from sayso.events.words import sentences
from sayso.records import Judgement
from sayso.store.happenings import contested
from sayso.store.opening import transaction
from sayso.store.schema import TABLES
from sayso.store.terms import PLAIN, SMALL, WORDS, stems

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

AT_ONCE = 500
"""Articles of a transaction, whose texts and words are in memory together."""
UNSORTED = 0.25
"""Part of the words that may lie out of order: sorting all of them again each time that they have grown by a third
costs a small constant number of times the sorting of the last."""
FEW = 500_000
"""Words that need no order: all of them are read in some milliseconds."""
DONE, JUDGED = "searched", "judged"
"""Keys of `meta`: how many articles are in these tables, and which judgements."""

_FROM_CLAIMS = ", ".join(f'c."{column.name}"' for column in TABLES["claims"] if column.name != "record")
_INSERT = f"""
INSERT INTO judged_claims BY NAME
SELECT c.claim, a.current, {_FROM_CLAIMS}, c.judged,
       list_distinct(list_filter(flatten(list_transform(c.say_so_code, lambda x: string_split(x, '+'))),
                                 lambda x: x <> '')) AS source_codes,
       {PLAIN.format(text="array_to_string(c.actor_text, ' | ')")} AS actor_words,
       {PLAIN.format(text="array_to_string(c.recipient_text, ' | ')")} AS recipient_words,
       {PLAIN.format(text="array_to_string(c.say_so, ' | ')")} AS source_words,
       coalesce(c.when_first, TRY_CAST(a.published AS DATE)) AS first_day,
       coalesce(c.when_last, TRY_CAST(a.published AS DATE)) AS last_day,
       a.title, a.published, a.publisher, a.url, s.sentence_start, s.sentence_end, s.sentence
FROM ({{source}}) c JOIN articles a ON a.id = c.article AND a.version = c.version
JOIN sentence_of s ON s.claim = c.claim
ORDER BY c.claim
"""
_RAW = """SELECT rowid AS claim, NULL AS judged, * FROM claims
WHERE rowid >= (SELECT min(claim) FROM sentence_of) AND rowid <= (SELECT max(claim) FROM sentence_of)"""
_OUTDATE = """
UPDATE judged_claims SET current = false WHERE current AND article IN (SELECT id FROM chunk WHERE version > 1)
AND EXISTS (SELECT 1 FROM articles a WHERE a.id = article AND a.version = judged_claims.version AND NOT a.current)
"""
_CLAIM_TEXTS = """
WITH held AS MATERIALIZED (
    SELECT c.rowid AS number, s.sentence,
           list_distinct(list_concat(c.actor_text, c.recipient_text, [c.object])) AS words
    FROM sentence_of s JOIN claims c ON c.rowid = s.claim
)
SELECT number, 0 AS part, sentence AS text FROM held
UNION ALL
SELECT number, part, word AS text FROM (
    SELECT number, sentence, unnest(words) AS word, unnest(range(1, len(words) + 1)) AS part FROM held
) WHERE NOT contains(sentence, word)
"""
_ARTICLE_TEXTS = """
SELECT number, 0 AS part, title AS text FROM chunk WHERE title IS NOT NULL
UNION ALL SELECT number, 1 AS part, text FROM chunk
"""
GAP = 1000
"""Places between the parts of a text, so that no phrase goes over from one into the next."""
_WORDS = """
INSERT INTO {table} BY NAME
SELECT w.term, m.number AS {number}, m.position, m.length
FROM met m JOIN stem_of w ON w.word = m.word ORDER BY w.term, m.number, m.position
"""


def _split(texts: str) -> str:
    """The statement that splits texts (`number`, `part`, `text`) into words with their places."""
    return f"""
    CREATE OR REPLACE TEMP TABLE met AS
    SELECT number, unnest(words) AS word, part * {GAP} + unnest(range(1, len(words) + 1)) AS position,
           sum(len(words)) OVER (PARTITION BY number) AS length
    FROM (SELECT number, part, {WORDS} AS words FROM ({texts}))
    """


_DOCUMENTS = (("claim_words", "claim", _CLAIM_TEXTS), ("article_words", "article", _ARTICLE_TEXTS))


def index(connection: DuckDBPyConnection, path: Path, judgements: Sequence[Judgement]) -> bool:
    """Bring the tables up to date.

    Args:
        connection: to the store, open for writing.
        path: of the store, for messages.
        judgements: all of them.

    Returns:
        Whether anything was missing.
    """
    held = [one.judgement for one in standings(judgements) if one.state == HOLDS]
    decided = decisions(judgements)
    came = False
    while count := _chunk(connection, path, decided):
        came = True
        if count < AT_ONCE:
            break
    changed = _changed(connection, held, judgements)
    if changed:
        with transaction(connection, path):
            rejudge(connection, _touched(connection, changed), decided)
            _note(connection, JUDGED, msgspec.json.encode(sorted(one.id for one in held)).decode())
    if came:
        _sort(connection, path)
    return came or bool(changed)


def missing(connection: DuckDBPyConnection) -> int:
    """How many articles these tables lack."""
    return _one(connection, "SELECT count(*) FROM articles") - int(_noted(connection, DONE) or 0)


def _chunk(connection: DuckDBPyConnection, path: Path, decided: Decisions) -> int:
    """Take in the next articles; how many."""
    done = int(_noted(connection, DONE) or 0)
    with transaction(connection, path):
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE chunk AS SELECT rowid AS number, * FROM articles "
            "WHERE rowid >= ? AND rowid < ?", [done, done + AT_ONCE],
        )  # fmt: skip
        count = _one(connection, "SELECT count(*) FROM chunk")
        if count:
            _find_sentences(connection, _CLAIMS_OF_CHUNK)
            connection.execute(_INSERT.replace("{source}", _RAW))
            connection.execute(_OUTDATE)
            for table, number, texts in _DOCUMENTS:
                _add_words(connection, table, number, texts)
            rejudge(
                connection, _touched_by(connection, decided, " AND c.rowid IN (SELECT claim FROM sentence_of)"), decided
            )
            _note(connection, DONE, str(done + count))
    return count


_CLAIMS_OF_CHUNK = """
SELECT c.rowid, c.trigger_start, a.number FROM claims c JOIN chunk a ON a.id = c.article AND a.version = c.version
ORDER BY a.number
"""
_TEXTS_OF_CHUNK = "SELECT number, text FROM chunk"


def _find_sentences(connection: DuckDBPyConnection, claims: str) -> None:
    """Make `sentence_of`: of every claim of the chunk, where the sentence of its trigger starts and ends."""
    texts = dict(connection.execute(_TEXTS_OF_CHUNK).fetchall())
    bounds: dict[int, list[tuple[int, int]]] = {}
    found: tuple[list[Any], ...] = ([], [], [], [])
    for claim, trigger, article in connection.execute(claims).fetchall():
        if article not in bounds:
            bounds = {article: sentences(texts[article])}
        held = bounds[article]
        place = max(0, bisect_right(held, (trigger, len(texts[article]) + 1)) - 1)
        start, end = held[place] if held else (0, 0)
        for column, value in zip(found, (claim, start, end, texts[article][start:end]), strict=True):
            column.append(value)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE sentence_of AS SELECT unnest(?::BIGINT[]) AS claim, "
        "unnest(?::BIGINT[]) AS sentence_start, unnest(?::BIGINT[]) AS sentence_end, unnest(?::VARCHAR[]) AS sentence",
        list(found),
    )  # fmt: skip


def _add_words(connection: DuckDBPyConnection, table: str, number: str, texts: str) -> None:
    connection.execute(_split(texts))
    met = [word for (word,) in connection.execute("SELECT DISTINCT word FROM met").fetchall() if word not in SMALL]
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE stem_of AS SELECT unnest(?::VARCHAR[]) AS word, unnest(?::VARCHAR[]) AS term",
        [met, stems(met)],
    )
    connection.execute(_WORDS.format(table=table, number=number))


def _changed(
    connection: DuckDBPyConnection, held: Collection[Judgement], judgements: Iterable[Judgement]
) -> list[Judgement]:
    """The judgements that hold and are not in the tables, or are and hold no more."""
    before = set(msgspec.json.decode(_noted(connection, JUDGED) or "[]", type=list[str]))
    now = {one.id for one in held}
    return [one for one in judgements if one.id in before ^ now]


def _touched(connection: DuckDBPyConnection, changed: Iterable[Judgement]) -> list[int]:
    """The numbers of the claims that judgements may change."""
    of_claims = [claim_key(one.subject) for one in changed if one.verdict in ("wrong", "right", "correct")]
    names = [one.subject for one in changed if one.verdict == "entity"]
    return _touched_ones(connection, of_claims, [folded(name) for name in names], "")


def _touched_by(connection: DuckDBPyConnection, decided: Decisions, among: str) -> list[int]:
    return _touched_ones(connection, list(decided.claims), list(decided.entities), among)


_NAMED = """
SELECT c.rowid FROM claims c WHERE (
    list_has_any(list_transform(list_concat(c.actor, c.recipient,
                                flatten(list_transform(c.say_so_code, lambda x: string_split(x, '+')))),
                                lambda x: lower(x)), $names)
    OR list_has_any(list_transform(list_concat(c.actor_text, c.recipient_text, c.say_so),
                    lambda x: regexp_replace(lower(trim(regexp_replace(x, '\\s+', ' ', 'g'))), '^the ', '')), $names)
){among}
"""
_KEYED = """
SELECT c.rowid FROM claims c WHERE (c.article, c.id) IN (SELECT unnest($articles), unnest($claims)){among}
"""


def _touched_ones(
    connection: DuckDBPyConnection, keys: Sequence[tuple[str, str]], names: Sequence[str], among: str
) -> list[int]:
    found: set[int] = set()
    if keys:
        asked: dict[str, Any] = {"articles": [one for one, _ in keys], "claims": [one for _, one in keys]}
        found.update(number for (number,) in connection.execute(_KEYED.format(among=among), asked).fetchall())
    if names:
        rows = connection.execute(_NAMED.format(among=among), {"names": list(names)}).fetchall()
        found.update(number for (number,) in rows)
    return sorted(found)


def rejudge(connection: DuckDBPyConnection, claims: Sequence[int], decided: Decisions) -> None:
    """Make some claims of `judged_claims` anew.

    Args:
        connection: to the store, within a transaction.
        claims: their numbers.
        decided: what holds.
    """
    from sayso.store.judging import judged_rows
    from sayso.store.loading import registered

    for first in range(0, len(claims), AT_ONCE):
        numbers = claims[first : first + AT_ONCE]
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE chunk AS SELECT rowid AS number, * FROM articles WHERE rowid IN (SELECT "
            "a.rowid FROM articles a JOIN claims c ON a.id = c.article AND a.version = c.version "
            "WHERE c.rowid IN (SELECT unnest(?)))", [numbers],
        )  # fmt: skip
        _find_sentences(connection, _CLAIMS_OF_CHUNK)
        ties = connection.execute(
            f"DELETE FROM judged_claims WHERE claim IN (SELECT unnest(?)) RETURNING claim, {', '.join(TIES)}", [numbers]
        ).fetchall()
        with registered(connection, {"judged": judged_rows(connection, numbers, decided)}):
            connection.execute(_INSERT.replace("{source}", "SELECT * FROM staged_judged"))
        _tie(connection, ties)


def _tie(connection: DuckDBPyConnection, ties: Iterable[tuple[Any, ...]]) -> None:
    """Put back what claims knew of their events."""
    held = [tie for tie in ties if tie[1] is not None]
    connection.execute(
        f"UPDATE judged_claims SET {SET_TIES} FROM (SELECT {_TIES_GIVEN}) e WHERE e.claim = judged_claims.claim",
        [list(column) for column in zip(*held, strict=True)] or [[]] * (1 + len(TIES)),
    )


TIES = {
    "event_id": ("t.event", "VARCHAR"),
    "origins": ("len(v.origins)", "BIGINT"),
    "event_articles": ("v.articles", "BIGINT"),
    "contested": (contested("v"), "BOOLEAN"),
    "origin": ("t.origin", "VARCHAR"),
}
"""What claims know of the event that they tell: the columns of `judged_claims`, each with what it is where `t` is of
`event_claims` and `v` of `events`, and its type."""
SET_TIES = ", ".join(f"{column} = e.{column}" for column in TIES)
TIED = ", ".join(f"{made} AS {column}" for column, (made, _) in TIES.items())
_TIES_GIVEN = "unnest($1::BIGINT[]) AS claim, " + ", ".join(
    f"unnest(${place}::{kind}[]) AS {column}" for place, (column, (_, kind)) in enumerate(TIES.items(), 2)
)
TIE_EVENTS = f"""
UPDATE judged_claims SET {SET_TIES}
FROM (
    SELECT j.claim, {TIED} FROM judged_claims j
    LEFT JOIN event_claims t ON t.article = j.article AND t.claim = j.id AND j.current
    LEFT JOIN events v ON v.id = t.event
    WHERE {" OR ".join(f"j.{column} IS DISTINCT FROM ({made})" for column, (made, _) in TIES.items())}
) e WHERE e.claim = judged_claims.claim
"""
"""Says of every claim which event it tells, after events were made anew."""


def _sort(connection: DuckDBPyConnection, path: Path) -> None:
    """Put the words in order where too many are not."""
    for table, number, _ in _DOCUMENTS:
        count = _one(connection, f"SELECT count(*) FROM {table}")
        if count - int(_noted(connection, table) or 0) <= max(FEW, UNSORTED * count):
            continue
        with transaction(connection, path):
            ordered = f"SELECT * FROM {table} ORDER BY term, {number}, position"
            connection.execute(f"CREATE OR REPLACE TABLE {table} AS {ordered}")
            _note(connection, table, str(count))


def _noted(connection: DuckDBPyConnection, key: str) -> str | None:
    found = connection.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchall()
    return str(found[0][0]) if found else None


def _note(connection: DuckDBPyConnection, key: str, value: str) -> None:
    connection.execute("DELETE FROM meta WHERE key = ?", [key])
    connection.execute("INSERT INTO meta VALUES (?, ?)", [key, value])


def _one(connection: DuckDBPyConnection, query: str) -> int:
    return int(connection.execute(query).fetchall()[0][0])
