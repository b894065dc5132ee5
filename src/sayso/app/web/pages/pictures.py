"""Pictures that stand in pages: each is a file of its own, which can style itself and do nothing else."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.app.web.addresses import asked_events
from sayso.app.web.guarding import PICTURE_POLICY
from sayso.app.web.viewing import MissingError, page
from sayso.store import Store
from sayso.store.happenings import ListFilter

Maker = Callable[[Store, ListFilter, str], str]
"""From the store, which events, and the theme (`light` or `dark`) to an SVG."""
PICTURES: dict[str, Maker] = {}
"""What makes the picture of each kind of page: `network`, `map`, `dyad` (its filter has one `actor` and one
`recipient`). A page without one shows its table alone."""
THEMES = ("light", "dark")


@page
def picture(request: Request, store: Store) -> Response:
    """One picture, kept until the store changes."""
    kind, theme = request.path_params["kind"], request.query_params.get("theme", THEMES[0])
    make = PICTURES.get(kind)
    if make is None or theme not in THEMES:
        raise MissingError("picture", kind)
    asked = asked_events(request.query_params)
    made = request.app.state.desk.remembered(("picture", kind, theme, asked), lambda: make(store, asked, theme))
    headers = {"content-security-policy": PICTURE_POLICY}
    return Response(made, media_type="image/svg+xml", headers=headers)


ROUTES = [Route("/picture/{kind}.svg", picture)]
