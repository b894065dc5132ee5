"""Where a report was filed: "SAN TELMO, Ecuador (XYZ) - The mayor said".

The words before the dash are no part of its clause.
"""

from __future__ import annotations

from sayso.reader.parse import Parse

DASHES = frozenset({"-", "\u2013", "\u2014", "--"})
# A dateline is a place of a few letters and at most a second place and a date.
DATELINE_LETTERS = 3
DATELINE_WORDS = 8


def is_dateline(parse: Parse, i: int) -> bool:
    """Whether a word begins a dateline that hangs on a word behind it."""
    dash = dash_of(parse, i)
    return dash is not None and dash < parse.heads[i]


def dash_of(parse: Parse, i: int) -> int | None:
    """The dash that ends the dateline which a word begins; None where it begins none."""
    word = parse.word(i)
    if not word.isupper() or len(word) < DATELINE_LETTERS or not _opens_line(parse, i):
        return None
    after = range(i + 1, min(i + DATELINE_WORDS, len(parse)))
    return next((j for j in after if parse.word(j) in DASHES and parse.starts[j] > parse.ends[j - 1]), None)


def tells_country(parse: Parse, place: int, dash: int) -> bool:
    """ "SAN TELMO, Ecuador -": a second place behind the first says whose it is, and whose what hangs on it is."""
    behind = (c for c in parse.children(place) if place < c < dash and parse.deprels[c] == "appos")
    return any(parse.word(c - 1) == "," and parse.upos[c] == "PROPN" for c in behind)


def _opens_line(parse: Parse, i: int) -> bool:
    """Whether nothing but blanks stands between a word and the start of its line."""
    before = parse.text[parse.ends[i - 1] if i else 0 : parse.starts[i]].strip(" \t")
    return i == 0 or before[-1:].isspace()
