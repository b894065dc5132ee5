"""In a campaign "attacked" and "the battle with" tell of words; elsewhere, and of those who bear arms, of force."""

from __future__ import annotations

import pytest

from sayso import read
from tests.told import DAY

CAMPAIGN = (
    "The candidates for the nomination met for a debate on Monday, and voters in the primary watched. "
    "Polls give Senator Anna Weiss a lead over Mark Dole. "
)


def types(text: str, trigger: str) -> list[str]:
    return [claim.event for claim in read(text, date=DAY).claims if claim.trigger.of(text) == trigger]


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("Weiss attacked Dole and called him a liar.", "attacked"),
        ("Dole's attacks on Weiss went on for an hour.", "attacks"),
        ("The senator hit Mark Dole on taxes.", "hit"),
        ("The battle between Anna Weiss and Mark Dole has split the party.", "battle"),
    ],
)
def test_words_in_a_campaign(sentence: str, trigger: str) -> None:
    assert set(types(CAMPAIGN + sentence, trigger)) <= {"ACCUSE"}


def test_it_is_an_accusation() -> None:
    assert types(CAMPAIGN + "Weiss attacked Dole and called him a liar.", "attacked") == ["ACCUSE"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        (f"{CAMPAIGN}Gunmen attacked Mark Dole outside his house in Ohio.", "attacked"),
        (f"{CAMPAIGN}The terrorist attack on the American embassy in Kenya was told of again.", "attack"),
        ("Rebels attacked Ugandan troops near Kasese on Monday.", "attacked"),
    ],
)
def test_force_stays(text: str, trigger: str) -> None:
    assert types(text, trigger) == ["ASSAULT"]
