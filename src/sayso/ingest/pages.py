"""Texts and HTML pages: one article each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from urllib.parse import urlsplit

from sayso.ingest import html, markdown
from sayso.ingest.compose import Known, compose
from sayso.ingest.decode import decode
from sayso.ingest.opened import Opened, Options, Outcome, whole


def from_text(opened: Opened, options: Options) -> Iterator[Outcome]:
    """The article that a text is."""
    data = whole(opened, "text")
    text = decode(data, declared=opened.encoding or html.declared_encoding(data))
    known = _bytes_of(opened, data)
    if opened.source.lower().removesuffix(".gz").endswith(markdown.ENDINGS):
        text, said = markdown.told_apart(text)
        known = said.or_else(known)
    yield compose(text, known, date=options.date)


def from_html(opened: Opened, options: Options) -> Iterator[Outcome]:
    """The article of a page; what the page says of itself goes before what a list said of it."""
    data = whole(opened, "html")
    text, about = html.page(decode(data, declared=opened.encoding or html.declared_encoding(data)), opened.known.url)
    if opened.known.publisher and (about["publisher"] or "") in urlsplit(opened.known.url or "").netloc:
        about["publisher"] = None  # made of the address, as the page names none
    yield compose(text, Known(**about).or_else(_bytes_of(opened, data)), date=options.date)


def _bytes_of(opened: Opened, data: bytes) -> Known:
    return Known(source=opened.source, raw_sha256=hashlib.sha256(data).hexdigest()).or_else(opened.known)
