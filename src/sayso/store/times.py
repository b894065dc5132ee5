"""The first and the last day of what `when` says."""

from __future__ import annotations

import re

from sayso.claims.calendar import first_day, last_day
from sayso.errors import InputError
from sayso.ingest.dates import iso_date

_MONTH_ALONE = re.compile(r"([^\W\d]+),?\s+(\d{4})")
_TYPED = re.compile(r"\d{4}(-\d{2}){0,2}(/\d{4}(-\d{2}){0,2})?")


def bounds(when: str | None) -> tuple[str | None, str | None]:
    """First and last day, ISO, of a date, month, year or range `A/B`; None where there is none.

    >>> bounds("2024-02"), bounds("2023/2024-05-01")
    (('2024-02-01', '2024-02-29'), ('2023-01-01', '2024-05-01'))
    """
    first, last = first_day(when), last_day(when)
    return first.isoformat() if first else None, last.isoformat() if last else None


def typed_day(when: str) -> str:
    """A date, month or year as somebody typed it, in ISO form; a month may stand in letters.

    >>> typed_day("3 May 2024"), typed_day("May 2024"), typed_day("2024")
    ('2024-05-03', '2024-05', '2024')

    Raises:
        InputError: it is none. "03/05/2024" is none either: it may be of March or of May.
    """
    words = when.strip()
    if words[:4].isdecimal():
        return checked_day(words)
    month = _MONTH_ALONE.fullmatch(words)
    day = iso_date(f"1 {month[1]} {month[2]}" if month else words)
    return checked_day(when) if day is None else day[:-3] if month else day


def checked_day(when: str) -> str:
    """A date, month or year that somebody typed, with all its digits: "03/05/2024" is no range of years.

    Raises:
        InputError: it is none.
    """
    if not _TYPED.fullmatch(when) or None in bounds(when):
        raise InputError(f"“{when[:40]}” is no date.", "Give it as YYYY-MM-DD, YYYY-MM, YYYY or 3 May 2024.")
    return when


def typed_bounds(when: str) -> tuple[str | None, str | None]:
    """First and last day of a date, month or year as somebody typed it.

    Raises:
        InputError: it is none.
    """
    return bounds(typed_day(when))
