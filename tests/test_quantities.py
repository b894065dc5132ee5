"""Amounts: how many, at least or about, of what; and what looks like one and is none."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from sayso.claims import number_words
from sayso.claims.amounts import find_amounts
from sayso.claims.dates import find_dates
from sayso.claims.named import KINDS
from sayso.claims.quantities import counted, counts
from sayso.claims.repairs import repaired
from sayso.reader import Reader
from sayso.records import Quantity

DATA = Path(__file__).parent / "data"


def cases(table: str) -> list[dict[str, str]]:
    with (DATA / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def reader() -> Reader:
    return Reader(threads=1)


def quantities(text: str) -> list[Quantity]:
    """What a text is said to count or measure, as its mentions have it."""
    parse = repaired(reader().parse(text))
    found = counted(parse, [date.span for date in find_dates(text)])
    kept = (one for one in found if one.amount.kind in KINDS and (one.amount.kind != "number" or counts(parse, one)))
    return [one.quantity(parse) for one in kept]


def test_there_are_enough_cases() -> None:
    rows = cases("quantities.csv")
    assert len(rows) >= 130
    assert sum(not row["value"] for row in rows) >= 30


@pytest.mark.parametrize("row", cases("quantities.csv"), ids=lambda row: row["text"])
def test_quantities(row: dict[str, str]) -> None:
    found = [(q.value, q.upper, q.bound, q.unit) for q in quantities(row["text"])]
    if not row["value"]:
        assert found == []
        return
    upper = float(row["upper"]) if row["upper"] else None
    assert found == [(float(row["value"]), upper, row["bound"], row["unit"] or None)]


@pytest.mark.parametrize("row", number_words.rows("bounds"), ids=lambda row: row["words"])
def test_bounds_have_their_examples(row: dict[str, str]) -> None:
    (found,) = find_amounts(row["example"])
    assert found.bound == row["bound"]
    assert found.span != found.number
    (other,) = find_amounts(row["counterexample"])
    assert other.span == other.number


def test_every_bound_is_read() -> None:
    for word, bound in number_words.bounds("before").items():
        (found,) = find_amounts(f"It has {word} 40 ships.")
        assert found.bound == bound, word
        assert found.span.of(f"It has {word} 40 ships.") == f"{word} 40"


def test_every_currency_is_read() -> None:
    for row in number_words.rows("currencies"):
        for sign in filter(None, row["signs"].split("|")):
            (found,) = find_amounts(f"It paid {sign}40 million.")
            assert (found.kind, found.unit, found.value) == ("money", row["code"], 4e7), sign
        for name in filter(None, row["names"].split("|")):
            (found,) = find_amounts(f"It paid 40 million {name}.")
            assert (found.kind, found.unit) == ("money", row["code"] or name), name


def test_spans_are_slices() -> None:
    text = "It sent up to 50,000 euros, 152-mm shells and between 100 and 150 tanks."
    assert [found.span.of(text) for found in find_amounts(text)] == [
        "up to 50,000 euros",
        "152-mm",
        "between 100 and 150",
    ]


@pytest.mark.parametrize("row", number_words.rows("not_counted"), ids=lambda row: row["place"])
def test_labels_are_no_counts(row: dict[str, str]) -> None:
    assert find_amounts(row["example"]) == []
