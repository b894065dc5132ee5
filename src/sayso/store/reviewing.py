"""What to review first: claims that nobody has judged, by what hangs on them and how unsure the reader is."""

from __future__ import annotations

from typing import Any, NamedTuple

from sayso.store.rows import Sql

CONTESTED_COUNTS = 2
"""How often a claim of a contested event counts: there a mistake turns a dispute into agreement, or makes one up."""
LEAST_DOUBT = 0.05
"""What a claim counts of which the reader is sure, so that what many tell still comes before what one article does."""
UNKNOWN_SCORE = 0.5
MOST = 500
"""Claims of a queue: more than anyone judges in a sitting; after them it is made anew."""


class Waiting(NamedTuple):
    """A claim that waits for a judgement, and what puts it in its place."""

    article: str
    claim: str
    score: float | None
    articles: int
    contested: bool

    @property
    def key(self) -> str:
        """As judgements name it."""
        return f"{self.article}/{self.claim}"


_WAITING = "FROM judged_claims c WHERE c.current AND c.judged IS NULL AND {scope}"
_QUEUE = f"""
SELECT c.article, c.id, c.score, coalesce(c.event_articles, 1), coalesce(c.contested, false) {_WAITING}
ORDER BY (1 + {LEAST_DOUBT} - coalesce(c.score, {UNKNOWN_SCORE}))
         * (1 + log2(greatest(coalesce(c.event_articles, 1), 1)))
         * CASE WHEN c.contested THEN {CONTESTED_COUNTS} ELSE 1 END DESC, c.article, c.position
LIMIT {MOST}
"""
_ORIGINALS = "c.article NOT IN (SELECT article FROM copies WHERE kind <> 'partial')"


def queue(sql: Sql, *, article: str | None = None, event: str | None = None) -> tuple[list[Waiting], int]:
    """The first claims to review, and how many there are in all.

    Args:
        sql: what asks the store.
        article: only claims of this one, in the order of the text; else copies of other articles are left out.
        event: only claims that tell this one.
    """
    given: dict[str, Any] = {name: one for name, one in (("article", article), ("event", event)) if one}
    scope = " AND ".join(f"c.{'event_id' if name == 'event' else name} = ${name}" for name in given) or _ORIGINALS
    waiting = [Waiting(*row) for row in sql(_QUEUE.format(scope=scope), given)]
    return waiting, int(sql(f"SELECT count(*) {_WAITING.format(scope=scope)}", given).one())


def mark(sql: Sql) -> tuple[Any, ...]:
    """What changes when articles come, so that a queue is made anew; judgements leave it as it is."""
    return next(iter(sql('SELECT count(*), max("added") FROM articles')))
