"""`check` finds what is not as it should be, and nothing where all is."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from sayso.app.cli import run
from sayso.records import HeadlineFinding, Mention, Span
from sayso.store import Store

from .conftest import span
from .test_store import read

SPOILT = [
    ("UPDATE articles SET text = replace(text, 'Friday', 'Monday') WHERE id = 'a'", "another hash than its text"),
    ("UPDATE articles SET current = true", "not one version is current"),
    ("DELETE FROM articles WHERE id = 'b' AND version = 1", "a version is missing"),
    ("INSERT INTO articles SELECT * FROM articles WHERE id = 'a'", "twice"),
    ("DELETE FROM articles WHERE id = 'a'", "no article"),
    ("DELETE FROM claims WHERE article = 'a'", "rows are missing"),
    ("DELETE FROM mentions WHERE article = 'a'", "rows are missing"),
    ("UPDATE claims SET trigger_end = 3 WHERE article = 'b'", "another value than its record"),
    ("UPDATE claims SET actor = ['GBR'] WHERE article = 'b'", "another value than its record"),
    ("UPDATE attributions SET cue = 'told' WHERE article = 'a'", "another value than its record"),
    ("UPDATE claims SET record = replace(record, '\"end\":57', '\"end\":957')", "offsets outside the text"),
    ("UPDATE claims SET record = '[]'", "a record that cannot be read"),
    ("INSERT INTO copies VALUES ('a', 'z', 'copy', 1)", "a copy of no article"),
    ("INSERT INTO event_claims VALUES ('e', 'a', 'c1', 'asserted', NULL, false)", "a claim of no event"),
    ("INSERT INTO event_claims VALUES ('e', 'a', 'c9', 'asserted', NULL, false)", "a claim that is not there"),
    ("INSERT INTO events BY NAME SELECT 'e' AS id", "an event of no claim"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with two articles, one in two versions."""
    path = tmp_path / "s.duckdb"
    whole = read("a")
    title = HeadlineFinding(kind="unsupported", where="title", headline=Span(0, 900), headline_text="x")
    with Store(path) as store:
        mention = Mention(span("Strelsau"), "GPE", ("RUR",))
        whole = structs.replace(whole, mentions=(mention,), headline=(*whole.headline, title))
        store.add([whole, read("b"), read("b", " More."), read("c")])
    return path


def test_a_sound_store(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with Store(path, read_only=True) as store:
        assert not list(store.check())
    assert run(["check", "--store", str(path)]) == 0
    assert "4 articles, nothing wrong" in capfd.readouterr().err
    listed = path.with_name("found.csv")
    assert run(["check", "--store", str(path), "--format", "csv", "-o", str(listed)]) == 0
    assert listed.read_text() == "what,table,row,detail\n"


@pytest.mark.parametrize(("statement", "what"), SPOILT)
def test_what_is_spoilt_is_found(path: Path, statement: str, what: str, capfd: pytest.CaptureFixture[str]) -> None:
    with Store(path) as store:
        list(store.sql(statement))
        found = list(store.check())
    assert what in {one.what for one in found}
    assert not [one for one in found if one.row.startswith("c ")] or "record" in statement
    assert run(["check", "--store", str(path), "-f", "csv"]) == 1
    out = capfd.readouterr().out.splitlines()
    assert out[0] == "what,table,row,detail"
    assert len(out) == len(found) + 1
