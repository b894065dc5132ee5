"""What is no store, newer, in use, or has no room: a clear error, and nothing half-written."""

from __future__ import annotations

import multiprocessing
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from sayso import __version__
from sayso.app.cli import run
from sayso.errors import InputError, StoreError, StoreWriteError
from sayso.records import Event, Span, Told
from sayso.store import Store, opening
from sayso.store.schema import MIGRATIONS, Migration

from .test_store import read


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "s.duckdb"
    with Store(path) as store:
        store.add([read("a")])
    return path


def test_a_new_store_appears_whole_and_alone(tmp_path: Path) -> None:
    Store(tmp_path / "s.duckdb").close()
    assert [file.name for file in tmp_path.iterdir()] == ["s.duckdb"]


def test_nothing_there_to_read(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no store"):
        Store(tmp_path / "s.duckdb", read_only=True)
    assert not list(tmp_path.iterdir())


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        Store(tmp_path)


@pytest.mark.parametrize("held", [b"{}\n", b"x" * 20_000, b""])
def test_another_file(tmp_path: Path, held: bytes) -> None:
    path = tmp_path / "s.duckdb"
    path.write_bytes(held)
    with pytest.raises(StoreError, match="no store"):
        Store(path, read_only=True)
    with pytest.raises(StoreError, match="no store"):
        Store(path)
    assert path.read_bytes() == held


def test_what_another_store_has_left(tmp_path: Path, path: Path) -> None:
    left = tmp_path / "gone.duckdb.wal"
    with Store(tmp_path / "other.duckdb") as other:
        other.add([read("b")])
        shutil.copy(tmp_path / "other.duckdb.wal", left)
    with pytest.raises(StoreError, match="a store that is gone"):
        Store(tmp_path / "gone.duckdb")
    left.rename(f"{path}.wal")
    with pytest.raises(StoreError, match=r"s\.duckdb\.wal, which .* is damaged or belongs to another store"):
        Store(path)


def test_another_database(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with duckdb.connect(str(path)) as other:
        other.execute("CREATE TABLE meta (key INTEGER)")
    with pytest.raises(StoreError, match="no store of Sayso"):
        Store(path)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_newer_store(path: Path, read_only: bool) -> None:
    with Store(path) as store:
        list(store.sql("INSERT INTO migrations VALUES (999, 'of the future', '9.0.0', now()::TIMESTAMP)"))
        list(store.sql("UPDATE meta SET value = '9.0.0' WHERE key = 'program'"))
    with pytest.raises(StoreError, match=r"newer version: sayso 9\.0\.0 with schema 999"):
        Store(path, read_only=read_only)


@pytest.mark.parametrize("read_only", [True, False])
def test_an_older_store_is_brought_up_to_date(path: Path, read_only: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    step = Migration("a column more", ("ALTER TABLE judgements ADD COLUMN more VARCHAR",))
    monkeypatch.setattr(opening, "MIGRATIONS", (*MIGRATIONS, step))
    with Store(path, read_only=read_only) as store:
        assert store.sql("SELECT count(more) FROM judgements").one() == 0
        taken = list(store.sql("SELECT number, name, program FROM migrations ORDER BY number"))
        assert taken[-1] == (len(MIGRATIONS) + 1, "a column more", __version__)
        assert store.sql("SELECT value FROM meta WHERE key = 'schema'").one() == str(len(MIGRATIONS) + 1)


def test_what_claims_know_of_their_events_is_filled_in(path: Path) -> None:
    known = "SELECT claim, event_articles, contested, origin FROM judged_claims ORDER BY claim"
    claims = "SELECT claims.article, claims.id, stance FROM claims"
    with Store(path) as store:
        told = tuple(
            Told(article=article, claim=claim, trigger=Span(0, 1), stance=stance, origin="Ann" if number else None)
            for number, (article, claim, stance) in enumerate(store.sql(claims))
        )
        articles = tuple({one.article for one in told})
        event = Event(id="e1", event="ASSAULT", articles=articles, publishers=(), origins=("Ann",), claims=told)
        store.refresh(find_copies=lambda _: [], merge=lambda *_: [event])
        before = list(store.sql(known))
        for column in ("event_articles", "contested", "origin"):
            list(store.sql(f"ALTER TABLE judged_claims DROP COLUMN {column}"))
        list(store.sql("DELETE FROM migrations WHERE number > 2"))
    with Store(path) as store:
        assert list(store.sql(known)) == before
        assert {row[1:] for row in before} >= {(len(articles), any(t.stance == "denied" for t in told), None)}


def test_a_step_that_fails_leaves_the_store_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = Migration("a mistake", ("ALTER TABLE judgements ADD COLUMN more VARCHAR", "SELECT nonsense"))
    monkeypatch.setattr(opening, "MIGRATIONS", (*MIGRATIONS, step))
    with pytest.raises(StoreError):
        Store(path)
    monkeypatch.undo()
    with Store(path) as store:
        assert store.sql("SELECT max(number) FROM migrations").one() == len(MIGRATIONS)
        assert not list(store.check())


def _hold(path: Path, read_only: bool, pipe: object) -> None:
    with Store(path, read_only=read_only):
        pipe.send("open")  # type: ignore[attr-defined]
        pipe.recv()  # type: ignore[attr-defined]


@pytest.mark.parametrize("read_only", [True, False])
def test_a_second_writer_is_told_who_is_there(path: Path, read_only: bool) -> None:
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    other = spawn.Process(target=_hold, args=(path, False, there))
    other.start()
    assert here.recv() == "open"
    with pytest.raises(StoreError, match=rf"in use by another process \(process {other.pid}\)\. Wait until"):
        Store(path, read_only=read_only)
    here.send("go")
    other.join()
    Store(path, read_only=read_only).close()


def test_open_twice_in_two_ways(path: Path) -> None:
    with Store(path), pytest.raises(StoreError, match="open already in this process"):
        Store(path, read_only=True)


def test_several_read_at_once(path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    other = spawn.Process(target=_hold, args=(path, True, there))
    other.start()
    assert here.recv() == "open"
    with Store(path, read_only=True) as store:
        assert store.sql("SELECT count(*) FROM articles").one() == 1
    here.send("go")
    other.join()


def test_reading_changes_nothing(path: Path) -> None:
    with Store(path, read_only=True) as store, pytest.raises(StoreError, match="for reading only"):
        store.sql("DELETE FROM claims")
    assert run(["sql", "DROP TABLE claims", "--store", str(path)]) == 2


def test_a_wrong_query(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["sql", "SELECT nonsense FROM claims", "--store", str(path)]) == 2
    assert 'Referenced column "nonsense" not found' in capfd.readouterr().err


FULL = """
import resource, signal, sys
from pathlib import Path
from sayso.errors import StoreWriteError
from sayso.store import Store
from tests.test_store import read

path = Path(sys.argv[1])
with Store(path) as store:
    told = []
    limit = path.stat().st_size + 200_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        store.add(
            (read(f"n{n}", f" {n}" * 2000) for n in range(5000)), batch=8,
            told=lambda stored, _: told.extend(one.article for one in stored),
        )
    except StoreWriteError as problem:
        print(problem.exit_code, problem.remedy, file=sys.stderr)
print("\\n".join(told))
"""


def test_no_room(path: Path) -> None:
    """A limit on the size of files stands for a full disk: what was told is there, and nothing by halves."""
    done = subprocess.run([sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, check=False)
    assert "4 Make room" in done.stderr, done.stderr
    told = done.stdout.split()
    assert 0 < len(told) < 5000
    with Store(path) as store:
        held = {key for (key,) in store.sql("SELECT id FROM articles")}
        assert set(told) <= held
        assert not list(store.check())
        store.add([read("z")])


def test_without_duckdb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(InputError, match=r'pip install "sayso\[store\]"'):
        Store(tmp_path / "s.duckdb")
    assert not list(tmp_path.iterdir())


def test_no_permission(tmp_path: Path) -> None:
    missing = tmp_path / "missing" / "s.duckdb"
    with pytest.raises(StoreWriteError) as raised:
        Store(missing)
    assert raised.value.exit_code == 4


def test_ctrl_c_is_one_whatever_duckdb_was_doing(tmp_path: Path) -> None:
    for problem in (
        duckdb.InterruptException("INTERRUPT Error: Interrupted!"),
        duckdb.InvalidInputException("reading the schema of the object registered as 'x' failed: KeyboardInterrupt:"),
        RuntimeError("Query interrupted"),
    ):
        with pytest.raises(KeyboardInterrupt), opening.told(tmp_path / "s.duckdb"):
            raise problem
    with pytest.raises(StoreError), opening.told(tmp_path / "s.duckdb"):
        raise duckdb.BinderException("there is no column KeyboardInterrupt")


def test_work_that_needs_more_memory_gets_it(path: Path) -> None:
    sort = "CREATE OR REPLACE TEMP TABLE held AS SELECT string_agg(r::VARCHAR, ' ') AS t FROM range(7000000) g(r)"
    with Store(path) as store, opening.thrifty(store._connection):

        def work() -> str:
            with opening.transaction(store._connection, path):
                store._connection.execute(sort)
            return str(store.sql("SELECT current_setting('memory_limit')").one())

        with pytest.raises(opening.ShortOfMemoryError, match="needs more memory"):
            work()
        few = str(store.sql("SELECT current_setting('memory_limit')").one())
        assert opening.enough(store._connection, work) != few
    with Store(path) as store, opening.thrifty(store._connection):
        assert store.sql("SELECT current_setting('memory_limit')").one() == few


def test_work_that_never_has_enough_memory_fails(path: Path) -> None:
    calls: list[str] = []

    def work() -> None:
        calls.append("")
        raise opening.ShortOfMemoryError("Too little.", "Free some.")

    with Store(path) as store, opening.thrifty(store._connection), pytest.raises(opening.ShortOfMemoryError):
        opening.enough(store._connection, work)
    assert len(calls) == len(opening.MORE) + 2


def test_a_table_is_no_store(tmp_path: Path) -> None:
    (table := tmp_path / "corpus.csv").write_text("id,text\n1,The envoy left.\n", encoding="utf-8")
    with pytest.raises(StoreError, match="is no store"):
        Store(table, read_only=True)
