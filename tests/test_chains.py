"""Where attributions end, who the sources are, and which attribution an event stands in; on parses made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.claims.chains import Chains
from sayso.claims.coreference import Coreference
from sayso.claims.documents import Documents
from sayso.claims.drafts import Draft
from sayso.claims.grammar import Grammar
from sayso.claims.limits import asserted, is_supposed, with_near_sources, within_paragraphs
from sayso.claims.lists import with_lists
from sayso.claims.parentheticals import with_parentheticals
from sayso.claims.parties import Parties
from sayso.claims.quotations import find_quotations
from sayso.claims.signed import signed_drafts
from sayso.claims.turns import find_turns
from sayso.reader.decode import _pointers
from sayso.reader.parse import NO_WORD, Parse, Slots
from sayso.records import Attribution
from tests.engine_trees import FewNames, tree

HEADLINE = tree(
    "Egypt says: Talks go on\n\nIsrael shelled Gaza .",
    """
    Egypt Egypt PROPN NNP 2 nsubj
    says say VERB VBZ 0 root
    : : PUNCT : 2 punct
    Talks talk NOUN NNS 5 nsubj
    go go VERB VBP 2 ccomp
    on on ADP RP 5 compound:prt
    Israel Israel PROPN NNP 8 nsubj
    shelled shell VERB VBD 5 parataxis
    Gaza Gaza PROPN NNP 8 obj
    . . PUNCT . 2 punct
    """,
)


def test_a_content_ends_with_its_headline() -> None:
    draft = Draft((1, 2), (0, 1), ((3, 9),))
    [kept] = within_paragraphs(HEADLINE, [draft], find_quotations(HEADLINE.text))
    assert kept.content == ((3, 6),)


def test_a_source_in_another_paragraph_gives_way_to_the_subject() -> None:
    draft = Draft((7, 8), (0, 1), ((8, 9),))
    [mended] = with_near_sources(HEADLINE, Grammar(HEADLINE), [draft], find_quotations(HEADLINE.text))
    assert mended.source == (6, 7)


MAY = """
Iran Iran PROPN NNP 3 nsubj
{modal} {modal} AUX MD 3 aux
consider consider VERB VB 0 root
leaving leave VERB VBG 3 xcomp
"""


@pytest.mark.parametrize(("modal", "supposed"), [("may", True), ("should", True), ("would", False), ("can", False)])
def test_what_may_be_said_is_not_said(modal: str, supposed: bool) -> None:
    parse = tree(f"Iran {modal} consider leaving", MAY.format(modal=modal))
    assert is_supposed(parse, (2, 3)) == supposed


def test_a_supposed_cue_inside_of_another_content_is_no_attribution() -> None:
    parse = tree("Iran may consider leaving", MAY.format(modal="may"))
    inner, outer = Draft((2, 3), (0, 1), ((3, 4),)), Draft(None, None, ((0, 4),))
    assert asserted(parse, [inner, outer]) == [outer]
    assert asserted(parse, [inner]) == [inner]


TALKS = """
The Chair: I call the delegate of Peru.

Ms. Ana Rey (Peru): We warned them.

We shall do so again.

Mr. Ole Dahl (Norway): They heard it.
"""


def test_a_transcript_has_turns() -> None:
    found = find_turns(find_quotations(TALKS))
    assert [turn.label.of(TALKS) for turn in found] == ["The Chair", "Ms. Ana Rey (Peru)", "Mr. Ole Dahl (Norway)"]
    assert [len(turn.said) for turn in found] == [1, 2, 1]


def test_two_labels_or_labels_among_many_paragraphs_make_no_transcript() -> None:
    assert not find_turns(find_quotations("Q: Did you go?\n\nA: I did."))
    captions = "\n\n".join([*(f"Photo: A ship in port {n}." for n in range(3)), *["The port was shut."] * 5])
    assert not find_turns(find_quotations(captions))


def test_a_talk_inside_of_an_article_is_one_of_two_who_speak_again() -> None:
    talk = ["ROY: Who pays?", '"DUNN: The port.', "ROY: Since when?", "DUNN: Since May."]
    told = ["Port: fees doubled.", *["The port was shut."] * 7]
    found = find_turns(find_quotations("\n\n".join([*told, *talk])))
    assert len(found) == 4
    assert not find_turns(find_quotations("\n\n".join([*told, *talk[:3]])))


MEETING = tree(
    "The minister of Egypt met with China .",
    """
    The the DET DT 2 det
    minister minister NOUN NN 5 nsubj
    of of ADP IN 4 case
    Egypt Egypt PROPN NNP 2 nmod
    met meet VERB VBD 0 root
    with with ADP IN 7 case
    China China PROPN NNP 5 obl
    . . PUNCT . 5 punct
    """,
)


def test_those_who_meet_are_a_pair() -> None:
    known = {1: ("EGY",), 6: ("CHN",)}
    parties = Parties(MEETING, lambda i: known.get(i, ()))
    assert parties.before(7, size=2, reach=0) == ("EGY", "CHN")
    assert parties.before(7, size=3, reach=0) == ()
    assert parties.before(0, reach=3) == ()


REPORT = tree(
    "A paper that Egypt laid before Japan and a ruling say so .",
    """
    A a DET DT 2 det
    paper paper NOUN NN 11 nsubj
    that that PRON WDT 5 obj
    Egypt Egypt PROPN NNP 5 nsubj
    laid lay VERB VBD 2 acl:relcl
    before before ADP IN 7 case
    Japan Japan PROPN NNP 5 obl
    and and CCONJ CC 10 cc
    a a DET DT 10 det
    ruling ruling NOUN NN 2 conj
    say say VERB VBP 0 root
    so so ADV RB 11 advmod
    . . PUNCT . 11 punct
    """,
)


def documents(parse: Parse) -> Documents:
    class Names(FewNames):
        antecedents: tuple[object, ...] = ()
        focus: str | None = None

    return Documents(Grammar(parse), Coreference(parse, Names(parse)))  # type: ignore[arg-type]


def test_a_document_has_its_author_or_its_organ() -> None:
    found = documents(REPORT)
    assert found.author(1) == 3
    assert (found.is_public(1), found.is_public(9)) == (False, True)
    assert not found.is_document(3)
    assert found.name(9) == "a ruling"


def test_a_reader_is_no_author() -> None:
    parse = tree(
        "A paper that Egypt read in Japan",
        """
        A a DET DT 2 det
        paper paper NOUN NN 0 root
        that that PRON WDT 5 obj
        Egypt Egypt PROPN NNP 5 nsubj
        read read VERB VBD 2 acl:relcl
        in in ADP IN 7 case
        Japan Japan PROPN NNP 5 obl
        """,
    )
    assert documents(parse).author(1) is None


SIGNED = tree(
    '"We want talks." - Ana Rey, Lima',
    """
    " " PUNCT `` 4 punct
    We we PRON PRP 3 nsubj
    want want VERB VBP 0 root
    talks talk NOUN NNS 3 obj
    . . PUNCT . 3 punct
    " " PUNCT '' 3 punct
    - - PUNCT : 9 punct
    Ana Ana PROPN NNP 3 parataxis
    Rey Rey PROPN NNP 8 flat
    , , PUNCT , 11 punct
    Lima Lima PROPN NNP 8 appos
    """,
)


def test_a_signed_quotation_has_its_signer() -> None:
    [found] = signed_drafts(SIGNED, find_quotations(SIGNED.text))
    assert (found.cue, found.source, found.content) == ((6, 7), (7, 9), ((0, 6),))


LIST = tree(
    "Their demands include talks , a release and aid .",
    """
    Their their PRON PRP$ 2 nmod:poss
    demands demand NOUN NNS 3 nsubj
    include include VERB VBP 0 root
    talks talk NOUN NNS 3 obj
    , , PUNCT , 6 punct
    a a DET DT 7 det
    release release NOUN NN 4 conj
    and and CCONJ CC 9 cc
    aid aid NOUN NN 4 conj
    . . PUNCT . 3 punct
    """,
)


def test_a_list_is_said_as_a_whole() -> None:
    draft = Draft((1, 2), (0, 1), ((3, 4),))
    assert with_lists(LIST, [draft])[0].content == ((3, 9),)
    verb = Draft((2, 3), (0, 1), ((3, 4),))
    assert with_lists(LIST, [verb]) == [verb]


ACCORDING = tree(
    "Some guests praised trade , according to Egypt .",
    """
    Some some DET DT 2 det
    guests guest NOUN NNS 3 nsubj
    praised praise VERB VBD 0 root
    trade trade NOUN NN 3 obj
    , , PUNCT , 8 punct
    according accord VERB VBG 8 case
    to to ADP IN 6 fixed
    Egypt Egypt PROPN NNP 3 obl
    . . PUNCT . 3 punct
    """,
)


def test_according_to_behind_a_comma_speaks_the_whole_sentence() -> None:
    draft = Draft((5, 7), (7, 8), ((0, 2),))
    [mended] = with_parentheticals(ACCORDING, [draft], find_quotations(ACCORDING.text))
    assert mended.content == ((0, 4),)


def said(parse: Parse, chances: dict[int, float], i: int) -> Parse:
    parse.slots = {i: Slots({}, {}, {}, {}, {}, chances)}
    return parse


def outer(parse: Parse) -> Attribution:
    source, cue, content = parse.span(0, 1), parse.span(1, 2), (parse.span(3, 6),)
    return Attribution(id="x", article_id="a", source=source, cue=cue, content=content, speaker=("EGY",))


def test_the_model_may_place_an_event_that_no_content_holds() -> None:
    one = tree(HEADLINE.text.replace("\n\n", "; "), _rows(HEADLINE))
    assert [a.id for a in Chains(said(one, {1: 0.9}, 7), [outer(one)]).around(7)] == ["x"]
    assert Chains(said(one, {1: 0.5}, 7), [outer(one)]).around(7) == []
    assert Chains(said(one, {NO_WORD: 0.9}, 7), [outer(one)]).around(7) == []


def _rows(parse: Parse) -> str:
    columns = zip(parse.lemmas, parse.upos, parse.xpos, parse.heads, parse.deprels, strict=True)
    rows = (f"{parse.word(i)} {a} {b} {c} {head + 1} {d}" for i, (a, b, c, head, d) in enumerate(columns))
    return "\n".join(rows)


def test_pointers_are_words_of_the_text_or_none() -> None:
    scores = np.array([[4.0, 0.0, 0.0], [0.0, 0.0, 4.0]], dtype=np.float32)
    first, second = _pointers(scores, shift=10)
    assert max(first, key=lambda i: first[i]) == NO_WORD
    assert max(second, key=lambda i: second[i]) == 12
