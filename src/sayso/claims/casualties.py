"""Who harmed the victims of an attack told before: "the raid by Chad's army, in which one herder was wounded".

A passive of harm without a doer takes that of the attack in whose relative clause it stands. Victims of whom no word
says whose they are, are those of the attacker neither there nor in the next sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from sayso.actors.resolution import is_guess
from sayso.claims.matching import Match
from sayso.claims.selectors import word_sets
from sayso.claims.unsaid import GUESSES
from sayso.reader.parse import Parse
from sayso.records import Slot

Sure = tuple[Slot, float | None]
Roles = Mapping[int, tuple[Sure, Sure]]
RULE = "of the attack told before"

# By their forms, for "wounded" and "injured" may be tagged as adjectives.
_HARMED = frozenset({"killed", "wounded", "injured", "hurt", "maimed", "slain"})
_BE = frozenset({"was", "were", "been", "being"})
_INTO = frozenset({"in", "during"})
# Words from "in which" to the verb: "in which at least three of the herders were wounded".
_CLAUSE = 12


@dataclass(frozen=True, slots=True)
class Blow:
    """An attack with its actor and recipient."""

    trigger: int
    actor: Slot
    recipient: Slot


def with_casualties(parse: Parse, matches: Sequence[Match], roles: Roles) -> dict[int, tuple[Sure, Sure]]:
    """Actor and recipient by trigger, those of casualties after those of the attack told before."""
    found, blow = dict(roles), None
    for match in sorted(matches, key=lambda m: m.trigger):
        if match.row.event != "ASSAULT" or match.trigger not in found:
            continue
        actor, recipient = found[match.trigger]
        if not _is_casualty(parse, match.trigger):
            blow = Blow(match.trigger, actor[0], recipient[0])
        elif blow is not None and blow.actor.codes and not _is_guessed(blow.actor):
            found[match.trigger] = _after(parse, blow, match.trigger, (actor, recipient))
    return found


def _after(parse: Parse, blow: Blow, trigger: int, roles: tuple[Sure, Sure]) -> tuple[Sure, Sure]:
    actor, recipient = roles
    inside = _is_inside(parse, blow.trigger, trigger)
    if not inside and parse.sentence_of(blow.trigger) != parse.sentence_of(trigger) - 1:
        return roles
    if inside:
        actor = replace(blow.actor, rule=RULE), None
    of_attacker = bool(recipient[0].codes) and set(recipient[0].codes) <= {*blow.actor.codes, *actor[0].codes}
    if (inside or of_attacker) and _is_guessed(recipient[0]):
        other = set(blow.recipient.codes).isdisjoint(blow.actor.codes)
        codes = blow.recipient.codes if other else ()
        recipient = replace(recipient[0], codes=codes, rule=RULE), None
    return actor, recipient


def _is_casualty(parse: Parse, i: int) -> bool:
    """A passive of harm without a doer, or dying."""
    below = parse.children(i)
    if parse.lemmas[i].lower() in word_sets()["perish"]:
        return True
    passive = i > 0 and (any(parse.deprels[c] == "aux:pass" for c in below) or parse.folded[i - 1] in _BE)
    by = any(parse.deprels[c] == "obl:agent" for c in below)
    return passive and not by and parse.folded[i] in _HARMED


def _is_inside(parse: Parse, blow: int, trigger: int) -> bool:
    """Whether the clause of a trigger opens with "in which" behind an attack, no other clause between."""
    if parse.sentence_of(blow) != parse.sentence_of(trigger):
        return False
    openers = [i for i in range(max(blow, trigger - _CLAUSE), trigger) if parse.folded[i] == "which"]
    return bool(openers) and parse.folded[openers[-1] - 1] in _INTO


def _is_guessed(slot: Slot) -> bool:
    """Whether no word says whose an actor or victim is."""
    last = slot.rule.split("; ")[-1]
    return not slot.codes or slot.rule.startswith(GUESSES) or "weighed: " in slot.rule or is_guess(last)
