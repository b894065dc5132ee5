"""A reading as people have judged it: wrong claims left out, corrected slots filled anew, names mapped to codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import zip_longest

from msgspec.structs import replace

from sayso.errors import InputError
from sayso.events.judgements import Decisions, folded
from sayso.ontology.plover import auxiliaries, context_names, event_types, modes
from sayso.ontology.vocabularies import FACTUALITY
from sayso.records import Attribution, Claim, Reading, SaySo, Slot, Span

JUDGED = "judged"
"""The rule of a slot that a person has filled."""
_BETWEEN = re.compile(r"\s*[+,|]\s*")
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")
LINKS = re.compile(r"\s*>\s*")

Correction = Callable[[Claim, str, str], Claim]


def judged(reading: Reading, decided: Decisions) -> Reading:
    """The reading after what was decided; the same object where that changes nothing. A faint claim that is right is a
    claim like others.

    Args:
        reading: as it was read.
        decided: what holds.
    """
    text = reading.article.text
    entities = Entities(decided.entities, text)

    def after(claims: Iterable[Claim]) -> Iterator[Claim]:
        for claim in claims:
            key = reading.article.id, claim.id
            if key not in decided.wrong:
                yield corrected(entities.claim(claim), decided.corrections.get(key, {}), text)

    faint = tuple(after(reading.faint))
    raised = tuple(claim for claim in faint if (reading.article.id, claim.id) in decided.right)
    found = replace(
        reading,
        claims=tuple(sorted((*after(reading.claims), *raised), key=_place)) if raised else (*after(reading.claims),),
        faint=tuple(claim for claim in faint if claim not in raised),
        attributions=tuple(map(entities.attribution, reading.attributions)),
    )
    return reading if found == reading else found


def _place(claim: Claim) -> tuple[int, str]:
    return claim.trigger.start, claim.id


def corrected(claim: Claim, values: Mapping[str, str], text: str) -> Claim:
    """A claim with some slots filled anew; a score that the reader gave such a slot is dropped.

    Args:
        claim: as it was read.
        values: the right value of each slot of `SLOTS`; other slots, which a later version may know, are passed over.
        text: of its article.
    """
    for slot in (slot for slot in SLOTS if slot in values):
        scores = {name: score for name, score in claim.scores.items() if name != slot}
        found = SLOTS[slot](claim, values[slot].strip(), text)
        claim = replace(found, rules={**claim.rules, slot: JUDGED}, scores=scores)
    return claim


class Entities:
    """Puts codes in the place of names and codes that stand for the same.

    Args:
        codes: the code by the name or code in small letters.
        text: of the article.
    """

    def __init__(self, codes: Mapping[str, str], text: str) -> None:
        self._codes = codes
        self._text = text

    def claim(self, claim: Claim) -> Claim:
        """The claim with its actors, recipients and sources."""
        if not self._codes:
            return claim
        return replace(
            claim,
            actor=self._slot(claim.actor),
            recipient=self._slot(claim.recipient),
            say_so=tuple(map(self._link, claim.say_so)),
        )

    def attribution(self, attribution: Attribution) -> Attribution:
        """The attribution with its speaker."""
        if not self._codes:
            return attribution
        named = self._named(attribution.speaker_text)
        if named is None and attribution.source is not None:
            named = self._named(attribution.source.of(self._text))
        return replace(attribution, speaker=(named,) if named else self._mapped(attribution.speaker))

    def _slot(self, slot: Slot) -> Slot:
        """Codes one by one; words that are such a name give theirs, beside those of other words."""
        named = [self._named(span.of(self._text)) for span in slot.spans]
        if not any(named):
            codes = self._mapped(slot.codes)
        elif len(slot.spans) == 1:
            codes = (named[0] or "",)
        else:
            codes = self._beside(slot.codes, named)
        return slot if codes == slot.codes else replace(slot, codes=codes, rule=JUDGED)

    def _beside(self, codes: tuple[str, ...], named: list[str | None]) -> tuple[str, ...]:
        mapped = self._mapped(codes)
        if len(codes) != len(named):
            return tuple(dict.fromkeys((*mapped, *(one for one in named if one))))
        return tuple(dict.fromkeys(one or code for one, code in zip_longest(named, mapped, fillvalue="")))

    def _link(self, link: SaySo) -> SaySo:
        named = self._named(link.source)
        code = named or ("+".join(self._mapped(tuple(link.code.split("+")))) if link.code else None)
        return link if code == link.code else replace(link, code=code)

    def _mapped(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._codes.get(folded(code), code) for code in codes))

    def _named(self, words: str | None) -> str | None:
        return self._codes.get(folded(words)) if words else None


def check(slot: str, value: str, claim: Claim, text: str) -> None:
    """Whether a slot of a claim can have a value.

    Args:
        slot: its name.
        value: as a person gives it; empty takes away what is there.
        claim: whose slot.
        text: of its article.

    Raises:
        InputError: there is no such slot, or it cannot have that value.
    """
    if slot not in SLOTS:
        raise InputError(f"{slot} is no slot that can be corrected.", f"Those are {', '.join(SLOTS)}.")
    if slot in ("where", "object") and value and words_at(text, value, 0) is None:
        raise InputError(f"{value!r} does not stand in the article.", "Give words as the text has them.")
    known = allowed(slot, claim)
    if known and value and not set(codes_of(value) if slot == "context" else (value,)) <= set(known):
        raise InputError(f"{slot} cannot be {value}.", f"It is one of {', '.join(known)}.")
    if slot in ("event", "factuality") and not value:
        raise InputError(f"Every claim has a value for {slot}.", "Call the claim wrong if it has none.")
    if slot == "when" and value and not DATE.fullmatch(value):
        raise InputError(f"{value} is no date.", "Give YYYY-MM-DD, YYYY-MM, YYYY or a range FROM/TO.")


def allowed(slot: str, claim: Claim) -> tuple[str, ...]:
    """The values of a slot that has a list of them."""
    if slot == "mode":
        return tuple(name for event, name in modes() if event == claim.plover)
    known = {
        "event": (*event_types(), claim.event),
        "context": context_names(),
        "auxiliary": tuple(auxiliaries()),
        "factuality": tuple(FACTUALITY.words()),
    }
    return known.get(slot, ())


def codes_of(value: str) -> tuple[str, ...]:
    """The codes of a value: `PRK`, or several joined by `+`, `,` or `|`."""
    return tuple(dict.fromkeys(one for one in _BETWEEN.split(value.strip()) if one))


def words_at(text: str, words: str, near: int) -> Span | None:
    """Where words stand in a text, nearest to a place; None where they do not."""
    found = [Span(m.start(), m.end()) for m in re.finditer(re.escape(words), text)] if words else []
    return min(found, key=lambda span: (abs(span.start - near), span.start), default=None)


def _actor(claim: Claim, value: str, _: str) -> Claim:
    return replace(claim, actor=replace(claim.actor, codes=codes_of(value), rule=JUDGED))


def _recipient(claim: Claim, value: str, _: str) -> Claim:
    return replace(claim, recipient=replace(claim.recipient, codes=codes_of(value), rule=JUDGED))


def _event(claim: Claim, value: str, _: str) -> Claim:
    parent = None if value in event_types() else claim.plover
    mode = claim.mode if value == claim.event else None
    return replace(claim, event=value or claim.event, parent=parent if value else claim.parent, mode=mode)


def _mode(claim: Claim, value: str, _: str) -> Claim:
    return replace(claim, mode=value or None)


def _context(claim: Claim, value: str, _: str) -> Claim:
    return replace(claim, context=codes_of(value))


def _when(claim: Claim, value: str, _: str) -> Claim:
    return replace(claim, when=value or None)


def _where(claim: Claim, value: str, text: str) -> Claim:
    return replace(claim, where=words_at(text, value, claim.trigger.start))


def _object(claim: Claim, value: str, text: str) -> Claim:
    span = words_at(text, value, claim.trigger.start)
    things = tuple(thing for thing in claim.things if span and span.contains(thing.span))
    return replace(claim, object=span, things=things)


def _factuality(claim: Claim, value: str, _: str) -> Claim:
    return replace(claim, factuality=value or claim.factuality, certainty={})


def _auxiliary(claim: Claim, value: str, _: str) -> Claim:
    return replace(claim, auxiliary=value or None)


def _source(claim: Claim, value: str, _: str) -> Claim:
    """Codes of the chain, outermost first, joined by `>`; nothing is the article itself. A chain of as many links keeps
    its words."""
    codes = [one for one in LINKS.split(value) if one]
    if len(codes) == len(claim.say_so):
        chain = tuple(replace(link, code=code) for link, code in zip(claim.say_so, codes, strict=True))
    else:
        chain = tuple(SaySo(source=code, code=code, cue="") for code in codes)
    return replace(claim, say_so=chain, attribution_id=claim.attribution_id if chain else None)


SLOTS: Mapping[str, Correction] = {
    "event": _event,
    "mode": _mode,
    "context": _context,
    "actor": _actor,
    "recipient": _recipient,
    "object": _object,
    "when": _when,
    "where": _where,
    "auxiliary": _auxiliary,
    "factuality": _factuality,
    "source": _source,
}
"""What fills each slot that can be corrected."""
