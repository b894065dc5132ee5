"""What happened although a text asks, plans, rejects or asks about something near it, and what did not although it
stands beside what happened."""

from __future__ import annotations

import pytest

from tests.told import claim_of, claims_of


def _sure(text: str, trigger: str) -> tuple[str, list[str]]:
    """The value of a claim, and the sources of its chain."""
    claim = claim_of(text, trigger)
    return claim.factuality, [link.source for link in claim.say_so]


@pytest.mark.parametrize(
    ("text", "deed", "value"),
    [
        ("Egypt rejects the Ethiopian attack on its diplomats.", "attack", "CT+"),
        ("Georgia rejected the arrest of its citizens by Russia.", "arrest", "CT+"),
        ("Jordan rejects Israel's shelling of Gaza.", "shelling", "CT+"),
        ("Iran rejected the sanctions imposed by the EU.", "sanctions", "CT+"),
        ("Cuba rejected an American attack.", "attack", "CT-"),
        ("Libya rejects any Turkish strike on its soil.", "strike", "CT-"),
        ("Israel rejected accusations that it had bombed a hospital in Gaza.", "bombed", "CT-"),
        ("Russia rejects Ukraine's claims of drone strikes on Kherson.", "drone strikes", "CT-"),
        ("Hungary rejected the European Union's oil embargo on Monday.", "embargo", "CT-"),
    ],
)
def test_who_rejects_the_deed_of_another_condemns_it(text: str, deed: str, value: str) -> None:
    assert claim_of(text, deed).factuality == value


@pytest.mark.parametrize(
    ("text", "deed", "values"),
    [
        ("Poland is studying measures including the expulsion of Russian diplomats.", "expulsion", {"U"}),
        ("Iran reserves its right to self-defence, including strikes on American bases.", "strikes", {"PS+", "U"}),
        ("Norway may adopt further measures, among them a ban on Russian trawlers.", "ban", {"PS+", "U"}),
        ("The options include the seizure of Russian assets and a ban on Russian ships.", "ban", {"U"}),
        ("Belgium adopted measures including the expulsion of Russian diplomats.", "expulsion", {"CT+"}),
        ("Turkey took measures, including the closure of its border with Armenia.", "closure", {"CT+"}),
    ],
)
def test_a_member_of_a_list_is_as_open_as_the_whole(text: str, deed: str, values: set[str]) -> None:
    assert claim_of(text, deed).factuality in values


@pytest.mark.parametrize(
    ("text", "deed", "doer"),
    [
        ("Brazil criticised the decision of Venezuela to expel its consul.", "expel", "VEN"),
        ("Kenya praised the decision of the United States to release two fishermen.", "release", "USA"),
        ("India condemned the refusal of Pakistan to extradite the gunman.", "extradite", "PAK"),
        ("Croatia announced the decision of last week to close the consulate.", "close", "HRV"),
    ],
)
def test_a_decision_of_somebody_is_carried_out_by_that_one(text: str, deed: str, doer: str) -> None:
    claim = claim_of(text, deed)
    assert claim.actor.codes == (doer,)
    assert claim.say_so[-1].code == doer


@pytest.mark.parametrize(
    ("text", "deed", "told"),
    [
        ("Poland implemented the decision to close the Russian consulate in Gdansk.", "close", ("CT+", [])),
        ("Serbia carried out the decision to extradite the banker to Turkey.", "extradite", ("CT+", [])),
        ("Togo failed to implement the decision to free the editor.", "free", ("CT-", [])),
        ("Serbia announced the decision to extradite the banker to Turkey.", "extradite", ("U", None)),
    ],
)
def test_an_enacted_decision_is_no_plan(text: str, deed: str, told: tuple[str, list[str] | None]) -> None:
    value, sources = _sure(text, deed)
    assert value == told[0]
    assert told[1] is None or sources == told[1]


@pytest.mark.parametrize(
    ("text", "deed", "told"),
    [
        ("The union threatened to close the port, where police beat two dockers on Monday.", "beat", ("CT+", [])),
        ("The army vowed to retake Djibo, which jihadists seized on Friday.", "seized", ("CT+", [])),
        ("Kenya promised to protect the witnesses, two of whom were abducted in May.", "abducted", ("CT+", [])),
        ("Peru urged Chile to hand over the officer, whose men shot three protesters.", "shot", ("CT+", [])),
        (
            "Chad vowed to retake the town of Bol, where rebels killed nine soldiers, according to doctors.",
            "killed",
            ("CT+", ["doctors"]),
        ),
        (
            "Chad vowed to retake the town of Bol, where rebels killed nine soldiers, according to doctors.",
            "retake",
            ("U", ["Chad"]),
        ),
        (
            "The guerrillas threatened to attack Cali, where they would blow up the bridge.",
            "blow up",
            ("U", ["The guerrillas"]),
        ),
    ],
)
def test_a_past_clause_inside_a_threat_or_promise_happened(text: str, deed: str, told: tuple[str, list[str]]) -> None:
    assert _sure(text, deed) == told


@pytest.mark.parametrize(
    ("text", "deed", "value"),
    [
        ("Sudan shelled Tine, prompting Chad to close the border.", "close", "CT+"),
        ("Rebels shelled Goma, spurring Kenya to send troops.", "send", "CT+"),
        ("The ambush pushed Uganda to withdraw its troops.", "withdraw", "CT+"),
        ("Brussels pushed Serbia to extradite the general.", "extradite", "U"),
    ],
)
def test_what_an_event_drives_somebody_to_is_done(text: str, deed: str, value: str) -> None:
    assert claim_of(text, deed).factuality == value
    assert (len(claims_of(text, "prompting")), len(claims_of(text, "spurring"))) == (0, 0)


def test_whom_an_event_drives_did_not_do_it() -> None:
    assert claim_of("The shelling forced villagers to flee.", "shelling").actor.codes == ()
    assert claim_of("The kidnapping led the government to close schools.", "kidnapping").actor.codes == ()


@pytest.mark.parametrize(
    ("text", "deed", "doer", "taker"),
    [
        ("Israel responded to the rocket attack with air strikes on Gaza.", "air strikes", "ISR", "PSE"),
        ("Jordan may answer the raid with air strikes on Deraa.", "air strikes", "JOR", "SYR"),
        ("Poland would react to an incursion with sanctions on Belarus.", "sanctions", "POL", "BLR"),
        ("Russia could answer the transfer with cyberattacks on Polish banks.", "cyberattacks", "RUS", "POL"),
    ],
)
def test_what_is_done_in_answer_is_done_by_who_answers(text: str, deed: str, doer: str, taker: str) -> None:
    claim = claim_of(text, deed)
    assert (claim.actor.codes, claim.recipient.codes) == ((doer,), (taker,))
    assert claim.auxiliary == (None if "responded" in text else "hypothetical")


def test_who_answers_has_not_done_what_is_answered() -> None:
    assert claim_of("Sudan responded to the expulsion of its envoy.", "expulsion").actor.codes == ()
    assert claim_of("China's reaction to the arrest of its captain was swift.", "arrest").actor.codes == ()
    raid = claim_of("Iran would respond to an attack with missile strikes on American bases.", "attack")
    assert (raid.factuality, raid.actor.codes) == ("U", ())


@pytest.mark.parametrize(
    ("text", "deed", "value"),
    [
        ("Asked about Japan's arrest of a Chinese captain, Mao Ning said he had broken no law.", "arrest", "CT+"),
        ("The minister was questioned about Egypt's seizure of two boats.", "seizure", "CT+"),
        ("The minister was asked about the arrest of three journalists in Alexandria.", "arrest", "CT+"),
        ("Asked about a possible strike on Iran, the general said all options were open.", "strike", "U"),
        ("Asked about reports that Russia had shelled Sumy, the minister had no details.", "shelled", "U"),
        ("Asked whether Russia had shelled Sumy, Peskov declined to answer.", "shelled", "U"),
    ],
)
def test_the_press_asks_about_deeds_that_were_done(text: str, deed: str, value: str) -> None:
    assert claim_of(text, deed).factuality == value


def test_who_tells_of_the_clause_behind_it_still_does() -> None:
    text = "Seoul said Pyongyang wanted oil, which Moscow had sent, and, according to London, Pyongyang exports shells."
    assert [link.source for link in claim_of(text, "exports").say_so][-1] == "London"


def test_a_dateline_asks_and_says_nothing() -> None:
    text = "BEIJING, June 9 - Asked to comment on the US sale of missiles to Taiwan, Guo said China was opposed."
    assert claims_of(text, "Asked") == []
    assert claim_of(text, "sale").say_so == ()


@pytest.mark.parametrize(
    ("text", "deed", "value"),
    [
        ("Should Iran attack, Israel would bomb its ports.", "bomb", "U"),
        ("Were Sudan to invade Chad, France would send troops.", "send", "U"),
        ("Had Egypt attacked, Sudan would have shelled Aswan.", "shelled", "U"),
        ("Egypt and Sudan would have gone to war without the American envoy.", "war", "U"),
        ("India and Pakistan almost went to war in 2002.", "war", "CT-"),
        ("Chad would have closed its border and arrested the envoy.", "arrested", "U"),
        ("The army is believed to have burned the village and killed its chief.", "killed", "PR+"),
        ("Georgia and Russia went to war in 2008.", "war", "CT+"),
        ("Iraq had closed the border and arrested the envoy.", "arrested", "CT+"),
        (
            "The two have not spoken since 2021, when Algeria broke off relations and arrested an envoy.",
            "arrested",
            "CT+",
        ),
    ],
)
def test_turned_round_conditions_and_shared_would(text: str, deed: str, value: str) -> None:
    assert claim_of(text, deed).factuality == value


def test_a_condition_before_a_request_is_no_part_of_it() -> None:
    text = "Were Turkey to leave NATO, Greece would ask the United States for troops."
    assert claim_of(text, "leave").say_so == ()
