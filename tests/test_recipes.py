"""Every program of the recipes runs, over the bundled examples, which are read once."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from sayso.store import Store

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
BEFORE, *SECTIONS = re.split(r"^## ", PAGE, flags=re.MULTILINE)
NEEDS = ("pandas", "polars")
NUMBER = 10


def programs(section: str) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples and the store that the page begins with."""
    made = tmp_path_factory.mktemp("recipes")
    shutil.copytree(ROOT / "examples", made / "examples")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made)
        (setup,) = programs(BEFORE)
        exec(compile(setup, "docs/recipes.md", "exec"), {})
    return made


@pytest.fixture
def here(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, so that no recipe needs another one, or sees what it did."""
    shutil.copytree(folder, tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def test_there_are_ten() -> None:
    assert len(SECTIONS) == NUMBER
    assert all(len(programs(section)) == 1 for section in SECTIONS)


def test_the_store_holds_the_examples(here: Path) -> None:
    with Store("sayso.duckdb", read_only=True) as store:
        assert store.articles().count() == len({article.id for article in store.articles()}) == 11
        assert store.events(contested=True, articles=2).first() is not None


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.splitlines()[0])
def test_recipe(section: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (program,) = programs(section)
    for name in NEEDS:
        if f"to_{name}" in program:
            pytest.importorskip(name, reason=f"{name} is not installed: pip install {name}")
    exec(compile(program, "docs/recipes.md", "exec"), {})
    assert capsys.readouterr().out


def test_coded_events_are_held_against_those_of_the_store(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from sayso.app.cli import run

    page = (ROOT / "docs" / "how" / "coding.md").read_text(encoding="utf-8")
    (program,) = programs(page)
    table = "day,actor,event,recipient\n2024-09-09,COL,ASSAULT,ECU\n1999-01-01,COL,ASSAULT,ECU\n"
    (here / "coded.csv").write_text(table, encoding="utf-8")
    assert run(["export", "--kind", "events", "--since", "2024-09", "--stance", "asserted", "-o", "events.csv"]) == 0
    capsys.readouterr()
    exec(compile(program, "docs/how/coding.md", "exec"), {})
    told = capsys.readouterr().out
    assert "coded 2, of them found 1" in told
    assert "not found: 1999-01-01 COL ASSAULT ECU" in told
