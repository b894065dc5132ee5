"""Whether a span overlaps any of many, without asking each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from sayso.records import Span


class Spans:
    """Many spans, to be asked one after another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        found = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in found]
        self._furthest = list(accumulate((end for _, end in found), max))

    def touch(self, span: Span) -> bool:
        """Whether one of them overlaps a span."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._furthest[before - 1] > span.start
