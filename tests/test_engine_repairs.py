from sayso.claims.repairs import repaired
from sayso.reader.parse import Parse
from tests.engine_trees import tree


def heads(parse: Parse) -> dict[str, tuple[str, str]]:
    mended = repaired(parse)
    return {
        mended.word(i): (mended.word(mended.heads[i]) if mended.heads[i] >= 0 else "", mended.deprels[i])
        for i in range(len(mended))
    }


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
