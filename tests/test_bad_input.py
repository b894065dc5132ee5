"""Bad input ends in claims or in a rejection that says why, never in a traceback, and its neighbours are still read."""

from __future__ import annotations

import gzip
import socket
from functools import cache
from pathlib import Path

import msgspec
import pytest

from sayso.app.cli import run
from sayso.claims import read_batch
from sayso.ingest import articles
from sayso.records import Article, Reading, Rejection

DATA = Path(__file__).parent / "data" / "bad_input"
SENTENCE = "Police in Kenya arrested four people on Monday, the interior ministry said."
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n"

READABLE = [
    "broken_utf8.txt",
    "capitals.txt",
    "cp1252.txt",
    "headline.txt",
    "invisible.txt",
    "latin1.txt",
    "mojibake.txt",
    "no_punctuation.txt",
    "right_to_left.txt",
    "unpaired.txt",
    "utf16.txt",
    "utf16_no_mark.txt",
]
WITH_CLAIMS = [name for name in READABLE if name not in ("capitals.txt", "no_punctuation.txt", "headline.txt")]
REFUSED = {
    "no_text.html": "no text in HTML",
    "korean.txt": "not English",
    "russian.txt": "not English",
    "french.txt": "not English",
    "arabic.txt": "not English",
}
GENERATED = {
    "empty.txt": (b"", "empty"),
    "spaces.txt": (b" \n\t \r\n" * 20, "empty"),
    "invisible_only.txt": ("\u200b\u200e\ufeff \u2060".encode(), "empty"),
    "picture.txt": (PNG, "binary"),
    "paper.txt": (PDF, "binary"),
    "noise.txt": (bytes(range(256)) * 40, "binary"),
    "cut.txt.gz": (gzip.compress(SENTENCE.encode() * 50, mtime=0)[:40], "unreadable file"),
    "no_archive.txt.gz": (b"no archive at all", "unreadable file"),
    "empty.html": (b"<html></html>", "no text in HTML"),
}


def only(given: str | Path) -> Article | Rejection:
    (result,) = articles([given], date="2024-05-14")
    return result


@pytest.mark.parametrize("name", READABLE)
def test_odd_text_is_taken(name: str) -> None:
    result = only(DATA / name)
    assert isinstance(result, Article), result
    assert result.text.strip()


@pytest.mark.parametrize("name", ["cp1252.txt", "utf16.txt", "utf16_no_mark.txt"])
def test_the_encoding_is_found(name: str) -> None:
    result = only(DATA / name)
    assert isinstance(result, Article)
    assert result.text.startswith("The foreign minister of São Tomé met Côte d’Ivoire’s president on Monday – ")


@pytest.mark.parametrize(("name", "reason"), REFUSED.items())
def test_what_is_no_english_text_is_refused(name: str, reason: str) -> None:
    result = only(DATA / name)
    assert isinstance(result, Rejection), result
    assert (result.stage, result.reason) == ("ingest", reason)


@pytest.mark.parametrize(("name", "data", "reason"), [(name, *row) for name, row in GENERATED.items()])
def test_what_is_no_text_is_refused(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    result = only(path)
    assert isinstance(result, Rejection), result
    assert (result.article_id, result.reason) == (str(path), reason)


def closed_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def test_what_cannot_be_reached_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hollow").mkdir()
    here = f"http://127.0.0.1:{closed_port()}/"
    given: list[str | Path] = [
        "http://nonexistent.invalid/a",
        here,
        "gopher://nonexistent.invalid/a",
        tmp_path / "no.txt",
        tmp_path / "hollow",
    ]
    refused = [only(each) for each in given]
    reasons = ["unreachable", "private address", "bad address", "no such file", "no readable files"]
    assert [getattr(each, "reason", each) for each in refused] == reasons
    (result,) = articles([here], allow_private=True)
    assert isinstance(result, Rejection)
    assert result.reason == "unreachable"


def test_a_broken_line_costs_only_itself() -> None:
    results = list(articles([DATA / "broken.jsonl"]))
    taken = [result.id for result in results if isinstance(result, Article)]
    refused = {
        result.article_id.rpartition("/")[2]: result.reason for result in results if isinstance(result, Rejection)
    }
    assert (taken[0], taken[-1]) == ("first", "last")
    assert refused.items() >= {"broken.jsonl#2": "bad JSON", "broken.jsonl#3": "bad JSON"}.items()
    assert refused.items() >= {"number": "missing text", "silent": "empty"}.items()
    assert len(results) == 7


def test_bad_inputs_leave_their_neighbours_alone(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    bad: list[str | Path] = [
        tmp_path / "empty.txt",
        DATA / "korean.txt",
        tmp_path / "no.txt",
        "http://nonexistent.invalid/",
        "",
    ]
    given: list[str | Path] = [SENTENCE, *(each for one in bad for each in (one, SENTENCE))]
    kinds = [isinstance(result, Article) for result in articles(given)]
    assert kinds == [True, *([False, True] * len(bad))]


def test_a_folder_is_walked_past_its_bad_files(tmp_path: Path) -> None:
    for name, data in [("a.txt", SENTENCE.encode()), ("b.txt", PNG), ("c.exe", PNG), ("d.txt", SENTENCE.encode())]:
        (tmp_path / name).write_bytes(data)
    results = list(articles([tmp_path]))
    assert [type(result).__name__ for result in results] == ["Article", "Rejection", "Article"]


def test_five_megabytes_are_taken_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    path.write_text("\n\n".join([SENTENCE] * 72_000), encoding="utf-8")
    result = only(path)
    assert isinstance(result, Article)
    assert len(result.text) > 5_000_000


@cache
def readings() -> dict[str, Reading | Rejection]:
    """All the readable odd texts and two good sentences, read in one call."""
    given: list[str | Path] = [
        SENTENCE,
        *(DATA / name for name in READABLE),
        DATA / "broken.jsonl",
        SENTENCE.replace("Kenya", "Chad"),
    ]
    taken = [result for result in articles(given, date="2024-05-14") if isinstance(result, Article)]
    names = ["first sentence", *READABLE, *(article.id for article in taken[len(READABLE) + 1 : -1]), "last sentence"]
    return dict(zip(names, read_batch(taken), strict=True))


@pytest.mark.parametrize("name", READABLE)
def test_odd_text_ends_in_a_reading_or_a_reason(name: str) -> None:
    result = readings()[name]
    assert isinstance(result, Reading) or result.reason


@pytest.mark.parametrize("name", ["first sentence", *WITH_CLAIMS, "first", "last", "last sentence"])
def test_what_an_odd_text_claims_is_found(name: str) -> None:
    result = readings()[name]
    assert isinstance(result, Reading), result
    assert result.claims
    assert all(claim.trigger.of(result.article.text).strip() for claim in result.claims)


def test_an_article_without_text_is_no_traceback() -> None:
    odd = ["", " ", "\n\n", ".", "\u200b", "“", "1 2 3", "a" * 5_000, "🙂 " * 300, "(" * 600, "said " * 600]
    some = [Article(id=str(number), text=text) for number, text in enumerate(odd)]
    results = list(read_batch([*some, Article(id="good", text=SENTENCE)]))
    assert len(results) == len(odd) + 1
    assert isinstance(results[-1], Reading)
    assert results[-1].claims


def test_a_long_article_is_read_to_its_end() -> None:
    """Longer than any window of the reader: the last sentence is read like the first, with offsets into the whole."""
    dull = "\n\n".join(["The weather was mild, and the market opened at nine as it had all year."] * 400)
    text = f"{SENTENCE}\n\n{dull}\n\nEthiopia attacked Eritrea on Monday."
    (result,) = read_batch([Article(id="long", text=text, published="2024-05-14")])
    assert isinstance(result, Reading)
    triggers = {claim.trigger.of(text): claim.trigger.start for claim in result.claims}
    assert triggers["arrested"] == text.index("arrested")
    assert triggers["attacked"] == text.rindex("attacked")


def test_the_command_reads_on_and_tells_what_it_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "picture.txt").write_bytes(PNG)
    given = [SENTENCE, str(tmp_path / "picture.txt"), str(DATA / "korean.txt"), str(DATA / "broken.jsonl"), "no.txt"]
    assert run(["read", *given, "--format", "jsonl", "--date", "2024-05-14"]) == 0
    out, err = capfd.readouterr()
    rows = [msgspec.json.decode(line) for line in out.splitlines()]
    assert [row["id"] for row in rows][1:3] == ["first", "last"]
    assert len(rows) == 3
    assert rows[0]["claims"]
    for reason in ("binary", "not English", "bad JSON", "missing text", "empty", "no such file"):
        assert reason in err
    assert "Traceback" not in err


def test_the_command_fails_if_nothing_can_be_read(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["read", "http://nonexistent.invalid/", str(DATA / "arabic.txt"), "no.txt"]) == 5
    out, err = capfd.readouterr()
    assert not out.strip()
    assert "unreachable" in err
    assert "Traceback" not in err


def test_the_command_stops_at_a_bad_article_if_strict(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(DATA / "russian.txt"), SENTENCE, "--strict"]) == 5
    assert "not English" in capfd.readouterr().err
