"""The map: where it happens, and how sure the place is."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import altair as alt

from sayso.report.plots.framing import WIDTH, Caption, framed
from sayso.report.plots.marks import SIZE, Drawn, Key, Sheet, data, filling, held, labels, legend
from sayso.report.plots.measure import Box, Room, around, cut
from sayso.report.plots.projecting import Projection, fitted
from sayso.report.plots.themes import STANDINGS, Theme

Row = Mapping[str, Any]
SMALLEST, LARGEST = 3.0, 21.0
"""Radius of the sign of a place."""
UNIT = 6.5
"""Radius of the sign for one, at most."""
FEW, CROWDED = 25, 9.0
"""With more places the largest sign becomes smaller, as the root of their number, down to so much."""
RING = 4.5
"""Pixels between a sign and the ring around it that says that only the area is known."""
MOSTLY = 2 / 3
"""Part of what happens at a place that makes it one of conflict, or of cooperation."""
NAMED = 40
"""Places that are named at most, those with the most first."""
LONGEST_NAME = 130
SHAPES: Mapping[str, tuple[str, str]] = {
    "place": ("circle", "a place"),
    "several": ("diamond", "one of several places of that name"),
    "area": ("circle", "a country or sea, the place in it unknown: drawn in its middle"),
}
"""Sign and words for how sure a place is."""


def places(rows: Sequence[Row], caption: Caption, theme: Theme, *, unit: str) -> Drawn:
    """A sign for each place, as large as what happens there.

    Args:
        rows: `place` (its name), `latitude`, `longitude`, `sureness` (place, several, area), `n`, `cooperation`,
            `conflict`, `denied` (how many of them), `standing` (asserted, contested, denied).
        caption: the words around it.
        theme: its colours.
        unit: what is counted.
    """
    seen = fitted([(row["longitude"], row["latitude"]) for row in rows], WIDTH)
    sheet = Sheet(WIDTH, seen.tall, theme)
    most = max(row["n"] for row in rows)
    largest = min(UNIT * math.sqrt(most), max(CROWDED, LARGEST * math.sqrt(min(1.0, FEW / len(rows)))))
    signs = [_sign(row, seen, most, largest, theme) for row in sorted(rows, key=lambda row: -row["n"])]
    drawn = sheet.done(
        _land(seen, theme), *_rings(sheet, signs), *_signs(sheet, signs), *labels(sheet, _names(sheet, signs))
    )
    parts = [_legend(signs, theme), drawn]
    notes = caption.noting(
        "Outlines: Natural Earth. Places: GeoNames, CC BY 4.0.",
        f"Larger signs stand for more {unit}; the largest for {most:,}." if most > 1 else None,
    )
    return framed(parts, notes, theme, described=_described(rows, caption, unit))


@cache
def _outlines() -> Mapping[str, Any]:
    path = resources.files("sayso.report.plots") / "data" / "countries.json"
    held: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return held


def _land(seen: Projection, theme: Theme) -> Drawn:
    shapes = alt.Data(name=held(_outlines()), format=alt.TopoDataFormat(type="topojson", feature="countries"))
    shown = alt.Projection(
        type=seen.name, scale=seen.scale, translate=[seen.x, seen.y], clipExtent=[[0, 0], [WIDTH, seen.tall]],
        precision=0.4,
    )  # fmt: skip
    return (
        alt.Chart(shapes, projection=shown)
        .mark_geoshape(fill=theme.land, stroke=theme.border, strokeWidth=0.7, aria=False, clip=True)
    )  # fmt: skip


def _sign(row: Row, seen: Projection, most: int, largest: float, theme: Theme) -> dict[str, Any]:
    """Where and how a place is drawn."""
    x, y = seen.at(row["longitude"], row["latitude"])
    kind = prevailing(row)
    colour = {"conflict": theme.kinds[4], "cooperation": theme.kinds[2]}.get(kind, theme.classes[3])
    radius = SMALLEST + (largest - SMALLEST) * math.sqrt(row["n"] / most if most > 1 else 1.0)
    return {"x": x, "y": y, "radius": radius, "size": math.pi * radius**2, "colour": colour, "kind": kind,
            "standing": row["standing"], "sureness": row["sureness"], "label": row["place"],
            "told": told(row)}  # fmt: skip


def prevailing(row: Row) -> str:
    """What a place sees most of: conflict, cooperation or both."""
    known = row["cooperation"] + row["conflict"]
    if known and row["conflict"] >= MOSTLY * known:
        return "conflict"
    return "cooperation" if known and row["cooperation"] >= MOSTLY * known else "both"


def told(row: Row) -> str:
    """A place in words."""
    unsure = "" if row["sureness"] == "place" else f" ({SHAPES[row['sureness']][1].partition(':')[0]})"
    denied = f", {row['denied']:,} of them denied" if row["denied"] else ""
    return f"{row['place']}{unsure}: {row['n']:,}, {row['conflict']:,} of conflict{denied}"


def _signs(sheet: Sheet, signs: Sequence[Mapping[str, Any]]) -> list[Drawn]:
    layers = []
    for shape in ("circle", "diamond"):
        held = [one for one in signs if SHAPES[one["sureness"]][0] == shape]
        base = alt.Chart(data(held)).mark_point(shape=shape, opacity=0.9, aria=False)
        ground = alt.Chart(data(held)).mark_point(
            shape=shape, filled=True, opacity=0.75, color=sheet.theme.paper, aria=False
        )
        size = alt.Size("size:Q", scale=None, legend=None)
        if held:
            layers.append(ground.encode(x=sheet.x("x"), y=sheet.y("y"), size=size))
            layers.append(base.encode(x=sheet.x("x"), y=sheet.y("y"), size=size, tooltip="told:N", **filling()))
    return layers


def _rings(sheet: Sheet, signs: Sequence[Mapping[str, Any]]) -> list[Drawn]:
    held = [{**one, "size": math.pi * (one["radius"] + RING) ** 2} for one in signs if one["sureness"] == "area"]
    drawn = alt.Chart(data(held)).mark_point(
        shape="circle", strokeWidth=1.2, strokeDash=[3, 3], filled=False, aria=False
    )
    size = alt.Size("size:Q", scale=None, legend=None)
    stroke = alt.Stroke("colour:N", scale=None, legend=None)
    return [drawn.encode(x=sheet.x("x"), y=sheet.y("y"), size=size, stroke=stroke)] if held else []


def _names(sheet: Sheet, signs: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The names of places with the most, where there is room."""
    room = Room(sheet.wide, sheet.high)
    reach = {id(one): one["radius"] + (RING if one["sureness"] == "area" else 0) for one in signs}
    for one in signs[:NAMED]:
        r = reach[id(one)] * 0.8
        room.taken.append(Box(one["x"] - r, one["y"] - r, one["x"] + r, one["y"] + r))
    found = []
    for one in signs[:NAMED]:
        text = cut(one["label"], LONGEST_NAME, SIZE - 1)
        spot = room.first(text, SIZE - 1, around(one["x"], one["y"], reach[id(one)] + 3))
        if spot:
            found.append({"x": spot.x, "y": spot.y, "align": spot.align, "label": text, "colour": sheet.theme.ink})
    return found


def _legend(signs: Sequence[Mapping[str, Any]], theme: Theme) -> Drawn:
    kinds = {one["kind"]: one["colour"] for one in signs}
    words = {"conflict": "mostly conflict", "cooperation": "mostly cooperation", "both": "some of both"}
    standings = {one["standing"] for one in signs}
    sure = {one["sureness"] for one in signs}
    return legend(
        [
            [Key(words[kind], kinds[kind], "circle") for kind in words if kind in kinds],
            [Key(_WORDS[name], theme.soft, "circle", name) for name in _WORDS if name in standings],
            [Key(SHAPES[name][1], theme.soft, "ring" if name == "area" else SHAPES[name][0]) for name in SHAPES
             if name in sure],
        ],
        WIDTH,
        theme,
    )  # fmt: skip


_WORDS = {"asserted": "nobody denies any of it", "contested": "some of it denied", "denied": "all of it denied",
          "doubted": STANDINGS["doubted"].word, "planned": STANDINGS["planned"].word}  # fmt: skip


def _described(rows: Sequence[Row], caption: Caption, unit: str) -> str:
    first = [told(row) for row in sorted(rows, key=lambda row: -row["n"])[:6]]
    unsure = Counter(row["sureness"] for row in rows)
    return (
        f"{caption.title}. Counted are {unit}. {'; '.join(first)}. {unsure['place']:,} places, {unsure['several']:,} "
        f"names of several places, {unsure['area']:,} known by country or sea only."
    )
