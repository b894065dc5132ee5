"""Which column of a table, or key of a JSON object, holds what: as the caller says, else by the names in use."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import msgspec

from sayso.ingest.compose import Known
from sayso.ingest.dates import iso_date
from sayso.ingest.unreadable import Unreadable

SHOWN = 20  # columns that a rejection names
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")  # whoever writes dots puts the day first
_EPOCHS = ((10, 1), (13, 1_000))  # digits of a count of seconds or milliseconds since 1970, as of 2001 to 2286


def columns_of(words: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """Field → column: those that the caller names, and for other fields those that go by a known name.

    Raises:
        Unreadable: `no text column`.
    """
    found = {**guessed(names), **words}
    if found.get("text") not in names or not set(words.values()) <= set(names):
        shown = ", ".join(names[:SHOWN]) + (", ..." if len(names) > SHOWN else "")
        missing = next((f"no column {name}; " for name in words.values() if name not in names), "")
        hint = "" if missing else "; name one with --columns text=COLUMN"
        raise Unreadable("no text column", f"{missing}columns: {shown}{hint}")
    return found


@lru_cache(maxsize=1024)
def guessed(names: tuple[str, ...]) -> dict[str, str]:
    """Field → column, by the table of names; of several that serve the one that stands higher in the table."""
    given = {_plain(name): name for name in reversed(names)}
    found: dict[str, str] = {}
    for field, name in _known_names():
        if field not in found and name in given:
            found[field] = given[name]
    return found


@cache
def _known_names() -> tuple[tuple[str, str], ...]:
    with (files("sayso.ingest") / "data" / "columns.csv").open(encoding="utf-8") as file:
        return tuple((row["field"], _plain(row["name"])) for row in csv.DictReader(file))


def _plain(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())


def known_of(row: Mapping[str, Any], columns: Mapping[str, str]) -> Known:
    """What a row says of its article, but for the text."""
    values = {field: row.get(column) for field, column in columns.items() if field != "text"}
    words = {field: word(value) for field, value in values.items()}
    published = day(values.get("published"))
    return msgspec.structs.replace(Known(), **{**words, "published": published})


def word(value: object) -> str | None:
    """A cell as a string, None if it holds nothing; numbers serve as ids too, and of a record its name."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or value.get("id")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, (str, int)) and str(value).strip() else None


def day(value: object) -> str | None:
    """ISO date of a cell: a date, a date in words, `20240503`, `3.5.2024`, or a count of seconds or milliseconds since
    1970.
    """
    if isinstance(value, date):
        return value.isoformat()[:10]
    text = word(int(value) if isinstance(value, float) and value.is_integer() else value)
    if text and (dotted := _DOTTED.fullmatch(text.strip())):
        return iso_date(f"{dotted[3]}-{dotted[2]:0>2}-{dotted[1]:0>2}")
    if text is None or not text.strip().isdigit():
        return iso_date(text)
    digits = text.strip()
    if len(digits) == 8:
        return iso_date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
    for length, units in _EPOCHS:
        if len(digits) == length:
            return datetime.fromtimestamp(int(digits) / units, UTC).date().isoformat()
    return None
