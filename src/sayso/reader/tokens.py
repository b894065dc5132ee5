"""Words of a text, by the conventions of the English Universal Dependencies treebanks (EWT, GUM).

Clitics ("n't", "'s", "'ll") and hyphens are words of their own; abbreviations with inner full stops, numbers with
separators, web addresses, and runs of dots or dashes are one word. Offsets are into the text as it stands.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sayso.reader.lines import with_headings

_WORD = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"“”]+[^\s<>"“”.,;:!?)\]'’]      # web address
  | (?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w                    # mail address
  | [@\#]\w+                                                  # handle, hashtag
  | (?:[A-Za-z]\.){2,}(?:[A-Za-z](?![A-Za-z]))?               # U.S.  a.m.  U.N
  | (?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Gov|Sen|Rep|Rev|Hon|St|Jr|Sr|Inc|Corp|Co|Ltd|vs|Mt|Adm|Brig|Pres|Amb
      |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.(?=[\s,'’]|$)
  | No\.(?=\s*\d)                                            # number
  | [A-Z]\.(?=\s+[A-Z])                                       # an initial
  | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?!\w)                  # numbers, ordinals, decades, times
  | (?:can)(?=not\b)                                          # can|not
  | \w+?(?=n['’]t\b)                                          # do|n't
  | n['’]t\b
  | ['’](?:s|S|ll|LL|re|RE|ve|VE|d|D|m|M)\b                   # clitics
  | \w+
  | \.{2,} | …+ | -{2,} | —+ | –+ | ''|`` | ={2,} | \*{2,} | _{2,}
  | [^\w\s]
    """,
    re.VERBOSE,
)
_DOUBLE_QUOTES = re.compile(r"[\"“”„‟«»]|''|``")
_BREAK = re.compile(r"\n[ \t\u00a0]*")

SHAPES = 6
FEATURES = SHAPES * 3 * 2


def words_of(text: str) -> NDArray[np.int32]:
    """Offsets of the words, as an array of shape (words, 2)."""
    found = [match.span() for match in _WORD.finditer(text)]
    return np.array(found, dtype=np.int32).reshape(-1, 2)


@lru_cache(maxsize=50_000)
def _shape(word: str) -> int:
    if not any(c.isalnum() for c in word):
        return 0
    if word[0].isdigit():
        return 1
    if word.islower():
        return 2
    if word.isupper() and len(word) > 1:
        return 4
    return 3 if word[:1].isupper() else 5


def _breaks(text: str, words: NDArray[np.int32]) -> list[int]:
    """For each word 0 for none, 1 for a line break, 2 for an empty line (or the start of the text) before it."""
    ends = [0, *words[:-1, 1].tolist()]
    gaps = [text[end:start] for end, start in zip(ends, words[:, 0].tolist(), strict=True)]
    return [2 if i == 0 else min(2, len(_BREAK.findall(gap))) for i, gap in enumerate(gaps)]


def quoted(text: str) -> NDArray[np.bool_]:
    """For each character whether it stands inside double quotation marks, marks included.

    A quotation that is not closed ends with its paragraph (PolNeAR's scorer takes the same reading).
    """
    inside = np.zeros(len(text) + 1, dtype=bool)
    for paragraph in re.finditer(r"[^\n]+", text):
        opened: int | None = None
        for mark in _DOUBLE_QUOTES.finditer(paragraph.group()):
            at, end = paragraph.start() + mark.start(), paragraph.start() + mark.end()
            if opened is None:
                opened = None if mark.group() in "”" else at
            else:
                inside[opened:end] = True
                opened = at if mark.group() in "“" else None
        if opened is not None:
            inside[opened : paragraph.end()] = True
    return inside


def features_of(text: str, words: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What an uncased model cannot see: one number a word for letter case, line breaks and quotation marks.

    Returns the feature numbers (below `FEATURES`) and the breaks (0, 1, 2) before each word; a heading ends like a
    paragraph.
    """
    if not len(words):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    shapes = np.array([_shape(text[s:e]) for s, e in words.tolist()], dtype=np.int64)
    breaks = with_headings(text, words, np.array(_breaks(text, words), dtype=np.int64))
    quotes = quoted(text)[words[:, 0]].astype(np.int64)
    return shapes + SHAPES * breaks + SHAPES * 3 * quotes, breaks
