"""Builds `data/countries.json`: outlines of countries for the map, as TopoJSON.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python -m sayso.report.plots.build_land package/countries-110m.json

Natural Earth's countries at 1:110 million (public domain), as the npm package world-atlas 2 packs them. What the map
does not draw is left out: names, and the land as one piece. Antarctica is left out too.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "countries.json"
ANTARCTICA = "010"


def build(atlas: Path) -> None:
    """Writes the file."""
    held: dict[str, Any] = json.loads(atlas.read_text(encoding="utf-8"))
    shapes = [
        {"type": one["type"], "arcs": one["arcs"]}
        for one in held["objects"]["countries"]["geometries"]
        if one.get("id") != ANTARCTICA
    ]
    held["objects"] = {"countries": {"type": "GeometryCollection", "geometries": shapes}}
    FILE.write_text(json.dumps(held, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
