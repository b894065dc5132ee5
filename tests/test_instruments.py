"""Means of crowd control beside the verb that fires them, and by themselves."""

from __future__ import annotations

import pytest

from sayso import read


def triggers(text: str) -> list[str]:
    return [claim.trigger.of(text) for claim in read(text, date="2024-05-14").claims]


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan police fired tear gas at students.",
        "Police in Lima fired rubber bullets at pensioners.",
        "Serbian police fired water cannon at farmers.",
        "Troops in Togo fired tear gas and rubber bullets at marchers.",
        "Chilean police shot tear gas at miners.",
        "Kenyan police used tear gas against students.",
        "Greek police turned tear gas on migrants.",
    ],
)
def test_what_is_fired_is_no_second_event(text: str) -> None:
    assert len(triggers(text)) == 1


def test_the_means_of_another_event_stay() -> None:
    assert "tear gas" in triggers("Marchers in Nairobi met with tear gas from Kenyan police.")
