"""Web archives: the HTML pages that servers answered with, record by record, past those that are damaged."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from sayso.ingest.compose import Known
from sayso.ingest.opened import MB, PIECE_CAPS, Opened, Options, Outcome, guarded, seekable
from sayso.ingest.pages import from_html
from sayso.ingest.unreadable import Unreadable, needed
from sayso.records import Rejection

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

HTML = ("text/html", "application/xhtml+xml")
_PLAIN = b"WARC/1."
_WITHIN = re.compile(rb"WARC/1\.[01]\r?\nWARC-")
_BEGINNING = re.compile(rb"\x1f\x8b\x08|(?<=\n)WARC/1\.|" + _WITHIN.pattern)
_LENGTH = re.compile(rb"(?i)^content-length:\s*(\d+)", re.MULTILINE)
_LOOKED_AT = 512  # bytes that tell whether a packed record begins


class _Damaged(Exception):
    """The stream cannot be read on from here."""


def from_warc(opened: Opened, options: Options) -> Iterator[Outcome]:
    """The article of each HTML page that was answered with status 200; other records are passed over.

    A damaged record is a rejection, and reading goes on at the next whole one.

    Raises:
        Unreadable: `unreadable file` or `missing package`.
    """
    needed("fastwarc.warc")
    file = seekable(opened)
    start: int | None = 0
    told = False  # of the damage that reading stands before
    while start is not None:
        at = start
        try:
            for record in _records(file, start):
                at, told = record.stream_pos, False
                for outcome in guarded(_read(record, file, opened, options), _source(record, opened)):
                    told = isinstance(outcome, Rejection) and outcome.reason == "broken record"
                    yield outcome
                if told:
                    raise _Damaged  # its length is not to be relied on
            return
        except _Damaged as problem:
            after = _next(file, at + 1)
            if at == 0 and after is None and not told:
                raise Unreadable("unreadable file", str(problem)) from problem
            if not told:
                yield Unreadable("broken record", str(problem)).rejection(f"{opened.source}#{after or at}")
            start, told = after, True


def _records(file: IO[bytes], start: int) -> Iterator[WarcRecord]:
    """The responses from a place on.

    Raises:
        _Damaged: the next record is.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    file.seek(start)
    records = ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True, auto_decode="all")
    while True:
        try:
            record = next(records, None)
        except (OSError, ValueError) as problem:
            raise _Damaged(str(problem)) from problem
        if record is None:
            return
        yield record


def _source(record: WarcRecord, opened: Opened) -> str:
    return f"{opened.source}#{(record.record_id or str(record.stream_pos)).strip('<>')}"


def _read(record: WarcRecord, file: IO[bytes], opened: Opened, options: Options) -> Iterator[Outcome]:
    """The article of a record, if it is a page."""
    headers = record.http_headers
    if not record.is_http:
        return
    if headers is None or headers.status_code is None:
        raise Unreadable("broken record", "no HTTP headers")
    if headers.status_code != 200 or record.http_content_type not in HTML:
        return
    known = Known(url=record.headers.get("WARC-Target-URI"), retrieved=record.headers.get("WARC-Date"))
    page = Opened(
        source=_source(record, opened),
        file=io.BytesIO(_body(record, file)),
        encoding=record.http_charset,
        known=known,
    )
    yield from from_html(page, options)


def _body(record: WarcRecord, file: IO[bytes]) -> bytes:
    headers = record.http_headers
    coded = headers is not None and ("Content-Encoding" in headers or "Transfer-Encoding" in headers)
    try:
        data = record.reader.read(PIECE_CAPS["html"] * MB + 1)
    except (OSError, ValueError) as problem:
        raise Unreadable("broken record", str(problem)) from problem
    found = None if coded else _WITHIN.search(data)
    whole = found.start() if found and not _is_closed(file, record.stream_pos) else len(data)
    if not coded and whole < min(record.content_length, PIECE_CAPS["html"] * MB):
        raise Unreadable("broken record", f"{whole} of {record.content_length} bytes")
    return data


def _is_closed(file: IO[bytes], at: int) -> bool:
    """Whether an empty line follows a record that stands at a place, as it must after as many bytes as it says; packed
    ones end with their piece. Where none does, another record began within it."""
    here = file.tell()
    file.seek(at)
    head, gap, _ = file.read(MB).partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    if not head.startswith(_PLAIN) or not gap or not length:
        file.seek(here)
        return True
    file.seek(at + len(head) + len(gap) + int(length[1]))
    closed = file.read(4) in (b"\r\n\r\n", b"")
    file.seek(here)
    return closed


def _next(file: IO[bytes], at: int) -> int | None:
    """Where the next record begins, packed by itself or not; None if there is none."""
    file.seek(at)
    before, offset = b"", at
    while piece := file.read(MB):
        window = before + piece
        for match in _BEGINNING.finditer(window):
            if match.start() + _LOOKED_AT <= len(window) and _is_record(window[match.start() :]):
                return offset - len(before) + match.start()
        before, offset = window[-_LOOKED_AT:], offset + len(piece)
    found = (m.start() for m in _BEGINNING.finditer(before) if _is_record(before[m.start() :]))
    return next((offset - len(before) + start for start in found), None)


def _is_record(data: bytes) -> bool:
    """Whether bytes begin as a record does, once unpacked if they are packed."""
    if data.startswith(_PLAIN):
        return True
    try:
        return zlib.decompressobj(31).decompress(data[:_LOOKED_AT], len(_PLAIN)) == _PLAIN
    except zlib.error:
        return False
