"""The patterns of single dates. `sayso.claims.dates` finds, joins and resolves them.

A rule is a name, a pattern, and a reading from `sayso.claims.date_readings` or
`sayso.claims.date_counts`. The words are in `data/dates.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sayso.claims import date_counts as count
from sayso.claims import date_readings as reading
from sayso.claims.date_readings import Context, Readings, words


def _any(*kinds: str) -> str:
    listed = [re.escape(w) for kind in kinds for w in words(kind)]
    return "|".join(sorted(listed, key=lambda w: (-len(w), w)))


MONTH = rf"(?P<month>(?:{_any('month')})\b|(?:{_any('month_short')})\b\.?)"
WEEKDAY_FIRST = rf"(?:(?:the\s+)?(?P<day_name>{_any('weekday')}|(?:{_any('weekday_short')})\b\.?),?\s+(?:the\s+)?)?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
DAY2 = r"(?P<day2>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
TO = r"\s*(?:-|–|—|to|and|through|until|till)\s*"
EDGE = r"(?:early|mid|late|the (?:beginning|start|middle|end) of)"
PART = rf"(?:{EDGE}(?:\s+|-))?"
NOT_MORE = r"(?![\d%:]|[.,]\d|-\d)"
NOT_BOTH = r"(?!\s+and\s+(?:before|after)\b)"
NO_NOUN = r"(?=\s*[.,;:)\u201d\"—–]|\s+(?:and|or|but|to|in|at|by|with|when|that|after|before|under|for|from)\b|\s*$)"
NUMBER = rf"(?P<number>\d{{1,3}}|{_any('number')}|(?:a\s+)?(?:{_any('vague')}))"
UNIT = r"(?P<unit>minute|hour|day|week|month|year|decade|centur)(?:y|ies|s)?"
ONE_UNIT = r"(?P<unit>week|month|year)"
OF_YEAR = r"(?:,?\s+(?:of\s+)?(?P<of_year>last|this|next)\s+year\b)?"
END_YEAR = rf"(?:(?:,?\s+{YEAR}\b)|{OF_YEAR})"
PART_NAME = rf"(?:day|{_any('part')})"
PART_OF_DAY = rf"(?:\s+(?:{_any('part')}))?"


def _rule(name: str, pattern: str, read: Callable[[Context], Readings | None]) -> tuple[str, re.Pattern[str], _Reader]:
    return name, re.compile(pattern, re.IGNORECASE), read


_Reader = Callable[[Context], Readings | None]
_WHICH = r"(?P<which>last|next|this(?: past| coming)?|(?:the )?(?:past|coming|previous))"
_AGAIN = r"(?P<which>last|next|this(?: past| coming)?)"

RULES: list[tuple[str, re.Pattern[str], _Reader]] = [
    _rule("iso", r"\b(?P<year>[12]\d{3})[-/](?P<m>\d\d)[-/](?P<day>\d\d)\b", reading.read_iso),
    _rule(
        "numeric",
        r"(?<![\d/.])(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<year>[12]\d{3})\b",
        reading.read_numeric,
    ),
    _rule("day", rf"\b{WEEKDAY_FIRST}{MONTH}\s+{DAY}\b{NOT_MORE}{END_YEAR}", reading.read_day),
    _rule("day", rf"\b{WEEKDAY_FIRST}(?:the\s+)?{DAY}\s+(?:of\s+)?{MONTH}{END_YEAR}", reading.read_day),
    _rule(
        "day",
        rf"\b(?:the\s+)?(?P<nth>{_any('ordinal')})\s+(?P<weekday>{_any('weekday')})\s+(?:of|in)\s+{MONTH}{END_YEAR}",
        reading.read_day,
    ),
    _rule("days", rf"\b{MONTH}\s+{DAY}{TO}{DAY2}\b{NOT_MORE}{END_YEAR}", reading.read_day),
    _rule("days", rf"\b(?:the\s+)?{DAY}{TO}(?:the\s+)?{DAY2}\s+(?:of\s+)?{MONTH}{END_YEAR}", reading.read_day),
    _rule("day alone", rf"\b(?<=on the ){DAY}(?<=[a-z])\b{NO_NOUN}", reading.read_day_alone),
    _rule("month and year", rf"\b{PART}{MONTH},?\s+(?:of\s+)?{YEAR}\b", reading.read_month_year),
    _rule(
        "month",
        rf"\b(?P<part>{EDGE}(?:\s+|-))?(?:{_AGAIN}\s+)?{MONTH}(?!\s*\d){OF_YEAR}",
        reading.read_month,
    ),
    _rule(
        "years",
        rf"\b{YEAR}(?:\s*[-–—/]\s*|\s+(?:to|until|till|through|(?P<and>and))\s+)(?P<year2>\d{{4}}|\d\d)\b(?!-)",
        reading.read_years,
    ),
    _rule(
        "decade",
        r"\b(?:the\s+)?(?:(?:early|mid|late)(?:\s+|-))?(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b",
        reading.read_decade,
    ),
    _rule("decade", r"\bthe\s+(?:(?:early|mid|late)(?:\s+|-))?['’‘]?(?P<decade>[2-9]0)['’]?s\b", reading.read_decade),
    _rule(
        "century",
        r"\bthe\s+(?:(?:early|mid|late)(?:\s+|-))?(?P<century>\d\d)(?:st|nd|rd|th)[\s-]century\b",
        reading.read_century,
    ),
    _rule("year", rf"(?<![\d.,/$€£-])(?P<part>{PART})\b{YEAR}\b(?![%\d]|[.,]\d|-\d)", reading.read_year),
    _rule(
        "part of a year",
        rf"\bthe\s+(?P<ordinal>{_any('ordinal')})\s+(?P<size>quarter|half)\s+of\s+(?:{YEAR}\b|(?P<which>last|this|next|the)\s+year\b)",
        reading.read_year_part,
    ),
    _rule("quarter", rf"\bQ(?P<quarter>[1-4])(?:\s+of)?\s+{YEAR}\b", reading.read_year_part),
    _rule(
        "season", rf"\b(?:{_AGAIN}\s+|the\s+)?(?P<season>{_any('season')})(?:\s+of)?\s+{YEAR}\b", reading.read_season
    ),
    _rule("season", rf"\b{_AGAIN}\s+(?P<season>{_any('season')})\b", reading.read_season),
    _rule(
        "weekday",
        rf"\b(?:(?:late|early|later|earlier)\s+(?:on\s+)?)?(?:{_WHICH}\s+)?(?P<weekday>{_any('weekday')})\b{PART_OF_DAY}",
        reading.read_weekday,
    ),
    _rule(
        "day word",
        rf"\b(?P<word>{'|'.join(sorted(reading.DAY_WORDS, key=len, reverse=True))})\b{PART_OF_DAY}",
        reading.read_day_word,
    ),
    _rule("overnight", r"\bovernight\b(?!\s+(?:stay|train|flight|success))", reading.read_overnight),
    _rule(
        "unit",
        rf"\b(?:(?:earlier|later|{EDGE})\s+)?(?:in\s+)?{_WHICH}\s+(?P<unit>week|month|year|weekend)\b",
        reading.read_unit,
    ),
    _rule("unit", r"\b(?:(?:earlier|later)\s+)?the\s+(?P<unit>weekend)\b", reading.read_unit),
    _rule(
        "unit", r"\bthe\s+(?:end|start|beginning|middle)\s+of\s+the\s+(?P<unit>week|month|year)\b", reading.read_unit
    ),
    _rule("unit", r"\b(?:the\s+)?(?P<unit>week|month|year)(?:['’]s\s+|-)end\b", reading.read_unit),
    _rule(
        "ago",
        rf"\b{NUMBER}\s+{UNIT}\s+(?P<way>ago(?:\s+(?P<exact>this\s+(?:week|month)|today)\b)?|earlier|later|from now)\b",
        count.read_ago,
    ),
    _rule(
        "ago",
        rf"\b{NUMBER}\s+{UNIT}\s+(?P<way>before|after|afterwards|on(?=\s*[,.;:—–]))(?:\s+that\b)?{NOT_BOTH}{NO_NOUN}",
        count.read_ago,
    ),
    _rule("ago", rf"\bthe\s+{ONE_UNIT}\s+(?P<way>before|after)(?:\s+that\b)?{NOT_BOTH}{NO_NOUN}", count.read_ago),
    _rule("ago", rf"\b(?:the\s+(?P<way>same|following)|(?P<that>that))\s+{ONE_UNIT}\b", count.read_ago),
    _rule(
        "in",
        rf"\b(?:in|within)\s+{NUMBER}\s+{UNIT}(?:['’]\s*time)?\b(?!\s+(?:of|ago|later|earlier|after|before))",
        count.read_in,
    ),
    _rule(
        "stretch",
        rf"\b(?:the\s+)?(?P<which>past|last|next|coming|previous)\s+(?:{NUMBER}\s+)?(?P<unit>hour|day|week|month|year|decade|centur)(?:ies|s)\b",
        count.read_stretch,
    ),
    _rule(
        "anaphor",
        rf"\b(?:the\s+(?P<which>same|next|following|previous)|(?:on\s+)?(?P<that>that))\s+{PART_NAME}\b",
        count.read_anaphor,
    ),
    _rule(
        "anaphor",
        rf"\bthe\s+{PART_NAME}\s+(?P<which>before|after)(?:\s+that\b)?{NOT_BOTH}{NO_NOUN}",
        count.read_anaphor,
    ),
    _rule("named", rf"(?<!\w)(?P<name>{_any('named')})(?!\w)", reading.read_named),
]

# What each rule needs to find in a stretch of text before it is worth running.
KEY_OF = {
    "iso": "digit",
    "numeric": "digit",
    "day": "month",
    "days": "month",
    "day alone": "digit",
    "month and year": "month",
    "month": "month",
    "years": "digit",
    "decade": "digit",
    "century": "digit",
    "year": "digit",
    "part of a year": "part",
    "quarter": "digit",
    "season": "season",
    "weekday": "day",
    "day word": "day",
    "overnight": "day",
    "unit": "unit",
    "ago": "unit",
    "in": "unit",
    "stretch": "unit",
    "anaphor": "day",
    "named": "named",
}

_A_YEAR = r"1[5-9]\d\d|20\d\d"
# What some rules need beside: it is much faster found than they are.
NEEDS = {
    "iso": r"\d[-/]\d",
    "numeric": r"\d[/.]\d",
    "day": r"\d|day (?:of|in) ",
    "days": r"\d",
    "day alone": r"on the \d",
    "month and year": _A_YEAR,
    "years": _A_YEAR,
    "decade": r"\d0['’]?s",
    "century": r"century",
    "year": _A_YEAR,
    "quarter": _A_YEAR,
    "overnight": r"overnight",
    "ago": r"ago|earlier|later|from now|before|after|\bon\b|same|following|that",
    "in": r"\b(?:in|within)\s",
    "stretch": r"past|last|next|coming|previous",
    "anaphor": r"same|next|following|previous|that|before|after",
}
