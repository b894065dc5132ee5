"""Places before the colon of a headline, and those who do speak there; clefts; objects that deny one verb of two."""

from __future__ import annotations

import pytest

from sayso import read
from sayso.records import Claim

_REST = "\n\nThe authorities gave no further account of the day's events on Tuesday.\n"


def claim_of(text: str, trigger: str) -> Claim:
    found = [claim for claim in read(text, date="2024-05-14").claims if claim.trigger.of(text) == trigger]
    assert found, f"no claim of {trigger}"
    return found[0]


@pytest.mark.parametrize(
    ("headline", "trigger"),
    [
        ("Nigeria: gunmen kill nine farmers", "kill"),
        ("Kenya: police arrest ten protesters", "arrest"),
        ("Mali: jihadists attack army camp", "attack"),
        ("Haiti: gangs attack police station", "attack"),
        ("Guinea: court sentences two journalists", "sentences"),
        ("Malawi: students clash with police over fees", "clash"),
        ("Bolivia: two killed in attack on judge", "killed"),
        ("Burkina Faso: masked gunmen kidnap priest", "kidnap"),
        ("Nepal: protesters block highway", "block"),
        ("Togo: opposition activists arrested in Lomé", "arrested"),
    ],
)
def test_a_place_before_a_colon_is_no_source(headline: str, trigger: str) -> None:
    assert claim_of(headline + _REST, trigger).say_so == ()


@pytest.mark.parametrize(
    ("headline", "trigger", "source"),
    [
        ("Ukraine: Russia shelled hospital", "shelled", "Ukraine"),
        ("Minister: gunmen killed nine farmers", "killed", "Minister"),
        ("UN: gunmen killed nine farmers", "killed", "UN"),
        ("Chad: Sudan shelled village", "shelled", "Chad"),
    ],
)
def test_who_speaks_before_a_colon_does(headline: str, trigger: str, source: str) -> None:
    assert [link.source for link in claim_of(headline + _REST, trigger).say_so] == [source]


def test_a_cleft_makes_nobody_the_rebels() -> None:
    text = (
        "The Rapid Support Forces shelled a camp in Sudan. The army said it was the Rapid Support Forces that had hit "
        "the clinic. On Friday the army arrested eleven nurses in Omdurman."
    )
    assert claim_of(text, "arrested").actor.codes == ("SDN",)


@pytest.mark.parametrize(
    ("text", "trigger", "factuality"),
    [
        ("The army had nothing to do with the raid and arrested the culprits.", "arrested", "CT+"),
        ("The police hurt no marchers and arrested two thieves.", "arrested", "CT+"),
        ("The rebels received no ransom and killed the hostages.", "killed", "CT+"),
        ("Nobody attacked or arrested the marchers.", "arrested", "CT-"),
        ("The police killed no marchers.", "killed", "CT-"),
        ("The army did not arrest or attack anybody.", "attack", "CT-"),
    ],
)
def test_an_object_denies_its_own_verb_alone(text: str, trigger: str, factuality: str) -> None:
    assert claim_of(text, trigger).factuality == factuality
