"""Whom a filter means: names and demonyms in place of codes, in every command and page that filters."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.actors.asked import code_asked, codes_asked, named_near, names_of
from sayso.actors.tables import country_names, index
from sayso.app.cli import run
from sayso.errors import InputError
from sayso.events.asking import EventFilter, chosen, words_told
from sayso.store import Filter, Store


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("PRK", "PRK"),
        ("prk", "PRK"),
        ("North Korea", "PRK"),
        ("the DPRK", "PRK"),
        ("north koreans", "PRK"),
        ("Russian", "RUS"),
        ("the Netherlands", "NLD"),
        ("au", "African Union"),
        ("African Union", "African Union"),
        ("Houthi rebels", "Houthis"),
        ("Moscow", None),  # its mayor or its state: the words decide
        ("Kim Jong Un", None),
        ("soldiers", None),
        ("", None),
    ],
)
def test_code_asked(words: str, code: str | None) -> None:
    assert code_asked(words) == code


def test_a_code_stands_for_itself() -> None:
    codes = {entry.code for held in index().entries.values() for entry in held} | set(country_names())
    other = {code: code_asked(code) for code in codes if code_asked(code) not in (code, None)}
    assert not other


def test_a_code_may_be_ones_own() -> None:
    assert codes_asked("Wagner") == ("Wagner", "WAGNER", "Wagner Group")
    assert codes_asked("bsf") == ("bsf", "BSF")


@pytest.mark.parametrize(("words", "near"), [("Korea", "South Korea (KOR)"), ("JEM", "Jaish-e-Mohammed")])
def test_one_of_several(words: str, near: str) -> None:
    with pytest.raises(InputError, match="may be any of") as problem:
        code_asked(words)
    assert near in problem.value.fact


def test_nearest_names() -> None:
    assert named_near("Ukrane") == "Ukraine (UKR)"
    assert "North Korea (PRK)" in named_near("Nroth Korea")
    assert named_near("Blefuscu") == ""


def test_names_of_a_source() -> None:
    assert {"russia", "kremlin", "moscow"} <= names_of("RUS")


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert run(list(words)) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    "command",
    [
        ("claims", "--actor", "{}"),
        ("claims", "--either", "{}", "--format", "jsonl"),
        ("claims", "--source", "{}"),
        ("events", "--actor", "{}"),
        ("events", "--recipient", "{}"),
        ("events", "--either", "{}"),
        ("events", "--source", "{}"),
        ("search", "shells", "--actor", "{}"),
        ("export", "--either", "{}"),
        ("report", "--either", "{}"),
    ],
)
@pytest.mark.parametrize(("code", "name"), [("PRK", "North Korea"), ("RUS", "russians")])
def test_a_name_asks_as_its_code_does(
    told_store: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...], code: str, name: str
) -> None:
    by_code, by_name = (
        printed(capsys, *(word.format(who) for word in command), "--store", str(told_store)) for who in (code, name)
    )
    assert by_name == by_code


def test_a_picture_by_names(told_store: Path, tmp_path: Path) -> None:
    pytest.importorskip("altair")
    by_code, by_name = tmp_path / "code.svg", tmp_path / "name.svg"
    for path, pair in ((by_code, ("RUS", "UKR")), (by_name, ("Russia", "Ukrainians"))):
        asked = ["--actor", pair[0], "--recipient", pair[1]]
        assert run(["plot", "dyad", *asked, "-o", str(path), "--store", str(told_store)]) == 0
    assert by_code.read_bytes() == by_name.read_bytes()


@pytest.mark.parametrize(
    ("words", "fact", "remedy"),
    [
        ("Korea", "may be any of North Korea (PRK), South Korea (KOR)", "code or whole name"),
        ("Nroth Korea", "nobody is called so here", "Near it: North Korea (PRK)"),
        ("Blefuscu", "nobody is called so here", "a name such as North Korea"),
    ],
)
@pytest.mark.parametrize("command", ["claims", "events", "search", "export", "report", "plot"])
@pytest.mark.parametrize("option", ["--actor", "--source"])
def test_nobody_and_several(
    told_store: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    *,
    words: str,
    fact: str,
    remedy: str,
    command: str,
    option: str,
) -> None:
    more = {"search": ["shells"], "plot": ["timeline", "-o", str(tmp_path / "p.svg")]}.get(command, [])
    assert run([command, *more, option, words, "--store", str(told_store)]) == 2
    told = capsys.readouterr().err
    assert fact in told
    assert remedy in told


def test_files_are_asked_in_the_same_way(told_articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by_code = printed(capsys, "events", str(told_articles), "--actor", "PRK", "--source", "KOR")
    assert by_code == printed(capsys, "events", str(told_articles), "--actor", "north korea", "--source", "South Korea")
    assert run(["events", str(told_articles), "--actor", "Nroth Korea"]) == 2
    assert "Near it: North Korea (PRK)" in capsys.readouterr().err
    assert run(["events", str(told_articles), "--event", "ASSULT"]) == 2
    assert "Near it: ASSAULT" in capsys.readouterr().err
    assert run(["events", str(told_articles), "--actor", "Fiji"]) == 0
    assert "events, none is as asked for" in capsys.readouterr().err


@pytest.mark.parametrize(
    "asked",
    [
        EventFilter(actor=("North Korea",)),
        EventFilter(event=("aid",)),
        EventFilter(either=("Ukraine", "town")),
        EventFilter(source=("RUS",)),
        EventFilter(source=("South Koreans", "melnyk")),
        EventFilter(recipient=("town",)),
        EventFilter(sector=("mil",)),
        EventFilter(sector=("MIL",), event=("ASSAULT",), where=("Kupiansk",)),
        EventFilter(mode=("heavy-weapons", "aerial"), context=("military",)),
        EventFilter(where=("sumy", "the town")),
        EventFilter(actor=("Russian forces", "PRK")),
        EventFilter(stance=("Denied",)),
        EventFilter(factuality=("ct-", "U")),
        EventFilter(min_score=0.97),
        EventFilter(min_score=0.0),
    ],
)
def test_a_store_answers_as_memory_does(told_store: Path, asked: EventFilter) -> None:
    with Store(told_store, read_only=True) as file:
        told = words_told(file.readings())
        found = list(file.events(asked))
        assert found
        assert found == list(chosen(file.events(), asked, told=told))


def test_events_are_asked_for_by_their_articles(told_store: Path) -> None:
    with Store(told_store, read_only=True) as file:
        told = words_told(file.readings())
        whole = list(file.events())
        assert whole
        (article, publisher), *_ = file.sql("SELECT id, publisher FROM articles ORDER BY id")
        for asked in (EventFilter(article=(article,)), EventFilter(publisher=(str(publisher).upper(),))):
            found = list(file.events(asked))
            assert found == list(chosen(whole, asked, told=told))
            assert all(article in event.articles for event in found) or asked.publisher
        assert list(file.events(article=article))
        assert list(file.events(publisher="Nobody's Paper")) == []


def test_words_are_no_part_of_a_name(told_store: Path) -> None:
    with Store(told_store, read_only=True) as file:
        assert list(file.claims(actor="North Korea")) == list(file.claims(Filter(actor=("PRK",))))
        assert list(file.claims(actor="nobody at all")) == []


def test_a_code_of_ones_own_goes_before_a_name_of_several(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, path = tmp_path / "own.csv", tmp_path / "s.duckdb"
    table.write_text("name,code,sector,from,to,kind\nRapid Column,RSF,REB,,,group\n")
    article = tmp_path / "dorra.txt"
    article.write_text(
        "The Rapid Column shelled the town of Dorra on Monday, the mayor said. "
        "The Rapid Column said that Chad had arrested two of its officers."
    )
    assert run(["add", str(article), "--actors", str(table), "--store", str(path), "-q"]) == 0
    capsys.readouterr()
    for command in ("claims", "events"):
        assert "RSF" in printed(capsys, command, "--actor", "RSF", "--store", str(path))
        assert "arrested" in printed(capsys, command, "--source", "RSF", "--store", str(path))
    assert run(["claims", "--actor", "JEM", "--store", str(path)]) == 2


def test_the_form_of_pages(told_store: Path) -> None:
    pytest.importorskip("starlette")
    from starlette.testclient import TestClient

    from sayso.app.web.application import application
    from sayso.app.web.desk import Desk

    with TestClient(application(Desk(told_store)), base_url="http://127.0.0.1") as client:
        by_name = client.get("/events", params={"either": "North Korea"})
        assert by_name.status_code == 200
        assert by_name.text == client.get("/events", params={"either": "PRK"}).text
        wrong = client.get("/network", params={"either": "Nroth Korea"})
        assert wrong.status_code == 400
        assert "North Korea (PRK)" in wrong.text


def test_judgements_by_name(told_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "judged.duckdb"
    path.write_bytes(told_store.read_bytes())
    with Store(path, read_only=True) as file:
        claim = file.sql("SELECT article || '/' || id FROM judged_claims WHERE list_contains(actor, 'PRK')").one()
    slots = ["--slot", "actor=South Korea+Wagner group", "--slot", "source=the DPRK>Mayor"]
    assert run(["judge", "correct", str(claim), *slots, "--store", str(path)]) == 0
    assert run(["judge", "entity", "the Kremlin", "Russia", "--store", str(path)]) == 0
    told = capsys.readouterr().out
    assert "actor=KOR+Wagner Group" in told
    assert "source=PRK > Mayor" in told
    assert "the Kremlin RUS" in told
    assert run(["judge", "correct", str(claim), "--slot", "actor=Korea", "--store", str(path)]) == 2
    assert run(["judge", "same", "nothing", "neither", "--store", str(path)]) == 2
    assert "no claim or event" in capsys.readouterr().err
