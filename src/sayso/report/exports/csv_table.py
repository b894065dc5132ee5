"""CSV: a header and a row each, several values of a cell joined by `|`, cells that look like formulas guarded."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO

from sayso.report.exports.cells import cell, guarded
from sayso.report.parquet import Column, Row

TEXTS = ("text", "texts")


def write(columns: Sequence[Column], rows: Iterable[Row], file: IO[bytes]) -> None:
    """Write rows; numbers stay numbers, and a text that a spreadsheet would take for a formula gets an apostrophe."""
    file.write(_line([name for name, _, _ in columns]))
    for row in rows:
        file.write(_line([_cell(row[name], kind) for name, kind, _ in columns]))


def _cell(value: object, kind: str) -> str:
    return guarded(cell(value)) if kind in TEXTS else cell(value)


def _line(cells: Iterable[str]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue().encode("utf-8", "backslashreplace")
