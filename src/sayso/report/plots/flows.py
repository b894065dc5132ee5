"""Flows: who gives what to whom, as bands from left to right, and at a glance what of it is denied."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import altair as alt

from sayso.report.plots.framing import WIDTH, Caption, framed
from sayso.report.plots.marks import SIZE, Drawn, Key, Sheet, data, filling, labels, legend
from sayso.report.plots.measure import Room, Spot, cut, shortened, width
from sayso.report.plots.themes import STANDINGS, Theme

Row = Mapping[str, Any]
SIDE = 190
"""Pixels for the names at each side."""
POST = 9
"""Pixels of the posts that bands begin and end at."""
LEAST = 17.0
"""Pixels of the thinnest band: its words must stand in it."""
ROOM = 380.0
"""Pixels that all bands would take together, if none had to be widened."""
UNIT = 24.0
"""Pixels of a band that stands for one, at most."""
SPACE = 14
"""Pixels between two actors."""
POINTS = 30
TURNS = 4
"""How often both sides are put in order by one another."""
CLASSES = 6
"""Classes that have a colour of their own; others share the last one."""
LONGEST_NAME = 170
UNNAMED = "not said what"


def flows(rows: Sequence[Row], caption: Caption, theme: Theme, *, unit: str) -> Drawn:
    """Bands as thick as what they stand for, in the colour of what is given.

    Args:
        rows: `actor`, `recipient` (names), `class` (of the object; None where it is not said), `standing`, `n`,
            `denied_by` (names of those who deny it).
        caption: the words around it.
        theme: its colours.
        unit: what is counted.
    """
    colours = _colours(rows, theme)
    bands = _bands(rows, colours)
    orders = _orders(bands)
    left, right = _stack(bands, "actor", "y1", orders), _stack(bands, "recipient", "y2", orders)
    tall = max(one["bottom"] for one in (*left, *right))
    for side in (left, right):
        _centre(bands, side, tall, "y1" if side is left else "y2")
    sheet = Sheet(WIDTH, tall, theme)
    drawn = sheet.done(_ribbons(sheet, bands), *_posts(sheet, left, right), *_words(sheet, bands),
                       *_names(sheet, left, right))  # fmt: skip
    parts = [_legend(rows, colours, theme), _heads(theme), drawn]
    notes = caption.noting(f"Numbers are {unit}; a band without a number stands for one.", _least(rows))
    return framed(parts, notes, theme, described=_described(rows, caption, unit))


def _colours(rows: Sequence[Row], theme: Theme) -> dict[str, str]:
    count: Counter[str] = Counter()
    for row in rows:
        count[row["class"] or UNNAMED] += row["n"]
    named = [name for name, _ in count.most_common() if name != UNNAMED]
    found = {name: theme.classes[min(n, CLASSES - 1)] for n, name in enumerate(named)}
    return {**found, **({UNNAMED: theme.classes[-1]} if UNNAMED in count else {})}


def _bands(rows: Sequence[Row], colours: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each with its thickness."""
    each = _each(rows)
    return [
        {**row, "kind": row["class"] or UNNAMED, "colour": colours[row["class"] or UNNAMED], "number": number,
         "thick": max(LEAST, each * row["n"]), "told": told(row)}
        for number, row in enumerate(rows)
    ]  # fmt: skip


def _each(rows: Sequence[Row]) -> float:
    """Pixels that a band is thick for each that it stands for, if it need not be widened."""
    whole: int = sum(row["n"] for row in rows)
    return min(ROOM / whole, UNIT)


def _least(rows: Sequence[Row]) -> str | None:
    """What is told of bands that had to be widened."""
    least = math.ceil(LEAST / _each(rows))
    if least < 2 or all(row["n"] >= least for row in rows):
        return None
    return f"Bands of less than {least:,} are drawn as thick as {least:,}."


def _orders(bands: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """The order of the names at each side, so that bands cross little: each side in turn by where the other's ends of
    its bands lie on average, beginning with those who give most."""
    sides = ("actor", "recipient")
    count: Counter[str] = Counter()
    for band in bands:
        count[band["actor"]] += band["n"]
    order = {"actor": [name for name, _ in count.most_common()], "recipient": sorted({b["recipient"] for b in bands})}
    for turn in range(2 * TURNS):
        side, other = sides[(turn + 1) % 2], sides[turn % 2]
        order[side] = sorted(order[side], key=partial(_mean, bands, side, other, order[other]))
    return order


def _mean(
    bands: Sequence[Mapping[str, Any]], side: str, other: str, order: Sequence[str], name: str
) -> tuple[float, str]:
    held = [(order.index(band[other]), band["thick"]) for band in bands if band[side] == name]
    return sum(at * thick for at, thick in held) / sum(thick for _, thick in held), name


def told(row: Row) -> str:
    """A band in words."""
    by = f" by {', '.join(row['denied_by'])}" if row["denied_by"] else ""
    said = {"contested": f"denied{by}", "denied": f"denied{by}", "asserted": ""}.get(row["standing"], row["standing"])
    return f"{row['actor']} → {row['recipient']}: {row['n']:,} of {row['class'] or UNNAMED}" + (
        f", {said}" if said else ""
    )


def _stack(
    bands: Sequence[dict[str, Any]], side: str, edge: str, orders: Mapping[str, list[str]]
) -> list[dict[str, Any]]:
    """The posts of one side, and the upper edge of each band at it."""
    other = "recipient" if side == "actor" else "actor"
    y, posts = 0.0, []
    for name in orders[side]:
        held = sorted((band for band in bands if band[side] == name), key=lambda band: (
            orders[other].index(band[other]), band["kind"], list(STANDINGS).index(band["standing"])))  # fmt: skip
        top = y
        for band in held:
            band[edge] = y
            y += band["thick"]
        posts.append({"name": name, "top": top, "bottom": y, "n": sum(band["n"] for band in held)})
        y += SPACE
    return posts


def _centre(bands: Sequence[dict[str, Any]], posts: Sequence[dict[str, Any]], tall: float, edge: str) -> None:
    """Move the lower side down, so that both have one middle."""
    down = (tall - posts[-1]["bottom"]) / 2
    for post in posts:
        post["top"] += down
        post["bottom"] += down
    for band in bands:
        band[edge] += down


def _ribbons(sheet: Sheet, bands: Sequence[Mapping[str, Any]]) -> Drawn:
    rows = [point for band in bands for point in _outline(band)]
    return (
        alt.Chart(data(rows))
        .mark_line(interpolate="linear-closed", opacity=0.92, aria=False)
        .encode(
            x=sheet.x("x"), y=sheet.y("y"), order="order:Q", detail="number:N", tooltip="told:N",
            **filling(),
        )
    )  # fmt: skip


def _outline(band: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The points of a band: along its upper edge, and back along the lower one."""
    first, last = SIDE + POST + 1, WIDTH - SIDE - POST - 1
    inset = 1.0
    parts = [n / POINTS for n in range(POINTS + 1)]
    upper = [(first + (last - first) * t, _at(band, t) + inset) for t in parts]
    lower = [(x, y + band["thick"] - 2 * inset) for x, y in reversed(upper)]
    kept = ("number", "colour", "standing", "told")
    return [{"x": x, "y": y, "order": n, **{name: band[name] for name in kept}}
            for n, (x, y) in enumerate([*upper, *lower])]  # fmt: skip


def _at(band: Mapping[str, Any], part: float) -> float:
    """The height of the upper edge along the way: level at both ends."""
    eased: float = part * part * (3 - 2 * part)
    begin, end = float(band["y1"]), float(band["y2"])
    return begin + (end - begin) * eased


def _posts(sheet: Sheet, left: Sequence[Mapping[str, Any]], right: Sequence[Mapping[str, Any]]) -> list[Drawn]:
    sides = ((left, SIDE), (right, WIDTH - SIDE - POST))
    rows = [{"x": x, "x2": x + POST, "y": post["top"] + 1, "y2": post["bottom"] - 1}
            for posts, x in sides for post in posts]  # fmt: skip
    drawn = alt.Chart(data(rows)).mark_rect(color=sheet.theme.soft, aria=False)
    return [drawn.encode(x=sheet.x("x"), x2="x2:Q", y=sheet.y("y"), y2="y2:Q")]


def _names(sheet: Sheet, left: Sequence[Mapping[str, Any]], right: Sequence[Mapping[str, Any]]) -> list[Drawn]:
    sides = ((left, SIDE - 8, "right"), (right, WIDTH - SIDE + 8, "left"))
    short = shortened({post["name"]: None for post in (*left, *right)}, SIDE - 50, SIZE)
    rows = [
        {"x": x, "y": (post["top"] + post["bottom"]) / 2, "align": align, "colour": sheet.theme.ink,
         "label": f"{short[post['name']]}  {post['n']:,}"}
        for posts, x, align in sides for post in posts
    ]  # fmt: skip
    return labels(sheet, rows, bold=True, halo=False)


def _words(sheet: Sheet, bands: Sequence[Mapping[str, Any]]) -> list[Drawn]:
    """What is given and who denies it, in the band where it begins or, if another one crosses there, further on."""
    room = Room(sheet.wide, sheet.high)
    rows = []
    for band in bands:
        text = band["kind"] + (f" {band['n']:,}" if band["n"] > 1 else "") + _doubt(band)
        text = cut(text, WIDTH - 2 * SIDE - 60, SIZE - 1)
        half = width(text, SIZE - 1) / 2 / (WIDTH - 2 * SIDE)
        spots = [_spot(band, part) for part in (half + 0.03, 0.97 - half, 0.3, 0.7, 0.5, 0.4, 0.6)]
        spot = room.first(text, SIZE - 1, spots)
        if spot:
            rows.append({"x": spot.x, "y": spot.y, "align": "center", "label": text, "colour": sheet.theme.ink})
    return labels(sheet, rows, size=SIZE - 1)


def _spot(band: Mapping[str, Any], part: float) -> Spot:
    return Spot(SIDE + part * (WIDTH - 2 * SIDE), _at(band, part) + band["thick"] / 2, "center")


def _doubt(band: Mapping[str, Any]) -> str:
    if band["standing"] in ("denied", "contested"):
        first, *more = band["denied_by"] or [""]
        others = f" and {len(more)} more" if more else ""
        return f", denied by {cut(first, LONGEST_NAME, SIZE - 1)}{others}" if first else ", denied"
    return "" if band["standing"] == "asserted" else f", {band['standing']}"


def _heads(theme: Theme) -> Drawn:
    sheet = Sheet(WIDTH, 10, theme)
    rows = [
        {"x": SIDE + POST, "y": 5, "align": "right", "label": "FROM", "colour": theme.soft},
        {"x": WIDTH - SIDE - POST, "y": 5, "align": "left", "label": "TO", "colour": theme.soft},
    ]
    return sheet.done(*labels(sheet, rows, size=SIZE - 1, halo=False))


def _legend(rows: Sequence[Row], colours: Mapping[str, str], theme: Theme) -> Drawn:
    named = [(name, colour) for name, colour in colours.items() if name != UNNAMED]
    kinds = [Key(name, colour) for name, colour in named[: CLASSES - 1]]
    if rest := named[CLASSES - 1 :]:
        kinds.append(Key(rest[0][0] if len(rest) == 1 else f"{len(rest)} other classes", rest[0][1]))
    if UNNAMED in colours:
        kinds.append(Key(UNNAMED, colours[UNNAMED]))
    standings = {row["standing"] for row in rows}
    ways = [Key(STANDINGS[name].word, theme.soft, "box", name) for name in STANDINGS if name in standings]
    return legend([kinds, ways], WIDTH, theme)


def _described(rows: Sequence[Row], caption: Caption, unit: str) -> str:
    first = sorted(rows, key=lambda row: -row["n"])[:6]
    return f"{caption.title}. Counted are {unit}. {'; '.join(map(told, first))}."
