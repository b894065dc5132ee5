"""Measure, or fit, how copies and rewrites of articles are found.

    python benchmarks/copies.py WIKINEWS.jsonl.gz                      # pair F1 by change
    python benchmarks/copies.py --pairs FILES...                       # the same, annotated
    python benchmarks/copies.py WIKINEWS.jsonl.gz --fit FILES...       # fit the table of weights
    python benchmarks/copies.py WIKINEWS.jsonl.gz --time 1000 10000    # seconds and memory by number of articles

WIKINEWS are articles `{id, title, date, text}` a line. FILES hold annotated ones, `{articles: [{id, date, publisher,
text, relation}], split}` a line, with `relation` as in `copy of ID`, `rewrite of ID` or anything else for none; `--fit`
takes only lines whose split is `dev`. Articles of years before `--from` are for fitting, the others are measured.

Every article is changed once in each of these ways, by a seeded generator, and given another publisher and id and a
date up to two days later:

    cut        the first third of its paragraphs or sentences
    headline   another headline, a first sentence of ours, and no last paragraph
    wire       a dateline with the name of an agency, a byline or credit, a line of copyright
    order      its sentences in another order
    mixed      cut to two thirds, in another order, with dateline and credit
    reworded   three of ten words of its running text are others (see `reworded`)

and with each measurement stand articles that are no copies: all other Wikinews articles, many of them on the same topic
or day, and instead of every third long article two that share the happening and not the words: its odd and its even
paragraphs, of which the even ones cite the odd ones, with a quotation of theirs if there is one.
A pair counts as found if `find_copies` gives a row of it in either direction.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import numpy as np
from msgspec import structs

from sayso.claims.linear import total
from sayso.claims.quotations import find_quotations
from sayso.events.copies import candidates, find_copies, keys, worded
from sayso.events.copies.features import REASONS, Comparison
from sayso.events.copies.words import sentences
from sayso.records import Article

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "src/sayso/events/copies/data/copy_weights.csv"
SHARE = 0.3
PRIOR = 1.0
"""Weight of the squared weights, against a weight of 100 for each kind of pairs together."""
ANNOTATED = 3
"""Annotated pairs count so much more than a kind of changed ones, which nearly any weights tell apart: with 1 two pairs
more are wrong in cross-validation, with 20 more of the changed ones."""
LEAST = 0.05
STEPS = 30
Change = Callable[[str, random.Random], str]
Json = dict[str, object]


# --- the generator ---------------------------------------------------------------------------------------------------


def paragraphs(text: str) -> list[str]:
    """The paragraphs that hold words."""
    return [part.strip() for part in re.split(r"\n+", text) if part.strip()]


def cut(text: str, rng: random.Random) -> str:
    """The first third: whole paragraphs, or sentences where there are fewer than three."""
    parts = paragraphs(text)
    parts = parts if len(parts) > 2 else list(sentences(text))
    kept = parts[: max(1, round(len(parts) / 3))]
    return "\n\n".join(kept)


def headline(text: str, rng: random.Random) -> str:
    """A first sentence of ours, and no last paragraph."""
    parts = paragraphs(text)
    first = rng.choice(["Here is what is known so far.", "It made headlines around the world.", "The story in full:"])
    return "\n\n".join([first, *parts[: max(1, len(parts) - 1)]])


AGENCIES = ("AP", "Reuters", "AFP", "Yonhap", "dpa", "Xinhua", "Meridian Wire")
PLACES = ("LONDON", "GENEVA", "NEW YORK", "SEOUL", "BERLIN", "CAIRO")


def wire(text: str, rng: random.Random) -> str:
    """A dateline, and behind the text a credit and a line that is none of it."""
    agency, place = rng.choice(AGENCIES), rng.choice(PLACES)
    ends = (
        f"— {agency}", f"With additional reporting by {agency}", f"Copyright 2020 {agency}. All rights reserved.",
        f"Source: {agency}", "Reporting by Ada Holm; editing by Bo Lind",
    )  # fmt: skip
    parts = paragraphs(text)
    return "\n\n".join([f"{place} ({agency}) — {parts[0]}", *parts[1:], rng.choice(ends)])


def order(text: str, rng: random.Random) -> str:
    """The same sentences in another order."""
    parts = list(sentences(text))
    rng.shuffle(parts)
    return "\n\n".join(" ".join(parts[n : n + 3]) for n in range(0, len(parts), 3))


def mixed(text: str, rng: random.Random) -> str:
    """Two thirds of the sentences, in another order, with dateline and credit."""
    parts = list(sentences(text))
    kept = rng.sample(parts, max(1, round(len(parts) * 2 / 3)))
    return wire("\n\n".join(kept), rng)


def swaps() -> dict[str, list[str]]:
    """Words of our table with others that may stand in their place."""
    with (HERE / "rewording.csv").open(encoding="utf-8") as file:
        return {row["word"]: row["instead"].split("|") for row in csv.DictReader(file)}


SWAPS = swaps()


def reworded(text: str, rng: random.Random) -> str:
    """Three of ten words changed: synonyms of our table where a word has one; then words left out, put in or exchanged
    with their neighbour. Names and numbers stay, as who rewrites keeps them; quotations are changed like the rest."""
    return "\n\n".join(" ".join(_reworded(part.split(" "), rng)) for part in paragraphs(text))


def _reworded(words: list[str], rng: random.Random) -> list[str]:
    free = [n for n, word in enumerate(words) if word.isalpha() and word.islower()]
    rng.shuffle(free)
    free.sort(key=lambda n: words[n] not in SWAPS)  # stable: those with synonyms first, else in the shuffled order
    for n in free[: round(SHARE * len(words))]:
        words[n] = _other(words[n], rng)
    return " ".join(words).split()


FILLERS = ("reportedly", "indeed", "meanwhile", "apparently", "in fact", "on its part", "once again", "by all accounts")


def _other(word: str, rng: random.Random) -> str:
    if word in SWAPS:
        return rng.choice(SWAPS[word])
    return rng.choice(["", f"{rng.choice(FILLERS)} {word}", rng.choice(FILLERS)])


CHANGES: dict[str, Change] = {
    "cut": cut, "headline": headline, "wire": wire, "order": order, "mixed": mixed, "reworded": reworded,
}  # fmt: skip
EXACT = ("cut", "headline", "wire", "order", "mixed")


@dataclass(frozen=True)
class Pool:
    """Articles, and the pairs of (copy, original) among them."""

    articles: list[Article]
    gold: dict[str, str]
    kinds: dict[str, str]


def pool(originals: list[Article], kinds: Iterable[str], seed: int) -> Pool:
    """The originals with a changed one of each kind for each, and every third long article as two halves instead."""
    split = [a for a in originals if len(paragraphs(a.text)) >= LONG][::3]
    whole = [a for a in originals if a not in split]
    gold: dict[str, str] = {}
    names: dict[str, str] = {}
    made = list(whole)
    for article in whole:
        for kind in kinds:
            rng = random.Random(f"{seed} {kind} {article.id}")
            copy = _moved(article, f"{kind}:{article.id}", CHANGES[kind](article.text, rng), rng)
            made.append(copy)
            gold[copy.id], names[copy.id] = article.id, kind
    return Pool(made + [half for article in split for half in halves(article)], gold, names)


def _moved(article: Article, key: str, text: str, rng: random.Random) -> Article:
    day = date.fromisoformat(str(article.published)) + timedelta(days=rng.randint(0, 2))
    publisher = rng.choice(["The Strelsau Courier", "Zenda Daily", "Radio Hentzau", "Ruritania Today"])
    return structs.replace(article, id=key, text=text, published=day.isoformat(), publisher=publisher)


LONG = 6


FIRST_PAPER, SECOND_PAPER = "Zenda Daily", "Radio Hentzau"


def halves(article: Article) -> list[Article]:
    """Two articles on one happening without a paragraph in common; the second cites the first, with a quotation of it
    if it has one, as who follows up does."""
    parts = paragraphs(article.text)
    odd, even = "\n\n".join(parts[::2]), "\n\n".join(parts[1::2])
    quotations = [q.span.of(odd) for q in find_quotations(odd).all if q.span.end - q.span.start > 60]
    told = f"{quotations[0]} was one of the remarks of the day, as {FIRST_PAPER} had reported." if quotations else ""
    cited = told or f"{FIRST_PAPER} had been the first to report on it."
    first = odd.replace("Wikinews", FIRST_PAPER)
    second = even.replace("Wikinews", SECOND_PAPER) + "\n\n" + cited
    return [
        structs.replace(article, id=f"half1:{article.id}", text=first, publisher=FIRST_PAPER),
        structs.replace(article, id=f"half2:{article.id}", text=second, publisher=SECOND_PAPER),
    ]


# --- measuring -------------------------------------------------------------------------------------------------------


@dataclass
class Counts:
    """Pairs found, given and annotated."""

    hit: int = 0
    given: int = 0
    gold: int = 0

    def __str__(self) -> str:
        p, r = self.hit / max(1, self.given), self.hit / max(1, self.gold)
        return f"P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {200 * p * r / max(1e-9, p + r):5.1f}  ({self.gold} pairs)"


def measured(articles: Iterable[Article], gold: dict[str, str]) -> Counts:
    """Undirected pairs; a copy of a copy counts to its original, too, as in the scorer of stories."""
    right = {frozenset(pair) for pair in gold.items()}
    right |= {frozenset((a, gold[b])) for a, b in gold.items() if b in gold}
    given = {frozenset((row.article, row.of)) for row in find_copies(articles)}
    return Counts(len(right & given), len(given), len(right))


def wikinews(path: Path) -> list[Article]:
    """The articles of the file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [
        Article(id=r["id"], text=r["text"], title=r["title"], published=r["date"], publisher="Wikinews")
        for r in records
    ]


@dataclass(frozen=True)
class Story:
    """Annotated articles that stand together, with what each of the copies and rewrites was made out of."""

    id: str
    articles: list[Article]
    gold: dict[str, str]
    split: str


def stories(files: Iterable[Path]) -> list[Story]:
    """The lines of annotated files."""
    return [_story(json.loads(line)) for file in files for line in file.read_text("utf-8").splitlines() if line]


def _story(record: dict[str, object]) -> Story:
    told = record["articles"]
    assert isinstance(told, list)
    articles = [
        Article(id=a["id"], text=a["text"], title=a.get("title"), published=a.get("date"), publisher=a.get("publisher"))
        for a in told
    ]
    gold = {a["id"]: a["relation"].split(" of ")[1] for a in told if " of " in a["relation"]}
    return Story(str(record["id"]), articles, gold, str(record.get("split", "dev")))


def measure_stories(found: list[Story]) -> None:
    """All stories in one pool, by split."""
    for split in sorted({s.split for s in found}):
        chosen = [s for s in found if s.split == split]
        gold = {a: b for s in chosen for a, b in s.gold.items()}
        print(f"{split:10s} {measured([a for s in chosen for a in s.articles], gold)}")


# --- fitting ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Example:
    """The features of a pair, whether it is one, and the kind of pairs that it belongs to."""

    features: dict[str, float]
    right: bool
    kind: str


def examples(articles: list[Article], gold: dict[str, str], name: Callable[[str], str]) -> Iterator[Example]:
    """Every pair that would be compared, in the direction of copying; pairs of one group that are not annotated are
    left out, and so is the original held against its copy."""
    held = {a.id: a for a in articles}
    worded_ = {a.id: worded(a) for a in articles}
    met = candidates({a.id: keys(a) for a in articles}, {a.id: a.published for a in articles})
    for pair in met:
        for a, b in permutations(pair):
            if gold.get(a) == b:
                yield Example(Comparison(worded_[a], worded_[b]).features(), True, f"+{name(a)}")
            elif gold.get(a, a) != gold.get(b, b) and str(held[a].published) >= str(held[b].published):
                yield Example(Comparison(worded_[a], worded_[b]).features(), False, f"-{name(a)}")


def fitted(found: list[Example]) -> dict[str, float]:
    """Weights of a logistic regression; every kind of pairs counts the same, but annotated ones more."""
    names = list(REASONS)
    x = np.array([[e.features.get(n, 0.0) for n in names] for e in found])
    y = np.array([float(e.right) for e in found])
    kinds = [e.kind.partition(" ")[0] for e in found]
    weight = np.array([(ANNOTATED if "annotated" in k else 1) * 100 / kinds.count(k) for k in kinds])
    penalty = np.diag([0.01 if n == "any" else PRIOR for n in names])
    w = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (weight * (p - y)) + penalty @ w
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + penalty
        w -= np.linalg.solve(hessian, gradient)
    return {n: round(float(v), 2) for n, v in zip(names, w, strict=True) if abs(v) >= LEAST}


def cross_validated(found: list[Example]) -> None:
    """How many pairs of each kind are wrong: of annotated ones with weights fitted without their story."""
    wrong: dict[str, list[int]] = {}
    inside = fitted(found)
    for name in sorted({e.kind for e in found}):
        here = [e for e in found if e.kind == name]
        story = name.partition(" ")[2]
        w = fitted([e for e in found if not story or not e.kind.endswith(f" {story}")]) if story else inside
        misses = [e for e in here if (total(w, e.features) > 0) != e.right]
        counted = wrong.setdefault(name.partition(" ")[0], [0, 0])
        counted[0] += len(misses)
        counted[1] += len(here)
    for kind, (misses_, number) in sorted(wrong.items()):
        print(f"  {kind:15s} {misses_:4d} wrong of {number}", file=sys.stderr)


def write_weights(weights: dict[str, float]) -> None:
    """The table, with a reason for each."""
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["feature", "weight", "reason"])
        rows.writerows((name, weight, REASONS[name]) for name, weight in weights.items())


def fit(originals: list[Article], files: list[Path], seed: int) -> None:
    """Fit on changed articles and on annotated ones, and write the table."""
    made = pool(originals, CHANGES, seed)
    found = list(examples(made.articles, made.gold, lambda key: made.kinds.get(key, key.partition(":")[0])))
    for story in stories(files):
        if story.split == "dev":
            found += examples(story.articles, story.gold, lambda _, story=story: f"annotated {story.id}")
    cross_validated(found)
    weights = fitted(found)
    write_weights(weights)
    for name, weight in weights.items():
        print(f"{name:20s} {weight:7.2f}")


# --- time ------------------------------------------------------------------------------------------------------------


def many(originals: list[Article], number: int) -> Iterator[Article]:
    """So many articles, each of paragraphs of five others with words exchanged; one in five is a copy of an earlier."""
    rng, held = random.Random(number), list[Article]()
    parts = [p for a in originals for p in paragraphs(a.text) if len(p) > 80]
    words = sorted({w for a in originals for w in a.text.split()})
    for n in range(number):
        day = (date(2019, 1, 1) + timedelta(days=n * 720 // number)).isoformat()
        if held and n % 5 == 0:
            source = rng.choice(held)
            text = rng.choice((cut, wire, order, reworded))(source.text, rng)
        else:
            chosen = " \n\n".join(rng.sample(parts, 5)).split(" ")
            text = " ".join(rng.choice(words) if rng.random() < 0.5 else w for w in chosen)
        article = Article(id=f"m{n:07d}", text=text, published=day, publisher=f"Paper {n % 50}")
        held = [*held[-200:], article]
        yield article


def measure_time(originals: list[Article], number: int) -> None:
    """Seconds of the processor, and peak memory of this process."""
    articles = list(many(originals, number))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    rows = find_copies(articles)
    spent = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{number:8d} articles  {spent:7.1f} s  {1000 * spent / number:5.2f} ms each  {len(rows):6d} rows", end="")
    print(f"  {peak / 1024:6.0f} MB, of which {before / 1024:.0f} the articles", flush=True)


def main() -> None:
    """Measure, fit or time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wikinews", type=Path, nargs="?")
    parser.add_argument("--pairs", type=Path, nargs="+", help="annotated articles")
    parser.add_argument("--fit", type=Path, nargs="*", help="fit on these and on the changed articles")
    parser.add_argument("--time", type=int, nargs="+", metavar="N")
    parser.add_argument("--here", action="store_true", help="time in this process")
    parser.add_argument("--from", dest="first", default="2020", help="year from which on articles are measured")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if args.pairs:
        measure_stories(stories(args.pairs))
    found = wikinews(args.wikinews) if args.wikinews else []
    if args.fit is not None:
        fit([a for a in found if str(a.published) < args.first], args.fit, args.seed)
    elif args.time and args.here:
        measure_time(found, args.time[0])
    elif args.time:
        for number in args.time:
            command = [sys.executable, __file__, str(args.wikinews), "--here", "--time", str(number)]
            subprocess.run(command, check=True)
    elif found:
        measure([a for a in found if str(a.published) >= args.first], args.seed)


def measure(originals: list[Article], seed: int) -> None:
    """Pair F1 for each kind of change on its own, and for all exact ones together."""
    for kind in CHANGES:
        made = pool(originals, [kind], seed)
        print(f"{kind:10s} {measured(made.articles, made.gold)}", flush=True)
    made = pool(originals, EXACT, seed)
    print(f"{'all exact':10s} {measured(made.articles, made.gold)}")
    made = pool(originals, CHANGES, seed)
    print(f"{'all':10s} {measured(made.articles, made.gold)}")


if __name__ == "__main__":
    main()
