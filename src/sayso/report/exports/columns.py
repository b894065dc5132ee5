"""The columns of claims and of events as tables: their names, kinds, and what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sayso.records import Event, Reading
from sayso.report.exports.material import Happening, Line
from sayso.report.exports.names import named
from sayso.report.parquet import Column, Row
from sayso.report.rows import COLUMNS as READ
from sayso.report.rows import rows
from sayso.report.standing import standing_of

CLAIMS: tuple[Column, ...] = (
    *READ[:-1],
    ("stance", "text", "asserted, denied, doubted or planned"),
    ("event_id", "text", "id of the event that the claim tells"),
    ("origin", "text", "the outermost distinct source that the claim goes back to; empty for what only repeats"),
    ("sentence", "text", "the sentence of the trigger, on one line"),
    READ[-1],
)
EVENTS: tuple[Column, ...] = (
    ("id", "text", "id of the event"),
    ("status", "text", "asserted, contested, doubted, planned or denied"),
    ("when", "text", "ISO date, month, year or range that most origins give"),
    ("actor", "texts", "codes of who did it"),
    ("actor_name", "text", "their names"),
    ("event", "text", "PLOVER type, or one of your own"),
    ("recipient", "texts", "codes of whom it was done to"),
    ("recipient_name", "text", "their names"),
    ("object", "text", "what was given, demanded, tested, used"),
    ("where", "text", "the place in words"),
    ("origin_count", "number", "how many distinct origins assert it; where nobody does, plan it, else doubt it"),
    ("origins", "texts", "which"),
    ("doubted_by", "texts", "who doubts it"),
    ("denied_by", "texts", "who denies it"),
    ("quantities", "texts", "the amounts, each with the origin that gives it"),
    ("article_count", "number", "how many articles tell it"),
    ("publishers", "texts", "who published them"),
    ("first_reported", "text", "earliest date of publication, ISO"),
    ("sentence", "text", "the words of its first claim that is no denial, else of its first"),
    ("article_id", "text", "id of the article with these words"),
    ("url", "text", "its address"),
)


def claim_rows(lines: Iterable[Line]) -> Iterator[Row]:
    """One row a claim, its keys in the order of `CLAIMS`."""
    for line in lines:
        reading = Reading(article=line.article, claims=(line.claim,), version=line.version)
        values = {
            **next(rows(reading)),
            "stance": line.stance,
            "event_id": line.event,
            "origin": line.origin,
            "sentence": line.words,
        }
        yield {name: values[name] for name, _, _ in CLAIMS}


def event_rows(happenings: Iterable[Happening]) -> Iterator[Row]:
    """One row an event, its keys in the order of `EVENTS`."""
    for happening in happenings:
        values = _event(happening)
        yield {name: values[name] for name, _, _ in EVENTS}


def _event(happening: Happening) -> dict[str, Any]:
    event, line = happening.event, told_first(happening)
    held = {name: getattr(event, name) for name, _, _ in EVENTS if name in Event.__struct_fields__}
    return {
        **{name: list(value) if isinstance(value, tuple) else value for name, value in held.items()},
        "status": standing_of(happening.event),
        "actor_name": named(event.actor),
        "recipient_name": named(event.recipient),
        "origin_count": len(event.origins),
        "article_count": len(event.articles),
        "quantities": [f"{origin}: {amount}" for origin, amount in event.quantities.items()],
        "sentence": line and line.words,
        "article_id": line and line.article.id,
        "url": line and line.article.url,
    }


def told_first(happening: Happening) -> Line | None:
    """The claim that tells an event best: the first that is no denial, else the first."""
    return next((line for line in happening.lines if line.stance != "denied"), next(iter(happening.lines), None))
