"""The commands of the store: add, check, claims, refresh, rejected, show, sources, sql."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sayso.app.inputs import input_options
from sayso.app.options import FILE, actors, filters, format_and_output, ontology, store, threads


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@store
@input_options
@click.option("--strict", is_flag=True, help="Stop with an error at the first article that is rejected.")
@actors
@ontology
@threads
@click.option("--engine", type=click.Choice(("local", "ray"), case_sensitive=False), default="local", show_default=True,
              help="What reads: this machine's cores, or Ray.")  # fmt: skip
@click.option("--address", metavar="ADDR", help="Of a running Ray cluster: auto, HOST:6379 or ray://HOST:10001.")
@click.option("--output", "-o", "parts", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
              help="Write Parquet parts into this folder instead; a restart reads what is missing.")  # fmt: skip
@click.option("--part-size", type=click.FloatRange(0.001), default=1, show_default=True, metavar="MB",
              help="Input of which a part is made.")  # fmt: skip
@click.option("--no-refresh", is_flag=True, help="Leave copies and events as they are; the next add makes them new.")
@click.option("--log", type=FILE, help="Append a JSON line to this file for each article, once it is stored.")
@click.option("--quiet", "-q", is_flag=True, help="Show no progress.")
def add(inputs: tuple[str, ...], **options: Any) -> None:
    """Read articles into the store.

    INPUT is what `sayso read` takes. What is in the store already is not read again, so that a run that broke off goes
    on where it was; another text under the same id, or at the same address, is a new version. A folder of parts and
    a JSON Lines file that `sayso export` wrote are taken in as they are.
    """
    if options["parts"] is not None:
        from sayso.app.parting import read_into_parts

        read_into_parts(inputs, **options)
    else:
        from sayso.app.adding import add_and_tell

        add_and_tell(inputs, **{name: value for name, value in options.items() if name not in ("parts", "part_size")})


@click.command()
@store
@click.option("--all", "anew", is_flag=True, help="Work out everything again, whatever came; the rows are the same.")
def refresh(store: Path, anew: bool) -> None:
    """Bring copies and events up to date, as `add` and `judge` do at their end."""
    from sayso.store import Store

    with Store(store) as file:
        changed = file.refresh(anew=anew)
        count = file.sql("SELECT count(*) FROM events").one()
    click.echo(f"{store}: {count:,} events{'' if changed else ', nothing to do'}", err=True)


@click.command("check")
@store
@format_and_output
def check_store(**options: Any) -> None:
    """Verify the store: hashes, offsets, words, rows without an article. Leaves with 1 if anything is found."""
    from sayso.app.asking import write_findings

    write_findings(**options)


@click.command()
@store
@filters
@click.option("--text", metavar="WORDS", help="Only those that `sayso search WORDS` finds, the best first.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many claims.")
@format_and_output
def claims(**options: Any) -> None:
    """Show claims of the store, article by article, in the formats of `sayso read`."""
    from sayso.app.asking import write_claims

    write_claims(**options)


@click.command()
@store
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many.")
@format_and_output
def sources(**options: Any) -> None:
    """Show whose say-so the claims are: each source with its claims, and how many of them are denials."""
    from sayso.app.asking import write_sources

    write_sources(**options)


@click.command()
@store
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many.")
@format_and_output
def rejected(**options: Any) -> None:
    """Show what could not be read, with the reason, the latest first."""
    from sayso.app.asking import write_rejected

    write_rejected(**options)


@click.command()
@click.argument("query")
@store
@format_and_output
def sql(query: str, **options: Any) -> None:
    """Show the rows of QUERY, SQL over the tables of the store; see docs/store.md."""
    from sayso.app.asking import write_query

    write_query(query, **options)


@click.command()
@click.argument("key", metavar="ID")
@store
@click.option(
    "--explain", is_flag=True, help="Show what is behind each claim: words and rules; of an event, why it was joined."
)
@format_and_output
def show(key: str, **options: Any) -> None:
    """Show an article, an event or a claim of the store by its id.

    An article with its versions and claims; an event with its claims in time: who had it first, who copied, who
    confirmed it on their own, who denied it, and in which words.
    """
    from sayso.app.asking import write_shown

    write_shown(key, **options)


COMMANDS = (add, check_store, claims, refresh, rejected, show, sources, sql)
"""What `cli.py` registers."""
