"""Who "the enemy", "occupation forces" and "the puppet regime" are: the other side, seen from who speaks.

Such a noun never means the country of its speaker or of the story, for which unnamed forces and regimes mostly stand.
The table `foes` says whom a side calls so; where it says nothing, an enemy is the other state spoken of most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sayso.actors.tables import rows, word_list
from sayso.actors.tree import Tree, is_plural, preposition

if TYPE_CHECKING:
    from sayso.actors.resolver import Resolver

_PRESENT = 0.05
"""How present another state must be around "the enemy" (see `setting`): some sentences back, or a paragraph."""

_POINTING = frozenset({"the", "our", "this"})
_MODIFIERS = frozenset({"amod", "compound", "nmod:desc"})


class Foe(NamedTuple):
    """Whom a side means by a word, in the years from `since` to `until`."""

    code: str
    since: str
    until: str


def hostile_word(tree: Tree, i: int) -> str | None:
    """The word that makes a noun another side's: "enemy" in "enemy troops", and in "the enemy" itself; None if none."""
    lemma = tree.lemmas[i].lower()
    if lemma in word_list("foe") and tree.upos[i] in {"NOUN", "PROPN"} and tree.deprels[i] not in _MODIFIERS:
        below = tree.children(i)
        the = any(tree.word(c).lower() in _POINTING for c in below) or is_plural(tree, i)
        return lemma if the and not any(preposition(tree, c) in {"of", "to"} for c in below) else None
    if i > 0 and tree.heads[i - 1] in (i, tree.heads[i]) and tree.word(i - 1).lower() in word_list("hostile"):
        return tree.word(i - 1).lower()  # "the aggressor country", also where the tree hangs the two side by side
    before = (tree.word(c).lower() for c in tree.children(i) if c < i and tree.deprels[c] in _MODIFIERS)
    return next((word for word in before if word in word_list("hostile")), None)


def occupier(resolver: Resolver, i: int, word: str) -> str | None:
    """Whom a hostile word means whoever says it: who occupies the country spoken of, or whom the publisher means."""
    sides = [resolver.teller.code] if resolver.teller else []
    if word in word_list("of_occupation"):
        sides += resolver.setting.ranked(i)
    return next(_meant(sides, word, resolver.date), None)


def foe_of(resolver: Resolver, i: int, sides: Iterable[str]) -> str | None:
    """Whom the sides that speak mean by "the enemy" or "the puppet troops"; None if that is not known."""
    word, sides = hostile_word(resolver.tree, i), list(sides)
    if word is None or not sides:
        return None
    if (code := next(_meant(sides, word, resolver.date), None)) is not None:
        return code
    if word not in word_list("foe"):
        return None
    homes = [m.entry.home for m in resolver.names.matches if m.entry.code in sides and m.entry.home]
    return resolver.setting.other(i, [*sides, *homes], _PRESENT)


def _meant(sides: Iterable[str], word: str, date: str) -> Iterator[str]:
    year = date[:4]
    for side in sides:
        for foe in _foes().get((side, word), ()):
            if not year or (foe.since <= year and (not foe.until or year <= foe.until)):
                yield foe.code


@cache
def _foes() -> Mapping[tuple[str, str], list[Foe]]:
    """The foes by side and word."""
    found: dict[tuple[str, str], list[Foe]] = {}
    for row in rows("foes"):
        for word in row["words"].split("|"):
            found.setdefault((row["side"], word), []).append(Foe(row["means"], row["since"], row["until"]))
    return found
