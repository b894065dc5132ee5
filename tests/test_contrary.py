"""Who holds what a text denies is no source of the denial, and answers by deeds are as far off as their verb."""

from __future__ import annotations

import pytest

from sayso import read
from sayso.records import Claim


def claim_of(text: str, trigger: str) -> Claim:
    found = [claim for claim in read(text, date="2024-05-14").claims if claim.trigger.of(text) == trigger]
    assert found, f"no claim of {trigger}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "trigger", "sources"),
    [
        ("Iran did not send rockets to Mali, as a French paper had claimed.", "send", []),
        ("Oman has never sold drones to Yemen's rebels, as a Saudi daily had reported.", "sold", []),
        ("Togo never bought the ship, as the UN panel alleged, but hired it, the navy said.", "bought", ["TGO"]),
        ("Chad did not arm the rebels, as Sudan suggested on Monday.", "arm", []),
        (
            "The monitors found no evidence that Lebanon's army had received Iranian rockets, as a Cypriot newspaper"
            " reported in January.",
            "received",
            ["monitors"],
        ),
        # look-alikes: these bear out what is told
        ("Chad has sent troops to Niger, as a local radio station reported.", "sent", ["NER"]),
        ("Hungary did not veto the package, as officials in Brussels confirmed.", "veto", ["BEL"]),
        ("Egypt closed the crossing, as Israel claimed.", "closed", ["ISR"]),
    ],
)
def test_who_claims_the_opposite_is_no_source(text: str, trigger: str, sources: list[str]) -> None:
    assert [link.code for link in claim_of(text, trigger).say_so] == sources


@pytest.mark.parametrize(
    ("text", "trigger", "value", "auxiliary"),
    [
        ("Britain and Canada are expected to follow with sanctions of their own.", "sanctions", "PR+", "future"),
        ("Australia is set to follow with a ban on Russian gold.", "ban", "CT+", "future"),
        ("Sweden will respond with sanctions on Belarus.", "sanctions", "CT+", "future"),
        ("Turkey could hit back with a ban on Greek ships.", "ban", "PS+", "hypothetical"),
        ("Iran did not respond with strikes.", "strikes", "CT-", "negation"),
        ("Canada followed with sanctions on two generals.", "sanctions", "CT+", None),
        ("Pakistan retaliated with strikes on Iranian villages.", "strikes", "CT+", None),
    ],
)
def test_what_one_answers_with(text: str, trigger: str, value: str, auxiliary: str | None) -> None:
    claim = claim_of(text, trigger)
    assert (claim.factuality, claim.auxiliary) == (value, auxiliary)
