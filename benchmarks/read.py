"""Measure the whole of `sayso read --format jsonl`: words a second, the encoder's share, peak memory.

    python benchmarks/read.py DATA [--articles 10 100 1000] [--threads 1 2]

Reads real articles (DATA/raw/wikinews.jsonl.gz; repeated under new ids where more are asked for) in a new process for
each number of articles and cores. `seconds` is the wall time of the whole command; `words/s` leaves out the start,
which is the time of a run on the shortest article. `encoder` is the time that one core would need for the network
alone on the same texts, as a share of the core seconds spent; peak memory is that of the largest process.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import count, islice
from pathlib import Path

from sayso.reader import CONTEXT, WINDOW, Reader
from sayso.reader.tokens import words_of
from sayso.reader.windows import plan

LONGEST = 3000
"""Words of the longest article taken; a few interviews of the set are as long as a book."""


def articles(data: Path) -> Iterator[dict[str, str]]:
    """Endless articles: all of the set, then all again under other ids."""
    with gzip.open(data / "raw/wikinews.jsonl.gz", "rt", encoding="utf-8") as lines:
        held = [a for a in map(json.loads, lines) if len(a["text"].split()) <= LONGEST]
    for turn in count():
        for article in held:
            yield {**article, "id": f"{article['id']}-{turn}"}


def write(file: Path, source: Iterable[dict[str, str]]) -> int:
    """Write articles one by one; returns their words."""
    words = 0
    with file.open("w", encoding="utf-8") as lines:
        for article in source:
            lines.write(json.dumps(article) + "\n")
            words += len(article["text"].split())
    return words


def seconds(file: Path, threads: int) -> float:
    """Wall time of reading a file."""
    command = [sys.executable, "-m", "sayso", "read", str(file), "--format", "jsonl", "--threads", str(threads)]
    began = time.perf_counter()
    subprocess.run([*command, "-o", str(file.with_suffix(".out"))], check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def encoder_seconds(texts: list[str]) -> float:
    """Core seconds of the network alone on texts that are cut and coded already."""
    network = Reader(threads=1).network
    plans = [plan(network.pieces, text, words_of(text), size=WINDOW, context=CONTEXT) for text in texts]
    network.read(plans[0].coded, plans[0].features, plans[0].windows)
    began = time.perf_counter()
    for each in plans:
        network.read(each.coded, each.features, each.windows)
    return time.perf_counter() - began


def main() -> None:
    """Measure and print a line for each number of articles and cores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    args = parser.parse_args()
    sample = [article["text"] for article in islice(articles(args.data), 60)]
    pace = encoder_seconds(sample) / sum(len(text.split()) for text in sample)
    print(f"bare encoder, one core: {1 / pace:.0f} words/s")
    print("articles  cores     words  seconds  words/s  encoder  peak MB")
    with tempfile.TemporaryDirectory() as folder:
        for threads in args.threads:
            file = Path(folder) / "articles.jsonl"
            write(file, islice(articles(args.data), 1))
            start = seconds(file, threads)
            for number in args.articles:
                words = write(file, islice(articles(args.data), number))
                whole = seconds(file, threads)
                net = max(whole - start, 1e-9)
                peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
                share = pace * words / (net * threads)
                print(f"{number:8d}  {threads:5d}  {words:8d}  {whole:7.1f}  {words / net:7.0f}", end="")
                print(f"  {share:7.0%}  {peak:7.0f}")


if __name__ == "__main__":
    main()
