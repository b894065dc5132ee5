"""The command `serve`: pages over a store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sayso.app.options import store

PORT = 8321


@click.command()
@store
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Where to listen: this machine alone, unless told."
)
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True,
              help="Where to listen; the next free one if the default is taken, any free one if 0.")  # fmt: skip
@click.option("--token", envvar="SAYSO_TOKEN", show_envvar=True, metavar="TOKEN",
              help="What everyone must give who asks; made and shown where others can reach the server.")  # fmt: skip
@click.option("--by", default="", metavar="NAME", help="Who judges in Review; each browser is asked if not given.")
@click.option("--open", "open_browser", is_flag=True, help="Open the first page in a browser.")
def serve(store: Path, **options: Any) -> None:
    """Show the store as pages, on this machine, until Ctrl-C; nothing comes from any other host."""
    from sayso.app.web.server import run

    run(store, **options)


COMMANDS = (serve,)
"""What `cli.py` registers."""
