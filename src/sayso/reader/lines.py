"""Line breaks that end something: a heading without a full stop above its text, as live blogs have them.

Lines that were only wrapped at a margin end nothing. They are told by their length: the first word of a next line did
not fit any more.
"""

from __future__ import annotations

import re
from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray

# A line ends before the margin if the next word would have fitted into so much of the longest line of its block, and
# that is no shorter than lines are wrapped at in use (mails at 72 characters, columns of print at 40 to 60).
SPARE = 0.75
NARROWEST = 60
# Lines that go on whatever their length.
GOING_ON = frozenset(
    "a an the and or but of in on at by for from to with that which who as is are was were has have had be not".split()
)
_BLOCK = re.compile(r"\S.*(?:\n.*\S.*)*")  # lines without an empty one between
_WORD = re.compile(r"\S+")
_BULLET = re.compile(r"[-•*–—·]\s+")


def with_headings(text: str, words: NDArray[np.int32], breaks: NDArray[np.int64]) -> NDArray[np.int64]:
    """The breaks before the words of a text, with those behind headings raised to 2, as an empty line has.

    Args:
        text: the text.
        words: offsets of its words.
        breaks: for each word 0, 1 for a line break before it, 2 for an empty line.
    """
    blocks = [(block.end(), _margin(block.group())) for block in _BLOCK.finditer(text)]
    found = []
    for i in np.flatnonzero(breaks == 1).tolist():
        block = bisect_left(blocks, (int(words[i][0]), 0))
        if _ends(text, words, i, blocks[block][1] if block < len(blocks) else 0):
            found.append(i)
    if not found:
        return breaks
    raised = breaks.copy()
    raised[found] = 2
    return raised


def _ends(text: str, words: NDArray[np.int32], i: int, margin: int) -> bool:
    """Whether the line before a word ends something although it has no mark of an end."""
    start, before = int(words[i][0]), text[int(words[i - 1][0]) : int(words[i - 1][1])]
    line = text[text.rfind("\n", 0, int(words[i - 1][0])) + 1 : int(words[i - 1][1])]
    if not before[-1:].isalnum() or before.lower() in GOING_ON or len(line.split()) < 2:
        return False
    if text[int(words[i - 1][1]) : start].strip() or not _begins(text, start):
        return False
    word = _WORD.match(text, start)
    return len(line.strip()) + 1 + (len(word.group()) if word else 0) <= SPARE * margin


def _begins(text: str, start: int) -> bool:
    """Whether a sentence may begin at a place: with a capital, behind a mark of quotation or a bullet."""
    bare = _BULLET.sub("", text[start : start + 8]).lstrip("\"'“‘(")
    return bare[:1].isupper()


def _margin(block: str) -> int:
    """The length of the longest line of a block, nothing if all are short."""
    longest = max(len(line) for line in block.split("\n"))
    return longest if longest >= NARROWEST else 0
