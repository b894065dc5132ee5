"""Fetching addresses: http and https only, as robots.txt allows, not too fast, with caps on size and time, asking only
for what has changed, and never from inside the own network unasked."""

from __future__ import annotations

import io
import ipaddress
import socket
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, cast
from urllib.parse import urljoin, urlsplit

from sayso.ingest import kinds
from sayso.ingest.compose import Known
from sayso.ingest.opened import MB, PIECE_CAPS, SPOOLED, Ending, Opened
from sayso.ingest.robots import ROBOTS_CAP, Robots
from sayso.ingest.seen import Seen, SeenHere, Stamp
from sayso.ingest.unreadable import Unreadable

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse
    from urllib3.connectionpool import HTTPConnectionPool

CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0  # for each piece of an answer
PIECE_SECONDS = 120.0  # for all of what is read in one piece
DATA_SECONDS = 3600.0  # for all of what is read piece by piece
DATA_CAP = 2048  # MB of what is read piece by piece: tables, web archives
PAUSE_SECONDS = 1.0  # between two pages of one host, unless its robots.txt asks for more
LONGEST_PAUSE = 30.0  # that a robots.txt may ask for
PATIENCE = 60  # seconds that a busy server is waited for, once
HOPS = 5
POOLS = 64  # hosts to which a connection is kept
AGENT = "Mozilla/5.0 (compatible; sayso; reads news that its user names)"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_ACCEPT = "text/html, application/rss+xml, application/atom+xml, text/plain, */*;q=0.5"


class Web:
    """What fetches; it remembers hosts and addresses for one run.

    Args:
        allow_private: also fetch addresses inside the own network.
        seen: the memory of what servers said of addresses.
    """

    def __init__(self, *, allow_private: bool = False, seen: Seen | None = None) -> None:
        self._allow_private = allow_private
        self._seen: Seen = SeenHere() if seen is None else seen
        self._robots = Robots(self._robots_file)
        self._pools: dict[tuple[str, str, int], HTTPConnectionPool] = {}
        self._free_at: dict[str, float] = {}
        self._followed: set[str] = set()

    def is_new(self, url: str) -> bool:
        """Whether no list of this run named the address before."""
        known = url in self._followed
        self._followed.add(url)
        return not known

    def open(self, url: str, *, known: Known | None = None, depth: int = 0) -> Opened | None:
        """The bytes behind an address, redirects followed; None if they are as they were.

        Every hop's host is resolved once, the address checked, and that very address connected to, so that a name
        cannot point elsewhere between check and use.

        Raises:
            Unreadable: `bad address`, `private address`, `robots.txt` or `unreachable`.
        """
        stamp = self._seen.get(url)
        response = self._answer(url, _conditions(stamp) if stamp else {})
        if seconds := _asked_to_wait(response):
            response.close()
            time.sleep(seconds)
            response = self._answer(url, _conditions(stamp) if stamp else {})
        if response.status == 304 and stamp:
            response.close()
            self._seen.put(url, stamp)
            return None
        if response.status != 200:
            response.close()
            raise Unreadable("unreachable", f"HTTP status {response.status}")
        return _opened(url, response, known or Known(), depth)

    def done(self, opened: Opened) -> None:
        """Remember that everything behind the address was handed on."""
        if opened.stamp and opened.known.url:
            self._seen.put(opened.known.url, opened.stamp)

    def _answer(self, url: str, headers: Mapping[str, str]) -> BaseHTTPResponse:
        at, host = url, ""
        for _ in range(HOPS):
            _parts(at)
            self._robots.check(at)
            if (asked := urlsplit(at).netloc) != host:  # a page that a site sends on to itself is one page
                self._wait(at)
            response = self._get(at, headers)
            if not (target := _target(response)):
                return response
            at, host = urljoin(at, target), asked
        raise Unreadable("unreachable", f"more than {HOPS} redirects")

    def _robots_file(self, url: str) -> tuple[int, bytes]:
        """Status and first bytes of a robots.txt."""
        at = url
        for _ in range(HOPS):
            response = self._get(at, {})
            if not (target := _target(response)):
                return response.status, _beginning(response, ROBOTS_CAP)
            at = urljoin(at, target)
        return 404, b""  # RFC 9309, 2.3.1.2: after five redirects as if there were none

    def _wait(self, url: str) -> None:
        """Until the host may be asked again."""
        host = urlsplit(url).netloc
        time.sleep(max(0.0, self._free_at.get(host, 0.0) - time.monotonic()))
        self._free_at[host] = time.monotonic() + max(PAUSE_SECONDS, min(self._robots.delay(url), LONGEST_PAUSE))

    def _get(self, url: str, headers: Mapping[str, str]) -> BaseHTTPResponse:
        from urllib3 import Timeout
        from urllib3.exceptions import HTTPError

        host, port, secure = _parts(url)
        pool = self._pool(_address(host, port, self._allow_private), host, port, secure)
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        named = parts.netloc.rpartition("@")[2]
        try:
            return pool.request(
                "GET",
                path,
                headers={"User-Agent": AGENT, "Host": named, "Accept": _ACCEPT, **headers},
                timeout=Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
                retries=False,
                redirect=False,
                preload_content=False,
            )
        except (HTTPError, OSError) as problem:
            raise Unreadable("unreachable", _reason(problem)) from problem

    def _pool(self, address: str, host: str, port: int, secure: bool) -> HTTPConnectionPool:
        key = address, f"{host}/{secure}", port
        if key not in self._pools:
            if len(self._pools) >= POOLS:
                self._pools.pop(next(iter(self._pools))).close()
            self._pools[key] = _new_pool(address, host, port, secure)
        return self._pools[key]


def _conditions(stamp: Stamp) -> dict[str, str]:
    headers = {"If-None-Match": stamp.etag, "If-Modified-Since": stamp.modified}
    return {name: value for name, value in headers.items() if value}


def _beginning(response: BaseHTTPResponse, cap: int) -> bytes:
    """The first bytes of an answer, or those that came in time."""
    from urllib3.exceptions import HTTPError

    data, started = b"", time.monotonic()
    try:
        while len(data) < cap and time.monotonic() - started < READ_SECONDS:
            if not (piece := response.read1(cap - len(data), decode_content=True)):
                break
            data += piece
    except (HTTPError, OSError) as problem:
        raise Unreadable("unreachable", _reason(problem)) from problem
    finally:
        response.close()
    return data


def _asked_to_wait(response: BaseHTTPResponse) -> int:
    """Seconds after which a busy server wants to be asked again; 0 if that is too long or it does not say."""
    said = response.headers.get("retry-after", "") if response.status in (429, 503) else ""
    return int(said) if said.isdigit() and int(said) <= PATIENCE else 0


def _target(response: BaseHTTPResponse) -> str | None:
    """Where the answer sends us on to."""
    target = response.headers.get("location") if response.status in (301, 302, 303, 307, 308) else None
    if target:
        response.close()
    return target


def _reason(problem: Exception) -> str:
    return str(getattr(problem, "reason", None) or problem)


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
        raise Unreadable("private address", f"{host}; --allow-private fetches it")
    return found[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = _inner_addresses(ip) if isinstance(ip, ipaddress.IPv6Address) else []
    return all(one.is_global and not one.is_multicast for one in (inner or [ip]))


def _inner_addresses(ip: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    """The addresses that gateways make of one of the newer kind."""
    made = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None
    return [one for one in (ip.ipv4_mapped, ip.sixtofour, ip.teredo[1] if ip.teredo else None, made) if one]


def _new_pool(address: str, host: str, port: int, secure: bool) -> HTTPConnectionPool:
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool

    if not secure:
        return HTTPConnectionPool(address, port)
    return HTTPSConnectionPool(address, port, server_hostname=host, assert_hostname=host)


def _opened(url: str, response: BaseHTTPResponse, known: Known, depth: int) -> Opened:
    said, encoding = _content_type(response.headers.get("content-type", ""))
    file, kind = _body(response, kinds.MEDIA_TYPES.get(said), PurePath(urlsplit(url).path))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    stamp = Stamp(response.headers.get("etag"), response.headers.get("last-modified"))
    return Opened(
        source=url,
        file=file,
        kind=kind,
        encoding=encoding,
        known=Known(url=url, retrieved=now, source=url).or_else(known),
        depth=depth,
        stamp=stamp if stamp != Stamp() else None,
    )


def _body(response: BaseHTTPResponse, said: str | None, path: PurePath) -> tuple[IO[bytes], str | None]:
    """The body, in memory or on disk, and its kind; a body that is cut short by a cap ends with an error."""
    from urllib3.exceptions import HTTPError

    file = cast(IO[bytes], tempfile.SpooledTemporaryFile(max_size=SPOOLED))  # noqa: SIM115
    started, size, kind = time.monotonic(), 0, None
    problem = None
    try:
        while piece := response.read1(2**16, decode_content=True):
            kind = kind or kinds.of_answer(piece, said, path)
            size += file.write(piece)
            if problem := _over(kind, size, time.monotonic() - started):
                response.close()
                break
        else:
            response.release_conn()
    except (HTTPError, OSError) as broken:
        problem = Unreadable("unreachable", _reason(broken))
    file.seek(0)
    return (cast(IO[bytes], io.BufferedReader(Ending(file, problem))) if problem else file), kind


def _over(kind: str, size: int, seconds: float) -> Unreadable | None:
    """What is over its cap, if anything."""
    cap = PIECE_CAPS.get(kind, DATA_CAP)
    longest = PIECE_SECONDS if kind in PIECE_CAPS else DATA_SECONDS
    if size > cap * MB:
        return Unreadable("too large", f"over {cap} MB ({kind})")
    return Unreadable("too slow", f"not done after {longest:.0f} s") if seconds > longest else None


def _content_type(header: str) -> tuple[str, str | None]:
    kind, _, rest = header.partition(";")
    encoding = rest.partition("charset=")[2].split(";")[0].strip(" \"'") or None
    return kind.strip().lower(), encoding
