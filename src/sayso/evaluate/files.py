"""Annotated articles from JSON Lines, by id: the gold shape, or PolNeAR's with `doc_id`."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import msgspec

from sayso.errors import InputError
from sayso.evaluate.measures import Json
from sayso.ingest.dates import iso_date
from sayso.records import Article


def load(path: Path) -> dict[str, Json]:
    """Every article of a file (.jsonl, also .gz) by its id.

    Raises:
        InputError: the file cannot be read, or a line is no object with an `id` or `doc_id`.
    """
    try:
        data = path.read_bytes()
        data = gzip.decompress(data) if path.suffix == ".gz" else data
    except (OSError, EOFError, zlib.error) as problem:
        raise InputError(f"{path} cannot be read: {problem}.", "Name a file of JSON Lines.") from problem
    records = [_record(line, f"{path}:{n}") for n, line in enumerate(data.splitlines(), start=1) if line.strip()]
    if not records:
        raise InputError(f"{path} is empty.", "Name a file of JSON Lines, one article a line.")
    return dict(records)


def _record(line: bytes, name: str) -> tuple[str, Json]:
    try:
        record = msgspec.json.decode(line)
    except msgspec.DecodeError as problem:
        raise InputError(f"{name} is no JSON: {problem}.", "Give one article a line.") from problem
    key = (record.get("id") or record.get("doc_id")) if isinstance(record, dict) else None
    if not isinstance(key, str) or not {"claims", "attributions"} & set(record):
        raise InputError(f"{name} is no annotated article.", "It needs an id, and claims or attributions.")
    return key, record


def article_of(key: str, record: Json) -> Article:
    """The bare article of a gold record: its text unchanged, so that offsets hold.

    Raises:
        InputError: the record has no text.
    """
    if not isinstance(text := record.get("text"), str):
        raise InputError(f"{key} has no text to read.", "Give predictions as a second file.")
    return Article(
        id=key,
        text=text,
        title=record.get("title"),
        published=iso_date(record.get("date")),
        publisher=record.get("publisher"),
        url=record.get("url"),
        language="en",
    )
