"""The work of `sayso read`: from inputs to a written result, with the rejections counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import click
from msgspec import structs

from sayso.app.inputs import Undated, found
from sayso.engines.local import BatchReader, Outcome, kept, read_all
from sayso.engines.processes import in_processes
from sayso.errors import RejectedError
from sayso.ontology.own import ontology_files
from sayso.records import Claim, Reading, Rejection
from sayso.report import write
from sayso.report.grid import plain

SHOWN = 20  # rejections listed one by one; the rest is only counted
NO_LIMIT: Mapping[str, float] = MappingProxyType({})


def read_and_write(
    inputs: Sequence[str | Path],
    *,
    format: str = "table",
    path: Path | None = None,
    date: str | None = None,
    columns: Sequence[Mapping[str, str]] = (),
    allow_private: bool = False,
    terms: str = "plover",
    explain: bool = False,
    strict: bool = False,
    dictionaries: Sequence[Path] = (),
    ontology: Sequence[Path] = (),
    threads: int = 0,
    min_score: Mapping[str, float] = NO_LIMIT,
    read_batch: BatchReader | None = None,
) -> None:
    """Read the inputs and write their claims; rejections are told on standard error.

    Raises:
        InputError: `date` is none.
        RejectedError: an article was rejected and `strict` was asked for, or every input was.
        OutputError: the result cannot be written.
    """
    undated = Undated()
    outcomes = read_all(
        undated.counting(found(inputs, date=date, columns=columns, allow_private=allow_private)),
        read_batch=read_batch or in_processes((*dictionaries, *ontology_files(ontology)), threads),
    )
    rejections: list[Rejection] = []
    try:
        found_here = (above(reading, min_score) for reading in readings(outcomes, rejections, strict=strict))
        write(found_here, format=format, path=path, terms=terms, explain=explain)
    finally:
        undated.tell()
        tell(rejections)


def readings(outcomes: Iterable[Outcome], rejections: list[Rejection], *, strict: bool = False) -> Iterator[Reading]:
    """The readings; rejections are put aside.

    Raises:
        RejectedError: at the first rejection if `strict`, or at the end if there was nothing but rejections.
    """
    given = 0
    for outcome in outcomes:
        if strict or isinstance(outcome, Reading):
            yield kept(outcome)
            given += 1
        else:
            rejections.append(outcome)
    if rejections and not given:
        raise RejectedError("Nothing could be read.", "The reasons are told one by one.")


def above(reading: Reading, least: Mapping[str, float]) -> Reading:
    """A reading without the claims of which a slot's score is lower; a denial stays, whatever its scores.

    Args:
        reading: one article.
        least: the least score by slot; `event` is the claim's own. A slot that has no score is not held against it.
    """
    claims = tuple(c for c in reading.claims if c.auxiliary == "negation" or _is_above(c, least))
    return reading if len(claims) == len(reading.claims) else structs.replace(reading, claims=claims)


def _is_above(claim: Claim, least: Mapping[str, float]) -> bool:
    scores = claim.scores if claim.score is None else {**claim.scores, "event": claim.score}
    return all(scores.get(slot, 1.0) >= lowest for slot, lowest in least.items())


def tell(rejections: Sequence[Rejection], way: str = "") -> None:
    """List and count rejections on standard error.

    Args:
        rejections: all of them; the first are listed.
        way: what else shows them.
    """
    for rejection in rejections[:SHOWN]:
        detail = f" ({plain(rejection.detail)})" if rejection.detail else ""
        click.echo(f"not read: {plain(rejection.article_id)}: {rejection.reason}{detail}", err=True)
    if len(rejections) > SHOWN:
        click.echo(f"not read: {len(rejections) - SHOWN:,} more", err=True)
    if rejections:
        reasons = Counter(rejection.reason for rejection in rejections)
        counts = ", ".join(f"{reason} {number}" for reason, number in sorted(reasons.items()))
        click.echo(f"{len(rejections):,} rejected: {counts}{way}", err=True)
