"""Pages: each shows what it should, hostile text as text, and nobody gets further than they may."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec import structs
from starlette.testclient import TestClient

from sayso import __version__
from sayso.app.web import desk as desks
from sayso.app.web.application import application, prepare
from sayso.app.web.brackets import Bracketed
from sayso.app.web.desk import Desk
from sayso.app.web.guarding import COOKIE
from sayso.app.web.pages import holdings
from sayso.app.web.pages.pictures import PICTURES
from sayso.errors import StoreError
from sayso.records import Article, Attribution, Copy, Event, Reading, Rejection, Span, Told, content_id
from sayso.store import Store
from sayso.store.parties import UNITS

from .conftest import TEXT, made_reading, span

SCRIPT = "<script>alert(1)</script>"
TURNED = "\u202egnihtemos"
HUGE = "Strelsau" * 300
HOSTILE = f'{TEXT}\n\n{SCRIPT} "><img src=x onerror=alert(2)> {TURNED} {HUGE}'
SOURCE = f"a <b>lawmaker</b> {TURNED}"


def article(key: str, text: str = TEXT, **known: str) -> Reading:
    reading = made_reading(
        Article(id=key, text=text, **{"title": f"Shelling, {key}", "published": "2024-05-04", **known})
    )
    claim = structs.replace(reading.claims[0], id=f"claim-{key}")
    return structs.replace(reading, claims=(claim,))


def with_faint(reading: Reading) -> Reading:
    """The reading with its claim again as two faint ones, of which an event tells one."""
    held = reading.claims[0]
    return structs.replace(reading, faint=tuple(structs.replace(held, id=f"{held.id}-{n}") for n in ("told", "left")))


def told(key: str, stance: str = "asserted", origin: str | None = "Lawmaker") -> Told:
    return Told(article=key, claim=f"claim-{key}", trigger=span("shelled"), stance=stance, origin=origin)


def happening(name: str, *claims: Told, **known: object) -> Event:
    given = {"event": "ASSAULT", "actor": ("RUS",), "recipient": ("UKR",), "first_reported": "2024-05-04", **known}
    return Event(
        id=content_id(name),
        articles=tuple(dict.fromkeys(one.article for one in claims)),
        publishers=("The Gazette",),
        origins=tuple(dict.fromkeys(one.origin for one in claims if one.origin and one.stance == "asserted")),
        denied_by=tuple(dict.fromkeys(one.origin for one in claims if one.origin and one.stance == "denied")),
        claims=claims,
        **given,  # type: ignore[arg-type]
    )


CONTESTED = happening(
    "contested",
    told("a"), told("b", "denied", "Ministry"), told("c", origin=None),
    structs.replace(told("b"), claim="claim-b-told"),
    when="2024-05-03", where="Strelsau", quantities={"Lawmaker": "eleven shells", "Ministry": "no shell"},
)  # fmt: skip
HOSTILE_EVENT = happening("hostile", told("h/1 é", origin=SOURCE), where=SCRIPT, object=TURNED, actor=("EU", SCRIPT))


def fill(path: Path) -> Path:
    readings = [
        article("a", publisher="The Gazette"),
        with_faint(article("b", publisher="State Wire", published="2024-05-05")),
        article("c", publisher="Copycat"),
        article("h/1 é", HOSTILE, title=SCRIPT, publisher=SCRIPT),
    ]
    with Store(path) as store:
        store.add([*readings, Rejection(article_id=SCRIPT, stage="ingest", reason="empty", detail=TURNED)])
        copy = Copy(article="c", of="a", kind="copy", similarity=0.97)
        store.refresh(find_copies=lambda _: [copy], merge=lambda *_: [CONTESTED, HOSTILE_EVENT])
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("web") / "s.duckdb")


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(application(Desk(path)), base_url="http://127.0.0.1") as made:
        yield made


PAGES = (
    *("/", "/events", f"/event/{CONTESTED.id}", f"/event/{HOSTILE_EVENT.id}", "/articles", "/article/a"),
    *("/article/h%2F1%20%C3%A9", "/actor/RUS", "/actor/EU", "/dyad/RUS/UKR", "/dyad/RUR/RUR", "/sources"),
    *("/source/Lawmaker", "/source/RUR", "/network", "/map", "/data", "/search", "/search?q=Shelling", "/sql"),
    *(
        "/events?stance=contested&event=ASSAULT&since=2024&order=origins",
        "/dyad/RUS/UKR?by=origins",
        "/dyad/RUS/UKR?by=claims",
    ),
    *("/articles?publisher=The+Gazette", "/sources?q=minis", "/network?event=ASSAULT&either=RUS", "/data?reason=empty"),
)


class Checked(HTMLParser):
    """What a page must not have, and what it refers to."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.posts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.wrong += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]
        if tag in ("script", "style", "img", "iframe", "object", "embed", "base"):
            own = "/picture/" if tag == "img" else "/static/"
            self.wrong += [] if (given.get("src") or "").startswith(own) else [tag]
        self.links += [value for name in ("href", "src", "action") if (value := given.get(name))]
        self.posts += [given.get("action") or ""] if given.get("method") == "post" else []
        self.ids += [value for name, value in attrs if name == "id" and value]


def checked(text: str) -> Checked:
    parser = Checked()
    parser.feed(text)
    return parser


@pytest.mark.parametrize("address", PAGES)
def test_page(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert len(answer.content) < 500_000
    page = checked(answer.text)
    assert not page.wrong
    assert all(link.startswith(("/", "#", "?")) and not link.startswith("//") for link in page.links)
    assert len(page.ids) == len(set(page.ids))
    assert "<h1" in answer.text
    assert 'lang="en"' in answer.text


def test_every_link_leads_somewhere(client: TestClient) -> None:
    seen: set[str] = set()
    left = ["/", *PAGES]
    while left and len(seen) < 120:
        address = left.pop(0)
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if answer.headers["content-type"].startswith("text/html"):
            page = checked(answer.text)
            links = (link.partition("#")[0] for link in page.links if link.startswith("/") and link not in page.posts)
            left += [link.replace("&amp;", "&") for link in links if link and link not in seen]
    assert {"/events", "/article/a", "/actor/RUS", "/static/style.css"} <= seen


@pytest.mark.parametrize("address", PAGES)
def test_hostile_text_is_shown_as_text(client: TestClient, address: str) -> None:
    text = client.get(address).text
    assert "<script>alert" not in text
    assert not re.search(r'<img (?!class="in-(light|dark)" loading="lazy" src="/picture/)', text)
    assert "\u202e" not in text


def test_turning_signs_are_shown_and_kept_apart(client: TestClient) -> None:
    text = client.get("/article/h%2F1%20%C3%A9").text
    assert '<span class="hidden-sign" title="RIGHT-TO-LEFT OVERRIDE">RLO</span>gnihtemos' in text
    assert re.search(r"<bdi>&lt;script&gt;alert\(1\)&lt;/script&gt;</bdi>", text)
    assert "Strelsau" * 300 in text


def test_event_shows_both_sides(client: TestClient) -> None:
    text = client.get(f"/event/{CONTESTED.id}").text
    assert "contested" in text
    assert "eleven shells" in text
    assert "no shell" in text
    assert '<mark class="trigger">shelled</mark>' in text
    assert "1 copy" in text
    assert text.index('class="told asserted"') < text.index('class="told denied"')


def test_every_claim_of_an_event_stands_in_its_article(client: TestClient) -> None:
    links = [link for link in checked(client.get(f"/event/{CONTESTED.id}").text).links if "#claim-" in link]
    assert len(links) >= 3
    assert any(link.endswith("#claim-b-told") for link in links)
    for link in links:
        article, _, claim = link.partition("#")
        page = client.get(article).text
        assert claim in checked(page).ids
        assert f'href="/event/{CONTESTED.id}"' in page
    faint = client.get("/article/b").text
    assert "1 claim, 1 faint, 1 attribution" in faint
    assert "claim-b-left" not in faint


def test_footer_tells_the_program(client: TestClient) -> None:
    assert f"Sayso {__version__}</span>" in client.get("/article/a").text


def test_pair_links_events_where_events_are_counted(client: TestClient) -> None:
    counted = {unit: client.get(f"/dyad/RUS/UKR?by={unit}").text for unit in UNITS}
    link = 'href="/events?actor=RUS&amp;recipient=UKR">'
    assert {unit for unit, text in counted.items() if link in text} == {"events"}
    assert "1 denied by somebody" in counted["events"]


def test_a_source_by_its_code_stands_behind_many_names(client: TestClient) -> None:
    text = re.sub(r"\s+", " ", client.get("/source/RUR").text)
    told = dict(re.findall(r"<dt>([^<]*)</dt><dd>(?:<a [^>]*>)?(\d+)", text))
    assert told == {
        "events it asserts first-hand": "2",
        "of them alone": "2",
        "of them denied by others": "1",
        "events it denies": "1",
        "events it doubts": "0",
    }
    assert f"/event/{CONTESTED.id}" in text
    assert "in whatever words" in text


def test_event_goes_on(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.app.web.pages.events.MOST_CLAIMS", 2)
    with TestClient(application(Desk(own)), base_url="http://127.0.0.1") as client:
        first, second, beyond = (client.get(f"/event/{CONTESTED.id}?page={page}").text for page in (1, 2, 999))
    assert beyond == second
    assert 'rel="next" href="?page=2"' in first
    assert 'rel="prev" href="?page=1"' in second
    assert ("/article/a#claim-a" in first, "/article/b#claim-b" in second) == (True, True)
    assert "/article/b#claim-b" not in first


def test_article_ties_brackets_and_claims(client: TestClient) -> None:
    text = client.get("/article/a").text
    page = checked(text)
    assert {"a1", "says1", "t1", "c1", "claim-a"} <= set(page.ids)
    assert {"#a1", "#says1", "#t1", "#c1"} <= set(page.links)
    assert f"/event/{CONTESTED.id}" in page.links
    assert "a lawmaker" in text


@pytest.mark.parametrize(
    ("cue", "means"),
    [
        ("denied", "denies it"),
        ("rejected", "denies it"),
        ("did not say", "not said"),
        ("refused to confirm", "not said"),
    ],
)
def test_a_cue_that_keeps_away_is_told_in_words(cue: str, means: str) -> None:
    text = f"The envoy {cue} it."
    start = text.index(cue)
    one = Attribution(
        id="a1", article_id="x", source=None, cue=Span(start, start + len(cue)), negated=True,
        content=(Span(len(text) - 3, len(text)),),
    )  # fmt: skip
    reading = Reading(article=Article(id="x", text=text), attributions=(one,))
    (said,) = Bracketed(reading).said
    assert (said.cue, said.kept) == (cue, means)
    (plain,) = Bracketed(structs.replace(reading, attributions=(structs.replace(one, negated=False),))).said
    assert plain.kept == ""


@pytest.mark.parametrize(
    ("address", "says"),
    [
        (f"/event/{CONTESTED.id[:10]}ffffff", f"/event/{CONTESTED.id}"),
        ("/article/h%2F1%20e", "/article/h%2F1%20%C3%A9"),
        ("/actor/Russi", "/actor/RUS"),
        ("/source/minist", "/source/Ministry"),
        ("/nothing", 'type="search"'),
        ("/event/" + SCRIPT, 'type="search"'),
    ],
)
def test_what_is_not_there_gets_help(client: TestClient, address: str, says: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert says in answer.text
    assert not checked(answer.text).wrong


@pytest.mark.parametrize(
    "address",
    [
        "/events?since=soon",
        "/events?origins=x",
        "/events?stance=x",
        "/events?event=x",
        "/events?order=x",
        "/article/a?version=9",
    ],
)
def test_wrong_questions_are_told(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_lists_go_on_where_they_ended(tmp_path: Path) -> None:
    path = tmp_path / "many.duckdb"
    with Store(path) as store:
        store.add([article(f"n{number:03d}") for number in range(120)])
        made = [happening(str(number), told(f"n{number:03d}")) for number in range(120)]
        store.refresh(find_copies=lambda _: [], merge=lambda *_: made)
    seen: list[str] = []
    with TestClient(application(Desk(path)), base_url="http://127.0.0.1") as client:
        address: str | None = "/events?event=ASSAULT"
        while address:
            text = client.get(address).text
            seen += re.findall(r'class="headline" href="/event/(\w+)"', text)
            found = re.search(r'rel="next" href="([^"]+)"', text)
            address = found[1].replace("&amp;", "&") if found else None
    assert sorted(seen) == sorted(one.id for one in made)


def test_headers_allow_own_files_only(client: TestClient) -> None:
    for address in ("/", "/nothing", "/static/style.css"):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "set-cookie" not in headers


def test_static_files_name_no_other_host() -> None:
    folder = Path(desks.__file__).parent
    for file in [*folder.glob("static/*"), *folder.glob("templates/*")]:
        text = (
            file.read_text(encoding="utf-8")
            .replace("http://www.w3.org/2000/svg", "")
            .replace("https://example.org", "")
        )
        assert not re.search(r"https?://|@import|url\(", text), file


def test_pictures_stand_in_pages_and_can_do_nothing(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(PICTURES, "network", raising=False)
    assert "/picture/network" not in client.get("/network").text
    assert client.get("/picture/network.svg").status_code == 404
    assert client.get("/picture/map.svg?by=words").status_code == 400
    monkeypatch.setitem(PICTURES, "network", lambda store, asked, theme, unit: f"<svg>{theme} {asked.event}</svg>")
    assert 'src="/picture/network.svg?event=ASSAULT&amp;theme=dark"' in client.get("/network?event=ASSAULT").text
    answer = client.get("/picture/network.svg?event=ASSAULT&theme=dark")
    assert answer.text == "<svg>dark ('ASSAULT',)</svg>"
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "sandbox" in answer.headers["content-security-policy"]


def test_timeline_flows_and_filter_of_pages(client: TestClient) -> None:
    assert "/picture/timeline.svg?either=RUS" in client.get("/actor/RUS").text
    shown = client.get("/network?actor=RUS").text
    assert "/picture/flows.svg?actor=RUS" in shown
    assert '<input type="hidden" name="actor" value="RUS">' in shown
    assert 'aria-label="Also chosen"' in shown


@pytest.mark.parametrize("kind", ["network", "map", "flows", "timeline", "dyad"])
def test_pictures_are_drawn_of_the_store(client: TestClient, kind: str) -> None:
    asked = "?actor=RUR&recipient=XXX&by=claims" if kind == "dyad" else ""
    answer = client.get(f"/picture/{kind}.svg{asked}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert answer.text.startswith("<svg ")
    assert "<script" not in answer.text


def test_what_is_said_of_the_whole_store_is_prepared(path: Path) -> None:
    desk = Desk(path)
    prepare(desk)
    assert len(desk._answers) == 5
    desk.close()


def test_other_names_are_not_answered(path: Path) -> None:
    app = application(Desk(path), hosts=("127.0.0.1", "localhost"))
    assert TestClient(app, base_url="http://127.0.0.1").get("/").status_code == 200
    assert TestClient(app, base_url="http://localhost:8321").get("/").status_code == 200
    assert TestClient(app, base_url="http://evil.example").get("/").status_code == 421


@pytest.fixture
def guarded(path: Path) -> Iterator[TestClient]:
    app = application(Desk(path), token="open sesame")
    with TestClient(app, base_url="http://pages.example", follow_redirects=False) as made:
        yield made


def test_token_is_asked_of_everyone(guarded: TestClient) -> None:
    for address in ("/", "/events", "/article/a", "/nothing"):
        answer = guarded.get(address)
        assert (answer.status_code, answer.headers["location"]) == (303, "/token")
    assert guarded.post("/sql", data={"query": "SELECT 1"}).status_code == 401
    assert guarded.get("/token").status_code == 401
    assert guarded.get("/static/style.css").status_code == 200
    assert guarded.get("/?token=wrong").status_code == 303
    assert COOKIE not in guarded.cookies


def test_token_in_the_address_becomes_a_cookie(guarded: TestClient) -> None:
    answer = guarded.get("/events?event=AID&token=open+sesame")
    assert answer.headers["location"] == "/events?event=AID"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "sesame" not in cookie
    assert guarded.get("/events").status_code == 200


def test_token_by_form_and_header(guarded: TestClient) -> None:
    csrf = re.search(r'name="csrf" value="([^"]+)"', guarded.get("/token").text)
    assert csrf
    wrong = guarded.post("/token", data={"csrf": csrf[1], "token": "wrong"})
    assert wrong.status_code == 401
    right = guarded.post("/token", data={"csrf": csrf[1], "token": "open sesame"})
    assert right.status_code == 303
    assert guarded.get("/").status_code == 200
    guarded.cookies.clear()
    assert guarded.get("/", headers={"authorization": "Bearer open sesame"}).status_code == 200
    assert guarded.get("/", headers={"cookie": f"{COOKIE}=open sesame"}).status_code == 303


def ask(client: TestClient, query: str, **headers: str) -> tuple[int, str]:
    csrf = re.search(r'name="csrf" value="([^"]+)"', client.get("/sql").text)
    assert csrf
    answer = client.post("/sql", data={"csrf": csrf[1], "query": query}, headers=headers)
    return answer.status_code, answer.text


def test_post_is_only_from_own_pages(client: TestClient) -> None:
    assert client.post("/sql", data={"query": "SELECT 1"}).status_code == 403
    assert client.post("/sql", data={"csrf": "wrong", "query": "SELECT 1"}).status_code == 403
    assert ask(client, "SELECT 1", origin="http://evil.example")[0] == 403
    assert ask(client, "SELECT 1", **{"sec-fetch-site": "cross-site"})[0] == 403
    assert ask(client, "SELECT 1", origin="http://127.0.0.1")[0] == 200
    assert client.post("/sql", content=b"x" * 300_000).status_code == 413
    assert client.delete("/").status_code == 405
    assert client.post("/events").status_code == 405


def test_getting_changes_nothing(client: TestClient, path: Path) -> None:
    before = path.read_bytes()
    for address in PAGES:
        client.get(address)
    assert path.read_bytes() == before


def test_sql_reads(client: TestClient) -> None:
    code, text = ask(client, "SELECT id, title FROM articles ORDER BY id")
    assert code == 200
    assert "&lt;script&gt;" in text
    assert not checked(text).wrong


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM claims",
        "CREATE TABLE x (y INTEGER)",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "COPY articles TO '/tmp/sayso_stolen.csv'",
        "ATTACH '/tmp/sayso_other.duckdb'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "SELECT nothing FROM nowhere",
    ],
)
def test_sql_does_nothing_else(client: TestClient, query: str) -> None:
    code, text = ask(client, query)
    assert code == 400
    assert 'role="alert"' in text


def test_sql_is_broken_off(path: Path) -> None:
    endless = "SELECT count(*) FROM range(100000000000) a, range(1000) b WHERE a.range % 7 = b.range % 5"
    with Store(path, read_only=True) as store:
        store.confine()
        began = time.monotonic()
        with pytest.raises(StoreError, match="took longer than"):
            store.ask(endless, seconds=0.2, most=1)
        assert time.monotonic() - began < 5
        assert store.ask("SELECT 1 AS one FROM range(5)", seconds=5, most=3) == (("one",), [("1",)] * 3, True)


@pytest.mark.parametrize("giant", ["range(30000000)", "[range(30000000)]", "repeat('a', 2000000000)"])
def test_a_giant_cell_is_broken_off(path: Path, giant: str) -> None:
    with Store(path, read_only=True) as store:
        began = time.monotonic()
        with pytest.raises(StoreError, match=r"took longer than|[Mm]emory"):
            store.ask(f"SELECT {giant}", seconds=1, most=1)
        assert time.monotonic() - began < 5


def test_an_empty_query_and_one_row(client: TestClient) -> None:
    assert "Write a query." in ask(client, " ")[1]
    assert "Write a query." in ask(client, "-- nothing")[1]
    assert "1 row in" in ask(client, "SELECT 1")[1]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return fill(tmp_path / "own.duckdb")


def test_long_lists_of_the_data_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holdings, "MOST", 1)
    with TestClient(application(Desk(fill(tmp_path / "s.duckdb"))), base_url="http://127.0.0.1") as client:
        address, seen = "/data", []
        while address:
            answer = client.get(address)
            assert answer.status_code == 200
            table = answer.text.split("</table>")[0]
            seen += re.findall(r'/articles\?publisher=([^"]+)', table)
            following = re.search(r'rel="next" href="(/data\?publishers=\d+#publishers)"', answer.text)
            address = html.unescape(following[1]) if following else ""
        assert len(seen) > 1
        assert len(seen) == len(set(seen))
        assert all(client.get(f"/data?publishers={odd}").status_code == 200 for odd in ("-1", "x", "99", "²", "9" * 30))
