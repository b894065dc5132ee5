"""A web site on the loopback interface, made of what a test puts on it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SENTENCES = (
    "The minister said on Monday that the talks with the neighbours would go on.",
    "She added that the army had been told to leave the border, and that both sides were content with it.",
    "Police in Kenya arrested four people on Tuesday, the interior ministry said.",
)


def html(title: str, number: int = 0) -> bytes:
    """A page with an article of some sentences; another number makes another article."""
    text = "".join(f"<p>{sentence} It was meeting number {number}.</p>" for sentence in SENTENCES)
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><nav>Home World Sport</nav>"
        f"<article><h1>{title}</h1>{text}</article></body></html>"
    ).encode()


class Site:
    """Paths with what they answer; `asked` lists what was asked for, `headers` what came with it.

    A page is bytes, a status, or a function from the request that writes the answer itself.
    """

    def __init__(self) -> None:
        self.url = ""
        self.pages: dict[str, bytes | int | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.types: dict[str, str] = {}
        self.extra: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []

    def asked_pages(self) -> list[str]:
        """What was asked for, but for robots.txt."""
        return [path for path in self.asked if path != "/robots.txt"]

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        self.asked.append(request.path)
        self.headers.append(dict(request.headers))
        page = self.pages.get(request.path, 404)
        extra = self.extra.get(request.path, {})
        if callable(page):
            page(request)
            return
        etag = extra.get("ETag")
        if etag and request.headers.get("If-None-Match") == etag:
            page = 304
        request.send_response(page if isinstance(page, int) else 200)
        body = page if isinstance(page, bytes) else b""
        request.send_header("Content-Type", self.types.get(request.path, "text/html; charset=utf-8"))
        request.send_header("Content-Length", str(len(body)))
        for name, value in extra.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)


@contextmanager
def served() -> Iterator[Site]:
    """A site that answers while the block runs."""
    site = Site()

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.answer(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
