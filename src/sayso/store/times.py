"""The first and the last day of what `when` says."""

from __future__ import annotations

from sayso.claims.calendar import first_day, last_day


def bounds(when: str | None) -> tuple[str | None, str | None]:
    """First and last day, ISO, of a date, month, year or range `A/B`; None where there is none.

    >>> bounds("2024-02"), bounds("2023/2024-05-01")
    (('2024-02-01', '2024-02-29'), ('2023-01-01', '2024-05-01'))
    """
    first, last = first_day(when), last_day(when)
    return first.isoformat() if first else None, last.isoformat() if last else None
