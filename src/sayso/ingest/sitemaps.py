"""Sitemaps: the pages of a site, with what a news sitemap says of them, and the sitemaps that an index lists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from sayso.ingest.compose import Known
from sayso.ingest.dates import iso_date
from sayso.ingest.dispatch import follow
from sayso.ingest.opened import Opened, Options, Outcome, as_far_as_it_goes
from sayso.ingest.unreadable import Unreadable
from sayso.ingest.xml import elements, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

PAGES_CAP = 50_000  # that one sitemap may hold by the protocol


def from_sitemap(opened: Opened, options: Options) -> Iterator[Outcome]:
    """The articles behind the addresses of a sitemap or of an index of sitemaps.

    Raises:
        Unreadable: `bad XML`; or what cut the sitemap short, after the addresses before that.
    """
    data, ended = as_far_as_it_goes(opened, "sitemap")
    links = list(islice(_links(data), PAGES_CAP + 1))
    if not links:
        raise ended or Unreadable("bad XML", "no address in it")
    yield from follow(links[:PAGES_CAP], opened, options)
    if len(links) > PAGES_CAP:
        raise Unreadable("too many", f"{PAGES_CAP} addresses were taken")
    if ended:
        raise ended


def _links(data: bytes) -> Iterator[tuple[str, Known]]:
    for name in ("sitemap", "url"):
        for element in elements(data, name):
            if url := text_of(element, "loc"):
                yield url, _known(element)


def _known(element: _Element) -> Known:
    """What a news sitemap says of a page; other sitemaps say nothing that helps."""
    for news in element.iter("{*}news"):
        return Known(
            title=text_of(news, "title"),
            published=iso_date(text_of(news, "publication_date")),
            publisher=text_of(news, "name"),
        )
    return Known()
