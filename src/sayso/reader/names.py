"""Names of people, organisations, states and places from the scores of the name head.

The head scores each word by itself, so neighbours can disagree: "North" a place and "Korea" a person. Here the
boundaries are decided first, over all kinds together and along the whole run of words; then the kind, by all words of
the name, with the tables of countries, places and bodies as a further vote. With the same weights names of UNER EWT dev
are found at F1 73.3 where the best tag of each word gave 69.0 (`benchmarks/treebank.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.actors.lexicon import titles
from sayso.actors.names import name_key, word_key
from sayso.actors.tables import index
from sayso.reader.network import softmax
from sayso.reader.parse import Name

Floats = NDArray[np.float32]

KINDS = ("PER", "ORG", "GPE", "LOC", "MISC")
SURE_OUTSIDE = 0.95
"""Chance of being outside of all names from which a word is left out without a further look."""
TABLED, PLACED = 4.0, 2.0
"""Added to the log chance of GPE or ORG where the words are a country, a capital or a body of the tables, and to that
of GPE where they are a place; twice as much gives the same on UNER EWT dev."""
KNOWN, KNOWN_WHOLE = 1.0, 3.0
"""Added to the log chance of being in a name where the tables know a proper noun ("Nairobi"), or several in a row
("South Korea"); of 0, 1 and 2 for the first, F1 on UNER EWT dev differs by 0.1."""
FLOOR = 1e-6
LOOSE_ENDS = frozenset({"DET", "PRON", "ADP", "PUNCT", "CCONJ", "AUX", "VERB"})
OUT, BEGIN, INSIDE = range(3)


def _by_place(chances: Floats, labels: list[str]) -> Floats:
    """Log chances of being outside, at the beginning of and inside a name of whatever kind: (words, 3)."""
    begins = [i for i, label in enumerate(labels) if label.startswith("B")]
    insides = [i for i, label in enumerate(labels) if label.startswith("I")]
    parts = [chances[:, labels.index("O")], chances[:, begins].sum(axis=1), chances[:, insides].sum(axis=1)]
    places: Floats = np.log(np.stack(parts, axis=1) + FLOOR)
    return places


def _by_kind(chances: Floats, labels: list[str]) -> Floats:
    """Log chances of each kind of name: (words, KINDS)."""
    columns = [chances[:, labels.index(f"B-{kind}")] + chances[:, labels.index(f"I-{kind}")] for kind in KINDS]
    kinds: Floats = np.log(np.stack(columns, axis=1) + FLOOR)
    return kinds


def _runs(places: Floats) -> Iterator[tuple[int, int]]:
    """Ranges of neighbouring words that may belong to a name; all others are outside for sure."""
    maybe = np.concatenate([[False], places[:, 1:].max(axis=1) > np.log(1 - SURE_OUTSIDE), [False]])
    bounds = np.flatnonzero(maybe[1:] != maybe[:-1]).tolist()
    yield from zip(bounds[::2], bounds[1::2], strict=True)


def best_places(places: Sequence[Sequence[float]]) -> list[int]:
    """The likeliest path of OUT, BEGIN and INSIDE in which nothing is inside that did not begin (Viterbi).

    The first word may be INSIDE: its name began before.
    """
    scores, came = list(places[0]), list[list[int]]()
    for word in places[1:]:
        anyone = max(range(3), key=scores.__getitem__)
        named = BEGIN if scores[BEGIN] >= scores[INSIDE] else INSIDE
        came.append([anyone, anyone, named])
        scores = [scores[before] + gain for before, gain in zip(came[-1], word, strict=True)]
    path = [max(range(3), key=scores.__getitem__)]
    for before in reversed(came):
        path.append(before[path[-1]])
    return path[::-1]


def _ranges(places: Floats) -> Iterator[tuple[int, int]]:
    """The names as word ranges."""
    for start, end in _runs(places):
        path = best_places(places[start:end].tolist())
        begins = [i for i, place in enumerate(path) if place == BEGIN or (place == INSIDE and i == 0)]
        for first, after in pairwise([*begins, len(path)]):
            length = next((i for i in range(first + 1, after) if path[i] == OUT), after)
            yield start + first, start + length


def trimmed(forms: Sequence[str], upos: Sequence[str], start: int, end: int, kind: str) -> tuple[int, int]:
    """A name without loose ends and titles, empty where it holds no proper noun.

    A person's begins and ends with a proper noun and not with a title ("President", "Sheikh"); no name ends with a
    common noun in small letters ("US troops").
    """
    if "PROPN" not in upos[start:end]:
        return start, start
    firm = [i for i in range(start, end) if upos[i] == "PROPN" or (kind != "PER" and upos[i] not in LOOSE_ENDS)]
    first, last = firm[0], firm[-1] + 1
    while upos[last - 1] != "PROPN" and forms[last - 1].islower():
        last -= 1
    while kind == "PER" and first < last - 1 and (forms[first].casefold() in titles() or upos[first] in LOOSE_ENDS):
        first += 1
    return first, last


def votes(name: str) -> Floats:
    """What the tables of actors say of a name, as log chances to add: (KINDS,)."""
    key, found = name_key(name), np.zeros(len(KINDS), dtype=np.float32)
    for entry in index().entries.get(key, ()):
        if entry.kind in ("country", "capital"):
            found[KINDS.index("GPE")] = TABLED
        elif entry.kind in ("igo", "agency", "group"):
            found[KINDS.index("ORG")] = TABLED
    if key in index().places:
        found[KINDS.index("GPE")] = max(found[KINDS.index("GPE")], PLACED)
    return found


@lru_cache(maxsize=20_000)
def _is_known(name: str) -> bool:
    """Whether the tables have something to say of a name."""
    return bool(votes(name).any())


def _favour_known(places: Floats, forms: Sequence[str], upos: Sequence[str]) -> None:
    """Raise the chances of words that the tables of actors know, the longest name from each word on; in place."""
    longest, end = index().longest, 0
    for i in (i for i, tag in enumerate(upos) if tag == "PROPN"):
        if i < end:
            continue
        sizes = range(longest.get(word_key(forms[i]), 1), 0, -1)
        size = next((n for n in sizes if "PUNCT" not in upos[i : i + n] and _is_known(" ".join(forms[i : i + n]))), 0)
        if size:
            gain, end = KNOWN_WHOLE if size > 1 else KNOWN, i + size
            places[i, BEGIN] += gain
            places[i + 1 : end, INSIDE] += gain


def names_of(scores: Floats, labels: list[str], forms: Sequence[str], tags: tuple[list[str], list[str]]) -> list[Name]:
    """The names of a text, in order.

    Args:
        scores: of the name head, (words, labels).
        labels: `O` and `B-` and `I-` of each of KINDS.
        forms: the words.
        tags: their universal and Penn tags. A single plural ("Palestinians", "Democrats") is people, no name.
    """
    chances = softmax(scores)
    kinds, (upos, xpos) = _by_kind(chances, labels), tags
    places = _by_place(chances, labels)
    _favour_known(places, forms, upos)
    found = []
    for start, end in _ranges(places):
        likeliest = KINDS[int(kinds[start:end].sum(axis=0).argmax())]
        first, last = trimmed(forms, upos, start, end, likeliest)
        if first == last:
            continue
        kind = KINDS[int((kinds[first:last].sum(axis=0) + votes(" ".join(forms[first:last]))).argmax())]
        if last - first == 1 and xpos[first] == "NNPS" and kind in ("PER", "ORG"):
            continue
        score = float(1 - chances[first:last, labels.index("O")].mean())
        found.append(Name(first, last, kind, round(score, 4)))
    return found
