"""What the weights are fitted to: stand-off claims in the gold shape, questions, and a fit that finds what is right."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import OutputError
from sayso.evaluate.claims import chain
from sayso.train import __main__ as commands
from sayso.train.annotated import in_words
from sayso.train.times import PARTS, is_measured

TEXT = "The mayor said the army, an aide told her, had sent grain to Mopti."


def span(words: str) -> dict[str, int]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def test_a_standoff_claim_gets_its_chain_and_its_words() -> None:
    outer: dict[str, Any] = {"id": "a1", "parent": None, "speaker": ["MLI"], "source": span("The mayor")}
    inner: dict[str, Any] = {"id": "a2", "parent": "a1", "speaker": [], "source": span("an aide")}
    claim = {"object": span("grain"), "where": None, "attribution": "a2"}
    found = in_words(claim, TEXT, {"a1": outer, "a2": inner})
    assert found["object"]["text"] == "grain"
    assert found["where"] is None
    assert chain(found) == [frozenset({"mli"}), frozenset({"an aide"})]
    assert chain(in_words(claim | {"attribution": None}, TEXT, {})) == []


def test_a_part_of_meantime_is_measured_on() -> None:
    names = [f"meantime:{n}" for n in range(300)]
    assert 0.5 < sum(map(is_measured, names)) * PARTS / len(names) < 1.5
    assert not any(is_measured(f"own:{n}") for n in range(300))


def test_a_fit_finds_what_is_right() -> None:
    pytest.importorskip("torch")
    from sayso.train.fitting import Question, accuracy, fit_in_two, loss, names_of

    questions = [
        Question("q", str(n), [{"good": 1.0, "head sees": 1.0}, {"bad": 1.0}], [True, False], n % 2) for n in range(40)
    ]
    weights = fit_in_two(questions)
    assert weights["good"] > 0 > weights["bad"]
    assert accuracy(questions, weights) == 100
    assert accuracy(questions, None) == 50
    assert loss(questions, weights) < 0.3
    assert names_of(questions[:10]) == []
    assert weights == fit_in_two(questions)


def test_what_heads_say_of_articles_that_they_know_counts_half() -> None:
    pytest.importorskip("torch")
    from sayso.train.fitting import Question, fit_in_two

    choices = [{"head sees": 1.0, "any": 1.0}, {"other": 1.0}]
    known = [Question("q", f"known {n}", choices, [True, False], 0) for n in range(90)]
    new = [Question("q", f"new {n}", choices, [False, True], 0) for n in range(30)]
    trusting = fit_in_two([*known, *new])
    careful = fit_in_two([*known, *new], new={asked.article for asked in new})
    assert trusting["head sees"] > careful["head sees"]
    assert fit_in_two([*known, *new], new={"another"}) == trusting


WRITING = {
    "reader --data d --out": ("_train", "new/deep"),
    "export run --to": ("_write_model", "new/deep"),
    "weights --data d --to": ("_fit_weights", "new/deep"),
    "modes --data d --to": ("_fit_modes", "new/deep"),
    "circumstances --data d --to": ("_fit_circumstances", "new/deep"),
    "frames --data d --to": ("_fit_frames", "new/deep"),
    "lexicon --data d --to": ("_write_lexicon", "new/deep/table"),
    "rarity --data d --to": ("_write_rarity", "new/deep/table"),
    "pairs s.jsonl --to": ("_fit_pairs", "new/deep/table"),
}


@pytest.mark.parametrize("command", WRITING)
def test_the_folder_is_there_before_the_work_begins(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    work, to = WRITING[command]
    begun: list[bool] = []
    monkeypatch.setattr(commands, work, lambda _: [str(begun.append((tmp_path / "new/deep").is_dir()))])
    monkeypatch.setattr(sys, "argv", ["sayso train", *command.split(), str(tmp_path / to)])
    commands.main()
    assert begun == [True]
    (tmp_path / "new/deep").rmdir()
    (tmp_path / "new/deep").write_text("in the way")
    with pytest.raises(SystemExit) as ended:
        commands.main()
    assert ended.value.code == OutputError.exit_code
    assert "Nothing can be written into" in capsys.readouterr().err
    assert len(begun) == 1
