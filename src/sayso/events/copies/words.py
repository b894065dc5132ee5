"""Words of a text as copies are told by them: in lower case, their stems, names and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from sayso.actors.names import name_key
from sayso.actors.tables import index
from sayso.claims.forms import base_forms, irregular_verbs, stem
from sayso.claims.number_words import values

WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[.'][^\W\d_]+)*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Gov|Sen|Rep|Rev|Hon|St|Jr|Sr|Inc|Corp|Co|Ltd|vs|Mt|Adm|Brig|Pres"
    r"|Amb|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No)|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
_COMPOUND = re.compile(
    r"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(one|two|three|four|five|six|seven|eight|nine)\b", re.I
)
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9])|\n+")
# Words without a content of their own, and those with which every report tells who says something and when.
EMPTY = frozenset(
    "a an the this that these those it its he his him she her they their them we our us i my me you your who whom "
    "whose which what when where why how there here and or but nor if then than as at by for from in into of off on "
    "onto out over to up upon with within without about after before during while since until under against between "
    "among through because so such not no be is are was were been being am do does did done have has had having will "
    "would shall should can could may might must also just only very more most much many some any all each every both "
    "other another own same one two say said says saying tell told tells according added add new year years month "
    "months week weeks day days today yesterday tomorrow time now still yet however per s t n't don't isn't wasn't "
    "it's he's that's".split()
)
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
_NONE = EMPTY | _CALENDAR
STATES = frozenset({"country", "adjective", "people", "capital", "seat"})
_LEAST_NUMBER = 3  # "one" and "two" are as often no number at all


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text; a line break ends one, an abbreviation does not."""
    start = 0
    for match in _END.finditer(text):
        if match.group().isspace() or not _ABBREVIATION.search(text[start : match.end()]):
            if found := text[start : match.end()].strip():
                yield found
            start = match.end()
    if rest := text[start:].strip():
        yield rest


def tokens(text: str) -> list[str]:
    """The words as they stand, without punctuation; a possessive ending is cut off, "twenty-one" is 21."""
    return [_bare(word) for word in WORD.findall(_COMPOUND.sub(_compound, text.replace("’", "'")))]


def _compound(match: re.Match[str]) -> str:
    ten, unit = (int(values(kind)[word.lower()]) for kind, word in zip(("ten", "unit"), match.groups(), strict=True))
    return str(ten + unit)


def _bare(word: str) -> str:
    return word[:-2] if word.endswith("'s") and len(word) > 2 else word


def names(words: Sequence[str]) -> Iterator[str]:
    """The stems of what is written with a capital where no sentence begins; nothing of a line in capitals."""
    inner = words[1:]
    if sum(word.isupper() for word in inner) * 2 > len(inner) > 1:
        return
    yield from (found.name for word in inner if (found := about(word)).name)


class About(NamedTuple):
    """What a word is, whatever stands around it: its stem as content and as a name, and its number; empty if none."""

    content: str
    name: str
    number: str


@lru_cache(maxsize=1 << 15)
def about(word: str) -> About:
    """What a word is by itself.

    A name begins with a capital letter and is no weekday, month or function word. What names a state has its code for
    content and is no name, for who rewrites says Moscow for Russia. A number is 3 or more, in digits, whether it stands
    in digits or as a word.
    """
    low, number = word.lower(), _number(word)
    if low in _NONE or number or low[0].isdigit() or len(low) < 2:
        return About("", "", number)
    if word[0].isupper() and (state := _state(word)):
        return About(state, "", "")
    base = irregular_verbs().get(low) or base_forms(low)[:1] or (low,)
    return About(stem(base[0]), stem(word) if word[0].isupper() else "", "")


def _state(word: str) -> str:
    """The code of the state that a word names, by itself, its people or its seat of power; empty if it names none."""
    found = [one for one in index().get(name_key(word)) if one.kind in STATES]
    return found[0].code if found else ""


def _number(word: str) -> str:
    if word[0].isdigit():
        digits = word.replace(",", "")
        return digits if len(digits) > 1 or int(digits) >= _LEAST_NUMBER else ""
    return _number_words().get(word.lower(), "")


@cache
def _number_words() -> dict[str, str]:
    found = {**values("unit"), **values("ten"), **values("times")}
    return {word: str(int(value)) for word, value in found.items() if value >= _LEAST_NUMBER}
