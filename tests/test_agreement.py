"""The two annotations of the same articles: whole, compared in one way, and true in the card."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.scripts import ANNOTATION as FOLDER
from tests.scripts import annotation_script

agreement = annotation_script("agreement")
normalise = annotation_script("normalise")
FIRST, SECOND = agreement.annotation("first"), agreement.annotation("second")


def test_both_annotations_hold_the_same_articles() -> None:
    assert {key: a["text_sha256"] for key, a in FIRST.items()} == {key: a["text_sha256"] for key, a in SECOND.items()}
    assert all("text" not in json.loads(path.read_bytes()) for path in (FOLDER / "twice").glob("*/*.json"))


def test_what_is_annotated_twice_is_in_the_corpus() -> None:
    assert FIRST.keys() <= {record["id"] for records in normalise.files().values() for record in records}


def test_agreement_is_in_percent_and_falls_with_what_is_asked() -> None:
    found = agreement.rows(FIRST, SECOND)
    levels = [value for name, value in found.items() if name.startswith("claims: ")]
    assert len(levels) == 5
    assert levels == sorted(levels, reverse=True)
    assert all(0 <= value <= 100 for value in found.values())


def test_the_order_of_the_annotations_does_not_matter() -> None:
    assert agreement.rows(FIRST, SECOND) == pytest.approx(agreement.rows(SECOND, FIRST))


def test_an_annotation_agrees_with_itself() -> None:
    found = agreement.rows(FIRST, FIRST)
    assert min(value for name, value in found.items() if not name.startswith("claims: ")) == 100
    assert found["claims: full"] > 98, "a claim told twice at one trigger may be paired with its twin"


def test_the_agreement_of_the_card_is_true() -> None:
    assert agreement.table(FIRST, SECOND) in (FOLDER / "CARD.md").read_text(encoding="utf-8")


CLAIM: dict[str, Any] = {
    "trigger": {"start": 0, "end": 7},
    "event": "PROTEST",
    "mode": None,
    "actor": ["PER"],
    "recipient": ["PER"],
    "recipient_text": [],
    "when": None,
    "auxiliary": None,
    "factuality": ["CT+"],
}


@pytest.mark.parametrize(
    ("rule", "changes", "text", "expected"),
    [
        ("resignation", {"event": "RETREAT", "mode": "resign"}, None, {"recipient": []}),
        ("resignation", {"event": "RETREAT", "mode": "withdraw"}, None, {}),
        ("weapons", {"event": "MOBILIZE", "mode": "weapons"}, None, {"recipient": []}),
        ("weapons", {"event": "MOBILIZE", "mode": "weapons", "recipient": ["CHL"]}, None, {}),
        ("historical", {"when": "2019"}, None, {"auxiliary": "historical"}),
        ("historical", {"when": "2020-03"}, None, {}),
        ("historical", {"when": "2019", "factuality": ["CT-"]}, None, {}),
    ],
)
def test_rules_of_the_conventions(
    rule: str, changes: dict[str, Any], text: str | None, expected: dict[str, Any]
) -> None:
    assert normalise.RULES[rule](CLAIM | changes, {"text": text, "date": "2021-01-10"}) == expected


def test_the_corpus_follows_the_rules() -> None:
    records = [record for records in normalise.files().values() for record in records]
    spelling = normalise.spellings(records)
    changed = {
        record["id"]: counts
        for record in records
        for _, counts in [normalise.normalised(record, {slot: record.get(slot) for slot in ("text", "date")}, spelling)]
        if counts
    }
    assert changed == {}
