"""What words and choices one side of a claim has when those of the other are taken away: victims are no doers.

The role head gives most words of a sentence some chance of either role. A word that is more likely the other side
speaks for that side alone; otherwise the country of the victims would be proposed as the doer by their own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from sayso.actors.home import dash_of
from sayso.claims.cast import Cast
from sayso.claims.claim_heads import CLAIM_HEAD, dies_of
from sayso.claims.phrases import noun_phrase
from sayso.claims.roles import is_sure
from sayso.ontology.plover import MUTUAL
from sayso.reader.parse import Parse
from sayso.records import Slot

# Types of deeds that a side seldom does to itself, so that a doer whom the rules know stands against such a guess.
AGAINST_OTHERS = frozenset({"ASSAULT"})
# The rule of a recipient that is left empty, because those who might be meant all act.
AMONG = "among the actors"
# What the rule of a slot begins with that the claim head has filled.
BY_HEAD = (CLAIM_HEAD, "weighed")

# Chance from which on a word of a later sentence may name who did violence. For all types and roles it costs two of the
# 603 claims of held_out, for this one none.
LEAST_LATER = 0.5


def own_words(cast: Cast, trigger: int, event: str, *, role: str, other: Slot) -> dict[int, float]:
    """The words that the role head sees in a role, without the trigger and what is rather of the other side; of who
    did violence those of a sentence behind ("... were murdered. Haiti's prime minister ...") only if it is sure.

    Args:
        cast: who the words stand for.
        trigger: the word that names the event.
        event: its type.
        role: actor or recipient.
        other: the other side.
    """
    slots = cast.parse.slots.get(trigger)
    if slots is None:
        return {}
    chances, others = slots.roles.get(role, {}), slots.roles.get("recipient" if role == "actor" else "actor", {})
    harmed = role == "actor" and event in AGAINST_OTHERS
    last = cast.parse.sentences[cast.parse.sentence_of(trigger)][1]
    taken = [] if other.rule.startswith(BY_HEAD) else [range(span.start, span.end) for span in other.spans]
    left = {}
    for word, chance in chances.items():
        if word == trigger or any(cast.parse.starts[word] in span for span in taken):
            continue
        if harmed and ((chance < LEAST_LATER and word >= last) or dies_of(cast.parse, trigger, word)):
            continue
        opens_dateline = dash_of(cast.parse, word) is not None
        if not opens_dateline and not _is_rather(cast.parse, word, chances, others):
            left[word] = chance
    return left


def _is_rather(parse: Parse, word: int, chances: Mapping[int, float], others: Mapping[int, float]) -> bool:
    """Whether the phrase of a word is more likely the other side."""
    phrase = range(*noun_phrase(parse, word))
    against = max((others[w] for w in phrase if w in others), default=0.0)
    return against > max((chances[w] for w in phrase if w in chances), default=0.0)


def is_own_victim(event: str, role: str, own: Slot, other: Slot, codes: Iterable[str]) -> bool:
    """Whether a doer would be the victim itself, though the rules know another one.

    Args:
        event: type of the deed.
        role: role of the slot that is asked for.
        own: the slot as the rules have it.
        other: the other side.
        codes: who would fill the slot.
    """
    if role != "actor" or event not in AGAINST_OTHERS or not own.codes:
        return False
    return set(codes) == set(other.codes) != set(own.codes)


def parted(event: str, actor: Slot, recipient: Slot) -> tuple[Slot, Slot] | None:
    """Actor and recipient of a deed whose recipient is one of its actors; None where the recipient is another.

    "Cuba and the United States" cannot blame the United States: whom the words of a slot name by himself is no part of
    the other one, and of two guesses the recipient, which is one alone, is the better. What several do together has
    actors only, unless one of them is told apart ("Chad's president landed in Mali for a visit").

    Args:
        event: type of the deed.
        actor: several, one of whom is the recipient.
        recipient: as it has been weighed.
    """
    known = _is_told(actor)
    if event in MUTUAL and not (known and recipient.spans):
        return actor, Slot(rule=AMONG)
    if event not in MUTUAL and known and not _is_told(recipient):
        return None
    codes = tuple(code for code in actor.codes if code not in recipient.codes)
    spans = tuple(span for span in actor.spans if span not in recipient.spans)
    return replace(actor, codes=codes, spans=spans), recipient


def _is_told(slot: Slot) -> bool:
    """Whether the words of a slot say who is meant, and no guess fills it."""
    _, *resolved = slot.rule.split("; ")
    return bool(slot.spans and resolved) and all(map(is_sure, resolved))
