"""Days of what `when` says, for formats that know days only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date


def first_day(when: str | None) -> date | None:
    """The first day of a date, month, year or range; None where there is none.

    >>> first_day("2024-02"), first_day("2023/2024-05-01")
    (datetime.date(2024, 2, 1), datetime.date(2023, 1, 1))
    """
    return _day((when or "").partition("/")[0], lambda year, month: date(year, month or 1, 1))


def last_day(when: str | None) -> date | None:
    """The last day of a date, month, year or range; None where there is none.

    >>> last_day("2024-02"), last_day("2023/2024-05-01")
    (datetime.date(2024, 2, 29), datetime.date(2024, 5, 1))
    """
    first, _, last = (when or "").partition("/")
    return _day(last or first, _end)


def _end(year: int, month: int | None) -> date:
    after = date(year + 1, 1, 1) if month in (None, 12) else date(year, (month or 0) + 1, 1)
    return date.fromordinal(after.toordinal() - 1)


def _day(when: str, of_part: Callable[[int, int | None], date]) -> date | None:
    try:
        parts = [int(part) for part in when.split("-")]
        return date(*parts) if len(parts) == 3 else of_part(parts[0], parts[1] if len(parts) == 2 else None)
    except (ValueError, OverflowError):
        return None
