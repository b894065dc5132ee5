"""Words that name no event where they stand, by the table's own examples."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from sayso import read

ROWS = list(csv.DictReader((resources.files("sayso.claims") / "data" / "no_events.csv").open(encoding="utf-8")))


def triggers(text: str) -> set[int]:
    return {claim.trigger.start for claim in read(text, date="2024-05-14").claims}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['lemma']} {row['need']}")
def test_the_examples_of_the_table(row: dict[str, str]) -> None:
    at = row["example"].index("[")
    assert at not in triggers(row["example"].replace("[", "").replace("]", ""))


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Iran has not responded to the offer.", "responded"),
        ("Hamas did not respond to the ceasefire offer.", "respond"),
        ("Iran declined the offer.", "declined"),
        ("Mali's junta did not reply to the letter.", "reply"),
        ("Germany rewarded Tunisia with aid.", "rewarded"),
    ],
)
def test_other_uses_stay(text: str, trigger: str) -> None:
    assert text.index(trigger) in triggers(text)
