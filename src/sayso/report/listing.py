"""Rows with named columns, as a query gives them: as a table, JSON Lines, CSV or Parquet."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

import msgspec

from sayso.errors import InputError
from sayso.report.formats import LIST_MARK, output, width
from sayso.report.grid import GAP, plain, row_lines, words_of
from sayso.report.table import WIDTH

MEASURED = 500
"""Rows whose cells decide how wide the columns of a table are; all that a screen holds, and little memory."""
BITS = 63
"""Of a whole number; a larger one is text, for few readers of JSON keep it."""
NARROWEST = 4
READABLE = 9
"""Characters that a column needs, with its gap, to be read at all: most of a code, a date or a number."""
KEY = 33
"""Letters of the longest word that is kept whole if there is room: `ARTICLE/CLAIM`, two ids of 16."""
LONGEST = 400
"""Characters of a cell that a table shows; what is longer ends in an ellipsis."""


def write_rows(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    format: str = "table",
    path: Path | None = None,
    arrow: Any = None,
) -> None:
    """Write rows in a format of `FORMATS`.

    Args:
        columns: their names.
        rows: their values, in the order of the columns, taken one at a time.
        format: table, jsonl, csv or parquet.
        path: of the file, which appears whole or not at all; None is standard output.
        arrow: the same rows as an Arrow stream, for Parquet; without it their types are guessed from all of them.

    Raises:
        InputError: Parquet onto a terminal.
        OutputError: the file cannot be written.
    """
    if format == "parquet" and path is None and sys.stdout.isatty():
        raise InputError("Parquet is not for a terminal.", "Name a file with -o.")
    with output(path) as file:
        if format == "parquet":
            _write_parquet(columns, rows, file, arrow)
        for line in _LINES[format](columns, rows, width(path)) if format != "parquet" else ():
            file.write(line.encode("utf-8", "backslashreplace") + b"\n")


def _jsonl(columns: Sequence[str], rows: Iterable[Sequence[Any]], _: int | None) -> Iterator[str]:
    for row in rows:
        yield msgspec.json.encode(dict(zip(columns, map(_json_value, row), strict=True))).decode()


def _json_value(value: Any) -> Any:
    """A value as JSON has it: dates in ISO, decimals as numbers, and what JSON lacks as text."""
    if isinstance(value, (list, tuple)):
        return [_json_value(one) for one in value]
    if isinstance(value, dict):
        return {str(name): _json_value(one) for name, one in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > BITS:
        return str(value)
    return value if isinstance(value, (str, int, float, type(None))) else _cell(value, LIST_MARK)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]], _: int | None) -> Iterator[str]:
    for row in chain([columns], rows):
        line = io.StringIO(newline="")
        csv.writer(line, lineterminator="").writerow(_cell(value, LIST_MARK) for value in row)
        yield line.getvalue()


def _cell(value: Any, mark: str) -> str:
    """A value as text; lists joined, times to the second."""
    if isinstance(value, (list, tuple)):
        return mark.join(_cell(one, mark) for one in value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.4g}" if mark != LIST_MARK else repr(value)
    return "" if value is None else str(value)


def _table(columns: Sequence[str], rows: Iterable[Sequence[Any]], room: int | None) -> Iterator[str]:
    """Header, rule and rows; columns as wide as what they hold, the widest giving way first; of more columns than there
    is room for, a block for each row."""
    if len(columns) * READABLE > (room or WIDTH):
        yield from _blocks(columns, rows)
        return
    stream = iter(rows)
    first = [[_shown(value) for value in row] for row in islice(stream, MEASURED)]
    widths = _widths([list(columns), *first], room or WIDTH)
    yield from row_lines(columns, widths)
    yield GAP.join("─" * w for w in widths)
    for row in chain(first, ([_shown(value) for value in row] for row in stream)):
        yield from row_lines(row, widths)


def _blocks(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """A line for each value that there is, and an empty one between rows."""
    widest = max(map(len, columns), default=0)
    for number, row in enumerate(rows):
        yield from [""] if number else []
        shown = zip(columns, map(_shown, row), strict=True)
        yield from (f"{name:<{widest}}{GAP}{value}" for name, value in shown if value)


def _shown(value: Any) -> str:
    text = plain(_cell(value, ", "))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _widths(cells: Sequence[Sequence[str]], room: int) -> list[int]:
    """Widths of columns; where there is too little room the widest give way first, and of these first those that are
    wider than their longest word, so that an id or a key can be taken from one line."""
    widths = [max(map(len, column), default=0) or 1 for column in zip(*cells, strict=True)]
    words = [max((_longest(cell) for cell in column), default=0) for column in zip(*cells, strict=True)]
    free = max(room - len(GAP) * (len(widths) - 1), NARROWEST * len(widths))
    widths = _narrowed(widths, [max(min(word, KEY), NARROWEST) for word in words], free)
    return _narrowed(widths, [NARROWEST] * len(widths), free)


def _longest(cell: str) -> int:
    return max(map(len, words_of(cell)), default=0)


def _narrowed(widths: Sequence[int], floors: Sequence[int], free: int) -> list[int]:
    """Widths of which the widest have given way until there is room, or all stand at their floors."""
    found = list(widths)
    while sum(found) > free and (left := [n for n, w in enumerate(found) if w > floors[n]]):
        widest = max(found[n] for n in left)
        most = [n for n in left if found[n] == widest]
        next_one = max((found[n] for n in left if found[n] < widest), default=0)
        cut = -(-(sum(found) - free) // len(most))
        for n in most:
            found[n] = max(widest - cut, next_one, floors[n])
    return found


def _write_parquet(columns: Sequence[str], rows: Iterable[Sequence[Any]], file: IO[bytes], arrow: Any) -> None:
    from arro3.core import RecordBatchReader
    from arro3.io import infer_json_schema, read_json, write_parquet

    held = io.BytesIO()
    if arrow is None:
        lines = b"".join(line.encode() + b"\n" for line in _jsonl(columns, rows, None))
        arrow = read_json(io.BytesIO(lines), infer_json_schema(io.BytesIO(lines)))
    write_parquet(RecordBatchReader.from_stream(arrow), held, compression="zstd(3)", created_by="sayso")
    file.write(held.getvalue())


_LINES = {"table": _table, "jsonl": _jsonl, "csv": _csv}
