"""When, where, with what and in which mode: choices on trees written out by hand, and the tables on read sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.actors import Resolver
from sayso.claims.cast import Cast
from sayso.claims.choices import chances, event_at, weights
from sayso.claims.dates import find_dates
from sayso.claims.dating import Dating
from sayso.claims.event_head import generic_row
from sayso.claims.grammar import Arguments, Grammar
from sayso.claims.matching import Filled, Match
from sayso.claims.modes import ModeWords, features_of, mode_by_words, mode_of, mode_words
from sayso.claims.objects import object_phrase
from sayso.claims.placing import Placing, place_nouns
from sayso.claims.predicates import MODES
from sayso.reader import Reader
from sayso.reader.parse import Name, Parse, Slots
from tests.engine_trees import tree

PUBLISHED = "2024-05-14"

ARREST = tree(
    "Police arrested two men near the harbour of Mopti on Monday , firing in the air .",
    """
    Police police NOUN NNS 2 nsubj
    arrested arrest VERB VBD 0 root
    two two NUM CD 4 nummod
    men man NOUN NNS 2 obj
    near near ADP IN 7 case
    the the DET DT 7 det
    harbour harbour NOUN NN 2 obl
    of of ADP IN 9 case
    Mopti Mopti PROPN NNP 7 nmod
    on on ADP IN 11 case
    Monday Monday PROPN NNP 2 obl
    , , PUNCT , 13 punct
    firing fire VERB VBG 2 advcl
    in in ADP IN 16 case
    the the DET DT 16 det
    air air NOUN NN 13 obl
    . . PUNCT . 2 punct
    """,
    names=(Name(8, 9, "GPE"), Name(10, 11, "DATE")),
)


def dating(parse: Parse) -> Dating:
    return Dating(Grammar(parse), find_dates(parse.text, PUBLISHED), PUBLISHED)


def placing(parse: Parse) -> Placing:
    resolver = Resolver(parse, published=PUBLISHED)
    return Placing(Cast(Grammar(parse, resolver.is_actor), resolver), find_dates(parse.text, PUBLISHED))


@pytest.mark.parametrize("name", ["dating", "placing"])
def test_chances_leave_room_for_none(name: str) -> None:
    assert len(weights(name)) > 100
    found = chances(name, [{}, {}])
    assert found == pytest.approx([1 / 3, 1 / 3])
    assert chances(name, []) == []


def test_an_event_has_the_date_of_its_clause() -> None:
    found = dating(ARREST).when(1)
    assert found is not None
    assert found.value == "2024-05-13"


def test_a_date_of_its_own_speaks_louder_than_that_of_another_clause() -> None:
    dates = dating(ARREST)
    near = dates.candidates(event_at(dates.grammar, 1))
    own, other = (chances("dating", [dates.features(event_at(dates.grammar, i), near[0])])[0] for i in (1, 12))
    assert own > other


def test_an_event_happens_where_its_phrase_says() -> None:
    found = placing(ARREST)
    assert found.where(1) == 6
    assert {ARREST.word(i) for i in found.candidates(event_at(found.grammar, 1))} == {"harbour", "Mopti", "air"}


@pytest.mark.parametrize(("seen", "other"), [({6: 0.9}, {6: 0.01}), ({8: 0.9}, {8: 0.01})])
def test_what_the_heads_see_speaks_for_a_place(seen: dict[int, float], other: dict[int, float]) -> None:
    (word,) = seen
    trusted, doubted = (placing(_with_places(ARREST, each)) for each in (seen, other))
    likely, unlikely = (
        chances("placing", [found.features(event_at(found.grammar, 1), word)])[0] for found in (trusted, doubted)
    )
    assert likely > unlikely


def test_heads_that_did_not_look_are_silent() -> None:
    found = placing(ARREST)
    assert found.features(event_at(found.grammar, 1), 6)["head silent"] == 1.0
    asked = placing(_with_places(ARREST, {6: 0.9}))
    assert "head silent" not in asked.features(event_at(asked.grammar, 1), 6)


def _with_places(parse: Parse, seen: dict[int, float]) -> Parse:
    """The tree with what the heads see as the place of the arrest."""
    return replace(parse, slots={1: Slots({"where": seen}, {}, {}, {}, {})})


def test_no_date_is_a_place() -> None:
    assert not placing(ARREST).may_be_place(10)


def test_place_nouns_are_in_lower_case() -> None:
    assert "harbour" in place_nouns()
    assert all(noun == noun.lower().strip() for noun in place_nouns())


GIFT = tree(
    "Spain sent at least 60 crates of medicine donated by nurses to Chad",
    """
    Spain Spain PROPN NNP 2 nsubj
    sent send VERB VBD 0 root
    at at ADP IN 6 case
    least least ADJ JJS 5 nmod
    60 60 NUM CD 6 nummod
    crates crate NOUN NNS 2 obj
    of of ADP IN 8 case
    medicine medicine NOUN NN 2 obl
    donated donate VERB VBN 6 acl
    by by ADP IN 11 case
    nurses nurse NOUN NNS 9 obl
    to to ADP IN 13 case
    Chad Chad PROPN NNP 2 obl
    """,
)


def test_an_object_keeps_its_quantity_its_complement_and_a_short_clause() -> None:
    start, end = object_phrase(GIFT, 5, {1, 12})
    assert GIFT.span(start, end).of(GIFT.text) == "at least 60 crates of medicine donated by nurses"


def test_what_fills_another_slot_is_no_part_of_the_object() -> None:
    start, end = object_phrase(GIFT, 5, {1, 7, 8, 12})
    assert GIFT.span(start, end).of(GIFT.text) == "at least 60 crates"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("row", mode_words(), ids=lambda row: f"{row.event} {row.mode}")
def test_words_tell_a_mode(row: ModeWords, reader: Reader) -> None:
    assert row.mode in MODES[row.event]
    assert told(row, row.example, reader) == row.mode
    assert told(row, row.counterexample, reader) != row.mode


def told(row: ModeWords, marked: str, reader: Reader) -> str | None:
    """The mode that the words around the bracket tell."""
    parse = reader.parse(marked.replace("[", "").replace("]", ""))
    trigger = parse.starts.index(marked.index("["))
    slots = {name: Filled() for name in ("actor", "recipient", "object")}
    match = Match(generic_row(row.event), trigger, (trigger,), Arguments(), slots, 0.0)
    return mode_by_words(Grammar(parse), match)


@pytest.mark.parametrize(
    ("text", "trigger", "event", "expected"),
    [
        ("Togo's police arrested two editors in Lomé.", "arrested", "COERCE", "arrest"),
        ("The ministers of Fiji and Tonga met in Suva.", "met", "CONSULT", None),
        ("Dockers went on strike in Beira.", "strike", "PROTEST", "strike"),
        ("Malawi sent maize to Zambia.", "sent", "AID", None),
    ],
)
def test_a_mode_is_weighed(reader: Reader, text: str, trigger: str, event: str, expected: str | None) -> None:
    parse = reader.parse(text)
    at = parse.starts.index(text.index(trigger))
    slots = {name: Filled() for name in ("actor", "recipient", "object")}
    match = Match(generic_row(event), at, (at,), Arguments(), slots, 0.0)
    assert mode_of(Grammar(parse), match) == expected
    assert "any" in features_of(Grammar(parse), match)


@pytest.mark.parametrize(
    ("text", "trigger", "event", "feature", "present"),
    [
        ("Togo refused to extradite the banker.", "refused", "REJECT", "first told assist", True),
        ("Chad rejected a plan for a ceasefire.", "rejected", "REJECT", "first told change", True),
        ("Chad rejected a plan for a ceasefire.", "rejected", "REJECT", "then told yield", True),
        ("Rockets fell on Mocha and wounded nine.", "wounded", "ASSAULT", "sentence heavy-weapons", True),
        ("A mob came to Mocha and wounded nine.", "wounded", "ASSAULT", "sentence None", True),
        ("Togo refused to thank the banker.", "refused", "REJECT", "first told assist", False),
    ],
)
def test_words_near_and_far_speak_for_a_mode(
    reader: Reader, text: str, trigger: str, event: str, feature: str, present: bool
) -> None:
    parse = reader.parse(text)
    at = parse.starts.index(text.index(trigger))
    slots = {name: Filled() for name in ("actor", "recipient", "object")}
    match = Match(generic_row(event), at, (at,), Arguments(), slots, 0.0)
    assert (feature in features_of(Grammar(parse), match)) is present


def test_a_mode_of_ones_own_stays(reader: Reader) -> None:
    parse = reader.parse("Poachers attacked rangers in Gabon.")
    slots = {name: Filled() for name in ("actor", "recipient", "object")}
    row = replace(generic_row("ASSAULT"), mode="ambush")
    assert mode_of(Grammar(parse), Match(row, 1, (1,), Arguments(), slots, 0.0)) == "ambush"


def test_what_speaks_beside_the_weights_moves_a_chance() -> None:
    even, helped = chances("placing", [{}]), chances("placing", [{}], [2.0])
    assert even == [0.5]
    assert helped[0] > 0.85
