"""FollowTheMoney: articles, those who take part, and events with their proof, an entity a line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import IO, Any, NamedTuple

import msgspec

from sayso.claims.calendar import first_day
from sayso.records import Article, Event
from sayso.report.exports.cells import visible
from sayso.report.exports.columns import told_first
from sayso.report.exports.material import Happening
from sayso.report.exports.names import BODY, GROUP, STATE, country_codes, named, party
from sayso.report.standing import sides, standing_of

SCHEMATA: tuple[tuple[str, str, str], ...] = (
    ("PublicBody", "a state", "`name`, `country`, `notes` (its code)"),
    ("Organization", "an organisation or armed group", "`name`, `country`, `notes`"),
    ("LegalEntity", "anyone else who takes part: persons and bodies that no table knows", "`name`, `notes`"),
    ("Article", "an article that tells an event", "`title`, `publisher`, `publishedAt`, `sourceUrl`, `contentHash`, "
     "`language`, `notes` (its id)"),
    ("Event", "an event", "`name`, `date` (or `startDate` and `endDate`), `location`, `country`, `organizer` (the "
     "actors), `involved` (the recipients), `summary` (the words), `description` (who asserts, doubts, denies it), "
     "`keywords` (type, status), `recordId`, `sourceUrl`, `proof` (the articles)"),
)  # fmt: skip
"""Schema, what it stands for, and the properties that are filled."""


class Period(NamedTuple):
    """When, in FollowTheMoney's properties."""

    date: str | None = None
    startDate: str | None = None
    endDate: str | None = None


def write(happenings: Iterable[Happening], file: IO[bytes]) -> None:
    """Write events with their articles and parties, each entity once, before what points to it."""
    seen: set[str] = set()
    for happening in happenings:
        for entity in _entities(happening):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                file.write(msgspec.json.encode(entity) + b"\n")


def _entities(happening: Happening) -> Iterator[dict[str, Any]]:
    articles = {line.article.id: line.article for line in happening.lines}
    yield from map(_article, articles.values())
    yield from map(_party, (*happening.event.actor, *happening.event.recipient))
    yield _event(happening, list(articles))


def entity_id(kind: str, *parts: str) -> str:
    """The id of an entity: the same for the same on every machine."""
    return f"sayso-{kind}-" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def _entity(kind: str, key: str, schema: str, **properties: Any) -> dict[str, Any]:
    """An entity without its empty properties; every value is a text in a list."""
    held = {name: _values(value) for name, value in properties.items()}
    return {
        "id": entity_id(kind, key),
        "schema": schema,
        "properties": {name: values for name, values in held.items() if values},
    }


def _values(value: Any) -> list[str]:
    values = value if isinstance(value, (list, tuple)) else [value]
    return list(dict.fromkeys(visible(str(one)) for one in values if one not in (None, "")))


def _article(article: Article) -> dict[str, Any]:
    return _entity(
        "article", article.id, "Article", title=article.title or article.id, publisher=article.publisher,
        publishedAt=article.published, sourceUrl=_web(article.url),
        contentHash=hashlib.sha1(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
        language="eng", notes=f"Sayso article {article.id}",
    )  # fmt: skip


def _party(code: str) -> dict[str, Any]:
    who = party(code)
    schema = {STATE: "PublicBody", BODY: "Organization", GROUP: "Organization"}.get(who.kind, "LegalEntity")
    return _entity("party", code, schema, name=who.name, country=_country(who.country), notes=f"Sayso code {code}")


def _country(code: str | None) -> str | None:
    return country_codes(code).iso2.lower() or None if code else None


def _event(happening: Happening, articles: list[str]) -> dict[str, Any]:
    event, first = happening.event, told_first(happening)
    period = _period(event.when)
    countries = [_country(party(code).country) for code in (*event.actor, *event.recipient)]
    return _entity(
        "event", event.id, "Event", name=title(event), **period._asdict(), location=event.where, country=countries,
        organizer=[entity_id("party", code) for code in event.actor],
        involved=[entity_id("party", code) for code in event.recipient],
        summary=first and first.words, description=_sides(event), keywords=[event.event, standing_of(happening.event)],
        recordId=event.id, sourceUrl=[_web(line.article.url) for line in happening.lines],
        proof=[entity_id("article", one) for one in articles],
    )  # fmt: skip


def title(event: Event) -> str:
    """An event in a line: who, what, whom, with what."""
    what = f" ({' '.join(event.object.split())})" if event.object else ""
    whom = f" → {named(event.recipient)}" if event.recipient else ""
    return f"{named(event.actor) or 'somebody'}: {event.event}{what}{whom}"


def _sides(event: Event) -> list[str]:
    return [f"{side.capitalize()} by: {'; '.join(names)}" for side, names in sides(event)]


def _period(when: str | None) -> Period:
    """FollowTheMoney knows years and months too, but only whole ranges."""
    first, _, last = (when or "").partition("/")
    if first_day(first) is None:
        return Period()
    return Period(startDate=first, endDate=last) if first_day(last) else Period(date=first)


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None
