"""Reading tables that lie in the `data` folder of a room."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources


def rows(table: str, *, room: str = "ontology") -> Iterator[dict[str, str]]:
    """The rows of a table of a room, this one unless another is named, by column name."""
    with (resources.files(f"sayso.{room}") / "data" / f"{table}.csv").open(encoding="utf-8") as file:
        yield from csv.DictReader(file)
