"""Names of weapon systems, which are nobody's though people, places and firms bear them too ("two Akinci drones")."""

from __future__ import annotations

from sayso.actors.tree import Tree
from sayso.ontology.things import PARTS_OF_SYSTEMS, arms, class_at, system_at

GOODS = arms() | {"equipment"}
NEAR = 3
"""Words behind or before a system's name in which the noun for it stands ("Barak 8 air defence systems")."""


def weapon_words(tree: Tree) -> frozenset[int]:
    """The words of names that are told to be those of weapon systems by a noun of arms or machines beside them."""
    words = [tree.word(i) for i in range(len(tree))]
    found: set[int] = set()
    for start, end in tree.sentences:
        for i in range(start, end):
            named = system_at(words, i)
            if named is not None and (_before_goods(words, named.end, end) or _behind_goods(words, i, start)):
                found.update(range(i, min(named.end, end)))
    return frozenset(found)


def _before_goods(words: list[str], first: int, stop: int) -> bool:
    """ "Barak missiles": a plain noun follows within the same phrase."""
    for end in range(first + 1, min(first + NEAR, stop) + 1):
        word = words[end - 1]
        if not (word.islower() or word[:1].isdigit() or word == "-"):
            return False
        if word in PARTS_OF_SYSTEMS or _is_goods(words, end, first):
            return True
    return False


def _behind_goods(words: list[str], start: int, first: int) -> bool:
    """ "The destroyer Choe Hyon"."""
    return start > first and words[start - 1].islower() and _is_goods(words, start, first)


def _is_goods(words: list[str], end: int, first: int) -> bool:
    found = class_at(words, end, first)
    return found is not None and found[0] in GOODS
