"""JSON Lines: one `{id, title, date, publisher, url, text}` a line; ids are kept, bad lines rejected one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from sayso.ingest.compose import Known, compose
from sayso.ingest.dates import iso_date
from sayso.ingest.decode import decode
from sayso.ingest.unreadable import Unreadable
from sayso.records import Article, Rejection


def from_lines(lines: Iterable[bytes], name: str, *, date: str | None = None) -> Iterator[Article | Rejection]:
    """An article or a rejection for every line that is not blank.

    Args:
        lines: raw lines.
        name: of the file; a rejected line without an id is called `name:number`.
        date: ISO date for articles that do not say when they were published.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _one(line, f"{name}:{number}", date)


def is_record(line: bytes) -> bool:
    """Whether a line is a JSON object with a `text`: how a stream of unknown kind is told from prose."""
    try:
        return "text" in _object(line)
    except Unreadable:
        return False


def _one(line: bytes, name: str, date: str | None) -> Article | Rejection:
    try:
        record = _object(line)
        name = _word(record, "id", "doc_id") or name
        return compose(_text(record), _known(record, line), date=date)
    except Unreadable as problem:
        return problem.rejection(name)


def _object(line: bytes) -> dict[str, Any]:
    try:
        record = msgspec.json.decode(decode(line.strip()))
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as problem:
        raise Unreadable("bad JSON", str(problem)) from problem
    if not isinstance(record, dict):
        raise Unreadable("bad JSON", f"a {type(record).__name__}, no object")
    return record


def _text(record: dict[str, Any]) -> str:
    text = record.get("text")
    if not isinstance(text, str):
        raise Unreadable("missing text")
    return text.replace("\r\n", "\n")


def _known(record: dict[str, Any], line: bytes) -> Known:
    return Known(
        id=_word(record, "id", "doc_id"),
        title=_word(record, "title"),
        published=iso_date(_word(record, "date", "published")),
        publisher=_word(record, "publisher"),
        url=_word(record, "url"),
        raw_sha256=hashlib.sha256(line).hexdigest(),
    )


def _word(record: dict[str, Any], *keys: str) -> str | None:
    """The first of the fields that holds something, as a string; numbers serve as ids too."""
    for key in keys:
        if isinstance(value := record.get(key), (str, int)) and str(value).strip():
            return str(value)
    return None
