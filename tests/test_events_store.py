"""Events of a store: the same rows as over all articles at once, whatever came when and in which pieces."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from benchmarks.recombined import readings as recombined
from sayso.app.cli import run
from sayso.errors import InputError
from sayso.events.asking import EventFilter, chosen
from sayso.events.features import alike_pages
from sayso.events.judged import judged
from sayso.events.judgements import judgement
from sayso.events.merging import merge
from sayso.events.related import COMMON
from sayso.records import Copy, Event, Reading
from sayso.store import Store, accounting, grouping, pairing
from sayso.store.judging import subject_of
from sayso.store.recalling import readings_from
from sayso.store.schema import DERIVED, MERGED
from tests.test_events import read_stories


@pytest.fixture(scope="module")
def told() -> list[Reading]:
    return list(read_stories())


@pytest.fixture(scope="module")
def many(told: list[Reading]) -> list[Reading]:
    """Some with copies, an undated one, and one without claims."""
    made = list(recombined(told, 26))
    undated = structs.replace(told[0], article=structs.replace(told[0].article, id="undated", published=None))
    empty = structs.replace(told[1], article=structs.replace(told[1].article, id="empty"), claims=(), faint=())
    return [*told, *made, named(undated), empty]


def named(reading: Reading) -> Reading:
    """The claims under the id of the article."""
    key = reading.article.id
    return structs.replace(reading, claims=tuple(structs.replace(c, article_id=key) for c in reading.claims), faint=())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "s.duckdb") as made:
        yield made


def expected(store: Store) -> list[Event]:
    """The events of all current articles at once."""
    decided = store.decisions()
    copies = [Copy(**row) for row in store.sql("SELECT * FROM copies").dicts()]
    held = [judged(reading, decided) for reading in store.readings()]
    return merge(held, copies, same=decided.same, different=decided.different)


def is_as_if_at_once(store: Store) -> bool:
    by_claim = "SELECT article, claim FROM event_claims ORDER BY ALL"
    events = expected(store)
    assert list(store.events()) == list(chosen(events, EventFilter()))
    assert list(store.sql(by_claim)) == sorted((c.article, c.claim) for event in events for c in event.claims)
    ties = (
        "SELECT {} FROM judged_claims j JOIN event_claims t ON t.article = j.article AND t.claim = j.id AND j.current "
        "JOIN events v ON v.id = t.event ORDER BY ALL"
    )
    as_kept = "j.claim, j.event_id, j.origins, j.event_articles, j.contested, j.origin"
    as_it_is = "j.claim, t.event, len(v.origins), v.articles, list_has_all(v.stances, ['asserted', 'denied']), t.origin"
    assert list(store.sql(ties.format(as_kept))) == list(store.sql(ties.format(as_it_is)))
    assert not store.sql("SELECT count(*) FROM event_due").one()
    return True


def pieces(found: Iterable[Reading], seed: int, size: int) -> Iterator[list[Reading]]:
    held = list(found)
    random.Random(seed).shuffle(held)
    return (held[start : start + size] for start in range(0, len(held), size))


@pytest.mark.parametrize(("seed", "size"), [(0, 100), (1, 10), (2, 18)])
def test_adding_gives_the_same_as_starting_over(store: Store, many: list[Reading], seed: int, size: int) -> None:
    for piece in pieces(many, seed, size):
        store.add(piece)
        assert store.refresh()
        assert is_as_if_at_once(store)
    before = list(store.sql("SELECT * EXCLUDE record FROM events ORDER BY id"))
    assert not store.refresh()
    assert store.refresh(anew=True)
    assert list(store.sql("SELECT * EXCLUDE record FROM events ORDER BY id")) == before


def test_another_version_takes_the_place_of_the_one_before(store: Store, many: list[Reading]) -> None:
    store.add(many)
    store.refresh()
    first, second = many[0], many[3]
    changed = structs.replace(
        second, article=structs.replace(first.article, id=first.article.id, text=second.article.text)
    )
    store.add([named(changed)])
    store.refresh()
    assert is_as_if_at_once(store)


def test_judgements_touch_what_they_are_about(store: Store, many: list[Reading]) -> None:
    store.add(many)
    store.refresh()
    largest = max(store.events(), key=lambda event: len(event.claims))
    others = [event for event in store.events() if event.id != largest.id]
    keys = [f"{c.article}/{c.claim}" for c in largest.claims]
    apart = f"{others[0].claims[0].article}/{others[0].claims[0].claim}"
    given = [
        judgement("different", keys[0], other=keys[1], at="1"),
        judgement("same", keys[0], other=apart, at="2"),
        judgement("wrong", keys[2], at="3"),
        judgement("entity", "RUS", other="XYZ", at="4"),
    ]
    for one in given:
        store.judge([one])
        assert store.refresh()
        assert is_as_if_at_once(store)
    store.judge([judgement("undo", one.id, at=f"9{n}") for n, one in enumerate(given)])
    store.refresh()
    assert is_as_if_at_once(store)


def test_only_what_came_is_worked_out(store: Store, many: list[Reading], monkeypatch: pytest.MonkeyPatch) -> None:
    store.add(many[1:])
    store.refresh()
    joined: list[int] = []
    inner = grouping.joined

    def noted(part: range, odds: dict[tuple[int, int], float]) -> object:
        joined.append(len(part))
        return inner(part, odds)

    monkeypatch.setattr(grouping, "joined", noted)
    store.add(many[:1])
    store.refresh()
    assert is_as_if_at_once(store)
    assert 0 < sum(joined) < store.sql("SELECT count(*) FROM event_accounts").one() / 2


class Breaking:
    """A function that breaks off after so many calls."""

    def __init__(self, inner: Callable[..., object], calls: int) -> None:
        self.inner, self.calls = inner, calls

    def __call__(self, *given: object) -> object:
        self.calls -= 1
        if self.calls < 0:
            raise KeyboardInterrupt
        return self.inner(*given)


def test_a_run_that_is_broken_off_is_gone_on_with(
    store: Store, many: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(many[:20])
    store.refresh()
    store.add(many[20:])
    monkeypatch.setattr(grouping, "AT_ONCE", 50)
    monkeypatch.setattr(accounting, "AT_ONCE", 5)
    for place in (1, 2, 4, 7):
        with monkeypatch.context() as patch:
            patch.setattr(grouping, "joined", Breaking(grouping.joined, place))
            with pytest.raises(KeyboardInterrupt):
                store.refresh()
    store.refresh()
    assert is_as_if_at_once(store)


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """What is kept of merging, and what follows."""
    return {table: list(store.sql(f"SELECT * FROM {table} ORDER BY ALL")) for table in (*MERGED, *DERIVED)}


def test_few_articles_at_a_time_give_the_same_rows(
    tmp_path: Path, store: Store, many: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounting, "FEW", 5)
    store.add(many)
    store.refresh()
    monkeypatch.setattr(accounting, "TOGETHER", 7)
    monkeypatch.setattr(accounting, "AT_ONCE", 3)
    with Store(tmp_path / "other.duckdb") as other:
        other.add(many)
        other.refresh()
        assert rows(other) == rows(store)
    assert is_as_if_at_once(store)


def test_working_ahead_gives_the_same(store: Store, many: list[Reading]) -> None:
    for piece in pieces(many, 3, 13):
        store.add(piece, batch=6, ahead=True)
        articles = store.sql("SELECT count(*) FROM articles").one()
        for table in ("event_pages", "copy_keys"):
            assert store.sql(f"SELECT count(*) FROM {table}").one() == articles
        assert store.refresh()
        assert is_as_if_at_once(store)
    before = list(store.sql("SELECT * EXCLUDE record FROM events ORDER BY id"))
    store.refresh(anew=True)
    assert list(store.sql("SELECT * EXCLUDE record FROM events ORDER BY id")) == before


def test_working_ahead_with_other_versions_and_judgements(store: Store, many: list[Reading]) -> None:
    store.add(many[:20], ahead=True)
    store.refresh()
    claim = next(one for one in many[22].claims)
    for judged_before in (True, False):
        if judged_before:
            given = judgement("wrong", f"{claim.article_id}/{claim.id}", at="1")
            undone = judgement("undo", given.id, at="2")
        store.judge([given if judged_before else undone])
        text = many[3].article.text + ("" if judged_before else " More.")
        other = structs.replace(many[3], article=structs.replace(many[0].article, text=text))
        store.add([named(other), *many[20:30]], ahead=True)
    store.refresh()
    assert is_as_if_at_once(store)
    store.judge([judgement("wrong", f"{claim.article_id}/{claim.id}", at="3")])
    store.add(many[30:], ahead=True)
    store.refresh()
    assert is_as_if_at_once(store)


def test_working_ahead_leaves_events_of_another_way(store: Store, many: list[Reading]) -> None:
    store.add(many[:10])
    store.refresh(merge=merge)
    events = list(store.events())
    store.add(many[10:], ahead=True)
    assert list(store.events()) == events
    store.refresh()
    assert is_as_if_at_once(store)


def test_readings_come_in_the_order_in_which_they_were_added(store: Store, many: list[Reading]) -> None:
    store.add(many)
    wanted = {(one.article.id, 1) for one in many[5:30:3]}
    assert list(readings_from(store.sql, wanted)) == [one for one in store.readings() if (one.article.id, 1) in wanted]
    assert not list(readings_from(store.sql, set()))


def test_pages_are_let_go(store: Store, many: list[Reading]) -> None:
    store.add(many)
    store.refresh()
    assert not alike_pages.cache_info().currsize


def test_names_that_only_one_article_has_are_not_fetched(store: Store, many: list[Reading]) -> None:
    store.add(many)
    store.refresh()
    day = store.sql("SELECT max(day) FROM event_pages").one()
    names = list(store.sql(pairing._NAMES, [day - 400, day + 1]))
    held = store.sql(
        "SELECT unnest(names) AS name, article FROM event_pages WHERE day >= ? AND day < ?", [day - 400, day + 1]
    )
    bearers: dict[str, set[str]] = {}
    for name, article in held:
        bearers.setdefault(name, set()).add(article)
    assert {name for name, *_ in names} == {name for name, ones in bearers.items() if 1 < len(ones) <= COMMON}


def test_the_first_letters_of_an_id_are_enough(store: Store, many: list[Reading]) -> None:
    store.add(many)
    store.refresh()
    event = next(iter(store.events()))
    assert store.named(event.id[:8]) == [("event", event.id)]
    assert store.named("made") == [("article", f"made000000{n}") for n in range(5)]
    assert store.named(event.id[:3]) == []
    claim = event.claims[0]
    assert subject_of(store.sql, event.id[:8]) == f"{claim.article}/{claim.claim}"


def test_command_refreshes(store: Store, many: list[Reading], capsys: pytest.CaptureFixture[str]) -> None:
    store.add(many[:4])
    store.close()
    for options, said in (((), ""), ((), ", nothing to do"), (("--all",), "")):
        assert run(["refresh", "--store", str(store.path), *options]) == 0
        assert capsys.readouterr().err.strip().endswith(f" events{said}")


@pytest.mark.parametrize("when", ["03/05/2024", "24", "2024-3", "2024/", "14.10.2023"])
def test_what_is_no_date_is_refused(tmp_path: Path, when: str) -> None:
    with Store(tmp_path / "a.duckdb") as store:
        with pytest.raises(InputError, match="is no date"):
            store.events(since=when).count()
        with pytest.raises(InputError, match="is no date"):
            store.claims(until=when).count()


def test_a_type_of_ones_own_is_found_by_its_claims(tmp_path: Path, told: list[Reading]) -> None:
    held = [
        structs.replace(one, event="SHELLING", parent="ASSAULT") if one.event == "ASSAULT" else one
        for one in told[0].claims
    ]
    with Store(tmp_path / "a.duckdb") as store:
        store.add([structs.replace(told[0], claims=tuple(held)), *told[1:]])
        store.refresh()
        found = list(store.events(event="shelling"))
        own = {one.id for one in held if one.event == "SHELLING"}
        assert found
        assert all(own & {one.claim for one in event.claims} for event in found)
        assert "ASSAULT" in {event.event for event in found}
    assert run(["events", "--event", "SHELLING", "--store", str(tmp_path / "a.duckdb")]) == 0
