"""How sure a text is: every row of the class table, and the constructions of the walk, on trees written out by hand."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from sayso.claims.factuality import judge
from sayso.claims.factuality_words import modifiers
from sayso.claims.history import is_historical
from tests.factuality_trees import governed, grow, rows

_TABLE = (resources.files("sayso.claims") / "data" / "factuality.csv").read_text(encoding="utf-8")
GOVERNORS = list(csv.DictReader(_TABLE.splitlines()))
CASES = rows("factuality_trees.tsv")
# What each class leaves of a certain event.
LEAVES = {
    "implies": ("CT+", None),
    "light": ("CT+", None),
    "factive": ("CT+", None),
    "report": ("CT+", None),
    "evidence": ("CT+", None),
    "negates": ("CT-", "negation"),
    "reported": ("PR+", None),
    "believe": ("PR+", None),
    "allege": ("PR+", None),
    "seem": ("PR+", None),
    "expect": ("PR+", "future"),
    "likely": ("PR+", "future"),
    "schedule": ("CT+", "future"),
    "intend": ("U", "future"),
    "try": ("U", None),
    "request": ("U", "hypothetical"),
    "condition": ("U", "hypothetical"),
    "must": ("U", "hypothetical"),
    "able": ("PS+", "hypothetical"),
    "permit": ("PS+", "hypothetical"),
    "risk": ("PS+", "hypothetical"),
    "possible": ("PS+", "hypothetical"),
    "unlikely": ("PR-", "hypothetical"),
    "doubt": ("PR-", "negation"),
}


@pytest.mark.parametrize("row", GOVERNORS, ids=lambda row: f"{row['word']}-{row['class']}")
def test_an_example_that_must_match(row: dict[str, str]) -> None:
    case = governed(row["example"], row["word"])
    found = judge(case.parse, case.trigger)
    assert (found.value, found.auxiliary) == LEAVES[row["class"]]
    assert row["class"] in found.rule


@pytest.mark.parametrize("row", GOVERNORS, ids=lambda row: f"{row['word']}-{row['class']}")
def test_an_example_that_must_not(row: dict[str, str]) -> None:
    case = governed(row["counterexample"], row["word"])
    found = judge(case.parse, case.trigger)
    assert (found.value, found.auxiliary, found.rule) == ("CT+", None, "plain")


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["text"])
def test_constructions(row: dict[str, str]) -> None:
    case = grow(row["text"], row["tree"])
    found = judge(case.parse, case.trigger, stop=case.cue)
    assert (found.value, found.auxiliary or "") == (row["value"], row["auxiliary"]), found.rule


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["text"])
def test_the_words_that_decided_are_named(row: dict[str, str]) -> None:
    case = grow(row["text"], row["tree"])
    found = judge(case.parse, case.trigger, stop=case.cue)
    assert bool(found.words) == (found.rule != "plain")
    assert all(0 <= word < len(case.parse) for word in found.words)


def test_every_modifier_is_of_a_known_kind() -> None:
    kinds = {
        "negation",
        "possible",
        "probable",
        "reported",
        "obliged",
        "condition",
        "future",
        "planned",
        "attempted",
        "imagined",
    }
    assert set(modifiers().values()) == kinds


@pytest.mark.parametrize(
    ("when", "published", "expected"),
    [
        ("2014", "2020-01-01", True),
        ("2019", "2020-06-01", False),
        ("2018-11", "2020-01-15", True),
        ("2014/2020", "2020-01-15", False),
        (None, "2020-01-15", False),
        ("2014", None, False),
    ],
)
def test_over_a_year_ago_is_history(when: str | None, published: str | None, expected: bool) -> None:
    case = grow("Rebels [left].", "Rebels/rebel/NOUN/NNS/2/nsubj left/leave/VERB/VBD/0/root ././PUNCT/./2/punct")
    assert is_historical(case.parse, case.trigger, when, published) is expected


def test_words_that_say_history() -> None:
    tree = (
        "Rebels/rebel/NOUN/NNS/2/nsubj left/leave/VERB/VBD/0/root decades/decade/NOUN/NNS/4/obl:npmod "
        "ago/ago/ADV/RB/2/advmod ././PUNCT/./2/punct"
    )
    case = grow("Rebels [left] decades ago.", tree)
    assert is_historical(case.parse, case.trigger, None, "2020-01-15")
