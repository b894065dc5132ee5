"""SIGKILL in the midst of `sayso add`: what was reported is there, nothing by halves, and the same again completes.

A few moments; `benchmarks/kill.py` takes fifty.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import kill
from sayso.store import Store


def test_killed_at_a_few_moments(tmp_path: Path) -> None:
    kill.write(tmp_path / "corpus.jsonl", kill.made_articles(150))
    found = list(kill.outcomes(tmp_path / "corpus.jsonl", tmp_path, moments=2, seed=2))
    assert len(found) == 2
    assert not [one for one in found if one.lost or one.findings or not one.whole]


def test_interrupted_by_ctrl_c(tmp_path: Path) -> None:
    """A message, the exit code of an interrupt, and a whole store, whatever DuckDB was doing."""
    corpus, store, log = tmp_path / "corpus.jsonl", tmp_path / "s.duckdb", tmp_path / "log.jsonl"
    kill.write(corpus, kill.made_articles(3000))
    words = ["add", str(corpus), "--store", str(store), "--log", str(log), "--no-refresh"]
    child = subprocess.Popen([sys.executable, "-m", "tests.interrupted", *words], stderr=subprocess.PIPE, text=True)
    while not log.exists() or not log.stat().st_size:
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    said = child.communicate()[1]
    assert child.returncode == 130, said
    assert "Interrupted. So much is stored" in said
    assert "Traceback" not in said
    with Store(store, read_only=True) as held:
        there = {key for (key,) in held.sql("SELECT id FROM articles")}
        assert not list(held.check())
    assert {json.loads(line)["article"] for line in log.read_text(encoding="utf-8").splitlines()} <= there
