"""Rows of a query in every format."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from arro3.io import read_parquet

from sayso.errors import OutputError
from sayso.report.listing import write_rows


def written(tmp_path: Path, columns: list[str], rows: list[list[Any]], format: str = "table") -> str:
    path = tmp_path / "out"
    write_rows(columns, rows, format=format, path=path)
    return path.read_text(encoding="utf-8")


def test_a_table_is_as_wide_as_what_it_holds(tmp_path: Path) -> None:
    assert written(tmp_path, ["id", "n"], [["a", 1], ["bcd", None]]) == "id   n\n───  ─\na    1\nbcd\n"


def test_wide_columns_give_way(tmp_path: Path) -> None:
    text = written(tmp_path, ["id", "words", "n"], [["a" * 12, "word " * 60, 10**6]])
    assert max(map(len, text.splitlines())) <= 118
    assert "a" * 12 in text
    assert "1000000" in text
    assert text.count("word") == 61


def test_many_columns_are_blocks(tmp_path: Path) -> None:
    columns = [f"column{n}" for n in range(20)]
    lines = written(tmp_path, columns, [[*range(19), None], list(range(20))]).splitlines()
    assert lines[:2] == ["column0   0", "column1   1"]
    assert lines[18:21] == ["column18  18", "", "column0   0"]


def test_terminal_codes_and_long_cells(tmp_path: Path) -> None:
    text = written(tmp_path, ["a"], [["\x1b[31mred\x07\u202e"], ["x" * 1000]])
    assert "\x1b" not in text
    assert "[31mred" in text
    assert text.endswith("…\n")


def test_values_of_every_kind(tmp_path: Path) -> None:
    row = [date(2024, 5, 3), datetime(2024, 5, 3, 10), Decimal("0.5"), 2**70, ["a", None], {"k": [date(2024, 5, 3)]}]
    line = json.loads(written(tmp_path, list("abcdef"), [[*row]], "jsonl"))
    assert line == {
        "a": "2024-05-03",
        "b": "2024-05-03T10:00:00",
        "c": 0.5,
        "d": str(2**70),
        "e": ["a", None],
        "f": {"k": ["2024-05-03"]},
    }
    assert written(tmp_path, ["a", "b"], [[["x", "y"], None]], "csv") == "a,b\nx|y,\n"


def test_parquet_without_arrow(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    write_rows(["id", "n"], [["a", 1], ["b", None]], format="parquet", path=path)
    assert read_parquet(path).read_all().num_rows == 2


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_rows(["a"], [], path=tmp_path / "missing" / "out")


def test_keys_are_taken_from_one_line(tmp_path: Path) -> None:
    key = "536ac273f59bfb4c/f55b84a671503374"
    words = "North Korea delivered artillery shells to Russia last month, the U.S. State Department said on Wednesday."
    lines = written(tmp_path, ["words", "more", "claim"], [[words, words, key], [words, "", key]]).splitlines()
    assert sum(key in line for line in lines) == 2
    assert max(map(len, lines)) <= 118
    assert max(map(len, written(tmp_path, ["a", "b", "c", "d"], [[key * 3] * 4]).splitlines())) <= 118


def test_a_range_of_dates_gives_way_before_a_name_is_cut(tmp_path: Path) -> None:
    columns = ["id", "when", "actor", "event", "words", "recipient", "object", "origins", "articles", "denied_by"]
    row = ["78b7686a", "2025-02-17/2025-02-23", "Amnesty International", "ACCUSE", "transferred", "Rapid Forces",
           "international law", 1, 1, "Irina Belova"]  # fmt: skip
    text = written(tmp_path, columns, [row])
    assert max(map(len, text.splitlines())) <= 118
    assert all(
        word in text.split() for word in ("2025-02-17/", "2025-02-23", "International", "international", "Forces")
    )
