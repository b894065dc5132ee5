"""Sources: all of them, and one with what it says of whom, how often alone and how often denied."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.app.web.desk import Desk
from sayso.app.web.happenings import lines
from sayso.app.web.names import actors_named
from sayso.app.web.rendering import render
from sayso.app.web.viewing import MissingError, page
from sayso.store import Store
from sayso.store.happenings import ListFilter, events, events_named
from sayso.store.parties import is_named
from sayso.store.sayers import said_by, source, source_by_code, sources
from sayso.store.tables import Row

SIZE = 12
MOST = 100


@page
def listed(request: Request, store: Store) -> Response:
    """The sources with the most claims, or those with some words in their name."""
    words = request.query_params.get("q", "").strip()[:200]
    rows = prepare(request.app.state.desk, store, words)
    return render(request, "sources.html", {"rows": rows, "q": words, "most": MOST})


def prepare(desk: Desk, store: Store, words: str = "") -> list[Row]:
    """The sources, worked out once for a state of the store."""
    return desk.remembered(("sources", words), lambda: sources(store.sql, words=words, size=MOST))


@page
def shown(request: Request, store: Store) -> Response:
    """One source."""
    name = request.path_params["name"]
    said = said_by(store.sql, name)
    told, rows = _standing(store, name, is_code=bool(said["by"]))
    if not said["claims"][0]["n"] and not told["events"] and not is_named(store.sql, name):
        alike = [row["source"] for row in sources(store.sql, words=name, size=8)]
        raise MissingError("source", name, alike=alike or actors_named(name))
    shown = lines(store, rows)
    values: dict[str, Any] = {
        "name": name,
        "said": said,
        "told": told,
        "latest": [shown[row["id"]] for row in rows],
    }
    return render(request, "source.html", values)


def _standing(store: Store, name: str, *, is_code: bool) -> tuple[Row, list[Row]]:
    """What a source comes to, and its latest events; by a code whatever words name it."""
    if is_code:
        told = source_by_code(store.sql, name, size=SIZE)
        return told, events_named(store.sql, told["latest"])
    return source(store.sql, name), events(store.sql, ListFilter(source=(name,)), size=SIZE).rows


ROUTES = [Route("/sources", listed), Route("/source/{name:path}", shown)]
