"""Engines: the same rows from each of them, in the order of the articles; what fails arrives as it was raised."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import msgspec
import pytest

from sayso.engines import ENGINES, engine
from sayso.engines.batches import answer_batch, article_batches, batch_of, outcomes_of, packed, records_of, unpacked
from sayso.engines.local import read_all
from sayso.engines.streams import answered
from sayso.engines.work import BatchReader, ReadArticles, Run, reader_on_one_thread
from sayso.errors import DictionaryError, InputError, SaysoError
from sayso.records import Article, Reading, Rejection
from tests.conftest import made_reader, made_reading

TOLD = (
    "Chad's army attacked the rebels on Monday, the minister said. Rebels denied it.",
    "\u201cWe will never sign,\u201d Brazil's president told reporters on Friday. Peru may have sent Chile 300 shells.",
    "",
    "Police in Kenya arrested 40 protesters in Nairobi, according to two officials. The opposition called for talks.",
)


def told(number: int) -> list[Article]:
    return [
        Article(id=f"n{i:03}", text=TOLD[i % 4], title="Shelling reported" if i % 3 else None, published="2024-06-01")
        for i in range(number)
    ]


@pytest.fixture(params=ENGINES)
def run(request: pytest.FixtureRequest) -> Run:
    """Each engine with two workers."""
    if request.param == "ray":
        request.getfixturevalue("two_workers")
    return engine(request.param, workers=2)


def encoded(outcomes: Iterable[Reading | Rejection]) -> list[bytes]:
    return [msgspec.json.encode(outcome) for outcome in outcomes]


def test_every_engine_gives_what_the_reader_gives(run: Run) -> None:
    """The rows of every engine are those of `read_batch`, byte for byte, in the order of the articles; what cannot be
    read, and what Arrow cannot hold, stays in its place."""
    gone = Rejection(article_id="gone", stage="ingest", reason="empty")
    items = [gone, *told(8), gone, Article(id="half\ud800", text="Half a pair \ud800 in it."), *told(1), gone]
    reader = reader_on_one_thread()
    alone = encoded(read_all(items, read_batch=reader))
    assert encoded(answered(items, ReadArticles(reader), run, size=2)) == alone
    assert sum(b'"claims":[{' in line for line in alone) >= 6
    assert b'"half\\\\ud800"' in alone[10]


def test_no_articles_give_no_answers(run: Run) -> None:
    assert list(answered([], ReadArticles(made_reader), run)) == []


def test_an_error_of_a_worker_keeps_both_sentences(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "actors.csv"
    table.write_text("nothing,of,use\n1,2,3\n", encoding="utf-8")
    with pytest.raises(DictionaryError) as raised:
        list(answered(told(2), ReadArticles(reader_on_one_thread([table])), run))
    assert raised.value.fact
    assert raised.value.remedy


def dying_once(articles: Iterable[Article], *, folder: Path) -> Iterator[Reading]:
    """A reader whose worker is killed at the fifth article, the first time that anyone comes there."""
    for article in articles:
        mark = folder / "died"
        if article.id == "n005" and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        yield made_reading(article)


def test_a_killed_process_is_an_error(tmp_path: Path) -> None:
    work = ReadArticles(partial(dying_once, folder=tmp_path))
    with pytest.raises(SaysoError, match="was killed"):
        list(answered(told(8), work, engine("local", workers=2), size=2))


def test_records_survive_arrow_and_travel() -> None:
    """Every character that splits lines somewhere, and every slot."""
    articles = [Article(id="1", text='a\u2028b\x85c\x1e\x00 \n\r"\u00e9\U0001f600'), *told(2)]
    readings = [*map(made_reading, articles), Rejection(article_id="x", stage="read", reason="no text")]
    assert records_of(unpacked(packed(batch_of(articles, Article))), Article) == articles
    assert encoded(outcomes_of(unpacked(packed(answer_batch(readings))))) == encoded(readings)
    assert records_of(unpacked(packed(batch_of([], Article))), Article) == []
    assert [batch.num_rows for batch in article_batches(articles, 2)] == [2, 1]


def counting(articles: Iterable[Article], *, loaded: list[int]) -> Iterator[Reading]:
    loaded.append(1)
    return map(made_reading, articles)


def failing_first(articles: Iterable[Article], *, calls: Iterator[int]) -> Iterator[Reading]:
    if next(calls) == 0:
        raise ValueError("not yet")
    yield from map(made_reading, articles)


def test_work_holds_names_and_loads_once() -> None:
    loaded: list[int] = []
    work = ReadArticles(partial(counting, loaded=loaded))
    assert [work(batch).num_rows for batch in article_batches(told(6), 2)] == [2, 2, 2]
    assert len(loaded) == 1
    read: BatchReader = reader_on_one_thread()
    list(ReadArticles(read).outcomes(told(1)))
    assert len(pickle.dumps(ReadArticles(read))) < 500


def test_work_begins_anew_after_an_error() -> None:
    work = ReadArticles(partial(failing_first, calls=count()))
    with pytest.raises(ValueError, match="not yet"):
        list(work.outcomes(told(1)))
    assert [outcome.article.id for outcome in work.outcomes(told(2))] == ["n000", "n001"]


def test_no_cluster_at_the_address_is_told_at_once() -> None:
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'sayso[ray]'")
    from sayso.engines.cluster import _knock

    with pytest.raises(SaysoError, match=r"No Ray cluster answers at 127\.0\.0\.1:9"):
        _knock("127.0.0.1:9")
    _knock("auto")


def test_without_ray_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.engines.cluster import QUIET

    for name, value in QUIET.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(InputError, match=r"sayso\[ray\]"):
        list(answered(told(1), ReadArticles(made_reader), engine("ray")))


def test_wrong_engines_are_refused() -> None:
    with pytest.raises(InputError, match="no engine dask"):
        engine("dask")
    with pytest.raises(InputError, match="has an address"):
        engine("local", address="auto")
