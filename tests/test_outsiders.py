"""Who judges a deed or acts against it has no part in it, nor has the country that its tools or the tip come from."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

import pytest

from sayso.claims.outsiders import outsiders
from sayso.claims.reading import ArticleReader
from sayso.records import Article
from tests.told import claims_of

ROWS = list(csv.DictReader((resources.files("sayso.claims") / "data" / "outsiders.csv").open(encoding="utf-8")))


@cache
def reader() -> ArticleReader:
    return ArticleReader(threads=1)


def found(example: str, row: dict[str, str]) -> set[str]:
    """The words that stand outside of the deed in brackets."""
    start = example.index("[")
    text = example.replace("[", "").replace("]", "")
    grammar = reader().scene(Article(id="x", text=text, published="2024-05-14")).grammar
    deed = grammar.parse.starts.index(start)
    event = row["events"].split("|")[0] or "ASSAULT"
    return {grammar.parse.word(word) for word in outsiders(grammar, deed, event, row["slot"])}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['lemma']} {row['hangs']} {row['who']} {row['slot']}")
def test_the_examples_of_the_table(row: dict[str, str]) -> None:
    assert found(row["example"], row)
    assert not found(row["counterexample"], row)


@pytest.mark.parametrize(
    ("text", "trigger", "code"),
    [
        ("Jordan's foreign ministry slammed the killings.", "killings", "JOR"),
        ("The Vatican and the EU deplored the violence.", "violence", "EU"),
        ("UN envoy Hans Grundberg deplored the strike.", "strike", "UN"),
        ("Wong would raise the killings with Israeli officials.", "killings", "ISR"),
        ("Bolivian police cleared roadblocks near Cochabamba.", "roadblocks", "BOL"),
        ("Criminals infiltrated the demonstration.", "demonstration", "Criminals"),
        ("A judge in Accra declared the strike illegal.", "strike", "GHA"),
        ("Tanks built in Russia shelled a village in Sagaing.", "shelled", "RUS"),
        ("The arrests followed a tip from Germany.", "arrests", "DEU"),
        ("The arrests came after a tip-off from French intelligence.", "arrests", "FRA"),
        ("The army used grenades produced in Brazil against protesters in Harare.", "used", "BRA"),
    ],
)
def test_who_stands_outside_is_no_doer(text: str, trigger: str, code: str) -> None:
    assert all(code not in claim.actor.codes for claim in claims_of(text, trigger))


def test_doers_stay_doers() -> None:
    assert claims_of("France condemned the Israeli strike.", "strike")[0].actor.codes == ("ISR",)
    assert claims_of("Kenya carried out the attack on Monday.", "attack")[0].actor.codes == ("KEN",)
    assert claims_of("Soldiers from Chad killed nine people.", "killed")[0].actor.codes == ("TCD",)
    assert claims_of("Opposition leaders joined the demonstration.", "demonstration")[0].actor.codes


def test_where_a_weapon_was_made_is_not_where_it_hit() -> None:
    claim = claims_of("A drone built in Iran struck a power plant in Kharkiv.", "struck")[0]
    assert claim.recipient.codes == ("UKR",)


def test_the_country_spied_for_is_not_that_of_the_story() -> None:
    jailed = claims_of("A court in Vilnius jailed a man for spying for Belarus.", "jailed")[0]
    assert jailed.actor.codes == jailed.recipient.codes == ("LTU",)


def test_a_deed_that_is_only_judged_is_told_as_before() -> None:
    text = "An Israeli air strike hit a school in Gaza on Tuesday. France condemned the strike."
    claim = next(c for c in claims_of(text, "strike") if c.trigger.start > text.index("France"))
    assert (claim.actor.codes, claim.recipient.codes) == (("ISR",), ("PSE",))
