"""The annotated articles: nothing wrong in our own texts, stand-off files whole, the split true, the linter awake."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.scripts import ANNOTATION as FOLDER
from tests.scripts import annotation_script

OWN = [json.loads(line) for path in sorted((FOLDER / "own").glob("*.jsonl")) for line in path.open(encoding="utf-8")]
STANDOFF = sorted([*(FOLDER / "claims").glob("*.json"), *(FOLDER / "polnear").glob("*.json")])

lint = annotation_script("lint")


def wrong(article: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [finding for finding in lint.article_findings(article) if finding[0].startswith("wrong")]


@pytest.mark.parametrize("article", OWN, ids=lambda article: str(article["id"]))
def test_our_own_articles_hold_nothing_wrong(article: dict[str, Any]) -> None:
    assert wrong(article) == []


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("event", "ATTACK", "event type"),
        ("mode", "demo", "mode of another type"),
        ("factuality", [], "certainty"),
        ("when", "last May", "date"),
        ("actor", ["CHD"], "no country"),
        ("trigger", {"text": "x", "start": 0, "end": 3}, "words differ"),
    ],
)
def test_the_linter_sees_what_is_wrong(field: str, value: Any, rule: str) -> None:
    article = next(a for a in OWN if a["claims"] and a["claims"][0]["event"] == "ASSAULT")
    claim = {**article["claims"][0], field: value}
    assert any(rule in name for name, _, _ in wrong({**article, "claims": [claim]}))


@pytest.mark.parametrize("path", STANDOFF, ids=lambda path: path.stem[:40])
def test_standoff_files_refer_to_what_they_hold(path: Path) -> None:
    record = json.loads(path.read_text(encoding="utf-8"))
    names = [a["id"] for a in record["attributions"]]
    assert len(set(names)) == len(names)
    assert {a["parent"] for a in record["attributions"]} <= {None, *names}
    assert {c["attribution"] for c in record["claims"]} <= {None, *names}
    assert all(c["trigger"]["start"] < c["trigger"]["end"] for c in record["claims"])
    assert "text" not in record


KEPT_BACK = ("held_out", "calibration")


def test_what_is_held_out_is_there() -> None:
    ids = {a["id"] for a in OWN} | {json.loads(path.read_text(encoding="utf-8"))["id"] for path in STANDOFF}
    held_out, calibration = (set((FOLDER / f"{name}.txt").read_text(encoding="utf-8").split()) for name in KEPT_BACK)
    assert held_out
    assert calibration
    assert held_out | calibration <= ids
    assert held_out.isdisjoint(calibration)


def test_the_counts_of_the_readme_are_true() -> None:
    assert annotation_script("count").table() in (FOLDER / "README.md").read_text(encoding="utf-8")
