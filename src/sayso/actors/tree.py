"""What this room needs to see of a parsed text, and small questions about its noun phrases.

The reader's `Parse` has this shape; it lies in a higher room, so that it is described here and not imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from inspect import signature
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from sayso.actors.tables import word_list

GENITIVES = frozenset({"'", "'s", "\u2019", "\u2019s"})
"""The endings of a possessor, as words of their own."""


class Named(Protocol):
    """A named entity over words `[start, end)`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...


Answers = dict[Callable[..., Any], dict[Any, Any]]
"""What has been asked about the words of a text, by question and by what it was asked of."""


class Answering(Protocol):
    """A text that keeps answers."""

    @property
    def answers(self) -> Answers: ...


Text = TypeVar("Text", bound=Answering)
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def remembered(
    question: Callable[Concatenate[Text, Asked], Answer],
) -> Callable[Concatenate[Text, Asked], Answer]:
    """A question about the words of a text that is worked out once: for what is asked again and again.

    For questions whose answer hangs on the text and the arguments alone, and that nobody changes.
    """

    if len(signature(question).parameters) == ONE_WORD:
        return cast(
            Callable[Concatenate[Text, Asked], Answer], _of_a_word(cast(Callable[[Text, Any], Answer], question))
        )

    @wraps(question)
    def asked(text: Text, /, *args: Asked.args, **settings: Asked.kwargs) -> Answer:
        key = args[0] if len(args) == 1 and not settings else (*args, *settings.items())
        try:
            found: Answer = text.answers[question][key]
        except KeyError:
            found = question(text, *args, **settings)
            text.answers.setdefault(question, {})[key] = found
        return found

    return asked


ONE_WORD = 2
"""Parameters of a question of one word: the text and the word."""


def _of_a_word(question: Callable[[Text, Any], Answer]) -> Callable[[Text, Any], Answer]:
    """The same for a question of one word, as most are: there is no list of arguments to be made into a key."""

    @wraps(question)
    def asked(text: Text, word: Any, /) -> Answer:
        try:
            found: Answer = text.answers[question][word]
        except KeyError:
            found = question(text, word)
            text.answers.setdefault(question, {})[word] = found
        return found

    return asked


class Tree(Protocol):
    """Words, tags, heads and names of one text (see `sayso.reader.parse.Parse`)."""

    @property
    def text(self) -> str: ...
    @property
    def starts(self) -> Sequence[int]: ...
    @property
    def ends(self) -> Sequence[int]: ...
    @property
    def lemmas(self) -> Sequence[str]: ...
    @property
    def upos(self) -> Sequence[str]: ...
    @property
    def xpos(self) -> Sequence[str]: ...
    @property
    def heads(self) -> Sequence[int]: ...
    @property
    def deprels(self) -> Sequence[str]: ...
    @property
    def sentences(self) -> Sequence[tuple[int, int]]: ...
    @property
    def names(self) -> Sequence[Named]: ...
    @property
    def answers(self) -> Answers: ...
    def __len__(self) -> int: ...
    def word(self, i: int, /) -> str: ...
    def children(self, i: int, /) -> list[int]: ...
    def names_at(self, i: int, /) -> Sequence[Named]: ...
    def sentence_of(self, i: int, /) -> int: ...


NAME_LINKS = frozenset({"flat", "flat:name", "flat:foreign", "goeswith", "fixed", "compound", "nmod:desc"})


def relation(tree: Tree, i: int) -> str:
    """The relation of a word without its subtype."""
    return tree.deprels[i].partition(":")[0]


@remembered
def preposition(tree: Tree, i: int) -> str:
    """The preposition of a phrase headed by a word, lower case; empty if it has none."""
    found = [tree.word(c).lower() for c in tree.children(i) if tree.deprels[c] == "case" and tree.word(c) != "'s"]
    return found[0] if found else ""


def head_of(tree: Tree, start: int, end: int) -> int:
    """The word of a range that all others hang on: the first noun whose head lies outside, else the first word so."""
    tops = tops_of(tree, start, end)
    nouns = [i for i in tops if tree.upos[i] in {"NOUN", "PROPN"}]
    others = [i for i in tops if tree.upos[i] in {"PRON", "NUM"}]
    return (nouns or others or tops or [end - 1])[0]


def tops_of(tree: Tree, start: int, end: int) -> list[int]:
    """The words of a range whose heads lie outside it; a well-parsed phrase has one."""
    return [i for i in range(start, end) if not start <= tree.heads[i] < end and tree.upos[i] != "PUNCT"]


def phrase(tree: Tree, i: int) -> list[int]:
    """The words of the noun phrase headed by a word, without relative clauses and coordinated phrases, in order."""
    found, queue = [i], [i]
    while queue:
        for child in tree.children(queue.pop()):
            if tree.deprels[child] not in word_list("outside_phrase"):
                found.append(child)
                queue.append(child)
    return sorted(found)


def conjuncts(tree: Tree, i: int) -> Iterator[int]:
    """The phrases coordinated with the one headed by a word, in order, without itself."""
    for child in tree.children(i):
        if tree.deprels[child] == "conj":
            yield child
            yield from conjuncts(tree, child)


def is_tight_hyphen(tree: Tree, i: int) -> bool:
    """A hyphen without spaces between two words: not the dash after a dateline ("BAMAKO - Mali's rulers")."""
    if not 0 < i < len(tree) - 1 or tree.word(i) not in {"-", "\u2010"}:
        return False
    return tree.starts[i] == tree.ends[i - 1] and tree.starts[i + 1] == tree.ends[i]


def is_plural(tree: Tree, i: int) -> bool:
    """Whether a noun phrase speaks of several."""
    return tree.xpos[i] in {"NNS", "NNPS"} or any(tree.deprels[c] == "conj" for c in tree.children(i))
