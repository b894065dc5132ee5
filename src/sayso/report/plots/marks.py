"""Charts in pixels: every mark where it was computed to be, so that nothing overlaps by chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import altair as alt

from sayso.report.plots.measure import broken, width
from sayso.report.plots.themes import FONT, STANDINGS, Theme

Drawn = Any
"""A chart, or part of one: Altair's own types differ from version to version."""
SIZE = 12
"""Of the letters of legends and labels, in pixels."""
NOTE = 11
"""Of those of notes."""
GAP = 18


class Sheet(NamedTuple):
    """A room of pixels with a theme."""

    wide: float
    high: float
    theme: Theme

    def x(self, field: str) -> alt.X:
        """Pixels from the left."""
        return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, self.wide], nice=False, zero=False), axis=None)

    def y(self, field: str) -> alt.Y:
        """Pixels from the top."""
        scale = alt.Scale(domain=[0, self.high], nice=False, zero=False, reverse=True)
        return alt.Y(f"{field}:Q", scale=scale, axis=None)

    def done(self, *layers: Drawn) -> Drawn:
        """The layers as one chart of this size."""
        return alt.layer(*layers).properties(width=self.wide, height=self.high, view=alt.ViewConfig(stroke=None))


class Held(str):
    """A name that stands for values: Altair copies and checks all that is in a chart with every layer around it, which
    took most of the time of a picture, but lets a name be. `filled` puts the values where their names are."""

    values: Any


def held(values: Any) -> Held:
    """A name for values."""
    name = Held("values")
    name.values = values
    return name


def data(rows: Iterable[Mapping[str, Any]]) -> alt.Data:
    """Rows inside the picture itself."""
    return alt.Data(name=held([dict(row) for row in rows]))


def filled(spec: Any) -> Any:
    """A chart in the words of Vega-Lite, with values instead of names for them."""
    if isinstance(spec, list):
        return [filled(part) for part in spec]
    if not isinstance(spec, dict):
        return spec
    if isinstance(name := spec.get("name"), Held):
        return {**{key: part for key, part in spec.items() if key != "name"}, "values": name.values}
    return {key: filled(part) for key, part in spec.items()}


def colour(field: str = "colour") -> Any:
    """A colour that stands in the rows."""
    return alt.Color(f"{field}:N", scale=None, legend=None)


def filling() -> dict[str, Any]:
    """Channels that draw the standing of `standing`: how full, and in which outline."""
    known = STANDINGS.values()
    return {
        "fill": alt.Fill("colour:N", scale=None, legend=None),
        "stroke": alt.Stroke("colour:N", scale=None, legend=None),
        "fillOpacity": alt.FillOpacity("standing:N", scale=_by_standing([one.fill for one in known]), legend=None),
        "strokeWidth": alt.StrokeWidth(
            "standing:N", scale=_by_standing([1.2 if one.outline else 0 for one in known]), legend=None
        ),
        "strokeDash": alt.StrokeDash(
            "standing:N", scale=_by_standing([list(one.outline or (1, 0)) for one in known]), legend=None
        ),
    }


def _by_standing(values: Sequence[Any]) -> alt.Scale:
    return alt.Scale(type="ordinal", domain=list(STANDINGS), range=list(values))


def dash() -> Any:
    """The channel that breaks a line by `standing`."""
    scale = _by_standing([list(one.dash) for one in STANDINGS.values()])
    return alt.StrokeDash("standing:N", scale=scale, legend=None)


def labels(
    sheet: Sheet, rows: Sequence[Mapping[str, Any]], *, size: float = SIZE, bold: bool = False, halo: bool = True
) -> list[Drawn]:
    """Texts at `x` and `y`, aligned as their `align` says, in their `colour`; with a halo that frees them of lines."""
    layers = []
    for align in ("left", "center", "right"):
        held = [row for row in rows if row["align"] == align]
        if not held:
            continue
        base = alt.Chart(data(held)).encode(x=sheet.x("x"), y=sheet.y("y"), text=alt.Text("label:N"))
        style: dict[str, Any] = {
            "align": align, "baseline": "middle", "fontSize": size, "font": FONT, "aria": False,
            "fontWeight": "bold" if bold else "normal",
        }  # fmt: skip
        if halo:
            layers.append(base.mark_text(**style, stroke=sheet.theme.paper, strokeWidth=3.5, strokeJoin="round",
                                         color=sheet.theme.paper))  # fmt: skip
        layers.append(base.mark_text(**style).encode(color=colour()))
    return layers


class Key(NamedTuple):
    """One entry of a legend: its words, its colour, and what it shows.

    `sign` is `box` (filled by `standing`), `line` (broken by it), `ring` (a circle in a dashed one), or a shape of
    Vega's.
    """

    words: str
    colour: str
    sign: str = "box"
    standing: str = "asserted"


def legend(keys: Sequence[Sequence[Key]], wide: float, theme: Theme) -> Drawn:
    """A legend in lines: each group begins a line, and goes on where it is too wide."""
    placed: list[dict[str, Any]] = []
    y = -8.0
    for group in keys:
        x, y = 0.0, y + 19
        for key in group:
            words = broken(key.words, wide - 30, SIZE)[0]
            step = 24 + width(words, SIZE) + GAP
            if x and x + step - GAP > wide:
                x, y = 0.0, y + 19
            placed.append({"x": x, "y": y, "label": words, "colour": key.colour, "sign": key.sign,
                           "standing": key.standing})  # fmt: skip
            x += step
    sheet = Sheet(wide, y + 9, theme)
    return sheet.done(*_signs(sheet, placed), *_words(sheet, placed))


def _words(sheet: Sheet, placed: Sequence[Mapping[str, Any]]) -> list[Drawn]:
    rows = [{"x": one["x"] + 24, "y": one["y"], "label": one["label"], "align": "left", "colour": sheet.theme.ink}
            for one in placed]  # fmt: skip
    return labels(sheet, rows, halo=False)


def _signs(sheet: Sheet, placed: Sequence[Mapping[str, Any]]) -> list[Drawn]:
    layers = []
    boxes = [{**one, "x2": one["x"] + 17, "y1": one["y"] - 5.5, "y2": one["y"] + 5.5} for one in placed
             if one["sign"] == "box"]  # fmt: skip
    if boxes:
        layers.append(
            alt.Chart(data(boxes)).mark_bar(aria=False)
            .encode(x=sheet.x("x"), x2="x2:Q", y=sheet.y("y1"), y2="y2:Q", **filling())
        )  # fmt: skip
    lines = [{**one, "x2": one["x"] + 19} for one in placed if one["sign"] == "line"]
    if lines:
        layers.append(
            alt.Chart(data(lines)).mark_rule(strokeWidth=2.2, aria=False)
            .encode(x=sheet.x("x"), x2="x2:Q", y=sheet.y("y"), color=colour(), strokeDash=dash())
        )  # fmt: skip
    points = [{**one, "x": one["x"] + 9} for one in placed if one["sign"] not in ("box", "line")]
    for sign in dict.fromkeys(one["sign"] for one in points):
        held = data(one for one in points if one["sign"] == sign)
        shape, size = ("circle", 40) if sign == "ring" else (sign, 90)
        point = alt.Chart(held).mark_point(shape=shape, size=size, opacity=1, aria=False)
        layers.append(point.encode(x=sheet.x("x"), y=sheet.y("y"), **filling()))
    rings = [one for one in points if one["sign"] == "ring"]
    if rings:
        ring = alt.Chart(data(rings)).mark_point(shape="circle", size=170, strokeWidth=1.2, strokeDash=[3, 2],
                                                 aria=False)  # fmt: skip
        layers.append(ring.encode(x=sheet.x("x"), y=sheet.y("y"), color=colour()))
    return layers
