"""Bad texts, found by hand and at random: no crash, exact offsets, the same reading always, work linear in length.

The rules themselves are in `tests/fuzz.py`; a longer run is `python -m tests.fuzz --examples 2000 --seed 1`.
"""

from __future__ import annotations

import cProfile
from collections import Counter
from functools import cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.ingest import articles, html
from sayso.reader.tokens import words_of
from sayso.records import Article, Reading, Rejection
from tests.fuzz import check, pieces, read, reader, texts

DATA = Path(__file__).parent / "data"
NEWS = (DATA / "repeated.txt").read_text(encoding="utf-8").strip()
LEAST_CALLS = 3000
"""Calls from which on a function's share of the work counts."""
GROWTH = 12
"""How much more often a function may be called for a text that is four times as long. What grows with the square of the
length is called sixteen times as often; what looks at some sentences around a word, up to ten times while the shorter
text has fewer sentences than that."""
SHORT, LONG = 3, 12
"""How often the paragraphs stand in the two texts."""


class Case(msgspec.Struct, frozen=True):
    """A bad text, as it is or as a piece that is repeated."""

    name: str
    text: str
    times: int = 1
    title: str | None = None


def cases() -> list[Case]:
    lines = (DATA / "bad_texts.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Case) for line in lines]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_bad_text(case: Case) -> None:
    check(case.text * case.times, case.title)


@settings(max_examples=15, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts(), st.none() | pieces())
def test_random_text(text: str, title: str | None) -> None:
    check(text, title)


@pytest.mark.parametrize("text", ["Mali attacked Niger. \ud83d", "\udc80"])
def test_half_a_pair_is_refused(text: str) -> None:
    for article in (Article(id="a", text=text), Article(id=text, text="Mali."), Article(id="a", text="M.", title=text)):
        outcome = reader().read(article)
        assert isinstance(outcome, Rejection)
        assert outcome.reason == "no Unicode"
        msgspec.json.encode(outcome)


def calls(text: str) -> Counter[str]:
    """How often each function of the package is called while a text is read, by file, line and name."""
    profile = cProfile.Profile()
    profile.enable()
    outcome = read(text)
    profile.disable()
    assert isinstance(outcome, Reading), outcome
    found: Counter[str] = Counter()
    for entry in profile.getstats():
        if not isinstance(entry.code, str) and "sayso" in entry.code.co_filename:
            code = entry.code
            found[f"{Path(code.co_filename).name}:{code.co_firstlineno} {code.co_name}"] += entry.callcount
    return found


@cache
def warm() -> None:
    """What is loaded once must not count for the first text."""
    read(NEWS)


REPEATED = {
    "news": f"{NEWS}\n\n",
    "one paragraph": NEWS.replace("\n\n", " ").replace("“", "").replace("”", "") + " ",
    "sentence": "Chad's army attacked a village on Monday and the minister said that rebels had fled, and " * 12,
    "quotations": "“We attacked ‘Chad’,” he said. “It is,” “they said”, 'a lie', 'a “lie”'.\n“And so it is\n\n" * 4,
    "table": "Niger | 12 | 3,400 | 7.5% | arrested | May 2021\n" * 8,
    "numbers": "12 3,400 7.5% 2015 May 3 10:30 1999 2001-05 Monday 31/12/2020 " * 5,
    "letter": "a" * 400,
    "brackets": "([{(“‘" * 20,
    "signs": "a-b+c.d-" * 20,
    "emoji": "🙂👩‍👩‍👧🇺🇦" * 20,
}


@pytest.mark.parametrize("name", REPEATED)
def test_work_grows_with_the_length_and_no_faster(name: str) -> None:
    warm()
    short, long = calls(REPEATED[name] * SHORT), calls(REPEATED[name] * LONG)
    grown = {code: (short[code], n) for code, n in long.items() if n > LEAST_CALLS and n > GROWTH * short[code]}
    assert grown == {}


def test_words_are_cut_in_linear_time() -> None:
    """Runs that a pattern without an anchor would try again from each of their signs."""
    for text in ("a-b.c+" * 30_000, "www." * 40_000, "1,1" * 50_000, "A. " * 50_000, "'" * 100_000, "http://" * 20_000):
        assert len(words_of(text))


def test_comments_of_a_page_are_skipped_in_linear_time() -> None:
    assert not html.looks_like_html("<!---->" * 250)
    assert html.looks_like_html("<!-- a --> <!-- b --><html>")


def test_a_sentence_of_two_thousand_words_is_read_to_its_end() -> None:
    text = "Chad said that " + "the river rose and " * 500 + "Ethiopia attacked Eritrea."
    outcome = read(text)
    assert isinstance(outcome, Reading)
    assert "attacked" in {claim.trigger.of(text) for claim in outcome.claims}
    assert max(claim.trigger.end for claim in outcome.claims) > len(text) - 30


def test_offsets_count_signs_outside_of_the_basic_plane_as_one() -> None:
    text = "🙂🇺🇦 𝕬𝖗𝖒𝖞: Kenya arrested four people, the ministry said. 👩‍👩‍👧"
    outcome = read(text)
    assert isinstance(outcome, Reading)
    assert [claim.trigger.of(text) for claim in outcome.claims] == ["arrested"]


def test_a_table_pasted_between_paragraphs_leaves_them_alone() -> None:
    table = "Country | Killed | Year\n---|---|---\nNiger | 12 | 2019\nMali | 3,400 | 2020"
    text = f"Police in Kenya arrested four people on Monday.\n\n{table}\n\nEthiopia attacked Eritrea on Tuesday."
    outcome = read(text)
    assert isinstance(outcome, Reading)
    found = {(claim.trigger.of(text), claim.event) for claim in outcome.claims}
    assert found >= {("arrested", "COERCE"), ("attacked", "ASSAULT")}


def test_odd_arguments_of_the_command_are_answered(tmp_path: Path) -> None:
    for given_text in ("\0", "a\0b c", "a " * 100_000, "\udc80 attacked", "\ud83d attacked", "x" * 5000, "/" * 5000):
        (outcome,) = articles([given_text])
        assert isinstance(outcome, (Article, Rejection))
