"""Whom pronouns and definite nouns mean in short reports, as the whole reader reads them."""

from __future__ import annotations

import pytest

from sayso.claims.reading import ArticleReader
from sayso.records import Article

DOERS = [
    # names in the plural of which there is one
    ("Oman thanked the United States for its offer to train pilots.", "offer", "USA"),
    ("Oman met the United Arab Emirates. It accused Iran of spying.", "accused", "OMN"),
    # a word of a body's name is not that body
    (
        "Doctors in the Ghanaian state hospital struck. The Ghanaian Association of Midwives met its members on Friday."
        " It threatened to sue.",
        "threatened",
        "Ghanaian Association of Midwives",
    ),
    # a person by noun and name
    (
        "A Swiss mediator met Ghana. Togo's president Darrell Mensah condemned Ghana. He threatened its envoy.",
        "threatened",
        "TGO",
    ),
    # "his government" is that of the named person who speaks
    (
        "Russia's envoy spoke. The Moroccan minister, Omar Said, said that his government had arrested ten Russians.",
        "arrested",
        "MAR",
    ),
    # hosts, guests and counterparts are of another state, soldiers are not
    ("The Danish minister flew to Kenya on Friday. He praised his hosts for closing a road.", "closing", "KEN"),
    ("The Danish minister flew to Kenya on Friday. He praised his soldiers for closing a road.", "closing", "DNK"),
    ("The Chilean president assured his guest of support. Peru protested.", "assured", "CHL"),
    # "the group" is the charity named before; with armed men named last it is theirs
    (
        "Amnesty International spoke in Geneva. Rain fell. The group accused Sudan of torture.",
        "accused",
        "Amnesty International",
    ),
    ("Amnesty International spoke of Hezbollah. Rain fell. The group attacked Israel.", "attacked", "Hezbollah"),
]


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return ArticleReader(threads=1)


@pytest.mark.parametrize(("text", "trigger", "code"), DOERS)
def test_who_did_it(reader: ArticleReader, text: str, trigger: str, code: str):
    found = reader.read(Article(id="a", text=text, published="2024-05-14")).claims
    assert code in [c for claim in found if trigger in claim.trigger.of(text) for c in claim.actor.codes]
