"""Dates in running text, with the granularity of the words, resolved against the article's date.

Values are `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or a range `A/B`. A weekday, month or day without a year has two readings:
the last one at or before the article's date and the first one at or after it; `value` is the one that the tense of the
words nearby suggests, `resolve` gives either. Without a date of publication only dates that name their year have a
value. Vague lengths ("a few months ago", "in past decades") are mentions without a value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sayso.claims.calendar import as_date, bounds, granularity, make_range, truncate, week_of
from sayso.claims.date_readings import Context, Readings, words
from sayso.claims.date_rules import KEY_OF, NEEDS, RULES
from sayso.records import Span


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date in a text.

    `value` is None if it cannot be known. `past` and `future` are the readings before and after the article's date,
    equal where the words leave no choice. `preposition` is the word before it ("in", "by", "until", "since" ...) in
    lower case. `rule` names the pattern: `dateline` is the article's own date at its head, which dates no event.
    """

    span: Span
    value: str | None
    rule: str
    past: str | None = None
    future: str | None = None
    preposition: str | None = None

    def resolve(self, direction: str | None) -> str | None:
        """The reading for an event that is `past` or `future` when the article appears; None asks for `value`."""
        return {"past": self.past, "future": self.future}.get(direction or "", self.value)


def find_dates(text: str, published: str | None = None) -> list[DateMention]:
    """All dates of a text, in its order and without overlaps.

    Args:
        text: running text.
        published: ISO date on which the article appeared, or None.
    """
    anchor = _anchor(published)
    found: list[DateMention] = []
    day: str | None = None
    last: str | None = None
    for start, end, rule, match in _matches(text):
        mention = _mention(Context(text, match, anchor, day, last), (start, end), rule)
        if mention is not None:
            found.append(mention)
            last = mention.value or last
            day = mention.value if mention.value and granularity(mention.value) == "day" else day
    joined = [_week(m, text) for m in _join(found, text)]
    return [_since(m, published) for m in _dateline(joined, text)]


def _anchor(published: str | None) -> date | None:
    """The day of publication; None for one at the ends of the calendar, from which nothing can be counted."""
    day = as_date(published)
    return day if day is not None and day.year in COUNTED else None


def dateline(text: str) -> str | None:
    """The article's own date, where the first line of its text is one and nothing else."""
    first = find_dates(text[:200])[:1]
    return first[0].value if first and first[0].rule == "dateline" else None


def _matches(text: str) -> list[tuple[int, int, str, re.Match[str]]]:
    """The longest match at each place, left to right."""
    small = _small(text)
    every = [
        (m.start(), m.end(), name, m)
        for start, end in _windows(small)
        for key, rules in _KEYED.items()
        if key.search(small, start, end)
        for name, pattern, _ in rules
        if name not in _NEEDS or _NEEDS[name].search(small, start, end)
        for m in pattern.finditer(text, start, end)
    ]
    kept: list[tuple[int, int, str, re.Match[str]]] = []
    for found in sorted(every, key=lambda f: (f[0], -f[1])):
        if (not kept or found[0] >= kept[-1][1]) and _read(found[2], Context(text, found[3])) is not None:
            kept.append(found)
    return kept


def _small(text: str) -> str:
    """A text in small letters, as long as before."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower()[:1] for c in text)


# What a date of each kind has in it, in small letters: the patterns run only around such places, for they are slow, as
# is everything that leaves letter case open.
_KEYS = {
    "digit": r"\d",
    "month": r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    "day": r"day|night|morning|afternoon|evening|tomorrow",
    "unit": r"day|week|month|year|decade|centur|hour|minute",
    "part": r"\b(?:quarter|half) of",
    "season": r"\b(?:spring|summer|autumn|fall|winter)",
    "named": r"\d/\d|\bchristmas|(?:year['’]s|may|boxing|bastille|valentine['’]s) (?:day|eve)|attacks",
}
_KEY = re.compile("|".join(_KEYS.values()))
_KEYED = {re.compile(key): [r for r in RULES if KEY_OF[r[0]] == kind] for kind, key in _KEYS.items()}
_NEEDS = {name: re.compile(need) for name, need in NEEDS.items()}
# No pattern reaches farther from its key than this, in characters.
_REACH = 50
# Nor is any word of a date longer than this: where no blank is so near, the text is cut anywhere.
_WORD = 100


def _windows(text: str) -> list[tuple[int, int]]:
    """Stretches of text around the keys, cut between words."""
    windows: list[tuple[int, int]] = []
    for key in _KEY.finditer(text):
        near, far = max(0, key.start() - _REACH), key.end() + _REACH
        start = max(text.rfind(" ", max(0, near - _WORD), near) + 1, near - _WORD, 0)
        end = text.find(" ", far, far + _WORD)
        end = min(len(text), far + _WORD) if end < 0 else end
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows


# Years from which weeks and centuries can be counted without leaving the calendar.
COUNTED = range(1000, 9000)
_READ = {name: read for name, _, read in RULES}
_PREPOSITION = re.compile(
    r"\b(in|on|at|by|until|till|since|from|before|after|during|through|throughout|between|for|over|within|of|to|around)"
    r"\s+(?:the\s+|around\s+|about\s+|at least\s+)?$",
    re.IGNORECASE,
)


def _read(rule: str, context: Context) -> Readings | None:
    """What a rule reads; nothing where that lies beyond the calendar ("the day after 31 December 9999")."""
    try:
        return _READ[rule](context)
    except OverflowError:
        return None, None


def _mention(context: Context, place: tuple[int, int], rule: str) -> DateMention | None:
    readings = _read(rule, context)
    if readings is None:
        return None
    past, future = readings
    before = _PREPOSITION.search(context.text[max(0, place[0] - 20) : place[0]])
    preposition = before.group(1).casefold() if before else None
    value = past if past == future or not leans_future(context.text, place) else future
    return DateMention(Span(*place), value, rule, past, future, preposition)


# Joining: "19 August - 2 September", "from 2014 to 2018", "September and October", "between Monday and Wednesday".

_DASH = re.compile(r"\s*(?:-|–|—|to|until|till|through)\s*", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


def _join(found: list[DateMention], text: str) -> list[DateMention]:
    joined: list[DateMention] = []
    for mention in found:
        pair = _pair(joined[-1], mention, text) if joined else None
        if pair:
            joined[-1] = pair
        else:
            joined.append(mention)
    return joined


def _pair(left: DateMention, right: DateMention, text: str) -> DateMention | None:
    between = text[left.span.end : right.span.start]
    if not (_DASH.fullmatch(between) or (_AND.fullmatch(between) and _and_joins(left, right))):
        return None
    fixed = left.past == left.future and left.rule != "weekday"
    past, future = (_ordered(a, b, fixed=fixed) for a, b in ((left.past, right.past), (left.future, right.future)))
    value = _ordered(left.value, right.value, fixed=fixed)
    if value is None and (left.value or right.value):
        return None
    span = Span(left.span.start, right.span.end)
    return replace(left, span=span, value=value, past=past, future=future, rule=f"{left.rule} to {right.rule}")


def _and_joins(left: DateMention, right: DateMention) -> bool:
    """ "And" joins after "between", and it joins two neighbouring months; else it lists two dates."""
    return left.preposition == "between" or (left.rule == right.rule == "month")


def _ordered(start: str | None, end: str | None, *, fixed: bool) -> str | None:
    """A range of two values of one granularity.

    A start without a year of its own that lies after its end, or over a year before it, is moved to the last such
    weekday or month before the end.
    """
    if start is None or end is None or "/" in start or "/" in end or len(start) != len(end):
        return None
    if not fixed and not 0 <= (bounds(end)[0] - bounds(start)[0]).days <= 366:
        start = _before(start, end)
    return make_range(start, end) if start <= end else None


def _before(start: str, end: str) -> str:
    late, early = bounds(start)[0], bounds(end)[0]
    if granularity(start) == "day" and 0 < (late - early).days < 7:
        return (late - timedelta(days=7)).isoformat()
    same_year = end[:4] + start[4:]
    return same_year if same_year <= end else f"{int(end[:4]) - 1:04d}{start[4:]}"


_WEEK_OF = re.compile(r"\b(?:the\s+)?week\s+(?:of|beginning|starting)\s+$", re.IGNORECASE)


def _week(mention: DateMention, text: str) -> DateMention:
    """ "The week of October 21" is the week that holds that day."""
    before = _WEEK_OF.search(text[max(0, mention.span.start - 30) : mention.span.start])
    if not before:
        return mention
    start = mention.span.start - (before.end() - before.start())
    value, past, future = map(_week_value, (mention.value, mention.past, mention.future))
    return replace(mention, span=Span(start, mention.span.end), value=value, past=past, future=future)


def _week_value(value: str | None) -> str | None:
    return week_of(bounds(value)[0]) if value and granularity(value) == "day" else value


def _since(mention: DateMention, published: str | None) -> DateMention:
    """ "Since 2015" lasts to the article's date, in the same granularity; without one only the start is known."""
    anchor = as_date(published)
    if mention.preposition != "since" or anchor is None or mention.past is None:
        return mention
    start = mention.past.partition("/")[0]
    if bounds(start)[0] > anchor:
        return mention
    value = make_range(start, truncate(anchor, start))
    return replace(mention, value=value, past=value, future=value)


def _dateline(found: list[DateMention], text: str) -> list[DateMention]:
    """Mark the first mention if it is alone on the text's first line, or dates a report behind the place where it was
    filed: "SEOUL, May 3 (Yonhap) -- "; and one on a line of names among the first: "By Ann Roe, 3 May 2024"."""
    if not found:
        return found
    head = text[: found[0].span.start]
    tail = text[found[0].span.end :].partition("\n")
    alone = not head.strip() and not tail[0].strip(" .,-–—") and tail[1] == "\n"
    filed = _FILED_AT.fullmatch(head) is not None and _FILED_BY.match(tail[0]) is not None
    filed = filed or (not head.strip() and _CLOCKED_BY.match(tail[0]) is not None)
    signed = next((n for n, m in enumerate(found[:SIGNED]) if _is_signed(m, text)), None)
    own = 0 if alone or filed else signed
    return [replace(m, rule="dateline") if n == own else m for n, m in enumerate(found)]


# Among how many mentions of a text, and on how many of its first lines, that of its own date is looked for.
SIGNED = 3
HEAD_LINES = 5


def _is_signed(mention: DateMention, text: str) -> bool:
    """Whether a day stands on one of the first lines with nothing but names around it, or behind a place of filing."""
    before, behind = text[: mention.span.start], text[mention.span.end :].partition("\n")
    lines = [line for line in before.splitlines() if line.strip()]
    day = mention.value is not None and granularity(mention.value) == "day" and mention.rule in ("day", "iso")
    if not day or len(lines) > HEAD_LINES:
        return False
    left, right = before.rpartition("\n")[2], behind[0]
    if _FILED_AT.fullmatch(left) and _FILED_BY.match(right):
        return True
    return bool(behind[1] and _LEFT.fullmatch(left) and _RIGHT.fullmatch(right) and (lines or left.strip()))


# Where a report was filed: names up to a comma; and what stands between its date and its first word.
_NAMES = r"(?:[A-Z][\w.'’/-]*|and|the|of|de|la|el)"
_FILED_AT = re.compile(rf"\s*{_NAMES}(?:,? {_NAMES}){{0,5}}, ")
_AGENCY = r"(?:\([^()\n]{1,40}\)|/[A-Z][^/\n]{1,30}/)"
_SHORT = r"[A-Z]\w+(?: [A-Z]\w+){0,2}"
_FILED_BY = re.compile(rf"\.?,? ?(?:{_AGENCY}?\s*(?:-{{1,2}}|[:–—])|{_AGENCY}\s*\.)\s|, {_SHORT}\s*(?:-{{1,2}}|[–—])\s")
# "Nov. 2, 2026, 14:05 (UTC+3) TASS. Troops ..."
_CLOCKED_BY = re.compile(rf",? \d\d?[:.]\d\d \([^()\n]{{3,12}}\) {_SHORT}\.\s")

# A line of names to the left of its date and to the right: "By Ann Roe, ", " - El Mirador".
_SIGNER = r"(?:[A-Z][\w.'’&/-]*|[Bb]y|and|the|of|for|de|del|la|el|al|da|do)"
_LEFT = re.compile(
    rf"\W*(?:(?!(?:On|In|At|Since|From|Until|Before|After)\b){_SIGNER}(?:,? {_SIGNER}){{0,9}}\s*[,|·:(–—-]\s*)?"
)
_RIGHT = re.compile(rf"\W*|\s*[,|·:()–—-]+\s*(?:{_SIGNER}|\d[\d:.]*)(?:,? {_SIGNER}){{0,9}}\W*")

# Which way a date without a year points: the nearest word of time or tense before it in its sentence, else after it.

_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(A-Z])|\n")
_WINDOW = 130
# A date within so many words of its sentence's start ("On Friday the court will ...") takes the tense that follows it.
_OPENING = 2


def leans_future(text: str, place: tuple[int, int]) -> bool:
    """Whether the words around `text[start:end]` in its sentence speak of what is to come."""
    left, right = _around(text, place)
    if _BY.search(left):
        return True
    cues = list(_CUES.finditer(left))
    if cues:
        return _is_future(cues[-1])
    after = _CUES.search(right) if len(left.split()) <= _OPENING else None
    return after is not None and _is_future(after)


def _alternatives(*kinds: str) -> str:
    listed = {re.escape(w) for kind in kinds for w in words(kind)}
    return "|".join(sorted(listed, key=lambda w: (-len(w), w)))


# "By 7 May", "until midnight on Friday": these look ahead only right before a date, not in "shelled by us on 7 May".
_FILLERS = r"(?:(?:the|midnight|noon|early|late|around|about|at least|as|on|end|of)\s+)*"
_BY = re.compile(rf"\b(?:{_alternatives('future_before')})\s+{_FILLERS}$", re.IGNORECASE)


def _around(text: str, place: tuple[int, int]) -> tuple[str, str]:
    left = _SENTENCE.split(text[max(0, place[0] - _WINDOW) : place[0]])[-1]
    right = _SENTENCE.split(text[place[1] : place[1] + _WINDOW])[0]
    return left, right


def _is_future(cue: re.Match[str]) -> bool:
    return cue.group(0) != "May" and cue.group(0).casefold() in words("future")


# "Will be held" is no past: a participle after "be" has no tense.
_CUES = re.compile(
    rf"(?<!\w)(?<!\bbe )(?<!\bget )(?:{_alternatives('future', 'past')}|(?!United|need)\w{{2,}}ed)(?!\w)", re.IGNORECASE
)
