"""What was judged, as gold files: the words count that a person judged, and measure and training take them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import structs

from sayso.app.cli import run
from sayso.errors import OutputError
from sayso.evaluate.files import load
from sayso.events.judgements import judgement
from sayso.records import Article, Claim, Mention, Reading, Slot
from sayso.store import Store
from sayso.store.gold import gold
from sayso.train import annotated
from sayso.train.labels import EVENTS, IGNORE

from .conftest import made_reading, span

TEXT = (
    "Ruritanian shelling\n\nThe Ruritanian army may have shelled Strelsau on Friday, a lawmaker said. "
    "Later it met envoys of Graustark, and fought."
)


def claims(article: str) -> tuple[Claim, ...]:
    first = made_reading(Article(id=article, text=TEXT)).claims[0]
    met = Claim(id="c2", article_id=article, trigger=span("met", TEXT), event="CONSULT", factuality="CT+", score=0.7)
    fought = Claim(id="c3", article_id=article, trigger=span("fought", TEXT), event="ASSAULT", score=0.6)
    return first, met, fought


def article(key: str) -> Reading:
    made = made_reading(Article(id=key, text=TEXT, title="Shelling", published="2024-05-04"))
    mention = Mention(span("Graustark", TEXT), "GPE", ("GRA",))
    return structs.replace(made, claims=claims(key), mentions=(mention,))


def at(second: int) -> str:
    return f"2026-01-01T00:00:{second:02d}+00:00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "s.duckdb"
    with Store(path) as store:
        store.add([article("b"), article("a"), article("untouched")])
        store.judge(
            [
                judgement("right", "a/c1", by="Ann", at=at(1)),
                judgement("correct", "a/c2", slot="recipient", value="GRA", by="Ann", at=at(2)),
                judgement("wrong", "a/c3", by="Ann", at=at(3)),
                judgement("wrong", "b/c3", by="Ann", at=at(4)),
                judgement("right", "b/c1", by="Ann", at=at(5)),
            ]
        )
        store.refresh()
    return path


def of(path: Path, **asked: bool) -> dict[str, dict[str, Any]]:
    with Store(path, read_only=True) as store:
        return {one["id"]: one for one in gold(store, **asked)}


def test_only_what_was_judged_counts(path: Path) -> None:
    found = of(path)
    assert list(found) == ["b", "a"]  # as they were added; what nobody judged is left out
    assert {one["id"]: one["required"] for one in found["b"]["claims"]} == {"c1": True, "c2": False}
    assert {one["id"]: one["required"] for one in found["a"]["claims"]} == {"c1": True, "c2": True}
    assert [one["trigger"]["text"] for one in found["a"]["wrong"]] == ["fought"]
    assert (found["a"]["judged"], found["b"]["judged"]) == ("whole", "part")
    assert list(of(path, whole=True)) == ["a"]


def test_a_corrected_side_points_to_its_words(path: Path) -> None:
    met = of(path)["a"]["claims"][1]
    assert met["recipient"] == ["GRA"]
    assert [one["text"] for one in met["recipient_text"]] == ["Graustark"]


def test_a_corrected_side_lets_go_of_wrong_words(path: Path) -> None:
    with Store(path) as store:
        store.judge([judgement("correct", "a/c1", slot="actor", value="XYZ", by="Ann", at=at(9))])
    first = of(path)["a"]["claims"][0]
    assert (first["actor"], first["actor_text"]) == (["XYZ"], [])


def test_the_command_writes_what_score_reads(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "gold.jsonl"
    assert run(["judge", "export", "--store", str(path), "-o", str(out)]) == 0
    assert "2 articles, 3 claims" in capsys.readouterr().err
    assert set(load(out)) == {"a", "b"}
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_bytes(b"\n".join(map(msgspec.json.encode, of(path).values())))
    assert run(["score", str(out), str(predicted), "--json"]) == 0
    told = capsys.readouterr()
    said = msgspec.json.decode(told.out)
    assert "attributions" not in said  # they are the reader's own: nobody judged them
    assert "attributions of 2 articles not scored" in told.err
    assert said["claims"]["counts"]["gold"] == 3
    assert said["claims"]["full"]["f1"] == 100


def test_a_file_that_cannot_be_written(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "gold.jsonl"
    assert run(["judge", "export", "--store", str(path), "-o", str(out)]) == OutputError.exit_code


def test_training_takes_what_was_judged_and_is_silent_about_the_rest(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "gold.jsonl"
    run(["judge", "export", "--store", str(path), "-o", str(out)])
    docs = {doc.name: doc for doc in annotated.claims_documents(annotated.more_articles([out]))}
    for name, taught in (("a", {"shelled": "ASSAULT", "met": "CONSULT", "fought": None}),
                         ("b", {"shelled": "ASSAULT", "fought": None})):  # fmt: skip
        words = [TEXT[start:end] for start, end in docs[name].words.tolist()]
        labels = {word: label for word, label in zip(words, docs[name].layers["event"], strict=True) if label != IGNORE}
        assert labels == {word: EVENTS.index(kind) if kind else 0 for word, kind in taught.items()}
    assert "cue" not in docs["a"].layers
    assert docs["a"].frames == []


def test_an_own_type_teaches_its_plover_type(tmp_path: Path) -> None:
    own = structs.replace(article("o"), claims=(structs.replace(claims("o")[1], event="SUMMIT", parent="CONSULT"),))
    path = tmp_path / "own.duckdb"
    with Store(path) as store:
        store.add([own])
        store.judge([judgement("right", "o/c2", by="Ann", at=at(1))])
        (doc,) = annotated.claims_documents(gold(store))
    assert EVENTS.index("CONSULT") in doc.layers["event"]


def test_weights_are_silent_about_the_rest(path: Path) -> None:
    pytest.importorskip("torch")
    from sayso.train.weights import _is_claim

    record = of(path)["b"]
    record["claims"] = [one for one in record["claims"] if one["required"]]
    said = {one.id: _is_claim(one, record) for one in claims("b")}
    assert said == {"c1": True, "c2": None, "c3": False}
    assert Slot() == claims("b")[1].actor
