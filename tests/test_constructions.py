"""Constructions that turn a fact upside down if they are read word by word: who did it to whom, and whether at all."""

from __future__ import annotations

import pytest

from sayso import read
from sayso.events.stance import stance
from sayso.records import Claim


def claim_of(text: str, trigger: str) -> Claim:
    found = [claim for claim in read(text, date="2024-05-14").claims if claim.trigger.of(text) == trigger]
    assert found, f"no claim of {trigger}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("Iran-backed fighters attacked a base in Syria.", "backed", ("IRN",), None),
        ("Iran-backed fighters attacked a base in Syria.", "attacked", ("Iran-backed fighters",), ("SYR",)),
        ("Russian-made rockets hit Tripoli.", "hit", (), ("LBY",)),
        ("A US-led coalition bombed Raqqa.", "bombed", ("USA",), ("SYR",)),
        ("Serbia said it was Kosovo, not Serbian forces, that had opened fire.", "opened", ("XKX",), None),
        ("It was Mali, not Niger, that expelled the French ambassador.", "expelled", ("MLI",), ("FRA",)),
        ("Egypt and not Qatar mediated the talks between Sudan and Chad.", "mediated", ("EGY",), ("SDN", "TCD")),
        ("The army, rather than the rebels, bombed the market.", "bombed", ("army",), None),
        ("South Sudan accused unnamed neighbours of arming rebels.", "arming", ("unnamed neighbours",), ("rebels",)),
        ("Rebels were suspected by Kenya of bombing the bridge.", "bombing", ("Rebels",), None),
        ("Kyiv's allies pledged $50bn.", "pledged", ("Kyiv's allies",), None),
        ("Russia's ally Belarus sent troops.", "sent", ("BLR",), None),
        ("Zelensky thanked Denmark for F-16 jets it had delivered in August.", "thanked", ("UKR",), ("DNK",)),
        ("Kim condemned the raid on Fiji.", "condemned", ("PRK",), None),
    ],
)
def test_who_did_it_to_whom(text: str, trigger: str, actor: tuple[str, ...], recipient: tuple[str, ...] | None) -> None:
    claim = claim_of(text, trigger)
    assert claim.actor.codes == actor
    assert recipient is None or claim.recipient.codes == recipient


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        ("Lithuania will not, its president said, extradite the Belarusian activist.", "extradite", "CT-"),
        ("Turkey refused to accuse Syria of shelling the border post.", "shelling", "U"),
        ("Kenya never accused Rwanda of genocide, its envoy said.", "genocide", "U"),
        ("It is not true that Chad closed its border with Sudan, the ministry said.", "closed", "CT-"),
        ("Chad is not the country that armed the militia, Sudan's envoy told the council.", "armed", "CT-"),
        ("Morocco's foreign ministry described as baseless reports that it had spied on Spain.", "spied", "CT-"),
        ("The Kremlin shrugged off suggestions that Wagner had looted gold from Sudan.", "looted", "CT-"),
        ("Rwanda denied trying to assassinate the opposition leader.", "assassinate", "CT-"),
        ("Belarus rejected claims that it had tried to abduct the activist.", "abduct", "CT-"),
        ("Hungary denied wanting to annex Ukrainian territory.", "annex", "CT-"),
        ("The minister denied an attempt to poison the bishop.", "poison", "CT-"),
        ("Sudan did not deny trying to seize the airport.", "seize", "U"),
        ("Sudan did not deny that it planned to attack Chad.", "attack", "U"),
        ("Togo rejected an attempt by Benin to seize the island.", "seize", "U"),
        ("Kenya denied asking Uganda to arrest the doctor.", "arrest", "U"),
        ("Rwanda denies the false claims that its troops attacked Goma.", "attacked", "CT-"),
        ("Turkey rejects the baseless accusation that its drones killed Syrian civilians.", "killed", "CT-"),
        ("Turkey rejects the baseless claim that its drones killed civilians in Syria.", "killed", "CT-"),
        ("Serbia rejected the false allegation that it had bombed the power station.", "allegation", "CT+"),
        ("Rwanda did not deny the false claims that its troops attacked Goma.", "attacked", "U"),
        ("Nepal rejected accusations by India.", "accusations", "CT+"),
        ("Finland would not tolerate Russian espionage.", "espionage", "CT+"),
        ("Ecuador will not put up with attacks by the gangs, its president said.", "attacks", "CT+"),
        ("Thailand will not stand for Cambodian shelling.", "shelling", "CT+"),
        ("Canada cannot accept Indian interference.", "interference", "CT+"),
        ("Iraq will not accept a ceasefire.", "ceasefire", "CT-"),
        ("Pakistan vowed to respond to the killing of nine guards by Afghan forces.", "killing", "CT+"),
        ("Rwanda threatened to respond to an attack on its embassy in Kinshasa.", "attack", "CT+"),
        ("Iran vowed to respond to any attack by Israel.", "attack", "U"),
        ("No one claimed responsibility for the attack on the mosque in Kabul.", "attack", "CT+"),
        ("No country has acknowledged the strike on Port Sudan.", "strike", "CT+"),
        ("No group has claimed the killing of the mayor.", "killing", "CT+"),
        ("No country has admitted that it attacked the port.", "attacked", "U"),
        ("No group attacked the mosque in Kabul.", "attacked", "CT-"),
    ],
)
def test_whether_it_happened(text: str, trigger: str, value: str) -> None:
    assert claim_of(text, trigger).factuality == value


@pytest.mark.parametrize(
    ("text", "trigger", "value", "when"),
    [
        ("Moldova denied that the diplomat expelled by Russia in January was a spy.", "expelled", "CT+", "2024-01"),
        ("There was no evidence that the village shelled by Sudan sheltered rebels.", "shelled", "CT+", None),
        ("Oman doubts that the pilots captured by Yemen on 3 May are alive.", "captured", "CT+", "2024-05-03"),
        ("Kenya denied that the bridge allegedly bombed by Sudan on Friday was old.", "bombed", "PR+", "2024-05-10"),
        ("Peru denied that the ship that Chile seized in January carried drugs.", "seized", "CT+", "2024-01"),
        ("Denmark denied that a ship was seized by Iran on 3 May.", "seized", "CT-", "2024-05-03"),
        ("There was no evidence that any village was shelled by Sudan.", "shelled", "PR-", None),
        ("Iran denied the attack carried out by its navy.", "attack", "CT-", None),
    ],
)
def test_a_deed_that_a_participle_or_relative_clause_takes_as_given(
    text: str, trigger: str, value: str, when: str | None
) -> None:
    claim = claim_of(text, trigger)
    assert (claim.factuality, claim.when) == (value, when)
    assert (stance(claim) == "asserted") == value.endswith("+")


@pytest.mark.parametrize(
    ("text", "trigger", "value", "actor"),
    [
        ("Belarus had nothing to do with the hijacking of the airliner, Minsk said.", "hijacking", "CT-", ("BLR",)),
        ("Zambian troops took no part in the raid.", "raid", "CT-", ("ZMB",)),
        ("The rebels said they took no part in looting the warehouse.", "looting", "CT-", ("rebels",)),
        ("Kuwait does not have anything to do with the bombing.", "bombing", "CT-", ("KWT",)),
        ("Mali may have had no part in the attack.", "attack", "PS-", ("MLI",)),
        ("Jordan had nothing to do with Israel's raid on Jenin.", "raid", "CT+", ("ISR",)),
        ("Syrian forces played no role in the Russian strikes on Idlib.", "strikes", "CT+", ("RUS",)),
        ("The visit has nothing to do with the arrest of the captain.", "arrest", "CT+", ()),
        ("Syria took part in the shelling.", "shelling", "CT+", ("SYR",)),
    ],
)
def test_who_had_no_part_in_a_deed(text: str, trigger: str, value: str, actor: tuple[str, ...]) -> None:
    claim = claim_of(text, trigger)
    assert (claim.factuality, claim.actor.codes) == (value, actor)


def test_who_denies_being_the_doer_denies_the_deed() -> None:
    text = "Chad denied that it was the country that armed the rebels."
    assert stance(claim_of(text, "armed"), text) == "denied"


def test_a_deed_that_nobody_claims_is_neither_denied_nor_told_by_nobody() -> None:
    found = read("No group has claimed responsibility for the bombing that killed nine soldiers in Mali.").claims
    assert {claim.factuality for claim in found} == {"CT+"}
    assert not any(claim.say_so for claim in found)


def test_no_10_is_a_source() -> None:
    claim = claim_of("No 10 denied that Britain had attacked the ship.", "attacked")
    assert [source.source for source in claim.say_so] == ["No 10"]


def test_who_did_not_deny_false_claims_denies_nothing() -> None:
    text = "Rwanda did not deny the false claims that its troops attacked Goma."
    assert stance(claim_of(text, "attacked"), text) != "denied"


def test_who_is_told_of_takes_no_part_in_the_inquiry_that_tells_it() -> None:
    text = "An inquiry found that Boko Haram had not killed the six soldiers."
    assert claim_of(text, "inquiry").recipient.codes == ()


def test_a_spokesman_of_nobody_speaks_for_the_subject() -> None:
    claim = claim_of("Iran will not send drones to Russia, a spokesman told reporters.", "send")
    assert [source.code for source in claim.say_so] == ["IRN"]


def test_an_old_date_of_a_relative_clause_is_not_that_of_the_main_clause() -> None:
    claim = claim_of("Washington lifted sanctions on Venezuela that it had imposed in 2019.", "lifted")
    assert claim.auxiliary is None


@pytest.mark.parametrize(
    ("text", "trigger", "event", "actor", "recipient"),
    [
        ("Students in Goma, which M23 captured, left.", "captured", "ASSAULT", ("M23",), ("COD",)),
        ("Soldiers in Lashio, which rebels captured, surrendered.", "captured", "ASSAULT", ("rebels",), ("MMR",)),
        ("Soldiers in Lashio whom the rebels captured were freed.", "captured", "COERCE", ("rebels",), ("MMR",)),
        ("A British soldier spied for Iran, the court heard.", "spied", "COERCE", ("GBR",), ()),
        ("Germany charged three men with spying for China.", "spying", "COERCE", None, ()),
        ("A Greek man was spying on NATO for China, police said.", "spying", "COERCE", ("GRC",), ("NATO",)),
        ("Russia spied against Germany for years.", "spied", "COERCE", ("RUS",), ("DEU",)),
        ("Mossad warned Cyprus about a plot.", "warned", "CONSULT", ("ISR",), ("CYP",)),
        ("German intelligence warned Denmark of a planned attack.", "warned", "CONSULT", ("DEU",), ("DNK",)),
        ("North Korea warned Seoul of an attack.", "warned", "THREATEN", ("PRK",), ("KOR",)),
        ("China warned the Philippines of consequences.", "warned", "THREATEN", ("CHN",), ("PHL",)),
        ("Jordan recalled its envoy to protest against the raid.", "protest", "ACCUSE", ("JOR",), None),
        ("Vietnam's foreign ministry protested against China's drilling.", "protested", "ACCUSE", ("VNM",), ("CHN",)),
        ("Students marched in Dhaka to protest against quotas.", "protest", "PROTEST", ("BGD",), None),
        ("Canada will respond in kind, its trade minister said.", "respond", "THREATEN", ("CAN",), None),
        ("Serbia would abide by the ruling, its president said.", "abide", "AGREE", ("SRB",), None),
        ("The UN voiced outrage over the killing of nine aid workers in Sudan.", "killing", "ASSAULT", (), ("SDN",)),
        ("Israel is responsible for the killing of nurses in Gaza.", "killing", "ASSAULT", ("ISR",), ("PSE",)),
        ("Railway workers in Sudan laid down their tools.", "laid down", "PROTEST", ("SDN",), None),
        ("French police removed barricades in Noumea.", "removed", "COERCE", ("FRA",), None),
        ("The US and Britain carried out the strikes.", "strikes", "ASSAULT", ("USA", "GBR"), None),
        ("Unions in France launched the strike.", "strike", "PROTEST", ("Unions in France",), None),
        ("Malaysia has expressed concern over Chinese patrols.", "expressed concern", "ACCUSE", ("MYS",), ("CHN",)),
        ("Officers whom the ELN has held since May were released.", "held", "COERCE", ("ELN",), ("Officers",)),
    ],
)
def test_what_was_done_by_whom(
    text: str, trigger: str, event: str, actor: tuple[str, ...] | None, recipient: tuple[str, ...] | None
) -> None:
    claim = claim_of(text, trigger)
    assert claim.event == event
    assert actor is None or claim.actor.codes == actor
    assert recipient is None or claim.recipient.codes == recipient


def test_a_participle_before_the_noun_that_names_the_event_is_no_event() -> None:
    claims = read("Canada announced targeted sanctions against Sudanese generals.", date="2024-05-14").claims
    assert [claim.event for claim in claims] == ["SANCTION"]
