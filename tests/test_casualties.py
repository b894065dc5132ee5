"""Casualties "in which" an attack ended are the attacker's deed, and none of the attacker's own people by a guess."""

from __future__ import annotations

import pytest

from sayso import read


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        (
            "Chile condemns the attack by Belarusian troops on a Lithuanian patrol, in which one man was wounded.",
            "wounded",
            ("BLR",),
            ("LTU",),
        ),
        (
            "Kenya condemned a strike by Ethiopian jets on a village in Somalia, in which six herders were killed.",
            "killed",
            ("ETH",),
            ("SOM",),
        ),
        (
            "Norway condemned the Rwandan bombing of Goma in Congo, in which a Norwegian nurse was killed.",
            "killed",
            ("RWA",),
            ("NOR",),
        ),
        (
            "The attack on a Lithuanian patrol was carried out by Belarusian troops. One officer was wounded.",
            "wounded",
            (),
            ("LTU",),
        ),
        ("Chad said a Sudanese drone strike had hit Tine. Two children were killed.", "killed", ("SDN",), ("TCD",)),
        # look-alikes: whose the victims are stands in the words, or the clause is another one
        (
            "Iran fired rockets at a base in Iraq. Two Iranian soldiers were killed when a rocket exploded.",
            "killed",
            (),
            ("IRN",),
        ),
        ("Russia shelled Kherson and a Russian journalist was killed in Belgorod.", "killed", (), ("RUS",)),
        ("Israeli jets struck a depot in Syria. Three guards were wounded.", "wounded", ("ISR",), ("SYR",)),
    ],
)
def test_who_harmed_whom(text: str, trigger: str, actor: tuple[str, ...], recipient: tuple[str, ...]) -> None:
    found = [claim for claim in read(text, date="2024-05-14").claims if claim.trigger.of(text) == trigger]
    assert [(claim.actor.codes, claim.recipient.codes) for claim in found] == [(actor, recipient)]
