"""What the neural reader hands to the rules: words, tree, names, and attribution frames of one text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sayso.records import Span

NO_WORD = -1
"""What stands for "none" where the model points to a word."""


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity over words `[start, end)`; `kind` is PER ORG GPE LOC MISC DATE or WEAPON."""

    start: int
    end: int
    kind: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Frame:
    """An attribution as the model sees it, over words: one cue, its source, its content (parts in text order)."""

    cue: tuple[int, int]
    source: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Hint:
    """What the model's event head says of one word: a PLOVER type (or None), the probability that it is one, and the
    probability of each type that has one worth keeping."""

    event: str | None
    score: float
    kinds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slots:
    """What the model's claim heads say of a word that may name an event; all numbers are probabilities.

    `roles` holds, by role (actor, recipient, object, where), the words that may fill it; `kinds`, by role (actor,
    recipient), whether it is named, the same as the other (`self`), known from elsewhere (`other`) or `empty`;
    `factuality`, `auxiliary` and `mode` each value; `said` the first word of the cue of the innermost attribution
    around the word, `NO_WORD` for none.
    """

    roles: dict[str, dict[int, float]]
    kinds: dict[str, dict[str, float]]
    factuality: dict[str, float]
    auxiliary: dict[str, float]
    mode: dict[str, float]
    said: dict[int, float] = field(default_factory=dict)


@dataclass(slots=True)
class Parse:
    """One parsed text. Lists run over words; `heads` are word indexes, -1 for the root of a sentence.

    Relations are Universal Dependencies with subtypes (`nsubj:pass`, `nmod:poss`, `acl:relcl`, `obl:agent`,
    `compound:prt`, `aux:pass` ...); `xpos` are Penn tags; `sentences` are half-open word ranges in text order.
    `happened` is UDS' graded factuality of each word as a predicate, -3 (certainly not) to 3 (certainly). `answers` is
    what rules remember of the tree (see `sayso.actors.tree.remembered`); who changes the tree must clear it.
    """

    text: str
    starts: list[int]
    ends: list[int]
    lemmas: list[str]
    upos: list[str]
    xpos: list[str]
    heads: list[int]
    deprels: list[str]
    sentences: list[tuple[int, int]]
    names: list[Name] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    happened: list[float] = field(default_factory=list)
    slots: dict[int, Slots] = field(default_factory=dict)
    answers: dict[Callable[..., Any], dict[Any, Any]] = field(default_factory=dict, repr=False, compare=False)
    folded: list[str] = field(init=False, repr=False, compare=False)
    """The words without regard to letter case."""
    _words: list[str] = field(init=False, repr=False, compare=False)
    _near: dict[int, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    _children: list[list[int]] | None = None
    _names_at: dict[int, list[Name]] | None = None
    _sentence_of: list[int] | None = None

    def __post_init__(self) -> None:
        self.index()

    def index(self) -> None:
        """Cut the words out of the text: at first, and anew once words were added."""
        self._words = [self.text[start:end] for start, end in zip(self.starts, self.ends, strict=True)]
        self.folded = [word.casefold() for word in self._words]

    def __len__(self) -> int:
        return len(self.starts)

    def word(self, i: int) -> str:
        """The word as it stands in the text."""
        return self._words[i]

    def children(self, i: int) -> list[int]:
        """The dependents of a word, in text order."""
        if self._children is None:
            self._children = [[] for _ in self.starts]
            for child, head in enumerate(self.heads):
                if head >= 0:
                    self._children[head].append(child)
        return self._children[i]

    def sentence_of(self, i: int) -> int:
        """Index into `sentences` of the sentence that holds a word."""
        if self._sentence_of is None:
            self._sentence_of = [n for n, (start, end) in enumerate(self.sentences) for _ in range(start, end)]
        return self._sentence_of[i]

    def near(self, i: int) -> frozenset[str]:
        """The words of the sentence of a word, without regard to letter case."""
        at = self.sentence_of(i)
        if at not in self._near:
            self._near[at] = frozenset(self.folded[slice(*self.sentences[at])])
        return self._near[at]

    def span(self, start: int, end: int) -> Span:
        """Character span of the words `[start, end)`."""
        return Span(self.starts[start], self.ends[end - 1])

    def names_at(self, i: int) -> Sequence[Name]:
        """The names that hold a word, in the order of `names`."""
        if self._names_at is None:
            self._names_at = {}
            for name in self.names:
                for word in range(name.start, name.end):
                    self._names_at.setdefault(word, []).append(name)
        return self._names_at.get(i, ())

    def subtree(self, i: int) -> list[int]:
        """A word and all that hangs below it, in text order."""
        found, queue = [i], [i]
        while queue:
            below = self.children(queue.pop())
            found += below
            queue += below
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[int]:
        """The head, its head, and so on to the root."""
        while (i := self.heads[i]) >= 0:
            yield i
