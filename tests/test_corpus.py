"""The commands of the store: what they print, what they tell, and the code they leave with."""

from __future__ import annotations

import csv
import gzip
import io
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from arro3.io import read_parquet

from sayso.app.cli import run
from sayso.app.progress import Progress, expected
from sayso.errors import OutputError
from sayso.records import Rejection
from sayso.store import Store
from sayso.store.loading import Stored
from sayso.store.parts import write_part

from .conftest import TEXT
from .site import html, served
from .test_store import read

pytestmark = pytest.mark.usefixtures("made")


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has a store of its own where it stands."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAYSO_STORE", raising=False)


class Screen:
    def __init__(self, captured: pytest.CaptureFixture[str]) -> None:
        self.captured = captured

    def run(self, *arguments: str, code: int = 0) -> tuple[str, str]:
        """What a command prints and what it tells."""
        self.captured.readouterr()
        assert run(arguments) == code, self.captured.readouterr().err
        return self.captured.readouterr()


@pytest.fixture
def screen(capfd: pytest.CaptureFixture[str]) -> Screen:
    return Screen(capfd)


@pytest.fixture
def corpus(tmp_path: Path) -> str:
    path = tmp_path / "corpus.jsonl"
    lines = [{"id": f"n{n}", "text": f"{TEXT} {n}", "title": f"No. {n}", "date": "2024-05-04"} for n in range(3)]
    lines[1]["publisher"] = "The Gazette"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines) + "{broken\n", encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the store of the corpus lies for all tests."""
    return tmp_path_factory.mktemp("shelf") / "sayso.duckdb"


@pytest.fixture
def added(made: None, corpus: str, shelf: Path) -> None:
    """The store after `sayso add corpus`: a copy of its own for each test."""
    if not shelf.exists():
        assert run(["add", corpus, "-q", "--store", str(shelf)]) == 0
    shutil.copy(shelf, "sayso.duckdb")


@pytest.mark.usefixtures("made")
def test_a_misspelt_file_makes_no_store(screen: Screen, tmp_path: Path) -> None:
    store = tmp_path / "new.duckdb"
    _, told = screen.run("add", str(tmp_path / "nofile.csv"), "-q", "--store", str(store), code=5)
    assert "nofile.csv: no such file" in told
    assert not store.exists()


def test_what_has_not_changed_is_not_fetched_again(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.ingest.web.PAUSE_SECONDS", 0.0)
    with served() as site:
        feed = f"<rss><channel><title>Post</title><item><link>{site.url}/a</link></item></channel></rss>"
        site.pages = {"/feed": feed.encode(), "/a": html("Talks go on")}
        site.extra = {"/feed": {"ETag": '"1"'}, "/a": {"ETag": '"1"'}}
        assert "1 stored" in screen.run("add", f"{site.url}/feed", "--allow-private")[1]
        assert "0 stored, 1 address as before" in screen.run("add", f"{site.url}/feed", "--allow-private")[1]
        assert site.asked_pages() == ["/feed", "/a", "/feed"]
        site.extra["/feed"]["ETag"] = '"2"'
        assert "0 stored" in screen.run("add", f"{site.url}/feed", "--allow-private")[1]
        assert site.asked_pages()[3:] == ["/feed", "/a"]
    rows = screen.run("sql", "SELECT url, etag FROM addresses ORDER BY url", "-f", "csv")[0].splitlines()
    assert rows[1:] == [f'{site.url}/a,"""1"""', f'{site.url}/feed,"""2"""']


def test_add_and_again(screen: Screen, corpus: str) -> None:
    _, told = screen.run("add", corpus, "--log", "log.jsonl")
    assert "3 stored" in told
    assert "1 rejected: bad JSON 1; `sayso rejected` lists them" in told
    assert " events; `sayso events` shows them" in told
    assert "3 articles, " in told
    log = [json.loads(line) for line in Path("log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["status"] for line in log] == ["added"] * 3 + ["rejected"]
    assert log[1] == {"article": "n1", "version": 1, "status": "added"}
    _, told = screen.run("add", corpus, "--log", "log.jsonl")
    assert "0 stored" in told
    assert "3 unchanged" in told
    assert screen.run("sql", "SELECT count(*) AS n FROM articles", "-f", "jsonl")[0] == '{"n":3}\n'
    assert screen.run("rejected", "-f", "csv")[0].splitlines()[1].startswith(f"{corpus}#4,{corpus}#4,ingest,bad JSON,")


def test_the_store_is_named_by_option_or_environment(
    screen: Screen, corpus: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.run("add", corpus, "-q", "--store", "other.duckdb")
    assert not Path("sayso.duckdb").exists()
    monkeypatch.setenv("SAYSO_STORE", "other.duckdb")
    assert len(screen.run("claims", "-f", "jsonl")[0].splitlines()) == 3


def test_what_was_read_is_what_the_store_gives(screen: Screen, corpus: str) -> None:
    screen.run("read", corpus, "-f", "jsonl", "-o", "read.jsonl")
    screen.run("add", corpus)
    for format in ("jsonl", "csv"):
        screen.run("read", corpus, "-f", format, "-o", "read")
        screen.run("claims", "-f", format, "-o", "stored")
        assert Path("read").read_bytes() == Path("stored").read_bytes()


@pytest.mark.usefixtures("added")
def test_claims(screen: Screen) -> None:
    assert screen.run("claims", "--actor", "RUR", "--event", "ASSAULT", "--limit", "2")[0].count("“shelled”") == 2
    assert screen.run("claims", "--publisher", "the gazette", "-f", "csv")[0].count("\n") == 2
    assert screen.run("claims", "--denied")[0] == ""
    assert screen.run("claims", "--stance", "doubted", "--since", "2024", "--until", "2024-05-03", "-f", "csv")[0]
    assert "is no date" in screen.run("claims", "--since", "yesterday", code=2)[1]
    assert "There is no store" in screen.run("claims", "--store", "none.duckdb", code=2)[1]


@pytest.mark.usefixtures("added")
def test_sources(screen: Screen) -> None:
    (row,) = csv.DictReader(io.StringIO(screen.run("sources", "-f", "csv")[0]))
    assert (row["source"], row["words"], row["claims"], row["articles"], row["doubted"]) == (
        "RUR", "a lawmaker", "3", "3", "3",
    )  # fmt: skip
    assert "a lawmaker" in screen.run("sources")[0]


@pytest.mark.usefixtures("added")
def test_sql_in_every_format(screen: Screen) -> None:
    query = (
        "SELECT id, version, added, ['a', 'b'] AS list, NULL AS nothing, 0.5 AS half, DATE '2024-05-04' AS day"
        " FROM articles"
    )
    assert len(screen.run("sql", query)[0].splitlines()) == 5
    line = json.loads(screen.run("sql", query, "-f", "jsonl")[0].splitlines()[0])
    assert (line["id"], line["list"], line["nothing"], line["half"], line["day"]) == (
        "n0",
        ["a", "b"],
        None,
        0.5,
        "2024-05-04",
    )
    assert screen.run("sql", query, "-f", "csv")[0].splitlines()[1].endswith(",a|b,,0.5,2024-05-04")
    screen.run("sql", query, "-f", "parquet", "-o", "rows.parquet")
    assert read_parquet("rows.parquet").read_all().num_rows == 3
    assert screen.run("sql", "SELECT 1 WHERE false")[0]


@pytest.mark.usefixtures("added")
def test_show(screen: Screen) -> None:
    Path("more.jsonl").write_text(json.dumps({"id": "n0", "text": TEXT + " More."}), encoding="utf-8")
    screen.run("add", "more.jsonl")
    out = screen.run("show", "n0", "--explain")[0]
    assert "n0, version 1, added" in out
    assert "n0, version 2, added" in out
    assert out.count("did what") == 1
    assert "← shell VERB" in out
    assert json.loads(screen.run("show", "n0", "-f", "jsonl")[0])["text"] == TEXT + " More."
    assert "has the id nothing" in screen.run("show", "nothing", code=2)[1]


@pytest.mark.usefixtures("added")
def test_show_a_claim(screen: Screen) -> None:
    shown = [json.loads(line) for line in screen.run("search", "shelled", "-f", "jsonl")[0].splitlines()]
    key = f"{shown[0]['article']}/{shown[0]['claim']}"
    out = screen.run("show", key, "--explain")[0]
    assert out.startswith(f"{key} tells event ")
    assert out.count("← ") >= 3
    (claim,) = json.loads(screen.run("show", key, "-f", "jsonl")[0])["claims"]
    assert claim["id"] == shown[0]["claim"]
    assert "has the id n0/none" in screen.run("show", "n0/none", code=2)[1]


@pytest.mark.usefixtures("added")
def test_nothing_found_is_said(screen: Screen) -> None:
    for command in (("claims",), ("events",), ("search", "shelled")):
        assert "none is as asked for" in screen.run(*command, "--actor", "Fiji")[1]
    for command in (("export",), ("report",)):
        assert "none is as asked for" in screen.run(*command, "--actor", "Fiji")[1]
        assert "none is as asked for" not in screen.run(*command)[1]
    with Store("empty.duckdb"):
        pass
    told = screen.run("claims", "--store", "empty.duckdb")[1]
    assert told == "empty.duckdb: 0 claims, `sayso add` brings some\n"


@pytest.mark.usefixtures("added")
def test_small_letters_and_rare_values_are_no_error(screen: Screen) -> None:
    for option, word in (
        ("--event", "assault"),
        ("--sector", "mil"),
        ("--factuality", "u"),
        ("--object-class", "Food"),
    ):
        screen.run("claims", option, word)


@pytest.mark.parametrize(
    ("option", "word", "told"),
    [
        ("--event", "ASSULT", "Near it: ASSAULT"),
        ("--sector", "ARMY", "Those are AGR, BUS"),
        ("--context", "energy", "Those are asylum"),
        ("--object-class", "missile", "Near it: missiles"),
        ("--factuality", "CT", "Near it: CT+, CT-."),
    ],
)
@pytest.mark.usefixtures("added")
def test_words_that_no_list_holds(screen: Screen, option: str, word: str, told: str) -> None:
    err = screen.run("claims", option, word, code=2)[1]
    assert f"“{word}” is no " in err
    assert told in err


@pytest.mark.usefixtures("added")
def test_the_ending_of_the_file_says_how(screen: Screen) -> None:
    for name in ("claims.csv", "claims.jsonl", "claims.parquet"):
        screen.run("claims", "-o", name)
        screen.run("claims", "--format", name.rpartition(".")[2], "-o", "told")
        assert Path(name).read_bytes() == Path("told").read_bytes()
    screen.run("sources", "--format", "table", "-o", "sources.csv")
    screen.run("rejected", "-o", "rejected.out")
    for name in ("events.xlsx", "claims.JSON"):
        assert "`sayso export`" in screen.run(name.partition(".")[0], "-o", name, code=2)[1]
        assert not Path(name).exists()
    screen.run("claims", "-o", "claims.tsv", "--format", "csv")
    assert all("─" in Path(name).read_text() for name in ("sources.csv", "rejected.out"))


def test_what_is_not_joined_yet_is_said(screen: Screen, corpus: str) -> None:
    assert "`sayso refresh` joins them into events" in screen.run("add", corpus, "--no-refresh")[1]
    assert "`sayso events` shows them" in screen.run("add", corpus)[1]
    assert "`sayso events` shows them" in screen.run("add", corpus, "--no-refresh")[1]


def test_a_folder_that_is_not_there(screen: Screen, corpus: str) -> None:
    assert "There is no folder nowhere." in screen.run("add", corpus, "--store", "nowhere/s.duckdb", code=4)[1]
    screen.run("add", corpus)
    assert "there is no folder nowhere." in screen.run("claims", "-o", "nowhere/claims.csv", code=4)[1]


def test_add_parts(screen: Screen, corpus: str) -> None:
    write_part(Path("parts"), "a", [read("a"), Rejection(article_id="r", stage="read", reason="no text")])
    write_part(Path("parts"), "b", [read("b")])
    _, told = screen.run("add", "parts", corpus)
    assert "5 stored" in told
    assert "no text 1" in told
    assert len(screen.run("claims", "-f", "jsonl")[0].splitlines()) == 5


def test_a_text_as_input(screen: Screen) -> None:
    screen.run("add", f"{TEXT} " * 100, "-q")
    assert screen.run("sql", "SELECT sum(claims) AS n FROM articles", "-f", "csv")[0] == "n\n1\n"


def test_unchanged_articles_keep_their_types(screen: Screen, corpus: str) -> None:
    Path("actors.csv").write_text("code,name\nZEN,Zenda\n", encoding="utf-8")
    assert "not read again" not in screen.run("add", corpus, "--actors", "actors.csv")[1]
    assert "3 unchanged: not read again" in screen.run("add", corpus, "--actors", "actors.csv")[1]
    assert "not read again" not in screen.run("add", corpus)[1]


def test_a_file_with_another_text_is_told(screen: Screen) -> None:
    page = Path("page.txt")
    for text, said in ((TEXT, False), (TEXT, False), (f"{TEXT} Nobody was hurt.", True), (TEXT, False)):
        page.write_text(text, encoding="utf-8")
        assert ("another text than before" in screen.run("add", "page.txt")[1]) == said
    assert screen.run("sql", "SELECT count(*) AS n FROM articles WHERE current", "-f", "csv")[0] == "n\n2\n"


def test_strict_and_nothing(screen: Screen, corpus: str) -> None:
    screen.run("add", "nothing-here.txt", code=5)
    screen.run("add", corpus, "--strict", code=5)
    assert len(screen.run("claims", "-f", "jsonl")[0].splitlines()) == 3


def test_progress_tells_what_is_stored(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    progress = Progress(shown=True, total=4)
    progress.told([Stored("a", "a", 1, "added"), Stored("b", "b", 2, "new version")], [])
    progress.told([Stored("c", "c", 1, "unchanged")], [Rejection(article_id="r", stage="read", reason="no text")])
    progress.show(last=True)
    lines = capfd.readouterr().err.split("\r\x1b[K")
    assert lines[1].startswith("[############------------]  50% 2 stored (")
    assert lines[-1].endswith(", 1 new version, 1 unchanged, 1 rejected\n")
    with Path("/dev/full").open("ab", buffering=0) as full, pytest.raises(OutputError, match="log cannot be written"):
        Progress(full).told([Stored("a", "a", 1, "added")], [])


@pytest.mark.parametrize(
    ("inputs", "count"),
    [(["A sentence."], 1), (["c.jsonl"], 3), (["c.jsonl.gz", "f", "http://x.example/"], 5), (["x.warc"], None),
     (["broken.jsonl.gz"], None)],
)  # fmt: skip
def test_expected(inputs: Sequence[str], count: int | None) -> None:
    Path("c.jsonl").write_text("{}\n" * 3, encoding="utf-8")
    Path("c.jsonl.gz").write_bytes(gzip.compress(b"{}\n" * 3))
    Path("broken.jsonl.gz").write_bytes(gzip.compress(b"{}\n" * 300)[:-9])
    Path("x.warc").write_bytes(b"WARC/1.0")
    Path("f").mkdir()
    Path("f/a.txt").write_text("x", encoding="utf-8")
    assert expected(inputs) == count


def test_an_interrupted_add_keeps_what_was_read(screen: Screen, corpus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(articles: object) -> object:
        from .conftest import made_reader

        yield from [next(iter(made_reader(articles)))]  # type: ignore[arg-type, call-overload]
        raise KeyboardInterrupt

    monkeypatch.setattr("sayso.app.adding.in_processes", lambda dictionaries, processes: interrupted)
    assert "1 stored" in (told := screen.run("add", corpus, code=130)[1])
    assert "the same command goes on from here" in told
    with Store("sayso.duckdb", read_only=True) as store:
        assert [r.article.id for r in store.readings()] == ["n0"]
        assert not list(store.check())
