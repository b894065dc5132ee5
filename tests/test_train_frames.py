"""Fitting the weights of attributions: the table, what is asked of an article, and a choice of contents."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sayso.actors.fitted import fitted
from sayso.reader.contents import END, START, TABLE, WORD, Ground, content_weights
from sayso.reader.decode import possible_cues
from sayso.reader.parse import Frame, Parse
from tests.engine_trees import tree

SAID = """
Rabat Rabat PROPN NNP 2 nsubj
said say VERB VBD 0 root
Tunis Tunis PROPN NNP 4 nsubj
hoped hope VERB VBD 2 ccomp
to to PART TO 6 mark
leave leave VERB VB 4 xcomp
. . PUNCT . 2 punct
"""


def parsed() -> Parse:
    parse = tree("Rabat said Tunis hoped to leave .", SAID)
    parse.frames = [Frame((1, 2), (0, 1), ((2, 6),), 0.9), Frame((3, 4), (2, 3), ((4, 6),), 0.6)]
    return parse


def test_the_table_has_all_weights_of_contents() -> None:
    table = fitted(TABLE, "reader")
    assert set(table) == {"frame", "start", "end", "word"}
    for role, names in (("start", START), ("end", END), ("word", WORD)):
        assert set(table[role]) <= set(names)
    assert [len(part) for part in content_weights()] == [len(START), len(END), len(WORD)]
    assert table["frame"]["log odds"] > 0


def test_less_likely_cues_are_read_where_no_likely_one_is() -> None:
    scores = np.array([[2, 0, 0], [0, 4, 0], [0.5, 0, 0], [0.5, 0, 0.3], [9, 0, 0], [1, 0.5, 0]], dtype=np.float32)
    found = possible_cues(scores, ["O", "B", "I"])
    assert [words[:2] for words in found] == [(1, 2), (2, 4), (5, 6)]
    assert found[0][2] > 0.9
    assert all(chance < 0.5 for *_, chance in found[1:])


@pytest.mark.parametrize(("outermost", "asked"), [(False, [True, False]), (True, [True])])
def test_inner_frames_are_asked_where_they_are_annotated(outermost: bool, asked: list[bool]) -> None:
    pytest.importorskip("torch")
    from sayso.claims.sureness import INSIDE
    from sayso.train.frames import Article, Said, frame_questions

    nothing = np.zeros(0, dtype=np.int64)
    ground = Ground(nothing, nothing, nothing.astype(bool), nothing.astype(bool), nothing, nothing.astype(bool))
    gold = [Said(frozenset({1}), frozenset({0}), frozenset(range(2, 6)))]
    found = list(frame_questions(Article("a", parsed(), ground, [], gold, outermost)))
    assert [question.right[0] for question in found] == asked
    assert [INSIDE in question.features[0] for question in found] == [False, True][: len(asked)]


def test_contents_are_cut_as_annotated() -> None:
    pytest.importorskip("torch")
    from sayso.train.contents import Content, fit_contents, right_contents

    dice = np.random.default_rng(3)
    asked = []
    for n in range(60):
        start, end = n % 4, 5 + n % 3
        parts = [np.zeros((9, len(names)), dtype=np.float32) for names in (START, END, WORD)]
        parts[0][start, 0], parts[1][end - 1, 0] = 3, 3
        parts[1][:, 3] = dice.integers(0, 2, 9)
        parts[1][end - 1, 3] = 0
        parts[2][:, 1] = 1
        asked.append(Content("a", (parts[0], parts[1], parts[2]), (start, end)))
    weights = fit_contents(asked)
    assert weights["end"][END[3]] < 0 < weights["start"]["score"]
    assert weights["word"]["score"] == fitted(TABLE, "reader")["word"]["score"]
    assert right_contents(asked, weights) == (100.0, 60)


def test_a_sample_holds_what_is_always_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("torch")
    from sayso.train import frames

    whole = [{"id": f"own:{n}", "attributions": []} for n in range(9)] + [{"id": "own:x", "judged": "part"}]
    monkeypatch.setattr(frames, "SAMPLE", 3)
    monkeypatch.setattr(frames, "articles", lambda *_: iter([*whole, {"id": "polnear:1", "attributions": []}]))
    monkeypatch.setattr(
        frames, "records", lambda _: iter([{"doc_id": str(n), "attributions": []} for n in range(1, 9)])
    )
    found = list(frames.sample(tmp_path, tmp_path, (), always={"own:4", "own:8"}))
    names = [record["id"] for record, outermost in found if not outermost]
    assert names[:2] == ["own:4", "own:8"]
    assert len(set(names)) == 5
    assert "own:x" not in names
    others = [record["id"] for record, outermost in found if outermost]
    assert len(others) == 3
    assert "polnear:1" not in others


def test_an_article_of_polnear_keeps_its_own_attributions_outside_of_contents() -> None:
    pytest.importorskip("torch")
    from sayso.train.frames import with_outermost

    outer = {"source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 32]]}
    inner = {"source": {"start": 11, "end": 16}, "cue": {"start": 17, "end": 22}, "content": [{"start": 23, "end": 32}]}
    other = {"source": None, "cue": {"start": 6, "end": 10}, "content": [{"start": 11, "end": 22}]}
    record = {"id": "polnear:a", "attributions": [inner, other, {**other, "cue": None}]}
    assert with_outermost(record, [outer])["attributions"] == [outer, inner]
