"""Named questions: the claims that a filter asks for, sources, rejections."""

from __future__ import annotations

from typing import Any

from sayso.store.asked import hits, parse
from sayso.store.filters import Filter, Parameters, conditions

ClaimFilter = Filter


def claims_query(
    asked: Filter, *, columns: str = "c.*", limit: int | None = None, offset: int = 0
) -> tuple[str, dict[str, Any]]:
    """The query for claims as judged, in the order in which they were added, or the best first where `text` is searched
    for; and its parameters.

    Args:
        asked: which claims.
        columns: of `judged_claims` as `c`, and where `text` is searched for `h.score`.
        limit: the most rows.
        offset: rows to leave out before.
    """
    given = Parameters()
    found, order = "", "c.claim"
    if asked.text is not None:
        query = hits(parse(asked.text), given, table="claim_words", number="claim")
        found = f" JOIN ({query}) h ON h.number = c.claim"
        order = "h.score DESC, c.claim"
    rest = f" LIMIT {limit:d} OFFSET {offset:d}" if limit is not None else ""
    where = conditions(asked, given)
    return f"SELECT {columns} FROM judged_claims c{found} WHERE {where} ORDER BY {order}{rest}", dict(given)


MOST_TOLD = "e.articles DESC, len(e.origins) DESC, coalesce(e.first_reported, '') DESC, e.id"
"""The order of events: those told by the most articles first, of these by the most origins, and the latest."""
IN_TIME = "coalesce(e.first_reported, '9999'), e.id"
"""Another: those first reported first."""


def events_query(
    asked: Filter, *, columns: str = "e.record", limit: int | None = None, order: str = MOST_TOLD
) -> tuple[str, dict[str, Any]]:
    """The query for the events that claims tell which a filter asks for, the most told first; and its parameters.

    Args:
        asked: which claims.
        columns: of `events` as `e`.
        limit: the most rows.
        order: MOST_TOLD or IN_TIME.
    """
    query, given = claims_query(asked, columns="c.event_id")
    rest = f" LIMIT {limit:d}" if limit is not None else ""
    where = f"e.id IN (SELECT event_id FROM ({query}))"
    return f"SELECT {columns} FROM events e WHERE {where} ORDER BY {order}{rest}", given


def articles_query(
    asked: Filter, *, columns: str = "a.record, a.text", limit: int | None = None
) -> tuple[str, dict[str, Any]]:
    """The query for articles in their current version, in the order in which they came: all, or those with a claim that
    a filter asks for; and its parameters.

    Args:
        asked: which claims.
        columns: of `articles` as `a`.
        limit: the most rows.
    """
    query, given = claims_query(asked, columns="c.article, c.version") if asked != Filter() else ("", {})
    where = f"(a.id, a.version) IN (SELECT (article, version) FROM ({query}))" if query else "a.current"
    rest = f" LIMIT {limit:d}" if limit is not None else ""
    return f"SELECT {columns} FROM articles a WHERE {where} ORDER BY a.rowid{rest}", given


SOURCES = """
WITH links AS (
    SELECT c.article, c.stance, c.published, c.say_so[1] AS words, nullif(c.say_so_code[1], '') AS code
    FROM judged_claims c WHERE c.current
)
SELECT coalesce(code, words, '(the article itself)') AS source, mode(words) AS words, count(*) AS claims,
       count(DISTINCT article) AS articles, count(*) FILTER (stance = 'asserted') AS asserted,
       count(*) FILTER (stance = 'denied') AS denied, count(*) FILTER (stance = 'doubted') AS doubted,
       count(*) FILTER (stance = 'planned') AS planned, min(published) AS first, max(published) AS last
FROM links GROUP BY ALL ORDER BY claims DESC, source LIMIT $limit
"""
"""The outermost sources of claims as judged: by code where there is one, else by their words."""

REJECTED = 'SELECT * FROM rejections ORDER BY "at" DESC, article LIMIT $limit'
