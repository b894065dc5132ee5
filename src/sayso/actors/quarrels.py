"""Which side an unnamed official is on once one state has accused another.

"Sudan accused the UAE ... The defence minister said the UAE had sent drones": whoever speaks of the accused by name is
of the accuser, however much the article speaks of the accused.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from sayso.actors.article import ArticleNames
from sayso.actors.generic import is_country
from sayso.actors.tables import word_list
from sayso.actors.tree import NAME_LINKS, Tree, phrase, preposition, relation

JUST_BEFORE = 3
"""Sentences after an accusation in which officials who name neither side are the accuser's."""
REACH = 8
"""Sentences after an accusation in which those who name a side take the other: two or three paragraphs. Later, other
quarrels and third states have had the word."""

_CLIMB = 6
_OBJECT = 6
"""Words behind "accused" among which the accused stands."""
_CHARGES = frozenset({"of", "for", "over", ",", "."})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_COMING = frozenset({"will", "would", "'ll", "\u2019ll", "shall"})


class Quarrel(NamedTuple):
    """An accusation of one state by another, at a verb."""

    at: int
    accuser: str
    accused: str


class Quarrels:
    """The accusations between the states of one article.

    Args:
        tree: the parsed text.
        names: the names of the article.
    """

    def __init__(self, tree: Tree, names: ArticleNames) -> None:
        self._tree, self._names = tree, names

    def side(self, i: int) -> str | None:
        """The code of the state for which an official or body speaks or acts who stands as a subject; None if no
        quarrel tells.

        That is the other side than the one that the rest of the sentence names. Where it names none, it is the
        accuser's right after the accusation, unless the accused or a third state has spoken since.
        """
        last = bisect_left(self._told, i, key=lambda quarrel: quarrel.at) - 1
        quarrel = self._told[last] if last >= 0 else None
        verb = self._verb(i) if quarrel is not None else None
        if quarrel is None or verb is None or self._is_answered(i, quarrel) or self._between(i, quarrel) > REACH:
            return None
        named = self._codes(range(verb + 1, self._end(i)))
        sides = named & {quarrel.accuser, quarrel.accused}
        return self._against(verb, sides, quarrel) if sides else None if named else self._follows(i, quarrel)

    def accusers(self, code: str) -> tuple[str, ...]:
        """The states that accuse a state, the one that does so most first."""
        return tuple(self._by_accused.get(code, ()))

    @cached_property
    def _by_accused(self) -> dict[str, list[str]]:
        counts = Counter((quarrel.accused, quarrel.accuser) for quarrel in self._told)
        found: dict[str, list[str]] = {}
        for (accused, accuser), _ in counts.most_common():
            found.setdefault(accused, []).append(accuser)
        return found

    def _against(self, verb: int, sides: set[str], quarrel: Quarrel) -> str | None:
        """The side that speaks or acts against the other one, which is named behind a verb: alone, or as the doer."""
        subjects = [c for c in range(verb + 1, self._end(verb)) if self._is_subject(c)]
        doers = [c for c in subjects if self._in(c) & sides]
        if any(self._is_coming(self._tree.heads[c]) for c in doers):
            return None  # "the minister said Chad would not yield" is of Chad
        blamed = {code for c in doers for code in self._in(c)}
        if quarrel.accused in (blamed & sides if len(sides) > 1 else sides):
            return quarrel.accuser
        return quarrel.accused if blamed == {quarrel.accuser} else None

    def _is_coming(self, verb: int) -> bool:
        return any(self._tree.word(c).lower() in _COMING for c in self._tree.children(verb))

    def _follows(self, i: int, quarrel: Quarrel) -> str | None:
        """The accuser for officials who stand right behind the accusation."""
        if not 0 < self._between(i, quarrel) <= JUST_BEFORE:
            return None
        others = self._codes(range(quarrel.at, i)) - {quarrel.accuser, quarrel.accused}
        return None if others else quarrel.accuser

    def _between(self, i: int, quarrel: Quarrel) -> int:
        """How many sentences behind the accusation a word stands."""
        return self._tree.sentence_of(i) - self._tree.sentence_of(quarrel.at)

    def _is_answered(self, i: int, quarrel: Quarrel) -> bool:
        """Whether another than the accuser has the word in the paragraph: as the subject of the last sentence, or
        because it answered the charge."""
        tree, just_before = self._tree, self._tree.sentence_of(i) - 1
        last = range(*tree.sentences[just_before]) if just_before > tree.sentence_of(quarrel.at) else ()
        if any(self._leads(n) and self._has_the_word(n, i, quarrel) for n in last):
            return True
        for n in reversed(self._answers[: bisect_left(self._answers, i)]):
            if tree.sentence_of(n) <= tree.sentence_of(quarrel.at) or not self._is_in_paragraph(n, i):
                return False
            if self._has_the_word(n, i, quarrel):
                return True
        return False

    def _has_the_word(self, subject: int, i: int, quarrel: Quarrel) -> bool:
        """Whether a subject names another than the accuser and stands in the paragraph of a word behind it."""
        return bool(self._in(subject) - {quarrel.accuser}) and self._is_in_paragraph(subject, i)

    def _is_in_paragraph(self, n: int, i: int) -> bool:
        """Whether no line ends between the sentence of one word, or its part before the other one, and that one."""
        end = min(i, self._end(n))
        return self._tree.text.find("\n", self._tree.ends[end - 1], self._tree.starts[i]) < 0

    @cached_property
    def _answers(self) -> list[int]:
        """The subjects of the main verbs by which somebody answers a charge, in text order."""
        tree, words = self._tree, range(len(self._tree))
        return [n for n in words if self._leads(n) and tree.lemmas[tree.heads[n]].lower() in word_list("answering")]

    def _leads(self, i: int) -> bool:
        """Whether a word is the subject of the main verb of its sentence."""
        return self._is_subject(i) and self._tree.deprels[self._tree.heads[i]] == "root"

    def _is_subject(self, i: int) -> bool:
        return self._tree.deprels[i] in _SUBJECTS

    def _verb(self, i: int) -> int | None:
        """The verb that a word, or the name that it is part of, is the subject of."""
        for _ in range(_CLIMB):
            if self._tree.deprels[i] in _SUBJECTS:
                return self._tree.heads[i]
            if self._tree.deprels[i] not in NAME_LINKS | {"appos"} or self._tree.heads[i] < 0:
                return None
            i = self._tree.heads[i]
        return None

    @cached_property
    def _told(self) -> list[Quarrel]:
        return list(self._accusations())

    def _accusations(self) -> Iterator[Quarrel]:
        tree = self._tree
        for i in range(len(tree)):
            if tree.upos[i] != "VERB" or tree.lemmas[i].lower() not in word_list("accusing"):
                continue
            passive = any(tree.deprels[c] == "nsubj:pass" for c in tree.children(i))
            accuser = {code for c in tree.children(i) if self._accuses(c, passive=passive) for code in self._in(c)}
            accused = self._accused(i, passive=passive)
            if len(accuser) == 1 and len(accused) == 1 and accuser != accused:
                yield Quarrel(i, *accuser, *accused)

    def _accused(self, verb: int, *, passive: bool) -> set[str]:
        """The countries that are accused; of an active verb by the words up to "of", however they hang together."""
        if passive:
            below = (c for c in self._tree.children(verb) if self._tree.deprels[c] == "nsubj:pass")
            return {code for c in below for code in self._in(c)}
        near = range(verb + 1, min(verb + 1 + _OBJECT, self._end(verb)))
        return self._codes(range(verb + 1, next((n for n in near if self._tree.word(n) in _CHARGES), near.stop)))

    def _accuses(self, i: int, *, passive: bool) -> bool:
        if passive:
            return relation(self._tree, i) == "obl" and preposition(self._tree, i) == "by"
        return self._tree.deprels[i] == "nsubj"

    def _in(self, i: int) -> set[str]:
        """The countries that a phrase names."""
        return self._codes(phrase(self._tree, i))

    def _codes(self, words: list[int] | range) -> set[str]:
        found = (m.entry.code for n in words if (m := self._names.match_at.get(n)) is not None)
        return {code for code in found if is_country(code)}

    def _end(self, i: int) -> int:
        return self._tree.sentences[self._tree.sentence_of(i)][1]
