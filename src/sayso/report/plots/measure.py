"""How wide words are, cut and broken to fit, and where labels find room."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

NARROW, WIDE = frozenset("iljtfrI.,:;'|!()[] -·"), frozenset("mwMWABCDEGHKNOPQRSUVXYZ@%—")
HIDDEN = frozenset("Cf Cc Cs Co Cn Zl Zp".split())
"""Categories of characters that cannot be seen, or that turn the line around."""


def plain(text: str) -> str:
    """Words on one line, without what cannot be seen."""
    kept = (" " if c in "\t\n\r" else c for c in text if unicodedata.category(c) not in HIDDEN or c in "\t\n\r")
    return " ".join("".join(kept).split())


def several(n: int, unit: str) -> str:
    """How many of a unit, whose name in the plural ends in "s"."""
    return f"{n:,} {unit if n != 1 else unit.removesuffix('s')}"


def width(text: str, size: float) -> float:
    """About how many pixels a text is wide, in a font like Arial of a size; rather too many than too few."""
    return sum(map(_em, text)) * size


def _em(character: str) -> float:
    if character in NARROW:
        return 0.33
    if character in WIDE:
        return 0.76
    return 1.05 if unicodedata.east_asian_width(character) in "WF" else 0.58


def cut(text: str, most: float, size: float) -> str:
    """A text, cut with an ellipsis where it is wider than `most` pixels."""
    text = plain(text)
    if width(text, size) <= most:
        return text
    while text and width(text + "…", size) > most:
        text = text[:-1]
    return text.rstrip(" ,;") + "…"


def shortened(names: Iterable[str], most: float, size: float) -> dict[str, str]:
    """Names of at most `most` pixels: cut at the end, or in the middle where several would then be the same."""
    cuts = {name: cut(name, most, size) for name in names}
    times = Counter(cuts.values())
    return {name: short if times[short] == 1 else _cut_inside(name, most, size) for name, short in cuts.items()}


def _cut_inside(text: str, most: float, size: float) -> str:
    text = plain(text)
    kept = len(text)
    while kept > 2 and width(_ends(text, kept), size) > most:
        kept -= 1
    return _ends(text, kept)


def _ends(text: str, kept: int) -> str:
    return (
        text if kept >= len(text) else f"{text[: kept - kept // 2].rstrip()}…{text[len(text) - kept // 2 :].lstrip()}"
    )


def broken(text: str, most: float, size: float) -> list[str]:
    """A text in lines of at most `most` pixels; a word that is wider is cut."""
    lines: list[str] = []
    for word in plain(text).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size) <= most:
            lines[-1] = longer
        else:
            lines.append(cut(word, most, size))
    return lines


def ticks(low: float, high: float, most: int) -> list[int]:
    """Round whole numbers from `low` to `high`, at most about so many, and zero."""
    step = 1
    for step in (factor * 10**power for power in range(12) for factor in (1, 2, 5)):
        if (high - low) / step <= most:
            break
    return [n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles share a point inside."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def count(self, points: NDArray[np.float64]) -> int:
        """How many points lie inside (float64 of shape (points, 2))."""
        x, y = points[:, 0], points[:, 1]
        inside = (self.left <= x) & (x <= self.right) & (self.top <= y) & (y <= self.bottom)
        return int(np.count_nonzero(inside))


class Spot(NamedTuple):
    """Where a text can stand: its anchor, and how it is aligned to it (left, center, right; always middle)."""

    x: float
    y: float
    align: str


def box_of(text: str, size: float, spot: Spot) -> Box:
    """The rectangle of a text of one line at a spot."""
    wide = width(text, size)
    left = spot.x - {"left": 0.0, "center": wide / 2, "right": wide}[spot.align]
    return Box(left, spot.y - size * 0.62, left + wide, spot.y + size * 0.62)


class Room:
    """The room of a picture, and what takes it.

    Args:
        wide: pixels.
        high: pixels.
        taken: rectangles where nothing else may stand.
    """

    def __init__(self, wide: float, high: float, taken: Iterable[Box] = ()) -> None:
        self.whole = Box(0, 0, wide, high)
        self.taken = list(taken)

    def first(self, text: str, size: float, spots: Sequence[Spot]) -> Spot | None:
        """Take the first of the spots where a text is free of all others; None if there is none."""
        for spot in spots:
            box = box_of(text, size, spot)
            if self._is_free(box):
                self.taken.append(box)
                return spot
        return None

    def clearest(
        self, text: str, size: float, spots: Sequence[Spot], points: NDArray[np.float64], *, most: int | None = None
    ) -> Spot | None:
        """Take the spot, free of all others, where a text lies over the fewest of some points (float64 of shape
        (points, 2)); None if none is free, or if it lies over more than `most` everywhere."""
        boxes = [(spot, box_of(text, size, spot)) for spot in spots]
        free = [(spot, box) for spot, box in boxes if self._is_free(box)]
        if not free:
            return None
        over, (spot, box) = min(((one[1].count(points), one) for one in free), key=lambda known: known[0])
        if most is not None and over > most:
            return None
        self.taken.append(box)
        return spot

    def _is_free(self, box: Box) -> bool:
        inside = box.left >= 0 and box.top >= 0 and box.right <= self.whole.right and box.bottom <= self.whole.bottom
        return inside and not any(box.meets(other) for other in self.taken)


def around(x: float, y: float, gap: float) -> list[Spot]:
    """Spots beside, above and below a point, at a distance."""
    near = gap * 0.75
    return [
        Spot(x + gap, y, "left"), Spot(x - gap, y, "right"), Spot(x, y - gap - 5, "center"),
        Spot(x, y + gap + 6, "center"), Spot(x + near, y - near, "left"), Spot(x + near, y + near, "left"),
        Spot(x - near, y - near, "right"), Spot(x - near, y + near, "right"),
    ]  # fmt: skip
