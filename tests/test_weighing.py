"""Slots that are weighed and claims that are scored: proposals, features, the table of weights, and what is kept."""

from __future__ import annotations

import pytest
from msgspec import structs

from sayso.app.reading import above
from sayso.claims import scoring, weighing
from sayso.claims.engine import described, drafts, evidence_of, filled_by_rules, speaker_of
from sayso.claims.event_head import EVENT_HEAD
from sayso.claims.linear import total
from sayso.claims.reading import ArticleReader
from sayso.claims.weighing import ROLES, Case, choices, same_codes, weigh, weights
from sayso.records import Article, Claim, Reading, Span

STORY = (
    "Kenya's foreign minister flew to Kampala on Monday. She accused Uganda of arming rebels in the Kenyan north. "
    "Uganda rejected the charge. Ugandan soldiers arrested two Kenyan fishermen on the lake in March. "
    "Nairobi demanded their release. They were freed in April."
)


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return ArticleReader(threads=1)


def cases(reader: ArticleReader, text: str) -> tuple[weighing.Evidence, list[Case]]:
    scene = reader.scene(Article(id="a", text=text, published="2024-05-14"))
    filled = filled_by_rules(scene)
    asked = [
        Case(match, role, *(pair if role == "actor" else pair[::-1]), speaker_of(scene, match.trigger))
        for match, *pair in filled
        for role in ROLES
    ]
    return evidence_of(scene, filled), asked


def test_every_slot_may_mean_what_the_rules_say_or_nobody(reader: ArticleReader) -> None:
    evidence, asked = cases(reader, STORY)
    assert asked
    for case in asked:
        found = choices(evidence, case)
        assert "rule" in found[0].origins
        assert any(not choice.slot.codes for choice in found)
        keys = [frozenset(code.casefold() for code in choice.slot.codes) for choice in found]
        assert len(keys) == len(set(keys))


def test_features_of_the_heads_are_told_apart(reader: ArticleReader) -> None:
    evidence, asked = cases(reader, STORY)
    names = {name for case in asked for choice in choices(evidence, case) for name in choice.features}
    assert any(name.startswith(weighing.HEADS) for name in names)
    assert any(name.startswith("rule ") for name in names)


def test_the_table_has_weights_for_each_role() -> None:
    assert set(weights()) >= {*ROLES, scoring.CLAIM}
    assert all(abs(weight) < 10 for table in weights().values() for weight in table.values())


def test_without_weights_the_rules_stand(reader: ArticleReader, monkeypatch: pytest.MonkeyPatch) -> None:
    evidence, asked = cases(reader, STORY)
    monkeypatch.setattr(weighing, "weights", lambda: {role: {} for role in ROLES})
    assert all(weigh(evidence, case) == (case.own, None) for case in asked)


def test_a_heavy_weight_moves_the_choice(reader: ArticleReader, monkeypatch: pytest.MonkeyPatch) -> None:
    evidence, asked = cases(reader, STORY)
    filled = next(case for case in asked if case.own.codes)
    monkeypatch.setattr(weighing, "weights", lambda: {role: {"empty": 99.0} for role in ROLES})
    slot, chance = weigh(evidence, filled)
    assert slot.codes == ()
    assert chance is not None
    assert chance > 0.9


def test_in_a_text_of_one_sentence_the_rules_stand(reader: ArticleReader, monkeypatch: pytest.MonkeyPatch) -> None:
    evidence, asked = cases(reader, "Kenya accused Uganda of arming rebels.")
    monkeypatch.setattr(weighing, "weights", lambda: {role: {"empty": 99.0} for role in ROLES})
    assert asked
    assert all(weigh(evidence, case) == (case.own, None) for case in asked)


def test_total_counts_known_features_only() -> None:
    assert total({"a": 2.0}, {"a": 0.5, "b": 9.0}) == 1.0


def test_codes_are_compared_without_case_and_order() -> None:
    assert same_codes(["Hamas", "ISR"], ["isr", "hamas"])
    assert not same_codes(["ISR"], [])


def claim(score: float | None, auxiliary: str | None = None) -> Claim:
    return Claim(id="c", article_id="a", trigger=Span(0, 1), event="AID", score=score, auxiliary=auxiliary)


def test_a_low_score_never_hides_a_denial() -> None:
    assert not scoring.is_kept(claim(0.01), story=True)
    assert scoring.is_kept(claim(0.01, "negation"), story=True)
    alone = structs.replace(claim(0.01, "negation"), rules={"trigger": EVENT_HEAD})
    assert not scoring.is_kept(alone, story=True)
    assert scoring.is_kept(claim(0.01), story=False)
    assert scoring.is_kept(claim(None), story=True)


def test_min_score_leaves_out_what_is_lower() -> None:
    reading = Reading(article=Article(id="a", text="x"), claims=(claim(0.2), claim(0.9), claim(0.2, "negation")))
    assert [c.score for c in above(reading, {"event": 0.5}).claims] == [0.9, 0.2]
    assert above(reading, {}) is reading


def test_claims_have_scores_between_nothing_and_one(reader: ArticleReader) -> None:
    scene = reader.scene(Article(id="a", text=STORY, published="2024-05-14"))
    found = [described(draft) for draft in drafts(scene, filled_by_rules(scene))]
    scores = [scoring.score_of(each.features) for each in found]
    assert scores
    assert all(score is not None and 0 <= score <= 1 for score in scores)
