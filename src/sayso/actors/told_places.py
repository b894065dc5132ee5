"""Villages and towns that no table knows, by the country in which an article says they lie.

"The village of Dubrov in northern Mali", "the Malian town of Dubrov", "DUBROV, Mali": the words beside the name say it.
Where none do, what a state says of another one's blow at a place is mostly told of its own: "Mali said Chad's army had
shelled the town of Dubrov". The name then stands for that country throughout the article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sayso.actors.matching import TOLD_PLACE, Match
from sayso.actors.tables import Entry, country_names, word_list
from sayso.actors.tree import GENITIVES, Tree, phrase

Words = tuple[str, ...]
Held = Mapping[int, Match]
"""The names of the tables by word."""

_PLACES = frozenset({"GPE", "LOC"})
_NATIONS = frozenset({"country", "adjective", "people"})
_BEHIND = 5
"""Words behind the name among which "in northern Mali" ends."""
_PARTED = frozenset({",", "-", "\u2013", "\u2014", "(", ")", ":", ".", ";"})
"""What stands behind "Dubrov, Mali", and not behind "in Dubrov, Mali said"."""
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_TWO_SIDES = 2
_SAID = 4
"""How much words beside the name count of one accusation."""


def told_places(tree: Tree, matches: Iterable[Match]) -> list[Match]:
    """The mentions of places that no table knows and of which the text tells the country; `matches` are the tables'
    names."""
    held = {i: match for match in matches for i in range(match.start, match.end)}
    named: dict[Words, list[tuple[int, int]]] = {}
    for start, end in _unknown(tree, held):
        named.setdefault(tuple(tree.word(i).lower() for i in range(start, end)), []).append((start, end))
    found = []
    for words, mentions in named.items():
        votes: Counter[str] = Counter()
        for start, end in mentions:
            if code := _said(tree, start, end, held):
                votes[code] += _SAID
            elif code := _by_accusation(tree, start, held):
                votes[code] += 1
        if votes:
            entry = Entry(" ".join(words).title(), max(votes, key=lambda code: votes[code]), "place", office=TOLD_PLACE)
            found += [Match(start, end, entry, (entry,)) for start, end in mentions]
    return found


def _unknown(tree: Tree, held: Held) -> Iterator[tuple[int, int]]:
    """The names of places that hold no name of the tables: by the tagger, and behind "the village of"."""
    spans = {(name.start, name.end) for name in tree.names if name.kind in _PLACES}
    taken = {i for start, end in spans for i in range(start, end)}
    for i in range(2, len(tree)):
        if i not in taken and tree.upos[i] == "PROPN" and tree.word(i - 1).lower() == "of" and _is_place(tree, i - 2):
            spans.add((i, _end(tree, i)))
    for start, end in sorted(spans):
        while start < end and not tree.word(start)[:1].isupper():
            start += 1
        while end > start and tree.word(end - 1) in GENITIVES:
            end -= 1
        shared = any(tree.word(i).lower() in word_list("of_no_country") for i in range(start, end))
        if start < end and not shared and not any(i in held for i in range(start, end)):
            yield start, end


def _end(tree: Tree, i: int) -> int:
    last = tree.sentences[tree.sentence_of(i)][1]
    while i < last and tree.upos[i] == "PROPN" and tree.word(i)[:1].isupper():
        i += 1
    return i


def _is_place(tree: Tree, i: int) -> bool:
    return tree.lemmas[i].lower() in word_list("small_place")


def _said(tree: Tree, start: int, end: int, held: Held) -> str | None:
    """The country that the words beside a name give it."""
    return _behind(tree, end, held) or _before(tree, start, held)


def _behind(tree: Tree, end: int, held: Held) -> str | None:
    """ "Dubrov, Mali", "Dubrov in northern Mali", "Dubrov, a village in Mali's north"."""
    last = tree.sentences[tree.sentence_of(end - 1)][1]
    at = end + (end < last and tree.word(end) == ",")
    if at >= last:
        return None
    if tree.word(at).lower() == "in" or (tree.word(at).lower() == "on" and tree.word(at - 1) == ","):
        near = range(at + 1, min(at + 1 + _BEHIND, last))
        named = next((k for k in near if k in held or tree.word(k).lower() not in word_list("before_a_country")), last)
        match = held.get(named)
        plain = match is None or match.entry.kind != "adjective" or _is_ground(tree, match.end, last)
        return _country(match, ("country", "adjective", "place", "capital")) if plain else None
    match = held.get(at)
    parted = match is not None and match.start == at > end and match.end < last and tree.word(match.end) in _PARTED
    return _country(match, ("country",)) if parted else None


def _is_ground(tree: Tree, i: int, last: int) -> bool:
    return i < last and tree.lemmas[i].lower() in word_list("place_noun") | word_list("soil")


def _before(tree: Tree, start: int, held: Held) -> str | None:
    """ "The Malian village of Dubrov", "Mali's town of Dubrov", "the Malian border town Dubrov"."""
    noun = start - 2 if start > 1 and tree.word(start - 1).lower() == "of" else start - 1
    if noun < 1 or not _is_place(tree, noun):
        return None
    first = tree.sentences[tree.sentence_of(noun)][0]
    for k in range(noun - 1, max(first - 1, noun - _BEHIND), -1):
        if k in held:
            return _country(held[k], ("country", "adjective"))
        if tree.upos[k] not in {"ADJ", "NOUN", "PROPN", "PART", "PUNCT"}:
            return None
    return None


def _country(match: Match | None, kinds: tuple[str, ...]) -> str | None:
    if match is None or match.entry.kind not in kinds or match.entry.code not in country_names():
        return None
    return match.entry.code


def _by_accusation(tree: Tree, i: int, held: Held) -> str | None:
    """The state that says of another one's blow that it struck the place; None where a third one is named, or one tells
    that mostly tells of others."""
    words = range(*tree.sentences[tree.sentence_of(i)])
    if not any(tree.lemmas[k].lower() in word_list("blow") for k in words):
        return None
    if len({code for k in words if (code := _state(held.get(k))) is not None}) != _TWO_SIDES:
        return None
    for teller in _tellers(tree, words):
        codes = {code for k in teller if (code := _state(held.get(k))) is not None}
        if len(codes) == 1 and i not in teller:
            return None if codes & word_list("teller_of_others") else codes.pop()
    return None


def _tellers(tree: Tree, words: range) -> Iterator[list[int]]:
    """The phrases for who tells what a sentence says: "Mali said", "according to Mali's army"."""
    for k in words:
        if tree.lemmas[k].lower() in word_list("telling"):
            yield from (phrase(tree, c) for c in tree.children(k) if tree.deprels[c] in _SUBJECTS)
        elif tree.word(k).lower() == "according" and tree.heads[k] >= 0:
            yield phrase(tree, tree.heads[k])


def _state(match: Match | None) -> str | None:
    """The code of a country by its name, its people, its capital or one of its bodies."""
    if match is None or match.entry.kind not in _NATIONS | {"capital", "agency", "seat"}:
        return None
    return match.entry.code if match.entry.code in country_names() else None
