"""Who unnamed people are in an international article; groups, owners and lists of countries."""

from __future__ import annotations

import pytest

from sayso.actors import Resolver
from sayso.claims.coreference import Coreference
from tests.test_actors import at, parsed, resolver

TWO = """
Chad/PROPN/2/nsubj spoke/VERB/0/root ././PUNCT/2/punct
Police/NOUN/2/nsubj arrested/VERB/0/root men/NOUN/2/obj ././PUNCT/2/punct
Niger/PROPN/2/nsubj spoke/VERB/0/root ././PUNCT/2/punct
Soldiers/NOUN/2/nsubj shot/VERB/0/root farmers/NOUN/2/obj ././PUNCT/2/punct
"""
ONE = TWO + "\n".join(["Chad/PROPN/2/nsubj spoke/VERB/0/root ././PUNCT/2/punct"] * 3)


@pytest.mark.parametrize(
    ("word", "text", "codes"),
    [("Police", TWO, ("TCD",)), ("Soldiers", TWO, ("NER",)), ("Soldiers", ONE, ("TCD",))],
)
def test_unnamed_agents_belong_to_the_setting(word: str, text: str, codes: tuple[str, ...]) -> None:
    found = resolver(text)
    assert found.resolve_head(at(found, word)).codes == codes


def test_only_articles_about_several_countries_are_international() -> None:
    assert resolver(TWO).setting.international
    assert not resolver(ONE).setting.international


def test_the_other_state_is_one_that_is_named_here() -> None:
    setting = resolver(TWO).setting
    assert setting.other(8, ("NER",)) == "TCD"
    assert setting.other(1, ("TCD", "NER")) is None


LISTED = """
Ministers/NOUN/8/nsubj of/ADP/3/case Chad/PROPN/1/nmod ,/PUNCT/5/punct Niger/PROPN/1/conj and/CCONJ/7/cc \
Mali/PROPN/3/conj met/VERB/0/root
The/DET/2/det ministers/NOUN/3/nsubj spoke/VERB/0/root
Their/PRON/2/nmod:poss soldiers/NOUN/3/nsubj left/VERB/0/root
"""


def _coreference(text: str) -> tuple[Coreference, Resolver]:
    parse = parsed(text)
    for i in range(len(parse)):
        parse.lemmas[i] = {"ministers": "minister", "soldiers": "soldier"}.get(parse.lemmas[i], parse.lemmas[i])
        parse.xpos[i] = "NNS" if parse.word(i).lower() in {"ministers", "soldiers"} else parse.xpos[i]
    found = Resolver(parse, published=None)
    return Coreference(parse, found), found


@pytest.mark.parametrize("word", ["Ministers", "ministers", "soldiers"])
def test_a_group_is_all_of_the_list(word: str) -> None:
    coreference, found = _coreference(LISTED)
    assert set(coreference.codes(at(found, word))) == {"TCD", "NER", "MLI"}


def test_any_state_is_none_of_those_named() -> None:
    text = "Chad/PROPN/2/nsubj accused/VERB/0/root no/DET/4/det state/NOUN/2/obj ././PUNCT/2/punct"
    found = resolver(text)
    assert found.resolve_head(at(found, "state")).codes == ("no state",)


def test_a_title_alone_is_no_person() -> None:
    text = "Foreign/ADJ/2/amod Minister/PROPN/5/nsubj of/ADP/4/case Chad/PROPN/2/nmod spoke/VERB/0/root"
    assert not resolver(text, "PER Foreign Minister").people
