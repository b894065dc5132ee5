"""Constructions that turn a fact upside down if they are read word by word: who did it to whom, and whether at all."""

from __future__ import annotations

import pytest

from sayso import read
from sayso.events.stance import stance
from tests.told import claim_of


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
        ("The Kremlin shrugged off suggestions that Wagner had looted gold from Sudan.", "looted", "CT-"),
        ("Rwanda denied trying to assassinate the opposition leader.", "assassinate", "CT-"),
        ("Belarus rejected claims that it had tried to abduct the activist.", "abduct", "CT-"),
        ("Hungary denied wanting to annex Ukrainian territory.", "annex", "CT-"),
        ("A statement by Mali stopped well short of accusing Algeria of the raid.", "accusing", "CT-"),
        ("Hungary fell short of condemning Russia.", "condemning", "CT-"),
        ("The truck stopped, short of fuel, after soldiers attacked the convoy.", "attacked", "CT+"),
        ("Peru settled a dispute in which Ecuador had expelled two Peruvian diplomats.", "expelled", "CT+"),
        ("Ecuador disputed that its soldiers had attacked the town.", "attacked", "CT-"),
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
        ("Iraq will not accept a truce.", "truce", "CT-"),
        ("Pakistan vowed to respond to the killing of nine guards by Afghan forces.", "killing", "CT+"),
        ("Rwanda threatened to respond to an attack on its embassy in Kinshasa.", "attack", "CT+"),
        ("Iran vowed to respond to any attack by Israel.", "attack", "U"),
        ("No one claimed responsibility for the attack on the mosque in Kabul.", "attack", "CT+"),
        ("No country has acknowledged the strike on Port Sudan.", "strike", "CT+"),
        ("No group has claimed the killing of the mayor.", "killing", "CT+"),
        ("No country has admitted that it attacked the port.", "attacked", "U"),
        ("No group attacked the mosque in Kabul.", "attacked", "CT-"),
        ("Turkey gave weapons to neither side.", "gave", "CT-"),
        ("This is not the first attack on the port of Aden.", "attack", "CT+"),
        ("Islamabad said that it fired on no village.", "fired", "CT-"),
        ("His government had taken delivery of no weapon, the envoy of Togo said.", "taken delivery", "CT-"),
        ("Chad signed no contract and attacked the base.", "attacked", "CT+"),
        ("Chad carried no weapons and fired on the village.", "fired", "CT+"),
        ("His men carried no live rounds and had shot at nobody, the commander said.", "shot", "CT-"),
        ("Chad fired at no fewer than nine villages.", "fired", "CT+"),
        ("Chad fired on the village with no warning.", "fired", "CT+"),
        ("Rumours that detained men had declined meals do not correspond to reality, Minsk said.", "declined", "CT-"),
        ("Reports of an attack on Armenia were made up, Baku said.", "attack", "CT-"),
        ("It was not the only strike on Kharkiv this week, the governor said.", "strike", "CT+"),
        ("This was not an attack on Chad.", "attack", "CT-"),
        ("Sudan's generals took decisions that led to the arrest of ten officers.", "arrest", "CT+"),
        ("The decision to arrest ten officers was taken by Chad.", "arrest", "U"),
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
    ("text", "trigger", "value", "when"),
    [
        ("Moldova denied that the diplomat expelled by Russia in January was a spy.", "expelled", "CT+", "2024-01"),
        ("There was no evidence that the village shelled by Sudan sheltered rebels.", "shelled", "CT+", None),
        ("There was no evidence that Chad\u2019s village shelled by Sudan hid rebels.", "shelled", "CT+", None),
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


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Asked whether Togo had bombed the bridge, the general smiled.", "bombed", "doubted"),
        ("The coastguard could not say whether Iran had seized a trawler.", "seized", "doubted"),
        ("The ministry cannot say if its troops shelled the village.", "shelled", "doubted"),
        ("Whether Chad armed the rebels, nobody in Khartoum knows.", "armed", "doubted"),
        ("Togo said it knew nothing of the attack on the port of Cotonou.", "attack", "doubted"),
        ("Togo said it had heard nothing of a shipment of arms from Iran to Syria.", "shipment", "doubted"),
        ("Iran was not aware of any strike on Syria, its envoy said.", "strike", "doubted"),
        ("The general said he had no knowledge of the shelling of Kyiv by Russia.", "shelling", "doubted"),
        ("The army did not say whether it would bomb the bridge.", "bomb", "planned"),
        ("Togo is unsure whether to expel the ambassador.", "expel", "planned"),
        ("The cabinet discussed whether Togo should bomb the bridge.", "bomb", "planned"),
        ("If Togo bombs the bridge, Benin will close the border.", "bombs", "planned"),
    ],
)
def test_what_is_left_open_is_doubted_and_what_lies_ahead_is_planned(text: str, trigger: str, expected: str) -> None:
    assert stance(claim_of(text, trigger), text) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("The surgeon has no doubt that Togo shelled the village.", "shelled", "asserted"),
        ("The surgeon doubts that Togo shelled the village.", "shelled", "denied"),
        ("The coastguard did not say why it had seized the trawler.", "seized", "asserted"),
        ("Asked who had shelled the village, the general smiled.", "shelled", "asserted"),
        ("The coastguard did not say that it had seized the trawler.", "seized", "doubted"),
        ("Togo said that everybody knew of the attack on the port of Cotonou.", "attack", "asserted"),
        ("A company helps Moscow evade American sanctions.", "sanctions", "asserted"),
        ("Russia circumvented the European Union's embargo by using old tankers.", "embargo", "asserted"),
        ("Togo no longer denies that a drone of its army struck Kara.", "struck", "asserted"),
        ("Togo denies that a drone of its army struck Kara.", "struck", "denied"),
        ("Togo did not release the sailors until Friday.", "release", "asserted"),
        ("Togo will not release the sailors until Friday.", "release", "denied"),
        ("Benin has already said no.", "said", "asserted"),
        ("Togo swore that its army had shelled no village.", "shelled", "denied"),
        ("The closure of the border was meant to teach Togo a lesson.", "closure", "asserted"),
        ("A strike on the port was aimed at stopping the ships.", "strike", "asserted"),
        ("The talks were meant to be held in Lome on Friday.", "talks", "planned"),
        ("Togo is likely to have shelled the village.", "shelled", "asserted"),
        ("Togo is likely to shell the village.", "shell", "planned"),
        ("The accord has nothing to do with the ceasefire which Mali and Chad signed.", "ceasefire", "asserted"),
        ("Togo denied having shelled Kara on April 8, when a woman was killed.", "killed", "asserted"),
        ("Togo denied having shelled Kara on April 8, when a woman was killed.", "shelled", "denied"),
        ("The news that soldiers of Togo are training the army of Niger is entirely untrue.", "training", "denied"),
        ("Assertions that Togo urged us to stop the trains are fantasy, a minister said.", "urged", "denied"),
        ("Togo called the report of a rocket strike on Kara a fairy tale.", "strike", "denied"),
        ("The report of a rocket strike on Kara is no joke, Benin said.", "strike", "asserted"),
    ],
)
def test_what_is_given_and_what_is_called_untrue(text: str, trigger: str, expected: str) -> None:
    assert stance(claim_of(text, trigger), text) == expected


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
        ("Sudan lost an Antonov plane, the RSF said.", "lost", ("SDN",)),
        ("Turkey delivered two Akinci drones to Mali.", "delivered", ("MLI",)),
        ("Iran supplied Fattah missiles to Hezbollah.", "supplied", ("Hezbollah",)),
        ("Greece accused Akinci of breaking the truce.", "accused", ("CYP",)),
    ],
)
def test_a_weapon_that_bears_a_name_is_nobody(text: str, trigger: str, recipient: tuple[str, ...]) -> None:
    assert claim_of(text, trigger).recipient.codes == recipient


def test_a_bare_noun_goes_back_to_the_transfer_told_beside_it() -> None:
    text = (
        "Sudan says Chad may have sent rifles to the rebels as N'Djamena denies new transfer\n\nKHARTOUM, 3 May 2024 - "
        "Sudan's defence ministry said on Friday that Chad had sent 40 crates of rifles to the rebels of Darfur.\n\n"
        "The ministry's spokesman said that Chad had flown them over the border. Chad's army denied it."
    )
    claims = read(text, date="2024-05-03").claims
    told = {claim.trigger.of(text): claim for claim in claims}
    assert "KHARTOUM" not in {span.of(text) for claim in claims for span in claim.recipient.spans}
    assert told["transfer"].actor.codes == told["sent"].actor.codes == ("TCD",)
    assert [link.code for link in told["flown"].say_so] == ["SDN"]
