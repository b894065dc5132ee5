"""Whom a source is coded as: never the state that it accuses, never one body for another."""

from __future__ import annotations

import pytest

from sayso import read
from sayso.records import Attribution


def first(text: str) -> Attribution:
    return read(text, date="2024-05-14").attributions[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The mayor of Kherson, Roman Lind, said Russian drones had hit a bus.", "UKR"),
        ("Sumy mayor Artem Lind said Russian drones had killed three people.", "UKR"),
        ("The governor of Kursk, Alexei Lind, said Ukrainian drones had attacked an oil depot.", "RUS"),
        ("Kursk's acting governor Alexei Lind said Ukrainian drones had attacked an oil depot.", "RUS"),
        ("The mayor of Goma, Faustin Lind, said Rwandan troops had shelled the town.", "COD"),
        ("The bishop of Sumy, Pavlo Lind, said Russian missiles had hit the cathedral.", "UKR"),
    ],
)
def test_who_holds_the_office_of_a_place_is_of_its_country(text: str, code: str) -> None:
    assert first(text).speaker == (code,)


def test_a_person_called_like_a_place_without_an_office_is_no_place() -> None:
    assert first("Paris Hilton said American police had detained her driver.").speaker != ("FRA",)
