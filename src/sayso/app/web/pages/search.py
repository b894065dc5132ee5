"""Search: claims with some words, articles, actors and sources that are called so."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
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
from sayso.errors import InputError, StoreError
from sayso.store import Store
from sayso.store.happenings import event
from sayso.store.holdings import articles, events_of, versions
from sayso.store.sayers import sources

SIZE = 25
FEW = 8


class Found(NamedTuple):
    """A claim or article that was found."""

    article: str
    claim: str | None
    event: str | None
    of_event: str | None
    title: str
    published: str | None
    publisher: str | None
    stance: str | None
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
    """Claims and articles by the words in them, where the store can be searched; else articles by their titles."""
    if find_spec("sayso.store.searching") is None:
        rows = articles(store.sql, words=words, size=SIZE).rows
        return {"articles": [_titled(row) for row in rows]}
    searching, filters = import_module("sayso.store.searching"), import_module("sayso.store.filters")
    try:
        asked = filters.Filter(text=words)
        claims = searching.search_claims(store.sql, asked, limit=SIZE)
        held = searching.search_articles(store.sql, asked, limit=SIZE)
    except (InputError, StoreError) as problem:
        return {"problem": problem.fact}
    told = {hit.article: events_of(store.sql, hit.article) for hit in claims}
    return {
        "claims": [_hit(hit, told[hit.article].get(hit.claim)) for hit in claims],
        "articles": [_hit(hit, None) for hit in held],
    }


def _hit(hit: Any, of_event: str | None) -> Found:
    marks = [Mark(span.start, span.end, "found") for span in hit.marks]
    return Found(
        hit.article, hit.claim, hit.event, of_event, hit.title or hit.article, hit.published, hit.publisher, hit.stance,
        parties(hit.actor), parties(hit.recipient), marked(hit.snippet, (0, len(hit.snippet)), marks),
    )  # fmt: skip


def _titled(row: dict[str, Any]) -> Found:
    said = (row["title"] or row["id"], row["published"], row["publisher"], None)
    return Found(row["id"], None, None, None, *said, [], [], Markup(""))


ROUTES = [Route("/search", search)]
