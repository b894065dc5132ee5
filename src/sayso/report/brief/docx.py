"""A brief as a Word document, by python-docx; the same brief gives the same bytes."""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING, Any

from sayso.errors import InputError
from sayso.report.brief.html import SIGNS
from sayso.report.brief.shape import Brief, Quote, Section, Statement, Table
from sayso.report.exports.cells import readable
from sayso.report.exports.packed import write_settled

if TYPE_CHECKING:
    from docx.document import Document

MARGIN = 2.0
"""Centimetres around the page."""
SMALL = 9
"""Points of a table's text and of where words are printed."""


def write(brief: Brief, file: IO[bytes]) -> None:
    """Write a brief as a Word document.

    Raises:
        InputError: python-docx is not installed.
    """
    made = _document(brief.title)
    made.add_heading(readable(brief.title), level=0)
    for label, value in brief.facts:
        _fact(made, label, value)
    for section in brief.sections:
        _section(made, section)
    held = io.BytesIO()
    made.save(held)
    write_settled(held.getvalue(), file)


def _document(title: str) -> Document:
    try:
        from docx import Document as new
        from docx.shared import Cm
    except ModuleNotFoundError as problem:
        raise InputError("Word needs python-docx.", 'Install it with: pip install "sayso[export]".') from problem
    made = new()
    made.core_properties.title = readable(title)[:255]
    made.core_properties.author = made.core_properties.comments = "Sayso"
    for page in made.sections:
        page.left_margin = page.right_margin = Cm(MARGIN)
    return made


def _section(made: Document, section: Section) -> None:
    made.add_heading(section.title, level=1)
    for words in section.paragraphs:
        made.add_paragraph(readable(words))
    for words in section.points:
        made.add_paragraph(readable(words), style="List Bullet")
    for statement in section.statements:
        _statement(made, statement)
    if section.table:
        _table(made, section.table)


def _fact(made: Document, label: str, value: str) -> None:
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.space_after = 0
    paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(readable(value))


def _statement(made: Document, statement: Statement) -> None:
    made.add_heading(f"{readable(statement.heading)} {_sign(statement.status)}", level=2)
    for label, value in statement.facts:
        _fact(made, label, value)
    for quote in statement.quotes:
        _quote(made, quote)
    if statement.more:
        made.add_paragraph(f"and {statement.more} more {'claim' if statement.more == 1 else 'claims'} of the same")


def _sign(stance: str) -> str:
    return f"{SIGNS.get(stance, '')} {stance}"


def _quote(made: Document, quote: Quote) -> None:
    paragraph = made.add_paragraph(style="Quote")
    paragraph.add_run(f"“{readable(quote.words)}”")
    paragraph.add_run().add_break()
    url = f" {quote.url}" if quote.url else ""
    where = f"{_sign(quote.stance)} by {quote.said} — {quote.article}{url} [{quote.key}]"
    _small(paragraph.add_run(readable(where)))


def _small(run: Any) -> None:
    from docx.shared import Pt

    run.font.size, run.italic = Pt(SMALL), False


def _table(made: Document, table: Table) -> None:
    grid = made.add_table(rows=1, cols=len(table.head), style="Table Grid")
    for cell, name in zip(grid.rows[0].cells, table.head, strict=True):
        run = cell.paragraphs[0].add_run(name)
        _small(run)
        run.bold = True
    for row in table.rows:
        for cell, words in zip(grid.add_row().cells, row, strict=True):
            _small(cell.paragraphs[0].add_run(readable(words)))
