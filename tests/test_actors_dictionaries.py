"""User dictionaries: what they may hold, and what is said of a malformed one."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.actors import read_dictionary
from sayso.errors import DictionaryError

HEADER = "name,code,sector,from,to,kind\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_documented_example_is_read(tmp_path: Path) -> None:
    docs = Path(__file__).parent.parent / "docs" / "actors.md"
    example = docs.read_text(encoding="utf-8").split("```csv\n")[1].split("```")[0]
    entries = read_dictionary(written(tmp_path, example)).entries
    assert len(entries) == 5
    assert {entry.kind for entry in entries} == {"group", "official", "agency", "place"}


def test_entries_are_marked_as_the_users(tmp_path: Path) -> None:
    path = written(
        tmp_path, HEADER + "Blue Sand Front,Blue Sand Front,REB,2019,,group\nJo Doe,PER,GOV,2020-01-02,,person\n"
    )
    front, doe = read_dictionary(path).entries
    assert front.user
    assert doe.user
    assert (front.kind, doe.kind) == ("group", "official")
    assert doe.since == "2020-01-02"


def test_an_empty_dictionary_has_no_entries(tmp_path: Path) -> None:
    assert read_dictionary(written(tmp_path, HEADER)).entries == ()


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("name,code\nA,B\n", 1, "sector"),
        (HEADER + ",USA,GOV,,,person\n", 2, "name"),
        (HEADER + "A,,GOV,,,person\n", 2, "code"),
        (HEADER + "A,B,GOV,last year,,person\n", 2, "date"),
        (HEADER + "A,B,GOV,2020,2019,person\n", 2, "after"),
        (HEADER + "A,B,GOV,,,planet\n", 2, "planet"),
        (HEADER + "A,B,GOV,,,person,more\n", 2, "columns"),
        (HEADER + "A,B,GOV,,,person\nC,D\n", 3, "columns"),
    ],
)
def test_malformed_rows_are_named(tmp_path: Path, text: str, line: int, word: str) -> None:
    with pytest.raises(DictionaryError) as caught:
        read_dictionary(written(tmp_path, text))
    assert f"line {line}" in caught.value.fact
    assert word in caught.value.fact
    assert "mine.csv" in caught.value.fact
    assert caught.value.remedy


def test_a_missing_file_and_a_wrong_encoding_are_told(tmp_path: Path) -> None:
    with pytest.raises(DictionaryError):
        read_dictionary(tmp_path / "none.csv")
    path = tmp_path / "latin.csv"
    path.write_bytes((HEADER + "Peña,MEX,GOV,,,person\n").encode("latin-1"))
    with pytest.raises(DictionaryError, match="UTF-8"):
        read_dictionary(path)
