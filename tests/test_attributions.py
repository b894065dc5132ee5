"""Attributions from frames, trees and quotation marks, on parses made by hand."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from importlib import resources
from typing import ClassVar

import pytest

from sayso.claims.attributions import attribute
from sayso.claims.cues import cues
from sayso.claims.quotations import find_quotations
from sayso.reader.parse import Frame, Parse
from sayso.records import Article, Attribution
from tests.engine_trees import Known, tree


class Nations:
    """Knows two names; everything else is nobody."""

    antecedents: Sequence[object] = ()
    focus: str | None = None
    codes: ClassVar[dict[str, tuple[str, ...]]] = {"Moscow": ("RUS",), "Tehran": ("IRN",)}

    def __init__(self, parse: Parse) -> None:
        self.parse = parse

    def resolve_head(self, i: int) -> Known:
        return Known(self.codes.get(self.parse.word(i), ()))


def attributed(parse: Parse) -> tuple[Attribution, ...]:
    return attribute(Article(id="a", text=parse.text), parse, Nations(parse))  # type: ignore[arg-type]


def words(parse: Parse, a: Attribution) -> tuple[str | None, str | None, list[str]]:
    source, cue = (s and s.of(parse.text) for s in (a.source, a.cue))
    return source, cue, [c.of(parse.text) for c in a.content]


NESTED = """
Moscow Moscow PROPN NNP 2 nsubj
said say VERB VBD 0 root
Tehran Tehran PROPN NNP 4 nsubj
denied deny VERB VBD 2 ccomp
that that SCONJ IN 8 mark
it it PRON PRP 8 nsubj
had have AUX VBD 8 aux
fired fire VERB VBN 4 ccomp
. . PUNCT . 2 punct
"""


def nested(frames: list[Frame]) -> Parse:
    parse = tree("Moscow said Tehran denied that it had fired .", NESTED)
    parse.frames = frames
    return parse


def test_rules_find_a_chain_where_the_model_has_nothing() -> None:
    parse = nested([])
    outer, inner = attributed(parse)
    assert words(parse, outer) == ("Moscow", "said", ["Tehran denied that it had fired"])
    assert words(parse, inner) == ("Tehran", "denied", ["that it had fired"])
    assert (outer.parent, inner.parent) == (None, outer.id)
    assert (outer.speaker, inner.speaker) == (("RUS",), ("IRN",))
    assert (outer.negated, inner.negated) == (False, True)


def test_a_frame_with_punctuation_is_snapped_and_not_doubled_by_a_rule() -> None:
    parse = nested([Frame((1, 2), (0, 1), ((2, 9),)), Frame((1, 2), (0, 1), ((2, 8),), 0.6)])
    outer, _ = attributed(parse)
    assert words(parse, outer)[2] == ["Tehran denied that it had fired"]
    assert outer.rule == "model"


def test_the_same_article_gives_the_same_ids() -> None:
    assert [a.id for a in attributed(nested([]))] == [a.id for a in attributed(nested([]))]


ACCORDING = tree(
    "According to the ministry , two ships sank .",
    """
    According accord VERB VBG 4 case
    to to ADP IN 1 fixed
    the the DET DT 4 det
    ministry ministry NOUN NN 8 obl
    , , PUNCT , 4 punct
    two two NUM CD 7 nummod
    ships ship NOUN NNS 8 nsubj
    sank sink VERB VBD 0 root
    . . PUNCT . 8 punct
    """,
)


def test_according_to() -> None:
    [found] = attributed(ACCORDING)
    assert words(ACCORDING, found) == ("the ministry", "According to", ["two ships sank"])


QUOTED = tree(
    '"We are ready," said Moscow. "Nothing has changed."\n\n"The road stays open until the snow comes."',
    """
    " " PUNCT `` 4 punct
    We we PRON PRP 4 nsubj
    are be AUX VBP 4 cop
    ready ready ADJ JJ 7 ccomp
    , , PUNCT , 4 punct
    " " PUNCT '' 4 punct
    said say VERB VBD 0 root
    Moscow Moscow PROPN NNP 7 nsubj
    . . PUNCT . 7 punct
    " " PUNCT `` 13 punct
    Nothing nothing PRON NN 13 nsubj
    has have AUX VBZ 13 aux
    changed change VERB VBN 0 root
    . . PUNCT . 13 punct
    " " PUNCT '' 13 punct
    " " PUNCT `` 19 punct
    The the DET DT 18 det
    road road NOUN NN 19 nsubj
    stays stay VERB VBZ 0 root
    open open ADJ JJ 19 xcomp
    until until SCONJ IN 24 mark
    the the DET DT 23 det
    snow snow NOUN NN 24 nsubj
    comes come VERB VBZ 19 advcl
    . . PUNCT . 19 punct
    " " PUNCT '' 19 punct
    """,
)


def test_inverted_quotation_that_goes_on_and_a_bare_one() -> None:
    said, bare = attributed(QUOTED)
    assert words(QUOTED, said) == ("Moscow", "said", ['"We are ready,"', '"Nothing has changed."'])
    assert (said.form, said.speaker) == ("direct", ("RUS",))
    assert words(QUOTED, bare) == (None, None, ['"The road stays open until the snow comes."'])
    assert (bare.speaker, bare.speaker_text) == (("RUS",), "Moscow")


def test_first_person_in_a_quotation_speaks_for_its_source() -> None:
    from sayso.claims.coreference import Coreference

    resolver = Nations(QUOTED)
    coreference = Coreference(QUOTED, resolver)  # type: ignore[arg-type]
    assert coreference.codes(1) == ()
    attribute(Article(id="a", text=QUOTED.text), QUOTED, resolver, coreference)  # type: ignore[arg-type]
    assert coreference.codes(1) == ("RUS",)


PAINTED = tree(
    "Moscow imposed sanctions .",
    """
    Moscow Moscow PROPN NNP 2 nsubj
    imposed impose VERB VBD 0 root
    sanctions sanction NOUN NNS 2 obj
    . . PUNCT . 2 punct
    """,
)


def test_a_deed_is_no_attribution() -> None:
    PAINTED.frames = [Frame((1, 2), (0, 1), ((2, 3),))]
    assert attributed(PAINTED) == ()


def test_nothing_in_nothing_out() -> None:
    assert attributed(Parse("", [], [], [], [], [], [], [], [])) == ()


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "go" and left.', ['"go"']),
        ("\u201cOne.\n\n\u201cTwo.\u201d He left.", ["\u201cOne.\n\n\u201cTwo.\u201d"]),
        ("'A lie' - Kyiv", ["'A lie'"]),
        ("The ministers' plan isn't the president's.", []),
        ('An odd mark " stays in its paragraph.\n\nThe next is free.', ['" stays in its paragraph.']),
        ("He wrote ``yes'' twice.", ["``yes''"]),
        ("She called it 'the officials' plan' on Friday.", ["'the officials' plan'"]),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [q.span.of(text) for q in find_quotations(text).all] == quoted


def test_forms() -> None:
    text = 'Officials said the raid was "a mistake".'
    found = find_quotations(text)
    spans = [next(iter(found.all)).span]
    whole = type(spans[0])(text.index("the raid"), len(text) - 1)
    assert found.form((spans[0],)) == "direct"
    assert found.form((whole,)) == "mixed"
    assert found.form((type(spans[0])(0, 9),)) == "indirect"


def test_cue_table_is_whole() -> None:
    kinds = {
        "say",
        "belief",
        "knowledge",
        "intention",
        "judgement",
        "demand",
        "question",
        "evidence",
        "denial",
        "refusal",
    }
    assert len(cues()) > 150
    for cue in cues().values():
        assert cue.kind in kinds
        assert cue.stance in ("", "denies", "refuses")
        assert cue.takes
        assert cue.counterexample.endswith((".", "?"))
        assert cue.lemma[0] in cue.example.lower()


def test_cue_table_has_no_row_twice() -> None:
    table = resources.files("sayso.claims") / "data" / "cues.csv"
    with table.open("r", encoding="utf-8") as file:
        rows = [(row["lemma"], row["pos"]) for row in csv.DictReader(file)]
    assert len(rows) == len(set(rows))


AROUND = tree(
    "Two ships have left , the ministry said , because Moscow sent them home .",
    """
    Two two NUM CD 2 nummod
    ships ship NOUN NNS 4 nsubj
    have have AUX VBP 4 aux
    left leave VERB VBN 0 root
    , , PUNCT , 8 punct
    the the DET DT 7 det
    ministry ministry NOUN NN 8 nsubj
    said say VERB VBD 4 advcl
    , , PUNCT , 11 punct
    because because SCONJ IN 11 mark
    Moscow Moscow PROPN NNP 12 nsubj
    sent send VERB VBD 8 ccomp
    them they PRON PRP 12 obj
    home home ADV RB 12 advmod
    . . PUNCT . 4 punct
    """,
)


def test_a_parenthetical_says_what_stands_before_and_goes_on_behind_it() -> None:
    [found] = attributed(AROUND)
    said = ["Two ships have left", "because Moscow sent them home"]
    assert words(AROUND, found) == ("the ministry", "said", said)
    assert found.rule == "parenthetical"


def test_a_frame_that_missed_the_clause_before_its_parenthetical_is_mended() -> None:
    AROUND.frames = [Frame((7, 8), (6, 7), ((9, 14),))]
    try:
        [found] = attributed(AROUND)
    finally:
        AROUND.frames = []
    assert words(AROUND, found)[2] == ["Two ships have left", "because Moscow sent them home"]
    assert found.rule == "model"


def test_a_relative_clause_in_commas_is_no_parenthetical() -> None:
    parse = tree(
        "Traders , whose shops were burned , told Moscow they felt safer .",
        """
        Traders trader NOUN NNS 8 nsubj
        , , PUNCT , 6 punct
        whose whose PRON WP$ 4 nmod:poss
        shops shop NOUN NNS 6 nsubj:pass
        were be AUX VBD 6 aux:pass
        burned burn VERB VBN 1 acl:relcl
        , , PUNCT , 6 punct
        told tell VERB VBD 0 root
        Moscow Moscow PROPN NNP 8 iobj
        they they PRON PRP 11 nsubj
        felt feel VERB VBD 8 ccomp
        safer safe ADJ JJR 11 xcomp
        . . PUNCT . 8 punct
        """,
    )
    assert [words(parse, a)[2] for a in attributed(parse)] == [["they felt safer"]]


def test_a_bare_past_tense_goes_with_the_cue_and_not_with_a_pluperfect() -> None:
    parse = tree(
        "It insisted that guns had fallen silent and invited Moscow .",
        """
        It it PRON PRP 2 nsubj
        insisted insist VERB VBD 0 root
        that that SCONJ IN 6 mark
        guns gun NOUN NNS 6 nsubj
        had have AUX VBD 6 aux
        fallen fall VERB VBN 2 ccomp
        silent silent ADJ JJ 6 xcomp
        and and CCONJ CC 9 cc
        invited invite VERB VBD 6 conj
        Moscow Moscow PROPN NNP 9 obj
        . . PUNCT . 2 punct
        """,
    )
    assert words(parse, attributed(parse)[0])[2] == ["that guns had fallen silent"]


def test_an_offer_and_a_refusal_are_attributions() -> None:
    parse = tree(
        "Moscow refused to accept an offer by Tehran to mediate .",
        """
        Moscow Moscow PROPN NNP 2 nsubj
        refused refuse VERB VBD 0 root
        to to PART TO 4 mark
        accept accept VERB VB 2 xcomp
        an a DET DT 6 det
        offer offer NOUN NN 4 obj
        by by ADP IN 8 case
        Tehran Tehran PROPN NNP 6 nmod
        to to PART TO 10 mark
        mediate mediate VERB VB 6 acl
        . . PUNCT . 2 punct
        """,
    )
    outer, inner = attributed(parse)
    assert words(parse, outer) == ("Moscow", "refused", ["to accept an offer by Tehran to mediate"])
    assert outer.negated
    assert words(parse, inner) == ("Tehran", "offer", ["to mediate"])
    assert inner.parent == outer.id


def test_according_to_takes_in_the_saying_of_its_clause() -> None:
    parse = tree(
        "Moscow , according to Tehran , said that it had fled .",
        """
        Moscow Moscow PROPN NNP 7 nsubj
        , , PUNCT , 5 punct
        according accord VERB VBG 5 case
        to to ADP IN 3 fixed
        Tehran Tehran PROPN NNP 7 obl
        , , PUNCT , 5 punct
        said say VERB VBD 0 root
        that that SCONJ IN 11 mark
        it it PRON PRP 11 nsubj
        had have AUX VBD 11 aux
        fled flee VERB VBN 7 ccomp
        . . PUNCT . 7 punct
        """,
    )
    parse.frames = [Frame((6, 7), (0, 1), ((7, 11),)), Frame((2, 4), (4, 5), ((7, 11),))]
    found = {words(parse, a)[1]: a for a in attributed(parse)}
    assert words(parse, found["according to"])[2] == ["Moscow", "said that it had fled"]
    assert found["said"].parent == found["according to"].id


def test_cues_that_the_rules_add_are_among_those_they_take() -> None:
    for cue in cues().values():
        assert set(cue.adds) <= set(cue.takes), cue.lemma


CITED = """
Moscow Moscow PROPN NNP 2 nsubj
reported report VERB VBD 0 root
, , PUNCT , 5 punct
citing cite VERB VBG 5 case
Tehran Tehran PROPN NNP 2 obl
, , PUNCT , 5 punct
that that SCONJ IN 9 mark
rebels rebel NOUN NNS 9 nsubj
fled flee VERB VBD 2 ccomp
. . PUNCT . 2 punct
"""


def test_a_cited_source_says_what_is_reported_one_link_further_in() -> None:
    parse = tree("Moscow reported , citing Tehran , that rebels fled .", CITED)
    parse.frames = [Frame((1, 2), (0, 1), ((6, 9),))]
    outer, inner = attributed(parse)
    assert words(parse, outer) == ("Moscow", "reported", ["that rebels fled"])
    assert words(parse, inner) == ("Tehran", "citing", ["that rebels fled"])
    assert (inner.parent, inner.speaker) == (outer.id, ("IRN",))


QUOTED_AS = """
Moscow Moscow PROPN NNP 2 nsubj
quoted quote VERB VBD 0 root
Tehran Tehran PROPN NNP 2 obj
as as ADP IN 5 mark
saying say VERB VBG 2 advcl
that that SCONJ IN 8 mark
rebels rebel NOUN NNS 8 nsubj
fled flee VERB VBD 5 ccomp
. . PUNCT . 2 punct
"""


def test_who_is_quoted_as_saying_says_it() -> None:
    parse = tree("Moscow quoted Tehran as saying that rebels fled .", QUOTED_AS)
    parse.frames = [Frame((1, 2), (0, 1), ((2, 3),)), Frame((4, 5), (0, 1), ((5, 8),))]
    outer, inner = attributed(parse)
    assert words(parse, outer) == ("Moscow", "quoted", ["Tehran as saying that rebels fled"])
    assert words(parse, inner) == ("Tehran", "saying", ["that rebels fled"])
    assert inner.parent == outer.id
