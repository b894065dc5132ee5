"""Measure the whole of `sayso read --format jsonl`: words a second, the encoder's share, peak memory.

    python benchmarks/read.py DATA [--articles 10 100 1000] [--threads 1 2]

Reads real articles (DATA/raw/wikinews.jsonl.gz; repeated under new ids where more are asked for, 10 to 10,000 and
more) in a new process for each number of articles and cores. `seconds` is the wall time of the whole command, `core s`
the processor time of all its processes, which tells more on a machine that others use too. `words/s` leaves out the
start, which is the time of a run on one article. `of bare` is that as a share of what the network alone reads in a
second on as many cores at once, a process each; `encoder` is the network's share of the processor time. Peak memory is
that of the largest process.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sayso.reader import CONTEXT, WINDOW, Reader
from sayso.reader.tokens import words_of
from sayso.reader.windows import plan

LONGEST = 3000
"""Words of the longest article taken; a few interviews of the set are as long as a book."""
SAMPLE = 60
"""Articles on which the network alone is measured."""


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


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took: wall seconds, processor seconds of all its processes, megabytes of the largest."""

    wall: float
    cores: float
    memory: float


def cost(file: Path, threads: int) -> Cost:
    """What it takes to read a file."""
    command = [sys.executable, "-m", "sayso", "read", str(file), "--format", "jsonl", "--threads", str(threads)]
    began = time.perf_counter()
    run = subprocess.Popen([*command, "-o", str(file.with_suffix(".out"))], stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(run.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed.")
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def encode(texts: list[str], together: Any, told: Any) -> None:
    """Tell the wall and processor seconds of the network alone on texts that are cut and coded already."""
    network = Reader(threads=1).network
    plans = [plan(network.pieces, text, words_of(text), size=WINDOW, context=CONTEXT) for text in texts]
    network.read(plans[0].coded, plans[0].features, plans[0].windows)
    together.wait()
    began, spent = time.perf_counter(), time.process_time()
    for each in plans:
        network.read(each.coded, each.features, each.windows)
    told.put((time.perf_counter() - began, time.process_time() - spent))


def bare(texts: list[str], cores: int) -> tuple[float, float]:
    """Words a second that the network alone reads on several cores, a process each; its processor seconds a word."""
    context = get_context("spawn")
    together, told = context.Barrier(cores), context.Queue()
    processes = [context.Process(target=encode, args=(texts, together, told)) for _ in range(cores)]
    for process in processes:
        process.start()
    walls, spent = zip(*(told.get() for _ in processes), strict=True)
    words = sum(len(text.split()) for text in texts)
    return sum(words / wall for wall in walls), sum(spent) / cores / words


def main() -> None:
    """Measure and print a line for each number of articles and cores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    args = parser.parse_args()
    sample = [article["text"] for article in islice(articles(args.data), SAMPLE)]
    with tempfile.TemporaryDirectory() as folder:
        for threads in args.threads:
            measure(args.data, Path(folder) / "articles.jsonl", args.articles, threads, bare(sample, threads))


def measure(data: Path, file: Path, numbers: list[int], threads: int, encoder: tuple[float, float]) -> None:
    """Print a line for each number of articles."""
    print(f"bare encoder, cores {threads}: {encoder[0]:.0f} words/s")
    print("articles  cores     words  seconds   core s  words/s  of bare  encoder  peak MB", flush=True)
    write(file, islice(articles(data), 1))
    start = cost(file, threads)
    for number in numbers:
        words = write(file, islice(articles(data), number))
        whole = cost(file, threads)
        pace = words / max(whole.wall - start.wall, 1e-9)
        share = encoder[1] * words / max(whole.cores - start.cores, 1e-9)
        print(f"{number:8d}  {threads:5d}  {words:8d}  {whole.wall:7.1f}  {whole.cores:7.1f}  {pace:7.0f}", end="")
        print(f"  {pace / encoder[0]:7.0%}  {share:7.0%}  {whole.memory:7.0f}", flush=True)


if __name__ == "__main__":
    main()
