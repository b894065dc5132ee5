"""The commands of events: from files, from a store, filtered, shown and explained."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.app.cli import run
from sayso.events.asking import EventFilter, chosen, words_told
from sayso.store import Store
from sayso.store.counting import about
from sayso.store.happenings import ListFilter


def lines(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    assert run([*words, "--format", "jsonl"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_files_and_store_give_the_same(
    told_articles: Path, told_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stored = lines(capsys, "events", "--store", str(told_store))
    assert stored
    assert lines(capsys, "events", str(told_articles)) == stored
    wanted = "id event actor recipient when object first_reported articles publishers origins claims"
    assert set(wanted.split()) <= set(stored[0])


def test_claims_of_contested_events_are_counted_without_those_of_others(told_store: Path) -> None:
    with Store(told_store, read_only=True) as file:
        every = about(file.sql, ListFilter(), count="claims").n
        assert 0 < about(file.sql, ListFilter(stance=("contested",)), count="claims").n < every


@pytest.mark.parametrize(
    "asked",
    [
        EventFilter(),
        EventFilter(actor=("rus",)),
        EventFilter(recipient=("RUS", "UKR"), event=("ASSAULT", "AID")),
        EventFilter(since="2024-05-13", until="2024-05"),
        EventFilter(since="2024-06"),
        EventFilter(source=("melnyk",)),
        EventFilter(object_class=("ammunition", "missiles")),
        EventFilter(denied=True),
        EventFilter(contested=True, origins=1, articles=2),
    ],
)
def test_a_store_answers_as_memory_does(told_store: Path, asked: EventFilter) -> None:
    with Store(told_store, read_only=True) as file:
        told = words_told(file.readings())
        assert list(file.events(asked)) == list(chosen(file.events(), asked, told=told))
        assert list(file.events(asked, limit=1)) == list(chosen(file.events(), asked, 1, told))


def test_events_by_the_class_of_their_goods(told_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    every = lines(capsys, "events", "--store", str(told_store))
    found = lines(capsys, "events", "--store", str(told_store), "--object-class", "ammunition")
    assert 0 < len(found) < len(every)
    assert run(["events", "--store", str(told_store), "--object-class", "amunition"]) != 0
    assert "ammunition" in capsys.readouterr().err


def test_filters_and_formats(told_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    denied = lines(capsys, "events", "--store", str(told_store), "--denied", "--actor", "PRK")
    assert [event["denied_by"] for event in denied] == [["North Korea"]]
    assert run(["events", "--store", str(told_store), "--contested", "--limit", "1"]) == 0
    assert "denied_by" in capsys.readouterr().out
    assert run(["events", "--store", str(told_store), "--since", "soon"]) == 2


def test_show_an_event(told_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = str(lines(capsys, "events", "--store", str(told_store), "--denied", "--actor", "RUS")[0]["id"])
    assert run(["show", name, "--store", str(told_store)]) == 0
    shown = capsys.readouterr().out
    assert "denied by: Russia" in shown
    assert "copy of s1" in shown
    assert "first, by Mayor Olha Melnyk (2024-05-14, Alpha Wire, s1)" in shown
    assert "[shelled]" in shown
    assert run(["show", name, "--store", str(told_store), "--explain"]) == 0
    assert "joined to" in capsys.readouterr().out
    assert [event["id"] for event in lines(capsys, "show", name, "--store", str(told_store))] == [name]


def test_adding_again_gives_the_same_events(
    told_articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.duckdb"
    records = told_articles.read_text().splitlines(keepends=True)
    for n, part in enumerate((records[4:], records[:4])):
        file = tmp_path / f"{n}.jsonl"
        file.write_text("".join(part))
        assert run(["add", str(file), "--store", str(path), "-q"]) == 0
    capsys.readouterr()
    assert lines(capsys, "events", "--store", str(path)) == lines(capsys, "events", str(told_articles))
