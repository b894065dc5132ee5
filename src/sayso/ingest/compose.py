"""From a text and what is known about it to an `Article`: title, date, language, id."""

from __future__ import annotations

import msgspec

from sayso.ingest.dates import credit, dateline, head_below, is_date_line, is_dated
from sayso.ingest.language import other_language
from sayso.ingest.unreadable import Unreadable
from sayso.records import Article, content_id

TITLE_LENGTH = 160  # characters; the longest headlines in use are shorter
_ENDS = (".", "!", ":", ";", ",", "…")  # a headline may be a question


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is known about a text before it is looked at: all of it may be missing."""

    id: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    retrieved: str | None = None
    raw_sha256: str | None = None
    source: str | None = None

    def or_else(self, other: Known) -> Known:
        """This, and where it does not know something what the other knows."""
        return Known(**{f: getattr(self, f) or getattr(other, f) for f in self.__struct_fields__})


def compose(text: str, known: Known, *, date: str | None = None) -> Article:
    """The article of a text; the text itself is taken as it is.

    Args:
        text: decoded text with `\\n` line ends.
        known: what the record, the page or the address says of it.
        date: ISO date for a text that does not say when it was published.

    Raises:
        Unreadable: `empty` or `not English`.
    """
    if not any(c.isalnum() for c in text):
        raise Unreadable("empty")
    if language := other_language(text):
        raise Unreadable("not English", language, language=language)
    title = known.title or first_line_title(text)
    published = known.published or dateline(text) or date
    return Article(
        id=known.id or content_id(known.url, title, published, text),
        text=text,
        title=title,
        published=published,
        publisher=known.publisher or credit(text),
        url=known.url,
        retrieved=known.retrieved,
        language="en",
        raw_sha256=known.raw_sha256,
        source=known.source,
    )


def first_line_title(text: str) -> str | None:
    """The first line, if it is short, ends like no sentence and is followed by a blank line and more text; lines with
    the date, and with who wrote it and for whom, may stand between."""
    line, _, rest = text.lstrip().partition("\n")
    line = line.strip()
    below, more = head_below(rest)
    if (below and not is_dated(below)) or not more.strip() or len(line) > TITLE_LENGTH:
        return None
    if line.rstrip("\"'”’ ").endswith(_ENDS) or is_date_line(line):
        return None
    return line.lstrip("# ") or None
