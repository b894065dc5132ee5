"""Text of articles as it may stand in a page: characters that hide or turn text are shown, and it stays by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from sayso.records import Span

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
"""Control and format characters: those that turn the direction of text, have no width, or are no characters at all."""
_SHORT = {
    "\u200b": "ZWSP", "\u200c": "ZWNJ", "\u200d": "ZWJ", "\u200e": "LRM", "\u200f": "RLM", "\u061c": "ALM",
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\ufeff": "BOM", "\xad": "SHY",
}  # fmt: skip
_JOINERS = "\u200c\u200d\ufe0e\ufe0f\xad"
"""Harmless where they stand between letters or after a sign (Persian, emoji, hyphenation): left as they are there."""
_ENDS = ("\n", ". ", "? ", "! ", ".\u201d ", '." ')
LONGEST_SNIPPET = 420
"""Characters of a sentence that a list shows; a sentence of news has about 150, its longest tenth over 250."""


def plain(text: object) -> Markup:
    """Any value as text in a page; None is nothing.

    >>> plain("<b> \\u202eabc")
    Markup('&lt;b&gt; <span class="hidden-sign" title="RIGHT-TO-LEFT OVERRIDE">RLO</span>abc')
    """
    if text is None:
        return Markup("")
    said, found, at = str(text), [], 0
    for mark in _HIDDEN.finditer(said):
        if not _is_harmless(said, mark.start()):
            found += [escape(said[at : mark.start()]), _sign(mark[0])]
            at = mark.end()
    return Markup("").join([*found, escape(said[at:])])


def _is_harmless(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return text[at] in _JOINERS and bool(before) and not before.isspace() and not (before.isascii() and after.isascii())


def _sign(character: str) -> Markup:
    name = unicodedata.name(character, f"U+{ord(character):04X}")
    short = _SHORT.get(character, f"U+{ord(character):04X}")
    return Markup('<span class="hidden-sign" title="{}">{}</span>').format(name, short)


def apart(text: object) -> Markup:
    """The same, kept from turning the text around it."""
    return Markup("<bdi>{}</bdi>").format(plain(text)) if text not in (None, "") else Markup("")


class Mark(NamedTuple):
    """Words of a text that are marked: where, and as what (classes of the style sheet)."""

    start: int
    end: int
    kind: str


def marked(text: str, within: tuple[int, int], marks: Iterable[Mark]) -> Markup:
    """A stretch of a text with words in it marked; where marks overlap, both hold.

    Args:
        text: the whole text.
        within: start and end of the stretch.
        marks: in offsets of the whole text.
    """
    start, end = within
    inside = [mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end]
    cuts = sorted({start, end, *(min(max(at, start), end) for mark in inside for at in mark[:2])})
    parts = [_part(text, one, other, inside) for one, other in pairwise(cuts)]
    return Markup("<bdi>{}</bdi>").format(Markup("").join(parts))


def _part(text: str, start: int, end: int, marks: Sequence[Mark]) -> Markup:
    kinds = dict.fromkeys(mark.kind for mark in marks if mark.start <= start and end <= mark.end)
    said = plain(text[start:end])
    return Markup('<mark class="{}">{}</mark>').format(" ".join(kinds), said) if kinds else said


def sentence_around(text: str, span: Span, *, longest: int = LONGEST_SNIPPET) -> tuple[int, int]:
    """Start and end of the sentence that holds a span; of an endless one the words around it.

    Args:
        text: of the article.
        span: in it.
        longest: the most characters.
    """
    before = max((at + len(mark) for mark in _ENDS if (at := text.rfind(mark, 0, span.start)) >= 0), default=0)
    ends = [at for mark in _ENDS if (at := text.find(mark, span.end)) >= 0]
    start, end = min(before, span.start), min(ends, default=len(text) - 1) + 1
    if end - start > longest:
        start, end = max(start, span.start - longest // 2), min(end, span.end + longest // 2)
    return start, min(end, len(text))


def day(value: object) -> str:
    """A date as people write it: 3 May 2024; what is none stays."""
    if isinstance(value, datetime):
        return f"{_date(value.date())}, {value:%H:%M}"
    if isinstance(value, date):
        return _date(value)
    parts = str(value or "").split("/")
    return " to ".join(_written(part) for part in parts)


def _written(part: str) -> str:
    pieces = part.split("-")
    try:
        numbers = [int(piece) for piece in pieces]
        if len(numbers) == 3:
            return _date(date(*numbers))
        return f"{date(numbers[0], numbers[1], 1):%B %Y}" if len(numbers) == 2 else part
    except ValueError:
        return part


def _date(value: date) -> str:
    return f"{value.day} {value:%b} {value.year}"


def number(value: Any) -> str:
    """A number with its thousands apart."""
    return f"{value:,}" if isinstance(value, int) else str(value)
