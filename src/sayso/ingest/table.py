"""Tables: CSV and its like, row by row, whatever separates the cells."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, cast

import msgspec

from sayso.ingest.columns import columns_of, guessed, known_of, word
from sayso.ingest.compose import compose
from sayso.ingest.decode import decode, decoded_line
from sayso.ingest.html import plain
from sayso.ingest.lines import capped_lines
from sayso.ingest.opened import LINE_CAP, Opened, Options, Outcome, peeked
from sayso.ingest.unreadable import Unreadable

SEPARATORS = ",;\t|"
SAMPLE = 64 * 2**10  # bytes that tell text from binary, and the encoding


def from_table(opened: Opened, options: Options) -> Iterator[Outcome]:
    """An article or a rejection a row; the first row names the columns.

    Raises:
        Unreadable: `empty`, `binary`, `no text column`.
    """
    sample, file = peeked(opened.file, SAMPLE)
    if not sample.strip():
        raise Unreadable("empty")
    decode(sample)  # refuses what is no text
    lines = capped_lines(_as_utf8(sample, file))
    first = next(lines)
    separator = _separator(first, options.columns)
    rows = Rows(lines, separator, opened.encoding)
    names = _cells(first, separator)
    columns = columns_of(options.columns, names)
    yield from (_row(rows, names, columns, opened=opened, options=options) for _ in rows)


def _as_utf8(sample: bytes, file: IO[bytes]) -> IO[bytes]:
    """The stream itself, or, where a character takes two bytes or four, one in UTF-8."""
    if b"\0" not in sample:
        return file
    wide = "utf-32" if sample[:4] in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE) else "utf-16"
    if sample[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) and wide == "utf-16":
        wide = "utf-16-be" if sample[0] == 0 else "utf-16-le"
    return cast(IO[bytes], io.BufferedReader(_Recoded(codecs.iterdecode(_pieces(file), wide, errors="replace"))))


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(2**16):
        yield piece


class _Recoded(io.RawIOBase):
    """Pieces of text as a stream of UTF-8."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """As of any raw stream."""
        view = memoryview(cast(bytearray, buffer))
        while not self._rest and (piece := next(self._pieces, None)) is not None:
            self._rest = piece.encode()
        taken = self._rest[: len(view)]
        view[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)


def _separator(line: bytes, words: Mapping[str, str]) -> str:
    """What separates the cells of the first line: with it most columns are known, then most columns are there."""

    def known(separator: str) -> tuple[int, int]:
        names = _cells(line, separator)
        return len(guessed(names)) + len(set(words.values()) & set(names)), len(names)

    return max(SEPARATORS, key=known)


def _cells(line: bytes, separator: str) -> tuple[str, ...]:
    text = decoded_line(line, None).removeprefix("\ufeff")
    return tuple(name.strip() for name in next(csv.reader([text], delimiter=separator), ()))


class Rows:
    """The rows of a table behind its first.

    A quotation mark that is never closed would swallow the rows up to the next mark: a row of several lines whose marks
    do not fit is told as bad by its first line, and the others are read again by themselves. `line` and `raw` are where
    the latest row starts and the bytes it had, `problem` what is wrong with it.
    """

    def __init__(self, lines: Iterable[bytes], separator: str, encoding: str | None) -> None:
        csv.field_size_limit(LINE_CAP)
        self._lines = iter(lines)
        self._separator = separator
        self._encoding = encoding
        self._taken: list[bytes] = []
        self._again: deque[bytes] = deque()
        self._reader = self._new_reader()
        self._next_line = 2  # the first line holds the names
        self.line = 1
        self.cells: list[str] = []
        self.problem: str | None = None

    @property
    def raw(self) -> bytes:
        """The bytes of the latest row."""
        return b"".join(self._taken)

    def __iter__(self) -> Iterator[None]:
        while self._step():
            if self.raw.strip():
                yield None

    def _new_reader(self) -> Iterator[list[str]]:
        return csv.reader(self._texts(), delimiter=self._separator)

    def _texts(self) -> Iterator[str]:
        while (line := self._again.popleft() if self._again else next(self._lines, None)) is not None:
            self._taken.append(line)
            yield decoded_line(line, self._encoding)

    def _step(self) -> bool:
        """Read a row; False if there is none."""
        self.line, self._taken, self.problem = self._next_line, [], None
        try:
            self.cells = next(self._reader)
            self.problem = self._misfit()
        except StopIteration:
            return False
        except csv.Error as problem:
            self.problem = str(problem)
        if self.problem:
            self._again.extendleft(reversed(self._taken[1:]))
            del self._taken[1:]
            self._reader = self._new_reader()  # one that has seen the end of the file gives no more
        self._next_line += len(self._taken)
        return True

    def _misfit(self) -> str | None:
        """What is wrong with the quotation marks of a row of several lines."""
        if len(self._taken) < 2:
            return None
        texts = [decoded_line(line, self._encoding) for line in self._taken]
        try:
            rows = len(list(csv.reader(texts, delimiter=self._separator, strict=True)))
        except csv.Error:
            rows = 0
        return None if rows == 1 else "a quotation mark is not closed"


def _row(
    rows: Rows, names: tuple[str, ...], columns: Mapping[str, str], *, opened: Opened, options: Options
) -> Outcome:
    source = f"{opened.source}#{rows.line}"
    name = None
    try:
        row = dict(zip(names, _checked(rows, len(names)), strict=False))
        name = word(row.get(columns.get("id", "")))
        hashed = hashlib.sha256(rows.raw).hexdigest()
        known = msgspec.structs.replace(known_of(row, columns), source=source, raw_sha256=hashed)
        return compose(plain(row.get(columns["text"], ""), known.url), known.or_else(opened.known), date=options.date)
    except Unreadable as problem:
        return problem.rejection(source, name)


def _checked(rows: Rows, width: int) -> list[str]:
    if rows.problem:
        raise Unreadable("bad row", rows.problem)
    if len(rows.cells) > width:
        raise Unreadable("bad row", f"{len(rows.cells)} cells in {width} columns")
    return rows.cells
