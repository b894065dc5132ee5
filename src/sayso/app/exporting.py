"""The commands that take along what a store holds: export and report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sayso.app.options import FILE, filters, store

FORMATS = (
    *("csv", "xlsx", "parquet", "jsonl", "graphml", "gexf", "geojson"),
    *("ftm", "stix", "gdelt", "gdelt-mentions", "icews"),
)
KINDS = ("claims", "events", "transfers")


@click.command()
@store
@filters
@click.option("--text", metavar="WORDS", help="Only what `sayso search WORDS` finds, the best first.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many claims or events.")
@click.option("--kind", type=click.Choice(KINDS), help="What to export.  [default: claims, or what the format holds]")
@click.option("--format", "-f", type=click.Choice(FORMATS), help="How.  [default: by the ending of the file]")
@click.option("--output", "-o", type=FILE, help="Write to this file, whole or not at all.")
def export(**options: Any) -> None:
    """Export claims, events or a register of transfers into the formats of other tools.

    The ending of the file says which: .csv .xlsx .parquet .jsonl .graphml .gexf .geojson .ftm.json .stix.json
    .gdelt.tsv .mentions.tsv .icews.tsv
    """
    export_and_write(**options)


def export_and_write(
    *, store: Path, kind: str | None, format: str | None, output: Path | None, limit: int | None, **asked: Any
) -> None:
    """Write what is asked for.

    Raises:
        InputError: the format is not known or cannot hold the kind, or a date is none.
        StoreError: the store cannot be opened.
        OutputError: the file cannot be written.
    """
    import sys

    from sayso.app.asking import filter_of
    from sayso.errors import InputError
    from sayso.report.exports import format_of, write_export
    from sayso.report.exports.registry import BINARY
    from sayso.store import Store
    from sayso.store.material import material

    if format is None:
        format = format_of(output) if output else "csv"
    if format in BINARY and output is None and sys.stdout.isatty():
        raise InputError(f"{format.upper()} is not for a terminal.", "Name a file with -o.")
    wanted = filter_of(**asked)
    with Store(store, read_only=True) as file:
        write_export(material(file, wanted, limit=limit), format=format, kind=kind, path=output)


COMMANDS = (export,)
"""What `cli.py` registers."""
