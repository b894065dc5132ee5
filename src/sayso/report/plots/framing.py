"""What stands around every picture: a title that says what is counted, and a note that says what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt

from sayso.report.plots.marks import NOTE, Drawn, Sheet, labels
from sayso.report.plots.measure import broken
from sayso.report.plots.themes import FONT, Theme

WIDTH = 860
"""Pixels of a picture without its margins."""
TITLE, SUBTITLE = 19, 13
"""Sizes of their letters."""


class Caption(NamedTuple):
    """The words around a picture: `told` below the title, `notes` at the foot."""

    title: str
    told: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def noting(self, *notes: str | None) -> Caption:
        """The same with further notes; empty ones are left out."""
        return self._replace(notes=(*(note for note in notes if note), *self.notes))


def framed(parts: Sequence[Any], caption: Caption, theme: Theme, *, described: str = "") -> Drawn:
    """The whole picture.

    Args:
        parts: its charts, from top to bottom.
        caption: its words.
        theme: its colours.
        described: what it shows, in words, for those who hear it.
    """
    told = [line for sentence in caption.told for line in broken(sentence, WIDTH, SUBTITLE)]
    title = alt.TitleParams(
        text=broken(caption.title, WIDTH, TITLE), subtitle=told, anchor="start", frame="group", fontSize=TITLE,
        subtitleFontSize=SUBTITLE, subtitleLineHeight=SUBTITLE + 4, subtitlePadding=6, offset=12, font=FONT,
        subtitleFont=FONT, color=theme.ink, subtitleColor=theme.soft, lineHeight=TITLE + 5,
    )  # fmt: skip
    whole = alt.vconcat(*parts, _foot(caption.notes, theme), spacing=14, title=title)
    return whole.properties(
        background=theme.paper,
        padding=18,
        description=described or f"{caption.title}. {' '.join(caption.told)}",
        autosize=alt.AutoSizeParams(type="pad"),
    ).configure(
        font=FONT,
        view=alt.ViewConfig(stroke=None),
        axis=_axis(theme),
        concat=alt.CompositionConfig(spacing=14),
    )


def _axis(theme: Theme) -> alt.AxisConfig:
    return alt.AxisConfig(
        labelColor=theme.soft, titleColor=theme.soft, gridColor=theme.rule, domainColor=theme.rule,
        tickColor=theme.rule, labelFontSize=11, titleFontSize=11, titleFontWeight="normal", labelFont=FONT,
        titleFont=FONT,
    )  # fmt: skip


def _foot(notes: Sequence[str], theme: Theme) -> Drawn:
    lines = [line for note in notes for line in broken(note, WIDTH, NOTE)]
    sheet = Sheet(WIDTH, len(lines) * 15 + 4, theme)
    rows = [{"x": 0, "y": 9 + 15 * n, "label": line, "align": "left", "colour": theme.soft}
            for n, line in enumerate(lines)]  # fmt: skip
    return sheet.done(*labels(sheet, rows, size=NOTE, halo=False))
