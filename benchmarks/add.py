"""How much of `sayso add` is not reading, and how storing grows with the number of articles.

    python benchmarks/add.py DATA [--articles 279] [--threads 2]
    python benchmarks/add.py DATA --share 10000 [--threads 2]
    python benchmarks/add.py DATA --grow 1000 10000 100000

The first form runs two commands on the same articles of DATA/raw/wikinews.jsonl.gz (repeated under new ids where more
are asked for), each in processes of their own: one that reads them and throws the readings away, and `sayso add`.
What `add` costs more, in wall time and in processor time of all processes, is not reading: looking up, rows, Arrow,
transactions, copies and events. `reading` includes taking the articles from the file.

The second form does not read all that it adds. The real articles of DATA are read as in the first form, and the first
of them once more: the difference gives the seconds of a word without those of starting. Of the readings the articles
that are stored are made (benchmarks/recombined.py: paragraphs of one, other names, dates and words, half of them copies
or reports of the same), and a new process looks each up, stores it and makes the copies, the events and the words to
search by of all. Making them is not counted. What they would have taken to be read is what as many real words took: no
made article is read, since made words are no measure of reading. `wall s` of the share takes it that nothing is done at
the same time as reading, which is the most that it can be.

The third form stores readings made beforehand, each article again and again under new ids and with a line of its own,
in a new process for each number: wall and processor seconds of `Store.add`, peak memory of the whole process (of which
`base` is there before anything is stored), and size of the file. The exponent is that of processor time over number,
from the first to the last.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec import structs

from sayso.records import Article, Reading

if TYPE_CHECKING:
    from sayso.store import Store

sys.path.insert(0, str(Path(__file__).parent))
from read import articles, write

MADE = 100
"""Articles that are read once for the third form."""
REAL = 279
"""Articles that are read once for the second form: all that there are."""
START = 40
"""Of these the first, whose time is taken off, for it holds that of starting: processes, weights, tables."""

READ = """
import sys
import sayso
from sayso.engines.local import read_all
from sayso.engines.processes import in_processes
if __name__ == "__main__":
    for _ in read_all(sayso.articles([sys.argv[1]]), read_batch=in_processes((), int(sys.argv[2]))):
        pass
"""
ADD = """
import sys
from pathlib import Path
from sayso.app.adding import add_and_tell
if __name__ == "__main__":
    add_and_tell([sys.argv[1]], store=Path(sys.argv[3]), threads=int(sys.argv[2]), quiet=True)
"""


class Spent(NamedTuple):
    """Wall time and processor time of a command with all its processes, in seconds."""

    wall: float
    processor: float


def spent(code: str, *arguments: str) -> Spent:
    """Run a program and say what it took."""
    with tempfile.NamedTemporaryFile("w", suffix=".py", delete=False) as file:
        file.write(code)
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_CACHE")}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, file.name, *arguments], check=True, stderr=subprocess.DEVNULL, env=environment)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    Path(file.name).unlink()
    return Spent(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def compare(data: Path, number: int, threads: int) -> None:
    """The first form."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        words = write(file, islice(articles(data), number))
        read = spent(READ, str(file), str(threads))
        add = spent(ADD, str(file), str(threads), str(Path(folder) / "s.duckdb"))
    print(f"{number} articles, {words} words, {threads} cores      wall s  processor s  articles/s")
    for name, one in (("reading alone", read), ("add", add)):
        print(f"{name:<38} {one.wall:10.1f} {one.processor:12.1f} {number / one.wall:11.2f}")
    shares = [max(1 - a / b, 0.0) for a, b in zip(read, add, strict=True)]
    print(f"{'share of add that is not reading':<38} {shares[0]:10.1%} {shares[1]:12.1%}")


def renewed(readings: list[Reading], number: int) -> Iterator[Reading]:
    """So many readings, each article again and again with an id and a last line of its own."""
    for n in range(number):
        turn, place = divmod(n, len(readings))
        one = readings[place]
        key = f"{one.article.id}-{turn}"
        article = structs.replace(one.article, id=key, text=f"{one.article.text}\n{turn}")
        yield structs.replace(one, article=article)


def store(held: str, number: str, path: str) -> None:
    """What the third form runs in a new process: prints seconds and megabytes."""
    from sayso.store import Store

    readings = msgspec.json.decode(Path(held).read_bytes(), type=list[Reading])
    base, began, spent = peak(), time.perf_counter(), time.process_time()
    with Store(path) as file:
        file.add(renewed(readings, int(number)))
    wall, processor = time.perf_counter() - began, time.process_time() - spent
    print(json.dumps([wall, processor, base, peak(), Path(path).stat().st_size / 1e6]))


def share(data: Path, number: int, threads: int) -> None:
    """The second form."""
    from sayso.engines import read_all
    from sayso.ingest import articles as taken

    with tempfile.TemporaryDirectory() as name:
        file, some, held = (Path(name) / made for made in ("articles.jsonl", "some.jsonl", "held.json"))
        words = write(file, islice(articles(data), REAL)) - write(some, islice(articles(data), START))
        whole, start = (spent(READ, str(one), str(threads)) for one in (file, some))
        read = Spent(whole.wall - start.wall, whole.processor - start.processor)
        readings = [one for one in read_all(taken([file])) if isinstance(one, Reading)]
        held.write_bytes(msgspec.json.encode(readings))
        command = [sys.executable, __file__, "--made", str(held), str(number), str(Path(name) / "s.duckdb")]
        made = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    print(f"{number} articles, {made['words']} words, {made['claims']} claims ({words} words timed, {threads} cores)")
    print(f"{'':<38}     wall s  processor s")
    reading = Spent(*(one * made["words"] / words for one in read))
    rows = {"reading, by the word": reading, "looking up and storing": Spent(*made["add"])}
    rows["copies, events, words to search by"] = Spent(*made["refresh"])
    for title, one in rows.items():
        print(f"{title:<38} {one.wall:10.1f} {one.processor:12.1f}")
    shares = [1 - read / sum(column) for read, column in zip(reading, zip(*rows.values(), strict=True), strict=True)]
    print(f"{'share that is not reading':<38} {shares[0]:10.1%} {shares[1]:12.1%}   peak {made['peak']:.0f} MB")


def made(held: str, number: str, path: str) -> None:
    """What the second form runs in a new process."""
    from recombined import readings
    from scale import Making

    from sayso.store import Store

    bases = msgspec.json.decode(Path(held).read_bytes(), type=list[Reading])
    stream = Making(readings(bases, int(number)))
    told: dict[str, object] = {"words": 0}
    with Store(path) as file:
        for name, step in (("add", lambda: file.add(_missing(file, stream))), ("refresh", file.refresh)):
            began, spent, making = time.perf_counter(), time.process_time(), (stream.wall, stream.cpu)
            step()
            wall, processor = time.perf_counter() - began, time.process_time() - spent
            told[name] = [wall - stream.wall + making[0], processor - stream.cpu + making[1]]
        told["words"] = sum(len(text.split()) for (text,) in file.sql("SELECT text FROM articles"))
        told["claims"] = file.sql("SELECT count(*) FROM claims").one()
    print(json.dumps({**told, "peak": peak()}))


def _missing(file: Store, stream: Iterable[Reading]) -> Iterator[Reading]:
    """Readings, each looked up first, as `sayso add` does it."""
    waiting: deque[Reading] = deque()

    def articles() -> Iterator[Article]:
        for one in stream:
            waiting.append(one)
            yield one.article

    for _ in file.missing(articles()):
        yield waiting.popleft()


def peak() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def grow(data: Path, numbers: list[int]) -> None:
    """The third form."""
    from sayso.engines import read_all
    from sayso.ingest import articles as taken

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "some.jsonl", islice(articles(data), MADE))
        readings = [one for one in read_all(taken([folder / "some.jsonl"])) if isinstance(one, Reading)]
        (folder / "held.json").write_bytes(msgspec.json.encode(readings))
        claims = sum(len(one.claims) for one in readings) / len(readings)
        print(f"{claims:.1f} claims an article\n articles   wall s  processor s  base MB  peak MB  file MB")
        took = []
        for number in numbers:
            words = [sys.executable, __file__, "--store", str(folder / "held.json"), str(number)]
            done = subprocess.run([*words, str(folder / f"{number}.duckdb")], check=True, capture_output=True)
            wall, processor, base, most, size = json.loads(done.stdout)
            took.append(processor)
            print(f"{number:9d} {wall:8.1f} {processor:12.1f} {base:8.0f} {most:8.0f} {size:8.1f}", flush=True)
        if len(numbers) > 1:
            print(f"exponent {math.log(took[-1] / took[0]) / math.log(numbers[-1] / numbers[0]):.2f}")


def main() -> None:
    """Measure and print."""
    if sys.argv[1:2] == ["--store"]:
        store(*sys.argv[2:])
        return
    if sys.argv[1:2] == ["--made"]:
        made(*sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, default=279)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--share", type=int, metavar="N")
    parser.add_argument("--grow", type=int, nargs="+", metavar="N")
    args = parser.parse_args()
    if args.grow:
        grow(args.data, args.grow)
    elif args.share:
        share(args.data, args.share, args.threads)
    else:
        compare(args.data, args.articles, args.threads)


if __name__ == "__main__":
    main()
