"""Whom a doer deals with elsewhere in the article, as proposals and features of the weighing of recipients."""

from __future__ import annotations

import pytest

from sayso.claims import weighing
from sayso.claims.engine import evidence_of, filled_by_rules
from sayso.claims.partners import BACK, BACK_OF_TYPE, JUDGED, OF_TYPE, SAME, partners
from sayso.claims.reading import ArticleReader
from sayso.claims.retold import Retold, Told
from sayso.claims.weighing import Case, Choice, choices
from sayso.records import Article

MLI, NER, TCD, NOBODY = frozenset({"MLI"}), frozenset({"NER"}), frozenset({"TCD"}), frozenset[str]()


def told(*claims: tuple[str, frozenset[str], frozenset[str]]) -> Retold:
    return Retold(
        Told(i, event, "x", {"actor": actor, "recipient": other}) for i, (event, actor, other) in enumerate(claims)
    )


def test_partners_are_others_than_the_doer() -> None:
    found = partners(
        told(
            ("ASSAULT", MLI, MLI),
            ("ASSAULT", MLI, NER),
            ("ACCUSE", MLI, TCD),
            ("ACCUSE", MLI, TCD),
            ("ASSAULT", NER, MLI),
            ("ASSAULT", MLI, NOBODY),
        ),
        "ASSAULT",
        MLI,
        besides=5,
    )
    assert dict(found.proposed()) | {"dealt with": TCD} == {
        OF_TYPE: NER,
        BACK_OF_TYPE: NER,
        SAME: TCD,
        BACK: NER,
        "dealt with": TCD,
    }
    assert dict(found.features(NER, "ASSAULT"))[f"{SAME}, share"] == pytest.approx(1 / 3)
    assert set(dict(found.features(MLI, "ASSAULT"))) == {f"own side, {OF_TYPE}", f"own side, {OF_TYPE}|ASSAULT"}
    assert not set(dict(found.features(frozenset({"SEN"}), "ASSAULT")))


def test_the_claim_itself_does_not_count() -> None:
    found = partners(told(("ASSAULT", MLI, NER)), "ASSAULT", MLI, besides=0)
    assert list(found.proposed()) == []
    assert set(dict(found.features(NOBODY, "ASSAULT"))) == {"nobody, no partner", "nobody, no partner|ASSAULT"}


TEXT = (
    "Mali's army shelled a village in Niger on Monday. Niger's foreign minister denounced the attack. "
    "The African Union condemned the attack. Malian soldiers attacked again at night. "
    "The generals of the two countries held talks in Accra. Niger's police arrested a teacher."
)


@pytest.fixture(scope="module")
def asked() -> dict[str, list[Choice]]:
    """The choices of the recipient of each claim by the word that names the deed."""
    reader = ArticleReader(threads=1)
    scene = reader.scene(Article(id="a", text=TEXT, published="2024-05-14"))
    filled = filled_by_rules(scene)
    evidence = evidence_of(scene, filled)
    parse = scene.grammar.parse
    return {
        parse.word(match.trigger): choices(evidence, Case(match, "recipient", other, actor))
        for match, actor, other in filled
    }


@pytest.mark.parametrize(
    ("word", "code", "origin"),
    [
        ("attacked", "NER", OF_TYPE),
        ("denounced", "MLI", JUDGED),
        ("condemned", "MLI", JUDGED),
        ("arrested", "NER", "self"),
    ],
)
def test_those_whom_the_article_tells_of_are_proposed(
    asked: dict[str, list[Choice]], word: str, code: str, origin: str
) -> None:
    found = [choice for choice in asked[word] if origin in choice.origins]
    assert [choice.slot.codes for choice in found] == [(code,)]


def test_several_who_talk_are_not_met_by_themselves(asked: dict[str, list[Choice]]) -> None:
    meeting = asked["talks"]
    assert all("self" not in choice.origins for choice in meeting)
    assert any(not choice.slot.codes for choice in meeting)


def test_a_doer_with_partners_is_told_from_one_without(asked: dict[str, list[Choice]]) -> None:
    own = next(choice for choice in asked["attacked"] if "self" in choice.origins)
    assert f"own side, {OF_TYPE}" in own.features
    assert any(name.startswith("self, about ") for name in own.features)
    assert weighing.WEIGHED in {choice.slot.rule.split(":")[0] for choice in asked["attacked"]}
