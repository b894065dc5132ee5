"""The mode of a claim: PLOVER's word for how it is done, or what is asked, refused or threatened.

Three witnesses, in this order: the model's claim heads where they are sure, the words that complete the trigger
(`data/mode_words.csv`), and the row of the predicate table unless the heads are sure that there is none.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sayso.claims import claim_heads
from sayso.claims.forms import forms
from sayso.claims.grammar import Grammar
from sayso.claims.matching import Match

# Relations over which the words that tell a mode hang on a trigger, and from those words on further ones.
BELOW = frozenset(
    {"obj", "xcomp", "ccomp", "acl", "compound", "amod", "nmod", "obl", "nsubj", "advcl", "conj", "csubj"}
)
DEEPER = frozenset({"obj", "xcomp", "compound", "amod", "conj", "nmod"})


@dataclass(frozen=True, slots=True)
class ModeWords:
    """The words that tell a mode of an event type, with a sentence where they do and one where none does."""

    event: str
    mode: str
    words: frozenset[str]
    example: str
    counterexample: str


@cache
def mode_words() -> tuple[ModeWords, ...]:
    """The table, in its order: of several rows the first decides."""
    with (resources.files("sayso.claims") / "data" / "mode_words.csv").open("r", encoding="utf-8") as file:
        return tuple(
            ModeWords(
                row["event"], row["mode"], frozenset(row["words"].split("|")), row["example"], row["counterexample"]
            )
            for row in csv.DictReader(file)
        )


def mode_of(grammar: Grammar, match: Match) -> str | None:
    """The mode of a match, by the first witness that knows one."""
    parse, row = grammar.parse, match.row
    sure = claim_heads.mode(parse, match.trigger, row.event) or mode_by_words(grammar, match)
    if sure or row.mode is None or claim_heads.doubts_mode(parse, match.trigger, row.mode):
        return sure
    return row.mode


def mode_by_words(grammar: Grammar, match: Match) -> str | None:
    """The mode that the words around a trigger tell; the nearer words are asked first."""
    rows = [row for row in mode_words() if row.event == match.row.event]
    for level in _levels(grammar, match) if rows else ():
        said = {form for word in level for form in forms(grammar.parse, word)}
        if found := next((row.mode for row in rows if row.words & said), None):
            return found
    return None


def _levels(grammar: Grammar, match: Match) -> Iterator[list[int]]:
    """The words that complete a trigger, then those that complete them."""
    parse = grammar.parse
    anchors = [match.trigger, *(i for i in [match.light_verb] if i is not None)]
    first = [c for i in anchors for c in parse.children(i) if grammar.base(c) in BELOW and c not in anchors]
    yield [*first, *match.slots["object"].words]
    yield [c for i in first for c in parse.children(i) if grammar.base(c) in DEEPER]
