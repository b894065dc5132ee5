"""Whose voice an article is: the state that tells it through an office of its own or an official outlet.

In a ministry's release "the Ministry" and "we" are the ministry's state, whomever the text names most. A private paper
or a wire is nobody's voice: where it is at home says nothing of whom it writes about.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

from sayso.actors.names import name_key
from sayso.actors.tables import Entry, countries_in, index, rows, word_list

STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})
"""Sectors of those who act for a state."""

_DATELINE = 120
"""Characters at the start of a text in which the agency of its dateline stands."""
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WORD = re.compile(r"\w+")
_AGENCY = re.compile(
    r"\(([A-Z][\w .'-]{1,40})\)\s*(?:--|[-\u2013\u2014:.])|/([A-Z][\w .'-]{1,40})/"
    r"|\d{4}, ([A-Z][\w .']{1,40}?)\s+(?:--|[-\u2013\u2014])|\d \([^()\n]{3,12}\) ([A-Z][\w ']{1,30})\."
)
"""An agency in a dateline: "PYONGYANG, May 13 (KCNA) --", "MOSCOW, May 13. /TASS/.", "Tehran, May 13, 2026, IRNA -"."""
_STATEMENT = re.compile(
    r"(?:(?:press|official|public) )?"
    r"(?:statement|communiqu[e\u00e9]|declaration|press release|announcement|message|note|comment)"
    r"(?: issued)? (?:by|of|from) (?P<office>.+?)"
    r"(?=$|,|:| (?:on|regarding|concerning|about|in (?:response|connection)) )",
    re.IGNORECASE,
)
_JOINTS = frozenset({"the", "of", "and", "for", "in", "to", "spokesman", "spokeswoman", "spokesperson", "s"})
_PARTS = re.compile(r"[()\[\],|/:]|\s[-\u2013\u2014]\s")
_EDITION = re.compile(r"\s(?:english|online|net|of \S+)$|\.(?:com|net|org)$", re.IGNORECASE)
"""What a publisher's name may have behind the name of an outlet."""
_QUOTED = re.compile(r'"[^"\n]*"|\u201c[^\u201d\n]*\u201d')
_FORCES = re.compile(r"\b(?:defen[cs]e|armed|army|navy|air force|military|general staff|coast guard)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|[Oo]urselves)\b")


_ARTICLES = frozenset({"La", "El", "Il", "Le", "Los", "Las", "Les", "O", "A"})
_WATERS = frozenset({"Lake", "Lakes", "Gulf", "Sea", "River", "Nile", "Straits"})
"""Words of papers of a region of several countries: "Great Lakes Review"."""


class Voice(NamedTuple):
    """The state whose voice an article is.

    `whole` says that it is all a statement of that state, not news of an outlet of it; `office` is the noun for the
    office that publishes it ("ministry"), empty if none is said, and `forces` whether it is one of armed forces.
    """

    code: str
    whole: bool
    office: str = ""
    forces: bool = False


def voice_of(publisher: str | None, title: str | None, text: str) -> Voice | None:
    """The voice of an article: its publisher, the office that its title says it is a statement of, or the agency of
    its dateline; None if that is no state's. An outlet that says "we" outside of quotations speaks for its state."""
    spoken = office(publisher or "") or _stated(title or "")
    if spoken is not None:
        return spoken
    code = outlet(publisher or "") or _filed(text)
    return Voice(code, _is_spoken(text)) if code else None


@lru_cache(maxsize=4096)
def office(name: str) -> Voice | None:
    """The state whose office bears a name: a ministry, an embassy, an army; None for newspapers and other bodies."""
    bare = _BRACKETS.sub(" ", name)
    words = _WORD.findall(bare.lower())
    if not words or words[-1] in word_list("media"):
        return None
    known = _entry(bare)
    if known is not None:
        return Voice(known.home or known.code, whole=True, forces=known.sector == "MIL")
    found = _offices().search(bare)
    codes = countries_in(bare, index()) if found else []
    if found is None or not codes:
        return None
    return Voice(codes[0], whole=True, office=found.group().lower(), forces=_FORCES.search(bare) is not None)


@lru_cache(maxsize=4096)
def outlet(name: str) -> str | None:
    """The code of the state whose official outlet bears a name; None for all others."""
    parts = [name, *_PARTS.split(name)]
    found = {code for part in parts if (code := _outlets().get(_key(_EDITION.sub("", part.strip()))))}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=4096)
def town_of(name: str) -> str | None:
    """The code of the country of the town that a paper's name begins with, in which it is at home: "Oruro Gazette";
    None for other names, also those of lakes and seas."""
    words = _WORD.findall(_BRACKETS.sub(" ", name))
    words = words[1:] if words[:1] == ["The"] else words
    if not _ARTICLES.isdisjoint(words[:1]) or not _WATERS.isdisjoint(words):
        return None
    for size in range(min(2, len(words) - 1), 0, -1):
        entries = index().get(_key(" ".join(words[:size])))
        if entries and all(entry.kind in {"place", "capital"} for entry in entries):
            return entries[0].code
    return None


def _entry(name: str) -> Entry | None:
    """The agency or seat of a state that a whole name is in the tables: "Kremlin", "US Central Command"."""
    entries = index().get(_key(name))
    offices = (e for e in entries if e.kind == "seat" or (e.kind == "agency" and e.sector in STATE_SECTORS))
    return next(offices, None)


def _key(name: str) -> str:
    """The key of a publisher's name, without what stands in brackets and "the"."""
    return name_key(_BRACKETS.sub(" ", name).strip()).removeprefix("the ")


def _stated(title: str) -> Voice | None:
    """Whose statement a title says that a text is: "Statement by the Ministry of Foreign Affairs of Chad on ..."."""
    match = _STATEMENT.match(title.strip())
    words = _WORD.findall(match["office"]) if match else []
    named = all(word[0].isupper() or word in _JOINTS for word in words)
    return office(match["office"]) if match and named else None


def _filed(text: str) -> str | None:
    """The code of the official agency whose dateline a text begins with."""
    found = _AGENCY.search(text[:_DATELINE])
    return outlet(next(filter(None, found.groups()))) if found else None


def _is_spoken(text: str) -> bool:
    return _FIRST_PERSON.search(_QUOTED.sub(" ", text)) is not None


@cache
def _offices() -> re.Pattern[str]:
    found = "|".join(row["words"] for row in rows("offices"))
    return re.compile(rf"\b(?:{found})\b", re.IGNORECASE)


@cache
def _outlets() -> dict[str, str]:
    """Codes by the key of a name that is one state's: "APS" may be Algeria's or Senegal's."""
    named = [(name_key(name), row["code"]) for row in rows("official_outlets") for name in row["names"].split("|")]
    shared = Counter(key for key, _ in named)
    return {key: code for key, code in named if shared[key] == 1}
