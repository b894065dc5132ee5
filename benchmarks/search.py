"""Measure filters and searches on a large store that is made by recombining our own readings.

    python benchmarks/search.py FOLDER [--claims 1000000] [--seed 1] [--rounds 5] [--texts annotation/own/*.jsonl]

Reads the texts once, and repeats the readings, each time with other actors in every place, other publishers and other
dates, until there are as many claims; the store is kept in FOLDER and used again. Prints how long it took to make what
is searched, and for a fixed list of filters and searches, each asked with other values in each round, the median and
the 95th percentile of the time until the first 50 rows are there.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import sayso
from sayso.records import Article
from sayso.store import Filter, Store

ROOT = Path(__file__).parents[1]
PUBLISHERS = [f"The {place} {kind}" for place in ("Coast", "Valley", "Harbour", "Border", "Summit", "Delta", "Plains")
              for kind in ("Gazette", "Wire", "Courier", "Herald", "Observer", "Times")]  # fmt: skip
ROWS = 50


def own_articles(files: list[Path]) -> Iterator[Article]:
    """The articles of annotated files."""
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            held = json.loads(line)
            yield Article(id=held["id"], text=held["text"], title=held.get("title"), published=held.get("date"))


def make(path: Path, files: list[Path], claims: int, seed: int) -> None:
    """Make the store."""
    with Store(path) as store:
        store.add(sayso.read_all(own_articles(files)))
        times = claims // store.sql("SELECT count(*) FROM claims").one()
        codes = [code for (code,) in store.sql("SELECT DISTINCT unnest(actor || recipient) FROM claims ORDER BY 1")]
        chance = random.Random(seed)
        first = {table: store.sql(f"SELECT count(*) FROM {table}").one() for table in ("articles", "claims")}
        for turn in range(1, times + 1):
            repeat(store, turn, codes, chance, first)
        began = time.perf_counter()
        store.index()
        print(f"made searchable in {time.perf_counter() - began:.0f} s", flush=True)


def repeat(store: Store, turn: int, codes: list[str], chance: random.Random, first: dict[str, int]) -> None:
    """The first articles and claims, so many, once more, with other actors, publishers and dates."""
    changed = {"old": codes, "new": chance.sample(codes, len(codes)), "days": chance.randrange(3000), "turn": turn}
    publisher = {"publishers": PUBLISHERS, "turn": turn, "days": changed["days"], "first": first["articles"]}
    store.sql(
        "INSERT INTO articles SELECT * REPLACE (id || '~' || $turn AS id, "
        "$publishers[CAST(1 + hash(id || $turn) % len($publishers) AS BIGINT)] AS publisher, "
        "CAST(TRY_CAST(published AS DATE) - CAST($days AS INTEGER) AS VARCHAR) AS published) FROM articles "
        "WHERE rowid < $first",
        publisher,
    )
    swapped = ", ".join(
        f"list_transform({name}, lambda x: coalesce($new[list_position($old, x)], x)) AS {name}"
        for name in ("actor", "recipient", "say_so_code")
    )
    store.sql(
        f"INSERT INTO claims SELECT * REPLACE (article || '~' || $turn AS article, {swapped}, "
        "when_first - CAST($days AS INTEGER) AS when_first, when_last - CAST($days AS INTEGER) AS when_last) "
        "FROM claims WHERE rowid < $first", {**changed, "first": first["claims"]},
    )  # fmt: skip


Question = Callable[[Store, random.Random], object]
STATES = ("PRK", "RUS", "USA", "IRN", "CHN", "SDN", "UKR", "FRA", "IND", "COL")
TYPES = ("AID", "ASSAULT", "ACCUSE", "CONSULT", "REJECT", "SANCTION", "AGREE", "THREATEN")
WORDS = ("artillery", "border", "minister", "hostages", "convoy", "drones", "sanctions", "ceasefire", "village", "port")


KEYS: list[str] = []
"""Of claims that others are compared with; filled from the store."""


def filtered(make_filter: Callable[[random.Random], Filter]) -> Question:
    """The first rows that a filter asks for."""
    return lambda store, chance: list(store.claims(make_filter(chance), limit=ROWS))


def searched(words: Callable[[random.Random], str], **more: tuple[str, ...]) -> Question:
    """The best claims for words."""
    return lambda store, chance: store.search(Filter(text=words(chance), **more), limit=ROWS)


QUESTIONS: dict[str, Question] = {
    "actor": filtered(lambda c: Filter(actor=(c.choice(STATES),))),
    "actor in words": filtered(lambda c: Filter(actor=(c.choice(("army", "president", "rebels")),))),
    "dyad, type, since": filtered(
        lambda c: Filter(
            actor=(c.choice(STATES),), recipient=(c.choice(STATES),), event=(c.choice(TYPES),), since="2020"
        )
    ),
    "either": filtered(lambda c: Filter(either=(c.choice(STATES), c.choice(STATES)))),
    "denied by a source": filtered(lambda c: Filter(stance=("denied",), source=(c.choice(STATES),))),
    "type, month": filtered(
        lambda c: Filter(event=(c.choice(TYPES),), since=f"20{c.randint(18, 23)}-03", until="2024-04")
    ),
    "sector, class": filtered(lambda c: Filter(sector=("REB",), object_class=(c.choice(("missiles", "equipment")),))),
    "publisher, score": filtered(lambda c: Filter(publisher=(c.choice(PUBLISHERS),), min_score=0.8)),
    "place": filtered(lambda c: Filter(where=(c.choice(("border", "capital", "port")),))),
    "nothing found": filtered(lambda c: Filter(actor=("nobody at all",))),
    "a word": searched(lambda c: c.choice(WORDS)),
    "two words": searched(lambda c: " ".join(c.sample(WORDS, 2))),
    "a phrase": searched(lambda c: c.choice(('"defence minister"', '"armed drones"', '"foreign ministry"'))),
    "either word, not a third": searched(lambda c: "{} OR {} -{}".format(*c.sample(WORDS, 3))),
    "a word of an actor": searched(lambda c: c.choice(WORDS), actor=("RUS", "USA")),
    "articles with a word": lambda store, c: store.search_articles(Filter(text=c.choice(WORDS)), limit=ROWS),
    "articles with two": lambda store, c: store.search_articles(Filter(text=" ".join(c.sample(WORDS, 2))), limit=ROWS),
    "like a claim": lambda store, c: store.like(c.choice(KEYS), limit=ROWS),
    "like a text": lambda store, c: store.similar(
        f"The {c.choice(WORDS)} and the {c.choice(WORDS)} at the {c.choice(WORDS)}"
    ),
}


def measure(store: Store, rounds: int, seed: int) -> dict[str, list[tuple[float, float]]]:
    """Milliseconds of every question in every round, by the clock and of processors; the first round only warms up."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in QUESTIONS}
    for turn in range(rounds + 1):
        for name, question in QUESTIONS.items():
            chance = random.Random(f"{seed} {turn} {name}")
            began, worked = time.perf_counter(), time.process_time()
            question(store, chance)
            if turn:
                spent = time.perf_counter() - began, time.process_time() - worked
                found[name].append((1000 * spent[0], 1000 * spent[1]))
    return found


def percentile(values: list[float], part: float) -> float:
    """The value that this part of all lies below."""
    return sorted(values)[min(len(values) - 1, round(part * (len(values) - 1)))]


def main() -> None:
    """Print a report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--texts", type=Path, nargs="+", default=sorted((ROOT / "annotation" / "own").glob("*.jsonl")))
    options = parser.parse_args()
    path = options.folder / f"search-{options.claims}.duckdb"
    if not path.exists():
        make(path, options.texts, options.claims, options.seed)
    with Store(path, read_only=True) as store:
        print(f"{store.sql('SELECT count(*) FROM judged_claims').one():,} claims, {path.stat().st_size / 1e6:,.0f} MB")
        KEYS.extend(key for (key,) in store.sql("SELECT article || '/' || id FROM judged_claims WHERE claim < 2000"))
        found = measure(store, options.rounds, options.seed)
    for name, values in found.items():
        print(line(name, values))
    print(line("all", [value for values in found.values() for value in values]))


def line(name: str, spent: list[tuple[float, float]]) -> str:
    """Median and 95th percentile."""
    clock, worked = ([one[n] for one in spent] for n in (0, 1))
    return (
        f"{name:28s} median {statistics.median(clock):6.0f} ms   p95 {percentile(clock, 0.95):6.0f} ms   "
        f"processors {statistics.median(worked):6.0f} ms"
    )


if __name__ == "__main__":
    main()
