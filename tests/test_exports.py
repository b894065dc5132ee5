"""Exports: every format is opened by its field's own reader, hostile words stay words, same store same bytes."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.app.cli import run
from sayso.claims.calendar import first_day, last_day
from sayso.errors import InputError
from sayso.ontology.tables import rows as table_rows
from sayso.records import Article, Claim, Span
from sayso.report.exports import (
    ENDINGS,
    FORMATS,
    dyads,
    format_of,
    gdelt,
    geojson,
    graph,
    icews,
    transfers,
    write_export,
)
from sayso.report.exports.cameo_rows import full, quad_class
from sayso.report.exports.cells import guarded, unguarded
from sayso.report.exports.columns import CLAIMS, EVENTS
from sayso.report.exports.ftm import SCHEMATA
from sayso.report.exports.jsonl import is_readings, readings_in
from sayso.report.exports.material import Line, Material
from sayso.report.exports.names import ROOM, party
from sayso.report.exports.registry import KINDS, kinds_of, writer_of
from sayso.report.exports.stix import OBJECTS
from sayso.store import Filter, Store
from sayso.store.material import material
from tests.exported import made_store, readings

pytest.importorskip("duckdb")
PAGE = (Path(__file__).parents[1] / "docs" / "exports.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_store(tmp_path_factory.mktemp("exports") / "s.duckdb")


@pytest.fixture(scope="module")
def held(path: Path) -> Iterator[Material]:
    with Store(path, read_only=True) as store:
        yield material(store)


def written(held: Material, format: str, kind: str | None = None) -> bytes:
    file = io.BytesIO()
    writer_of(format, kind or kinds_of(format)[0])(held, file)
    return file.getvalue()


def rows(held: Material, format: str, kind: str, **options: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(held, format, kind).decode(), newline=""), **options))


@pytest.mark.parametrize(("format", "kind"), [(f, k) for f in FORMATS for k in kinds_of(f)])
def test_the_same_store_gives_the_same_bytes(held: Material, format: str, kind: str) -> None:
    assert written(held, format, kind) == written(held, format, kind) != b""


@given(st.text(st.sampled_from("'=+-@\t\ra|"), max_size=6))
def test_guards_are_taken_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in tuple("=+-@\t\r")


def test_csv(held: Material) -> None:
    found = rows(held, "csv", "claims")
    assert [name for name, _, _ in CLAIMS] == list(found[0])
    assert [row["stance"] for row in found] == ["asserted", "denied", "planned", "asserted", "asserted"]
    assert found[0]["event_id"] == found[1]["event_id"] == "e1"
    assert found[2]["title"] == '\'=HYPERLINK("http://x","y")'
    assert unguarded(found[2]["publisher"]) == "+1 <b>Press</b>"
    assert found[4]["sentence"].startswith("'-1 protesters")
    assert found[0]["goldstein"] == "8.3"


def test_events_and_their_status(held: Material) -> None:
    found = rows(held, "csv", "events")
    assert list(found[0]) == [name for name, _, _ in EVENTS]
    assert {row["id"]: row["status"] for row in found} == {
        "e1": "contested",
        "e3": "planned",
        "e4": "asserted",
        "e5": "asserted",
    }
    assert (found[0]["actor_name"], found[0]["quantities"]) == ("North Korea", "a lawmaker in Seoul: 5,000 shells")


def test_transfers(held: Material) -> None:
    found = {row["event_id"]: row for row in rows(held, "csv", "transfers")}
    assert set(found) == {"e1", "e3", "e4"}
    assert found["e1"]["status"] == "alleged"
    assert (found["e1"]["contested"], found["e1"]["denied_by"]) == ("yes", "the foreign ministry")
    assert (found["e1"]["quantity"], found["e1"]["delivered"], found["e1"]["ordered"]) == ("5000", "2024-02-12", "")
    assert (found["e3"]["status"], found["e3"]["class"], found["e3"]["year"]) == ("planned", "drones", "2024")
    assert (found["e4"]["supplier"], found["e4"]["recipient"], found["e4"]["status"]) == ("PRK", "IRN", "asserted")


def bought(text: str) -> bool:
    """Whether a sentence, taken with each of its words as the trigger, is one of buying."""
    spans = [Span(*word.span()) for word in re.finditer(r"\w+", text)]
    made = [Claim(id="c", article_id="a", trigger=span, event="COOPERATE") for span in spans]
    whole = Span(0, len(text))
    return any(transfers.is_bought(Line(Article(id="a", text=text), one, "", "asserted", whole, 1)) for one in made)


def test_words_of_buying_have_examples() -> None:
    for row in table_rows("buying", room=ROOM):
        assert [bought(row[which]) for which in ("example", "counterexample")] == [True, False], row


@pytest.mark.parametrize("kind", KINDS)
def test_xlsx(held: Material, kind: str) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(written(held, "xlsx", kind)))
    assert book.sheetnames == [kind, "about"]
    sheet = book[kind]
    assert sheet.freeze_panes == "A2"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert len(found) == 1 + len(rows(held, "csv", kind))
    if kind == "claims":
        title = found[0].index("title")
        assert found[3][title] == '=HYPERLINK("http://x","y")'
        assert found[4][title] == "#N/A"
        assert found[1][found[0].index("quantity")] == 5000


def test_parquet_holds_what_csv_holds(held: Material) -> None:
    from arro3.io import read_parquet

    for kind in KINDS:
        found = read_parquet(io.BytesIO(written(held, "parquet", kind))).read_all()
        assert found.num_rows == len(rows(held, "csv", kind))
    parquet = pytest.importorskip("pyarrow.parquet")
    again = parquet.read_table(io.BytesIO(written(held, "parquet", "claims"))).to_pylist()
    assert again[0]["actor"] == ["PRK"]
    assert again[2]["title"] == '=HYPERLINK("http://x","y")'


def test_json_lines_come_back_as_they_were(path: Path, held: Material, tmp_path: Path) -> None:
    first = tmp_path / "claims.jsonl"
    write_export(held, format="jsonl", path=first)
    assert is_readings(first)
    assert list(readings_in(first)) == readings()
    again, store = tmp_path / "again.jsonl", str(tmp_path / "t.duckdb")
    assert run(["add", str(first), "--store", store, "--quiet", "--no-refresh"]) == 0
    assert run(["add", str(first), "--store", store, "--quiet", "--no-refresh"]) == 0
    assert run(["export", "--store", store, "-o", str(again)]) == 0
    assert again.read_bytes() == first.read_bytes()


def test_a_line_that_holds_no_reading_is_told(tmp_path: Path) -> None:
    bad = tmp_path / "x.jsonl"
    bad.write_text('{"article": {}, "claims": [], "version": ""}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"x\.jsonl:1 holds no reading"):
        list(readings_in(bad))
    for words in ("no json", '{"id": "a", "text": "b"}', "[1]"):
        bad.write_text(words, encoding="utf-8")
        assert not is_readings(bad)


@pytest.mark.parametrize("kind", ["claims", "events"])
def test_graphs(held: Material, kind: str) -> None:
    networkx = pytest.importorskip("networkx")
    one = networkx.read_graphml(io.BytesIO(written(held, "graphml", kind)), force_multigraph=True)
    other = networkx.read_gexf(io.BytesIO(written(held, "gexf", kind)))
    assert set(one.nodes) == set(other.nodes) == {"PRK", "RUS", "IRN"}
    assert set(one.nodes["PRK"]) == {name for name, _ in graph.NODE}
    (edge,) = one.get_edge_data("PRK", "RUS").values()
    assert set(edge) == {name for name, _ in graph.EDGE}
    assert edge["weight"] == (2 if kind == "claims" else 1)
    assert edge["denied" if kind == "claims" else "contested"] == 1
    assert one.number_of_edges() == other.number_of_edges() == 3


@pytest.mark.parametrize("kind", ["claims", "events"])
def test_geojson(held: Material, kind: str) -> None:
    found = json.loads(written(held, "geojson", kind))
    assert found["type"] == "FeatureCollection"
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["properties"]["position"] in dict(geojson.POSITION)
        assert (feature["geometry"] is None) == (feature["properties"]["position"] == "unknown")
        if feature["geometry"]:
            longitude, latitude = feature["geometry"]["coordinates"]
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90
    places = {one["properties"]["where"]: one["properties"]["position"] for one in found["features"]}
    assert places["Pyongyang"] == "place"
    assert places["Nowhereville"] == "unknown"


def test_followthemoney(held: Material) -> None:
    reason = "followthemoney needs PyICU, for which there is no wheel: pip install followthemoney where ICU is"
    model = pytest.importorskip("followthemoney", reason=reason, exc_type=ImportError).model
    found = [json.loads(line) for line in written(held, "ftm").splitlines()]
    ids = {entity["id"] for entity in found}
    for entity in found:
        schema = model.get(entity["schema"])
        schema.validate(entity)
        proxy = model.get_proxy(entity, cleaned=False)
        for prop, value in proxy.itervalues():
            assert prop.type.validate(value), (prop.name, value)
            assert prop.type.name != "entity" or value in ids
    assert {entity["schema"] for entity in found} <= {name for name, _, _ in SCHEMATA}
    (event,) = [one for one in found if one["properties"].get("recordId") == ["e1"]]
    assert len(event["properties"]["proof"]) == 2


def test_followthemoney_entities_are_told_before_they_are_pointed_to(held: Material) -> None:
    seen: set[str] = set()
    for line in written(held, "ftm").splitlines():
        entity = json.loads(line)
        values = [value for values in entity["properties"].values() for value in values]
        assert {value for value in values if value.startswith("sayso-")} <= seen
        assert all(isinstance(value, str) and value for value in values)
        seen.add(entity["id"])


def test_stix(held: Material) -> None:
    stix2 = pytest.importorskip("stix2")
    bundle = stix2.parse(written(held, "stix").decode(), allow_custom=False)
    ids = {one.id for one in bundle.objects}
    assert len(ids) == len(bundle.objects)
    assert {one.type for one in bundle.objects} == {name for name, _ in OBJECTS}
    for one in bundle.objects:
        refs = [*one.get("object_refs", ()), one.get("source_ref"), one.get("target_ref"), one.get("created_by_ref")]
        assert {ref for ref in refs if ref} <= ids
    (denial,) = [one for one in bundle.objects if one.get("opinion") == "strongly-disagree"]
    assert denial.authors == ["the foreign ministry"]
    assert "denied that North Korea had sent shells" in denial.explanation
    (report,) = [one for one in bundle.objects if one.type == "report" and one.name == "A denial"]
    assert denial.id in report.object_refs


def lines(data: bytes) -> list[list[str]]:
    return [line.split("\t") for line in data.decode().removesuffix("\n").split("\n")]


def test_gdelt(held: Material) -> None:
    names = [name for name, _ in gdelt.EVENTS]
    assert (len(names), len(set(names)), len(gdelt.MENTIONS)) == (61, 61, 16)
    found = [dict(zip(names, row, strict=True)) for row in lines(written(held, "gdelt"))]
    assert [(row["Actor1Code"], row["Actor2Code"]) for row in found] == [
        ("PRKGOV", "RUS"),
        ("RUS", "PRK"),
        ("IRN", "PRK"),
    ]
    first = found[0]
    assert (first["Day"], first["MonthYear"], first["Year"]) == ("20240212", "202402", "2024")
    assert (first["EventRootCode"], first["EventBaseCode"], first["QuadClass"]) == ("07", "072", "2")
    assert (first["NumMentions"], first["IsRootEvent"], first["AvgTone"]) == ("1", "1", "")
    assert first["DATEADDED"] == "20240215000000"
    mentions = lines(written(held, "gdelt-mentions"))
    assert all(len(row) == 16 for row in mentions)
    assert [row[0] for row in mentions] == [row["GlobalEventID"] for row in found]
    assert json.loads(mentions[0][-1])["stance"] == "asserted"
    assert found[2]["ActionGeo_CountryCode"] == "KN"


def test_gdelt_has_its_own_classes() -> None:
    assert [quad_class(code) for code in ("01", "057", "06", "0874", "09", "138", "14", "203")] == [
        1,
        1,
        2,
        2,
        3,
        3,
        4,
        4,
    ]
    assert [full(code) for code in ("14", "010", "1951")] == ["140", "010", "1951"]


def test_icews(held: Material) -> None:
    found = rows(held, "icews", "claims", delimiter="\t")
    assert list(found[0]) == [name for name, _ in icews.COLUMNS]
    assert len(icews.COLUMNS) == 20
    assert [(row["Source Name"], row["Target Name"]) for row in found] == [
        ("North Korea", "Russia"),
        ("Russia", "North Korea"),
        ("Iran", "North Korea"),
    ]
    assert (found[0]["CAMEO Code"], found[0]["Event Date"], found[0]["Sentence Number"]) == ("072", "2024-02-12", "1")


def test_filters_and_limits(path: Path) -> None:
    with Store(path, read_only=True) as store:
        asked = material(store, Filter(actor=("PRK",)), limit=1)
        assert [line.claim.id for line in asked.lines()] == ["c1"]
        assert [happening.event.id for happening in asked.happenings()] == ["e1"]
        assert len(next(iter(asked.happenings())).lines) == 2
        assert dict(asked.about)["asked for"] == "actor PRK"


def test_a_file_appears_whole_or_not_at_all(held: Material, tmp_path: Path) -> None:
    def broken() -> Iterator[Any]:
        yield from list(held.lines())[:2]
        raise RuntimeError("broken off")

    target = tmp_path / "x.csv"
    with pytest.raises(RuntimeError):
        write_export(held._replace(lines=broken), format="csv", path=target)
    assert list(tmp_path.iterdir()) == []


def test_paths_may_be_texts_and_formats_are_checked(held: Material, tmp_path: Path) -> None:
    write_export(held, format="csv", path=str(tmp_path / "x.csv"))
    assert (tmp_path / "x.csv").read_bytes() == written(held, "csv")
    assert format_of("x.gexf") == "gexf"
    with pytest.raises(InputError, match="There is no format doc"):
        write_export(held, format="doc", path=str(tmp_path / "x.doc"))


def test_endings() -> None:
    assert {format_of(Path(f"x{ending}")) for ending in ENDINGS} == set(FORMATS)
    assert format_of(Path("Some.Claims.CSV")) == "csv"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "x.doc"], "no ending that is known"),
        (["-o", "x.stix.json", "--kind", "claims"], "stix cannot hold claims"),
        (["--kind", "transfers", "-f", "gexf"], "gexf cannot hold transfers"),
        (["--since", "soon"], "“soon” is no date"),
    ],
)
def test_wrong_calls(path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    assert run(["export", "--store", str(path), *arguments]) == 2
    assert said in capsys.readouterr().err


def test_where_nothing_is_a_transfer_that_is_said(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["export", "--store", str(path), "--kind", "transfers"]
    assert run([*asked, "--event", "AID"]) == 0
    assert "none" not in capsys.readouterr().err
    assert run([*asked, "--event", "PROTEST"]) == 0
    assert "none a transfer of arms or fuel" in capsys.readouterr().err


def test_where_no_claim_has_a_row_that_is_said(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for ending, asked, told in (
        ("icews", "--denied", True), ("icews", "--limit=1", False), ("gdelt", "--event=PROTEST", True),
        ("gdelt", "--denied", False), ("mentions", "--event=PROTEST", True),
    ):  # fmt: skip
        assert run(["export", "--store", str(path), asked, "-o", str(tmp_path / f"x.{ending}.tsv")]) == 0
        assert ("no rows" in capsys.readouterr().err) == told, (ending, asked)


def test_without_a_format_csv_on_the_screen(path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["export", "--store", str(path), "--kind", "events", "--actor", "IRN"]) == 0
    out = capsysbinary.readouterr().out.decode()
    assert out.startswith("id,status,when")
    assert out.count("\n") == 2


@pytest.mark.parametrize(("format", "module"), [("xlsx", "openpyxl"), ("graphml", "networkx")])
def test_a_missing_package_is_named(held: Material, monkeypatch: pytest.MonkeyPatch, format: str, module: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError, match=r"sayso\[export\]"):
        written(held, format)


def test_days() -> None:
    assert [str(first_day(when)) for when in ("2024", "2024-02", "2024-02-05/2024-03", None, "soon", "2024-13")] == [
        *("2024-01-01", "2024-02-01", "2024-02-05"),
        *("None", "None", "None"),
    ]
    assert [str(last_day(when)) for when in ("2024", "2024-02", "2024-02-05/2024-03")] == [
        *("2024-12-31", "2024-02-29", "2024-03-31"),
    ]


def test_parties() -> None:
    assert party("PRK").name == "North Korea"
    assert (party("UN").kind, party("Hezbollah").kind, party("a farmer").kind) == ("organisation", "group", "other")


def documented() -> list[tuple[str, str]]:
    tables = [[(name, what) for name, _, what in held] for held in (EVENTS, transfers.COLUMNS, dyads.COLUMNS)]
    more = [(name, what) for name, _, what in CLAIMS if name in ("stance", "event_id", "origin", "sentence")]
    plain = (graph.NODE, graph.EDGE, geojson.POSITION, gdelt.EVENTS, gdelt.MENTIONS, icews.COLUMNS, OBJECTS)
    return [*more, *(pair for held in (*tables, *plain) for pair in held)]


@pytest.mark.parametrize(("name", "what"), documented())
def test_every_column_is_documented(name: str, what: str) -> None:
    assert f"| `{name}` | {what} |" in PAGE


@pytest.mark.parametrize(("ending", "format"), ENDINGS.items())
def test_every_format_is_documented(ending: str, format: str) -> None:
    assert f"| `{ending}` | `{format}` |" in PAGE


@pytest.mark.parametrize(("schema", "what", "properties"), SCHEMATA)
def test_every_schema_is_documented(schema: str, what: str, properties: str) -> None:
    assert f"| `{schema}` | {what} | {properties} |" in PAGE
