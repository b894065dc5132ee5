"""Which country an article is about that hardly names it: by its paper, by names of forces, without what is quoted."""

from __future__ import annotations

import pytest

from sayso.actors.voice import town_of
from sayso.claims.reading import ArticleReader
from sayso.records import Article

STRIKE = "The miners walked out on Monday. On Tuesday police arrested their leader, and a judge freed her at noon."
GUARD = "Three lorries were burned in {place} on Monday. Nine men of the National Guard shot a farmer. {more}"

PAPERS = [
    ("Oruro Gazette", "BOL"),
    ("The Dnipro Courier", "UKR"),
    ("Cape Town Evening Post", "ZAF"),
    ("Great Lakes Review", None),
    ("La Voz del Valle", None),
    ("Faro", None),
    ("Evening Standard", None),
]


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return ArticleReader(threads=1)


@pytest.mark.parametrize(("name", "code"), PAPERS)
def test_a_paper_is_of_the_town_that_its_name_begins_with(name: str, code: str | None) -> None:
    assert town_of(name) == code


@pytest.mark.parametrize(
    ("publisher", "more", "code"),
    [
        ("Oruro Gazette", "", "BOL"),
        ("Oruro Gazette", " Peru's government and Lima's mayor spoke of a plot against Peru.", "PER"),
        ("Evening Gazette", " The Lima bar protested.", "PER"),
    ],
)
def test_police_are_of_the_country_of_a_local_paper_unless_another_is_spoken_of(
    reader: ArticleReader, publisher: str, more: str, code: str
) -> None:
    claims = reader.read(Article(id="t", text=STRIKE + more, publisher=publisher)).claims
    assert next(c.actor.codes for c in claims if c.trigger.of(STRIKE + more) == "arrested") == (code,)


@pytest.mark.parametrize(
    ("place", "more", "code"),
    [
        ("Michoacan", "The United States and Washington's envoys offered help. America was ready.", "MEX"),
        ("Ohio", "The United States sent help. Mexico did not.", "USA"),
        ("Sfax", "Libya protested against it.", "TUN"),
    ],
)
def test_forces_whose_name_many_states_have_are_of_the_one_named_beside(
    reader: ArticleReader, place: str, more: str, code: str
) -> None:
    text = GUARD.format(place=place, more=more)
    claims = reader.read(Article(id="t", text=text)).claims
    assert next(c.actor.codes for c in claims if c.trigger.of(text) == "shot") == (code,)


def test_what_is_quoted_at_the_start_leads_nothing(reader: ArticleReader) -> None:
    text = (
        '"I was in Chile in the seventies. I know what a rifle sounds like," Father Anselmo Quispe told us in Oruro, '
        "behind his church, on the day after the miners went home to their wives and children in the hills.\n\n"
        "Lorries roll to La Paz. The ombudsman condemned the use of firearms."
    )
    claims = reader.read(Article(id="t", text=text)).claims
    assert next(c.actor.codes for c in claims if c.trigger.of(text) == "condemned") == ("BOL",)
