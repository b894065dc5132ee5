"""Which words may name an event: the rows of the predicate tables by their words, found in a parse."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from sayso.claims.forms import base_forms, irregular_verbs
from sayso.claims.grammar import Grammar
from sayso.claims.phrases import head_of
from sayso.claims.predicates import Predicate, load_predicates
from sayso.reader.parse import Parse

# Parts of speech that a row of each kind may be found under. A participle before a noun is tagged ADJ or VERB, an
# event's proper name ("Civil War") PROPN.
TAGS = {
    "VERB": frozenset({"VERB", "AUX"}),
    "NOUN": frozenset({"NOUN", "PROPN"}),
    "ADJ": frozenset({"ADJ", "VERB"}),
}
# How many words may stand between a verb and the further words of its lemma ("take the three men into custody").
REACH = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row whose words are all there. `words` has the head first, then the others in text order.

    `nominal` marks a noun in -ing that is read with the row of its verb ("the killing of").
    """

    row: Predicate
    words: tuple[int, ...]
    nominal: bool = False


_KEYS = 50_000
"""Words whose keys an index remembers."""


class PredicateIndex:
    """Rows by part of speech and by the lemma that they are looked up under."""

    def __init__(self, rows: Iterable[Predicate]) -> None:
        self._rows: dict[tuple[str, str], list[tuple[Predicate, tuple[str, ...]]]] = defaultdict(list)
        self._keys: dict[tuple[str, str, str, bool], str] = {}
        for row in rows:
            words = tuple(part for word in row.lemma for part in _parts(word))
            for variant in dict.fromkeys((words, row.lemma)):
                keys = variant[:1] if row.pos == "VERB" else (variant[-1], variant[0])
                for key in dict.fromkeys(keys):
                    self._rows[row.pos, key].append((row, variant))

    def under(self, pos: str, lemma: str) -> list[tuple[Predicate, tuple[str, ...]]]:
        """The rows of one part of speech that are looked up under a lemma, with their words."""
        return self._rows.get((pos, lemma), [])

    def _key(self, parse: Parse, i: int, pos: str) -> str:
        """What a word is looked up under."""
        asked = parse.word(i), parse.lemmas[i], pos, parse.upos[i] == "VERB"
        if asked not in self._keys:
            if len(self._keys) >= _KEYS:
                self._keys.clear()
            self._keys[asked] = self._key_of(asked[0].lower(), asked[1].lower(), pos, verb=asked[3])
        return self._keys[asked]

    def _key_of(self, word: str, lemma: str, pos: str, *, verb: bool) -> str:
        """The lemma; where no row has that, a base form of the word that a row has.

        An adjectival participle ("is committed") is looked up as it stands.
        """
        if pos == "ADJ" and (verb or (pos, word) in self._rows):
            return word
        sure = irregular_verbs().get(word, ()) if pos == "VERB" else ()
        if (pos, lemma) in self._rows and not (sure and lemma not in (*sure, word)):
            return lemma
        return next((form for form in (*sure, word, *base_forms(word)) if (pos, form) in self._rows), lemma)

    def candidates(self, grammar: Grammar) -> Iterator[Candidate]:
        """Every row whose words a parse has, word by word."""
        for i in range(len(grammar.parse)):
            yield from self._at(grammar, i)

    def _at(self, grammar: Grammar, i: int) -> Iterator[Candidate]:
        parse = grammar.parse
        found = False
        for pos, tags in TAGS.items():
            if parse.upos[i] not in tags:
                continue
            for row, words in self.under(pos, self._key(parse, i, pos)):
                placed = _place_verb(parse, i, words) if pos == "VERB" else _place_noun(parse, i, words)
                if placed is not None:
                    found = True
                    yield Candidate(row, placed)
        if not found and parse.upos[i] == "NOUN" and parse.word(i).lower().endswith("ing"):
            yield from self._gerund(grammar, i)

    def _gerund(self, grammar: Grammar, i: int) -> Iterator[Candidate]:
        for lemma in base_forms(grammar.parse.word(i).lower()):
            for row, words in self.under("VERB", lemma):
                if len(words) == 1:
                    yield Candidate(row, (i,), nominal=True)


@cache
def built_in_index() -> PredicateIndex:
    """The index of the built-in tables, made once."""
    return PredicateIndex(load_predicates())


def _parts(word: str) -> list[str]:
    return [part for part in re.split(r"(-)", word) if part] if "-" in word else [word]


def _place_verb(parse: Parse, i: int, words: tuple[str, ...]) -> tuple[int, ...] | None:
    """The verb and the further words of its lemma below it, after it and near."""
    placed = [i]
    for word in words[1:]:
        options = (j for j in _below(parse, i) if i < j <= i + REACH and j not in placed)
        found = next((j for j in options if word in (parse.lemmas[j].lower(), parse.word(j).lower())), None)
        if found is None:
            return None
        placed.append(found)
    return tuple(placed)


def _below(parse: Parse, i: int) -> list[int]:
    children = parse.children(i)
    phrases = (c for c in children if parse.deprels[c] != "conj" and parse.upos[c] != "VERB")
    nominal = [g for c in phrases for g in parse.children(c)]
    return sorted([*children, *nominal])


def _place_noun(parse: Parse, i: int, words: tuple[str, ...]) -> tuple[int, ...] | None:
    """A noun and the words right before (or, where the first word is the head, after) it."""
    size = len(words)
    if size == 1:
        return (i,)
    for start in (i - size + 1, i):
        if start < 0 or start + size > len(parse):
            continue
        stretch = range(start, start + size)
        same = (w in (parse.lemmas[j].lower(), parse.word(j).lower()) for j, w in zip(stretch, words, strict=True))
        if all(same) and head_of(parse, (start, start + size)) == i:
            return (i, *(j for j in stretch if j != i))
    return None
