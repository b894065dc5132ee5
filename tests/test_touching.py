"""Whether a span overlaps any of many gives the same as asking each."""

from __future__ import annotations

import random

from sayso.claims.touching import Spans
from sayso.records import Span


def test_a_span_touches_many_as_it_touches_one_of_them() -> None:
    dice = random.Random(5)
    for _ in range(200):
        many = [Span(start, start + dice.randint(1, 6)) for start in dice.sample(range(60), dice.randint(0, 8))]
        asked = Span(start := dice.randint(0, 60), start + dice.randint(1, 4))
        assert Spans(many).touch(asked) == any(asked.overlaps(span) for span in many)
