"""A brief as Markdown: what an article says is escaped, so that it stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from sayso.report.brief.shape import Brief, Quote, Section, Table
from sayso.report.exports.cells import readable

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&]|^[-+#=]|(?<=^\d)[.)])")
_WEB = re.compile(r"https?://[^\s<>()\[\]]+$")


def write(brief: Brief, file: IO[bytes]) -> None:
    """Write a brief as Markdown."""
    for line in _lines(brief):
        file.write(line.encode("utf-8", "backslashreplace") + b"\n")


def escaped(words: str) -> str:
    """Words on one line that Markdown takes for nothing else."""
    return _SPECIAL.sub(r"\\\1", " ".join(readable(words).split()))


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {escaped(brief.title)}\n"
    yield from (f"- {escaped(label)}: {escaped(value)}" for label, value in brief.facts)
    for section in brief.sections:
        yield f"\n## {section.title}\n"
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield from (f"{escaped(words)}\n" for words in section.paragraphs)
    yield from (f"- {escaped(words)}" for words in section.points)
    if section.points and section.table:
        yield ""
    for statement in section.statements:
        yield f"### {escaped(statement.heading)} – {statement.status}\n"
        yield from (f"- {escaped(label)}: {escaped(value)}" for label, value in statement.facts)
        yield ""
        for quote in statement.quotes:
            yield from _quote(quote)
        if statement.more:
            yield f"and {statement.more} more {'claim' if statement.more == 1 else 'claims'} of the same\n"
    if section.table:
        yield from _table(section.table)


def _quote(quote: Quote) -> Iterator[str]:
    where = escaped(quote.article)
    if quote.url and _WEB.match(quote.url):
        where = f"[{where}](<{quote.url}>)"
    yield f"> “{escaped(quote.words)}”  "
    yield f"> {quote.stance} by {escaped(quote.said)} — {where} {escaped(quote.key)}\n"


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(table.head)} |"
    yield f"|{'---|' * len(table.head)}"
    for row in table.rows:
        yield f"| {' | '.join('<br>'.join(map(escaped, words.splitlines())) for words in row)} |"
    yield ""
