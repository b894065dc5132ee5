"""Fitting the weights of `sayso.claims.dating` and `sayso.claims.placing`: which date and which place an annotated
event has.

Every annotated claim is asked for where its trigger stands, whether or not the reader finds it: its candidates and none
of them are a multiple choice. What the claim heads see of a place is weighed in a second step, as with other slots, for
they know most of the articles by heart.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sayso.claims.choices import Event, event_at
from sayso.claims.dating import Dating
from sayso.claims.engine import Scene
from sayso.claims.grammar import Grammar
from sayso.claims.linear import Features
from sayso.claims.phrases import head_of, words_in
from sayso.claims.placing import Placing
from sayso.claims.reading import ArticleReader
from sayso.evaluate.files import article_of
from sayso.evaluate.measures import Json
from sayso.reader.parse import Parse
from sayso.records import Span
from sayso.train.annotated import articles, ids_of, more_articles
from sayso.train.fitting import LEAST_WEIGHT, Question, accuracy, fit_in_two, loss

DATING, PLACING = "dating", "placing"
CHOICES = (DATING, PLACING)


def questions(scene: Scene, record: Json) -> Iterator[Question]:
    """The annotated claims of an article, in text order, that may be asked for their date or their place: those of
    which a candidate is right, or that have none."""
    dating, placing = scene.circumstances.dating, scene.circumstances.placing
    for event, claim in events_of(scene.grammar, record["claims"]):
        yield from _asked(DATING, record["id"], *_dates(dating, event, claim["when"]), none=claim["when"] is None)
        yield from _asked(PLACING, record["id"], *_places(placing, event, claim["where"]), none=not claim["where"])
        dating.learn(event.trigger, claim["when"])


def events_of(grammar: Grammar, claims: Iterable[Json]) -> list[tuple[Event, Json]]:
    """The events of annotated claims of an article, in text order."""
    found = []
    for claim in claims:
        words = words_in(grammar.parse, Span(claim["trigger"]["start"], claim["trigger"]["end"]))
        if words is not None:
            found.append((event_at(grammar, head_of(grammar.parse, words)), claim))
    return sorted(found, key=lambda pair: pair[0].trigger)


Candidates = tuple[list[Features], list[bool]]
"""The features of each candidate, and whether it is right."""


def _asked(role: str, article: str, features: list[Features], right: list[bool], *, none: bool) -> list[Question]:
    """None first: it is right where nothing is annotated."""
    if not features or not (none or any(right)):
        return []
    return [Question(role, article, [{}, *features], [not any(right), *right], 0)]


def _dates(dating: Dating, event: Event, when: str | None) -> Candidates:
    found = dating.candidates(event)
    return (
        [dating.features(event, date) for date in found],
        [when is not None and date.mention.value == when for date in found],
    )


def _places(placing: Placing, event: Event, where: str | None) -> Candidates:
    found = placing.candidates(event)
    return (
        [placing.features(event, word) for word in found],
        [bool(where) and _is_head(placing.parse, word, where or "") for word in found],
    )


def _is_head(parse: Parse, word: int, where: str) -> bool:
    """Whether a word is in the annotated place and its head is not."""
    return parse.word(word) in where and parse.word(parse.heads[word]) not in where


def fit_circumstances(
    data: Path, annotation: Path, to: Path, extra: Sequence[Path] = (), only: Sequence[str] = CHOICES
) -> Iterator[str]:
    """Fit the weights of dates and places and write their tables into a folder; yields what they get right of what is
    held out, none being right where none is annotated.

    Args:
        data: folder of the training data.
        annotation: our own annotation.
        to: folder of the tables.
        extra: more annotated articles.
        only: which of the tables to write.
    """
    held_out, new = ids_of(annotation / "held_out.txt"), ids_of(annotation / "calibration.txt")
    reader = ArticleReader(threads=1)
    asked: list[Question] = []
    for record in (*articles(data, annotation), *more_articles(extra)):
        article = article_of(record["id"], record)
        asked += questions(reader.scene(article, article.title), record)
    for role in only:
        own = [q for q in asked if q.role == role]
        test = [q for q in own if q.article in held_out]
        found = fit_in_two([q for q in own if q.article not in held_out], new=new)
        _write(found, to / f"{role}.csv")
        yield (
            f"{role}: {len(own)} asked; of {len(test)} held out right {accuracy(test, found):.1f} %, "
            f"log loss {loss(test, found):.3f}"
        )


def _write(weights: Features, to: Path) -> None:
    """The table of weights by feature."""
    with to.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["feature", "weight"])
        table.writerows((name, weight) for name, weight in sorted(weights.items()) if abs(weight) >= LEAST_WEIGHT)
