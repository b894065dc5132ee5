"""Which frames of the model count, and where their cues and contents end, on parses made by hand."""

from __future__ import annotations

import pytest

from sayso.claims.coordinated import apart
from sayso.claims.deeds import is_deed, is_epithet
from sayso.claims.drafts import Draft
from sayso.claims.frames import model_drafts, with_verb
from sayso.claims.grammar import Grammar
from sayso.claims.quotations import find_quotations
from sayso.claims.said import rule_drafts
from sayso.claims.sureness import facts, sureness
from sayso.reader.parse import Frame, Parse
from tests.engine_trees import tree
from tests.test_attributions import attributed, words

REFUSES = """
Moscow Moscow PROPN NNP 3 nsubj
steadfastly steadfastly ADV RB 3 advmod
refuses refuse VERB VBZ 0 root
to to PART TO 5 mark
talk talk VERB VB 3 xcomp
. . PUNCT . 3 punct
"""
FORGOT = """
Moscow Moscow PROPN NNP 2 nsubj
{0} {1} VERB VBD 0 root
to to PART TO 4 mark
ship ship VERB VB 2 xcomp
grain grain NOUN NN 4 obj
. . PUNCT . 2 punct
"""
ALLEGED = """
Moscow Moscow PROPN NNP 2 nsubj
condemned condemn VERB VBD 0 root
Tehran Tehran PROPN NNP 6 nmod:poss
's 's PART POS 3 case
alleged allege VERB VBN 6 amod
supply supply NOUN NN 2 obj
. . PUNCT . 2 punct
"""
ORDERED = """
Moscow Moscow PROPN NNP 2 nsubj
said say VERB VBD 0 root
that that SCONJ IN 5 mark
Tehran Tehran PROPN NNP 5 nsubj
ordered order VERB VBD 2 ccomp
rebels rebel NOUN NNS 5 obj
to to PART TO 8 mark
leave leave VERB VB 5 xcomp
and and CCONJ CC 12 cc
that that SCONJ IN 12 mark
Tehran Tehran PROPN NNP 12 nsubj
armed arm VERB VBD 8 conj
them they PRON PRP 12 obj
. . PUNCT . 2 punct
"""
WORDS = """
Thousands thousand NOUN NNS 2 nsubj
marched march VERB VBD 0 root
, , PUNCT , 6 punct
in in ADP IN 6 case
the the DET DT 6 det
words word NOUN NNS 2 obl
of of ADP IN 9 case
a a DET DT 9 det
mother mother NOUN NN 6 nmod
, , PUNCT , 2 punct
" " PUNCT `` 12 punct
enraged enraged ADJ JJ 2 xcomp
and and CCONJ CC 14 cc
tired tired ADJ JJ 12 conj
" " PUNCT '' 12 punct
. . PUNCT . 2 punct
"""


def framed(text: str, block: str, *found: Frame) -> Parse:
    parse = tree(text, block)
    parse.frames = list(found)
    return parse


def test_an_adverb_for_a_cue_takes_in_its_verb() -> None:
    parse = framed("Moscow steadfastly refuses to talk .", REFUSES)
    assert with_verb(parse, (1, 2)) == (1, 3)
    assert with_verb(parse, (2, 3)) == (2, 3)
    assert with_verb(parse, (0, 1)) == (0, 1)


def test_a_frame_without_a_source_must_be_surer() -> None:
    parse = tree("Moscow steadfastly refuses to talk .", REFUSES)
    found = [sureness(parse, Draft((2, 3), source, ((3, 5),), score=0.55)) for source in ((0, 1), None)]
    assert found[0] > found[1]


def test_what_is_known_of_a_frame_has_names() -> None:
    parse = tree("Moscow steadfastly refuses to talk .", REFUSES)
    found = facts(parse, Draft((2, 3), (0, 1), ((3, 5),), score=0.5))
    assert found.pop("log odds") == 0
    assert set(found) == {
        "any", "part VERB", "known cue", "kind refusal", "source PROPN", "source on the cue as nsubj", "opens with to",
        "content of two or three words", "content on the cue as xcomp", "no finite verb",
    }  # fmt: skip


def test_an_unlikely_frame_does_not_count() -> None:
    for chance, count in ((0.9, 1), (0.05, 0)):
        parse = framed("Moscow steadfastly refuses to talk .", REFUSES, Frame((2, 3), (0, 1), ((3, 5),), chance))
        assert len(model_drafts(parse)) == count


def test_a_frame_inside_another_has_a_weight_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.claims.frames.inside_weight", lambda: 4.0)
    text = "Moscow said that Tehran ordered rebels to leave and that Tehran armed them ."
    inner = Frame((4, 5), (3, 4), ((5, 8),), 0.05)
    assert not model_drafts(framed(text, ORDERED, inner))
    assert len(model_drafts(framed(text, ORDERED, Frame((1, 2), (0, 1), ((2, 13),), 0.99), inner))) == 2


def test_a_verb_that_tells_whether_a_deed_was_done_is_no_cue() -> None:
    draft = Draft((1, 2), (0, 1), ((2, 5),))
    assert is_deed(framed("Moscow forgot to ship grain .", FORGOT.format("forgot", "forget")), draft)
    assert not is_deed(framed("Moscow hoped to ship grain .", FORGOT.format("hoped", "hope")), draft)
    assert not is_deed(framed("Moscow refused to ship grain .", FORGOT.format("refused", "refuse")), draft)


def test_an_epithet_is_not_said_by_the_owner() -> None:
    parse = framed("Moscow condemned Tehran 's alleged supply .", ALLEGED)
    assert is_epithet(parse, Draft((4, 5), (2, 4), ((5, 6),)))
    assert not is_epithet(parse, Draft((1, 2), (0, 1), ((2, 6),)))


def test_a_clause_with_that_does_not_go_with_an_infinitive() -> None:
    text = "Moscow said that Tehran ordered rebels to leave and that Tehran armed them ."
    parse = framed(text, ORDERED)
    (draft,) = apart(parse, [Draft((4, 5), (3, 4), ((5, 13),))], find_quotations(text))
    assert [parse.span(*part).of(text) for part in draft.content] == ["rebels to leave"]


def test_in_the_words_of_somebody_is_what_is_quoted() -> None:
    text = 'Thousands marched , in the words of a mother , "enraged and tired" .'
    parse = framed(text, WORDS)
    drafts = rule_drafts(parse, Grammar(parse), find_quotations(text))
    assert [[parse.span(*part).of(text) for part in d.content] for d in drafts] == [['"enraged and tired"']]
    assert words(parse, attributed(parse)[0])[0] == "a mother"
