"""The formats by name, and writing in one of them: whole articles, into a file at once or onto standard output."""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO, Any

import msgspec

from sayso.errors import InputError, OutputError
from sayso.records import Reading
from sayso.report.parquet import write_columns
from sayso.report.rows import COLUMNS, rows
from sayso.report.shape import shape
from sayso.report.table import write_table

Writer = Callable[[Iterable[Reading], IO[bytes]], None]
LIST_MARK = "|"  # between the values of one CSV cell


def write_jsonl(readings: Iterable[Reading], file: IO[bytes]) -> None:
    """One line an article, in the shape of the gold files."""
    for reading in readings:
        file.write(msgspec.json.encode(shape(reading)) + b"\n")
        file.flush()


def write_csv(readings: Iterable[Reading], file: IO[bytes]) -> None:
    """A header and one row a claim; several values of a cell are joined by `|`."""
    file.write(_csv_line([name for name, _, _ in COLUMNS]))
    for reading in readings:
        file.write(b"".join(_csv_line(map(_cell, row.values())) for row in rows(reading)))
        file.flush()


def _csv_line(cells: Iterable[str]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue().encode()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return LIST_MARK.join(value)
    return "" if value is None else str(value)


def write_parquet(readings: Iterable[Reading], file: IO[bytes]) -> None:
    """One row a claim, lists as lists, zstd."""
    write_columns(COLUMNS, chain.from_iterable(map(rows, readings)), file)


FORMATS: tuple[str, ...] = ("table", "jsonl", "csv", "parquet")
_WRITERS: dict[str, Writer] = {"jsonl": write_jsonl, "csv": write_csv, "parquet": write_parquet}


def write(
    readings: Iterable[Reading],
    *,
    format: str = "table",
    path: Path | None = None,
    terms: str = "plover",
    explain: bool = False,
) -> None:
    """Write readings in a format of `FORMATS`.

    Args:
        readings: what to write, taken one at a time.
        format: table, jsonl, csv or parquet.
        path: of the file, which appears whole or not at all; None is standard output.
        terms: plover or cameo, in tables.
        explain: in tables, also the words and the rule behind every slot.

    Raises:
        InputError: `explain` with another format than table, or Parquet onto a terminal.
        OutputError: the file cannot be written.
    """
    if explain and format != "table":
        raise InputError(f"--explain and --format {format} do not go together.", "JSON Lines always hold every rule.")
    if format == "parquet" and path is None and sys.stdout.isatty():
        raise InputError("Parquet is not for a terminal.", "Name a file with -o.")
    writer = _WRITERS.get(format) or partial(write_table, terms=terms, explain=explain, width=width(path))
    with output(path) as file:
        writer(readings, file)


def width(path: Path | None) -> int | None:
    """Characters of a line of the terminal, None where there is none."""
    return os.get_terminal_size().columns if path is None and sys.stdout.isatty() else None


@contextmanager
def output(path: Path | None) -> Iterator[IO[bytes]]:
    """A file that appears under its name only when all of it is on the disk; None is standard output.

    Raises:
        OutputError: it cannot be written.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    special = path.exists() and not path.is_file()  # a pipe or a device cannot be replaced
    unfinished = path if special else path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("wb") as file:
            yield file
            if not special:
                file.flush()
                os.fsync(file.fileno())
        if not special:
            unfinished.replace(path)
            _sync_folder(path.parent)
    except OSError as problem:
        why = f"there is no folder {path.parent}" if not path.parent.is_dir() else problem.strerror or problem
        raise OutputError(f"{path} cannot be written: {why}.", "Name another file with -o.") from problem
    finally:
        if not special:
            unfinished.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """The new name is on the disk too, where the system can be asked for that."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
