"""A corpus cut into shards that workers read by themselves: nothing lost, nothing twice, the same cut in every run."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import pytest

from sayso.engines.shards import Shard, articles_of, shards
from sayso.errors import InputError
from sayso.ingest import articles
from sayso.records import Article, Rejection

LINES = [
    json.dumps(
        {"id": f"n{i:03}", "text": f"Chad's army attacked {i} rebels on Monday, the minister said. " * (i % 7 + 1)}
    )
    for i in range(40)
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Lines of which some are bad or blank, compressed lines, and small files."""
    lines = [*LINES[:20], "{not JSON", "", *LINES[20:], '{"title": "No text."}']
    (tmp_path / "long.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with gzip.open(tmp_path / "packed.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(LINES).replace("n0", "z0"))
    for name in "abcde":
        (tmp_path / f"{name}.txt").write_text(f"The minister {name} met rebels in Chad on Monday.", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    return tmp_path


def taken(cut: Sequence[Shard]) -> list[Article | Rejection]:
    return list(chain.from_iterable(map(articles_of, cut)))


@pytest.mark.parametrize("size", [1, 150, 700, 4000, 10**6])
def test_shards_hold_what_the_whole_holds(corpus: Path, size: int) -> None:
    """In order, with lines called by their numbers, wherever the cuts fall."""
    assert taken(list(shards([corpus], size=size))) == list(articles([corpus]))


def test_only_what_is_large_is_cut(corpus: Path) -> None:
    cut = list(shards([corpus], size=1500))
    assert {Path(shard.inputs[0]).name for shard in cut if shard.start is not None} == {"long.jsonl"}
    assert all(1500 <= shard.end - (shard.start or 0) < 2100 for shard in cut[1:-2] if shard.end)
    assert [len(shard.inputs) for shard in cut if shard.start is None] == [5, 1]
    assert len(list(shards([corpus], size=10**6))) == 1


def test_the_same_corpus_gives_the_same_shards(corpus: Path) -> None:
    first = list(shards([corpus], size=1500))
    assert first == list(shards([corpus], size=1500))
    assert len({shard.key for shard in first}) == len(first)
    os.utime(corpus / "long.jsonl", (1, 1))
    changed = list(shards([corpus], size=1500))
    same = {shard.key for shard in first} & {shard.key for shard in changed}
    assert same == {shard.key for shard in first if shard.start is None}


def test_a_file_before_it_does_not_rename_a_shard(corpus: Path) -> None:
    alone = list(shards([corpus / "long.jsonl"], size=1500))
    behind = list(shards([corpus / "packed.jsonl.gz", corpus / "long.jsonl"], size=1500))
    assert {shard.key for shard in alone} < {shard.key for shard in behind}
    assert [shard.name for shard in behind] == sorted(shard.name for shard in behind)


def test_patterns_and_what_is_not_there(corpus: Path) -> None:
    (by_pattern,) = shards([str(corpus / "?.txt")])
    assert [Path(path).name for path in by_pattern.inputs] == ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]
    (missing,) = shards([str(corpus / "nothing.jsonl")])
    (rejection,) = articles_of(missing)
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "no such file"
    with pytest.raises(InputError, match="Standard input"):
        list(shards(["-"]))
