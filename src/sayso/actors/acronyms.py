"""Acronyms that an article itself spells out: "National Dairy Board (NDB)", of bodies that no table knows.

What stands behind the name in brackets is the same body: of a state its country, of nobody's state its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.actors.tree import Tree

_LONGEST, _LONGEST_NAME = 10, 9
"""Letters of an acronym, and words of the name before it."""
_LEAST_CAPITALS = 2
_SMALL = frozenset({"of", "for", "and", "the", "on", "in", "&"})


class Spelled(NamedTuple):
    """An acronym at word `at` in brackets, behind its name over words `[start, end)`."""

    at: int
    start: int
    end: int


def spelled_out(tree: Tree) -> Iterator[Spelled]:
    """The acronyms that stand in brackets right behind words with their initials."""
    for i in range(2, len(tree) - 1):
        if tree.word(i - 1) != "(" or tree.word(i + 1) != ")" or not _is_acronym(tree.word(i)):
            continue
        start = _start(tree, i - 1, [letter for letter in tree.word(i) if letter.isupper()])
        if start is not None:
            yield Spelled(i, start, i - 1)


def _is_acronym(word: str) -> bool:
    return word.isalpha() and len(word) <= _LONGEST and sum(map(str.isupper, word)) >= _LEAST_CAPITALS


def _start(tree: Tree, end: int, letters: list[str]) -> int | None:
    """Where the name begins that ends at a bracket: at the last word from which on its initials hold the letters."""
    first = tree.sentences[tree.sentence_of(end)][0]
    for i in range(end - 1, max(first, end - _LONGEST_NAME) - 1, -1):
        word = tree.word(i)
        if word[:1].isupper():
            initials = iter(tree.word(k)[:1] for k in range(i, end))
            if word[0] == letters[0] and i < end - 1 and all(letter in initials for letter in letters):
                return i
        elif word.lower() not in _SMALL:
            return None
    return None
