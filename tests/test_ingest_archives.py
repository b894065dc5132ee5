"""Archives of files and of the web: what is in them, bombs, and damage."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from sayso.ingest import archives, articles, opened
from sayso.ingest.opened import PIECE_CAPS
from sayso.records import Article, Rejection
from tests.site import html

BODY = "The minister said on Monday that the talks with the neighbours would go on."
MORE = "Police in Kenya arrested four people on Tuesday."
MEMBERS = {
    "news/a.txt": BODY.encode(),
    "news/picture.png": b"\x89PNG",
    "news/.hidden.txt": MORE.encode(),
    "b.csv": f"id,text\n7,{MORE}\n".encode(),
    "c.jsonl.gz": gzip.compress(json.dumps({"id": "j", "text": BODY}).encode()),
    "inner.zip": b"PK\x05\x06" + b"\0" * 18,
    "feed.xml": b"<rss><channel><item><link>http://127.0.0.1/</link></item></channel></rss>",
}
EXPECTED = ["#news/a.txt", "#b.csv#2", "#c.jsonl.gz#1", "#inner.zip inside an archive", "#feed.xml inside an archive"]


def told(given: Path) -> list[str]:
    """Where each article came from, and each rejection with its reason."""
    return [
        (outcome.source or "").removeprefix(str(given))
        + (f" {outcome.reason}" if isinstance(outcome, Rejection) else "")
        for outcome in articles([given])
    ]


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def tarred(members: dict[str, bytes], mode: str) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zipped(MEMBERS)),
        ("a.tar", tarred(MEMBERS, "w")),
        ("a.tar.gz", tarred(MEMBERS, "w:gz")),
        ("a.tgz", tarred(MEMBERS, "w:gz")),
        ("no_ending", zipped(MEMBERS)),
        ("neither", tarred(MEMBERS, "w:gz")),
    ],
)
def test_members_are_read(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert told(tmp_path / name) == EXPECTED


def test_an_archive_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (zipped(MEMBERS), tarred(MEMBERS, "w:gz")):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert [outcome.source for outcome in articles(["-"])] == [f"-{place.split()[0]}" for place in EXPECTED]


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}, "binary"),
        ({"a.png": b"x"}, "no readable files"),
        ({}, "no readable files"),
    ],
)
def test_archives_without_articles(tmp_path: Path, members: dict[str, bytes], reason: str) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(members))
    assert told(tmp_path / "a.zip") == [f" {reason}"]


def test_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "RATIO_FREE", 10_000)
    bomb = json.dumps({"text": BODY}).encode() + b"\n" + b" \n" * 2_000_000
    (tmp_path / "a.zip").write_bytes(zipped({"bomb.jsonl": bomb, "good.txt": BODY.encode()}))
    assert told(tmp_path / "a.zip") == ["#bomb.jsonl#1", "#bomb.jsonl zip bomb", "#good.txt"]
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(bomb))
    assert told(tmp_path / "a.jsonl.gz") == ["#1", " zip bomb"]
    (tmp_path / "a.tar.gz").write_bytes(tarred({"bomb.jsonl": bomb, "good.txt": BODY.encode()}, "w:gz"))
    assert told(tmp_path / "a.tar.gz")[:2] == ["#bomb.jsonl#1", "#bomb.jsonl zip bomb"]


def test_caps_on_number_and_total(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({f"{number}.txt": f"{BODY} {number}".encode() for number in range(5)}))
    monkeypatch.setattr(archives, "MEMBERS_CAP", 3)
    assert told(tmp_path / "a.zip") == ["#0.txt", "#1.txt", "#2.txt", " too many"]
    monkeypatch.setattr(archives, "TOTAL_CAP", 200)
    assert told(tmp_path / "a.zip") == ["#0.txt", "#1.txt", "#2.txt too large", " too large"]


@pytest.mark.parametrize("kind", ["html", "text", "pdf"])
def test_what_is_too_large_for_one_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setitem(PIECE_CAPS, kind, 0)
    path = tmp_path / {"html": "a.html", "text": "a.txt", "pdf": "a.pdf"}[kind]
    path.write_bytes(html("A"))
    assert told(path) == [" too large"]


def test_damaged_archives(tmp_path: Path) -> None:
    data = zipped({"a.txt": BODY.encode(), "b.txt": MORE.encode()})
    (tmp_path / "cut.zip").write_bytes(data[:-30])
    assert told(tmp_path / "cut.zip") == [" unreadable file"]
    (tmp_path / "bad.zip").write_bytes(data[:40] + bytes([data[40] ^ 255]) + data[41:])
    assert told(tmp_path / "bad.zip") == ["#a.txt unreadable file", "#b.txt"]
    (tmp_path / "cut.tar").write_bytes(tarred({"a.txt": BODY.encode(), "b.txt": MORE.encode()}, "w")[:1560])
    assert told(tmp_path / "cut.tar") == ["#a.txt", "#b.txt unreadable file", " unreadable file"]


def test_a_member_that_asks_for_a_password(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": BODY.encode()}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    assert told(tmp_path / "a.zip") == ["#a.txt encrypted"]


def record(number: int, *, kind: str = "text/html", status: int = 200, body: bytes | None = None) -> bytes:
    """One answer of a server, as a web archive keeps it."""
    body = body or html(f"Page {number}", number)
    answer = f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://x.org/{number}\r\nWARC-Date: 2024-05-03T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


PLAIN = [record(number) for number in range(4)]
PACKED = [gzip.compress(one) for one in PLAIN]
ALL = [f"#urn:uuid:{number}" for number in range(4)]


def damaged(data: bytes, at: int) -> bytes:
    return data[:at] + b"\0" * 20 + data[at + 20 :]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.warc", b"".join(PLAIN)),
        ("a.warc.gz", b"".join(PACKED)),
        ("one_piece.warc.gz", gzip.compress(b"".join(PLAIN))),
        ("no_ending", b"".join(PACKED)),
        ("others.warc", b"".join([record(8, kind="image/png"), PLAIN[0], record(9, status=404), *PLAIN[1:]])),
    ],
)
def test_web_archives(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert told(path) == ALL
    first = next(iter(articles([path])))
    assert isinstance(first, Article)
    assert (first.title, first.url, first.retrieved) == ("Page 0", "https://x.org/0", "2024-05-03T10:00:00Z")


DAMAGE = {
    "head.warc.gz": b"".join([*PACKED[:2], damaged(PACKED[2], 12), PACKED[3]]),
    "body.warc.gz": b"".join([*PACKED[:2], damaged(PACKED[2], len(PACKED[2]) - 60), PACKED[3]]),
    "between.warc.gz": b"".join([*PACKED[:2], b"rubbish", PACKED[3]]),
    "first.warc.gz": b"".join([damaged(PACKED[0], 12), *PACKED[1:]]),
    "cut.warc.gz": b"".join(PACKED)[:-60],
    "name.warc": b"".join([*PLAIN[:2], PLAIN[2].replace(b"WARC/1.0", b"WRAC/1.0"), PLAIN[3]]),
    "cut.warc": b"".join(PLAIN)[:-60],
    "within.warc": b"".join([*PLAIN[:2], PLAIN[2][:-200], PLAIN[3]]),  # whoever wrote it fell and began anew
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_record_costs_only_itself(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(DAMAGE[name])
    outcomes = told(tmp_path / name)
    broken = [outcome for outcome in outcomes if outcome.endswith("broken record")]
    assert len(broken) == 1
    assert [outcome for outcome in outcomes if outcome in ALL] == [one for one in ALL if one in outcomes]
    assert len(outcomes) == 4


def test_a_page_may_tell_of_web_archives(tmp_path: Path) -> None:
    page = html("Page 1", 1).replace(b"</body>", b"<pre>WARC/1.0\r\nWARC-Type: response\r\n</pre></body>")
    assert b"WARC" in page
    data = b"".join([PLAIN[0], record(1, body=page), *PLAIN[2:]])
    for name, kept in (("a.warc", data), ("a.warc.gz", gzip.compress(data))):
        (tmp_path / name).write_bytes(kept)
        assert told(tmp_path / name) == ALL


def test_what_is_no_web_archive(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"The minister said so.")
    assert told(tmp_path / "a.warc") == [" unreadable file"]


def test_a_package_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fastwarc.warc", None)
    (tmp_path / "a.warc").write_bytes(PLAIN[0])
    (refused,) = articles([tmp_path / "a.warc"])
    assert isinstance(refused, Rejection)
    assert (refused.reason, refused.detail) == ("missing package", "pip install 'sayso[formats]'")


def test_what_breaks_a_library_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **options: object) -> None:
        raise IndexError("string index out of range")

    monkeypatch.setattr("sayso.ingest.pages.decode", broken)
    (refused, other) = articles([BODY, tmp_path / "none.txt"])
    assert isinstance(refused, Rejection)
    assert isinstance(other, Rejection)
    assert (refused.reason, refused.detail) == ("internal error", "IndexError: string index out of range")
    assert other.reason == "no such file"
