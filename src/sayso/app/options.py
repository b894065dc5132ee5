"""Options that several commands share, each written once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from sayso.claims.scored import SCORED

FORMATS = ("table", "jsonl", "csv", "parquet")
ENDINGS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet"}
"""Formats by the ending of a file; any other but these is a table."""
OTHERS = frozenset({".xlsx", ".xls", ".json", ".tsv", ".html", ".pdf", ".docx", ".graphml", ".gexf", ".geojson"})
"""Endings that ask for something that is none of `FORMATS`."""
FILE = click.Path(path_type=Path, dir_okay=False)
EXISTING = click.Path(path_type=Path, dir_okay=False, exists=True)

Command = TypeVar("Command", bound=Callable[..., Any])
STORE = Path("sayso.duckdb")


class LeastScore(click.ParamType[tuple[str, float]]):
    """`0.6` for the claim's score, `actor=0.6` for that of one of its slots."""

    name = "score"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, float]:
        """Slot and number."""
        if isinstance(value, tuple):
            return value
        slot, _, number = value.rpartition("=")
        if slot and slot not in SCORED:
            self.fail(f"{slot!r} is no slot that has a score: {', '.join(SCORED)}.", param, ctx)
        return slot or "event", click.FloatRange(0, 1).convert(number, param, ctx)


def store(command: Command) -> Command:
    """`--store`, also from the environment."""
    return click.option(
        "--store", type=click.Path(path_type=Path), default=STORE, show_default=True, envvar="SAYSO_STORE",
        show_envvar=True, help="The file of the store.",
    )(command)  # fmt: skip


def format_and_output(command: Command) -> Command:
    """`--format` and `--output`; without the first, the ending of the second says how."""
    command = click.option(
        "--output",
        "-o",
        type=FILE,
        is_eager=True,
        help="Write to this file, whole or not at all, instead of the screen.",
    )(command)
    return click.option(
        "--format", "-f", type=click.Choice(FORMATS, case_sensitive=False), callback=_format,
        help="What to write.  [default: what the ending of the file says, else table]",
    )(command)  # fmt: skip


def _format(context: click.Context, _: click.Parameter, given: str | None) -> str:
    path: Path | None = context.params.get("output")
    if path and not given and path.suffix.lower() in OTHERS:
        told = f"{path} cannot be written by this command: it writes .csv, .jsonl, .parquet, and tables with -f table."
        raise click.BadParameter(f"{told} `sayso export` and `sayso report` write other kinds.", param_hint="--output")
    return given or ENDINGS.get(path.suffix.lower() if path else "", FORMATS[0])


def dates(command: Command) -> Command:
    """`--since` and `--until`."""
    command = click.option("--until", metavar="DATE", help="Begun by then: a date, month or year, which counts whole.")(
        command
    )
    return click.option(
        "--since", metavar="DATE", help="Of this date, month or year, or later; by publication where undated."
    )(command)


def filters(command: Command) -> Command:
    """What claims are asked for: the fields of `sayso.store.Filter` but `text`."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def of_claims(command: Command) -> Command:
    """What a claim of an event has, and who tells it: `--mode`, `--stance`, `--publisher` and so on."""
    for option in reversed((*_CODED, _WHERE, *_TOLD, _LEAST)):
        command = option(command)
    return command


def _several(name: str, metavar: str, what: str) -> Callable[[Any], Any]:
    return click.option(name, multiple=True, metavar=metavar, help=f"{what}; may be repeated.")


_CODED = (
    _several("--mode", "NAME", "PLOVER's mode, as docs/ontology.md names them"),
    _several("--context", "NAME", "PLOVER's context: military, human_rights and so on"),
    _several("--sector", "CODE", "Sector of actor or recipient: GOV, MIL, REB and so on"),
    _several("--object-class", "CLASS", "Class of the object, as docs/things.md names them"),
)
_WHERE = _several("--where", "WORDS", "Words for the place")
_TOLD = (
    click.option(
        "--stance", multiple=True,
        type=click.Choice(("asserted", "denied", "doubted", "planned"), case_sensitive=False),
        help="How it stands to what happened; may be repeated.",
    ),
    _several("--factuality", "VALUE", "FactBank's value: CT+, PR+, PS+, CT-, PR-, PS- or U"),
    _several("--article", "ID", "Only of this article"),
    _several("--publisher", "NAME", "Only of this publisher"),
)  # fmt: skip
_LEAST = click.option("--min-score", type=click.FloatRange(0, 1),
                      help="Told by a claim of at least this score, or by a denial.")  # fmt: skip


def _least(_: click.Context, __: click.Parameter, given: tuple[tuple[str, float], ...]) -> Any:
    """A number where only the claim's own score is asked, else numbers by slot."""
    least = dict(given)
    return least.get("event") if set(least) <= {"event"} else least


_SCORE = click.option(
    "--min-score", type=LeastScore(), multiple=True, metavar="[SLOT=]X", callback=_least,
    help="Leave out claims whose score, or whose slot's, is lower; a denial always stays.",
)  # fmt: skip
_FILTERS: tuple[Callable[[Any], Any], ...] = (
    _several("--actor", "WHO", 'Who did it: a code or name (PRK, "North Korea"), or words of the text'),
    _several("--recipient", "WHO", "Whom it was done to"),
    _several("--either", "WHO", "Who did it or whom it was done to"),
    _several("--event", "TYPE", "Type: PLOVER's or one of your own"),
    *_CODED,
    dates,
    _WHERE,
    _several("--source", "WHO", "Who says so, anywhere in the chain"),
    click.option("--denied", is_flag=True, help="Only denials: the same as --stance denied."),
    *_TOLD,
    click.option("--origins", type=click.IntRange(0), metavar="N", help="Of events with at least so many origins."),
    _SCORE,
    click.option("--all-versions", is_flag=True, help="Also of articles that a later version has replaced."),
)  # fmt: skip


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
