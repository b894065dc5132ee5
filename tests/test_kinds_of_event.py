"""Of which type a word is, by what stands beside it."""

from __future__ import annotations

import pytest

from tests.told import claims_of


@pytest.mark.parametrize(
    ("text", "trigger", "event"),
    [
        ("Burkina Faso's junta suspended the constitution on Monday.", "suspended", "COERCE"),
        ("Ecuador suspended the right of assembly in Guayaquil.", "suspended", "COERCE"),
        ("Chad suspended its ties with Sudan.", "suspended", "SANCTION"),
        ("The Kenyan senator dropped out of the race for president.", "dropped out", "RETREAT"),
        ("Togo dropped out of the pact with Ghana.", "dropped out", "SANCTION"),
        ("Norway turned its back on Finland.", "turned", "REJECT"),
        ("Greece turned back Syrian migrants.", "turned back", "COERCE"),
        ("Egypt signed a contract with Eritrea for coastal radars.", "signed", "AGREE"),
        ("Colombia's president signed the bill on Venezuelan migrants.", "signed", "SUPPORT"),
        ("Malawi warned its citizens to leave Mozambique.", "warned", "REQUEST"),
        ("Zimbabwe warned Zambia of retaliation.", "warned", "THREATEN"),
        ("The premier of Chad shook the hands of Libyan ministers.", "shook", "CONSULT"),
        ("Kuwait struck the names of Yemeni banks from the list.", "struck", "REJECT"),
        ("Kuwait struck a Yemeni base with missiles.", "struck", "ASSAULT"),
        ("Senator Kaine has fought for the rights of nurses in Ohio.", "fought", "SUPPORT"),
        ("Syrian mercenaries fought for Libya.", "fought", "ASSAULT"),
        ("The Peruvian senator disavowed the Chilean endorsement.", "disavowed", "REJECT"),
        ("Qatar sent Nepali workers home.", "sent", "COERCE"),
        ("Iran sent missiles to Syria.", "sent", "AID"),
        ("Iran sent soldiers to Syria.", "sent", "MOBILIZE"),
        ("The Zambian party promised to rip up the accord with Malawi.", "promised", "THREATEN"),
        ("The Zambian party promised to cut taxes in Malawi.", "promised", "AGREE"),
        ("Portugal asked Spain to take back the workers.", "take back", "COOPERATE"),
        ("Oman will hold back its complaint against Yemen.", "hold back", "RETREAT"),
        ("Hungary will back the Serbian bid.", "back", "SUPPORT"),
    ],
)
def test_the_type(text: str, trigger: str, event: str) -> None:
    assert [claim.event for claim in claims_of(text, trigger)] == [event]
