"""XLSX: a sheet with the rows and one that says what they are; every text is a text, whatever it begins with."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any

from sayso.errors import InputError
from sayso.report.exports.cells import cell, guarded, visible
from sayso.report.exports.packed import write_settled
from sayso.report.parquet import Column, Row

if TYPE_CHECKING:
    from openpyxl import Workbook

ROWS = 1_048_575
"""Rows of a sheet below its header; what is more goes on in another sheet."""
LONGEST = 32_767
"""Characters of a cell."""
ERROR = "#"
"""What a cell begins with that openpyxl takes for an error ("#N/A")."""
WIDTHS = {"text": 18, "texts": 18, "number": 10, "float": 10}
WIDE = {"sentence": 80, "title": 40, "url": 40, "words": 80, "object": 30, "description": 30, "version": 14}
"""Characters that a column is wide, by kind and, where that is too narrow, by name."""


def write(
    columns: Sequence[Column], rows: Iterable[Row], file: IO[bytes], *, sheet: str, about: Iterable[tuple[str, str]]
) -> None:
    """Write rows into a sheet, and into another what they are.

    Args:
        columns: of the rows.
        rows: taken one at a time.
        file: where to.
        sheet: name of the sheet.
        about: names and values for the other sheet, above the columns.

    Raises:
        InputError: openpyxl is not installed.
    """
    book = _book()
    stream = iter(rows)
    for number, first in enumerate(chain([None], stream), 1):
        if first is None and number > 1:
            break
        _sheet(book, sheet if number == 1 else f"{sheet} {number}", columns, _first_and(first, stream))
    _about(book, columns, about)
    held = io.BytesIO()
    book.save(held)
    write_settled(held.getvalue(), file)


def _first_and(first: Row | None, stream: Iterator[Row]) -> Iterator[Row]:
    """The rows of one sheet: the one that was taken already, and those that fit below it."""
    taken = [] if first is None else [first]
    return chain(taken, islice(stream, ROWS - len(taken)))


def _book() -> Workbook:
    try:
        from openpyxl import Workbook
    except ModuleNotFoundError as problem:
        raise InputError("XLSX needs openpyxl.", 'Install it with: pip install "sayso[export]".') from problem
    return Workbook(write_only=True)


def _sheet(book: Workbook, name: str, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """One sheet with a frozen header."""
    sheet = book.create_sheet(name)
    _set_widths(sheet, [WIDE.get(name, WIDTHS[kind]) for name, kind, _ in columns])
    sheet.freeze_panes = "A2"
    sheet.append([_text(sheet, name, bold=True) for name, _, _ in columns])
    for row in rows:
        sheet.append([_cell(sheet, row[name], kind) for name, kind, _ in columns])


def _about(book: Workbook, columns: Sequence[Column], about: Iterable[tuple[str, str]]) -> None:
    sheet = book.create_sheet("about")
    _set_widths(sheet, [28, 100])
    for name, value in about:
        sheet.append([_text(sheet, name), _text(sheet, value)])
    sheet.append([])
    sheet.append([_text(sheet, "column", bold=True), _text(sheet, "what it holds", bold=True)])
    for name, _, what in columns:
        sheet.append([_text(sheet, name), _text(sheet, what)])


def _set_widths(sheet: Any, widths: Sequence[int]) -> None:
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _cell(sheet: Any, value: Any, kind: str) -> Any:
    return value if kind in ("number", "float") or value is None else _text(sheet, cell(value))


def _text(sheet: Any, text: str, *, bold: bool = False) -> Any:
    """A cell that is a text even where it begins like a formula or an error; a plain text stays what it is."""
    shown = visible(text)
    shown = shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"
    risky = guarded(shown) != shown
    return _made(sheet, shown, bold=bold, risky=risky) if bold or risky or shown.startswith(ERROR) else shown


def _made(sheet: Any, text: str, *, bold: bool, risky: bool) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    made = WriteOnlyCell(sheet, text)
    made.data_type = "s"
    if risky:
        made.quotePrefix = True  # and it stays a text when a person edits it
    if bold:
        made.font = Font(bold=True)
    return made
