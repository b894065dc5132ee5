"""Where the data come from, and what could not be read."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.app.web.desk import Desk
from sayso.app.web.rendering import render
from sayso.app.web.viewing import page
from sayso.store import Store
from sayso.store.holdings import files, publishers, readers, reasons, rejections, totals

MOST = 200


@page
def data(request: Request, store: Store) -> Response:
    """Publishers, files, versions of the reader, rejections."""
    reason = request.query_params.get("reason") or None
    desk = request.app.state.desk
    values = prepare(desk, store)
    rejected = rejections(store.sql, reason=reason, size=MOST)
    return render(request, "data.html", {**values, "rejected": rejected, "reason": reason, "most": MOST})


def prepare(desk: Desk, store: Store) -> dict[str, Any]:
    """What the page shows of the whole store, worked out once for a state of it."""
    return desk.remembered("data", lambda: _data(store))


def _data(store: Store) -> dict[str, Any]:
    return {
        "totals": totals(store.sql),
        "publishers": publishers(store.sql, size=MOST),
        "files": files(store.sql, size=MOST),
        "readers": readers(store.sql),
        "reasons": reasons(store.sql),
    }


ROUTES = [Route("/data", data)]
