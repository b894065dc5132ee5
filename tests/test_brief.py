"""Briefs: every statement with its words and article, hostile words as text, the same in HTML, Word and Markdown."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec import structs

from sayso.app.cli import run
from sayso.errors import InputError
from sayso.records import Span
from sayso.report.brief import ENDINGS, docx, html, markdown, write_brief
from sayso.report.brief.building import built
from sayso.report.brief.concerned import concerns, targets
from sayso.report.brief.shape import Brief
from sayso.report.brief.telling import quote, words_of
from sayso.report.exports.material import Material
from sayso.store import Filter, Store
from sayso.store.material import material
from tests.exported import made_store

pytest.importorskip("duckdb")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_store(tmp_path_factory.mktemp("brief") / "s.duckdb")


@pytest.fixture(scope="module")
def held(path: Path) -> Iterator[Material]:
    with Store(path, read_only=True) as store:
        yield material(store)


@pytest.fixture(scope="module")
def brief(held: Material) -> Brief:
    return built(held, title="What is <claimed>", most=10)


class Page(HTMLParser):
    """Tags with their attributes, and the words between."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def page_of(brief: Brief) -> Page:
    file = io.BytesIO()
    html.write(brief, file)
    return Page(file.getvalue().decode())


def test_sections(brief: Brief) -> None:
    assert [section.anchor for section in brief.sections] == [
        *("glance", "events", "amounts", "contested"),
        *("lately", "sources", "measures", "method"),
    ]
    events = brief.sections[1].statements
    assert [one.status for one in events] == ["contested", "planned", "asserted", "asserted"]
    assert events[0].heading == "2024-02-12 · North Korea → Russia: aid (5,000 artillery shells), Rajin"
    assert dict(events[0].facts)["Denied by 1 origin"] == "the foreign ministry"


def test_every_statement_has_its_words_and_article(brief: Brief) -> None:
    for statement in brief.sections[1].statements:
        assert statement.quotes
        for one in statement.quotes:
            assert one.words
            assert one.article
            assert re.fullmatch(r"a\d/c\d", one.key)
    denial = brief.sections[1].statements[0].quotes[1]
    assert (denial.stance, denial.said) == (
        "denied",
        "The foreign ministry in Pyongyang (denied) [the foreign ministry]",
    )


def test_tables(brief: Brief) -> None:
    by = {section.anchor: section.table for section in brief.sections}
    assert by["amounts"] is not None
    assert by["amounts"].rows[0][1:] == ("5,000 shells", "a lawmaker in Seoul", "asserted")
    assert by["contested"] is not None
    assert len(by["contested"].rows) == 1
    assert by["lately"] is not None
    assert [row[:2] for row in by["lately"].rows] == [
        ("2024-02-15", "new"),
        ("2024-02-20", "newly denied"),
        ("2024-03-01", "new"),
        ("2024-03-05", "new"),
    ]
    assert by["sources"] is not None
    assert {row[0] for row in by["sources"].rows} >= {"a lawmaker in Seoul", "the foreign ministry", "Wire"}


def test_measures(held: Material, brief: Brief) -> None:
    found = {(one.measure.id, one.happening.event.id) for one in concerns(held.happenings())}
    assert ("S/RES/1874", "e1") in found  # arms out of North Korea
    assert ("S/RES/1695", "e4") in found  # who bought missiles from it
    assert not {measure for measure, event in found if event == "e5"}
    section = next(section for section in brief.sections if section.anchor == "measures")
    assert "a possible breach, as far as the claim is true" in section.paragraphs[0]
    assert section.points
    assert section.points[0].startswith("Russia: ")


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("North Korea (DPRK)", {"PRK"}),
        ("Houthis (Ansar Allah) and other listed persons in Yemen", {"Houthis"}),
        ("armed groups in eastern DR Congo", set()),
        ("all states (terrorist acts)", set()),
    ],
)
def test_whom_a_measure_is_for(words: str, codes: set[str]) -> None:
    assert targets(words) == codes


def test_html_is_safe_and_of_one_piece(brief: Brief) -> None:
    page = page_of(brief)
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "img", "iframe", "link", "object", "form", "b"}
    assert not [attributes for _, attributes in page.tags if any(name.startswith("on") for name in attributes)]
    assert {attributes["href"] for tag, attributes in page.tags if tag == "a"} >= {"https://example.org/a1?a=1&b=<2>"}
    assert all((attributes["href"] or "").startswith(("#", "https://")) for tag, attributes in page.tags if tag == "a")
    words = "".join(page.words)
    assert "<script>alert(1)</script>" in words
    assert "What is <claimed>" in words
    assert "\x07" not in words
    assert "\u202e" not in words
    assert ("meta", {"http-equiv": "Content-Security-Policy", "content": html.POLICY}) in page.tags


def test_html_has_one_main_heading_and_anchors(brief: Brief) -> None:
    page = page_of(brief)
    assert [tag for tag, _ in page.tags].count("h1") == 1
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    assert {f"#{one}" for one in ids} == {
        attributes["href"] for tag, attributes in page.tags if tag == "a" and (attributes["href"] or "")[0] == "#"
    }


def test_markdown_keeps_words_as_text(brief: Brief) -> None:
    file = io.BytesIO()
    markdown.write(brief, file)
    text = file.getvalue().decode()
    assert "\\<script\\>alert(1)\\</script\\> \\& more \\| pipes" in text
    assert "(<https://example.org/a1?a=1&b=" not in text  # an address with angle brackets is no link
    assert "## Contested points" in text
    assert markdown.escaped("- *x* [y](z)\n# no") == "\\- \\*x\\* \\[y\\](z) # no"
    assert markdown.escaped("1. one") == "1\\. one"


def test_word(brief: Brief) -> None:
    word = pytest.importorskip("docx")
    file, again = io.BytesIO(), io.BytesIO()
    docx.write(brief, file)
    docx.write(brief, again)
    assert file.getvalue() == again.getvalue()
    made = word.Document(io.BytesIO(file.getvalue()))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert "North Korea shipped 5,000 artillery shells to Russia" in text
    assert "<script>alert(1)</script>" in text
    assert len(made.tables) == 5


def test_a_wall_of_letters_is_cut(held: Material) -> None:
    line = next(iter(held.lines()))
    text = "A" * 5000 + " shipped " + "B" * 5000
    long = line._replace(
        article=structs.replace(line.article, text=text, title="T" * 900),
        claim=structs.replace(line.claim, trigger=Span(5001, 5008)),
        sentence=Span(0, len(text)),
    )
    words = words_of(long)
    assert "A shipped B" in words
    assert len(words) < 720
    assert len(quote(long).article) < 200


def test_nothing_found(path: Path) -> None:
    with Store(path, read_only=True) as store:
        brief = built(material(store, Filter(actor=("BRA",))), title="x", most=5)
    assert [section.anchor for section in brief.sections] == ["glance", "method"]
    assert "Nothing that is claimed" in brief.sections[0].paragraphs[0]


def test_of_many_events_the_most_told(held: Material) -> None:
    brief = built(held, title="x", most=1)
    assert [one.status for one in brief.sections[1].statements] == ["contested"]
    assert "with the most origins and denials of 4 that answer" in brief.sections[0].points[1]


@pytest.mark.parametrize("ending", ENDINGS)
def test_command(path: Path, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"brief{ending}"
    arguments = ["report", "--store", str(path), "--actor", "PRK", "--recipient", "RUS", "-o", str(target)]
    assert run(arguments) == 0
    first = target.read_bytes()
    assert run(arguments) == 0
    assert target.read_bytes() == first
    assert ending == ".docx" or "What is claimed: North Korea → Russia" in first.decode()


def test_wrong_ending(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "--store", str(path), "-o", "brief.pdf"]) == 2
    assert ".html, .docx, .md" in capsys.readouterr().err


def test_word_without_its_package(held: Material, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(InputError, match=r"sayso\[export\]"):
        write_brief(held, title="x", path=str(tmp_path / "x.docx"))
    assert list(tmp_path.iterdir()) == []
