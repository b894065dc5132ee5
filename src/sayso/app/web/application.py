"""The pages as one Starlette application over a store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sayso.app.web import review
from sayso.app.web.desk import Desk
from sayso.app.web.guarding import Guard, Secrets
from sayso.app.web.pages import (
    access,
    articles,
    console,
    drawings,
    events,
    holdings,
    overview,
    parties,
    pictures,
    search,
    sources,
)
from sayso.app.web.rendering import FOLDER, render
from sayso.app.web.review_queue import Queues
from sayso.errors import StoreError

ROOMS = (overview, events, articles, parties, sources, drawings, pictures, holdings, search, console, review, access)
"""Modules of pages, each with its `ROUTES`."""


def application(desk: Desk, *, token: str | None = None, hosts: Collection[str] = (), by: str = "") -> Starlette:
    """The application.

    Args:
        desk: where it gets at the store.
        token: what everyone who asks must have; None lets in all who reach the server.
        hosts: names under which it may be asked; empty means any.
        by: who judges, where a browser has not said; empty: each is asked.
    """
    routes: list[BaseRoute] = [route for room in ROOMS for route in room.ROUTES]
    secrets = Secrets(token)
    made = Starlette(
        routes=[*routes, Mount("/static", StaticFiles(directory=FOLDER / "static"))],
        middleware=[Middleware(Guard, secrets=secrets, hosts=hosts)],
        exception_handlers={HTTPException: _refused, Exception: _broken},
        lifespan=_closing,
    )
    made.state.desk = desk
    made.state.by = by
    made.state.queues = Queues()
    made.state.secrets = secrets
    made.state.pictures = pictures.PICTURES
    made.state.paths = frozenset(route.path for route in routes if isinstance(route, Route))
    return made


def prepare(desk: Desk) -> None:
    """Work out what pages say of the whole store, so that the first who asks need not wait; what fails here is told by
    the page itself."""
    for room in (overview, events, drawings, sources, holdings):
        with suppress(StoreError), desk.reading() as store:
            room.prepare(desk, store)


@asynccontextmanager
async def _closing(app: Starlette) -> AsyncIterator[None]:
    """Let go of the store at the end."""
    try:
        yield
    finally:
        app.state.desk.close()


def _refused(request: Request, problem: Exception) -> Response:
    """A wrong address, method or form."""
    assert isinstance(problem, HTTPException)
    if problem.status_code == 404:
        values = {"kind": "page", "key": request.url.path[:200], "near": []}
        return render(request, "missing.html", values, status=404)
    return _problem(request, problem.detail, problem.status_code)


def _broken(request: Request, problem: Exception) -> Response:
    """An error of ours; what it is stands in the log of the server, not in the page."""
    return _problem(request, "This page broke; what went wrong is told where the server runs.", 500)


def _problem(request: Request, fact: str, status: int) -> Response:
    values = {"fact": fact, "remedy": "Go back, or begin at the overview."}
    return render(request, "problem.html", {**values, "again": None, "fields": [], "back": ""}, status=status)
