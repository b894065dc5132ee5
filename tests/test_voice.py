"""Statements of states: whose voice an article is, and whom "we", "the Ministry" and "our army" mean in it."""

from __future__ import annotations

from functools import cache

import pytest

from sayso import read
from sayso.actors.tables import country_names, rows
from sayso.actors.voice import body, office, outlet, voice_of
from sayso.claims.reading import ArticleReader
from sayso.records import Article, Reading

OFFICES = list(rows("offices"))
PRESS_ROOMS = list(rows("press_rooms"))


@pytest.mark.parametrize("row", OFFICES, ids=[row["words"] for row in OFFICES])
def test_offices_speak_for_their_state_and_papers_named_like_them_do_not(row: dict[str, str]) -> None:
    found = office(row["example"])
    assert found is not None
    assert found.code in country_names()
    assert found.whole
    assert office(row["counterexample"]) is None


@pytest.mark.parametrize("row", PRESS_ROOMS, ids=[row["words"][:20] for row in PRESS_ROOMS])
def test_what_has_a_press_room_speaks_for_itself_and_papers_named_like_it_do_not(row: dict[str, str]) -> None:
    found = body(row["example"])
    assert found is not None
    assert found.code in {"Free Delta Movement", "Free Delta Mission"}
    assert found.whole
    assert not found.of_a_state
    assert body(row["counterexample"]) is None


@pytest.mark.parametrize(
    ("publisher", "title", "code"),
    [
        ("March 23 Movement, press office", None, "M23"),
        ("Communiqué of the National Liberation Army", None, "ELN"),
        ("UNIFIL Press Information", None, "UNIFIL"),
        ("OCHA Ethiopia, flash note", None, "UN"),
        ("Office of the United Nations High Commissioner for Refugees, Bangkok", None, "UNHCR"),
        (None, "Statement of the Northern Lake Alliance on the ceasefire", "Northern Lake Alliance"),
        ("The Lakes Observer", None, None),
        ("Subcontinent Press Service", None, None),
        ("Lisbon World Desk", None, None),
        (None, "Statement of the Chairman on recent events", None),
    ],
)
def test_whose_voice_is_that_of_a_body(publisher: str | None, title: str | None, code: str | None) -> None:
    found = voice_of(publisher, title, "")
    assert (found.code if found else None) == code


def test_outlets_are_of_one_state_each() -> None:
    for row in rows("official_outlets"):
        assert row["code"] in country_names()
        assert row["source"]
    assert outlet("The Korean Central News Agency (KCNA)") == "PRK"
    assert outlet("SANA - Syrian Arab News Agency") == "SYR"
    assert outlet("Xinhua English") == "CHN"
    assert outlet("APS") is None
    assert outlet("Friends of TASS") is None


@pytest.mark.parametrize(
    ("publisher", "title", "text", "code"),
    [
        ("US Department of State", None, "", "USA"),
        ("Kremlin", None, "", "RUS"),
        ("Russian Embassy in Chile", None, "", "RUS"),
        (None, "Statement by the Ministry of Foreign Affairs of Armenia on the shelling", "", "ARM"),
        ("Nairobi Courier", None, "PYONGYANG, May 13 (KCNA) -- We warn.", "PRK"),
        (None, None, "MOSCOW, May 13. /TASS/. Talks began.", "RUS"),
        (None, None, "Tehran, May 13, 2026, IRNA - Talks began.", "IRN"),
        (None, None, "May 13, 2026, 14:05 (UTC+3) TASS. Talks began.", "RUS"),
        (None, None, "Tehran, May 13, 2026, the ministry - Talks began.", None),
        (None, "Press statement of DPRK Foreign Ministry spokesperson", "", "PRK"),
        ("Nairobi Courier", None, "Kenya sent police.", None),
        ("Reuters", None, "PARIS, May 13 (Reuters) - We warn.", None),
        (None, "Ministry of Foreign Affairs of Armenia denies the shelling", "", None),
        (None, "Statement by the Ministry of Foreign Affairs of Armenia sparks a row", "", None),
        ("Ministry of Foreign Affairs", None, "", None),
    ],
)
def test_whose_voice(publisher: str | None, title: str | None, text: str, code: str | None) -> None:
    found = voice_of(publisher, title, text)
    assert (found.code if found else None) == code


def test_an_outlet_makes_a_statement_where_it_says_we() -> None:
    spoken = voice_of("KCNA", None, "We denounce the exercises.")
    told = voice_of("KCNA", None, 'Russia said: "We denounce the exercises." The US did not.')
    assert spoken == ("PRK", True, "", False)
    assert told == ("PRK", False, "", False)


ACCUSED = (
    "Algeria shot down a drone near the border on April 1. Algeria refused to hand over the data, and Algeria closed "
    "its airspace. Algerian officials threatened new measures.\n\n"
)


@cache
def _reader() -> ArticleReader:
    return ArticleReader(threads=1)


def _read(publisher: str | None, text: str) -> Reading:
    found = _reader().read(Article(id="a", text=text, publisher=publisher, published="2024-05-14"))
    assert isinstance(found, Reading)
    return found


def _actor(reading: Reading, trigger: str) -> tuple[str, ...]:
    return next(c.actor.codes for c in reading.claims if c.trigger.of(reading.article.text) == trigger)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The Ministry summoned the Algerian ambassador.", "summoned"),
        ("The government recalled the ambassador to Algiers.", "recalled"),
        ("Our forces arrested four suspects.", "arrested"),
        ("We urge Algeria to return the drone.", "urge"),
        ("The army arrested four suspects.", "arrested"),
        ("The minister, Modibo Kelta, called on Algeria to pay.", "called on"),
    ],
)
def test_who_acts_in_a_ministry_s_release_is_its_state(text: str, trigger: str) -> None:
    assert _actor(_read("Ministry of Armed Forces, Mali", ACCUSED + text), trigger) == ("MLI",)


def test_an_outlet_is_at_home_only_in_its_own_country() -> None:
    text = "{} -- {} sent police to Haiti. France condemned it. France recalled 40 men.\n\nThe ministry thanked Peru."
    abroad = _read("Xinhua", text.format("NAIROBI, May 13 (Xinhua)", "Kenya"))
    home = _read("Xinhua", text.format("BEIJING, May 13 (Xinhua)", "China"))
    assert "CHN" not in _actor(abroad, "thanked")
    assert _actor(home, "thanked") == ("CHN",)


@pytest.mark.parametrize("text", ["We urge Algeria to free the men.", "We condemn Algeria."])
def test_a_we_that_nobody_says_is_nobody(text: str) -> None:
    found = read(ACCUSED + text, date="2024-05-14")
    assert _actor(found, text.split()[1]) == ()


@pytest.mark.parametrize("words", ["Our troops repelled", "The air force repelled"])
def test_forces_in_the_release_of_forces_are_its_own(words: str) -> None:
    text = f"Ukraine's troops attacked Robotyne. Ukraine lost 200 men. Ukrainian gunners fired.\n\n{words} six attacks."
    assert _actor(_read("Ministry of Defence of the Russian Federation", text), "repelled") == ("RUS",)


CONGO = (
    "Congolese aircraft bombed Mushaki on April 1. The Congolese army shelled a school in Sake, and Congolese soldiers "
    "burned a market.\n\n"
)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The Movement condemned the attack.", "condemned"),
        ("We urge Angola to send observers.", "urge"),
        ("Our troops captured Rutshuru.", "captured"),
    ],
)
def test_who_acts_in_the_communique_of_a_movement_is_the_movement(text: str, trigger: str) -> None:
    assert _actor(_read("March 23 Movement, press office", CONGO + text), trigger) == ("M23",)
    assert _actor(_read("Lakes Courier", CONGO + text), trigger) != ("M23",)


@pytest.mark.parametrize(
    "text", ["The government rejected the plan.", "The army arrested four men.", "The governor rejected the plan."]
)
def test_offices_of_a_state_are_not_those_of_a_movement(text: str) -> None:
    found = _read("March 23 Movement, press office", CONGO + text)
    assert _actor(found, text.split()[2]) == ("COD",)


def test_the_other_side_is_not_the_publisher_s() -> None:
    text = ACCUSED + "The other side broke the ceasefire."
    assert "MLI" not in _actor(_read("Ministry of Armed Forces, Mali", text), "broke")
