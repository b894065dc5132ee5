"""How likely each slot of a claim is right, given that its words name such an event: one number a slot.

A logistic regression a slot over named features: which rule filled it and from what, what the reader's heads see, how
sure the fitted choice was, how the event is told. The weights are the rows of `data/slot_weights.csv`, fitted by
`python -m sayso.train weights`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sayso.claims.certainty import bucket, voice_of
from sayso.claims.event_head import EVENT_HEAD
from sayso.claims.linear import Features, fitted, logistic, logit, total
from sayso.claims.matching import Match
from sayso.claims.phrases import words_in
from sayso.claims.weighing import HEADS, kind_of, parts_of
from sayso.reader.parse import NO_WORD, Parse, Slots
from sayso.records import Attribution, Claim, Slot, Span

SIDES = ("actor", "recipient")
FILLED = ("object", "when", "where")
"""Slots that are scored only where they are filled."""
SCORED = (*SIDES, "say_so", *FILLED)
TABLE = "slot_weights.csv"
_SILENT = Slots({}, {}, {}, {}, {})


@dataclass(frozen=True, slots=True)
class Seen:
    """A finished claim with what it was made from: match, chain of attributions, and how sure the fitted choices of
    its slots were; `story` as in `engine`."""

    parse: Parse
    match: Match
    claim: Claim
    around: tuple[Attribution, ...] = ()
    sure: Mapping[str, float] = field(default_factory=dict)
    story: bool = True

    @property
    def slots(self) -> Slots:
        """What the heads say of the trigger."""
        return self.parse.slots.get(self.match.trigger, _SILENT)


def scores_of(seen: Seen, claim: Claim) -> dict[str, float]:
    """The chance of each slot of a claim to be right, to two digits; empty where nothing has been fitted."""
    known = fitted(TABLE)
    event = {} if claim.score is None else {"event": claim.score}
    sure = {"factuality": round(claim.certainty.get(bucket(claim.factuality), 0.0), 2)} if claim.certainty else {}
    asked = [slot for slot in SCORED if slot not in FILLED or getattr(claim, slot) is not None]
    told = tuple(_of_claim(seen))
    features = {slot: _features(seen, slot, told) for slot in asked if known[slot]}
    scored = {slot: round(logistic(total(known[slot], shown)), 2) for slot, shown in features.items()}
    return event | sure | scored


def features_of(seen: Seen, slot: str) -> Features:
    """What speaks for and against what a slot holds."""
    return _features(seen, slot, _of_claim(seen))


def _features(seen: Seen, slot: str, told: Iterable[tuple[str, float]]) -> Features:
    found = dict(told)
    if slot in seen.sure:
        found[f"{HEADS} sure"] = logit(seen.sure[slot])
    if slot in SIDES:
        own, other = (seen.claim.actor, seen.claim.recipient)[:: 1 if slot == "actor" else -1]
        return found | dict(_of_side(seen, slot, own, other=other))
    if slot == "say_so":
        return found | dict(_of_chain(seen))
    return found | dict(_of_filled(seen, slot))


def _of_claim(seen: Seen) -> Iterable[tuple[str, float]]:
    parse, i = seen.parse, seen.match.trigger
    yield "any", 1.0
    yield "story" if seen.story else "alone", 1.0
    yield f"type {seen.claim.event}", 1.0
    yield "head only" if seen.match.row.id == EVENT_HEAD else "row", 1.0
    yield f"{parse.upos[i]} {parse.deprels[i].split(':')[0]}", 1.0
    yield f"chain of {min(len(seen.claim.say_so), 2)}", 1.0


def _of_side(seen: Seen, role: str, own: Slot, *, other: Slot) -> Iterable[tuple[str, float]]:
    event, kind = seen.claim.event, kind_of(own.codes)
    relation, how = parts_of(own.rule)
    yield f"{kind}|{event}", 1.0
    yield f"{kind}, {'words' if own.spans else 'no words'}", 1.0
    yield f"rule {relation}", 1.0
    yield f"rule by {how}", 1.0
    yield f"rule {relation}, {how}", 1.0
    yield f"size {min(len(own.codes), 3)}", 1.0
    yield f"other {kind_of(other.codes)}, {parts_of(other.rule)[1]}", 1.0
    yield "same sides" if set(own.codes) & set(other.codes) else "two sides", 1.0
    yield from _of_role_head(seen, role, own)


def _of_role_head(seen: Seen, role: str, own: Slot) -> Iterable[tuple[str, float]]:
    chances, kinds = seen.slots.roles.get(role, {}), seen.slots.kinds.get(role, {})
    inside = [words for span in own.spans if (words := words_in(seen.parse, span))]
    held = {i for words in inside for i in range(*words)}
    found = max((c for i, c in chances.items() if i in held), default=0.0)
    missed = max((c for i, c in chances.items() if i not in held), default=0.0)
    state = "words" if own.spans else "codes" if own.codes else "nobody"
    yield f"{HEADS} {state}, found", found
    yield f"{HEADS} {state}, missed", missed
    for kind, chance in kinds.items():
        yield f"{HEADS} {state}, kind {kind}", chance


def _of_chain(seen: Seen) -> Iterable[tuple[str, float]]:
    links, around = seen.claim.say_so, seen.around
    innermost = around[-1] if around else None
    voice = voice_of(seen.parse, innermost) if links else "itself"
    yield f"voice {voice}", 1.0
    yield f"links {min(len(links), 3)}", 1.0
    if links and links[-1].attribution_id is None:
        yield "act of saying", 1.0
    if innermost is not None and links:
        yield f"rule {innermost.rule}", 1.0
        yield f"form {innermost.form}", 1.0
        yield f"source {'none' if innermost.source is None else 'words'}, {_coded(links[-1].code)}", 1.0
        yield f"{HEADS} frame", logit(innermost.score if innermost.score is not None else 0.5)
    for code in {_coded(link.code) for link in links}:
        yield f"has {code}", 1.0
    yield from _of_pointer(seen, innermost)


def _coded(code: str | None) -> str:
    return "uncoded" if code is None else kind_of((code.split("+")[0],))


def _of_pointer(seen: Seen, innermost: Attribution | None) -> Iterable[tuple[str, float]]:
    """What the head that points to the cue of the innermost attribution says of the chain's own."""
    said = seen.slots.said
    words = words_in(seen.parse, innermost.cue) if innermost is not None and innermost.cue else None
    cue = max((c for i, c in said.items() if words and words[0] <= i < words[1]), default=0.0)
    state = "itself" if innermost is None else "cue" if words else "implicit"
    yield f"{HEADS} {state}, points to none", said.get(NO_WORD, 0.0)
    yield f"{HEADS} {state}, points to it", cue


def _of_filled(seen: Seen, slot: str) -> Iterable[tuple[str, float]]:
    claim = seen.claim
    span = {"object": claim.object, "when": claim.when_span, "where": claim.where}[slot]
    if span is None:
        return
    trigger = seen.parse.sentence_of(seen.match.trigger)
    words = words_in(seen.parse, span)
    here = words is not None and seen.parse.sentence_of(words[0]) == trigger
    yield "own sentence" if here else "elsewhere", 1.0
    yield f"own sentence {here}|{claim.event}", 1.0
    if slot == "object":
        yield f"rule {parts_of(seen.match.slots['object'].rule)[0]}", 1.0
        yield f"words {min(len(span.of(seen.parse.text).split()), 8)}", 1.0
    elif slot == "when":
        yield f"length {len(claim.when or '')}", 1.0
        yield f"auxiliary {claim.auxiliary}", 1.0
    else:
        yield f"preposition {seen.parse.word(words[0] - 1).casefold() if words and words[0] else ''}", 1.0
    yield from _of_words(seen, slot, span)


def _of_words(seen: Seen, slot: str, span: Span) -> Iterable[tuple[str, float]]:
    if slot == "when":
        return
    words = words_in(seen.parse, span)
    chances = seen.slots.roles.get(slot, {})
    held = [chances.get(i, 0.0) for i in range(*words)] if words else [0.0]
    yield f"{HEADS} found", max(held)
    yield f"{HEADS} covered", sum(held) / len(held)
    yield (
        f"{HEADS} missed",
        max((c for i, c in chances.items() if not words or not words[0] <= i < words[1]), default=0.0),
    )
