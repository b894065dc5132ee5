"""Two actors over time: what each does to the other, cooperation above the line and conflict below it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from sayso.report.plots.framing import WIDTH, Caption, framed
from sayso.report.plots.marks import SIZE, Drawn, Key, Sheet, data, filling, labels, legend
from sayso.report.plots.measure import cut, several, ticks, width
from sayso.report.plots.periods import Period
from sayso.report.plots.themes import QUADS, STANDINGS, Theme

Row = Mapping[str, Any]
TALL, UNIT = 190, 34
"""Pixels of one direction, and the most for one."""
LEFT = 46
ABOVE, BELOW = (2, 1, 0), (4, 3)
"""Quad classes from the line outwards."""
DENIED = {"events": "denied by somebody", "claims": "denials", "origins": "denying it"}
INNERMOST = ("asserted", "contested", "planned", "doubted", "denied")
"""Standings from the line outwards: what is full stands on the line."""


def dyad(
    rows: Sequence[Row], caption: Caption, theme: Theme, *, period: Period, unit: str, names: tuple[str, str]
) -> Drawn:
    """Two rows of bars over the same time and by the same scale, one for each direction.

    Args:
        rows: `from` (ISO date of the first day of a period), `forth` (from the first to the second), `quad`,
            `standing`, `n`.
        caption: the words around it.
        theme: its colours.
        period: how long a bar lasts.
        unit: what is counted.
        names: of the two.
    """
    span = period.span([row["from"] for row in rows])
    ways = [_bars([row for row in rows if row["forth"] is forth], theme, period) for forth in (True, False)]
    ends = [one for way in ways for bar in way for one in (bar["low"], bar["high"])]
    top, bottom = max([*ends, 1]), min([*ends, -1])
    parts: list[Any] = [_legend(rows, theme)]
    for way, (one, other) in zip(ways, (names, names[::-1]), strict=True):
        parts.append(_heading(way, one, other, unit, theme))
        parts.append(_way(way, _time(span, period), (bottom, top), theme))
    return framed(parts, caption, theme, described=_described(rows, caption, unit, names))


def _legend(rows: Sequence[Row], theme: Theme) -> Drawn:
    quads = {row["quad"] for row in rows}
    standings = {row["standing"] for row in rows}
    kinds = [Key(name + (" (above)" if quad in ABOVE else " (below)"), theme.kinds[quad])
             for quad, name in QUADS.items() if quad in quads]  # fmt: skip
    ways = [Key(STANDINGS[name].word, theme.soft, "box", name) for name in STANDINGS if name in standings]
    return legend([kinds, ways], WIDTH, theme)


def _bars(rows: Sequence[Row], theme: Theme, period: Period) -> list[dict[str, Any]]:
    """Bars stacked from the line outwards."""
    bars = []
    for quads, sign in ((ABOVE, 1), (BELOW, -1)):
        height: defaultdict[str, int] = defaultdict(int)
        held = [row for row in rows if row["quad"] in quads]
        for row in sorted(held, key=lambda one: (quads.index(one["quad"]), INNERMOST.index(one["standing"]))):
            start, n = row["from"], row["n"]
            bars.append(
                {"from": start, "to": period.shown_end(start), "low": sign * height[start], "n": n,
                 "high": sign * (height[start] + n), "kind": QUADS[row["quad"]], "colour": theme.kinds[row["quad"]],
                 "standing": row["standing"], "period": period.label(start)}
            )  # fmt: skip
            height[start] += n
    return bars


def _heading(bars: Sequence[Mapping[str, Any]], one: str, other: str, unit: str, theme: Theme) -> Drawn:
    n = sum(bar["n"] for bar in bars)
    denied = sum(bar["n"] for bar in bars if bar["standing"] in ("denied", "contested"))
    sheet = Sheet(WIDTH, 12, theme)
    count = several(n, unit) if n else f"no {unit}"
    said = f": {count}" + (f", {denied:,} of them {DENIED[unit]}" if denied else "")
    most = (WIDTH - width(said, SIZE) * 1.1 - 40) / 2
    text = f"{cut(one, most, SIZE)} → {cut(other, most, SIZE)}{said}"
    row = {"x": 0, "y": 6, "label": text, "align": "left", "colour": theme.ink}
    return sheet.done(*labels(sheet, [row], bold=True, halo=False))


def _time(span: tuple[str, str], period: Period) -> alt.X:
    """The time that both directions share."""
    axis = alt.Axis(
        grid=False, title=None, labelFlush=True, tickCount=8, labelOverlap=True, domain=False, **period.axis()
    )
    return alt.X("from:T", scale=alt.Scale(domain=list(span), type="utc", nice=False), axis=axis)


def _way(bars: Sequence[Mapping[str, Any]], time: alt.X, ends: tuple[float, float], theme: Theme) -> Drawn:
    """One direction."""
    count = alt.Axis(
        title=None, values=ticks(*ends, 6), labelExpr="format(abs(datum.value), ',d')", domain=False, ticks=False,
        minExtent=LEFT, maxExtent=LEFT,
    )  # fmt: skip
    y = alt.Scale(domain=list(ends), nice=False)
    told = [alt.Tooltip(f"{name}:N") for name in ("period", "kind", "standing")]
    base = alt.Chart(data(bars)).encode(x=time, x2="to:T", y=alt.Y("low:Q", scale=y, axis=count), y2="high:Q")
    drawn = base.mark_bar(aria=False).encode(tooltip=[*told, alt.Tooltip("n:Q")], **filling())
    ground = base.mark_rect(color=theme.paper, aria=False)
    line = alt.Chart(data([{"zero": 0}])).mark_rule(color=theme.ink, strokeWidth=1.3).encode(y=alt.Y("zero:Q", scale=y))
    return alt.layer(ground, drawn, line).properties(width=WIDTH - LEFT, height=min(TALL, UNIT * (ends[1] - ends[0])))


def _described(rows: Sequence[Row], caption: Caption, unit: str, names: tuple[str, str]) -> str:
    count: Counter[tuple[bool, bool]] = Counter()
    for row in rows:
        count[row["forth"], row["quad"] in ABOVE] += row["n"]
    told = [
        f"{one} to {other}: {count[forth, True]:,} of cooperation, {count[forth, False]:,} of conflict"
        for forth, (one, other) in ((True, names), (False, names[::-1]))
    ]
    return f"{caption.title}. Counted are {unit}. {'; '.join(told)}."
