"""Events that stand although a word near them is denied, and outcomes that deny no event."""

from __future__ import annotations

import pytest

from sayso import read
from sayso.records import Reading

STANDING = [
    ("The mayor of Lagos said the riot had nothing to do with football.", "riot", "CT+"),
    ("The embargo has no end in sight, traders in Chad said.", "embargo", "CT+"),
    ("The blockade had no effect on the miners, Peru said.", "blockade", "CT+"),
    ("The attack on the Chadian post did not take place, Libya's army said.", "attack", "CT-"),
    ("Kenya's president did not carry out his threat to expel the Ugandan envoy.", "threat", "CT+"),
    ("Kenya's army did not carry out the attack on the Ugandan post.", "attack", "CT-"),
    ("Chad will not take back its ban on Libyan lorries.", "ban", "CT+"),
    ("Chad will not impose a ban on Libyan lorries.", "ban", "CT-"),
    ("Peru's foreign minister rejected the Bolivian sanctions as unlawful.", "sanctions", "CT+"),
    ("Peru rejected sanctions against Bolivia.", "sanctions", "CT-"),
    (
        "Oman denied that its freighter had taken guns to Aden in May, the shipment over which Kenya sanctioned the"
        " owner last month.",
        "sanctioned",
        "CT+",
    ),
    ("The prosecutor did not connect his arrest in Riga with the quarrel over gas.", "arrest", "CT+"),
    ("Oman's minister dismissed as false a report that Chad had been paid for its abstention.", "abstention", "CT+"),
    ("Nor has Peru expelled the Chilean envoy, as a newspaper reported.", "expelled", "CT-"),
    (
        "The mission was unable to say whether the army of Chad shelled the camp; its team was detained by Chadian"
        " soldiers on Friday.",
        "detained",
        "CT+",
    ),
]


@pytest.mark.parametrize(("text", "trigger", "value"), STANDING)
def test_what_is_told_beside_a_denial_stands(text: str, trigger: str, value: str) -> None:
    found = [c.factuality for c in _claims(text) if c.trigger.of(text) == trigger]
    assert found == [value]


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("Rebels attacked a post in Chad. Nobody was hurt in the raid.", ["attacked"]),
        ("No one was injured when Chadian soldiers shelled the market.", ["shelled"]),
        ("No villagers were wounded when Chadian soldiers shelled the market.", ["shelled"]),
        ("Nobody died, but Chadian soldiers shelled the market.", ["shelled"]),
        ("Two villagers were wounded by Chadian soldiers.", ["wounded"]),
    ],
)
def test_that_nobody_came_to_harm_denies_no_deed(text: str, triggers: list[str]) -> None:
    found = [c.trigger.of(text) for c in _claims(text)]
    assert [t for t in found if t in ("attacked", "shelled", "hurt", "injured", "wounded", "died")] == triggers


def _claims(text: str) -> list:
    reading = read(text)
    assert isinstance(reading, Reading)
    return reading.claims
