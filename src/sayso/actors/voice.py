"""Whose voice an article is: the state that tells it through an office of its own or an official outlet, or the group
or organisation whose own paper it is.

In a ministry's release "the Ministry" and "we" are the ministry's state, whomever the text names most; in a movement's
communiqué "the Movement" and "our troops" are the movement's. A private paper or a wire is nobody's voice: where it is
at home says nothing of whom it writes about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from sayso.actors.names import name_key
from sayso.actors.tables import Entry, body_names, countries_in, country_names, index, rows, word_list

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
QUOTED = re.compile(r'"[^"\n]*"|\u201c[^\u201d\n]*\u201d')
"""A quotation within one line."""
_FORCES = re.compile(r"\b(?:defen[cs]e|armed|army|navy|air force|military|general staff|coast guard)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|[Oo]urselves)\b")


_OFFICE_OF = re.compile(r"^(?:the )?(?:office of )?(?:the )?", re.IGNORECASE)
_MARKS = " ,:;/|-\u2013\u2014"
_STATES = frozenset({"country", "capital", "place", "adjective", "people"})
_ARTICLES = frozenset({"La", "El", "Il", "Le", "Los", "Las", "Les", "O", "A"})
_WATERS = frozenset({"Lake", "Lakes", "Gulf", "Sea", "River", "Nile", "Straits"})
"""Words of papers of a region of several countries: "Great Lakes Review"."""


class Voice(NamedTuple):
    """The state, group or organisation whose voice an article is.

    `whole` says that it is all a statement of theirs, not news of an outlet of a state; `office` is the noun for the
    office that publishes it ("ministry"), empty if none is said, and `forces` whether it is one of armed forces. Of a
    group or organisation `office` holds the words of its names, in small letters: "march 23 movement m23".
    """

    code: str
    whole: bool
    office: str = ""
    forces: bool = False

    @property
    def of_a_state(self) -> bool:
        """Whether a state speaks, and no group or organisation."""
        return self.code in country_names()


def voice_of(publisher: str | None, title: str | None, text: str) -> Voice | None:
    """The voice of an article: its publisher, the office or body that its title says it is a statement of, or the
    agency of its dateline; None if that is no state's. An outlet that says "we" outside of quotations speaks for its
    state."""
    spoken = speaks_for(publisher or "") or _stated(title or "")
    if spoken is not None:
        return spoken
    code = outlet(publisher or "") or _filed(text)
    return Voice(code, _is_spoken(text)) if code else None


def speaks_for(name: str) -> Voice | None:
    """The state, group or organisation whose own paper a publisher is by its name."""
    return office(name) or body(name)


@lru_cache(maxsize=4096)
def office(name: str) -> Voice | None:
    """The state whose office bears a name: a ministry, an embassy, an army; None for newspapers and other bodies."""
    bare = _BRACKETS.sub(" ", name)
    words = _WORD.findall(bare.lower())
    if not words or words[-1] in word_list("media"):
        return None
    known = _entry(bare)
    found = _offices().search(bare) if known is None else None
    codes = countries_in(bare, index()) if found else []
    known = known or (None if codes else _entry(_told_by(bare)))
    if known is not None:
        return Voice(known.home or known.code, whole=True, forces=known.sector == "MIL")
    if found is None or not codes:
        return None
    return Voice(codes[0], whole=True, office=found.group().lower(), forces=_FORCES.search(bare) is not None)


@lru_cache(maxsize=4096)
def body(name: str) -> Voice | None:
    """The group or organisation whose own paper bears a name: one of the tables ("March 23 Movement, press office"), or
    any that has a press room or makes a statement; None for states and outlets."""
    bare = _BRACKETS.sub(" ", name).strip()
    teller = _told_by(bare)
    if not teller or office(name) is not None:
        return None
    known = next((entry for part in _beginnings(teller) if (entry := _own_body(part)) is not None), None)
    if known is not None:
        names = (teller, known.name, *body_names().get(known.code, ()))
        return Voice(known.code, whole=True, office=" ".join(names).lower())
    if not _has_room(bare) or not _may_be_a_body(teller):
        return None
    return Voice(teller, whole=True, office=teller.lower())


def _has_room(name: str) -> bool:
    """Whether a publisher's name says that it is somebody's own paper."""
    return _STATEMENT.match(name) is not None or _rooms().search(name) is not None


def _may_be_a_body(name: str) -> bool:
    """Whether a name that no table knows can be that of a group or company: several words, of no state or outlet."""
    words = name.split()
    named = len(words) > 1 and all(word[0].isupper() or word in _JOINTS or word[0].isdigit() for word in words)
    states = any(entry.kind in _STATES for entry in index().get(_key(name))) or _offices().search(name)
    return named and not states and words[-1].lower() not in word_list("media") and outlet(name) is None


def _told_by(name: str) -> str:
    """The name of a publisher without the words for its press room: "March 23 Movement" of "March 23 Movement, press
    office"; of "Communiqué of the X" and "Office of the X" that of X."""
    stated = _STATEMENT.match(name)
    if stated is not None:
        return _OFFICE_OF.sub("", stated["office"])
    room = _rooms().search(name)
    return _OFFICE_OF.sub("", (name[: room.start()] if room else name).strip(_MARKS))


def _beginnings(name: str) -> Iterator[str]:
    """A name, the parts of it before a comma, and what is left of those without a country behind: "OCHA" of "OCHA
    Ethiopia"."""
    first = name.split(",")[0].strip()
    yield from dict.fromkeys((name, first))
    words = first.split()
    if len(words) > 1 and countries_in(words[-1], index()):
        yield " ".join(words[:-1])


def _own_body(name: str) -> Entry | None:
    """The group or organisation of the tables that a whole name is, but no outlet."""
    entries = index().get(_key(name))
    return next((e for e in entries if e.kind in {"group", "igo"} and e.sector != "MED"), None)


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
    return office(match["office"]) or body(title.strip()) if match and named else None


def _filed(text: str) -> str | None:
    """The code of the official agency whose dateline a text begins with."""
    found = _AGENCY.search(text[:_DATELINE])
    return outlet(next(filter(None, found.groups()))) if found else None


def _is_spoken(text: str) -> bool:
    return _FIRST_PERSON.search(QUOTED.sub(" ", text)) is not None


@cache
def _offices() -> re.Pattern[str]:
    found = "|".join(row["words"] for row in rows("offices"))
    return re.compile(rf"\b(?:{found})\b", re.IGNORECASE)


@cache
def _rooms() -> re.Pattern[str]:
    """What stands behind the name of a body whose own paper it is."""
    found = "|".join(row["words"] for row in rows("press_rooms"))
    return re.compile(rf"\b(?:{found})\s*$", re.IGNORECASE)


@cache
def _outlets() -> dict[str, str]:
    """Codes by the key of a name that is one state's: "APS" may be Algeria's or Senegal's."""
    named = [(name_key(name), row["code"]) for row in rows("official_outlets") for name in row["names"].split("|")]
    shared = Counter(key for key, _ in named)
    return {key: code for key, code in named if shared[key] == 1}
