"""Dates as spans of days, and how two of them go together."""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache
from typing import NamedTuple


class Days(NamedTuple):
    """From the first day to the last, both counted from the year 1."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many days."""
        return self.last - self.first + 1


@lru_cache(maxsize=4096)
def days(when: str | None) -> Days | None:
    """The days of an ISO date, a month, a year, or a range `A/B`; None where it is none or open."""
    if not when:
        return None
    first, _, last = when.partition("/")
    one, other = _one(first), _one(last or first)
    return Days(one.first, max(one.last, other.last)) if one and other and one.first <= other.last else None


def _one(when: str) -> Days | None:
    parts = when.split("-")
    try:
        year, month, day = (int(parts[i]) if i < len(parts) else 0 for i in range(3))
        if day:
            return Days(*[date(year, month, day).toordinal()] * 2)
        if month:
            length = calendar.monthrange(year, month)[1]
            return Days(date(year, month, 1).toordinal(), date(year, month, length).toordinal())
        return Days(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
    except ValueError:
        return None


def gap(one: Days, other: Days) -> int:
    """Days between two spans; 0 where they touch or share a day."""
    return max(0, one.first - other.last, other.first - one.last)
