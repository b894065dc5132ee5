"""Numbers in running text: how many, at least or about, of what currency or unit of measure.

Read from the text alone; what is counted is found by `sayso.claims.quantities`. The words are in `data/numbers.csv`,
`bounds.csv`, `currencies.csv`, `units.csv` and `not_counted.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from sayso.claims import number_words as words
from sayso.records import Span


@dataclass(frozen=True, slots=True)
class Amount:
    """One number in a text, with the words that bound it, its sign, its currency or unit.

    `value` is the number said, of a range its lower end, and `upper` its upper end. `bound` is exact, at least, at most
    or about. `kind` is money, percent, time, measure, calibre or number; `unit` the ISO code of a currency (its noun
    where several states call theirs so), a unit of measure, or None. `modifier` marks "45-day": it counts nothing
    behind it. `number` are the words of the number without sign, bound and unit.
    """

    span: Span
    number: Span
    value: float
    upper: float | None = None
    bound: str = "exact"
    kind: str = "number"
    unit: str | None = None
    modifier: bool = False


def find_amounts(text: str) -> list[Amount]:
    """All numbers of a text that count or measure something, in its order; no names, labels, times of day or ranks."""
    found = [amount for match in _numbers(text) if (amount := _amount(text, match)) is not None]
    joined = _joined(text, _without_scores(text, found))
    return [_bounded(text, amount, joined[n - 1].span.end if n else 0) for n, amount in enumerate(joined)]


_WORD = re.compile(r"\d+|[A-Za-z]+")


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """The number expressions of a text, left to right; the slow pattern runs only where one may begin."""
    starts, pattern, end = words.starts(), words.number(), 0
    for word in _WORD.finditer(text):
        if word.start() >= end and (word[0].isdigit() or word[0].lower() in starts):
            match = pattern.match(text, word.start())
            if match is not None:
                end = match.end()
                yield match


def _amount(text: str, match: re.Match[str]) -> Amount | None:
    """A number with its sign and unit; None where it names or labels, or is a fraction or rank."""
    start, end = match.span()
    if _names(text, start, end):
        return None
    value, bound = words.value_of(match.group())
    amount = Amount(Span(start, end), Span(start, end), value, bound=bound)
    return _with_unit(text, _with_sign(text, amount))


_BEFORE_NAME = re.compile(r"(?:[A-Za-z]['’]?[-‑]|[\w&]|\d[.,:/]|[.:/#@]|\bNo\. ?|°)$")
# "In 2022 troops crossed the border": a year with a preposition of time is none of them.
_YEAR, _BEFORE_YEAR = re.compile(r"(?:19|20)\d\d"), re.compile(r"\b(?:in|since|during|until|by|from)\s$", re.IGNORECASE)
_AFTER_NAME = re.compile(r"[\w@]|[.:/,]\d|[-–](?:year|month|week|day)s?-olds?\b|-(?:strong|odd-year)\b|\s?%-age", re.I)


def _names(text: str, start: int, end: int) -> bool:
    """Whether a number is part of a name, time, rank, age or label ("KN-23", "10:30", "20th", "Resolution 1718")."""
    before = text[max(0, start - 24) : start]
    if _BEFORE_NAME.search(before) and not words.sign_before().search(before):
        return True
    if _AFTER_NAME.match(text, end) or words.no_count_after().match(text, end):
        return True
    if _YEAR.fullmatch(text, start, end) and _BEFORE_YEAR.search(before):
        return True
    return text[start:end].isdigit() and end - start <= 4 and bool(words.label_before().search(before))


def _with_sign(text: str, amount: Amount) -> Amount:
    """With the sign or code of a currency right before the number."""
    start = amount.span.start
    if text[max(0, start - 2) : start].rstrip()[-1:] not in words.ends_of_signs():
        return amount
    sign = words.sign_before().search(text, max(0, start - 8), start)
    if sign is None:
        return amount
    code = words.currencies_by_sign()[sign["sign"]]
    return replace(amount, span=Span(sign.start("sign"), amount.span.end), kind="money", unit=code)


_OF = re.compile(r"\s+of\b", re.IGNORECASE)
_OLD = re.compile(r"\s+(?:old|of age)\b", re.IGNORECASE)
HEAVY = 100_000
"""Pounds "of" something are a weight up to here; more is money ("2 million pounds of aid")."""


def _with_unit(text: str, amount: Amount) -> Amount | None:
    """With the currency, percentage or unit of measure behind the number; None for "two-thirds", "five-member"."""
    unit = words.unit_after().match(text, amount.span.end)
    if unit is None:
        return None if _hyphened(text, amount) else amount
    if amount.kind == "money":
        return replace(amount, span=Span(amount.span.start, unit.end())) if unit["money"] else amount
    kind, name = words.unit_of(unit)
    if kind == "time" and _OLD.match(text, unit.end()):
        return None
    if name == "pound" and amount.value < HEAVY and _OF.match(text, unit.end()):
        kind = "measure"
    hyphen = unit["joint"] in ("-", "‑") and kind != "money"
    return replace(amount, span=Span(amount.span.start, unit.end()), kind=kind, unit=name, modifier=hyphen)


def _hyphened(text: str, amount: Amount) -> bool:
    end = amount.span.end
    if words.bound_after().match(text, end):
        return False
    return amount.kind == "number" and text[end : end + 1] in ("-", "‑") and text[end + 1 : end + 2].isalpha()


# Ranges: "between 100 and 150", "100 to 150", "$1.5-2bn", "two or three".

_TO = re.compile(r"\s?(?:-|–|—)\s?|\s(?:to|or)\s", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|to)\s", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|anywhere from|ranging from)\s(?:about |some |roughly |around )?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s$", re.IGNORECASE)


def _without_scores(text: str, found: list[Amount]) -> list[Amount]:
    """Without what a hyphen joins and is no range: "a 3-1 win", "the 5-4 ruling"."""
    scores = [
        n
        for n, (left, right) in enumerate(pairwise(found))
        if text[left.span.end : right.span.start] in ("-", "–") and _scaled(left, right, text) >= right.value
    ]
    return [amount for n, amount in enumerate(found) if not {n, n - 1} & set(scores)]


def _joined(text: str, found: list[Amount]) -> list[Amount]:
    joined: list[Amount] = []
    for amount in found:
        pair = _pair(text, joined[-1], amount) if joined else None
        joined[-1:] = [pair] if pair is not None else [*joined[-1:], amount]
    return joined


def _pair(text: str, left: Amount, right: Amount) -> Amount | None:
    """The range that two numbers side by side are, or None."""
    between, before = text[left.span.end : right.span.start], text[max(0, left.span.start - 24) : left.span.start]
    opened = _BETWEEN.search(before)
    if not (opened and _AND.fullmatch(between)) and (not _TO.fullmatch(between) or _FROM.search(before)):
        return None
    if left.upper is not None or (left.unit and right.unit and left.unit != right.unit):
        return None
    low = _scaled(left, right, text)
    if low >= right.value:
        return None
    span = Span(left.span.start - (len(before) - opened.start() if opened else 0), right.span.end)
    unit, kind = (left.unit, left.kind) if left.unit else (right.unit, right.kind)
    return replace(right, span=span, value=low, upper=right.value, unit=unit, kind=kind)


def _scaled(left: Amount, right: Amount, text: str) -> float:
    """The lower end, in the magnitude that only the upper end names: "3 to 5 million"."""
    size = words.magnitude_of(right.number.of(text))
    bare = words.magnitude_of(left.number.of(text)) == 1
    return left.value * size if bare and left.value * size < right.value else left.value


LONGEST_BOUND = 30
"""Characters before a number in which the words of its bound stand."""
_PART = re.compile(r"[^\s(\"“‘]+")


def _bounded(text: str, amount: Amount, least: int) -> Amount:
    """With the words behind and before that make it a bound or an estimate; `least` is where they may begin."""
    after = words.bound_after().match(text, amount.span.end)
    if after is not None:
        bound = words.bounds("after")[" ".join((after["sign"] or after["word"]).lower().split())]
        amount = replace(amount, span=Span(amount.span.start, after.end()), bound=bound)
    least = max(least, amount.span.start - LONGEST_BOUND)
    parts = list(_PART.finditer(text, least, amount.span.start))[-words.longest_bound() :]
    for n, part in enumerate(parts):
        bound = words.bounds("before").get(" ".join(p[0].lower() for p in parts[n:]), "")
        if bound and (part.start() == least or not text[part.start() - 1].isalnum()):
            span = Span(part.start(), amount.span.end)
            return replace(amount, span=span, bound=amount.bound if bound == "exact" else bound)
    return amount
