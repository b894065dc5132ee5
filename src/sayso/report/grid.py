"""Text in columns of a fixed width: wrapped, padded by what a terminal shows, free of control characters."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Sequence

GAP = "  "
_RANGE = re.compile(r"(\d{4}(?:-\d\d){0,2}/)(\d{4}(?:-\d\d){0,2})")


def plain(text: str) -> str:
    """One line of visible characters: no terminal codes, zero-width or direction marks; white space made single."""
    visible = (c for c in " ".join(text.split()) if unicodedata.category(c) not in ("Cc", "Cf"))
    return "".join(visible)


def row_lines(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """The lines of one row: every cell wrapped to its column. A `\\n` in a cell starts a new line."""
    columns = [_wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max(map(len, columns))
    filled = [column + [""] * (height - len(column)) for column in columns]
    return [GAP.join(map(_padded, line, widths)).rstrip() for line in zip(*filled, strict=True)]


def words_of(text: str) -> list[str]:
    """What of a cell stays whole on a line if there is room: its words, and of a range of dates each date.

    >>> words_of("2025-02-17/2025-02-23"), words_of("a range")
    (['2025-02-17/', '2025-02-23'], ['a', 'range'])
    """
    dates = _RANGE.fullmatch(text)
    return list(dates.groups()) if dates else text.split()


def _wrapped(cell: str, width: int) -> list[str]:
    return [line for part in cell.split("\n") for line in _lines(part, width) or [""]]


def _lines(text: str, width: int) -> list[str]:
    parted = " ".join(words_of(text)) if len(text) > width and _RANGE.fullmatch(text) else text
    return textwrap.wrap(parted, width, break_on_hyphens=False)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - sum(map(_cells, text)))


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
