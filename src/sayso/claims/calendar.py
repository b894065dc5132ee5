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
