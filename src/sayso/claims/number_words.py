"""The words of amounts as patterns, each compiled once, and what they mean; `sayso.claims.amounts` reads with them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from math import prod
from typing import TypeVar

Row = dict[str, str]
T = TypeVar("T")
A_QUARTER, A_HALF = 0.25, 0.5


@cache
def rows(table: str) -> tuple[Row, ...]:
    """The rows of a table of this room."""
    lines = resources.files("sayso.claims").joinpath("data", f"{table}.csv").read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(lines))


@cache
def values(kind: str) -> dict[str, float]:
    """Values by word of one kind: unit, ten, times, short, many or few."""
    return {row["word"]: float(row["value"]) for row in rows("numbers") if row["kind"] == kind}


@cache
def bounds(place: str) -> dict[str, str]:
    """What words before or after a number make of it: at least, at most, about or exact."""
    return {word: row["bound"] for row in rows("bounds") if row["place"] == place for word in row["words"].split("|")}


def _any(listed: Iterable[str]) -> str:
    """A pattern for any of the words, the longer first; white space of any kind between their parts."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(set(listed), key=lambda w: (-len(w), w)))


@cache
def number() -> re.Pattern[str]:
    """A whole number expression: digits with magnitude, number words, "half a million", "hundreds of thousands"."""
    times, many, few = (_any(values(kind)) for kind in ("times", "many", "few"))
    ten, unit = _any(values("ten")), _any(values("unit"))
    small = rf"(?:(?:{ten})(?:[\s-](?:{unit})\b)?|{unit})\b"
    after = rf"(?=[\s-]+(?:{times})\b)"
    part = rf"(?:{small}(?:\s+and\s+a\s+(?:half|quarter)\b)?|(?:half\s+|quarter\s+(?:of\s+)?)?an?\b{after})"
    spoken = rf"(?:a\s+(?=quarter))?{part}(?:[\s-]+(?:{times})\b(?:(?:\s+and\s+|[\s-]+){small})?)*"
    vague = rf"(?:{many})\b(?:\s+(?:of\s+)?(?:{many})\b)*|(?:{few})\b(?:\s+(?:{times})\b)?"
    short = rf"\s?(?:{_any(w for w in values('short') if len(w) > 1)})\b|(?:{_any(values('short'))})\b"
    written = rf"{_WRITTEN}(?:{short}|(?:[\s-](?:{times})\b)+)?"
    return re.compile(rf"(?:(?<!\w)|{_after_code()}){written}|(?<![\w-])(?:{vague}|{spoken})", re.IGNORECASE)


@cache
def starts() -> frozenset[str]:
    """First words of number expressions that are not digits."""
    listed = [word for kind in ("unit", "ten", "many", "few") for word in values(kind)]
    return frozenset({"a", "an", "half", "quarter"} | {word.split()[0] for word in listed})


_WRITTEN = r"(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?"


def _after_code() -> str:
    """A place right behind the letters of a currency: "EUR50m"."""
    return "|".join(rf"(?<={code})" for code in currencies_by_sign() if code.isalpha())


_DIGITS = re.compile(_WRITTEN)
_NO_DIGIT = re.compile(r"[^\d.]")
_WORD = re.compile(r"[a-z]+")


def value_of(said: str) -> tuple[float, str]:
    """The value of a number expression and its bound: exact, or what a vague word means."""
    lower = " ".join(said.lower().split())
    digits = _DIGITS.match(lower)
    if digits is not None:
        return _round(float(_NO_DIGIT.sub("", digits.group())) * magnitude_of(lower[digits.end() :])), "exact"
    if all(word in values("many") for word in lower.replace(" of ", " ").split()):
        return prod(values("many")[word] for word in lower.replace(" of ", " ").split()), "at least"
    for row in rows("numbers"):
        if row["kind"] == "few" and (lower == row["word"] or lower.startswith(row["word"] + " ")):
            return float(row["value"]) * magnitude_of(lower[len(row["word"]) :]), row["bound"]
    return _round(_spoken(lower)), "exact"


def _round(value: float) -> float:
    return round(value, 6)


def magnitude_of(said: str) -> float:
    """The product of the magnitudes in the words, 1 if there is none."""
    named = _WORD.findall(said.lower())
    return prod(values("times").get(word) or values("short").get(word) or 1.0 for word in named)


def _spoken(said: str) -> float:
    """Number words added up: "two hundred and fifty thousand", "two and a half million", "half a million"."""
    said = re.sub(r"\band a half\b", "andahalf", said)
    said = re.sub(r"\band a quarter\b", "andaquarter", said)
    total, current = 0.0, 0.0
    for word in _WORD.findall(re.sub(r"\b(half|quarter)(?: of)? an?\b", r"\1", said)):
        times = values("times").get(word)
        if times is None:
            current += _small(word)
        elif times <= 100:
            current = (current or 1) * times
        else:
            total, current = total + (current or 1) * times, 0.0
    return total + current


def _small(word: str) -> float:
    parts = {"half": A_HALF, "andahalf": A_HALF, "quarter": A_QUARTER, "andaquarter": A_QUARTER}
    known = values("unit").get(word, values("ten").get(word))
    return known if known is not None else parts.get(word, 0.0)


# Signs, units, bounds


@cache
def currencies_by_sign() -> dict[str, str]:
    """ISO codes by the sign or code written before a number."""
    return {sign: row["code"] for row in rows("currencies") for sign in row["signs"].split("|") if sign}


@cache
def sign_before() -> re.Pattern[str]:
    """A sign of a currency at the end of a stretch of text, right before a number."""
    return re.compile(rf"(?<![\w$])(?P<sign>{_any(currencies_by_sign())})\s?$")


@cache
def ends_of_signs() -> frozenset[str]:
    """The last characters of all signs."""
    return frozenset(sign[-1] for sign in currencies_by_sign())


@cache
def _currencies_by_name() -> dict[str, str]:
    """ISO codes by name; a name that several currencies share stands for itself."""
    return {name: row["code"] or name for row in rows("currencies") for name in row["names"].split("|") if name}


@cache
def _units_by_word() -> dict[str, tuple[str, str]]:
    return {word: (row["kind"], row["unit"]) for row in rows("units") for word in row["words"].split("|")}


@cache
def unit_after() -> re.Pattern[str]:
    """What may stand right behind a number: a currency, a percentage, a unit of measure."""
    money = rf"(?P<money>(?:{_any(_currencies_by_name())})s?)"
    unit = rf"(?P<unit>(?:{_any(_units_by_word())})s?)"
    end = r"(?!\w)(?!-(?!long|range|high|deep|wide)\w)(?!['’]s)"
    return re.compile(rf"(?P<joint>\s|-|‑|)(?:(?:of\s+)?{money}|{unit}){end}", re.IGNORECASE)


def unit_of(match: re.Match[str]) -> tuple[str, str]:
    """Kind and name of a matched unit."""
    if match["money"]:
        return "money", _known(_currencies_by_name(), match["money"])
    return _known(_units_by_word(), match["unit"])


def _known(table: Mapping[str, T], said: str) -> T:
    word = " ".join(said.lower().split())
    return table[word] if word in table else table[word.removesuffix("s")]


@cache
def longest_bound() -> int:
    """The most words that a bound before a number has."""
    return max(len(word.split()) for word in bounds("before"))


@cache
def long_bounds() -> tuple[tuple[str, ...], ...]:
    """The bounds before a number that have several words."""
    return tuple(tuple(word.split()) for word in bounds("before") if " " in word)


@cache
def bound_after() -> re.Pattern[str]:
    """Words of a bound right behind a number or its unit."""
    signs, spoken = (_any(w for w in bounds("after") if w[0].isalpha() == letters) for letters in (False, True))
    return re.compile(rf"(?P<sign>{signs})(?!\w)|\s(?P<word>{spoken})\b", re.IGNORECASE)


@cache
def label_before() -> re.Pattern[str]:
    """A word that makes the number behind it a label: "Article 5", "Flight 17"."""
    listed = [word for row in rows("not_counted") if row["place"] == "before" for word in row["words"].split("|")]
    return re.compile(rf"(?<!\w)(?:{_any(listed)})\s$", re.IGNORECASE)


@cache
def no_count_after() -> re.Pattern[str]:
    """Words behind a number that make it a rank or a time of day."""
    listed = [word for row in rows("not_counted") if row["place"] == "after" for word in row["words"].split("|")]
    return re.compile(rf"\s?(?:{_any(listed)})(?!\w)", re.IGNORECASE)
