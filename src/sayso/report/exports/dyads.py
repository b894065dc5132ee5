"""Who does what to whom by month: events counted by pair of actors and quad class, the table of most analyses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import permutations, product
from typing import Any

from sayso.ontology.plover import MUTUAL, EventType, event_types
from sayso.records import Event
from sayso.report.exports.material import Happening
from sayso.report.exports.names import named
from sayso.report.parquet import Column, Row
from sayso.report.standing import ASSERTED, CONTESTED, standing_of

QUADS = {1: "verbal_cooperation", 2: "material_cooperation", 3: "verbal_conflict", 4: "material_conflict"}
"""The columns of the quad classes."""
HAPPENED = frozenset({ASSERTED, CONTESTED})
"""How an event stands that counts as one."""

COLUMNS: tuple[Column, ...] = (
    ("month", "text", "YYYY-MM in which it began, YYYY where no more is known, or else of the first report"),
    ("actor", "text", "code of who did it"),
    ("actor_name", "text", "the name"),
    ("recipient", "text", "code of whom it was done to; empty for what was done to nobody who is known"),
    ("recipient_name", "text", "the name"),
    ("verbal_cooperation", "number", "events of quad class 1 that somebody asserts"),
    ("material_cooperation", "number", "of quad class 2"),
    ("verbal_conflict", "number", "of quad class 3"),
    ("material_conflict", "number", "of quad class 4"),
    ("events", "number", "all four together"),
    ("corroborated", "number", "those of them that two distinct origins or more assert"),
    ("contested", "number", "those of them that somebody denies"),
    ("mean_score", "float", "mean of their PLOVER scores, -10 to 10"),
    ("planned", "number", "events that nobody asserts or denies, but somebody plans; counted nowhere else"),
    ("doubted", "number", "events that are only doubted"),
    ("denied", "number", "events that somebody denies and nobody asserts"),
)

Key = tuple[str, str, str]


def dyad_rows(happenings: Iterable[Happening]) -> Iterator[Row]:
    """A row a month and ordered pair of actors, by month and pair, its keys in the order of `COLUMNS`.

    An event of several actors or recipients counts once for each pair. What several do together counts for each of
    them with each other, in both directions; an event without an actor is left out.
    """
    counts: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    scores: defaultdict[Key, list[float]] = defaultdict(list)
    for happening in happenings:
        event, kind = happening.event, _kind_of(happening)
        month = (event.when or event.first_reported or "").partition("/")[0][:7]
        for actor, recipient in _pairs(event, kind):
            key = month, actor, recipient
            counts[key].update(_counted(event, kind))
            if kind is not None and standing_of(event) in HAPPENED:
                scores[key].append(kind.score)
    for key in sorted(counts):
        values = _row(key, counts[key], scores[key])
        yield {name: values[name] for name, _, _ in COLUMNS}


def _kind_of(happening: Happening) -> EventType | None:
    """The PLOVER type of an event, that of its first claim where the event is of a type of one's own."""
    kinds = (event_types().get(line.claim.plover) for line in happening.lines)
    return next((kind for kind in kinds if kind is not None), None)


def _pairs(event: Event, kind: EventType | None) -> Iterable[tuple[str, str]]:
    if event.recipient:
        return product(event.actor, event.recipient)
    if kind is not None and kind.name in MUTUAL and len(event.actor) > 1:
        return permutations(event.actor, 2)
    return [(actor, "") for actor in event.actor]


def _counted(event: Event, kind: EventType | None) -> Iterator[str]:
    """The columns that an event counts in."""
    standing = standing_of(event)
    if standing not in HAPPENED:
        yield standing
        return
    yield "events"
    if kind is not None:
        yield QUADS[kind.quad]
    if len(event.origins) > 1:
        yield "corroborated"
    if standing == CONTESTED:
        yield "contested"


def _row(key: Key, counts: Counter[str], scores: list[float]) -> dict[str, Any]:
    month, actor, recipient = key
    return {
        **{name: counts[name] for name, kind, _ in COLUMNS if kind == "number"},
        "month": month or None,
        "actor": actor,
        "actor_name": named((actor,)),
        "recipient": recipient or None,
        "recipient_name": named((recipient,)) if recipient else None,
        "mean_score": round(sum(scores) / len(scores), 2) if scores else None,
    }
