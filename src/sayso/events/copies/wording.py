"""An article as copies are told by: sentences without credits and boilerplate, quotations, names and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from sayso.claims.quotations import find_quotations
from sayso.events.copies import words as w
from sayso.events.copies.credits import credited, known_as

RUN = 5
"""Words of a shingle: so many the same in the same order are rarely chance."""
LEAST_QUOTED = 4
"""A quotation of fewer words is a word in quotation marks."""


SPECIFIC_WEIGHT = 2
"""A name or number counts as much as two other words."""

COMMON = 40
"""A word in more places than this is one of the words of the whole article; news of 1,000 words have 40 sentences."""


@dataclass(frozen=True)
class Sentence:
    """One sentence: its words in lower case, the stems of its content, its names and numbers."""

    words: tuple[str, ...]
    stems: frozenset[str]
    specifics: frozenset[str]

    @cached_property
    def items(self) -> dict[str, int]:
        """What is compared of it, each with its weight: stems, and names and numbers, which count apart."""
        return {**dict.fromkeys(self.stems, 1), **{f"={one}": SPECIFIC_WEIGHT for one in self.specifics}}

    @cached_property
    def weight(self) -> int:
        """The sum of all weights."""
        return sum(self.items.values())


@dataclass(frozen=True)
class Wording:
    """What an article says, for comparison with others.

    `credits` are whom it credits, under their usual names, and `cited` whom it cites; `quotations` the words
    of each, in lower case; `named` the publisher under its usual name.
    """

    sentences: tuple[Sentence, ...]
    quotations: tuple[tuple[str, ...], ...] = ()
    credits: frozenset[str] = frozenset()
    cited: frozenset[str] = frozenset()
    named: str = ""
    text: str = ""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All words in a row."""
        return tuple(chain.from_iterable(s.words for s in self.sentences))

    @cached_property
    def shingles(self) -> tuple[str, ...]:
        """The runs of `RUN` words, by their place; a text of fewer words is one run."""
        return shingles(self.words)

    @cached_property
    def shingle_set(self) -> frozenset[str]:
        """The runs, each once."""
        return frozenset(self.shingles)

    @cached_property
    def fours(self) -> frozenset[str]:
        """All runs of `LEAST_QUOTED` words, quoted or not."""
        return frozenset(shingles(self.words, LEAST_QUOTED))

    @cached_property
    def specifics(self) -> frozenset[str]:
        """Names and numbers, each once."""
        return frozenset(chain.from_iterable(s.specifics for s in self.sentences))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of content, each once."""
        return frozenset(chain.from_iterable(s.stems for s in self.sentences))

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where its sentences have what is compared: a place is a sentence with the one behind it, for a rewrite
        splits and joins sentences. What stands in more than `COMMON` has none: it tells nothing, and would make the
        comparison of long articles slow."""
        found: dict[str, dict[int, None]] = {}
        for n, sentence in enumerate(self.sentences):
            for item in sentence.items:
                found.setdefault(item, {}).update({max(0, n - 1): None, n: None})
        return {item: list(places) if len(places) <= COMMON else [] for item, places in found.items()}

    @cached_property
    def sentence_words(self) -> frozenset[tuple[str, ...]]:
        """The words of each sentence."""
        return frozenset(s.words for s in self.sentences)

    @cached_property
    def lowered(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    @cached_property
    def quoted(self) -> frozenset[str]:
        """Runs of `LEAST_QUOTED` words within quotations."""
        return frozenset(run for words in self.quotations for run in shingles(words, LEAST_QUOTED))


def shingles(words: Sequence[str], run: int = RUN) -> tuple[str, ...]:
    """The runs of so many words; of fewer words one run, of none nothing."""
    if len(words) < run:
        return (" ".join(words),) if words else ()
    return tuple(map(" ".join, zip(*(words[i:] for i in range(run)), strict=False)))


def wording(text: str, publisher: str | None = None) -> Wording:
    """An article as copies are told by.

    Args:
        text: its text.
        publisher: who published it, if known.
    """
    kept, credits, cited = [], set[str](), set[str]()
    for sentence in w.sentences(text):
        words = w.tokens(sentence)
        left = credited(sentence, words)
        credits |= left.names
        cited |= left.cited
        if words := words if left.text == sentence else w.tokens(left.text):
            kept.append(words)
    capitals = _names(kept)
    return Wording(
        tuple(_sentence(words, capitals) for words in kept),
        tuple(_quotations(text)),
        frozenset(credits),
        frozenset(cited),
        known_as(publisher) if publisher else "",
        text,
    )


def _names(sentences: Sequence[Sequence[str]]) -> frozenset[str]:
    return frozenset(name for words in sentences for name in w.names(words))


def _sentence(words: Sequence[str], capitals: frozenset[str]) -> Sentence:
    """A word with a capital at the beginning is a name if it is one elsewhere in the article."""
    found = [w.about(word) for word in words]
    specifics = {one.number for one in found} | {one.name for one in found if one.name in capitals}
    stems = frozenset(one.content for one in found)
    return Sentence(tuple(word.lower() for word in words), stems - {""}, frozenset(specifics - {""}))


def _quotations(text: str) -> Iterator[tuple[str, ...]]:
    for quotation in find_quotations(text).all:
        words = tuple(word.lower() for part in quotation.parts for word in w.tokens(part.of(text)))
        if len(words) >= LEAST_QUOTED:
            yield words
