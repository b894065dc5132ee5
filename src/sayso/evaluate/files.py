"""Annotated articles from JSON Lines, by id: the gold shape, or PolNeAR's with `doc_id`."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Mapping
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


OF_GOLD = (
    *("id", "trigger", "accept", "actor", "recipient", "object", "when", "where"),
    *("mode", "auxiliary", "factuality", "required"),
)
"""What every claim of a gold file has, be it empty."""
OF_PREDICTED = ("trigger", "event")


def check_claims(articles: Mapping[str, Json], needed: Iterable[str]) -> None:
    """Whether claims have what they are measured by.

    Args:
        articles: by id.
        needed: `OF_GOLD` or `OF_PREDICTED`.

    Raises:
        InputError: one has not, or its trigger has no offsets.
    """
    for key, record in articles.items():
        for n, claim in enumerate(record.get("claims") or (), start=1):
            held = claim if isinstance(claim, dict) else {}
            trigger = held.get("trigger")
            lacks = [name for name in needed if name not in held]
            if not lacks and not (isinstance(trigger, dict) and {"start", "end"} <= trigger.keys()):
                lacks = ["start and end of its trigger"]
            if lacks:
                raise InputError(
                    f"Claim {n} of {key} lacks {', '.join(lacks)}.",
                    "Claims look like those of `sayso judge export -o gold.jsonl`; what is unknown is null or [].",
                )


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
