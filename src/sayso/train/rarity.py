"""How rare words are in the news: the table by which merging weighs them."""

from __future__ import annotations

import csv
import gzip
import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sayso.events.words import RARE, stems

SETS = ("raw/wikinews.jsonl.gz", "polnear/train.jsonl.gz")
LEAST_ARTICLES = 5
"""A word of fewer articles is left out: it is as rare as words get."""


def write_rarity(data: Path, to: Path) -> int:
    """Count in how many articles each stem stands and write the weights, the commonest first; returns how many."""
    found: Counter[str] = Counter()
    articles = 0
    for text in texts(data):
        found.update(set(stems(text)))
        articles += 1
    weights = {word: round(math.log(articles / times), 2) for word, times in found.items() if times >= LEAST_ARTICLES}
    kept = sorted((pair for pair in weights.items() if pair[1] < RARE), key=lambda pair: (pair[1], pair[0]))
    with to.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("stem", "weight"), *kept])
    return len(kept)


def texts(data: Path) -> Iterator[str]:
    """The texts of the sets that words are counted in."""
    for name in SETS:
        with gzip.open(data / name, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)
