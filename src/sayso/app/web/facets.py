"""What a list can be narrowed by: the values of each facet with their counts, and the address of each choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from sayso.app.web import names
from sayso.app.web.addresses import pairs, to, with_value
from sayso.store.happenings import ListFilter

LONGEST = 16
"""Values of a facet that are shown: as many as PLOVER has types; the rest are reached by narrowing otherwise."""


class Choice(NamedTuple):
    """One value: its sign and name, how many events have it, whether it is chosen, and what changes that."""

    sign: str
    name: str
    events: int
    chosen: bool
    address: str


class Facet(NamedTuple):
    """One facet: its name, its values, and how many more there are."""

    name: str
    choices: list[Choice]
    more: int


_NAMED: Mapping[str, tuple[str, Callable[[str], tuple[str, str]]]] = {
    "stance": ("Stance", lambda value: (names.STANCES[value].sign, value) if value in names.STANCES else ("", value)),
    "event": ("Type", lambda value: (names.QUADS[names.quad_of(value)].sign, names.event_name(value))),
    "actor": ("Actor", lambda value: ("", names.actor_name(value))),
    "recipient": ("Recipient", lambda value: ("", names.actor_name(value))),
    "origins": ("Origins", lambda value: ("", f"{value} or more")),
    "year": ("Year", lambda value: ("", value)),
}


def shown_facets(counted: Mapping[str, Sequence[tuple[str, int]]], asked: ListFilter) -> list[Facet]:
    """The facets of a list.

    Args:
        counted: the values of each with their counts.
        asked: what is chosen already.
    """
    given = pairs(asked)
    return [_facet(name, _ordered(name, counted[name]), given) for name in _NAMED if counted.get(name)]


def _ordered(name: str, values: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Years backwards; numbers of origins added up from above."""
    if name == "year":
        return sorted(values, reverse=True)
    if name != "origins":
        return list(values)
    found, total = [], 0
    for value, count in sorted(values, reverse=True):
        total += count
        found.append((value, total))
    return [(value, count) for value, count in reversed(found) if value not in ("0", "1")]


def _facet(name: str, values: Sequence[tuple[str, int]], given: list[tuple[str, str]]) -> Facet:
    title, named = _NAMED[name]
    choices = [
        Choice(*named(value), count, _chosen(name, value, given), to("/events", _changed(name, value, given)))
        for value, count in values
    ]
    held = [one for number, one in enumerate(choices) if number < LONGEST or one.chosen]
    return Facet(title, held, len(choices) - len(held))


def _chosen(name: str, value: str, given: Iterable[tuple[str, str]]) -> bool:
    return ("since", value) in given if name == "year" else (name, value) in given


def _changed(name: str, value: str, given: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The query with a choice made or taken back; of years and numbers there is one at a time."""
    if name not in ("year", "origins"):
        return with_value(given, name, value)
    fields = ("since", "until") if name == "year" else (name,)
    rest = [pair for pair in given if pair[0] not in fields]
    return rest if _chosen(name, value, given) else [*rest, *((field, value) for field in fields)]
