"""How many days lie between an event and the date beside it: "was dismissed on Friday, two days after the clashes".

The clause or phrase behind "after" or "before" has not the date of the clause that it hangs on, but one so much earlier
or later. Read by the order of words, for the tree hangs "after" in many places.
"""

from __future__ import annotations

from datetime import timedelta

from sayso.claims.calendar import as_date
from sayso.claims.number_words import values
from sayso.reader.parse import Parse

_SIDES = {"after": -1, "before": 1}
_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_LINKS = frozenset({"after", "since"})
_YEARS = {"year": 1, "years": 1, "decade": 10, "decades": 10, "century": 100, "centuries": 100}
# Digits of a number that is none of days.
_LONG = 4
# Marks at which the clause behind "after" ends: "two days after the raid, police arrested".
_STOPS = frozenset({",", ";", ":", "\u2013", "\u2014", "("})


def days_apart(parse: Parse, trigger: int, date: int) -> int:
    """Days from a date to the event of a word, by the words "two days after" between them; 0 where there are none.

    Args:
        parse: words and tree.
        trigger: the word that names the event.
        date: the head word of a date of its sentence.
    """
    for word in range(trigger - 1, date, -1):
        if parse.folded[word] in _STOPS or parse.sentence_of(word) != parse.sentence_of(trigger):
            return 0
        if days := _SIDES.get(parse.folded[word], 0) * _days_before(parse, word):
            return days
    return 0


def years_before(parse: Parse, trigger: int) -> int | None:
    """Years that lie between an event and what is told beside its clause, by the words "ten years after" before it:
    0 where they do not say how many ("decades after"), None where there are no such words."""
    after = _after_years(parse, trigger)
    if after is None:
        return None
    unit = _YEARS[parse.folded[after - 1]]
    count = parse.folded[after - 2] if after > 1 else ""
    if count in ("a", "the", "one"):
        return unit
    return unit * _number(count)


def stands_with(parse: Parse, trigger: int, date: int) -> bool:
    """Whether a date stands in the clause behind "ten years after" together with the event."""
    after = _after_years(parse, trigger)
    return after is not None and date > after and not any(parse.folded[i] in _STOPS for i in range(after, date))


def is_long_before(parse: Parse, trigger: int, date: int) -> bool:
    """Whether an event lies an unknown number of years before a date: "decades after they fled, ... on Monday"."""
    return years_before(parse, trigger) == 0 and not stands_with(parse, trigger, date)


def _after_years(parse: Parse, trigger: int) -> int | None:
    """The "after" or "since" of an event's clause right behind a measure of years."""
    if parse.near(trigger).isdisjoint(_YEARS):
        return None
    for word in range(trigger - 1, 0, -1):
        if parse.folded[word] in _STOPS or parse.sentence_of(word) != parse.sentence_of(trigger):
            return None
        if parse.folded[word] in _LINKS and parse.folded[word - 1] in _YEARS:
            return word if parse.heads[word] in (trigger, *parse.ancestors(trigger)) else None
    return None


def _days_before(parse: Parse, link: int) -> int:
    """Days that the two words before "after" name: "a day", "two weeks"."""
    if link < 2 or parse.folded[link - 1] not in _DAYS:
        return 0
    count = parse.folded[link - 2]
    if count in ("a", "the"):
        return _DAYS[parse.folded[link - 1]]
    return _DAYS[parse.folded[link - 1]] * _number(count)


def _number(count: str) -> int:
    """How many a word says, 0 if it does not."""
    if count.isdecimal() and len(count) < _LONG:
        return int(count)
    return int(values("unit").get(count) or values("ten").get(count) or 0)


def moved(value: str | None, days: int) -> str | None:
    """A day so many days on; None for what is no day."""
    day = as_date(value) if value is not None and len(value) == len("2024-05-14") else None
    return None if day is None else (day + timedelta(days=days)).isoformat()


def moved_years(value: str | None, years: int) -> str | None:
    """The year so many years before a date; None for a range, and beyond the calendar."""
    year = int(value[:4]) - years if value is not None and "/" not in value else 0
    return f"{year:04d}" if year > 0 else None
