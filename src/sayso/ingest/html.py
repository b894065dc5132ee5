"""From an HTML page to its running text and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.ingest.dates import iso_date
from sayso.ingest.unreadable import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

_LOOKS_LIKE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
# What only markup holds: texts that speak of HTML name an element, they do not end a paragraph with one.
_MARKED_UP = re.compile(r"</(?:p|div|li|h[1-6]|blockquote)>|<br\s*/?>", re.I)
_UNSEEN = ("script", "style", "figure", "figcaption", "iframe", "form", "svg", "noscript")
_BLOCKS = (*"p div li ul ol blockquote section article h1 h2 h3 h4 h5 h6 table tr".split(),)
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.I)


def looks_like_html(text: str) -> bool:
    """Whether a text of unknown kind starts as an HTML page does."""
    return bool(_LOOKS_LIKE.match(text[:2000]))


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its first bytes."""
    match = _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii") if match else None


def page(html: str, url: str | None = None) -> tuple[str, dict[str, str | None]]:
    """Running text of a page, and its `title`, `published`, `publisher` and `url` where it names them.

    Raises:
        Unreadable: `no text in HTML`.
    """
    from trafilatura import bare_extraction

    found = bare_extraction(
        html,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = "" if found is None or isinstance(found, dict) else found.text or ""
    if found is None or isinstance(found, dict) or not text.strip():
        raise Unreadable("no text in HTML")
    about = {
        "title": found.title or None,
        "published": iso_date(found.date),
        "publisher": found.sitename or None,
        "url": url or found.url or None,
    }
    return "\n\n".join(text.splitlines()), about  # a line is a block of the page, so a paragraph


def plain(text: str, url: str | None = None) -> str:
    """The text of a cell or field that may hold a page, a piece of HTML, or text: then as it is.

    Raises:
        Unreadable: `no text in HTML`.
    """
    if looks_like_html(text):
        return page(text, url)[0]
    return blocks(text) if _MARKED_UP.search(text) else text.replace("\r\n", "\n")


def blocks(markup: str) -> str:
    """The text of a piece of HTML, a blank line between its blocks; of plain text the text itself."""
    if not re.search(r"<\w|&\w+;|&#", markup):
        return markup.strip()
    from lxml.etree import ParserError
    from lxml.html import fragment_fromstring

    try:
        root = fragment_fromstring(markup, create_parent="div")
    except (ParserError, ValueError):
        return ""
    text = "".join(_pieces(root))
    return "\n\n".join(filter(None, (" ".join(part.split()) for part in text.split("\n\n"))))


def _pieces(root: _Element) -> Iterator[str]:
    """The text of a tree in its order, with blank lines around its blocks and without what is not seen as text."""
    from lxml.etree import iterwalk

    walk = iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start" and element.tag in _UNSEEN:
            walk.skip_subtree()
        elif event == "start":
            yield "\n\n" if element.tag in _BLOCKS else ""
            yield element.text or ""
        if event != "start":
            yield "\n\n" if element.tag in _BLOCKS else "\n" if element.tag == "br" else ""
            yield element.tail or ""
