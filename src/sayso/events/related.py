"""Which articles are about the same: those that share rare names and lie near one another in time.

Articles stand in spans of days, each of which overlaps the next by half; two of them meet in one span only, so that
what a span comes to hangs on nothing but the names of the articles in it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from sayso.events.accounts import Page

SHARED_NAMES = 3
"""From so many rare names on, two articles are about the same things, and all their claims are compared."""
FEWER_NAMES = 2
"""The same for articles that are at most `DAYS` apart."""
DAYS = 7
"""Of none, 7, 14 and 31 the fewest that give nearly all the links that the stories gain (docs/experiments.md)."""
MONTH = 31
"""Days between two such articles at most; 62 give the same on the stories, 14 lose two of a hundred pairs."""
COMMON = 60
"""A name that more articles of a span have says nothing."""
UNDATED = -1
"""The span of articles without a date, and of those that share names with them."""


class Name(NamedTuple):
    """A rare name of an article, and the first day on which the article may have been published."""

    name: str
    article: str
    day: int | None


def names_of(page: Page) -> list[Name]:
    """The rare names of an article."""
    day = page.published.first if page.published else None
    return [Name(name, page.id, day) for name in sorted(page.names)]


def spans_of(day: int | None) -> tuple[int, ...]:
    """The spans in which an article of a day meets others."""
    return (UNDATED,) if day is None else (day // MONTH, day // MONTH + 1)


def related(pages: Iterable[Page]) -> list[tuple[str, str]]:
    """All pairs of related articles."""
    names = [name for page in pages for name in names_of(page)]
    spans: defaultdict[int, list[Name]] = defaultdict(list)
    for name in names:
        for span in spans_of(name.day):
            spans[span].append(name)
    if UNDATED in spans:
        spans[UNDATED] = names
    return [pair for span, held in spans.items() for pair in related_in(held, span)]


def related_in(names: Iterable[Name], span: int) -> list[tuple[str, str]]:
    """Pairs of articles that share at least three rare names within a month, or two within a week, and meet in a span.

    Args:
        names: at least those of all articles of the span; of `UNDATED` those that an undated article has.
        span: its number.
    """
    days: dict[str, int | None] = {}
    by_name: defaultdict[str, list[str]] = defaultdict(list)
    for name, article, day in names:
        if span == UNDATED or span in spans_of(day):
            days[article] = day
            by_name[name].append(article)
    usable = [sorted(block) for block in by_name.values() if 1 < len(block) <= COMMON]
    return sorted(_near(_sharing(usable), days, span))


def _sharing(blocks: Iterable[Sequence[str]]) -> Iterator[tuple[str, str, bool]]:
    """The pairs that stand in at least two blocks together, and whether in three; counted one article at a time, for
    there are many."""
    of: defaultdict[str, list[tuple[int, Sequence[str]]]] = defaultdict(list)
    for block in blocks:
        for place, article in enumerate(block, 1):
            of[article].append((place, block))
    for article, held in of.items():
        shared = Counter(chain.from_iterable(block[place:] for place, block in held))
        enough = ((other, times) for other, times in shared.items() if times >= FEWER_NAMES)
        yield from ((article, other, times >= SHARED_NAMES) for other, times in enough)


def _near(pairs: Iterable[tuple[str, str, bool]], days: dict[str, int | None], span: int) -> Iterator[tuple[str, str]]:
    for one, other, is_sure in pairs:
        a, b = days[one], days[other]
        if a is None or b is None:
            if is_sure and span == UNDATED:
                yield one, other
        elif abs(a - b) <= (MONTH if is_sure else DAYS) and max(a, b) // MONTH == span:
            yield one, other
