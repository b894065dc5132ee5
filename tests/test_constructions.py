"""Constructions that turn a fact upside down if they are read word by word: who did it to whom, and whether at all."""

from __future__ import annotations

import pytest

from sayso import read
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
        ("Chad sent tanks to Sudan, not to Libya.", "sent", ("TCD",), ("SDN",)),
        ("Iran sent missiles not to Syria but to Lebanon.", "sent", ("IRN",), ("LBN",)),
        ("Turkey received shells from Serbia, not from Bulgaria.", "received", ("SRB",), ("TUR",)),
        ("Chad sent aid not only to Sudan but also to Libya.", "aid", ("TCD",), ("SDN", "LBY")),
        ("Togo did not send rice to Benin.", "send", ("TGO",), ("BEN",)),
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
        ("Turkey gave weapons to neither side.", "gave", "CT-"),
        ("Niger received weapons from neither France nor Russia.", "received", "CT-"),
        ("Kenya sent arms to none of the parties.", "sent", "CT-"),
        ("Iran delivered missiles to no armed group, Tehran said.", "delivered", "CT-"),
        ("Chad armed neither side and attacked the base.", "attacked", "CT+"),
        ("The army shelled the town to no avail.", "shelled", "CT+"),
        ("Turkey, which sided with neither party, gave weapons to Libya.", "gave", "CT+"),
        ("Iran attacked Israel with none of the usual warnings.", "attacked", "CT+"),
        ("No fewer than three attacks hit Kyiv, the mayor said.", "attacks", "CT+"),
        ("Chad sent no fewer than 20 tanks to Sudan.", "sent", "CT+"),
        ("France sent no more weapons to Chad.", "sent", "CT-"),
        ("The Kremlin shrugged off suggestions that Wagner had looted gold from Sudan.", "looted", "CT-"),
    ],
)
def test_whether_it_happened(text: str, trigger: str, value: str) -> None:
    assert claim_of(text, trigger).factuality == value


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
    ("text", "actor", "recipient"),
    [
        ("The ICJ dismissed the case that Sudan had brought against the UAE.", "SDN", "ARE"),
        ("The panel dismissed the action brought by Iran against Canada.", "IRN", "CAN"),
        ("Qatar has brought proceedings against Saudi Arabia.", "QAT", "SAU"),
    ],
)
def test_bringing_a_case_is_the_word_of_who_tells_it(text: str, actor: str, recipient: str) -> None:
    claim = claim_of(text, "brought")
    assert (claim.event, claim.actor.codes, claim.recipient.codes) == ("ACCUSE", (actor,), (recipient,))
    assert not {link.code for link in claim.say_so} - {actor}


def test_what_a_rejected_complaint_says_stays_denied() -> None:
    claim = claim_of("Chad rejected the complaint that its army had shelled Sudan.", "shelled")
    assert (claim.factuality, claim.say_so[-1].code) == ("CT-", "TCD")


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient", "source"),
    [
        ("The Panel documented 26 violations of the arms embargo.", "violations", (), (), "Panel"),
        ("Amnesty International documented attacks on hospitals in Sudan.", "attacks", (), ("SDN",), "Amnesty"),
        ("The Red Cross recorded 90 arrests in Myanmar.", "arrests", (), None, "Red Cross"),
        ("A UN team documented shipments of weapons from Chad to the RSF.", "shipments", ("TCD",), None, "UN"),
        ("Monitors from the African Union verified the withdrawal of Eritrean troops.", "withdrawal", (), None, "Afr"),
        ("Yemen counted nine Saudi strikes in May.", "strikes", ("SAU",), None, "YEM"),
        ("Ukraine documented 1,200 war crimes by Russian troops.", "war crimes", ("RUS",), ("UKR",), "UKR"),
    ],
)
def test_who_records_an_event_tells_it_and_has_no_part_in_it(
    text: str, trigger: str, actor: tuple[str, ...], recipient: tuple[str, ...] | None, source: str
) -> None:
    claim = claim_of(text, trigger)
    assert claim.actor.codes == actor
    assert recipient is None or claim.recipient.codes == recipient
    assert (claim.say_so[-1].code or "").startswith(source)


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("Russia sent jamming equipment to Iran.", ["sent"]),
        ("North Korea bought targeting equipment from China.", ["bought"]),
        ("Estonia accused Russia of jamming GPS signals.", ["accused", "jamming"]),
        ("Turkey re-exported chips to Russia.", ["exported"]),
        ("Iran seized a Marshall Islands-flagged ship.", ["seized"]),
        ("Iran-backed fighters attacked a base in Syria.", ["backed", "attacked"]),
    ],
)
def test_parts_of_words_and_names_of_things_are_no_events(text: str, triggers: list[str]) -> None:
    assert [claim.trigger.of(text) for claim in read(text, date="2024-05-14").claims] == triggers


@pytest.mark.parametrize(
    ("text", "trigger", "recipient", "object"),
    [
        ("China sold Serbia drones and guided missiles.", "sold", ("SRB",), "drones and guided missiles"),
        ("France sold India 36 Rafale jets.", "sold", ("IND",), "36 Rafale jets"),
        ("Russia sold Iran 48 Su-35s.", "sold", ("IRN",), "48 Su-35s"),
        ("Russia will give Iran 48 Su-35s.", "give", ("IRN",), "48 Su-35s"),
        ("Moscow delivered 24 Su-35s to Tehran.", "delivered", ("IRN",), "24 Su-35s"),
        ("Pakistan received 20 J-10Cs from China.", "received", ("PAK",), "20 J-10Cs"),
        ("France sold Iran oil to India.", "sold", ("IND",), "Iran oil"),
        ("China bought Iran oil.", "bought", ("IRN",), "Iran oil"),
    ],
)
def test_who_gets_it_is_no_part_of_the_goods(text: str, trigger: str, recipient: tuple[str, ...], object: str) -> None:
    claim = claim_of(text, trigger)
    assert claim.object is not None
    assert (claim.recipient.codes, claim.object.of(text)) == (recipient, object)


def test_what_a_source_calls_invented_is_denied() -> None:
    text = "The US fabricated transfers of missiles from China to Russia, Beijing said."
    claim = claim_of(text, "transfers")
    assert (claim.factuality, claim.say_so[-1].code) == ("CT-", "CHN")
    assert claim_of("Iran fabricated drone parts and sent them to Russia.", "sent").factuality == "CT+"
    assert claim_of("Israel invented an attack on its embassy, Tehran said.", "attack").actor.codes == ()


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("The UAE supplied at least one Pantsir system to Libya.", "supplied", "air defence"),
        ("Russia sold at least one submarine to Iran.", "sold", "ships"),
        ("Iran sold two million barrels to China.", "sold", "energy"),
        ("Sudan bought six MiG-29 fighters from Belarus.", "bought", "aircraft"),
        ("China shipped sodium perchlorate to Iran.", "shipped", "dual-use"),
    ],
)
def test_goods_have_their_class(text: str, trigger: str, kind: str) -> None:
    assert [thing.kind for thing in claim_of(text, trigger).things] == [kind]


def test_who_records_something_else_does_what_he_does() -> None:
    text = "The police recorded a statement by the minister and arrested him."
    assert claim_of(text, "arrested").actor.codes == ("police",)


@pytest.mark.parametrize(
    ("text", "trigger", "recipient"),
    [
        ("Sudan lost an Antonov plane, the RSF said.", "lost", ()),
        ("Turkey delivered two Akinci drones to Mali.", "delivered", ("MLI",)),
        ("Iran supplied Fattah missiles to Hezbollah.", "supplied", ("Hezbollah",)),
        ("Greece accused Akinci of breaking the truce.", "accused", ("CYP",)),
    ],
)
def test_a_weapon_that_bears_a_name_is_nobody(text: str, trigger: str, recipient: tuple[str, ...]) -> None:
    assert claim_of(text, trigger).recipient.codes == recipient
