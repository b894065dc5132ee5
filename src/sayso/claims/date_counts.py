"""What the words of a date mean that counts from another one: "two days ago", "the week before", "the next morning".

The patterns are in `sayso.claims.date_rules`, the readings of all other dates in `sayso.claims.date_readings`.
"""

from __future__ import annotations

from datetime import date, timedelta

from sayso.claims.calendar import as_date, bounds, make_day, make_month, make_range, week_of
from sayso.claims.date_readings import Context, Readings, words


def _amount(c: Context) -> int | None:
    """How many; None for "a few", "several", "decades"."""
    said = c.group("number")
    return int(said) if said.isdigit() else int(words("number").get(said) or 0) or None


def _moved(day: date, amount: int, unit: str) -> str | None:
    """A date some units away, as exact as the unit: days and weeks give a day, months a month, years a year."""
    if unit in ("minute", "hour"):
        return (
            (day + timedelta(**{unit + "s": amount})).isoformat() if abs(amount) > 23 and unit == "hour" else str(day)
        )
    if unit in ("day", "week"):
        return (day + timedelta(days=amount * (7 if unit == "week" else 1))).isoformat()
    if unit == "month":
        return make_month(day.year, day.month + amount)
    return f"{day.year + amount:04d}" if unit == "year" else None


_WAYS = {"ago": -1, "earlier": -1, "before": -1, "same": 0, "": 0}


def read_ago(c: Context) -> Readings | None:
    """Two days ago, a week ago; counted from the date named before, if there is one: three years earlier, a month
    before, two days on, the week before, the following month, that year."""
    amount, unit = _amount(c) if c.group("number") else 1, c.group("unit")
    way = c.group("way").removesuffix(c.group("exact")).rstrip()
    start = c.anchor if way in ("ago", "from now") else _start(c, unit)
    if amount is None or start is None:
        return None, None
    value = _far(c, start, amount * _WAYS.get(way, 1))
    return value, value


def _far(c: Context, start: date, amount: int) -> str | None:
    unit, exact = c.group("unit"), c.group("exact")
    if exact:
        return _exactly(start, amount, unit, exact.split()[-1])
    return week_of(start, amount) if unit == "week" and not c.group("number") else _moved(start, amount, unit)


def _start(c: Context, unit: str) -> date | None:
    """From where "later" counts: the last day named, for months and years also the last month, for years a year."""
    lengths = {"month": (10, 7), "year": (10, 7, 4)}.get(unit, ())
    if c.last and len(c.last) in lengths:
        return bounds(c.last)[0]
    return as_date(c.before)


def _exactly(anchor: date, amount: int, unit: str, exact: str) -> str | None:
    """Two years ago this month, a year ago this week, a year ago today."""
    months = {"year": 12, "month": 1}.get(unit, 0) * amount
    if not months or anchor.year * 12 <= -months:
        return _moved(anchor, amount, unit)
    month = make_month(anchor.year, anchor.month + months)
    day = as_date(make_day(int(month[:4]), int(month[5:]), anchor.day))
    if exact == "month" or day is None:
        return month
    return week_of(day) if exact == "week" else day.isoformat()


def read_in(c: Context) -> Readings | None:
    """In two weeks, within three days: only a time to come has a date, "killed ten in two weeks" has none."""
    amount = _amount(c)
    if c.anchor is None or amount is None:
        return None, None
    return None, _moved(c.anchor, amount, c.group("unit"))


def read_stretch(c: Context) -> Readings | None:
    """The past two weeks, the last four years, the next ten days; "the past few months" has no exact value."""
    amount = _amount(c)
    unit = c.group("unit")
    if c.anchor is None or amount is None or unit in ("decade", "centur"):
        return None, None
    sign = 1 if c.group("which") in ("next", "coming") else -1
    far = _moved(c.anchor, sign * amount, unit)
    near = c.anchor.isoformat()[: len(far or "")]
    value = make_range(*sorted((far or near, near)))
    return value, value


def read_anaphor(c: Context) -> Readings | None:
    """The same day, the next morning, that night, the day after: counted from the day named before."""
    day = as_date(c.before)
    if day is None:
        return None, None
    shift = {"next": 1, "following": 1, "after": 1, "previous": -1, "before": -1}.get(c.group("which"), 0)
    value = (day + timedelta(days=shift)).isoformat()
    return value, value
