"""How reading grows with workers, and how a store grows with articles.

    python benchmarks/scale.py workers DATA [--articles 400]
    python benchmarks/scale.py sizes DATA [--articles 100]
    python benchmarks/scale.py growth [--articles 1000 3000 10000 30000 100000]

`workers` reads real articles (DATA/raw/wikinews.jsonl.gz) on one and on two workers: see benchmarks/workers.py.

`sizes` tells how long real articles are, and how many bytes they take as parts once they are read.

`growth` makes articles by recombining our own (benchmarks/recombined.py), with readings that come along, so that the
reader's time is not in it, and gives each number of them to a new store in a new process: `add` is Store.add, `refresh`
Store.refresh (copies and events; `--add-only` leaves it out). Making articles is told and not counted. `cpu` are the
processor seconds of add and refresh, which a busy machine does not lengthen; exponents are slopes of log seconds over
log articles; `peak` is the largest memory that the process had.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from sayso.records import Article, Reading

sys.path.insert(0, str(Path(__file__).parent))
import workers
from workers import real

ROOT = Path(__file__).parents[1]
BASES = 200
"""Own articles that are recombined."""


def seconds(step: Callable[[], object]) -> float:
    """Wall time of a step."""
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


def sizes(data: Path, number: int) -> None:
    """Words and bytes of real articles, as they are and as parts."""
    from sayso.claims import read_batch
    from sayso.store.parts import write_part

    with gzip.open(data / "raw/wikinews.jsonl.gz", "rt", encoding="utf-8") as lines:
        lengths = sorted(len(json.loads(line)["text"].split()) for line in lines)
    mean = sum(lengths) / len(lengths)
    print(f"{len(lengths)} articles, {mean:.0f} words on average, {lengths[len(lengths) // 2]} in the middle")
    articles = real(data, number)
    with tempfile.TemporaryDirectory() as folder:
        part = write_part(Path(folder), "all", read_batch(articles))
        taken = {table: sum(f.stat().st_size for f in (Path(folder) / table).iterdir()) for table in part.rows}
    words = sum(len(article.text.split()) for article in articles)
    print(f"as parts, {len(articles)} of them, {words / len(articles):.0f} words on average:")
    for table, size in taken.items():
        rows = part.rows[table] / len(articles)
        print(f"  {table:14} {rows:6.1f} rows {size / len(articles):8.0f} bytes an article")
    print(f"  {'all':14} {sum(part.rows.values()) / len(articles):6.1f} rows", end=" ")
    print(f"{sum(taken.values()) / len(articles):8.0f} bytes an article, {sum(taken.values()) / words:.1f} a word")


def own_readings() -> list[Reading]:
    """Our own articles, read here and now."""
    from sayso.claims import read_batch

    lines = [
        json.loads(line)
        for file in sorted((ROOT / "annotation/own").glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    articles = [Article(id=a["id"], text=a["text"], published=a.get("date")) for a in lines[:BASES]]
    return [outcome for outcome in read_batch(articles) if isinstance(outcome, Reading)]


def growth(numbers: Sequence[int], *, refresh: bool) -> None:
    """Measure each number in a process of its own and print the exponents."""
    with tempfile.TemporaryDirectory() as folder:
        bases = Path(folder) / "bases.json"
        bases.write_bytes(msgspec.json.encode(own_readings()))
        print(
            "articles   claims  events  copies  making     add  refresh     cpu  add/s  peak MB  store MB", flush=True
        )
        rows = []
        for number in numbers:
            command = [sys.executable, __file__, "store", str(bases), str(number), folder]
            command += [] if refresh else ["--add-only"]
            row = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
            rows.append(row)
            counts = f"{number:8} {row['claims']:8} {row['events']:7} {row['copies']:7}"
            times = f"{row['making']:7.1f} {row['add']:7.1f} {row['refresh']:8.1f} {row['cpu']:7.1f}"
            print(f"{counts} {times} {number / row['add']:6.0f} {row['peak']:8.0f} {row['size']:9.0f}", flush=True)
    if len(numbers) > 1:
        _exponents(numbers, rows)


def _exponents(numbers: Sequence[int], rows: Sequence[dict[str, float]]) -> None:
    for name, times in (
        ("add", [row["add"] for row in rows]),
        ("refresh", [row["refresh"] for row in rows]),
        ("add + refresh", [row["add"] + row["refresh"] for row in rows]),
        ("cpu", [row["cpu"] for row in rows]),
    ):
        if min(times) > 0:
            print(f"exponent of {name}: {slope(numbers, times):.2f}")
    for name in ("peak_add", "peak"):
        peaks = [row[name] for row in rows]
        print(f"memory, {'after add' if name == 'peak_add' else 'with refresh'}: {max(peaks) / min(peaks):.2f} times")


def slope(numbers: Sequence[float], times: Sequence[float]) -> float:
    """The exponent b of the best a·n^b, by least squares over logarithms."""
    pairs = [(math.log(n), math.log(max(t, 1e-3))) for n, t in zip(numbers, times, strict=True)]
    middle_x, middle_y = (sum(values) / len(pairs) for values in zip(*pairs, strict=True))
    both, alone = 0.0, 0.0
    for x, y in pairs:
        both += (x - middle_x) * (y - middle_y)
        alone += (x - middle_x) ** 2
    return both / alone


def store(bases: Path, number: int, folder: Path, *, refreshed: bool) -> None:
    """One measured store: the work of a process, told as a line of JSON."""
    from recombined import readings

    from sayso.store import Store

    held = msgspec.json.decode(bases.read_bytes(), type=list[Reading])
    path = folder / f"{number}.duckdb"
    making = Making(readings(held, number))
    began = time.process_time()
    with Store(path) as file:
        add = seconds(lambda: file.add(making)) - making.wall
        peak_add = peak()
        refresh = seconds(file.refresh) if refreshed else 0.0
        counts = {name: file.sql(f"SELECT count(*) FROM {name}").one() for name in ("claims", "events", "copies")}
    cpu = time.process_time() - began - making.cpu
    size = path.stat().st_size / 2**20
    times = {"making": making.wall, "add": add, "refresh": refresh, "cpu": cpu}
    told = {**times, "peak_add": peak_add, "peak": peak(), "size": size}
    print(json.dumps({**told, **counts}))
    path.unlink()


class Making:
    """A stream that knows how long it took to make."""

    def __init__(self, stream: Iterator[Reading]) -> None:
        self.stream = stream
        self.wall = self.cpu = 0.0

    def __iter__(self) -> Iterator[Reading]:
        return self

    def __next__(self) -> Reading:
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            return next(self.stream)
        finally:
            self.wall += time.perf_counter() - wall
            self.cpu += time.process_time() - cpu


def peak() -> float:
    """Megabytes that this process had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """What is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    by_workers = commands.add_parser("workers")
    by_workers.add_argument("data", type=Path)
    by_workers.add_argument("--articles", type=int, default=400)
    by_size = commands.add_parser("sizes")
    by_size.add_argument("data", type=Path)
    by_size.add_argument("--articles", type=int, default=100)
    by_number = commands.add_parser("growth")
    by_number.add_argument("--articles", type=int, nargs="+", default=[1000, 3000, 10_000, 30_000, 100_000])
    by_number.add_argument("--add-only", action="store_true")
    stored = commands.add_parser("store")
    stored.add_argument("bases", type=Path)
    stored.add_argument("number", type=int)
    stored.add_argument("folder", type=Path)
    stored.add_argument("--add-only", action="store_true")
    args = parser.parse_args()
    if args.command == "workers":
        os.environ.pop("SAYSO_PARSE_CACHE", None)
        workers.measure(args.data, args.articles)
    elif args.command == "sizes":
        sizes(args.data, args.articles)
    elif args.command == "growth":
        growth(args.articles, refresh=not args.add_only)
    else:
        store(args.bases, args.number, args.folder, refreshed=not args.add_only)


if __name__ == "__main__":
    main()
