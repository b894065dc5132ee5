"""What may be sent, sold, taken or used: classes of objects, the nouns of each, and weapon systems by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sayso.ontology.tables import rows

NO_CLASS, HOLDER = "none", "container"
"""In the table of nouns: what only looks like a thing ("think tank"), and what holds or counts things ("crate")."""
LONGEST = 6
"""Words of the longest name or noun."""
SHORT = 3
"""Letters and digits up to which a name counts only as the table writes it: "U-2" is an aeroplane, "U2" a band."""


class ObjectClass(NamedTuple):
    """A class of objects. `register` says which public list it goes by; `un_categories` are those of `un_measures`
    that a thing of the class may fall under, whichever way it goes."""

    name: str
    family: str
    definition: str
    register: str
    un_categories: tuple[str, ...]


class System(NamedTuple):
    """A weapon system: its usual name, class, the countries that made it, and whether the name alone tells it."""

    name: str
    kind: str
    makers: tuple[str, ...]
    alone: bool


class Named(NamedTuple):
    """A system named in words `[start, end)`."""

    start: int
    end: int
    system: System


@cache
def object_classes() -> dict[str, ObjectClass]:
    """The classes by name."""
    return {
        row["class"]: ObjectClass(
            row["class"], row["family"], row["definition"], row["register"], _split(row["un_categories"])
        )
        for row in rows("object_classes")
    }


# Nouns for any part of a weapon system: "Patriot batteries", "two HIMARS launchers" are of the system's class.
_PARTS = ("system", "battery", "launcher", "unit", "platform", "variant", "model", "complex")
PARTS_OF_SYSTEMS = frozenset({*_PARTS, *(f"{part}s" for part in _PARTS), "batteries", "complexes"})


@cache
def arms() -> frozenset[str]:
    """The classes of the family of arms."""
    return frozenset(name for name, one in object_classes().items() if one.family == "arms")


@cache
def military() -> frozenset[str]:
    """The classes of what armies are supplied with: arms and fuel."""
    return arms() | {"fuel"}


@cache
def things() -> dict[str, str]:
    """Class by noun (lower case, singular, whole); `NO_CLASS` for what only looks like a thing."""
    return {word: row["class"] for row in rows("things") if row["class"] != HOLDER for word in row["words"].split("|")}


@cache
def holders() -> frozenset[str]:
    """Nouns that hold, measure or count other things: "crate of", "tonne of", "batch of"."""
    return frozenset(word for row in rows("things") if row["class"] == HOLDER for word in row["words"].split("|"))


@cache
def systems() -> dict[str, System]:
    """Weapon systems by the letters and digits of their names, in lower case."""
    found: dict[str, System] = {}
    for row in rows("systems"):
        names = row["names"].split("|")
        for name in names:
            system = System(names[0], row["class"], _split(row["maker"]), row["alone"] == "yes")
            found.setdefault(_key(name), system._replace(name=names[0]))
    return found


@cache
def _written() -> dict[str, tuple[str, ...]]:
    """The spellings in the table by key."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("systems"):
        for name in row["names"].split("|"):
            found[_key(name)] = (*found.get(_key(name), ()), name)
    return found


_OPENING = re.compile(r"\d*[^\W\d_]+")


@cache
def _openings() -> frozenset[str]:
    """The letters with which names begin, by which most words are passed over."""
    firsts = (_OPENING.match(name) for row in rows("systems") for name in row["names"].split("|"))
    return frozenset(form for first in firsts if first for form in (first[0].casefold(), first[0].casefold() + "s"))


def may_open(word: str) -> bool:
    """Whether the name of a system may begin with a word."""
    first = _OPENING.match(word) if word[:1].isupper() or word[:1].isdigit() else None
    return first is not None and first[0].casefold() in _openings()


def _split(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


def _key(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def class_at(words: Sequence[str], end: int, start: int = 0) -> tuple[str, int] | None:
    """The class of the noun that ends before word `end`, and where the noun starts; the longest noun counts.

    Args:
        words: the words of a text as they stand; a hyphen is a word of its own.
        end: behind the last word of the noun.
        start: the first word that may belong to it.
    """
    if end <= start:
        return None
    last = words[end - 1].lower()
    for first in range(max(start, end - LONGEST), end):
        if first > start and words[first - 1] == "-":
            continue
        before = "".join(f"{w.lower()} " for w in words[first : end - 1]).replace(" - ", "-")
        for form in (last, singular(last)):
            if before + form in things():
                return things()[before + form], first
    return None


def is_holder(word: str) -> bool:
    """Whether a noun only holds or counts other things."""
    return word.lower() in holders() or singular(word.lower()) in holders()


def system_at(words: Sequence[str], start: int) -> Named | None:
    """The system whose name starts at a word; the longest name counts."""
    if not may_open(words[start]):
        return None
    for end in range(min(len(words), start + LONGEST), start, -1):
        if words[end - 1][:1].isalnum():
            system = _system("".join(words[start:end]))
            if system is not None:
                return Named(start, end, system)
    return None


def system_class(words: Sequence[str]) -> str | None:
    """The class of the weapon system whose name the words end with, if the name alone tells it."""
    named = (found for start in range(len(words)) if (found := system_at(words, start)) is not None)
    return next((n.system.kind for n in named if n.system.alone and n.end == len(words)), None)


_VARIANT = re.compile(r"(?P<base>[a-z]*\d*[a-z]+\d{1,4}|\d+[a-z]\d{1,2})(?:[a-z]{1,3}\d{0,2})$")


def _system(said: str) -> System | None:
    """The system of a name, with a plural -s ("F-16s") or a variant behind its number ("T-72B3")."""
    key = _key(said)
    variant = _VARIANT.match(key)
    for base in (key, key.removesuffix("s"), variant["base"] if variant else key):
        system = systems().get(base)
        if system is not None and _as_written(base, said):
            return system
    return None


def _as_written(key: str, said: str) -> bool:
    """Whether a name stands as the table writes it: short ones with their hyphen, capitals as capitals."""
    named = _written()[key]
    if len(key) <= SHORT:
        return any(said.startswith(name.replace(" ", "")) for name in named)
    if key.isalpha() and all(name.isupper() for name in named):
        return said.removesuffix("s").isupper()
    return True


def singular(word: str) -> str:
    """A guess at the singular of a regular English noun."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "oes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
