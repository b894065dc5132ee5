"""What is remembered of an address, so that asking again costs nothing where nothing has changed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

import msgspec


class Stamp(msgspec.Struct, frozen=True):
    """What a server said of the version that it gave: its `ETag` and `Last-Modified`, as they were."""

    etag: str | None = None
    modified: str | None = None


class Seen(Protocol):
    """A memory of addresses. An address of which the server says that it is as it was yields nothing.

    `put` is called when everything that an address led to has been handed on, in this run or, with what was put before,
    in an earlier one. A memory that outlives the run keeps what was put only once all articles handed on before are
    safe, or an article that was lost on the way is never asked for again.
    """

    def get(self, url: str) -> Stamp | None:
        """What was put last for this address."""

    def put(self, url: str, stamp: Stamp) -> None:
        """Remember it."""


class SeenHere:
    """A memory that ends with the run, unless somebody keeps what is `new`."""

    def __init__(self, stamps: Mapping[str, Stamp] = MappingProxyType({})) -> None:
        self.stamps = dict(stamps)
        self.new: dict[str, Stamp] = {}

    def get(self, url: str) -> Stamp | None:
        """What was put last for this address."""
        return self.stamps.get(url)

    def put(self, url: str, stamp: Stamp) -> None:
        """Remember it."""
        self.stamps[url] = self.new[url] = stamp
