"""Arithmetic on dates that keep the granularity of the words: a day, a month, a year, or a range `A/B` of them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

_LENGTHS = {4: "year", 7: "month", 10: "day"}


def granularity(value: str) -> str:
    """`day`, `month`, `year` or `range`."""
    return "range" if "/" in value else _LENGTHS[len(value)]


def bounds(value: str) -> tuple[date, date]:
    """First and last day that a value (ISO date, `YYYY-MM`, `YYYY` or `A/B`) covers.

    Raises ValueError if the value is none of these.
    """
    start, _, end = value.partition("/")
    return _first(start), _last(end or start)


def _first(value: str) -> date:
    return date.fromisoformat(value + {"year": "-01-01", "month": "-01", "day": ""}[granularity(value)])


def _last(value: str) -> date:
    first = _first(value)
    if granularity(value) == "month":
        return first.replace(day=monthrange(first.year, first.month)[1])
    return first.replace(month=12, day=31) if granularity(value) == "year" else first


def first_day(when: str | None) -> date | None:
    """The first day of a date, month, year or range `A/B`; None for None and for what is none of them.

    >>> first_day("2024-02"), first_day("2023/2024-05-01")
    (datetime.date(2024, 2, 1), datetime.date(2023, 1, 1))
    """
    return _days((when or "").partition("/")[0])[0]


def last_day(when: str | None) -> date | None:
    """The last day of a date, month, year or range; None for None and for what is none of them.

    >>> last_day("2024-02"), last_day("2023/2024-05-01")
    (datetime.date(2024, 2, 29), datetime.date(2024, 5, 1))
    """
    first, _, last = (when or "").partition("/")
    return _days(last or first)[1]


def _days(when: str) -> tuple[date, date] | tuple[None, None]:
    """First and last day of one date, month or year; what is none of them has no days."""
    parts = when.split("-")
    if not all(map(str.isdecimal, parts)) or len(parts) > 3:
        return None, None
    year, *rest = map(int, parts)
    try:
        if len(rest) == 2:
            return (date(year, *rest),) * 2
        first, last = rest * 2 or (1, 12)
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    except ValueError:
        return None, None


def as_date(value: str | None) -> date | None:
    """The day of an ISO date or timestamp; None for None and for what is no date."""
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def make_day(year: int, month: int, day: int) -> str | None:
    """An ISO date, or None if there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def make_month(year: int, month: int) -> str:
    """`YYYY-MM`; a month outside of 1 to 12 counts on into the neighbouring years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04d}-{month:02d}"


def make_range(start: str, end: str) -> str:
    """`A/B`, or just `A` if both are the same."""
    return start if start == end else f"{start}/{end}"


def week_of(day: date, weeks: int = 0) -> str:
    """Monday to Sunday of the week that holds a day, some weeks away."""
    monday = day - timedelta(days=day.weekday() - 7 * weeks)
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def truncate(day: date, like: str) -> str:
    """A day, cut to the granularity of another value."""
    return day.isoformat()[: len(like.partition("/")[0])]


def last_weekday(day: date, weekday: int) -> date:
    """The last such weekday (0 is Monday) at or before a day."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def next_weekday(day: date, weekday: int) -> date:
    """The first such weekday (0 is Monday) at or after a day."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)
