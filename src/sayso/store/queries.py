"""Named questions about claims: each filter is a line of SQL over `claims` as `c` and `articles` as `a`."""

from __future__ import annotations

from typing import Any

import msgspec

from sayso.store.times import bounds


class ClaimFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims are asked for; what is empty asks nothing.

    `actor`, `recipient` and `source` are codes, or words that the text has for them, any of several; `source` is
    anywhere in the chain. `event` are types, PLOVER's or own ones; `stance` any of asserted, denied, doubted and
    planned. `since` and `until` are dates, months or years: of the event, or of publication where the text does not
    date it. `article` are ids and `publisher` names. `min_score` is the least score. `all_versions` asks also for
    articles that a later version has replaced.
    """

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    source: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    min_score: float | None = None
    all_versions: bool = False


def _named(codes: str, words: str) -> str:
    """A code among codes, or words among the words."""
    same = f"list_has_any(list_transform({codes}, lambda x: lower(x)), list_transform(${{name}}, lambda x: lower(x)))"
    within = f"len(list_filter({words}, lambda w: contains(lower(w), lower(n)))) > 0"
    return f"({same} OR len(list_filter(${{name}}, lambda n: {within})) > 0)"


CONDITIONS = {
    "actor": _named("c.actor", "c.actor_text"),
    "recipient": _named("c.recipient", "c.recipient_text"),
    "event": "(list_contains($event, c.event) OR list_contains($event, c.plover))",
    "since": "coalesce(c.when_last, TRY_CAST(a.published AS DATE)) >= CAST($since AS DATE)",
    "until": "coalesce(c.when_first, TRY_CAST(a.published AS DATE)) <= CAST($until AS DATE)",
    "source": _named("flatten(list_transform(c.say_so_code, lambda x: string_split(x, '+')))", "c.say_so"),
    "stance": "list_contains($stance, c.stance)",
    "article": "list_contains($article, c.article)",
    "publisher": "list_contains(list_transform($publisher, lambda x: lower(x)), lower(a.publisher))",
    "min_score": "(c.score IS NULL OR c.score >= $min_score)",
}
"""The condition of each field of `ClaimFilter`, its value being the parameter of that name."""


def claims_query(asked: ClaimFilter, *, columns: str = "c.*", limit: int | None = None) -> tuple[str, dict[str, Any]]:
    """The query for claims, in the order in which they were added, and its parameters.

    Args:
        asked: which claims.
        columns: of `claims` as `c` and `articles` as `a`.
        limit: the most rows.
    """
    given = {name: _value(name, asked) for name in CONDITIONS if getattr(asked, name) not in ((), None)}
    conditions = [CONDITIONS[name].replace("${name}", f"${name}") for name in given]
    if not asked.all_versions:
        conditions.append("a.current")
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    rest = f" LIMIT {limit:d}" if limit is not None else ""
    return (
        f"SELECT {columns} FROM claims c JOIN articles a ON a.id = c.article AND a.version = c.version{where}"
        f" ORDER BY a.rowid, c.position{rest}",
        given,
    )


def _value(name: str, asked: ClaimFilter) -> Any:
    value = getattr(asked, name)
    if name in ("since", "until"):
        return bounds(value)[name == "until"]
    return list(value) if isinstance(value, tuple) else value


SOURCES = """
WITH links AS (
    SELECT c.article, c.stance, a.publisher, a.published, c.say_so[1] AS words, nullif(c.say_so_code[1], '') AS code
    FROM claims c JOIN articles a ON a.id = c.article AND a.version = c.version WHERE a.current
)
SELECT coalesce(code, words, '(the article itself)') AS source, mode(words) AS words, count(*) AS claims,
       count(DISTINCT article) AS articles, count(*) FILTER (stance = 'asserted') AS asserted,
       count(*) FILTER (stance = 'denied') AS denied, count(*) FILTER (stance = 'doubted') AS doubted,
       count(*) FILTER (stance = 'planned') AS planned, min(published) AS first, max(published) AS last
FROM links GROUP BY ALL ORDER BY claims DESC, source LIMIT $limit
"""
"""The outermost sources: by code where there is one, else by their words."""

REJECTED = 'SELECT * FROM rejections ORDER BY "at" DESC, article LIMIT $limit'
