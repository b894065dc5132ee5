"""The command `sayso copies`."""

from __future__ import annotations

from typing import Any

import click

from sayso.app.inputs import input_options
from sayso.app.options import format_and_output, store

KINDS = ("copy", "rewrite", "partial")


@click.command()
@click.argument("inputs", metavar="[INPUT...]", nargs=-1)
@store
@click.option(
    "--kind", multiple=True, type=click.Choice(KINDS, case_sensitive=False), help="Only of this kind; may be repeated."
)
@click.option("--partial", is_flag=True, help="Also articles of their own that repeat a part of another.")
@input_options
@format_and_output
def copies(inputs: tuple[str, ...], **options: Any) -> None:
    """Show which article is a copy or rewrite of which, and how much of it the other accounts for.

    INPUT is what `sayso read` takes; the articles are compared here and now. Without INPUT those
    of the store are shown.
    """
    from sayso.app.comparing import write_copies

    write_copies(inputs, **options)


COMMANDS = (copies,)
"""What `cli.py` registers."""
