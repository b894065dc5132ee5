"""What the words of a single date mean: from a match to the pair (past, future) of its values.

None within a pair is a value that cannot be known; None instead of a pair says that the words are no date. The patterns
are in `sayso.claims.date_rules`, the words in `data/dates.csv`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sayso.claims.calendar import (
    as_date,
    bounds,
    last_weekday,
    make_day,
    make_month,
    make_range,
    next_weekday,
    week_of,
)
from sayso.claims.month_names import is_month
from sayso.ontology.tables import rows

Readings = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Context:
    """A match in its text, the article's date if known, and the last day and the last date of any length that the text
    named before."""

    text: str
    match: re.Match[str]
    anchor: date | None = None
    before: str | None = None
    last: str | None = None

    def group(self, name: str) -> str:
        """A named group, casefolded; empty if it took no part."""
        return (self.match.groupdict().get(name) or "").casefold()

    def number(self, name: str) -> int:
        """A named group as a number."""
        return int(self.group(name))


@cache
def words(kind: str) -> dict[str, str]:
    """The words of one kind in `data/dates.csv`, casefolded, with their values."""
    return {row["word"].casefold(): row["value"] for row in rows("dates", room="claims") if row["kind"] == kind}


# Days and months


def _month_number(c: Context) -> int:
    named = c.group("month").rstrip(".")
    return int({**words("month"), **words("month_short")}[named])


def _named_right(c: Context) -> bool:
    """Months begin with a capital letter: "may" and "march" are verbs; so are they in any other case."""
    return c.match.group("month")[0].isupper()


def _day_of_month(c: Context, name: str, year: int | None) -> Readings:
    month, day = _month_number(c), c.number(name)
    if year:
        value = make_day(year, month, day)
        return value, value
    if c.anchor is None:
        return None, None
    years = [make_day(c.anchor.year + n, month, day) for n in (-1, 0, 1)]
    return _sided(c.anchor, _on_weekday(c, years) or years)


def _on_weekday(c: Context, days: list[str | None]) -> list[str | None]:
    """Of several days those that fall on the weekday named with them: "Sunday, 4 August" tells the year."""
    named = c.group("day_name").rstrip(".")
    number = {**words("weekday"), **words("weekday_short")}.get(named)
    dates = ((day, as_date(day)) for day in days)
    return [day for day, date_ in dates if number is not None and date_ and date_.weekday() == int(number)]


def read_day_alone(c: Context) -> Readings | None:
    """On the 6th: that day of this month or of its neighbours."""
    if c.anchor is None or not 1 <= c.number("day") <= 31:
        return None if c.anchor else (None, None)
    months = [make_month(c.anchor.year, c.anchor.month + n) for n in (-1, 0, 1)]
    return _sided(c.anchor, [make_day(int(m[:4]), int(m[5:]), c.number("day")) for m in months])


def _sided(anchor: date, values: list[str | None]) -> Readings:
    """The last value at or before the article's day, the first at or after it; where one is missing, the other."""
    known, here = sorted(v for v in values if v), anchor.isoformat()
    past = [v for v in known if v <= here[: len(v)]]
    future = [v for v in known if v >= here[: len(v)]]
    last, first = past[-1:] or future[:1], future[:1] or past[-1:]
    return (last[0] if last else None), (first[0] if first else None)


def _year(c: Context) -> int | None:
    """The year that the words give: "2023" or "of last year"."""
    if c.group("of_year") and c.anchor:
        return c.anchor.year + _SHIFTS[c.group("of_year")]
    return int(c.group("year")) if c.group("year") else None


def read_day(c: Context) -> Readings | None:
    """October 7, Oct. 7, 2023, the 7th of October, with an optional second day of the same month; the first Monday in
    October."""
    if c.group("nth"):
        return _read_nth_weekday(c)
    if not _named_right(c) or make_day(2024, _month_number(c), c.number("day")) is None:
        return None
    first = _day_of_month(c, "day", _year(c))
    if not c.group("day2"):
        return first
    second = _day_of_month(c, "day2", _year(c))
    if _are_two_days(c):
        return first
    return _range_or_none(first[0], second[0]), _range_or_none(first[1], second[1])


_LISTED = re.compile(r"\d\w*\s+and\s+(?:the\s+)?\d", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)


def _are_two_days(c: Context) -> bool:
    """ "On 19 and 21 March" are two days with one between, of which the first stands for both; "between" is a range."""
    before = c.text[max(0, c.match.start() - 20) : c.match.start()]
    listed = _LISTED.search(c.match.group(0)) and not _BETWEEN.search(before)
    return bool(listed) and c.number("day2") - c.number("day") != 1


def _range_or_none(start: str | None, end: str | None) -> str | None:
    return make_range(start, end) if start and end and start <= end else None


def read_iso(c: Context) -> Readings | None:
    """2023-10-07"""
    value = make_day(c.number("year"), c.number("m"), c.number("day"))
    return (value, value) if value else None


def read_numeric(c: Context) -> Readings | None:
    """13/10/2023, 10/13/2023, 13.10.2023; with slashes and both numbers up to 12 it could be either, so no value."""
    a, b, year = c.number("a"), c.number("b"), c.number("year")
    day_first, month_first = make_day(year, b, a), make_day(year, a, b)
    if not (day_first or month_first):
        return None
    if c.match.group("sep") == "." or a == b:
        return day_first, day_first
    value = None if day_first and month_first else day_first or month_first
    return value, value


def read_month_year(c: Context) -> Readings | None:
    """October 2023, early March 2020"""
    if not _named_right(c):
        return None
    value = make_month(c.number("year"), _month_number(c))
    return value, value


def read_month(c: Context) -> Readings | None:
    """In October, early March, last May, the June election. A month that may be a name or verb needs a preposition."""
    if not _named_right(c) or not _is_month(c):
        return None
    if c.anchor is None:
        return None, None
    year = _year(c)
    if year:
        return make_month(year, _month_number(c)), make_month(year, _month_number(c))
    month, which = _month_number(c), c.group("which").split()
    months = [make_month(c.anchor.year + n, month) for n in (-1, 0, 1)]
    here = make_month(c.anchor.year, c.anchor.month)
    if "last" in which or "past" in which:
        months = [m for m in months if m < here][-1:] * 2
        return months[0], months[0]
    if "next" in which or "coming" in which:
        later = next(m for m in months if m > here)
        return later, later
    return _sided(c.anchor, [*months])


def _is_month(c: Context) -> bool:
    if c.match.group("which") or c.match.group("part") or c.match.group("of_year"):
        return True
    return is_month(c.group("month").rstrip("."), c.text, c.match.start("month"), c.match.end())


# Years, decades, parts of years

_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|by|before|after|during|throughout|from|through|around|circa|early|late|mid|between)"
    r"(?:\s+|-)(?:early |late |mid-?)?|\()$",
    re.IGNORECASE,
)
_YEAR_OF = re.compile(r"\bof\s+$", re.IGNORECASE)
_YEAR_STOP = re.compile(r"\s*(?:[,.;:)]|$|\n|(?:and|or|in|by|to|was|were|is|which|that|when|after|with|for|on|at)\b)")
_YEAR_WHEN = re.compile(r",?\s+when\b")
_YEAR_THE = re.compile(r"(?:\b(?:the|a|an|its|his|her|their|our|this|landmark|under)\s+|['’]s?\s+)$", re.IGNORECASE)
_YEAR_NOUN = re.compile(r"\s+(?P<noun>[A-Za-z][\w-]+)")


def read_year(c: Context) -> Readings | None:
    """In 2015, since 2023, the 2020 election, a 1994 agreement, the Act of 1867; not: 2000 people, 1930 GMT."""
    return (c.match.group("year"), c.match.group("year")) if _is_year(c) else None


def _is_year(c: Context) -> bool:
    before = c.text[max(0, c.match.start() - 16) : c.match.start()]
    after = c.text[c.match.end() : c.match.end() + 24]
    noun = _YEAR_NOUN.match(after)
    if noun and _counts(noun["noun"], round_number=c.group("year").endswith("00")):
        return False
    if c.group("part") or _YEAR_BEFORE.search(before) or _YEAR_WHEN.match(after):
        return True
    if _YEAR_OF.search(before):
        return bool(_YEAR_STOP.match(after))
    return bool(noun and _YEAR_THE.search(before))


def _counts(noun: str, *, round_number: bool) -> bool:
    """Whether a noun after a number between 1500 and 2099 makes it an amount."""
    return noun.casefold() in words("counted") or (round_number and noun.islower() and noun.endswith("s"))


def read_years(c: Context) -> Readings | None:
    """2014-2018, 2014-18, 2014 to 2018, 2008 until 2016; with "and" only after "between"."""
    start, end = c.group("year"), c.group("year2")
    end = start[:2] + end if len(end) == 2 else end
    between = re.search(r"\bbetween\s+$", c.text[max(0, c.match.start() - 10) : c.match.start()], re.IGNORECASE)
    if not start < end or int(end) - int(start) > 150 or (c.group("and") and not between):
        return None
    return make_range(start, end), make_range(start, end)


def read_decade(c: Context) -> Readings | None:
    """The 1990s, the late 1990s, the '90s; the 1800s are the whole century."""
    digits = c.group("decade")
    year = int(digits) if len(digits) == 4 else int(digits) + (1900 if int(digits) > 20 else 2000)
    value = make_range(f"{year}", f"{year + (99 if year % 100 == 0 and year < 2000 else 9)}")
    return value, value


def read_century(c: Context) -> Readings | None:
    """The 19th century"""
    number = c.number("century")
    value = make_range(f"{number - 1:02d}01", f"{number:02d}00")
    return (value, value) if 10 <= number <= 21 else None


def read_year_part(c: Context) -> Readings | None:
    """The first half of 2023, the third quarter of last year, Q3 2023"""
    year = _year(c) or _relative_year(c)
    if year is None:
        return None, None
    months = 6 if c.group("size") == "half" else 3
    which = int(words("ordinal").get(c.group("ordinal")) or c.group("quarter"))
    which = min(which, 12 // months)
    value = make_range(make_month(year, which * months - months + 1), make_month(year, which * months))
    return value, value


def _relative_year(c: Context) -> int | None:
    shift = {"last": -1, "this": 0, "the": 0, "next": 1}[c.group("which") or "this"]
    return c.anchor.year + shift if c.anchor else None


def read_season(c: Context) -> Readings | None:
    """Spring 2021, the summer of 2020, last winter: three months, as on the northern half of the earth."""
    first = int(words("season")[c.group("season")])
    if c.group("year"):
        value = _season(c.number("year"), first)
        return value, value
    if c.anchor is None:
        return None, None
    return _sided_season(c, first)


def _season(year: int, first: int) -> str:
    return make_range(make_month(year, first), make_month(year, first + 2))


def _sided_season(c: Context, first: int) -> Readings:
    assert c.anchor is not None
    here = c.anchor.isoformat()[:7]
    seasons = [_season(c.anchor.year + n, first) for n in (-2, -1, 0, 1)]
    over = [s for s in seasons if s[8:] < here]
    begun = [s for s in seasons if s[:7] <= here]
    ahead = [s for s in seasons if s[8:] >= here]
    pairs = {"last": (over[-1], over[-1]), "next": (ahead[-1], ahead[-1])}
    return pairs.get(c.group("which"), (begun[-1], ahead[0]))


# Days and spans that count from the article's date


def read_weekday(c: Context) -> Readings | None:
    """Thursday, last Thursday, next Thursday, this coming Friday, Monday night; not: Sunday Times, every Monday."""
    if not _is_weekday(c):
        return None
    if c.anchor is None:
        return None, None
    number, which = int(words("weekday")[c.group("weekday")]), c.group("which").split()
    if told := _told_weekday(c, number, which):
        return told, told
    yesterday, tomorrow = c.anchor - timedelta(days=1), c.anchor + timedelta(days=1)
    past, future = last_weekday(c.anchor, number).isoformat(), next_weekday(c.anchor, number).isoformat()
    if "last" in which or "past" in which:
        past = future = last_weekday(yesterday, number).isoformat()
    if "next" in which or "coming" in which:
        past = future = next_weekday(tomorrow, number).isoformat()
    return past, future


_ON_THE = re.compile(r"\bon the\s+$", re.IGNORECASE)


def _told_weekday(c: Context, number: int, which: list[str]) -> str | None:
    """On the Thursday: the first one from the day named before, if that is over."""
    before = as_date(c.before)
    if which or before is None or not _ON_THE.search(c.text[max(0, c.match.start() - 10) : c.match.start()]):
        return None
    day = next_weekday(before, number).isoformat()
    return day if c.anchor and day <= c.anchor.isoformat() else None


def _read_nth_weekday(c: Context) -> Readings | None:
    """The third Tuesday of January, the last Friday in May 2023"""
    if not _named_right(c):
        return None
    number, which = int(words("weekday")[c.group("weekday")]), c.group("nth")
    if year := _year(c):
        value = _nth_weekday(year, c, number, which)
        return value, value
    if c.anchor is None:
        return None, None
    return _sided(c.anchor, [_nth_weekday(c.anchor.year + n, c, number, which) for n in (-1, 0, 1)])


def _nth_weekday(year: int, c: Context, number: int, which: str) -> str:
    month = _month_number(c)
    if which in ("last", "final"):
        return last_weekday(bounds(make_month(year, month))[1], number).isoformat()
    first = next_weekday(date(year, month, 1), number)
    return (first + timedelta(days=7 * (int(words("ordinal")[which]) - 1))).isoformat()


def _is_weekday(c: Context) -> bool:
    before = re.search(r"(\w+)\s+$", c.text[max(0, c.match.start() - 14) : c.match.start()])
    after = re.match(r"\s+([A-Z]\w+)", c.text[c.match.end() : c.match.end() + 16])
    named = (after and after[1].casefold() in words("name_after")) or (
        before and before[1].casefold() in words("name_before")
    )
    return not named


DAY_WORDS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "earlier today": 0,
    "later today": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}


def read_day_word(c: Context) -> Readings | None:
    """Yesterday, today, tonight, last night; not: USA Today, today's youth as a brand name in capitals."""
    said = " ".join(c.group("word").split())
    if c.match.group("word")[0].isupper() and re.search(r"[A-Za-z]\s$", c.text[: c.match.start()][-2:]):
        return None
    if c.anchor is None:
        return None, None
    value = (c.anchor + timedelta(days=DAY_WORDS[said])).isoformat()
    return value, value


def read_overnight(c: Context) -> Readings | None:
    """Overnight: from yesterday to today."""
    if c.anchor is None:
        return None, None
    value = make_range((c.anchor - timedelta(days=1)).isoformat(), c.anchor.isoformat())
    return value, value


_SHIFTS = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}


def read_unit(c: Context) -> Readings | None:
    """Last week, this month, next year, earlier this year, this past weekend, the end of the year."""
    if c.anchor is None:
        return None, None
    shift = _SHIFTS[(c.group("which").split() or ["this"])[-1]]
    if c.group("unit") == "weekend":
        return _weekend(c.anchor, c.group("which").split())
    value = _unit_value(c.anchor, c.group("unit"), shift)
    return value, value


def _unit_value(anchor: date, unit: str, shift: int) -> str:
    if unit == "week":
        return week_of(anchor, shift)
    return make_month(anchor.year, anchor.month + shift) if unit == "month" else f"{anchor.year + shift}"


def _weekend(anchor: date, which: list[str]) -> Readings:
    """The last one begun at or before the article's day, and the first one not over."""
    saturday = last_weekday(anchor, 5)
    running = anchor.weekday() >= 5
    ahead = saturday if running else saturday + timedelta(days=7)
    if "next" in which or "coming" in which:
        saturday = ahead = ahead + timedelta(days=7 if running else 0)
    if "last" in which or "past" in which:
        saturday = ahead = saturday - timedelta(days=7 if running else 0)
    return _two_days(saturday), _two_days(ahead)


def _two_days(first: date) -> str:
    return make_range(first.isoformat(), (first + timedelta(days=1)).isoformat())


def read_named(c: Context) -> Readings | None:
    """Christmas Day, New Year's Eve, 9/11"""
    value = words("named")[c.group("name")]
    if len(value) == 10:
        return value, value
    if c.anchor is None:
        return None, None
    return _sided(c.anchor, [f"{c.anchor.year + n}-{value}" for n in (-1, 0, 1)])
