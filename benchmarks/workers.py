"""One and two workers, one thread each: what the second one brings on Ray, in plain processes, and in arithmetic.

    python benchmarks/workers.py DATA [--articles 400]

Reads real articles (DATA/raw/wikinews.jsonl.gz, again under other ids where more are asked for) with the engine `ray`
on one and on two workers, and, for what the machine itself gives, in one and in two plain processes with nothing
between them; `arithmetic` counts in one and in two processes, as long as nothing but the core limits it. `start` is the
wall time until every worker has read something (on Ray: until the first answer of a run, Ray itself being there),
`seconds` what comes after it, and `words/s` and `speed-up` are of these alone.

On Ray the processor seconds of that time are told by part: of the workers, of this process, which hands out batches and
takes answers, and of Ray's own processes. A busy machine does not lengthen them, so `at best` is the speed-up that they
allow on two cores with nothing else to do: twice what one worker alone needs for as many words, of all that is worked.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from sayso.records import Article, Reading
from sayso.threads import one_for_others

sys.path.insert(0, str(Path(__file__).parent))
from read import articles

LONGEST = 1500
"""Words of the longest article: one very long article at the end would leave a worker alone with it."""
BATCH = 4
"""Articles of a batch on Ray."""
COUNTED = 40_000_000
"""How far `arithmetic` counts in each process."""
TICK = os.sysconf("SC_CLK_TCK")
PARTS = ("workers", "driver", "ray")


class Run(NamedTuple):
    """Wall seconds until reading and of reading, words read in these, and processor seconds by part."""

    start: float
    seconds: float
    words: int
    processor: dict[str, float]


def real(data: Path, number: int) -> list[Article]:
    """So many real articles."""
    found = (a for a in articles(data) if 50 <= len(a["text"].split()) <= LONGEST)
    return [Article(id=a["id"], text=a["text"], published=a.get("date")) for a in islice(found, number)]


def words_of(some: Sequence[Article]) -> int:
    """How many words they have."""
    return sum(len(article.text.split()) for article in some)


class Processor:
    """Processor seconds of this process and of all that come from it, by part; those of the dead are kept."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[str, float]] = {}

    def look(self) -> dict[str, float]:
        """What each part has taken by now."""
        parents = {int(path.name): stat for path in Path("/proc").glob("[0-9]*") if (stat := _stat(path))}
        for pid, (_, spent) in parents.items():
            if _comes_from(pid, os.getpid(), parents):
                self._seen[pid] = (_part(pid), spent)
        sums = dict.fromkeys(PARTS, 0.0)
        for part, spent in self._seen.values():
            sums[part] += spent
        return sums


def _stat(path: Path) -> tuple[int, float] | None:
    """The parent of a process and its processor seconds; None if it is gone."""
    try:
        fields = (path / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return int(fields[1]), (int(fields[11]) + int(fields[12])) / TICK


def _comes_from(pid: int, home: int, parents: dict[int, tuple[int, float]]) -> bool:
    while pid != home and pid in parents:
        pid = parents[pid][0]
    return pid == home


def _part(pid: int) -> str:
    if pid == os.getpid():
        return "driver"
    try:
        command = Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return "ray"
    return "workers" if command.startswith("ray::") and "IDLE" not in command else "ray"


def on_ray(some: Sequence[Article], workers: int) -> Run:
    """Read on Ray, which runs already."""
    from sayso.engines import engine
    from sayso.engines.streams import answered
    from sayso.engines.work import ReadArticles, reader_on_one_thread

    looking, began = Processor(), time.perf_counter()
    stream = answered(some, ReadArticles(reader_on_one_thread()), engine("ray", workers=workers), size=BATCH)
    first = list(islice(stream, BATCH * workers))
    ready, before = time.perf_counter(), looking.look()
    for number, outcome in enumerate(stream, len(first) + 1):
        assert isinstance(outcome, Reading)
        spent = looking.look() if number == len(some) else before  # before the workers are gone
    end = time.perf_counter()
    parts = {part: spent[part] - before[part] for part in PARTS}
    return Run(ready - began, end - ready, words_of(some[len(first) :]), parts)


def in_processes(some: Sequence[Article], workers: int) -> Run:
    """Read in processes that have nothing to do with one another."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.json" for number in range(workers)]
        for number, file in enumerate(files):
            file.write_bytes(msgspec.json.encode(some[number::workers]))
        return _together([["one", str(file)] for file in files], words_of(some))


def counting(_: Sequence[Article], workers: int) -> Run:
    """Count in processes: what the cores give by themselves."""
    return _together([["count"]] * workers, COUNTED * workers)


def _together(commands: Sequence[Sequence[str]], words: int) -> Run:
    """Processes that say when they are ready, and are told to go at once."""
    began = time.perf_counter()
    running = [_begun(command) for command in commands]
    for process in running:
        assert process.stdout
        assert process.stdout.readline()
    ready = time.perf_counter()
    for process in running:
        assert process.stdin
        process.stdin.write(b"\n")
        process.stdin.flush()
    spent = sum(float(process.communicate()[0]) for process in running)
    return Run(ready - began, time.perf_counter() - ready, words, {"workers": spent})


def _begun(command: Sequence[str]) -> subprocess.Popen[bytes]:
    whole = [sys.executable, __file__, "--part", *command]
    with one_for_others():
        return subprocess.Popen(whole, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def part(what: str, *files: str) -> None:
    """The work of one plain process: make ready, say so, wait, work, tell the processor seconds."""
    step = _ready_to_read(Path(files[0])) if what == "one" else _count
    print("ready", flush=True)
    sys.stdin.readline()
    began = time.process_time()
    step()
    print(time.process_time() - began)


def _ready_to_read(file: Path) -> Callable[[], object]:
    from sayso.claims import read_batch

    some = msgspec.json.decode(file.read_bytes(), type=list[Article])
    stream = iter(read_batch([min(some, key=lambda article: len(article.text)), *some], threads=1))
    next(stream)
    return lambda: sum(1 for _ in stream)


def _count() -> object:
    return sum(number & 7 for number in range(COUNTED))


def told(name: str, run: Callable[[Sequence[Article], int], Run], some: Sequence[Article]) -> Iterator[str]:
    """The lines of one way to read."""
    alone = run(some, 1)
    for workers, one in ((1, alone), (2, run(some, 2))):
        pace = one.words / one.seconds
        gain = pace * alone.seconds / alone.words
        shown = f"{name:12}{workers:8}{one.start:8.1f}{one.seconds:9.1f}{pace:12.0f}{gain:10.2f}"
        parts = "".join(f"{one.processor[part]:9.1f}" for part in PARTS if part in one.processor)
        yield shown + parts + (_at_best(one, alone) if len(one.processor) > 1 and workers == 2 else "")


def _at_best(one: Run, alone: Run) -> str:
    """The speed-up if two cores were busy all the time: what the second worker costs the first is no gain."""
    share = alone.processor["workers"] / alone.words * one.words / sum(one.processor.values())
    return f"{2 * share:9.2f}"


def measure(data: Path, number: int) -> None:
    """Measure and print."""
    from sayso.engines.cluster import session

    some = real(data, number)
    print(f"{len(some)} articles, {words_of(some)} words; one thread a worker")
    print("how          workers   start  seconds     words/s  speed-up  workers   driver      ray  at best")
    for name, run in (("arithmetic", counting), ("processes", in_processes)):
        for line in told(name, run, some):
            print(line, flush=True)
    began = time.perf_counter()
    with session(2, None):
        start = time.perf_counter() - began
        for line in told("ray", on_ray, some):
            print(line, flush=True)
    print(f"Ray itself was there after {start:.1f} s.")


def main() -> None:
    """What is asked for."""
    if sys.argv[1:2] == ["--part"]:
        part(*sys.argv[2:])
        return
    os.environ.pop("SAYSO_PARSE_CACHE", None)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, default=400)
    args = parser.parse_args()
    measure(args.data, args.articles)


if __name__ == "__main__":
    main()
