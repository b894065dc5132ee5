"""Text in columns of a fixed width: wrapped, padded by what a terminal shows, free of control characters."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence

GAP = "  "


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


def _wrapped(cell: str, width: int) -> list[str]:
    return [line for part in cell.split("\n") for line in textwrap.wrap(part, width, break_on_hyphens=False) or [""]]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - sum(map(_cells, text)))


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
