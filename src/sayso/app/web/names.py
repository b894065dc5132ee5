"""What codes are called in pages: countries, bodies, event types, stances, how sure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from sayso.actors.tables import body_names, country_names
from sayso.ontology import event_types
from sayso.report.names import actor_name as actor_name  # pages take it from here
from sayso.report.table import FACTUALITY


class Sign(NamedTuple):
    """A word and the sign beside it, so that nothing is told by colour alone."""

    sign: str
    word: str
    what: str


STANCES: Mapping[str, Sign] = {
    "asserted": Sign("●", "asserted", "its source says that it is so"),
    "denied": Sign("⊘", "denied", "its source says that it is not so"),
    "doubted": Sign("◌", "doubted", "its source says that it may be so"),
    "planned": Sign("▷", "planned", "its source says that it is to come"),
    "contested": Sign("◐", "contested", "some assert it and some deny it"),
}
QUADS: Mapping[int | None, Sign] = {
    1: Sign("△", "verbal cooperation", "words that bring together"),
    2: Sign("▲", "material cooperation", "deeds that bring together"),
    3: Sign("▽", "verbal conflict", "words that set against each other"),
    4: Sign("▼", "material conflict", "deeds that set against each other"),
    None: Sign("◇", "own type", "a type of your own, which has no quad class"),
}
COPIES: Mapping[str, str] = {
    "copy": "the same words",
    "rewrite": "the same in other words",
    "partial": "a part of it",
}


@cache
def actors_named(words: str) -> tuple[str, ...]:
    """Codes of countries and bodies whose name holds some words, the shortest name first."""
    asked = words.strip().lower()
    named = {**country_names(), **{code: " ".join(names) for code, names in body_names().items()}}
    found = [code for code, name in named.items() if asked and (asked in name.lower() or asked == code.lower())]
    return tuple(sorted(found, key=lambda code: (asked != code.lower(), len(named[code]), code))[:12])


def event_name(event: str) -> str:
    """An event type as a word: ASSAULT is assault."""
    return event.replace("_", " ").capitalize() if event.isupper() else event


def event_what(event: str) -> str:
    """What PLOVER says of a type; empty for one of your own."""
    kind = event_types().get(event)
    return kind.definition if kind else ""


def quad_of(event: str) -> int | None:
    """The quad class of a PLOVER type."""
    kind = event_types().get(event)
    return kind.quad if kind else None


def sureness(factuality: str) -> str:
    """FactBank's value in words."""
    return FACTUALITY.get(factuality, factuality)
