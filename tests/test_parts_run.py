"""Reading into parts: the same rows by every engine as without any, whoever is killed on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from sayso.app.cli import run
from sayso.app.parting import read_into_parts
from sayso.engines import ENGINES
from sayso.engines.local import read_all
from sayso.errors import InputError, SaysoError
from sayso.ingest import articles
from sayso.records import Article, Reading
from sayso.store import Store
from sayso.store.parts import finished
from sayso.store.schema import STAGED
from tests.conftest import TEXT, made_reader, made_reading

pytestmark = pytest.mark.usefixtures("made")

PIECE = 0.001
"""Megabytes of a part: some seven of these articles."""
LEFT_OUT = {"articles": "added, source, record", "rejections": '"at", article, source'}
"""Columns that tell when something came, and from where."""

Tables = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return sixty(tmp_path)


def sixty(folder: Path) -> Path:
    """Sixty articles in lines, among them a bad line and an article twice."""
    lines = [json.dumps({"id": f"n{i:02}", "text": f"{TEXT} Part {i}.", "date": "2024-05-04"}) for i in range(60)]
    lines[30:30] = ["{not JSON", lines[3]]
    file = folder / "corpus.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def tables_of(path: Path) -> Tables:
    with Store(path, read_only=True) as store:
        columns = {name: f"* EXCLUDE ({LEFT_OUT[name]})" if name in LEFT_OUT else "*" for name in STAGED}
        return {name: sorted(store.sql(f"SELECT {columns[name]} FROM {name}"), key=repr) for name in STAGED}


def stored(*inputs: Path) -> Tables:
    """What a store holds that takes these in."""
    path = inputs[0].with_name(f"{inputs[0].name}.duckdb")
    assert run(["add", *map(str, inputs), "--store", str(path), "-q", "--no-refresh"]) == 0
    return tables_of(path)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """What the store holds when nothing is cut and nothing is sent."""
    corpus = sixty(tmp_path_factory.mktemp("expected"))
    with Store(corpus.with_name("alone.duckdb")) as store:
        store.add(read_all(articles([corpus]), read_batch=made_reader))
    return tables_of(corpus.with_name("alone.duckdb"))


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    if request.param == "ray":
        request.getfixturevalue("two_workers")
    return str(request.param)


def test_parts_of_every_engine_are_what_add_stores(engine: str, corpus: Path, tmp_path: Path, expected: Tables) -> None:
    """The same rows in all tables, in a store that takes the parts once or twice."""
    parts = tmp_path / "parts"
    size = ["--part-size", str(PIECE)]
    command = ["add", str(corpus), "--engine", engine, "--threads", "2", "-o", str(parts), *size, "-q"]
    assert run(command) == 0
    assert len(list(finished(parts))) > 1
    assert stored(parts) == expected
    assert stored(parts) == expected
    assert len(expected["articles"]) == 60
    assert len(expected["rejections"]) == 1


def test_add_reads_on_ray_straight_into_a_store(two_workers: None, tmp_path: Path) -> None:
    file = tmp_path / "two.jsonl"
    lines = [json.dumps({"id": f"n{i}", "text": f"Chad's army attacked {i} rebels on Monday."}) for i in range(2)]
    file.write_text("\n".join(lines), encoding="utf-8")
    store = tmp_path / "s.duckdb"
    assert run(["add", str(file), "--engine", "ray", "--threads", "2", "--store", str(store), "-q"]) == 0
    assert len(tables_of(store)["articles"]) == 2


def counted(articles: Iterable[Article], *, log: Path) -> Iterator[Reading]:
    """A reader that notes what it reads."""
    for article in articles:
        with log.open("a") as file:
            file.write(f"{article.id}\n")
        yield made_reading(article)


def test_what_is_finished_is_not_read_again(corpus: Path, tmp_path: Path, expected: Tables) -> None:
    parts, log = tmp_path / "parts", tmp_path / "log"
    reading = partial(read_into_parts, [corpus], parts=parts, part_size=PIECE, threads=1, quiet=True)
    reading(read_batch=partial(counted, log=log))
    assert len(log.read_text().split()) == 61
    log.write_text("")
    marks = sorted((parts / "finished").iterdir())
    assert len(marks) > 8
    for mark in marks[1:3]:
        mark.unlink()
    (parts / "claims" / ".half.parquet.7.unfinished").write_bytes(b"PAR1")
    reading(read_batch=partial(counted, log=log))
    assert 0 < len(log.read_text().split()) < 40
    assert stored(parts) == expected


def test_parts_without_a_mark_stay_out(corpus: Path, tmp_path: Path, expected: Tables) -> None:
    parts = tmp_path / "parts"
    read_into_parts([corpus], parts=parts, part_size=PIECE, threads=1, quiet=True)
    next((parts / "finished").iterdir()).unlink()
    assert 0 < len(stored(parts)["articles"]) < 60


def dying(articles: Iterable[Article], *, folder: Path) -> Iterator[Reading]:
    """A reader whose worker is killed in the middle of a part, the first time that anyone comes there."""
    for article in articles:
        if article.id == "n35" and not (folder / "died").exists():
            (folder / "died").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        yield made_reading(article)


def test_a_killed_worker_loses_only_its_part(engine: str, corpus: Path, tmp_path: Path, expected: Tables) -> None:
    """Ray does the part again by itself; in processes the same command does."""
    parts = tmp_path / "parts"
    reading = partial(
        read_into_parts, [corpus], parts=parts, part_size=PIECE, engine=engine, threads=2, quiet=True,
        read_batch=partial(dying, folder=tmp_path),
    )  # fmt: skip
    if engine == "local":
        with pytest.raises(SaysoError, match="was killed"):
            reading()
    reading()
    assert (tmp_path / "died").exists()
    assert stored(parts) == expected


def slow(articles: Iterable[Article]) -> Iterator[Reading]:
    for article in articles:
        time.sleep(0.05)
        yield made_reading(article)


PROGRAM = """
import sys
from pathlib import Path
from sayso.app.parting import read_into_parts
from tests.test_parts_run import PIECE, slow

if __name__ == "__main__":
    read_into_parts([sys.argv[1]], parts=Path(sys.argv[2]), part_size=PIECE, threads=2, quiet=True, read_batch=slow)
"""


def test_a_killed_driver_loses_only_unfinished_parts(corpus: Path, tmp_path: Path, expected: Tables) -> None:
    """kill -9 as soon as anything is finished; the workers end with it, and the same command does the rest."""
    parts, program = tmp_path / "parts", tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    here = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])}
    command = [sys.executable, str(program), str(corpus), str(parts)]
    driver = subprocess.Popen(command, env=here, start_new_session=True)
    until = time.monotonic() + 60
    while not list((parts / "finished").glob("*.json")) and time.monotonic() < until:
        time.sleep(0.01)
    os.kill(driver.pid, signal.SIGKILL)
    driver.wait()
    before = {part.name for part in finished(parts)}
    assert before
    time.sleep(0.5)  # what was nearly finished may be finished now
    after = len(list(finished(parts)))
    time.sleep(1)  # time for four more, if anyone worked on
    assert len(list(finished(parts))) == after
    subprocess.run(command, env=here, check=True)
    whole = {part.name for part in finished(parts)}
    assert before < whole
    assert after < len(whole) - 3
    assert stored(parts) == expected


def test_parts_of_other_settings_are_not_mixed(corpus: Path, tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    reading = partial(read_into_parts, [corpus], parts=parts, threads=1, quiet=True)
    reading()
    with pytest.raises(InputError, match="made with another date"):
        reading(date="2024-01-01")
    with pytest.raises(InputError, match="stores nothing"):
        reading(log=tmp_path / "log")


def test_what_was_rejected_is_told(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus.write_text("{not JSON\n", encoding="utf-8")
    assert run(["add", str(corpus), "-o", str(tmp_path / "parts"), "--threads", "1"]) == 5
    told = capsys.readouterr().err
    assert "1 of 1 parts finished; 0 articles" in told
    assert "bad JSON" in told
    assert run(["add", str(corpus), "-o", str(tmp_path / "parts"), "--address", "auto"]) == 2
