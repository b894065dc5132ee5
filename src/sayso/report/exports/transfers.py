"""A register of transfers of arms and fuel, in the manner of SIPRI's: who supplies what to whom, on whose say-so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sayso.ontology.tables import rows
from sayso.ontology.things import military, object_classes
from sayso.records import Event, Quantity, Thing
from sayso.report.exports.material import Happening, Line
from sayso.report.exports.names import ROOM, named
from sayso.report.parquet import Column, Row
from sayso.report.standing import standing_of

GIVING = frozenset({"AID", "COOPERATE", "AGREE"})
"""PLOVER types in which goods change hands, or are promised."""
NO_GOODS = frozenset({"training"})
"""Classes of the family of arms that are no goods."""
CERTAIN = "CT+"

COLUMNS: tuple[Column, ...] = (
    ("event_id", "text", "id of the event"),
    ("supplier", "texts", "codes of who supplies"),
    ("supplier_name", "text", "their names"),
    ("recipient", "texts", "codes of who gets it"),
    ("recipient_name", "text", "their names"),
    ("status", "text", "asserted, alleged, planned or denied"),
    ("contested", "text", "yes if somebody denies what somebody else asserts, else no"),
    ("class", "text", "class of the goods"),
    ("register", "text", "the public list that the class goes by"),
    ("designation", "text", "the weapon system, where the words name one"),
    ("description", "text", "the words for the goods"),
    ("quantity", "float", "how many or how much: the number said, of a range its lower end"),
    ("quantity_upper", "float", "the upper end of a range"),
    ("quantity_bound", "text", "exact, at least, at most or about"),
    ("quantity_unit", "text", "unit of measure, or the noun that is counted"),
    ("quantities", "texts", "the amounts, each with the origin that gives it"),
    ("ordered", "text", "when it was agreed, promised or planned; ISO date, month, year or range"),
    ("delivered", "text", "when it changed hands"),
    ("year", "text", "year of either, or else of the first report"),
    ("origin_count", "number", "how many distinct origins assert it; where nobody does, plan it, else doubt it"),
    ("origins", "texts", "which"),
    ("doubted_by", "texts", "who doubts it"),
    ("denied_by", "texts", "who denies it"),
    ("article_count", "number", "how many articles tell it"),
    ("publishers", "texts", "who published them"),
    ("first_reported", "text", "earliest date of publication, ISO"),
    ("words", "text", "the sentence that names the goods"),
    ("article_id", "text", "id of the article with these words"),
    ("url", "text", "its address"),
)


def transfer_rows(happenings: Iterable[Happening]) -> Iterator[Row]:
    """A row an event and kind of goods, in the order of the events, its keys in the order of `COLUMNS`."""
    for happening in happenings:
        for line, thing in _goods(happening):
            values = _row(happening, line, thing)
            yield {name: values[name] for name, _, _ in COLUMNS}


def is_transfer(happening: Happening) -> bool:
    """Whether an event belongs into the register."""
    return any(True for _ in _goods(happening))


def _goods(happening: Happening) -> Iterator[tuple[Line, Thing]]:
    """The kinds of goods of a transfer, each with the claim that tells most of it; "no weapons of any kind" is none
    beside the shells that somebody else speaks of."""
    event = happening.event
    if not event.actor or set(event.actor) == set(event.recipient):
        return
    found: dict[tuple[str, str | None], tuple[Line, Thing]] = {}
    for line in happening.lines:
        for thing in _things(line):
            key = thing.kind or "", thing.system
            if key not in found or _tells_more(line, thing, *found[key]):
                found[key] = line, thing
    told = {key: held for key, held in found.items() if held[0].stance != "denied"} or found
    named_kinds = {kind for kind, system in told if system}
    yield from (held for key, held in sorted(told.items(), key=str) if key[1] or key[0] not in named_kinds)


def _things(line: Line) -> Iterator[Thing]:
    goods = military() - NO_GOODS
    if line.claim.plover in GIVING:
        yield from (thing for thing in line.claim.things if thing.kind in goods)


def _tells_more(line: Line, thing: Thing, held: Line, held_thing: Thing) -> bool:
    def worth(one: Line, what: Thing) -> tuple[bool, bool]:
        return one.stance != "denied", _amount(one, what) is not None

    return worth(line, thing) > worth(held, held_thing)


def _amount(line: Line, thing: Thing) -> Quantity | None:
    return thing.quantity or (line.claim.quantity if len(line.claim.things) == 1 else None)


def _row(happening: Happening, line: Line, thing: Thing) -> dict[str, Any]:
    event = happening.event
    supplier, recipient = giver_and_taker(event, line)
    return {
        "event_id": event.id,
        "supplier": list(supplier),
        "supplier_name": named(supplier),
        "recipient": list(recipient),
        "recipient_name": named(recipient),
        "status": transfer_status(happening),
        "contested": "yes" if standing_of(happening.event) == "contested" else "no",
        **_what(line, thing),
        "quantities": [f"{origin}: {amount}" for origin, amount in event.quantities.items()],
        **_when(happening, line),
        "origin_count": len(event.origins),
        "origins": list(event.origins),
        "doubted_by": list(event.doubted_by),
        "denied_by": list(event.denied_by),
        "article_count": len(event.articles),
        "publishers": list(event.publishers),
        "first_reported": event.first_reported,
        "words": line.words,
        "article_id": line.article.id,
        "url": line.article.url,
    }


def _what(line: Line, thing: Thing) -> dict[str, Any]:
    amount = _amount(line, thing)
    text = line.article.text
    return {
        "class": thing.kind,
        "register": object_classes()[thing.kind].register if thing.kind else None,
        "designation": thing.system,
        "description": " ".join((line.claim.object or thing.span).of(text).split()),
        "quantity": amount and amount.value,
        "quantity_upper": amount and amount.upper,
        "quantity_bound": amount and amount.bound,
        "quantity_unit": amount and amount.unit,
    }


def _when(happening: Happening, line: Line) -> Mapping[str, str | None]:
    """A promise is an order, and so is what is only planned; everything else has changed hands."""
    when = happening.event.when
    is_order = line.claim.plover == "AGREE" or transfer_status(happening) == "planned"
    year = (when or happening.event.first_reported or "")[:4] or None
    return {"ordered": when if is_order else None, "delivered": None if is_order else when, "year": year}


def transfer_status(happening: Happening) -> str:
    """How a transfer stands.

    `asserted`: an article says so itself, or supplier or recipient do, and they are certain; `alleged`: only others say
    so, or nobody for certain; `planned`: it is only to come; `denied`: it is only denied.
    """
    lines = [line for line in happening.lines if line.stance != "denied"]
    if not lines:
        return "denied"
    if any(line.stance == "asserted" and _is_first_hand(line, happening.event.actor, happening.event.recipient)
           for line in lines):  # fmt: skip
        return "asserted"
    return "planned" if all(line.stance == "planned" for line in lines) else "alleged"


def _is_first_hand(line: Line, *parties: Sequence[str]) -> bool:
    """Whether the article itself says so, or one of those who take part, and for certain."""
    said_by = {code for link in line.claim.say_so for code in (link.code or "").split("+")}
    own = not line.claim.say_so or any(not said_by.isdisjoint(codes) for codes in parties)
    return own and line.claim.factuality == CERTAIN


_BEFORE = 12
"""Characters before a trigger in which the rest of a phrase may stand: "took delivery", whose trigger is "delivery"."""


@cache
def buying() -> frozenset[str]:
    """Words, and phrases that end in the trigger, of events in which the actor is the one who gets the goods."""
    return frozenset(word for row in rows("buying", room=ROOM) for word in row["words"].split("|"))


def is_bought(line: Line) -> bool:
    """Whether the actor of a claim is the one who gets the goods; the actor of aid is who gives them, in any words."""
    if line.claim.plover == "AID":
        return False
    trigger, text = line.claim.trigger, line.article.text
    if any(word in buying() for word in trigger.of(text).lower().split()):
        return True
    phrase = " ".join(text[max(0, trigger.start - _BEFORE) : trigger.end].lower().split())
    return any(phrase.endswith(words) for words in buying() if " " in words)


def giver_and_taker(event: Event, line: Line) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who gives and who takes the goods of a line; its event may name the two the other way round."""
    actor, recipient = event.actor, event.recipient
    own = set(line.claim.actor.codes)
    turned = own.isdisjoint(actor) and not own.isdisjoint(recipient)
    return (recipient, actor) if is_bought(line) != turned else (actor, recipient)
