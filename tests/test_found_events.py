"""Which words are told as events: in which sense, beside which others, and with which subjects."""

from __future__ import annotations

from functools import cache

import pytest

from sayso.claims.extract import find_events
from sayso.claims.reading import ArticleReader
from sayso.claims.triggers import built_in_index
from sayso.records import Article, Reading


@cache
def reader() -> ArticleReader:
    return ArticleReader(threads=1)


def events(text: str, *, story: bool = True) -> dict[str, str]:
    """The event of each trigger of a text, as candidates of a story: before any is left out as unlikely."""
    grammar, cast = reader().sentence(text)
    found = find_events(grammar, cast, built_in_index(), story=story)
    return {grammar.parse.word(match.trigger): match.row.event for match in found}


def from_tables(text: str) -> dict[str, str]:
    """The same of those that a row of the tables knows."""
    grammar, cast = reader().sentence(text)
    found = find_events(grammar, cast, built_in_index(), story=False)
    return {grammar.parse.word(match.trigger): match.row.event for match in found if "/" in match.row.id}


@pytest.mark.parametrize(
    ("text", "trigger", "event"),
    [
        ("The senator attacked his rival in a television debate, calling him a liar.", "attacked", "ACCUSE"),
        ("The mayor attacked the president on Twitter and said that he had lied to voters.", "attacked", "ACCUSE"),
        ("The candidate kept attacking the governor in her speeches.", "attacking", "ACCUSE"),
        ("Gunmen attacked the governor on the road to Goma and killed two guards.", "attacked", "ASSAULT"),
        ("Rebels attacked an army camp in Mali at dawn.", "attacked", "ASSAULT"),
    ],
)
def test_a_word_that_tables_know_in_two_senses_has_that_of_the_model(text: str, trigger: str, event: str) -> None:
    assert events(text)[trigger] == event


@pytest.mark.parametrize(
    ("text", "trigger", "told"),
    [
        ("Peru extended the curfew in Lima by ten days.", "extended", True),
        ("The parliament of Kenya voted to extend the state of emergency.", "extend", True),
        ("The Omani minister attended a summit in Doha on Monday.", "attended", True),
        ("Peru imposed a curfew in Lima.", "imposed", False),
        ("The Omani minister held talks in Doha on Monday.", "held", False),
    ],
)
def test_a_verb_that_tells_of_more_than_its_noun_is_an_event_beside_it(text: str, trigger: str, told: bool) -> None:
    assert (trigger in events(text)) is told


@pytest.mark.parametrize(
    ("text", "trigger", "told"),
    [
        ("Madrid turned down a Moroccan request to inspect cargoes for Tangier.", "inspect", True),
        ("The president of Gabon accused the judges of shielding terrorists.", "shielding", True),
        ("Britain said that it would cancel its air treaty with Iran.", "cancel", True),
        ("The Omani minister denied holding talks with Iran.", "holding", False),
    ],
)
def test_a_deed_in_a_slot_of_another_or_that_ends_another_is_told(text: str, trigger: str, told: bool) -> None:
    assert (trigger in events(text)) is told


@pytest.mark.parametrize(
    ("text", "trigger", "event"),
    [
        ("Both armies promised to leave. Neither has withdrawn a single soldier.", "withdrawn", "RETREAT"),
        ("Nobody in Tripoli authorised the exports to Malta.", "authorised", "SUPPORT"),
        ("Nobody in the Kremlin has invited the Serbian president.", "invited", "REQUEST"),
        ("The bill forbids any strike of Kenyan doctors before May.", "forbids", "COERCE"),
        ("A new decree bans foreign films in Togo.", "bans", "COERCE"),
        ("The sign forbids dogs in the park.", "forbids", ""),
    ],
)
def test_nobody_and_laws_can_be_subjects_of_deeds(text: str, trigger: str, event: str) -> None:
    assert events(text).get(trigger, "") == event


@pytest.mark.parametrize(
    ("text", "trigger", "event"),
    [
        ("A convoy of Turkish lorries reached Idlib with flour for the camps.", "reached", "AID"),
        ("Three cargoes of jet fuel have reached Myanmar's army.", "reached", "AID"),
        ("Ghana demanded the release of four sailors held at Lome since May.", "held", "COERCE"),
        ("The editor was held for ninety days in a camp of the Belarusian army.", "held", "COERCE"),
        ("The general led operations against separatist fighters in Cameroon.", "operations", "ASSAULT"),
        ("The ministers reached Idlib in the evening.", "reached", "CONSULT"),
        ("The festival was held in Togo for ten days.", "held", ""),
    ],
)
def test_convoys_that_arrive_and_people_who_are_held(text: str, trigger: str, event: str) -> None:
    assert events(text).get(trigger, "") == event


@pytest.mark.parametrize(
    ("text", "trigger", "event"),
    [
        ("The governor of Lagos trashed the Nigerian budget as a gift to the banks.", "trashed", "ACCUSE"),
        ("Ghana's envoy fulminated against the Togolese ministry for an hour.", "fulminated", "ACCUSE"),
        ("Uganda's army brutalized Congolese prisoners in the camp.", "brutalized", "ASSAULT"),
        ("Kenyan police tracked down the Somali fugitive in Mombasa.", "tracked", "COERCE"),
        ("Serbia hampered the UN convoy for a week.", "hampered", "COERCE"),
        ("Norway reconstructed the Syrian hospital.", "reconstructed", "AID"),
        ("Ecuador heralded the Colombian deal.", "heralded", "SUPPORT"),
        ("Tourists from Ghana trashed the hotel room.", "trashed", ""),
        ("The collector tracked down a rare book.", "tracked", ""),
        ("Birdsong heralded the spring.", "heralded", ""),
    ],
)
def test_more_verbs_of_blame_force_help_and_praise(text: str, trigger: str, event: str) -> None:
    assert from_tables(text).get(trigger, "") == event


@pytest.mark.parametrize(
    ("text", "trigger", "event"),
    [
        ("Ghana began a repatriation of Malian migrants.", "repatriation", "RETREAT"),
        ("Serbia denounced the brutality of the Croatian police.", "brutality", "ASSAULT"),
        ("Oman defended its advocacy of the Yemeni plan.", "advocacy", "SUPPORT"),
        ("Poland noted a redeployment of troops by Belarus.", "redeployment", "MOBILIZE"),
        ("Kenya announced a relaxation of the curfew.", "relaxation", "CONCEDE"),
        ("Laos sought a rapprochement with Thailand.", "rapprochement", "COOPERATE"),
        ("The repatriation of profits is taxed.", "repatriation", ""),
        ("The relaxation of the muscles takes an hour.", "relaxation", ""),
    ],
)
def test_more_nouns_of_deeds(text: str, trigger: str, event: str) -> None:
    assert from_tables(text).get(trigger, "") == event


@pytest.mark.parametrize(
    ("text", "trigger", "event"),
    [
        ("Oman and Iran agreed to swap weather data.", "swap", "COOPERATE"),
        ("The council in Geneva advised that Malta close the port.", "advised", "REQUEST"),
        ("Togo retook the town with the help of France.", "help", "AID"),
        ("Oman stated its readiness to mediate with the Houthis.", "readiness", "AGREE"),
        ("The girls agreed to swap marbles.", "swap", ""),
        ("He opened the jar with the help of a knife.", "help", ""),
    ],
)
def test_more_that_is_exchanged_advised_and_helped(text: str, trigger: str, event: str) -> None:
    assert from_tables(text).get(trigger, "") == event


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Moscow refused to be named as a party to the truce.", True),
        ("The official refused to be named.", False),
        ("The diplomat, who refused to be identified, said that Chad shelled Mali.", False),
    ],
)
def test_who_is_not_named_as_a_party_refuses_something(text: str, told: bool) -> None:
    full = f"{text} Police in Kyiv arrested two men. The minister of Poland met the Czech president on Monday."
    reading = reader().read(Article(id="one", text=full))
    assert isinstance(reading, Reading)
    assert any(claim.event == "REJECT" for claim in reading.claims) is told
