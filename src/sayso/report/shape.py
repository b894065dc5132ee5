"""A `Reading` in the shape of the gold files: one JSON object an article, spans as `{text, start, end}`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sayso.records import (
    Attribution,
    Claim,
    HeadlineFinding,
    Mention,
    Quantity,
    Reading,
    SaySo,
    Span,
    Thing,
)
from sayso.report.terms import coded

Json = dict[str, Any]
DIGITS = 4  # of scores: what differs below is noise of the processor


def shape(reading: Reading) -> Json:
    """`{id, title, date, publisher, url, text, attributions, claims, mentions, headline, version}` of one article."""
    article = reading.article
    return {
        "id": article.id,
        "title": article.title,
        "date": article.published,
        "publisher": article.publisher,
        "url": article.url,
        "text": article.text,
        "attributions": [attribution_shape(a, article.text) for a in reading.attributions],
        "claims": [claim_shape(c, article.text) for c in reading.claims],
        "mentions": [mention_shape(m, article.text) for m in reading.mentions],
        "headline": [headline_shape(h) for h in reading.headline],
        "version": reading.version,
    }


def attribution_shape(attribution: Attribution, text: str) -> Json:
    """One attribution; `source` and `cue` are null where the text gives none."""
    return {
        "id": attribution.id,
        "source": _span(attribution.source, text),
        "cue": _span(attribution.cue, text),
        "content": _spans(attribution.content, text),
        "parent": attribution.parent,
        "form": attribution.form,
        "speaker": list(attribution.speaker),
        "speaker_text": attribution.speaker_text,
        "negated": attribution.negated,
        "rule": attribution.rule,
        "score": _score(attribution.score),
    }


def claim_shape(claim: Claim, text: str) -> Json:
    """One claim in the guide's fields, then CAMEO's, then what made it: `rules`, `score` and `scores`."""
    return {
        "id": claim.id,
        "trigger": _span(claim.trigger, text),
        "event": claim.event,
        "accept": [claim.event, claim.parent] if claim.parent else [claim.event],
        "parent": claim.parent,
        "mode": claim.mode,
        "context": list(claim.context),
        "actor": list(claim.actor.codes),
        "recipient": list(claim.recipient.codes),
        "actor_text": _spans(claim.actor.spans, text),
        "recipient_text": _spans(claim.recipient.spans, text),
        "actor_sector": list(claim.actor.sectors),
        "recipient_sector": list(claim.recipient.sectors),
        "object": claim.object and claim.object.of(text),
        "object_span": _span(claim.object, text),
        "object_class": classes(claim),
        "quantity": quantity_shape(claim.quantity, text),
        "things": [thing_shape(thing, text) for thing in claim.things],
        "when": claim.when,
        "when_span": _span(claim.when_span, text),
        "where": claim.where and claim.where.of(text),
        "where_span": _span(claim.where, text),
        "auxiliary": claim.auxiliary,
        "time": claim.time,
        "attribution": claim.attribution_id,
        "say_so": [_link(link) for link in claim.say_so],
        "factuality": [claim.factuality],
        "certainty": dict(claim.certainty),
        "required": True,
        **coded(claim),
        "rules": dict(sorted(claim.rules.items())),
        "score": _score(claim.score),
        "scores": dict(claim.scores),
    }


def classes(claim: Claim) -> list[str]:
    """The classes of a claim's object, each once, in the order of its words."""
    return list(dict.fromkeys(thing.kind for thing in claim.things if thing.kind is not None))


def quantity_shape(quantity: Quantity | None, text: str) -> Json | None:
    """One quantity, its numbers whole where they are."""
    if quantity is None:
        return None
    numbers = {"value": whole(quantity.value), "upper": whole(quantity.upper)}
    span = {"text": quantity.span.of(text), "start": quantity.span.start, "end": quantity.span.end}
    return {**numbers, "bound": quantity.bound, "unit": quantity.unit, **span}


def whole(value: float | None) -> float | None:
    """A number without its empty fraction."""
    return int(value) if value is not None and value == int(value) else value


def thing_shape(thing: Thing, text: str) -> Json:
    """One thing that an object names."""
    return {
        "text": thing.span.of(text),
        "start": thing.span.start,
        "end": thing.span.end,
        "class": thing.kind,
        "system": thing.system,
        "makers": list(thing.makers),
        "quantity": quantity_shape(thing.quantity, text),
    }


def mention_shape(mention: Mention, text: str) -> Json:
    """One mention, with what its kind has: codes, a date's value, a weapon's class and system, a quantity."""
    thing, quantity = mention.thing, quantity_shape(mention.quantity, text)
    what: Json = {"class": thing.kind, "system": thing.system, "makers": list(thing.makers)} if thing else {}
    numbers = {name: quantity[name] for name in ("value", "upper", "bound", "unit")} if quantity else {}
    dated = {"value": mention.value} if mention.kind == "DATE" else {}
    named = {"text": mention.span.of(text), "start": mention.span.start, "end": mention.span.end, "kind": mention.kind}
    return {**named, "entity": list(mention.entity), **what, **dated, **numbers, "score": _score(mention.score)}


def headline_shape(finding: HeadlineFinding) -> Json:
    """One headline finding: what the headline says, where, and the words of the body that say less."""
    return {
        "kind": finding.kind,
        "where": finding.where,
        "headline": {
            "text": finding.headline_text,
            "start": finding.headline.start,
            "end": finding.headline.end,
        },
        "body": finding.body and {"text": finding.body_text, "start": finding.body.start, "end": finding.body.end},
    }


def _link(link: SaySo) -> Json:
    return {"source": link.source, "code": link.code, "cue": link.cue, "attribution": link.attribution_id}


def _span(span: Span | None, text: str) -> Json | None:
    return {"text": span.of(text), "start": span.start, "end": span.end} if span else None


def _spans(spans: Iterable[Span], text: str) -> list[Json]:
    return [{"text": span.of(text), "start": span.start, "end": span.end} for span in spans]


def _score(score: float | None) -> float | None:
    return None if score is None else round(float(score), DIGITS)
