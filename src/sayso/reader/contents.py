"""Where a content begins and ends: what the network scores, weighed together with the tree and the quotation marks.

The network sees a boundary in most cases, but it likes to stop at the first clause ("said that A" of "said that A and
B") and inside of quotations. A boundary that cuts words from the word that they hang on costs something, one that lies
inside of a quotation or in another sentence too; one at the cue is worth something.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sayso.actors.fitted import fitted
from sayso.reader.tokens import quoted

Floats = NDArray[np.float32]

TABLE = "frame_weights.csv"
"""In `sayso/reader/data/`: the weights of contents, and of which frames count; `python -m sayso.train frames`."""
START = ("score", "in quotation", "elsewhere")
END = (
    "score", "in quotation", "elsewhere", "cuts what comes before its head", "cuts an argument", "cuts a clause",
    "before a pause", "before the cue",
)  # fmt: skip
WORD = ("score", "any", "of the cue")
"""What bears on a content's beginning and ending at a word, and on holding it; the roles `start`, `end` and `word`."""
ROLES = (("start", START), ("end", END), ("word", WORD))
_CLAUSES = ("conj", "advcl", "acl", "parataxis")
_LOOSE = ("appos", "punct")
"""Relations that may be cut for nothing: an apposition at the end of a content may be the narrator's."""
_PAUSES = frozenset({",", "-", "--", "\u2013", "\u2014"})
_MOST_CUTS = 2
"""Cut arcs of one kind that count."""

Range = tuple[int, int]


@dataclass(frozen=True)
class Ground:
    """What is known of a text's words when its contents are decoded; `within[i]`: a quotation runs on before word i."""

    heads: NDArray[np.int64]
    kinds: NDArray[np.int64]
    within: NDArray[np.bool_]
    pauses: NDArray[np.bool_]
    sentence: NDArray[np.int64]
    quoted: NDArray[np.bool_]


def ground_of(
    text: str, words: NDArray[np.int32], heads: list[int], relations: list[str], sentences: list[Range]
) -> Ground:
    """The ground of a text from its words, its trees and the word ranges of its sentences."""
    inside = quoted(text)
    within = np.zeros(len(words) + 1, dtype=np.bool_)
    within[1:-1] = inside[words[:-1, 1]] & inside[words[1:, 0]]
    pauses = np.array([text[s:e] in _PAUSES for s, e in words.tolist()] + [False], dtype=np.bool_)
    kinds = np.array([_kind(relation) for relation in relations], dtype=np.int64)
    sentence = np.repeat(np.arange(len(sentences)), [end - start for start, end in sentences])
    return Ground(np.array(heads, dtype=np.int64), kinds, within, pauses, sentence, inside[words[:, 0]])


def _kind(relation: str) -> int:
    """0 for what may be cut, 1 for an argument, 2 for a clause."""
    plain = relation.partition(":")[0]
    return 0 if plain in _LOOSE else 2 if plain in _CLAUSES else 1


def content_scores(
    ground: Ground, scores: Floats, first: int, *, cue: Range, source: Range | None
) -> tuple[Floats, Floats, Floats]:
    """For each word of a window what a content of a cue wins by beginning there, by ending there, and by holding it.

    Args:
        ground: the words of the text.
        scores: the network's scores as member, start and end, shape (3, words of the window).
        first: the first word of the window; `cue` and `source` are counted in the text.
    """
    features = content_features(ground, scores, first, cue=cue, source=source)
    opens, closes, holds = (part @ known for part, known in zip(features, content_weights(), strict=True))
    return opens, closes, holds


@cache
def content_weights() -> tuple[Floats, Floats, Floats]:
    """The weights of `START`, `END` and `WORD`."""
    table = fitted(TABLE, "reader")
    start, end, word = (np.array([table[role].get(n, 0.0) for n in names], dtype=np.float32) for role, names in ROLES)
    return start, end, word


def content_features(
    ground: Ground, scores: Floats, first: int, *, cue: Range, source: Range | None
) -> tuple[Floats, Floats, Floats]:
    """The features of `START`, `END` and `WORD`, shape (words, features) each; arguments as of `content_scores`."""
    places = np.arange(first, first + scores.shape[1])
    own = (cue[0] <= places) & (places < cue[1])
    words = np.stack([scores[0], places >= 0, own], axis=1).astype(np.float32)
    return (*boundary_features(ground, scores[1:], first, cue=cue, source=source), words)


def boundary_features(
    ground: Ground, scores: Floats, first: int, *, cue: Range, source: Range | None
) -> tuple[Floats, Floats]:
    """The features of `START` and `END`, shape (words, features) each."""
    places = np.arange(first, first + scores.shape[1])
    cuts = _cuts(ground, (first, first + len(places)), cue, source)
    before = places + 1 == cue[0]
    if source is not None:
        before |= places + 1 == source[0]
    elsewhere = (ground.sentence[places] != ground.sentence[cue[0]]) & ~ground.quoted[places]
    starts = [scores[0], ground.within[places], elsewhere]
    ends = [scores[1], ground.within[places + 1], elsewhere, *cuts, ground.pauses[places + 1], before]
    return np.stack(starts, axis=1).astype(np.float32), np.stack(ends, axis=1).astype(np.float32)


def _cuts(ground: Ground, window: Range, cue: Range, source: Range | None) -> NDArray[np.int64]:
    """How many arcs (at most `_MOST_CUTS`) an end behind each word cuts, shape (3, words): of words before their heads,
    of arguments, of clauses; none of the cue and above it."""
    first, end = window
    words = np.arange(first, end)
    heads, kinds = ground.heads[first:end], ground.kinds[first:end]
    outside = _outside(ground, cue, source)
    counts = (kinds > 0) & (heads >= first) & (heads < end)
    counts &= ~(outside[words] | outside[heads])
    below, above, kinds = words[counts], heads[counts], kinds[counts]
    shifts = np.where(above > below, 0, kinds) * len(words) - first
    lows, highs = np.minimum(below, above) + shifts, np.maximum(below, above) + shifts
    steps = np.bincount(lows, minlength=3 * len(words)) - np.bincount(highs, minlength=3 * len(words))
    return np.minimum(np.cumsum(steps.reshape(3, -1), axis=1), _MOST_CUTS)


def _outside(ground: Ground, cue: Range, source: Range | None) -> NDArray[np.bool_]:
    """The words of cue and source, and the words above the cue: what hangs on them is no part of the content."""
    found = np.zeros(len(ground.heads), dtype=np.bool_)
    for start, end in filter(None, (cue, source)):
        found[start:end] = True
    for i in range(*cue):
        while (i := int(ground.heads[i])) >= 0 and not found[i]:
            found[i] = True
    return found
