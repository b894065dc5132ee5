"""The measures of stories, on a story that can be counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.evaluate.stories import b_cubed, score_stories

Json = dict[str, Any]


def mention(article: str, start: int, stance: str = "asserted") -> Json:
    return {"article": article, "trigger": {"start": start, "end": start + 5}, "stance": stance}


STORY: Json = {
    "id": "s",
    "articles": [
        {"id": "a", "relation": "original"},
        {"id": "b", "relation": "copy of a"},
        {"id": "c", "relation": "rewrite of b"},
    ],
    "events": [
        {"id": "x", "mentions": [mention("a", 0), mention("b", 0, "denied")], "origins": ["mayor"]},
        {"id": "y", "mentions": [mention("a", 20), mention("c", 20)], "origins": ["police", "mayor"]},
    ],
}


def event(name: str, *claims: Json, origins: tuple[str, ...] = ()) -> Json:
    return {"id": name, "claims": list(claims), "origins": list(origins)}


def test_the_gold_as_its_own_prediction() -> None:
    events = [event(e["id"], *e["mentions"], origins=tuple(e["origins"])) for e in STORY["events"]]
    copies = [{"article": "b", "of": "a"}, {"article": "c", "of": "b"}, {"article": "c", "of": "a"}]
    score = score_stories([STORY], events, copies)
    assert (score.mentions, score.b3.f1, score.pairs.f1, score.origins, score.denied, score.false_denials) == (
        100, 100, 100, 100, 100, 0,
    )  # fmt: skip
    assert score.copies is not None
    assert score.copies.f1 == 100


def test_all_in_one_event() -> None:
    mentions = [m for e in STORY["events"] for m in e["mentions"]]
    score = score_stories([STORY], [event("z", *mentions, origins=("mayor",))])
    assert (score.b3.p, score.b3.r) == (50, 100)
    assert score.pairs.p == pytest.approx(40)
    assert score.pairs.r == 100
    assert (score.origins, score.denied, score.false_denials) == (50, 100, 0)
    assert score.copies is None


def test_what_is_not_found_does_not_count_but_for_mentions() -> None:
    score = score_stories([STORY], [event("x", mention("a", 1)), event("w", mention("a", 40, "denied"))])
    assert score.mentions == 25
    assert score.b3.f1 == 100
    assert (score.pairs.f1, score.denied, score.false_denials) == (0, 0, 0)


def test_b_cubed_of_nothing() -> None:
    assert b_cubed([]).f1 == 0
