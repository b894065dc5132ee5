"""The measures, on cases counted by hand."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from sayso.app.cli import run
from sayso.errors import InputError
from sayso.evaluate import load, score_attributions, score_claims
from sayso.evaluate.claims import LEVELS, chain, codes

Json = dict[str, Any]
TEXT = '"We will win," said Ann Lee. Bob denied it.'


def claim(start: int, **changes: Any) -> Json:
    made: Json = {
        "id": f"c{start}",
        "trigger": {"start": start, "end": start + 5},
        "event": "AID",
        "accept": ["AID", "COOPERATE"],
        "mode": None,
        "actor": ["RUS"],
        "recipient": ["PRK"],
        "object": "the new rockets",
        "when": "2024-05",
        "where": "Vladivostok",
        "auxiliary": None,
        "say_so": [{"source": "Kim", "code": "PRK", "cue": "said"}],
        "factuality": ["CT+", "PR+"],
        "required": True,
    }
    return {**made, **changes}


def f1(gold: list[Json], predicted: list[Json]) -> dict[str, float]:
    score = score_claims({"a": {"claims": gold}}, {"a": {"claims": predicted}})
    return {level: round(score.levels[level].f1, 1) for level in LEVELS}


def test_identity() -> None:
    assert f1([claim(0), claim(10)], [claim(0), claim(10)]) == dict.fromkeys(LEVELS, 100.0)


def test_nothing_predicted() -> None:
    assert f1([claim(0)], []) == dict.fromkeys(LEVELS, 0.0)
    score = score_claims({"a": {"claims": [claim(0)]}}, {})
    assert [miss.kind for miss in score.misses] == ["missed"]


LADDER = [
    ({"event": "ASSAULT"}, 1),
    ({"actor": ["PRK"]}, 2),
    ({"say_so": []}, 3),
    ({"factuality": "CT-"}, 4),
    ({"factuality": []}, 4),
    ({"factuality": "PR+", "event": "COOPERATE"}, 5),
    ({"actor": ["rus "], "recipient": ["The PRK"]}, 5),
]


@pytest.mark.parametrize(("changes", "reached"), LADDER)
def test_each_level_asks_for_the_one_before(changes: Json, reached: int) -> None:
    found = f1([claim(0, accept=["AID", "COOPERATE"])], [claim(0, **changes)])
    assert list(found.values()) == [100.0] * reached + [0.0] * (5 - reached)


def test_symmetric_events_count_in_either_order() -> None:
    turned = claim(0, actor=["PRK", "RUS"], recipient=[])
    assert f1([claim(0)], [turned])["dyad"] == 100.0
    assert f1([claim(0, accept=["AID"])], [turned])["dyad"] == 0.0


def test_extra_and_missed() -> None:
    score = score_claims({"a": {"claims": [claim(0), claim(10)]}}, {"a": {"claims": [claim(0), claim(20), claim(30)]}})
    found = score.levels["found"]
    assert (round(found.p, 1), round(found.r, 1), round(found.f1, 1)) == (33.3, 50.0, 40.0)
    assert sorted(miss.kind for miss in score.misses) == ["extra", "extra", "missed"]
    assert score.counts == {"gold": 2, "predicted": 3, "articles": 1}


def test_optional_claims_are_free() -> None:
    optional = claim(10, required=False)
    assert f1([claim(0), optional], [claim(0)])["full"] == 100.0
    assert f1([claim(0), optional], [claim(0), optional])["full"] == 100.0
    wrong = f1([claim(0), optional], [claim(0), claim(10, event="ASSAULT")])
    assert (wrong["found"], wrong["type"]) == (100.0, 66.7)
    told = score_claims({"a": {"claims": [claim(0), optional]}}, {"a": {"claims": [claim(0), optional]}}).counts
    assert told == {"gold": 1, "predicted": 2, "optional": 1, "articles": 1}


def test_the_best_of_several_pairings_is_taken() -> None:
    poor, good = claim(0, event="ASSAULT", id="p"), claim(2, id="g")
    assert f1([claim(0)], [poor, good])["full"] == pytest.approx(66.7)


def test_fields() -> None:
    near = claim(0, object="rockets", when="2024-06", where="the port of Vladivostok", mode="military")
    score = score_claims({"a": {"claims": [claim(0)]}}, {"a": {"claims": [near]}})
    assert score.fields == {"auxiliary": 100, "chain": 100, "mode": 0, "object": 100, "when": 0, "where": 100}


def test_codes_and_chains() -> None:
    assert codes(["USA+KOR", "the UN", None, ""]) == {"usa", "kor", "un"}
    links = [{"code": "IRN"}, {"code": ["IRN"]}, {"code": None}]
    assert chain({"say_so": links}) == [{"irn"}, frozenset()]


def at(words: str) -> Json:
    start = TEXT.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


FIRST = {"source": at("Ann Lee"), "cue": at("said"), "content": [at('"We will win,"')]}
SECOND = {"source": at("Bob"), "cue": at("denied"), "content": [at("it.")]}


def attributed(*predicted: Json) -> dict[str, tuple[float, float]]:
    gold = {"d": {"text": TEXT, "attributions": [FIRST, SECOND]}}
    score = score_attributions(gold, {"d": {"attributions": list(predicted)}})
    return {name: (round(m.p, 1), round(m.r, 1)) for name, m in score.measures.items()}


def test_attributions_identical() -> None:
    assert set(attributed(FIRST, SECOND, FIRST).values()) == {(100.0, 100.0)}
    assert set(attributed().values()) == {(0.0, 0.0)}


def test_attribution_shapes_are_the_same() -> None:
    bare = {role: [[s["start"], s["end"]] for s in (v if isinstance(v, list) else [v])] for role, v in FIRST.items()}
    assert attributed(bare) == attributed(FIRST)


def test_half_a_source_is_soft() -> None:
    found = attributed({**FIRST, "source": at("Ann")}, SECOND)
    assert found["triple"] == (50.0, 50.0)
    assert found["triple-soft"] == found["pair-soft"] == found["cue"] == (100.0, 100.0)
    assert found["token source"] == (100.0, 66.7)


def test_a_wrong_source() -> None:
    found = attributed({**FIRST, "source": at("Bob")}, SECOND)
    assert found["triple-soft"] == found["pair-soft"] == (50.0, 50.0)
    assert found["token source"] == (100.0, 33.3)


def test_a_wrong_cue_is_no_matter_for_pairs() -> None:
    found = attributed({**FIRST, "cue": None}, SECOND)
    assert (found["triple-soft"], found["pair-soft"], found["cue"]) == ((50.0, 50.0), (100.0, 100.0), (50.0, 50.0))


def test_an_extra_costs_precision_only() -> None:
    found = attributed(FIRST, SECOND, {"source": None, "cue": at("win"), "content": [at("will")]})
    assert found["triple"] == (66.7, 100.0)


def test_load(tmp_path: Path) -> None:
    lines = [{"id": "a", "claims": []}, {"doc_id": "b", "attributions": []}]
    data = "\n".join(map(json.dumps, lines)).encode()
    (tmp_path / "a.jsonl").write_bytes(data)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(data))
    assert set(load(tmp_path / "a.jsonl")) == set(load(tmp_path / "a.jsonl.gz")) == {"a", "b"}


@pytest.mark.parametrize("data", [b"", b"{broken", b'{"id": "a"}', b'{"claims": []}', b"[1]"])
def test_malformed_gold(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(data)
    with pytest.raises(InputError):
        load(path)


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"accept": None}, "Claim 1 of a lacks accept."),
        ({"accept": None, "id": None}, "Claim 1 of a lacks id, accept."),
        ({"trigger": "sent"}, "lacks start and end of its trigger"),
    ],
)
def test_gold_that_lacks_something_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: Json, lacks: str
) -> None:
    made = {name: value for name, value in claim(3, **changes).items() if changes.get(name, "") is not None}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "claims": [made]}), encoding="utf-8")
    assert run(["score", str(path), str(path)]) == 2
    assert lacks in capsys.readouterr().err
