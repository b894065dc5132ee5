"""What a brief consists of, before it is HTML, Word or Markdown: plain words, none of them marked up."""

from __future__ import annotations

from typing import NamedTuple


class Quote(NamedTuple):
    """Words of an article: how they stand to the event, who says so, and where they are printed."""

    words: str
    stance: str
    said: str
    article: str
    url: str | None
    key: str


class Statement(NamedTuple):
    """One event: a heading, facts as (label, value), and its words."""

    heading: str
    status: str
    facts: tuple[tuple[str, str], ...] = ()
    quotes: tuple[Quote, ...] = ()
    more: int = 0


class Table(NamedTuple):
    """Names of columns, and rows."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Section(NamedTuple):
    """A heading with paragraphs, statements and a table; `anchor` names it in links."""

    anchor: str
    title: str
    paragraphs: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    table: Table | None = None
    points: tuple[str, ...] = ()


class Brief(NamedTuple):
    """The whole of it."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
