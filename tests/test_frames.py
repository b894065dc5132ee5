"""What was asked of a store as records, Arrow, pandas and polars, and what a notebook shows of it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

from sayso.errors import InputError, StoreError
from sayso.events.asking import EventFilter
from sayso.notebook import FIRST, safe, table
from sayso.notebook import TEXT as SHOWN
from sayso.records import Article, Claim, Reading, Span
from sayso.store import Filter, Store
from sayso.store.filters import EventFields, Fields

from .conftest import TEXT, made_reading

MANY = 12


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that every test has a copy of."""
    path = tmp_path_factory.mktemp("shelf") / "s.duckdb"
    with Store(path) as made:
        articles = [Article(id=f"a{n:02}", text=TEXT, published=f"2024-05-{n + 4:02}") for n in range(MANY)]
        made.add(map(made_reading, articles))
        made.refresh()
    return path


@pytest.fixture
def store(tmp_path: Path, shelf: Path) -> Iterator[Store]:
    with Store(shutil.copy(shelf, tmp_path)) as made:
        yield made


def test_one_value_or_several_without_a_filter(store: Store) -> None:
    assert len(list(store.claims(actor="RUR"))) == MANY
    assert len(list(store.claims(actor=["RUR", "PRK"], article=("a01", "a02"), limit=5))) == 2
    assert list(store.claims(Filter(actor=("PRK",)))) == list(store.claims(actor="PRK")) == []


def test_keywords_are_the_fields_of_the_filters() -> None:
    assert Fields.__annotations__.keys() == set(Filter.__struct_fields__)
    assert EventFields.__annotations__.keys() == set(EventFilter.__struct_fields__)


def test_dates_are_typed_as_on_the_command_line(store: Store) -> None:
    for when in ("3 May 2024", "May 2024"):
        iso = "2024-05-03" if when[0] == "3" else "2024-05"
        assert list(store.claims(since=when)) == list(store.claims(since=iso))
        assert list(store.events(until=when)) == list(store.events(until=iso))
    assert store.claims(since="3 May 1990").count() == store.claims().count()


def test_fields_are_checked(store: Store) -> None:
    with pytest.raises(InputError, match="who is no field to ask by"):
        store.claims(who="RUR")  # type: ignore[call-arg]
    with pytest.raises(InputError, match="denied is no field"):
        store.claims(denied=True)  # type: ignore[call-arg]
    with pytest.raises(InputError, match="“yesterday” is no date"):
        store.events(since="yesterday")
    with pytest.raises(InputError, match="a filter and fields"):
        store.claims(Filter(), actor="RUR")
    with pytest.raises(InputError, match="a filter and fields"):
        store.events(Filter(), actor="RUR")


def test_events_are_records_as_often_as_wanted(store: Store) -> None:
    events = store.events(event="ASSAULT", recipient="RUR")
    assert list(events) == list(events) == list(store.events(EventFilter(event=("ASSAULT",))))
    assert events.first() in list(store.events(Filter(event=("ASSAULT",))))
    assert events.count() == len(list(events))
    assert store.events(contested=True).first() is None


def test_articles_are_records(store: Store) -> None:
    articles = store.articles(article="a03")
    assert list(articles) == [Article(id="a03", text=TEXT, published="2024-05-07")]
    assert store.articles().count() == MANY
    assert store.articles(event="AID").first() is None
    assert store.articles(limit=2).to_arrow().num_rows == 2


def test_sources_are_those_of_the_command(store: Store) -> None:
    (row,) = store.sources().dicts()
    assert (row["source"], row["claims"], row["doubted"]) == ("RUR", MANY, MANY)


def test_arrow(store: Store) -> None:
    rows = store.claims(actor="RUR")
    assert next(iter(rows))
    frame = rows.to_arrow()
    assert (frame.num_rows, frame.column_names) == (MANY, list(rows.columns))
    assert store.events().to_arrow().column_names[:2] == ["id", "event"]


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_frames(store: Store, name: str) -> None:
    pytest.importorskip(name, reason=f"{name} is not installed: pip install {name}")
    for asked in (store.claims(), store.events(), store.articles(), store.sources()):
        frame = getattr(asked, f"to_{name}")()
        assert len(frame) == asked.count()
    actor = getattr(store.claims(limit=1), f"to_{name}")()["actor"][0]
    assert list(actor) == ["RUR"]


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_a_frame_whose_package_is_missing_names_it(store: Store, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(InputError, match=f"pip install {name}"):
        getattr(store.events(), f"to_{name}")()


def test_pandas_needs_no_pyarrow(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed: pip install pandas")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert len(store.claims().to_pandas()) == MANY
    assert store.claims().to_arrow().num_rows == MANY


def test_rows_in_a_notebook_are_the_first_and_how_many(store: Store) -> None:
    shown = store.claims()._repr_html_()
    assert (shown.count("<tr>"), f"the first {FIRST} of {MANY} rows" in shown) == (FIRST + 1, True)
    assert "1 row<" in store.sql("SELECT 1 AS one -- done;")._repr_html_()
    assert "1 row<" in store.events(limit=1)._repr_html_()


def test_what_changes_something_is_not_done_again_to_be_shown(store: Store) -> None:
    rows = store.sql("INSERT INTO meta VALUES ('once', '1')")
    assert "<table>" in rows._repr_html_()
    assert store.sql("SELECT count(*) FROM meta WHERE key = 'once'").one() == 1
    with pytest.raises(StoreError):
        rows.count()


def test_hostile_text_is_text() -> None:
    assert safe("<script>\u202eabc\x00") == "&lt;script&gt;[Right-To-Left Override]abc[U+0000]"
    shown = table(["<b>"], [["<img src=x onerror=y>"], ["x" * 999]], "a & b")
    assert "<img" not in shown
    assert "<b>" not in shown
    assert "x" * 200 not in shown


def test_a_reading_shows_claims_and_chains_in_its_text(reading: Reading) -> None:
    shown = reading._repr_html_()
    assert shown.count("<sup>1</sup>") == 1
    assert 'title="says a lawmaker; 1: ASSAULT, PS+, on the say-so of a lawmaker [RUR]">shelled</span>' in shown
    assert "a lawmaker [RUR]</td>" in shown
    assert "1 claim, 1 attribution" in shown
    bare = Reading(article=Article(id="x", text="<i>Nothing</i>"))
    assert "&lt;i&gt;Nothing&lt;/i&gt;" in bare._repr_html_()


def test_a_long_reading_is_cut() -> None:
    claim = Claim(id="c", article_id="x", trigger=Span(SHOWN + 5, SHOWN + 9), event="AID")
    shown = Reading(article=Article(id="x", text="word " * SHOWN), claims=(claim,))._repr_html_()
    assert "The text is cut here." in shown
    assert len(shown) < SHOWN + 5000


def test_an_event_shows_who_says_so(store: Store) -> None:
    event = store.events().first()
    assert event is not None
    shown = structs.replace(event, denied_by=("<a>",), quantities={"one": "two dead"})._repr_html_()
    assert "RUR ASSAULT → RUR" in shown
    assert "&lt;a&gt;" in shown
    assert "one: two dead" in shown
