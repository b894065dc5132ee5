"""Where a report was filed: "SAN TELMO, Ecuador (XYZ) - The mayor said".

The words before the dash are no part of its clause.
"""

from __future__ import annotations

from sayso.actors.home import dash_of
from sayso.reader.parse import Parse


def is_dateline(parse: Parse, i: int) -> bool:
    """Whether a word begins a dateline that hangs on a word behind it."""
    dash = dash_of(parse, i)
    return dash is not None and dash < parse.heads[i]


def tells_country(parse: Parse, place: int, dash: int) -> bool:
    """ "SAN TELMO, Ecuador -": a second place behind the first says whose it is, and whose what hangs on it is."""
    behind = (c for c in parse.children(place) if place < c < dash and parse.deprels[c] == "appos")
    return any(parse.word(c - 1) == "," and parse.upos[c] == "PROPN" for c in behind)
