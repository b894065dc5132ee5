"""PDF: the running text, its lines joined to paragraphs, without what repeats at the head and foot of pages."""

from __future__ import annotations

import hashlib
import io
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

import msgspec

from sayso.ingest.compose import TITLE_LENGTH, Known, compose
from sayso.ingest.dates import dateline
from sayso.ingest.opened import Opened, Options, Outcome, whole
from sayso.ingest.unreadable import Unreadable, needed

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

PAGES_CAP = 2000  # pages that are read of one file
REPEATED = 0.5  # share of the pages on which a line at the head or foot is no part of the text
EDGE = 3  # lines at either end of a page that may be its head or foot
# Lines within a paragraph stand one leading apart, paragraphs 1.4 and more in what browsers and typesetters make.
GAP = 1.35
FAR = 6.0  # letter heights from which on the next line is no neighbour
SIZES = 1.1  # a line in letters so much bigger or smaller belongs to another paragraph
INDENT = 0.8  # letter heights by which the first line of a paragraph is moved in
SHORT = 0.75  # share of the usual length below which a line that ends a sentence ends its paragraph
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.I)
_SENTENCE_END = re.compile(r"[.!?:][\"'”’»)\]]*$")
_CUT_WORD = re.compile(r"([^\W\d_]+)-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_PROGRAMS_TITLE = re.compile(
    r"^(?:microsoft |untitled|slide \d|document\d*$)|\.(?:docx?|indd|pdf|qxd|rtf|odt|pages)$", re.I
)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "\xa0": " "})


class Line(msgspec.Struct, frozen=True):
    """One line of a page: its words, where it starts (from the left and from below) and how high its letters are."""

    text: str
    x: float
    y: float
    size: float


def from_pdf(opened: Opened, options: Options) -> Iterator[Outcome]:
    """The article that a PDF is.

    Raises:
        Unreadable: `encrypted`, `no text in PDF`, `unreadable file` or `missing package`.
    """
    data = whole(opened, "pdf")
    reader = _reader(data)
    pages, about = _guarded(reader)
    text = joined(without_edges(pages))
    if not text:
        raise Unreadable("no text in PDF")
    known = Known(
        title=_title(about, pages),
        published=dateline(text) or _created(about),
        source=opened.source,
        raw_sha256=hashlib.sha256(data).hexdigest(),
    )
    yield compose(text, known.or_else(opened.known), date=options.date)


def _reader(data: bytes) -> PdfReader:
    pypdf = needed("pypdf")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is odd in a file is told by its rejection
    try:
        reader: PdfReader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("encrypted", "asks for a password")
    except Unreadable:
        raise
    except Exception as problem:  # whatever a broken file makes of the library
        raise Unreadable(*_reason(problem)) from problem
    return reader


def _guarded(reader: PdfReader) -> tuple[list[list[Line]], dict[str, Any]]:
    """The lines of every page, and what the file says of itself."""
    try:
        pages = [lines_of(reader.pages[number]) for number in range(min(len(reader.pages), PAGES_CAP))]
        return pages, dict(reader.metadata or {})
    except Exception as problem:  # whatever a broken file makes of the library
        raise Unreadable(*_reason(problem)) from problem


def _reason(problem: Exception) -> tuple[str, str]:
    """A file that is encrypted in a way that needs another package counts as encrypted."""
    kind = type(problem).__name__
    reason = "encrypted" if kind in ("DependencyError", "FileNotDecryptedError") else "unreadable file"
    return reason, str(problem) or kind


def lines_of(page: PageObject) -> list[Line]:
    """The lines of a page that hold anything, in the order in which they were set."""
    lines: list[Line] = []
    parts: list[tuple[str, float, float, float]] = []

    def end() -> None:
        text = "".join(part for part, _, _, _ in parts).translate(_LIGATURES).strip()
        if text:
            lines.append(Line(text, *next(place for part, *place in parts if part.strip())))
        parts.clear()

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        for number, piece in enumerate(text.split("\n")):
            if number:
                end()
            parts.append((piece, x, y, abs(size * tm[3] * cm[3])))

    page.extract_text(visitor_text=visit)
    end()
    return lines


def without_edges(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without lines at their head or foot that other pages repeat, whatever the numbers, and page numbers."""
    counted = Counter(shape for page in pages for shape in {_shape(line) for line in _edges(page)})
    repeated = {shape for shape, count in counted.items() if count >= max(2, REPEATED * len(pages))}

    def is_edge(line: Line) -> bool:
        return _shape(line) in repeated or bool(_PAGE_NUMBER.fullmatch(line.text))

    return [_stripped(page, {id(line) for line in _edges(page) if is_edge(line)}) for page in pages]


def _edges(page: list[Line]) -> list[Line]:
    """The lines that stand highest and lowest, wherever in the order."""
    ordered = sorted(page, key=lambda line: line.y)
    return ordered if len(ordered) <= 2 * EDGE else ordered[:EDGE] + ordered[-EDGE:]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _stripped(page: list[Line], edges: set[int]) -> list[Line]:
    return [line for line in page if id(line) not in edges]


def joined(pages: Iterable[list[Line]]) -> str:
    """The text: lines joined to paragraphs, words that a line's end cut made whole, a blank line between paragraphs."""
    lines = [line for page in pages for line in page]
    if not lines:
        return ""
    leading = _leading(lines)
    usual = median(len(line.text) for line in lines)
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(line.text for line in lines).lower()))
    parts = [lines[0].text]
    for before, line in pairwise(lines):
        if _is_break(before, line, leading, usual):
            parts += ["\n\n", line.text]
        else:
            parts[-1:] = _put_together(parts[-1], line.text, words)
    return "".join(parts).replace("\xad", "")


def _leading(lines: list[Line]) -> float:
    """Letter heights from line to line within paragraphs: that of the closest quarter, as most lines may end one."""
    steps = [(before.y - line.y) / line.size for before, line in pairwise(lines) if line.size == before.size > 0]
    close = sorted(step for step in steps if 0 < step < FAR)
    return close[len(close) // 4] if close else 1.2


def _is_break(before: Line, line: Line, leading: float, usual: float) -> bool:
    """Whether a paragraph ends between two lines."""
    bigger = max(before.size, line.size) > SIZES * min(before.size, line.size)
    step = before.y - line.y
    ended = bool(_SENTENCE_END.search(before.text))
    if step <= 0 or step > FAR * line.size:  # another column or page
        return bigger or ended
    moved = line.x - before.x > INDENT * line.size
    return bigger or step > GAP * leading * line.size or (ended and (moved or len(before.text) < SHORT * usual))


def _put_together(line: str, more: str, words: Counter[str]) -> tuple[str, ...]:
    """Two lines of a paragraph. A hyphen at the end stays if the text has the word with it elsewhere, and not without,
    or if a capital or a number follows."""
    if line.endswith("\xad"):
        return line[:-1], more
    cut = _CUT_WORD.search(line)
    if not cut or not more[:1].isalnum():
        return line, " ", more
    first, second = cut.group(1).lower(), _FIRST_WORD.match(more)
    rest = second.group().lower() if second else ""
    keeps = not more[:1].islower() or words[f"{first}-{rest}"] > words[first + rest]
    return (line if keeps else line[:-1]), more


def _title(about: dict[str, Any], pages: list[list[Line]]) -> str | None:
    """The title that the file names, unless a program made it up, else the lines at the head in bigger letters."""
    named = str(about.get("/Title") or "").strip()
    if named and len(named) <= TITLE_LENGTH and not _PROGRAMS_TITLE.search(named):
        return named
    lines = [line for page in pages for line in page]
    biggest = max(line.size for line in lines)
    if biggest <= SIZES * median(line.size for line in lines):
        return None
    head = " ".join(line.text for line in pages[0][: 2 * EDGE] if line.size * SIZES > biggest)
    return head if 0 < len(head) <= TITLE_LENGTH else None


def _created(about: dict[str, Any]) -> str | None:
    """ISO date on which the file says it was made."""
    digits = re.match(r"D?:?(\d{8})", str(about.get("/CreationDate") or ""))
    try:
        return datetime.strptime(digits.group(1), "%Y%m%d").date().isoformat() if digits else None
    except ValueError:
        return None
