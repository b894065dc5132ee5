"""The mini-language of the predicate tables: where a slot is filled from, and under which conditions a row holds.

    selector   := path ["@" FILTER] ["+" selector]        subj@ACTOR    obj>of    subj+obl:with
    path       := step [">" step]...                      obl:from>of
    step       := RELATION [":" PREPOSITION]               obl:with      nmod:to
    condition  := selector ["=" word ["/" word]...]        obj=law/bill  xcomp    subj@GOODS
                | "ANY(" condition ["," condition]... ")"
    word       := LEMMA | "$" SET                          obj=$pact/plan

Relations are read after passives are undone: `subj` is the logical subject, `obj` what a passive has as its subject.
`of` and `to` are short for `nmod:of` and `nmod:to`; `obl:PREP` is an oblique or an adverbial clause with that
preposition, bare `obl` one with any. `prt` is a particle, `advmod` an adverb. Two selectors look at the trigger word
itself and fill nothing: `plural` (a plural noun) and `passive` (a passive clause). In conditions the slots that the
row has filled can be tested as `actor`, `recipient` and `object`. A SET is a list of words with a name
(`data/word_sets.csv`). A FILTER asks what a word stands for (`sayso.claims.cast.TESTS`): `STATE` is a state or its
people and bodies, `COUNTRY` only the name of a state or of its capital.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from sayso.claims.forms import forms
from sayso.ontology.tables import rows
from sayso.reader.parse import Parse

RELATIONS = frozenset(
    [
        "subj",
        "obj",
        "iobj",
        "obl",
        "xcomp",
        "ccomp",
        "advcl",
        "acl",
        "nmod",
        "poss",
        "compound",
        "amod",
        "prt",
        "advmod",
        "appos",
        "nummod",
    ],
)
WITH_PREPOSITION = frozenset({"obl", "nmod", "acl", "xcomp", "ccomp"})
ALIASES = {"of": ("nmod", "of"), "to": ("nmod", "to")}
TRIGGER_TRAITS = frozenset({"plural", "passive"})
SLOTS = frozenset({"actor", "recipient", "object"})
FILTERS = frozenset(["ACTOR", "STATE", "COUNTRY", "PERSON", "GROUP", "PLACE", "WEAPON", "MONEY", "GOODS", "CLAUSE"])
SPECIAL = frozenset({"none", "self"})

Parsed = TypeVar("Parsed")


class SelectorError(ValueError):
    """A selector or condition that the mini-language does not know; the message is a short reason."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step down the tree: a relation, and the preposition that its dependent must carry (None: any or none)."""

    relation: str
    preposition: str | None = None


@dataclass(frozen=True, slots=True)
class Selector:
    """Where to look for a slot's words.

    `path` is walked from the trigger; it is empty for the special selectors. `filter` is one of FILTERS or None.
    `join` are further selectors whose words are taken together with these (`subj+obl:with`). `special` is `none`
    (the slot stays empty on purpose) or `self` (the actor's own country, for domestic acts).
    """

    path: tuple[Step, ...]
    filter: str | None = None
    join: tuple[Selector, ...] = ()
    special: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must (need) or must not (avoid) hold.

    `selector` must find a word whose lemma is among `lemmas` (empty: any word). `any` holds the alternatives of
    `ANY(...)`, and `selector` is None then. `of_slot` is whether it tests a slot that the row fills.
    """

    selector: Selector | None
    lemmas: frozenset[str] = frozenset()
    any: tuple[Condition, ...] = ()
    of_slot: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.selector is None:
            of_slot = any(condition.of_slot for condition in self.any)
        else:
            of_slot = bool(self.selector.path) and self.selector.path[0].relation in SLOTS
        object.__setattr__(self, "of_slot", of_slot)


@cache  # the tables say the same thing over and over
def parse_selectors(text: str) -> tuple[Selector, ...]:
    """Alternatives separated by `|`, in order; empty text gives none. Raises SelectorError."""
    return _split(text, "|", parse_selector)


@cache
def parse_selector(text: str) -> Selector:
    """One alternative, such as `subj@ACTOR`, `obj>of`, `subj+obl:with`, `none`, `self`. Raises SelectorError."""
    if text in SPECIAL:
        return Selector((), special=text)
    first, *others = (_parse_simple(part) for part in text.split("+"))
    return Selector(first.path, first.filter, tuple(others))


@cache
def parse_needs(text: str) -> tuple[Condition, ...]:
    """Conditions separated by `&`, all of which must hold. Raises SelectorError."""
    return _split(text, "&", parse_condition)


@cache
def parse_avoids(text: str) -> tuple[Condition, ...]:
    """Conditions separated by `|`, none of which may hold. Raises SelectorError."""
    return _split(text, "|", parse_condition)


@cache
def parse_condition(text: str) -> Condition:
    """One condition, such as `obj=law/bill`, `obj@ACTOR`, `recipient`, `ANY(iobj,obl:to)`. Raises SelectorError."""
    text = text.strip()
    if text.startswith("ANY(") and text.endswith(")"):
        return Condition(None, any=_split(text[4:-1], ",", parse_condition))
    left, equals, right = text.partition("=")
    words = [word.strip() for word in right.split("/")] if equals else []
    if "" in words:
        raise SelectorError(f"an empty word in {text!r}")
    return Condition(_parse_tested(left), frozenset().union(*map(_lemmas, words)))


def _lemmas(word: str) -> frozenset[str]:
    """The word itself, or the words of the set that it names."""
    if not word.startswith("$"):
        return frozenset({word})
    if word[1:] not in word_sets():
        raise SelectorError(f"no set of words is called {word!r}; there are {', '.join(sorted(word_sets()))}")
    return word_sets()[word[1:]]


@cache
def word_sets() -> dict[str, frozenset[str]]:
    """The lists of words that conditions can name, by name."""
    return {row["set"]: frozenset(row["words"].split("|")) for row in rows("word_sets", room="claims")}


def is_among(parse: Parse, word: int, name: str) -> bool:
    """Whether a word, by any of its base forms, is one of the list of a name."""
    return not word_sets()[name].isdisjoint(forms(parse, word))


def _split(text: str, separator: str, parse: Callable[[str], Parsed]) -> tuple[Parsed, ...]:
    return tuple(parse(part.strip()) for part in text.split(separator)) if text.strip() else ()


@cache
def _parse_simple(text: str) -> Selector:
    path, at, kind = text.strip().partition("@")
    if at and kind not in FILTERS:
        raise SelectorError(f"unknown filter {kind!r}")
    return Selector(tuple(_parse_step(step) for step in path.split(">")), kind or None)


@cache
def _parse_tested(text: str) -> Selector:
    path, at, kind = text.strip().partition("@")
    if path in SLOTS | TRIGGER_TRAITS:
        if at and kind not in FILTERS:
            raise SelectorError(f"unknown filter {kind!r}")
        return Selector((Step(path),), kind or None)
    return _parse_simple(text)


def _parse_step(text: str) -> Step:
    if text in ALIASES:
        return Step(*ALIASES[text])
    relation, colon, preposition = text.partition(":")
    if relation not in RELATIONS:
        raise SelectorError(f"unknown relation {text!r}")
    if colon and (relation not in WITH_PREPOSITION or not preposition.isalpha()):
        raise SelectorError(f"no preposition can stand in {text!r}")
    return Step(relation, preposition or None)
