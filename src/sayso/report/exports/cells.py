"""Cells: values as text, made harmless for spreadsheets and for XML.

A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula, and article
text is written by strangers. Such a text gets an apostrophe in front; a text that has apostrophes before such a sign
already gets one more, so that `unguarded` gives back what was there.
"""

from __future__ import annotations

import re
from typing import Any

LIST_MARK = "|"
"""Between the values of one cell."""
_RISKY = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_GUARDED = re.compile(r"''*[=+\-@\t\r＝＋－＠]")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of the words behind it."""
REPLACEMENT = "\ufffd"


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("a=1"), guarded("'=1")
    ("'=1+1", 'a=1', "''=1")
    """
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text


def cell(value: Any) -> str:
    """A value as the text of a cell: several joined by `|`, whole numbers without a fraction, None as nothing."""
    if isinstance(value, (list, tuple)):
        return LIST_MARK.join(map(str, value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def visible(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _NO_XML.sub(REPLACEMENT, text)


def readable(text: str) -> str:
    """A text for people: also without what turns the direction of words around."""
    return _TURNING.sub("", visible(text))


def one_line(value: Any) -> str:
    """A value as a cell of a table that knows neither tabs nor line ends in cells."""
    return " ".join(visible(cell(value)).split())
