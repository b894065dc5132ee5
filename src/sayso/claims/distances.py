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


def _days_before(parse: Parse, link: int) -> int:
    """Days that the two words before "after" name: "a day", "two weeks"."""
    if link < 2 or parse.folded[link - 1] not in _DAYS:
        return 0
    count = parse.folded[link - 2]
    if count in ("a", "the"):
        return _DAYS[parse.folded[link - 1]]
    number = int(count) if count.isdecimal() and len(count) < _LONG else int(values("unit").get(count, 0))
    return _DAYS[parse.folded[link - 1]] * number


def moved(value: str | None, days: int) -> str | None:
    """A day so many days on; None for what is no day."""
    day = as_date(value) if value is not None and len(value) == len("2024-05-14") else None
    return None if day is None else (day + timedelta(days=days)).isoformat()
