"""Pictures: what is counted, what is drawn of it, and that files stand alone."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("altair")
pytest.importorskip("vl_convert")
pytest.importorskip("networkx")

from sayso.errors import InputError
from sayso.events.stance import stance
from sayso.records import Article, Claim, Event, Reading, SaySo, Slot, Span, Thing, Told
from sayso.report.plots.flows import _least
from sayso.report.plots.measure import Box, Room, Spot, broken, cut, plain, several, shortened, ticks, width
from sayso.report.plots.network import _number
from sayso.report.plots.network import told as told_arrow
from sayso.report.plots.themes import THEMES, variables
from sayso.store import Filter, Store
from sayso.store.counting import about, between, over_time, pairs, places, transfers
from sayso.store.drawing import PICTURES, _standing, draw, told

from .test_corpus import Screen, screen  # noqa: F401

WORDS = "Iran gave Russia drones in Tripoli, sources said."
HOSTILE = "</script><script>alert(1)</script>\u202e"


def claim(key: str, number: int, actor: str, recipient: str, *, event: str = "AID", when: str | None = "2024-05-03",
          fact: str = "CT+", kind: str | None = "drones") -> Claim:  # fmt: skip
    at = WORDS.index
    return Claim(
        id=f"c{number}", article_id=key, trigger=Span(at("gave"), at("gave") + 4), event=event,
        actor=Slot(codes=(actor,), spans=(Span(0, 4),)), recipient=Slot(codes=(recipient,), spans=(Span(10, 16),)),
        object=Span(at("drones"), at("drones") + 6),
        things=(Thing(span=Span(at("drones"), at("drones") + 6), kind=kind),) if kind else (),
        when=when, where=Span(at("Tripoli"), at("Tripoli") + 7), factuality=fact,
        say_so=(SaySo(source="sources", code=None, cue="said"),),
    )  # fmt: skip


def reading(key: str, *claims: Claim, published: str = "2024-05-04", publisher: str = "The Gazette") -> Reading:
    article = Article(id=key, text=f"{WORDS} {key}", title=key, published=published, publisher=publisher)
    return Reading(article=article, claims=claims)


def together(readings: Any, copies: Any, **_: Any) -> list[Event]:
    """Claims of one type between the same two are one event."""
    held: dict[tuple[Any, ...], list[tuple[Reading, Claim]]] = {}
    for one in readings:
        for said in one.claims:
            held.setdefault((said.event, said.actor.codes, said.recipient.codes), []).append((one, said))
    return [_event(f"e{n}", group) for n, group in enumerate(held.values())]


def _event(key: str, group: list[tuple[Reading, Claim]]) -> Event:
    first = group[0][1]
    told = tuple(
        Told(article=one.article.id, claim=said.id, trigger=said.trigger, stance=stance(said), origin=one.article.id)
        for one, said in group
    )
    return Event(
        id=key, event=first.event, actor=first.actor.codes, recipient=first.recipient.codes, when=first.when,
        where="Tripoli", first_reported=min(one.article.published or "" for one, _ in group),
        articles=tuple(one.article.id for one, _ in group), publishers=("The Gazette",),
        origins=tuple(one.origin or "" for one in told if one.stance == "asserted"),
        denied_by=tuple(HOSTILE for one in told if one.stance == "denied"), claims=told,
    )  # fmt: skip


READINGS = [
    reading("a", claim("a", 1, "IRN", "RUS"), claim("a", 2, "RUS", "UKR", event="ASSAULT", kind=None)),
    reading("b", claim("b", 1, "IRN", "RUS", fact="CT-"), claim("b", 2, "UKR", "RUS", event="CONSULT", kind=None)),
    reading("c", claim("c", 1, "PRK", "RUS", kind="ammunition", when="2024", fact="CT-"), published="2024-07-01"),
    reading("d", claim("d", 1, HOSTILE, "RUS", kind=None, when=None, fact="PS+"), published="2024-06-09"),
    reading("e", claim("e", 1, "RUS", "RUS", event="PROTEST", when="1931-02-03", kind=None)),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("plots") / "sayso.duckdb") as made:
        made.add(READINGS)
        made.refresh(find_copies=lambda _: [], merge=together)
        yield made


def drawn(store: Store, picture: str, **more: Any) -> Any:
    asked = Filter(actor=("RUS",), recipient=("UKR",)) if picture == "dyad" else more.pop("asked", None)
    return draw(store.sql, picture, asked, **more)


def test_how_many_there_are(store: Store) -> None:
    whole = about(store.sql, Filter())
    assert (whole.n, whole.dated, whole.paired, whole.placed, whole.articles, whole.named) == (
        6, 6, 6, 6, 5, ("The Gazette",),
    )  # fmt: skip
    assert about(store.sql, Filter(), count="claims").n == about(store.sql, Filter(), count="origins").n == 7
    assert about(store.sql, Filter(event=("AID",))).n == 3
    assert about(store.sql, Filter(stance=("denied",))).n == 2


def test_over_time(store: Store) -> None:
    rows = over_time(store.sql, Filter(event=("AID",)), count="events", period="month")
    assert [(row["from"], row["kind"], row["standing"], row["n"]) for row in rows] == [
        ("2024-05-01", 2, "contested", 1), ("2024-06-01", 2, "doubted", 1), ("2024-07-01", 2, "denied", 1),
    ]  # fmt: skip
    rows = over_time(store.sql, Filter(event=("AID",)), count="claims", period="year", by="event")
    assert {(row["from"], row["kind"], row["standing"], row["n"]) for row in rows} == {
        ("2024-01-01", "AID", "asserted", 1), ("2024-01-01", "AID", "denied", 2), ("2024-01-01", "AID", "doubted", 1),
    }  # fmt: skip


def test_both_directions(store: Store) -> None:
    both = Filter(actor=("RUS", "UKR"), recipient=("RUS", "UKR"))
    rows = between(store.sql, both, ("RUS", "UKR"), count="events", period="month")
    assert [(row["forth"], row["quad"], row["n"]) for row in rows] == [(False, 1, 1), (True, 4, 1)]
    assert about(store.sql, both, pair=("RUS", "UKR")).n == 2


def test_pairs_transfers_and_places(store: Store) -> None:
    rows = pairs(store.sql, Filter(), count="events")
    assert ("RUS", "RUS") not in {(row["actor"], row["recipient"]) for row in rows}
    assert {row["standing"] for row in rows if row["actor"] == "IRN"} == {"contested"}
    given = transfers(store.sql, Filter(event=("AID",)), count="events")
    assert [(row["actor"], row["class"], row["standing"], row["n"]) for row in given] == [
        ("PRK", "ammunition", "denied", 1), ("IRN", "drones", "contested", 1), (HOSTILE, None, "doubted", 1),
    ]  # fmt: skip
    found = places(store.sql, Filter(), count="claims")
    assert {row["place"] for row in found} == {"Tripoli"}
    assert sum(row["n"] for row in found) == 7


def values(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """All rows inside a chart."""
    return [row for part in walk(spec) for row in part if isinstance(row, dict)]


def walk(node: Any) -> Iterator[list[dict[str, Any]]]:
    if isinstance(node, dict):
        if isinstance(node.get("values"), list):
            yield node["values"]
        for one in node.values():
            yield from walk(one)
    elif isinstance(node, list):
        for one in node:
            yield from walk(one)


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("theme", THEMES)
def test_every_picture_says_what_it_shows(store: Store, picture: str, theme: str) -> None:
    made = drawn(store, picture, theme_name=theme)
    made.chart.to_dict()  # which Altair checks by the schema of Vega-Lite
    spec = made.spec()
    assert spec["background"] == THEMES[theme].paper
    assert spec["title"]["text"] == [made.title]
    assert made.title in spec["description"]
    assert "event" in spec["title"]["subtitle"][0]
    assert any("The Gazette" in str(row.get("label")) for row in values(spec))
    assert made.rows
    assert all(set(made.columns) <= set(row) for row in made.rows)


@pytest.mark.parametrize("picture", PICTURES)
def test_files_stand_alone(store: Store, picture: str) -> None:
    made = drawn(store, picture)
    root = ET.fromstring(made.svg())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not [one for one in root.iter() if any(name.endswith("href") for name in one.attrib)]
    png = made.png(scale=1)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = struct.unpack(">II", png[16:24])
    assert 800 < wide < 1000
    assert 150 < high < 1500


def test_a_page_loads_nothing_and_shows_hostile_names_as_text(store: Store) -> None:
    page = drawn(store, "network").html()
    assert not re.findall(r"<[^>]*(?:src|href)=", page.partition("<script>")[0])
    assert "default-src 'none'" in page
    assert "alert(1)</script>" not in page
    assert page.count("</script>") == 1
    assert "&lt;/script&gt;&lt;script&gt;alert(1)" in page
    assert "\u202e" not in page.partition("<script>")[0]


def test_what_is_denied_is_seen(store: Store) -> None:
    network = drawn(store, "network")
    row = next(row for row in network.rows if row["actor"] == "Iran")
    assert (row["standing"], row["n"], row["denied"]) == ("contested", 1, 1)
    assert any(one.get("label") == "1, denied" for one in values(network.spec()))
    flows = drawn(store, "flows")
    (row,) = (row for row in flows.rows if row["actor"] == "North Korea")
    assert (row["standing"], row["class"]) == ("denied", "ammunition")
    assert any("denied by" in str(one.get("label")) for one in values(flows.spec()))


def test_uncertain_places_are_drawn_as_such(store: Store) -> None:
    made = drawn(store, "map")
    assert {row["sureness"] for row in made.rows} == {"several"}
    assert "one of several places of that name" in json.dumps(made.spec())


def test_what_is_planned_or_doubted_is_told_at_an_asserted_arrow() -> None:
    row = {"actor": "A", "recipient": "B", "quad": 1, **_standing({"asserted": 3, "planned": 5})}
    assert row["standing"] == "asserted"
    assert _number(row) == "8 (5 planned)"
    assert told_arrow(row).endswith("5 of them planned")
    assert _number({**row, **_standing({"planned": 5})}) == "5"  # its line says it
    assert _number({**row, **_standing({"contested": 1, "asserted": 2, "doubted": 1})}) == "4 (1 denied, 1 doubted)"


def test_what_is_thin_and_what_is_single_is_told() -> None:
    few, many = ({"n": n, "class": None} for n in (1, 60))
    assert _least([few]) is None
    assert _least([few, many]) == "Bands of less than 3 are drawn as thick as 3."
    assert several(1, "events") == "1 event"


def test_what_is_left_out_is_said(store: Store) -> None:
    spec = json.dumps(drawn(store, "network", most=2).spec())
    assert "Shown are the 2 strongest of 5 arrows; the others stand for 3 events." in spec
    time = json.dumps(drawn(store, "timeline").spec())
    assert "1931" in time


def test_the_same_rows_give_the_same_picture(store: Store) -> None:
    assert drawn(store, "network").svg() == drawn(store, "network").svg()


def test_a_theme_for_pages(store: Store) -> None:
    svg = drawn(store, "timeline", theme_name="page").svg()
    names = set(re.findall(r"var\((--plot-[a-z0-9-]+)", svg))
    assert names
    assert all(f"{name}: #" in variables("dark") for name in names)
    assert 'style="' not in svg


@pytest.mark.parametrize("picture", PICTURES)
def test_nothing_is_no_picture(store: Store, picture: str) -> None:
    asked = Filter(actor=("XXX",), recipient=("YYY",))
    with pytest.raises(InputError, match=r"in what is asked for"):
        draw(store.sql, picture, asked)


def test_a_pair_is_two(store: Store) -> None:
    with pytest.raises(InputError, match="two actors"):
        draw(store.sql, "dyad", Filter(actor=("RUS",)))
    with pytest.raises(InputError, match="unknown"):
        draw(store.sql, "pie")


def test_a_filter_in_words() -> None:
    asked = Filter(actor=("RUS", "UN"), since="2023", origins=2, all_versions=True)
    assert told(asked) == (
        "actor Russia or United Nations; since 2023; at least so many origins: 2; all versions of articles"
    )


def test_the_command(store: Store, screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    import shutil

    monkeypatch.chdir(tmp_path)
    path = tmp_path / "copy.duckdb"
    store.sql("CHECKPOINT").one()
    shutil.copy(store.path, path)
    monkeypatch.setenv("SAYSO_STORE", str(path))
    for name in ("a.svg", "b.png", "c.html"):
        screen.run("plot", "timeline", "--since", "2024", "--count", "claims", "-o", name)
        assert Path(name).stat().st_size > 1000
    _, said = screen.run("plot", "map", "--where", "Nowhere", "-o", "d.svg", code=2)
    assert "place Nowhere" in said
    assert not Path("d.svg").exists()
    _, said = screen.run("plot", "map", "-o", "d.jpg", code=2)
    assert ".svg, .png or .html" in said


def test_words_fit() -> None:
    assert width("mm", 10) > width("ii", 10)
    assert cut("A very long name of a ministry", 80, 12).endswith("…")
    assert width(cut("A very long name of a ministry", 80, 12), 12) <= 80
    assert broken("one two three four", 60, 12) == ["one two", "three four"]
    assert plain("a\u202eb\n c\x00") == "ab c"
    names = [f"The Ministry of Foreign Affairs of {name}" for name in ("Ruritania", "Strelsau")]
    assert len(set(shortened(names, 120, 12).values())) == 2
    assert ticks(0, 1, 5) == [0, 1]
    assert ticks(-3, 7, 5) == [-2, 0, 2, 4, 6]


def test_labels_keep_clear_of_one_another() -> None:
    room = Room(200, 100, [Box(0, 0, 50, 50)])
    assert room.first("name", 12, [Spot(10, 10, "left")]) is None
    assert room.first("name", 12, [Spot(10, 10, "left"), Spot(60, 20, "left")]) == Spot(60, 20, "left")
    assert room.first("name", 12, [Spot(60, 20, "left")]) is None
    assert room.clearest("name", 12, [Spot(60, 50, "left"), Spot(60, 80, "left")], np.array([(65.0, 50.0)])) == Spot(
        60, 80, "left"
    )


def test_a_network_is_the_same_in_every_process(tmp_path: Path) -> None:
    rows = [{"actor": one, "recipient": other, "quad": 1, "standing": "asserted", "n": 1, "denied": 0}
            for one, other in ("AB", "CD", "EF", "GH", "IJ", "KL")]  # fmt: skip
    program = (
        "import sys; from sayso.report.plots.network import network; from sayso.report.plots.framing import Caption\n"
        "from sayso.report.plots.themes import theme; from sayso.report.plots.marks import filled; import json\n"
        f"made = network({rows!r}, Caption('Who'), theme('light'), unit='events')\n"
        "print(json.dumps(filled(made.to_dict())))"
    )
    runs = {
        subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, check=True,
                       capture_output=True).stdout for seed in ("1", "2")
    }  # fmt: skip
    assert len(runs) == 1
