"""Fetching a page: http and https only, with time and size caps, and never from inside the own network unasked."""

from __future__ import annotations

import ipaddress
import socket
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from sayso.ingest.inputs import Raw
from sayso.ingest.unreadable import Unreadable

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse
    from urllib3.connectionpool import HTTPConnectionPool

CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
SIZE_CAP = 20 * 2**20  # bytes; the longest news pages are under 5 MB
HOPS = 5
AGENT = "Mozilla/5.0 (compatible; sayso; reads single news articles named by its user)"
_KINDS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}


def fetch(url: str, *, allow_private: bool = False) -> Raw:
    """The bytes behind an address, redirects followed.

    Every hop's host is resolved once, the address checked, and that very address connected to, so that a name cannot
    point elsewhere between check and use.

    Raises:
        Unreadable: `bad address`, `private address`, `unreachable` or `too large`.
    """
    from urllib3.exceptions import HTTPError

    at = url
    for _ in range(HOPS):
        try:
            response = _get(at, allow_private)
            target = response.headers.get("location") if 300 <= response.status < 400 else None
            if not target:
                return _raw(url, response)
        except (HTTPError, OSError) as problem:
            raise Unreadable("unreachable", _reason(problem)) from problem
        at = urljoin(at, target)
    raise Unreadable("unreachable", f"more than {HOPS} redirects")


def _reason(problem: Exception) -> str:
    return str(getattr(problem, "reason", None) or problem)


def _get(url: str, allow_private: bool) -> BaseHTTPResponse:
    from urllib3 import Timeout

    host, port, secure = _parts(url)
    pool = _pool(_address(host, port, allow_private), host, port, secure)
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return pool.request(
        "GET",
        path,
        headers={
            "User-Agent": AGENT,
            "Host": parts.netloc.rpartition("@")[2],
            "Accept": "text/html, text/plain, */*;q=0.5",
        },
        timeout=Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
        retries=False,
        redirect=False,
        preload_content=False,
    )


def _parts(url: str) -> tuple[str, int, bool]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as problem:
        raise Unreadable("bad address", str(problem)) from problem
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise Unreadable("bad address", "only http and https are fetched")
    secure = parts.scheme.lower() == "https"
    return host, port or (443 if secure else 80), secure


def _address(host: str, port: int, allow_private: bool) -> str:
    """The first address that the host's name stands for, if all of them may be fetched."""
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as problem:
        raise Unreadable("unreachable", f"{host}: {problem}") from problem
    if not allow_private and not all(_is_public(address) for address in found):
        raise Unreadable("private address", host)
    return found[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_global and not ip.is_multicast


def _pool(address: str, host: str, port: int, secure: bool) -> HTTPConnectionPool:
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool

    if not secure:
        return HTTPConnectionPool(address, port)
    return HTTPSConnectionPool(address, port, server_hostname=host, assert_hostname=host)


def _raw(url: str, response: BaseHTTPResponse) -> Raw:
    if response.status != 200:
        raise Unreadable("unreachable", f"HTTP status {response.status}")
    kind, encoding = _content_type(response.headers.get("content-type", ""))
    retrieved = datetime.now(UTC).isoformat(timespec="seconds")
    return Raw(name=url, data=_body(response), kind=_KINDS.get(kind), encoding=encoding, url=url, retrieved=retrieved)


def _body(response: BaseHTTPResponse) -> bytes:
    data = bytearray()
    for piece in response.stream(2**16, decode_content=True):
        data += piece
        if len(data) > SIZE_CAP:
            response.close()
            raise Unreadable("too large", f"over {SIZE_CAP >> 20} MB")
    return bytes(data)


def _content_type(header: str) -> tuple[str, str | None]:
    kind, _, rest = header.partition(";")
    encoding = rest.partition("charset=")[2].split(";")[0].strip(" \"'") or None
    return kind.strip().lower(), encoding
