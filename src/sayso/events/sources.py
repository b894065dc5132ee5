"""Who a source is, across articles: the words and the office by which two sources are known as one.

"The mayor of Dorra", "Mayor Ana Lind", "Ms Lind" and "a spokesman for the city hall of Dorra" speak for one office; so
do a ministry, its minister, its spokesman and its officials. Two people of one government who speak for two offices
are two. The words for offices are in `data/offices.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sayso.actors.names import name_key
from sayso.actors.tables import countries_in, index
from sayso.actors.tables import rows as actors
from sayso.events.words import WORD, Bag, likeness, stem, stems
from sayso.ontology.tables import rows

_PRONOUNS = frozenset("he she they it him her them his its their who i we this that these those".split())
_ALIKE = 0.5
"""From this likeness on the words for two sources without an office name one: "an elder of the town", "the elder"."""
GOVERNMENT = "government"
_UMBRELLAS = frozenset({"UN", "EU"})
"""Organisations of many bodies, each of which speaks for itself."""
_UMBRELLA_WORDS = frozenset(stems("UN U.N. United Nations EU E.U. European Union"))
_MEDIA = re.compile(
    r"\b(?:television|tv|radio|newspaper|news agency|broadcaster|station|daily|channel|media)\b", re.IGNORECASE
)
_STATE = re.compile(r"[A-Z]{3}")
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A source as one article names it.

    `people` are the stems of personal names, `office` what it speaks for ("foreign ministry"), `words` the stems of
    what else is said of it, `codes` its codes, `text` the words that name it best.
    """

    text: str
    codes: frozenset[str]
    people: frozenset[str]
    office: str | None
    words: Bag

    @property
    def states(self) -> frozenset[str]:
        """The codes of states."""
        return frozenset(code for code in self.codes if _STATE.fullmatch(code) and code not in _bodies())

    @property
    def bodies(self) -> frozenset[str]:
        """The codes of what is no state and no mere description: organisations and groups, in capitals, by whatever
        name ("M23")."""
        known = _bodies()
        named = (code for code in self.codes if code[0].isupper() and code not in self.states)
        return frozenset(code for code in named if code != self.text or code in known)


@cache
def _bodies(*, without: str = "") -> frozenset[str]:
    """The codes of groups and organisations, of which some have three capital letters like those of states: "ELN";
    without those of a sector."""
    tables = (row for table in ("groups", "organisations") for row in actors(table))
    return frozenset(row["code"] for row in tables if row["sector"] != without)


def described(text: str, codes: Iterable[str], people: Iterable[str] = (), around: str = "") -> Source:
    """A source from its words.

    Args:
        text: the words that name it.
        codes: its codes.
        people: stems of the personal names in them.
        around: what else its article says of it ("Ana Lind, the mayor of Dorra").
    """
    named = frozenset(people)
    words = Bag(frozenset(stems(text)) - named - roles())
    return Source(text, frozenset(codes), named, office(text) or office(around), words)


def office(text: str) -> str | None:
    """The office that words name, None if they name none; "officials" only where no other is named."""
    lower = text.lower()
    found = (
        (kind == GOVERNMENT, match.start(), -len(match[0]), kind)
        for pattern, kind in offices()
        for match in [pattern.search(lower)]
        if match
    )
    return min(found, default=(True, 0, 0, None))[3]


@cache
def offices_of(kind: str) -> frozenset[str]:
    """The offices that speak for a state, for a place in it, or each for the person alone who holds them."""
    return frozenset(row["office"] for row in rows("offices", room="events") if row["of"] == kind)


def is_pronoun(text: str) -> bool:
    """Whether the words name nobody themselves."""
    return text.lower() in _PRONOUNS


def is_title(word: str) -> bool:
    """Whether a word is of an office or a role and no name: "Minister", "Border"."""
    return stem(word) in roles() or word.lower() in _office_words()


def is_of_somebody(text: str) -> bool:
    """Whether words are for what speaks for somebody, and say nothing of whom: "the statement", "its spokesman"."""
    words = frozenset(stems(text))
    return bool(words & _SPEAKING) and words <= roles() | _SPEAKING | _AGAIN


def is_document(text: str) -> bool:
    """Whether words are headed by one for a text: "the 31-page report"; not "a report by the Dorra Institute"."""
    found = WORD.findall(text.lower())
    return bool(found) and found[-1] in _DOCUMENTS


def is_vague(source: Source) -> bool:
    """Whether a source names nothing but a state, or a text or spokesman of somebody: "Moscow", "the statement"."""
    if source.people or source.office not in (None, GOVERNMENT):
        return False
    if source.words & (_INQUIRING | _LOCAL):
        return False
    if not source.states or source.office is not None:
        return bool(source.states)
    if any(entry.kind == "country" for entry in index().get(name_key(_ARTICLE.sub("", source.text)))):
        return True
    return len(source.words) <= len(source.states) and (not source.words or _is_state(source.text))


def _is_state(text: str) -> bool:
    """Whether words are for a state itself, or several: "Moscow", "both countries", "it"; not "the federation"."""
    return is_pronoun(text) or not _STATES.isdisjoint(stems(text)) or bool(countries_in(text, index()))


def is_same(one: Source, other: Source) -> bool:
    """Whether two sources are one."""
    if one.people & other.people or _is_same_name(one, other):
        return True
    if _is_medium(one) != _is_medium(other) and one.codes & other.codes & _bodies(without="MED"):
        return False
    if one.bodies & other.bodies:
        return _speak_for_one(one, other)
    if one.states and other.states and not one.states & other.states:
        return False
    if one.office and other.office:
        return one.office == other.office and not _are_two_people(one, other) and _may_be_of_one_place(one, other)
    if one.people or other.people or one.office or other.office:
        return False
    return likeness(one.words, other.words) >= _ALIKE


def _speak_for_one(one: Source, other: Source) -> bool:
    """Whether two sources of one group or organisation are one: each office speaks for itself, and so does each body
    of an organisation of many ("UNIFIL" and "UN investigators")."""
    if len({one.office, other.office} - {None, GOVERNMENT}) > 1:
        return False
    if not one.bodies & other.bodies <= _UMBRELLAS:
        return True
    words = [Bag(source.words - _UMBRELLA_WORDS) for source in (one, other)]
    return words[0] == words[1] or likeness(*words) >= _ALIKE


def _is_medium(source: Source) -> bool:
    return _MEDIA.search(source.text) is not None


def _is_same_name(one: Source, other: Source) -> bool:
    """Whether two sources are called by the same name of several words, whatever codes each article gives it; an office
    is called the same in every state."""
    name = _ARTICLE.sub("", one.text)
    several = sum(word[0].isupper() for word in WORD.findall(name)) > 1
    return several and one.office is other.office is None and name == _ARTICLE.sub("", other.text)


def _are_two_people(one: Source, other: Source) -> bool:
    """Whether two who are called by name speak for themselves: two residents, two lawmakers."""
    return one.office in offices_of("person") and bool(one.people and other.people)


def _may_be_of_one_place(one: Source, other: Source) -> bool:
    return bool(one.states & other.states) or not one.words or not other.words or bool(one.words & other.words)


@cache
def offices() -> list[tuple[re.Pattern[str], str]]:
    """Patterns of words for offices, and the office each names."""
    return [(re.compile(rf"\b(?:{row['words']})\b"), row["office"]) for row in rows("offices", room="events")]


@cache
def _office_words() -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{3,}", " ".join(pattern.pattern for pattern, _ in offices()).lower()))


@cache
def roles() -> frozenset[str]:
    """Stems of words for people that say nothing of whom they speak for."""
    return frozenset(stems(" ".join(_ROLES)))


_TEXTS = "statement report text message document note briefing"
_ROLES = (
    "official spokesman spokeswoman spokesperson representative source person chief head director leader member senior "
    f"{_TEXTS} interview ministry minister told who asked named condition anonymity the for its their and"
).split()
_DOCUMENTS = frozenset(f"{_TEXTS} analysis study inquiry".split())
_STATES = frozenset(stems("state country government side regime department"))
"""Words for a state, or for what speaks for one wherever it stands alone."""
_LOCAL = frozenset(stems("region regional province provincial district local city town island municipal"))
"""Words for governments that are no state's."""
_INQUIRING = frozenset(
    stems("investigator inspector expert monitor researcher analyst rapporteur analysis study inquiry team panel")
)
"""Words for who looks into a matter: whatever state they were given, they do not speak for it."""
_SPEAKING = frozenset(stems(f"{_TEXTS} spokesman spokeswoman spokesperson"))
"""Words for what speaks for somebody else."""
_AGAIN = frozenset(stems("same latest second separate this that these those"))
