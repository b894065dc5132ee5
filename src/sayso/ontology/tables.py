"""Reading the room's tables."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table of this room, by column name."""
    with (resources.files("sayso.ontology") / "data" / f"{table}.csv").open(encoding="utf-8") as file:
        yield from csv.DictReader(file)
