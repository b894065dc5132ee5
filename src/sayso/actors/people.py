"""The people of one article: every mention of a person's name, gathered under the fullest form of the name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sayso.actors.generic import singular
from sayso.actors.lexicon import agents, given_names, is_office, titles
from sayso.actors.matching import Match, is_seat
from sayso.actors.names import word_key
from sayso.actors.tables import Entry, word_list
from sayso.actors.tree import Tree, is_tight_hyphen

SHORTEST_GIVEN_NAME = 3
"""Given names of so few letters ("Al", "Jo") are too often other words to stand for a person alone."""


@dataclass(slots=True)
class Person:
    """One person of an article.

    `name` is the fullest form in the text, `keys` its words as keys, `mentions` word ranges in text order, `gender`
    `m`, `f` or None. `codes`, `sectors`, `rule` and `certainty` are filled when the person is resolved, `pronoun` where
    codes are but a guess: the word of "its spokesman X" on whose referent they hang.
    """

    name: str
    keys: tuple[str, ...]
    mentions: list[tuple[int, int]] = field(default_factory=list)
    entry: Entry | None = None
    gender: str | None = None
    codes: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    rule: str = ""
    certainty: float = 0.0
    pronoun: int | None = None

    @property
    def surname(self) -> str:
        """The last word of the name, as a key."""
        return self.keys[-1]


HEADS = frozenset(
    "president|prime minister|premier|chancellor|leader|supreme leader|king|monarch|emir|sultan|pope".split("|")
)
"""Offices of whom a bare surname means, if others in office bear it too: "Kim" is not one of the ministers."""


def gather(tree: Tree, matches: Iterable[Match], shorts: Mapping[str, list[Entry]], date: str) -> list[Person]:
    """The people of an article, in the order of their first mention.

    `shorts` are surnames under which office-holders are known; they count if one held office about the date.
    """
    officials = {match.start: match for match in matches if match.entry.kind == "official"}
    matches = list(matches)
    ranges = _mentions(tree, officials.values(), shorts) - _no_people(tree, matches)
    people = _People()
    for start, end in sorted(ranges, key=lambda found: (_size(tree, *found) < 2, found[0])):
        _file(tree, (start, end), people, _official(officials, start, end))
    _add_surnames(tree, people.all, {i for match in matches for i in range(match.start, match.end)})
    for person in people.all:
        person.mentions.sort()
        person.entry = person.entry or _known_short(person, shorts, date)
        person.gender = _gender(tree, person)
    return sorted(people.all, key=lambda person: person.mentions[0])


class _People:
    """The people found so far, by the first and last words of their names and by office."""

    def __init__(self) -> None:
        self.all: list[Person] = []
        self._at: defaultdict[tuple[str, str] | Entry, list[int]] = defaultdict(list)

    def add(self, person: Person) -> None:
        """One more person."""
        for key in {("first", person.keys[0]), ("last", person.keys[-1])}:
            self._at[key].append(len(self.all))
        self.all.append(person)
        if person.entry is not None:
            self.hold(person, person.entry)

    def hold(self, person: Person, entry: Entry) -> None:
        """Learn that a person holds an office."""
        self._at[entry].append(next(n for n in self._at["last", person.keys[-1]] if self.all[n] is person))

    def like(self, keys: tuple[str, ...], entry: Entry | None) -> list[Person]:
        """Those whom a name or office may mean, in the order in which they were found."""
        found = {*self._at.get(("first", keys[0]), ()), *self._at.get(("last", keys[-1]), ())}
        same = {n for n in found if _same(self.all[n].keys, keys)}
        return [self.all[n] for n in sorted(same | set(self._at.get(entry, ()) if entry else ()))]


def _mentions(tree: Tree, officials: Iterable[Match], shorts: Mapping[str, list[Entry]]) -> set[tuple[int, int]]:
    found = {_trim(tree, start, end) for start, end in _joined_at_hyphens(tree)}
    taken = {i for start, end in found for i in range(start, end)}
    for match in officials:
        if taken.isdisjoint(range(match.start, match.end)):
            found.add((match.start, match.end))
            taken.update(range(match.start, match.end))
    found |= _untagged(tree, taken, shorts)
    return {(start, end) for start, end in found if start < end}


def _joined_at_hyphens(tree: Tree) -> list[tuple[int, int]]:
    """The tagger's people, with the parts of a name that it cut in two put together ("Yoo Sang" - "bum")."""
    ranges: list[tuple[int, int]] = []
    for name in sorted((name for name in tree.names if name.kind == "PER"), key=lambda name: name.start):
        gap = name.start - ranges[-1][1] if ranges else 9
        if gap == 0 or (gap == 1 and is_tight_hyphen(tree, name.start - 1)):
            ranges[-1] = (ranges[-1][0], name.end)
        else:
            ranges.append((name.start, name.end))
    named = {i for name in tree.names for i in range(name.start, name.end)}
    ends = ((start, _behind_apostrophe(tree, end)) for start, end in ranges)
    return [(start, _end_of_name(tree, start, named, end)) for start, end in ends]


def _behind_apostrophe(tree: Tree, end: int) -> int:
    """The end of a name whose last word goes on behind an apostrophe: "Qa'oud", of which the tagger sees "Qa"."""
    if end + 1 >= len(tree) or tree.word(end) not in {"'", "\u2019", "\u2018"} or not tree.word(end + 1).islower():
        return end
    tight = tree.starts[end] == tree.ends[end - 1] and tree.starts[end + 1] == tree.ends[end]
    return end + 2 if tight and len(tree.word(end + 1)) > 1 else end


def _untagged(tree: Tree, taken: set[int], shorts: Mapping[str, list[Entry]]) -> set[tuple[int, int]]:
    """Names that the tagger missed: words linked as `flat` to a title, and known surnames tagged as proper nouns."""
    found = set()
    named = {i for name in tree.names for i in range(name.start, name.end)} | taken
    for i in range(len(tree)):
        if i in named or tree.upos[i] != "PROPN" or not tree.word(i)[:1].isupper():
            continue
        head = tree.heads[i]
        titled = tree.deprels[i].startswith("flat") and tree.word(head).lower() in titles()
        if titled or (word_key(tree.word(i)) in shorts and _is_surname(tree, i)):
            end = i + 1
            while end < len(tree) and end not in named and tree.heads[end] == head and tree.upos[end] == "PROPN":
                end += 1
            found.add((i, end if titled else _end_of_name(tree, i, named, i + 1)))
            named.update(range(i, end))
    return found


def _end_of_name(tree: Tree, i: int, named: set[int], end: int) -> int:
    """Where a name ends that begins with a word and has been seen up to another one: "Manuel Lind" is nobody whom the
    tables know as "Manuel"."""
    while end < len(tree) and end not in named and tree.heads[end] == i and tree.deprels[end].startswith("flat"):
        if tree.upos[end] != "PROPN" or not tree.word(end)[:1].isupper():
            break
        end += 1
    return end


def _is_surname(tree: Tree, i: int) -> bool:
    """Whether a word alone may be a surname: no month, no "No." of a number, and no "Su-35", which is no premier."""
    word = tree.word(i)
    return word.lower() not in word_list("month_and_name") and word[-1:] != "." and not _is_hyphenated(tree, i)


def _is_hyphenated(tree: Tree, i: int) -> bool:
    """Whether a hyphen without blanks follows."""
    return i + 2 < len(tree) and tree.word(i + 1) == "-" and tree.starts[i + 1] == tree.ends[i]


def _no_people(tree: Tree, matches: Iterable[Match]) -> set[tuple[int, int]]:
    """Names of the tables, or parts of them, that the tagger took for people ("Houthis", "Agence France")."""
    full = [_keys(tree, name.start, name.end) for name in tree.names if name.kind == "PER"]
    bearers = {key for keys in full if len(keys) > 1 for key in (keys[0], keys[-1])}
    found = set()
    for match in matches:
        before = tree.word(match.start - 1).lower() if match.start else ""
        placed = before in word_list("locative") or is_seat(tree, match.start, match.end)
        if match.entry.kind not in {"official", "place"} or (match.entry.kind == "place" and placed):
            key = word_key(match.entry.name)
            is_bearer = key in bearers or (match.entry.kind == "capital" and key in given_names())
            if match.entry.kind in {"country", "capital"} and is_bearer:
                continue
            found |= {(s, e) for s in range(match.start, match.end) for e in range(s + 1, match.end + 1)}
    return found


def _add_surnames(tree: Tree, people: list[Person], taken: set[int]) -> None:
    """Surnames of people known by their full names, where the tagger missed them."""
    taken = taken | {i for person in people for start, end in person.mentions for i in range(start, end)}
    others = [name for name in tree.names if name.kind == "GPE" or (name.kind == "ORG" and name.end - name.start > 1)]
    taken |= {i for name in others for i in range(name.start, name.end)}
    full = [person for person in people if len(person.keys) > 1]
    known = {person.keys[0]: person for person in full if len(person.keys[0]) > SHORTEST_GIVEN_NAME}
    known |= {person.surname: person for person in full}
    for i in range(len(tree)):
        if i not in taken and tree.upos[i] == "PROPN" and tree.word(i)[:1].isupper():
            person = known.get(word_key(tree.word(i)))
            if person:
                person.mentions.append((i, i + 1))


def _trim(tree: Tree, start: int, end: int) -> tuple[int, int]:
    """A name without the titles before it and the possessive after it; nothing is left of a title alone."""
    if is_office([tree.word(i).lower() for i in range(start, end)]):
        return end, end
    while start < end and _is_before_name(tree.word(start).lower()):
        start += 1
    while end > start and not word_key(tree.word(end - 1)).replace("'s", ""):
        end -= 1
    return start, end


def _is_before_name(word: str) -> bool:
    return word == "of" or word in titles() or singular(word) in agents()


def _keys(tree: Tree, start: int, end: int) -> tuple[str, ...]:
    keys = (word_key(tree.word(i)) for i in range(start, end))
    return tuple(key for key in keys if key and key != "'s")


def _size(tree: Tree, start: int, end: int) -> int:
    return len(_keys(tree, start, end))


def _official(officials: Mapping[int, Match], start: int, end: int) -> Entry | None:
    return next((officials[i].entry for i in range(start, end) if i in officials), None)


def _file(tree: Tree, mention: tuple[int, int], people: _People, entry: Entry | None) -> None:
    keys = _keys(tree, *mention)
    if not keys:
        return
    known = people.like(keys, entry)
    if known:
        before = [person for person in known if person.mentions[0] < mention]
        person = max(before or known, key=lambda person: (_ends_with(person.keys, keys), person.mentions[-1]))
        person.mentions.append(mention)
        if person.entry is None and entry is not None:
            person.entry = entry
            people.hold(person, entry)
        return
    name = tree.text[tree.starts[mention[0]] : tree.ends[mention[1] - 1]]
    people.add(Person(name, keys, [mention], entry))


def _ends_with(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    return full[-len(short) :] == short


def _same(full: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a second name is the first or a short form of it: a part at either end, or first and last word."""
    if len(other) > len(full):
        full, other = other, full
    if _ends_with(full, other) or full[: len(other)] == other:
        return True
    return len(other) > 1 and full[-1] == other[-1] and full[0] == other[0]


def _known_short(person: Person, shorts: Mapping[str, list[Entry]], date: str) -> Entry | None:
    entries = shorts.get(" ".join(person.keys), ()) if len(person.keys) <= 2 else ()
    holding = [e for e in entries if not date or (e.since <= date and (not e.until or date[:4] <= e.until[:4]))]
    heads = [e for e in holding if e.since and e.office in HEADS]
    found = next((held for held in (holding, heads) if len({entry.code for entry in held}) == 1), [])
    return max(found, key=lambda entry: entry.since, default=None)


def _gender(tree: Tree, person: Person) -> str | None:
    for start, _ in person.mentions:
        before = tree.word(start - 1).lower() if start else ""
        head = tree.heads[start]
        above = tree.lemmas[head].lower() if tree.deprels[start].startswith("flat") else ""
        beside = [tree.word(c).lower() for c in tree.children(start) if tree.deprels[c] == "appos"]
        if gender := next((titles()[word] for word in (before, above, *beside) if titles().get(word)), None):
            return gender
    return given_names().get(person.keys[0]) if len(person.keys) > 1 else None
