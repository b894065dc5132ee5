"""Tables of fitted weights: a row says what a named feature adds to a choice of some role."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from importlib import resources

Weights = dict[str, dict[str, float]]
"""Weights by role and feature."""


@cache
def fitted(table: str, room: str = "claims") -> defaultdict[str, dict[str, float]]:
    """The weights of a table of a room's `data/` by role and feature; empty where none have been fitted."""
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    file = resources.files(f"sayso.{room}") / "data" / table
    if file.is_file():
        with file.open("r", encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                found[row["role"]][row["feature"]] = float(row["weight"])
    return found
