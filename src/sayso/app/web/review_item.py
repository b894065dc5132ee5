"""One claim as review shows it: its words in their paragraph, every slot with what it may be, what else is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup
from msgspec import structs

from sayso.app.web.names import actor_name, event_name, sureness
from sayso.app.web.showing import Mark, marked, plain, sentence_around
from sayso.app.web.telling import slot_marks
from sayso.events.judged import JUDGED, allowed, judged
from sayso.events.judgements import ClaimKey, Decisions
from sayso.events.stance import stance
from sayso.records import Attribution, Claim, Reading, Span
from sayso.store import Store
from sayso.store.happenings import told
from sayso.store.holdings import events_of
from sayso.store.tables import Row

AROUND = 600
"""Characters of the paragraph that are shown before and after the sentence."""
MOST_TOLD = 12
"""Other claims of the event that are shown."""
MOST_CODES = 60
"""Codes that are proposed."""


class Field(NamedTuple):
    """A slot: its name, the key that opens it, what it is called, what kind of value, and what it may be proposed."""

    name: str
    key: str
    label: str
    help: str
    proposed: str = ""


FIELDS = (
    Field("event", "1", "Type", "one of PLOVER's types"),
    Field("mode", "2", "Mode", "how it was done"),
    Field("context", "3", "Context", "PLOVER's contexts, joined by +", "contexts"),
    Field("actor", "4", "Actor", "codes, joined by +: who does it", "codes"),
    Field("recipient", "5", "Recipient", "codes, joined by +: to whom it is done", "codes"),
    Field("object", "6", "Object", "words as the article has them", "things"),
    Field("when", "7", "When", "YYYY-MM-DD, YYYY-MM, YYYY or FROM/TO"),
    Field("where", "8", "Where", "words as the article has them", "places"),
    Field("auxiliary", "9", "Auxiliary", "future, historical, hypothetical, negation, or nothing"),
    Field("factuality", "0", "How sure", "as the innermost source sees it"),
    Field("source", "-", "Say-so", "codes of the chain, outermost first, joined by >", "codes"),
)
CHOSEN = ("event", "mode", "auxiliary", "factuality")
"""Slots with a list of values."""


class Filled(NamedTuple):
    """A slot of a claim: the value to be changed, how it reads, how sure the reader is, whether a person filled it, and
    the values it may have (empty: any)."""

    field: Field
    value: str
    shown: str
    score: float | None
    judged: bool
    choices: list[tuple[str, str]]


class Item(NamedTuple):
    """A claim to be reviewed."""

    key: str
    claim: Claim
    reading: Reading
    stance: str
    before: Markup
    words: Markup
    after: Markup
    slots: list[Filled]
    beside: list[Claim]
    event: str | None
    others: list[Row]
    proposed: Mapping[str, list[tuple[str, str]]]
    names: list[str]
    wrong: bool
    right: bool


def item(store: Store, key: ClaimKey, decided: Decisions) -> Item | None:
    """A claim as judged so far; None if it is not there.

    Args:
        store: at hand.
        key: id of the article and of the claim.
        decided: what holds; a claim that is wrong is shown all the same.
    """
    found = next(store.readings_of([key[0]]), None)
    if found is None:
        return None
    reading = judged(found, structs.replace(decided, wrong=decided.wrong - {key}))
    claims = (*reading.claims, *reading.faint)
    claim = next((one for one in claims if one.id == key[1]), None)
    return _item(store, reading, claim, decided) if claim else None


def _item(store: Store, reading: Reading, claim: Claim, decided: Decisions) -> Item:
    text, key = reading.article.text, (reading.article.id, claim.id)
    start, end = sentence_around(text, claim.trigger)
    event = events_of(store.sql, [key[0]]).get(key)
    others = told(store.sql, event, limit=MOST_TOLD + 1) if event else []
    return Item(
        "/".join(key),
        claim,
        reading,
        stance(claim),
        plain(text[max(text.rfind("\n", 0, start) + 1, start - AROUND) : start]),
        marked(text, (start, end), [*slot_marks(claim), *_source_marks(reading, claim)]),
        plain(text[end : end + AROUND].partition("\n")[0]),
        [_filled(field, claim, text) for field in FIELDS],
        [one for one in reading.claims if start <= one.trigger.start < end],
        event,
        [row for row in others if (row["article"], row["id"]) != key],
        {"codes": _codes(reading), "things": _words(reading, "WEAPON"), "places": _words(reading, "GPE", "LOC"),
         "contexts": [(one, one) for one in allowed("context", claim)]},
        _names(reading, claim),
        key in decided.wrong,
        key in decided.right,
    )  # fmt: skip


def _filled(field: Field, claim: Claim, text: str) -> Filled:
    value, shown = _values(claim, text)[field.name]
    score = claim.scores.get({"source": "say_so"}.get(field.name, field.name))
    choices = [(one, _called(field.name, one)) for one in allowed(field.name, claim)] if field.name in CHOSEN else []
    none = [("", "—")] if field.name in ("mode", "auxiliary") else []
    return Filled(field, value, shown, score, claim.rules.get(field.name) == JUDGED, [*none, *choices])


def _called(name: str, value: str) -> str:
    if name == "factuality":
        return f"{value} {sureness(value)}"
    return event_name(value) if name == "event" else value


def _values(claim: Claim, text: str) -> dict[str, tuple[str, str]]:
    """Each slot as judgements write it, and as people read it."""
    chain = [(link.code or link.source, link.source) for link in claim.say_so]
    return {
        "event": (claim.event, event_name(claim.event)),
        "mode": (claim.mode or "",) * 2,
        "context": ("+".join(claim.context), ", ".join(claim.context)),
        "actor": _party(claim.actor.codes, claim.actor.spans, text),
        "recipient": _party(claim.recipient.codes, claim.recipient.spans, text),
        "object": (claim.object.of(text) if claim.object else "",) * 2,
        "when": (claim.when or "",) * 2,
        "where": (claim.where.of(text) if claim.where else "",) * 2,
        "auxiliary": (claim.auxiliary or "",) * 2,
        "factuality": (claim.factuality, f"{claim.factuality} {sureness(claim.factuality)}"),
        "source": (">".join(code for code, _ in chain), " › ".join(words for _, words in chain)),
    }


def _party(codes: Iterable[str], spans: Iterable[Span], text: str) -> tuple[str, str]:
    named = ", ".join(actor_name(code) for code in codes)
    words = ", ".join(span.of(text) for span in spans)
    return "+".join(codes), f"{named} “{words}”" if named and words else named or (words and f"“{words}”")


def _source_marks(reading: Reading, claim: Claim) -> Iterator[Mark]:
    """The sources and cues of the chain of a claim."""
    held = {one.id: one for one in reading.attributions}
    for link in claim.say_so:
        one: Attribution | None = held.get(link.attribution_id or "")
        for kind, span in (("source", one.source), ("cue", one.cue)) if one else ():
            if span:
                yield Mark(span.start, span.end, kind)


def _codes(reading: Reading) -> list[tuple[str, str]]:
    """The codes that the article knows, those it names most first."""
    counts: dict[str, int] = {}
    sides = [codes for one in reading.claims for codes in (one.actor.codes, one.recipient.codes)]
    for codes in (*sides, *(one.speaker for one in reading.attributions), *(one.entity for one in reading.mentions)):
        for code in codes:
            counts[code] = counts.get(code, 0) + 1
    return [(code, actor_name(code)) for code in sorted(counts, key=lambda code: (-counts[code], code))[:MOST_CODES]]


def _words(reading: Reading, *kinds: str) -> list[tuple[str, str]]:
    text = reading.article.text
    found = dict.fromkeys(one.span.of(text) for one in reading.mentions if one.kind in kinds)
    return [(words, words) for words in found if "\n" not in words][:MOST_CODES]


def _names(reading: Reading, claim: Claim) -> list[str]:
    """Names in a claim that may stand for another code: words of its sides and sources, and their codes."""
    text = reading.article.text
    spans = [*claim.actor.spans, *claim.recipient.spans]
    words = [*(span.of(text) for span in spans), *(link.source for link in claim.say_so)]
    return list(dict.fromkeys((*words, *claim.actor.codes, *claim.recipient.codes)))


def summary(claim: Claim, text: str) -> dict[str, Any]:
    """A claim in a line: its type and sides."""
    sides = {name: _party(slot.codes, slot.spans, text)[1] for name, slot in _sides(claim)}
    return {"claim": claim, "stance": stance(claim), **sides}


def _sides(claim: Claim) -> Iterator[tuple[str, Any]]:
    yield from (("actor", claim.actor), ("recipient", claim.recipient))
