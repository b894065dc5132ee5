"""The first and the last day of what `when` says."""

from __future__ import annotations

import calendar
from datetime import date


def bounds(when: str | None) -> tuple[str | None, str | None]:
    """First and last day, ISO, of a date, month, year or range `A/B`; None where there is none.

    >>> bounds("2024-02"), bounds("2023/2024-05-01")
    (('2024-02-01', '2024-02-29'), ('2023-01-01', '2024-05-01'))
    """
    if not when:
        return None, None
    first, _, last = when.partition("/")
    return _days(first)[0], _days(last or first)[1]


def _days(when: str) -> tuple[str | None, str | None]:
    """Of one date, month or year; what is none of them has no days."""
    parts = when.split("-")
    if not all(map(str.isdecimal, parts)) or len(parts) > 3:
        return None, None
    numbers = [int(part) for part in parts]
    try:
        if len(numbers) == 3:
            return (date(*numbers).isoformat(),) * 2
        year, first, last = numbers[0], (numbers[1:] or [1])[0], (numbers[1:] or [12])[0]
        return date(year, first, 1).isoformat(), date(year, last, calendar.monthrange(year, last)[1]).isoformat()
    except (ValueError, calendar.IllegalMonthError):
        return None, None
