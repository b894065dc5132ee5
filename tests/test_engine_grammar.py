from sayso.reader.parse import Parse
from tests.engine_trees import staged, tree

SUPPLIED = tree(
    "Shells supplied by Iran reached Russia .",
    """
    Shells shell NOUN NNS 5 nsubj
    supplied supply VERB VBN 1 acl
    by by ADP IN 4 case
    Iran Iran PROPN NNP 2 obl:agent
    reached reach VERB VBD 0 root
    Russia Russia PROPN NNP 5 obj
    . . PUNCT . 5 punct
    """,
)
ORDERED = tree(
    "The general ordered the army to attack Ukraine .",
    """
    The the DET DT 2 det
    general general NOUN NN 3 nsubj
    ordered order VERB VBD 0 root
    the the DET DT 5 det
    army army NOUN NN 3 obj
    to to PART TO 7 mark
    attack attack VERB VB 3 xcomp
    Ukraine Ukraine PROPN NNP 7 obj
    . . PUNCT . 3 punct
    """,
)
VOWED = tree(
    "Iran vowed to attack Israel .",
    """
    Iran Iran PROPN NNP 2 nsubj
    vowed vow VERB VBD 0 root
    to to PART TO 4 mark
    attack attack VERB VB 2 xcomp
    Israel Israel PROPN NNP 4 obj
    . . PUNCT . 2 punct
    """,
)
ACCUSED = tree(
    "Egypt was accused by Hamas of shelling Syria .",
    """
    Egypt Egypt PROPN NNP 3 nsubj:pass
    was be AUX VBD 3 aux:pass
    accused accuse VERB VBN 0 root
    by by ADP IN 5 case
    Hamas Hamas PROPN NNP 3 obl:agent
    of of SCONJ IN 7 mark
    shelling shell VERB VBG 3 advcl
    Syria Syria PROPN NNP 7 obj
    . . PUNCT . 3 punct
    """,
)
SEIZED = tree(
    "The ships Iran seized and searched carried drones .",
    """
    The the DET DT 2 det
    ships ship NOUN NNS 7 nsubj
    Iran Iran PROPN NNP 4 nsubj
    seized seize VERB VBD 2 acl:relcl
    and and CCONJ CC 6 cc
    searched search VERB VBD 4 conj
    carried carry VERB VBD 0 root
    drones drone NOUN NNS 7 obj
    . . PUNCT . 7 punct
    """,
)
WHICH = tree(
    "Rebels , who Turkey armed , left .",
    """
    Rebels rebel NOUN NNS 7 nsubj
    , , PUNCT , 5 punct
    who who PRON WP 5 obj
    Turkey Turkey PROPN NNP 5 nsubj
    armed arm VERB VBD 1 acl:relcl
    , , PUNCT , 5 punct
    left leave VERB VBD 0 root
    . . PUNCT . 7 punct
    """,
)
GIVEN = tree(
    "Syria was given drones by Iran .",
    """
    Syria Syria PROPN NNP 3 nsubj:pass
    was be AUX VBD 3 aux:pass
    given give VERB VBN 0 root
    drones drone NOUN NNS 3 obj
    by by ADP IN 6 case
    Iran Iran PROPN NNP 3 obl:agent
    . . PUNCT . 3 punct
    """,
)
PLANS = tree(
    "Turkey announced plans to invade Syria .",
    """
    Turkey Turkey PROPN NNP 2 nsubj
    announced announce VERB VBD 0 root
    plans plan NOUN NNS 2 obj
    to to PART TO 5 mark
    invade invade VERB VB 3 acl
    Syria Syria PROPN NNP 5 obj
    . . PUNCT . 2 punct
    """,
)


def roles(parse: Parse, word: str, relation: str, preposition: str | None = None) -> list[str]:
    grammar, _ = staged(parse)
    i = next(i for i in range(len(parse)) if parse.word(i) == word)
    return [parse.word(w) for w in grammar.arguments(i).get(relation, preposition)]


def test_a_reduced_passive_has_its_noun_as_object_and_its_agent_as_subject():
    assert roles(SUPPLIED, "supplied", "obj") == ["Shells"]
    assert roles(SUPPLIED, "supplied", "subj") == ["Iran"]
    assert roles(SUPPLIED, "reached", "subj") == ["Shells"]


def test_who_is_ordered_does_the_deed():
    assert roles(ORDERED, "attack", "subj") == ["army"]
    assert roles(ORDERED, "ordered", "subj") == ["general"]


def test_who_vows_does_the_deed():
    assert roles(VOWED, "attack", "subj") == ["Iran"]


def test_who_is_accused_does_the_deed_also_in_the_passive():
    assert roles(ACCUSED, "shelling", "subj") == ["Egypt"]
    assert roles(ACCUSED, "accused", "subj") == ["Hamas"]
    assert roles(ACCUSED, "accused", "obj") == ["Egypt"]
    assert roles(ACCUSED, "accused", "obl", "of") == ["shelling"]


def test_a_relative_clause_without_pronoun_has_its_antecedent_as_object():
    assert roles(SEIZED, "seized", "obj") == ["ships"]
    assert roles(SEIZED, "seized", "subj") == ["Iran"]


def test_coordinated_verbs_share_their_subject():
    assert roles(SEIZED, "searched", "subj") == ["Iran"]


def test_a_relative_pronoun_stands_for_its_antecedent():
    assert roles(WHICH, "armed", "obj") == ["Rebels"]
    assert roles(WHICH, "armed", "subj") == ["Turkey"]


def test_the_passive_of_giving_has_the_receiver_as_indirect_object():
    assert roles(GIVEN, "given", "iobj") == ["Syria"]
    assert roles(GIVEN, "given", "obj") == ["drones"]


def test_whose_plan_it_is_does_the_deed():
    assert roles(PLANS, "invade", "subj") == ["Turkey"]
