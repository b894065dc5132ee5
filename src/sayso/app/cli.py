"""The command line. Every command parses its options, makes one library call and prints; errors become exit codes here.

0  done                     3  the installation is broken (model, data tables)
1  an error of ours         4  the result could not be written
2  a wrong call             5  an article was rejected under --strict, or no input could be read at all
130  interrupted
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from sayso import __version__
from sayso.app import copying, corpus, exporting, happenings, judging, plotting, searching, serving, training
from sayso.app.inputs import input_options
from sayso.app.options import LeastScore, format_and_output
from sayso.errors import SaysoError

INTERRUPTED = 130
_EXISTING = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="sayso", message="%(prog)s %(version)s")
def commands() -> None:
    """Who did what to whom, and on whose say-so: reads English news into claims with their sources."""


@commands.command()
@click.argument("inputs", metavar="[INPUT...]", nargs=-1)
@format_and_output
@input_options
@click.option("--terms", type=click.Choice(("plover", "cameo"), case_sensitive=False), default="plover",
              show_default=True, help="Whose words for events the table uses.")  # fmt: skip
@click.option("--explain", is_flag=True, help="Show for each claim the words and the rule behind every slot.")
@click.option("--strict", is_flag=True, help="Stop with an error at the first article that is rejected.")
@click.option("--actors", type=_EXISTING, multiple=True, help="A CSV table of actors of your own; may be repeated.")
@click.option(
    "--ontology", type=_EXISTING, multiple=True, help="A TOML file of event types of your own; may be repeated."
)
@click.option("--threads", type=click.IntRange(0), default=0, show_default="all cores", help="Cores to use.")
@click.option("--min-score", type=LeastScore(), multiple=True, metavar="[SLOT=]X",
              help="Leave out claims whose score, or whose slot's, is lower; a denial always stays.")  # fmt: skip
def read(
    inputs: tuple[str, ...], format: str, output: Path | None, date: str | None, *, columns: Sequence[dict[str, str]],
    allow_private: bool, terms: str, explain: bool, strict: bool, actors: tuple[Path, ...], ontology: tuple[Path, ...],
    threads: int, min_score: Sequence[tuple[str, float]],
) -> None:  # fmt: skip
    """Read articles and show their claims.

    INPUT is a file (.txt, .md, .html, .pdf, .jsonl, .json, .csv, .parquet, .warc, .zip, a feed, a list of feeds, a
    sitemap, also .gz), a folder, an http(s) address of such a thing, - for standard input, or a sentence in quotes.
    Without INPUT what is piped in is read. What cannot be read is counted at the end, with the reason, and the rest is
    read.
    """
    from sayso.app.reading import read_and_write

    if not inputs and sys.stdin.isatty():
        raise click.UsageError("Missing argument 'INPUT...', and nothing is piped in.")
    inputs = inputs or ("-",)
    read_and_write(
        inputs, format=format, path=output, date=date, columns=columns, allow_private=allow_private, terms=terms,
        explain=explain, strict=strict, dictionaries=actors, ontology=ontology, threads=threads,
        min_score=dict(min_score),
    )  # fmt: skip


@commands.command()
@click.argument("gold", type=_EXISTING)
@click.argument("predicted", type=_EXISTING, required=False)
@click.option("--misses", type=click.IntRange(0), default=0, metavar="N", help="Also show the first N differences.")
@click.option("--json", "as_json", is_flag=True, help="Print the numbers as one JSON object.")
@click.option(
    "--ontology", type=_EXISTING, multiple=True, help="A TOML file of event types of your own; may be repeated."
)
@click.option("--threads", type=click.IntRange(0), default=0, show_default="all cores", help="Cores to use.")
def score(
    gold: Path, predicted: Path | None, misses: int, as_json: bool, *, ontology: tuple[Path, ...], threads: int
) -> None:
    """Score claims and attributions against GOLD.

    GOLD and PREDICTED are JSON Lines (also .gz), one article a line. Without PREDICTED the texts of GOLD are read here
    and now, and that is scored.
    """
    from sayso.app.scoring import score_and_print

    score_and_print(gold, predicted, misses=misses, as_json=as_json, ontology=ontology, threads=threads)


@commands.group()
def ontology() -> None:
    """Work on event types of your own."""


@ontology.command()
@click.argument("files", type=_EXISTING, nargs=-1, required=True)
@click.option("--threads", type=click.IntRange(0), default=0, show_default="all cores", help="Cores to use.")
def check(files: tuple[Path, ...], threads: int) -> None:
    """Read every example and counterexample of FILES and tell which are not read as they should be, and why."""
    from sayso.app.ontologies import check_and_print

    check_and_print(files, threads=threads)


@commands.command()
@click.option("--json", "as_json", is_flag=True, help="Print it as one JSON object.")
def info(as_json: bool) -> None:
    """Show versions, the model card in short, and every data table with its rows and source."""
    from sayso.app.about import print_about

    print_about(as_json=as_json)


GROUPS = (copying, corpus, exporting, happenings, judging, plotting, searching, serving, training)
"""The rooms that hold more commands."""
for command in (command for room in GROUPS for command in room.COMMANDS):
    commands.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and leave with its exit code: the one place where errors become codes."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code. The caller's mistakes are one or two lines on standard error."""
    try:
        words = list(sys.argv[1:] if arguments is None else arguments)
        with commands.make_context("sayso", words) as context:
            commands.invoke(context)
        sys.stdout.flush()
        return 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except SaysoError as problem:
        click.echo(f"sayso: {problem.fact}\n       {problem.remedy}", err=True)
        return problem.exit_code
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except BrokenPipeError:
        # Whoever read our output has enough; the interpreter must not complain about it when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
