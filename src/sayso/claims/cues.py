"""The cue table: words that attribute, what they take as content, and whether they deny or refuse it.

`data/cues.csv` has one row a word and part of speech. `takes` lists, in order, what the content may be: `clause` (a
finite clause), `infinitive`, `object`, `event` (an object that names one), `quote` (only quoted words beside it),
`that` (a noun's clause), `phrase` (the clause a preposition phrase hangs on), or a preposition whose object is the
content (`for`, `of`, `as` ...). `adds` names those complements that make an attribution even where the model sees none:
in our own annotated articles at least about half of them were one.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sayso.actors.tree import remembered
from sayso.reader.parse import Parse

_POS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADP": "ADP"}
_NEGATIONS = frozenset({"not", "n't", "n\u2019t", "never", "no", "without", "neither", "nor", "cannot"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One row: `kind` is say, belief, knowledge, intention, judgement, demand, question, evidence, denial or refusal.

    `stance` is `denies` or `refuses` where the source keeps away from the content, else empty.
    """

    lemma: str
    pos: str
    kind: str
    takes: tuple[str, ...]
    adds: tuple[str, ...]
    stance: str
    example: str
    counterexample: str


@cache
def cues() -> dict[tuple[str, str], Cue]:
    """The table by lemma and part of speech (VERB, NOUN or ADP)."""
    table = resources.files("sayso.claims") / "data" / "cues.csv"
    with table.open("r", encoding="utf-8") as file:
        rows = [_row(row) for row in csv.DictReader(file)]
    return {(row.lemma, row.pos): row for row in rows}


def _row(row: dict[str, str]) -> Cue:
    takes, adds = (tuple(filter(None, row[column].split("|"))) for column in ("takes", "adds"))
    examples = row["example"], row["counterexample"]
    return Cue(row["lemma"], row["pos"], row["kind"], takes, adds, row["stance"], *examples)


@remembered
def cue_at(parse: Parse, i: int) -> Cue | None:
    """The row for a word that could be a cue; a gerund or participle counts as its verb."""
    pos = _POS.get(parse.upos[i])
    return cues().get((parse.lemmas[i].lower(), pos)) if pos else None


def negated(parse: Parse, words: tuple[int, int]) -> bool:
    """Whether the words of a cue keep the source away from the content: did not say, denied, refused to say."""
    found = [cue_at(parse, i) for i in range(*words)]
    if any(cue is not None and cue.stance for cue in found):
        return not _negation_in(parse, words) or any(cue is not None and cue.stance == "refuses" for cue in found)
    return _negation_in(parse, words)


def _negation_in(parse: Parse, words: tuple[int, int]) -> bool:
    return any(parse.word(i).lower() in _NEGATIONS for i in range(*words))
