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


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Kenya's president asked whether Uganda would send troops.", "asked"),
        ("Reporters asked the Kenyan minister how many men Uganda had lost.", "asked"),
        ("The French envoy, asked if Chad would close the port, said nothing.", "asked"),
        ('"How many more have to die?" the Sudanese ambassador asked.', "asked"),
        ("The Chilean senator is in charge of the hearings on Peru.", "charge"),
        ("Russia was warned that the rebel was a threat to Mali.", "threat"),
        ("Sudan will not sign the accord with Ethiopia.", "accord"),
        ("Chad and Senegal have cancelled defence agreements with France.", "agreements"),
        ("Mali has no army, let alone a fleet to attack Niger.", "let"),
    ],
)
def test_questions_and_phrases(text: str, trigger: str) -> None:
    assert text.index(trigger) not in triggers(text)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Kenya asked Uganda to send troops.", "asked"),
        ("Togo and Benin reached an agreement on Monday.", "agreement"),
        ("Chad asked France for help if the port closed.", "asked"),
        ("Ukrainian prosecutors filed charges against the Russian general.", "charges"),
    ],
)
def test_demands_and_charges_stay(text: str, trigger: str) -> None:
    assert text.index(trigger) in triggers(text)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Iran delivered attack drones to Sudan in March.", "attack"),
        ("Police in Lima seized assault rifles.", "assault"),
        ("France supplied strike aircraft and assault ships to Egypt.", "assault"),
        ("Turkey sent two attack helicopters to Chad.", "attack"),
    ],
)
def test_what_a_weapon_is_for_is_no_attack(text: str, trigger: str) -> None:
    assert text.index(trigger) not in triggers(text)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Rebels launched a drone attack on an army post in Chad.", "drone attack"),
        ("Turkey's helicopters carried out an attack on a Chadian post.", "attack"),
    ],
)
def test_what_a_weapon_does_is_one(text: str, trigger: str) -> None:
    assert text.index(trigger) in triggers(text)
