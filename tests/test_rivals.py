"""Whom "both sides", "neither side" and "the two countries" mean: those of the quarrel, not those who look on."""

from __future__ import annotations

import pytest

from sayso.claims.reading import ArticleReader
from sayso.ontology.tables import rows
from sayso.records import Article, Claim

SIDES = [
    ("Congo's army and M23 fought in Masisi. Kenya and Angola called for calm. Both sides accused the UN.",
     "accused", {"COD", "M23"}),
    ("Sudan's army and the RSF agreed to a truce. Egypt and Qatar mediated. Both sides violated the truce.",
     "violated", {"SDN", "Rapid Support Forces"}),
    ("Iran fired rockets at Israel. Italy and Spain urged calm. Both sides accused the UN.", "accused", {"IRN", "ISR"}),
    ("Peru accused Ecuador of an attack. Brazil offered to mediate. The two countries signed a treaty in 1998.",
     "signed", {"PER", "ECU"}),
    ("Niger expelled two Beninese consuls. Togo offered help. The two countries signed a treaty in 2002.",
     "signed", {"NER", "BEN"}),
    ("Greece and Turkey met in Geneva. Spain and Italy called for calm. Both sides agreed to stop drills.",
     "agreed", {"GRC", "TUR"}),
    # who meets or deals with one another later is the pair
    ("Poland accused Belarus of theft. Germany and France met in Berlin. The two countries signed a pact.",
     "signed", {"DEU", "FRA"}),
    ("France expelled an Algerian diplomat. Germany asked Morocco for help. The two countries signed a pact.",
     "signed", {"DEU", "MAR"}),
    ("Chad and Niger met in Zinder. Both countries signed a pact.", "signed", {"TCD", "NER"}),
    # the parties of a statement are those whom it introduces, not their host
    ("Delegations of Chad and of Mali held talks in Doha with the mediation of Qatar. The parties condemned France.",
     "condemned", {"TCD", "MLI"}),
    ("Delegations of Peru, Chile and Fiji met in Doha. Qatar hosted the talks. The parties condemned Iran.",
     "condemned", {"PER", "CHL", "FJI"}),
    ("Delegations of Chad and of Mali met in Doha. The parties praised Qatar. Each party shall release its prisoners.",
     "release", {"TCD", "MLI"}),
    ("Chad and Mali met in Doha. Qatar hosted the talks. The opposition party condemned Mali.", "condemned", {"MLI"}),
]  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return ArticleReader(threads=1)


def claims(reader: ArticleReader, text: str, trigger: str) -> list[Claim]:
    found = reader.read(Article(id="a", text=text, published="2026-11-03")).claims
    return [claim for claim in found if claim.trigger.of(text) == trigger]


@pytest.mark.parametrize(("text", "trigger", "codes"), SIDES)
def test_which_two_are_meant(reader: ArticleReader, text: str, trigger: str, codes: set[str]) -> None:
    assert codes in [set(claim.actor.codes) for claim in claims(reader, text, trigger)]


@pytest.mark.parametrize("verb", ["claimed", "taken", "accepted"])
def test_what_neither_side_owns_up_to_is_done_by_nobody_known(reader: ArticleReader, verb: str) -> None:
    text = f"Rwanda denied it had shelled a camp in Congo. Neither side has {verb} responsibility for the shelling."
    assert not claims(reader, text, f"{verb} responsibility")
    assert all(not claim.actor.codes for claim in claims(reader, text, "shelling"))


def test_what_neither_side_does_is_denied_of_both(reader: ArticleReader) -> None:
    text = "Chad and Niger met in Zinder. Neither side signed the pact."
    (claim,) = claims(reader, text, "signed")
    assert set(claim.actor.codes) == {"TCD", "NER"}
    assert claim.factuality == "CT-"


def test_the_table_of_dealings_has_examples_of_its_words() -> None:
    table = list(rows("dealings", room="claims"))
    assert {row["kind"] for row in table} == {"against", "together", "outside", "meets", "meets with", "meeting"}
    assert len({(row["lemma"], row["kind"]) for row in table}) == len(table)
    irregular = {"fight", "pay", "strike", "sell", "meet"}
    assert all(row["lemma"][:4] in row["example"].lower() or row["lemma"] in irregular for row in table)
