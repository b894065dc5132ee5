"""ICEWS: its twenty columns, tab-separated with a header: a row a claim and pair of actors."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import IO, Any

from sayso.claims.calendar import first_day
from sayso.report.exports.cameo_rows import DENIED, cameo_of, full, pairs
from sayso.report.exports.cells import one_line
from sayso.report.exports.geojson import located
from sayso.report.exports.material import Line
from sayso.report.exports.names import party

COLUMNS: tuple[tuple[str, str], ...] = (
    ("Event ID", "number made from the claim and the pair of actors; the same in every export"),
    ("Event Date", "YYYY-MM-DD of its first day, or else of publication"),
    ("Source Name", "name of the actor"),
    ("Source Sectors", "its sectors in PLOVER's codes, with commas between (ICEWS has words)"),
    ("Source Country", "name of its country"),
    ("Event Text", "name of the CAMEO code in Sayso's words"),
    ("CAMEO Code", "code that the claim comes nearest to, in three or four digits"),
    ("Intensity", "Goldstein score of the code"),
    ("Target Name", "name of the recipient"),
    ("Target Sectors", "its sectors"),
    ("Target Country", "name of its country"),
    ("Story ID", "number made from the article's id"),
    ("Sentence Number", "number of the sentence, from 1"),
    ("Publisher", "who published the article"),
    ("City", "words for the place, where the place itself is known"),
    ("District", "(empty)"),
    ("Province", "(empty)"),
    ("Country", "name of the country that the place is in"),
    ("Latitude", "of the place; of a country its middle"),
    ("Longitude", "of the place"),
)


def write(lines: Iterable[Line], file: IO[bytes]) -> None:
    """Write the claims that are no denials and that CAMEO has a code for."""
    file.write("\t".join(name for name, _ in COLUMNS).encode() + b"\n")
    for line in lines:
        for row in _rows(line):
            file.write("\t".join(map(one_line, row)).encode() + b"\n")


def _rows(line: Line) -> Iterator[list[Any]]:
    claim, article = line.claim, line.article
    cameo, day = cameo_of(claim), first_day(claim.when) or first_day(article.published)
    if cameo is None or day is None or line.stance == DENIED:
        return
    code = full(cameo.code)
    for actor, recipient in pairs(claim.actor.codes, claim.recipient.codes):
        yield [
            _number(article.id, claim.id, actor or "", recipient or ""), day.isoformat(),
            *_side(actor, claim.actor.sectors), cameo.name, code, cameo.goldstein,
            *_side(recipient, claim.recipient.sectors), _number(article.id), line.number, article.publisher,
            *_place(line),
        ]  # fmt: skip


def _side(code: str | None, sectors: tuple[str, ...]) -> list[Any]:
    if code is None:
        return [None, None, None]
    who = party(code)
    return [who.name, ",".join(sectors), party(who.country).name if who.country else None]


def _place(line: Line) -> list[Any]:
    claim = line.claim
    where = claim.where.of(line.article.text) if claim.where else None
    place = located(where, (*claim.actor.codes, *claim.recipient.codes))
    if place is None:
        return [None] * 6
    country = party(place.code).name if place.code else None
    city = None if place.sureness == "area" else where
    return [city, None, None, country, f"{place.latitude:.4f}", f"{place.longitude:.4f}"]


def _number(*parts: str) -> int:
    """A number of at most 52 bits, the same for the same parts on every machine."""
    return int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:8], "big") >> 12
