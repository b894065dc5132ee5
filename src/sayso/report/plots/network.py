"""The network: actors as circles, and arrows for who does how much of what to whom."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import altair as alt
import numpy as np
from numpy.typing import NDArray

from sayso.report.plots.framing import WIDTH, Caption, framed
from sayso.report.plots.layout import Point, laid_out, weights_of
from sayso.report.plots.marks import SIZE, Drawn, Key, Sheet, colour, dash, data, labels, legend
from sayso.report.plots.measure import Box, Room, Spot, around, shortened, width
from sayso.report.plots.themes import QUADS, STANDINGS, Theme

Row = Mapping[str, Any]
SMALLEST, LARGEST = 7.0, 24.0
"""Radius of the circle of an actor."""
THIN, THICK = 1.3, 6.5
BEND = 0.16
"""How far the first arrow between two bends aside, for its length; the next ones bend by as much more."""
GAP = 26.0
"""Pixels between the middles of arrows side by side at least: a number must stand between them."""
FAR = 12.0
"""Pixels that a name moves off its circle where it finds no room beside it."""
COVERED = 0
"""Points of lines that a number may cover; one that would cover more is left out."""
TOLD = 8
"""Arrows without room for their number that the foot tells."""
POINTS = 60
"""Of the line of an arrow."""
LONGEST_NAME = 190
BOLD = 1.06
"""How much wider bold letters are."""


class Arrow(NamedTuple):
    """One arrow as it is drawn."""

    row: Row
    points: list[Point]
    wide: float
    tip: Point
    angle: float


def network(rows: Sequence[Row], caption: Caption, theme: Theme, *, unit: str) -> Drawn:
    """Circles as large as their events, arrows as thick as what they stand for.

    Args:
        rows: `actor`, `recipient` (names), `quad`, `standing`, `n`, `denied`, `planned`, `doubted` (how many of them
            are); each pair, quad class and direction once.
        caption: the words around it.
        theme: its colours.
        unit: what is counted.
    """
    size = _sizes(rows)
    lines = weights_of((row["actor"], row["recipient"], 1) for row in rows)
    at, tall = laid_out(weights_of((row["actor"], row["recipient"], row["n"]) for row in rows), WIDTH, lines)
    radius = {name: _between(SMALLEST, LARGEST, math.sqrt(n / max(size.values()))) for name, n in size.items()}
    arrows = _arrows(rows, at, radius)
    sheet = Sheet(WIDTH, tall, theme)
    room = Room(WIDTH, tall, [_square(point, radius[name]) for name, point in at.items()])
    room.taken += [_square(arrow.tip, _head(arrow) / 2) for arrow in arrows]
    points = np.array([point for arrow in arrows for point in arrow.points])
    named = _names(at, radius, points, room, theme)
    counted, roomless = _counts(arrows, points, room, theme)
    drawn = sheet.done(
        *_lines(sheet, arrows), _tips(sheet, arrows), _circles(sheet, at, radius, size, unit),
        *labels(sheet, counted, size=SIZE - 1), *labels(sheet, named, bold=True),
    )  # fmt: skip
    notes = caption.noting(
        f"Numbers at arrows are {unit}; an arrow without a number stands for one, or its number found no room. "
        "Larger circles take part in more of them.",
        f"No room for the numbers of {'; '.join(map(told, roomless[:TOLD]))}." if roomless else None,
    )
    return framed([_legend(rows, theme), drawn], notes, theme, described=_described(rows, caption, unit))


def _square(middle: Point, half: float) -> Box:
    return Box(middle[0] - half, middle[1] - half, middle[0] + half, middle[1] + half)


def _head(arrow: Arrow) -> float:
    """Pixels of the head of an arrow."""
    return 5 + arrow.wide * 2.1


def _sizes(rows: Iterable[Row]) -> dict[str, int]:
    """What each actor takes part in."""
    size: Counter[str] = Counter()
    for row in rows:
        for name in dict.fromkeys((row["actor"], row["recipient"])):  # in an order that is the same in every run
            size[name] += row["n"]
    return dict(size.most_common())


def _between(low: float, high: float, part: float) -> float:
    return low + (high - low) * part


def _arrows(rows: Sequence[Row], at: Mapping[str, Point], radius: Mapping[str, float]) -> list[Arrow]:
    """The strongest last, so that they lie on top."""
    most = max(row["n"] for row in rows)
    order = list(QUADS)
    held: defaultdict[tuple[str, str], int] = defaultdict(int)
    arrows = []
    for row in sorted(rows, key=lambda one: (-one["n"], order.index(one["quad"]))):
        pair = row["actor"], row["recipient"]
        held[pair] += 1
        wide = _between(THIN, THICK, math.sqrt(row["n"] / most) if most > 1 else 0.2)
        arrows.append(_arrow(row, at, radius, wide=wide, nth=held[pair]))
    return arrows[::-1]


def _arrow(row: Row, at: Mapping[str, Point], radius: Mapping[str, float], *, wide: float, nth: int) -> Arrow:
    """A curve from the edge of one circle to that of the other, to the right of the straight way."""
    (x1, y1), (x2, y2) = at[row["actor"]], at[row["recipient"]]
    far = math.hypot(x2 - x1, y2 - y1) or 1.0
    bend = max(BEND * nth, BEND + 2 * GAP * (nth - 1) / far)  # the middle of the curve lies half as far aside
    cx, cy = (x1 + x2) / 2 - (y2 - y1) * bend, (y1 + y2) / 2 + (x2 - x1) * bend
    first = min(0.4, (radius[row["actor"]] + 1) / far)
    last = 1 - min(0.4, (radius[row["recipient"]] + 5 + wide) / far)
    parts = [_between(first, last, n / POINTS) for n in range(POINTS + 1)]
    curve = [
        ((1 - t) ** 2 * x1 + 2 * t * (1 - t) * cx + t * t * x2, (1 - t) ** 2 * y1 + 2 * t * (1 - t) * cy + t * t * y2)
        for t in parts
    ]
    (ax, ay), (bx, by) = curve[-2], curve[-1]
    return Arrow(row, curve, wide, curve[-1], math.degrees(math.atan2(by - ay, bx - ax)) + 90)


def _lines(sheet: Sheet, arrows: Sequence[Arrow]) -> list[Drawn]:
    """The lines with a pale edge, so that crossings can be followed."""
    rows = [
        {"x": x, "y": y, "order": n, "arrow": number, "wide": arrow.wide, "standing": arrow.row["standing"],
         "colour": sheet.theme.kinds[arrow.row["quad"]], "told": told(arrow.row)}
        for number, arrow in enumerate(arrows) for n, (x, y) in enumerate(arrow.points)
    ]  # fmt: skip
    base = alt.Chart(data(rows)).encode(
        x=sheet.x("x"), y=sheet.y("y"), order="order:Q", detail="arrow:N",
        strokeWidth=alt.StrokeWidth("wide:Q", scale=None, legend=None),
    )  # fmt: skip
    return [base.mark_line(strokeCap="butt", aria=False).encode(color=colour(), strokeDash=dash(), tooltip="told:N")]


def told(row: Row) -> str:
    """One arrow in words."""
    marks = "".join(f", {n:,} of them {word}" for word, n in _marks(row).items())
    return f"{row['actor']} → {row['recipient']}: {row['n']:,} of {QUADS[row['quad']]}{marks}"


def _marks(row: Row) -> dict[str, int]:
    """How many of those that an arrow stands for are denied, planned or doubted, where its line does not say it."""
    held = {word: row.get(word, 0) for word in ("denied", "planned", "doubted")}
    return {word: n for word, n in held.items() if n and (word == "denied" or n < row["n"])}


def _number(row: Row) -> str:
    if row["n"] == row["denied"]:
        return f"{row['n']:,}, denied"
    marks = ", ".join(f"{n:,} {word}" for word, n in _marks(row).items())
    return f"{row['n']:,}" + (f" ({marks})" if marks else "")


def _tips(sheet: Sheet, arrows: Sequence[Arrow]) -> Drawn:
    rows = [
        {"x": arrow.tip[0], "y": arrow.tip[1], "angle": arrow.angle, "size": _head(arrow) ** 2,
         "colour": sheet.theme.kinds[arrow.row["quad"]]}
        for arrow in arrows
    ]  # fmt: skip
    return (
        alt.Chart(data(rows))
        .mark_point(shape="triangle", filled=True, opacity=1, aria=False)
        .encode(
            x=sheet.x("x"), y=sheet.y("y"), angle=alt.Angle("angle:Q", scale=None), color=colour(),
            size=alt.Size("size:Q", scale=None, legend=None),
        )
    )  # fmt: skip


def _circles(
    sheet: Sheet, at: Mapping[str, Point], radius: Mapping[str, float], size: Mapping[str, int], unit: str
) -> Drawn:
    rows = [{"x": x, "y": y, "size": math.pi * radius[name] ** 2, "told": f"{name}: {size[name]:,} {unit}"}
            for name, (x, y) in at.items()]  # fmt: skip
    return (
        alt.Chart(data(rows))
        .mark_circle(aria=False, color=sheet.theme.soft, opacity=1, stroke=sheet.theme.paper, strokeWidth=1.5)
        .encode(x=sheet.x("x"), y=sheet.y("y"), size=alt.Size("size:Q", scale=None, legend=None), tooltip="told:N")
    )


def _names(
    at: Mapping[str, Point], radius: Mapping[str, float], points: NDArray[np.float64], room: Room, theme: Theme
) -> list[dict[str, Any]]:
    """Names beside the circles, those of the largest placed first, where they cover least of the arrows."""
    found = []
    for name, text in shortened(radius, LONGEST_NAME, SIZE).items():
        spots = [spot for gap in (4, FAR) for spot in around(*at[name], radius[name] + gap)]
        spot = room.clearest(text, SIZE * BOLD, spots, points) or spots[2]
        found.append({"x": spot.x, "y": spot.y, "align": spot.align, "label": text, "colour": theme.ink})
    return found


def _counts(
    arrows: Sequence[Arrow], points: NDArray[np.float64], room: Room, theme: Theme
) -> tuple[list[dict[str, Any]], list[Row]]:
    """Numbers beside the arrows, the strongest first, with how many are denied, planned or doubted; and the rows of
    those for which there is no room."""
    found, roomless = [], []
    for arrow in reversed(arrows):
        row = arrow.row
        if row["n"] == 1 and not row["denied"]:
            continue
        text = _number(row)
        spot = room.clearest(text, SIZE - 1, _beside(arrow, text), points, most=COVERED)
        if spot:
            found.append({"x": spot.x, "y": spot.y, "align": "center", "label": text, "colour": theme.ink})
        else:
            roomless.append(row)
    return found, roomless


def _beside(arrow: Arrow, text: str) -> list[Spot]:
    """Where a number can stand at an arrow: beside its middle on either side, or further along."""
    spots = []
    half = width(text, SIZE - 1) / 2
    for part in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8):
        at = round(POINTS * part)
        (x, y), (ax, ay), (bx, by) = arrow.points[at], arrow.points[at - 1], arrow.points[at + 1]
        far = math.hypot(bx - ax, by - ay) or 1.0
        across, along = -(by - ay) / far, (bx - ax) / far
        away = arrow.wide / 2 + 2 + abs(across) * half + abs(along) * 7
        spots += [Spot(x + side * away * across, y + side * away * along, "center") for side in (1, -1)]
    return spots


def _legend(rows: Sequence[Row], theme: Theme) -> Drawn:
    quads, standings = {row["quad"] for row in rows}, {row["standing"] for row in rows}
    kinds = [Key(name, theme.kinds[quad], "line") for quad, name in QUADS.items() if quad in quads]
    ways = [Key(WORDS[name], theme.soft, "line", name) for name in STANDINGS if name in standings]
    return legend([kinds, ways], WIDTH, theme)


WORDS: Mapping[str, str] = {
    "asserted": "asserted at least in part, nobody denies it",
    "contested": "some of it denied",
    "denied": "all of it denied",
    "doubted": "only doubted",
    "planned": "only planned",
}
"""What the dashes of an arrow mean, which stands for several."""


def _described(rows: Sequence[Row], caption: Caption, unit: str) -> str:
    first = sorted(rows, key=lambda row: -row["n"])[:5]
    return f"{caption.title}. Counted are {unit}. {'; '.join(map(told, first))}."
