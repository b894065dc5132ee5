"""Options that several commands share, each written once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

FORMATS = ("table", "jsonl", "csv", "parquet")
FILE = click.Path(path_type=Path, dir_okay=False)
EXISTING = click.Path(path_type=Path, dir_okay=False, exists=True)

Command = TypeVar("Command", bound=Callable[..., Any])
STORE = Path("sayso.duckdb")


def store(command: Command) -> Command:
    """`--store`, also from the environment."""
    return click.option(
        "--store", type=click.Path(path_type=Path), default=STORE, show_default=True, envvar="SAYSO_STORE",
        show_envvar=True, help="The file of the store.",
    )(command)  # fmt: skip


def format_and_output(command: Command) -> Command:
    """`--format` and `--output`."""
    command = click.option("--output", "-o", type=FILE, help="Write to this file, whole or not at all.")(command)
    return click.option(
        "--format", "-f", type=click.Choice(FORMATS), default="table", show_default=True, help="What to write."
    )(command)


def dates(command: Command) -> Command:
    """`--since` and `--until`."""
    command = click.option("--until", metavar="DATE", help="Begun by then: a date, month or year, which counts whole.")(
        command
    )
    return click.option(
        "--since", metavar="DATE", help="Of this date, month or year, or later; by publication where undated."
    )(command)


def actors(command: Command) -> Command:
    """`--actors`."""
    return click.option(
        "--actors", type=EXISTING, multiple=True, help="A CSV table of actors of your own; may be repeated."
    )(command)


def ontology(command: Command) -> Command:
    """`--ontology`."""
    return click.option(
        "--ontology", type=EXISTING, multiple=True, help="A TOML file of event types of your own; may be repeated."
    )(command)


def threads(command: Command) -> Command:
    """`--threads`."""
    return click.option("--threads", type=click.IntRange(0), default=0, show_default="all cores", help="Cores to use.")(
        command
    )
