"""Parquet, batch by batch, read by a process of its own: see `parquet_rows`."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from typing import IO, Any, cast

import msgspec

from sayso.ingest.columns import columns_of, known_of, word
from sayso.ingest.compose import compose
from sayso.ingest.html import plain
from sayso.ingest.opened import Opened, Options, Outcome, seekable
from sayso.ingest.unreadable import Unreadable

_MARK = b"PAR1"
_DAMAGED = Unreadable("unreadable file", "damaged Parquet")


def from_parquet(opened: Opened, options: Options) -> Iterator[Outcome]:
    """An article or a rejection a row.

    Raises:
        Unreadable: `unreadable file`, after the rows before the damage, or `no text column`.
    """
    lines = _lines(_checked(seekable(opened)), options.columns)
    names = next(lines, None)
    if not isinstance(names, list):
        raise _DAMAGED
    columns = columns_of(options.columns, tuple(names))
    for number, row in enumerate(lines, start=1):
        yield _one(row, columns, f"{opened.source}#{number}", opened=opened, options=options)


def _checked(file: IO[bytes]) -> IO[bytes]:
    """The file, if it begins and ends as Parquet does."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 8))
    tail = file.read(8)
    if size < 12 or tail[4:] != _MARK or int.from_bytes(tail[:4], "little") > size - 12:
        raise Unreadable("unreadable file", "cut off, or no Parquet")
    return file


def _lines(file: IO[bytes], columns: Mapping[str, str]) -> Iterator[Any]:
    """What the other process writes, line by line.

    Raises:
        Unreadable: it tells an error, or ends over one.
    """
    command = [sys.executable, "-m", "sayso.ingest.parquet_rows", msgspec.json.encode(columns).decode()]
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(
        command, stdin=_on_disk(file), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=paths
    ) as process:
        try:
            for line in cast(IO[bytes], process.stdout):
                yield _decoded(line)
        except BaseException:  # nobody wants the rest
            process.kill()
            raise
    if process.returncode:
        raise _DAMAGED


def _decoded(line: bytes) -> Any:
    try:
        value = msgspec.json.decode(line)
    except msgspec.DecodeError as problem:  # the process ended within a line
        raise _DAMAGED from problem
    if isinstance(value, str):
        raise Unreadable("unreadable file", value)
    return value


def _on_disk(file: IO[bytes]) -> IO[bytes]:
    """The file, or a copy of one that lies in memory."""
    if isinstance(file, tempfile.SpooledTemporaryFile):
        file.rollover()
    try:
        file.fileno()
    except io.UnsupportedOperation:
        copy = tempfile.TemporaryFile()  # noqa: SIM115
        file.seek(0)
        shutil.copyfileobj(file, copy)
        file = cast(IO[bytes], copy)
    file.flush()
    return file


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
        return compose(plain(text, known.url), known.or_else(opened.known), date=options.date)
    except Unreadable as problem:
        return problem.rejection(source, name)
