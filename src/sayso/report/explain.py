"""For each claim the words, and the rule or head, behind every slot."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.records import Attribution, Claim, Quantity, Reading, Slot, Span, Thing
from sayso.report.grid import plain
from sayso.report.shape import whole

WORTH_TELLING = 0.02
"""Chances of a value of factuality below this are left out."""


def explained(reading: Reading) -> Iterator[str]:
    """Lines that follow an article's table: a paragraph a claim, a line a slot, offsets into the text."""
    attributions = {a.id: a for a in reading.attributions}
    for number, claim in enumerate(reading.claims, start=1):
        yield ""
        yield f"claim {number}  {_quoted(claim.trigger, reading.article.text)}  {_score(claim.score)}".rstrip()
        for slot, value in _slots(claim, reading.article.text):
            yield f"  {slot:<11}{value}{_rule(claim, slot)}{_sure(claim, slot)}"
        yield from _say_so(claim, attributions, reading.article.text)


def _slots(claim: Claim, text: str) -> Iterator[tuple[str, str]]:
    yield "event", " ".join(filter(None, (claim.event, claim.mode)))
    if claim.context:
        yield "context", ", ".join(claim.context)
    yield "actor", _slot(claim.actor, text)
    yield "recipient", _slot(claim.recipient, text)
    for name, span in (("object", claim.object), ("where", claim.where)):
        if span:
            yield name, _quoted(span, text)
    for thing in claim.things:
        yield "thing", _thing(thing, text)
    if claim.quantity:
        yield "quantity", _quantity(claim.quantity, text)
    if claim.when:
        yield "when", f"{claim.when}  {_quoted(claim.when_span, text) if claim.when_span else ''}".rstrip()
    if claim.auxiliary:
        yield "auxiliary", claim.auxiliary
    if claim.time:
        yield "time", claim.time
    yield "factuality", f"{claim.factuality} {_spread(claim)}".rstrip()


def _spread(claim: Claim) -> str:
    """The chances of the values that are worth a word: "(CT+ 0.91, U 0.07)"."""
    likely = sorted(claim.certainty.items(), key=lambda pair: -pair[1])
    told = ", ".join(f"{value} {chance:.2f}" for value, chance in likely if chance >= WORTH_TELLING)
    return f"({told})" if told else ""


def _sure(claim: Claim, slot: str) -> str:
    """How sure a slot is; the event's own score stands at the head of the claim."""
    chance = claim.scores.get(slot) if slot not in ("event", "factuality") else None
    return "" if chance is None else f"  {_score(chance)}"


def _slot(slot: Slot, text: str) -> str:
    words = " and ".join(_quoted(span, text) for span in slot.spans)
    return "  ".join(filter(None, (", ".join(slot.codes) or "-", "/".join(slot.sectors), words)))


def _thing(thing: Thing, text: str) -> str:
    made = f"{thing.system} ({', '.join(thing.makers) or '?'})" if thing.system else ""
    return "  ".join(filter(None, (thing.kind or "-", made, _quoted(thing.span, text))))


def _quantity(quantity: Quantity, text: str) -> str:
    numbers = " to ".join(f"{whole(n):,}" for n in (quantity.value, quantity.upper) if n is not None)
    return "  ".join(filter(None, (quantity.bound, numbers, quantity.unit, _quoted(quantity.span, text))))


def _rule(claim: Claim, slot: str) -> str:
    """What filled a slot. The event comes from the row that the trigger matched."""
    slots = {"actor": claim.actor.rule, "recipient": claim.recipient.rule, "event": claim.rules.get("trigger", "")}
    rule = claim.rules.get(slot) or slots.get(slot)
    return f"  ← {rule}" if rule else ""


def _say_so(claim: Claim, attributions: dict[str, Attribution], text: str) -> Iterator[str]:
    """A line a link of the chain; the last one says how sure the chain is as a whole."""
    if not claim.say_so:
        yield "  say-so     the article itself" + _rule(claim, "say_so") + _sure(claim, "say_so")
    for number, link in enumerate(claim.say_so, start=1):
        found = attributions.get(link.attribution_id or "")
        cue = _quoted(found.cue, text) if found and found.cue else plain(link.cue)
        why = f"  ← {found.rule}  {_score(found.score)}".rstrip() if found and found.rule else ""
        chance = claim.scores.get("say_so") if number == len(claim.say_so) else None
        whole = "" if chance is None else f"  chain {_score(chance)}"
        yield f"  say-so     {plain(link.source)} [{link.code or '?'}]  {cue}{why}{whole}"


def _quoted(span: Span, text: str) -> str:
    return f"“{plain(span.of(text))}” {span.start}:{span.end}"


def _score(score: float | None) -> str:
    return "" if score is None else f"score {score:.2f}"
