"""The claims of an event in time: who had it first, who copied, who confirmed it on their own, who denied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.events.copied import WHOLE
from sayso.events.stance import ASSERTED, DENIED, DOUBTED, PLANNED
from sayso.records import Copy, Event, Told

FIRST, ON_ITS_OWN, AGAIN = "first", "on its own", "again"
_BY_STANCE = {DENIED: "denies", DOUBTED: "doubts", PLANNED: "plans"}


def told(event: Event, copies: Iterable[Copy] = ()) -> Iterator[tuple[Told, str]]:
    """Each claim with its part in the telling, in the order of the event's claims, which is that of time.

    The part is `first`; `copy of ARTICLE` or `rewrite of ARTICLE`; `denies`, `doubts`, `plans`; `on its own` (an origin
    that nobody had before); or `again`.

    Args:
        event: with its claims.
        copies: which article repeats which.
    """
    taken = {copy.article: copy for copy in copies if copy.kind in WHOLE}
    seen: set[str | None] = {None}
    for number, claim in enumerate(event.claims):
        yield claim, _part(claim, taken.get(claim.article), seen, is_first=number == 0)
        if claim.stance == ASSERTED:
            seen.add(claim.origin)


def _part(claim: Told, copy: Copy | None, seen: set[str | None], *, is_first: bool) -> str:
    if is_first:
        return FIRST
    if copy is not None:
        return f"{copy.kind} of {copy.of}"
    return _BY_STANCE.get(claim.stance) or (AGAIN if claim.origin in seen else ON_ITS_OWN)
