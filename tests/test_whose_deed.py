"""Whose deed it is where the words around it mislead: the accused and not the accuser, the loser and not the attacker,
who is told of a strike and not who launched it."""

from __future__ import annotations

import pytest

from sayso import read
from sayso.actors.council import imposes_sanctions
from tests.told import claim_of, claims_of

Codes = tuple[str, ...]


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        ("Peru accused two Chilean pilots of having bombed a dam.", "bombed", ("CHL",)),
        ("Spain sanctioned a Malian colonel for having shelled a village.", "shelled", ("MLI",)),
        ("Norway arrested a Chinese man on suspicion of having smuggled drones to Russia.", "smuggled", ("CHN",)),
        ("The minister was charged with having sold rifles to rebels.", "sold", ("minister",)),
        ("Poland thanked Germany for having delivered the tanks.", "delivered", ("DEU",)),
        ("Chile apologised for having detained the Peruvian sailors.", "detained", ("CHL",)),
        ("Chad admitted to having bombed the village.", "bombed", ("TCD",)),
    ],
)
def test_what_one_is_punished_for_having_done(text: str, trigger: str, actor: Codes) -> None:
    assert claim_of(text, trigger).actor.codes == actor


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("Laos, which Vietnam accuses of arming rebels, recalled its envoy.", "accuses", ("VNM",), ("LAO",)),
        ("Laos, which Vietnam accuses of arming rebels, recalled its envoy.", "arming", ("LAO",), ("rebels",)),
        ("Sudan, which Chad has accused of shelling a town and which cut ties, left.", "shelling", ("SDN",), None),
        (
            "Eritrea, which Ethiopia accuses of arming rebels and which closed the border, left.",
            "closed",
            ("ERI",),
            None,
        ),
        ("The Houthis, whom the US accuses of firing on ships, denied it.", "firing", ("Houthis",), None),
        ("Chad, which accuses Sudan of arming rebels, closed the border.", "arming", ("SDN",), ("rebels",)),
        ("Chad, which accuses Sudan of arming rebels, closed the border.", "closed", ("TCD",), None),
    ],
)
def test_whom_a_relative_clause_accuses(text: str, trigger: str, actor: Codes, recipient: Codes | None) -> None:
    claim = claim_of(text, trigger)
    assert claim.actor.codes == actor
    assert recipient is None or claim.recipient.codes == recipient


def test_what_a_second_relative_clause_tells_is_no_part_of_the_accusation() -> None:
    text = "Eritrea, which Ethiopia accuses of arming rebels and which closed the border in May, expelled the envoy."
    assert [link.source for link in claim_of(text, "arming").say_so] == ["Ethiopia"]
    assert claim_of(text, "closed").say_so == ()


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        ("Norway is following the war in Sudan.", "war", ()),
        ("Kenya sanctioned two traders profiting from the war in Sudan.", "war", ()),
        ("Peru is alarmed by the fighting in Somalia.", "fighting", ()),
        ("Russia is waging a war in Ukraine.", "war", ("RUS",)),
        ("Israel continued its war in Gaza.", "war", ("ISR",)),
        ("The Russian war in Ukraine alarms Norway.", "war", ("RUS",)),
    ],
)
def test_who_speaks_of_a_war_does_not_wage_it(text: str, trigger: str, actor: Codes) -> None:
    assert claim_of(text, trigger).actor.codes == actor


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("Oman was informed of the strike on Muscat an hour later.", "strike", (), ("OMN",)),
        ("Israel struck Beirut. Cyprus was notified of the strike.", "strike", ("ISR",), ("LBN",)),
        ("US jets bombed Sanaa. Britain was told of the bombing in advance.", "bombing", ("USA",), ("YEM",)),
        ("Poland had been warned of the attack on the railway.", "attack", (), None),
        ("Poland was accused of the attack on the railway.", "attack", ("POL",), None),
    ],
)
def test_who_is_told_of_a_strike_did_not_launch_it(
    text: str, trigger: str, actor: Codes, recipient: Codes | None
) -> None:
    claim = claims_of(text, trigger)[-1]
    assert claim.actor.codes == actor
    assert recipient is None or claim.recipient.codes == recipient


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("The Sudanese army lost 300 soldiers in the past week, Chad said.", (), ("SDN",)),
        ("Russia lost 30 tanks in October, Britain's Ministry of Defence said.", (), ("RUS",)),
        ("The Somali army has lost dozens of soldiers this week, a resident said.", (), ("SOM",)),
        ("Mali's army lost three tanks near Gao to JNIM.", ("JNIM",), ("MLI",)),
    ],
)
def test_who_loses_soldiers_was_hit(text: str, actor: Codes, recipient: Codes) -> None:
    claim = claim_of(text, "lost")
    assert (claim.event, claim.actor.codes, claim.recipient.codes) == ("ASSAULT", actor, recipient)


@pytest.mark.parametrize(
    "text",
    [
        "Chile lost two soldiers in a helicopter crash.",
        "Kenya lost two peacekeepers to malaria.",
        "Niger's army lost a drone during an exercise.",
        "The team lost two matches.",
    ],
)
def test_what_is_lost_without_an_enemy_is_no_event(text: str) -> None:
    assert not claims_of(text, "lost")


@pytest.mark.parametrize(
    ("text", "trigger", "recipient"),
    [
        ("Turkey bombed a village in Sinjar. Iraq strongly condemned this.", "condemned", ("TUR",)),
        ("Estonia detained a Russian captain. Moscow condemned the move.", "condemned", ("EST",)),
        ("Chad closed its border with Sudan. Khartoum rejected the decision.", "rejected", ("TCD",)),
        ("The US sold missiles to Taiwan. China deplores and firmly opposes this.", "deplores", ("USA",)),
        ("The US sold missiles to Taiwan. China deplores and firmly opposes this.", "opposes", ("USA",)),
        ("Greece seized a Turkish boat. Turkey protested against this.", "protested", ("GRC",)),
        ("The Philippines accused China of ramming a boat. China's navy rejected this.", "rejected", ("PHL",)),
        ("Estonia detained a Russian captain. Moscow condemned the Finnish move.", "condemned", ("FIN",)),
        (
            "Manila blamed the attack on the Moro Islamic Liberation Front. The front rejected that.",
            "rejected",
            ("PHL",),
        ),
        (
            "Lebanon closed two banks. Qatar welcomed the measure. Syria condemned the measure.",
            "condemned",
            ("LBN",),
        ),
        ("Kenya expelled two judges. Chad offers to meet Mali after having rejected that for days.", "rejected", ()),
        ("Kenya expelled two judges. Chad rejected that.", "rejected", ("KEN",)),
    ],
)
def test_whom_a_reproach_that_points_back_is_aimed_at(text: str, trigger: str, recipient: Codes) -> None:
    assert claim_of(text, trigger).recipient.codes == recipient


@pytest.mark.parametrize(
    ("text", "trigger", "recipient"),
    [
        ("The Taliban handed over three Americans after they were held for a year.", "held", ("USA",)),
        ("The Houthis freed five Filipino sailors who said they were beaten.", "beaten", ("PHL",)),
        ("The bandits freed 30 pupils on Sunday. They were abducted in May.", "abducted", ("30 pupils",)),
        ("The army freed 12 hostages days after they were kidnapped by Boko Haram.", "kidnapped", ("12 hostages",)),
        ("Rebels released four nurses after they were surrounded by troops.", "surrounded", ("Rebels",)),
    ],
)
def test_who_was_seized_is_who_is_released(text: str, trigger: str, recipient: Codes) -> None:
    assert claim_of(text, trigger).recipient.codes == recipient


@pytest.mark.parametrize(
    ("text", "trigger", "recipient"),
    [
        (
            "A court in Baghdad handed down death sentences against members of the Islamic State for the abduction of"
            " Yazidi women.",
            "death sentences",
            ("Islamic State",),
        ),
        ("The court gave life sentences to two Venezuelans for the murder of an Indian.", "sentences", ("VEN",)),
        (
            "The jury gave three police officers prison terms for the beating of a student.",
            "prison terms",
            ("three police officers",),
        ),
        ("Judges upheld the life sentence of a Chinese trader for the killing of a Kenyan.", "sentence", ("CHN",)),
        ("A Spanish judge handed a Moroccan trafficker a sentence for 14 deaths.", "sentence", ("MAR",)),
        ("The court handed down a jail term for the trader.", "jail term", ("trader",)),
    ],
)
def test_a_sentence_falls_on_the_convict(text: str, trigger: str, recipient: Codes) -> None:
    assert claim_of(text, trigger).recipient.codes == recipient


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("Israel received the recordings from the Netherlands.", "received", ("NLD",), ("ISR",)),
        ("Cuba never received any oil from Mexico.", "received", ("MEX",), ("CUB",)),
        ("Chad obtained satellite pictures from France.", "obtained", ("FRA",), ("TCD",)),
    ],
)
def test_who_a_thing_comes_from_gave_it(text: str, trigger: str, actor: Codes, recipient: Codes) -> None:
    claim = claim_of(text, trigger)
    assert (claim.event, claim.actor.codes, claim.recipient.codes) == ("AID", actor, recipient)


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        ("Mali and its allies bombed Gao.", "bombed", ("MLI",)),
        ("Hamas, an ally, rejected the offer.", "rejected", ("Hamas",)),
        ("Its allies bombed Gao.", "bombed", ("allies",)),
    ],
)
def test_allies_beside_a_name_add_nobody(text: str, trigger: str, actor: Codes) -> None:
    assert claim_of(text, trigger).actor.codes == actor


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Members of the party criticised Ruiz, the Post reported, citing a source.", "criticised"),
        ("Gunmen shot Ruiz, the Star said.", "shot"),
    ],
)
def test_who_tells_it_does_not_describe_whom_it_befell(text: str, trigger: str) -> None:
    assert claim_of(text, trigger).recipient.codes == ("Ruiz",)


def test_flowers_and_notes_are_no_aid() -> None:
    assert not claims_of("The mayor received flowers from the ambassador.", "received")
    assert not claims_of("Chad received a protest note from Sudan.", "received")


@pytest.mark.parametrize(
    ("text", "trigger", "source", "certainty"),
    [
        (
            '"We cannot talk while the rebels keep abducting nuns," the mayor told reporters.',
            "abducting",
            "the mayor",
            1,
        ),
        ('"We will not talk as long as they continue shelling us," the general said.', "shelling", "the general", 1),
        ('"The army goes on bombing villages," a priest told AFP.', "bombing", "a priest", 1),
        (
            "Soldiers burned the market, the mayor, Jean Bahati, told Radio Maria.",
            "burned",
            "the mayor, Jean Bahati",
            1,
        ),
        ("The colonel told his men to burn the village.", "burn", "The colonel", 0),
        ("Chad will close the border if rebels attack, the minister told reporters.", "attack", "the minister", 0),
    ],
)
def test_what_goes_on_is_told_as_a_fact_by_who_tells_it(text: str, trigger: str, source: str, certainty: int) -> None:
    claim = claim_of(text, trigger)
    assert [link.source for link in claim.say_so] == [source]
    assert (claim.factuality == "CT+" and claim.auxiliary is None) == bool(certainty)


@pytest.mark.parametrize(
    ("text", "event", "actor", "recipient"),
    [
        ("Peru hit a Chilean boat and arrested its crew.", "COERCE", "PER", "CHL"),
        ("Pakistan shot down an Indian jet and captured its pilot.", "COERCE", "PAK", "IND"),
        ("Egypt seized a Turkish trawler and jailed its crew.", "COERCE", "EGY", "TUR"),
        ("Israel bombed a Syrian base and killed its chief.", "ASSAULT", "ISR", "SYR"),
        ("Kenya accused neighbouring Somalia of shelling a village.", "ASSAULT", "SOM", "KEN"),
    ],
)
def test_whose_crew_is_seized_and_who_is_accused(text: str, event: str, actor: str, recipient: str) -> None:
    found = [c for c in read(text, date="2026-06-11").claims if c.event == event][-1]
    assert ("+".join(found.actor.codes), "+".join(found.recipient.codes)) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "event", "sources", "factuality"),
    [
        ("Iran said Israel had warned Lebanon and that France had sent a frigate to Cyprus.", "MOBILIZE", "IRN", "CT+"),
        ("The report says Russia denied the attack and that Iran had armed the militia.", "AID", "The report", "CT+"),
        # contrast: the inner cue has a clause with "that" itself
        (
            "Iran said Israel had claimed that Syria shelled a village and that Egypt armed the rebels.",
            "AID",
            "IRN ISR",
            "CT+",
        ),
    ],
)
def test_a_clause_with_and_that_goes_on_with_the_outer_one(
    text: str, event: str, sources: str, factuality: str
) -> None:
    found = next(c for c in read(text, date="2026-06-11").claims if c.event == event)
    assert (" ".join(link.code or "" for link in found.say_so), found.factuality) == (sources, factuality)


@pytest.mark.parametrize(
    ("text", "event", "actor"),
    [
        (
            "The delegate of France said his Government had sent fuel to Lebanon. The delegate of Israel said that his"
            " country had bombed only rockets.",
            "ASSAULT",
            "ISR",
        ),
        (
            "The envoy of Peru, noting that his country had sent aid to Haiti, left. The envoy of Togo, noting that his"
            " country had arrested two Syrians, stayed.",
            "COERCE",
            "TGO",
        ),
        # contrast: another man between the speaker and "his"
        (
            "The delegate of Mali said that the president of Niger had said his country had bombed Chad.",
            "ASSAULT",
            "NER",
        ),
    ],
)
def test_his_country_is_that_of_who_speaks_for_it(text: str, event: str, actor: str) -> None:
    found = [c for c in read(text, date="2026-06-11").claims if c.event == event]
    assert ["+".join(c.actor.codes) for c in found] == [actor]


@pytest.mark.parametrize(
    ("text", "event", "recipient"),
    [
        (
            "The United States fined a Greek magnate. The magnate, Stavros Lambros, sold Iranian oil to China.\n\n"
            "Britain sanctioned Mr. Lambros.",
            "SANCTION",
            "GRC",
        ),
        (
            "Kenya jailed an Ethiopian banker. The banker, Dawit Tessema, bribed Kenyan officials.\n\n"
            "Uganda expelled Mr. Tessema.",
            "SANCTION",
            "ETH",
        ),
        (
            "Poland jailed a Belarusian journalist. The journalist, Ihar Karnei, left.\n\nLithuania arrested Karnei.",
            "COERCE",
            "BLR",
        ),
        # contrast: his own words say whose he is
        (
            "Mali jailed a Greek diver. The Chilean diver, Luis Vega, left.\n\nTogo arrested Vega.",
            "COERCE",
            "CHL",
        ),
    ],
)
def test_somebody_named_later_is_whose_the_noun_said(text: str, event: str, recipient: str) -> None:
    found = [c for c in read(text, date="2026-06-11").claims if c.event == event][-1]
    assert "+".join(found.recipient.codes) == recipient


def test_goods_sold_are_a_transfer_with_the_sides_of_the_sale() -> None:
    claim = claim_of("Niger sold fuel to Mali. The delivery angered Chad.", "delivery")
    assert (claim.actor.codes, claim.recipient.codes) == (("NER",), ("MLI",))


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        ("Ankara has never said how many drones it sold to Mali; Tehran says it sold none to Chad.", "sold", "TUR"),
        ("Ankara praised Mali. Tehran says it shelled a camp in Chad.", "shelled", "IRN"),
        ("Peru accused Chile. The Fijian navy said it had bombed a reef.", "bombed", "FJI"),
        ("Chad, a Malian envoy said, bombed a dam.", "bombed", "TCD"),
    ],
)
def test_who_says_that_it_did_so_did_it(text: str, trigger: str, actor: str) -> None:
    assert claim_of(text, trigger).actor.codes == (actor,)


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        ("A United States military airstrike killed two men in Iraq.", "airstrike", ("USA",)),
        ("Iraq said a US army raid killed two men near Mosul.", "raid", ("USA",)),
        ("Russian and Chilean army units shelled a camp.", "shelled", ("RUS", "CHL")),
        ("The army shelled a camp in Iraq.", "shelled", ("IRQ",)),
    ],
)
def test_whose_forces_are_named_before_their_deed(text: str, trigger: str, actor: Codes) -> None:
    assert claim_of(text, trigger).actor.codes == actor


@pytest.mark.parametrize(
    ("text", "council"),
    [
        ("Uganda broke the UN arms embargo, experts said. Despite the embargo, rifles reached Juba.", True),
        ("The Security Council met on Sudan. Rifles reached Darfur despite the arms embargo.", True),
        ("The Security Council met on Sudan. The EU arms embargo is weak. Rifles came despite the embargo.", False),
        ("Rifles reached Juba despite the embargo.", False),
    ],
)
def test_whose_an_embargo_is_that_nobody_is_said_to_have_imposed(text: str, council: bool) -> None:
    assert imposes_sanctions(text) is council
