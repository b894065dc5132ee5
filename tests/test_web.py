"""Pages: each shows what it should, hostile text as text, and nobody gets further than they may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs
from starlette.testclient import TestClient

from sayso import __version__
from sayso.app.web import desk as desks
from sayso.app.web.application import application, prepare
from sayso.app.web.brackets import Bracketed
from sayso.app.web.desk import Desk
from sayso.app.web.pages.pictures import PICTURES
from sayso.records import Article, Attribution, Reading, Span
from sayso.store import Store
from sayso.store.parties import UNITS

from .made_pages import CONTESTED, PAGES, SCRIPT, article, checked, fill, happening, told


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("web") / "s.duckdb")


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(application(Desk(path)), base_url="http://127.0.0.1") as made:
        yield made


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
def own(tmp_path: Path) -> Path:
    return fill(tmp_path / "own.duckdb")
