"""A word that no row knows takes the type, of those that the event head sees in it, that its text tells most of."""

from __future__ import annotations

import pytest

from sayso.claims.extract import find_events
from sayso.claims.fitting_types import fitting_type, types_told
from sayso.claims.triggers import PredicateIndex
from sayso.reader.parse import Hint, Parse
from tests.engine_trees import staged, tree

NONE = Hint(None, 0.0)


def text(*others: Hint) -> Parse:
    """ "Iran lifted crates", lifted a theft or a delivery, with what the head sees in the words around it."""
    parse = tree(
        "Iran lifted crates there twice",
        """
        Iran Iran PROPN NNP 2 nsubj
        lifted lift VERB VBD 0 root
        crates crate NOUN NNS 2 obj
        there there ADV RB 2 advmod
        twice twice ADV RB 2 advmod
        """,
    )
    around = [*others, *[NONE] * (4 - len(others))]
    parse.hints = [around[0], Hint("COERCE", 0.9, {"COERCE": 0.45, "AID": 0.4, "ASSAULT": 0.02}), *around[1:]]
    return parse


AID = Hint("AID", 0.9, {"AID": 0.9})
ASSAULT = Hint("ASSAULT", 0.9, {"ASSAULT": 0.9})
FAINT = Hint("AID", 0.2, {"AID": 0.2})


@pytest.mark.parametrize(
    ("others", "event"),
    [
        ((), "COERCE"),
        ((AID,), "AID"),
        ((AID, AID, AID), "AID"),
        ((FAINT, FAINT), "COERCE"),
        ((ASSAULT, ASSAULT, ASSAULT, ASSAULT), "COERCE"),
    ],
    ids=["alone", "a delivery", "deliveries", "what may be one", "what the head does not see in it"],
)
def test_the_rest_of_the_text_tells_the_type(others: tuple[Hint, ...], event: str) -> None:
    parse = text(*others)
    assert fitting_type(parse, 1, types_told(parse, ())) == event


def test_a_word_does_not_speak_for_itself() -> None:
    parse = text()
    told = types_told(parse, ())
    assert sum(told.values()) == pytest.approx(1.0)
    assert fitting_type(parse, 1, told) == "COERCE"


def test_without_chances_of_the_types_that_of_the_head_stands() -> None:
    parse = text(AID)
    parse.hints[1] = Hint("COERCE", 0.9)
    assert fitting_type(parse, 1, types_told(parse, ())) == "COERCE"


def test_a_delivery_stays_trade_where_the_head_sees_trade() -> None:
    parse = text(AID, AID, AID)
    parse.hints[1] = Hint("COOPERATE", 0.9, {"COOPERATE": 0.5, "AID": 0.4})
    assert fitting_type(parse, 1, types_told(parse, ())) == "COOPERATE"


@pytest.mark.parametrize(("story", "event"), [(True, "AID"), (False, "COERCE")])
def test_a_story_is_asked_and_a_sentence_alone_is_not(story: bool, event: str) -> None:
    found = find_events(*staged(text(NONE, NONE, NONE, AID)), PredicateIndex(()), story=story)
    assert next(match.row.event for match in found if match.trigger == 1) == event
