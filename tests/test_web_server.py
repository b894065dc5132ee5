"""The server of the pages: when it holds the store, who may ask it, and what it says where it cannot serve."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from sayso.app.cli import run
from sayso.app.web import desk as desks
from sayso.app.web import server
from sayso.app.web.application import application
from sayso.app.web.desk import Desk, first_at
from sayso.app.web.server import is_loopback, listening
from sayso.errors import InputError, StoreError
from sayso.store import Store

from .made_pages import article, fill


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return fill(tmp_path / "own.duckdb")


def test_store_is_let_go_when_nobody_asks(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "IDLE", 0.05)
    desk = Desk(own)
    with TestClient(application(desk), base_url="http://127.0.0.1") as client:
        assert client.get("/").status_code == 200
        wait_until(lambda: desk._store is None)
        with Store(own) as store:
            store.add([article("new")])
        assert "5</a>" in client.get("/").text


def wait_until(happened: Callable[[], bool]) -> None:
    for _ in range(200):
        if happened():
            return
        time.sleep(0.02)
    raise AssertionError


def test_a_store_in_use_is_told_and_asked_again(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_use(*_: object, **__: object) -> Store:
        raise StoreError(f"{own} is in use by another process (process 7).", "Wait until it has ended.")

    monkeypatch.setattr(desks, "Store", in_use)
    with TestClient(application(Desk(own)), base_url="http://127.0.0.1") as client:
        answer = client.get("/events")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "3"
    assert "process 7" in answer.text
    assert 'http-equiv="refresh"' in answer.text


def test_a_second_server_reads_only_and_says_so(own: Path) -> None:
    with first_at(own) as first:
        assert first == ""
        with first_at(own) as second:
            assert f"process {os.getpid()}" in second
            desk = Desk(own, read_only=second)
            with TestClient(application(desk), base_url="http://127.0.0.1") as client:
                assert "Read only here: another server" in client.get("/").text
            with pytest.raises(StoreError, match="Nothing can be changed here"), desk.writing():
                raise AssertionError
    with first_at(own) as third:
        assert third == ""


def test_writing_waits_for_readers_and_is_seen(own: Path) -> None:
    desk = Desk(own)
    with desk.reading() as store:
        before = desk.remembered("n", lambda: store.sql("SELECT count(*) FROM articles").one())
    with desk.writing() as store:
        store.add([article("new")])
    with desk.reading() as store:
        assert desk.remembered("n", lambda: store.sql("SELECT count(*) FROM articles").one()) == before + 1
    desk.close()


@pytest.mark.parametrize(
    ("host", "alone"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("[::1]", True), ("0.0.0.0", False), ("news.lan", False)],
)
def test_loopback_is_this_machine_alone(host: str, alone: bool) -> None:
    assert is_loopback(host) is alone


def test_a_port_that_is_taken_is_told() -> None:
    with listening("127.0.0.1", 0) as held:
        with pytest.raises(InputError, match="Nothing can listen"):
            listening("127.0.0.1", held.getsockname()[1])
        with pytest.raises(InputError, match="Nothing can listen"):
            listening("no.such.host.invalid", 1)


@pytest.mark.parametrize("token", [None, "given"])
def test_where_others_can_ask_there_is_a_token(own: Path, monkeypatch: pytest.MonkeyPatch, token: str | None) -> None:
    asked: dict[str, object] = {}

    class Uvicorn:
        def __init__(self, app: Starlette, **_: object) -> None:
            asked["token"] = app.state.secrets.token

        def run(self, sockets: object) -> None: ...

    monkeypatch.setattr(server, "_uvicorn", lambda: SimpleNamespace(Config=Uvicorn, Server=lambda config: config))
    server.run(own, host="0.0.0.0", port=0, token=token, open_browser=False)
    assert asked["token"] == token if token else len(str(asked["token"])) > 20
    server.run(own, host="127.0.0.1", port=0, token=token, open_browser=False)
    assert asked["token"] == token


def test_serve_without_a_store_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--store", str(tmp_path / "none.duckdb")]) == 2
    assert "no store" in capsys.readouterr().err


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "empty.duckdb"
    Store(path).close()
    with TestClient(application(Desk(path)), base_url="http://127.0.0.1") as client:
        for address in ("/", "/events", "/articles", "/sources", "/network", "/map", "/data", "/search?q=x"):
            answer = client.get(address)
            assert answer.status_code == 200, address
        assert "sayso add" in client.get("/").text
