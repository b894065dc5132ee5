"""What sites ask of programs: their robots.txt, had once a host."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sayso.ingest.unreadable import Unreadable

if TYPE_CHECKING:
    from protego import Protego

NAME = "sayso"  # by which a robots.txt may call us
ROBOTS_CAP = 512 * 2**10  # bytes that are looked at, as RFC 9309 asks for at least 500 KiB
HOSTS = 10_000  # that are remembered

Fetch = Callable[[str], tuple[int, bytes]]


class Robots:
    """Answers for every address whether its site lets programs have it, and how long to wait between two.

    Args:
        fetch: gives the status and the bytes behind an address.
    """

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._sites: dict[str, Protego | Unreadable] = {}

    def check(self, url: str) -> None:
        """Nothing, if the address may be fetched.

        Raises:
            Unreadable: `robots.txt`, or what kept that from being had.
        """
        rules = self._rules(url)
        if isinstance(rules, Unreadable):
            raise rules
        if not rules.can_fetch(url, NAME):
            raise Unreadable("robots.txt", "disallowed")

    def delay(self, url: str) -> float:
        """Seconds that the site asks programs to wait between two pages; 0 if it does not say."""
        rules = self._rules(url)
        return 0.0 if isinstance(rules, Unreadable) else float(rules.crawl_delay(NAME) or 0.0)

    def _rules(self, url: str) -> Protego | Unreadable:
        """The rules of the address's host, or why there are none."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        if site not in self._sites:
            if len(self._sites) >= HOSTS:
                self._sites.clear()
            self._sites[site] = self._had(site)
        return self._sites[site]

    def _had(self, site: str) -> Protego | Unreadable:
        """Missing means that all is allowed; a server that fails, that nothing is (RFC 9309, 2.3.1)."""
        from protego import Protego

        try:
            status, data = self._fetch(f"{site}/robots.txt")
        except Unreadable as problem:
            return problem
        if status >= 500 or status == 429:
            return Unreadable("unreachable", f"robots.txt: HTTP status {status}")
        return Protego.parse(data.decode("utf-8", errors="replace") if status == 200 else "")
