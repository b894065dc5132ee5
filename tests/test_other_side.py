"""Whose an official's "they" is in a quotation, and whose "its spokesman" is who has a name."""

from __future__ import annotations

import pytest

from sayso.claims.reading import ArticleReader
from sayso.records import Article

BORDER = (
    "Shells hit a school in Cambodia on Monday, near the border with Thailand. Thailand's army did not comment, and a"
    " Thai minister spoke of a mistake. Cambodia called it a crime.\n\n"
)
LAKE = "Farmers in Malawi are angry. The government of Malawi raised the price of maize on Monday.\n\n"

ACTORS = [
    (BORDER + '"They fired at children," Cambodian army spokesman Sok Vann said.', "fired", ("THA",)),
    (BORDER + 'The Cambodian governor was angry. "They bombed a school," he said.', "bombed", ("THA",)),
    # outside of quotations, of others than officials, and where a story has no other side, nobody is
    (BORDER + "Cambodian troops moved to the border. They fired at a bridge.", "fired", ("KHM",)),
    (LAKE + '"They robbed the poor," opposition lawmaker Tiwonge Banda said.', "robbed", ("MWI",)),
    # a name behind "its spokesman"
    (
        "Angola hosted the talks in Luanda. M23 denied the charge on Monday. Its spokesman, Willy Kambere, accused the"
        " army of murder.",
        "accused",
        ("M23",),
    ),
    (
        "Angola hosted the talks in Luanda. M23 denied the charge on Monday. In Luanda Willy Kambere, a mechanic,"
        " accused the army of murder.",
        "accused",
        ("AGO",),
    ),
]


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return ArticleReader(threads=1)


@pytest.mark.parametrize(("text", "trigger", "codes"), ACTORS)
def test_whose_they_are(reader: ArticleReader, text: str, trigger: str, codes: tuple[str, ...]) -> None:
    claims = reader.read(Article(id="t", text=text, published="2026-06-15")).claims
    start = text.rindex(trigger)
    assert next(c.actor.codes for c in claims if c.trigger.start == start) == codes
