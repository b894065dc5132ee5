"""What the claim heads may say of a claim: they fill what is empty, and never touch what a table has filled."""

from __future__ import annotations

import pytest

from sayso.claims import claim_heads
from sayso.claims.event_head import generic_row
from sayso.claims.factuality import Certainty
from sayso.claims.grammar import Arguments, Grammar
from sayso.claims.matching import Filled, Match
from sayso.reader.parse import Parse, Slots
from tests.engine_trees import tree


@pytest.fixture
def parse() -> Parse:
    return tree(
        "Chad shelled villages in Sudan",
        """
        Chad Chad PROPN NNP 2 nsubj
        shelled shell VERB VBD 0 root
        villages village NOUN NNS 2 obj
        in in ADP IN 5 case
        Sudan Sudan PROPN NNP 2 obl
        """,
    )


def slots(**said: dict[str, object]) -> Slots:
    silent: dict[str, dict[str, float]] = {name: {} for name in ("roles", "kinds", "factuality", "auxiliary", "mode")}
    return Slots(**{**silent, **said})  # type: ignore[arg-type]


def match(**filled: Filled) -> Match:
    empty = {name: Filled() for name in ("actor", "recipient", "object")}
    return Match(generic_row("ASSAULT"), 1, (1,), Arguments(), empty | filled, 0.0)


def with_heads(parse: Parse, found: Match, said: Slots) -> Match:
    parse.slots = {1: said}
    return claim_heads.with_claim_heads(Grammar(parse), found)


def test_an_empty_slot_takes_the_words_that_the_heads_are_sure_of(parse: Parse) -> None:
    found = with_heads(parse, match(), slots(roles={"actor": {0: 0.9, 4: 0.3}, "recipient": {3: 0.7, 4: 0.8}}))
    assert (found.slots["actor"].words, found.slots["recipient"].words) == ([0], [4])
    assert found.slots["actor"].rule == claim_heads.CLAIM_HEAD


def test_what_a_table_has_filled_stays(parse: Parse) -> None:
    table = Filled([4], "obl:in@ACTOR")
    found = with_heads(parse, match(recipient=table), slots(roles={"recipient": {2: 0.99}}))
    assert found.slots["recipient"] is table


def test_a_word_fills_one_slot(parse: Parse) -> None:
    found = with_heads(parse, match(actor=Filled([0], "subj")), slots(roles={"recipient": {0: 0.99}}))
    assert found.slots["recipient"].words == []


@pytest.mark.parametrize(("chance", "special"), [(0.9, "self"), (0.7, "")])
def test_a_slot_without_words_may_mean_the_actor(parse: Parse, chance: float, special: str) -> None:
    found = with_heads(parse, match(), slots(kinds={"recipient": {"self": chance}}))
    assert found.slots["recipient"].special == special


def test_certainty_of_the_heads_stands_only_where_the_rules_saw_nothing(parse: Parse) -> None:
    parse.slots = {1: slots(factuality={"CT-": 0.9}, auxiliary={"negation": 0.8, "none": 0.1})}
    assert claim_heads.certainty(parse, 1, Certainty()) == Certainty("CT-", "negation", claim_heads.CLAIM_HEAD)
    ruled = Certainty("PS+", "hypothetical", "modal may")
    assert claim_heads.certainty(parse, 1, ruled) is ruled
    parse.slots = {1: slots(factuality={"CT-": 0.5, "CT+": 0.45})}
    assert claim_heads.certainty(parse, 1, Certainty()) == Certainty()


@pytest.mark.parametrize(
    ("value", "auxiliary", "heads", "expected"),
    [
        ("U", "hypothetical", {"future": 0.8}, "future"),
        ("U", "hypothetical", {"future": 0.4}, "hypothetical"),
        ("U", "hypothetical", {"none": 0.9}, "hypothetical"),
        ("CT+", "future", {"none": 0.9}, None),
        ("CT-", "negation", {"future": 0.9}, "negation"),
    ],
)
def test_an_auxiliary_of_the_heads_goes_with_the_certainty(
    parse: Parse, value: str, auxiliary: str, heads: dict[str, float], expected: str | None
) -> None:
    parse.slots = {1: slots(auxiliary=heads)}
    assert claim_heads.certainty(parse, 1, Certainty(value, auxiliary, "a rule")).auxiliary == expected


def test_places_and_objects_are_whole_phrases(parse: Parse) -> None:
    parse.slots = {1: slots(roles={"where": {4: 0.8}})}
    assert claim_heads.places(Grammar(parse), 1) == [4]
    assert claim_heads.places(Grammar(parse), 0) == []
    assert claim_heads.whole(tree("the dam", "the the DET DT 2 det\ndam dam NOUN NN 0 root"), [0, 1]) == [1, 1]
