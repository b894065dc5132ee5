"""What makes a page or an action of a function: the store at hand, errors as pages, forms that are ours."""

from __future__ import annotations

import hmac
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sayso.app.web.desk import Desk
from sayso.app.web.guarding import LONGEST_FORM
from sayso.app.web.rendering import render
from sayso.errors import InputError, StoreError
from sayso.store import Store
from sayso.store.happenings import near

RETRY = "3"
"""Seconds after which a browser asks again while another process writes."""

Form = Mapping[str, str]
View = Callable[[Request, Store], Response]
Action = Callable[[Request, Store, Form], Response]


class MissingError(Exception):
    """Something that is asked for by its id and is not there.

    Args:
        kind: what it would be: article, event, actor, source, pair.
        key: the id.
        table: whose ids may look like it; None if there is none.
        alike: what else it may be, where that is known already.
    """

    def __init__(self, kind: str, key: str, *, table: str | None = None, alike: Sequence[str] = ()) -> None:
        super().__init__(kind, key)
        self.kind = kind
        self.key = key
        self.table = table
        self.alike = alike


def page(view: View) -> Callable[[Request], Response]:
    """A page that reads the store.

    Args:
        view: from a request and the store to the answer; it never changes anything.
    """

    def answer(request: Request) -> Response:
        began = time.perf_counter()
        response = _answered(request, view)
        response.headers["server-timing"] = f"page;dur={(time.perf_counter() - began) * 1000:.1f}"
        return response

    answer.__name__ = view.__name__
    answer.__doc__ = view.__doc__
    return answer


def _answered(request: Request, view: View) -> Response:
    desk: Desk = request.app.state.desk
    try:
        with desk.reading() as store:
            try:
                return view(request, store)
            except MissingError as missing:
                return not_there(request, store, missing)
    except InputError as problem:
        return problem_page(request, problem, 400)
    except StoreError as problem:
        return problem_page(request, problem, 503)


def action(act: Action) -> Callable[[Request], Awaitable[Response]]:
    """Something that changes the store: asked for by POST only, from a form of this server.

    Args:
        act: from a request, the store open for writing, and the fields of the form, to the answer (a redirect).
    """

    async def answer(request: Request) -> Response:
        form = await own_form(request)
        return await run_in_threadpool(_acted, request, act, form)

    answer.__name__ = act.__name__
    answer.__doc__ = act.__doc__
    return answer


def _acted(request: Request, act: Action, form: Form) -> Response:
    desk: Desk = request.app.state.desk
    try:
        with desk.writing() as store:
            return act(request, store, form)
    except InputError as problem:
        return problem_page(request, problem, 400, form)
    except StoreError as problem:
        return problem_page(request, problem, 409 if desk.read_only else 503, form)


async def own_form(request: Request) -> Form:
    """The fields of a form that a page of this server made.

    Raises:
        HTTPException: it is too long, or does not carry the secret of this server.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_FORM:
            raise HTTPException(413, "That form is too long.")
    form = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    if not hmac.compare_digest(form.get("csrf", "").encode(), request.app.state.secrets.form.encode()):
        raise HTTPException(
            403, "That form is not of this server, or the server was started anew: load the page again."
        )
    return form


def not_there(request: Request, store: Store, missing: MissingError) -> Response:
    """The page for an id that names nothing: ids like it, and where to search."""
    alike = list(near(store.sql, missing.table, missing.key)) if missing.table else list(missing.alike)
    values = {"kind": missing.kind, "key": missing.key[:200], "near": alike}
    return render(request, "missing.html", values, status=404)


def problem_page(request: Request, problem: InputError | StoreError, status: int, form: Form | None = None) -> Response:
    """What is wrong, and what to do about it; where the store is in use, the browser asks again by itself, or the form
    can be sent again."""
    in_use = "in use" in problem.fact
    again = RETRY if in_use and not form else None
    values: dict[str, Any] = {
        "fact": problem.fact,
        "remedy": problem.remedy,
        "again": again,
        "fields": list(form.items()) if in_use and form else [],
        "back": _before(request) if form else "",
    }
    headers = {"retry-after": RETRY} if in_use else {}
    return render(request, "problem.html", values, status=status, headers=headers)


def _before(request: Request) -> str:
    """The page of this server that a form was sent from; empty if none is told."""
    told = urlsplit(request.headers.get("referer", ""))
    own = told.netloc == request.headers.get("host") and told.path.startswith("/") and not told.path.startswith("//")
    return told.path + (f"?{told.query}" if told.query else "") if own else ""
