"""Where the data come from, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.app.web.addresses import page_number
from sayso.app.web.desk import Desk
from sayso.app.web.rendering import render
from sayso.app.web.viewing import page
from sayso.store import Store
from sayso.store.holdings import files, publishers, readers, reasons, rejections, totals

MOST = 200
"""Rows of a list on one page."""
LISTS = ("publishers", "files", "rejected")
"""The long lists; a query names the page of each."""


@page
def data(request: Request, store: Store) -> Response:
    """Publishers, files, versions of the reader, rejections."""
    reason = request.query_params.get("reason") or None
    pages = {name: page_number(request.query_params.get(name, "")) for name in LISTS}
    values = {**prepare(request.app.state.desk, store), **_later(store, pages), "reason": reason}

    def onwards(name: str, number: int) -> list[tuple[str, str]]:
        return [(key, value) for key, value in request.query_params.items() if key != name] + [(name, str(number))]

    # One row more than is shown tells whether there is another page.
    values["rejected"] = rejections(store.sql, reason=reason, size=MOST + 1, skip=MOST * (pages["rejected"] - 1))
    return render(request, "data.html", {**values, "most": MOST, "pages": pages, "onwards": onwards})


def _later(store: Store, pages: Mapping[str, int]) -> dict[str, Any]:
    """The lists of which a page other than the first is asked for."""
    makers = {"publishers": publishers, "files": files}
    return {name: make(store.sql, size=MOST + 1, skip=MOST * (pages[name] - 1))
            for name, make in makers.items() if pages[name] > 1}  # fmt: skip


def prepare(desk: Desk, store: Store) -> dict[str, Any]:
    """What the page shows of the whole store, worked out once for a state of it."""
    return desk.remembered("data", lambda: _data(store))


def _data(store: Store) -> dict[str, Any]:
    return {
        "totals": totals(store.sql),
        "publishers": publishers(store.sql, size=MOST + 1),
        "files": files(store.sql, size=MOST + 1),
        "readers": readers(store.sql),
        "reasons": reasons(store.sql),
    }


ROUTES = [Route("/data", data)]
