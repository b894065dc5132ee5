"""The command that draws: timeline, dyad, network, flows and map of a store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sayso.app.options import FILE, filters, store

PICTURES = ("timeline", "dyad", "network", "flows", "map")
UNITS = ("events", "claims", "origins")
PERIODS = ("day", "week", "month", "quarter", "year")
ENDINGS = ("svg", "png", "html")


@click.command()
@click.argument("picture", type=click.Choice(PICTURES, case_sensitive=False))
@store
@filters
@click.option("--text", metavar="WORDS", help="Only what claims tell that `sayso search WORDS` finds.")
@click.option("--count", type=click.Choice(UNITS, case_sensitive=False), default="events", show_default=True,
              help="Count events, the claims that tell them, or the distinct origins of each.")  # fmt: skip
@click.option("--by", type=click.Choice(("quad", "event"), case_sensitive=False), default="quad", show_default=True,
              help="What a timeline has colours for: quad classes or types of events.")  # fmt: skip
@click.option(
    "--period", type=click.Choice(PERIODS, case_sensitive=False), help="How long a bar lasts.  [default: what fits]"
)
@click.option("--most", type=click.IntRange(1), metavar="N",
              help="At most so many arrows, bands or places; the picture says what is left out.")  # fmt: skip
@click.option(
    "--theme",
    type=click.Choice(("light", "dark"), case_sensitive=False),
    default="light",
    show_default=True,
    help="Its colours.",
)
@click.option("--output", "-o", type=FILE, required=True, help="The file: .svg, .png or .html.")
def plot(picture: str, **options: Any) -> None:
    """Draw a PICTURE of the store: timeline, dyad, network, flows or map.

    A dyad is of two actors, one --actor and one --recipient, and shows both directions.
    """
    draw_and_write(picture, **options)


COMMANDS = (plot,)
"""What `cli.py` registers."""


def draw_and_write(
    picture: str, *, store: Path, output: Path, count: str, by: str, period: str | None, most: int | None, theme: str,
    **asked: Any,
) -> None:  # fmt: skip
    """Draw a picture and write it.

    Raises:
        InputError: there is nothing to draw, the file has another ending, or the extra `plot` is not installed.
        StoreError: the store cannot be opened.
        OutputError: the file cannot be written.
    """
    from sayso.app.asking import asked_of, filter_of
    from sayso.errors import InputError
    from sayso.report.formats import output as opened
    from sayso.store.drawing import draw

    kind = output.suffix.lower().removeprefix(".")
    if kind not in ENDINGS:
        raise InputError(f"{output} is no picture.", "Let its name end in .svg, .png or .html.")
    wanted = filter_of(**asked)
    with asked_of(store, wanted) as (file, wanted):
        made = draw(file.sql, picture, wanted, count=count, theme_name=theme, by=by, period=period, most=most)
    with opened(output) as to:
        to.write(made.as_bytes(kind))
