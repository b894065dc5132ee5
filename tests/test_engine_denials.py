"""Who denies, withdraws or keeps silent about what others tell, and which phrase holds it, on trees made by hand."""

from __future__ import annotations

import pytest

from sayso import read
from sayso.claims.chains import Chains
from sayso.claims.citing import with_citations
from sayso.claims.claim_heads import DENIER, with_claim_heads
from sayso.claims.denials import denied_report, false_report
from sayso.claims.drafts import Draft
from sayso.claims.event_head import generic_row
from sayso.claims.grammar import Arguments, Grammar
from sayso.claims.limits import asserted, reaches, within_phrases
from sayso.claims.matching import Filled, Match
from sayso.claims.repairs import repaired
from sayso.claims.silence import falsely_told, is_denied, is_spoken_of, is_untold
from sayso.claims.topics import is_figure_of_speech
from sayso.reader.parse import Parse, Slots
from tests.engine_trees import tree
from tests.test_engine_claims import attribution

WITHDREW = """
Iran Iran PROPN NNP 2 nsubj
withdrew withdraw VERB VBD 0 root
its its PRON PRP$ 4 nmod:poss
claim claim NOUN NN 2 obj
that that SCONJ IN 7 mark
Egypt Egypt PROPN NNP 7 nsubj
attacked attack VERB VBD 4 acl
Japan Japan PROPN NNP 7 obj
"""
FALSELY = """
Iran Iran PROPN NNP 3 nsubj
{adverb} wrongly ADV RB 3 advmod
said say VERB VBD 0 root
that that SCONJ IN 6 mark
Egypt Egypt PROPN NNP 6 nsubj
attacked attack VERB VBD 3 ccomp
Japan Japan PROPN NNP 6 obj
"""


def matched(event: str, trigger: int) -> Match:
    """A match of a type at a word, its slots empty."""
    empty = {name: Filled() for name in ("actor", "recipient", "object")}
    return Match(generic_row(event), trigger, (trigger,), Arguments(), empty, 0.0)


def hung(parse: Parse) -> dict[str, tuple[str, str]]:
    """Head and relation of each word after the repairs."""
    mended = repaired(parse)
    heads = [mended.word(h) if h >= 0 else "" for h in mended.heads]
    return {mended.word(i): (heads[i], mended.deprels[i]) for i in range(len(mended))}


# -- chains -----------------------------------------------------------------------------------------------------------


def test_a_report_that_the_text_calls_false_is_denied_by_the_text() -> None:
    parse = tree("Iran wrongly said that Egypt attacked Japan", FALSELY.format(adverb="wrongly"))
    chains = Chains(parse, (attribution(parse, "s", (1, 3), (3, 7)),))
    assert falsely_told(parse, 2) == 1
    assert false_report(parse, chains, 5) == ([], None)
    parse = tree("Iran repeatedly said that Egypt attacked Japan", FALSELY.format(adverb="repeatedly"))
    assert false_report(parse, Chains(parse, (attribution(parse, "s", (1, 3), (3, 7)),)), 5) is None


@pytest.mark.parametrize(("source", "own"), [((2, 3), True), ((0, 1), True), ((5, 6), False)])
def test_who_withdraws_its_own_report_denies_it(source: tuple[int, int], own: bool) -> None:
    parse = tree("Iran withdrew its claim that Egypt attacked Japan", WITHDREW)
    said = attribution(parse, "s", (3, 4), (4, 8), source=parse.span(*source))
    found = denied_report(parse, Chains(parse, (said,)), 6)
    assert found == (([said], 1) if own else None)


# -- accusations ------------------------------------------------------------------------------------------------------

REJECTED = """
Iran Iran PROPN NNP {head} nsubj
{words}
the the DET DT {noun} det
accusation accusation NOUN NN {head} {relation}
"""


def spoken_of(verb: str, *, relation: str = "obj") -> tuple[Parse, int]:
    words = verb.split()
    rows = "\n".join(f"{w} {w} PART RB {len(words) + 1} advmod" for w in words[:-1])
    lemma = words[-1].removesuffix("ed")
    rows = "\n".join(filter(None, [rows, f"{words[-1]} {lemma} VERB VBD 0 root"]))
    head, noun = len(words) + 1, len(words) + 3
    text = f"Iran {verb} the accusation"
    return tree(text, REJECTED.format(head=head, noun=noun, words=rows, relation=relation)), noun - 1


def test_what_is_denied_was_told() -> None:
    for verb, relation, denied, spoken in (
        ("rejected", "obj", True, True),
        ("not responded", "obl", False, True),
        ("repeated", "obj", False, False),
        ("responded", "obl", False, False),
    ):
        parse, noun = spoken_of(verb, relation=relation)
        assert (is_denied(parse, noun), is_spoken_of(parse, noun)) == (denied, spoken), verb


def test_who_rejects_an_accusation_is_the_accused() -> None:
    parse, noun = spoken_of("rejected")
    filled = with_claim_heads(Grammar(parse), matched("ACCUSE", noun)).slots["recipient"]
    assert (filled.words, filled.rule) == ([0], DENIER)
    parse, noun = spoken_of("repeated")
    assert with_claim_heads(Grammar(parse), matched("ACCUSE", noun)).slots["recipient"].words == []


def test_who_acts_in_a_denied_accusation_is_no_accuser() -> None:
    rows = """
    Iran Iran PROPN NNP 2 nsubj
    denied deny VERB VBD 0 root
    the the DET DT 4 det
    claim claim NOUN NN 2 obj
    that that SCONJ IN 7 mark
    Egypt Egypt PROPN NNP 7 nsubj
    attacked attack VERB VBD 4 acl
    """
    parse = tree("Iran denied the claim that Egypt attacked", rows)
    silent: dict[str, dict[str, float]] = {name: {} for name in ("kinds", "factuality", "auxiliary", "mode")}
    parse.slots = {3: Slots(roles={"actor": {0: 0.9, 5: 0.9}}, **silent)}  # type: ignore[arg-type]
    assert with_claim_heads(Grammar(parse), matched("ACCUSE", 3)).slots["actor"].words == []
    assert with_claim_heads(Grammar(parse), matched("REQUEST", 3)).slots["actor"].words == [0, 5]


def test_a_report_with_the_source_of_who_doubts_it_is_not_that_source_s() -> None:
    parse = tree(
        "Iran confirmed its claim that Egypt attacked Japan", WITHDREW.replace("withdrew withdraw", "confirmed confirm")
    )
    outer = attribution(parse, "outer", (1, 2), (2, 8))
    inner = attribution(parse, "inner", (3, 4), (4, 8), parent="outer")
    assert false_report(parse, Chains(parse, (outer, inner)), 6) == ([outer], 1)


def test_claims_are_untold_behind_the_cue_that_speaks_of_them() -> None:
    parse = tree("Iran withdrew its claim that Egypt attacked Japan", WITHDREW)
    assert is_untold(parse, 6, 1)
    assert not is_untold(parse, 6, 4)


# -- repairs ----------------------------------------------------------------------------------------------------------


def test_a_report_behind_what_it_is_called_is_the_object() -> None:
    rows = """
    Egypt Egypt PROPN NNP 2 nsubj
    dismissed dismiss VERB VBD 0 root
    as as ADP IN 5 case
    fake fake ADJ JJ 5 amod
    claims claim NOUN NNS 2 obl
    that that SCONJ IN 8 mark
    it it PRON PRP 8 nsubj
    shelled shell VERB VBD 5 acl
    """
    found = hung(tree("Egypt dismissed as fake claims that it shelled", rows))
    assert (found["claims"], found["fake"], found["as"]) == (
        ("dismissed", "obj"),
        ("dismissed", "obl"),
        ("fake", "case"),
    )
    found = hung(tree("Egypt dismissed as fake claims who it shelled", rows.replace("that", "who")))
    assert found["claims"] == ("dismissed", "obl")


def test_what_is_said_of_a_whole_clause_is_no_object() -> None:
    rows = """
    Egypt Egypt PROPN NNP 2 nsubj
    shelled shell VERB VBD 0 root
    Gaza Gaza PROPN NNP 2 obj
    , , PUNCT , 6 punct
    a a DET DT 6 det
    {noun} {noun} NOUN NN 2 obj
    Iran Iran PROPN NNP 8 nsubj
    repeats repeat VERB VBZ 6 acl:relcl
    """
    found = hung(tree("Egypt shelled Gaza, a charge Iran repeats", rows.format(noun="charge")))
    assert found["charge"] == ("shelled", "parataxis")
    found = hung(tree("Egypt shelled Gaza, a town Iran repeats", rows.format(noun="town")))
    assert found["town"] != ("shelled", "parataxis")


def test_nothing_hangs_on_a_particle() -> None:
    rows = """
    Egypt Egypt PROPN NNP 2 nsubj
    walked walk VERB VBD 0 root
    back back ADP RP 2 compound:prt
    its its PRON PRP$ 5 nmod:poss
    claim claim NOUN NN 3 obj
    """
    assert hung(tree("Egypt walked back its claim", rows))["claim"] == ("walked", "obj")


@pytest.mark.parametrize(("verb", "relation"), [("execute", "nsubj"), ("give", "nsubj:pass")])
def test_a_verb_with_an_object_and_no_auxiliary_is_active(verb: str, relation: str) -> None:
    rows = f"""
    Hamas Hamas PROPN NNP 2 nsubj:pass
    did {verb} VERB VBN 0 root
    soldiers soldier NOUN NNS 2 obj
    """
    assert hung(tree("Hamas did soldiers", rows))["Hamas"] == ("did", relation)


# -- drafts -----------------------------------------------------------------------------------------------------------

NO_GROUP = """
{no} no DET DT 2 det
group group NOUN NN 3 nsubj
claimed claim VERB VBD 0 root
the the DET DT 5 det
attack attack NOUN NN 3 obj
"""


def test_no_group_says_nothing_of_what_it_has_not_claimed() -> None:
    draft = Draft((2, 3), (0, 2), ((3, 5),))
    assert asserted(tree("No group claimed the attack", NO_GROUP.format(no="No")), [draft]) == []
    assert asserted(tree("One group claimed the attack", NO_GROUP.format(no="One")), [draft]) == [draft]


REQUEST = """
a a DET DT 2 det
request request NOUN NN 0 root
for for ADP IN 4 case
{noun} {noun} NOUN NN 2 nmod
on on ADP IN 6 case
claims claim NOUN NNS 4 nmod
"""


@pytest.mark.parametrize(("noun", "kept"), [("comment", False), ("arms", True)])
def test_a_request_for_comment_is_nobodys(noun: str, kept: bool) -> None:
    parse = tree(f"a request for {noun} on claims", REQUEST.format(noun=noun))
    draft = Draft((1, 2), None, ((5, 6),))
    assert asserted(parse, [draft]) == ([draft] if kept else [])
    assert is_figure_of_speech(parse, matched("REQUEST", 1)) != kept


NAMED = """
Egypt Egypt PROPN NNP 2 nsubj
asked ask VERB VBD 0 root
{not_} not PART RB 5 advmod
to to PART TO 5 mark
be be AUX VB 6 aux:pass
{verb} {verb} VERB VBN 2 xcomp
"""


@pytest.mark.parametrize(("verb", "strange"), [("named", True), ("armed", False)])
def test_to_ask_not_to_be_named_is_no_event(verb: str, strange: bool) -> None:
    parse = tree(f"Egypt asked not to be {verb}", NAMED.format(not_="not", verb=verb))
    assert is_figure_of_speech(parse, matched("REQUEST", 1)) == strange


DESPITE = """
{despite} despite ADP IN 3 case
its its PRON PRP$ 3 nmod:poss
denial denial NOUN NN 6 obl
, , PUNCT , 3 punct
Egypt Egypt PROPN NNP 6 nsubj
attacked attack VERB VBD 0 root
"""


def test_a_phrase_of_despite_does_not_say_the_main_clause() -> None:
    draft = Draft((2, 3), (1, 2), ((4, 6),))
    (found,) = within_phrases(tree("Despite its denial, Egypt attacked", DESPITE.format(despite="Despite")), [draft])
    assert found.content == ()
    assert within_phrases(tree("In its denial, Egypt attacked", DESPITE.format(despite="In")), [draft]) == [draft]


def test_what_somebody_calls_a_thing_ends_with_the_name() -> None:
    rows = """
    What what PRON WP 0 root
    Iran Iran PROPN NNP 3 nsubj
    called call VERB VBD 1 acl:relcl
    a a DET DT 5 det
    raid raid NOUN NN 3 obj
    killed kill VERB VBD 1 acl
    soldiers soldier NOUN NNS 6 obj
    """
    parse = tree("What Iran called a raid killed soldiers", rows)
    (found,) = within_phrases(parse, [Draft((2, 3), (1, 2), ((0, 1), (3, 7)))])
    assert found.content == ((0, 1), (3, 5))
    assert (reaches(parse, (2, 3), (1, 2), 4), reaches(parse, (2, 3), (1, 2), 5)) == (True, False)


def test_who_is_quoted_by_whom_is_not_the_same() -> None:
    rows = """
    Iran Iran PROPN NNP 2 nsubj
    quoted quote VERB VBD 0 root
    Egypt Egypt PROPN NNP 2 obj
    as as ADP IN 5 mark
    saying say VERB VBG 2 advcl
    Japan Japan PROPN NNP 7 nsubj
    attacked attack VERB VBD 5 ccomp
    """
    parse = tree("Iran quoted Egypt as saying Japan attacked", rows)
    outer, inner = with_citations(parse, [Draft((4, 5), (2, 3), ((5, 7),))])
    assert (outer.source, inner.source) == ((0, 1), (2, 3))


@pytest.mark.parametrize(
    ("text", "trigger", "factuality", "sources"),
    [
        ("Reports on social media that a man had attacked a child in Leeds are false.", "attacked", "CT-", []),
        ("Reports from residents that Chad had shelled a village proved false.", "shelled", "CT-", []),
        ("Rumours on the internet that Kenyan police had shot a boy are untrue.", "shot", "CT-", []),
        ("Reports in local newspapers that Togo had arrested a priest were false.", "arrested", "CT-", []),
        ("Claims in the press that Niger had expelled the envoy are unfounded.", "expelled", "CT-", []),
        ("Reports on social media that a man had attacked a child in Leeds are true.", "attacked", "CT+", []),
        ("Reports on rebels that attacked Mali are false.", "attacked", "CT+", []),
        ("Claims by villagers that soldiers killed a herder in Mali led to riots.", "killed", "CT+", ["villagers"]),
    ],
)
def test_reports_over_a_phrase_are_called_false(text: str, trigger: str, factuality: str, sources: list[str]) -> None:
    (claim,) = [c for c in read(text, date="2024-05-14").claims if c.trigger.of(text) == trigger]
    assert (claim.factuality, [link.source for link in claim.say_so]) == (factuality, sources)
