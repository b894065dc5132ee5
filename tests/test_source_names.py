"""Who a source is by the name of its body, whom its pronoun means, and which sources stand in a chain."""

from __future__ import annotations

import pytest

from sayso import read
from tests.told import claim_of, said_by


@pytest.mark.parametrize(
    ("text", "source", "code"),
    [
        ("The Chadian Rowing Federation said Sudan had shelled its camp.", "The Chadian Rowing Federation",
         "Chadian Rowing Federation"),
        ("Lena Voss, director of the Peruvian Growers Association, said police had arrested ten men.",
         "Lena Voss, director of the Peruvian Growers Association", "Peruvian Growers Association"),
        ("The Kenyan Water Forum's Ann Odera said Uganda had closed the lake.", "The Kenyan Water Forum's Ann Odera",
         "Kenyan Water Forum"),
        ("The Chadian Ministry of Defence said Sudan had shelled a camp.", "The Chadian Ministry of Defence", "TCD"),
        ("Officials of the International Monetary Fund (IMF) said Zambia had refused its offer.",
         "Officials of the International Monetary Fund (IMF)", "IMF"),
        ("Television broadcaster KTV said Iran had shelled the port.", "Television broadcaster KTV", "KTV"),
        ("Iran shelled the port on Monday, the human rights network LMN reported.", "the human rights network LMN",
         "LMN"),
        ("Nobody in Lima will say whether Chile shelled the port.", "Nobody in Lima", "PER"),
    ],
)  # fmt: skip
def test_a_body_that_speaks_for_no_state_has_its_own_name(text: str, source: str, code: str) -> None:
    assert said_by(text, source) == (code,)


@pytest.mark.parametrize(
    ("text", "source", "code"),
    [
        ("The Lima Herald reported that police in Chile had shot two men.", "The Lima Herald", "Lima Herald"),
        ("Police in Chile shot two men, according to the Cairo Tribune.", "the Cairo Tribune", "Cairo Tribune"),
        ("The Lima police reported that two men had attacked a bank.", "The Lima police", "PER"),
    ],
)
def test_papers_have_their_own_names(text: str, source: str, code: str) -> None:
    assert said_by(text, source) == (code,)


@pytest.mark.parametrize(
    ("text", "source", "code"),
    [
        ("Taiwan's army moved its missiles on Monday. No Chinese missile had been fired, it said.", "it", "TWN"),
        ('Ethiopia denied it. "What Eritrea calls a deployment is a rotation," its army chief said.',
         "its army chief", "ETH"),
        ("Serbia will sell ammunition to Chad, its minister said.", "its minister", "SRB"),
    ],
)  # fmt: skip
def test_who_speaks_is_not_whom_the_words_before_name(text: str, source: str, code: str) -> None:
    assert said_by(text, source) == (code,)


@pytest.mark.parametrize(
    ("opening", "codes"),
    [
        ("Delegations of Chad and of Mali held talks in Doha from 2 to 4 May.", {"TCD", "MLI"}),
        ("Delegations of Yemen, Eritrea and India held talks in Muscat from 2 to 4 May.", {"YEM", "ERI", "IND"}),
    ],
)
def test_the_parties_of_a_joint_statement_are_all_that_it_names_at_its_opening(opening: str, codes: set[str]) -> None:
    text = f"1. {opening}\n\n2. The parties condemned the attack on the town.\n\n3. The parties agreed to meet in June."
    assert set(said_by(text, "The parties")) == codes


@pytest.mark.parametrize(
    ("text", "trigger", "chain"),
    [
        ("The General Union of Porters in Peru announced a 48-hour strike.", "strike", 1),
        ("Peru announced a curfew in Lima on Monday.", "curfew", 1),
        ("Peru imposed a curfew in Lima on Monday.", "curfew", 0),
        ("Chad demanded in June that Sudan lift its siege; Sudan shelled a market on Tuesday.", "shelled", 0),
        ("Chad accused Sudan of breaking its word and withheld two payments.", "withheld", 0),
        ("Chad said that Sudan had broken its word and shelled a market.", "shelled", 1),
        ("The Russian embassy said the trial showed that Norway had shelled the port.", "shelled", 1),
        ("The Russian embassy said that Denmark claims that Norway had shelled the port.", "shelled", 2),
    ],
)
def test_how_many_sources_an_event_has(text: str, trigger: str, chain: int) -> None:
    assert len(claim_of(text, trigger).say_so) == chain


def test_who_is_spoken_to_is_no_source() -> None:
    text = '"You wanted to kidnap the minister," the judge in Fiji told the captain.'
    assert all(link.source != "You" for claim in read(text, date="2024-05-14").claims for link in claim.say_so)


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        ("Uganda has delivered nothing but food to Sudan.", "delivered", "CT+"),
        ("Uganda has delivered nothing in May except rifles to Sudan.", "delivered", "CT+"),
        ("Uganda has delivered nothing to Sudan.", "delivered", "CT-"),
        ("Uganda delivered nothing, but Kenya sent rifles to Sudan.", "delivered", "CT-"),
    ],
)
def test_nothing_but_leaves_something(text: str, trigger: str, value: str) -> None:
    assert claim_of(text, trigger).factuality == value
