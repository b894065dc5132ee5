"""Asking for sources: who says how much, of whom, how often alone, and how often it is denied."""

from __future__ import annotations

from sayso.store.rows import Sql
from sayso.store.tables import Row

_ALL = """
WITH t AS (
    SELECT origin AS source, count(*) AS claims, count(DISTINCT article) AS articles,
           count(*) FILTER (stance = 'asserted') AS asserted, count(*) FILTER (stance = 'denied') AS denied,
           count(*) FILTER (stance = 'doubted') AS doubted, count(*) FILTER (stance = 'planned') AS planned
    FROM event_claims WHERE origin IS NOT NULL AND ($words = '' OR contains(lower(origin), $words)) GROUP BY origin
    ORDER BY claims DESC, source LIMIT $size
), e AS (
    SELECT unnest(origins) AS source, len(origins) = 1 AS alone, len(denied_by) > 0 AS disputed FROM events
), s AS (
    SELECT source, count(*) AS events, count(*) FILTER (alone) AS alone, count(*) FILTER (disputed) AS disputed
    FROM e WHERE source IN (SELECT source FROM t) GROUP BY source
)
SELECT t.*, coalesce(s.events, 0) AS events, coalesce(s.alone, 0) AS alone, coalesce(s.disputed, 0) AS disputed
FROM t LEFT JOIN s USING (source) ORDER BY t.claims DESC, t.source
"""


def sources(sql: Sql, *, words: str = "", size: int = 200) -> list[Row]:
    """The outermost sources of claims, those with the most claims first: claims by stance, the events that they assert
    (`events`), alone (`alone`), and against somebody's denial (`disputed`).

    Args:
        sql: what asks the store.
        words: only those whose name holds them.
        size: the most rows.
    """
    return list(sql(_ALL, {"words": words.lower(), "size": size}).dicts())


_ONE = """
SELECT count(*) AS events, count(*) FILTER (list_contains(origins, $name)) AS asserted,
       count(*) FILTER (list_contains(origins, $name) AND len(origins) = 1) AS alone,
       count(*) FILTER (list_contains(origins, $name) AND len(denied_by) > 0) AS disputed,
       count(*) FILTER (list_contains(denied_by, $name)) AS denies,
       count(*) FILTER (list_contains(doubted_by, $name)) AS doubts,
       min(first_reported) AS first, max(first_reported) AS last
FROM events
WHERE list_contains(origins, $name) OR list_contains(denied_by, $name) OR list_contains(doubted_by, $name)
"""


def source(sql: Sql, name: str) -> Row:
    """What a source comes to: events that it asserts, alone, against a denial; that it denies or doubts.

    Args:
        sql: what asks the store.
        name: of the source, as events have it.
    """
    return next(sql(_ONE, {"name": name}).dicts())


_CODED = """
WITH mine AS (
    SELECT event_id AS id, list(DISTINCT origin) AS names FROM judged_claims
    WHERE current AND event_id IS NOT NULL AND (origin = $code OR (
        list_contains(source_codes, $code) AND list_contains(string_split(say_so_code[1], '+'), $code)
    )) GROUP BY event_id
), e AS (
    SELECT e.id, e.first_reported, len(list_intersect(e.origins, mine.names)) AS said, len(e.origins) AS origins,
           len(e.denied_by) > 0 AS disputed, len(list_intersect(e.denied_by, mine.names)) > 0 AS denies,
           len(list_intersect(e.doubted_by, mine.names)) > 0 AS doubts FROM events e JOIN mine USING (id)
)
SELECT count(*) AS events, count(*) FILTER (said > 0) AS asserted,
       count(*) FILTER (said > 0 AND said = origins) AS alone, count(*) FILTER (said > 0 AND disputed) AS disputed,
       count(*) FILTER (denies) AS denies, count(*) FILTER (doubts) AS doubts,
       min(first_reported) AS first, max(first_reported) AS last,
       coalesce(arg_max(id, coalesce(first_reported, '') || id, $size), []) AS latest FROM e
"""


def source_by_code(sql: Sql, code: str, *, size: int = 12) -> Row:
    """The same of all whose claims a code stands behind, outermost, whatever words name them; with the ids of the
    `latest` events.

    Args:
        sql: what asks the store.
        code: of the source.
        size: the most ids.
    """
    return next(sql(_CODED, {"code": code, "size": size}).dicts())


KINDS = ("claims", "articles", "stance", "type", "actor", "recipient", "pair", "by")
"""What `said_by` counts."""
_SAID = """
WITH held AS MATERIALIZED (
    SELECT article, event, actor, recipient, stance, say_so, say_so_code FROM judged_claims
    WHERE current AND (origin = $name OR list_contains(say_so, $name) OR list_contains(source_codes, $name))
)
SELECT 'claims' AS what, NULL AS one, NULL AS other, count(*) AS n, count(*) FILTER (stance = 'denied') AS denied
FROM held
UNION ALL SELECT 'articles', NULL, NULL, count(DISTINCT article), 0 FROM held
UNION ALL SELECT 'stance', stance, NULL, count(*), 0 FROM held GROUP BY stance
UNION ALL SELECT 'type', event, NULL, count(*), count(*) FILTER (stance = 'denied') FROM held GROUP BY event
UNION ALL (SELECT 'actor', other, NULL, count(*), count(*) FILTER (stance = 'denied')
    FROM (SELECT unnest(actor) AS other, stance FROM held) GROUP BY other ORDER BY 4 DESC, 2 LIMIT $size)
UNION ALL (SELECT 'recipient', other, NULL, count(*), count(*) FILTER (stance = 'denied')
    FROM (SELECT unnest(recipient) AS other, stance FROM held) GROUP BY other ORDER BY 4 DESC, 2 LIMIT $size)
UNION ALL (SELECT 'pair', one, other, count(*), count(*) FILTER (stance = 'denied')
    FROM (SELECT one, unnest(recipient) AS other, stance
          FROM (SELECT unnest(actor) AS one, recipient, stance FROM held)) GROUP BY one, other
    ORDER BY 4 DESC, 2, 3 LIMIT $size)
UNION ALL (SELECT 'by', words, NULL, count(*), 0
    FROM (SELECT unnest(list_filter(
        say_so, lambda x, i: list_contains(string_split(say_so_code[i], '+'), $name))) AS words FROM held)
    WHERE words IS NOT NULL
    GROUP BY words ORDER BY 4 DESC, 2 LIMIT $size)
"""


def said_by(sql: Sql, name: str, *, size: int = 15) -> dict[str, list[Row]]:
    """What a source says, anywhere in a chain: rows `one`, `other`, `n`, `denied` under `claims`, `articles`, `stance`,
    `type`, `actor`, `recipient`, `pair` (who to whom) and `by` (the words for a code).

    Args:
        sql: what asks the store.
        name: of the source: as events have it, the words of a text, or a code.
        size: the most rows of each list.
    """
    found: dict[str, list[Row]] = {what: [] for what in KINDS}
    for row in sql(_SAID, {"name": name, "size": size}).dicts():
        found[row["what"]].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (-row["n"], row["one"] or ""))
    return found
