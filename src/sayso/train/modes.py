"""Fitting the weights of `sayso.claims.modes` on annotated articles: which mode, where trigger and type are right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.claims.certainty import crossed
from sayso.claims.extract import trigger_span
from sayso.claims.linear import Weights
from sayso.claims.matching import Match
from sayso.claims.modes import NONE, TABLE, features_of, mode_of, modes_by_type
from sayso.claims.reading import ArticleReader
from sayso.evaluate.claims import overlapping
from sayso.train.annotated import articles, ids_of, more_articles
from sayso.train.fitting import Question, accuracy, fit, names_of, write
from sayso.train.weights import Annotated, read

RARE = 3
"""Features of fewer mentions of a type are left out: words are many, and most tell a mode by being rare."""
LEAST = 0.05
"""Smaller weights are left out; the right modes of what is held out stay the same, the table is a quarter."""


def mode_questions(found: Annotated) -> Iterator[Question]:
    """The mentions of an annotated article whose type has modes, each with its annotated one."""
    grammar = found.scene.grammar
    for match, *_ in found.filled:
        values = modes_by_type().get(match.row.event, ())
        gold = _mode(found, match)
        if gold in values:
            right = [value == gold for value in values]
            names = dict.fromkeys(features_of(grammar, match), 1.0)
            now = mode_of(grammar, match) or NONE
            rule = values.index(now) if now in values else values.index(NONE)
            yield Question(match.row.event, found.record["id"], crossed(names, values), right, rule)


def _mode(found: Annotated, match: Match) -> str | None:
    """The annotated mode of a mention, or that it has none; None where its type is not annotated there."""
    span = trigger_span(found.scene.grammar.parse, match.words)
    claims = overlapping(found.record["claims"], span)
    return next((claim["mode"] or NONE for claim in claims if claim["event"] == match.row.event), None)


def fit_modes(data: Path, annotation: Path, to: Path, extra: Sequence[Path] = ()) -> Iterator[str]:
    """Fit the weights of every type and write the table into a folder; yields what they get right of what is held out,
    beside what the table before it got there with the claim heads."""
    held_out, reader = ids_of(annotation / "held_out.txt"), ArticleReader(threads=1)
    records = (*articles(data, annotation), *more_articles(extra))
    asked = [question for record in records for question in mode_questions(read(reader, record))]
    weights: Weights = {}
    for event in modes_by_type():
        own = [q for q in asked if q.role == event]
        weights[event] = _fitted([q for q in own if q.article not in held_out])
        test = [q for q in own if q.article in held_out]
        before, after = accuracy(test, None), accuracy(test, weights[event])
        yield f"{event}: {len(own)} asked; of {len(test)} held out right before {before:.1f} %, now {after:.1f} %"
    write(weights, to / TABLE)


def _fitted(questions: Sequence[Question]) -> dict[str, float]:
    found = fit(questions, names_of(questions, rare=RARE))
    return {name: weight for name, weight in found.items() if abs(weight) >= LEAST}
