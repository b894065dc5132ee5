"""Whom the words of a filter mean: a code, or the name or demonym of a country or organisation."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from sayso.actors.names import name_key
from sayso.actors.tables import country_names, index
from sayso.errors import InputError

NAMING = frozenset({"country", "adjective", "people", "igo", "group"})
"""Kinds of names that stand for the whole: Russia, Russian, Russians, NATO, Hamas. Of a city, a ministry or a person
somebody asks for the words: what Moscow did may be what its mayor did."""
SAYING = NAMING | {"capital", "seat"}
"""Names by which it is quoted: Moscow denied it, and the Kremlin said so."""
SHOWN = 5
"""Names that an error proposes."""
ALIKE = 0.76
"""How alike a name must be to be proposed, as `difflib` counts: "Nroth Korea" and "Ukrane" have 0.9, "Hizbolla" 0.9; at
0.75 "Rusia" brings USA along."""
DIRECTIONS = frozenset({"north", "south", "east", "west"})


def code_asked(words: str) -> str | None:
    """The code that words stand for: "PRK", "prk", "North Korea", "the DPRK" and "North Koreans" for PRK, "au" for
    African Union; None where the tables know no such code or name.

    Raises:
        InputError: they stand for several ("Korea", "RSF").
    """
    codes = bearers(words)
    if len(codes) > 1:
        raise InputError(f"“{words}” may be any of {_listed(codes)}.", "Give one of them by its code or whole name.")
    return codes[0] if codes else None


def sure_code(words: str) -> str | None:
    """The code that words stand for; None also where they stand for several."""
    codes = bearers(words)
    return codes[0] if len(codes) == 1 else None


def codes_asked(words: str) -> tuple[str, ...]:
    """What words may stand as among codes: they themselves, in capitals too, for a code may be a user's own, and the
    code that they stand for."""
    code = sure_code(words)
    return tuple(dict.fromkeys((words, words.upper(), *([code] if code else []))))


def unsure(values: Iterable[str]) -> list[str]:
    """Those of some words that stand for no code, or not for one alone: the words of the text are asked for."""
    return [value for value in values if sure_code(value) is None]


@cache
def names_of(code: str) -> frozenset[str]:
    """All that a country or organisation is called as a source, in small letters and without "the": its names and
    demonyms, its capital and its seat of government."""
    entries = (entry for held in index().entries.values() for entry in held)
    return frozenset(
        entry.name.lower().removeprefix("the ") for entry in entries if entry.code == code and entry.kind in SAYING
    )


def named_near(words: str) -> str:
    """The names that look most like words, with their codes; empty if there are none."""
    near = difflib.get_close_matches(name_key(words), _names(), n=4 * SHOWN, cutoff=ALIKE)
    return _listed(list(dict.fromkeys(code for name in near for code in _names()[name]))[:SHOWN])


def nobody(words: str) -> InputError:
    """The error that nobody is called so, with the names that are nearest."""
    near = named_near(words)
    way = f"Near it: {near}." if near else "Give a code such as PRK, a name such as North Korea, or words of the text."
    return InputError(f"“{words}” is no code and no name that is known, and nobody is called so here.", way)


@lru_cache(maxsize=4096)
def bearers(words: str) -> Sequence[str]:
    """All codes that words may stand for."""
    words = words.strip()
    if words.upper() in country_names():
        return (words.upper(),)
    whole = name_key(words)
    bare = whole.removeprefix("the ")
    return _called(whole) or _called(bare) or _parts().get(bare, ())


def _called(key: str) -> Sequence[str]:
    return tuple(dict.fromkeys(entry.code for entry in index().get(key) if entry.kind in NAMING))


@cache
def _parts() -> Mapping[str, Sequence[str]]:
    """The codes of several countries by what they are called but for the direction: Korea, Korean, Koreans."""
    found: dict[str, dict[str, None]] = {}
    for key, codes in _names().items():
        first, _, rest = key.partition(" ")
        if first in DIRECTIONS:
            found.setdefault(rest, {}).update(dict.fromkeys(code for code in codes if code in country_names()))
    return {name: tuple(codes) for name, codes in found.items() if len(codes) > 1}


@cache
def _names() -> Mapping[str, Sequence[str]]:
    """The codes of all names that stand for the whole."""
    return {key: codes for key in index().entries if (codes := _called(key))}


def _listed(codes: Sequence[str]) -> str:
    names = country_names()
    return ", ".join(f"{names[code]} ({code})" if code in names else code for code in codes)
