"""Quotations in a text: where they open and close, and which of them go on over paragraphs.

Marks are double (straight, curly, doubled apostrophes, guillemets) or single (straight, curly). A newspaper opens every
paragraph of a long quotation with a mark and closes only the last one; such paragraphs are one quotation here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from sayso.records import Span

_DOUBLE = re.compile(r"[\"\u201c\u201d\u201e\u00ab\u00bb]|''|``")
_OPENING = frozenset(("\u201c", "\u201e", "\u00ab", "``"))
_CLOSING = frozenset(("\u201d", "\u00bb"))
# A single mark opens before a word and after a blank or a bracket; it closes after a word or punctuation and before
# neither letter nor digit. An apostrophe inside a word does neither.
_SINGLE_OPEN = re.compile(r"(?:(?<=[\s(\[:\u2014\u2013-])|^)['\u2018](?=[\w\[\u2026.])", re.M)
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?\]\u2026%)])['\u2019](?![\w'])")
_PLURAL_POSSESSIVE = re.compile(r"s['\u2019] \w")
_BREAK = re.compile(r"\n\s*\n|(?<=[.!?:\"\u201d'\u2019])[ \t]*\n")
# A single-quoted stretch longer than this is more likely two apostrophes than a quotation: in running news text single
# marks enclose titles, scare quotes and headlines.
_LONGEST_SINGLE = 160


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: `parts` are character spans with their marks, one a paragraph; `single` if marked by ' '."""

    parts: tuple[Span, ...]
    closed: bool = True
    single: bool = False

    @property
    def span(self) -> Span:
        """From the first opening mark to the last closing one."""
        return Span(self.parts[0].start, self.parts[-1].end)


@dataclass(frozen=True)
class Quotations:
    """The quotations of one text, in text order, and the paragraphs they stand in."""

    text: str
    all: tuple[Quotation, ...]
    paragraphs: tuple[Span, ...]

    @cached_property
    def _parts(self) -> tuple[list[int], list[tuple[Span, Quotation]]]:
        parts = sorted(((part, q) for q in self.all for part in q.parts), key=lambda pair: pair[0])
        return [part.start for part, _ in parts], parts

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def at(self, offset: int) -> Quotation | None:
        """The quotation that holds a character offset, marks included."""
        starts, parts = self._parts
        n = bisect_right(starts, offset) - 1
        return parts[n][1] if n >= 0 and offset < parts[n][0].end else None

    def within(self, span: Span) -> tuple[Quotation, ...]:
        """The quotations that share a character with a span, in text order."""
        starts, parts = self._parts
        first = max(0, bisect_right(starts, span.start) - 1)
        touching = [q for part, q in parts[first : bisect_left(starts, span.end)] if part.overlaps(span)]
        return tuple(dict.fromkeys(touching))

    def paragraph(self, offset: int) -> int:
        """Index of the paragraph that holds a character offset."""
        return max(0, bisect_right(self._paragraph_starts, offset) - 1)

    def form(self, spans: tuple[Span, ...]) -> str:
        """`direct` if every letter and digit of the spans is quoted, `mixed` if some, `indirect` if none is."""
        inside = {
            quoted
            for span in spans
            for start, end, quoted in self._stretches(span)
            if any(map(str.isalnum, self.text[start:end]))
        }
        return "mixed" if len(inside) > 1 else "direct" if True in inside else "indirect"

    def _stretches(self, span: Span) -> Iterator[tuple[int, int, bool]]:
        """A span cut where quotations begin and end, each stretch with whether it is quoted."""
        starts, parts = self._parts
        first, last = bisect_right(starts, span.start), bisect_left(starts, span.end)
        for n, (start, end) in enumerate(pairwise([span.start, *starts[first:last], span.end]), first - 1):
            stop = min(end, max(start, parts[n][0].end)) if n >= 0 else start
            yield start, stop, True
            yield stop, end, False


@lru_cache(maxsize=4)
def find_quotations(text: str) -> Quotations:
    """All quotations of a text. An unpaired opening mark ends with its paragraph."""
    paragraphs = tuple(_paragraphs(text))
    pieces: list[list[Quotation]] = []
    for paragraph in paragraphs:
        for quotation in _in_paragraph(text, paragraph):
            if pieces and _continues(pieces[-1][-1], quotation, paragraph):
                pieces[-1].append(quotation)
            else:
                pieces.append([quotation])
    found = [Quotation(tuple(p for one in joint for p in one.parts), joint[-1].closed) for joint in pieces]
    starts = [quotation.span.start for quotation in found]
    singles = [q for p in paragraphs for q in _single(text, p) if not _is_inside(q.span, found, starts)]
    return Quotations(text, tuple(sorted(found + singles, key=lambda q: q.span.start)), paragraphs)


def _is_inside(span: Span, found: list[Quotation], starts: list[int]) -> bool:
    """Whether a span shares a character with one of the quotations, which stand in text order and apart."""
    last = bisect_left(starts, span.end) - 1
    return last >= 0 and found[last].span.overlaps(span)


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for gap in _BREAK.finditer(text):
        if text[start : gap.start()].strip():
            yield _stripped(text, start, gap.start())
        start = gap.end()
    if text[start:].strip():
        yield _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))


def _in_paragraph(text: str, paragraph: Span) -> Iterator[Quotation]:
    opened: int | None = None
    for mark in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        if opened is None and mark.group() not in _CLOSING:
            opened = mark.start()
        elif opened is not None and mark.group() not in _OPENING:
            yield Quotation((Span(opened, mark.end()),))
            opened = None
    if opened is not None and opened < paragraph.end - 1:
        yield Quotation((Span(opened, paragraph.end),), closed=False)


def _continues(before: Quotation, quotation: Quotation, paragraph: Span) -> bool:
    return not before.closed and quotation.span.start == paragraph.start


def _single(text: str, paragraph: Span) -> Iterator[Quotation]:
    at = paragraph.start
    while opening := _SINGLE_OPEN.search(text, at, paragraph.end):
        at = opening.end()
        limit = min(paragraph.end, at + _LONGEST_SINGLE)
        ends = list(_SINGLE_CLOSE.finditer(text, at, limit))
        sure = [m for m in ends if not _PLURAL_POSSESSIVE.match(text, m.start() - 1)] or ends
        if sure:
            at = sure[0].end()
            yield Quotation((Span(opening.start(), at),), single=True)
