"""Bodies by their own name: unknown ones, short forms, their staff; who is not one."""

from __future__ import annotations

import pytest

from sayso.actors.surroundings import Surroundings
from sayso.actors.tables import body_names, country_names, territories, usual_code
from sayso.claims.implied import choose, weights
from tests.test_actors import at, parsed, resolver

FIRM = """
Velmora/PROPN/2/nsubj fired/VERB/0/root nurses/NOUN/2/obj in/ADP/5/case Chad/PROPN/2/obl
Velmora/PROPN/2/nsubj denied/VERB/0/root it/PRON/2/obj
The/DET/2/det company/NOUN/3/nsubj left/VERB/0/root
"""


@pytest.mark.parametrize("word", ["Velmora", "company"])
def test_a_name_that_is_once_an_organisation_is_one_throughout(word: str) -> None:
    found = resolver(FIRM, "ORG Velmora")
    assert found.resolve_head(at(found, word)).codes == ("Velmora",)
    assert found.resolve_head(5).codes == ("Velmora",)


def test_a_name_with_a_title_is_no_body() -> None:
    text = FIRM.replace("Velmora/PROPN/2/nsubj denied", "Mr/NOUN/2/nmod:desc Velmora/PROPN/3/nsubj denied")
    text = text.replace("denied/VERB/0/root it/PRON/2/obj", "denied/VERB/0/root it/PRON/3/obj")
    found = resolver(text, "ORG Velmora")
    assert found.resolve_head(at(found, "company")).codes == ("TCD",)


TRUST = """
Harbour/PROPN/2/compound Light/PROPN/3/compound Trust/PROPN/4/nsubj spoke/VERB/0/root in/ADP/6/case Chad/PROPN/4/obl
Nobody/PRON/2/nsubj asked/VERB/0/root Harbour/PROPN/4/compound Light/PROPN/2/obj
"""


def test_the_first_words_of_a_name_mean_the_whole() -> None:
    found = resolver(TRUST, "ORG Harbour Light Trust")
    assert found.resolve_head(9).codes == ("Harbour Light Trust",)


COUNCIL = """
The/DET/4/det UN/PROPN/4/compound Security/PROPN/4/compound Council/PROPN/5/nsubj met/VERB/0/root
The/DET/2/det Council/PROPN/3/nsubj met/VERB/0/root
The/DET/2/det council/NOUN/3/nsubj of/ADP/5/case Chad/PROPN/2/nmod met/VERB/0/root
"""


def test_a_capital_makes_a_short_form() -> None:
    found = resolver(COUNCIL)
    assert found.resolve_head(6).codes == ("UN Security Council",)
    assert found.resolve_head(9).codes == ("TCD",)


def test_somebody_unknown_is_of_the_country_spoken_of() -> None:
    found = resolver("Chad/PROPN/2/nsubj fell/VERB/0/root\nVelm/PROPN/2/nsubj spoke/VERB/0/root")
    assert found.resolve_head(at(found, "Velm")).codes == ("TCD",)
    text = "Chad/PROPN/2/nsubj fell/VERB/0/root\nVelm/PROPN/2/compound Holdings/PROPN/3/nsubj spoke/VERB/0/root"
    firm = resolver(text)
    assert firm.resolve_head(at(firm, "Holdings")).codes == ("Velm Holdings",)


def test_a_longer_party_is_not_the_one_of_the_table() -> None:
    found = resolver("Christian/PROPN/2/compound Democrats/PROPN/3/nsubj won/VERB/0/root")
    assert "USA" not in found.resolve_head(1).codes
    assert resolver("Democrats/PROPN/2/nsubj won/VERB/0/root").resolve_head(0).codes == ("USA",)


def test_terrorist_before_a_noun_is_an_adjective() -> None:
    found = resolver("A/DET/3/det terrorist/NOUN/3/compound attack/NOUN/4/nsubj shook/VERB/0/root Chad/PROPN/4/obj")
    assert found.resolve_head(1).codes == ()


def test_two_names_of_one_body_are_one_code() -> None:
    assert usual_code("ICC") == "International Criminal Court"
    assert usual_code("terrorist groups in the hills") == "terrorist groups in the hills"


def test_tables_of_bodies_and_territories_are_well_formed() -> None:
    assert body_names()["International Criminal Court"][0] == "International Criminal Court"
    assert set(territories()) | set(territories().values()) <= set(country_names())


def test_the_nearer_and_the_more_spoken_of_is_likelier() -> None:
    tree = parsed("Chad/PROPN/2/nsubj spoke/VERB/0/root\nNiger/PROPN/2/nsubj refused/VERB/0/root it/PRON/2/obj")
    found = Surroundings(tree, [(0, "TCD"), (2, "NER")]).features(3)
    assert found["NER"]["own_subj"] == 1.0
    assert found["TCD"]["before"] == 1.0
    assert choose(found, "recipient", without=["NER"]) == ("TCD",)
    assert set(weights()) == {"actor", "recipient"}
