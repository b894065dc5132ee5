"""The commands: what they print, what they tell on standard error, and the code they leave with."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso
from sayso.app.cli import run
from sayso.engines import read, read_all
from sayso.errors import InputError, ModelError, RejectedError
from sayso.records import Article, Reading, Rejection

from .conftest import TEXT, made_reader

pytestmark = pytest.mark.usefixtures("made")


class Screen:
    """What was printed since the last look."""

    def __init__(self, captured: pytest.CaptureFixture[str]) -> None:
        self.captured = captured
        self.error = ""

    @property
    def text(self) -> str:
        out, self.error = self.captured.readouterr()
        return out


@pytest.fixture
def screen(capfd: pytest.CaptureFixture[str]) -> Screen:
    return Screen(capfd)


def test_read_a_file(screen: Screen, article_file: Path) -> None:
    assert run(["read", str(article_file)]) == 0
    assert "“shelled”" in screen.text


def test_jsonl_on_the_screen(screen: Screen, article_file: Path) -> None:
    assert run(["read", str(article_file), "--format", "jsonl", "--date", "2024-05-04"]) == 0
    line = json.loads(screen.text)
    assert (line["text"], line["title"], line["date"]) == (TEXT, "Ruritanian shelling", "2024-05-04")


def test_words_of_options_go_in_any_letters(screen: Screen, article_file: Path) -> None:
    assert run(["read", str(article_file), "--format", "JSONL", "--terms", "Cameo", "--date", "2024-05-04"]) == 0
    assert json.loads(screen.text)["title"] == "Ruritanian shelling"


def test_articles_without_a_date_are_told_of_once(screen: Screen, article_file: Path) -> None:
    assert run(["read", str(article_file), str(article_file)]) == 0
    assert screen.text
    assert "no date: 2 of 2 articles" in screen.error
    assert screen.error.count("--date") == 1
    assert run(["read", str(article_file), str(article_file.with_name("missing.txt"))]) == 0
    assert screen.text
    assert "no date: 1 of 1 article;" in screen.error
    assert run(["read", str(article_file), "--date", "2024-05-04"]) == 0
    assert screen.text
    assert "no date" not in screen.error
    assert run(["read", TEXT]) == 0
    assert screen.text
    assert "no date" not in screen.error


@pytest.mark.parametrize("format", ["table", "jsonl", "csv", "parquet"])
def test_output_file(screen: Screen, article_file: Path, tmp_path: Path, format: str) -> None:
    out = tmp_path / "out"
    assert run(["read", str(article_file), "-f", format, "-o", str(out)]) == 0
    assert out.stat().st_size > 0
    assert screen.text == ""


def test_rejections_are_told_and_the_rest_is_read(screen: Screen, article_file: Path) -> None:
    assert run(["read", "nothing-here.txt", str(article_file), "", "-f", "jsonl"]) == 0
    assert len(screen.text.splitlines()) == 1
    told = screen.error
    assert "not read: nothing-here.txt: no such file" in told
    assert "2 rejected: empty 1, no such file 1" in told


def test_without_an_input_what_is_piped_in_is_read(
    screen: Screen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    piped = tmp_path / "piped"
    piped.write_text(TEXT, encoding="utf-8")
    with piped.open(encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert run(["read", "-f", "jsonl"]) == 0
    assert json.loads(screen.text)["text"] == TEXT
    monkeypatch.setattr(sys, "stdin", Typed())
    assert run(["read"]) == 2
    assert not screen.text
    assert "Missing argument" in screen.error


class Typed(io.StringIO):
    """What somebody types at a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_date_may_name_its_month(screen: Screen, article_file: Path) -> None:
    assert run(["read", str(article_file), "-f", "jsonl", "--date", "4 May 2024"]) == 0
    assert json.loads(screen.text)["date"] == "2024-05-04"


def test_documents_in_a_folder_are_told_as_not_read(screen: Screen, article_file: Path) -> None:
    for name in ("report.DOCX", "note.odt", "picture.png", ".hidden.docx"):
        article_file.with_name(name).write_bytes(b"PK")
    assert run(["read", str(article_file.parent), "-f", "jsonl"]) == 0
    assert len(screen.text.splitlines()) == 1
    assert "report.DOCX: binary (.docx: save it as .txt" in screen.error
    assert "2 rejected: binary 2" in screen.error


WRONG = [
    (["reed"], 2, "No such command"),
    (["read", "FILE", "--format", "xml"], 2, "xml"),
    (["read", "FILE", "--date", "yesterday"], 2, "is no date"),
    (["read", "FILE", "--date", "2024-02-30"], 2, "is no date"),
    (["read", "FILE", "--date", "04/05/2024"], 2, "is no date"),
    (["read", "FILE", "--date", "2024-05-04T10:00"], 2, "is no date"),
    (["read", "FILE", "--actors", "nothing-here.csv"], 2, "does not exist"),
    (["read", "FILE", "-f", "csv", "--explain"], 2, "do not go together"),
    (["read", "FILE", "-o", "missing/out.txt"], 4, "cannot be written"),
    (["read", "FILE", "nothing-here.txt", "--strict"], 5, "no such file"),
    (["read", "nothing-here.txt"], 5, "Nothing could be read"),
    (["score", "FILE"], 2, "no JSON"),
    (["score", "nothing-here.jsonl"], 2, "does not exist"),
]


@pytest.mark.parametrize(("arguments", "code", "told"), WRONG)
def test_exit_codes(arguments: list[str], code: int, told: str, screen: Screen, article_file: Path) -> None:
    assert run([str(article_file) if word == "FILE" else word for word in arguments]) == code
    assert not screen.text or "--strict" in arguments
    error = screen.error
    assert told in error
    assert "Traceback" not in error


def test_nothing_read_is_nothing_written(screen: Screen, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("before", encoding="utf-8")
    assert run(["read", "nothing-here.txt", "-f", "jsonl", "-o", str(out)]) == 5
    assert out.read_text(encoding="utf-8") == "before"
    assert not screen.text
    assert "1 rejected" in screen.error


def test_interrupt(monkeypatch: pytest.MonkeyPatch, screen: Screen, article_file: Path) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sayso.engines.local._articles", interrupted)
    assert run(["read", str(article_file)]) == 130


def test_broken_pipe_is_quiet() -> None:
    code = "import sys; from sayso.app.cli import main; main(['info'])"
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([sys.executable, "-c", code], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_score_reads_the_gold_texts(screen: Screen, tmp_path: Path, article_file: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    assert run(["read", str(article_file), "-f", "jsonl", "-o", str(gold)]) == 0
    assert run(["score", str(gold), "--json"]) == 0
    found = json.loads(screen.text)
    assert found["claims"]["full"] == {"p": 100.0, "r": 100.0, "f1": 100.0}
    assert found["attributions"]["triple"]["f1"] == 100.0


def test_score_two_files_and_show_misses(screen: Screen, tmp_path: Path, article_file: Path) -> None:
    gold, predicted = tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl"
    assert run(["read", str(article_file), "-f", "jsonl", "-o", str(gold)]) == 0
    predicted.write_text(gold.read_text(encoding="utf-8").replace('"PS+"', '"CT+"'), encoding="utf-8")
    assert run(["score", str(gold), str(predicted), "--misses", "3"]) == 0
    numbers = {line.split()[0]: line.split()[-1] for line in screen.text.splitlines()}
    assert (numbers["sourced"], numbers["full"], numbers["triple"]) == ("100.0", "0.0", "100.0")
    assert "differs" in screen.error


def test_score_needs_common_articles(screen: Screen, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text(json.dumps({"id": name, "text": "", "claims": []}), encoding="utf-8")
    assert run(["score", str(tmp_path / "a"), str(tmp_path / "b")]) == 2
    assert not screen.text
    assert "no article in common" in screen.error


def test_info(screen: Screen) -> None:
    assert run(["info", "--json"]) == 0
    found = json.loads(screen.text)
    assert found["version"] == sayso.__version__
    assert {"onnxruntime", "numpy"} <= found["libraries"].keys()
    assert all(table["rows"] > 0 for table in found["tables"])
    assert run(["info"]) == 0
    assert "data tables" in screen.text


def test_version(screen: Screen) -> None:
    assert run(["--version"]) == 0
    assert screen.text == f"sayso {sayso.__version__}\n"


def test_read_one(article_file: Path) -> None:
    reading = read(article_file)
    assert (reading.article.text, len(reading.claims)) == (TEXT, 1)
    assert read(TEXT).article.text == TEXT
    assert read(reading.article) == reading
    with pytest.raises(RejectedError, match="no such file"):
        read("nothing-here.txt")


def test_read_one_of_many(tmp_path: Path, article_file: Path) -> None:
    (tmp_path / "second.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(InputError, match="exactly one"):
        read(tmp_path)


def test_rejections_keep_their_place() -> None:
    rejection = Rejection(article_id="r", stage="ingest", reason="empty")
    items = [Article(id="a", text=TEXT), rejection, Article(id="b", text=TEXT)]
    outcomes = list(read_all(items, read_batch=made_reader))
    assert [outcome.article.id if isinstance(outcome, Reading) else "r" for outcome in outcomes] == ["a", "r", "b"]


def test_a_broken_installation_is_an_error() -> None:
    def broken(articles: object) -> list[Reading]:
        raise ModelError("No weights.", "Install again.")

    with pytest.raises(ModelError):
        list(read_all([Article(id="a", text=TEXT)], read_batch=broken))


def test_articles_are_read_as_they_come() -> None:
    """The first outcome is there before the second article is asked for."""
    asked: list[str] = []

    def stream() -> Iterator[Article]:
        for key in ("a", "b"):
            asked.append(key)
            yield Article(id=key, text=TEXT)

    outcomes = read_all(stream(), read_batch=made_reader)
    next(outcomes)
    assert asked == ["a"]
    next(outcomes)
    assert asked == ["a", "b"]


def test_train_is_a_command_beside_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["train", "--help"], ["train"]):
        assert run(arguments) == 0
        assert "reader" in capsys.readouterr().out
    assert run(["train", "nothing"]) == 2
    assert "usage: sayso train" in capsys.readouterr().err


def test_training_without_its_data_names_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["train", "rarity", "--data", str(tmp_path), "--to", str(tmp_path / "r.csv")]) == InputError.exit_code
    told = capsys.readouterr().err
    assert f"There is no {tmp_path}" in told
    assert "docs/training.md" in told


def test_training_without_its_packages_names_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    monkeypatch.delitem(sys.modules, "sayso.train.run", raising=False)
    assert run(["train", "reader", "--data", str(tmp_path), "--out", str(tmp_path)]) == InputError.exit_code
    assert "Training needs torch." in capsys.readouterr().err
