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
    ],
)
def test_the_type(text: str, trigger: str, event: str) -> None:
    assert [claim.event for claim in claims_of(text, trigger)] == [event]
