"""Origins: whom the claims of an event go back to, and which sources are one."""

from __future__ import annotations

import csv
import re
from importlib import resources

import pytest

import sayso
from sayso.events.copied import Originals
from sayso.events.merging import merge
from sayso.events.naming import is_plain, names_nobody
from sayso.events.origins import Origin, same_names
from sayso.events.outlets import Outlet, is_asker, is_cited, is_own_voice, outlet, speaks_of_itself
from sayso.events.sources import described, is_document, is_same, is_title, is_vague, office
from sayso.records import Article, Copy, Event, Reading

OUTLET_WORDS = list(
    csv.DictReader((resources.files("sayso.events") / "data" / "outlet_words.csv").open(encoding="utf-8"))
)
OFFICES = list(csv.DictReader((resources.files("sayso.events") / "data" / "offices.csv").open(encoding="utf-8")))


@pytest.mark.parametrize("row", OFFICES, ids=lambda row: row["office"])
def test_offices(row: dict[str, str]) -> None:
    assert office(row["example"]) == row["office"]
    assert office(row["counterexample"]) != row["office"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("the mayor of Dorra", "RUR"), ("Mayor Ana Lind", "RUR", "lind"), True),
        (("Ana Lind", "RUR", "lind"), ("Ms Lind", "RUR", "lind"), True),
        (("a spokesman for the foreign ministry", "RUR"), ("Foreign Minister Bo Moss", "RUR", "moss"), True),
        (("the foreign ministry", "RUR"), ("the defence ministry", "RUR"), False),
        (("the foreign ministry", "RUR"), ("the foreign ministry", "LUT"), False),
        (("Ivo Beck, a resident", "RUR", "beck"), ("Ada Roth, a miner", "RUR", "roth"), False),
        (("Ivo Beck, a resident", "RUR", "beck"), ("Ada Roth, a resident", "RUR", "roth"), False),
        (("Senator Ivo Beck", "RUR", "beck"), ("Senator Ada Roth", "RUR", "roth"), False),
        (("Senator Ivo Beck", "RUR", "beck"), ("two lawmakers", "RUR"), True),
        (("Dorra Oil Works", "RUR"), ("the Dorra Oil Works", "Dorra Oil Works"), True),
        (("Foreign Office", "RUR"), ("the Foreign Office", "LUT"), False),
        (("an elder of the town", ""), ("the elder", ""), True),
        (("an elder of the town", ""), ("a lorry driver", ""), False),
        (
            ("the World Food Programme", "World Food Programme"),
            ("its director Moss", "World Food Programme", "moss"),
            True,
        ),
        (("Hezbollah", "Hezbollah"), ("Hezbollah's Al-Manar television", "Hezbollah"), False),
        (("Hezbollah", "Hezbollah"), ("a Hezbollah spokesman", "Hezbollah"), True),
        (("the ELN", "ELN"), ("ELN leader Ada Roth", "ELN", "roth"), True),
        (("the Hamas health ministry", "Hamas"), ("the Hamas interior ministry", "Hamas"), False),
        (("UNIFIL", "UN"), ("UN investigators", "UN"), False),
        (("UNIFIL", "UN"), ("the 31-page report", "UN"), False),
        (("UN investigators", "UN"), ("the investigators", "UN"), True),
        (("the UN", "UN"), ("a UN spokesman", "UN"), True),
        (("M23", "M23"), ("March 23 Movement, press office", "M23"), True),
        (("M23", "M23"), ("the ELN", "ELN"), False),
        (("the UN human rights office", "UN"), ("the UN refugee agency", "UN"), False),
    ],
)
def test_which_sources_are_one(one: tuple[str, ...], other: tuple[str, ...], same: bool) -> None:
    first, second = (described(text, filter(None, [code]), people) for text, code, *people in (one, other))
    assert is_same(first, second) == is_same(second, first) == same


def test_officials_of_a_ministry_speak_for_it() -> None:
    assert office("an official spokesman for the foreign ministry") == "foreign ministry"
    assert office("an official") == "government"
    assert office("the Ministry of Government") == "interior ministry"
    assert office("the general secretary of the miners") != "army"
    assert office("the Secretary-General's spokesman") == "secretary general"
    assert [is_title(word) for word in ("Minister", "Border", "Lind")] == [True, True, False]


def test_words_that_point_to_somebody_named_before() -> None:
    assert all(map(is_plain, ("the spokesman", "its statement", "The ministry")))
    assert not any(map(is_plain, ("the Fifth Fleet", "Lind", "the", "the mayor of the old town", "a spokesman")))


@pytest.mark.parametrize("row", OUTLET_WORDS, ids=lambda row: row["words"])
def test_words_of_outlets(row: dict[str, str]) -> None:
    """Each row by itself: its words are in the example, and what the example says is not true of the counterexample."""
    assert re.search(rf"\b(?:{row['words']})\b", row["example"], re.IGNORECASE)
    for name, holds in (("example", True), ("counterexample", False)):
        told = outlet(Article(id="a", text="x", publisher=row[name])).is_office
        own = is_own_voice(row[name], "Dorra Herald")
        found = {"office": told, "asker": is_asker(row[name])}.get(row["kind"], own)
        assert found == holds, row[name]


def test_the_people_of_a_publisher_are_its_own_voice() -> None:
    assert is_own_voice("A Herald photographer", "Dorra Herald")
    assert is_own_voice("the Dorra Herald", "Dorra Herald")
    assert not is_own_voice("a reporter of the Gazette", "Dorra Herald")
    assert is_own_voice("Herald photographer Ana Lind", "Dorra Herald")
    assert not is_own_voice("a Dorra Gazette photographer", "Dorra Herald")
    assert not is_own_voice("a reporter of the Dorra Gazette", "Dorra Herald")
    assert not is_own_voice("a photographer", None)


def test_own_people_whom_no_name_tells() -> None:
    own = ("a correspondent", "a reporter of this agency", "this newspaper", "our photographer", "PRESENTER")
    others = ("a reporter", "reporters", "a crane driver reached by this newspaper", "Ana Host", "Q", "the anchor")
    assert all(is_own_voice(words, "Dorra Herald") for words in own)
    assert not any(is_own_voice(words, "Dorra Herald") for words in others)
    assert not is_own_voice("a correspondent", None)


@pytest.mark.parametrize(
    ("publisher", "itself", "others"),
    [
        (
            "Ministry of the Interior of Chad",
            ("The Ministry", "we", "Our officers"),
            ("the Ministry of Defence", "Ana"),
        ),
        ("UNIFIL Press Information", ("The Mission", "the Mission's", "UNIFIL"), ("The army", "Lebanon", "the foes")),
        ("March 23 Movement, press office", ("The March 23 Movement", "our head, Bo Lind"), ("the Front for Peace",)),
    ],
)
def test_who_speaks_of_itself(publisher: str, itself: tuple[str, ...], others: tuple[str, ...]) -> None:
    teller = Outlet(publisher, publisher.lower())
    assert teller.is_office
    assert [words for words in itself if not speaks_of_itself(words, teller)] == []
    assert [words for words in others if speaks_of_itself(words, teller)] == []


def test_outlets_that_are_cited_and_those_that_speak_for_an_office() -> None:
    assert is_cited("the newspaper Dorra Herald", "Dorra Herald")
    assert not is_cited("the Gazette", "Dorra Herald")
    assert not is_cited("an independent expert", "Independent")
    room = "Ministry of Defence, Press Room"
    assert outlet(Article(id="a", text="x", publisher=room)).is_office
    assert not outlet(Article(id="a", text="x", publisher="Dorra Herald")).is_office
    assert not outlet(Article(id="a", text="x", publisher="Dorra Press Service")).is_office
    assert outlet(Article(id="a", text="x", publisher="March 23 Movement, press office")).codes == ("M23",)
    assert outlet(Article(id="a", text="x", publisher="Coast Guard of Chad")).codes == ("TCD",)
    assert not outlet(Article(id="a", text="x", title="Embassy shelled in Dorra")).is_office


def test_what_names_nothing_but_a_state_is_vague() -> None:
    assert is_vague(described("Moscow", ["RUS"]))
    assert is_vague(described("officials", ["RUS"]))
    assert is_vague(described("the statement", ["RUS"]))
    assert is_vague(described("The Russian Federation", ["RUS"]))
    assert is_vague(described("a spokesman for the department", ["USA"]))
    assert not is_vague(described("the foreign ministry", ["RUS"]))
    assert not is_vague(described("the federation", ["BOL"]))
    assert not is_vague(described("the woman", ["BEN"]))
    assert not is_vague(described("the region's government", ["ETH"]))
    assert not is_vague(described("Olha Melnyk", ["UKR"], ["melnyk"]))


def test_who_looks_into_a_matter_does_not_speak_for_a_state() -> None:
    assert not any(is_vague(described(words, ["ISR"])) for words in ("Investigators", "Analysis", "the team"))
    assert not described("the ELN", ["ELN"]).states


def test_a_document_is_named_by_who_wrote_it() -> None:
    assert is_document("the 31-page report")
    assert not is_document("the report of Ana Lind")
    found = [Origin(text, described(text, ["RUR"])) for text in ("the long army statement", "the army")]
    assert same_names(found) == ["the army", "the army"]


def test_a_copy_of_a_copy_goes_back_to_the_first() -> None:
    copies = [
        Copy(article="b", of="a", kind="copy", similarity=1.0),
        Copy(article="c", of="b", kind="rewrite", similarity=0.5),
    ]
    partial = Copy(article="d", of="a", kind="partial", similarity=0.3)
    originals = Originals([*copies, partial])
    assert [originals.of(name) for name in "abcd"] == ["a", "a", "a", "d"]
    circle = [
        Copy(article="a", of="b", kind="copy", similarity=1.0),
        Copy(article="b", of="a", kind="copy", similarity=1.0),
    ]
    assert Originals(circle).of("a") in ("a", "b")


def shelling(texts: list[tuple[str, str]], copies: list[Copy] | None = None) -> Event:
    """The event of the shelling in some articles, each of a publisher."""
    articles = [
        sayso.Article(id=f"a{n}", text=text, published=f"2024-05-{14 + n}", publisher=publisher)
        for n, (publisher, text) in enumerate(texts)
    ]
    readings = [one for one in sayso.read_batch(articles) if isinstance(one, Reading)]
    found = [event for event in merge(readings, copies or []) if len(event.articles) == len(texts)]
    assert found, [(r.article.id, c.event) for r in readings for c in r.claims]
    return found[0]


SAID = (
    "Russia shelled the town of Kupiansk on Monday, Mayor Olha Melnyk said. Four people were wounded in the shelling."
)
AGAIN = "Russia shelled the town of Kupiansk on May 13, the mayor of Kupiansk said. The shelling lasted an hour."
OWN = "Russia shelled the town of Kupiansk on May 13. A school was hit in the shelling."
DENIED = "Moscow denied that Russia had shelled the town of Kupiansk on May 13."
Q_AND_A = (
    "{}: Russia shelled the town of Kupiansk on May 13. Four people were wounded in the shelling.\n\n"
    "SPOKESMAN: No. Nobody was.\n\n{}: And today?\n\nSPOKESMAN: We know of nothing."
)
POLICE = "Russia shelled the town of Kupiansk on May 13, police said. The shelling lasted an hour."


def test_a_source_in_two_articles_is_one_origin() -> None:
    assert len(shelling([("Alpha", SAID), ("Beta", AGAIN)]).origins) == 1


def test_two_offices_are_two_origins() -> None:
    assert set(shelling([("Alpha", SAID), ("Beta", POLICE)]).origins) == {"Mayor Olha Melnyk", "police"}


def first_of(texts: list[tuple[str, str]], copies: list[Copy]) -> str:
    """Who told the shelling first, all of it told on one day."""
    articles = [
        sayso.Article(id=f"a{n}", text=text, published="2024-05-14", publisher=publisher)
        for n, (publisher, text) in enumerate(texts)
    ]
    readings = [one for one in sayso.read_batch(articles) if isinstance(one, Reading)]
    return max(merge(readings, copies), key=lambda event: len(event.articles)).publishers[0]


def test_of_one_day_what_repeats_or_cites_another_comes_behind_it() -> None:
    part = Copy(article="a0", of="a1", kind="partial", similarity=0.6)
    assert first_of([("Alpha", AGAIN), ("Beta", SAID)], []) == "Alpha"
    assert first_of([("Alpha", AGAIN), ("Beta", SAID)], [part]) == "Beta"
    cites = "Russia shelled the town of Kupiansk on May 13, the Beta Post reported. The shelling lasted an hour."
    assert first_of([("Alpha", cites), ("Beta Post", SAID)], []) == "Beta Post"
    circle = [part, Copy(article="a1", of="a0", kind="partial", similarity=0.6)]
    assert first_of([("Alpha", AGAIN), ("Beta", SAID)], circle) == "Alpha"


def test_who_denies_is_not_who_asserts() -> None:
    event = shelling(
        [("Alpha", SAID), ("Beta", "Moscow denied that Russia had shelled the town of Kupiansk on May 13.")]
    )
    assert (event.origins, event.denied_by) == (("Mayor Olha Melnyk",), ("Moscow",))


def test_what_an_article_says_itself_goes_back_to_its_publisher() -> None:
    assert set(shelling([("Alpha", SAID), ("Beta", OWN)]).origins) == {"Mayor Olha Melnyk", "Beta"}


def test_what_its_own_reporter_saw_is_told_beside_other_sources() -> None:
    saw = "Russia shelled the town of Kupiansk on May 13, an Alpha Post reporter said. Police said Russia shelled it."
    assert "Alpha Post" in shelling([("Alpha Post", saw)]).origins


def test_the_own_paper_of_a_body_goes_back_to_that_body() -> None:
    claimed = "Russia shelled the town of Kupiansk on May 13, the defence ministry of Ukraine said."
    rooms = ("Ministry of Defence of Ukraine, press service", "Ministry of Energy of Ukraine, press service")
    found = [shelling([("Alpha", claimed), (room, OWN)]).origins for room in rooms]
    assert [len(origins) for origins in found] == [1, 2]


def test_who_asks_in_a_briefing_is_a_journalist() -> None:
    asked = Q_AND_A.format("Q", "Q")
    assert "a journalist (Beta Briefing)" in shelling([("Alpha", SAID), ("Beta Briefing", asked)]).origins


def test_a_copy_adds_no_origin() -> None:
    copies = [Copy(article="a1", of="a0", kind="copy", similarity=1.0)]
    event = shelling([("Alpha", OWN), ("Beta", OWN)], copies)
    assert event.origins == ("Alpha",)
    assert [c.origin for c in event.claims if c.article == "a1"] == [None] * sum(
        c.article == "a1" for c in event.claims
    )
    assert event.publishers == ("Alpha", "Beta")


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"id": "a", "publisher": "The Post", "title": "Shells hit a school"}, "The Post"),
        ({"id": "a", "title": "Shells hit a school"}, '"Shells hit a school"'),
        (
            {"id": "0123456789abcdef", "title": "Shells hit a school " * 5},
            '"Shells hit a school Shells hit a school Shells hit a school …"',
        ),
        ({"id": "ap-17"}, '"ap-17"'),
        ({"id": "0123456789abcdef"}, '"Shells hit the school on Monday."'),
    ],
)
def test_an_article_is_never_named_by_a_hash(given: dict[str, str], name: str) -> None:
    assert outlet(sayso.Article(text="Shells hit the school on Monday.", **given)).name == name


def test_two_articles_without_a_publisher_are_two_origins() -> None:
    articles = [
        sayso.Article(
            id=one, text="Russia shelled the town of Kupiansk on Monday.", published="2024-05-14", title=f"Report {one}"
        )
        for one in ("a1", "b1")
    ]
    (event,) = merge(one for one in sayso.read_batch(articles) if isinstance(one, Reading))
    assert event.origins == ('"Report a1"', '"Report b1"')


@pytest.mark.parametrize("words", ["the same report", "its statement", "a spokesman"])
def test_words_that_name_nobody(words: str) -> None:
    assert names_nobody(words)


@pytest.mark.parametrize("words", ["the army", "a spokesman for the navy", "Moscow", "he", "the report of Ana Lind"])
def test_words_that_name_somebody(words: str) -> None:
    assert not names_nobody(words)
