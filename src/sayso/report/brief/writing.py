"""A brief into a file, in the format that its ending asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO

from sayso.errors import InputError
from sayso.report.brief import docx, html, markdown
from sayso.report.brief.building import LATELY, built
from sayso.report.brief.shape import Brief
from sayso.report.exports.material import Material
from sayso.report.formats import output

ENDINGS: Mapping[str, Callable[[Brief, IO[bytes]], None]] = {
    ".html": html.write,
    ".docx": docx.write,
    ".md": markdown.write,
}
"""What writes a file with an ending."""
MOST = 100
"""Events that a brief tells by default: some forty pages."""


def write_brief(
    material: Material, *, title: str, path: Path | str | None, most: int = MOST, days: int = LATELY
) -> None:
    """Write a brief.

    Args:
        material: the events, and what was asked for.
        title: of the brief.
        path: of the file, which appears whole or not at all; None is Markdown on standard output.
        most: events at most.
        days: before the newest article that count as lately.

    Raises:
        InputError: the ending is none of `ENDINGS`, or a package is missing.
        OutputError: the file cannot be written.
    """
    path = None if path is None else Path(path)
    writer = ENDINGS.get(path.suffix.lower()) if path else markdown.write
    if writer is None:
        raise InputError(f"A brief cannot be {path}.", f"Endings that it can have: {', '.join(ENDINGS)}.")
    brief = built(material, title=title, most=most, days=days)
    with output(path) as file:
        writer(brief, file)
