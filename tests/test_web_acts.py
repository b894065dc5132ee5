"""What the server lets whom do: the token, posts from its own pages only, SQL that reads and ends, long lists."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.app.web.application import application
from sayso.app.web.desk import Desk
from sayso.app.web.guarding import COOKIE
from sayso.app.web.pages import holdings
from sayso.errors import StoreError
from sayso.store import Store

from .made_pages import PAGES, checked, fill


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("web") / "s.duckdb")


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(application(Desk(path)), base_url="http://127.0.0.1") as made:
        yield made


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
            store.ask(f"SELECT {giant}", seconds=0.5, most=1)
        assert time.monotonic() - began < 5


def test_an_empty_query_and_one_row(client: TestClient) -> None:
    assert "Write a query." in ask(client, " ")[1]
    assert "Write a query." in ask(client, "-- nothing")[1]
    assert "1 row in" in ask(client, "SELECT 1")[1]


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
