"""Countries named for where a thing or a piece of news comes from, or for whom others spy, and not for what they do or
suffer."""

from __future__ import annotations

from sayso.actors.tables import word_list
from sayso.actors.tree import Tree, remembered

_FAR = 4
"""Words from a preposition to the end of its phrase."""
_INSIDE = frozenset({"DET", "ADJ", "PROPN", "NOUN", "NUM"})


@remembered
def told_by(tree: Tree, i: int) -> int | None:
    """The noun for the news that comes from whom a word names: "a tip from German intelligence"; None for others."""
    case = _preposition(tree, i, "from")
    if case < 1:
        return None
    off = case > 2 and tree.word(case - 1).lower() in ("off", "offs") and tree.word(case - 2) == "-"
    noun = case - 3 if off else case - 1
    return noun if tree.word(noun).lower() in word_list("tip") else None


@remembered
def is_made_there(tree: Tree, i: int) -> bool:
    """ "A missile made in China": whether a word names the place that a thing comes from."""
    case = _preposition(tree, i, "in")
    return case > 0 and tree.word(case - 1).lower() in word_list("made")


@remembered
def is_spied_for(tree: Tree, i: int) -> bool:
    """ "Jailed for spying for Belarus": whether a word names who has others spy."""
    case = _preposition(tree, i, "for")
    return case > 0 and tree.word(case - 1).lower() in word_list("spying")


def is_origin(tree: Tree, i: int) -> bool:
    """Whether a word names where a thing or a piece of news comes from, or for whom others spy."""
    return is_made_there(tree, i) or told_by(tree, i) is not None or is_spied_for(tree, i)


def _preposition(tree: Tree, i: int, wanted: str) -> int:
    """The word of a preposition that a phrase up to a word stands behind; 0 if it is another or none."""
    for k in range(i - 1, max(i - 1 - _FAR, 0), -1):
        if tree.word(k).lower() == wanted:
            return k
        if tree.upos[k] not in _INSIDE:
            break
    return 0
