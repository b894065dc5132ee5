"""Deeds told of things: rounds that fall, rockets that come down, aid that leaves and arrives, valves that are shut."""

from __future__ import annotations

import pytest

from tests.told import claims_of

DEEDS = [
    ("Turkish rounds fell on a Syrian farm.", "fell", "ASSAULT"),
    ("Two Iranian drones came down on an Iraqi market.", "came", "ASSAULT"),
    ("A Danish consignment of blankets arrived in Chad.", "arrived", "AID"),
    ("Crates of missiles were loaded onto an Iranian ship.", "loaded", "AID"),
    ("Libya landed crates of ammunition at Tunis.", "landed", "AID"),
    ("Algeria interrupted supplies of gas to Morocco.", "interrupted", "COERCE"),
    ("Serbia shut the valve of the Hungarian pipeline.", "shut", "COERCE"),
    ("Peru declared the Chilean attaché unwelcome.", "declared", "SANCTION"),
    ("Mali laid the assault at the door of Algeria.", "laid", "ACCUSE"),
]
NONE = [
    ("The Chilean minister came down the stairs.", "came"),
    ("Two Iranian tourists arrived in Chad with a cat.", "arrived"),
    ("The Danish king shut his eyes.", "shut"),
    ("The Peruvian plane landed in Quito at noon.", "landed"),
    ("Rain interrupted the Algerian match.", "interrupted"),
]


@pytest.mark.parametrize(("text", "trigger", "event"), DEEDS)
def test_a_deed_told_of_a_thing(text: str, trigger: str, event: str) -> None:
    assert [claim.event for claim in claims_of(text, trigger)] == [event]


@pytest.mark.parametrize(("text", "trigger"), NONE)
def test_what_is_none(text: str, trigger: str) -> None:
    assert claims_of(text, trigger) == []
