"""Over time: how much there is of each kind, what is asserted apart from what is denied, doubted or planned."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from sayso.report.plots.framing import WIDTH, Caption, framed
from sayso.report.plots.marks import SIZE, Drawn, Key, Sheet, data, filling, labels, legend
from sayso.report.plots.measure import several, ticks
from sayso.report.plots.periods import Period
from sayso.report.plots.themes import QUADS, STANDINGS, Theme

Row = Mapping[str, Any]
HIGHEST, LOWEST = 250, 34
"""Pixels of the row with the most, and of one with little."""
UNIT = 44
"""Pixels that one may be tall at most."""
OWN = 0.22
"""Height of the highest row that has a scale of its own, for that of the highest."""
UNLIKE = 6
"""A row with so many times less than the first has a scale of its own, or nothing could be seen in it."""
LEFT = 46
"""Pixels for the numbers at the left."""
MOST_TYPES = 6
"""Types that have a colour of their own; all others share the last one."""


def timeline(rows: Sequence[Row], caption: Caption, theme: Theme, *, period: Period, unit: str) -> Drawn:
    """A row of bars for each standing, one below the other, over the same time.

    Args:
        rows: `from` (ISO date of the first day of a period), `kind` (a quad class, or a type), `standing`, `n`.
        caption: the words around it.
        theme: its colours.
        period: how long a bar lasts.
        unit: what is counted.
    """
    kinds = kinds_of(rows, theme)
    parts: list[Any] = [legend([[Key(words, colour) for words, colour in dict.fromkeys(kinds.values())]], WIDTH, theme)]
    present = [name for name in STANDINGS if any(row["standing"] == name for row in rows)]
    highest = {name: _highest(rows, name) for name in present}
    most = max(highest.values())
    tallest = min(HIGHEST, UNIT * most)
    span = period.span([row["from"] for row in rows])
    own = [name for name in present if highest[name] * UNLIKE < most]
    for name in present:
        held = _bars([row for row in rows if row["standing"] == name], kinds, period)
        top = highest[name] if name in own else max(highest[name], most * LOWEST / tallest)
        tall = max(LOWEST, tallest * OWN * top / max(highest[one] for one in own)) if name in own else (
            max(LOWEST, tallest * top / most)
        )  # fmt: skip
        parts.append(_heading(name, sum(row["n"] for row in held), unit, name in own, theme))
        parts.append(_row(held, _time(span, period, last=name == present[-1]), top=top, tall=tall, paper=theme.paper))
    notes = caption.noting("Rows with their own scale say so; all others share one." if own else None)
    return framed(parts, notes, theme, described=_described(rows, caption, unit))


def kinds_of(rows: Sequence[Row], theme: Theme) -> dict[Any, tuple[str, str]]:
    """Words and colour of each kind that is there: quad classes in their order, types by number, the rest as one."""
    count: Counter[Any] = Counter()
    for row in rows:
        count[row["kind"]] += row["n"]
    if all(isinstance(kind, int) for kind in count):
        return {quad: (QUADS[quad], theme.kinds[quad]) for quad in QUADS if quad in count}
    names = [kind for kind, _ in sorted(count.items(), key=lambda one: (-one[1], str(one[0])))]
    named = {name: (str(name).lower(), theme.classes[n]) for n, name in enumerate(names[:MOST_TYPES])}
    rest = len(names) - MOST_TYPES
    others = (f"{rest} other type{'s' if rest > 1 else ''}", theme.classes[-1])
    return named | dict.fromkeys(names[MOST_TYPES:], others)


def _highest(rows: Sequence[Row], standing: str) -> int:
    found: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        if row["standing"] == standing:
            found[row["from"]] += row["n"]
    return max(found.values())


def _bars(rows: Sequence[Row], kinds: Mapping[Any, tuple[str, str]], period: Period) -> list[dict[str, Any]]:
    """Stacked bars, in the order of the legend from the line upwards."""
    order = list(dict.fromkeys(words for words, _ in kinds.values()))
    sums: defaultdict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        sums[row["from"], kinds[row["kind"]][0]] += row["n"]
    colours = dict(kinds.values())
    bars, height = [], defaultdict[str, int](int)
    for start, words in sorted(sums, key=lambda one: (one[0], order.index(one[1]))):
        n = sums[start, words]
        bars.append(
            {"from": start, "to": period.shown_end(start), "low": height[start], "high": height[start] + n, "n": n,
             "kind": words, "colour": colours[words], "standing": rows[0]["standing"], "period": period.label(start)}
        )  # fmt: skip
        height[start] += n
    return bars


def _heading(name: str, n: int, unit: str, own: bool, theme: Theme) -> Drawn:
    sheet = Sheet(WIDTH, 12, theme)
    word = STANDINGS[name].word.capitalize()
    text = f"{word}: {several(n, unit)}{' (own scale)' if own else ''}"
    return sheet.done(
        *labels(sheet, [{"x": 0, "y": 6, "label": text, "align": "left", "colour": theme.ink}], size=SIZE, bold=True,
                halo=False)
    )  # fmt: skip


def _time(span: tuple[str, str], period: Period, *, last: bool) -> alt.X:
    """The time that all rows share; the last one has its labels."""
    axis = alt.Axis(
        grid=False, labels=last, ticks=last, title=None, labelFlush=True, tickCount=8, labelOverlap=True,
        **period.axis(),
    )  # fmt: skip
    return alt.X("from:T", scale=alt.Scale(domain=list(span), type="utc", nice=False), axis=axis)


def _row(bars: Sequence[Mapping[str, Any]], time: alt.X, *, top: float, tall: float, paper: str) -> Drawn:
    """The bars of one standing."""
    count = alt.Axis(
        title=None, values=ticks(0, top, max(2, min(5, int(tall / 32)))), format=",d", domain=False, ticks=False,
        minExtent=LEFT, maxExtent=LEFT,
    )  # fmt: skip
    base = alt.Chart(data(bars)).encode(
        x=time, x2="to:T",
        y=alt.Y("low:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=count), y2="high:Q",
    )  # fmt: skip
    told = [alt.Tooltip(f"{name}:N") for name in ("period", "kind", "standing")]
    drawn = base.mark_bar(aria=False).encode(tooltip=[*told, alt.Tooltip("n:Q")], **filling())
    return alt.layer(base.mark_rect(color=paper, aria=False), drawn).properties(width=WIDTH - LEFT, height=tall)


def _described(rows: Sequence[Row], caption: Caption, unit: str) -> str:
    count: Counter[str] = Counter()
    for row in rows:
        count[row["standing"]] += row["n"]
    told = ", ".join(f"{count[name]:,} {STANDINGS[name].word}" for name in STANDINGS if count[name])
    return f"{caption.title}: {told} {unit}, from {min(r['from'] for r in rows)} to {max(r['from'] for r in rows)}."
