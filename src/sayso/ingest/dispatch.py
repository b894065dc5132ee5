"""From bytes to articles: each kind has one function, loaded when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import cast

import msgspec

from sayso.ingest import kinds
from sayso.ingest.compose import Known
from sayso.ingest.opened import Opened, Options, Outcome, guarded, peeked, unpacked
from sayso.ingest.unreadable import Unreadable
from sayso.records import Rejection

READERS = {
    "text": "pages.from_text",
    "html": "pages.from_html",
    "lines": "lines.from_lines",
    "json": "lines.from_json",
    "table": "table.from_table",
    "parquet": "parquet.from_parquet",
    "pdf": "pdf.from_pdf",
    "warc": "warc.from_warc",
    "feed": "feeds.from_feed",
    "opml": "feeds.from_opml",
    "sitemap": "sitemaps.from_sitemap",
    "zip": "archives.from_zip",
    "tar": "archives.from_tar",
}
NOT_ARCHIVED = ("zip", "tar", "feed", "opml", "sitemap")
DEPTH = 3  # lists of addresses in lists: an index of sitemaps, a sitemap, and one to spare
PACKED_IN = 2  # gzip in gzip
# An address is remembered though something behind it gave no article, unless another try may give one.
_AGAIN = ("too slow", "unreadable file", "unreachable", "missing package", "internal error")

Reader = Callable[[Opened, Options], Iterator[Outcome]]


def read(opened: Opened, options: Options) -> Iterator[Outcome]:
    """The articles of what was opened, whatever it is.

    Raises:
        Unreadable: it holds none, or breaks off; then after those before it.
    """
    told = told_apart(opened)
    kind = str(told.kind)
    if kind not in READERS:
        raise Unreadable("unknown format")
    if told.archived and kind in NOT_ARCHIVED:
        raise Unreadable("inside an archive", kind)
    yield from _reader(READERS[kind])(told, options)


@cache
def _reader(name: str) -> Reader:
    module, _, function = name.partition(".")
    return cast(Reader, getattr(import_module(f"sayso.ingest.{module}"), function))


def told_apart(opened: Opened) -> Opened:
    """The same with its kind, and unpacked."""
    kind, file, path = opened.kind, opened.file, PurePath(opened.source.rpartition("#")[2])
    if kind is None:
        head, file = peeked(file, kinds.HEAD)
        kind = kinds.of_file(head, path)
    for _ in range(PACKED_IN):
        if kind == "gzip":
            path = kinds.within(path)
            head, inner = peeked(unpacked(file), kinds.HEAD)
            kind = kinds.of_file(head, path)
            if kind == "warc" and file.seekable():
                file.seek(0)  # each record is packed by itself, and a broken one costs no other
            else:
                file = inner
    return msgspec.structs.replace(opened, kind=kind, file=file)


def from_address(url: str, options: Options, *, known: Known | None = None, depth: int = 0) -> Iterator[Outcome]:
    """The articles behind an address; none if they are as they were.

    Raises:
        Unreadable: it cannot be had.
    """
    opened = options.web.open(url, known=known, depth=depth)
    if opened is None:
        return
    again = False
    with opened.file:
        for outcome in guarded(read(opened, options), url):
            again = again or (isinstance(outcome, Rejection) and outcome.reason in _AGAIN)
            yield outcome
    if not again:
        options.web.done(opened)


def follow(links: Iterable[tuple[str, Known]], opened: Opened, options: Options) -> Iterator[Outcome]:
    """The articles behind the addresses of a list, but for those that another list of this run named.

    Raises:
        Unreadable: `too deep`.
    """
    if opened.depth >= DEPTH:
        raise Unreadable("too deep", f"{DEPTH} lists led here")
    for url, known in links:
        if options.web.is_new(url):
            yield from guarded(from_address(url, options, known=known, depth=opened.depth + 1), url)
