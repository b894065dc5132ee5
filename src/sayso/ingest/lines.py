"""JSON: one `{id, title, date, publisher, url, text}` a line, or a list of them; bad ones are rejected one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

import msgspec

from sayso.ingest.columns import SHOWN, guessed, known_of, word
from sayso.ingest.compose import compose
from sayso.ingest.decode import decode
from sayso.ingest.html import plain
from sayso.ingest.json_objects import objects
from sayso.ingest.opened import LINE_CAP, MB, Opened, Options, Outcome
from sayso.ingest.unreadable import Unreadable


def from_lines(opened: Opened, options: Options) -> Iterator[Outcome]:
    """An article or a rejection for every line that is not blank; one without an id is called by its place."""
    return _from_records(capped_lines(opened.file), opened, options)


def from_json(opened: Opened, options: Options) -> Iterator[Outcome]:
    """An article or a rejection for every object of a JSON file: of a list, of a list in an object, or alone."""
    found = False
    for outcome in _from_records(objects(opened.file), opened, options):
        found = True
        yield outcome
    if not found:
        raise Unreadable("bad JSON", "no object in it")


def capped_lines(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a stream; of one that is over the cap only the beginning is kept, and it is longer than the cap."""
    while line := file.readline(LINE_CAP + 1):
        yield line
        while len(line) > LINE_CAP and not line.endswith(b"\n"):
            line = file.readline(LINE_CAP + 1)


def is_record(line: bytes) -> bool:
    """Whether a line is a JSON object with a text: how a stream of unknown kind is told from prose."""
    try:
        return "text" in guessed(tuple(_object(line)))
    except Unreadable:
        return False


def _from_records(records: Iterable[bytes], opened: Opened, options: Options) -> Iterator[Outcome]:
    for number, record in enumerate(records, start=1):
        if record.strip():
            yield _one(record, f"{opened.source}#{number}", opened, options)


def _one(data: bytes, source: str, opened: Opened, options: Options) -> Outcome:
    name = None
    try:
        record = _object(data)
        columns = {**guessed(tuple(record)), **options.columns}
        name = word(record.get(columns.get("id", "id")))
        known = msgspec.structs.replace(
            known_of(record, columns), source=source, raw_sha256=hashlib.sha256(data).hexdigest()
        )
        return compose(plain(_text(record, columns), known.url), known.or_else(opened.known), date=options.date)
    except Unreadable as problem:
        return problem.rejection(source, name)


def _object(data: bytes) -> dict[str, Any]:
    if len(data) > LINE_CAP:
        raise Unreadable("too large", f"a line over {LINE_CAP // MB} MB")
    try:
        record = msgspec.json.decode(decode(data.strip()))
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as problem:
        raise Unreadable("bad JSON", str(problem)) from problem
    if not isinstance(record, dict):
        raise Unreadable("bad JSON", f"a {type(record).__name__}, no object")
    return record


def _text(record: dict[str, Any], columns: Mapping[str, str]) -> str:
    text = record.get(columns.get("text", "text"))
    if not isinstance(text, str):
        keys = ", ".join(list(record)[:SHOWN])
        asked = columns.get("text")
        missing = f"no key {asked}; " if asked and asked not in record else ""
        raise Unreadable("missing text", f"{missing}keys: {keys}; name one with --columns text=KEY")
    return text
