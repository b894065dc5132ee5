"""What is known of one article before any phrase of it is resolved: its table names, people, acronyms and focus."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Set
from functools import cached_property

from sayso.actors.acronyms import spelled_out
from sayso.actors.armed import weapon_words
from sayso.actors.bands import is_armed_group
from sayso.actors.bodies import bodies
from sayso.actors.generic import singular
from sayso.actors.home import of_the_country
from sayso.actors.matching import TOLD, Match, covering, find, focus_counts
from sayso.actors.names import name_key, word_key
from sayso.actors.people import Person, gather
from sayso.actors.tables import Entry, Index, countries_in, country_names
from sayso.actors.told_bands import told_bands
from sayso.actors.told_places import told_places
from sayso.actors.tree import Tree, head_of
from sayso.actors.voice import Voice

_PARAGRAPH = re.compile(r"\n\s*\n")
_KOREAS = {"north": "PRK", "south": "KOR"}
TITLE_WEIGHT = 5.0
"""The first country of the title counts as five mentions, the second as half of that, and so on: it acts."""

LOCAL_WEIGHT = 1.5
"""An article that speaks of no country so much is mostly of that of the local paper that it is in, which counts so."""

_BESIDE = 2
"""Words before the name of a group among which the noun for it stands: "the rebel group M23"."""

_SHORTEST_LEAD = 200
"""Characters of the text's start that count as its lead when its first paragraph is shorter (a date line)."""


class ArticleNames:
    """Names of one article by word.

    `match_at` and `person_at` give for a word the table name or the person that it belongs to. `focus` is the country
    that the article speaks of most, None without any; `counts` how much it speaks of each. `arms` are words of names of
    weapon systems. `voice` is the state that tells it, None if none does: an outlet that writes of another country is
    no voice. `at_home` is the country of a local paper, which seldom names it.
    """

    def __init__(
        self,
        tree: Tree,
        index: Index,
        *,
        date: str,
        title: str | None,
        voice: Voice | None = None,
        at_home: str | None = None,
    ) -> None:
        self.tree = tree
        self.index = _with_acronyms(tree, index)
        self.arms = weapon_words(tree)
        found = of_the_country(tree, find(tree, self.index, date))
        found = [match for match in found if match.entry.user or match.start not in self.arms]
        found = sorted([*found, *told_places(tree, found)], key=lambda match: match.start)
        self.matches = _with_bands(tree, found)
        unknown = bodies(tree, self.matches)
        nobody = [*unknown, *(match for match in self.matches if match.options[0].office == TOLD)]
        self.people = _unarmed(_without(gather(tree, self.matches, index.shorts, date), nobody), self.arms)
        self.person_at = {
            i: person for person in self.people for start, end in person.mentions for i in range(start, end)
        }
        self.match_at = self._match_at()
        loose = {i for i, match in self.match_at.items() if match.entry.kind == "adjective"}
        taken = ({*self.match_at} - loose) | {*self.person_at}
        self.match_at |= {i: m for m in unknown for i in range(m.start, m.end) if i not in taken}
        self._add_koreas()
        self._nouns: dict[str, set[str]] = {}
        self.counts = self._counts(title)
        if at_home is not None and max(self.counts.values(), default=0.0) < LOCAL_WEIGHT:
            self.counts[at_home] = self.counts.get(at_home, 0.0) + LOCAL_WEIGHT
        self.voice = voice if voice and (voice.whole or self._first_country(title) == voice.code) else None
        self.focus = max(self.counts, key=lambda code: self.counts[code]) if self.counts else None

    def _first_country(self, title: str | None) -> str | None:
        """The country that the title names first, else the text."""
        named = (m.entry.home or m.entry.code for m in self.matches if m.entry.sector != "MED")
        codes = (code for code in (*countries_in(title or "", self.index), *named) if code in country_names())
        return next(codes, None)

    def last_group(self, first: int, end: int, noun: str = "", *, called_so: bool = False) -> tuple[str, ...]:
        """The code of the last armed group or gang named by a word in `[first, end)`; empty if there is none.

        One that the article calls by the noun ("M23 rebels") goes before others; with `called_so` no other one does.
        """
        start, last = (bisect_left(self._groups, i, key=lambda match: match.start) for i in (first, end))
        near = self._groups[start:last]
        called = [match for match in near if noun and match.entry.code in self._called(noun)]
        fits = called if called_so else called or near
        return (fits[-1].entry.code,) if fits else ()

    @cached_property
    def only_group(self) -> str | None:
        """The code of the armed group that the article names, if it names just one."""
        codes = {match.entry.code for match in self._groups}
        return codes.pop() if len(codes) == 1 else None

    @cached_property
    def spelled(self) -> Mapping[str, int]:
        """Heads of the names in capitals by the acronyms that the article gives them: "National Dairy Board (NDB)"."""
        return {self.tree.word(s.at): head_of(self.tree, s.start, s.end) for s in spelled_out(self.tree)}

    @cached_property
    def first_of_the_un(self) -> int:
        """The first word of the first name of the United Nations or a body of it; behind the text without one."""
        named = (match.start for match in self.matches if match.entry.code.partition(" ")[0] == "UN")
        return min(named, default=len(self.tree))

    def _called(self, noun: str) -> set[str]:
        """The codes of groups that have a noun in or right beside their names somewhere: "the rebel group M23"."""
        if noun not in self._nouns:
            around = [(m, range(max(0, m.start - _BESIDE), min(len(self.tree), m.end + 1))) for m in self._groups]
            words = {noun, singular(noun)}
            called = {m.entry.code for m, near in around if any(self.tree.word(i).lower() in words for i in near)}
            self._nouns[noun] = called
        return self._nouns[noun]

    @cached_property
    def _groups(self) -> list[Match]:
        return [match for match in self.matches if is_armed_group(match.entry)]

    def _match_at(self) -> dict[int, Match]:
        """Matches by word, without those that turn out to be people ("Amman" after "Sudesh Amman")."""
        at = {}
        for match in self.matches:
            if match.entry.kind == "official" or not self._is_person(match):
                at.update(dict.fromkeys(range(match.start, match.end), match))
        return at

    def _is_person(self, match: Match) -> bool:
        if match.end - match.start > 1 or match.entry.user:
            return False
        named = covering(self.tree, match.start, ("GPE", "LOC", "ORG"))
        if match.start in self.person_at:
            return named is None and (match.entry.kind == "place" or len(self.person_at[match.start].keys) > 1)
        key = word_key(self.tree.word(match.start))
        bearer = self._by_surname.get(key)
        if bearer is None or named is not None or not _may_be_surname(match.entry):
            return False
        self._adopt(bearer, match)
        return True

    @cached_property
    def _by_surname(self) -> dict[str, Person]:
        """The first person of each surname among those with a full name."""
        return {p.surname: p for p in reversed(self.people) if len(p.keys) > 1}

    def _adopt(self, person: Person, match: Match) -> None:
        person.mentions.append((match.start, match.end))
        self.person_at[match.start] = person

    def _add_koreas(self) -> None:
        """ "The North" and "the South" where the article speaks of Korea."""
        spoken = Counter(match.entry.code for match in self.matches)
        if not (spoken["PRK"] and spoken["PRK"] + spoken["KOR"] >= 2):
            return
        for i in range(1, len(self.tree)):
            code = _KOREAS.get(self.tree.word(i).lower())
            if code and i not in self.match_at and self.tree.word(i)[0].isupper() and self._stands_alone(i):
                entry = Entry(self.tree.word(i), code, "country", "GOV")
                self.match_at[i] = Match(i, i + 1, entry, (entry,))

    def _stands_alone(self, i: int) -> bool:
        after = self.tree.word(i + 1) if i + 1 < len(self.tree) else ""
        return self.tree.word(i - 1).lower() == "the" and not after[:1].isupper()

    def _counts(self, title: str | None) -> dict[str, float]:
        matches = [match for match in dict.fromkeys(self.match_at.values()) if not _is_flag(self.tree, match)]
        counts: defaultdict[str, float] = focus_counts(self.tree, matches, _lead_end(self.tree.text))
        for rank, code in enumerate(countries_in(title or "", self.index)):
            counts[code] += TITLE_WEIGHT / (1 + rank)
        for person in self.people:
            if person.entry and len(person.entry.code) == 3:
                counts[person.entry.code] += len(person.mentions) // 2
        return counts


def _with_bands(tree: Tree, found: list[Match]) -> list[Match]:
    """The names of the tables with those of armed groups that only the text tells, which may hold a place in them."""
    told = told_bands(tree, found)
    words = {i for match in told for i in range(match.start, match.end)}
    left = [match for match in found if words.isdisjoint(range(match.start, match.end))] if told else found
    return sorted([*left, *told], key=lambda match: match.start) if told else left


def _may_be_surname(entry: Entry) -> bool:
    """Whether a name is also one that people bear: places, companies and newspapers are called after people."""
    return entry.kind in {"place", "capital", "country"} or (entry.kind == "group" and entry.sector in {"BUS", "MED"})


def _is_flag(tree: Tree, match: Match) -> bool:
    """ "Togo-flagged", "Panama-registered": a ship's flag, whose state the article does not speak of."""
    behind = [tree.word(n).lower() for n in range(match.end, min(match.end + 2, len(tree)))]
    return behind in (["-", "flagged"], ["-", "registered"])


def _without(people: list[Person], found: list[Match]) -> list[Person]:
    """The people, without names that are bodies."""
    words = {i for match in found for i in range(match.start, match.end)}
    return [p for p in people if p.entry or not all(start in words and end - 1 in words for start, end in p.mentions)]


def _unarmed(people: list[Person], arms: Set[int]) -> list[Person]:
    """The people, without mentions that are names of weapon systems."""
    for person in people:
        person.mentions = [(start, end) for start, end in person.mentions if start not in arms]
    return [person for person in people if person.mentions]


def _lead_end(text: str) -> int:
    for gap in _PARAGRAPH.finditer(text):
        if gap.start() >= _SHORTEST_LEAD:
            return gap.start()
    return min(len(text), 500)


def _with_acronyms(tree: Tree, index: Index) -> Index:
    """The index, with the acronyms that the article itself introduces: "Rapid Support Forces (RSF)"."""
    added = []
    for i in range(2, len(tree) - 1):
        if tree.word(i - 1) != "(" or tree.word(i + 1) != ")":
            continue
        word = tree.word(i)
        if word.isupper() and 2 <= len(word) <= 10:
            entry = _spelled_out(tree, index, i - 1, word)
            if entry and all(other.code != entry.code for other in index.get(name_key(word))):
                added.append(entry._replace(name=word, user=True))
    if not added:
        return index
    twin = index.copy()
    for entry in added:
        twin.add(entry)
    return twin


def _spelled_out(tree: Tree, index: Index, end: int, acronym: str) -> Entry | None:
    """The table's entry for the name that ends before a bracket, or a new one for an organisation not in the tables."""
    keys = [word_key(tree.word(i)) for i in range(max(0, end - 9), end)]
    for size in range(len(keys), 0, -1):
        entries = index.get(" ".join(filter(None, keys[-size:])))
        if entries and keys[-size]:
            return entries[0] if entries[0].kind not in {"place", "people", "adjective", "official"} else None
    return None
