"""PLOVER: sixteen event types, their modes, contexts and scores (manual, draft 2.0; see data/README.md)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from sayso.ontology.tables import rows

MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types of what several do together, so that either order of actor and recipient says the same."""


class EventType(NamedTuple):
    """`quad` is 1 verbal cooperation, 2 material cooperation, 3 verbal conflict or 4 material conflict; `score` lies
    between -10 (conflict) and 10 (cooperation)."""

    name: str
    quad: int
    score: float
    needs_recipient: bool
    definition: str


class Mode(NamedTuple):
    """How an event of a type was done; `score` is None where PLOVER prints none."""

    event: str
    name: str
    score: float | None
    definition: str


@cache
def event_types() -> Mapping[str, EventType]:
    """The event types by name."""
    found = {
        row["event"]: EventType(
            row["event"],
            int(row["quad"]),
            float(row["score"]),
            row["needs_recipient"] == "yes",
            row["definition"],
        )
        for row in rows("events")
    }
    return MappingProxyType(found)


@cache
def modes() -> Mapping[tuple[str, str], Mode]:
    """The modes by event type and name."""
    found = {
        (row["event"], row["mode"]): Mode(
            row["event"], row["mode"], float(row["score"]) if row["score"] else None, row["definition"]
        )
        for row in rows("modes")
    }
    return MappingProxyType(found)


@cache
def context_names() -> tuple[str, ...]:
    """The names of the contexts, in PLOVER's order."""
    return tuple(row["context"] for row in rows("contexts"))


@cache
def contexts() -> frozenset[str]:
    """The names of the contexts."""
    return frozenset(context_names())


@cache
def sectors() -> frozenset[str]:
    """The codes of actors' sectors."""
    return frozenset(row["sector"] for row in rows("sectors"))


@cache
def auxiliaries() -> Mapping[str, str]:
    """PLOVER's auxiliary modes, with what they mean."""
    return MappingProxyType({row["auxiliary"]: row["meaning"] for row in rows("auxiliaries")})


def plover_score(event: str, mode: str | None = None) -> float | None:
    """Score of a mode, else of the type, from -10 to 10; None for an unknown type."""
    found = modes().get((event, mode or ""))
    if found and found.score is not None:
        return found.score
    kind = event_types().get(event)
    return kind.score if kind else None
