"""Whose "the lorries" and "the ship" are: of whom the article told the last one of their kind."""

from __future__ import annotations

import pytest

from tests.told import claim_of

CONVOY = "A convoy of the World Food Programme left Aden on Monday. "
SHIP = "A Danish tanker left Aden on Monday. "


@pytest.mark.parametrize(
    ("text", "trigger", "recipient"),
    [
        (CONVOY + "On Tuesday Somali soldiers seized the trucks.", "seized", ("World Food Programme",)),
        (SHIP + "On Tuesday the Houthis attacked the vessel with missiles.", "attacked", ("DNK",)),
        (SHIP + "On Tuesday the Houthis attacked the Greek vessel with missiles.", "attacked", ("GRC",)),
    ],
)
def test_a_vehicle_keeps_its_owner(text: str, trigger: str, recipient: tuple[str, ...]) -> None:
    assert claim_of(text, trigger).recipient.codes == recipient


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SHIP + "On Tuesday the Houthis attacked the harbour with missiles.", "DNK"),
        (SHIP + "On Tuesday the Houthis attacked the helicopter with missiles.", "DNK"),
        ("A Panama-flagged tanker left Aden on Monday. On Tuesday the Houthis attacked the vessel.", "PAN"),
    ],
)
def test_what_is_no_such_thing_has_another_owner(text: str, code: str) -> None:
    assert code not in claim_of(text, "attacked").recipient.codes
