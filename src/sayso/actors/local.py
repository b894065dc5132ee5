"""Whose the officials and the victims of a place are: of the country in which the last place lies that was named.

"Ukraine struck Belgorod. The governor said": a governor, a mayor and the emergency services are of the place that
it is told of, as are those who are hurt, and not of the state that the report speaks of most, which may have struck it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cached_property

from sayso.actors.article import ArticleNames
from sayso.actors.generic import is_country
from sayso.actors.matching import Match
from sayso.actors.tables import word_list
from sayso.actors.tree import Tree, preposition, relation
from sayso.actors.voice import STATE_SECTORS

REACH = 2
"""Sentences back in which a place is looked for."""

_NATIONS = frozenset({"country", "adjective"})
_OF_PLACES = frozenset({"amod", "compound", "nmod", "nmod:poss"})
_BORDERS = frozenset({"border", "frontier"})
"""What two countries share: "on the Ugandan border" may be on its other side."""
_PARTS = 3
"""Words up to which the noun for a place stands behind the name of its country: "Russia's Tula region"."""


def is_local(tree: Tree, i: int, sector: str) -> bool:
    """Whether a noun names officials or services of a place, or one: "the governor", "local officials", "the town".

    `sector` is that of those whom the noun names: only of those who act for a state "local" says so much.
    """
    own = word_list("local_office") | word_list("local")
    if tree.word(i).lower() in own or _name(tree, i) in word_list("local_service"):
        return True
    below = (c for c in tree.children(i) if relation(tree, c) in {"amod", "compound", "nmod"})
    local = (tree.lemmas[c].lower() in word_list("local") and preposition(tree, c) in {"", "of"} for c in below)
    return sector in STATE_SECTORS and any(local)


def _name(tree: Tree, i: int) -> str:
    return f"{tree.word(i - 1)}-{tree.word(i)}".lower() if i else ""


def is_harmed(tree: Tree, i: int) -> bool:
    """Whether a noun or number is that of people who are killed or hurt: "three women were wounded"."""
    verb = tree.heads[i]
    suffers = tree.deprels[i] in {"obj", "nsubj:pass"} or (tree.deprels[i] == "nsubj" and tree.xpos[verb] == "VBN")
    return suffers and verb >= 0 and tree.lemmas[verb].lower() in word_list("harming")


class Places:
    """The places that an article names, with their countries.

    Args:
        tree: the parsed text.
        names: the names of the article.
    """

    def __init__(self, tree: Tree, names: ArticleNames) -> None:
        self._tree, self._names = tree, names

    def country(self, i: int) -> str | None:
        """The country of the place that a word's sentence names, the last before it rather than one behind it.

        Else of the last place named up to two sentences before: in the paragraph, or in the one before it where the
        sentence names no country. None without any.
        """
        start, end = self._tree.sentences[self._tree.sentence_of(i)]
        here = self._between(start, end)
        before = [code for at, code in here if at < i]
        return before[-1] if before else here[0][1] if here else self.before(i, beyond=not self._names_any(start, end))

    def before(self, i: int, *, beyond: bool = False) -> str | None:
        """The country of the last place named before the sentence of a word, in its paragraph if not `beyond`."""
        tree, here = self._tree, self._tree.sentence_of(i)
        start, end = tree.sentences[max(0, here - REACH)][0], tree.sentences[here][0]
        found = self._between(start, end)
        near = found and (beyond or tree.text.find("\n", tree.ends[found[-1][0]], tree.starts[i]) < 0)
        return found[-1][1] if near else None

    def of_harmed(self, i: int) -> str | None:
        """The country of people who are hurt, from the sentences before: only where their own names no country."""
        return None if self._names_any(*self._tree.sentences[self._tree.sentence_of(i)]) else self.before(i)

    def _names_any(self, start: int, end: int) -> bool:
        at = self._names.match_at
        return any(is_country(at[k].entry.home or at[k].entry.code) for k in range(start, end) if k in at)

    def _between(self, start: int, end: int) -> list[tuple[int, str]]:
        return self._found[bisect_left(self._found, (start, "")) : bisect_left(self._found, (end, ""))]

    @cached_property
    def _found(self) -> list[tuple[int, str]]:
        every = [m for m in dict.fromkeys(self._names.match_at.values()) if is_country(m.entry.code)]
        told = Counter(m.entry.code for m in every)
        return sorted((m.start, m.entry.code) for m in every if self._is_place(m) and not self._is_namesake(m, told))

    def _is_namesake(self, match: Match, told: Counter[str]) -> bool:
        """Whether a name only calls a thing and its country is not spoken of otherwise, which is then likely another
        place of the name: "the Guliston crossing" between Kyrgyzstan and Tajikistan is not in Uzbekistan."""
        tree, i = self._tree, match.end - 1
        if match.entry.kind != "place" or tree.deprels[i] != "compound" or told[match.entry.code] > 1:
            return False
        return tree.lemmas[tree.heads[i]].lower() not in word_list("place_noun") | word_list("soil")

    def _is_place(self, match: Match) -> bool:
        """Whether a name is that of a place where something is, and not of a state: "near Goma", "Russia's Tula"."""
        tree, i = self._tree, match.end - 1
        if match.entry.kind == "place":
            return True
        if match.entry.kind == "capital":
            return tree.deprels[i] == "obj" or preposition(tree, i) in word_list("locative")
        if match.entry.kind not in _NATIONS or tree.deprels[i] not in _OF_PLACES:
            return False
        head = tree.heads[i]
        noun = tree.lemmas[head].lower()
        near = match.end <= head <= match.end + _PARTS and noun not in _BORDERS
        return near and noun in word_list("place_noun") | word_list("soil")
