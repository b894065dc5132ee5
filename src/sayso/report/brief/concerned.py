"""Which measures of the UN Security Council what is claimed would touch, as far as it is true."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from sayso.actors.names import name_key
from sayso.actors.tables import index
from sayso.claims.calendar import last_day
from sayso.ontology.measures import Measure, Rule, un_measures, un_targets
from sayso.ontology.things import object_classes
from sayso.report.exports.material import Happening
from sayso.report.exports.transfers import GIVING, giver_and_taker

TO, FROM, BOTH, BY = "to", "from", "both", "by"
TESTING = "ballistic_missile_activity"
TESTED = "missiles"
BALLISTIC = "ballistic"
"""What the words must call a missile that is launched: no measure bars cruise missiles as such."""
OF_THE_LISTED = frozenset({"asset_freeze", "travel_ban"})
"""Measures on listed persons and ships only; who is listed is not known here."""
NO_MEASURE = "NONE"
_PARTS = re.compile(r"\s*(?:/|,| and )\s*")


class Concern(NamedTuple):
    """A measure that an event would touch, and by which of its rules."""

    measure: Measure
    rules: tuple[Rule, ...]
    happening: Happening


def concerns(happenings: Iterable[Happening]) -> Iterator[Concern]:
    """The measures in force on the day of each event that bar what it tells."""
    for happening in happenings:
        day = _day(happening)
        for measure in un_measures():
            if day is not None and measure.in_force(day):
                codes = targets(measure.target) if _is_there(measure, happening) else frozenset[str]()
                rules = tuple(rule for rule in _rules(measure) if _touches(rule, codes, happening))
                if rules:
                    yield Concern(measure, rules, happening)


def no_measures(codes: Iterable[str]) -> list[Measure]:
    """The rows that record that the Council has no measure on one of those who take part."""
    asked = set(codes)
    return [one for one in un_measures() if one.regime == NO_MEASURE and not asked.isdisjoint(targets(one.target))]


@cache
def targets(words: str) -> frozenset[str]:
    """The codes of those whom a measure is for; empty where the words name a kind of actor ("armed groups in …")."""
    if words in un_targets():
        return un_targets()[words].codes
    plain = re.sub(r"\([^)]*\)", "", words)
    found = (index().get(name_key(part)) for part in _PARTS.split(plain.strip()))
    return frozenset(entries[0].code for entries in found if entries and entries[0].kind in ("country", "group"))


def _is_there(measure: Measure, happening: Happening) -> bool:
    """Whether an event is told of at a place that a measure is for; one without places is for all ("in Nyala")."""
    target = un_targets().get(measure.target)
    if target is None or not target.places:
        return True
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, target.places))})\b", re.IGNORECASE)
    return any(
        named.search(words) for words in (happening.event.where or "", *(line.words for line in happening.lines))
    )


def _day(happening: Happening) -> str | None:
    event = happening.event
    found = last_day(event.when) or last_day(event.first_reported)
    return found.isoformat() if found else None


def _rules(measure: Measure) -> Sequence[Rule]:
    """The rules of a measure; of one whose paragraphs the table lacks, what it bars, the direction by its name."""
    return measure.rules or [Rule(_direction(category), category, None, None) for category in measure.prohibits]


def _direction(category: str) -> str:
    if category.endswith("_from"):
        return FROM
    return TO if "_to" in category or category == "arms_transfer_to" else BOTH


def _touches(rule: Rule, codes: frozenset[str], happening: Happening) -> bool:
    if not codes or rule.category in OF_THE_LISTED or rule.direction not in (TO, FROM, BOTH, BY):
        return False
    if rule.category == TESTING:
        return _tests(codes, happening)
    giver, taker = _goods_parties(rule, happening)
    sides = {TO: taker, FROM: giver, BOTH: giver | taker, BY: frozenset[str]()}[rule.direction]
    return not codes.isdisjoint(sides)


def _tests(codes: frozenset[str], happening: Happening) -> bool:
    """Whether one of them is said to have launched a ballistic missile."""
    told = [line for line in happening.lines if line.claim.plover == "MOBILIZE" and BALLISTIC in line.words.lower()]
    kinds = {thing.kind for line in told for thing in line.claim.things}
    return TESTED in kinds and not codes.isdisjoint(happening.event.actor)


def _goods_parties(rule: Rule, happening: Happening) -> tuple[frozenset[str], frozenset[str]]:
    """Who gives and who takes what the rule bars; nobody where no claim tells of such goods between two."""
    event = happening.event
    given, taken = frozenset(event.actor), frozenset(event.recipient)
    for line in happening.lines:
        kinds = {thing.kind for thing in line.claim.things if thing.kind}
        barred = any(rule.category in object_classes()[kind].un_categories for kind in kinds)
        if line.claim.plover in GIVING and barred and given != taken:
            giver, taker = giver_and_taker(event, line)
            return frozenset(giver), frozenset(taker)
    return frozenset(), frozenset()
