"""Asking what a store holds: how much of what, from whom, from which files, what could not be read, what is denied."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sayso.store.happenings import CONTESTED, SHOWN, Page
from sayso.store.rows import Sql
from sayso.store.schema import STALE
from sayso.store.tables import Row

_TOTALS = """
SELECT (SELECT count(*) FROM articles WHERE current) AS articles,
       (SELECT count(*) FROM articles WHERE NOT current) AS earlier,
       (SELECT coalesce(sum(claims), 0) FROM articles WHERE current)::BIGINT AS claims,
       (SELECT coalesce(sum(attributions), 0) FROM articles WHERE current)::BIGINT AS attributions,
       (SELECT count(*) FROM events) AS events,
       (SELECT count(*) FROM events e WHERE {contested}) AS contested,
       (SELECT count(DISTINCT publisher) FROM articles WHERE current) AS publishers,
       (SELECT count(DISTINCT article) FROM copies WHERE kind <> 'partial') AS copies,
       (SELECT count(*) FROM rejections) AS rejections,
       (SELECT count(*) FROM judgements) AS judgements,
       (SELECT max("added") FROM articles) AS added,
       (SELECT min(published) FROM articles WHERE current) AS first,
       (SELECT max(published) FROM articles WHERE current) AS last,
       (SELECT count(*) > 0 FROM meta WHERE key = '{stale}') AS stale
"""


def totals(sql: Sql) -> Row:
    """How many articles, claims, events and so on there are, and whether events are behind (`stale`)."""
    return next(sql(_TOTALS.format(contested=CONTESTED, stale=STALE)).dicts())


_DENIED = f"""
WITH d AS (
    SELECT t.event, min(a.published) AS denied FROM event_claims t
    JOIN articles a ON a.id = t.article AND a.current WHERE t.stance = 'denied' GROUP BY t.event
)
SELECT {SHOWN}, d.denied FROM events e JOIN d ON d.event = e.id WHERE {CONTESTED}
ORDER BY d.denied DESC NULLS LAST, e.id DESC LIMIT $size
"""


def denied_lately(sql: Sql, *, size: int = 10) -> list[Row]:
    """Events that some assert, in the order of their first denial, the latest first."""
    return list(sql(_DENIED, {"size": size}).dicts())


_PUBLISHERS = """
SELECT coalesce(publisher, '') AS publisher, count(*) AS articles, sum(claims)::BIGINT AS claims,
       sum(attributions)::BIGINT AS attributions, min(published) AS first, max(published) AS last,
       max("added") AS "added"
FROM articles WHERE current GROUP BY ALL ORDER BY articles DESC, publisher LIMIT $size OFFSET $skip
"""


def publishers(sql: Sql, *, size: int = 500, skip: int = 0) -> list[Row]:
    """Who published the articles, with how many and when; empty text where it is unknown."""
    return list(sql(_PUBLISHERS, {"size": size, "skip": skip}).dicts())


_FILES = """
SELECT coalesce(source, '') AS source, count(*) AS articles, sum(claims)::BIGINT AS claims, max("added") AS "added"
FROM articles WHERE current GROUP BY ALL ORDER BY "added" DESC, source LIMIT $size OFFSET $skip
"""


def files(sql: Sql, *, size: int = 200, skip: int = 0) -> list[Row]:
    """The files and addresses that articles were had from, the latest first."""
    return list(sql(_FILES, {"size": size, "skip": skip}).dicts())


def readers(sql: Sql) -> list[Row]:
    """The versions of the model and rules that read the articles, with how many."""
    query = "SELECT reader, count(*) AS articles FROM articles WHERE current GROUP BY ALL ORDER BY articles DESC"
    return list(sql(query).dicts())


def reasons(sql: Sql) -> list[Row]:
    """Why articles could not be read, with how many."""
    query = "SELECT stage, reason, count(*) AS articles FROM rejections GROUP BY ALL ORDER BY articles DESC, reason"
    return list(sql(query).dicts())


def rejections(sql: Sql, *, reason: str | None = None, size: int = 200, skip: int = 0) -> list[Row]:
    """What could not be read, the latest first."""
    query = (
        "SELECT * FROM rejections WHERE $reason IS NULL OR reason = $reason "
        'ORDER BY "at" DESC, article, source LIMIT $size OFFSET $skip'
    )
    return list(sql(query, {"reason": reason, "size": size, "skip": skip}).dicts())


def articles(
    sql: Sql, *, publisher: str | None = None, words: str = "", after: str | None = None, size: int = 50
) -> Page:
    """One page of articles in their current version, the latest first.

    Args:
        sql: what asks the store.
        publisher: only of this one.
        words: only with these in the title.
        after: where the page before ended, as it told.
        size: the most rows.
    """
    given: dict[str, Any] = {"publisher": publisher, "words": words.lower()}
    condition = "current AND ($publisher IS NULL OR publisher = $publisher) AND contains(lower(title), $words)"
    condition = condition if words else condition.replace(" AND contains(lower(title), $words)", "")
    if not words:
        del given["words"]
    if after is not None:
        given["last"], _, given["last_id"] = after.partition("~")
        condition += " AND (coalesce(published, ''), id) < ($last, $last_id)"
    query = (
        "SELECT id, version, title, published, publisher, claims, attributions FROM articles "
        f"WHERE {condition} ORDER BY coalesce(published, '') DESC, id DESC LIMIT {size + 1:d}"
    )
    rows = list(sql(query, given).dicts())
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], f"{last['published'] or ''}~{last['id']}" if last else None)


def versions(sql: Sql, key: str) -> list[Row]:
    """The versions of an article, the first first."""
    query = (
        'SELECT id, version, current, "added", source, text_sha256, reader FROM articles WHERE id = ? ORDER BY version'
    )
    return list(sql(query, [key]).dicts())


def events_of(sql: Sql, articles: Iterable[str]) -> dict[tuple[str, str], str]:
    """The event of each claim of some articles, by the ids of the article and the claim."""
    query = (
        "SELECT article, claim, event FROM event_claims "
        "WHERE rowid IN (SELECT rowid FROM event_claims WHERE article IN (SELECT unnest($articles)))"
    )
    return {(article, claim): event for article, claim, event in sql(query, {"articles": list(articles)})}


def copies_of(sql: Sql, ids: list[str]) -> list[Row]:
    """Which of some articles repeat which, and which repeat them."""
    query = (
        "SELECT c.article, c.of, c.kind, c.similarity, a.publisher, a.published, a.title, "
        "b.publisher AS of_publisher, b.title AS of_title "
        "FROM (SELECT * FROM copies WHERE list_contains($ids, article) OR list_contains($ids, of)) c "
        "JOIN articles a ON a.id = c.article AND a.current JOIN articles b ON b.id = c.of AND b.current "
        "ORDER BY c.similarity DESC, c.article"
    )
    return list(sql(query, {"ids": ids}).dicts())


def attributions_of(sql: Sql, ids: list[str]) -> list[Row]:
    """Where source and cue of the attributions of some articles stand."""
    query = (
        "SELECT t.article, t.id, t.source_start, t.source_end, t.cue_start, t.cue_end FROM attributions t "
        "JOIN articles a ON a.id = t.article AND a.version = t.version AND a.current "
        "WHERE t.rowid IN (SELECT rowid FROM attributions WHERE article IN (SELECT unnest($ids))) "
        "AND a.id IN (SELECT unnest($ids))"
    )
    return list(sql(query, {"ids": ids}).dicts())
