"""Who did it to whom where the words leave it out: counterparts, joint actors, pairs, relative pronouns, datelines."""

from __future__ import annotations

import pytest

from sayso.actors import Resolver
from sayso.claims.cast import Cast
from sayso.claims.chains import Chains
from sayso.claims.circumstances import Circumstances
from sayso.claims.coreference import Coreference
from sayso.claims.counterparts import Counterparts
from sayso.claims.dates import find_dates
from sayso.claims.engine import Scene, build_claims
from sayso.claims.grammar import Grammar
from sayso.claims.predicates import Predicate
from sayso.claims.repairs import repaired
from sayso.claims.roles import RoleFiller
from sayso.claims.together import Together
from sayso.claims.triggers import PredicateIndex
from sayso.reader.parse import Name, Parse
from sayso.records import Article, Claim, Slot
from tests.engine_trees import tree
from tests.test_engine_matching import row

PUBLISHED = "2024-05-15"
REJECT = row("REJECT", "reject", actor="subj@ACTOR", recipient="obj@ACTOR|self")
PROTEST = row("PROTEST", "march", actor="subj@ACTOR")
MEET = row("CONSULT", "meet", actor="subj+obl:with", recipient="none")
PRAISE = row("SUPPORT", "praise", actor="subj@ACTOR", recipient="obj@ACTOR")
SHELL = row("ASSAULT", "shell", actor="subj@ACTOR", recipient="obj@ACTOR")
VETO = row("REJECT", "veto", actor="subj@ACTOR", recipient="self")


def claims(parse: Parse, *rows: Predicate) -> list[Claim]:
    parse = repaired(parse)
    resolver = Resolver(parse, published=PUBLISHED)
    grammar = Grammar(parse, resolver.is_actor)
    cast = Cast(grammar, resolver, Coreference(parse, resolver).codes)
    home = (resolver.focus,) if resolver.focus else ()
    scene = Scene(
        article=Article(id="a", text=parse.text, published=PUBLISHED),
        published=PUBLISHED,
        grammar=grammar,
        cast=cast,
        chains=Chains(parse, (), lambda i: cast.identity(i).codes),
        circumstances=Circumstances(grammar, cast, find_dates(parse.text, PUBLISHED)),
        roles=RoleFiller(cast, home, resolver.setting),
    )
    return list(build_claims(scene, PredicateIndex(rows)))


def dyads(parse: Parse, *rows: Predicate) -> list[tuple[set[str], set[str]]]:
    return [(set(c.actor.codes), set(c.recipient.codes)) for c in claims(parse, *rows)]


QUARREL = tree(
    "Chad shelled Niger . Niger rejected talks .",
    """
    Chad Chad PROPN NNP 2 nsubj
    shelled shell VERB VBD 0 root
    Niger Niger PROPN NNP 2 obj
    . . PUNCT . 2 punct
    Niger Niger PROPN NNP 6 nsubj
    rejected reject VERB VBD 0 root
    talks talk NOUN NNS 6 obj
    . . PUNCT . 6 punct
    """,
)


def test_a_state_refuses_the_other_state_of_the_article():
    assert dyads(QUARREL, REJECT) == [({"NER"}, {"TCD"})]


BOUND = tree(
    "Chad shelled Niger . Niger rejected it .",
    """
    Chad Chad PROPN NNP 2 nsubj
    shelled shell VERB VBD 0 root
    Niger Niger PROPN NNP 2 obj
    . . PUNCT . 2 punct
    Niger Niger PROPN NNP 6 nsubj
    rejected reject VERB VBD 0 root
    it it PRON PRP 6 obj
    . . PUNCT . 6 punct
    """,
)


def test_an_object_pronoun_is_not_the_subject_of_its_verb():
    assert dyads(BOUND, REJECT) == [({"NER"}, {"TCD"})]


def test_one_country_alone_deals_with_itself():
    parse = tree(
        "Chad waited . Farmers marched .",
        """
        Chad Chad PROPN NNP 2 nsubj
        waited wait VERB VBD 0 root
        . . PUNCT . 2 punct
        Farmers farmer NOUN NNS 5 nsubj
        marched march VERB VBD 0 root
        . . PUNCT . 5 punct
        """,
    )
    assert dyads(parse, PROTEST) == [({"TCD"}, {"TCD"})]


def test_a_veto_is_cast_in_the_council():
    parse = tree(
        "The Security Council met . Russia vetoed the draft .",
        """
        The the DET DT 3 det
        Security Security PROPN NNP 3 compound
        Council Council PROPN NNP 4 nsubj
        met meet VERB VBD 0 root
        . . PUNCT . 4 punct
        Russia Russia PROPN NNP 7 nsubj
        vetoed veto VERB VBD 0 root
        the the DET DT 9 det
        draft draft NOUN NN 7 obj
        . . PUNCT . 7 punct
        """,
        names=(Name(1, 3, "ORG"),),
    )
    assert dyads(parse, VETO) == [({"RUS"}, {"UN Security Council"})]


@pytest.mark.parametrize("subject", ["Both both PRON DT", "They they PRON PRP"])
def test_those_who_met_are_both_and_they(subject: str):
    word = subject.split()[0]
    parse = tree(
        f"Chad met with Niger . {word} praised Mali .",
        f"""
        Chad Chad PROPN NNP 2 nsubj
        met meet VERB VBD 0 root
        with with ADP IN 4 case
        Niger Niger PROPN NNP 2 obl
        . . PUNCT . 2 punct
        {subject} 7 nsubj
        praised praise VERB VBD 0 root
        Mali Mali PROPN NNP 7 obj
        . . PUNCT . 7 punct
        """,
    )
    assert dyads(parse, MEET, PRAISE)[-1] == ({"TCD", "NER"}, {"MLI"})


def test_a_description_with_a_number_asks_for_as_many():
    parse = tree(
        "the three ministers",
        """
        the the DET DT 3 det
        three three NUM CD 3 nummod
        ministers minister NOUN NNS 0 root
        """,
    )
    told = Together(parse)
    told.learn("CONSULT", 0, Slot(codes=("TCD", "NER")))
    assert told.members(2, ()) == ()
    told.learn("CONSULT", 0, Slot(codes=("TCD", "NER", "MLI")))
    assert told.members(2, ()) == ("TCD", "NER", "MLI")
    assert told.partners(Slot(codes=("MLI",))) == ("TCD", "NER")


def test_the_doer_left_out_is_the_last_one_told():
    setting = Resolver(QUARREL, published=None).setting
    told = Counterparts(setting)
    told.learn(Slot(codes=("Hamas",)), Slot(codes=("ISR",)))
    assert told.doer("ASSAULT", 5, Slot(codes=("ISR",))) == ("Hamas",)
    assert told.doer("SANCTION", 5, Slot(codes=("NER",))) == ("TCD",)
    assert told.doer("ASSAULT", 5, Slot(codes=("NER",))) == ()
    assert told.doer("CONSULT", 5, Slot(codes=("NER",))) == ()


WHOSE = tree(
    "Chad and Niger , whose soldiers shelled Mali , left .",
    """
    Chad Chad PROPN NNP 10 nsubj
    and and CCONJ CC 3 cc
    Niger Niger PROPN NNP 1 conj
    , , PUNCT , 7 punct
    whose whose PRON WP$ 6 nmod:poss
    soldiers soldier NOUN NNS 7 nsubj
    shelled shell VERB VBD 3 acl:relcl
    Mali Mali PROPN NNP 7 obj
    , , PUNCT , 7 punct
    left leave VERB VBD 0 root
    . . PUNCT . 10 punct
    """,
)


def test_whose_plural_belongs_to_all_of_a_coordination():
    assert dyads(WHOSE, SHELL) == [({"TCD", "NER"}, {"MLI"})]


def test_who_stands_for_people_and_not_for_where_they_are_from():
    parse = tree(
        "Diplomats from Mali who praised Chad left .",
        """
        Diplomats diplomat NOUN NNS 7 nsubj
        from from ADP IN 3 case
        Mali Mali PROPN NNP 1 nmod
        who who PRON WP 5 nsubj
        praised praise VERB VBD 3 acl:relcl
        Chad Chad PROPN NNP 5 obj
        left leave VERB VBD 0 root
        . . PUNCT . 7 punct
        """,
        names=(Name(2, 3, "GPE"),),
    )
    assert Grammar(parse).referent(3) == 0


def test_a_dateline_is_no_subject():
    parse = tree(
        "BAMAKO - Mali shelled Chad .",
        """
        BAMAKO Bamako PROPN NNP 4 nsubj
        - - PUNCT : 1 punct
        Mali Mali PROPN NNP 4 nsubj
        shelled shell VERB VBD 0 root
        Chad Chad PROPN NNP 4 obj
        . . PUNCT . 4 punct
        """,
    )
    assert repaired(parse).deprels[:3] == ["dep", "punct", "nsubj"]


def test_a_dash_with_spaces_joins_no_name():
    parse = tree(
        "BAMAKO - Mali waits",
        "BAMAKO Bamako PROPN NNP 4 dep\n- - PUNCT : 1 punct\nMali Mali PROPN NNP 4 nsubj\nwaits wait VERB VBZ 0 root",
        names=(Name(0, 1, "PER"), Name(2, 3, "PER")),
    )
    assert all(len(person.keys) == 1 for person in Resolver(parse, published=None).people)


def test_an_office_is_no_name_of_a_person():
    parse = tree(
        "the minister of Chad waits",
        """
        the the DET DT 2 det
        minister minister NOUN NN 5 nsubj
        of of ADP IN 4 case
        Chad Chad PROPN NNP 2 nmod
        waits wait VERB VBZ 0 root
        """,
        names=(Name(0, 4, "PER"),),
    )
    resolver = Resolver(parse, published=None)
    assert not resolver.people
    assert resolver.resolve_head(1).codes == ("TCD",)


WENT = tree(
    "Police in Gao marched into Mopti on Monday . The march will end on Friday .",
    """
    Police police NOUN NNS 4 nsubj
    in in ADP IN 3 case
    Gao Gao PROPN NNP 1 nmod
    marched march VERB VBD 0 root
    into into ADP IN 6 case
    Mopti Mopti PROPN NNP 4 obl
    on on ADP IN 8 case
    Monday Monday PROPN NNP 4 obl
    . . PUNCT . 4 punct
    The the DET DT 11 det
    march march NOUN NN 13 nsubj
    will will AUX MD 13 aux
    end end VERB VB 0 root
    on on ADP IN 15 case
    Friday Friday PROPN NNP 13 obl
    . . PUNCT . 13 punct
    """,
    names=(Name(2, 3, "GPE"), Name(5, 6, "GPE"), Name(7, 8, "DATE"), Name(14, 15, "DATE")),
)


def _circumstances(parse: Parse) -> Circumstances:
    resolver = Resolver(parse, published=PUBLISHED)
    grammar = Grammar(parse, resolver.is_actor)
    return Circumstances(grammar, Cast(grammar, resolver), find_dates(parse.text, PUBLISHED))


def test_the_place_gone_to_is_where_it_happens():
    where = _circumstances(WENT).where(3)
    assert where is not None
    assert where.span.of(WENT.text) == "Mopti"


def test_a_date_points_where_its_clause_does():
    circumstances = _circumstances(WENT)
    found = [circumstances.when(3), circumstances.when(12)]
    assert [date.value if date else None for date in found] == ["2024-05-13", "2024-05-17"]


def test_an_event_told_again_has_its_date():
    parse = tree(
        "A rally began on Monday . The rally ended .",
        """
        A a DET DT 2 det
        rally rally NOUN NN 3 nsubj
        began begin VERB VBD 0 root
        on on ADP IN 5 case
        Monday Monday PROPN NNP 3 obl
        . . PUNCT . 3 punct
        The the DET DT 8 det
        rally rally NOUN NN 9 nsubj
        ended end VERB VBD 0 root
        . . PUNCT . 9 punct
        """,
    )
    circumstances = _circumstances(parse)
    assert circumstances.when(1) is not None
    again = circumstances.when(7)
    assert again is not None
    assert again.value == "2024-05-13"
