"""SIGKILL in the midst of `sayso add`: what was reported is there, nothing by halves, and the same again completes.

A few moments; `benchmarks/kill.py` takes fifty.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks import kill


def test_killed_at_a_few_moments(tmp_path: Path) -> None:
    kill.write(tmp_path / "corpus.jsonl", kill.made_articles(150))
    found = list(kill.outcomes(tmp_path / "corpus.jsonl", tmp_path, moments=3, seed=2))
    assert len(found) == 3
    assert not [one for one in found if one.lost or one.findings or not one.whole]
