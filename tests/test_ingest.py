"""From inputs to articles: what each kind of input gives, and what is said of the text."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.ingest import articles
from sayso.ingest.compose import first_line_title
from sayso.ingest.dates import credit, dateline, iso_date
from sayso.ingest.decode import decode
from sayso.ingest.html import plain
from sayso.ingest.language import other_language
from sayso.ingest.opened import PIECE_CAPS
from sayso.ingest.unreadable import REASONS, Unreadable
from sayso.records import Article, Rejection

BODY = "The minister said on Monday that the talks with the neighbours would go on."
PAGE = f"""<!doctype html><html><head><title>Talks go on | Strelsau Post</title><meta charset="utf-8">
<meta property="og:site_name" content="Strelsau Post"><meta property="og:title" content="Talks go on">
<meta property="article:published_time" content="2024-05-03T10:00:00Z"></head>
<body><nav>Home World Sport</nav><article><h1>Talks go on</h1><p>{BODY}</p><p>{BODY.replace("Monday", "Tuesday")}</p>
<p>She added that the army had been told to leave the border, and that both sides were content with it.</p></article>
</body></html>"""


def one(given: str | Path, **options: str) -> Article:
    (article,) = articles([given], **options)  # type: ignore[arg-type]
    assert isinstance(article, Article), article
    return article


def refused(given: str | Path) -> str:
    (rejection,) = articles([given])
    assert isinstance(rejection, Rejection), rejection
    assert rejection.stage == "ingest"
    assert rejection.reason in REASONS
    return rejection.reason


DATELINES = [
    ("Monday, January 7, 2019 \n\n\nThe president said", "2019-01-07"),
    ("SEOUL, Nov. 9, 2023 — The minister said", "2023-11-09"),
    ("SEOUL, South Korea, Nov. 9, 2023 (Agency) -- The minister", "2023-11-09"),
    ("Ministers meet\n\nPublished: 2024-05-03\n\nThe minister said", "2024-05-03"),
    ("Ministers meet\nPosted on 3rd May 2024 at 10:15 GMT\nThe minister", "2024-05-03"),
    ("NEW YORK, 9 November 2023 – The council", "2023-11-09"),
    ("3 May 2024 | Nairobi\n\nThe minister", "2024-05-03"),
    ("2024-05-03", "2024-05-03"),
    ("Army shells town\n\nPort Zenda, 12 March 2025\n\nThe army", "2025-03-12"),
    ("Army shells town\nBy Ann Roe, 12 March 2025\nThe army", "2025-03-12"),
    ("Army shells town\nBy Ann Roe and Joe Doe | 3 May 2024\n\nThe army", "2024-05-03"),
    ("Strelsau, 23 October 2025 - El Mirador\nThe army", "2025-10-23"),
    ("Army shells town\n15 March 2025, Channel Six News\n\nThe army", "2025-03-15"),
    ("Port Zenda, 12 March 2025 (Ruritanian Press Agency) - The army", "2025-03-12"),
    ("Zenda, Ruritania, March 12, 2025 — Police held two men", "2025-03-12"),
    ("STRELSAU, March 12, 2025. /RPA/. Police held two men", "2025-03-12"),
    ("Strelsau, Mar 12, 2025, RPA - Police held two men", "2025-03-12"),
    ("Strelsau, March 12, 2025 (RPA). Police held two men", "2025-03-12"),
    ("Mar. 12, 2025, 14:05 (UTC+3) RPA. Police held two men", "2025-03-12"),
    ("Army shells town\nThe Zenda Paper, 5 March 2024\n\nThe army", "2024-03-05"),
    ("Army shells town\n\nThe Paper, 5 March 2024\nThe army", "2024-03-05"),
    ("The Fall of Zenda, 5 March 1944\n\nThe army", None),
    ("The army fell back.\nThe Zenda Line, 5 March 1944\n", None),
    ("STRELSAU, March 12. /RPA/. Police held two men", None),
    ("Strelsau, 12 March 2025. The army shelled a town", None),
    ("On Thursday, 7 March 2024 - a holiday - police held two men", None),
    ("In Zenda, 3 May 2024 - a Friday - police held two men", None),
    ("The Pact of Zenda, 9 November 2023 is void.", None),
    ("Who held the men on 3 May 2024?\n\nThe army", None),
    ("UN Resolution 2334, 23 December 2016: the text", None),
    ("The minister resigned on January 7, 2019 — a surprise.", None),
    ("The treaty of 9 November 2023 is void.", None),
    ("February 30, 2024\n\nThe minister", None),
    ("SEOUL, Nov. 9 — The minister said", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), DATELINES)
def test_dateline(text: str, expected: str | None) -> None:
    assert dateline(text) == expected


CREDITS = [
    ("Port Zenda, 12 March 2025 (Ruritanian Press Agency) - The army", "Ruritanian Press Agency"),
    ("Army shells town\n15 March 2025, Channel Six News\n\nThe army", "Channel Six News"),
    ("STRELSAU, March 12, 2025. /RPA/. Police held two men", "RPA"),
    ("Strelsau, Mar 12, 2025, Ruritania News - Police held two men", "Ruritania News"),
    ("Mar. 12, 2025, 14:05 (UTC+3) RPA. Police held two men", "RPA"),
    ("Zenda, Ruritania, March 12, 2025 — Police held two men", None),
    ("Army shells town\nBy Ann Roe, 12 March 2025\n\nThe army", None),
    ("Army shells town\n12 March 2025\nThe Zenda Paper\n\nThe army", "The Zenda Paper"),
    ("Army shells town\nThe Zenda Paper\n12 March 2025\nBy Ann Roe\n\nThe army", "The Zenda Paper"),
    ("Army shells town\nAnn Roe\n12 March 2025\n\nThe army", None),
    ("Army shells town\nThe Zenda Paper\n\nThe army", None),
    ("The army shelled a town.", None),
]


@pytest.mark.parametrize(("text", "expected"), CREDITS)
def test_a_dateline_names_the_publisher(text: str, expected: str | None) -> None:
    assert credit(text) == expected


DATES = [
    ("2024-05-03", "2024-05-03"),
    ("2024-05-03T10:00:00Z", "2024-05-03"),
    ("May 3, 2024", "2024-05-03"),
    ("3 May 2024", "2024-05-03"),
    ("2024-13-03", None),
    ("soon", None),
    (None, None),
    (20240503, None),
]


@pytest.mark.parametrize(("value", "expected"), DATES)
def test_iso_date(value: object, expected: str | None) -> None:
    assert iso_date(value) == expected


TITLES = [
    ("Talks go on\n\nThe minister said so.", "Talks go on"),
    ("\n# Talks go on\n\nThe minister said so.", "Talks go on"),
    ("He said “no”\n\nThe minister said so.", "He said “no”"),
    ("Will talks go on?\n\nThe minister said so.", "Will talks go on?"),
    ("The talks went on.\n\nThe minister said so.", None),
    ("Talks go on\n3 May 2024\n\nThe minister said so.", "Talks go on"),
    ("Talks go on\nBy Ann Roe\nFriday, May 3, 2024\nThe Zenda Paper\n\nThe minister said so.", "Talks go on"),
    ("Talks go on\nThe Zenda Paper, 3 May 2024\n\nThe minister said so.", "Talks go on"),
    ("Talks go on\nThe minister said so on 3 May 2024\n\nHe left.", None),
    ("Talks go on\n3 May 2024\nThe minister said so.\n\nHe left.", None),
    ("Talks go on\nThe minister said so.", None),
    ("Talks go on", None),
    ("Talks go on\n\n", None),
    ("Friday, May 3, 2024\n\nThe minister said so.", None),
    ("x" * 200 + "\n\nThe minister said so.", None),
]


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_title_of_a_text(text: str, expected: str | None) -> None:
    assert first_line_title(text) == expected


def test_title_stays_in_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Talks go on\r\n\r\n" + BODY.encode())
    article = one(path)
    assert article.title == "Talks go on"
    assert article.text == f"Talks go on\n\n{BODY}"
    assert article.raw_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert article.language == "en"


def test_date_given_is_the_last_resort() -> None:
    assert one(BODY, date="2024-05-03").published == "2024-05-03"
    assert one(f"SEOUL, Nov. 9, 2023 — {BODY}", date="2024-05-03").published == "2023-11-09"
    assert one(BODY).published is None


def test_ids_are_content_hashes() -> None:
    assert one(BODY).id == one(BODY).id != one(BODY + " So be it.").id


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        json.dumps(
            {"id": "one", "title": "T", "date": "2024-05-03", "publisher": "P", "url": "https://x.org/a", "text": BODY}
        ),
        "{broken",
        json.dumps({"id": 7, "text": BODY}),
        "",
        json.dumps([1, 2]),
        json.dumps({"id": "none", "title": "no text"}),
        '{"id": "half", "text": "\\ud800 half a pair"}',
    ]
    for path, opened in ((tmp_path / "a.jsonl", open), (tmp_path / "b.jsonl.gz", gzip.open)):
        with opened(path, "wb") as file:  # type: ignore[operator]
            file.write("\n".join(lines).encode())
        results = list(articles([path]))
        first = results[0]
        assert isinstance(first, Article)
        assert (first.id, first.title, first.published, first.publisher, first.url) == (
            *("one", "T", "2024-05-03", "P"),
            "https://x.org/a",
        )
        told = [(r.article_id.removeprefix(str(path)), r.reason) for r in results if isinstance(r, Rejection)]
        assert told == [("#2", "bad JSON"), ("#5", "bad JSON"), ("none", "missing text"), ("#7", "bad JSON")]
        assert [r.id for r in results if isinstance(r, Article)] == ["one", "7"]


def test_html(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    article = one(path)
    assert (article.title, article.published, article.publisher) == ("Talks go on", "2024-05-03", "Strelsau Post")
    assert BODY in article.text
    assert "Sport" not in article.text


def test_folder_is_walked_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.txt", "sub/.hidden.txt", "skipped.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{BODY} {name}", encoding="utf-8")
    assert [article.text.split()[-1] for article in articles([tmp_path])] == ["a.md", "b.txt", "sub/c.txt"]


TWO_LINES = b"\n".join(json.dumps({"text": BODY + end}).encode() for end in ("", "!"))


@pytest.mark.parametrize(("data", "number"), [(BODY.encode(), 1), (TWO_LINES, 2), (PAGE.encode(), 1)])
def test_standard_input_is_guessed(monkeypatch: pytest.MonkeyPatch, data: bytes, number: int) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    found = list(articles(["-"]))
    assert len(found) == number
    assert all(isinstance(article, Article) and BODY in article.text for article in found)


REFUSED = [
    ("nothing-here.txt", "no such file"),
    ("", "empty"),
    (" \n ", "empty"),
    ("ftp://example.org/a", "bad address"),
    ("http://127.0.0.1:9/", "private address"),
    ("http://[::1]:9/", "private address"),
    ("http://[::ffff:10.0.0.1]/", "private address"),
    ("http://169.254.169.254/latest", "private address"),
    ("http://[broken/", "bad address"),
    ("a" * 5000, "no such file"),
    ("nul\0byte", "no such file"),
]


@pytest.mark.parametrize(("given", "reason"), REFUSED)
def test_refused(given: str, reason: str) -> None:
    assert refused(given) == reason


def test_decode_keeps_every_character() -> None:
    text = "Zero\u200bwidth, \u200fright to left\u200e, é, \U0001f600\r\nnext"
    assert decode(text.encode()) == text.replace("\r\n", "\n")
    assert decode(text.encode("utf-16")) == text.replace("\r\n", "\n")
    assert decode("“quoted” – café".encode("cp1252") + b" plain English words around it" * 3).startswith(
        "“quoted” – café"
    )
    assert decode("Привет, министр обороны сказал".encode("cp1251"), declared="windows-1251").startswith("Привет")


@pytest.mark.parametrize("data", [b"%PDF-1.7 text", b"\x89PNG\r\n\x1a\n", b"text\0text", bytes(range(1, 32)) * 20])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="binary"):
        decode(data)


LANGUAGES = [
    (BODY, False),
    (BODY.upper(), False),
    ("Kim Jong-un met Xi Jinping.", False),
    (
        "Muhammadu Buhari, Nnamdi Kanu, Abubakar Shekau and Olusegun Obasanjo met in Maiduguri with Yemi Osinbajo.",
        False,
    ),
    ("Recep Tayyip Erdoğan, Hakan Fidan, Yaşar Güler and Mevlüt Çavuşoğlu visited Diyarbakır and Şanlıurfa.", False),
    ("Der Minister sagte, die Regierung werde weitere Waffen an die Ukraine liefern.", True),
    ("Le président a rencontré le ministre allemand à Berlin et a dit que les pourparlers continuent.", True),
    ("Президент встретился с министром обороны.", True),
    ("中国外交部发言人表示反对制裁。", True),
]


@pytest.mark.parametrize(("text", "other"), LANGUAGES)
def test_language(text: str, other: bool) -> None:
    assert (other_language(text) is not None) == other


class Site(BaseHTTPRequestHandler):
    """A page, a redirect to it, one that goes round in circles, one that is missing, and one without end."""

    def do_GET(self) -> None:
        status = {"/page": 200, "/moved": 302, "/circle": 302, "/long": 200}.get(self.path, 404)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/page" if self.path == "/moved" else "/circle")
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode() if self.path != "/long" else b"x" * 3_000)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr("sayso.ingest.web.PAUSE_SECONDS", 0.0)
    server = HTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def fetched(url: str) -> Article | Rejection:
    (result,) = articles([url], allow_private=True)
    return result


@pytest.mark.parametrize("path", ["/page", "/moved"])
def test_page_is_fetched(site: str, path: str) -> None:
    article = fetched(site + path)
    assert isinstance(article, Article)
    assert (article.title, article.url) == ("Talks go on", site + path)
    assert article.retrieved
    assert article.retrieved.endswith("+00:00")


@pytest.mark.parametrize(("path", "detail"), [("/circle", "redirects"), ("/gone", "404")])
def test_page_that_is_not_there(site: str, path: str, detail: str) -> None:
    rejection = fetched(site + path)
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "unreachable"
    assert detail in (rejection.detail or "")


def test_size_cap(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PIECE_CAPS, "html", 0)
    rejection = fetched(site + "/long")
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "too large"


def test_redirect_into_the_own_network_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host passes as public; the page it points to does not."""
    from sayso.ingest import web

    checked: list[str] = []

    def first_only(address: str) -> bool:
        checked.append(address)
        return len(checked) == 1

    monkeypatch.setattr(web, "_is_public", first_only)
    (rejection,) = articles([site + "/moved"])
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "private address"


PLAIN = [
    ("The minister said so.\r\nShe did.", "The minister said so.\nShe did."),
    ("<p>The minister said so.</p><p>She <b>did</b> &amp; left.</p>", "The minister said so.\n\nShe did & left."),
    ("The talks<br/>went on.<script>alert(1)</script>", "The talks went on."),
    (
        "<p>The talks</p><!-- no --><figure>A picture</figure><ul><li>went</li><li>on.</li></ul>",
        "The talks\n\nwent\n\non.",
    ),
    ("<div>A&#1;B</div>", "A\x01B"),
    ("If 3 < 4 and <b> is bold & so on, he said.", "If 3 < 4 and <b> is bold & so on, he said."),
]


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_markup_in_a_field(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_a_page_in_a_field() -> None:
    assert BODY in plain(PAGE)
    assert "Sport" not in plain(PAGE)


def test_markdown_loses_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "talks.md"
    path.write_text(
        "# Envoys meet in Oslo\n\nThe **envoy** told [Radio Nord](https://example.org/a) that *two* ships left.\n"
        "\n> The snake_case name and 2 * 3 * 4 stay.\n",
        encoding="utf-8",
    )
    article = one(path)
    assert article.title == "Envoys meet in Oslo"
    assert "The envoy told Radio Nord that two ships left." in article.text
    assert article.text.endswith("\nThe snake_case name and 2 * 3 * 4 stay.\n")
    assert "**envoy**" in one(_as(path, "talks.txt")).text


def test_front_matter_says_what_an_article_is(tmp_path: Path) -> None:
    path = tmp_path / "talks.md"
    path.write_text(
        '---\ntitle: "Envoys: they meet"\ndate: 2024-05-03\ntags:\n  - peace\npublisher: Radio Nord\n---\n'
        "The envoy told reporters that two ships had left the harbour.\n",
        encoding="utf-8",
    )
    article = one(path)
    assert (article.title, article.published, article.publisher) == ("Envoys: they meet", "2024-05-03", "Radio Nord")
    assert article.text == "The envoy told reporters that two ships had left the harbour.\n"
    path.write_text("---\n\nThe envoy told reporters that two ships had left.\n\n---\nThe end.\n", encoding="utf-8")
    assert one(path).text.startswith("---")


def _as(path: Path, name: str) -> Path:
    return path.rename(path.with_name(name))


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("Levant Wire\n5 March 2025", "Levant Wire"),
        ("5 March 2025", "Levant Wire"),
        ("By Ann Roe\n5 March 2025", "Levant Wire"),
        ("Zenda Post\n5 March 2025", None),
        ("The Zenda Post\n5 March 2025", "The Zenda Post"),
    ],
)
def test_an_agency_is_the_publisher_unless_the_lines_below_the_title_name_another(below: str, expected: str) -> None:
    text = f"Guards seize tanker\n{below}\n\nRIGA, 5 March 2025 (Levant Wire) - Guards seized a tanker on Tuesday."
    assert credit(text) == expected


def test_the_date_of_articles_without_one_is_checked() -> None:
    (article,) = articles(["The army shelled the town."], date="3 May 2024")
    assert isinstance(article, Article)
    assert article.published == "2024-05-03"
    for wrong in ("03/05/2024", "yesterday", "2024-02-30"):
        with pytest.raises(InputError, match="is no date"):
            list(articles(["The army shelled the town."], date=wrong))
