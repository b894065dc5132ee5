"""UN Security Council measures: what they bar, for whom, from when to when.

A fit with a measure is a *possible* breach, as far as the claim is true: the claim's certainty goes along with it. Much
of the table, paragraph numbers above all, is from memory; `basis` and `paragraph_certainty` say so and stay with it.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from sayso.ontology.tables import rows


class Rule(NamedTuple):
    """One thing that a measure bars.

    `direction` is `to` (supply to the target), `from` (the target supplies or others buy from it), `both`, `in` (inside
    third states) or `by` (the target's own conduct). `paragraph_certainty` is high, medium or low.
    """

    direction: str
    category: str
    paragraph: str | None
    paragraph_certainty: str | None


class Measure(NamedTuple):
    """A resolution. Dates are ISO dates; `effective_to` is None for a measure without an end, `date` and
    `effective_from` for a row that only records that there is none.

    `basis` is `read` (seen in a published page), `memory` or `read+memory`; `certainty` high, medium or low.
    `renewal_unverified` marks measures that are rolled over every year and whose last renewal nobody has looked up.
    `lapsed` are the first day of a time in which it was lifted and the day from which it was applied again.
    """

    id: str
    date: str | None
    regime: str
    target: str
    prohibits: tuple[str, ...]
    status: str
    effective_from: str | None
    effective_to: str | None
    binding: bool
    renewal_unverified: bool
    lapsed: tuple[str, str] | None
    certainty: str
    basis: str
    note: str
    rules: tuple[Rule, ...]

    def in_force(self, day: str) -> bool:
        """Whether an ISO date falls between start and end; a measure of unverified renewal is taken to run on.

        One without a start (a state of things, no resolution) is never in force.
        """
        ended = self.effective_to is not None and day > self.effective_to and not self.renewal_unverified
        if self.lapsed is not None and self.lapsed[0] <= day < self.lapsed[1]:
            return False
        return self.effective_from is not None and self.effective_from <= day and not ended


@cache
def un_measures() -> tuple[Measure, ...]:
    """All measures, in the order of the table."""
    return tuple(_measure(row) for row in rows("un_measures"))


def _measure(row: dict[str, str]) -> Measure:
    return Measure(
        id=row["measure"],
        date=row["date"] or None,
        regime=row["regime"],
        target=row["target"],
        prohibits=tuple(filter(None, row["prohibits"].split("|"))),
        status=row["status"],
        effective_from=row["effective_from"] or None,
        effective_to=row["effective_to"] or None,
        binding=row["binding"] == "yes",
        renewal_unverified=row["renewal_unverified"] == "yes",
        lapsed=_lapse(row["lapsed"]),
        certainty=row["certainty"],
        basis=row["basis"],
        note=row["note"],
        rules=_rules().get(row["measure"], ()),
    )


def _lapse(cell: str) -> tuple[str, str] | None:
    first, _, again = cell.partition("/")
    return (first, again) if first else None


@cache
def _rules() -> dict[str, tuple[Rule, ...]]:
    found: dict[str, tuple[Rule, ...]] = {}
    for row in rows("un_measure_rules"):
        rule = Rule(row["direction"], row["category"], row["paragraph"] or None, row["paragraph_certainty"] or None)
        found[row["measure"]] = (*found.get(row["measure"], ()), rule)
    return found


class Target(NamedTuple):
    """Whom a measure is for whose words name no state or group of the tables.

    `codes` are theirs; `places` those that must be spoken of, none where it is for them wherever they are.
    """

    codes: frozenset[str]
    places: tuple[str, ...]


@cache
def un_targets() -> dict[str, Target]:
    """Targets by the words of `Measure.target`."""
    return {
        row["target"]: Target(frozenset(row["codes"].split("|")), tuple(filter(None, row["places"].split("|"))))
        for row in rows("un_targets")
    }
