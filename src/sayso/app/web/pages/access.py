"""The page that asks for the token."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sayso.app.web.guarding import with_cookie
from sayso.app.web.rendering import render
from sayso.app.web.viewing import own_form

PAUSE = 0.5
"""Seconds that a wrong token costs: nobody notices once, guessing takes for ever."""


def ask(request: Request) -> Response:
    """The form."""
    if request.app.state.secrets.admits(request):
        return RedirectResponse("/", 303)
    return render(request, "token.html", {"wrong": False}, status=401)


async def give(request: Request) -> Response:
    """A cookie for the right token, the form again for a wrong one."""
    form = await own_form(request)
    secrets = request.app.state.secrets
    if secrets.opens(form.get("token", "").strip()):
        return with_cookie(RedirectResponse("/", 303), secrets)
    await asyncio.sleep(PAUSE)
    return render(request, "token.html", {"wrong": True}, status=401)


ROUTES = [Route("/token", ask), Route("/token", give, methods=["POST"])]
