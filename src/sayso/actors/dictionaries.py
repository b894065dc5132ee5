"""User dictionaries: CSV files of names that win over the committed tables."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from sayso.actors.names import name_key
from sayso.actors.tables import Entry, Index
from sayso.errors import DictionaryError

COLUMNS = ("name", "code", "sector", "from", "to", "kind")
KINDS_BY_WORD = {
    "person": "official",
    "group": "group",
    "organisation": "igo",
    "agency": "agency",
    "country": "country",
    "place": "place",
    "": "group",
}
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class UserDictionary:
    """The entries of one user dictionary and the file they come from."""

    path: str
    entries: tuple[Entry, ...]


def read_dictionary(path: str | Path) -> UserDictionary:
    """Reads a user dictionary (see docs/actors.md).

    Raises:
        DictionaryError: the file is missing, not UTF-8, lacks a column, or a row is malformed; names file and line.
    """
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            _check_header(path, reader.fieldnames or ())
            entries = tuple(_entry(path, reader.line_num, row) for row in reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DictionaryError(
            f"The dictionary {path} cannot be read: {error}.", "Give a CSV file in UTF-8 that exists."
        ) from error
    return UserDictionary(str(path), entries)


def with_dictionaries(base: Index, dictionaries: Iterable[UserDictionary]) -> Index:
    """The index with the users' entries added; the base itself if there are none."""
    added = [entry for dictionary in dictionaries for entry in dictionary.entries]
    if not added:
        return base
    twin = base.copy()
    for entry in added:
        twin.add(entry)
        if twin.get(name_key(f"the {entry.name}")):  # else the longer "the Kremlin" of the tables would win
            twin.add(entry._replace(name=f"the {entry.name}"))
    return twin


def _check_header(path: str | Path, header: Iterable[str]) -> None:
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        _refuse(path, 1, f"the columns {', '.join(missing)} are missing")


def _entry(path: str | Path, line: int, row: dict[str, str | None]) -> Entry:
    values = {column: (row.get(column) or "").strip() for column in COLUMNS}
    if None in row or any(row.get(column) is None for column in COLUMNS):
        _refuse(path, line, "the row has too many or too few columns")
    for column in ("name", "code"):
        if not values[column]:
            _refuse(path, line, f"{column} is empty")
    for column in ("from", "to"):
        if values[column] and not _DATE.fullmatch(values[column]):
            _refuse(path, line, f"{column} is {values[column]!r}, which is no date (YYYY, YYYY-MM or YYYY-MM-DD)")
    if values["from"] and values["to"] and values["from"] > values["to"]:
        _refuse(path, line, f"from ({values['from']}) lies after to ({values['to']})")
    if values["kind"] not in KINDS_BY_WORD:
        _refuse(path, line, f"kind is {values['kind']!r}, which is none of {', '.join(filter(None, KINDS_BY_WORD))}")
    return Entry(
        values["name"],
        values["code"],
        KINDS_BY_WORD[values["kind"]],
        values["sector"],
        values["from"],
        values["to"],
        values["code"],
        values["kind"],
        user=True,
    )


def _refuse(path: str | Path, line: int, reason: str) -> NoReturn:
    raise DictionaryError(f"{path}, line {line}: {reason}.", "Mend the row; docs/actors.md shows the columns.")
