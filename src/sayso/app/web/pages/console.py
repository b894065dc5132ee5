"""SQL from a page: for reading, within the store alone, and not for long."""

from __future__ import annotations

import time
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.app.web.rendering import render
from sayso.app.web.viewing import own_form, page, problem_page
from sayso.errors import StoreError
from sayso.store import Store
from sayso.store.schema import TABLES

SECONDS = 5.0
"""How long a query may take: longer than any that scans a table of a million rows, short enough to hold up nobody."""
MOST = 500
LONGEST = 400
"""Rows and characters of a cell that are shown; `sayso sql` gives all."""
EXAMPLE = "SELECT event, stance, count(*) AS claims FROM claims GROUP BY ALL ORDER BY claims DESC"


@page
def ask(request: Request, store: Store) -> Response:
    """The form, and the tables that can be asked."""
    return _shown(request, EXAMPLE, {})


async def answer(request: Request) -> Response:
    """The rows of a query."""
    form = await own_form(request)
    return await run_in_threadpool(_answered, request, form.get("query", "").strip())


def _answered(request: Request, query: str) -> Response:
    began = time.perf_counter()
    try:
        with request.app.state.desk.reading() as store:
            values = rows_of(store, query)
    except StoreError as problem:
        if "in use" in problem.fact:
            return problem_page(request, problem, 503)
        return _shown(request, query, {"problem": problem.fact}, status=400)
    return _shown(request, query, {**values, "seconds": time.perf_counter() - began})


def rows_of(store: Store, query: str) -> dict[str, Any]:
    """The columns and the first rows of a query, and whether there are more."""
    answer = store.ask(query, seconds=SECONDS, most=MOST, longest=LONGEST) if query else None
    if answer is None or not answer.columns:
        raise StoreError("Write a query.", "The tables and their columns stand below.")
    rows = [[_cell(value) for value in row] for row in answer.rows]
    return {"columns": answer.columns, "rows": rows, "more": answer.more}


def _cell(value: str | None) -> str:
    said = value or ""
    return said if len(said) <= LONGEST else said[:LONGEST] + "…"


def _shown(request: Request, query: str, values: dict[str, Any], *, status: int = 200) -> Response:
    empty = {"columns": (), "rows": [], "more": False, "problem": "", "seconds": None}
    shared = {"query": query, "tables": TABLES, "limit": SECONDS, "most": MOST}
    return render(request, "sql.html", {**empty, **shared, **values}, status=status)


ROUTES = [Route("/sql", ask), Route("/sql", answer, methods=["POST"])]
