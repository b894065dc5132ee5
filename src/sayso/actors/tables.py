"""Who is who: the committed tables of countries, places, organisations, groups, agencies and officials as one index.

Loading takes some tens of milliseconds and happens once, at the first lookup; nothing but the tables is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from sayso.actors.names import has_case, name_key, word_key
from sayso.ontology.tables import rows as table_rows

KINDS = ("country", "igo", "agency", "group", "official", "seat", "capital", "adjective", "people", "place")
"""Kinds of entries, the likeliest reading of an ambiguous name first."""

SURE_KINDS = frozenset({"country", "adjective", "people", "seat", "capital", "agency"})
"""Kinds of names that tell a country where there is no parse."""

_TITLE_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|'s\b|\w+")
_NO_PLURAL = ("ese", "sh", "ch", "ss", "s", "is")


class Entry(NamedTuple):
    """One name of one actor.

    `code` is an ISO 3166 alpha-3 code or the usual English short name; `kind` one of KINDS; `sector` PLOVER's word for
    what it is in the state or beside it; `since` and `until` ISO dates of an office (empty: open); `home` the country
    where a group is at home; `user` whether it comes from a user's dictionary and wins over all others.
    """

    name: str
    code: str
    kind: str
    sector: str = ""
    since: str = ""
    until: str = ""
    home: str = ""
    office: str = ""
    user: bool = False


class Index:
    """Names by key.

    `longest` gives for a first word how many words the longest name that begins with it has; `shorts` surnames under
    which office-holders are known. Places, the bulk, are kept as key and code, and become entries when looked up.
    """

    __slots__ = ("entries", "longest", "places", "shorts")

    def __init__(self) -> None:
        self.entries: dict[str, list[Entry]] = {}
        self.places: dict[str, str] = {}
        self.longest: dict[str, int] = {}
        self.shorts: dict[str, list[Entry]] = {}

    def get(self, key: str) -> list[Entry]:
        """The bearers of a name, by its key; empty if there are none."""
        found = self.entries.get(key, [])
        place = self.places.get(key)
        return [*found, Entry(key.title(), place, "place")] if place else found

    def add(self, entry: Entry) -> None:
        """Files an entry under the key of its name."""
        key = name_key(entry.name)
        if not key:
            return
        self.entries[key] = [*self.entries.get(key, ()), entry]  # a new list: copies share the old one
        self._note_length(key)

    def add_place(self, key: str, code: str) -> None:
        """Files a place under the key of its name; the first bearer of a name keeps it."""
        self.places.setdefault(key, code)
        self._note_length(key)

    def _note_length(self, key: str) -> None:
        size = key.count(" ") + 1
        first = key[: key.index(" ")] if size > 1 else key
        if size > self.longest.get(first, 0):
            self.longest[first] = size

    def copy(self) -> Index:
        """An index that shares its entries and can be added to."""
        twin = Index()
        twin.entries = dict(self.entries)
        twin.places = self.places
        twin.longest, twin.shorts = dict(self.longest), dict(self.shorts)
        return twin


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table of this room, by column name."""
    return table_rows(table, room="actors")


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the short word lists of `data/words.csv`."""
    return frozenset(_word_lists()[name].split())


@cache
def _word_lists() -> dict[str, str]:
    return {row["list"]: row["words"] for row in rows("words")}


def _parts(text: str) -> list[str]:
    return text.split("|") if text else []


def _plurals(adjectives: Iterable[str]) -> list[str]:
    return [f"{word}s" for word in adjectives if not word.endswith(_NO_PLURAL) and not word.endswith(".")]


def _people(words: list[str], adjectives: list[str]) -> list[str]:
    regular = [f"{word}s" for word in words if f"{word}s" not in words and not word.endswith(("s", "men", "women"))]
    return words + regular + [plural for plural in _plurals(adjectives) if len(plural) > 3]


def _countries() -> Iterator[Entry]:
    for row in rows("countries"):
        code, adjectives = row["code"], _parts(row["adjectives"])
        for name in [row["name"], *_parts(row["names"])]:
            yield Entry(name, code, "country", "GOV")
        for name in adjectives:
            yield Entry(name, code, "adjective", "")
        for name in _people(_parts(row["people"]), adjectives):
            yield Entry(name, code, "people", "CVL")
        for name in _parts(row["capital"]):
            yield Entry(name, code, "capital", "GOV")
        for name in _parts(row["seats"]):
            yield Entry(name, code, "seat", "GOV")


def _bodies() -> Iterator[Entry]:
    for row in rows("organisations"):
        for name in [row["code"], *_parts(row["names"])]:
            yield Entry(name, row["code"], "igo" if row["sector"] == "IGO" else "group", row["sector"])
    for row in rows("groups"):
        for name in [row["code"], *_parts(row["names"])]:
            yield Entry(name, row["code"], "group", row["sector"], home=row["country"])
    for row in rows("agencies"):
        for name in _parts(row["names"]):
            yield Entry(name, row["code"], "agency", row["sector"], home=row["code"])


def _officials() -> Iterator[Entry]:
    for row in rows("officials"):
        for name in _parts(row["names"]):
            yield Entry(
                name, row["code"], "official", row["sector"], row["from"], row["to"], row["code"], row["office"]
            )


@cache
def index() -> Index:
    """All committed tables as one index. Treat it as read-only; `Index.copy` gives one that can be added to."""
    made = Index()
    for entries in (_countries(), _bodies(), _officials()):
        for entry in entries:
            made.add(entry)
    for row in rows("regions"):
        for name in _parts(row["names"]):
            made.add_place(name_key(name), row["code"])
    for row in rows("places"):
        for key in row["keys"].split("|"):
            made.add_place(key, row["code"])
    for row in rows("officials"):
        for short in _parts(row["short"]):
            if any(entry.kind == "country" for entry in made.get(name_key(short))):
                continue  # "Jordan" alone is the kingdom, not the congressman
            made.shorts.setdefault(name_key(short), []).extend(made.entries[name_key(row["names"].split("|")[0])])
    return made


@lru_cache(maxsize=4096)
def usual_code(name: str) -> str:
    """The code of a body by any of its names ("ICC": International Criminal Court); other words stay as they are."""
    bodies = {entry.code for entry in index().get(name_key(name)) if entry.kind in {"igo", "group"}}
    return bodies.pop() if len(bodies) == 1 else name


@cache
def members() -> dict[str, tuple[str, ...]]:
    """The members of international organisations, where they are few, by code."""
    return {row["code"]: tuple(_parts(row["members"])) for row in rows("organisations") if row["members"]}


@cache
def body_names() -> dict[str, tuple[str, ...]]:
    """All names of each international body and organisation, by code."""
    return {row["code"]: (row["code"], *_parts(row["names"])) for row in rows("organisations")}


@cache
def territories() -> dict[str, str]:
    """The state that a dependent territory belongs to, by the territory's code."""
    return {row["code"]: row["of"] for row in rows("territories")}


@cache
def _adjectives() -> dict[str, tuple[str, ...]]:
    return {row["code"]: tuple(_parts(row["adjectives"])) for row in rows("countries")}


def adjectives(code: str) -> tuple[str, ...]:
    """The adjectives of a country, the usual one first; none for other codes."""
    return _adjectives().get(code, ())


@cache
def country_names() -> dict[str, str]:
    """The usual English name of each country, by code."""
    return {row["code"]: row["name"] for row in rows("countries")}


def countries_in(title: str, index: Index) -> list[str]:
    """Country codes of a title, or a publisher's name, in its order: without a parse only sure names count."""
    words = _TITLE_WORD.findall(title)
    keys = [word_key(word) for word in words]
    found: list[str] = []
    at = 0
    while at < len(keys):
        for size in range(min(index.longest.get(keys[at], 0), len(keys) - at), 0, -1):
            entries = index.get(" ".join(keys[at : at + size]))
            fits = [e for e in entries if e.kind in SURE_KINDS and has_case(e.name, words[at : at + size])]
            if fits:
                found.append(fits[0].home or fits[0].code)
                at += size - 1
                break
        at += 1
    return [code for code in dict.fromkeys(found) if code in country_names()]


def place_country(text: str) -> str | None:
    """Country code of a place or country by its name ("Aleppo", "Aleppo, Syria": SYR); None if it is unknown."""
    for part in (text, *reversed(text.split(",")), text.removeprefix("the "), text.removeprefix("The ")):
        for entry in index().get(name_key(part)):
            if entry.kind in {"country", "capital", "place", "seat"}:
                return entry.code
    return None
