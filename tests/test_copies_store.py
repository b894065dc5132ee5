"""Copies of a store: the same rows as over all articles at once, whatever came when, and nothing worked out twice."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from sayso.app.cli import run
from sayso.events.copies import compare, find_copies, worded
from sayso.records import Article, Copy, Reading
from sayso.store import Store, copying
from tests.test_copies import articles


def readings(*found: Article) -> Iterator[Reading]:
    return (Reading(article=article, version="made") for article in found)


def kept(store: Store) -> list[Copy]:
    return [Copy(**row) for row in store.sql("SELECT * FROM copies ORDER BY ALL").dicts()]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "s.duckdb") as made:
        yield made


@pytest.mark.parametrize("seed", range(2))
def test_adding_gives_the_same_as_starting_over(store: Store, seed: int) -> None:
    found = articles()
    random.Random(seed).shuffle(found)
    for start in range(0, len(found), 7):
        store.add(readings(*found[start : start + 7]))
        store.refresh()
        assert kept(store) == find_copies(found[: start + 7], partial=True)


def test_a_new_version_takes_the_place_of_the_old(store: Store) -> None:
    first, second, *rest = articles()
    store.add(readings(first, second, *rest))
    store.refresh()
    changed = structs.replace(second, text="The weather will be fine in all of Ruritania until the end of the week.")
    store.add(readings(changed))
    store.refresh()
    assert kept(store) == find_copies([first, changed, *rest], partial=True)
    assert not store.sql("SELECT * FROM copy_keys WHERE version = 1 AND article = ?", [second.id]).one()


def test_no_pair_is_compared_twice(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first, *rest = articles()
    store.add(readings(*rest))
    store.refresh()
    pairs: list[tuple[str, str]] = []
    inner = copying.compare

    def noted(*given: object, ids: tuple[str, str]) -> object:
        pairs.append(ids)
        return inner(*given, ids=ids)  # type: ignore[arg-type]

    monkeypatch.setattr(copying, "compare", noted)
    store.add(readings(first))
    store.refresh()
    assert pairs
    assert all(first.id in pair for pair in pairs)
    pairs.clear()
    monkeypatch.setattr(copying, "METHOD", "another")
    store.add(readings(structs.replace(first, id="again")))
    store.refresh()
    assert len(pairs) > len(rest) / 2


def test_only_pairs_that_are_worth_it_are_held_against_one_another(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_MEET", _ALL_MEET)
    monkeypatch.setattr(copying, "WEIGHED", 50)
    held = articles()
    wordings = {article.id: worded(article) for article in held}
    store.add(readings(*held))
    store.refresh()
    rows = store.sql("SELECT a, b, counts FROM copy_pairs")
    found = {(a, b): counts for a, b, counts in rows}
    assert len(found) == len(held) * (len(held) - 1) / 2
    for a, b in found:
        assert found[a, b] == compare(wordings[a], wordings[b]).counts


_ALL_MEET = """
INSERT INTO copies_found SELECT x.article AS a, y.article AS b FROM copy_keys x, copy_keys y
WHERE x.article < y.article AND $part < $parts
"""


def test_a_store_from_before_there_were_hashes(store: Store) -> None:
    first, *rest = articles()
    store.add(readings(*rest))
    store.refresh()
    store.sql("ALTER TABLE copy_keys DROP COLUMN specifics")
    store.sql("ALTER TABLE copy_keys DROP COLUMN runs")
    store.sql("DELETE FROM migrations WHERE number > 2")
    store.close()
    with Store(store.path) as again:
        again.add(readings(first))
        again.refresh()
        assert kept(again) == find_copies([first, *rest], partial=True)


def test_command_shows_what_the_store_knows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "s.duckdb"
    with Store(path) as store:
        store.add(readings(*articles()))
        store.refresh()
    assert run(["copies", "--store", str(path), "--format", "jsonl", "--kind", "copy"]) == 0
    rows = [Copy(**json.loads(line)) for line in capsys.readouterr().out.splitlines()]
    assert rows == [row for row in find_copies(articles()) if row.kind == "copy"]


def test_few_wordings_at_a_time_give_the_same(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "TOGETHER", 2)
    monkeypatch.setattr(copying, "HELD", 3)
    monkeypatch.setattr(copying, "AT_ONCE", 5)
    monkeypatch.setattr(copying, "MET", 4)
    held: list[int] = []
    inner = copying._fetch

    def noted(*given: Any) -> None:
        inner(*given)
        held.append(len(given[-1]))

    monkeypatch.setattr(copying, "_fetch", noted)
    found = articles()
    store.add(readings(*found))
    store.refresh()
    assert kept(store) == find_copies(found, partial=True)
    assert max(held) <= 2 * copying.TOGETHER
