"""STIX 2.1: one bundle of identities, locations, relationships, what is said of them, and a report an article.

Ids are UUIDs (version 5) made from what they name, and times are those of publication, so that the same store gives the
same bundle.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

import msgspec

from sayso.actors.coordinates import Location
from sayso.claims.calendar import first_day, last_day
from sayso.records import Article, Event
from sayso.report.exports.cells import visible
from sayso.report.exports.ftm import title
from sayso.report.exports.geojson import located
from sayso.report.exports.material import Happening, Line
from sayso.report.exports.names import BODY, GROUP, STATE, country_codes, party
from sayso.report.standing import sides

NAMESPACE = uuid.UUID("6f1d8c0e-5d9c-5e1b-9c58-0a7b6a1f6d55")
"""Of every id that an export makes."""
UNDATED = "1970-01-01T00:00:00.000Z"
"""Time of what no article dates; STIX wants one."""
OPINIONS: Mapping[str, str] = {"denied": "strongly-disagree", "doubted": "neutral", "asserted": "agree"}
CLASSES: Mapping[str, str] = {STATE: "organization", BODY: "organization", GROUP: "group"}
OBJECTS: tuple[tuple[str, str], ...] = (
    ("identity", "Sayso itself (`created_by_ref` of all), everyone who acts or is acted on, and every publisher"),
    ("location", "a place of an event that a table knows, with `precision` where only a country is known"),
    ("relationship", "an event between two: its type in lower case, `start_time`, `stop_time`, `confidence`"),
    ("note", "an event without two sides"),
    ("opinion", "a claim: `agree` for an assertion, `strongly-disagree` for a denial, `neutral` for what is doubted "
                "or planned; "
                "`explanation` are the words and `authors` the origin"),
    ("report", "an article: `object_refs` are all that it tells"),
)  # fmt: skip
"""Types of objects, and what they stand for."""
COUNTRY_METRES = 500_000.0
"""How far off a point may be that stands for a whole country or sea."""
Object = dict[str, Any]


def write(happenings: Iterable[Happening], file: IO[bytes]) -> None:
    """Write one bundle, each object once, before what points to it."""
    bundle = stix_id("bundle", "sayso")
    file.write(f'{{"type":"bundle","id":"{bundle}","objects":['.encode())
    for number, one in enumerate(_objects(happenings)):
        file.write((b",\n" if number else b"\n") + msgspec.json.encode(one))
    file.write(b"\n]}\n")


def _objects(happenings: Iterable[Happening]) -> Iterator[Object]:
    seen: set[str] = set()
    told: dict[str, tuple[Article, dict[str, None]]] = {}
    yield _identity("sayso", "Sayso", "system", UNDATED)
    for happening in happenings:
        made = list(_of_happening(happening))
        for line, ids in _by_line(happening, made):
            told.setdefault(line.article.id, (line.article, {}))[1].update(dict.fromkeys(ids))
        for one in made:
            if one["id"] not in seen:
                seen.add(one["id"])
                yield one
    for article, refs in told.values():
        publisher = _publisher(article)
        if publisher["id"] not in seen:
            seen.add(publisher["id"])
            yield publisher
        yield _report(article, list(refs))


def _by_line(happening: Happening, made: list[Object]) -> Iterator[tuple[Line, list[str]]]:
    """For each claim the objects of its event that its article tells: all but what is said in other articles."""
    shared = [one["id"] for one in made if one["type"] != "opinion"]
    for line in happening.lines:
        yield line, [*shared, stix_id("opinion", line.article.id, line.claim.id)]


def stix_id(kind: str, *parts: str) -> str:
    """The id of an object of a kind: the same for the same on every machine."""
    return f"{kind}--{uuid.uuid5(NAMESPACE, chr(31).join((kind, *parts)))}"


def _object(kind: str, key: tuple[str, ...], at: str, **fields: Any) -> Object:
    held = {name: value for name, value in fields.items() if value is not None}
    mine = {} if key == ("sayso",) else {"created_by_ref": stix_id("identity", "sayso")}
    return {
        "type": kind, "spec_version": "2.1", "id": stix_id(kind, *key), **mine, "created": at, "modified": at, **held,
    }  # fmt: skip


def _identity(key: str, name: str, kind: str, at: str) -> Object:
    return _object("identity", (key,), at, name=visible(name), identity_class=kind)


def _publisher(article: Article) -> Object:
    name = article.publisher or "unknown publisher"
    return _identity(f"publisher {name}", name, "organization", UNDATED)


def _of_happening(happening: Happening) -> Iterator[Object]:
    event, at = happening.event, _time(happening.event.first_reported)
    for code in dict.fromkeys((*event.actor, *event.recipient)):
        who = party(code)
        yield _identity(f"party {code}", who.name, CLASSES.get(who.kind, "unknown"), UNDATED)
    yield from _location(event)
    subjects = list(_subjects(happening, at))
    yield from subjects
    refs = [one["id"] for one in subjects]
    for line in happening.lines:
        yield _opinion(line, refs)


def _subjects(happening: Happening, at: str) -> Iterator[Object]:
    """What claims are about: a relationship for each pair, a note where there is none."""
    event = happening.event
    pairs = [(a, r) for a in event.actor for r in event.recipient if a != r]
    sure = max((line.claim.score for line in happening.lines if line.claim.score is not None), default=None)
    common = {"confidence": None if sure is None else round(100 * sure), "lang": "en"}
    for actor, recipient in pairs:
        yield _object(
            "relationship", (event.id, actor, recipient), at, relationship_type=_word(event.event),
            description=visible(_described(happening)), source_ref=stix_id("identity", f"party {actor}"),
            target_ref=stix_id("identity", f"party {recipient}"), **_period(event), **common,
        )  # fmt: skip
    if not pairs:
        about = [stix_id("identity", f"party {code}") for code in dict.fromkeys((*event.actor, *event.recipient))]
        yield _object(
            "note", (event.id,), at, abstract=visible(title(event)), content=visible(_described(happening)),
            object_refs=about or [stix_id("identity", "sayso")], **common,
        )  # fmt: skip


def _word(event: str) -> str:
    """A type as STIX writes kinds of relationship: lower case, digits and hyphens."""
    letters = "".join(c if c.isascii() and c.isalnum() else "-" for c in event.lower())
    return letters.strip("-") or "acts-on"


def _described(happening: Happening) -> str:
    event = happening.event
    said = "; ".join(f"{side} by {', '.join(names)}" for side, names in sides(event))
    return f"{title(event)}. {said[:1].upper()}{said[1:]}." if said else f"{title(event)}."


def _period(event: Event) -> dict[str, str]:
    first, last = first_day(event.when), last_day(event.when)
    if first is None or last is None:
        return {}
    stop = f"{last.isoformat()}T23:59:59.000Z"
    return {"start_time": f"{first.isoformat()}T00:00:00.000Z", "stop_time": stop}


def _location(event: Event) -> Iterator[Object]:
    place = located(event.where, (*event.actor, *event.recipient))
    if place is not None and event.where is not None:
        yield _object("location", (event.where, place.code), UNDATED, name=visible(event.where), **_point(place))


def _point(place: Location) -> dict[str, Any]:
    country = country_codes(place.code).iso2 or None
    rough = COUNTRY_METRES if place.sureness == "area" else None
    return {"latitude": place.latitude, "longitude": place.longitude, "precision": rough, "country": country}


def _opinion(line: Line, refs: list[str]) -> Object:
    origin = line.origin or line.article.publisher or line.article.id
    source = ", ".join(filter(None, (line.article.title, line.article.publisher, line.article.url or line.article.id)))
    return _object(
        "opinion", (line.article.id, line.claim.id), _time(line.article.published),
        explanation=visible(f"{line.stance}: “{line.words}” ({source})"), authors=[visible(origin)],
        opinion=OPINIONS.get(line.stance, "neutral"), object_refs=refs, lang="en",
    )  # fmt: skip


def _report(article: Article, refs: list[str]) -> Object:
    at = _time(article.published)
    url = article.url if article.url and article.url.startswith(("http://", "https://")) else None
    reference: dict[str, str] = {"source_name": visible(article.publisher or "article"), "external_id": article.id}
    return _object(
        "report", (article.id,), at, name=visible(article.title or article.id), published=at,
        report_types=["threat-report"], object_refs=[*refs, _publisher(article)["id"]],
        external_references=[reference | ({"url": url} if url else {})], lang="en",
    )  # fmt: skip


def _time(day: str | None) -> str:
    found = first_day(day)
    return f"{found.isoformat()}T00:00:00.000Z" if found else UNDATED
