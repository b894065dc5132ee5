"""Addresses: feeds, lists of feeds, sitemaps, robots.txt, conditional requests, redirects, and streams without end."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from sayso.ingest import articles, web
from sayso.ingest.feeds import FULL
from sayso.ingest.opened import PIECE_CAPS
from sayso.ingest.seen import SeenHere, Stamp
from sayso.records import Article, Rejection
from tests.site import SENTENCES, Site, html, served

LONG = " ".join(SENTENCES * 5)
assert len(LONG.split()) > FULL


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(web, "PAUSE_SECONDS", 0.0)
    with served() as one:
        yield one


def taken(*given: str | Path, seen: SeenHere | None = None) -> tuple[list[Article], list[tuple[str, str]]]:
    """The articles, and the rejections as address and reason."""
    outcomes = list(articles(given, allow_private=True, seen=seen))
    return (
        [outcome for outcome in outcomes if isinstance(outcome, Article)],
        [(outcome.article_id, outcome.reason) for outcome in outcomes if isinstance(outcome, Rejection)],
    )


def rss(*items: str, title: str = "Strelsau Post") -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{title}</title>{''.join(items)}</channel></rss>"
    ).encode()


def item(link: str, title: str = "Talks go on", rest: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{rest}</item>"


def test_links_of_a_feed_are_fetched(site: Site) -> None:
    site.pages = {"/a": html("Page A", 1), "/feed": rss(item(f"{site.url}/a"), item(f"{site.url}/gone"))}
    found, refused = taken(f"{site.url}/feed")
    assert [(a.title, a.publisher, a.url, a.source) for a in found] == [
        ("Page A", "Strelsau Post", f"{site.url}/a", f"{site.url}/a")
    ]
    assert refused == [(f"{site.url}/gone", "unreachable")]


def test_a_feed_tells_what_its_pages_do_not(site: Site) -> None:
    dated = item(f"{site.url}/a", rest="<pubDate>Fri, 03 May 2024 10:00:00 +0200</pubDate>")
    site.pages = {"/a": html("", 1), "/feed": rss(dated)}
    (article,), _ = taken(f"{site.url}/feed")
    assert (article.title, article.published) == ("Talks go on", "2024-05-03")


def test_an_entry_that_holds_its_text_is_not_fetched(site: Site) -> None:
    content = f"<content:encoded><![CDATA[<p>{LONG}</p><p>{LONG}</p><script>x()</script>]]></content:encoded>"
    cut = f"<description>{LONG} ...</description>"
    site.pages = {
        "/b": html("Page B"),
        "/feed": rss(item(f"{site.url}/a", rest=content), item(f"{site.url}/b", rest=cut)),
    }
    (full, page), refused = taken(f"{site.url}/feed")
    assert full.text == f"{LONG}\n\n{LONG}"
    assert (full.title, full.url) == ("Talks go on", f"{site.url}/a")
    assert (full.source or "").startswith(f"{site.url}/feed#")
    assert page.title == "Page B"
    assert not refused
    assert site.asked_pages() == ["/feed", "/b"]


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Ruritania Today</title><entry><title>Talks</title>
<id>tag:1</id><link href="{url}/a"/><updated>2024-05-03T10:00:00Z</updated>
<content type="html">&lt;p&gt;{text}&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize("name", ["feed.atom", "feed.xml", "feed"])
def test_a_feed_on_disk(site: Site, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(ATOM.format(url=site.url, text=LONG), encoding="utf-8")
    (article,), _ = taken(tmp_path / name)
    assert (article.text, article.published, article.publisher) == (LONG, "2024-05-03", "Ruritania Today")
    assert article.source == f"{tmp_path / name}#tag:1"


def test_a_list_of_feeds(site: Site, tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(
        f'<opml version="2.0"><body><outline text="World"><outline text="The Post" xmlUrl="{site.url}/one"/>'
        f'<outline xmlUrl="{site.url}/two"/></outline><outline text="gone" xmlUrl="{site.url}/three"/></body></opml>'
    )
    site.pages = {
        "/one": rss(item(f"{site.url}/a")),
        "/two": rss(item(f"{site.url}/b"), item(f"{site.url}/a")),
        "/a": html("Page A", 1),
        "/b": html("Page B", 2),
    }
    found, refused = taken(tmp_path / "feeds.opml")
    assert [(a.title, a.publisher) for a in found] == [("Page A", "The Post"), ("Page B", "Strelsau Post")]
    assert refused == [(f"{site.url}/three", "unreachable")]
    assert site.asked_pages().count("/a") == 1


def test_feeds_take_turns(site: Site, tmp_path: Path) -> None:
    outlines = "".join(f'<outline xmlUrl="{site.url}/feed{one}"/>' for one in "ab")
    (tmp_path / "feeds.opml").write_text(f"<opml><body>{outlines}</body></opml>")
    for one in "ab":
        site.pages[f"/feed{one}"] = rss(
            *(item(f"{site.url}/{one}{number}") for number in range(3 if one == "a" else 1))
        )
        site.pages |= {f"/{one}{number}": html(f"Page {one}{number}", number) for number in range(3)}
    assert [a.title for a in taken(tmp_path / "feeds.opml")[0]] == ["Page a0", "Page b0", "Page a1", "Page a2"]


NEWS = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>{url}/a</loc><image:image><image:title>A picture</image:title></image:image><news:news><news:publication>
<news:name>The Post</news:name></news:publication>
<news:publication_date>2024-05-03T10:00:00+02:00</news:publication_date>
<news:title>Talks go on</news:title></news:news></url><url><loc>{url}/b</loc></url></urlset>"""


def test_sitemaps(site: Site) -> None:
    index = f"<sitemapindex><sitemap><loc>{site.url}/news.xml.gz</loc></sitemap></sitemapindex>"
    site.pages = {
        "/sitemap.xml": index.encode(),
        "/news.xml.gz": gzip.compress(NEWS.format(url=site.url).encode()),
        "/a": html("", 1),
        "/b": html("Page B", 2),
    }
    site.types = {"/news.xml.gz": "application/octet-stream", "/sitemap.xml": "text/xml"}
    (news, other), _ = taken(f"{site.url}/sitemap.xml")
    assert (news.title, news.published, news.publisher) == ("Talks go on", "2024-05-03", "The Post")
    assert (other.title, other.publisher) == ("Page B", site.url.removeprefix("http://"))


def test_lists_of_lists_end(site: Site) -> None:
    def deeper(request: BaseHTTPRequestHandler) -> None:
        body = f"<sitemapindex><sitemap><loc>{site.url}{request.path}x</loc></sitemap></sitemapindex>".encode()
        request.send_response(200)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    site.pages = {f"/s{'x' * number}": deeper for number in range(9)}
    assert [reason for _, reason in taken(f"{site.url}/s")[1]] == ["too deep"]


@pytest.mark.parametrize("body", [b"<rss><channel><title>Post</ti", b"<opml></opml>", b"<urlset></urlset>"])
def test_broken_lists(site: Site, body: bytes) -> None:
    site.pages = {"/list": body}
    found, refused = taken(f"{site.url}/list")
    assert not found
    assert refused in ([(f"{site.url}/list", "bad XML")], [])


def test_robots_are_asked_once_a_host(site: Site) -> None:
    site.pages = {
        "/robots.txt": b"User-agent: sayso\nDisallow: /private\nAllow: /\n\nUser-agent: *\nDisallow: /\n",
        "/a": html("Page A", 1),
        "/private/b": html("Page B", 2),
    }
    found, refused = taken(f"{site.url}/a", f"{site.url}/private/b", f"{site.url}/a")
    assert [a.title for a in found] == ["Page A", "Page A"]
    assert refused == [(f"{site.url}/private/b", "robots.txt")]
    assert site.asked == ["/robots.txt", "/a", "/a"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (503, False)])
def test_robots_that_cannot_be_had(site: Site, status: int, allowed: bool) -> None:
    site.pages = {"/robots.txt": status, "/a": html("Page A")}
    found, refused = taken(f"{site.url}/a")
    assert bool(found) == allowed
    assert refused == ([] if allowed else [(f"{site.url}/a", "unreachable")])


def test_a_host_is_asked_at_its_pace(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    site.pages = {"/robots.txt": b"User-agent: *\nCrawl-delay: 7\n", "/a": html("A"), "/b": html("B")}
    taken(f"{site.url}/a", f"{site.url}/b")
    assert slept[0] == 0
    assert 6 < slept[1] <= 7


@pytest.mark.parametrize(("after", "found"), [("3", 1), ("7200", 0), ("soon", 0)])
def test_a_busy_server_is_asked_once_more(site: Site, monkeypatch: pytest.MonkeyPatch, after: str, found: int) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)

    def busy(request: BaseHTTPRequestHandler) -> None:
        site.pages["/a"] = html("Page A")
        request.send_response(429)
        request.send_header("Retry-After", after)
        request.send_header("Content-Length", "0")
        request.end_headers()

    site.pages = {"/a": busy}
    assert len(taken(f"{site.url}/a")[0]) == found
    assert (3 in slept) == bool(found)


def test_what_has_not_changed_is_passed_over(site: Site) -> None:
    site.pages = {"/a": html("Page A"), "/feed": rss(item(f"{site.url}/a"))}
    site.extra = {"/a": {"ETag": '"1"', "Last-Modified": "Fri, 03 May 2024 10:00:00 GMT"}, "/feed": {"ETag": '"f"'}}
    seen = SeenHere()
    assert len(taken(f"{site.url}/feed", seen=seen)[0]) == 1
    assert seen.get(f"{site.url}/a") == Stamp('"1"', "Fri, 03 May 2024 10:00:00 GMT")
    assert taken(f"{site.url}/feed", f"{site.url}/a", seen=seen) == ([], [])
    assert site.headers[-1]["If-Modified-Since"] == "Fri, 03 May 2024 10:00:00 GMT"
    site.extra["/a"]["ETag"] = '"2"'
    assert len(taken(f"{site.url}/a", seen=seen)[0]) == 1


def test_a_stamp_is_kept_once_all_behind_it_was_handed_on(site: Site) -> None:
    site.pages = {"/a": html("A"), "/b": html("B", 2), "/feed": rss(item(f"{site.url}/a"), item(f"{site.url}/b"))}
    site.extra = {"/feed": {"ETag": '"f"'}}
    seen = SeenHere()
    stream = articles([f"{site.url}/feed"], allow_private=True, seen=seen)
    next(stream)
    assert seen.get(f"{site.url}/feed") is None
    assert len(list(stream)) == 1
    assert seen.get(f"{site.url}/feed")


def test_nothing_is_remembered_where_another_try_may_give_more(site: Site) -> None:
    site.pages = {"/a": html("A"), "/feed": rss(item(f"{site.url}/a"), item(f"{site.url}/busy"))}
    site.extra = {"/feed": {"ETag": '"f"'}, "/a": {"ETag": '"a"'}}
    seen = SeenHere({"https://x.org/": Stamp('"x"')})
    assert taken(f"{site.url}/feed", seen=seen)[1] == [(f"{site.url}/busy", "unreachable")]
    assert list(seen.new) == [f"{site.url}/a"]
    site.pages["/busy"] = html("Busy", 2)
    assert [article.title for article in taken(f"{site.url}/feed", seen=seen)[0]] == ["Busy"]
    assert list(seen.new) == [f"{site.url}/a", f"{site.url}/feed"]


def test_redirects_are_followed_and_checked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site passes as public once for its robots.txt and once for the page; where that points to does not."""
    site.pages = {"/moved": 302, "/a": html("Page A")}
    site.extra = {"/moved": {"Location": "/a"}}
    (article,), _ = taken(f"{site.url}/moved")
    assert (article.title, article.url) == ("Page A", f"{site.url}/moved")
    checks: list[str] = []

    def twice(address: str) -> bool:
        checks.append(address)
        return len(checks) <= 2

    monkeypatch.setattr(web, "_is_public", twice)
    (refused,) = articles([f"{site.url}/moved"])
    assert isinstance(refused, Rejection)
    assert (refused.reason, refused.detail) == ("private address", "127.0.0.1; --allow-private fetches it")


def test_links_of_a_feed_into_the_own_network_are_refused(site: Site, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(rss(item(f"{site.url}/a"), item("file:///etc/passwd"), item("http://[::1]/")))
    refused = [outcome for outcome in articles([tmp_path / "feed.xml"]) if isinstance(outcome, Rejection)]
    assert [one.reason for one in refused] == ["private address", "bad address", "private address"]
    assert not site.asked


def endless_body(request: BaseHTTPRequestHandler, again: bytes, pause: float) -> None:
    request.close_connection = True
    with suppress(OSError):
        while True:
            request.wfile.write(again)
            time.sleep(pause)


def endless(first: bytes, again: bytes, pause: float = 0.0) -> Callable[[BaseHTTPRequestHandler], None]:
    """An answer that never ends."""

    def page(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "application/rss+xml")
        request.send_header("Connection", "close")
        request.end_headers()
        request.wfile.write(first)
        endless_body(request, again, pause)

    return page


def test_a_feed_that_never_ends_is_cut(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PIECE_CAPS, "feed", 1)
    start = rss().removesuffix(b"</channel></rss>")
    site.pages = {
        "/a": html("Page A"),
        "/feed": endless(
            start + item(f"{site.url}/a").encode(), b"<!-- nothing more to say here, and at length -->" * 999
        ),
    }
    found, refused = taken(f"{site.url}/feed")
    assert [a.title for a in found] == ["Page A"]
    assert refused == [(f"{site.url}/feed", "too large")]


def test_a_feed_that_drips_is_cut(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "PIECE_SECONDS", 0.3)
    start = rss().removesuffix(b"</channel></rss>")
    site.pages = {"/a": html("Page A"), "/feed": endless(start + item(f"{site.url}/a").encode(), b" ", 0.02)}
    found, refused = taken(f"{site.url}/feed")
    assert [a.title for a in found] == ["Page A"]
    assert refused == [(f"{site.url}/feed", "too slow")]


def test_a_page_that_never_ends_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PIECE_CAPS, "html", 1)
    site.pages = {"/a": endless(b"<html><body>", b"<p>The minister said so.</p>" * 999)}
    assert taken(f"{site.url}/a") == ([], [(f"{site.url}/a", "too large")])


def test_what_never_ends_beside_the_pages_is_left_alone(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A robots.txt, the body of a redirect and that of an error."""
    monkeypatch.setattr(web, "READ_SECONDS", 0.5)

    def without_end(status: int) -> Callable[[BaseHTTPRequestHandler], None]:
        def page(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            request.send_header("Location", "/a")
            request.send_header("Connection", "close")
            request.end_headers()
            endless_body(request, b"Allow: /\n", 0.05)

        return page

    site.pages = {
        "/a": html("Page A"),
        "/robots.txt": without_end(200),
        "/moved": without_end(301),
        "/gone": without_end(410),
    }
    found, refused = taken(f"{site.url}/moved", f"{site.url}/gone")
    assert [article.title for article in found] == ["Page A"]
    assert refused == [(f"{site.url}/gone", "unreachable")]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("10.1.2.3", False),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
    ],
)
def test_addresses_of_the_own_network(address: str, public: bool) -> None:
    assert web._is_public(address) == public


def test_tables_and_archives_from_addresses(site: Site) -> None:
    lines = "\n".join(f'{{"text": "{sentence}"}}' for sentence in SENTENCES).encode()
    site.pages = {"/a.csv": f'id,text\n7,"{LONG}"\n'.encode(), "/b.jsonl.gz": gzip.compress(lines), "/c": lines}
    site.types = {"/a.csv": "text/plain", "/b.jsonl.gz": "application/gzip", "/c": "text/plain"}
    found, refused = taken(f"{site.url}/a.csv", f"{site.url}/b.jsonl.gz", f"{site.url}/c")
    assert [a.source for a in found][:2] == [f"{site.url}/a.csv#2", f"{site.url}/b.jsonl.gz#1"]
    assert len(found) == 7
    assert not refused
