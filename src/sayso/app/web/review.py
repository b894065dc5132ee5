"""Review: claims one by one, in the order of what hangs on them, judged by keyboard, by mouse or by form alone."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.app.web import review_acts as acts
from sayso.app.web.addresses import LONGEST
from sayso.app.web.happenings import lines
from sayso.app.web.names import actor_name
from sayso.app.web.rendering import render
from sayso.app.web.review_item import Item, item, summary
from sayso.app.web.review_queue import Queue, Scope, scope_of
from sayso.app.web.showing import Mark, marked
from sayso.app.web.telling import sentence_of
from sayso.app.web.viewing import MissingError, page
from sayso.errors import StoreError
from sayso.events.judgements import Decisions, Standing, claim_key
from sayso.records import Judgement
from sayso.store import Store
from sayso.store.filters import Filter
from sayso.store.happenings import claims_of, events_named, told
from sayso.store.holdings import events_of
from sayso.store.reviewing import CONTESTED_COUNTS, MOST
from sayso.store.schema import STALE
from sayso.store.searching import like
from sayso.store.tables import Row

LIKE = 40
CANDIDATES = 9
"""Events that are proposed for a merge: one for each digit."""
MOST_LOGGED = 200
SECONDS_AN_ARTICLE = 0.028
"""What making events anew costs (docs/scale.md)."""
LONG = 60
"""Seconds after which making events anew is nothing to be pressed by accident: pages wait meanwhile."""


@page
def review(request: Request, store: Store) -> Response:
    """The claim that an address names, or the first that waits."""
    query = request.query_params
    scope, decided = scope_of(query), _decided(request, store)
    _check(store, scope)
    queue = request.app.state.queues.of(store, scope, decided.claims)
    if not request.app.state.desk.read_only and (not acts.by(request) or "name" in query):
        return render(
            request, "review_name.html", {"scope": scope, "claim": query.get("claim", ""), "by": _by(request)}
        )
    key = query.get("claim", "")[:LONGEST] or _first(queue, decided)
    if not key:
        return render(request, "review_done.html", {**_shared(request, store, scope, decided), "queue": queue})
    found = item(store, claim_key(key), decided)
    if found is None:
        raise MissingError("claim", key)
    values = _shared(request, store, scope, decided)
    return render(request, "review.html", {**values, **_shown(found, queue, decided)})


def _check(store: Store, scope: Scope) -> None:
    """Raise `MissingError` where what is to be gone through is not there."""
    for table, key in (("articles", scope.article), ("events", scope.event)):
        if key and not store.sql(f"SELECT count(*) FROM {table} WHERE id = ?", [key]).one():
            raise MissingError(table.removesuffix("s"), key, table=table)


def _first(queue: Queue, decided: Decisions) -> str:
    found = queue.after("", decided.claims)
    return found.key if found else ""


def _decided(request: Request, store: Store) -> Decisions:
    found: Decisions = request.app.state.desk.remembered("decisions", store.decisions)
    return found


def _by(request: Request) -> str:
    return acts.by(request)


def _shared(request: Request, store: Store, scope: Scope, decided: Decisions) -> dict[str, Any]:
    """What every page of review tells: who judges, what was done last, whether events are as judged."""
    query = request.query_params
    standing = store.judgements()
    return {
        "by": _by(request),
        "scope": scope,
        "scope_name": _scope_name(store, scope),
        "done": _named(standing, query.get("done", "")),
        "undone": _named(standing, query.get("undone", "")),
        "nothing": "nothing" in query,
        "applied": "applied" in query,
        "stale": bool(store.sql("SELECT count(*) FROM meta WHERE key = ?", [STALE]).one()),
        "minutes": _minutes(store),
        "mine": sum(one.by == _by(request) and state == "holds" for one, state in standing),
        "judged": len(decided.claims),
        "most": MOST,
        "counts": CONTESTED_COUNTS,
        "told": tell,
    }


def _minutes(store: Store) -> int:
    """How long making events anew takes; 0 if that is nothing to speak of."""
    seconds = SECONDS_AN_ARTICLE * int(store.sql("SELECT count(*) FROM articles WHERE current").one())
    return round(seconds / 60) if seconds > LONG else 0


def _named(standing: list[Standing], key: str) -> Judgement | None:
    return next((one for one, _ in standing if one.id == key), None) if key else None


def _scope_name(store: Store, scope: Scope) -> str:
    if scope.event:
        return "one event"
    titles = list(store.sql("SELECT title FROM articles WHERE current AND id = ?", [scope.article]))
    return (titles[0][0] or scope.article) if scope.article and titles else ""


def tell(one: Judgement) -> str:
    """A judgement in words."""
    said = {
        "right": "right",
        "wrong": "wrong",
        "same": "merged",
        "different": "split",
        "undo": "undone",
        "correct": f"{one.slot} is {one.value or 'nothing'}",
        "entity": f"{one.subject} is {actor_name(one.other or '')}",
    }
    return said.get(one.verdict, one.verdict)


def _shown(found: Item, queue: Queue, decided: Decisions) -> dict[str, Any]:
    place = queue.place(found.key)
    waiting = queue.waiting[place - 1] if place else None
    text = found.reading.article.text
    following, before = queue.after(found.key, decided.claims), queue.before(found.key)
    return {
        "item": found,
        "article": found.reading.article,
        "beside": [(f"{found.reading.article.id}/{one.id}", summary(one, text)) for one in found.beside],
        "slot_keys": {one.field.key: one.field.label for one in found.slots},
        "waiting": waiting,
        "at": place,
        "others": [(row, words_of(row)) for row in found.others],
        "left": queue.left(decided.claims),
        "next": following.key if following else "",
        "previous": before.key if before else "",
    }


def words_of(row: Row) -> Markup:
    """The sentence of a claim, its trigger marked."""
    trigger = Mark(row["trigger_start"], row["trigger_end"], "trigger")
    return marked(row["text"], sentence_of(row), [trigger])


@page
def merge(request: Request, store: Store) -> Response:
    """Events that may tell the same as a claim, those most like it first."""
    scope, key, found = _asked(request, store)
    own = events_of(store.sql, [found["article"]]).get((found["article"], found["id"]))
    try:
        hits = like(store.sql, claim_key(key), Filter(), limit=LIKE)
    except StoreError:  # a faint claim is in no index
        hits = []
    known = events_of(store.sql, {hit.article for hit in hits})
    named = dict.fromkeys(known.get((hit.article, hit.claim or ""), own) for hit in hits)
    rows = events_named(store.sql, [name for name in named if name and name != own][:CANDIDATES])
    shown = lines(store, rows)
    candidates = [shown[row["id"]] for row in rows]
    values = {"scope": scope, "key": key, "words": words_of(found), "candidates": candidates}
    return render(request, "review_merge.html", values)


@page
def split(request: Request, store: Store) -> Response:
    """The other claims of the event of a claim, to be told apart from it."""
    scope, key, found = _asked(request, store)
    own = events_of(store.sql, [found["article"]]).get((found["article"], found["id"]))
    rows = told(store.sql, own, limit=acts.MOST_TIES + 1) if own else []
    others = [row for row in rows if (row["article"], row["id"]) != claim_key(key)]
    values = {"scope": scope, "key": key, "words": words_of(found), "others": [(row, words_of(row)) for row in others]}
    return render(request, "review_split.html", values)


def _asked(request: Request, store: Store) -> tuple[Scope, str, Row]:
    key = request.query_params.get("claim", "")[:LONGEST]
    row = claims_of(store.sql, [claim_key(key)]).get(claim_key(key))
    if row is None:
        raise MissingError("claim", key)
    return scope_of(request.query_params), key, row


@page
def log(request: Request, store: Store) -> Response:
    """What was judged, the latest first."""
    standing = store.judgements()
    values = {"total": len(standing), "rows": standing[-MOST_LOGGED:][::-1], "by": _by(request), "told": tell}
    return render(request, "review_log.html", values)


ROUTES = [
    Route("/review", review),
    Route("/review/merge", merge),
    Route("/review/split", split),
    Route("/review/log", log),
    Route("/review/name", acts.name, methods=["POST"]),
    Route("/review/judge", acts.judge, methods=["POST"]),
    Route("/review/undo", acts.undo, methods=["POST"]),
    Route("/review/apply", acts.apply, methods=["POST"]),
]
