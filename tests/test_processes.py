"""Many articles in several processes: the same answers, in the same order, and errors that arrive whole."""

from __future__ import annotations

import gc
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.app.cli import run
from sayso.engines.memory import FEW_CYCLES, YOUNG, spared, sparing
from sayso.engines.processes import FEW
from sayso.errors import DictionaryError
from sayso.threads import NAME, one_for_others


def test_many_articles_are_read_in_processes_as_alone(tmp_path: Path) -> None:
    """More articles than are read in one process: all of them, in order, and each as when read alone."""
    told = "The army of Chad attacked the rebels in May. The minister denied it."
    articles = [{"id": f"n{i}", "title": "", "date": "2024-06-01", "text": f"{told} Part {i}."} for i in range(FEW + 9)]
    articles[FEW + 2]["text"] = ""
    file = tmp_path / "many.jsonl"
    file.write_text("".join(json.dumps(a) + "\n" for a in articles), encoding="utf-8")
    outputs = []
    for threads in ("2", "1"):
        output = tmp_path / f"{threads}.jsonl"
        assert run(["read", str(file), "-f", "jsonl", "-o", str(output), "--threads", threads]) == 0
        outputs.append(output.read_bytes())
    assert outputs[0] == outputs[1]
    ids = [json.loads(line)["id"] for line in outputs[0].splitlines()]
    assert ids == [f"n{i}" for i in range(FEW + 9) if i != FEW + 2]
    assert all(json.loads(line)["claims"] for line in outputs[0].splitlines())


def test_an_error_of_another_process_keeps_both_sentences() -> None:
    error = pickle.loads(pickle.dumps(DictionaryError("Row 3 has no code.", "Fill it in.")))
    assert (type(error), error.fact, error.remedy) == (DictionaryError, "Row 3 has no code.", "Fill it in.")


@pytest.fixture
def nothing_set_aside() -> Iterator[None]:
    """As it is in a process of no tests."""
    gc.unfreeze()
    before = gc.get_threshold()
    gc.set_threshold(700)
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("nothing_set_aside")
def test_the_garbage_collector_is_spared_only_while_articles_are_read() -> None:
    before = gc.get_threshold()
    stream = sparing(range(3))
    assert next(stream) == 0
    assert gc.get_threshold() == before
    assert next(stream) == 1
    assert gc.get_threshold()[0] == YOUNG
    assert gc.get_freeze_count() > 0
    stream.close()
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)
    assert list(sparing([])) == []


@pytest.mark.usefixtures("nothing_set_aside")
def test_what_is_set_aside_stays_so_until_the_outermost_is_left() -> None:
    before = gc.get_threshold()
    with spared():
        held = gc.get_freeze_count()
        with spared(FEW_CYCLES):
            assert gc.get_threshold()[0] == FEW_CYCLES
            assert 0 < gc.get_freeze_count() <= held  # what nothing refers to any more goes all the same
        assert gc.get_threshold()[0] == YOUNG
        assert 0 < gc.get_freeze_count() <= held
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)


def test_processes_started_meanwhile_compute_with_one_thread_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(NAME, raising=False)
    with one_for_others():
        assert os.environ[NAME] == "1"
    assert NAME not in os.environ
    monkeypatch.setenv(NAME, "4")
    with one_for_others():
        assert os.environ[NAME] == "4"
    assert os.environ[NAME] == "4"


def test_commands_compute_with_one_thread() -> None:
    environment = {name: value for name, value in os.environ.items() if name != NAME}
    told = f"import os, sys, sayso.app.cli; print(os.environ[{NAME!r}], 'numpy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", told], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["1", "False"]
