"""Search: claims with some words, articles, actors and sources that are called so."""

from __future__ import annotations

from typing import Any, NamedTuple

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sayso.app.web.addresses import place
from sayso.app.web.happenings import Party, parties
from sayso.app.web.names import actors_named
from sayso.app.web.rendering import render
from sayso.app.web.showing import Mark, marked
from sayso.app.web.viewing import page
from sayso.errors import InputError
from sayso.store import Store
from sayso.store.filters import Filter
from sayso.store.happenings import event
from sayso.store.holdings import events_of, versions
from sayso.store.sayers import sources
from sayso.store.searching import Hit, search_articles, search_claims

SIZE = 25
FEW = 8


class Found(NamedTuple):
    """A claim or article that was found, and the event that the claim tells."""

    hit: Hit
    of_event: str | None
    actors: list[Party]
    recipients: list[Party]
    words: Markup


@page
def search(request: Request, store: Store) -> Response:
    """What some words find; an id leads straight to what it names."""
    words = request.query_params.get("q", "").strip()[:200]
    if straight := _by_id(store, words):
        return RedirectResponse(straight, 303)
    values: dict[str, Any] = {"searched": words, "problem": "", "claims": [], "articles": []}
    if words:
        values.update(_found(store, words))
        values["actors"] = actors_named(words)
        values["sources"] = sources(store.sql, words=words, size=FEW)
    return render(request, "search.html", values)


def _by_id(store: Store, words: str) -> str | None:
    """The address of what an id names; None if it names nothing."""
    if not words or " " in words:
        return None
    if event(store.sql, words):
        return place("event", words)
    return place("article", words) if versions(store.sql, words) else None


def _found(store: Store, words: str) -> dict[str, Any]:
    """Claims and articles by the words in them."""
    try:
        claims = search_claims(store.sql, Filter(text=words), limit=SIZE)
        held = search_articles(store.sql, Filter(text=words), limit=SIZE)
    except InputError as problem:
        return {"problem": problem.fact}
    told = events_of(store.sql, {hit.article for hit in claims})
    return {
        "claims": [_shown(hit, told.get((hit.article, hit.claim or ""))) for hit in claims],
        "articles": [_shown(hit, None) for hit in held],
    }


def _shown(hit: Hit, of_event: str | None) -> Found:
    marks = [Mark(span.start, span.end, "found") for span in hit.marks]
    words = marked(hit.snippet, (0, len(hit.snippet)), marks)
    return Found(hit, of_event, parties(hit.actor), parties(hit.recipient), words)


ROUTES = [Route("/search", search)]
