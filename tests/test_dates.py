"""Dates in text: a table of sentences, and what holds for every one of them."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import from_regex, sampled_from

from sayso.claims.calendar import as_date, bounds, make_month
from sayso.claims.date_rules import RULES
from sayso.claims.dates import dateline, find_dates

_TABLE = Path(__file__).parent / "data" / "dates.csv"
ROWS = list(csv.DictReader(_TABLE.read_text(encoding="utf-8").splitlines()))


def _shown(text: str, published: str | None) -> str:
    return "; ".join(f"{m.span.of(text)}={m.value or ''}" for m in find_dates(text, published))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['text'][:40]}|{row['published']}")
def test_table(row: dict[str, str]) -> None:
    assert _shown(row["text"], row["published"] or None) == row["expected"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:40])
def test_nothing_relative_is_resolved_without_a_date(row: dict[str, str]) -> None:
    for mention in find_dates(row["text"], None):
        assert mention.value is None or any(c.isdigit() for c in mention.span.of(row["text"]))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:40])
def test_every_value_is_a_date(row: dict[str, str]) -> None:
    for mention in find_dates(row["text"], row["published"] or None):
        for value in filter(None, (mention.value, mention.past, mention.future)):
            first, last = bounds(value)
            assert first <= last


DAYS = (None, "2024-05-14", "2024-02-29", "0001-01-01", "9999-12-31")


@pytest.mark.parametrize("number", range(len(RULES)), ids=lambda number: f"{RULES[number][0]} {number}")
def test_no_words_that_a_rule_takes_break_it(number: int) -> None:
    name, pattern, _ = RULES[number]
    behind_on = re.compile(r"on the \d{1,2}(?:st|nd|rd|th)")  # its rule looks behind, for which no text can be made
    phrases = from_regex(behind_on if name == "day alone" else pattern)

    @settings(max_examples=15, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(phrases, sampled_from(DAYS), sampled_from(("", "On 3 May 2024 he came; ", "In December 9999, ")))
    def read(phrase: str, published: str | None, before: str) -> None:
        for mention in find_dates(before + phrase, published):
            assert mention.span.end <= len(before + phrase), name

    read()


def test_both_readings_are_kept() -> None:
    mention = find_dates("The council met on Thursday.", "2023-11-15")[0]
    assert (mention.resolve("past"), mention.resolve("future")) == ("2023-11-09", "2023-11-16")
    assert mention.resolve(None) == "2023-11-09"
    assert mention.preposition == "on"


def test_dateline_is_told_from_dates_of_events() -> None:
    text = "Monday, January 14, 2019\n\nA man was held yesterday."
    first, second = find_dates(text, "2019-01-14")
    assert (first.rule, second.value) == ("dateline", "2019-01-13")
    assert dateline(text) == "2019-01-14"
    assert dateline("On Monday, January 14, 2019 a man was held.\n") is None


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("STRELSAU, May 3 (RPA) - Two men were held.", True),
        ("STRELSAU, Ruritania, May 3 (RPA) -- Two men were held.", True),
        ("Port Zenda/Strelsau, 3 May 2019 (RPA): Two men were held.", True),
        ("STRELSAU, May 3, 2019. /RPA/. Two men were held.", True),
        ("Strelsau, May 3, 2019, RPA - Two men were held.", True),
        ("May 3, 2019, 14:05 (UTC+3) RPA. Two men were held.", True),
        ("May 3, 2019, 14:05 (UTC+3) two men were held.", False),
        ("In Strelsau, on May 3 - a Friday - two men were held.", False),
        ("Police held two men in Strelsau, May 3, and let them go.", False),
    ],
)
def test_a_date_behind_the_place_of_filing_dates_no_event(text: str, is_one: bool) -> None:
    assert (find_dates(text, "2019-05-03")[0].rule == "dateline") == is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Army shells town\nBy Ann Roe, 12 March 2025\nThe army", True),
        ("Army shells town\n\nPort Zenda, 12 March 2025\n\nThe army", True),
        ("Army shells town\n\nPort Zenda, 12 March 2025 (RPA) - The army", True),
        ("In Zenda, 3 May 2024\ntwo men were held.", False),
        ("The attack of 3 May 2024\n\nTwo men were held.", False),
    ],
)
def test_a_date_on_a_line_of_names_dates_no_event(text: str, is_one: bool) -> None:
    assert (find_dates(text, "2025-03-12")[0].rule == "dateline") == is_one


def test_a_malformed_date_of_publication_counts_as_none() -> None:
    assert find_dates("He left yesterday.", "soon")[0].value is None
    assert as_date("2024-02-03T10:00:00Z") is not None


def test_months_count_on_over_the_year() -> None:
    assert make_month(2023, 0) == "2022-12"
    assert make_month(2023, 14) == "2024-02"
