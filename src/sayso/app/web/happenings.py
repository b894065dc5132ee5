"""Events as lists show them: who did what to whom, the words of the first claim, how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from sayso.app.web.names import actor_name
from sayso.app.web.showing import Mark, marked, sentence_around
from sayso.records import Span
from sayso.report.standing import standing
from sayso.store import Store
from sayso.store.happenings import first_told
from sayso.store.tables import Row

LONGEST_WORDS = 60
"""Characters of the words for a party that a list shows where it has no code."""


class Party(NamedTuple):
    """An actor or recipient: its code, None where it has none, and what it is called."""

    code: str | None
    name: str


class Line(NamedTuple):
    """One event in a list."""

    row: Row
    actors: list[Party]
    recipients: list[Party]
    stance: str
    words: Markup
    told: Row | None


def parties(codes: Sequence[str] | None, words: Iterable[str] = ()) -> list[Party]:
    """Parties by their codes; where there are none, by the words of a claim."""
    if codes:
        return [Party(code, actor_name(code)) for code in codes]
    return [Party(None, _cut(said)) for said in words if said]


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 1] + "…"


def lines(store: Store, rows: Sequence[Row]) -> Mapping[str, Line]:
    """Events with the words of their first claim, by id.

    Args:
        store: where the words are.
        rows: of events.
    """
    first = first_told(store.sql, rows)
    return {row["id"]: _line(row, first.get(row["id"])) for row in rows}


def _line(row: Row, told: Row | None) -> Line:
    said: Mapping[str, Any] = told or {"actor_text": (), "recipient_text": ()}
    return Line(
        row,
        parties(row["actor"], said["actor_text"] or ()),
        parties(row["recipient"], said["recipient_text"] or ()),
        standing(row["stances"] or ()),
        _words(told) if told else Markup(""),
        told,
    )


def _words(told: Row) -> Markup:
    span = Span(told["trigger_start"], told["trigger_end"])
    return marked(told["text"], sentence_around(told["text"], span), [Mark(span.start, span.end, "trigger")])
