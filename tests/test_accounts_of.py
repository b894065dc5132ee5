"""Sources that no verb of saying names: whose account, words or version it is, and who lays it at whose door."""

from __future__ import annotations

import pytest

from sayso import read
from sayso.records import Claim


def claim_at(text: str, word: str) -> Claim:
    reading = read(text, date="2024-05-14")
    return next(claim for claim in (*reading.claims, *reading.faint) if claim.trigger.of(text) == word)


@pytest.mark.parametrize(
    ("text", "word", "source"),
    [
        ("By the ministry's account, rebels shelled the town for an hour.", "shelled", "the ministry's"),
        ("By the account of the ministry, the town was shelled by rebels.", "shelled", "the ministry"),
        ("In the army's version, rebels attacked the convoy.", "attacked", "the army's"),
        ("The president laid the attack at Nicaragua's door in a speech.", "attack", "The president"),
        ("A police officer put the attack down to deserters.", "attack", "A police officer"),
        ("The army pins the attack on rebels.", "attack", "The army"),
    ],
)
def test_an_account_has_its_source(text: str, word: str, source: str) -> None:
    assert [link.source for link in claim_at(text, word).say_so] == [source]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Sweden expelled two diplomats because, by its account, Iran used gangs to kidnap an editor.", "expelled"),
        ("The bank paid rebels by its account, who attacked the town.", "attacked"),
        ("In other words, rebels attacked the convoy.", "attacked"),
        ("The army put down the attack on Friday.", "attack"),
    ],
)
def test_what_is_nobodys_account_stays_the_papers(text: str, word: str) -> None:
    assert not claim_at(text, word).say_so
