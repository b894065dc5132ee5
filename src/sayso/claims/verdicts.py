"""What a sentence says of a report in a phrase of its own: "does not correspond to reality", "lacks any basis".

The phrases are those of `data/verdicts.csv`: a verb, a word behind it, and what stands beside them ("not": a negation).
Who says so denies what is reported.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from sayso.claims.asides import NEGATIVE
from sayso.claims.factuality_words import names_of
from sayso.ontology.tables import rows
from sayso.reader.parse import Parse

_NOT = NEGATIVE | {"no", "nothing", "neither", "hardly", "none"}
# "Not only true but timely" denies nothing.
_ONLY = frozenset({"only", "just", "merely", "simply", "yet"})
_NEGATED = "not"
_LONGEST = 8
"""Words from the verb to the word that ends the phrase: "have absolutely nothing whatsoever to do with reality"."""
_BEFORE = 3
"""Words in front of the verb among which its negation stands."""
GROUNDS = frozenset({"truth", "basis", "foundation", "substance", "merit"})
"""What a report has none of: "is without foundation", "no truth in the report"."""
_IN = frozenset({"in", "to", "for", "behind"})


class Verdict(NamedTuple):
    """One row of the table: the verb, and one of which words stands beside it (none: nothing need to)."""

    verb: str
    beside: frozenset[str]


@cache
def _verdicts() -> dict[str, list[Verdict]]:
    """By the word that ends the phrase."""
    found: dict[str, list[Verdict]] = {}
    for row in rows("verdicts", room="claims"):
        beside = frozenset(row["beside"].split("|")) if row["beside"] else frozenset()
        for word in row["words"].split("|"):
            found.setdefault(word, []).append(Verdict(row["verb"], beside))
    return found


def ends_denial(parse: Parse, after: int, word: int) -> bool:
    """Whether a phrase that begins behind a word and ends with another calls untrue what it is said of."""
    return any(_holds(parse, row, after, word) for row in _verdicts().get(parse.folded[word], ()))


def _holds(parse: Parse, row: Verdict, after: int, word: int) -> bool:
    verb = next((i for i in range(word - 1, max(after, word - _LONGEST), -1) if row.verb in names_of(parse, i)), None)
    if verb is None:
        return False
    around = range(max(after + 1, verb - _BEFORE), word)
    negated = any(parse.folded[i] in _NOT and parse.folded[i + 1] not in _ONLY for i in around)
    if row.beside == {_NEGATED}:
        return negated
    return not negated and (not row.beside or not row.beside.isdisjoint(parse.folded[verb:word]))


def no_truth_in(parse: Parse, noun: int) -> int | None:
    """The "no" of "no truth in the reports", by the report."""
    link = next((i for i in range(noun - 1, max(0, noun - 4), -1) if parse.folded[i] in _IN), None)
    if link is None or link < 2 or parse.folded[link - 1] not in GROUNDS:
        return None
    return next((i for i in range(link - 2, max(-1, link - 5), -1) if parse.folded[i] in _NOT), None)
