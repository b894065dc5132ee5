"""How an event stands: pages, pictures, exports, briefs and `sayso show` say one thing of it."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from sayso.events.asking import EventFilter
from sayso.events.merging import merge
from sayso.events.stance import STANCES
from sayso.records import Article, Event, Reading, SaySo
from sayso.report.brief.building import built
from sayso.report.exports import graph
from sayso.report.exports.material import Material
from sayso.report.exports.registry import writer_of
from sayso.report.happenings import event_lines
from sayso.report.standing import sides, standing, standing_of
from sayso.store import Store
from sayso.store.counting import STANDING
from sayso.store.material import material
from tests.exported import claim, slot, thing

pytest.importorskip("duckdb")
TOLD: dict[str, dict[str, Any]] = {
    "asserted": {"factuality": "CT+"},
    "denied": {"factuality": "CT-", "auxiliary": "negation"},
    "doubted": {"factuality": "PS+"},
    "planned": {"factuality": "U", "auxiliary": "future"},
}
EXPECTED = {
    "RUS": "planned",
    "IRN": "doubted",
    "PRK": "contested",
    "CHN": "denied",
    "TUR": "asserted",
    "IND": "contested",
}
NAMES = {"RUS": "Russia", "IRN": "Iran", "PRK": "North Korea", "CHN": "China", "TUR": "Turkey", "IND": "India"}


def reading(number: int, code: str, stance: str, source: str | None) -> Reading:
    """An article with one claim; without a source it is its publisher's own."""
    said = f", the {source} said." if source else "."
    text = f"{NAMES[code]} shipped shells to Syria{said}"
    day = f"2024-0{1 + number % 9}-03"
    held = claim(
        "c1", f"a{number}", text, "AID", "shipped", actor=slot(code, NAMES[code], text), when=day,
        recipient=slot("SYR", "Syria", text), things=(thing("shells", "ammunition", text),),
        say_so=(SaySo(source=f"the {source}", code=None, cue="said"),) if source else (), **TOLD[stance],
    )  # fmt: skip
    article = Article(id=f"a{number}", text=text, published=day, publisher=f"Paper {number}", title=f"Title {number}")
    return Reading(article=article, claims=(held,), version="made 1")


READINGS = (
    reading(0, "RUS", "planned", "harbour master"),
    reading(1, "IRN", "doubted", "union leader"),
    reading(2, "PRK", "denied", "coastguard"),
    reading(3, "PRK", "asserted", "fisherman"),
    reading(4, "CHN", "denied", "lighthouse keeper"),
    reading(5, "TUR", "asserted", "baker"),
    reading(6, "IND", "asserted", "teacher"),
    reading(7, "IND", "denied", "miller"),
)


def merged(held: Any, copies: Any, **ties: Any) -> list[Event]:
    """As claims are joined, but those of one actor are one event; nobody is named who denies what India did."""
    same = [(("a2", "c1"), ("a3", "c1")), (("a6", "c1"), ("a7", "c1"))]
    found = merge(held, copies, **{**ties, "same": same})
    return [unnamed(one) if one.actor == ("IND",) else one for one in found]


def unnamed(event: Event) -> Event:
    """Without the names of those who deny."""
    claims = tuple(replace(one, origin=None) if one.stance == "denied" else one for one in event.claims)
    return replace(event, denied_by=(), claims=claims)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("standing") / "s.duckdb"
    with Store(path) as store:
        store.add(READINGS)
        store.refresh(find_copies=lambda articles: [], merge=merged)
    return path


@pytest.fixture(scope="module")
def held(path: Path) -> Iterator[Material]:
    with Store(path, read_only=True) as store:
        yield material(store)


def written(held: Material, format: str, kind: str) -> str:
    file = io.BytesIO()
    writer_of(format, kind)(held, file)
    return file.getvalue().decode()


def events(held: Material) -> dict[str, Event]:
    return {one.event.actor[0]: one.event for one in held.happenings()}


def test_records_tables_and_keywords_agree(held: Material) -> None:
    assert {code: standing_of(event) for code, event in events(held).items()} == EXPECTED
    rows = list(csv.DictReader(io.StringIO(written(held, "csv", "events"))))
    assert {row["actor"]: row["status"] for row in rows} == EXPECTED
    entities = map(json.loads, written(held, "ftm", "events").splitlines())
    found = [one["properties"]["keywords"] for one in entities if one["schema"] == "Event"]
    assert sorted(words[1] for words in found) == sorted(EXPECTED.values())


def test_register_and_graph_agree(held: Material) -> None:
    rows = list(csv.DictReader(io.StringIO(written(held, "csv", "transfers"))))
    contested = {code: "yes" if word == "contested" else "no" for code, word in EXPECTED.items()}
    assert {row["supplier"]: row["contested"] for row in rows} == contested
    acts = graph.of_happenings(held.happenings())
    assert {act.actors[0]: act.standing for act in acts} == EXPECTED


def test_brief_counts_apart_and_says_who_does_what(held: Material) -> None:
    brief = built(held, title="t", most=50)
    assert brief.sections[0].points[0] == "6 events: 2 contested, 1 asserted, 1 denied, 1 doubted, 1 planned."
    assert "asserted by 3 origins" in brief.sections[0].points[1]
    told = {one.status: dict(one.facts) for one in brief.sections[1].statements}
    assert [label for label in told["planned"] if " by " in label] == ["Planned by 1 origin"]
    assert [label for label in told["doubted"] if " by " in label] == ["Doubted by 1 origin"]
    assert [label for label in told["denied"] if " by " in label] == ["Denied by 1 origin"]
    (table,) = (one.table for one in brief.sections if one.anchor == "contested")
    assert table is not None
    assert len(table.rows) == 4
    assert {row[1] for row in table.rows if "Iran" in row[0] or "China" in row[0]} == {"nobody"}
    assert [row[3] for row in table.rows if "India" in row[0]] == ["not said by whom"]


def test_words_of_stix_ftm_and_show(held: Material) -> None:
    for format in ("stix", "ftm"):
        text = written(held, format, "events").lower()
        assert ("planned by" in text, "doubted by" in text, text.count("asserted by")) == (True, True, 3)
    found = {code: list(event_lines(event, (), {})) for code, event in events(held).items()}
    assert [line for line in found["RUS"] if " by: " in line] == ["planned by: the harbour master"]
    assert [line for line in found["IRN"] if " by: " in line] == ["doubted by: the union leader"]


def test_every_mix_of_stances_is_one_thing_to_records_and_to_the_store(path: Path) -> None:
    mixes = [mix for n in range(1, 5) for mix in itertools.combinations(STANCES, n)]
    with Store(path, read_only=True) as store:
        for mix in mixes:
            query = f"SELECT {STANDING} AS word FROM (SELECT CAST($mix AS VARCHAR[]) AS stances) e"
            (row,) = store.sql(query, {"mix": list(mix)}).dicts()
            assert row["word"] == standing(mix), mix


def test_sides_name_the_origins_for_what_they_do(held: Material) -> None:
    found = {code: [(side, len(who)) for side, who in sides(event)] for code, event in events(held).items()}
    assert found["PRK"] == [("asserted", 1), ("denied", 1)]
    assert (found["RUS"], found["IRN"], found["CHN"]) == ([("planned", 1)], [("doubted", 1)], [("denied", 1)])


def test_pages_say_the_same(path: Path) -> None:
    pytest.importorskip("starlette")
    from starlette.testclient import TestClient

    from sayso.app.web.application import application
    from sayso.app.web.desk import Desk

    with Store(path, read_only=True) as store:
        ids = {code: one.event.id for one in material(store).happenings() for code in one.event.actor}
    with TestClient(application(Desk(path)), base_url="http://127.0.0.1") as client:
        shown = {code: client.get(f"/event/{key}").text for code, key in ids.items()}
        listed = client.get("/events").text
    assert all(f'class="stance {word}"' in shown[code] for code, word in EXPECTED.items())
    assert "<dt>Planned by</dt>" in shown["RUS"]
    assert "Asserted by" not in shown["RUS"]
    assert shown["IRN"].count("<dt>Doubted by</dt>") == 1
    assert "Asserted by" not in shown["IRN"]
    assert "First origin" not in shown["CHN"]
    assert "fisherman" in shown["PRK"].partition("First origin")[2].partition("</div>")[0]
    assert "denied, by whom is not said" in shown["IND"]
    assert "nobody here" not in shown["IND"]
    assert listed.count("denied, by whom is not said") == 1


def test_asking_for_contested_events_asks_how_they_stand(path: Path) -> None:
    with Store(path, read_only=True) as store:
        contested = {event.actor[0] for event in store.events(contested=True)}
        denied = {event.actor[0] for event in store.events(denied=True)}
        every = list(store.events())
    assert contested == {"PRK", "IND"}
    assert denied == {"PRK", "IND", "CHN"}
    assert {event.actor[0] for event in every if EventFilter(contested=True).admits(event)} == contested
    assert {event.actor[0] for event in every if EventFilter(denied=True).admits(event)} == denied
