"""Where every picture becomes a file: SVG, PNG or one page of HTML, without asking any other host."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from sayso.errors import InputError
from sayso.report.plots.measure import plain
from sayso.report.plots.themes import Theme

VEGA_LITE = "6.4"
"""The version that charts are written for, of those that vl-convert brings along."""
SCALE = 2.0
"""Pixels of a PNG for one of the picture: sharp on good screens and in print up to 15 cm wide."""
KINDS = ("svg", "png", "html")
MISSING = InputError("Pictures need Altair, vl-convert and networkx.", 'Run: pip install "sayso[plot]"')


_LONG = re.compile(r"\d+\.\d{3,}")
"""Numbers more exact than anyone can see: a third of a map."""


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture and the rows that it shows.

    `chart` is an Altair chart, `columns` the names of what stands in `rows` and what each is, in the order of a table.
    """

    chart: Any
    theme: Theme
    columns: Mapping[str, str]
    rows: Sequence[Mapping[str, Any]]
    title: str

    def spec(self) -> dict[str, Any]:
        """The chart in the words of Vega-Lite."""
        from sayso.report.plots.marks import filled

        made: dict[str, Any] = filled(self.chart.to_dict(validate=False, context={"pre_transform": False}))
        return made

    def svg(self) -> str:
        """A picture that scales."""
        import vl_convert

        made: str = vl_convert.vegalite_to_svg(self.spec(), vl_version=VEGA_LITE, allowed_base_urls=[])
        return _LONG.sub(lambda number: f"{float(number[0]):.2f}", made)

    def png(self, scale: float = SCALE) -> bytes:
        """A picture of pixels, `scale` of them to one."""
        import vl_convert

        made: bytes = vl_convert.vegalite_to_png(self.spec(), vl_version=VEGA_LITE, scale=scale, allowed_base_urls=[])
        return made

    def html(self) -> str:
        """A page of its own, which shows more where one points, with the rows as a table below."""
        import vl_convert

        # As text in a script; a "<" could end the script.
        spec = json.dumps(self.spec(), ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")
        show = f"vegaEmbed('#picture', {spec}, {{renderer: 'svg', actions: false}});"
        script: str = vl_convert.javascript_bundle(show, vl_version=VEGA_LITE)
        return _PAGE.format(
            title=html.escape(self.title), paper=self.theme.paper, ink=self.theme.ink, rule=self.theme.rule,
            table=self.table(), script=script.replace("</script", "<\\/script"),
        )  # fmt: skip

    def table(self) -> str:
        """The rows as a table in HTML."""
        head = "".join(f'<th scope="col">{html.escape(what)}</th>' for what in self.columns.values())
        body = "\n".join(
            "<tr>" + "".join(f"<td>{html.escape(_cell(row[name]))}</td>" for name in self.columns) + "</tr>"
            for row in self.rows
        )
        return f"<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"

    def as_bytes(self, kind: str) -> bytes:
        """The picture as a file of a kind of `KINDS`."""
        if kind == "png":
            return self.png()
        return (self.html() if kind == "html" else self.svg()).encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_cell, value))
    return f"{value:,}" if isinstance(value, int) else plain(str(value))


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; \
style-src 'unsafe-inline'; img-src data:">
<title>{title}</title>
<style>
body {{ margin: 1rem; background: {paper}; color: {ink}; font: 14px/1.45 Arial, Helvetica, sans-serif; }}
#picture {{ max-width: 940px; }} #picture svg {{ max-width: 100%; height: auto; }}
table {{ border-collapse: collapse; }}
th, td {{ text-align: left; padding: .2rem 1rem .2rem 0; border-bottom: 1px solid {rule}; }}
</style>
</head>
<body>
<div id="picture"></div>
<details><summary>The numbers as a table</summary>
{table}
</details>
<script>
{script}
</script>
</body>
</html>
"""
