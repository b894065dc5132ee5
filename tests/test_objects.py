"""What an object is: the thing dealt with, whosever it is, and what is asked for, as a whole clause."""

from __future__ import annotations

from functools import cache

import pytest

from sayso.claims import read_batch
from sayso.claims.event_head import generic_row
from sayso.claims.grammar import Grammar
from sayso.claims.matching import Filled, Match
from sayso.claims.objects import object_phrase, object_words, seen_objects
from sayso.claims.phrases import clause_phrase
from sayso.reader.parse import Name, Parse, Slots
from sayso.records import Article, Reading
from tests.engine_trees import tree

OWNED = (
    ("Latvia closed its consulate in Pskov on Monday.", "closed", "its consulate in Pskov"),
    ("Customs officers in Togo confiscated their catch.", "confiscated", "their catch"),
    ("Rebels in Chad smashed his telephone and fled.", "smashed", "his telephone"),
    ("Police in Lagos arrested his brother on Tuesday.", "arrested", None),
    ("Gunmen killed their chief in Goma.", "killed", None),
)
ASKED = (
    (
        "The African Union demanded that the soldiers return to their barracks within a week.",
        "demanded",
        "the soldiers return to their barracks within a week",
    ),
    ("Chad urged the envoys to stop treating the lake as their own.", "urged", "stop treating the lake as their own"),
    ("Qatar insisted that Chad free the pilots.", "insisted", "Chad free the pilots"),
    ("Kuwait told the envoy to leave within 72 hours.", "told", "leave within 72 hours"),
    ("Malawi asked Zambia for eighty megawatts of power.", "asked", "eighty megawatts of power"),
)


@cache
def _readings() -> dict[str, Reading]:
    """All sentences, read together."""
    texts = [text for text, *_ in (*OWNED, *ASKED)]
    found = read_batch([Article(id=text, text=text, published="2024-05-14") for text in texts])
    return {text: one for text, one in zip(texts, found, strict=True) if isinstance(one, Reading)}


def object_of(text: str, trigger: str) -> str | None:
    claim = next(claim for claim in _readings()[text].claims if claim.trigger.of(text) == trigger)
    return claim.object.of(text) if claim.object else None


@pytest.mark.parametrize(("text", "trigger", "expected"), OWNED)
def test_what_is_somebodys_is_the_object_beside_whose_it_is(text: str, trigger: str, expected: str | None) -> None:
    assert object_of(text, trigger) == expected


@pytest.mark.parametrize(("text", "trigger", "expected"), ASKED)
def test_what_is_asked_for_is_a_whole_clause_or_phrase(text: str, trigger: str, expected: str) -> None:
    assert object_of(text, trigger) == expected


TORN = tree(
    "Togo called for his death to be investigated",
    """
    Togo Togo PROPN NNP 2 nsubj
    called call VERB VBD 0 root
    for for ADP IN 2 obl
    his his PRON PRP$ 5 nmod:poss
    death death NOUN NN 8 nsubj:pass
    to to PART TO 8 mark
    be be AUX VB 8 aux:pass
    investigated investigate VERB VBN 2 xcomp
    """,
)
BACK = tree(
    "Norway demanded the ship back",
    """
    Norway Norway PROPN NNP 2 nsubj
    demanded demand VERB VBD 0 root
    the the DET DT 4 det
    ship ship NOUN NN 5 nsubj
    back back ADV RB 2 xcomp
    """,
)
LIFTED = tree(
    "The premier praised the vote and lifted the curfew",
    """
    The the DET DT 2 det
    premier premier NOUN NN 3 nsubj
    praised praise VERB VBD 0 root
    the the DET DT 5 det
    vote vote NOUN NN 3 obj
    and and CCONJ CC 7 cc
    lifted lift VERB VBD 3 conj
    the the DET DT 9 det
    curfew curfew NOUN NN 7 obj
    """,
)


MOBILISED = tree(
    "Eritrea ordered a mobilisation of men on Tuesday",
    """
    Eritrea Eritrea PROPN NNP 2 nsubj
    ordered order VERB VBD 0 root
    a a DET DT 4 det
    mobilisation mobilisation NOUN NN 2 obj
    of of ADP IN 6 case
    men man NOUN NNS 4 nmod
    on on ADP IN 8 case
    Tuesday Tuesday PROPN NNP 4 nmod
    """,
    names=(Name(7, 8, "DATE"),),
)


def test_the_day_of_the_deed_is_no_part_of_the_thing() -> None:
    assert object_phrase(MOBILISED, 3, {1}) == (2, 6)


def match(parse: Parse, trigger: int, event: str, **filled: Filled) -> Match:
    empty = {name: Filled() for name in ("actor", "recipient", "object")}
    arguments = Grammar(parse).arguments(trigger)
    return Match(generic_row(event), trigger, (trigger,), arguments, empty | filled, 0.0)


def words(parse: Parse, found: Match) -> str | None:
    held = object_words(Grammar(parse), found)
    return parse.span(*held).of(parse.text) if held else None


@pytest.mark.parametrize(
    ("parse", "expected"), [(TORN, "his death to be investigated"), (BACK, "the ship")], ids=["for", "back"]
)
def test_a_word_that_is_no_thing_gives_way_to_the_thing(parse: Parse, expected: str) -> None:
    asked = Filled([2] if parse is TORN else [4], "xcomp")
    assert words(parse, match(parse, 1, "REQUEST", object=asked)) == expected


def test_a_clause_goes_without_the_word_that_opens_it() -> None:
    assert clause_phrase(TORN, 7) == (3, 8)


@pytest.mark.parametrize(("chance", "expected"), [(0.4, "the curfew"), (0.1, "the vote")])
def test_of_two_things_the_heads_see_that_counts_which_the_trigger_governs(chance: float, expected: str) -> None:
    seen = Slots({"object": {4: 0.9, 8: chance}}, {}, {}, {}, {})
    LIFTED.slots = {6: seen}
    assert words(LIFTED, match(LIFTED, 6, "CONCEDE", object=Filled([4], "claim head"))) == expected


@pytest.mark.parametrize(("chance", "expected"), [(0.5, [8]), (0.05, [])])
def test_an_argument_that_another_slot_holds_is_an_object_if_the_heads_say_so(
    chance: float, expected: list[int]
) -> None:
    LIFTED.slots = {6: Slots({"object": {8: chance}}, {}, {}, {}, {})}
    found = match(LIFTED, 6, "COERCE", recipient=Filled([8], "obj@ACTOR"))
    assert seen_objects(Grammar(LIFTED), found) == expected
