"""JSON Lines: of claims whole readings, which `sayso add` takes back; of events whole records; else a row a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import msgspec

from sayso.errors import InputError
from sayso.records import Reading
from sayso.report.parquet import Row

_READING = msgspec.json.Decoder(Reading)
MARKS = frozenset({"article", "claims", "version"})
"""Keys that tell a whole reading from an article."""
ENDING = ".jsonl"
LONGEST = 64 * 1024 * 1024
"""Bytes of the longest line that is looked at; articles are rejected far below that."""


def write_records(records: Iterable[msgspec.Struct], file: IO[bytes]) -> None:
    """One whole record a line."""
    for record in records:
        file.write(msgspec.json.encode(record) + b"\n")


def write_rows(rows: Iterable[Row], file: IO[bytes]) -> None:
    """One row a line."""
    for row in rows:
        file.write(msgspec.json.encode(row) + b"\n")


def is_readings(path: Path) -> bool:
    """Whether a file holds whole readings, by its first line."""
    if not path.name.endswith(ENDING) or not path.is_file():
        return False
    with path.open("rb") as file:
        first = file.readline(LONGEST)
    try:
        held: Any = msgspec.json.decode(first)
    except msgspec.DecodeError:
        return False
    return isinstance(held, dict) and held.keys() >= MARKS and isinstance(held["article"], dict)


def readings_in(path: Path) -> Iterator[Reading]:
    """The readings of a file that `write_records` wrote.

    Raises:
        InputError: a line holds none.
    """
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _reading(line, f"{path}:{number}")


def _reading(line: bytes, place: str) -> Reading:
    try:
        return _READING.decode(line)
    except msgspec.MsgspecError as problem:
        raise InputError(f"{place} holds no reading: {problem}.", "`sayso export -o x.jsonl` writes such files.") from (
            problem
        )
