"""Finds the table's names in one article, in one pass, and decides which bearer of an ambiguous name is meant."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.actors.lexicon import is_office
from sayso.actors.names import has_case, is_acronym, word_key
from sayso.actors.namesakes import without_namesakes
from sayso.actors.provenance import is_origin
from sayso.actors.tables import KINDS, Entry, Index, country_names, word_list
from sayso.actors.tree import GENITIVES, Named, Tree, is_tight_hyphen, preposition
from sayso.actors.voice import QUOTED

WEIGHT = {"country": 1.0, "adjective": 1.0, "people": 1.0, "seat": 0.9, "official": 0.9, "agency": 0.8}
"""How much a mention says about the country that an article speaks of; all other kinds count OTHER_WEIGHT."""

OTHER_WEIGHT = 0.7
GROUP_WEIGHT = 0.1
"""An armed group says little of the country where it is at home, for it may be met with abroad; it tips a balance."""

LEAD_WEIGHT = 3.0
"""A mention in the title or the first paragraph counts as three: news names its country there."""


TOLD = "told by the text"
"""What stands for the office in an entry that no table has."""
TOLD_PLACE = "place told by the text"
"""The same for places. The words that tell its country are counted themselves, so that the name says no more of it."""

_FAR = 3
"""Words up to which a noun stands behind its demonym: "the French deputy ambassador"."""
_PLACES = frozenset({"country", "capital", "place", "seat"})


@dataclass(frozen=True, slots=True)
class Match:
    """A name of the tables over words `[start, end)`; `entry` is the bearer that is meant."""

    start: int
    end: int
    entry: Entry
    options: tuple[Entry, ...]


def find(tree: Tree, index: Index, date: str) -> list[Match]:
    """All names of the tables in text order, longest first, no two overlapping.

    `date` is the article's date (ISO, may be empty): of an office-holder's offices, it takes the one held then.
    """
    raw = [(start, end, options) for start, end, options in _scan(tree, index) if options]
    credible = [found for found in raw if _is_credible(tree, *found) and not _is_tied(tree, index, *found)]
    kept = without_namesakes(tree, credible)
    evidence = _evidence(kept)
    return [Match(s, e, _choose(options, evidence, date), tuple(options)) for s, e, options in kept]


def _scan(tree: Tree, index: Index) -> Iterable[tuple[int, int, list[Entry]]]:
    places, keys = [], []
    for i in range(len(tree)):
        if key := word_key(tree.word(i)):
            places.append(i)
            keys.append(key)
    caseless = [_is_caseless(tree, start, end) for start, end in tree.sentences]
    at = 0
    while at < len(keys):
        if keys[at] not in index.longest:
            at += 1
            continue
        size, options = _longest(tree, index, places[at : at + 12], keys[at : at + 12], caseless)
        if size:
            yield places[at], places[at + size - 1] + 1, options
        at += max(size, 1)


def _longest(
    tree: Tree, index: Index, places: list[int], keys: list[str], caseless: list[bool]
) -> tuple[int, list[Entry]]:
    for size in range(min(index.longest.get(keys[0], 0), len(keys)), 0, -1):
        entries = index.get(" ".join(keys[:size]))
        if not entries or tree.sentence_of(places[0]) != tree.sentence_of(places[size - 1]):
            continue
        free = caseless[tree.sentence_of(places[0])]
        surface = [tree.word(i) for i in places[:size]]
        fits = [entry for entry in entries if _fits(tree, entry, places[0], surface, free)]
        if fits:
            return size, fits
    return 0, []


def _fits(tree: Tree, entry: Entry, first: int, surface: list[str], caseless: bool) -> bool:
    if not caseless:
        return has_case(entry.name, surface)
    if is_acronym(entry.name) or len(surface) == 1:  # in capitals alone, "US" may be "us"
        named = tree.upos[first] == "PROPN" or (entry.kind == "adjective" and tree.upos[first] == "ADJ")
        return named and (entry.code == "USA" or word_key(entry.name) not in word_list("acronym_and_word"))
    return True


def _is_caseless(tree: Tree, start: int, end: int) -> bool:
    words = [word for i in range(start, end) if (word := tree.word(i)).isalpha()]
    capitals = sum(word.isupper() for word in words)
    return len(words) >= 4 and (capitals >= 0.9 * len(words) or not any(word[0].isupper() for word in words))


def _is_credible(tree: Tree, start: int, end: int, options: list[Entry]) -> bool:
    if any(entry.user for entry in options):
        return True
    if all(entry.kind == "place" for entry in options) and end - start == 1 and tree.upos[start] not in {"PROPN", "X"}:
        return False
    if end - start == 1 and tree.upos[start] in {"NOUN", "VERB"} and tree.word(start) in {"Turkey", "Reading"}:
        return False
    if end - start == 1 and tree.word(start) == "La":  # an article in a name, "the hospital of La Paix", and no "LA"
        return False
    if _is_other_party(tree, start, options) or _is_of_longer_name(tree, start, end, options):
        return False
    if not any(entry.kind in _PLACES for entry in options) or is_acronym(options[0].name):
        return True
    return is_seat(tree, start, end) or not _is_part_of_person(tree, start, end)


def _is_other_party(tree: Tree, start: int, options: list[Entry]) -> bool:
    """ "Christian Democrat", "Sweden Democrats": a party with a longer name than the one of the table."""
    before = tree.word(start - 1).lower() if start else ""
    return before in word_list("party_beginning") and all(entry.sector == "PTY" for entry in options)


def _is_of_longer_name(tree: Tree, start: int, end: int, options: list[Entry]) -> bool:
    """ "The Australian Retailers Association": no paper of which the name begins so."""
    if end >= len(tree) or tree.upos[end] != "PROPN" or not tree.word(end)[:1].isupper():
        return False
    return tree.word(start).lower() == "the" and end - start == 2 and all(entry.sector == "MED" for entry in options)


def _is_tied(tree: Tree, index: Index, start: int, end: int, options: list[Entry]) -> bool:
    """ "Kara-Tash", "Ust-Lima": a hyphen ties the name of a town to one that no table knows, so the two name another
    place. "Paris-Orly" lies in Paris: a capital that stands first is one still."""
    kinds = {entry.kind for entry in options}
    if not kinds <= {"place", "capital"} or any(entry.user for entry in options):
        return False
    before = is_tight_hyphen(tree, start - 1) and _is_unknown(tree, index, start - 2)
    return before or (kinds == {"place"} and is_tight_hyphen(tree, end) and _is_unknown(tree, index, end + 1))


def _is_unknown(tree: Tree, index: Index, i: int) -> bool:
    return tree.upos[i] == "PROPN" and tree.word(i)[:1].isupper() and not index.get(word_key(tree.word(i)))


def is_seat(tree: Tree, start: int, end: int) -> bool:
    """Whether a name has an office or people of a place beside it: "mayor of Kherson", "Kharkiv's mayor Ihor Lind"."""
    if start > 1 and tree.word(start - 1).lower() == "of":
        return _is_of_a_place(tree, start - 2)
    while end < len(tree) and tree.word(end).lower() in word_list("before_of_a_place"):
        end += 1
    longer = any(name.kind == "PER" and name.start < start for name in tree.names_at(start))
    return not longer and end < len(tree) and _is_of_a_place(tree, end)


def _is_of_a_place(tree: Tree, i: int) -> bool:
    return tree.word(i).lower() in word_list("of_a_place")


def seat_of(tree: Tree, i: int, at: Mapping[int, Match]) -> int | None:
    """The name that an office has beside it as its place, by the words alone; None if the noun is no such office."""
    if not _is_of_a_place(tree, i):
        return None
    before = i - 1
    while before > 0 and tree.word(before).lower() in word_list("before_of_a_place"):
        before -= 1
    found = i + 2 if i + 1 < len(tree) and tree.word(i + 1).lower() == "of" else before
    return found if found in at and tree.sentence_of(found) == tree.sentence_of(i) else None


def _is_part_of_person(tree: Tree, start: int, end: int) -> bool:
    covering = [name for name in tree.names_at(start) if end <= name.end]
    covering = [n for n in covering if not is_office([tree.word(i).lower() for i in range(n.start, n.end)])]
    if any(name.kind == "PER" and name.end - name.start > end - start for name in covering):
        return True
    if any(name.kind in {"GPE", "LOC"} for name in covering):
        return False
    return _has_flat_link(tree, start, end)


def _has_flat_link(tree: Tree, start: int, end: int) -> bool:
    inside = range(start, end)
    if any(tree.deprels[i].startswith("flat") and tree.heads[i] not in inside for i in inside):
        return True
    below = (child for i in inside for child in tree.children(i) if child not in inside)
    parted = end < len(tree) and tree.word(end) in GENITIVES  # "Syria's defence": no name goes on behind that
    return not parted and any(tree.deprels[c].startswith("flat") and tree.upos[c] == "PROPN" for c in below)


def _evidence(found: list[tuple[int, int, list[Entry]]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for _, _, options in found:
        homes = {entry.home or entry.code for entry in options}
        if len(homes) == 1:
            counts[homes.pop()] += 1
    return counts


def _choose(options: list[Entry], evidence: Counter[str], date: str) -> Entry:
    users = [entry for entry in options if entry.user]
    if users:
        return _in_office(users, date)
    if len({entry.code for entry in options}) == 1 and options[0].kind != "official":
        return min(options, key=lambda entry: KINDS.index(entry.kind))
    if all(entry.kind == "official" for entry in options):
        return _official(options, evidence, date)
    best = max(evidence[entry.home or entry.code] for entry in options)
    likely = [entry for entry in options if evidence[entry.home or entry.code] == best]
    kind = min(KINDS.index(entry.kind) for entry in likely)
    return _in_office([entry for entry in likely if KINDS.index(entry.kind) == kind], date)


def _official(options: list[Entry], evidence: Counter[str], date: str) -> Entry:
    holding = [entry for entry in options if _holds(entry, date)] if date else []
    best = max(evidence[entry.code] for entry in holding or options)
    return _in_office([entry for entry in holding or options if evidence[entry.code] == best], date)


def _holds(entry: Entry, date: str) -> bool:
    return entry.since <= date and (not entry.until or date <= entry.until)


def _in_office(entries: list[Entry], date: str) -> Entry:
    """Of several offices of one person the one held at the date, else the last one before it, else the first."""
    if not date:
        return max(entries, key=lambda entry: entry.since)
    holding = [entry for entry in entries if _holds(entry, date)]
    past = [entry for entry in entries if entry.until and entry.until < date]
    if holding:
        return max(holding, key=lambda entry: entry.since)
    return max(past, key=lambda entry: entry.until) if past else entries[0]


def focus_counts(tree: Tree, matches: Iterable[Match], title_end: int) -> defaultdict[str, float]:
    """How much an article speaks of each country; names before character `title_end` count LEAD_WEIGHT-fold.

    A country that is named only for what of it is met with in others does not count. What is quoted leads nothing: "I
    was in Chile in the seventies" is no word of where the article is.
    """
    counts: defaultdict[str, float] = defaultdict(float)
    there: set[str] = set()
    quoted = [found.span() for found in QUOTED.finditer(tree.text, 0, title_end)]
    for match in matches:
        told = match.entry.office == TOLD  # a group whose name holds a place's: "the Northern Shan Alliance"
        code = match.entry.home if match.entry.kind == "official" or told else match.entry.code
        if match.entry.office == TOLD_PLACE:
            continue
        if code in country_names() and (told or match.entry.kind in {*WEIGHT, "capital", "place"}):
            at = tree.starts[match.start]
            lead = LEAD_WEIGHT if at < title_end and not any(a < at < b for a, b in quoted) else 1.0
            counts[code] += WEIGHT.get(match.entry.kind, OTHER_WEIGHT) * lead
            there |= set() if _is_abroad(tree, match) else {code}
        elif match.entry.kind == "group" and match.entry.home:
            counts[match.entry.home] += GROUP_WEIGHT
    return defaultdict(float, {code: count for code, count in counts.items() if code in there})


def _is_abroad(tree: Tree, match: Match) -> bool:
    """Whether a country is named for what of it is met with in others, whose story it then is.

    "The French ambassador", "a Russian flag", "bombed them with Turkish drones", "fled to India", "spoke French".
    """
    i = match.end - 1
    if is_origin(tree, match.start):
        return True
    if match.entry.kind == "adjective" and tree.heads[i] >= 0 and tree.lemmas[tree.heads[i]].lower() == "speak":
        return True
    head = tree.heads[i]
    if match.entry.kind in {"adjective", "country"} and match.end <= head <= match.end + _FAR:
        noun = tree.lemmas[head].lower()
        return noun in word_list("abroad") or (noun in word_list("wielded") and preposition(tree, head) == "with")
    return head >= 0 and preposition(tree, i) == "to" and tree.lemmas[head].lower() in word_list("leaving")


def covering(tree: Tree, i: int, kinds: Iterable[str]) -> Named | None:
    """The named entity of one of the kinds that holds a word."""
    return next((name for name in tree.names_at(i) if name.kind in kinds), None)
