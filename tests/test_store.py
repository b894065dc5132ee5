"""The store: what comes in comes out, once, by whole articles, in versions."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec import structs

from sayso.errors import InputError, StoreError
from sayso.records import Article, Copy, Event, Reading, Rejection, Told
from sayso.store import Added, ClaimFilter, Store
from sayso.store.parts import finished, write_part
from sayso.store.schema import OF_ARTICLES
from sayso.store.times import bounds, typed_day

from .conftest import TEXT, made_reading


def read(key: str, more: str = "", **known: str) -> Reading:
    """A made reading of an article with this id; `more` makes its text another."""
    return made_reading(Article(id=key, text=TEXT + more, title="Shelling", published="2024-05-04", **known))


def derived(url: str | None, more: str = "") -> Reading:
    """A made reading of an article without an id of its own."""
    from sayso.ingest.compose import Known, compose

    return made_reading(compose(TEXT + more, Known(url=url, title="Shelling", published="2024-05-04")))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "s.duckdb") as made:
        yield made


def versions(store: Store) -> list[tuple[str, int, bool]]:
    return list(store.sql("SELECT id, version, current FROM articles ORDER BY rowid"))


def test_what_comes_in_comes_out(store: Store) -> None:
    given = [read("a"), read("b", publisher="The Gazette", url="https://gazette.example/1"), derived(None)]
    assert store.add(given) == Added(added=3)
    assert list(store.readings()) == given
    assert list(store.readings_of(["b", "nothing", "a"])) == [given[1], given[0]]


def test_the_same_again_changes_nothing(store: Store) -> None:
    given = [read("a"), read("b"), Rejection(article_id="c", stage="read", reason="no text")]
    store.add(given)
    before = [list(store.sql(f"SELECT * FROM {table}")) for table in ("articles", "claims", "rejections")]
    assert store.add([*given, read("a")]) == Added(unchanged=3, rejected=1)
    assert [list(store.sql(f"SELECT * FROM {table}")) for table in ("articles", "claims", "rejections")] == before


def test_another_text_is_a_version_and_old_claims_stay(store: Store) -> None:
    assert store.add([read("a"), read("b"), read("a", " More.")]) == Added(added=2, versions=1)
    assert store.add([read("a", " Still more.")]) == Added(versions=1)
    assert versions(store) == [("a", 1, False), ("b", 1, True), ("a", 2, False), ("a", 3, True)]
    assert store.sql("SELECT count(*) FROM claims").one() == 4
    assert store.sql("SELECT count(*) FROM current_claims").one() == 2
    assert [r.article.text for r in store.readings()] == [TEXT, TEXT + " Still more."]
    assert store.add([read("a", " More.")]) == Added(unchanged=1)


def test_a_changed_page_is_a_version(store: Store) -> None:
    page = "https://gazette.example/shelling"
    first, second, third = (derived(page, more) for more in ("", " More.", " Still more."))
    assert len({r.article.id for r in (first, second, third)}) == 3
    assert store.add([first, second]) == Added(added=1, versions=1)
    assert store.add([third, first, second]) == Added(versions=1, unchanged=2)
    assert versions(store) == [(first.article.id, n, n == 3) for n in (1, 2, 3)]
    (now,) = store.readings()
    assert {now.article.id, now.claims[0].article_id, now.attributions[0].article_id} == {first.article.id}
    assert structs.replace(now.article, id=third.article.id) == third.article


def test_articles_with_ids_of_their_own_are_two_at_one_address(store: Store) -> None:
    page = "https://gazette.example/shelling"
    assert store.add([read("a", url=page), read("b", " More.", url=page)]) == Added(added=2)


def test_the_front_page_is_the_address_of_no_article(store: Store) -> None:
    front = "https://gazette.example/"
    assert store.add([derived(front), derived(front, " More.")]) == Added(added=2)


def test_what_is_there_is_not_read_again(store: Store) -> None:
    store.add([read("a"), derived("https://gazette.example/1")])
    told: list[str] = []
    stream = [read("a").article, derived("https://gazette.example/1").article, read("c").article]
    bad = Rejection(article_id="r", stage="ingest", reason="empty")
    found = list(store.missing([*stream, bad], told=lambda stored, _: told.extend(s.article for s in stored)))
    assert found == [stream[2], bad]
    assert told == [article.id for article in stream[:2]]


def test_what_is_told_is_stored_and_a_broken_stream_keeps_what_came_before(store: Store) -> None:
    told: list[str] = []

    def stream() -> Iterator[Reading]:
        yield from (read(f"n{n}") for n in range(5))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.add(stream(), batch=2, told=lambda stored, _: told.extend(one.article for one in stored))
    assert told == [f"n{n}" for n in range(5)]
    assert store.sql("SELECT count(*) FROM articles").one() == 5


def test_articles_with_many_claims_are_stored_a_few_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.store.store.HEAVY", 2)
    sizes: list[int] = []
    store.add([read(f"n{n}") for n in range(5)], told=lambda stored, _: sizes.append(len(stored)))
    assert sizes == [2, 2, 1]


def test_filters(store: Store) -> None:
    denial = read("b", publisher="The Gazette")
    no = structs.replace(denial.claims[0], factuality="CT-", auxiliary="negation", when=None, score=0.5)
    store.add([read("a"), structs.replace(denial, claims=(no,))])

    def found(**asked: object) -> list[str]:
        return [row["article"] for row in store.claims(ClaimFilter(**asked)).dicts()]  # type: ignore[arg-type]

    assert found() == ["a", "b"]
    assert found(stance=("denied",)) == ["b"]
    assert found(actor=("rur",), recipient=("strelsau",), event=("ASSAULT",)) == ["a", "b"]
    assert found(actor=("GBR",)) == found(event=("AID",)) == []
    assert found(source=("RUR",)) == found(source=("lawmaker",)) == ["a", "b"]
    assert found(until="2024-05-03") == ["a"]
    assert found(since="2024-05-04") == ["b"]
    assert found(since="2024", until="2024-05") == ["a", "b"]
    assert found(since="4 May 2024") == found(since="4 May 2024", until="May 2024") == ["b"]
    assert found(min_score=0.6) == ["a", "b"], "a low score never hides a denial"
    assert found(min_score=1) == ["b"]
    assert found(publisher=("the gazette",)) == found(article=("b",)) == ["b"]
    assert [len(r.claims) for r in store.readings(ClaimFilter(article=("a",)))] == [1]


def test_text_that_is_hard_to_keep(store: Store) -> None:
    hard = "\x00 \u202e \U0001f680 ' \" \\ \n\t" + "é" * 3
    given = read("hard", hard)
    broken = Rejection(article_id="caf\udce9.txt", stage="ingest", reason="binary", detail="\ud800")
    store.add([given, broken])
    assert list(store.readings()) == [given]
    assert store.sql("SELECT article, detail FROM rejections").dicts().__next__() == {
        "article": "caf\\udce9.txt",
        "detail": "\\ud800",
    }


def test_arrow_libraries_are_not_needed(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    from arro3.core import Table

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    store.add([read("a")])
    assert Table.from_arrow(store.sql("SELECT id FROM articles WHERE id = ?", ["a"])).num_rows == 1


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        (None, None, None),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-05-03", "2024-05-03", "2024-05-03"),
        ("2023-11/2024-05-03", "2023-11-01", "2024-05-03"),
        ("soon", None, None),
        ("2024-13", None, None),
        ("2024-02-31", None, None),
    ],
)
def test_bounds(when: str | None, first: str | None, last: str | None) -> None:
    assert bounds(when) == (first, last)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3 May 2024", "2024-05-03"),
        ("May 3, 2024", "2024-05-03"),
        (" September 2023", "2023-09"),
        ("Sept 2023", "2023-09"),
        ("2024-02", "2024-02"),
        ("2023/2024-05-01", "2023/2024-05-01"),
    ],
)
def test_a_typed_day_may_name_its_month(typed: str, day: str) -> None:
    assert typed_day(typed) == day


@pytest.mark.parametrize(
    "typed", ["03/05/2024", "30 February 2024", "Maybe 2024", "last May", "2024-13", "2024-05-04T10:00", ""]
)
def test_what_may_be_of_two_days_or_none_is_refused(typed: str) -> None:
    with pytest.raises(InputError, match="is no date"):
        typed_day(typed)


def test_two_of_a_kind_before_anything_is_stored(store: Store) -> None:
    """Neither of two equal articles hides the other from being read."""
    assert list(store.missing([read("a").article, read("a").article])) == [read("a").article] * 2


def everything(store: Store) -> dict[str, list[object]]:
    """All rows but for when they came."""
    return {
        "articles": list(store.sql("SELECT * EXCLUDE (added) FROM articles ORDER BY rowid")),
        **{table: list(store.sql(f"SELECT * FROM {table} ORDER BY rowid")) for table in OF_ARTICLES},
        "rejections": list(store.sql('SELECT * EXCLUDE ("at") FROM rejections')),
    }


def test_parts_hold_the_same(store: Store, tmp_path: Path) -> None:
    outcomes = [read(f"n{n}", url=f"https://gazette.example/{n}") for n in range(5)]
    bad = Rejection(article_id="r", stage="ingest", reason="not English", detail="fr")
    store.add([*outcomes, bad, read("n1", " More.")])
    folder = tmp_path / "it's parts"
    assert [part.rows["articles"] for part in store.write_parts(folder, size=4)] == [4, 2]
    with Store(tmp_path / "other.duckdb") as other:
        assert other.add_parts(folder) == Added(added=5, versions=1, rejected=1)
        assert everything(other) == everything(store)
        assert other.add_parts(folder) == Added(unchanged=6, rejected=1)
        assert everything(other) == everything(store)
    assert list(store.sql("SELECT language FROM rejections")) == [("fr",)]


def test_a_part_is_made_of_outcomes_as_a_store_is(store: Store, tmp_path: Path) -> None:
    outcomes = [read("a"), Rejection(article_id="r", stage="ingest", reason="empty"), derived(None)]
    write_part(tmp_path, "worker-1.0", outcomes)
    store.add(outcomes)
    with Store(tmp_path / "other.duckdb") as other:
        other.add_parts(tmp_path)
        assert everything(other) == everything(store)


def test_an_unfinished_part_is_none(store: Store, tmp_path: Path) -> None:
    write_part(tmp_path, "a", [read("a")])
    write_part(tmp_path, "b", [read("b")])
    (tmp_path / "finished" / "a.json").unlink()
    assert [part.name for part in finished(tmp_path)] == ["b"]
    assert store.add_parts(tmp_path) == Added(added=1)
    (tmp_path / "claims" / "b.parquet").unlink()
    with pytest.raises(StoreError, match="is missing"):
        store.add_parts(tmp_path)
    with pytest.raises(StoreError, match="no name of a part"):
        write_part(tmp_path, "../b", [])


def test_a_part_that_is_newer_or_damaged(store: Store, tmp_path: Path) -> None:
    part = write_part(tmp_path, "a", [read("a")])
    mark = tmp_path / "finished" / "a.json"
    mark.write_bytes(msgspec.json.encode(structs.replace(part, schema=part.schema + 1)))
    with pytest.raises(StoreError, match="newer version"):
        store.add_parts(tmp_path)
    mark.write_bytes(b"{")
    with pytest.raises(StoreError, match="cannot be read"):
        store.add_parts(tmp_path)
    mark.write_bytes(msgspec.json.encode(part))
    (tmp_path / "claims" / "a.parquet").write_bytes(b"PAR1")
    with pytest.raises(StoreError, match=r"a\.parquet"):
        store.add_parts(tmp_path)
    assert store.sql("SELECT count(*) FROM articles").one() == 0


def test_copies_and_events_are_made_anew_when_something_came(store: Store) -> None:
    def copies(articles: Iterable[Article]) -> list[Copy]:
        first, *rest = sorted(article.id for article in articles)
        return [Copy(article=one, of=first, kind="copy", similarity=1.0) for one in rest]

    def merge(readings: Iterable[Reading], found: Iterable[Copy]) -> list[Event]:
        told = [Told(article=r.article.id, claim="c1", trigger=r.claims[0].trigger, stance="doubted") for r in readings]
        return [Event(id="e", event="ASSAULT", when="2024-05", claims=tuple(told), articles=("a", "b"), origins=("o",))]

    assert not store.refresh(find_copies=copies, merge=merge)
    store.add([read("b"), read("a"), read("b", " More.")])
    assert store.refresh(find_copies=copies, merge=merge)
    assert list(store.sql("SELECT * FROM copies")) == [("b", "a", "copy", 1.0)]
    assert list(store.sql("SELECT event, article, claim FROM event_claims")) == [("e", "a", "c1"), ("e", "b", "c1")]
    assert list(store.sql("SELECT id, when_first::VARCHAR, articles, origins FROM events")) == [
        ("e", "2024-05-01", 2, ["o"])
    ]
    store.add([read("a")])
    assert not store.refresh(find_copies=copies, merge=merge)
