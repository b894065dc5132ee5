"""Names and lists of names mended by their surface, and clauses mended by word order."""

from __future__ import annotations

from sayso.claims.grammar import Grammar
from sayso.claims.repairs import repaired
from sayso.reader.parse import Name, Parse
from tests.engine_trees import tree
from tests.test_engine_repairs import heads


def test_two_subjects_with_an_and_between_them_are_one_list():
    parse = tree(
        "Chad and the DPRK refused",
        """
        Chad Chad PROPN NNP 5 nsubj
        and and CCONJ CC 4 cc
        the the DET DT 4 det
        DPRK DPRK PROPN NNP 5 nsubj
        refused refuse VERB VBD 0 root
        """,
    )
    assert heads(parse)["DPRK"] == ("Chad", "conj")


def test_members_of_a_list_are_no_appositions_of_one_another():
    parse = tree(
        "Chad , Mali , and Niger filed it",
        """
        Chad Chad PROPN NNP 7 nsubj
        , , PUNCT , 3 punct
        Mali Mali PROPN NNP 1 appos
        , , PUNCT , 6 punct
        and and CCONJ CC 6 cc
        Niger Niger PROPN NNP 1 conj
        filed file VERB VBD 0 root
        it it PRON PRP 7 obj
        """,
    )
    assert heads(parse)["Mali"] == ("Chad", "conj")


GLUED = """
Peru Peru PROPN NNP 4 nsubj
and and CCONJ CC 3 cc
Chile Chile PROPN NNP 1 flat
agreed agree VERB VBD 0 root
"""


def test_two_names_with_an_and_between_them_are_a_list_and_one_name_is_none():
    apart = tree("Peru and Chile agreed", GLUED, names=(Name(0, 1, "GPE"), Name(2, 3, "GPE")))
    assert heads(apart)["Chile"] == ("Peru", "conj")
    whole = tree("Peru and Chile agreed", GLUED, names=(Name(0, 3, "ORG"),))
    assert heads(whole)["Chile"] == ("Peru", "flat")
    assert heads(tree("Peru and Chile agreed", GLUED))["Chile"] == ("Peru", "flat")


def test_names_of_two_clauses_are_no_list():
    parse = tree(
        "He left Chad and Mali fell",
        """
        He he PRON PRP 2 nsubj
        left leave VERB VBD 0 root
        Chad Chad PROPN NNP 2 obj
        and and CCONJ CC 6 cc
        Mali Mali PROPN NNP 6 nsubj
        fell fall VERB VBD 2 conj
        """,
    )
    assert heads(parse)["Mali"] == ("fell", "nsubj")


def test_things_beside_a_noun_in_the_same_role_are_coordinated():
    parse = tree(
        "Farmers and nurses marched",
        """
        Farmers farmer NOUN NNS 4 nsubj
        and and CCONJ CC 3 cc
        nurses nurse NOUN NNS 4 nsubj
        marched march VERB VBD 0 root
        """,
    )
    assert heads(parse)["nurses"] == ("Farmers", "conj")


GIVEN = """
Ada Ada PROPN NNP 3 nsubj
Lund Lund PROPN NNP 3 nsubj
signed sign VERB VBD 0 root
"""


def test_a_name_takes_in_its_given_name():
    mended = repaired(tree("Ada Lund signed", GIVEN, names=(Name(1, 2, "PER"),)))
    assert (mended.names[0].start, mended.names[0].end) == (0, 2)
    assert heads(mended)["Lund"] == ("Ada", "flat")


def test_a_title_is_no_given_name():
    rows = GIVEN.replace("Ada Ada PROPN NNP 3 nsubj", "President President PROPN NNP 2 nmod:desc")
    mended = repaired(tree("President Lund signed", rows, names=(Name(1, 2, "PER"),)))
    assert mended.names[0].start == 1


FRONTED = """
Besides besides SCONJ IN 2 mark
arming arm VERB VBG 0 root
Chad Chad PROPN NNP 2 obj
, , PUNCT , 6 punct
Egypt Egypt PROPN NNP 6 nsubj
trained train VERB VBD 2 conj
it it PRON PRP 6 obj
"""


def test_the_subject_of_a_fronted_gerund_is_that_of_the_main_clause():
    mended = repaired(tree("Besides arming Chad , Egypt trained it", FRONTED))
    assert (mended.heads[5], mended.deprels[1]) == (-1, "advcl")
    assert [mended.word(i) for i in Grammar(mended).arguments(1).get("subj")] == ["Egypt"]


def test_a_gerund_that_is_no_opening_stays():
    parse = tree(
        "Arming Chad helps",
        """
        Arming arm VERB VBG 3 csubj
        Chad Chad PROPN NNP 1 obj
        helps help VERB VBZ 0 root
        """,
    )
    assert heads(parse)["helps"] == ("", "root")


def test_the_second_infinitive_goes_with_the_first():
    parse = tree(
        "pledged to arm it in war and to train it",
        """
        pledged pledge VERB VBD 0 root
        to to PART TO 3 mark
        arm arm VERB VB 1 xcomp
        it it PRON PRP 3 obj
        in in ADP IN 6 case
        war war NOUN NN 3 obl
        and and CCONJ CC 9 cc
        to to PART TO 9 mark
        train train VERB VB 6 conj
        it it PRON PRP 9 obj
        """,
    )
    assert heads(parse)["train"] == ("arm", "conj")


def test_a_subject_before_two_joined_verbs_is_that_of_the_first():
    parse = tree(
        "pilot was acquitted and freed",
        """
        pilot pilot NOUN NN 5 nsubj
        was be AUX VBD 3 aux:pass
        acquitted acquit VERB VBN 0 root
        and and CCONJ CC 5 cc
        freed free VERB VBD 3 conj
        """,
    )
    assert heads(parse)["pilot"] == ("acquitted", "nsubj:pass")
    mended = repaired(parse)
    assert Grammar(mended).is_passive(4)


def test_who_is_asked_by_another_is_who_answers():
    parse = tree(
        "Turkey ignored the Iranian order to stop",
        """
        Turkey Turkey PROPN NNP 2 nsubj
        ignored ignore VERB VBD 0 root
        the the DET DT 5 det
        Iranian iranian ADJ JJ 5 amod
        order order NOUN NN 2 obj
        to to PART TO 7 mark
        stop stop VERB VB 5 acl
        """,
    )
    grammar = Grammar(repaired(parse), lambda i: parse.word(i) in {"Iranian", "Turkey"})
    assert [parse.word(i) for i in grammar.arguments(6).get("subj")] == ["Turkey"]


def test_a_plural_relative_clause_is_of_the_whole_list():
    parse: Parse = tree(
        "Chad and Mali , which oppose it",
        """
        Chad Chad PROPN NNP 0 root
        and and CCONJ CC 3 cc
        Mali Mali PROPN NNP 1 conj
        , , PUNCT , 6 punct
        which which PRON WDT 6 nsubj
        oppose oppose VERB VBP 3 acl:relcl
        it it PRON PRP 6 obj
        """,
    )
    assert [parse.word(i) for i in Grammar(repaired(parse)).arguments(5).get("subj")] == ["Chad"]


def test_a_name_behind_and_is_no_modifier_of_what_it_is_joined_to():
    parse = tree(
        "Russia and North Korea refused",
        """
        Russia Russia PROPN NNP 4 compound
        and and CCONJ CC 4 cc
        North North PROPN NNP 4 compound
        Korea Korea PROPN NNP 5 nsubj
        refused refuse VERB VBD 0 root
        """,
        names=(Name(0, 1, "GPE"), Name(2, 4, "GPE")),
    )
    assert heads(parse)["Russia"] == ("Korea", "conj")


def test_two_names_may_modify_one_noun():
    parse = tree(
        "Russia and Korea ties froze",
        """
        Russia Russia PROPN NNP 4 compound
        and and CCONJ CC 3 cc
        Korea Korea PROPN NNP 4 compound
        ties tie NOUN NNS 5 nsubj
        froze freeze VERB VBD 0 root
        """,
        names=(Name(0, 1, "GPE"), Name(2, 3, "GPE")),
    )
    assert heads(parse)["Russia"] == ("ties", "compound")
