"""The objects of a JSON file one by one, without the whole of a long list in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

import msgspec

from sayso.ingest.opened import LINE_CAP, MB, peeked, some
from sayso.ingest.unreadable import Unreadable

WRAPPED_CAP = 200 * MB  # bytes of an object that wraps a list; it is parsed in one piece
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|[{}\[\]]|"', re.S)


def objects(file: IO[bytes]) -> Iterator[bytes]:
    """The elements of the file's list; of a list that an object wraps; or the objects that follow one another.

    Raises:
        Unreadable: `bad JSON` or `too large`, after the objects before it.
    """
    head, file = peeked(file, 64)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"["):
        yield from _scanned(file, level=1)
        return
    data = file.read(WRAPPED_CAP + 1)
    if len(data) > WRAPPED_CAP:
        raise Unreadable("too large", f"one JSON object over {WRAPPED_CAP // MB} MB; give JSON Lines")
    yield from _wrapped(data)


def _wrapped(data: bytes) -> Iterator[bytes]:
    """The longest list of objects in an object, or else the object; several objects one by one."""
    from io import BytesIO

    try:
        values = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=dict[str, msgspec.Raw])
    except msgspec.DecodeError:
        yield from _scanned(BytesIO(data), level=0)
        return
    lists = [bytes(value) for value in values.values() if re.match(rb"\[\s*\{", bytes(value))]
    if lists and not _holds_text(data):
        yield from _scanned(BytesIO(max(lists, key=len)), level=1)
    else:
        yield data


def _holds_text(data: bytes) -> bool:
    from sayso.ingest.lines import is_record

    return is_record(data)


def _scanned(file: IO[bytes], *, level: int) -> Iterator[bytes]:
    """Every object that stands within so many lists."""
    buffer, at, depth, start = b"", 0, 0, -1
    while piece := some(file):
        buffer += piece
        for match in _TOKEN.finditer(buffer, at):
            token = match.group()
            if token == b'"':  # a string that the piece cuts
                at = match.start()
                break
            at = match.end()
            if token in b"{[":
                start = match.start() if depth == level and token == b"{" else start
                depth += 1
            elif token in b"}]":
                depth -= 1
                if depth == level and start >= 0:
                    yield buffer[start:at]
                    start = -1
        else:
            at = len(buffer)
        keep = start if start >= 0 else at
        buffer, at, start = buffer[keep:], at - keep, min(start, 0)
        if len(buffer) > LINE_CAP + MB:
            raise Unreadable("too large", f"an object over {LINE_CAP // MB} MB")
    if start >= 0 or depth > 0:
        raise Unreadable("bad JSON", "the file ends too early")
