"""Kill `sayso add` at random moments with SIGKILL and look at what is left.

    python benchmarks/kill.py [--moments 50] [--articles 600] [--seed 1] [--real DATA]

Each time a new store is filled from a file of articles and killed: one time in five before anything is reported, and
else when a share of the articles, drawn at random, has been reported and up to a tenth of a second more has passed, so
that a busy machine does not make all moments early or late. Then: every article that the log had reported as stored is
there with all its rows, `sayso check` finds nothing, the same command again ends well, and the store then holds what an
undisturbed run stores, row for row.
A reader made for this answers at once, with a few claims an article, so that most of the time is storing; with
`--real` the installed reader reads articles of DATA/raw/wikinews.jsonl.gz in processes, a few at a time.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from sayso.records import Article, Attribution, Claim, Mention, Reading, Rejection, SaySo, Slot, Span
from sayso.store import Store
from sayso.store.schema import OF_ARTICLES

WORDS = "The Ruritanian army may have shelled Strelsau on Friday, a lawmaker said. "
SENTENCES = 12
EARLY = 0.2
"""Share of the killings before anything is reported."""


class Left(NamedTuple):
    """What a killed run left: articles that it had reported, articles in the store, findings of `check`."""

    reported: list[str]
    held: set[str]
    findings: int


class Outcome(NamedTuple):
    """What came of one killing: articles reported, articles lost, findings of `check`, whether the re-run was whole."""

    reported: int
    lost: int
    findings: int
    whole: bool


def quick_reader(articles: Iterable[Article]) -> Iterator[Reading | Rejection]:
    """A claim, an attribution and a mention for each sentence, without looking at it."""
    for article in articles:
        time.sleep(0.0005)
        starts = range(0, len(article.text) - len(WORDS), len(WORDS))
        yield Reading(
            article=article,
            mentions=tuple(Mention(Span(s + 29, s + 37), "GPE", ("RUR",)) for s in starts),
            attributions=tuple(_attribution(article.id, s) for s in starts),
            claims=tuple(_claim(article.id, s) for s in starts),
            version="quick",
        )


def _attribution(article: str, at: int) -> Attribution:
    source, content = Span(at + 57, at + 67), (Span(at, at + 55),)
    return Attribution(
        id=f"a{at}", article_id=article, source=source, cue=Span(at + 68, at + 72), content=content, speaker=("RUR",)
    )


def _claim(article: str, at: int) -> Claim:
    said = SaySo(source="a lawmaker", code="RUR", cue="said", attribution_id=f"a{at}")
    return Claim(
        id=f"c{at}",
        article_id=article,
        trigger=Span(at + 29, at + 36),
        event="ASSAULT",
        actor=Slot(codes=("RUR",), spans=(Span(at, at + 19),)),
        recipient=Slot(codes=("RUR",), spans=(Span(at + 37, at + 45),)),
        attribution_id=f"a{at}",
        say_so=(said,),
        factuality="PS+",
        score=0.9,
    )


def made_articles(number: int) -> Iterator[dict[str, str]]:
    """Articles of one sentence many times over."""
    for n in range(number):
        yield {"id": f"n{n}", "title": f"No. {n}", "date": "2024-05-04", "text": WORDS * SENTENCES + str(n)}


def write(file: Path, articles: Iterable[dict[str, str]]) -> None:
    """Write articles as JSON Lines."""
    file.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")


def command(corpus: Path, store: Path, log: Path, *, real: bool) -> list[str]:
    """The command that is killed."""
    if real:
        words = ["-m", "sayso", "add", str(corpus), "--store", str(store), "--log", str(log), "--no-refresh", "-q"]
        return [sys.executable, *words]
    return [sys.executable, str(Path(__file__).resolve()), "--child", str(corpus), str(store), str(log)]


def child(corpus: str, store: str, log: str) -> None:
    """`sayso add` with the quick reader."""
    from sayso.app.adding import add_and_tell

    add_and_tell([corpus], store=Path(store), log=Path(log), no_refresh=True, read_batch=quick_reader)


def content(path: Path) -> list[list[Any]]:
    """All rows of a store but for when they came, in no order."""
    with Store(path, read_only=True) as store:
        tables = ["SELECT * EXCLUDE (added) FROM articles", *(f"SELECT * FROM {table}" for table in OF_ARTICLES)]
        return [sorted(map(repr, store.sql(query))) for query in tables]


def wait(process: subprocess.Popen[bytes], log: Path, lines: float, more: float) -> None:
    """Until so many lines are in the log and some seconds more have passed, or the process has ended."""
    while process.poll() is None and count(log) < lines:
        time.sleep(0.002)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(more)


def count(log: Path) -> int:
    """Lines that are there."""
    return log.read_bytes().count(b"\n") if log.exists() else 0


def killed(words: Sequence[str], store: Path, log: Path, moment: tuple[float, float]) -> Left:
    """Run a command, kill it, and say what was reported, what is there, and what `check` finds."""
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait(process, log, *moment)
    process.kill()
    process.wait()
    lines = log.read_bytes().split(b"\n")[:-1] if log.exists() else []
    reported = [str(json.loads(line)["article"]) for line in lines]
    if not store.exists():
        return Left(reported, set(), 0)
    with Store(store, read_only=True) as held:
        return Left(reported, {key for (key,) in held.sql("SELECT id FROM articles")}, len(list(held.check())))


def outcomes(corpus: Path, folder: Path, *, moments: int, seed: int, real: bool = False) -> Iterator[Outcome]:
    """Kill so many runs, one after another."""
    reference, log = folder / "whole.duckdb", folder / "whole.log"
    began = time.perf_counter()
    subprocess.run(command(corpus, reference, log, real=real), check=True, stderr=subprocess.DEVNULL)
    length, wanted, articles = time.perf_counter() - began, content(reference), count(log)
    draw = random.Random(seed)
    for number in range(moments):
        early = draw.random() < EARLY
        moment = (0, draw.uniform(0, length / 3)) if early else (draw.uniform(1, articles), draw.uniform(0, 0.1))
        store, log = folder / f"{number}.duckdb", folder / f"{number}.log"
        words = command(corpus, store, log, real=real)
        left = killed(words, store, log, moment)
        again = subprocess.run(words, check=False, stderr=subprocess.DEVNULL).returncode
        whole = again == 0 and content(store) == wanted
        yield Outcome(len(left.reported), len(set(left.reported) - left.held), left.findings, whole)
        store.unlink(missing_ok=True)


def main() -> None:
    """Kill, and print what was left."""
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--real", type=Path, metavar="DATA")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = folder / "corpus.jsonl"
        if args.real:
            with gzip.open(args.real / "raw/wikinews.jsonl.gz", "rt", encoding="utf-8") as lines:
                write(corpus, islice(map(json.loads, lines), args.articles))
        else:
            write(corpus, made_articles(args.articles))
        found = list(outcomes(corpus, folder, moments=args.moments, seed=args.seed, real=bool(args.real)))
    some = sum(0 < one.reported < args.articles for one in found)
    print(f"{len(found)} killed, {some} of them with some and not all articles reported")
    print(f"reported {sum(one.reported for one in found)}, lost {sum(one.lost for one in found)}")
    print(f"findings of check {sum(one.findings for one in found)}")
    print(f"re-runs that failed or differ {sum(not one.whole for one in found)}")


if __name__ == "__main__":
    main()
