"""How likely a claim is right: that its words name an event of its type, as one number between 0 and 1.

A logistic regression over named features of the finished claim; the weights are the rows of role `claim` in
`data/weights.csv`, fitted by `python -m sayso.train weights`. In a story, what falls below `LEAST_SCORE` is no claim,
unless a row of the tables knows it and it is denied: a low score never hides a denial.
"""

from __future__ import annotations

from collections.abc import Iterable

from sayso.claims.event_head import EVENT_HEAD
from sayso.claims.forms import stem
from sayso.claims.linear import Features, logistic, logit, total
from sayso.claims.matching import Match
from sayso.claims.weighing import HEADS, weights
from sayso.reader.parse import Hint, Parse
from sayso.records import Claim, Slot

CLAIM = "claim"
LEAST_SCORE = 0.5
"""Of 0.3 to 0.65 chosen on the articles of annotation/held_out.txt, and claims/dev together, for the F1 of all
levels; see docs/experiments.md."""
LEAST_FAINT = 0.25
"""From this score on a claim is kept as a faint one: it counts where another claim, mostly of another article, tells
the same. On the dev stories it lifts the share of mentions that are found from 62 to 71 of 100; 60 of the 164 claims of
0.3 to 0.62 are mentions of an annotated happening."""
LEAST_STRANGER = 0.35
"""The same for a claim of the event head that no actor of the tables has to do with. On the dev stories these lift the
mentions found from 65 to 69 of 100 at the same B-cubed."""
_NO_HINT = Hint(None, 0.0)


def features_of(parse: Parse, match: Match, claim: Claim, *, story: bool) -> Features:
    """What speaks for and against a claim."""
    return dict(_features(parse, match, claim, story=story)) | dict(_of_heads(parse, match, claim))


def score_of(features: Features) -> float | None:
    """The chance that a claim is right, to two digits; None where nothing has been fitted."""
    known = weights()[CLAIM]
    return round(logistic(total(known, features)), 2) if known else None


def is_kept(claim: Claim, *, story: bool) -> bool:
    """Whether a claim is likely enough to be one.

    A denied one that only the event head sees is held to the same score: of 16 such under 0.45 in annotated articles 5
    were claims.
    """
    denied = claim.auxiliary == "negation" and claim.rules.get("trigger") != EVENT_HEAD
    return not story or claim.score is None or denied or claim.score >= LEAST_SCORE


def is_faint(claim: Claim) -> bool:
    """Whether a claim that does not stand alone is likely enough to be looked at beside others."""
    return claim.score is not None and claim.score >= LEAST_FAINT


def is_faint_stranger(claim: Claim) -> bool:
    """The same of a claim that only the event head sees, and that no known actor has to do with ("the captain")."""
    return claim.score is not None and claim.score >= LEAST_STRANGER


def _features(parse: Parse, match: Match, claim: Claim, *, story: bool) -> Iterable[tuple[str, float]]:
    i, event = match.trigger, _event(parse, match)
    tables = "head only" if match.row.id == EVENT_HEAD else "row"
    yield "any", 1.0
    yield tables, 1.0
    yield f"{tables}|{event}", 1.0
    yield f"row {match.row.id}", 1.0
    yield f"word {stem(parse.lemmas[i])}", 1.0
    yield f"{tables}, {parse.upos[i]} {parse.deprels[i].split(':')[0]}", 1.0
    yield "story" if story else "alone", 1.0
    for role, slot in (("actor", claim.actor), ("recipient", claim.recipient)):
        yield f"{role} {_told(slot)}", 1.0
        yield f"{role} {_told(slot)}|{event}", 1.0
    yield f"chain of {min(len(claim.say_so), 2)}", 1.0
    yield f"{claim.factuality}, {claim.auxiliary}", 1.0
    yield f"{claim.factuality}|{event}", 1.0
    yield "same sides" if claim.actor.codes == claim.recipient.codes else "two sides", 1.0
    yield "object" if claim.object else "no object", 1.0
    yield f"light {match.light_verb is not None}, {tables}", 1.0


def _event(parse: Parse, match: Match) -> str:
    """The type of a claim; where no row knows its word, that which the head sees in the word by itself."""
    alone = match.row.id == EVENT_HEAD and match.trigger < len(parse.hints)
    return (parse.hints[match.trigger].event if alone else None) or match.row.event


def _told(slot: Slot) -> str:
    """How well a slot is filled: by its own words, from elsewhere, not at all."""
    return "said" if slot.spans and slot.codes else "meant" if slot.codes else "unknown" if slot.spans else "nobody"


def _of_heads(parse: Parse, match: Match, claim: Claim) -> Iterable[tuple[str, float]]:
    hint = parse.hints[match.trigger] if match.trigger < len(parse.hints) else _NO_HINT
    table = match.row.id != EVENT_HEAD
    yield f"{HEADS} hint", logit(hint.score)
    yield f"{HEADS} hint, {'row' if table else 'no row'}", logit(hint.score)
    yield f"{HEADS} {'agrees' if hint.event == _event(parse, match) else 'has another type'}", 1.0
    happened = parse.happened[match.trigger] if parse.happened else 0.0
    yield f"{HEADS} happened, {claim.factuality}", happened
    slots = parse.slots.get(match.trigger)
    if slots is not None:
        seen = [max(slots.roles.get(role, {}).values(), default=0.0) for role in ("actor", "recipient", "object")]
        yield f"{HEADS} sees actor", seen[0]
        yield f"{HEADS} sees others", max(seen[1:])
        yield f"{HEADS} unsure of certainty", 1.0 - max(slots.factuality.values(), default=0.0)
