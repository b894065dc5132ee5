"""From degrees to pixels, as Vega does it, so that labels can be placed before anything is drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

Point = tuple[float, float]
WORLD = 140.0
"""Degrees of longitude beyond which the whole world is shown."""
LEAST = 26.0
"""Degrees of longitude that are shown at least: outlines at 1:110 million are coarse."""
AROUND = 0.22
"""Part of the way that is added on each side."""
FLAT, STEEP = 0.42, 0.68
"""Height of a map for its width, at least and at most."""
NORTH, SOUTH = 78.0, -56.0
"""Ends of the inhabited world."""
_A1, _A2, _A3, _A4, _M = 1.340264, -0.081106, 0.000893, 0.003796, math.sqrt(3) / 2


class Projection(NamedTuple):
    """Mercator's for a part of the world, Equal Earth for all of it: its name, scale, and where degree 0, 0 lies."""

    name: Literal["mercator", "equalEarth"]
    scale: float
    x: float
    y: float
    tall: float

    def at(self, longitude: float, latitude: float) -> Point:
        """The pixels of a place."""
        x, y = _RAW[self.name](math.radians(longitude), math.radians(latitude))
        return self.x + self.scale * x, self.y - self.scale * y


def _mercator(x: float, y: float) -> Point:
    return x, math.log(math.tan(math.pi / 4 + y / 2))


def _equal_earth(x: float, y: float) -> Point:
    angle = math.asin(_M * math.sin(y))
    two = angle * angle
    six = two**3
    across = x * math.cos(angle) / (_M * (_A1 + 3 * _A2 * two + six * (7 * _A3 + 9 * _A4 * two)))
    return across, angle * (_A1 + _A2 * two + six * (_A3 + _A4 * two))


_RAW = {"mercator": _mercator, "equalEarth": _equal_earth}


def fitted(points: Sequence[Point], wide: float) -> Projection:
    """The projection that shows some places (longitude, latitude) and what lies around them."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    if right - left > WORLD or high > NORTH or low < SOUTH:
        return _placed("equalEarth", (-179.0, 179.0), (SOUTH, max(NORTH, min(high, 88.0))), wide)
    more = max((LEAST - (right - left)) / 2, AROUND * (right - left))
    up = max(LEAST * FLAT * 0.4, AROUND * (high - low))
    return _placed("mercator", (left - more, right + more), (max(-70.0, low - up), min(80.0, high + up)), wide)


def _placed(
    name: Literal["mercator", "equalEarth"], across: tuple[float, float], along: tuple[float, float], wide: float
) -> Projection:
    """Scale and shift that show a range of degrees in the middle."""
    raw, middle = _RAW[name], math.radians(sum(along) / 2)
    left, right = (raw(math.radians(x), 0.0 if name == "equalEarth" else middle)[0] for x in across)
    low, high = (raw(0.0, math.radians(y))[1] for y in along)
    scale = min(wide / (right - left), wide * STEEP / (high - low))
    tall = max(wide * FLAT, min(wide * STEEP, scale * (high - low)))
    return Projection(name, scale, wide / 2 - scale * (left + right) / 2, tall / 2 + scale * (low + high) / 2, tall)
