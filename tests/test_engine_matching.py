import pytest

import sayso
from sayso.claims.extract import find_events, trigger_span
from sayso.claims.forms import base_forms
from sayso.claims.matching import Match
from sayso.claims.predicates import Example, Predicate
from sayso.claims.selectors import parse_avoids, parse_needs, parse_selectors
from sayso.claims.triggers import PredicateIndex
from sayso.reader.parse import Parse
from tests.engine_trees import staged, tree
from tests.test_engine_grammar import ACCUSED, SUPPLIED, WHICH

TALKS = tree(
    "Egypt held talks with Iran and Turkey .",
    """
    Egypt Egypt PROPN NNP 2 nsubj
    held hold VERB VBD 0 root
    talks talk NOUN NNS 2 obj
    with with ADP IN 5 case
    Iran Iran PROPN NNP 2 obl
    and and CCONJ CC 7 cc
    Turkey Turkey PROPN NNP 5 conj
    . . PUNCT . 2 punct
    """,
)
STRIKE = tree(
    "The Israeli strike on Syria killed a man .",
    """
    The the DET DT 3 det
    Israeli Israeli ADJ JJ 3 amod
    strike strike NOUN NN 6 nsubj
    on on ADP IN 5 case
    Syria Syria PROPN NNP 3 nmod
    killed kill VERB VBD 0 root
    a a DET DT 8 det
    man man NOUN NN 6 obj
    . . PUNCT . 6 punct
    """,
)
CALLED_FOR = tree(
    "China called for the release of the general .",
    """
    China China PROPN NNP 2 nsubj
    called call VERB VBD 0 root
    for for ADP IN 5 case
    the the DET DT 5 det
    release release NOUN NN 2 obl
    of of ADP IN 8 case
    the the DET DT 8 det
    general general NOUN NN 5 nmod
    . . PUNCT . 2 punct
    """,
)


def row(event: str, lemma: str, pos: str = "VERB", **cells: str) -> Predicate:
    slots = {name: parse_selectors(cells.get(name, "")) for name in ("actor", "recipient", "object")}
    conditions = {"need": parse_needs(cells.get("need", "")), "avoid": parse_avoids(cells.get("avoid", ""))}
    nothing = Example("", (0, 0), (), ())
    return Predicate(
        f"{event}/{lemma}.{pos}", event, tuple(lemma.split()), pos, (), None, **slots, **conditions,
        example=nothing, counterexample="",
    )  # fmt: skip


def found(parse: Parse, *rows: Predicate) -> list[Match]:
    grammar, cast = staged(parse)
    return find_events(grammar, cast, PredicateIndex(rows))


def filled(parse: Parse, match: Match, slot: str) -> list[str]:
    return [parse.word(i) for i in match.slots[slot].words]


def test_a_light_verb_lends_its_subject_and_obliques_to_the_noun():
    (match,) = found(TALKS, row("CONSULT", "talk", "NOUN", actor="subj+nmod:with", recipient="none"))
    assert filled(TALKS, match, "actor") == ["Egypt", "Iran"]


def test_a_demonym_before_a_noun_is_its_doer_unless_the_row_takes_it_for_another_slot():
    (match,) = found(STRIKE, row("ASSAULT", "strike", "NOUN", actor="subj@ACTOR", recipient="nmod:on"))
    assert (filled(STRIKE, match, "actor"), filled(STRIKE, match, "recipient")) == (["Israeli"], ["Syria"])
    (match,) = found(STRIKE, row("ASSAULT", "strike", "NOUN", actor="subj@ACTOR", recipient="amod@ACTOR"))
    assert filled(STRIKE, match, "actor") == []


def test_an_object_phrase_is_found_on_either_side_of_the_attachment():
    (match,) = found(SUPPLIED, row("AID", "supply", actor="subj@ACTOR", object="obj@WEAPON"))
    assert (filled(SUPPLIED, match, "actor"), filled(SUPPLIED, match, "object")) == (["Iran"], ["Shells"])


@pytest.mark.parametrize(
    ("need", "holds"),
    [
        ("obj=shell/missile", True),
        ("obj=aid", False),
        ("obj@WEAPON & subj@STATE", True),
        ("ANY(iobj,subj@ACTOR)", True),
        ("iobj", False),
        ("actor", True),
        ("recipient", False),
        ("passive", True),
        ("plural", False),
    ],
)
def test_needs(need: str, holds: bool):
    assert bool(found(SUPPLIED, row("AID", "supply", actor="subj@ACTOR", need=need))) is holds


@pytest.mark.parametrize(("avoid", "kept"), [("obj=shell", False), ("subj@GOODS", True), ("iobj|obj@WEAPON", False)])
def test_avoids(avoid: str, kept: bool):
    assert bool(found(SUPPLIED, row("AID", "supply", avoid=avoid))) is kept


def test_the_sense_that_asks_for_more_wins():
    plain, weapons = row("AID", "supply"), row("COOPERATE", "supply", need="obj=shell")
    assert [m.row.event for m in found(SUPPLIED, plain, weapons)] == ["COOPERATE"]


def test_a_lemma_of_several_words_wins_over_its_first_word_and_spans_both():
    (match,) = found(CALLED_FOR, row("CONSULT", "call"), row("REQUEST", "call for", object="obl:for"))
    assert match.row.event == "REQUEST"
    assert trigger_span(CALLED_FOR, match.words).of(CALLED_FOR.text) == "called for"


def test_nested_steps_and_one_slot_a_word():
    release = row("REQUEST", "call for", actor="subj", recipient="obl:for>of", object="obl:for>of|obl:for")
    (match,) = found(CALLED_FOR, release)
    assert filled(CALLED_FOR, match, "recipient") == ["general"]
    assert filled(CALLED_FOR, match, "object") == ["release"]


def test_a_clause_is_an_oblique_with_its_mark():
    (match,) = found(ACCUSED, row("ACCUSE", "accuse", actor="subj@ACTOR", recipient="obj", object="obl:of@CLAUSE"))
    assert filled(ACCUSED, match, "actor") == ["Hamas"]
    assert filled(ACCUSED, match, "object") == ["shelling"]


def test_an_antecedent_fills_the_slot_of_its_pronoun():
    (match,) = found(WHICH, row("AID", "arm", actor="subj@ACTOR", recipient="obj@ACTOR"))
    assert filled(WHICH, match, "recipient") == ["Rebels"]


def test_base_forms_mend_a_wrong_lemma():
    assert "seize" in base_forms("seized")
    assert "ban" in base_forms("banning")
    assert "deny" in base_forms("denies")


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("North Korea launched two missiles on Wednesday.", "MOBILIZE"),
        ("North Korea fired a missile into the sea at dawn.", "MOBILIZE"),
        ("Iran launched two missiles at Israel on Wednesday.", "ASSAULT"),
    ],
)
def test_a_day_is_no_target(text: str, event: str) -> None:
    assert [claim.event for claim in sayso.read(text, date="2024-05-15").claims] == [event]
