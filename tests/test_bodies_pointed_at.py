"""Bodies by what stands around their names, and by the nouns that go back to them, as the whole reader reads them."""

from __future__ import annotations

import pytest

from sayso.claims.reading import ArticleReader
from sayso.records import Article

SIDES = [
    ("The European Commission fined the lorry maker Bergvik on Monday.", "fined", {"EU"}, {"Bergvik"}),
    ("Brussels warned Hungary that it would withhold funds.", "warned", {"EU"}, {"HUN"}),
    ("Chile fined the salmon exporter Australmar for polluting a lake.", "fined", {"CHL"}, {"Australmar"}),
    (
        "The Bangladesh Garment Workers Federation urged Dhaka to raise the minimum wage.",
        "urged",
        {"Bangladesh Garment Workers Federation"},
        {"BGD"},
    ),
    ("Huawei sued the US Commerce Department on Thursday.", "sued", {"Huawei"}, {"USA"}),
    (
        "NATO's chief spoke in Oslo on Monday. The alliance condemned Russia for the sabotage of the cable.",
        "condemned",
        {"NATO"},
        {"RUS"},
    ),
    ("Inspectors of the IAEA waited in Vienna. Iran accused the agency of spying.", "accused", {"IRN"}, {"IAEA"}),
    ("ECOWAS leaders met in Abuja. The bloc threatened Niger with an embargo.", "threatened", {"ECOWAS"}, {"NER"}),
]


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return ArticleReader(threads=1)


@pytest.mark.parametrize(("text", "trigger", "actor", "recipient"), SIDES)
def test_who_is_the_body_meant(reader: ArticleReader, text: str, trigger: str, actor: set[str], recipient: set[str]):
    found = reader.read(Article(id="a", text=text, published="2024-05-14")).claims
    sides = [(set(c.actor.codes), set(c.recipient.codes)) for c in found if trigger in c.trigger.of(text)]
    assert (actor, recipient) in sides
