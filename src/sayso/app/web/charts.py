"""Small charts inside pages, drawn with attributes and classes alone, so that they follow the theme of the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from sayso.store.tables import Row

WIDTH, HEIGHT = 720, 180
FOOT = 22
"""Height of the line of years."""
LEAST_STEP = 46
"""Pixels that the label of a year needs."""
WIDEST_BAR = 34


class Year(NamedTuple):
    """What there is of each quad class in a year."""

    year: int
    counts: dict[int, int]


def years(rows: Iterable[Row]) -> list[Year]:
    """Counts by year, every year from the first to the last.

    Args:
        rows: with `year`, `quad` and `n`; those without a year or class are left out.
    """
    found: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        if row["year"] is not None and row["quad"] is not None:
            found[row["year"]][row["quad"]] += row["n"]
    if not found:
        return []
    return [Year(year, dict(found.get(year, {}))) for year in range(min(found), max(found) + 1)][-60:]


def highest(held: Sequence[Year]) -> int:
    """The longest bar, above or below."""
    return max((max(_up(one), _down(one)) for one in held), default=0)


def _up(one: Year) -> int:
    return one.counts.get(1, 0) + one.counts.get(2, 0)


def _down(one: Year) -> int:
    return one.counts.get(3, 0) + one.counts.get(4, 0)


def above_and_below(held: Sequence[Year], most: int, label: str) -> Markup:
    """Cooperation above the line and conflict below it, material deeds nearest to it.

    Args:
        held: the years.
        most: what the longest bar of this and its sister charts stands for.
        label: what the chart shows, for those who hear it.
    """
    if not held or not most:
        return Markup("")
    step = WIDTH / len(held)
    width = min(WIDEST_BAR, step * 0.72)
    every = max(1, round(LEAST_STEP / step + 0.49))
    parts = [_year(one, number * step + step / 2, width, most) for number, one in enumerate(held)]
    labels = [_label(one.year, number * step + step / 2) for number, one in enumerate(held) if number % every == 0]
    middle = HEIGHT / 2
    line = Markup('<line class="axis" x1="0" x2="{}" y1="{}" y2="{}"/>').format(WIDTH, middle, middle)
    return Markup('<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        WIDTH, HEIGHT + FOOT, label, Markup("").join([*parts, line, *labels])
    )


def _year(one: Year, middle: float, width: float, most: int) -> Markup:
    scale = (HEIGHT / 2 - 4) / most
    told = ", ".join(f"{name} {one.counts[quad]:,}" for quad, name in _NAMES.items() if one.counts.get(quad))
    bars = []
    for quads, way in (((2, 1), -1), ((4, 3), 1)):
        at = HEIGHT / 2
        for quad in quads:
            tall = one.counts.get(quad, 0) * scale
            top = at - tall if way < 0 else at
            if tall:
                bars.append(_BAR.format(q=quad, x=f"{middle - width / 2:.1f}", y=f"{top:.1f}", w=f"{width:.1f}",
                                        h=f"{max(tall, 1):.1f}"))  # fmt: skip
            at += way * tall
    return Markup("<g><title>{}: {}</title>{}</g>").format(one.year, told or "nothing", Markup("").join(bars))


_BAR = Markup('<rect class="q{q}" x="{x}" y="{y}" width="{w}" height="{h}"/>')
_NAMES = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def _label(year: int, middle: float) -> Markup:
    return Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(f"{middle:.1f}", HEIGHT + FOOT - 6, year)
