"""Parquet, batch by batch."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any, TypeVar

import msgspec

from sayso.ingest.columns import columns_of, known_of, word
from sayso.ingest.compose import compose
from sayso.ingest.opened import Opened, Options, Outcome, seekable
from sayso.ingest.unreadable import Unreadable

if TYPE_CHECKING:
    from arro3.core import RecordBatch, RecordBatchReader

_T = TypeVar("_T")
BATCH = 256  # rows that are in memory at a time
_MARK = b"PAR1"


def from_parquet(opened: Opened, options: Options) -> Iterator[Outcome]:
    """An article or a rejection a row.

    Raises:
        Unreadable: `unreadable file` or `no text column`.
    """
    number = 0
    for batch in _batches(_checked(seekable(opened))):
        columns = columns_of(options.columns, tuple(batch.column_names))
        for row in _rows(batch, columns):
            number += 1
            yield _one(row, columns, f"{opened.source}#{number}", opened=opened, options=options)


def _checked(file: IO[bytes]) -> IO[bytes]:
    """The file, if it begins and ends as Parquet does: the library breaks down over one that was cut off."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 8))
    tail = file.read(8)
    if size < 12 or tail[4:] != _MARK or int.from_bytes(tail[:4], "little") > size - 12:
        raise Unreadable("unreadable file", "cut off, or no Parquet")
    file.seek(0)
    return file


def _batches(file: IO[bytes]) -> Iterator[RecordBatch]:
    reader = _guarded(lambda: _reader(file))
    while (batch := _guarded(lambda: next(reader, None))) is not None:
        yield batch


def _reader(file: IO[bytes]) -> RecordBatchReader:
    from arro3.io import read_parquet

    return read_parquet(file, batch_size=BATCH)


def _guarded(step: Callable[[], _T]) -> _T:
    """What a step of the library gives; its errors are plain exceptions and, over a broken footer, panics."""
    try:
        return step()
    except BaseException as problem:
        if type(problem) is not Exception and type(problem).__name__ != "PanicException":
            raise
        raise Unreadable("unreadable file", str(problem)) from problem


def _rows(batch: RecordBatch, columns: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The rows of a batch, with those columns only that hold something of an article."""
    cells = {name: batch.column(name).to_pylist() for name in columns.values()}
    yield from ({name: values[row] for name, values in cells.items()} for row in range(batch.num_rows))


def _one(
    row: Mapping[str, Any], columns: Mapping[str, str], source: str, *, opened: Opened, options: Options
) -> Outcome:
    name = word(row.get(columns.get("id", "")))
    try:
        text = row[columns["text"]]
        if not isinstance(text, str):
            raise Unreadable("empty" if text is None else "missing text", f"a {type(text).__name__}")
        hashed = hashlib.sha256(text.encode()).hexdigest()
        known = msgspec.structs.replace(known_of(row, columns), source=source, raw_sha256=hashed)
        return compose(text.replace("\r\n", "\n"), known.or_else(opened.known), date=options.date)
    except Unreadable as problem:
        return problem.rejection(source, name)
