"""Who a text names together: those who meet or talk, and coordinated subjects; what "they both" and "the sides" mean.

"Ruto received Kagame", "the envoy spoke with Baku's ambassador", "Chad and Niger agreed", "a call between A and B".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache

from sayso.ontology.tables import rows
from sayso.reader.parse import Parse

_NOMINAL = ("NOUN", "PROPN", "PRON")
_BESIDE = frozenset({"with", "between"})
COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}
"""How many a word says that those spoken of are."""


@cache
def dealings(kind: str) -> frozenset[str]:
    """The words of a kind of dealings of two: verbs, for `meeting` nouns (see `data/README.md`)."""
    return frozenset(row["lemma"] for row in rows("dealings", room="claims") if row["kind"] == kind)


class Parties:
    """The sets of two and more that a text names together.

    Args:
        parse: words and tree.
        codes_of: codes of a word that names somebody, empty if it does not.
    """

    def __init__(self, parse: Parse, codes_of: Callable[[int], tuple[str, ...]]) -> None:
        self._parse = parse
        self._codes_of = codes_of
        self._found: list[tuple[int, tuple[str, ...]]] | None = None

    def before(self, i: int, *, size: int = 0, reach: int) -> tuple[str, ...]:
        """Codes of the last set told before a word; empty if there is none of that size (0: any) so near.

        Args:
            i: the word.
            size: how many codes are asked for.
            reach: how many sentences back the set may stand.
        """
        return next((codes for _, codes in self.all_before(i, size=size, reach=reach)), ())

    def all_before(self, i: int, *, size: int = 0, reach: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The same for all sets so near, the last first, each with the last word that heads its members."""
        told, sentence = self._told, self._parse.sentence_of(i)
        for at, codes in reversed(told[: bisect_left(told, (i, ()))]):
            if sentence - self._parse.sentence_of(at) > reach:
                return
            if size in (0, len(codes)):
                yield at, codes

    @property
    def _told(self) -> list[tuple[int, tuple[str, ...]]]:
        if self._found is None:
            sets = ((max(heads), self._codes(heads)) for heads in self._sets())
            self._found = sorted((at, codes) for at, codes in sets if len(codes) > 1)
        return self._found

    def _codes(self, heads: list[int]) -> tuple[str, ...]:
        members = [m for head in heads for m in self._members(head)]
        return tuple(dict.fromkeys(code for m in members for code in self._codes_of(m)))

    def _members(self, head: int) -> list[int]:
        """A word and what is coordinated with it, also where the parser made a chain or an apposition of a list."""
        found = [head]
        for word in found:
            below = (c for c in self._parse.children(word) if self._parse.deprels[c] in ("conj", "appos"))
            found += [c for c in below if self._parse.upos[c] in _NOMINAL]
        return found

    def _sets(self) -> Iterator[list[int]]:
        meetings = dealings("meeting")
        for i, lemma in enumerate(self._parse.lemmas):
            if self._parse.upos[i] == "VERB":
                yield from self._by_verb(i, lemma.lower())
            elif lemma.lower() in meetings and (between := self._beside(i, frozenset({"between"}))):
                yield between

    def _by_verb(self, verb: int, lemma: str) -> Iterator[list[int]]:
        subjects = [c for c in self._parse.children(verb) if self._parse.deprels[c] in ("nsubj", "nsubj:pass")]
        if not subjects:
            return
        yield subjects[:1]
        others = self._beside(verb, _BESIDE) if lemma in dealings("meets with") else []
        objects = [c for c in self._parse.children(verb) if self._parse.deprels[c] == "obj"]
        others += objects[:1] if lemma in dealings("meets") else []
        meetings = [c for c in objects if self._parse.lemmas[c].lower() in dealings("meeting")]
        others += [k for c in meetings for k in self._beside(c, _BESIDE)]
        if others:
            yield [subjects[0], *others]

    def _beside(self, i: int, marks: frozenset[str]) -> list[int]:
        parse = self._parse
        below = [c for c in parse.children(i) if parse.deprels[c] in ("obl", "nmod") and parse.upos[c] in _NOMINAL]
        return [c for c in below if any(parse.word(k).lower() in marks for k in parse.children(c) if k < c)]
