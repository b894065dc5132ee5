"""The network of actors and the map of places, each with the table that says the same."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.app.web.addresses import asked_events, pairs
from sayso.app.web.desk import Desk
from sayso.app.web.rendering import render
from sayso.app.web.viewing import page
from sayso.ontology import event_types
from sayso.store import Store
from sayso.store import parties as asking
from sayso.store.happenings import ListFilter
from sayso.store.tables import Row

MOST_PAIRS = 100
MOST_PLACES = 150


@page
def network(request: Request, store: Store) -> Response:
    """Who does how much to whom."""
    asked = asked_events(request.query_params, store.sql)
    rows = prepare(request.app.state.desk, store, asked)
    return render(request, "network.html", {"rows": rows, "most": MOST_PAIRS, **_shown(asked)})


def prepare(desk: Desk, store: Store, asked: ListFilter = ListFilter()) -> list[Row]:  # noqa: B008
    """The pairs of the network, worked out once for a state of the store."""
    return desk.remembered(("pairs", asked), lambda: asking.pairs(store.sql, asked, size=MOST_PAIRS))


@page
def places(request: Request, store: Store) -> Response:
    """Where it happens."""
    asked = asked_events(request.query_params, store.sql)
    desk = request.app.state.desk
    rows = desk.remembered(("places", asked), lambda: asking.places(store.sql, asked, size=MOST_PLACES))
    return render(request, "map.html", {"rows": rows, "most": MOST_PLACES, **_shown(asked)})


def _shown(asked: ListFilter) -> dict[str, Any]:
    return {"asked": asked, "given": pairs(asked), "types": tuple(event_types())}


ROUTES = [Route("/network", network), Route("/map", places)]
