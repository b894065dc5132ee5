"""The manual, without MkDocs: pages are in the navigation, links and anchors lead somewhere, nothing is fetched."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import click
import pytest

from sayso.app.cli import commands

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CONFIG = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
OUTSIDE = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "examples/README.md")
PAGES = sorted([*DOCS.rglob("*.md"), *(ROOT / name for name in OUTSIDE)])


def without_code(page: Path) -> str:
    """A page without blocks and spans of code and comments, in which nothing is a link."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"<!--.*?-->|`[^`\n]*`", "", text, flags=re.DOTALL)


@cache
def anchors(page: Path) -> frozenset[str]:
    """The anchors of a page's headings, as GitHub and MkDocs make them."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return frozenset(re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", head.lower()).strip()) for head in heads)


def links(page: Path) -> Iterator[tuple[str, str]]:
    for target, anchor in re.findall(r"\]\(([^)#\s]*)(?:#([^)\s]*))?\)", without_code(page)):
        if not re.match(r"\w+:", target):
            yield target, anchor


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_and_anchors_lead_somewhere(page: Path) -> None:
    for target, anchor in links(page):
        there = (page.parent / target).resolve() if target else page
        assert there.exists(), f"{target} is not there"
        assert there.is_relative_to(ROOT), f"{target} lies outside of the repository"
        if anchor and there.suffix == ".md":
            assert anchor in anchors(there), f"{target} has no #{anchor}"


def test_every_page_is_in_the_navigation() -> None:
    entries = re.findall(r"[ :-] ([\w/]+\.md)$", CONFIG, re.MULTILINE)
    assert len(entries) == len(set(entries))
    pages = {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")}
    assert pages - set(entries) == set()
    assert set(entries) - pages == set(OUTSIDE) - {"README.md"}


def test_nothing_is_fetched_from_another_host() -> None:
    assert re.search(r"^  font: false", CONFIG, re.MULTILINE)
    assert "http" not in re.sub(r"#.*", "", CONFIG)
    for page in PAGES:
        assert not re.search(r"!\[[^\]]*\]\(\w+:|<(img|script|link|iframe)\b", without_code(page)), page


def test_the_site_is_built(tmp_path: Path) -> None:
    pytest.importorskip("material", reason="MkDocs is not installed: pip install 'sayso[docs]'")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={"NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stderr
    for page in (tmp_path / "site").rglob("*.html"):
        fetched = re.findall(
            r'<(?:link|script|img|iframe)[^>]+(?:src|href)="((?:https?:)?//[^"]*)', page.read_text("utf-8")
        )
        assert not fetched, page
    assert (tmp_path / "site" / "search" / "search_index.json").exists()


def commands_of(page: Path) -> Iterator[str]:
    """The commands that a page shows, without what follows them."""
    for line in re.findall(r"^(?:    )+(sayso .*)$", page.read_text(encoding="utf-8"), re.MULTILINE):
        for part in re.split(r" · | && | \|\|? | 2>", re.sub(r"\s{2,}#.*", "", line)):
            if part.startswith("sayso "):
                yield re.sub(r"\$\w+", "1", part)


SHOWN = sorted({command for page in PAGES if page.name != "CHANGELOG.md" for command in commands_of(page)})


@pytest.mark.parametrize("shown", SHOWN)
def test_every_command_that_is_shown_can_be_given(shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is taken apart, not run: names, options and numbers of arguments are right."""
    monkeypatch.chdir(tmp_path)
    words = shlex.split(shown)[1:]
    for word in words:
        if re.fullmatch(r"[\w/]+\.(csv|jsonl|toml)(\.gz)?", word) and not word.startswith("/"):  # files of the reader's
            (tmp_path / word).parent.mkdir(exist_ok=True)
            (tmp_path / word).touch()
    command: click.Command = commands
    parent: click.Context | None = None
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        parent = click.Context(command, parent=parent, info_name=command.name)
        name, *words = words
        found = command.get_command(parent, name)
        assert found is not None, f"there is no command {name}"
        command = found
    with suppress(click.exceptions.Exit):  # --help and --version end there
        command.make_context(command.name, words, parent=parent)
