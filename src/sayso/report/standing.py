"""How an event stands, by the stances of its claims, and who stands on which side of it."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.records import Event

CONTESTED, ASSERTED, DENIED, PLANNED, DOUBTED = "contested", "asserted", "denied", "planned", "doubted"
_FIRST = (ASSERTED, DENIED, PLANNED, DOUBTED)
"""What an event is that several stances tell, the first that is among them: as `STANDING` in `store/counting.py`."""
_ORIGINS = (ASSERTED, PLANNED, DOUBTED)
"""Whose origins `Event.origins` holds: of the first of these stances that has any."""


def standing(stances: Iterable[str]) -> str:
    """Contested (asserted by some claims and denied by some), asserted, denied, planned or doubted.

    Args:
        stances: those of the claims of an event; without any, as what is merely told, it is asserted.
    """
    held = set(stances)
    if {ASSERTED, DENIED} <= held:
        return CONTESTED
    return next((one for one in _FIRST if one in held), ASSERTED)


def standing_of(event: Event) -> str:
    """How an event stands."""
    return standing(one.stance for one in event.claims)


def stance_of_origins(event: Event) -> str:
    """What the `origins` of an event do: assert it or, where nobody with a name does, plan it, else doubt it."""
    held = {one.stance for one in event.claims if one.origin}
    return next((one for one in _ORIGINS if one in held), ASSERTED)


def asserting(event: Event) -> tuple[str, ...]:
    """The origins that assert an event; none where it is only planned, doubted or denied."""
    return event.origins if stance_of_origins(event) == ASSERTED else ()


def sides(event: Event) -> list[tuple[str, tuple[str, ...]]]:
    """Who asserts (or else plans), doubts and denies an event: each side that somebody is on, with their names."""
    own = stance_of_origins(event)
    doubts = () if own == DOUBTED else event.doubted_by
    return [(side, who) for side, who in ((own, event.origins), (DOUBTED, doubts), (DENIED, event.denied_by)) if who]
