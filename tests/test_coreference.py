"""Pronouns and descriptions, on parses made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import pytest

from sayso.claims.coreference import Coreference
from sayso.reader.parse import Name, Parse
from tests.engine_trees import Known, tree


class World:
    """Knows four names by their last word."""

    antecedents: Sequence[object] = ()
    focus: str | None = None
    codes: ClassVar[dict[str, tuple[str, ...]]] = {
        "Okoro": ("NGA",),
        "Chad": ("TCD",),
        "Niger": ("NER",),
        "Union": ("African Union",),
    }

    def __init__(self, parse: Parse) -> None:
        self.parse = parse

    def resolve_head(self, i: int) -> Known:
        return Known(self.codes.get(self.parse.word(i), ()))


def coreference(parse: Parse) -> Coreference:
    return Coreference(parse, World(parse))  # type: ignore[arg-type]


PEOPLE = tree(
    "President Mary Okoro met the general . She thanked him . Okoro flew home .",
    """
    President President PROPN NNP 3 compound
    Mary Mary PROPN NNP 3 compound
    Okoro Okoro PROPN NNP 4 nsubj
    met meet VERB VBD 0 root
    the the DET DT 6 det
    general general NOUN NN 4 obj
    . . PUNCT . 4 punct
    She she PRON PRP 9 nsubj
    thanked thank VERB VBD 0 root
    him he PRON PRP 9 obj
    . . PUNCT . 9 punct
    Okoro Okoro PROPN NNP 13 nsubj
    flew fly VERB VBD 0 root
    home home ADV RB 13 advmod
    . . PUNCT . 13 punct
    """,
    names=(Name(0, 3, "PER"), Name(11, 12, "PER")),
)


def test_gender_and_coarguments() -> None:
    found = coreference(PEOPLE)
    she, him = found.resolve(7), found.resolve(9)
    assert she is not None
    assert she.text == "President Mary Okoro"
    assert found.codes(7) == ("NGA",)
    assert him is not None
    assert him.text == "the general"


def test_a_surname_goes_back_to_the_full_name() -> None:
    okoro = coreference(PEOPLE).resolve(11)
    assert okoro is not None
    assert okoro.text == "President Mary Okoro"


def test_a_name_is_its_own_antecedent() -> None:
    assert coreference(PEOPLE).resolve(2) is None


COUNTRIES = tree(
    "Chad and Niger signed a pact . They said the two countries would keep it .",
    """
    Chad Chad PROPN NNP 4 nsubj
    and and CCONJ CC 3 cc
    Niger Niger PROPN NNP 1 conj
    signed sign VERB VBD 0 root
    a a DET DT 6 det
    pact pact NOUN NN 4 obj
    . . PUNCT . 4 punct
    They they PRON PRP 9 nsubj
    said say VERB VBD 0 root
    the the DET DT 12 det
    two two NUM CD 12 nummod
    countries country NOUN NNS 14 nsubj
    would would AUX MD 14 aux
    keep keep VERB VB 9 ccomp
    it it PRON PRP 14 obj
    . . PUNCT . 9 punct
    """,
    names=(Name(0, 1, "GPE"), Name(2, 3, "GPE")),
)


@pytest.mark.parametrize("word", [7, 11])
def test_they_and_the_two_countries_are_both(word: int) -> None:
    assert set(coreference(COUNTRIES).codes(word)) == {"TCD", "NER"}


def test_it_is_the_pact() -> None:
    found = coreference(COUNTRIES).resolve(14)
    assert found is not None
    assert found.text == "a pact"


UNION = tree(
    "The African Union sent envoys . The union named them on Monday .",
    """
    The the DET DT 3 det
    African African PROPN NNP 3 compound
    Union Union PROPN NNP 4 nsubj
    sent send VERB VBD 0 root
    envoys envoy NOUN NNS 4 obj
    . . PUNCT . 4 punct
    The the DET DT 8 det
    union union NOUN NN 9 nsubj
    named name VERB VBD 0 root
    them they PRON PRP 9 obj
    on on ADP IN 12 case
    Monday Monday PROPN NNP 9 obl
    . . PUNCT . 9 punct
    """,
    names=(Name(0, 3, "ORG"), Name(11, 12, "DATE")),
)


def test_a_description_goes_back_to_the_body_it_names() -> None:
    assert coreference(UNION).codes(7) == ("African Union",)


def test_them_are_the_envoys() -> None:
    found = coreference(UNION).resolve(9)
    assert found is not None
    assert found.text == "envoys"


def test_expletive_it_stands_for_nothing() -> None:
    parse = tree(
        "Chad voted . It rained .",
        """
        Chad Chad PROPN NNP 2 nsubj
        voted vote VERB VBD 0 root
        . . PUNCT . 2 punct
        It it PRON PRP 5 expl
        rained rain VERB VBD 0 root
        . . PUNCT . 5 punct
        """,
    )
    assert coreference(parse).resolve(3) is None


TITLED = tree(
    "A driver met the president Peter Mackie . He said the army itself left .",
    """
    A a DET DT 2 det
    driver driver NOUN NN 3 nsubj
    met meet VERB VBD 0 root
    the the DET DT 5 det
    president president NOUN NN 3 obj
    Peter Peter PROPN NNP 5 flat
    Mackie Mackie PROPN NNP 5 flat
    . . PUNCT . 3 punct
    He he PRON PRP 10 nsubj
    said say VERB VBD 0 root
    the the DET DT 12 det
    army army NOUN NN 14 nsubj
    itself itself PRON PRP 12 nmod:unmarked
    left leave VERB VBD 10 ccomp
    . . PUNCT . 10 punct
    """,
    names=(Name(5, 7, "PER"),),
)


def test_a_noun_with_a_name_behind_it_is_a_person() -> None:
    president = coreference(TITLED).register.of_head[4, False]
    assert (president.gender, president.animate) == ("m", True)


def test_a_reflexive_behind_a_noun_stresses_it() -> None:
    assert (found := coreference(TITLED).resolve(12)) is not None
    assert found.head == 11


STATES = tree(
    "The United States met the Chad Bank . It left .",
    """
    The the DET DT 3 det
    United United PROPN NNP 3 amod
    States States PROPN NNPS 4 nsubj
    met meet VERB VBD 0 root
    the the DET DT 7 det
    Chad Chad PROPN NNP 7 amod
    Bank Bank PROPN NNP 4 obj
    . . PUNCT . 4 punct
    It it PRON PRP 10 nsubj
    left leave VERB VBD 0 root
    . . PUNCT . 10 punct
    """,
    names=(Name(1, 3, "GPE"), Name(5, 7, "ORG")),
)


def test_it_may_be_a_state_with_a_plural_name() -> None:
    assert (found := coreference(STATES).resolve(8)) is not None
    assert found.head == 2


def test_a_word_within_a_body_s_name_is_no_mention() -> None:
    assert (5, False) not in coreference(STATES).register.of_head
