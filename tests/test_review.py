"""Review: what waits in which order, what each form does, and that nobody judges who may not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs
from starlette.testclient import TestClient

from sayso.app.web.application import application
from sayso.app.web.desk import Desk
from sayso.errors import StoreError
from sayso.events.judgements import UNDONE
from sayso.records import Copy
from sayso.store import Store
from sayso.store.reviewing import queue

from .made_pages import CONTESTED, HOSTILE, SCRIPT, TURNED, article, checked, happening, told

FORM = {"origin": "http://127.0.0.1"}


def fill(path: Path) -> Path:
    sure = article("d", published="2024-05-06")
    sure = structs.replace(sure, claims=(structs.replace(sure.claims[0], score=0.99),))
    held = [article(key, publisher="The Gazette") for key in "abc"]
    with Store(path) as store:
        hostile = article("h/1 é", HOSTILE, title=SCRIPT, publisher=SCRIPT)
        hostile = structs.replace(hostile, claims=(structs.replace(hostile.claims[0], id="claim-h"),))
        store.add([*held, sure, hostile])
        copy = Copy(article="c", of="a", kind="copy", similarity=0.97)
        events = [
            CONTESTED,
            happening("sure", told("d")),
            happening("hostile", structs.replace(told("h/1 é"), claim="claim-h")),
        ]
        store.refresh(find_copies=lambda _: [copy], merge=lambda *_: events)
    return path


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("filled") / "s.duckdb")


@pytest.fixture
def path(tmp_path: Path, filled: Path) -> Path:
    """A copy of the store for each test."""
    return Path(shutil.copy(filled, tmp_path / "s.duckdb"))


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(application(Desk(path), by="Ann"), base_url="http://127.0.0.1") as made:
        yield made


def key(name: str) -> str:
    return f"{name}/claim-{name[0]}"


def secret(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/sql").text)
    assert found
    return found[1]


def post(client: TestClient, path: str, **fields: str) -> str:
    answer = client.post(f"/review/{path}", data={"csrf": secret(client), **fields}, headers=FORM)
    assert answer.status_code == 200, answer.text
    return answer.text


def standing(path: Path) -> list[tuple[str, str, str]]:
    with Store(path, read_only=True) as store:
        return [(one.verdict, one.subject, state) for one, state in store.judgements()]


def test_the_order(path: Path) -> None:
    with Store(path, read_only=True) as store:
        waiting, total = queue(store.sql)
        assert [one.key for one in waiting] == [key("a"), key("b"), key("h/1 é"), key("d")]  # c repeats a
        assert total == 4
        assert (waiting[0].contested, waiting[0].articles) == (True, 3)
        assert [one.key for one in queue(store.sql, article="c")[0]] == [key("c")]
        assert {one.key for one in queue(store.sql, event=CONTESTED.id)[0]} == {key("a"), key("b"), key("c")}


@pytest.mark.parametrize(
    "address",
    ["/review", "/review?claim=h/1 é/claim-h", "/review/merge?claim=a/claim-a", "/review/split?claim=a/claim-a",
     "/review/split?claim=d/claim-d", "/review/log", "/review?article=a", "/review?name=1"],
)  # fmt: skip
def test_pages(client: TestClient, address: str) -> None:
    post(client, "judge", act="entity", words=f"{SCRIPT}{TURNED}", code="RUS")
    answer = client.get(address)
    assert answer.status_code == 200
    page = checked(re.sub(r'<script src="/static/review.js" defer>', "", answer.text))
    assert not page.wrong
    assert len(page.ids) == len(set(page.ids))
    assert "<script>alert" not in answer.text
    assert "\u202e" not in answer.text


def test_an_unknown_claim_has_a_page_that_helps(client: TestClient) -> None:
    for address in ("/review?claim=no/thing", "/review/merge?claim=x", "/review/split?claim="):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "claim" in answer.text
    for address, says in (("/review?article=nothing", "article"), ("/review?event=nothing", "event")):
        answer = client.get(address)
        assert answer.status_code == 404
        assert f"There is no {says}" in answer.text


def test_right_and_wrong_go_on_and_undo_comes_back(client: TestClient, path: Path) -> None:
    text = post(client, "judge", act="wrong", claim=key("a"), note="a drill")
    assert 'value="b/claim-b"' in text
    assert "<bdi>wrong</bdi>" in text
    text = post(client, "judge", act="right", claim=key("b"))
    assert "2 judgements" not in text  # what was done stands there instead
    assert "2 wait" in text
    with Store(path, read_only=True) as store:
        first = store.judgements()[0].judgement
        assert (first.by, first.note, first.at[:2]) == ("Ann", "a drill", "20")
    text = post(client, "undo", claim=key("d"))
    assert 'value="b/claim-b"' in text
    text = post(client, "undo")
    assert 'value="a/claim-a"' in text
    assert "nothing of yours left" in post(client, "undo")
    assert [(verdict, state) for verdict, _, state in standing(path) if verdict != "undo"] == [
        ("wrong", UNDONE), ("right", UNDONE)
    ]  # fmt: skip


def test_a_slot_is_changed_and_stays_in_view(client: TestClient) -> None:
    text = post(client, "judge", act="correct", claim=key("a"), slot="actor", value="PRK")
    assert 'value="a/claim-a"' in text
    assert "corrected" in text
    assert 'value="PRK"' in text
    answer = client.post(
        "/review/judge", headers=FORM,
        data={"csrf": secret(client), "act": "correct", "claim": key("a"), "slot": "when", "value": "soon"},
    )  # fmt: skip
    assert answer.status_code == 400
    assert "no date" in answer.text


def test_merge_split_and_all_of_a_split_undone_at_once(client: TestClient, path: Path) -> None:
    post(client, "judge", act="same", claim=key("d"), other=CONTESTED.id)
    post(client, "judge", act="different", claim=key("a"), other=f"{key('b')}\n{key('c')}\n")
    assert [verdict for verdict, *_ in standing(path)] == ["same", "different", "different"]
    post(client, "undo")
    assert [state for verdict, _, state in standing(path) if verdict == "different"] == [UNDONE, UNDONE]
    answer = client.post(
        "/review/judge", headers=FORM,
        data={"csrf": secret(client), "act": "same", "claim": key("a"), "other": key("a")},
    )  # fmt: skip
    assert answer.status_code == 400


def test_apply_makes_events_anew(client: TestClient, path: Path) -> None:
    assert "Apply now" not in client.get("/review").text
    text = post(client, "judge", act="entity", words="the Ruritanian army", code="RUS")
    assert "Apply now" in text
    assert "Events are as judged" in post(client, "apply", claim=key("a"))
    with Store(path, read_only=True) as store:
        assert [actor for (actor,) in store.sql("SELECT DISTINCT actor FROM events")] == [["RUS"]]


def test_what_takes_long_is_told_and_has_no_key(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.app.web.review.SECONDS_AN_ARTICLE", 40)
    text = post(client, "judge", act="wrong", claim=key("a"))
    assert "some 3 min" in text
    assert 'data-key="a"' not in text


def test_the_log_undoes_one(client: TestClient, path: Path) -> None:
    post(client, "judge", act="wrong", claim=key("a"))
    post(client, "judge", act="wrong", claim=key("b"))
    with Store(path, read_only=True) as store:
        first = store.judgements()[0].judgement.id
    text = post(client, "undo", judgement=first, to="log")
    assert "<h1>Judgements</h1>" in text
    assert [state for verdict, _, state in standing(path) if verdict == "wrong"] == [UNDONE, "holds"]


def test_all_of_it_judged(client: TestClient) -> None:
    for name in ("a", "b", "h/1 é"):
        post(client, "judge", act="right", claim=key(name))
    text = post(client, "judge", act="right", claim=key("d"))
    assert "All of it is judged" in text or "Nothing waits" in text
    assert "sayso judge export" in text


def test_the_name_is_asked_once(path: Path) -> None:
    with TestClient(application(Desk(path)), base_url="http://127.0.0.1") as client:
        assert "Who judges?" in client.get("/review").text
        data = {"csrf": secret(client), "act": "wrong", "claim": key("a")}
        assert client.post("/review/judge", data=data, headers=FORM).status_code == 400
        post(client, "name", name="  Zoë   <b> ")
        assert "Zoë &lt;b&gt;" in client.get("/review").text
        post(client, "judge", act="wrong", claim=key("a"))
    with Store(path, read_only=True) as store:
        assert store.judgements()[0].judgement.by == "Zoë <b>"


@pytest.mark.parametrize("act", ["judge", "undo", "apply", "name"])
def test_nothing_changes_without_the_secret_or_by_get(client: TestClient, path: Path, act: str) -> None:
    data = {"act": "wrong", "claim": key("a"), "name": "Eve"}
    assert client.post(f"/review/{act}", data=data, headers=FORM).status_code == 403
    elsewhere = {"origin": "http://evil.example"}
    assert client.post(f"/review/{act}", data={**data, "csrf": secret(client)}, headers=elsewhere).status_code == 403
    assert client.get(f"/review/{act}").status_code == 405
    assert standing(path) == []


def test_a_form_that_met_another_writer_is_sent_again(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(desk: Desk) -> None:
        raise StoreError("s.duckdb is in use by another process (7).", "Wait.")

    data = {"csrf": secret(client), "act": "wrong", "claim": key("a"), "note": "why"}
    with monkeypatch.context() as patch:
        patch.setattr(Desk, "writing", taken)
        came = {**FORM, "referer": "http://127.0.0.1/review?claim=a/claim-a"}
        answer = client.post("/review/judge", data=data, headers=came)
    assert answer.status_code == 503
    assert "refresh" not in answer.text  # that would ask for what only a form may
    for name, value in data.items():
        assert f'name="{name}" value="{value}"' in answer.text
    assert 'href="/review?claim=a/claim-a"' in answer.text
    elsewhere = {**FORM, "referer": "http://evil.example/x"}
    wrong = client.post("/review/judge", data={**data, "act": "no"}, headers=elsewhere)
    assert "evil" not in wrong.text


@pytest.mark.parametrize("act", ["", "undo", "drop table claims"])
def test_an_act_that_is_none(client: TestClient, path: Path, act: str) -> None:
    data = {"csrf": secret(client), "act": act, "claim": key("a")}
    assert client.post("/review/judge", data=data, headers=FORM).status_code == 400
    assert standing(path) == []


def test_a_second_server_shows_and_does_not_judge(path: Path) -> None:
    with TestClient(application(Desk(path, read_only="another server has it"), by="Ann")) as client:
        text = client.get("/review").text
        assert "Read only here" in text
        assert "/review/judge" not in text
        data = {"csrf": secret(client), "act": "wrong", "claim": key("a")}
        assert client.post("/review/judge", data=data).status_code == 409
