"""What stands before every page: who may ask, from where, and what a browser may do with the answer.

Article text is hostile and pages may be open beside hostile ones. So: nothing but own files may run or style a page;
only known host names are answered (a page elsewhere cannot point its name here); where a token is set, it is asked of
everyone; and whatever changes something is a POST from a page of this server that carries its secret.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection, Mapping
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""For pictures (SVG), which style themselves and can do nothing else."""
HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with none at all a browser would not tell where a form comes from
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cache-control": "no-store",
}
COOKIE = "sayso"
LONGEST_FORM = 256 * 1024
"""Bytes of a form; the longest that a page makes holds one corrected claim."""
OPEN_TO_ALL = ("/static/",)
"""What is answered without a token: the style of the page that asks for it."""


class Secrets:
    """The token that opens this server, and what is derived from it.

    Args:
        token: None where anyone who can reach the server may ask.
    """

    def __init__(self, token: str | None = None) -> None:
        self.token = token
        self.form = secrets.token_urlsafe(24)
        """What every form of this server carries."""

    def cookie(self) -> str:
        """What the cookie holds: not the token itself."""
        return hmac.new((self.token or "").encode(), b"cookie of sayso", hashlib.sha256).hexdigest()

    def opens(self, token: str) -> bool:
        """Whether a token is the one."""
        return self.token is not None and hmac.compare_digest(token.encode(), self.token.encode())

    def admits(self, request: Request) -> bool:
        """Whether a request carries the token, in its cookie or as `Authorization: Bearer`."""
        if self.token is None:
            return True
        shown = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        held = request.cookies.get(COOKIE, "")
        return self.opens(shown) or hmac.compare_digest(held.encode(), self.cookie().encode())


class Guard:
    """The middleware.

    Args:
        app: what answers.
        secrets: who may ask.
        hosts: names under which the server may be asked; empty means any (with a token).
    """

    def __init__(self, app: ASGIApp, *, secrets: Secrets, hosts: Collection[str] = ()) -> None:
        self.app = app
        self.secrets = secrets
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse or pass on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = self._refusal(Request(scope)) or self.app
        await answer(scope, receive, send_guarded)

    def _refusal(self, request: Request) -> Response | None:
        """The answer to a request that goes no further."""
        if self.hosts and _host(request.headers) not in self.hosts:
            return PlainTextResponse("This server does not answer under that name.\n", 421)
        if request.method not in ("GET", "HEAD", "POST"):
            return PlainTextResponse("Only GET, HEAD and POST.\n", 405, {"allow": "GET, HEAD, POST"})
        if request.method == "POST" and not _is_own(request.headers):
            return PlainTextResponse("That form is not of this server.\n", 403)
        if request.url.path.startswith((*OPEN_TO_ALL, "/token")) or self.secrets.admits(request):
            return None
        return self._let_in(request)

    def _let_in(self, request: Request) -> Response:
        """Where the address holds the token: a cookie, and the address without it. Else the page that asks for it."""
        asked = parse_qsl(request.url.query, keep_blank_values=True)
        if request.method == "GET" and self.secrets.opens(dict(asked).get("token", "")):
            rest = urlencode([(name, value) for name, value in asked if name != "token"])
            return with_cookie(RedirectResponse(request.url.path + (f"?{rest}" if rest else ""), 303), self.secrets)
        return RedirectResponse("/token", 303) if request.method == "GET" else PlainTextResponse("No token.\n", 401)


def with_cookie(response: Response, secrets: Secrets) -> Response:
    """The answer, with the cookie that admits from now on."""
    response.set_cookie(COOKIE, secrets.cookie(), httponly=True, samesite="strict", path="/", max_age=30 * 86400)
    return response


def _host(headers: Headers) -> str:
    """The name asked for, without the port."""
    host = headers.get("host", "").lower()
    return host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]


def _is_own(headers: Headers) -> bool:
    """Whether a POST comes from a page of this server, as far as the browser tells."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2].lower() == headers.get("host", "").lower()
