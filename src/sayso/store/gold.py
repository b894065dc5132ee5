"""What people decided, in the shape of gold files: to train the next reader, and to measure one.

An article comes out with all its claims as judged, but only those are `required` that a person called right or
corrected: the others neither score nor teach. `judged` says whether those are all of them (`whole`) or not (`part`),
and `wrong` lists what was taken for a claim and is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec import structs

from sayso.events.judged import JUDGED, judged
from sayso.events.judgements import Decisions
from sayso.events.words import sentences
from sayso.records import Claim, Reading, Span
from sayso.report.shape import shape

if TYPE_CHECKING:
    from sayso.store import Store

Json = dict[str, Any]


def gold(store: Store, *, whole: bool = False) -> Iterator[Json]:
    """The articles of which a person judged a claim, the first added first, in the shape of gold files.

    Args:
        store: where they are.
        whole: only those of which every claim was judged.
    """
    decided = store.decisions()
    ids = sorted({article for article, _ in decided.claims})
    query = "SELECT id, min(rowid) FROM articles WHERE current AND id IN (SELECT unnest(?)) GROUP BY id"
    order: dict[str, int] = dict(store.sql(query, [ids]))
    for reading in store.readings_of(sorted(order, key=lambda key: order[key])):
        found = gold_article(reading, decided)
        if not whole or found["judged"] == "whole":
            yield found


def gold_article(reading: Reading, decided: Decisions) -> Json:
    """One article as judged.

    Args:
        reading: as it was read.
        decided: what holds.
    """
    article = reading.article
    wrong = [one for one in (*reading.claims, *reading.faint) if (article.id, one.id) in decided.wrong]
    found = judged(reading, decided)
    claims = tuple(_with_words(claim, reading) for claim in found.claims)
    made = shape(structs.replace(found, claims=claims, mentions=(), headline=()))
    said = [{**claim, "required": (article.id, claim["id"]) in decided.claims} for claim in made["claims"]]
    return {
        **made,
        "claims": said,
        "wrong": [{"trigger": _span(one.trigger, article.text), "event": one.event} for one in wrong],
        "judged": "whole" if all(claim["required"] for claim in said) else "part",
    }


def _with_words(claim: Claim, reading: Reading) -> Claim:
    """A claim whose corrected sides point to the words for them in its sentence, if there are any, and no more to those
    that were wrong."""
    sides = {
        name: structs.replace(slot, spans=_words_for(slot.codes, claim.trigger, reading))
        for name, slot in (("actor", claim.actor), ("recipient", claim.recipient))
        if claim.rules.get(name) == JUDGED
    }
    return structs.replace(claim, **sides)


def _words_for(codes: tuple[str, ...], trigger: Span, reading: Reading) -> tuple[Span, ...]:
    text = reading.article.text
    start, end = next(
        (one for one in sentences(text) if one[0] <= trigger.start < one[1]), (trigger.start, trigger.end)
    )
    held = {
        one.entity[0]: one.span
        for one in reading.mentions
        if len(one.entity) == 1 and start <= one.span.start < end
    }  # fmt: skip
    return tuple(held[code] for code in codes if code in held)


def _span(span: Span, text: str) -> Json:
    return {"text": span.of(text), "start": span.start, "end": span.end}
