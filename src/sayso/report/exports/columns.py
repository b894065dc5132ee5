"""The columns of claims and of events as tables: their names, kinds, and what they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.ontology.plover import event_types
from sayso.records import Event, Reading
from sayso.report.exports.material import Happening, Line
from sayso.report.exports.names import named
from sayso.report.parquet import Column, Row
from sayso.report.rows import COLUMNS as READ
from sayso.report.rows import country_of, days_of, rows
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
    ("when_first", "text", "first day of `when`"),
    ("when_last", "text", "last day of `when`"),
    ("actor", "texts", "codes of who did it"),
    ("actor_name", "text", "their names"),
    ("actor_sector", "texts", "sectors of the actor, those that most of its claims give first"),
    ("event", "text", "PLOVER type, or one of your own"),
    ("mode", "text", "PLOVER mode that most of its claims give"),
    ("context", "texts", "PLOVER contexts that half of its claims and more give"),
    ("quad", "number", "quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict"),
    ("recipient", "texts", "codes of whom it was done to"),
    ("recipient_name", "text", "their names"),
    ("recipient_sector", "texts", "sectors of the recipient, in the same order"),
    ("object", "text", "what was given, demanded, tested, used"),
    ("where", "text", "the place in words"),
    ("where_country", "text", "code of the country that the place lies in, where a table knows it"),
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
        **_coded(happening),
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


def _coded(happening: Happening) -> dict[str, Any]:
    """What the claims of an event say together: sectors, mode, contexts, quad class; and its days and country."""
    event, claims = happening.event, [line.claim for line in happening.lines]
    modes = _by_number(claim.mode for claim in claims if claim.mode)
    contexts = Counter(context for claim in claims for context in claim.context)
    kinds = (event_types().get(claim.plover) for claim in claims)
    return {
        **days_of(event.when),
        "actor_sector": _by_number(sector for claim in claims for sector in claim.actor.sectors),
        "recipient_sector": _by_number(sector for claim in claims for sector in claim.recipient.sectors),
        "mode": next(iter(modes), None),
        "context": sorted(context for context, number in contexts.items() if 2 * number >= len(claims)),
        "quad": next((kind.quad for kind in kinds if kind is not None), None),
        "where_country": country_of(event.where, (*event.actor, *event.recipient)),
    }


def _by_number(values: Iterable[str]) -> list[str]:
    """Each value once, the most frequent first, of as many the first in the alphabet."""
    return [value for value, _ in sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))]


def told_first(happening: Happening) -> Line | None:
    """The claim that tells an event best: the first that is no denial, else the first."""
    return next((line for line in happening.lines if line.stance != "denied"), next(iter(happening.lines), None))
