"""The house: imports go downward, importing is light, every error has its place in the tree."""

from __future__ import annotations

import ast
import json
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso
from sayso import errors

PACKAGE = Path(sayso.__file__).parent
FLOORS = (
    ("records", "errors", "notebook", "threads"),
    ("ontology",),
    ("actors",),
    ("ingest",),
    ("reader",),
    ("claims",),
    ("events", "engines", "report", "evaluate"),
    ("store", "spacy"),
    ("watch",),
    ("app",),
    ("train",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
HEAVY = (
    "onnxruntime",
    "tokenizers",
    "pyarrow",
    "arro3",
    "duckdb",
    "trafilatura",
    "pycountry",
    "babel",
    "torch",
    "ray",
    "numpy",
    "fastwarc",
    "feedparser",
    "lxml",
    "protego",
    "pypdf",
    "openpyxl",
    "networkx",
    "docx",
    "urllib3",
)


def imported(path: Path) -> Iterator[str]:
    """The rooms that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = (
                [f"{node.module}.{alias.name}" for alias in node.names]
                if node.module == "sayso"
                else [node.module or ""]
            )
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "sayso" and len(parts) > 1 and parts[1] in FLOOR:
                yield parts[1]


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


FILES = sorted(path for path in PACKAGE.rglob("*.py") if room_of(path) not in ("__init__", "__main__"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_downward(path: Path) -> None:
    room = room_of(path)
    assert room in FLOOR, f"{room} has no floor"
    above = [other for other in imported(path) if other != room and FLOOR[other] >= FLOOR[room]]
    assert not [other for other in above if room not in FLOORS[0] or FLOOR[other] > 0]


def loaded_by(code: str) -> set[str]:
    script = f"import sys, json\n{code}\nprint(json.dumps(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_import_is_light() -> None:
    assert not loaded_by("import sayso") & {*HEAVY, "msgspec", "click"}


@pytest.mark.parametrize("arguments", [["--help"], ["read", "--help"], ["--version"]])
def test_help_is_light(arguments: list[str]) -> None:
    assert not loaded_by(f"from sayso.app.cli import run\nassert run({arguments!r}) == 0") & set(HEAVY)


def test_help_is_quick() -> None:
    """Counted in processor time, so that a busy machine is no failure."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = "from sayso.app.cli import main; main(['--help'])"
    for _ in range(5):
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / 5 < 0.3


def test_every_promised_name_is_there() -> None:
    for name in sayso.__all__:
        assert getattr(sayso, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = sayso.nothing
    assert "read" in dir(sayso)
    assert re.fullmatch(r"\d+\.\d+\.\d+", sayso.__version__)


def test_error_tree() -> None:
    tree = {cls for cls in vars(errors).values() if isinstance(cls, type) and issubclass(cls, Exception)}
    assert all(issubclass(cls, errors.SaysoError) for cls in tree)
    head = errors.__doc__ or ""
    for cls in tree:
        assert cls.__name__ in head, f"{cls.__name__} is not drawn at the head of its file"
        problem = cls("It broke.", "Mend it.")
        assert (str(problem), problem.fact, problem.remedy) == ("It broke. Mend it.", "It broke.", "Mend it.")
    codes = {cls.__name__: cls.exit_code for cls in tree}
    assert codes["InputError"] == codes["DictionaryError"] == 2
    assert (codes["SaysoError"], codes["ModelError"], codes["OutputError"], codes["RejectedError"]) == (1, 3, 4, 5)
    assert sayso.DictionaryError.__mro__[1] is sayso.InputError


def test_no_bare_except_no_global() -> None:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not isinstance(node, ast.Global), path
            assert not (isinstance(node, ast.ExceptHandler) and node.type is None), path


def test_files_and_functions_stay_short() -> None:
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert len(source.splitlines()) <= 500, path
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 60, f"{path}: {node.name}"
