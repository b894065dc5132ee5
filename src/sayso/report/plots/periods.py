"""Days, weeks, months, quarters and years: how long a bar lasts, so that a picture has a readable number of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

LONGEST = {"day": 62, "week": 400, "month": 6 * 366, "quarter": 16 * 366}
"""Days that a picture shows at most of each; beyond, it goes on to the next longer one: 40 to 75 bars are read well."""
GAP = 0.16
"""Part of a period that is left white between two bars."""
LEAST = {"day": 10, "week": 49, "month": 270, "quarter": 730, "year": 1830}
"""Days that a picture shows at least, so that one lonely bar does not fill it."""


class Period(NamedTuple):
    """A length of time by its name: a key of `LONGEST`, or year."""

    name: str

    def start(self, day: date) -> date:
        """The first day of the period that holds a day."""
        if self.name == "day":
            return day
        if self.name == "week":
            return day - timedelta(days=day.weekday())
        month = {"month": day.month, "quarter": (day.month - 1) // 3 * 3 + 1, "year": 1}[self.name]
        return date(day.year, month, 1)

    def end(self, start: date) -> date:
        """The first day after the period that begins on a day."""
        if self.name in ("day", "week"):
            return start + timedelta(days=1 if self.name == "day" else 7)
        months = {"month": 1, "quarter": 3, "year": 12}[self.name] + start.month - 1
        return date(start.year + months // 12, months % 12 + 1, 1)

    def shown_end(self, start: str) -> str:
        """Where the bar of a period ends, an ISO time: a little before the period does."""
        first = date.fromisoformat(start)
        minutes = int((self.end(first) - first).days * (1 - GAP) * 24 * 60)
        day, rest = first + timedelta(days=minutes // 1440), minutes % 1440
        return f"{day}T{rest // 60:02d}:{rest % 60:02d}Z"

    def label(self, start: str) -> str:
        """What a period is called."""
        first = date.fromisoformat(start)
        if self.name in ("day", "week"):
            return ("week of " if self.name == "week" else "") + f"{first.day} {first:%b %Y}"
        quarter = f"Q{(first.month + 2) // 3} {first.year}"
        return {"month": f"{first:%B %Y}", "quarter": quarter, "year": str(first.year)}[self.name]

    def axis(self) -> dict[str, Any]:
        """How the labels of an axis are written, where Vega's own way is hard to read."""
        return {"format": "%-d %b"} if self.name == "day" else {}

    def span(self, starts: Iterable[str]) -> tuple[str, str]:
        """What time a picture shows: all of its periods, and some more where they are few."""
        days = [date.fromisoformat(start) for start in starts]
        first, last = min(days), self.end(max(days))
        missing = max(0, LEAST[self.name] - (last - first).days)
        first, last = first - timedelta(days=missing // 2), last + timedelta(days=missing // 2)
        return f"{first}T00:00Z", f"{last}T00:00Z"


PERIODS = (*LONGEST, "year")


def fitting(first: date, last: date) -> Period:
    """The shortest period of which a time has not too many."""
    days = (last - first).days
    return Period(next((name for name, most in LONGEST.items() if days <= most), "year"))
