"""The words of a text as merging compares them: sentences, stems, names, numbers, and how rare each is.

How rare a word is comes from a table that ships with the program, not from the articles at hand: what one article adds
must not change how two others compare.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import repeat

from sayso.claims.forms import irregular_verbs
from sayso.ontology.tables import rows

WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n+")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Adm|Gov|Sen|Rep|St|No|Prof|Sr|Jr)$"
)
_POSSESSIVE = ("'s", "’s", "'", "’")
_NO_PLURAL = ("ss", "us", "is", "os")
LEAST_LETTERS = 3
"""Shorter words say nothing of what a sentence is about."""
RARE = 6.0
"""Weight of a word that the table does not hold: the table ends at words of one article in 220."""


@cache
def endings() -> tuple[tuple[str, int, str], ...]:
    """Endings that a stem goes without: the ending, the fewest letters that must be left, and what stands instead."""
    return tuple((row["ending"], int(row["left"]), row["instead"]) for row in rows("endings", room="events"))


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """A word without its ending: "shelled", "shelling" and "shells" are one."""
    bare = word.lower()
    for mark in _POSSESSIVE:
        bare = bare.removesuffix(mark)
    bare, longer = next(iter(irregular_verbs().get(bare, ())), bare), ""
    while bare != longer:
        longer, bare = bare, _shorter(bare)
    return bare[:-1] if len(bare) > LEAST_LETTERS and bare[-1] == bare[-2] and bare[-1] not in "ls" else bare


def _shorter(bare: str) -> str:
    for ending, left, instead in endings():
        if ending == "s" and bare.endswith(_NO_PLURAL):
            continue
        if bare.endswith(ending) and len(bare) - len(ending) >= left:
            return bare[: len(bare) - len(ending)] + instead
    return bare


@cache
def rarity() -> Mapping[str, float]:
    """The weight of each word that is not rare, by its stem: the logarithm of one over its share of articles."""
    return {row["stem"]: float(row["weight"]) for row in rows("rarity", room="events")}


def weight(stemmed: str) -> float:
    """How much two texts have in common that share a word."""
    return rarity().get(stemmed, RARE)


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence; titles and initials end none."""
    found, start = [], 0
    for mark in _SENTENCE_END.finditer(text):
        if text[mark.start()] == "." and _ABBREVIATED.search(text, max(start, mark.start() - 8), mark.start()):
            continue
        found.append((start, mark.end()))
        start = mark.end()
    return [*found, (start, len(text))] if start < len(text) else found


def stems(text: str) -> Iterator[str]:
    """The stems of a text's words, in their order; short words and numbers left out."""
    for word in WORD.findall(text):
        if len(word) >= LEAST_LETTERS and not word[0].isdigit():
            yield stem(word)


def numbers(text: str) -> frozenset[str]:
    """The numbers of a text in figures, without the commas of thousands; those from two on also from words."""
    said = (counting().get(word.lower(), word) for word in WORD.findall(text))
    return frozenset(word.replace(",", "").rstrip(".") for word in said if word[0].isdigit())


@cache
def counting() -> Mapping[str, str]:
    """Numbers in words from two on, and their figures."""
    found = {row["word"]: row["value"] for row in rows("numbers", room="claims") if row["kind"] != "times"}
    return {word: value for word, value in found.items() if len(value) < 3 and value not in ("0", "1")}


def names(text: str) -> Bag:
    """The stems of words in capitals, but for a first word that the table knows as a common one."""
    found = list(WORD.finditer(text))
    return Bag(
        stemmed
        for number, match in enumerate(found)
        if match[0][0].isupper() and len(match[0]) >= LEAST_LETTERS and (number or stem(match[0]) not in rarity())
        for stemmed in [stem(match[0])]
    )


@cache
def _deeds() -> Mapping[str, frozenset[str]]:
    """The kinds of deeds that a word may stand for, by its stem."""
    found: dict[str, frozenset[str]] = {}
    for row in rows("deeds", room="events"):
        for stemmed in map(stem, row["words"].split("|")):
            found[stemmed] = found.get(stemmed, frozenset()) | {row["deed"]}
    return found


@lru_cache(maxsize=4096)
def deeds(words: str) -> frozenset[str]:
    """The kinds of deeds that the words of a trigger may stand for: "impounded" is a seizure."""
    return frozenset(deed for word in words.split() for deed in _deeds().get(stem(word), ()))


class Bag(frozenset[str]):
    """Stems, with what they weigh together: whole numbers, so that no order of adding changes a sum. They are weighed
    when that is first asked, for of most bags it never is."""

    __slots__ = ("mass",)
    mass: int

    def __getattr__(self, name: str) -> int:
        """Called where `mass` is not known yet."""
        if name != "mass":
            raise AttributeError(name)
        self.mass = mass(self)
        return self.mass


def _mass(weighs: float) -> int:
    return round(weighs * 100) ** 2 or 1


@cache
def masses() -> Mapping[str, int]:
    """The square of the weight of each word that is not rare, in ten-thousandths. Rare words, of which every article
    brings new ones, all weigh the same and are not kept."""
    return {stemmed: _mass(weighs) for stemmed, weighs in rarity().items()}


_RARE_MASS = repeat(_mass(RARE))


def mass(stemmed: Iterable[str]) -> int:
    """What stems weigh together, each once."""
    return sum(map(masses().get, stemmed, _RARE_MASS))


def likeness(one: Bag, other: Bag) -> float:
    """The cosine of two bags of stems, each word by how rare it is, 0 to 1."""
    if not one or not other or one.isdisjoint(other):
        return 0.0
    return mass(one & other) / math.sqrt(one.mass * other.mass)


def held(one: Bag, other: Bag) -> float:
    """How much of the one bag the other has, 0 to 1."""
    if not one or not other or one.isdisjoint(other):
        return 0.0
    return math.sqrt(mass(one & other) / one.mass)
