"""Nouns that point back to a deed told before are looked at beside the claims of other articles."""

from __future__ import annotations

from functools import cache

import pytest

from sayso.claims.extract import find_all
from sayso.claims.reading import ArticleReader
from sayso.claims.triggers import built_in_index

POINTING = [
    ("Rebels attacked a village near Goma on Monday. Nobody in Gisenyi had heard of the raid.", "raid", "ASSAULT"),
    ("North Korea shipped shells to Russia in May. A diplomat had seen pictures of this shipment.", "shipment", "AID"),
    ("The army shelled Goma on Monday. A spokesman knew nothing about the incident.", "incident", "ASSAULT"),
    ("Ghana suspended flights from Togo on Monday. Traders called the step a surprise.", "step", "SANCTION"),
]
OTHERWISE = [
    # Nothing was told before.
    ("A farmer near Goma spoke of the step. Nobody in Gisenyi knew more.", "step"),
    # What was told is of another kind.
    ("The ministers of Chad and Niger met in Lagos. A diplomat smiled at the incident.", "incident"),
    # Nothing points back.
    ("Rebels attacked a village near Goma on Monday. Incidents are rare in Gisenyi.", "incidents"),
]


@cache
def found(text: str) -> dict[str, str]:
    """The types of what may be an event, or a faint one, by its word."""
    grammar, cast = reader().sentence(text)
    mentions = find_all(grammar, cast, built_in_index(), story=True)
    return {grammar.parse.folded[m.trigger]: m.row.event for m in (*mentions.sure, *mentions.faint)}


@cache
def reader() -> ArticleReader:
    return ArticleReader(threads=1)


@pytest.mark.parametrize(("text", "word", "event"), POINTING, ids=[word for _, word, _ in POINTING])
def test_a_noun_that_points_back_tells_the_deed_again(text: str, word: str, event: str) -> None:
    assert found(text).get(word) == event


@pytest.mark.parametrize(("text", "word"), OTHERWISE)
def test_another_noun_does_not(text: str, word: str) -> None:
    assert word not in found(text)
