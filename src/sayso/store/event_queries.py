"""Events asked of a store: each field of `EventFilter` is a line of SQL over `events`; see `sayso.events.asking`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from sayso.actors.asked import codes_asked, names_of, sure_code, unsure
from sayso.events.asking import OF_CLAIMS, EventFilter
from sayso.ontology.vocabularies import EVENTS
from sayso.records import Copy, Event
from sayso.store import filters
from sayso.store.filters import Made, Parameters, any_of, in_words
from sayso.store.happenings import CONTESTED, REPORTED
from sayso.store.queries import MOST_TOLD
from sayso.store.rows import Sql
from sayso.store.times import typed_bounds

_WHO = "list_concat(list_concat(coalesce(e.origins, []), coalesce(e.doubted_by, [])), coalesce(e.denied_by, []))"
_NAMES = f"list_transform({_WHO}, lambda w: lower(w))"
_TOLD = "e.id IN (SELECT c.event_id FROM judged_claims c WHERE c.current AND {condition})"
"""That an event has such a claim."""


def _party(side: str) -> Made:
    """A code among those of an event, in whatever case, or words that one of its claims has."""

    def made(values: Any, given: Parameters) -> str:
        codes = given([code.lower() for value in values for code in codes_asked(value)])
        found = [f"list_has_any(list_transform(e.{side}, lambda x: lower(x)), {codes})"]
        if words := in_words(f"c.{side}_words", unsure(values), given):
            found.append(_TOLD.format(condition=any_of(words)))
        return any_of(found)

    return made


def _either(values: Any, given: Parameters) -> str:
    return any_of(_party(side)(values, given) for side in ("actor", "recipient"))


def _source(values: Any, given: Parameters) -> str:
    """A code of a source of one of its claims, or who is called so; what is no code or name is a part of a name."""
    codes = given([code.lower() for value in values for code in codes_asked(value)])
    said = f"list_has_any(list_transform(c.source_codes, lambda x: lower(x)), {codes})"
    found = [_TOLD.format(condition=said)]
    found += [f"len(list_filter({_NAMES}, lambda w: contains(w, {given(one.lower())}))) > 0" for one in unsure(values)]
    if names := sorted(name for value in values if (code := sure_code(value)) for name in names_of(code)):
        bare = f"list_transform({_NAMES}, lambda w: regexp_replace(w, '^the ', ''))"
        found.append(f"list_has_any({bare}, {given(names)})")
    return any_of(found)


def _type(values: Any, given: Parameters) -> str:
    """A type of the event; a type of one's own also of one of its claims, as others may tell the same by PLOVER's."""
    found = [f"list_contains({given([name.lower() for name in values])}, lower(e.event))"]
    if own := _own(values):
        found.append(_TOLD.format(condition=f"list_contains({given(own)}, lower(c.event))"))
    return any_of(found)


def _own(types: Iterable[str]) -> list[str]:
    return [name.lower() for name in types if not EVENTS.holds(name)]


_TELLS = (
    "e.id IN (SELECT t.event FROM event_claims t JOIN articles a ON a.id = t.article WHERE a.current AND {condition})"
)
"""That such an article tells it."""


def _told_in(column: str) -> Made:
    """That one of its articles has any of the values, in whatever case."""

    def made(values: Any, given: Parameters) -> str:
        listed = given([value.lower() for value in values])
        return _TELLS.format(condition=f"list_contains({listed}, lower(a.{column}))")

    return made


def _of_a_claim(field: str) -> Made:
    """That one of its claims is as a field of `Filter` asks."""
    return lambda values, given: _TOLD.format(condition=filters.CONDITIONS[field](values, given))


CONDITIONS: Mapping[str, Made] = {
    "actor": _party("actor"),
    "recipient": _party("recipient"),
    "either": _either,
    "event": _type,
    "since": lambda when, given: f"coalesce(e.when_last, {REPORTED}) >= CAST({given(typed_bounds(when)[0])} AS DATE)",
    "until": lambda when, given: f"coalesce(e.when_first, {REPORTED}) <= CAST({given(typed_bounds(when)[1])} AS DATE)",
    **{field: _of_a_claim(field) for field in OF_CLAIMS},
    "source": _source,
    "stance": lambda values, given: f"list_has_any(e.stances, {given([value.lower() for value in values])})",
    "article": _told_in("id"),
    "publisher": _told_in("publisher"),
    "denied": lambda _, __: "list_contains(e.stances, 'denied')",
    "contested": lambda _, __: CONTESTED,
    "origins": lambda value, given: f"len(e.origins) >= {given(value)}",
    "articles": lambda value, given: f"e.articles >= {given(value)}",
}
"""What makes the condition of each field."""
_EVENT = msgspec.json.Decoder(Event)
RECORDS, FRAME = "e.record", "e.* EXCLUDE (record)"
"""The columns that records are made of, and those of a frame."""


def asks_claims(asked: EventFilter) -> bool:
    """Whether a filter asks what claims say, and so for claims as they are judged."""
    claims = any(getattr(asked, field) not in ((), None) for field in OF_CLAIMS)
    return bool(claims or asked.source or _own(asked.event) or unsure((*asked.actor, *asked.recipient, *asked.either)))


def query_of(
    asked: EventFilter, *, columns: str, limit: int | None = None, order: str = MOST_TOLD
) -> tuple[str, dict[str, Any]]:
    """The query for the events that are asked for, those told by the most articles first, of these by the
    most origins, and the latest; and its parameters.

    Args:
        asked: which events.
        columns: of `events` as `e`.
        limit: at most so many.
        order: MOST_TOLD or IN_TIME.
    """
    given = Parameters()
    made = [make(value, given) for name, make in CONDITIONS.items() if (value := getattr(asked, name))]
    where = f" WHERE {' AND '.join(made)}" if made else ""
    rest = f" LIMIT {limit:d}" if limit is not None else ""
    return f"SELECT {columns} FROM events e{where} ORDER BY {order}{rest}", dict(given)


def decoded(rows: Iterable[tuple[str]]) -> Iterator[Event]:
    """Events out of their records."""
    return (_EVENT.decode(record) for (record,) in rows)


def events_of(sql: Sql, ids: Iterable[str]) -> Iterator[Event]:
    """Some events by their ids; unknown ones are left out."""
    query = "SELECT record FROM events WHERE id = ?"
    return (_EVENT.decode(record) for one in ids for (record,) in sql(query, [one]))


def copies_of(sql: Sql, articles: Iterable[str]) -> list[Copy]:
    """What some articles repeat."""
    query = 'SELECT article, "of", kind, similarity FROM copies WHERE article IN (SELECT unnest($ids)) ORDER BY ALL'
    return [Copy(article=a, of=b, kind=kind, similarity=s) for a, b, kind, s in sql(query, {"ids": list(articles)})]
