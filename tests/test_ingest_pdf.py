"""PDF: text, title and date of files that are made here, line by line."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from sayso.ingest import articles
from sayso.ingest.pdf import Line, joined, without_edges
from sayso.records import Article, Rejection

LINES = [
    "The minister said on Mon-",
    "day that the talks with the",
    "neighbours would go on.",
    "",
    "Police in Kenya arrested four",
    "people, the ministry said.",
]
TEXT = (
    "The minister said on Monday that the talks with the neighbours would go on.\n\n"
    "Police in Kenya arrested four people, the ministry said."
)


def pdf(*pages: list[tuple[str, int]], password: str | None = None, **about: str) -> bytes:
    """A file with pages of lines, each in letters of some height; an empty line is a gap."""
    writer = PdfWriter()
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
    names = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    for lines in pages:
        page = writer.add_blank_page(612, 792)
        fonts = DictionaryObject({NameObject("/F"): names})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data(_set(lines).encode("cp1252"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({f"/{key}": value for key, value in about.items()})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _set(lines: list[tuple[str, int]]) -> str:
    y, parts = 740.0, []
    for text, size in lines:
        y -= 1.2 * size
        escaped = text.replace("(", r"\(").replace(")", r"\)")
        parts += [f"BT /F {size} Tf 72 {y:.1f} Td ({escaped}) Tj ET"] if text else []
    return "\n".join(parts)


def body(*lines: str) -> list[tuple[str, int]]:
    return [(line, 11) for line in lines]


def one(path: Path, data: bytes) -> Any:
    path.write_bytes(data)
    (outcome,) = articles([path])
    return outcome


@pytest.mark.parametrize("name", ["a.pdf", "no_ending"])
def test_lines_are_joined_to_paragraphs(tmp_path: Path, name: str) -> None:
    article = one(tmp_path / name, pdf(body(*LINES), Title="Talks go on", CreationDate="D:20240503100000Z"))
    assert isinstance(article, Article)
    assert (article.text, article.title, article.published) == (TEXT, "Talks go on", "2024-05-03")
    assert article.source == str(tmp_path / name)


def test_the_head_of_the_text_tells_title_and_date(tmp_path: Path) -> None:
    head = [("Talks with the", 20), ("neighbours go on", 20), ("", 11), ("Published: 2 May 2024", 11), ("", 11)]
    made = pdf([*head, *body(*LINES)], Title="Microsoft Word - final.docx", CreationDate="D:20240510")
    article = one(tmp_path / "a.pdf", made)
    assert (article.title, article.published) == ("Talks with the neighbours go on", "2024-05-02")
    assert article.text == f"Talks with the neighbours go on\n\nPublished: 2 May 2024\n\n{TEXT}"


def test_what_pages_repeat_is_left_out(tmp_path: Path) -> None:
    places = ("Nairobi", "Lagos", "Accra")
    pages = [
        body("The Strelsau Post", f"Page {number} of 3", "", f"Police in {place} arrested", f"four people in {place}.")
        for number, place in enumerate(places, start=1)
    ]
    article = one(tmp_path / "a.pdf", pdf(*pages))
    assert article.text == "\n\n".join(f"Police in {place} arrested four people in {place}." for place in places)


def test_a_sentence_goes_on_across_pages(tmp_path: Path) -> None:
    article = one(tmp_path / "a.pdf", pdf(body("7", "", *LINES[:2]), body("8", "", *LINES[2:])))
    assert article.text == TEXT


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("the negotia-", "tions went on", "the negotiations went on"),
        ("the cease-", "fire held as a cease-fire may", "the cease-fire held as a cease-fire may"),
        ("the anti-", "American march", "the anti-American march"),
        ("in 2023-", "24 it was", "in 2023- 24 it was"),
        ("the talks -", "at last - ended", "the talks - at last - ended"),
        ("soft\xad", "ened words", "softened words"),
        ("the ﬁrst", "oﬃcer", "the ﬁrst oﬃcer"),
    ],
)
def test_words_that_a_line_cuts(first: str, second: str, expected: str) -> None:
    assert joined([[Line(first, 0, 100, 10), Line(second, 0, 88, 10)]]) == expected


def test_columns_and_indents() -> None:
    left = [Line("The army left", 0, 100, 10), Line("the border.", 0, 88, 10), Line("  It came", 12, 76, 10)]
    right = [Line("back on Friday", 200, 100, 10), Line("and stayed.", 200, 88, 10)]
    assert joined([left + right]) == "The army left the border.\n\n  It came back on Friday and stayed."


def test_one_page_has_no_repeated_lines() -> None:
    page = [Line("The army left.", 0, 100, 10), Line("12", 0, 10, 10)]
    assert without_edges([page]) == [page[:1]]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf([]), "no text in PDF"),
        (pdf(body(*LINES), password="secret"), "encrypted"),
        (pdf(body(*LINES))[:300], "unreadable file"),
        (b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n", "unreadable file"),
        (pdf(body("Der Minister sagte, die Regierung werde weitere Waffen an die Ukraine liefern.")), "not English"),
    ],
)
def test_what_gives_no_article(tmp_path: Path, data: bytes, reason: str) -> None:
    outcome = one(tmp_path / "a.pdf", data)
    assert isinstance(outcome, Rejection)
    assert outcome.reason == reason


def test_the_language_is_kept(tmp_path: Path) -> None:
    german = "Der Minister sagte, die Regierung werde weitere Waffen an die Ukraine liefern."
    assert one(tmp_path / "a.pdf", pdf(body(german))).language == "de"
