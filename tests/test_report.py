"""The formats: what is written, that it comes back the same, and that files appear whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import msgspec
import pytest

from sayso import records
from sayso.errors import InputError, OutputError
from sayso.records import Article, Claim, Mention, Quantity, Reading, Slot, Span, Thing, arrow_batches, arrow_schema
from sayso.report import FORMATS, write
from sayso.report.formats import write_csv, write_jsonl, write_parquet
from sayso.report.grid import plain, row_lines
from sayso.report.rows import COLUMNS, rows
from sayso.report.shape import shape
from sayso.report.table import block
from sayso.report.terms import coded, named


def bytes_of(writer: Callable[[Iterable[Reading], IO[bytes]], None], readings: Iterable[Reading]) -> bytes:
    file = io.BytesIO()
    writer(readings, file)
    return file.getvalue()


def test_json_line_has_the_gold_shape(reading: Reading) -> None:
    line = json.loads(bytes_of(write_jsonl, [reading]))
    text = line["text"]
    assert list(line) == [
        *(
            "id",
            "title",
            "date",
            "publisher",
            "url",
            "text",
            "attributions",
            "claims",
            "mentions",
            "headline",
            "version",
        )
    ]
    (claim,) = line["claims"]
    assert claim["accept"] == ["ASSAULT"]
    assert claim["factuality"] == ["PS+"]
    assert claim["required"] is True
    assert (claim["actor"], claim["recipient"]) == (["RUR"], ["RUR"])
    assert claim["object"] is None
    assert (claim["where"], claim["when"], claim["attribution"]) == ("Strelsau", "2024-05-03", "a1")
    assert claim["say_so"] == [{"source": "a lawmaker", "code": "RUR", "cue": "said", "attribution": "a1"}]
    assert claim["score"] == 0.8765
    assert (claim["scores"]["actor"], claim["scores"]["say_so"]) == (0.91, 0.83)
    assert (claim["certainty"]["PS+"], claim["time"]) == (0.7, "past")
    (attribution,) = line["attributions"]
    assert attribution["speaker"] == ["RUR"]
    assert attribution["form"] == "indirect"
    (finding,) = line["headline"]
    assert finding["body"]["text"] == "may have shelled"
    spans = list(spans_in({"attributions": line["attributions"], "claims": line["claims"]}))
    assert len(spans) == 8
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)


def spans_in(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict) and {"text", "start", "end"} <= value.keys():
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from spans_in(inner)


def test_rows_follow_the_columns(reading: Reading) -> None:
    (row,) = rows(reading)
    assert list(row) == [name for name, _, _ in COLUMNS]
    assert (row["article_id"], row["claim_id"], row["trigger"], row["say_so"]) == (
        "made",
        "c1",
        "shelled",
        ["a lawmaker"],
    )


def test_csv_comes_back(reading: Reading) -> None:
    (back,) = csv.DictReader(io.StringIO(bytes_of(write_csv, [reading]).decode(), newline=""))
    (row,) = rows(reading)
    for name, value in row.items():
        assert back[name] == ("|".join(value) if isinstance(value, list) else "" if value is None else str(value))


def test_parquet_comes_back(reading: Reading) -> None:
    from arro3.io import read_parquet

    table = read_parquet(io.BytesIO(bytes_of(write_parquet, [reading, reading]))).read_all()
    columns = {name: table.column(name).to_pylist() for name in table.column_names}
    (row,) = rows(reading)
    assert columns == {name: [value, value] for name, value in row.items()}


def test_parquet_without_claims_has_its_columns(reading: Reading) -> None:
    from arro3.io import read_parquet

    table = read_parquet(io.BytesIO(bytes_of(write_parquet, []))).read_all()
    assert table.num_rows == 0
    assert table.column_names == [name for name, _, _ in COLUMNS]


@pytest.mark.parametrize("format", FORMATS)
def test_same_input_same_bytes(reading: Reading, tmp_path: Path, format: str) -> None:
    for name in ("one", "two"):
        write([reading], format=format, path=tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes() != b""


def test_table(reading: Reading) -> None:
    lines = list(block(reading))
    assert lines[0] == "Ruritanian shelling (2024-05-04)"
    assert " ".join(lines[1].split()) == "who did what to whom with what when, where on whose say-so how sure"
    body = "\n".join(lines[3:])
    for words in (
        "RUR",
        "ASSAULT",
        "“shelled”",
        "Strelsau",
        "2024-05-03",
        "a lawmaker [RUR]",
        "possible",
        "hypothetical",
    ):
        assert words in body
    assert lines[-1].startswith("headline: the headline drops the doubt: “Ruritanian shelling”")
    assert max(map(len, lines[1:-1])) <= 120


@pytest.mark.parametrize("width", [20, 80, 100, 200, 400])
def test_table_keeps_its_width(reading: Reading, width: int) -> None:
    assert max(map(len, list(block(reading, width=width))[1:-1])) <= min(max(width, 80), 200)


def test_table_in_the_terms_of_cameo(reading: Reading) -> None:
    shown = " ".join(" ".join(block(reading, terms="cameo")).split())
    assert "194" in shown
    assert "ASSAULT" not in shown


def test_what_cameo_cannot_say(reading: Reading) -> None:
    (claim,) = reading.claims
    denied = msgspec.structs.replace(claim, auxiliary="negation")
    assert named(denied, "cameo") == "no code"
    assert coded(denied) == {"cameo": None, "quad": 4, "goldstein": None, "plover_score": -9.5}
    assert coded(claim)["cameo"] == "194"


def counted(reading: Reading) -> Reading:
    """The same claim with an object that is classed and counted."""
    (claim,) = reading.claims
    start = reading.article.text.index("army")
    quantity = Quantity(span=Span(start, start + 4), value=1000000, bound="at least", unit="shell")
    thing = Thing(span=quantity.span, kind="ammunition", system="D-30", makers=("RUS",), quantity=quantity)
    return msgspec.structs.replace(
        reading, claims=(msgspec.structs.replace(claim, object=quantity.span, things=(thing,), quantity=quantity),)
    )


def test_things_and_quantities_are_written(reading: Reading) -> None:
    line = shape(counted(reading))["claims"][0]
    assert line["object_class"] == ["ammunition"]
    assert line["quantity"] == {
        **{"value": 1000000, "upper": None, "bound": "at least", "unit": "shell"},
        **{"text": "army", "start": 36, "end": 40},
    }
    assert line["things"][0]["makers"] == ["RUS"]
    (row,) = rows(counted(reading))
    assert (row["object_class"], row["quantity"], row["quantity_unit"]) == (["ammunition"], 1000000, "shell")
    shown = " ".join(" ".join(block(counted(reading), explain=True)).split())
    assert "≥ 1,000,000" in shown
    assert "thing ammunition D-30 (RUS) “army”" in shown
    assert "quantity at least 1,000,000 shell “army”" in shown


def test_things_and_quantities_come_back_from_arrow(reading: Reading) -> None:
    both = [*counted(reading).claims, *reading.claims]
    (batch,) = arrow_batches(both, Claim)
    quantities = batch.column("quantity").to_pylist()
    assert [q and (q["value"], q["bound"]) for q in quantities] == [(1000000.0, "at least"), None]
    assert [[thing["kind"] for thing in things] for things in batch.column("things").to_pylist()] == [
        ["ammunition"],
        [],
    ]


def test_mentions_are_written(reading: Reading) -> None:
    quantity = Quantity(span=Span(0, 10), value=2.5, unit="USD")
    thing = Thing(span=Span(0, 10), kind="drones", system="Orlan-10", makers=("RUS",))
    made = (
        Mention(Span(0, 10), "MONEY", quantity=quantity),
        Mention(Span(0, 10), "WEAPON", thing=thing),
        Mention(Span(0, 10), "DATE", value="2024-05"),
        Mention(Span(0, 10), "GPE", ("RUR",), 0.5),
    )
    money, weapon, date, place = shape(msgspec.structs.replace(reading, mentions=made))["mentions"]
    assert (money["value"], money["bound"], money["unit"]) == (2.5, "exact", "USD")
    assert (weapon["class"], weapon["system"]) == ("drones", "Orlan-10")
    assert (date["value"], place["entity"], place["text"]) == ("2024-05", ["RUR"], "Ruritanian")


def test_table_without_claims() -> None:
    article = Article(id="x", text="Nothing happened.")
    assert list(block(Reading(article=article))) == ["Nothing happened.", "no claims found"]


def test_cells_are_plain_text() -> None:
    assert plain("a\x1b[31m\u200b b\n c\u202e") == "a[31m b c"
    assert row_lines(["中国", "x"], [6, 1]) == ["中国    x"]
    assert row_lines(["one two", "x"], [3, 1]) == ["one  x", "two"]


def test_explain_shows_words_and_rules(reading: Reading) -> None:
    shown = "\n".join(block(reading, explain=True))
    assert "claim 1  “shelled” 50:57  score 0.88" in shown
    assert "actor      RUR  MIL  “The Ruritanian army” 21:40  ← subj  score 0.91" in shown
    assert "where      “Strelsau” 58:66  score 0.50" in shown
    assert "time       past" in shown
    assert "event      ASSAULT heavy-weapons  ← shell VERB" in shown
    assert "factuality PS+ (PS+ 0.70, CT+ 0.19, PR+ 0.10)  ← may" in shown
    assert "say-so     a lawmaker [RUR]  “said” 89:93  ← frame  score 0.91  chain score 0.83" in shown


def test_a_file_appears_whole_or_not_at_all(reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("before", encoding="utf-8")

    def broken() -> Iterator[Reading]:
        yield reading
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(broken(), format="jsonl", path=path)
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written(reading: Reading, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write([reading], format="jsonl", path=tmp_path / "missing" / "out.jsonl")
    with pytest.raises(InputError, match="do not go together"):
        write([reading], format="csv", explain=True)


RECORDS = [cls for cls in vars(records).values() if isinstance(cls, type) and issubclass(cls, records.msgspec.Struct)]


@pytest.mark.parametrize("record", RECORDS)
def test_every_record_has_an_arrow_schema(record: type[records.msgspec.Struct]) -> None:
    assert arrow_schema(record).names == list(record.__struct_fields__)


def test_arrow_batches_hold_the_records(reading: Reading) -> None:
    (batch,) = arrow_batches([reading, reading], Reading)
    assert batch.num_rows == 2
    (claim,) = batch.column("claims").to_pylist()[1]
    assert claim["actor"] == {"codes": ["RUR"], "spans": [{"start": 21, "end": 40}], "sectors": ["MIL"], "rule": "subj"}
    assert claim["rules"] == [("factuality", "may"), ("trigger", "shell VERB")]
    assert claim["object"] is None


def test_shape_without_optional_parts() -> None:
    article = Article(id="x", text="Shelled.")
    claim = Claim(id="c", article_id="x", trigger=Span(0, 7), event="ASSAULT", actor=Slot(codes=("RUR",)))
    (found,) = shape(Reading(article=article, claims=(claim,)))["claims"]
    assert (found["say_so"], found["object_span"], found["when_span"], found["factuality"]) == ([], None, None, ["CT+"])
