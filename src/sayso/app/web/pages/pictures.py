"""Pictures that stand in pages: each is a file of its own, which can style itself and do nothing else."""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.app.web.addresses import asked_events, one_of
from sayso.app.web.guarding import PICTURE_POLICY
from sayso.app.web.viewing import MissingError, page
from sayso.errors import InputError
from sayso.store import Store
from sayso.store.happenings import ListFilter
from sayso.store.parties import UNITS

Maker = Callable[[Store, ListFilter, str, str], str]
"""From the store, which events, the theme (`light` or `dark`) and what is counted to an SVG."""
THEMES = ("light", "dark")
NEEDED = ("altair", "networkx", "vl_convert")
"""What the extra `plot` brings."""


def _drawn(kind: str, store: Store, asked: ListFilter, theme: str, unit: str) -> str:
    """The picture; where there is nothing to draw, the words for that."""
    from sayso.store.drawing import draw

    try:
        return draw(store.sql, kind, asked, theme_name=theme, count=unit).svg()
    except InputError as nothing:
        return _WORDS.format(words=html.escape(nothing.fact), colour={"light": "#5b5850", "dark": "#b3afa3"}[theme])


_WORDS = """<svg xmlns="http://www.w3.org/2000/svg" width="860" height="130" viewBox="0 0 860 130">\
<text x="8" y="25" font-family="Arial, sans-serif" font-size="14" fill="{colour}">{words}</text></svg>"""

PICTURES: dict[str, Maker] = {
    kind: partial(_drawn, kind)
    for kind in ("network", "map", "flows", "dyad", "timeline")
    if all(find_spec(name) for name in NEEDED)
}
"""What makes the picture of each kind of page; the filter of a `dyad` has one `actor` and one `recipient`. A page
without one, as without the extra `plot`, shows its table alone."""


@page
def picture(request: Request, store: Store) -> Response:
    """One picture, kept until the store changes."""
    kind, theme = request.path_params["kind"], request.query_params.get("theme", THEMES[0])
    make = PICTURES.get(kind)
    if make is None or theme not in THEMES:
        raise MissingError("picture", kind)
    asked, unit = asked_events(request.query_params, store.sql), request.query_params.get("by", "events")
    one_of("unit to count by", unit, UNITS)
    key = ("picture", kind, theme, asked, unit)
    made = request.app.state.desk.remembered(key, lambda: make(store, asked, theme, unit))
    headers = {"content-security-policy": PICTURE_POLICY}
    return Response(made, media_type="image/svg+xml", headers=headers)


ROUTES = [Route("/picture/{kind}.svg", picture)]
