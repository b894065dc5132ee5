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
from sayso.errors import InputError, SaysoError
from sayso.records import Article, Reading
from sayso.store import Store
from sayso.store.parts import finished
from sayso.store.schema import STAGED
from tests.conftest import TEXT, made_reader, made_reading

PIECE = 0.002
"""Megabytes of a part: some ten of these articles."""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Sixty articles in lines, two of them bad, and one article twice."""
    lines = [json.dumps({"id": f"n{i:02}", "text": f"{TEXT} Part {i}.", "date": "2024-05-04"}) for i in range(60)]
    lines[30:30] = ["{not JSON", lines[3]]
    file = tmp_path / "corpus.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of a store but for when they came, by article."""
    gone = {"articles": "added, source, record", "rejections": '"at", article, source, "position"'}
    with Store(path, read_only=True) as store:
        return {
            name: sorted(store.sql(f"SELECT * EXCLUDE ({gone[name]}) FROM {name}" if name in gone else f"FROM {name}"),
                         key=repr)
            for name in STAGED
        }  # fmt: skip


def stored(tmp_path: Path, name: str, *inputs: Path) -> dict[str, list[tuple[object, ...]]]:
    store = tmp_path / f"{name}.duckdb"
    assert run(["add", *map(str, inputs), "--store", str(store), "-q", "--no-refresh"]) == 0
    return rows(store)


def alone(corpus: Path) -> dict[str, list[tuple[object, ...]]]:
    """What the store holds when nothing is cut and nothing is sent."""
    from sayso.engines.local import read_all
    from sayso.ingest import articles

    path = corpus.with_name("alone.duckdb")
    with Store(path) as store:
        store.add(read_all(articles([corpus]), read_batch=made_reader))
    return rows(path)
