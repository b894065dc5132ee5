"""Who did what to whom: trees mended, nouns turned, whose a thing is not."""

from sayso.actors.matching import focus_counts
from sayso.actors.resolver import Resolver
from sayso.claims.claim_heads import certainty
from sayso.claims.coreference import Coreference
from sayso.claims.doers import doers
from sayso.claims.factuality import Certainty, judge
from sayso.claims.others import other_party
from sayso.claims.repairs import repaired
from sayso.reader.parse import Parse, Slots
from tests.engine_trees import staged, tree


def heads(parse: Parse) -> dict[str, tuple[str, str]]:
    mended = repaired(parse)
    return {mended.word(i): (mended.word(mended.heads[i]), mended.deprels[i]) for i in range(len(mended))}


def test_an_agent_stands_behind_by_alone() -> None:
    rows = """
        crews crew NOUN NNS 3 nsubj:pass
        were be AUX VBD 3 aux:pass
        handed hand VERB VBN 0 root
        {0} {0} ADP IN 5 case
        Iran Iran PROPN NNP 3 obl:agent
        """
    assert heads(tree("crews were handed to Iran", rows.format("to")))["Iran"] == ("handed", "obl")
    assert heads(tree("crews were handed by Iran", rows.format("by")))["Iran"] == ("handed", "obl:agent")


def test_whom_is_the_object_of_its_clause_which_is_said_of_the_noun_before() -> None:
    parse = tree(
        "Iran jailed a man whom it accused",
        """
        Iran Iran PROPN NNP 2 nsubj
        jailed jail VERB VBD 0 root
        a a DET DT 4 det
        man man NOUN NN 2 obj
        whom whom PRON WP 7 obl
        it it PRON PRP 7 nsubj
        accused accuse VERB VBD 2 advcl
        """,
    )
    assert (heads(parse)["whom"], heads(parse)["accused"]) == (("accused", "obj"), ("man", "acl:relcl"))
    grammar, _ = staged(repaired(parse))
    assert grammar.arguments(6).get("obj") == [3]


def test_whom_somebody_says_somebody_arms_is_the_object_of_the_inner_verb() -> None:
    parse = tree(
        "rebels whom Iran says Egypt arms fled",
        """
        rebels rebel NOUN NNS 7 nsubj
        whom whom PRON WP 4 obj
        Iran Iran PROPN NNP 4 nsubj
        says say VERB VBZ 1 acl:relcl
        Egypt Egypt PROPN NNP 6 nsubj
        arms arm VERB VBZ 4 ccomp
        fled flee VERB VBD 0 root
        """,
    )
    assert heads(parse)["whom"] == ("arms", "obj")


def test_whom_behind_a_preposition_is_no_object() -> None:
    parse = tree(
        "men to whom Iran spoke",
        """
        men man NOUN NNS 0 root
        to to ADP IN 3 case
        whom whom PRON WP 5 obl
        Iran Iran PROPN NNP 5 nsubj
        spoke speak VERB VBD 1 acl:relcl
        """,
    )
    assert heads(parse)["whom"] == ("spoke", "obl")


def test_what_one_is_accused_of_by_somebody_is_ones_own_deed() -> None:
    rows = """
        Egypt Egypt PROPN NNP 3 nsubj:pass
        is be AUX VBZ 3 aux:pass
        accused accuse VERB VBN 0 root
        by by ADP IN 5 case
        Iran Iran PROPN NNP 3 obl:agent
        of of SCONJ IN 7 mark
        arming arm VERB VBG {0}
        rebels rebel NOUN NNS 7 obj
        """
    for hung in ("3 csubj:pass", "5 acl"):
        parse = repaired(tree("Egypt is accused by Iran of arming rebels", rows.format(hung)))
        grammar, _ = staged(parse)
        assert (parse.heads[6], parse.deprels[6]) == (2, "advcl")
        assert grammar.arguments(6).get("subj") == [0]


def test_the_noun_behind_shot_dead_is_the_object_of_the_verb() -> None:
    parse = tree(
        "rebels shot dead Egypt",
        """
        rebels rebel NOUN NNS 2 nsubj
        shot shoot VERB VBD 0 root
        dead dead ADJ JJ 2 advcl
        Egypt Egypt PROPN NNP 3 obj
        """,
    )
    assert heads(parse)["Egypt"] == ("shot", "obj")


def test_what_has_the_form_and_place_of_a_noun_is_no_verb() -> None:
    parse = tree(
        "Iran rejected calls by Egypt",
        """
        Iran Iran PROPN NNP 2 nsubj
        rejected reject VERB VBD 0 root
        calls call VERB NNS 2 obj
        by by ADP IN 5 case
        Egypt Egypt PROPN NNP 3 nmod
        """,
    )
    assert repaired(parse).upos[2] == "NOUN"


def test_the_owner_of_a_gerund_owns_no_part_of_what_it_is_of() -> None:
    parse = tree(
        "Iran 's shelling of towns ended",
        """
        Iran Iran PROPN NNP 5 nmod:poss
        's 's PART POS 1 case
        shelling shell VERB VBG 6 csubj
        of of ADP IN 5 case
        towns town NOUN NNS 3 obl
        ended end VERB VBD 0 root
        """,
    )
    assert heads(parse)["Iran"] == ("shelling", "nmod:poss")
    assert repaired(parse).upos[2] == "NOUN"


def test_beside_who_does_it_the_possessor_of_a_deed_suffers_it() -> None:
    rows = """
        Egypt Egypt PROPN NNP 3 nmod:poss
        's 's PART POS 1 case
        defeat defeat NOUN NN 0 root
        by by ADP IN 5 case
        {0} {0} {1} 3 nmod
        """
    grammar, _ = staged(tree("Egypt 's defeat by Iran", rows.format("Iran", "PROPN NNP")))
    assert (grammar.arguments(2).get("nmod", "of"), grammar.arguments(2).get("poss")) == ([0], [])
    grammar, _ = staged(tree("Egypt 's defeat by night", rows.format("night", "NOUN NN")))
    assert grammar.arguments(2).get("poss") == [0]


CONVOY = """
    Iran Iran PROPN NNP 2 nsubj
    said say VERB VBD 0 root
    Egypt Egypt PROPN NNP 4 nsubj
    {0} {1} VERB VBD 2 ccomp
    its its PRON PRP$ 6 nmod:poss
    {2} {2} NOUN NN 4 obj
    """


def test_what_is_struck_or_condemned_is_not_the_subjects_own() -> None:
    for verb, lemma, noun, other in (
        ("bombed", "bomb", "convoy", 2),
        ("condemned", "condemn", "attack", 2),
        ("condemned", "condemn", "exclusion", None),
        ("closed", "close", "embassy", None),
        ("bombed", "bomb", "people", None),
    ):
        parse = tree(f"Iran said Egypt {verb} its {noun}", CONVOY.format(verb, lemma, noun))
        assert other_party(parse, 4) == other, (verb, noun)


def test_its_convoy_is_the_speakers_where_the_other_strikes_it() -> None:
    parse = tree("Iran said Egypt bombed its convoy", CONVOY.format("bombed", "bomb", "convoy"))
    assert Coreference(parse, Resolver(parse, published="2024-05-14")).codes(4) == ("IRN",)


def test_the_two_are_those_who_met() -> None:
    parse = tree(
        "Iran met Egypt . The two left .",
        """
        Iran Iran PROPN NNP 2 nsubj
        met meet VERB VBD 0 root
        Egypt Egypt PROPN NNP 2 obj
        . . PUNCT . 2 punct
        The the DET DT 6 det
        two two NUM CD 7 nsubj
        left leave VERB VBD 0 root
        . . PUNCT . 7 punct
        """,
    )
    assert Coreference(parse, Resolver(parse, published="2024-05-14")).codes(5) == ("IRN", "EGY")


def test_an_ambassador_or_flag_says_nothing_of_the_country_of_the_story() -> None:
    rows = """
        generals general NOUN NNS 2 nsubj
        met meet VERB VBD 0 root
        a a DET DT 5 det
        French French ADJ JJ 5 amod
        {0} {0} NOUN NN 2 obj
        """
    for noun, focus in (("ambassador", None), ("flag", None), ("minister", "FRA")):
        parse = tree(f"generals met a French {noun}", rows.format(noun))
        resolver = Resolver(parse, published="2024-05-14")
        assert (resolver.focus, bool(focus_counts(parse, resolver.names.matches, 500))) == (focus, focus is not None)


def test_no_name_of_a_person_goes_on_behind_a_genitive() -> None:
    parse = tree(
        "Syria 's defence minister left",
        """
        Syria Syria PROPN NNP 4 nmod:poss
        's 's PART POS 1 flat
        defence defence PROPN NNP 1 flat
        minister minister NOUN NN 5 nsubj
        left leave VERB VBD 0 root
        """,
    )
    assert Resolver(parse, published="2024-05-14").resolve_head(3).codes == ("SYR",)


def test_who_rejects_what_was_said_leaves_it_said() -> None:
    rows = """
        Iran Iran PROPN NNP 2 nsubj
        rejected reject VERB VBD 0 root
        {0} {1} NOUN NNS 2 obj
        """
    assert judge(tree("Iran rejected calls", rows.format("calls", "call")), 2).value == "CT+"
    assert judge(tree("Iran rejected bribes", rows.format("bribes", "bribe")), 2).value == "CT-"


def test_the_heads_alone_deny_nothing() -> None:
    rows = """
        Iran Iran PROPN NNP 2 nsubj
        {0} {1} VERB VBD 0 root
        attacks attack NOUN NNS 2 obj
        """
    for word, lemma, value in (("condemned", "condemn", "CT+"), ("denied", "deny", "CT-")):
        parse = tree(f"Iran {word} attacks", rows.format(word, lemma))
        parse.slots[2] = Slots({}, {}, {"CT-": 0.9}, {"negation": 0.9}, {})
        assert certainty(parse, 2, Certainty()).value == value


def test_the_weapons_of_a_country_and_where_one_fled_to_are_no_setting() -> None:
    rows = """
        rebels rebel NOUN NNS 2 nsubj
        {0} {1} VERB VBD 0 root
        {2} {2} ADP IN {3}
        """
    parse = tree(
        "rebels attacked with Turkish drones",
        rows.format("attacked", "attack", "with", "5 case")
        + "Turkish Turkish ADJ JJ 5 amod\ndrones drone NOUN NNS 2 obl",
    )
    assert Resolver(parse, published="2024-05-14").focus is None
    for verb, lemma, focus in (("fled", "flee", None), ("spoke", "speak", "IND")):
        parse = tree(
            f"rebels {verb} to India", rows.format(verb, lemma, "to", "4 case") + "India India PROPN NNP 2 obl"
        )
        assert Resolver(parse, published="2024-05-14").focus == focus


def test_who_is_accused_does_not_own_what_he_strikes() -> None:
    parse = tree(
        "Iran accused Egypt of attacking its ministry",
        """
        Iran Iran PROPN NNP 2 nsubj
        accused accuse VERB VBD 0 root
        Egypt Egypt PROPN NNP 2 obj
        of of SCONJ IN 5 mark
        attacking attack VERB VBG 2 advcl
        its its PRON PRP$ 7 nmod:poss
        ministry ministry NOUN NN 5 obj
        """,
    )
    assert other_party(parse, 5) == 2
    assert Coreference(parse, Resolver(parse, published="2024-05-14")).codes(5) == ("IRN",)


def test_the_understood_subject_of_a_verb_is_not_its_object() -> None:
    parse = tree(
        "Iran left Egypt after accusing it",
        """
        Iran Iran PROPN NNP 2 nsubj
        left leave VERB VBD 0 root
        Egypt Egypt PROPN NNP 2 obj
        after after SCONJ IN 5 mark
        accusing accuse VERB VBG 2 advcl
        it it PRON PRP 5 obj
        """,
    )
    assert Coreference(parse, Resolver(parse, published="2024-05-14")).codes(5) == ("EGY",)


def test_a_bare_noun_behind_the_passive_of_giving_is_its_object() -> None:
    rows = """
        Egypt Egypt PROPN NNP 3 nsubj:pass
        was be AUX VBD 3 aux:pass
        {0} {1} VERB VBN 0 root
        entry entry NOUN NN 3 xcomp
        """
    assert heads(tree("Egypt was denied entry", rows.format("denied", "deny")))["entry"] == ("denied", "obj")
    assert heads(tree("Egypt was called entry", rows.format("called", "call")))["entry"] == ("called", "xcomp")
    blamed = "Egypt Egypt PROPN NNP 2 nsubj\nblamed blame VERB VBD 0 root\nkilling killing NOUN NN 2 ccomp"
    assert heads(tree("Egypt blamed killing", blamed))["killing"] == ("blamed", "obj")


def test_whom_a_deed_is_blamed_on_has_done_it() -> None:
    rows = """
        Egypt Egypt PROPN NNP 2 nsubj
        blamed blame VERB VBD 0 root
        the the DET DT 4 det
        attack attack NOUN NN 2 obj
        on on ADP IN 6 case
        Iran Iran PROPN NNP 4 nmod
        """
    parse = repaired(tree("Egypt blamed the attack on Iran", rows))
    grammar, _ = staged(parse)
    assert (parse.heads[5], doers(grammar, 3)) == (1, [5])
    more = "for for ADP IN 8 case\nunrest unrest NOUN NN 2 obl"
    assert heads(tree("Egypt blamed the attack on Iran for unrest", rows + more))["Iran"] == ("attack", "nmod")


def test_what_one_is_punished_for_is_ones_own_deed() -> None:
    rows = """
        Iran Iran PROPN NNP 2 nsubj
        {0} {1} VERB VBD 0 root
        Egypt Egypt PROPN NNP 2 obj
        over over ADP IN 6 case
        its its PRON PRP$ 6 nmod:poss
        exports export NOUN NNS 2 obl
        """
    assert other_party(tree("Iran sanctioned Egypt over its exports", rows.format("sanctioned", "sanction")), 4) == 0
    assert other_party(tree("Iran told Egypt over its exports", rows.format("told", "tell")), 4) is None


def test_by_right_behind_a_participle_names_who_did_that() -> None:
    parse = tree(
        "men pardoned by Iran left",
        """
        men man NOUN NNS 5 nsubj
        pardoned pardon VERB VBD 1 acl:relcl
        by by ADP IN 4 case
        Iran Iran PROPN NNP 5 obl
        left leave VERB VBD 0 root
        """,
    )
    grammar, _ = staged(repaired(parse))
    assert (grammar.arguments(1).get("subj"), grammar.arguments(1).get("obj")) == ([3], [0])


def test_an_adjective_with_an_agent_is_a_participle() -> None:
    parse = tree(
        "men jailed by Iran left",
        """
        men man NOUN NNS 5 nsubj
        jailed jailed ADJ JJ 1 acl
        by by ADP IN 4 case
        Iran Iran PROPN NNP 2 obl:agent
        left leave VERB VBD 0 root
        """,
    )
    grammar, _ = staged(repaired(parse))
    assert (grammar.arguments(1).get("subj"), grammar.arguments(1).get("obj")) == ([3], [0])
