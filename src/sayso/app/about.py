"""The work of `sayso info`: versions, the model card in short, and the data tables that came with this installation."""

from __future__ import annotations

import csv
import platform
import re
from collections import Counter
from collections.abc import Iterator
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from typing import Any

import click
import msgspec

from sayso import __version__

Json = dict[str, Any]
LIBRARIES = ("arro3-core", "arro3-io", "duckdb", "msgspec", "numpy", "onnxruntime", "py3langid", "trafilatura")
_DELIMITERS = {".csv": ",", ".tsv": "\t"}
_SOURCES_SHOWN = 3


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A data table of the package: where it lies, its rows without the header, and where its facts come from."""

    name: str
    rows: int
    source: str


def print_about(*, as_json: bool = False) -> None:
    """Print what `about` finds."""
    found = about()
    if as_json:
        click.echo(msgspec.json.encode(found).decode())
        return
    click.echo("\n".join(_lines(found)))


def about() -> Json:
    """Versions, model card and tables of this installation."""
    package = resources.files("sayso")
    return {
        "version": __version__,
        "python": platform.python_version(),
        "libraries": dict(_versions()),
        "model": model_card(package),
        "tables": list(tables(package)),
    }


def _versions() -> Iterator[tuple[str, str]]:
    for library in LIBRARIES:
        try:
            yield library, metadata.version(library)
        except metadata.PackageNotFoundError:
            yield library, "missing"


def model_card(package: Traversable) -> Json | None:
    """The card of the reader's model; None where no model is installed."""
    card = package / "reader" / "model" / "card.json"
    if not card.is_file():
        return None
    found: Json = msgspec.json.decode(card.read_bytes())
    return found


def tables(package: Traversable) -> Iterator[Table]:
    """Every CSV and TSV table of every room, sorted by name."""
    for name, file in sorted(_files(package, "")):
        if name.endswith(tuple(_DELIMITERS)) and "/data/" in name:
            yield _table(name, file, package)


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry


def _table(name: str, file: Traversable, package: Traversable) -> Table:
    with file.open(encoding="utf-8") as text:
        rows = list(csv.DictReader(text, delimiter=_DELIMITERS["." + name.rpartition(".")[2]]))
    return Table(name=name, rows=len(rows), source=_column_source(rows) or _noted_source(name, package) or "")


def _column_source(rows: list[dict[str, str]]) -> str | None:
    """The commonest values of a `source` column."""
    counted = Counter(row["source"] for row in rows if row.get("source"))
    more = ", ..." if len(counted) > _SOURCES_SHOWN else ""
    return ", ".join(source for source, _ in counted.most_common(_SOURCES_SHOWN)) + more if counted else None


def _noted_source(name: str, package: Traversable) -> str | None:
    """What the README beside the table says of it: the row of a Markdown table that names the file or its folder."""
    room, _, path = name.partition("/data/")
    note = package / room / "data" / "README.md"
    if not note.is_file():
        return None
    for wanted in (path, path.rpartition("/")[0] + "/"):
        for line in note.read_text(encoding="utf-8").splitlines():
            if wanted in line and line.lstrip().startswith(("|", "-", "*")):
                return _last_cell(line)
    return None


def _last_cell(line: str) -> str:
    cells = [cell.strip() for cell in re.split(r"\s*\|\s*", line.strip().strip("|"))]
    return cells[-1].replace("`", "")


def _lines(found: Json) -> Iterator[str]:
    yield f"sayso {found['version']}, Python {found['python']}"
    yield "libraries: " + ", ".join(f"{name} {version}" for name, version in found["libraries"].items())
    yield ""
    yield "model"
    yield from _card_lines(found["model"])
    yield ""
    yield "data tables (rows, name, source)"
    for table in found["tables"]:
        yield f"  {table.rows:>7}  {table.name:<44} {table.source}".rstrip()


def _card_lines(card: Json | None) -> Iterator[str]:
    for line in _told(card or "none installed"):
        yield f"  {line}"


def _told(value: Any) -> Iterator[str]:
    """Lines of a nested value: names in a column, what belongs to them beside it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            for number, line in enumerate(_told(inner)):
                yield f"{'' if number else name:<12} {line}"
    elif isinstance(value, list):
        for inner in value:
            yield from _told(inner)
    else:
        yield str(value)
