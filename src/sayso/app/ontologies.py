"""The work of `sayso ontology check`: every example and counterexample of files of own event types, read and judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

from sayso.claims.own_check import Verdict, check_types
from sayso.errors import OntologyError
from sayso.report.grid import plain


def check_and_print(paths: Sequence[Path], *, threads: int = 0) -> None:
    """Print a line a type, and what fails with how to mend it.

    Raises:
        OntologyError: a file is malformed, or a sentence is not read as it should be.
    """
    verdicts = []
    for _, group in groupby(check_types(paths, threads=threads), key=lambda verdict: verdict.kind):
        of_type = list(group)
        verdicts += of_type
        for line in _lines(of_type):
            click.echo(line)
    failed = sum(bool(verdict.fault) for verdict in verdicts)
    if failed:
        raise OntologyError(f"{failed} of {len(verdicts)} sentences fail.", "Mend the types as told above.")


def _lines(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The counts of one type, then a paragraph for each sentence that fails."""
    sides = ", ".join(
        f"{sum(not v.fault for v in of_side)} of {len(of_side)} {name}"
        for name, of_side in (
            ("examples", [v for v in verdicts if v.holds]),
            ("counterexamples", [v for v in verdicts if not v.holds]),
        )
    )
    left_out = [verdict.alone for verdict in verdicts if verdict.alone is not None]
    alone = f"; {sum(left_out)} of {len(left_out)} also found when left out of the file" if left_out else ""
    yield f"{verdicts[0].kind}: {sides}{alone}"
    for verdict in verdicts:
        if verdict.fault:
            yield f"  {'example' if verdict.holds else 'counterexample'}: {plain(verdict.sentence)}"
            yield f"    {verdict.fault}."
            yield f"    {verdict.remedy}."
