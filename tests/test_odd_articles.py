"""Articles of an odd shape (speech, lists, timelines alone) and odd turns: future of the past, denied denials, irony.

Each text says which claims must be found, as trigger, type and certainty, and which must not; what fails has its cause
in `tests/data/odd_articles_known_failures.tsv`, strictly.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import msgspec
import pytest

from sayso.claims import read_batch
from sayso.records import Article, Reading

DATA = Path(__file__).parent / "data"
Told = tuple[str, str, str]


class Odd(msgspec.Struct, frozen=True):
    """A text, the claims that it makes, those that it does not (`*` for any type or certainty), and their number.

    `only` says that no other claims are right.
    """

    id: str
    date: str
    text: str
    claims: tuple[Told, ...] = ()
    never: tuple[Told, ...] = ()
    only: bool = False


def odd() -> list[Odd]:
    return [msgspec.json.decode(line, type=Odd) for line in (DATA / "odd_articles.jsonl").read_bytes().splitlines()]


def known_failures() -> dict[str, str]:
    with (DATA / "odd_articles_known_failures.tsv").open("r", encoding="utf-8") as file:
        return {row["id"]: row["reason"] for row in csv.DictReader(file, delimiter="\t")}


@cache
def told() -> dict[str, set[Told]]:
    articles = [Article(id=each.id, text=each.text, published=each.date) for each in odd()]
    return {
        r.article.id: {(c.trigger.of(r.article.text), c.event, c.factuality) for c in r.claims}
        for r in read_batch(articles)
        if isinstance(r, Reading)
    }


def cases() -> list[object]:
    marks = {name: [pytest.mark.xfail(reason=cause, strict=True)] for name, cause in known_failures().items()}
    return [pytest.param(each, id=each.id, marks=marks.get(each.id, [])) for each in odd()]


@pytest.mark.parametrize("case", cases())
def test_odd_article(case: Odd) -> None:
    found = told()[case.id]
    assert set(case.claims) <= found
    assert not [one for one in found if any(_like(one, pattern) for pattern in case.never)]
    assert not case.only or found <= set(case.claims)


def _like(claim: Told, pattern: Told) -> bool:
    return all(want in ("*", have) for have, want in zip(claim, pattern, strict=True))


def test_every_known_failure_is_a_case() -> None:
    assert known_failures().keys() <= {each.id for each in odd()}
