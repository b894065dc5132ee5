"""The stories: nothing wrong, built from their sources, told apart by their spans; the checks awake."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.scripts import ANNOTATION, annotation_script

build = annotation_script("stories/build")
SOURCES = sorted((ANNOTATION / "stories").glob("*.txt"))
SMALL = """\
[story]
x01 dev
[sources]
mayor = the mayor of Sodo
army = the army
[events]
raid | ASSAULT COERCE | ETH > ETH | 2024-03-04 | soldiers raid the market of Sodo
talks | CONSULT | ETH; KEN > | | talks
[article 1 | original | 2024-03-05 | Rift Wire]
# Soldiers raid market
Soldiers {raid+mayor:raided} the market, the mayor said. {talks+:Talks} with Kenya went on. ...
[article 2 | own | 2024-03-06 | Sodo Radio]
# Army denies
The army {raid-army:did not raid} the market, it said.
"""


def story(source: str = SMALL) -> dict[str, Any]:
    return dict(build.parse(source.replace("...", "and " * 110)))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_story_holds_nothing_wrong_and_is_what_its_source_builds(path: Path) -> None:
    built = build.parse(path.read_text(encoding="utf-8"))
    assert list(build.wrong(built)) == []
    assert json.loads(path.with_suffix(".jsonl").read_text(encoding="utf-8")) == built
    assert built["id"] == path.stem


def test_ids_of_articles_are_given_once() -> None:
    ids = [each["id"] for path in SOURCES for each in build.parse(path.read_text(encoding="utf-8"))["articles"]]
    assert len(set(ids)) == len(ids)


def test_marks_become_mentions_with_offsets() -> None:
    raid, talks = story()["events"]
    assert [(m["article"], m["trigger"]["text"], m["stance"]) for m in raid["mentions"]] == [
        ("x01-1", "raided", "asserted"),
        ("x01-2", "did not raid", "denied"),
    ]
    assert raid["mentions"][0]["trigger"] == {"text": "raided", "start": 9, "end": 15}
    assert (raid["origins"], raid["deniers"]) == (["the mayor of Sodo"], ["the army"])
    assert talks["origins"] == ["Rift Wire's own reporting"]


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("ASSAULT COERCE", "ATTACK", "types"),
        ("ETH > ETH", "Ethiopia > ETH", "code Ethiopia"),
        ("2024-03-04", "2024-02-30", "date"),
        ("2024-03-04", "2024-04-04", "before"),
        ("{talks+:Talks}", "{talks+:Talk}s", "cut inside"),
        ("{talks+:Talks}", "{talks Talks}", "cannot be read"),
        ("| own |", "| copy of 1 |", "shares only"),
        ("| own |", "| rewrite of 9 |", "relation"),
    ],
)
def test_the_checks_see_what_is_wrong(old: str, new: str, finding: str) -> None:
    assert old in SMALL
    assert any(finding in each for each in build.wrong(story(SMALL.replace(old, new))))


def test_nothing_else_is_found_wrong() -> None:
    assert [each for each in build.wrong(story()) if "words" not in each] == []


def test_a_word_marked_elsewhere_asks_for_a_look() -> None:
    assert any("raided" in each for each in build.looks(story(SMALL.replace("it said", "it had never raided it"))))
