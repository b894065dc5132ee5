"""Names of towns that a hyphen ties to another name: another place, whose country is not the town's."""

from __future__ import annotations

import pytest

from sayso import read


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("Mortars killed four farmers in the village of Kara-Orum on Monday, residents said.", "TGO", False),
        ("Police in Ust-Lima arrested four people on Sunday, an official said.", "PER", False),
        ("Police in Lima arrested four people on Sunday, an official said.", "PER", True),
        ("Gunmen attacked a market in Kara on Monday and killed four farmers, residents said.", "TGO", True),
    ],
)
def test_a_town_in_the_name_of_another_place_is_not_meant(text: str, code: str, told: bool) -> None:
    codes = {code for claim in read(text).claims for code in (*claim.actor.codes, *claim.recipient.codes)}
    assert (code in codes) is told
