"""Harm by accidents, disasters and diseases is nobody's assault; that of arms stays one."""

from __future__ import annotations

import pytest

from sayso import read
from tests.told import DAY


def assaults(text: str) -> list[str]:
    return [claim.trigger.of(text) for claim in read(text, date=DAY).claims if claim.event == "ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "Two Kenyan officers were killed in a helicopter crash near Isiolo on Monday.",
        "The coronavirus killed three ministers in Malawi.",
        "SARS has killed more than a thousand people in China.",
        "The stampede in Kerman resulted in at least 56 deaths and over 200 people injured.",
        "A fire killed five Moldovan prisoners in Chisinau.",
        "Typhoon Marta made landfall on Monday, killing at least twenty Filipinos.",
        "Nine Serbian soldiers died when their bus overturned.",
        "Four Greek sailors were injured in a storm.",
    ],
)
def test_nobody_did_it(text: str) -> None:
    assert assaults(text) == []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Two Kenyan officers were killed in a raid by Al-Shabaab near Isiolo on Monday.", "killed"),
        ("Russian artillery fire killed five Ukrainian soldiers.", "killed"),
        ("Rebels killed five Moldovan prisoners after the storm.", "killed"),
    ],
)
def test_somebody_did_it(text: str, trigger: str) -> None:
    assert trigger in assaults(text)


CRASH = (
    "Eleven people lost their lives when a coach left the road near Split on Friday, Croatian police said. "
    "Seven more were injured and taken to hospital in Zagreb. "
    "The transport minister visited the wounded. The company said that it would help the families of the dead."
)


def test_a_text_on_a_mishap_has_no_assault() -> None:
    assert assaults(f"A crash on the coast road\n\n{CRASH}") == []


def test_a_text_on_a_mishap_and_an_attack_has() -> None:
    attack = "On Saturday Serbian gunmen killed two Croatian policemen at the border in an ambush."
    assert assaults(f"A crash on the coast road\n\n{CRASH} {attack}") != []
