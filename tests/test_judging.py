"""Judgements in a store and on the command line: what they change, and that two logs become one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from sayso.errors import InputError
from sayso.events.judgements import judgement
from sayso.records import Copy, Event, Judgement, Reading, Told
from sayso.store import Filter, Store

from .test_corpus import Screen, screen  # noqa: F401
from .test_store import read


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stores that the tests have copies of."""
    folder = tmp_path_factory.mktemp("shelf")
    for name, second in (("s", read("b", publisher="The Gazette")), ("filled", read("b/2"))):
        with Store(folder / f"{name}.duckdb") as made:
            made.add([read("a"), second])
    return folder


@pytest.fixture
def store(tmp_path: Path, shelf: Path) -> Iterator[Store]:
    with Store(shutil.copy(shelf / "s.duckdb", tmp_path)) as made:
        yield made


def said(verdict: str, subject: str, minute: int = 0, **more: str) -> Judgement:
    return judgement(verdict, subject, by="ann", at=f"2024-05-04T12:{minute:02}", **more)  # type: ignore[arg-type]


def which(store: Store, **asked: object) -> list[str]:
    return [row["article"] for row in store.claims(Filter(**asked)).dicts()]  # type: ignore[arg-type]


def test_a_wrong_claim_is_left_out_everywhere_and_the_record_stays(store: Store) -> None:
    before = list(store.sql("SELECT * FROM claims"))
    wrong = said("wrong", "a/c1")
    assert store.judge([wrong]) == [wrong]
    assert which(store) == ["b"]
    assert [hit.article for hit in store.search(Filter(text="shelled"))] == ["b"]
    assert [reading.article.id for reading in store.readings(Filter())] == ["b"]
    assert list(store.sql("SELECT * FROM claims")) == before
    store.judge([said("undo", wrong.id, 1)])
    assert which(store) == ["a", "b"]


def test_sources_follow_what_was_judged(store: Store) -> None:
    def counted() -> dict[str, int]:
        return {row["source"]: row["claims"] for row in store.sources().dicts()}

    before = counted()
    store.judge([said("wrong", "a/c1")])
    assert sum(counted().values()) == sum(before.values()) - 1
    store.judge([said("correct", "b/c1", slot="source", value="PRK")])
    assert counted()["PRK"] == 1


def test_corrected_slots_are_what_filters_and_readings_have(store: Store) -> None:
    store.judge([said("correct", "a/c1", slot="actor", value="PRK"), said("correct", "a/c1", slot="event", value="AID"),
                 said("correct", "a/c1", slot="auxiliary", value=""),
                 said("correct", "a/c1", slot="factuality", value="CT-")])  # fmt: skip
    assert which(store, actor=("PRK",), event=("AID",), stance=("denied",)) == ["a"]
    assert which(store, actor=("RUR",)) == ["b"]
    (row,) = store.claims(Filter(actor=("PRK",))).dicts()
    assert (row["judged"], row["actor"], row["plover"], row["sentence_start"] < row["trigger_start"]) == (
        "corrected", ["PRK"], "AID", True,
    )  # fmt: skip
    (reading,) = store.readings(Filter(actor=("PRK",)))
    assert (reading.claims[0].actor.codes, reading.claims[0].event) == (("PRK",), "AID")
    assert [r.claims[0].actor.codes for r in store.readings()] == [("RUR",), ("RUR",)]


def test_names_that_stand_for_a_code(store: Store) -> None:
    mapped = said("entity", "a lawmaker", other="LAW")
    store.judge([mapped, said("entity", "RUR", other="GRF")])
    assert which(store, source=("LAW",)) == which(store, actor=("GRF",)) == ["a", "b"]
    assert which(store, actor=("RUR",)) == []
    store.add([read("c")])
    assert which(store, source=("LAW",)) == ["a", "b", "c"]
    store.judge([said("undo", mapped.id, 1)])
    assert which(store, source=("GRF",)) == ["a", "b", "c"]


def test_a_right_claim_passes_any_score(store: Store) -> None:
    assert which(store, min_score=0.95) == []
    store.judge([said("right", "b/c1")])
    assert which(store, min_score=0.95) == ["b"]


def test_the_same_judgement_again_changes_nothing(store: Store) -> None:
    one = said("wrong", "a/c1")
    assert store.judge([one, one]) == [one]
    assert store.judge([one]) == []
    assert len(store.judgements()) == 1


def test_merging_gets_what_was_judged(store: Store) -> None:
    seen: dict[str, object] = {}

    def merge(readings: Iterable[Reading], copies: Iterable[Copy], **ties: object) -> list[Event]:
        seen.update(ties, articles=[r.article.id for r in readings if r.claims])
        return []

    store.refresh(merge=merge)
    assert seen == {"articles": ["a", "b"]}
    store.judge([said("same", "a/c1", other="b/c1"), said("wrong", "b/c1")])
    assert store.refresh(merge=merge)
    assert seen == {"articles": ["a"], "same": ((("a", "c1"), ("b", "c1")),), "different": ()}
    assert not store.refresh(merge=merge)


LOG = st.lists(
    st.builds(
        lambda verdict, key, minute: said(verdict, f"{key}/c1", minute),
        st.sampled_from(("wrong", "right")), st.sampled_from("ab"), st.integers(0, 5),
    )
    | st.builds(
        lambda key, code, minute: said("correct", f"{key}/c1", minute, slot="actor", value=code),
        st.sampled_from("ab"), st.sampled_from(("PRK", "")), st.integers(0, 5),
    )
    | st.builds(lambda code, minute: said("entity", code, minute, other="GRF"), st.sampled_from(("RUR", "PRK")),
                st.integers(0, 5)),
    max_size=6,
)  # fmt: skip


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(log=LOG, cut=st.integers(0, 6))
def test_before_or_after_the_articles_at_once_or_in_parts(
    tmp_path_factory: pytest.TempPathFactory, log: list[Judgement], cut: int
) -> None:
    folder = tmp_path_factory.mktemp("order")
    rows = []
    for number, steps in enumerate((["articles", log], [log, "articles"], [log[cut:], "articles", log[:cut]])):
        with Store(folder / f"{number}.duckdb") as store:
            for step in steps:
                store.add([read("a"), read("b")]) if isinstance(step, str) else store.judge(step)
            store.refresh()
            rows.append(sorted(store.sql("SELECT * FROM judged_claims"), key=repr))
    assert rows[0] == rows[1] == rows[2]


@pytest.fixture
def filled(tmp_path: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(shelf / "filled.duckdb", "sayso.duckdb")


def listed(screen: Screen) -> list[dict[str, str]]:  # noqa: F811
    return [json.loads(line) for line in screen.run("judge", "list", "-f", "jsonl")[0].splitlines()]


@pytest.mark.usefixtures("filled")
def test_the_commands(screen: Screen) -> None:  # noqa: F811
    wrong = screen.run("judge", "wrong", "a/c1", "--by", "ann", "--note", "a rumour")[0].split()[0]
    screen.run("judge", "right", "b/2/c1", "--no-refresh")
    screen.run("judge", "correct", "b/2/c1", "--slot", "actor=PRK", "--slot", "when=2024-05", "--no-refresh")
    screen.run("judge", "same", "b/2/c1", "a/c1", "--no-refresh")
    screen.run("judge", "different", "a/c1", "b/2/c1")
    screen.run("judge", "entity", "a lawmaker", "LAW", "--no-refresh")
    undo = screen.run("judge", "undo", wrong)[0].split()[0]
    rows = listed(screen)
    assert [row["state"] for row in rows] == ["undone", *["holds"] * 3, "superseded", *["holds"] * 3]
    assert (rows[0]["by"], rows[0]["note"], rows[0]["verdict"]) == ("ann", "a rumour", "wrong")
    assert (rows[4]["subject"], rows[4]["other"]) == ("a/c1", "b/2/c1")
    assert all(row["by"] and row["at"].endswith("+00:00") for row in rows)
    assert screen.run("claims", "--actor", "PRK", "-f", "csv")[0].count("\n") == 2
    screen.run("judge", "undo", undo)
    assert screen.run("claims", "-f", "csv")[0].count("\n") == 2
    table = screen.run("judge", "list")[0]
    assert "a rumour" in table
    assert f"\n{wrong[:8]}  wrong" in table
    assert screen.run("judge", "undo", undo[:8])[0].split()[2] == undo
    screen.run("judge", "undo", undo[:7], code=2)


@pytest.mark.usefixtures("filled")
def test_what_cannot_be_judged(screen: Screen) -> None:  # noqa: F811
    assert "is a claim of 2 articles" in screen.run("judge", "wrong", "c1", code=2)[1]
    assert "There is no claim or event x" in screen.run("judge", "same", "x", "a/c1", code=2)[1]
    assert "are one claim" in screen.run("judge", "same", "a/c1", "a/c1", code=2)[1]
    assert "There is no judgement" in screen.run("judge", "undo", "a/c1", code=2)[1]
    assert "actor, recipient" in screen.run("judge", "correct", "a/c1", "--slot", "colour=red", code=2)[1]
    assert "is no date" in screen.run("judge", "correct", "a/c1", "--slot", "when=soon", code=2)[1]
    assert "cannot be DANCE" in screen.run("judge", "correct", "a/c1", "--slot", "event=DANCE", code=2)[1]
    assert listed(screen) == []
    assert "when=2024-05-03" in screen.run("judge", "correct", "a/c1", "--slot", "when=3 May 2024")[0]
    assert "Commands" in screen.run("judge")[0]


def test_faint_claims_can_be_judged(screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.chdir(tmp_path)
    with Store() as store:
        reading = read("a")
        store.add([structs.replace(reading, claims=(), faint=reading.claims)])
    assert "wrong a/c1" in screen.run("judge", "wrong", "c1", "--no-refresh")[0]
    assert "cannot be DANCE" in screen.run("judge", "correct", "a/c1", "--slot", "event=DANCE", code=2)[1]


@pytest.mark.usefixtures("filled")
def test_an_event_is_named_by_its_first_claim(screen: Screen) -> None:  # noqa: F811
    from sayso.records import Span

    with Store() as store:
        claims = (Told(article="b/2", claim="c1", trigger=Span(0, 1), stance="asserted"),)
        store.refresh(merge=lambda readings, copies: [Event(id="e1", event="AID", claims=claims)])
    assert "same a/c1 b/2/c1" in screen.run("judge", "same", "e1", "a/c1", "--no-refresh")[0]


@pytest.mark.usefixtures("filled")
def test_two_logs_become_one(screen: Screen) -> None:  # noqa: F811
    screen.run("judge", "wrong", "a/c1", "--by", "ann")
    screen.run("judge", "list", "-f", "jsonl", "-o", "ann.jsonl")
    with Store("bob.duckdb") as other:
        other.add([read("a"), read("b/2")])
    screen.run("judge", "--store", "bob.duckdb", "right", "a/c1", "--by", "bob")
    screen.run("judge", "list", "-f", "jsonl", "-o", "bob.jsonl", "--store", "bob.duckdb")
    assert "1 judgements added, 0 were there" in screen.run("judge", "--from", "bob.jsonl")[1]
    assert "0 judgements added, 1 were there" in screen.run("judge", "--from", "bob.jsonl")[1]
    screen.run("judge", "--from", "ann.jsonl", "--store", "bob.duckdb")
    assert listed(screen) == [
        json.loads(line) for line in screen.run("judge", "list", "-f", "jsonl", "--store", "bob.duckdb")[0].splitlines()
    ]
    assert [row["state"] for row in listed(screen)] == ["superseded", "holds"]


GOOD = '{"verdict": "wrong", "subject": "a/c1", "at": "2024", "by": "ann"}'


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"verdict": "wrong"}',
        '{"verdict": "praise", "subject": "a/c1"}',
        '{"verdict": "same", "subject": "a"}',
        '{"verdict": "wrong", "subject": "a/c1", "id": "0123456789abcdef"}',
        '{"verdict": "wrong", "subject": 1}',
    ],
)
def test_a_file_with_something_else_adds_nothing(screen: Screen, line: str) -> None:  # noqa: F811
    Path("log.jsonl").write_text(f"{GOOD}\n\n{line}\n", encoding="utf-8")
    assert "log.jsonl:3" in screen.run("judge", "--from", "log.jsonl", code=2)[1]
    assert listed(screen) == []


@pytest.mark.usefixtures("filled")
def test_a_file_without_anything_else_adds_its_lines(screen: Screen) -> None:  # noqa: F811
    Path("log.jsonl").write_text(f"{GOOD}\n", encoding="utf-8")
    screen.run("judge", "--from", "log.jsonl")
    assert len(listed(screen)) == 1


def test_a_broken_line_is_an_error_of_the_caller() -> None:
    from sayso.store.judging import judgements_in

    with pytest.raises(InputError, match=r"log:1"):
        judgements_in([b"nothing"], "log")
