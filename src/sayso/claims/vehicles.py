"""Whose "the ship", "that convoy" and "the helicopter" are: those of whom the article told the last one of its kind.

"A convoy of Oxfam's left Aden. Gunmen stopped the lorries": who stops them acts against Oxfam. Where one was told by
the very same noun, only that tells, and of several owners none is taken.
"""

from __future__ import annotations

from collections.abc import Callable

from sayso.actors.tree import remembered
from sayso.claims.selectors import word_sets
from sayso.reader.parse import Parse

KINDS = ("ships", "road_vehicles", "aircraft")
"""The lists of words for vehicles; those of one list may be the same thing."""
REACH = 12
"""Sentences back in which the owner may be told."""
_BEFORE = 4
_NO_OWNERS = frozenset({"flagged", "registered", "built", "made"})
_ANY_OF_THEM = frozenset("ship vessel boat craft lorry truck vehicle convoy column aircraft plane".split())
"""Those by which any of their list may be called."""
POINTING = frozenset({"the", "that", "this", "those", "these", "both"})


def owner_before(parse: Parse, i: int, owner_of: Callable[[int], tuple[str, ...]]) -> tuple[str, ...]:
    """The codes of the owner of a vehicle that points back, by how it or its like was told before; empty for any other
    word, and where none or several were told.

    Args:
        parse: words and tree.
        i: the noun.
        owner_of: the codes of the owner that the words of a noun tell; empty if they tell none.
    """
    kind = kind_of(parse, i)
    if kind is None or not any(parse.folded[c] in POINTING for c in parse.children(i) if c < i):
        return ()
    if i + 1 < len(parse) and parse.upos[i + 1] == "PROPN":
        return ()  # "the frigate Hydra" has a name of its own
    first = parse.sentences[max(0, parse.sentence_of(i) - REACH)][0]
    before = [k for k in _vehicles(parse)[kind] if first <= k < i]
    same = [k for k in before if parse.lemmas[k].lower() == parse.lemmas[i].lower()]
    before = same or (before if parse.lemmas[i].lower() in _ANY_OF_THEM else [])
    told = {codes for k in before if not _is_by_flag(parse, k) and (codes := owner_of(k))}
    return told.pop() if len(told) == 1 else ()


def _is_by_flag(parse: Parse, i: int) -> bool:
    """ "A Gibraltar-flagged ferry", "a Chinese-built truck": who flags or made a thing does not own it."""
    return not _NO_OWNERS.isdisjoint(parse.folded[max(0, i - _BEFORE) : i])


def kind_of(parse: Parse, i: int) -> str | None:
    """The list that has a noun for a vehicle; None for any other word."""
    if parse.upos[i] != "NOUN":
        return None
    return next((kind for kind in KINDS if parse.lemmas[i].lower() in word_sets()[kind]), None)


@remembered
def _vehicles(parse: Parse) -> dict[str, list[int]]:
    """The nouns for vehicles by kind, in text order."""
    found: dict[str, list[int]] = {kind: [] for kind in KINDS}
    for i in range(len(parse)):
        if (kind := kind_of(parse, i)) is not None:
            found[kind].append(i)
    return found
