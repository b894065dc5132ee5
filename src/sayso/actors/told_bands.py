"""Armed groups and gangs that no table knows, by how one article tells what they are.

"The Baz Volan gang", "fighters of the Northern Lake Alliance", "the separatist Orava Council", "the Red Herons, a rebel
group", "a gang calling itself Night Tide": the noun beside the name says it. Who is named so acts under that name and
not for a country, and is who "the rebels" and "the gang" are afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from sayso.actors.acronyms import spelled_out
from sayso.actors.bands import is_armed_group
from sayso.actors.generic import singular
from sayso.actors.lexicon import agents, given_names, titles
from sayso.actors.matching import TOLD, Match
from sayso.actors.names import word_key
from sayso.actors.tables import Entry, word_list
from sayso.actors.tree import GENITIVES, Tree

_LOOSE = frozenset({"place", "capital", "adjective", "people"})
"""Kinds of names that may be part of a group's: "the Northern Shan Alliance"."""
_JOINTS = frozenset({"of", "for", "de", "la", "du", "del", "al", "the", "-"})
_CRIMINAL = frozenset({"gang", "cartel", "syndicate", "mafia"})
_FAR = 6
"""Words behind "X, a" among which the noun stands: "X, a small rebel group"."""
_ITSELF = frozenset({"itself", "themselves", "as"})
_SHORTEST = 3
_STATES = frozenset({"army", "guard", "guards", "force", "forces", "police", "state"})
"""Last words of names that alone are mostly a state's."""

_ARTICLES = frozenset({"a", "an", "the", "another"})
_BEFORE = frozenset({"compound", "amod", "flat", "nmod", "nmod:desc", "nmod:unmarked"})

Words = tuple[str, ...]
Found = tuple[int, int, str]
"""A name over words `[start, end)` and the noun that tells what it is."""


def told_bands(tree: Tree, matches: Iterable[Match]) -> list[Match]:
    """The mentions of groups that the text itself says to be armed ones; `matches` are the tables' names."""
    nouns = [i for i in range(len(tree)) if tree.word(i).lower() in _tells_a_band()]
    if not nouns:
        return []
    held = {i: match for match in matches for i in range(match.start, match.end)}
    known = _entries(tree, _told(tree, nouns), held)
    if not known and not any(is_armed_group(match.entry) for match in held.values()):
        fronts = _entries(tree, _fronts(tree, nouns), held)
        known = fronts if len(fronts) == 1 else {}
    return list(_mentions(tree, _with_short_forms(tree, known), held)) if known else []


def _entries(tree: Tree, found: Iterable[Found], held: dict[int, Match]) -> dict[Words, Entry]:
    """An entry for each name that can be a group's, by its words."""
    known: dict[Words, Entry] = {}
    for start, end, noun in found:
        if not _may_be_named(tree, start, end, held):
            continue
        home = next((m.entry.home or m.entry.code for i in range(start, end) if (m := held.get(i))), "")
        sector = "CRM" if singular(noun) in _CRIMINAL else "REB"
        name = " ".join(tree.text[tree.starts[start] : tree.ends[end - 1]].split())
        entry = Entry(name, name, "group", sector, home=home, office=TOLD)
        known.setdefault(tuple(tree.word(i) for i in range(start, end)), entry)
    return known


def _fronts(tree: Tree, nouns: Iterable[int]) -> Iterator[Found]:
    """Names such as "the Northern Lake Alliance" in an article that speaks of rebels and names no other group."""
    noun = next((word for i in nouns if (word := tree.word(i)) in word_list("band_people")), None)
    for i in range(len(tree)) if noun is not None else ():
        if tree.word(i)[:1].isupper() and tree.word(i).lower() in word_list("band_ending"):
            first, last = tree.sentences[tree.sentence_of(i)]
            end = _end(tree, i, last) if i + 1 < last and tree.word(i + 1) in {"of", "for"} else i + 1
            if (start := _start(tree, i, first)) < i:
                yield start, end, noun or ""


@cache
def _tells_a_band() -> frozenset[str]:
    """The words beside which a name may be that of an armed group."""
    lists = ("band_body", "band_loose", "band_people", "band_adjective", "band_in_a_name")
    return frozenset().union(*map(word_list, lists))


def _told(tree: Tree, nouns: Iterable[int]) -> Iterator[Found]:
    for i in nouns:
        first, last = tree.sentences[tree.sentence_of(i)]
        noun = tree.word(i).lower()
        if tree.word(i)[:1].isupper() and i > first:
            if noun in word_list("band_in_a_name"):
                yield _start(tree, i, first), i + 1, noun
            continue
        kind = i - 1  # "the Orava rebel group": the name stands before the word for what kind of group it is
        while kind > first and tree.word(kind).lower() in word_list("band_adjective"):
            kind -= 1
        body = noun in word_list("band_body") or (noun in word_list("band_loose") and kind < i - 1)
        named = kind >= first and tree.heads[kind] == i and tree.deprels[kind] in _BEFORE
        if named and (body or noun in word_list("band_people")):
            yield _start(tree, kind, first), kind + 1, noun
        if i + 1 < last:
            yield from _behind(tree, i, last, body=body)
        if body and not _goes_on(tree, i + 1, last):
            yield from _beside(tree, i, first)


def _behind(tree: Tree, i: int, last: int, *, body: bool) -> Iterator[Found]:
    """Names behind the noun: "the rebel group X", "fighters of the X", "a gang called X", "the separatist X Front"."""
    at, word, noun = i + 1, tree.word(i + 1).lower(), tree.word(i).lower()
    adjective = noun in word_list("band_adjective") and not body
    if noun in word_list("band_people") and word in {"of", "from"}:
        at += 1
    elif word in word_list("calling") and (body or noun in word_list("band_loose")):
        at = behind_calling(tree, at, last)
    elif body and word == "," and tree.word(min(at + 1, last - 1)).lower() == "the":
        at += 1
    elif not body and not adjective:
        return
    at += at < last and tree.word(at).lower() == "the"
    end = _end(tree, at, last) if at < last else at
    if end > at and (not adjective or _ends_as_body(tree, end)):
        yield at, end, noun


def behind_calling(tree: Tree, i: int, last: int) -> int:
    """The word behind "called", "calling itself" or "known as"; `last` is where its sentence ends."""
    return i + (2 if i + 1 < last and tree.word(i + 1).lower() in _ITSELF else 1)


def _beside(tree: Tree, i: int, first: int) -> Iterator[Found]:
    """The name before a noun in apposition: "the Red Herons, a small rebel group"."""
    near = range(i - 1, max(first, i - _FAR), -1)
    comma = next((k for k in near if tree.word(k) == ","), -1)
    if comma > first and tree.word(comma + 1).lower() in _ARTICLES:
        yield _start(tree, comma - 1, first), comma, tree.word(i).lower()


def _goes_on(tree: Tree, i: int, last: int) -> bool:
    """Whether a noun before a word is but part of what somebody is: "X, the cartel's founder", "X, a gang leader"."""
    return i < last and (tree.word(i) in GENITIVES or tree.upos[i] in {"NOUN", "PROPN"})


def _start(tree: Tree, i: int, first: int) -> int:
    """The first of the capitalised words that end with one."""
    while i >= first and _is_capital(tree, i) and (i > first or tree.upos[i] == "PROPN"):
        i -= 1
    return i + 1


def _end(tree: Tree, i: int, last: int) -> int:
    """The end of the capitalised words from one on, with the small words between them."""
    end = i
    while i < last:
        if _is_capital(tree, i):
            end = i + 1
        elif end != i or tree.word(i).lower() not in _JOINTS:
            break
        i += 1
    return end


def _is_capital(tree: Tree, i: int) -> bool:
    return tree.word(i)[:1].isupper() and tree.upos[i] in {"PROPN", "NOUN", "ADJ"}


def _ends_as_body(tree: Tree, end: int) -> bool:
    return tree.word(end - 1).lower() in word_list("body") | word_list("band_in_a_name")


def _may_be_named(tree: Tree, start: int, end: int, held: dict[int, Match]) -> bool:
    """Whether words can be the name of a group: with a word of its own, which is no name of the tables or person."""
    words = [tree.word(i) for i in range(start, end)]
    if not words or any(word.lower() in titles() for word in words) or _is_date(tree, start, end):
        return False
    if any(held[i].entry.kind not in _LOOSE for i in range(start, end) if i in held):
        return False
    own = [i for i in range(start, end) if i not in held and _is_capital(tree, i) and not _is_kind(tree, i)]
    if not own or len(words) > 1:
        return bool(own)
    alone = words[0]
    common = len(alone) < _SHORTEST or word_key(alone) in given_names() or alone.lower() in _plain(tree)
    places = any(name.kind in {"GPE", "LOC"} for name in tree.names_at(start))
    return not common and not places and _stands_alone(tree, alone)


def _is_date(tree: Tree, start: int, end: int) -> bool:
    return any(name.kind == "DATE" for i in range(start, end) for name in tree.names_at(i))


def _is_kind(tree: Tree, i: int) -> bool:
    """Whether a capitalised word says what people are: "Islamist", "Maoist"."""
    word = tree.word(i).lower()
    return word in agents() or singular(word) in agents() or word in word_list("of_armed_groups")


def _stands_alone(tree: Tree, word: str) -> bool:
    """Whether a name of one word is also one without the noun beside it, as no adjective is."""
    return any(
        tree.word(i) == word
        and tree.upos[i] == "PROPN"
        and i + 1 < len(tree)
        and tree.upos[i + 1] not in {"NOUN", "PROPN", "ADJ"}
        for i in range(len(tree))
    )


def _plain(tree: Tree) -> set[str]:
    return {word for i in range(len(tree)) if (word := tree.word(i)).islower()}


def _with_short_forms(tree: Tree, known: dict[Words, Entry]) -> dict[Words, Entry]:
    """The names with their acronyms, and with their last word alone: "the Alliance", "the Herons"."""
    found = dict(known)
    for acronym in spelled_out(tree):
        words = tuple(tree.word(i) for i in range(acronym.start, acronym.end))
        if words in known:
            found[(tree.word(acronym.at),)] = known[words]
    for words, entry in known.items():
        last = words[-1]
        if len(words) > 1 and last.lower() not in _STATES and len(last) > _SHORTEST:
            found.setdefault((last,), entry)
    return found


def _mentions(tree: Tree, known: dict[Words, Entry], held: dict[int, Match]) -> Iterator[Match]:
    longest = max(map(len, known))
    firsts = {words[0] for words in known}
    at = 0
    while at < len(tree):
        if tree.word(at) not in firsts:
            at += 1
            continue
        sizes = range(min(longest, len(tree) - at), 0, -1)
        size = next((n for n in sizes if _is_one(tree, at, at + n, known, held)), 0)
        if size:
            entry = known[tuple(tree.word(i) for i in range(at, at + size))]
            yield Match(at, at + size, entry, (entry,))
        at += size or 1


def _is_one(tree: Tree, start: int, end: int, known: dict[Words, Entry], held: dict[int, Match]) -> bool:
    words = tuple(tree.word(i) for i in range(start, end))
    if words not in known or any(held[i].entry.kind not in _LOOSE for i in range(start, end) if i in held):
        return False
    entry = known[words]
    if len(words) > 1 or words[0] == entry.name or words[0].isupper():
        return True
    beside = start > tree.sentences[tree.sentence_of(start)][0] and _is_capital(tree, start - 1)
    return not beside and start not in held
