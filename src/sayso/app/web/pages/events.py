"""Events: the list with its facets, and one event with all that is said of it."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.app.web.addresses import asked_events, one_of, page_number, pairs
from sayso.app.web.desk import Desk
from sayso.app.web.facets import shown_facets
from sayso.app.web.happenings import lines, parties
from sayso.app.web.rendering import render
from sayso.app.web.telling import accounts
from sayso.app.web.viewing import MissingError, page
from sayso.records import Event
from sayso.report.standing import stance_of_origins, standing_of
from sayso.store import Store
from sayso.store.happenings import ORDERS, ListFilter, count, event, events, facets, record, told
from sayso.store.tables import Row

Counted = dict[str, list[tuple[str, int]]]
SIZE = 50
MOST_CLAIMS = 100
"""Claims of an event that a page shows; one told more often has more pages."""


@page
def listed(request: Request, store: Store) -> Response:
    """One page of the events of a filter, and how many of each kind there are."""
    asked = asked_events(request.query_params, store.sql)
    order = one_of("order", request.query_params.get("order", "reported"), ORDERS)
    after = request.query_params.get("after")
    desk = request.app.state.desk
    found = events(store.sql, asked, order=order, after=after, size=SIZE)
    shown = lines(store, found.rows)
    counted, total = prepare(desk, store, asked)
    values = {
        "lines": [shown[row["id"]] for row in found.rows],
        "total": total,
        "facets": shown_facets(counted, asked),
        "given": pairs(asked),
        "asked": asked,
        "order": order,
        "orders": {key: one.what for key, one in ORDERS.items()},
        "after": found.after,
        "first": after is None,
    }
    return render(request, "events.html", values)


def prepare(desk: Desk, store: Store, asked: ListFilter = ListFilter()) -> tuple[Counted, int]:  # noqa: B008
    """The facets and the number of events of a filter, worked out once for a state of the store."""
    return desk.remembered(("facets", asked), lambda: (facets(store.sql, asked), count(store.sql, asked)))


@page
def shown(request: Request, store: Store) -> Response:
    """One event."""
    key = request.path_params["key"]
    row = event(store.sql, key)
    if row is None:
        raise MissingError("event", key, table="events")
    whole = record(row)
    pages = max(1, -(-len(whole.claims) // MOST_CLAIMS))
    number = min(page_number(request.query_params.get("page", "")), pages)
    rows = told(store.sql, whole, limit=MOST_CLAIMS, offset=(number - 1) * MOST_CLAIMS)
    return render(request, "event.html", {**_event(store, row, whole, rows), "page": number, "pages": pages})


def _event(store: Store, row: Row, whole: Event, rows: list[Row]) -> dict[str, Any]:
    first = rows[0] if rows else {}
    return {
        "row": row,
        "actors": parties(row["actor"], first.get("actor_text") or ()),
        "recipients": parties(row["recipient"], first.get("recipient_text") or ()),
        "stance": standing_of(whole),
        "accounts": accounts(store, rows),
        "claims": len(whole.claims),
        "quantities": sorted(whole.quantities.items()),
        "told_as": stance_of_origins(whole),
        "first_origin": next((one.origin for one in whole.claims if one.origin and one.stance != "denied"), None),
    }


ROUTES = [Route("/events", listed), Route("/event/{key:path}", shown)]
