"""The commands that take along what a store holds: export and report."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.app.options import FILE, filters, store

if TYPE_CHECKING:
    from sayso.report.exports.material import Material
    from sayso.store import Filter

FORMATS = (
    *("csv", "xlsx", "parquet", "jsonl", "graphml", "gexf", "geojson"),
    *("ftm", "stix", "gdelt", "gdelt-mentions", "icews"),
)
CODED = frozenset({"gdelt", "gdelt-mentions", "icews"})
"""Formats that hold only what CAMEO has a code for."""
KINDS = ("claims", "events", "transfers", "dyads")


@click.command()
@store
@filters
@click.option("--text", metavar="WORDS", help="Only what `sayso search WORDS` finds, the best first.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many claims or events.")
@click.option(
    "--kind",
    type=click.Choice(KINDS, case_sensitive=False),
    help="What to export.  [default: claims, or what the format holds]",
)
@click.option(
    "--format",
    "-f",
    type=click.Choice(FORMATS, case_sensitive=False),
    help="How.  [default: by the ending of the file]",
)
@click.option("--output", "-o", type=FILE, help="Write to this file, whole or not at all.")
def export(**options: Any) -> None:
    """Export claims, events, transfers or counts by dyad and month into the formats of other tools.

    The ending of the file says which: .csv .xlsx .parquet .jsonl .graphml .gexf .geojson .ftm.json .stix.json
    .gdelt.tsv .mentions.tsv .icews.tsv
    """
    export_and_write(**options)


def export_and_write(
    *, store: Path, kind: str | None, format: str | None, output: Path | None, limit: int | None, **asked: Any
) -> None:
    """Write what is asked for.

    Raises:
        InputError: the format is not known or cannot hold the kind, a date is none, or nobody is called so.
        StoreError: the store cannot be opened.
        OutputError: the file cannot be written.
    """
    import sys

    from sayso.app.asking import asked_of, filter_of, tell_if_none
    from sayso.errors import InputError
    from sayso.report.exports import format_of, write_export
    from sayso.report.exports.registry import BINARY
    from sayso.store.material import material

    if format is None:
        format = format_of(output) if output else "csv"
    if format in BINARY and output is None and sys.stdout.isatty():
        raise InputError(f"{format.upper()} is not for a terminal.", "Name a file with -o.")
    wanted = filter_of(**asked)
    with asked_of(store, wanted) as (file, wanted):
        found = material(file, wanted, limit=limit)
        write_export(found, format=format, kind=kind, path=output)
        tell_if_none(file, wanted)
        if kind == "transfers":
            _tell_if_no_transfer(found, store)
    if output and format in CODED:
        _tell_if_no_row(output, header=format == "icews")


def _tell_if_no_row(path: Path, *, header: bool) -> None:
    """Tell on standard error if a file of CAMEO codes has no row."""
    with path.open("rb") as file:
        if len([*islice(file, 1 + header)]) <= header:
            told = "denials, events without a date and those without a CAMEO code are left out"
            click.echo(f"{path}: no rows; {told}", err=True)


def _tell_if_no_transfer(found: Material, store: Path) -> None:
    """Tell on standard error if events are found, and in none of them arms or fuel change hands."""
    from sayso.report.exports.transfers import is_transfer

    events = 0
    for happening in found.happenings():
        if is_transfer(happening):
            return
        events += 1
    if events:
        told = f"{events:,} {'event is' if events == 1 else 'events are'} as asked for"
        click.echo(f"{store}: {told}, none a transfer of arms or fuel", err=True)


@click.command()
@store
@filters
@click.option("--text", metavar="WORDS", help="Only what `sayso search WORDS` finds.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, metavar="N",
              help="At most so many events, those with the most origins and denials.")  # fmt: skip
@click.option("--days", type=click.IntRange(0), default=30, show_default=True, metavar="N",
              help="So many days before the newest article count as lately.")  # fmt: skip
@click.option("--title", metavar="WORDS", help="Title of the brief.  [default: from what is asked for]")
@click.option("--output", "-o", type=FILE, help="An .html, .docx or .md file, whole or not at all.  [default: "
              "Markdown on the screen]")  # fmt: skip
def report(**options: Any) -> None:
    """Write a brief: what is claimed, by whom, how many, denied by whom, and which UN measures it would touch.

    Every statement comes with its words and the article that they are from.
    """
    report_and_write(**options)


def report_and_write(
    *, store: Path, output: Path | None, limit: int, days: int, title: str | None, **asked: Any
) -> None:
    """Write a brief of what is asked for.

    Raises:
        InputError: the ending is not known, a date is none, or nobody is called so.
        StoreError: the store cannot be opened.
        OutputError: the file cannot be written.
    """
    from sayso.app.asking import asked_of, filter_of, tell_if_none
    from sayso.report.brief import write_brief
    from sayso.store.material import material

    wanted = filter_of(**asked)
    with asked_of(store, wanted) as (file, wanted):
        write_brief(material(file, wanted), title=title or titled(wanted), path=output, most=limit, days=days)
        tell_if_none(file, wanted)


def titled(asked: Filter) -> str:
    """The title of a brief: who and whom, where they are asked for."""
    from sayso.report.exports.names import named

    who, whom = named(asked.actor or asked.either), named(asked.recipient)
    about = f"{who or 'Anybody'} → {whom}" if whom else who
    return f"What is claimed: {about}" if about else "What is claimed"


COMMANDS = (export, report)
"""What `cli.py` registers."""
