"""Ends of sentences that their marks alone tell: a full stop behind a plain word, outside of quotations and brackets.

The network finds the ends of sentences, but misses some of those within a paragraph. Then two sentences share a tree,
and what the second tells hangs on the source of the first.
"""

from __future__ import annotations

from collections.abc import Sequence

# Words cut short that `tokens.py` parts from their full stop.
_CUT_SHORT = frozenset(
    (
        "etc approx incl resp dept ext fig figs vol vols min max est viz chap sec art para nos tel"
        " assn calif mass conn minn wash penn tenn ariz okla messrs cmdr lieut comdr supt atty asst univ intl"
        " pvt gen ltd"
    ).split()
)
_SHORT_WORDS = frozenset("it so do us up in on me to go".split())
_LEAST, _LEAST_NAME = 3, 4
"""Letters of a word and of a name before a full stop from which on it is not cut short ("pp.", "Ft."). Of the
places that these rules name in EWT dev and GUM dev 1572 of 1572 are ends of sentences."""
_OPENING, _CLOSING, _EITHER = frozenset("“„«([{"), frozenset("”»)]}"), '"'
_FOOTNOTE = "["


def plain_ends(forms: Sequence[str], places: Sequence[tuple[int, int]], breaks: Sequence[int]) -> list[int]:
    """The words that begin a sentence because a full stop before them ends one.

    Args:
        forms: the words of a text.
        places: their offsets.
        breaks: for each word 2 where an empty line stands before it, else less.
    """
    found, depth, quoted = [], 0, False
    for i, form in enumerate(forms):
        if breaks[i] == 2:
            depth, quoted = 0, False
        outside = depth == 0 and not quoted
        if i > 1 and outside and forms[i - 1] == "." and _begins(form) and places[i][0] > places[i - 1][1]:
            found += [i] if _is_whole(forms, i - 2, breaks) else []
        depth = max(0, depth + (form in _OPENING) - (form in _CLOSING))
        quoted ^= form == _EITHER
    return found


def _begins(form: str) -> bool:
    return form[:1].isupper() or form == _EITHER or (form in _OPENING and form != _FOOTNOTE)


def _is_whole(forms: Sequence[str], i: int, breaks: Sequence[int]) -> bool:
    """Whether the word before a full stop is neither cut short nor the number of a line."""
    form = forms[i]
    if form.isdigit():
        return i > 1 and breaks[i] == 0 and forms[i - 1] != "."
    if not form.isalpha():
        return form in _CLOSING or form == _EITHER or "-" in form
    if form.lower() in _CUT_SHORT:
        return False
    if form.islower():
        return len(form) >= _LEAST or form in _SHORT_WORDS
    return len(form) >= _LEAST_NAME or (form.isupper() and len(form) >= _LEAST)
