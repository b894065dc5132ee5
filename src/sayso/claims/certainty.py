"""How likely each of FactBank's values, and each auxiliary, is for a predicate.

Two multinomial logistic regressions over what the rules found, how the event is told, on whose say-so, and what the
reader's heads see; the weights are the rows of the roles `certainty` and `auxiliary` in `data/certainty_weights.csv`,
fitted by `python -m sayso.train weights`. The values are CT+, PR+, PS+, CT- and U; CT- stands for all that is denied
(PR- and PS- are too rare to tell apart). Their chances sum to one.

In a story they may overrule the rules, and the more lightly the less that could invent. In shorter texts the rules
stand.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sayso.claims.cues import cue_at
from sayso.claims.factuality import Certainty, kind_of_step
from sayso.claims.linear import Features, Weights, fitted, softmax
from sayso.claims.phrases import head_of, words_in
from sayso.claims.tense import clause_form, form_of
from sayso.claims.weighing import HEADS, WEIGHED
from sayso.reader.parse import Parse
from sayso.records import Attribution, Span

TABLE = "certainty_weights.csv"
CERTAINTY, AUXILIARY = "certainty", "auxiliary"
VALUES = ("CT+", "PR+", "PS+", "CT-", "U")
AUXILIARIES = ("none", "historical", "future", "hypothetical", "negation")
CHOICES = {CERTAINTY: VALUES, AUXILIARY: AUXILIARIES}
# A change of value takes the first, one that makes an assertion the second, one that takes back a denial the third, and
# one that makes an assertion of a denial, or something that happened of what lay ahead, the fourth.
# Values right on held_out 91.7, dev 92.8, seed 85.7 by the rules: with 0.6 for the first, and 0.7 / 0.9 / 0.97 / never
# for the second, 95.6 / 95.6 / 95.1 / 93.8 on held_out, 94.8 / 93.5 / 93.5 / 93.5 on dev, the seed article as before.
# Were the chances to overrule in short texts, 56 / 45 / 20 / 19 of the 251 wide minimal pairs would have an invented
# event, 12 by the rules. Since articles new to the reader count half in the fit, chances are less sure of themselves:
# with 0.9 for the second, full claims are 0.7 better on both than with 0.97 (docs/experiments.md).
SURE = 0.6
SURE_TO_ASSERT = 0.9
SURE_AGAINST_DENIAL = 0.9
SURE_TO_TURN = 0.97
# Any other change of auxiliary takes this.
SURE_OF_AUXILIARY = 0.7
ASSERTED = frozenset({"CT+", "PR+"})
HAPPENED = frozenset({"none", "historical"})
# Which auxiliaries go with a value.
GOES_WITH = {
    "CT+": frozenset({"none", "historical", "future"}),
    "PR+": frozenset({"none", "historical", "future", "hypothetical"}),
    "PS+": frozenset({"none", "historical", "future", "hypothetical"}),
    "CT-": frozenset({"negation", "historical"}),
    "U": frozenset({"none", "historical", "future", "hypothetical", "negation"}),
}
# Words whose mere presence in the sentence bears on certainty.
BEARING = frozenset(
    "not n't never no without may might could would should must can will if whether unless ? deny denied fail failed "
    "plan planned allegedly reportedly alleged likely possible".split()
)
_LEAST_CHANCE = 0.005


@dataclass(frozen=True, slots=True)
class Told:
    """How a predicate is told: what the rules judge of it, what they and the heads made of it so far, and whose say-so
    it is (the innermost attribution, None for the article's own voice or an act of saying), with how many links;
    `happened` as in `sayso.claims.happened`."""

    parse: Parse
    trigger: int
    judged: Certainty
    given: Certainty
    event: str = ""
    attribution: Attribution | None = None
    links: int = 0
    happened: float = 0.0


def features_of(told: Told) -> Features:
    """What is known of one predicate."""
    return dict.fromkeys(_plain(told), 1.0) | dict(_of_heads(told))


def crossed(features: Features, values: Sequence[str]) -> list[Features]:
    """The features of each of several values, as they are fitted: every name with the value behind it."""
    return [{f"{name}|{value}": x for name, x in features.items()} for value in values]


def chances(features: Features, role: str) -> dict[str, float]:
    """The chance of each value or auxiliary; empty where nothing has been fitted."""
    if not (known := by_value(role)):
        return {}
    places, weights = _by_feature(role)
    found = [(places[name], x) for name, x in features.items() if name in places]
    rows, shown = [place for place, _ in found], np.array([x for _, x in found])
    sums = (weights[rows] * shown[:, None]).sum(axis=0)
    return dict(zip(known, softmax(sums.tolist()), strict=True))


@cache
def by_value(role: str) -> dict[str, dict[str, float]]:
    """The weights of a role by value and feature."""
    rows = fitted(TABLE)[role]
    found: dict[str, dict[str, float]] = {value: {} for value in CHOICES[role]} if rows else {}
    for name, weight in rows.items():
        feature, _, value = name.rpartition("|")
        found[value][feature] = weight
    return found


@cache
def _by_feature(role: str) -> tuple[dict[str, int], NDArray[np.float64]]:
    """The rows of features in a table of weights with a column for each value."""
    values = by_value(role).values()
    names = dict.fromkeys(name for weights in values for name in weights)
    table = [[weights.get(name, 0.0) for weights in values] for name in names]
    return {name: n for n, name in enumerate(names)}, np.array(table)


def use(weights: Weights) -> None:
    """Put freshly fitted weights in the place of the table's."""
    fitted(TABLE).update(weights)
    by_value.cache_clear()
    _by_feature.cache_clear()


def bucket(value: str) -> str:
    """The value among `VALUES` that a value of FactBank's counts as."""
    return "CT-" if value.endswith("-") else value


def overruled(given: Certainty, values: Mapping[str, float], auxiliaries: Mapping[str, float]) -> Certainty:
    """The certainty that the chances speak for, if they do so clearly enough, else the one given."""
    if not values or "asked" in given.steps:  # a question to who would say it asserts nothing
        return given
    value = max(values, key=lambda each: values[each])
    if value == bucket(given.value) or values[value] < _needed(given, value):
        value = given.value
    now = given.auxiliary or "none"
    auxiliary = _auxiliary(now, value, auxiliaries)
    if (value, auxiliary) == (given.value, now):
        return given
    return Certainty(value, None if auxiliary == "none" else auxiliary, f"{WEIGHED} against {given.rule}", given.words)


def _needed(given: Certainty, value: str) -> float:
    """The chance that a change of value takes."""
    denied = bucket(given.value) == "CT-"
    if value in ASSERTED and given.value not in ASSERTED:
        return SURE_TO_TURN if denied else SURE_TO_ASSERT
    return SURE_AGAINST_DENIAL if denied else SURE


def _auxiliary(now: str, value: str, chances: Mapping[str, float]) -> str:
    """The auxiliary that goes with a value: the present one, unless it does not, or another is clear enough."""
    open_ones = {name: chance for name, chance in chances.items() if name in GOES_WITH[bucket(value)]}
    best = max(open_ones, key=lambda each: open_ones[each])
    asserts = value in ASSERTED and best in HAPPENED and now not in HAPPENED
    keeps = now in open_ones and chances[best] < (SURE_TO_TURN if asserts else SURE_OF_AUXILIARY)
    return now if keeps else best


def _plain(told: Told) -> Iterable[str]:
    judged, steps = told.judged, told.judged.steps
    yield "any"
    yield f"rules {judged.value}"
    yield f"rules {judged.value}, {judged.auxiliary}"
    yield f"rules {judged.value}|{told.event}"
    yield f"type {told.event}"
    yield f"given {told.given.auxiliary}"
    yield f"given {told.given.auxiliary}|{told.event}"
    yield f"given {told.given.auxiliary}, {bucket(told.given.value)}"
    yield f"steps {min(len(steps), 2)}"
    for step in steps:
        yield f"step {kind_of_step(step)}"
        yield f"step {step}"
    yield f"last {kind_of_step(steps[-1]) if steps else 'none'}"
    yield from _of_telling(told, "judged" if steps else "plain")


def _of_telling(told: Told, state: str) -> Iterable[str]:
    parse, i = told.parse, told.trigger
    form, clause, voice = form_of(parse, i), clause_form(parse, i), voice_of(parse, told.attribution)
    yield f"form {form}, {state}"
    yield f"clause {clause}, {state}"
    yield f"form {form}, clause {clause}"
    yield f"{parse.upos[i]} {parse.deprels[i].split(':')[0]}, {state}"
    yield f"chain of {min(told.links, 2)}"
    yield f"voice {voice}"
    yield f"voice {voice}, {state}"
    if told.attribution is not None:
        yield f"quoted {told.attribution.form}"
    for word in sorted(parse.near(i) & BEARING) or ["nothing"]:
        yield f"near {word}, {state}"


def voice_of(parse: Parse, attribution: Attribution | None) -> str:
    """The kind of the innermost cue (say, belief, demand ...), `none` in the article's own voice."""
    if attribution is None:
        return "none"
    return "implicit" if attribution.cue is None else _kind(parse, attribution.cue)


def _kind(parse: Parse, cue: Span) -> str:
    words = words_in(parse, cue)
    asked = (head_of(parse, words), *range(*words)) if words else ()
    return next((row.kind for i in asked if (row := cue_at(parse, i)) is not None), "other")


def _of_heads(told: Told) -> Iterable[tuple[str, float]]:
    parse, i = told.parse, told.trigger
    state = "plain" if told.judged.rule == "plain" else "judged"
    yield f"{HEADS} happened", told.happened
    yield f"{HEADS} happened, {state}", told.happened
    slots = parse.slots.get(i)
    if slots is None:
        yield f"{HEADS} silent", 1.0
        return
    for value in VALUES:
        log = math.log(max(_LEAST_CHANCE, slots.factuality.get(value, 0.0)))
        yield f"{HEADS} log {value}", log
        yield f"{HEADS} log {value}, {state}", log
    for name, chance in slots.auxiliary.items():
        yield f"{HEADS} auxiliary {name}", chance
