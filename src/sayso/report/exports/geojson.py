"""GeoJSON (RFC 7946): a feature a claim or event, a point where a table knows the place, no geometry elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

import msgspec

from sayso.actors.coordinates import Location, locate
from sayso.report.parquet import Row

POSITION: tuple[tuple[str, str], ...] = (
    ("place", "the point is the place itself"),
    ("several", "several places have the name, and the point is the likeliest of them"),
    ("area", "only a country or a water is known, and the point is its middle"),
    ("unknown", "there is no point: no table knows the place, or none is named"),
)
"""Values of the property `position`: how sure the point is."""
DIGITS = 4
"""Of degrees: some ten metres, and more than the tables know."""


def write(rows: Iterable[Row], file: IO[bytes]) -> None:
    """Write a feature for each row, whose columns are its properties, with `position` and `position_country`.

    Args:
        rows: of claims or events, taken one at a time; `where`, `actor` and `recipient` say where.
        file: where to.
    """
    file.write(b'{"type":"FeatureCollection","features":[')
    for number, feature in enumerate(map(_feature, rows)):
        file.write((b",\n" if number else b"\n") + msgspec.json.encode(feature))
    file.write(b"\n]}\n")


def _feature(row: Row) -> dict[str, Any]:
    found = located(row["where"], [*row["actor"], *row["recipient"]])
    point = found and {"type": "Point", "coordinates": [round(x, DIGITS) for x in (found.longitude, found.latitude)]}
    return {
        "type": "Feature",
        "id": _id(row),
        "geometry": point,
        "properties": {
            **row,
            "position": found.sureness if found else "unknown",
            "position_country": (found.code or None) if found else None,
        },
    }


def _id(row: Row) -> str:
    return f"{row['article_id']}/{row['claim_id']}" if "claim_id" in row else row["id"]


def located(where: str | None, parties: Iterable[str]) -> Location | None:
    """Where words for a place lie; None without words, or where no table knows them."""
    return locate(where, parties=tuple(parties)) if where else None
