"""Dates of publication: from a record's field, or from the dateline at the head of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sayso.errors import InputError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))\b\.?"
)
_YEAR = r"(?P<{0}>(?:19|20)\d\d)"
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_DATE = "|".join(
    (
        _MONTH.format("m1") + r"\s+" + _DAY.format("d1") + r",?\s+" + _YEAR.format("y1"),
        _DAY.format("d2") + r"\s+" + _MONTH.format("m2") + r",?\s+" + _YEAR.format("y2"),
        _YEAR.format("y3") + r"-(?P<m3>\d\d)-(?P<d3>\d\d)(?=\D|$)",
    )
)
_LABEL = r"(?:(?:first\s+)?(?:published|posted|issued|date|updated)(?:\s+(?:on|at))?\s*:?\s*)?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+|(?:mon|tue|wed|thu|fri|sat|sun)\.?,?\s+)?"
# "Monday, January 7, 2019", "Published: 2024-05-03 10:15 GMT", "3 May 2024 | Nairobi"
_CLOCK = r"(?:[,\s]*(?:at\s+|T)?[\d:.]+\s*(?:[ap]\.?m\.?)?\s*(?:[a-z]{1,4})?)?"
_WHOLE_LINE = re.compile(rf"\W*{_LABEL}{_WEEKDAY}(?:{_DATE})(?:{_CLOCK}\W*|\s*[|·].*)$", re.I)
# "SEOUL, Nov. 9, 2023 (Agency) —", "KYIV, Ukraine, 9 November 2023:"
_DATELINE = re.compile(
    rf"\W*(?-i:[A-Z]{{3}}[A-Z .'’-]*)[^\n.!?]{{0,40}}?[,(\s]\s*{_WEEKDAY}(?:{_DATE})[^\n]{{0,30}}?\s*(?:--|[-–—:])\s",
    re.I,
)
# Names of places, people and bodies at the head of a text, in capitals or not, with the small words inside them.
_NAME = r"(?-i:[A-Z0-9][\w.'’&/-]*|and|the|of|for|de|del|la|le|el|al|da|do)"
_NAMES = rf"(?-i:[A-Z][\w.'’&/-]*)(?:,? {_NAME}){{0,7}}"
_NO_NAME = r"(?!(?-i:On|In|At|By|Since|From|Until|Before|After|The|A|An|It|He|She|They)\b)"
# What stands around the date of a line of its own: "By Ann Roe, 12 March 2025", "Quito, 23 October 2025 - El Mirador",
# "15 March 2025, Channel Six News".
_SEPARATOR = r"\s*(?:[,|·:]|--?|[–—])\s*"
_CREDIT = rf"\(?(?P<credit>{_NAMES})\)?"
_NAMED_LINE = re.compile(
    rf"\W*(?:(?:by )?{_NO_NAME}{_NAMES}{_SEPARATOR})?{_LABEL}{_WEEKDAY}(?:{_DATE})"
    rf"(?:{_CLOCK}(?:{_SEPARATOR}|\s*(?=\()){_CREDIT})?\W*$",
    re.I,
)
# "Port Sudan, 12 March 2025 (Levant Press Agency) - The army ...": a place in small letters asks for the whole form.
_DASH = r"(?:--|[-–—])"
_FILED = re.compile(
    rf"\W*{_NO_NAME}(?![^,]*\d){_NAMES}, {_WEEKDAY}(?:{_DATE}),?\s*"
    rf"(?:{_DASH}\s|[(/](?P<credit>{_NAMES})[)/]\s*(?:{_DASH}|:)\s)",
    re.I,
)
# "MOSCOW, November 3, 2026. /TASS/. Troops ...", "Tehran, Nov 3, 2026, IRNA - The minister ...".
_PLACED = rf"\W*{_NO_NAME}(?![^,]*\d){_NAMES}, {_WEEKDAY}(?:{_DATE})"
_SHORT = r"(?P<credit>(?!(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?-i:[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}))"
_SLASHED = re.compile(rf"{_PLACED}[.,]?\s*[/(](?P<credit>{_NAMES})[/)]\s*\.\s", re.I)
_BARE = re.compile(rf"{_PLACED},\s*{_SHORT}\s*{_DASH}\s", re.I)
# "Nov. 2, 2026, 14:05 (UTC+3) TASS. Troops ..."
_CLOCKED = re.compile(rf"\W*(?:{_DATE}),?\s+\d\d?[:.]\d\d\s*(?:\([^()\n]{{3,12}}\)\s*){_SHORT}(?<=\.)\s", re.I)
# "The Paper, 5 March 2024" below a title; elsewhere it may open a list or a caption.
_PAPER = re.compile(rf"(?P<credit>(?-i:The) {_NAMES}){_SEPARATOR}{_LABEL}{_WEEKDAY}(?:{_DATE})\W*$", re.I)
_PAPER_ALONE = re.compile(rf"(?-i:The) {_NAMES}", re.I)
LONGEST_LINE = 100  # characters of a line that holds a date with names around it; a sentence may be longer
HEAD_LINES = 5  # a dateline stands among the first lines that hold anything
_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?=\D|$)")


def dateline(text: str) -> str | None:
    """ISO date of the dateline at the head of a text, None if there is none."""
    match = _first(text)
    return _iso(match) if match else None


def credit(text: str) -> str | None:
    """Whom the dateline at the head of a text names as its publisher: "(Levant Press Agency)"; None if it does not."""
    match = _first(text)
    found = match.groupdict().get("credit") if match else None
    return found.rstrip(".") if match and found and _is_apart(text, match) else _named_below_title(text)


def _named_below_title(text: str) -> str | None:
    """The name of a paper on a line of its own among those with the date below a title: "The Zenda Paper"; or that of
    an agency that the dateline behind them credits, where they name nobody else."""
    below, more = head_below(text.lstrip().partition("\n")[2])
    if not more.strip() or not is_dated(below):
        return None
    papers = [line for line in below if _PAPER_ALONE.fullmatch(line)]
    if len(papers) == 1:
        return papers[0]
    filed = _filed(more.strip().partition("\n")[0])
    agency = filed.groupdict().get("credit") if filed else None
    others = {line for line in below if not _line(line) and not line.lower().startswith("by ")}
    return agency if others <= {agency} else None


def _is_apart(text: str, match: re.Match[str]) -> bool:
    """Whether a credit stands in brackets, or on a line with a blank one behind it and not on one that runs on."""
    behind = text.partition(match.group(0).strip())[2]
    return (
        match.re in (_BARE, _CLOCKED)
        or match.string[match.end("credit") :][:1] in {")", "/"}
        or not behind.partition("\n")[2].partition("\n")[0].strip()
    )


def is_date_line(line: str) -> bool:
    """Whether a line holds a date of publication, and names around it at most."""
    return _line(line) is not None


def head_below(text: str) -> tuple[list[str], str]:
    """The lines up to the first blank one, and the text behind it.

    >>> head_below("5 March 2024\\nBy Ann Roe\\n\\nThe army fell back.")
    (['5 March 2024', 'By Ann Roe'], 'The army fell back.')
    """
    head: list[str] = []
    rest = text
    while rest:
        line, _, rest = rest.partition("\n")
        if not line.strip():
            break
        head.append(line.strip())
    return head, rest


def is_dated(lines: Sequence[str]) -> bool:
    """Whether the lines below a title are its date, and who wrote it and for whom at most."""
    short = len(lines) <= HEAD_LINES and all(_is_no_sentence(line) for line in lines)
    return short and any(_line(line) or _PAPER.match(line) for line in lines)


def _is_no_sentence(line: str) -> bool:
    return len(line) <= LONGEST_LINE and not line.endswith((".", ":", ";", ","))


def _first(text: str) -> re.Match[str] | None:
    head = [line for line in text[:2000].splitlines() if line.strip()][:HEAD_LINES]
    found = (_line(line) or _filed(line) or _DATELINE.match(line) for line in head)
    return next((match for match in found if match), None) or _below_title(head)


def _filed(line: str) -> re.Match[str] | None:
    """The date, and the agency, of a report that begins on a line."""
    return next((match for form in (_FILED, _SLASHED, _BARE, _CLOCKED) if (match := form.match(line))), None)


def _line(line: str) -> re.Match[str] | None:
    whole = _WHOLE_LINE.match(line.rstrip())
    return whole or (_NAMED_LINE.match(line.strip()) if len(line) <= LONGEST_LINE else None)


def _below_title(head: list[str]) -> re.Match[str] | None:
    """The line below a title, if it is the name of a paper that begins with an article, and a date."""
    title, line = (*head, "", "")[:2]
    return _PAPER.match(line.strip()) if _is_no_sentence(title.rstrip()) and len(line) <= LONGEST_LINE else None


def iso_date(value: object) -> str | None:
    """`YYYY-MM-DD` from a field that holds a date in some usual form; None for anything else."""
    if not isinstance(value, str):
        return None
    if match := _ISO.match(value):
        return _checked(*map(int, match.groups()))
    line = _WHOLE_LINE.match(value.strip())
    return _iso(line) if line else None


def given_date(value: str) -> str:
    """The date that somebody gives for articles without one, in ISO form.

    >>> given_date("3 May 2024")
    '2024-05-03'

    Raises:
        InputError: it is none. "03/05/2024" is none either: it may be of March or of May.
    """
    found = iso_date(value)
    if found is None or (found != value and value[:4].isdecimal()):
        raise InputError(f"{value} is no date.", "Give it as YYYY-MM-DD.")
    return found


def _iso(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    for n in "123":
        if found[f"y{n}"]:
            return _checked(int(found[f"y{n}"]), _month(found[f"m{n}"]), int(found[f"d{n}"]))
    return None


def _month(word: str) -> int:
    return int(word) if word.isdigit() else _MONTHS.index(word[:3].lower()) + 1


def _checked(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
