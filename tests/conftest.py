"""Readings made by hand, so that what prints, scores and writes them is tested without a model."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sayso.engines.memory import YOUNG
from sayso.records import (
    Article,
    Attribution,
    Claim,
    HeadlineFinding,
    Reading,
    Rejection,
    SaySo,
    Slot,
    Span,
)

# A busy machine is slow, and no test fails for that.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

TEXT = "Ruritanian shelling\n\nThe Ruritanian army may have shelled Strelsau on Friday, a lawmaker said."


def span(words: str, text: str = TEXT) -> Span:
    """Where the words stand for the first time."""
    start = text.index(words)
    return Span(start, start + len(words))


def made_reading(article: Article) -> Reading:
    """One attribution and one claim, whatever the article; offsets fit `TEXT`."""
    attribution = Attribution(
        id="a1",
        article_id=article.id,
        source=span("a lawmaker"),
        cue=span("said"),
        content=(span("The Ruritanian army may have shelled Strelsau on Friday"),),
        speaker=("RUR",),
        rule="frame",
        score=0.912345,
    )
    claim = Claim(
        id="c1",
        article_id=article.id,
        trigger=span("shelled"),
        event="ASSAULT",
        mode="heavy-weapons",
        context=("military",),
        actor=Slot(codes=("RUR",), spans=(span("The Ruritanian army"),), sectors=("MIL",), rule="subj"),
        recipient=Slot(codes=("RUR",), spans=(span("Strelsau"),), rule="obj"),
        when="2024-05-03",
        when_span=span("Friday"),
        where=span("Strelsau"),
        auxiliary="hypothetical",
        attribution_id="a1",
        say_so=(SaySo(source="a lawmaker", code="RUR", cue="said", attribution_id="a1"),),
        factuality="PS+",
        certainty={"CT+": 0.19, "PR+": 0.1, "PS+": 0.7, "CT-": 0.01, "U": 0.0},
        time="past",
        rules={"factuality": "may", "trigger": "shell VERB"},
        score=0.87654,
        scores={"event": 0.88, "factuality": 0.7, "actor": 0.91, "recipient": 0.64, "say_so": 0.83, "where": 0.5},
    )
    finding = HeadlineFinding(
        kind="hedge dropped",
        where="text",
        headline=span("Ruritanian shelling"),
        headline_text="Ruritanian shelling",
        body=span("may have shelled"),
        body_text="may have shelled",
    )
    return Reading(
        article=article, attributions=(attribution,), claims=(claim,), headline=(finding,), version="0.1.0+made"
    )


def made_reader(articles: Iterable[Article]) -> Iterator[Reading | Rejection]:
    """Stands in for `sayso.claims.read_batch`."""
    return map(made_reading, articles)


@pytest.fixture(scope="module", autouse=True)
def set_aside() -> None:
    """The collector, which every `Store.refresh` calls, is spared what earlier tests have loaded."""
    gc.freeze()
    gc.set_threshold(YOUNG)


@pytest.fixture
def reading() -> Reading:
    return made_reading(Article(id="made", text=TEXT, title="Ruritanian shelling", published="2024-05-04"))


@pytest.fixture
def article_file(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


STORIES = [json.loads(line) for line in (Path(__file__).parent / "data" / "events.jsonl").read_text().splitlines()]
"""Articles on a few happenings, with what events they tell."""


@pytest.fixture(scope="module")
def told_articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles of the stories, as a file."""
    path = tmp_path_factory.mktemp("stories") / "articles.jsonl"
    path.write_text("".join(json.dumps(a) + "\n" for story in STORIES for a in story["articles"]))
    return path


@pytest.fixture(scope="module")
def told_store(told_articles: Path) -> Path:
    """A store of them."""
    from sayso.app.cli import run

    path = told_articles.with_name("s.duckdb")
    assert run(["add", str(told_articles), "--store", str(path), "-q"]) == 0
    return path


@pytest.fixture(scope="module")
def two_workers() -> Iterator[None]:
    """Ray, started once for the tests of a file: its threads must be gone before the process ends."""
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'sayso[ray]'")
    from sayso.engines.cluster import session

    with session(2, None):
        yield


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command reads with `made_reader`."""
    monkeypatch.setattr("sayso.engines.local._claims_reader", lambda dictionaries, threads: made_reader)
    for command in ("reading", "scoring", "adding"):
        monkeypatch.setattr(f"sayso.app.{command}.in_processes", lambda dictionaries, processes: made_reader)
    monkeypatch.setattr("sayso.app.parting.reader_on_one_thread", lambda *_: made_reader)
