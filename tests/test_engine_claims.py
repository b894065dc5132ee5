"""From a hand-made tree and attributions to claims: chains, roles, circumstances, acts of saying, hints."""

from __future__ import annotations

import pytest

from sayso.claims.chains import Chains
from sayso.claims.circumstances import Circumstances
from sayso.claims.dates import find_dates
from sayso.claims.engine import Scene, build_claims
from sayso.claims.event_head import EVENT_HEAD, generic_row
from sayso.claims.extract import find_events
from sayso.claims.predicates import Predicate
from sayso.claims.roles import RoleFiller
from sayso.claims.triggers import PredicateIndex
from sayso.reader.parse import Hint, Name, Parse
from sayso.records import Article, Attribution, Claim, Span
from tests.engine_trees import staged, tree
from tests.test_engine_grammar import ACCUSED, ORDERED, VOWED
from tests.test_engine_matching import STRIKE, TALKS, row

SAID = tree(
    "Egypt said Iran attacked Syria in Turkey on Monday .",
    """
    Egypt Egypt PROPN NNP 2 nsubj
    said say VERB VBD 0 root
    Iran Iran PROPN NNP 4 nsubj
    attacked attack VERB VBD 2 ccomp
    Syria Syria PROPN NNP 4 obj
    in in ADP IN 7 case
    Turkey Turkey PROPN NNP 4 obl
    on on ADP IN 9 case
    Monday Monday PROPN NNP 4 obl
    . . PUNCT . 2 punct
    """,
    names=(Name(6, 7, "GPE"), Name(8, 9, "DATE")),
)
POLICE = tree(
    "Police arrested a man .",
    """
    Police police NOUN NNS 2 nsubj
    arrested arrest VERB VBD 0 root
    a a DET DT 4 det
    man man NOUN NN 2 obj
    . . PUNCT . 2 punct
    """,
)
ATTACK = row("ASSAULT", "attack", actor="subj@ACTOR", recipient="obj@ACTOR")
SHELL = row("ASSAULT", "shell", actor="subj@ACTOR", recipient="obj@ACTOR")
ACCUSE = row("ACCUSE", "accuse", actor="subj@ACTOR", recipient="obj@ACTOR")
ORDER = row("REQUEST", "order", actor="subj@ACTOR", recipient="obj@ACTOR")
ARREST = row("COERCE", "arrest", actor="subj@ACTOR", recipient="self")


def claims(
    parse: Parse, *rows: Predicate, said: tuple[Attribution, ...] = (), focus: tuple[str, ...] = ()
) -> tuple[Claim, ...]:
    grammar, cast = staged(parse)
    published = "2024-05-15"
    scene = Scene(
        article=Article(id="a", text=parse.text, published=published),
        published=published,
        grammar=grammar,
        cast=cast,
        chains=Chains(parse, said, lambda i: cast.identity(i).codes),
        circumstances=Circumstances(grammar, cast, find_dates(parse.text, published)),
        roles=RoleFiller(cast, focus),
    )
    return build_claims(scene, PredicateIndex(rows))


def attribution(parse: Parse, name: str, cue: tuple[int, int], content: tuple[int, int], **more: object) -> Attribution:
    fields = {"source": parse.span(0, 1), "speaker": ("EGY",)} | more
    return Attribution(id=name, article_id="a", cue=parse.span(*cue), content=(parse.span(*content),), **fields)


def test_a_claim_has_its_people_place_date_and_chain():
    (claim,) = claims(SAID, ATTACK, said=(attribution(SAID, "s", (1, 2), (2, 9)),))
    assert (claim.actor.codes, claim.recipient.codes) == (("IRN",), ("SYR",))
    assert claim.where is not None
    assert claim.where.of(SAID.text) == "Turkey"
    assert claim.when == "2024-05-13"
    assert [(link.source, link.code, link.cue) for link in claim.say_so] == [("Egypt", "EGY", "said")]
    assert claim.attribution_id == "s"
    assert claim.factuality == "CT+"


def test_the_innermost_attribution_comes_last_and_one_without_source_is_left_out():
    inner = attribution(SAID, "inner", (3, 4), (4, 9), source=SAID.span(2, 3), speaker=("IRN",), parent="outer")
    outer = attribution(SAID, "outer", (1, 2), (2, 9))
    chains = Chains(SAID, (inner, outer))
    assert [link.code for link in chains.links(4)] == ["EGY", "IRN"]
    nobody = attribution(SAID, "nobody", (3, 4), (4, 9), source=None, speaker=(), parent="outer")
    assert [link.code for link in Chains(SAID, (nobody, outer)).links(4)] == ["EGY"]


def test_a_trigger_that_is_the_cue_belongs_to_the_attribution_around_it():
    inner = attribution(SAID, "inner", (3, 4), (3, 9), source=SAID.span(2, 3), speaker=("IRN",), parent="outer")
    chains = Chains(SAID, (inner, attribution(SAID, "outer", (1, 2), (2, 9))))
    assert [link.code for link in chains.links(3)] == ["EGY"]


def test_a_source_whose_speaker_is_open_is_named_by_its_head_or_else_by_its_words():
    open_source = attribution(SAID, "s", (1, 2), (2, 9), speaker=())
    assert Chains(SAID, (open_source,), lambda i: ("EGY",)).links(3)[0].code == "EGY"
    assert Chains(SAID, (open_source,)).links(3)[0].code == "Egypt"


def test_an_accusation_puts_the_deed_on_the_accuser():
    accusation, deed = claims(ACCUSED, ACCUSE, SHELL)
    assert accusation.say_so == ()
    assert (accusation.actor.codes, accusation.recipient.codes) == (("Hamas",), ("EGY",))
    assert [(link.code, link.cue) for link in deed.say_so] == [("Hamas", "accused")]
    assert (deed.actor.codes, deed.recipient.codes) == (("EGY",), ("SYR",))


def test_what_is_ordered_is_uncommitted():
    order, deed = claims(ORDERED, ORDER, ATTACK, focus=("RUS",))
    assert order.factuality == "CT+"
    assert deed.factuality == "U"


def test_what_is_vowed_is_not_done():
    (deed,) = claims(VOWED, ATTACK)
    assert deed.factuality == "U"


def test_the_police_of_a_domestic_story_arrest_their_own():
    (claim,) = claims(POLICE, ARREST, focus=("EGY",))
    assert claim.recipient.codes == ("EGY",)
    assert claim.rules["recipient"] == "self"


def test_people_that_nothing_identifies_keep_their_words():
    (claim,) = claims(POLICE, row("COERCE", "arrest", actor="subj@ACTOR", recipient="obj@ACTOR"))
    assert claim.recipient.codes == ("man",)


def test_a_meeting_lists_all_and_needs_no_recipient():
    (claim,) = claims(TALKS, row("CONSULT", "talk", "NOUN", actor="subj+obl:with", recipient="none"))
    assert claim.actor.codes == ("EGY", "IRN", "TUR")
    assert claim.recipient.codes == ()


def test_a_trigger_gives_one_claim():
    rows = row("ASSAULT", "strike", "NOUN"), row("PROTEST", "strike", "NOUN"), row("ASSAULT", "kill")
    assert [c.trigger.of(STRIKE.text) for c in claims(STRIKE, *rows)] == ["strike", "killed"]


def test_claims_have_ids_of_their_content():
    first, again = claims(SAID, ATTACK), claims(SAID, ATTACK)
    assert first[0].id == again[0].id


@pytest.fixture
def hinted(monkeypatch: pytest.MonkeyPatch) -> Parse:
    monkeypatch.setattr("sayso.claims.event_head.HINT_ADD", 0.8)
    monkeypatch.setattr("sayso.claims.extract.HINT_VETO", 0.05)
    parse = tree(SAID.text, "\n".join(_rows(SAID)))
    parse.hints = [Hint(None, 0.0) for _ in range(len(parse))]
    return parse


def _rows(parse: Parse) -> list[str]:
    columns = parse.lemmas, parse.upos, parse.xpos, parse.heads, parse.deprels
    return [
        f"{parse.word(i)} {' '.join(str(column[i] + 1 if column is parse.heads else column[i]) for column in columns)}"
        for i in range(len(parse))
    ]


def test_the_event_head_adds_a_claim_where_no_row_knows_the_word(hinted: Parse):
    hinted.hints[3] = Hint("ASSAULT", 0.9)
    (match,) = find_events(*staged(hinted), PredicateIndex(()))
    assert (match.row.id, match.row.event) == (EVENT_HEAD, "ASSAULT")
    assert [hinted.word(i) for i in match.slots["recipient"].words] == ["Syria"]


def test_the_event_head_vetoes_a_row_where_it_sees_no_event(hinted: Parse):
    assert find_events(*staged(hinted), PredicateIndex([ATTACK])) == []
    hinted.hints[3] = Hint("ASSAULT", 0.5)
    assert len(find_events(*staged(hinted), PredicateIndex([ATTACK]))) == 1


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Egypt kept silent", "Egypt e PROPN NNP 2 nsubj\nkept keep VERB VBD 0 root\nsilent silent ADJ JJ 2 xcomp"),
        (
            "Egypt postponed a raid",
            "Egypt e PROPN NNP 2 nsubj\npostponed postpone VERB VBD 0 root\na a DET DT 4 det\nraid raid NOUN NN 2 obj",
        ),
        (
            "Egypt denied the report",
            "Egypt e PROPN NNP 2 nsubj\ndenied deny VERB VBD 0 root\nthe the DET DT 4 det\nreport report NOUN NN 2 obj",
        ),
        (
            "Egypt asked whether rebels fled",
            "Egypt e PROPN NNP 2 nsubj\nasked ask VERB VBD 0 root\nwhether whether SCONJ IN 5 mark\n"
            "rebels rebel NOUN NNS 5 nsubj\nfled flee VERB VBD 2 ccomp",
        ),
    ],
)
def test_the_event_head_alone_makes_no_claim_of_states_denials_questions_and_delays(text: str, rows: str):
    parse = tree(text, rows)
    parse.hints = [Hint(None, 0.0) for _ in range(len(parse))]
    parse.hints[1] = Hint("REJECT", 0.95)
    if text.endswith("raid"):
        parse.hints[3] = Hint("ASSAULT", 0.9)
    found = find_events(*staged(parse), PredicateIndex(()))
    assert [parse.word(m.trigger) for m in found if m.trigger == 1] == []


def test_of_an_event_that_took_place_the_noun_is_the_word() -> None:
    parse = tree(
        "no combat took place in Syria",
        """
        no no DET DT 2 det
        combat combat NOUN NN 3 nsubj
        took take VERB VBD 0 root
        place place NOUN NN 3 obj
        in in ADP IN 6 case
        Syria Syria PROPN NNP 3 obl
        """,
    )
    parse.hints = [Hint(None, 0.0), Hint("ASSAULT", 0.95), Hint("ASSAULT", 0.95), *[Hint(None, 0.0)] * 3]
    found = find_events(*staged(parse), PredicateIndex(()), story=True)
    assert [parse.word(match.trigger) for match in found] == ["combat"]


def test_the_generic_frame_is_a_row_of_any_type():
    assert generic_row("AID").actor[0].path[0].relation == "subj"
    assert Span(0, 5).of(SAID.text) == "Egypt"


def test_a_further_that_clause_stands_on_the_same_say_so():
    parse = tree(
        "Egypt said that Iran left and that Syria attacked Turkey",
        """
        Egypt Egypt PROPN NNP 2 nsubj
        said say VERB VBD 0 root
        that that SCONJ IN 5 mark
        Iran Iran PROPN NNP 5 nsubj
        left leave VERB VBD 2 ccomp
        and and CCONJ CC 9 cc
        that that SCONJ IN 9 mark
        Syria Syria PROPN NNP 9 nsubj
        attacked attack VERB VBD 5 conj
        Turkey Turkey PROPN NNP 9 obj
        """,
    )
    (claim,) = claims(parse, ATTACK, said=(attribution(parse, "s", (1, 2), (2, 5)),))
    assert [link.code for link in claim.say_so] == ["EGY"]
