"""Templates: every value is escaped unless it was made as markup here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from sayso import __version__
from sayso.app.web import addresses, names, showing

FOLDER = Path(str(resources.files("sayso.app.web")))
NAVIGATION = (
    ("/", "Overview"),
    ("/events", "Events"),
    ("/network", "Network"),
    ("/map", "Map"),
    ("/sources", "Sources"),
    ("/review", "Review"),
    ("/data", "Data"),
)


@cache
def environment() -> Environment:
    """Jinja2 over the templates beside this file."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(plain=showing.plain, apart=showing.apart, day=showing.day, number=showing.number)
    made.globals.update(
        place=addresses.place, to=addresses.to,
        with_value=addresses.with_value, pairs=addresses.pairs, beside_form=addresses.beside_form,
        version=__version__,
        actor_name=names.actor_name, event_name=names.event_name, event_what=names.event_what, quad_of=names.quad_of,
        sureness=names.sureness, STANCES=names.STANCES, QUADS=names.QUADS, COPIES=names.COPIES, NAVIGATION=NAVIGATION,
    )  # fmt: skip
    return made


def render(
    request: Request, template: str, values: Mapping[str, Any], *, status: int = 200, headers: Mapping[str, str] = {}
) -> HTMLResponse:
    """A page.

    Args:
        request: what is answered.
        template: its file.
        values: what it shows.
        status: of the answer.
        headers: of the answer.
    """
    state = request.app.state
    shared = {
        "path": request.url.path,
        "address": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "csrf": state.secrets.form,
        "read_only": state.desk.read_only,
        "store_name": state.desk.path.name,
        "routes": state.paths,
        "pictures": state.pictures,
    }
    page = environment().get_template(template).render({**shared, **values})
    return HTMLResponse(page, status, headers=dict(headers))
