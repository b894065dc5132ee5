"""Deeds behind a word for a share in them, and what clears somebody of them: denied, left open or given."""

from __future__ import annotations

import pytest

from sayso.claims.giving import withheld
from tests.test_actors import parsed
from tests.told import claim_of, claims_of


@pytest.mark.parametrize(
    ("text", "trigger", "value", "actor"),
    [
        ("Syria denied responsibility for the bombing of Tripoli.", "bombing", "CT-", ("SYR",)),
        ("Chad denied on Sunday any role in the killing of the bishop.", "killing", "CT-", ("TCD",)),
        ("Sudan has denied playing any part in the shelling of Adre.", "shelling", "CT-", ("SDN",)),
        ("Togo denied that it had any hand in the kidnapping of the monk.", "kidnapping", "CT-", ("TGO",)),
        ("Benin denied being behind the bombing of the bridge.", "bombing", "CT-", ("BEN",)),
        ("Mali rejected claims of involvement in the massacre.", "massacre", "CT-", ("MLI",)),
        ("Laos denied any link to the murder of the monk.", "murder", "CT-", ("LAO",)),
        ("Niger denied involvement, direct or indirect, in the shelling of Gao.", "shelling", "CT-", ("NER",)),
        ("Peru ruled out the participation of soldiers in the kidnapping of a nun.", "kidnapping", "CT-", ("PER",)),
        ("Ghana did not deny its role in the attack on Lome.", "attack", "U", ("GHA",)),
        ("Iraq denied any role in the Israeli strikes on Homs.", "strikes", "CT+", ("ISR",)),
        ("Kenya admitted its role in the shelling of Goma.", "shelling", "CT+", ("KEN",)),
        ("Kuwait denied the party any role in the talks with Iran.", "talks", "CT+", None),
    ],
)
def test_a_denied_share_in_a_deed(text: str, trigger: str, value: str, actor: tuple[str, ...] | None) -> None:
    claim = claim_of(text, trigger)
    assert claim.factuality == value
    assert actor is None or claim.actor.codes == actor


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        ("The court in Lima acquitted two Peruvian soldiers of the murder of a shepherd.", "murder", "CT-"),
        ("A Kenyan judge absolved the colonel of the massacre of nine herders.", "massacre", "CT-"),
        ("Three Togolese guards were found not guilty of the murder of a nurse.", "murder", "CT-"),
        ("A Kenyan court exonerated the officer over the killing of a boy.", "killing", "CT-"),
        ("Two Malian officers were acquitted on charges of murdering a monk.", "murdering", "CT-"),
        ("The jury found the Kenyan mayor guilty of the murder of a rival.", "murder", "CT+"),
        ("A court in Chad convicted the colonel of the murder of a herder.", "murder", "CT+"),
        ("A Peruvian court acquitted two men of aiding the kidnapping of a nun during the 2019 war.", "war", "CT+"),
        ("The Kenyan police chief ruled out that the reporter had been tortured.", "tortured", "CT-"),
        ("Chile excluded that its sailors had fired on the boat.", "fired", "CT-"),
        ("Mali said it was not true that its troops had executed herders.", "executed", "CT-"),
        ("Algeria did not rule out attacking Morocco.", "attacking", "U"),
        ("Algeria does not exclude attacking Morocco.", "attacking", "U"),
        ("Algeria ruled out attacking Morocco.", "attacking", "CT-"),
        ("The UN was in no position to confirm that Chad had shelled the camp.", "shelled", "U"),
        ("The UN was in a position to confirm that Chad had shelled the camp.", "shelled", "CT+"),
    ],
)
def test_who_is_cleared_of_a_deed_and_what_is_ruled_out(text: str, trigger: str, value: str) -> None:
    assert claim_of(text, trigger).factuality == value


def test_who_keeps_a_possibility_refuses_nothing() -> None:
    assert not [c for c in claims_of("Algeria did not rule out attacking Morocco.", "rule out") if c.event == "REJECT"]
    assert claims_of("Algeria ruled out attacking Morocco.", "ruled out")


def test_a_verdict_of_innocence_is_no_conviction() -> None:
    (claim,) = claims_of("Three Togolese guards were found not guilty of the murder of a nurse.", "found")
    assert claim.event == "CONCEDE"


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        ("Kenyan nurses called off their 80-day strike on Tuesday.", "strike", "CT+"),
        ("Doctors in Ghana called off their two-month-old strike.", "strike", "CT+"),
        ("Lecturers in Nigeria called off a strike that had lasted six weeks.", "strike", "CT+"),
        ("Teachers in Peru called off the strike that began on January 12.", "strike", "CT+"),
        ("The Syrian army called off its siege of Homs after 40 days.", "siege", "CT+"),
        ("Nurses in Peru called off a five-week strike.", "strike", "CT+"),
        ("Pilots in Chile called off their two-day strike.", "strike", "CT-"),
        ("Dockers in Togo called off a strike that would have shut the port.", "strike", "CT-"),
        ("Miners in Peru called off a strike that threatened to shut the port.", "strike", "CT-"),
    ],
)
def test_what_was_called_off_after_it_began_took_place(text: str, trigger: str, value: str) -> None:
    assert claim_of(text, trigger).factuality == value


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "sources"),
    [
        ("Kenya denied Uganda the rifles it used to attack Somalia.", "attack", ("UGA",), []),
        ("The sanctions deny Russia the parts that it uses to bomb Ukraine.", "bomb", ("RUS",), []),
        ("The pact denies Niger the camps from which it attacks Mali.", "attacks", ("NER",), []),
        ("Egypt denied entry to a Sudanese writer who had criticised Cairo.", "criticised", ("SDN",), []),
        ("Kenya denied that Uganda had attacked Somalia.", "attacked", ("UGA",), ["Kenya"]),
        ("Kenya denied Sunday the report that it had attacked Somalia.", "attacked", ("KEN",), ["Kenya"]),
    ],
)
def test_to_withhold_is_not_to_deny_what_is_told(
    text: str, trigger: str, actor: tuple[str, ...], sources: list[str]
) -> None:
    claim = claim_of(text, trigger)
    assert (claim.actor.codes, [link.source for link in claim.say_so]) == (actor, sources)
    assert claim.factuality == ("CT-" if sources else "CT+")


def test_who_denies_a_thing_with_an_adjective_withholds_nothing() -> None:
    misread = parsed("They/PRON/2/nsubj deny/VERB/0/root new/ADJ/2/iobj transfer/NOUN/2/obj")
    assert withheld(misread, 1) is None
    assert withheld(parsed("They/PRON/2/nsubj deny/VERB/0/root Chad/PROPN/2/iobj fuel/NOUN/2/obj"), 1) is not None
    first, second = "They/PRON/2/nsubj deny/VERB/0/root transfer/NOUN/2/obj", "the/DET/2/det lorries/NOUN/0/root"
    apart = f"{first}\n{second}"
    assert withheld(parsed(apart), 1) is None
