"""An actor, and a pair of them in both directions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.app.web import charts
from sayso.app.web.addresses import key
from sayso.app.web.happenings import Line, lines
from sayso.app.web.names import actor_name, actors_named
from sayso.app.web.rendering import render
from sayso.app.web.viewing import MissingError, page
from sayso.store import Store
from sayso.store.happenings import ListFilter, events, facets
from sayso.store.parties import UNITS, between, counterparts, is_named, roles
from sayso.store.tables import Row

SIZE = 12
"""Events of each list."""
FACETS = ("event", "stance")


@page
def actor(request: Request, store: Store) -> Response:
    """One actor: with whom, what, how it stands, the latest."""
    code = request.path_params["code"]
    role = roles(store.sql, code)
    if not role["events"] and not is_named(store.sql, code):
        raise MissingError("actor", code, alike=actors_named(code))
    acting, acted_upon = _latest(store, ListFilter(actor=(code,)), ListFilter(recipient=(code,)))
    values: dict[str, Any] = {
        "code": code,
        "role": role,
        "counterparts": counterparts(store.sql, code),
        "facets": facets(store.sql, ListFilter(either=(code,)), names=FACETS),
        "acting": acting,
        "acted_upon": acted_upon,
    }
    return render(request, "actor.html", values)


@page
def dyad(request: Request, store: Store) -> Response:
    """Two actors: what each does to the other, over time, counted by events, claims or origins."""
    one, other = (key(request.path_params[name]) for name in ("one", "other"))
    unit = request.query_params.get("by", "events")
    unit = unit if unit in UNITS else "events"
    rows = between(store.sql, one, other, unit=unit)
    if not rows and not (is_named(store.sql, one) and is_named(store.sql, other)):
        raise MissingError("pair", f"{one} and {other}", alike=())
    pairs = [(one, other)] if one == other else [(one, other), (other, one)]
    latest = _latest(store, *(ListFilter(actor=(actor,), recipient=(recipient,)) for actor, recipient in pairs))
    ways = [
        {**_way(pair, [row for row in rows if row["forth"] == (pair == (one, other))]), "latest": held}
        for pair, held in zip(pairs, latest, strict=True)
    ]
    most = max(charts.highest(way["years"]) for way in ways)
    for way in ways:
        label = f"{actor_name(way['one'])} to {actor_name(way['other'])}, {unit} by year"
        way["chart"] = charts.above_and_below(way["years"], most, label)
    return render(request, "dyad.html", {"one": one, "other": other, "unit": unit, "units": UNITS, "ways": ways})


def _way(pair: tuple[str, str], rows: list[Row]) -> dict[str, Any]:
    """One direction."""
    return {
        "one": pair[0],
        "other": pair[1],
        "years": charts.years(rows),
        "total": sum(row["n"] for row in rows),
        "denied": sum(row["denied"] for row in rows),
        "undated": sum(row["n"] for row in rows if row["year"] is None),
        "types": _types(rows),
    }


def _types(rows: Iterable[Row]) -> list[tuple[str, int]]:
    found: Counter[str] = Counter()
    for row in rows:
        found[row["event"]] += row["n"]
    return found.most_common()


def _latest(store: Store, *asked: ListFilter) -> list[list[Line]]:
    """The latest events of each filter; their words are looked up together."""
    held = [events(store.sql, one, size=SIZE).rows for one in asked]
    shown = lines(store, [row for rows in held for row in rows])
    return [[shown[row["id"]] for row in rows] for rows in held]


ROUTES = [Route("/actor/{code:path}", actor), Route("/dyad/{one}/{other}", dyad)]
