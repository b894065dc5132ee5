"""The command `train`: what `python -m sayso.train` does, beside the others."""

from __future__ import annotations

import runpy
import sys

import click

from sayso.errors import InputError


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", metavar="WHAT ...", nargs=-1, type=click.UNPROCESSED)
def train(arguments: tuple[str, ...]) -> None:
    """Train, export or measure a reader of your own, from your corrections too; `sayso train --help` tells how."""
    before = sys.argv
    sys.argv = ["sayso train", *(arguments or ("--help",))]
    try:
        runpy.run_module("sayso.train", run_name="__main__")
    except ModuleNotFoundError as problem:
        if (problem.name or "").startswith("sayso"):
            raise
        raise InputError(f"Training needs {problem.name or problem}.", 'Run: pip install "sayso[train]".') from problem
    except FileNotFoundError as problem:
        missing = f"There is no {problem.filename}."
        raise InputError(missing, "docs/training.md tells what the folders hold.") from problem
    except SystemExit as told:
        raise click.exceptions.Exit(told.code if isinstance(told.code, int) else int(bool(told.code))) from told
    finally:
        sys.argv = before


COMMANDS = (train,)
"""What `cli.py` registers."""
