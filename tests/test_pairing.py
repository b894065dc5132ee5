"""Which claims are compared, and in which order: in arrays, with the pairs that one after another would give."""

from __future__ import annotations

import gc
import random
from itertools import combinations

import numpy as np
import pytest

from sayso.engines.memory import FEW_CYCLES, spared
from sayso.events import blocks
from sayso.events.blocks import IN_ARTICLE, Stub, may_be_one, met
from sayso.store.accounting import HELD
from sayso.store.pairing import near

SPAN = 4
KINDS = ({"AID": 1.0}, {"AID": 0.85, "ASSAULT": 0.15}, {"ASSAULT": 0.9, "THREATEN": 0.1}, {"CONSULT": 1.0})


def made(number: int, seed: int) -> list[Stub]:
    choice = random.Random(seed)
    found = []
    for n in range(number):
        kinds = choice.choice(KINDS)
        anchors = frozenset(choice.sample(["KEN", "SOM", "port", "dam", "fair"], choice.randint(0, 3)))
        spans = frozenset({SPAN, *choice.sample([2, 3, 5], choice.randint(0, 2))})
        parties = ((choice.choice(["KEN", "SOM"]),), ())
        stub = Stub(
            article=f"a{n // 3:03}", place=n % 3 * (IN_ARTICLE - 1), spans=spans, anchors=anchors, parties=parties,
            event=max(kinds, key=lambda name: kinds[name]), day=None, trigger=choice.choice("xy"), kinds=kinds,
        )  # fmt: skip
        found.append(stub)
    return found


def one_by_one(held: list[Stub]) -> set[tuple[int, int]]:
    """The pairs of blocks that are small."""

    def is_met(one: Stub, other: Stub) -> bool:
        is_within = one.article == other.article and abs(one.place - other.place) <= IN_ARTICLE
        before = min(one.spans & other.spans) < SPAN
        return bool(one.anchors & other.anchors) and not before and not is_within and may_be_one(one, other)

    return {(i, j) for i, j in combinations(range(len(held)), 2) if is_met(held[i], held[j])}


@pytest.mark.parametrize("seed", range(5))
def test_those_that_meet_in_a_span(seed: int) -> None:
    held = made(50, seed)
    ones, others = met(held, SPAN)
    assert list(zip(ones.tolist(), others.tolist(), strict=True)) == sorted(one_by_one(held))


def test_few_pairs_of_large_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    held = made(200, 0)
    every = one_by_one(held)
    monkeypatch.setattr(blocks, "LARGEST", 5)
    monkeypatch.setattr(blocks, "BESIDE", 2)
    found = set(zip(*(places.tolist() for places in met(held, SPAN)), strict=True))
    assert found < every
    assert 0 < len(found) < len(every) / 4


def test_nothing_meets_nothing() -> None:
    assert [places.tolist() for places in met([], SPAN)] == [[], []]


def test_pairs_are_compared_few_articles_at_a_time() -> None:
    choice = np.random.default_rng(0)
    ones, others = choice.integers(0, 500, (2, 5000))
    groups = list(near(ones, others, together=100))
    assert sorted(place for group in groups for place in group.tolist()) == list(range(5000))
    articles = [{*ones[group].tolist(), *others[group].tolist()} for group in groups]
    assert max(map(len, articles)) <= 100
    fetched = sum(len(now - before) for before, now in zip([set(), *articles], articles, strict=False))
    assert fetched < 500 * 500 / 50
    assert len(list(near(ones, others, together=HELD))) < 5
    assert not list(near(ones[:0], others[:0]))


def test_the_collector_waits_as_long_as_is_asked() -> None:
    before = gc.get_threshold()
    with spared(FEW_CYCLES):
        assert gc.get_threshold()[0] == FEW_CYCLES
    assert gc.get_threshold() == before
