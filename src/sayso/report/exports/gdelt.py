"""GDELT 2.0: the 61 columns of events and the 16 of mentions, tab-separated, without a header, as GDELT has them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import IO, Any

import msgspec

from sayso.actors.coordinates import Location
from sayso.claims.calendar import first_day
from sayso.ontology import Cameo
from sayso.records import Span
from sayso.report.exports.cameo_rows import Side, full, pairs, quad_class, sectors, side, told, usual_cameo
from sayso.report.exports.cells import one_line
from sayso.report.exports.geojson import located
from sayso.report.exports.material import Happening, Line
from sayso.report.exports.names import country_codes, party

LEAD = 3
"""Sentences of an article that stand for its lead: an event told there is a root event."""
BITS = 52
"""Of an event's number: as many as every reader of numbers keeps."""
_NONE = "(empty)"


def _actor(n: int, which: str) -> tuple[tuple[str, str], ...]:
    name = f"Actor{n}"
    return (
        (f"{name}Code", f"CAMEO code of {which}: country and roles, or the code of an organisation"),
        (f"{name}Name", "its name in capitals"),
        (f"{name}CountryCode", "CAMEO code of its country"),
        (f"{name}KnownGroupCode", "CAMEO code of a known organisation: UN, EU, NATO; empty for others"),
        (f"{name}EthnicCode", _NONE),
        (f"{name}Religion1Code", _NONE),
        (f"{name}Religion2Code", _NONE),
        (f"{name}Type1Code", "CAMEO role of its most frequent sector"),
        (f"{name}Type2Code", "of the next"),
        (f"{name}Type3Code", "of the next"),
    )


def _geo(name: str, *, known: bool) -> tuple[tuple[str, str], ...]:
    said = (
        ("Type", "0 none, 1 country or sea, 3 city in the United States, 4 city elsewhere"),
        ("Fullname", "the words for the place"),
        ("CountryCode", "FIPS 10-4 code of its country"),
        ("ADM1Code", "FIPS 10-4 code of its country, as GDELT has it where it knows no region"),
        ("ADM2Code", _NONE),
        ("Lat", "latitude; of a country its middle"),
        ("Long", "longitude"),
        ("FeatureID", _NONE),
    )
    return tuple((f"{name}_{part}", what if known else "0" if part == "Type" else _NONE) for part, what in said)


EVENTS: tuple[tuple[str, str], ...] = (
    ("GlobalEventID", "number made from the event's id and the pair of actors; the same in every export"),
    ("Day", "YYYYMMDD of the event's first day, or else of its first report"),
    ("MonthYear", "YYYYMM of it"),
    ("Year", "YYYY of it"),
    ("FractionDate", "year and fraction: (30 × month + day) / 365"),
    *_actor(1, "the actor"),
    *_actor(2, "the recipient"),
    ("IsRootEvent", "1 if an article tells it in one of its first three sentences"),
    ("EventCode", "CAMEO code that most of its claims come nearest to, in three or four digits"),
    ("EventBaseCode", "its first three digits"),
    ("EventRootCode", "its first two"),
    ("QuadClass", "by root: 1 verbal (01–05) and 2 material cooperation (06–08), 3 verbal (09–13) and 4 material "
                  "conflict (14–20)"),
    ("GoldsteinScale", "of the code"),
    ("NumMentions", "claims that tell it and do not deny it"),
    ("NumSources", "their publishers"),
    ("NumArticles", "their articles"),
    ("AvgTone", _NONE),
    *_geo("Actor1Geo", known=False),
    *_geo("Actor2Geo", known=False),
    *_geo("ActionGeo", known=True),
    ("DATEADDED", "YYYYMMDD000000 of its first report: not of when it came into the store"),
    ("SOURCEURL", "address of the article that tells it first, or its id"),
)  # fmt: skip
MENTIONS: tuple[tuple[str, str], ...] = (
    ("GlobalEventID", "as in events"),
    ("EventTimeDate", "YYYYMMDD000000 of `DATEADDED`"),
    ("MentionTimeDate", "YYYYMMDD000000 of the article's publication"),
    ("MentionType", "1 if the article has an address, else 2 (citation only)"),
    ("MentionSourceName", "its publisher"),
    ("MentionIdentifier", "its address, or its id"),
    ("SentenceID", "number of the sentence, from 1"),
    ("Actor1CharOffset", "where the words for the actor start, in characters; -1 if there are none"),
    ("Actor2CharOffset", "those for the recipient"),
    ("ActionCharOffset", "those for the event"),
    ("InRawText", "1: nothing is rewritten before it is read"),
    ("Confidence", "the claim's score, 0 to 100"),
    ("MentionDocLen", "characters of the article"),
    ("MentionDocTone", _NONE),
    ("MentionDocTranslationInfo", _NONE),
    ("Extras", "JSON: `article`, `claim`, `event`, `stance`, `factuality`, `origin`, `say_so` (GDELT leaves it empty)"),
)


def write_events(happenings: Iterable[Happening], file: IO[bytes]) -> None:
    """Write the events that somebody does not deny and that CAMEO has a code for, a row a pair of actors."""
    _write((row for happening in happenings for row in _event_rows(happening)), file)


def write_mentions(happenings: Iterable[Happening], file: IO[bytes]) -> None:
    """Write the claims of these events, a row a pair of actors."""
    _write((row for happening in happenings for row in _mention_rows(happening)), file)


def _write(rows: Iterable[Sequence[Any]], file: IO[bytes]) -> None:
    for row in rows:
        file.write("\t".join(map(one_line, row)).encode() + b"\n")


def _event_rows(happening: Happening) -> Iterator[list[Any]]:
    lines = told(happening.lines)
    cameo = usual_cameo(lines)
    day = _day(happening)
    if cameo is None or day is None:
        return
    event = happening.event
    place = located(event.where, (*event.actor, *event.recipient))
    found = [sectors(slots) for slots in zip(*((x.claim.actor, x.claim.recipient) for x in lines), strict=True)]
    for actor, recipient in pairs(event.actor, event.recipient):
        yield [
            number(event.id, actor, recipient), f"{day:%Y%m%d}", f"{day:%Y%m}", day.year, _fraction(day),
            *_side(side(actor, found[0])), *_side(side(recipient, found[1])),
            int(any(line.number <= LEAD for line in lines)), *_code(cameo), len(lines),
            len({line.article.publisher for line in lines}), len({line.article.id for line in lines}), None,
            *(0, *[None] * 7) * 2, *_place(event.where, place), _stamp(event.first_reported or day.isoformat()),
            _address(lines[0]),
        ]  # fmt: skip


def _mention_rows(happening: Happening) -> Iterator[list[Any]]:
    lines, day, event = told(happening.lines), _day(happening), happening.event
    if usual_cameo(lines) is None or day is None:
        return
    for actor, recipient in pairs(event.actor, event.recipient):
        for line in lines:
            claim, article = line.claim, line.article
            yield [
                number(event.id, actor, recipient), _stamp(event.first_reported or day.isoformat()),
                _stamp(article.published), 1 if article.url else 2, article.publisher, _address(line), line.number,
                _start(claim.actor.spans), _start(claim.recipient.spans), claim.trigger.start, 1,
                None if claim.score is None else round(100 * claim.score), len(article.text), None, None, _extras(line),
            ]  # fmt: skip


def number(event: str, actor: str | None, recipient: str | None) -> int:
    """The number of an event between two: the same for the same on every machine."""
    key = "\x1f".join((event, actor or "", recipient or ""))
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") >> (64 - BITS)


def _day(happening: Happening) -> date | None:
    event = happening.event
    return first_day(event.when) or first_day(event.first_reported)


def _fraction(day: date) -> str:
    return f"{day.year + (30 * day.month + day.day) / 365:.4f}"


def _stamp(day: str | None) -> str | None:
    found = first_day(day)
    return f"{found:%Y%m%d}000000" if found else None


def _side(one: Side) -> list[Any]:
    roles = [*one.roles, *[""] * (3 - len(one.roles))]
    return [one.code, one.name.upper(), one.country, one.group, "", "", "", *roles]


def _code(cameo: Cameo) -> list[Any]:
    code = full(cameo.code)
    return [code, code[:3], code[:2], quad_class(code), cameo.goldstein]


def _place(where: str | None, place: Location | None) -> list[Any]:
    if place is None:
        return [0, where, *[None] * 6]
    kind = 1 if place.sureness == "area" else 3 if place.code == "USA" else 4
    fips = country_codes(place.code).fips
    named = where if kind != 1 or not place.code else party(place.code).name
    return [kind, named, fips, fips, None, f"{place.latitude:.4f}", f"{place.longitude:.4f}", None]


def _address(line: Line) -> str:
    return line.article.url or line.article.id


def _start(spans: Sequence[Span]) -> int:
    return min((span.start for span in spans), default=-1)


def _extras(line: Line) -> str:
    say_so = [link.source for link in line.claim.say_so]
    held = {
        "article": line.article.id, "claim": line.claim.id, "event": line.event, "stance": line.stance,
        "factuality": line.claim.factuality, "origin": line.origin, "say_so": say_so,
    }  # fmt: skip
    return msgspec.json.encode(held).decode()
