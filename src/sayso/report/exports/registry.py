"""The formats by name and by the ending of a file, and writing in one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO

from sayso.errors import InputError
from sayso.report.exports import (
    csv_table,
    dyads,
    ftm,
    gdelt,
    geojson,
    graph,
    icews,
    jsonl,
    stix,
    transfers,
    xlsx,
)
from sayso.report.exports.columns import CLAIMS, EVENTS, claim_rows, event_rows
from sayso.report.exports.material import Material
from sayso.report.formats import output
from sayso.report.parquet import Column, Row, write_columns

KINDS = ("claims", "events", "transfers", "dyads")
Writer = Callable[[Material, IO[bytes]], None]

TABLES: Mapping[str, tuple[tuple[Column, ...], Callable[[Material], Iterable[Row]]]] = {
    "claims": (CLAIMS, lambda material: claim_rows(material.lines())),
    "events": (EVENTS, lambda material: event_rows(material.happenings())),
    "transfers": (transfers.COLUMNS, lambda material: transfers.transfer_rows(material.happenings())),
    "dyads": (dyads.COLUMNS, lambda material: dyads.dyad_rows(material.happenings())),
}
"""Columns and rows of each kind."""


def _rows(kind: str, material: Material) -> Iterable[Row]:
    return TABLES[kind][1](material)


def _xlsx(kind: str) -> Writer:
    def write(material: Material, file: IO[bytes]) -> None:
        xlsx.write(TABLES[kind][0], _rows(kind, material), file, sheet=kind, about=material.about)

    return write


def _jsonl(kind: str) -> Writer:
    def write(material: Material, file: IO[bytes]) -> None:
        if kind in ("transfers", "dyads"):
            jsonl.write_rows(_rows(kind, material), file)
        elif kind == "events":
            jsonl.write_records((happening.event for happening in material.happenings()), file)
        else:
            jsonl.write_records(material.readings(), file)

    return write


def _acts(kind: str, material: Material) -> Iterable[graph.Act]:
    return graph.of_lines(material.lines()) if kind == "claims" else graph.of_happenings(material.happenings())


_PLAIN: Mapping[str, Callable[[str], Writer]] = {
    "csv": lambda kind: lambda material, file: csv_table.write(TABLES[kind][0], _rows(kind, material), file),
    "xlsx": _xlsx,
    "parquet": lambda kind: lambda material, file: write_columns(TABLES[kind][0], _rows(kind, material), file),
    "jsonl": _jsonl,
}
_TOLD: Mapping[str, Callable[[str], Writer]] = {
    "graphml": lambda kind: lambda material, file: graph.write_graphml(_acts(kind, material), file),
    "gexf": lambda kind: lambda material, file: graph.write_gexf(_acts(kind, material), file),
    "geojson": lambda kind: lambda material, file: geojson.write(_rows(kind, material), file),
}
_OF_EVENTS: Mapping[str, Writer] = {
    "ftm": lambda material, file: ftm.write(material.happenings(), file),
    "stix": lambda material, file: stix.write(material.happenings(), file),
    "gdelt": lambda material, file: gdelt.write_events(material.happenings(), file),
    "gdelt-mentions": lambda material, file: gdelt.write_mentions(material.happenings(), file),
}
_OF_CLAIMS: Mapping[str, Writer] = {"icews": lambda material, file: icews.write(material.lines(), file)}

ENDINGS: Mapping[str, str] = {
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".jsonl": "jsonl",
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".geojson": "geojson",
    ".ftm.json": "ftm",
    ".stix.json": "stix",
    ".gdelt.tsv": "gdelt",
    ".mentions.tsv": "gdelt-mentions",
    ".icews.tsv": "icews",
}
"""The format that a file's ending asks for."""
FORMATS: tuple[str, ...] = tuple(ENDINGS.values())
BINARY = frozenset({"xlsx", "parquet"})


def format_of(path: Path | str) -> str:
    """The format that the ending of a file asks for.

    Raises:
        InputError: none does.
    """
    path = Path(path)
    for ending, format in ENDINGS.items():
        if path.name.lower().endswith(ending):
            return format
    raise InputError(f"{path.name} has no ending that is known.", f"Known are {', '.join(ENDINGS)}; or give --format.")


def kinds_of(format: str) -> tuple[str, ...]:
    """What a format can hold, what it holds by default first."""
    if format in _PLAIN:
        return KINDS
    if format in _TOLD:
        return KINDS[:2]
    return ("events",) if format in _OF_EVENTS else ("claims",)


def write_export(material: Material, *, format: str, kind: str | None = None, path: Path | str | None = None) -> None:
    """Write material in a format of `FORMATS`.

    Args:
        material: what is exported.
        format: how.
        kind: claims, events, transfers or dyads; None for what the format holds by default.
        path: of the file, which appears whole or not at all; None is standard output.

    Raises:
        InputError: there is no such format, it cannot hold that kind, or a package is missing.
        OutputError: the file cannot be written.
    """
    if format not in FORMATS:
        raise InputError(f"There is no format {format}.", f"Those are {', '.join(FORMATS)}.")
    wanted = kind or kinds_of(format)[0]
    writer = writer_of(format, wanted)
    with output(None if path is None else Path(path)) as file:
        writer(material, file)


def writer_of(format: str, kind: str) -> Writer:
    """What writes a kind in a format.

    Raises:
        InputError: the format cannot hold that kind.
    """
    if kind not in kinds_of(format):
        held = " or ".join(kinds_of(format))
        raise InputError(f"{format} cannot hold {kind}.", f"It holds {held}; csv, xlsx, parquet and jsonl hold all.")
    made = _PLAIN.get(format) or _TOLD.get(format)
    return made(kind) if made else {**_OF_EVENTS, **_OF_CLAIMS}[format]
