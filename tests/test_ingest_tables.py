"""Tables and JSON: which column holds what, and what is said of bad rows."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from sayso.app.inputs import FIELDS, Columns
from sayso.ingest import articles, json_objects, lines, opened
from sayso.ingest.columns import columns_of, day, guessed
from sayso.ingest.unreadable import Unreadable
from sayso.records import Article, Rejection

BODY = "The minister said on Monday that the talks with the neighbours would go on."
MORE = "Police in Kenya arrested four people on Tuesday, the interior ministry said."
PLAIN = "The army of Ruritania left the border on Friday."
with (files("sayso.ingest") / "data" / "columns.csv").open(encoding="utf-8") as table:
    ROWS = list(csv.DictReader(table))


def taken(path: Path, columns: Mapping[str, str] | None = None) -> tuple[list[Article], list[tuple[str, str]]]:
    """The articles, and the rejections as place in the file, or id, and reason."""
    outcomes = list(articles([path], columns=columns))
    return (
        [outcome for outcome in outcomes if isinstance(outcome, Article)],
        [(o.article_id.removeprefix(str(path)), o.reason) for o in outcomes if isinstance(o, Rejection)],
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['field']}={row['name']}")
def test_names_of_columns(row: dict[str, str]) -> None:
    name = row["name"].replace("_", "")
    found = guessed(tuple(row["example"].split(";"))).get(row["field"], "")
    assert found.replace("_", "").lower() == name
    assert guessed(tuple(row["counterexample"].split(";"))).get(row["field"], "").replace("_", "").lower() != name


def test_every_field_has_names_and_no_name_stands_twice() -> None:
    assert {row["field"] for row in ROWS} == set(FIELDS)
    names = [row["name"].replace("_", "") for row in ROWS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-05-03", "2024-05-03"),
        ("20240503", "2024-05-03"),
        (20240503, "2024-05-03"),
        ("3 May 2024", "2024-05-03"),
        (1714730400, "2024-05-03"),
        ("1714730400000", "2024-05-03"),
        (1714730400.0, "2024-05-03"),
        (datetime(2024, 5, 3, 10, tzinfo=UTC), "2024-05-03"),
        (date(2024, 5, 3), "2024-05-03"),
        ("2024", None),
        (99999999, None),
        ("soon", None),
        (None, None),
        (True, None),
    ],
)
def test_dates_of_cells(value: object, expected: str | None) -> None:
    assert day(value) == expected


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table(tmp_path: Path, separator: str, encoding: str) -> None:
    text = f"{BODY}\n\n“Café”, {separator} he said."
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator)
    writer.writerows([["ID", "Headline", "Body", "Publication Date", "Outlet", "Link", "mood"]])
    writer.writerows([["x7", "Talks", text, "May 3, 2024", "Post", "https://x.org/a", "good"], ["8", "T", MORE]])
    path = tmp_path / "news.csv"
    path.write_bytes(file.getvalue().encode(encoding))
    (one, two), refused = taken(path)
    assert (one.id, one.title, one.text, one.published) == ("x7", "Talks", text, "2024-05-03")
    assert (one.publisher, one.url, one.source) == ("Post", "https://x.org/a", f"{path}#2")
    assert (two.id, two.text, two.source) == ("8", MORE, f"{path}#5")
    assert one.raw_sha256 != two.raw_sha256
    assert not refused


def test_columns_as_the_caller_names_them(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(f"text\twhole story\tseen\n{MORE}\t{BODY}\t2024-05-03\n")
    (article,), _ = taken(path, {"text": "whole story", "published": "seen"})
    assert (article.text, article.published) == (BODY, "2024-05-03")
    (refused,) = articles([path], columns={"title": "headline"})
    assert isinstance(refused, Rejection)
    assert refused.detail == "no column headline; columns: text, whole story, seen"


def test_a_table_without_texts_says_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("when,who\n2024-05-03,KEN\n")
    (refused,) = articles([path])
    assert isinstance(refused, Rejection)
    assert refused.reason == "no text column"
    assert refused.detail == "columns: when, who; name one with --columns text=COLUMN"


def test_bad_rows_cost_only_themselves(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    quoted = f'"{BODY}\n\nIt ""went on"", he said."'
    path.write_text(f'id,text\n1,{BODY}\n2,{BODY},{MORE}\n3,"Unclosed {BODY}\n4,{PLAIN}\n5,{quoted}\n\n6\n7,"{MORE}"\n')
    found, refused = taken(path)
    assert [(article.id, (article.source or "").rpartition("#")[2]) for article in found] == [
        ("1", "2"),
        ("4", "5"),
        ("5", "6"),
        ("7", "11"),
    ]
    assert refused == [("#3", "bad row"), ("#4", "bad row"), ("6", "empty")]


def test_a_mark_that_is_never_closed_swallows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text\n" + f'1,"{BODY}\n' + "".join(f"{number},{PLAIN}\n" for number in range(2, 500)))
    found, refused = taken(path)
    assert [article.id for article in found] == [str(number) for number in range(2, 500)]
    assert refused == [("#2", "bad row")]


@pytest.mark.parametrize(("data", "reason"), [(b"", "empty"), (b"id,text\n", None), (b"\x89PNG\r\n\x1a\n", "binary")])
def test_tables_that_are_none(tmp_path: Path, data: bytes, reason: str | None) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    assert [told for _, told in taken(path)[1]] == ([reason] if reason else [])


def test_a_cut_table_keeps_what_was_good(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    rows = "".join(f"{number},{BODY} {number * 7919 % 1009}\n" for number in range(3000))
    path.write_bytes(gzip.compress(f"id,text\n{rows}".encode())[:-2000])
    found, refused = taken(path)
    assert len(found) > 1000
    assert refused[-1] == ("", "unreadable file")


def test_parquet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from arro3.core import Array, DataType, RecordBatch
    from arro3.io import write_parquet

    text = DataType.string()
    rows = {
        "guid": Array(["a", "b", "c"], type=text),
        "body": Array([BODY, None, MORE], type=text),
        "day": Array([20240503, 20240504, 5], type=DataType.int64()),
    }
    path = tmp_path / "a.parquet"
    write_parquet(RecordBatch.from_pydict(rows), path)
    found, refused = taken(path)
    assert [(a.id, a.text, a.published, a.source) for a in found] == [
        ("a", BODY, "2024-05-03", f"{path}#1"),
        ("c", MORE, None, f"{path}#3"),
    ]
    assert refused == [("b", "empty")]
    assert taken(path, {"text": "words"})[1] == [("", "no text column")]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
    assert [outcome.source for outcome in articles(["-"])] == ["-#1", "-#2", "-#3"]
    whole = path.read_bytes()
    for broken in (whole[:-9], whole[:-300] + bytes(292) + whole[-8:], b"PAR1", b""):
        path.write_bytes(broken)
        assert taken(path) == ([], [("", "unreadable file")])


def test_a_reader_of_parquet_that_dies_costs_only_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from arro3.core import Array, DataType, RecordBatch
    from arro3.io import write_parquet

    path, program = tmp_path / "a.parquet", tmp_path / "reader"
    write_parquet(RecordBatch.from_pydict({"text": Array([BODY], type=DataType.string())}), path)
    row = json.dumps({"text": BODY})
    program.write_text(f"#!{sys.executable}\nimport os\nprint('[\"text\"]\\n{row}', flush=True)\nos.abort()\n")
    program.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(program))
    (article,), refused = taken(path)
    assert (article.text, refused) == (BODY, [("", "unreadable file")])


OBJECTS = [{"headline": "A", "content": BODY, "source": {"id": None, "name": "Post"}}, {"title": "B", "content": MORE}]
JSON = {
    "list": json.dumps(OBJECTS),
    "indented": json.dumps(OBJECTS, indent=2),
    "wrapped": json.dumps({"status": "ok", "empty": [], "articles": OBJECTS}),
    "lines": "\n".join(map(json.dumps, OBJECTS)),
    "one after another": "\n".join(json.dumps(one, indent=1) for one in OBJECTS),
    "marked": "\ufeff" + json.dumps(OBJECTS),
}


@pytest.mark.parametrize("data", JSON.values(), ids=JSON)
@pytest.mark.parametrize("piece", [7, 2**20])
def test_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: str, piece: int) -> None:
    """In pieces of any size, cut anywhere."""
    monkeypatch.setattr(json_objects, "some", lambda file: file.read(piece))
    path = tmp_path / "a.json"
    path.write_text(data, encoding="utf-8")
    found, refused = taken(path)
    assert [(a.title, a.text, a.publisher) for a in found] == [("A", BODY, "Post"), ("B", MORE, None)]
    assert [a.source for a in found] == [f"{path}#1", f"{path}#2"]
    assert not refused


def test_one_article_as_json(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"title": "A", "text": BODY, "authors": [{"name": "F. Strofzin"}]}, indent=2))
    (article,), refused = taken(path)
    assert (article.title, refused) == ("A", [])


@pytest.mark.parametrize(
    ("data", "number", "reasons"),
    [
        (json.dumps(OBJECTS)[:-20], 1, ["bad JSON"]),
        (json.dumps(OBJECTS).replace('"title"', "title"), 1, ["bad JSON"]),
        ("[1, 2]", 0, ["bad JSON"]),
        ("[]", 0, ["bad JSON"]),
        ("{", 0, ["bad JSON"]),
        ('{"name": "nobody"}', 0, ["missing text"]),
        ("]]]]", 0, ["bad JSON"]),
        (f'[{{"text": "{BODY}"}}, "a }} that is none"]', 1, []),
    ],
)
def test_bad_json(tmp_path: Path, data: str, number: int, reasons: list[str]) -> None:
    path = tmp_path / "a.json"
    path.write_text(data)
    found, refused = taken(path)
    assert len(found) == number
    assert [reason for _, reason in refused] == reasons


def test_lines_with_keys_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    record = {"guid": "g", "headline": "A", "body": BODY, "words": MORE, "publishedAt": "2024-05-03"}
    path.write_text(json.dumps(record))
    (article,), _ = taken(path)
    assert (article.id, article.title, article.text, article.published) == ("g", "A", BODY, "2024-05-03")
    (article,), _ = taken(path, {"text": "words"})
    assert article.text == MORE
    (refused,) = articles([path], columns={"text": "wrods"})
    assert isinstance(refused, Rejection)
    assert (
        refused.detail
        == "no key wrods; keys: guid, headline, body, words, publishedAt; name one with --columns text=KEY"
    )


def test_a_line_over_the_cap_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (opened, lines):
        monkeypatch.setattr(module, "LINE_CAP", 1000)
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"text": text}) for text in (BODY, MORE * 100, BODY, MORE)))
    found, refused = taken(path)
    assert [a.text for a in found] == [BODY, BODY, MORE]
    assert refused == [("#2", "too large")]


def test_the_option(tmp_path: Path) -> None:
    def converted(value: str) -> dict[str, str]:
        return Columns().convert(value, None, None)

    assert converted("text=body,published=day") == {"text": "body", "published": "day"}
    assert converted("text=body, in full, title=headline") == {"text": "body, in full", "title": "headline"}
    for wrong in ("body", "words=body", "text=", "=body"):
        with pytest.raises(Exception, match="is no FIELD=COLUMN"):
            converted(wrong)


def test_a_date_with_dots_has_the_day_first() -> None:
    assert [day(value) for value in ("14.10.2023", "3. 5. 2024", "32.5.2024", "03/05/2024")] == [
        "2023-10-14", "2024-05-03", None, None,
    ]  # fmt: skip


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(Unreadable) as raised:
        columns_of({"published": "Pubdate"}, ("Story", "PubDate"))
    assert raised.value.detail == "no column Pubdate; columns: Story, PubDate"
