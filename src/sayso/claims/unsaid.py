"""Who gave goods and who got them where no words say so: left empty where guesses go wrong more often than not.

A guess about a party of a quarrel is mostly right, for the story has few; goods go to many. `data/unsaid.csv` has, by
type of event and slot, the rules whose guesses were mostly wrong in our annotated articles where goods are named. The
other guesses stand, unless they would make giver and taker of goods one and the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sayso.ontology.tables import rows
from sayso.records import Slot, Thing

GUESSES = ("implied", "default", "other state", "as told before", "weighed: ")
"""What the rule of a slot begins with that the words beside the trigger do not fill."""


@cache
def mostly_wrong() -> frozenset[tuple[str, str, str]]:
    """Event, slot and the beginning of the rule of guesses that were wrong more often than right."""
    return frozenset((row["event"], row["slot"], row["rule"]) for row in rows("unsaid", room="claims"))


def said_only(
    event: str, actor: Slot, recipient: Slot, things: Sequence[Thing], *, has_object: bool = True
) -> tuple[Slot, Slot]:
    """Giver and taker of goods, without such guesses; of other events as they are.

    Args:
        event: PLOVER's type.
        actor: who does it.
        recipient: to whom.
        things: what the object names.
        has_object: whether there is an object at all.
    """
    if any(thing.kind for thing in things):
        actor, recipient = (_without(event, *pair) for pair in (("actor", actor), ("recipient", recipient)))
    if has_object and event in _goods_events() and actor.codes and set(actor.codes) == set(recipient.codes):
        actor = Slot() if _is_guess(actor) else actor
        recipient = Slot() if actor.codes and _is_guess(recipient) else recipient
    return actor, recipient


def giver(event: str, weighed: Slot, ruled: tuple[Slot, Slot], *, has_object: bool) -> Slot:
    """Who gives: not by a guess whom the rules have for the taker ("Iran would receive jets").

    Args:
        event: PLOVER's type.
        weighed: the actor as it has been weighed.
        ruled: actor and recipient by the rules.
        has_object: whether there is an object at all.
    """
    actor, taker = ruled
    same = bool(weighed.codes) and set(weighed.codes) == set(taker.codes)
    if event not in _goods_events() or not same or not _is_guess(weighed):
        return weighed
    if actor.codes and set(actor.codes) != set(taker.codes):
        return actor
    return Slot(rule="the taker") if has_object and taker.spans and not _is_guess(taker) else weighed


def _without(event: str, name: str, slot: Slot) -> Slot:
    own = slot.rule.split("; ")[0]
    return Slot() if any(own.startswith(rule) for e, s, rule in mostly_wrong() if (e, s) == (event, name)) else slot


def _is_guess(slot: Slot) -> bool:
    return slot.rule.startswith(GUESSES)


@cache
def _goods_events() -> frozenset[str]:
    return frozenset(event for event, _, _ in mostly_wrong())
