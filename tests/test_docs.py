"""Undocumented is failing: every command, option, exported name, column, rejection reason and measure has its line."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

import sayso
from sayso.app.cli import commands
from sayso.evaluate.claims import LEVELS
from sayso.ingest.kinds import ENDINGS, WHOLE_ENDINGS
from sayso.ingest.opened import PIECE_CAPS
from sayso.ingest.unreadable import REASONS
from sayso.ontology import object_classes
from sayso.records import (
    Article,
    Attribution,
    Claim,
    Copy,
    Event,
    HeadlineFinding,
    Judgement,
    Mention,
    Quantity,
    Reading,
    Rejection,
    SaySo,
    Slot,
    Span,
    Thing,
    Told,
)
from sayso.report.rows import COLUMNS
from sayso.report.shape import shape
from sayso.store.schema import SQL_TYPES, TABLES, VIEWS

ROOT = Path(__file__).parents[1]
RECORDS = (
    *(Article, Attribution, Claim, HeadlineFinding, Mention, Quantity),
    *(Reading, Rejection, SaySo, Slot, Span, Thing),
    *(Copy, Event, Judgement, Told),
)
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")),
)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


OPTIONS = [
    (command, option)
    for command, made in commands.commands.items()
    for parameter in made.params
    if isinstance(parameter, click.Option)
    for option in parameter.opts
]


def section(command: str) -> str:
    """What the page of commands says of one of them."""
    return page("docs/cli.md").partition(f"## `sayso {command}`")[2].partition("\n## ")[0]


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_documented(command: str, option: str) -> None:
    assert f"`{option}`" in section(command)


@pytest.mark.parametrize("command", commands.commands)
def test_no_option_is_documented_that_is_not_there(command: str) -> None:
    known = {option for name, option in OPTIONS if name == command} | {"--help"}
    assert set(re.findall(r"`(--[a-z-]+)`", section(command))) <= known


@pytest.mark.parametrize("name", sayso.__all__)
def test_every_exported_name_is_documented(name: str) -> None:
    assert re.search(rf"`(sayso\.)?{name}[`(]", page("docs/python.md"))


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_is_documented(record: type[Span]) -> None:
    (line,) = re.findall(rf"^\| `{record.__name__}` \|.*$", page("docs/python.md"), re.MULTILINE)
    assert set(record.__struct_fields__) <= set(re.findall(r"`(\w+)`", line))


@pytest.mark.parametrize("reason", [*REASONS, "no text"])
def test_every_reason_is_documented(reason: str) -> None:
    (said,) = re.findall(rf"^\| `{reason}` \| (.*) \|$", page("docs/cli.md"), re.MULTILINE)
    assert said.replace("`", "") == REASONS.get(reason, said).replace("`", "")


@pytest.mark.parametrize(("name", "what"), [(name, what) for name, _, what in COLUMNS])
def test_every_column_is_documented(name: str, what: str) -> None:
    assert f"| `{name}` | {what} |" in page("docs/formats.md")


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_the_store_is_documented(table: str) -> None:
    said = page("docs/store.md").partition(f"### `{table}`")[2].partition("\n### ")[0]
    rows = re.findall(r"^\| `(\w+)` \| (\S+) \| (.*) \|$", said, re.MULTILINE)
    assert rows == [(column.name, SQL_TYPES[column.kind], column.what) for column in TABLES[table]]


@pytest.mark.parametrize(("view", "what"), [(view, what) for view, (what, _) in VIEWS.items()])
def test_every_view_of_the_store_is_documented(view: str, what: str) -> None:
    assert f"| `{view}` | {what} |" in page("docs/store.md")


def test_every_field_of_a_line_is_documented(reading: Reading) -> None:
    line = shape(reading)
    fields = [*line, *line["claims"][0], *line["attributions"][0], *line["headline"][0]]
    missing = [field for field in fields if f"`{field}`" not in page("docs/formats.md")]
    assert not missing


@pytest.mark.parametrize("name", object_classes())
def test_every_class_of_objects_is_documented(name: str) -> None:
    assert f"| {name} | {object_classes()[name].definition} |" in page("docs/things.md")


@pytest.mark.parametrize("measure", LEVELS)
def test_every_measure_is_documented(measure: str) -> None:
    assert f"| `{measure}` |" in page("docs/cli.md")


def test_exit_codes_are_documented() -> None:
    for cls in (sayso.SaysoError, sayso.InputError, sayso.ModelError, sayso.OutputError, sayso.RejectedError):
        assert f"\n| {cls.exit_code} | " in page("docs/cli.md")


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page(name)):
        assert ((ROOT / name).parent / target).exists(), target


@pytest.mark.parametrize("name", PAGES)
def test_no_placeholder_is_left(name: str) -> None:
    assert not re.findall(r"^(TABLE|ACTORS|COLUMNS|SIZE|QUALITY|SPEED)$", page(name), re.MULTILINE)


def test_changelog_has_this_version() -> None:
    assert f"\n## {sayso.__version__}" in page("CHANGELOG.md")


def test_every_ending_is_documented() -> None:
    missing = [ending for ending in (*ENDINGS, *WHOLE_ENDINGS) if f"`{ending}`" not in page("docs/ingest.md")]
    assert not missing


@pytest.mark.parametrize("kind", PIECE_CAPS)
def test_every_cap_is_documented(kind: str) -> None:
    name = {"html": "page", "opml": "list of feeds"}.get(kind, kind)
    assert re.search(rf"^\| (.*, )?{name}(,.*)? \| {PIECE_CAPS[kind]} MB", page("docs/ingest.md"), re.MULTILINE | re.I)
