"""Where places lie: words for a place in, degrees out, and how sure that is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from sayso.actors.names import name_key
from sayso.actors.tables import index, rows

Sureness = Literal["place", "several", "area"]
"""The place itself, or one beside it; one of several places of that name; only a country or a sea that it is in."""
DOMINANT = 10
"""So many times the people of the next one of its name make a place the one that is meant: Kyiv or Paris, but neither
of the two cities named Tripoli, of which the larger has six times the people of the other."""
STATES = frozenset({"country", "adjective"})
WATERS = frozenset("sea gulf strait ocean channel bay".split())
"""Words that make a name that of a water, which is nobody's: the Sea of Japan does not lie in Japan."""
BUILT = frozenset("states square street avenue road bridge boulevard hotel embassy consulate".split())
"""Words that make a name that of something in a town: Independence Square does not lie in Independence."""
LONGEST = 4
"""Words of the longest name that is looked for inside others ("the outskirts of Santa Cruz de Tenerife")."""

REMEMBERED = 4096
"""Names whose keys and countries are kept: a map asks for the same ones again and again."""


class Bearer(NamedTuple):
    """A place that has a name: its country, where it lies, how many thousands live there."""

    code: str
    latitude: float
    longitude: float
    people: int


class Location(NamedTuple):
    """Where something lies, in which country, and how sure that is."""

    latitude: float
    longitude: float
    code: str
    sureness: Sureness


@cache
def _tables() -> tuple[dict[str, list[Bearer]], dict[str, Bearer]]:
    """Places by their key, the largest first, and countries by their code."""
    places: dict[str, list[Bearer]] = {}
    countries: dict[str, Bearer] = {}
    for row in rows("coordinates"):
        one = Bearer(row["code"], float(row["latitude"]), float(row["longitude"]), int(row["people"] or 0))
        if row["key"]:
            places.setdefault(row["key"], []).append(one)
        else:
            countries[row["code"]] = one
    return places, countries


@cache
def _waters() -> dict[str, Location]:
    """Seas, straits and gulfs by the keys of their names."""
    return {
        name_key(name): Location(float(row["latitude"]), float(row["longitude"]), "", "area")
        for row in rows("waters")
        for name in row["names"].split("|")
    }


def country(code: str) -> Location | None:
    """The middle of a country, by its code."""
    held = _tables()[1].get(code)
    return Location(held.latitude, held.longitude, code, "area") if held else None


def locate(words: str, *, parties: Collection[str] = ()) -> Location | None:
    """Where the place lies that words name; None if no table knows it.

    >>> locate("Tripoli").sureness, locate("Tripoli, Lebanon").sureness, locate("northern Lebanon").sureness
    ('several', 'place', 'area')

    Args:
        words: for one place, which may be followed by what it is in ("Tripoli, Lebanon").
        parties: codes of those who take part: of several places of one name that in the country of one of them is
            meant, if it is the only one.
    """
    keys = _keys(words)
    named = {code for key in keys for code in _states(key)}
    for held in (_tables()[0][key] for key in keys if key in _tables()[0] and not _states(key)):
        if not named or named & {one.code for one in held}:
            return _one_of(held, named or parties)
    if water := next((_waters()[key] for key in keys if key in _waters()), None):
        return water
    codes = [code for key in keys for code in _states(key)] or [code for key in keys for code in _regions(key)]
    return next((found for code in codes if (found := country(code))), None)


def _one_of(held: Sequence[Bearer], within: Collection[str]) -> Location:
    """The bearer that is meant, or else the largest and that it is not sure."""
    chosen = [one for one in held if one.code in within] or held
    sure = len(chosen) == 1 or chosen[0].people >= DOMINANT * chosen[1].people
    return Location(chosen[0].latitude, chosen[0].longitude, chosen[0].code, "place" if sure else "several")


@lru_cache(REMEMBERED)
def _states(key: str) -> tuple[str, ...]:
    """The countries that a name or an adjective stands for."""
    return tuple(dict.fromkeys(entry.code for entry in index().get(key) if entry.kind in STATES))


@lru_cache(REMEMBERED)
def _regions(key: str) -> tuple[str, ...]:
    """The countries that hold a place of that name."""
    return tuple(dict.fromkeys(entry.code for entry in index().get(key) if entry.kind in ("capital", "place")))


@lru_cache(REMEMBERED)
def _keys(words: str) -> tuple[str, ...]:
    """The key of the whole name; where no table has it, those of the names in it, the longest first."""
    whole = name_key(words)
    if _is_known(whole):
        return (whole,)
    tokens = words.replace(",", " ").split()
    sizes = range(min(len(tokens), LONGEST), 0, -1)
    spans = [(start, start + size) for size in sizes for start in range(len(tokens) - size + 1)]
    keys = [(name_key(" ".join(tokens[a:b])), a, b) for a, b in spans if tokens[a][0].isupper()]
    found = [key for key, _, b in keys if _is_known(key) and name_key(" ".join(tokens[b : b + 1])) not in BUILT]
    at_sea = any(name_key(token) in WATERS for token in tokens)
    return tuple(key for key in found if key in _waters() or not at_sea)


def _is_known(key: str) -> bool:
    return bool(key) and (key in _tables()[0] or key in _waters() or bool(_states(key) or _regions(key)))
