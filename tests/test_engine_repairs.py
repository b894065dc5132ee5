from sayso.actors.tree import remembered
from sayso.claims.repairs import _hang, repaired
from sayso.reader.parse import Name, Parse
from tests.engine_trees import tree


def heads(parse: Parse) -> dict[str, tuple[str, str]]:
    mended = repaired(parse)
    return {
        mended.word(i): (mended.word(mended.heads[i]) if mended.heads[i] >= 0 else "", mended.deprels[i])
        for i in range(len(mended))
    }


def test_what_is_remembered_of_a_tree_is_forgotten_when_it_is_mended() -> None:
    asked: list[int] = []

    @remembered
    def above(parse: Parse, i: int) -> int:
        asked.append(i)
        return parse.heads[i]

    parse = tree("Iran helps", "Iran Iran PROPN NNP 0 root\nhelps help VERB VBZ 1 acl")
    assert (above(parse, 1), above(parse, 1), asked) == (0, 0, [1])
    _hang(parse, 1, -1, "root")
    assert (above(parse, 1), asked) == (-1, [1, 1])


def test_what_stands_before_the_to_of_an_infinitive_is_the_object_of_the_verb_above():
    parse = tree(
        "Sudan asked Iran to help",
        """
        Sudan Sudan PROPN NNP 2 nsubj
        asked ask VERB VBD 0 root
        Iran Iran PROPN NNP 5 obj
        to to PART TO 5 mark
        help help VERB VB 2 xcomp
        """,
    )
    assert heads(parse)["Iran"] == ("asked", "obj")


def test_a_second_subject_behind_its_verb_is_the_object_or_the_subject_of_the_clause_below():
    parse = tree(
        "Egypt said Chad believed it",
        """
        Egypt Egypt PROPN NNP 2 nsubj
        said say VERB VBD 0 root
        Chad Chad PROPN NNP 2 nsubj
        believed believe VERB VBD 2 ccomp
        it it PRON PRP 4 obj
        """,
    )
    assert heads(parse)["Chad"] == ("believed", "nsubj")
    parse = tree("Egypt accused Chad", "Egypt e PROPN NNP 2 nsubj\naccused a VERB VBD 0 root\nChad c PROPN NNP 2 nsubj")
    assert heads(parse)["Chad"] == ("accused", "obj")


def test_no_subject_stands_behind_a_preposition():
    parse = tree(
        "Iran met with Egypt",
        """
        Iran Iran PROPN NNP 2 nsubj
        met meet VERB VBD 0 root
        with with ADP IN 4 case
        Egypt Egypt PROPN NNP 2 obj
        """,
    )
    assert heads(parse)["Egypt"] == ("met", "obl")


def test_the_prepositions_of_a_bound_make_no_adjunct():
    parse = tree(
        "Chad freed at least 12 monks",
        """
        Chad Chad PROPN NNP 2 nsubj
        freed free VERB VBD 0 root
        at at ADP IN 6 case
        least least ADJ JJS 3 nmod
        12 12 NUM CD 6 nummod
        monks monk NOUN NNS 2 obj
        """,
    )
    assert (heads(parse)["at"], heads(parse)["monks"]) == (("12", "advmod"), ("freed", "obj"))
    parse = tree(
        "Chad gave between 20 and 30 beds",
        """
        Chad Chad PROPN NNP 2 nsubj
        gave give VERB VBD 0 root
        between between ADP IN 7 case
        20 20 NUM CD 7 nummod
        and and CCONJ CC 6 cc
        30 30 NUM CD 4 conj
        beds bed NOUN NNS 2 obl
        """,
    )
    assert heads(parse)["beds"] == ("gave", "obj")
    parse = tree(
        "Chad marched with 12 monks",
        """
        Chad Chad PROPN NNP 2 nsubj
        marched march VERB VBD 0 root
        with with ADP IN 5 case
        12 12 NUM CD 5 nummod
        monks monk NOUN NNS 2 obl
        """,
    )
    assert heads(parse)["monks"] == ("marched", "obl")


def test_a_phrase_between_subject_and_verb_belongs_to_the_subject():
    parse = tree(
        "Police in Egypt fled",
        """
        Police police NOUN NNS 4 nsubj
        in in ADP IN 3 case
        Egypt Egypt PROPN NNP 4 obl
        fled flee VERB VBD 0 root
        """,
    )
    assert heads(parse)["Egypt"] == ("Police", "nmod")


FILED = """
LISBON LISBON PROPN NNP 7 nsubj
{comma} , PUNCT , 3 punct
{other} {other} PROPN NNP 1 appos
- - PUNCT : 3 punct
The the DET DT 6 det
mayor mayor NOUN NN 1 appos
spoke speak VERB VBD 0 root
"""


def test_what_stands_behind_a_dateline_is_the_subject():
    parse = tree("LISBON ( AP - The mayor spoke", FILED.format(comma="(", other="AP"))
    assert heads(parse)["LISBON"] == ("spoke", "dep")
    assert heads(parse)["mayor"] == ("spoke", "nsubj")


def test_a_dateline_with_a_country_keeps_what_hangs_on_it():
    parse = tree("LISBON , Portugal - The mayor spoke", FILED.format(comma=",", other="Portugal"))
    assert heads(parse)["mayor"] == ("LISBON", "appos")


def test_a_preposition_is_no_part_of_the_name_behind_it():
    parse = tree(
        "The mayor of Lisbon spoke",
        """
        The the DET DT 2 det
        mayor mayor NOUN NN 5 nsubj
        of of ADP IN 4 flat
        Lisbon Lisbon PROPN NNP 2 nmod
        spoke speak VERB VBD 0 root
        """,
    )
    assert heads(parse)["of"] == ("Lisbon", "case")


def test_an_agent_without_by_is_the_object():
    parse = tree(
        "Bolivia detained officers",
        """
        Bolivia Bolivia PROPN NNP 2 nsubj
        detained detain VERB VBD 0 root
        officers officer NOUN NNS 2 obl:agent
        """,
    )
    assert heads(parse)["officers"] == ("detained", "obj")


def test_what_has_an_auxiliary_is_a_verb_and_the_bare_noun_behind_it_its_object():
    parse = tree(
        "Bolivia had detained officers",
        """
        Bolivia Bolivia PROPN NNP 3 nsubj
        had have AUX VBD 3 aux
        detained detain NOUN VBN 0 root
        officers officer NOUN NNS 3 nmod
        """,
    )
    assert repaired(parse).upos[2] == "VERB"
    assert heads(parse)["officers"] == ("detained", "obj")


def test_nothing_hangs_on_an_auxiliary():
    parse = tree(
        "At no time did rebels attack",
        """
        At at ADP IN 3 case
        no no DET DT 3 det
        time time NOUN NN 4 obl
        did do AUX VBD 6 aux
        rebels rebel NOUN NNS 6 nsubj
        attack attack VERB VB 0 root
        """,
    )
    assert heads(parse)["time"] == ("attack", "obl")


def test_an_office_is_no_personal_name_and_its_genitive_no_compound():
    parse = tree(
        "Peru 's minister spoke",
        """
        Peru Peru PROPN NNP 3 compound
        's 's PART POS 3 case
        minister minister PROPN NNP 4 nsubj
        spoke speak VERB VBD 0 root
        """,
        names=(Name(0, 3, "PER"),),
    )
    assert heads(parse)["Peru"] == ("minister", "nmod:poss")
    assert heads(parse)["'s"] == ("Peru", "case")
    assert (repaired(parse).names, repaired(parse).upos[2]) == ([], "NOUN")


def test_a_sound_tree_stays_as_it_is():
    parse = tree(
        "Iran armed Egypt in May",
        """
        Iran Iran PROPN NNP 2 nsubj
        armed arm VERB VBD 0 root
        Egypt Egypt PROPN NNP 2 obj
        in in ADP IN 5 case
        May May PROPN NNP 2 obl
        """,
    )
    mended = repaired(parse)
    assert (mended.heads, mended.deprels) == (parse.heads, parse.deprels)
    assert mended is not parse


def test_a_source_between_commas_leaves_the_subject_its_verb():
    parse = tree(
        "Chile , ministers said , had left",
        """
        Chile Chile PROPN NNP 0 root
        , , PUNCT , 1 punct
        ministers minister NOUN NNS 1 appos
        said say VERB VBD 1 acl:relcl
        , , PUNCT , 4 punct
        had have AUX VBD 7 aux
        left leave VERB VBN 1 conj
        """,
    )
    found = heads(parse)
    assert found["Chile"] == ("left", "nsubj")
    assert found["said"] == ("left", "parataxis")
    assert found["ministers"] == ("said", "nsubj")


def test_an_apposition_without_a_verb_of_saying_stays_one():
    parse = tree(
        "Chile , birds swim , left",
        """
        Chile Chile PROPN NNP 0 root
        , , PUNCT , 1 punct
        birds bird NOUN NNS 1 appos
        swim swim VERB VBP 1 acl:relcl
        , , PUNCT , 4 punct
        left leave VERB VBD 1 conj
        """,
    )
    assert heads(parse)["birds"] == ("Chile", "appos")


def test_a_phrase_of_a_name_and_a_passive_gerund_hang_where_word_order_says():
    parse = tree(
        "mayor of Lima avoided being killed",
        """
        mayor mayor PROPN NNP 4 nsubj
        of of ADP IN 3 case
        Lima Lima PROPN NNP 1 flat
        avoided avoid VERB VBD 0 root
        being be AUX VBG 6 aux:pass
        killed kill VERB VBN 4 conj
        """,
    )
    assert heads(parse)["Lima"] == ("mayor", "nmod")
    assert heads(parse)["killed"] == ("avoided", "xcomp")


def test_a_phrase_hangs_on_the_noun_before_it_and_not_beyond_a_comma():
    parse = tree(
        "To newspapers , police in Lima fled",
        """
        To to ADP IN 2 case
        newspapers newspaper NOUN NNS 7 obl
        , , PUNCT , 2 punct
        police police NOUN NNS 7 nsubj
        in in ADP IN 6 case
        Lima Lima PROPN NNP 2 nmod
        fled flee VERB VBD 0 root
        """,
    )
    assert heads(parse)["Lima"] == ("police", "nmod")


def test_behind_an_opening_gerund_and_its_comma_stands_the_subject():
    parse = tree(
        "Besides helping Chile , Peru and Chad sent ships",
        """
        Besides besides SCONJ IN 2 mark
        helping help VERB VBG 0 root
        Chile Chile PROPN NNP 2 obj
        , , PUNCT , 5 punct
        Peru Peru PROPN NNP 3 conj
        and and CCONJ CC 7 cc
        Chad Chad PROPN NNP 3 conj
        sent send VERB VBD 3 conj
        ships ship NOUN NNS 8 obj
        """,
    )
    found = heads(parse)
    assert found["Peru"] == ("sent", "nsubj")
    assert found["Chad"] == ("Peru", "conj")
    assert found["helping"] == ("sent", "advcl")


def test_what_a_hyphen_joins_to_a_participle_is_by_whom_or_where():
    for participle, relation in (("backed", "obl:agent"), ("based", "obl")):
        parse = tree(
            f"Iran-{participle} fighters fled",
            f"""
            Iran Iran PROPN NNP 4 amod
            - - PUNCT HYPH 1 punct
            {participle} {participle} VERB VBN 4 amod
            fighters fighter NOUN NNS 5 nsubj
            fled flee VERB VBD 0 root
            """,
        )
        assert heads(parse)["Iran"] == (participle, relation)


def test_what_a_hyphen_joins_to_a_name_is_not_the_verb_of_the_sentence():
    parse = tree(
        "Iran-backed fighters seized it",
        """
        Iran Iran PROPN NNP 3 nsubj
        - - PUNCT HYPH 1 punct
        backed back VERB VBD 0 root
        fighters fighter NOUN NNS 3 obj
        seized seize VERB VBD 3 conj
        it it PRON PRP 5 obj
        """,
    )
    found = heads(parse)
    assert (found["seized"], found["fighters"]) == (("", "root"), ("seized", "nsubj"))
    assert (found["backed"], found["Iran"]) == (("fighters", "amod"), ("backed", "obl:agent"))


def test_an_auxiliary_before_an_aside_belongs_to_the_verb_behind_it():
    parse = tree(
        "Chile will not, he said, sign",
        """
        Chile Chile PROPN NNP 6 nsubj
        will will AUX MD 6 ccomp
        not not PART RB 2 advmod
        , , PUNCT , 6 punct
        he he PRON PRP 6 nsubj
        said say VERB VBD 0 root
        , , PUNCT , 6 punct
        sign sign VERB VB 6 ccomp
        """,
    )
    found = heads(parse)
    assert found["sign"] == ("", "root")
    assert found["will"] == ("sign", "aux")
    assert found["not"] == ("sign", "advmod")
    assert found["Chile"] == ("sign", "nsubj")
    assert (found["said"], found["he"]) == (("sign", "parataxis"), ("said", "nsubj"))


def test_a_clause_behind_who_it_was_not_hangs_on_who_it_was():
    parse = tree(
        "It was Mali, not Niger, that left",
        """
        It it PRON PRP 3 nsubj
        was be AUX VBD 3 cop
        Mali Mali PROPN NNP 0 root
        , , PUNCT , 6 punct
        not not PART RB 6 advmod
        Niger Niger PROPN NNP 3 conj
        , , PUNCT , 9 punct
        that that PRON WDT 9 nsubj
        left leave VERB VBD 6 conj
        """,
    )
    found = heads(parse)
    assert (found["left"], found["Niger"]) == (("Mali", "acl:relcl"), ("Mali", "conj"))
    assert found["that"] == ("left", "nsubj")


def test_who_is_named_before_who_it_was_not_is_the_subject():
    parse = tree(
        "Mali, not Niger, left",
        """
        Mali Mali PROPN NNP 4 dep
        , , PUNCT , 4 punct
        not not PART RB 4 advmod
        Niger Niger PROPN NNP 6 nsubj
        , , PUNCT , 6 punct
        left leave VERB VBD 0 root
        """,
    )
    assert heads(parse)["Mali"] == ("left", "nsubj")


def test_what_one_is_accused_of_belongs_to_the_verb():
    parse = tree(
        "Chad accused Mali of murder",
        """
        Chad Chad PROPN NNP 2 nsubj
        accused accuse VERB VBD 0 root
        Mali Mali PROPN NNP 2 obj
        of of ADP IN 5 case
        murder murder NOUN NN 3 nmod
        """,
    )
    assert heads(parse)["murder"] == ("accused", "obl")


def test_an_infinitive_behind_a_passive_is_its_complement():
    parse = tree(
        "Chad was reported to have fled",
        """
        Chad Chad PROPN NNP 3 nsubj:pass
        was be AUX VBD 3 aux:pass
        reported report VERB VBN 0 root
        to to PART TO 6 mark
        have have AUX VB 6 aux
        fled flee VERB VBN 3 csubj:pass
        """,
    )
    assert heads(parse)["fled"] == ("reported", "xcomp")


def test_what_stands_between_a_genitive_and_its_noun_belongs_to_the_noun() -> None:
    parse = tree(
        "Chad 's defence ministry spoke",
        """
        Chad Chad PROPN NNP 5 nsubj
        's 's PART POS 1 case
        defence defence NOUN NN 1 compound
        ministry ministry NOUN NN 5 nsubj
        spoke speak VERB VBD 0 root
        """,
    )
    found = heads(parse)
    assert (found["defence"], found["Chad"]) == (("ministry", "compound"), ("ministry", "nmod:poss"))
