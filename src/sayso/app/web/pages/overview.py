"""The first page: what is new, what is contested, what is newly denied."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.app.web.desk import Desk
from sayso.app.web.happenings import lines
from sayso.app.web.rendering import render
from sayso.app.web.viewing import page
from sayso.store import Store
from sayso.store.happenings import ListFilter, events
from sayso.store.holdings import denied_lately, totals

SIZE = 8
"""Events of a list: three lists fit a screen."""


@page
def overview(request: Request, store: Store) -> Response:
    """What the store holds, and the latest of it."""
    return render(request, "overview.html", prepare(request.app.state.desk, store))


def prepare(desk: Desk, store: Store) -> dict[str, Any]:
    """What the page shows, worked out once for a state of the store."""
    return desk.remembered("overview", lambda: _overview(store))


def _overview(store: Store) -> dict[str, Any]:
    new = events(store.sql, ListFilter(), size=SIZE).rows
    contested = events(store.sql, ListFilter(stance=("contested",)), order="origins", size=SIZE).rows
    denied = denied_lately(store.sql, size=SIZE)
    most = events(store.sql, ListFilter(), order="origins", size=SIZE).rows
    shown = lines(store, [*new, *contested, *denied, *most])
    return {
        "totals": totals(store.sql),
        "new": [shown[row["id"]] for row in new],
        "contested": [shown[row["id"]] for row in contested],
        "denied": [shown[row["id"]] for row in denied],
        "most": [shown[row["id"]] for row in most],
        "dates_of_denial": {row["id"]: row["denied"] for row in denied},
    }


ROUTES = [Route("/", overview)]
