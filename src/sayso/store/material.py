"""What exports and briefs are made from: claims and events out of a store, each with what surrounds it, as judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import TypeVar

import msgspec

from sayso import __version__
from sayso.events.accounts import sentence_at, stances
from sayso.events.asking import EventFilter
from sayso.events.judged import judged
from sayso.events.words import sentences
from sayso.records import Event, Reading, Span, Told
from sayso.report.exports.material import Happening, Line, Material
from sayso.store.event_queries import RECORDS, decoded, query_of
from sayso.store.filters import Filter, least_said
from sayso.store.queries import IN_TIME, events_query
from sayso.store.recalling import readings
from sayso.store.store import Store

ARTICLES_AT_ONCE, EVENTS_AT_ONCE = 64, 512
"""How many are looked up together: a look-up takes some 10 ms in a store of a million claims, and the articles of 512
events some 40 MB."""
_One = TypeVar("_One")
_bounds = lru_cache(maxsize=256)(sentences)
"""Sentences of articles, for events come with one claim at a time."""
Known = Mapping[tuple[str, str], tuple[str, str | None]]
"""Event and origin by article and claim."""


def material(store: Store, asked: Filter | None = None, *, limit: int | None = None) -> Material:
    """What a filter asks for, to be exported.

    Args:
        store: open, and left open while the material is used.
        asked: which claims, or events by their claims; None for all.
        limit: at most so many claims or events.
    """
    wanted = asked or Filter()
    everything = wanted == Filter() and limit is None
    return Material(
        readings=partial(store.readings, None if everything else wanted, limit=limit),
        lines=partial(_lines, store, wanted, limit),
        happenings=partial(_happenings, store, wanted, limit),
        about=tuple(_about(store, wanted)),
    )


def _chunks(stream: Iterable[_One], size: int) -> Iterator[list[_One]]:
    left = iter(stream)
    while chunk := list(islice(left, size)):
        yield chunk


def _lines(store: Store, asked: Filter, limit: int | None) -> Iterator[Line]:
    """The claims of each article in the order in which they were added."""
    for chunk in _chunks(store.readings(asked, limit=limit), ARTICLES_AT_ONCE):
        known = _known(store, [reading.article.id for reading in chunk])
        for reading in chunk:
            yield from _lines_of(reading, known)


def _known(store: Store, articles: Sequence[str]) -> Known:
    query = "SELECT article, claim, event, origin FROM event_claims WHERE article IN (SELECT unnest($ids))"
    found = store.sql(query, {"ids": list(articles)})
    return {(article, claim): (event, origin) for article, claim, event, origin in found}


def _lines_of(reading: Reading, known: Known) -> Iterator[Line]:
    bounds = _bounds(reading.article.text)
    for claim, stance in zip(reading.claims, stances(reading), strict=True):
        number = sentence_at(bounds, claim.trigger.start)
        event, origin = known.get((reading.article.id, claim.id), (None, None))
        yield Line(
            reading.article, claim, reading.version, stance, Span(*bounds[number]), number + 1, event, origin
        )  # fmt: skip


def _happenings(store: Store, asked: Filter, limit: int | None) -> Iterator[Happening]:
    """Events with all their claims, those that were first reported first."""
    decided = store.decisions()
    found = _in_time(store, asked, limit)
    held: dict[str, Reading] = {}
    for chunk in _chunks(found, EVENTS_AT_ONCE):
        wanted = list(dict.fromkeys(article for event in chunk for article in event.articles))
        kept = {key: held[key] for key in wanted if key in held}
        held = kept | {
            reading.article.id: judged(reading, decided)
            for reading in _current(store, [w for w in wanted if w not in kept])
        }
        for event in chunk:
            yield Happening(event, tuple(_told(event, held)))


def _in_time(store: Store, asked: Filter, limit: int | None) -> Iterator[Event]:
    if asked == Filter():
        query = query_of(EventFilter(), columns=RECORDS, limit=limit, order=IN_TIME)
    else:
        store.index()
        query = events_query(asked, columns=RECORDS, limit=limit, order=IN_TIME)
    return decoded(store.sql(*query))


def _current(store: Store, articles: Sequence[str]) -> Iterator[Reading]:
    query = "SELECT id, version FROM articles WHERE current AND id IN (SELECT unnest($ids)) ORDER BY id"
    return readings(store.sql, list(store.sql(query, {"ids": list(articles)})))


def _told(event: Event, held: Mapping[str, Reading]) -> Iterator[Line]:
    for told in event.claims:
        if told.article in held:
            yield from _told_line(event, told, held[told.article])


def _told_line(event: Event, told: Told, reading: Reading) -> Iterator[Line]:
    """The line of one claim of an event; none where it is not there any more."""
    claims = reading.faint if told.faint else reading.claims
    claim = next((one for one in claims if one.id == told.claim), None)
    if claim is not None:
        bounds = _bounds(reading.article.text)
        number = sentence_at(bounds, claim.trigger.start)
        yield Line(
            reading.article, claim, reading.version, told.stance, Span(*bounds[number]), number + 1, event.id,
            told.origin, told.faint,
        )  # fmt: skip


_COUNTS = """
SELECT count(*), coalesce(sum(claims), 0)::BIGINT, count(DISTINCT publisher), min(published), max(published),
       coalesce(string_agg(DISTINCT reader, ', ' ORDER BY reader), '')
FROM articles WHERE current
"""


def _about(store: Store, asked: Filter) -> Iterator[tuple[str, str]]:
    """What was asked for, and what the store holds."""
    articles, claims, publishers, first, last, readers = next(iter(store.sql(_COUNTS)))
    yield "made by", f"Sayso {__version__}"
    yield "asked for", asked_words(asked)
    yield "articles in the store", f"{articles}, published {first or 'undated'} to {last or 'undated'}"
    yield "publishers", str(publishers)
    yield "claims in the store", str(claims)
    yield "events in the store", str(store.sql("SELECT count(*) FROM events").one())
    yield "read by", readers


def asked_words(asked: Filter) -> str:
    """A filter in words: what is not asked is left out."""
    values = msgspec.to_builtins(asked)
    said = [f"{name} {_said(value)}" for name, value in values.items() if value not in ((), [], None, False)]
    return "; ".join(said) or "everything"


def _said(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return " or ".join(map(str, value))
    if isinstance(value, dict):
        return least_said(value)
    return "yes" if value is True else str(value)
