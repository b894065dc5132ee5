"""Whose unnamed officials, experts and senators are in articles that speak of another country more."""

from __future__ import annotations

import pytest

from tests.told import claim_of, said_by

ACCUSED = (
    "Mali accused Algeria of sheltering rebels. Algeria shot down a drone in April. Algeria's navy has closed a "
    "port, and Algerian officials refused to comment.\n\n"
)


@pytest.mark.parametrize(
    ("text", "source", "codes"),
    [
        ("The foreign minister said Algeria had broken its word.", "The foreign minister", ("MLI",)),
        ("Prime Minister Issa Koulibaly said Algeria had armed them.", "Prime Minister Issa Koulibaly", ("MLI",)),
        ("The army said that Algerian jets had landed in Mali.", "The army", ("MLI",)),
        ("The foreign minister demanded that Algeria stop.", "The foreign minister", ("MLI",)),
        ("The minister said Algeria would not yield to threats.", "The minister", ("DZA",)),
        ("The minister said Algeria\u2019ll not yield to threats.", "The minister", ("DZA",)),
    ],
)
def test_who_speaks_of_the_accused_is_of_the_accuser(text: str, source: str, codes: tuple[str, ...]) -> None:
    assert said_by(ACCUSED + text, source) == codes


def test_who_goes_on_after_the_answer_is_of_the_accused() -> None:
    text = (
        "Mali accused Algeria of sheltering rebels. Algeria rejected the claim. The foreign ministry said that the "
        "case was a stunt."
    )
    assert said_by(text, "The foreign ministry") == ("DZA",)


def test_who_acts_right_after_an_accusation_is_the_accuser() -> None:
    text = (
        "Burundi accused Rwanda of backing rebels. The rebels killed 20 people. The president closed the border with "
        "Rwanda. Rwanda has mines. Rwanda's army is large."
    )
    assert claim_of(text, "closed").actor.codes == ("BDI",)


LIBYA = "Libya's army received missiles. Libya has bought drones. Libyan forces attacked Sirte. "


@pytest.mark.parametrize(
    ("text", "source", "codes"),
    [
        (LIBYA + "The experts said Libya had broken the embargo.", "The experts", ("experts",)),
        (LIBYA + "The panel said a ship had brought weapons.", "The panel", ("panel",)),
        (LIBYA + "European officials said Libya had broken it.", "European officials", ("European officials",)),
        (LIBYA + "Gulf diplomats said Libya had broken it.", "Gulf diplomats", ("Gulf diplomats",)),
        (LIBYA + "Libyan experts said the army had broken it.", "Libyan experts", ("LBY",)),
        (LIBYA + "The officials said the army had broken it.", "The officials", ("LBY",)),
        ("The UN imposed an embargo. " + LIBYA + "The experts said Libya had broken it.", "The experts", ("UN",)),
        ("The UN sent aid. " + LIBYA + "The Cairo experts said Libya had lied.", "The Cairo experts", ("EGY",)),
        (LIBYA + "Senator Ann Tolliver said Libya had broken it.", "Senator Ann Tolliver", ("USA",)),
        (LIBYA + "Two senators said Libya had broken it.", "Two senators", ("USA",)),
        (LIBYA.replace("Libya", "Kenya") + "Senator Ann Mutua said he lied.", "Senator Ann Mutua", ("KEN",)),
    ],
)
def test_outsiders_are_not_of_the_country_of_the_story(text: str, source: str, codes: tuple[str, ...]) -> None:
    assert said_by(text, source) == codes


def test_a_flag_makes_no_country_the_story_s() -> None:
    text = (
        "French commandos boarded the Comoros-flagged tanker Eagle off Brest. The Comoros-flagged ship was old. Police "
        "arrested the captain. The Comoros-flagged ship sank."
    )
    assert claim_of(text, "arrested").actor.codes == ("FRA",)


@pytest.mark.parametrize(
    ("owner", "codes"), [("Yemen's government", ("YEM",)), ("the president of Chad", ("TCD",)), ("Iran", ("IRN",))]
)
def test_whose_loyal_forces_are(owner: str, codes: tuple[str, ...]) -> None:
    text = f"Iran sent missiles. Iran's navy left. Iran struck a base. Forces loyal to {owner} shelled a port."
    assert claim_of(text, "shelled").actor.codes == codes
