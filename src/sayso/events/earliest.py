"""Who told an event first: by date, and on one day those whom the others have it from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.events.accounts import Account
from sayso.events.copied import Originals
from sayso.events.origins import cited_by


def in_order(group: Sequence[Account], originals: Originals) -> list[Account]:
    """The accounts of an event, the first first.

    Of one day, what repeats another article of the event, wholly or in part, or cites its publisher, comes behind it.
    """
    behind = _behind(group, originals)
    steps = {article: _steps(article, behind) for article in behind}
    return sorted(group, key=lambda one: (one.page.date or "9999", steps[one.page.id], *one.key))


def _behind(group: Sequence[Account], originals: Originals) -> dict[str, set[str]]:
    """For each article those of the event that it has something from."""
    by_publisher: dict[str, set[str]] = {}
    for one in group:
        if one.page.publisher:
            by_publisher.setdefault(one.page.publisher, set()).add(one.page.id)
    found: dict[str, set[str]] = {one.page.id: set() for one in group}
    for article, others in found.items():
        others.update(originals.repeated_by(article) & found.keys())
    for one in group:
        for publisher in cited_by(one, by_publisher):
            found[one.page.id] |= by_publisher[publisher] - {one.page.id}
    return found


def _steps(article: str, behind: Mapping[str, set[str]]) -> int:
    """How many steps an article is behind one that has nothing from another; circles end where they close."""
    seen, layer, steps = {article}, {article}, 0
    while layer := {other for one in layer for other in behind[one]} - seen:
        seen |= layer
        steps += 1
    return steps
