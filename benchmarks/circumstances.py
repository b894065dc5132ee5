"""Measure, or fit, the choice of dates and places for events on annotated articles.

    python benchmarks/circumstances.py FILES... [--fit dating|placing]

FILES are annotated articles (JSON Lines with text, date and claims). Every annotated claim is asked for where its
trigger stands, whether or not the reader finds it. Right is a date with the annotated value, and a place that shares a
word with the annotated one. `--fit` fits the weights of a table in `claims/data` and prints it.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sayso.actors import Resolver
from sayso.claims.cast import Cast
from sayso.claims.choices import Event, event_at
from sayso.claims.dates import find_dates
from sayso.claims.dating import Dating
from sayso.claims.grammar import Grammar
from sayso.claims.linear import Features
from sayso.claims.phrases import head_of, noun_phrase, words_in
from sayso.claims.placing import Placing
from sayso.claims.repairs import repaired
from sayso.evaluate import load
from sayso.evaluate.measures import Json
from sayso.reader import Reader
from sayso.reader.parse import Parse
from sayso.records import Span

# A feature that fewer candidates have gets no weight, and one that weighs less is left out of the table.
SEEN = 10
LEAST = 0.05
# Words that say nothing of a place.
EMPTY = frozenset({"the", "a", "of", "and", "in"})

Example = tuple[list[Features], list[int]]


@dataclass(frozen=True)
class Annotated:
    """One annotated article: what chooses, and its events in text order with their claims."""

    dating: Dating
    placing: Placing
    events: list[tuple[Event, Json]]


def annotated(files: list[Path]) -> Iterator[Annotated]:
    """Every article of the files, parsed."""
    reader = Reader()
    for record in (record for file in files for record in load(file).values()):
        parse, published = repaired(reader.parse(record["text"])), record.get("date")
        resolver = Resolver(parse, published=published, title=record.get("title"))
        grammar, dates = Grammar(parse, resolver.is_actor), find_dates(record["text"], published)
        placing = Placing(Cast(grammar, resolver), dates)
        yield Annotated(Dating(grammar, dates, published), placing, _events(grammar, record["claims"]))


def _events(grammar: Grammar, claims: list[Json]) -> list[tuple[Event, Json]]:
    found = []
    for claim in claims:
        words = words_in(grammar.parse, Span(claim["trigger"]["start"], claim["trigger"]["end"]))
        if words is not None:
            found.append((event_at(grammar, head_of(grammar.parse, words)), claim))
    return sorted(found, key=lambda pair: pair[0].trigger)


def datings(files: list[Path]) -> Iterator[Example]:
    """For each event the features of its candidate dates, none first, and which are right."""
    for article in annotated(files):
        for event, claim in article.events:
            found, when = article.dating.candidates(event), claim["when"]
            right = [n for n, date in enumerate(found, 1) if when is not None and date.mention.value == when]
            if found and (right or when is None):
                yield [{}, *(article.dating.features(event, date) for date in found)], right or [0]
            article.dating.learn(event.trigger, when)


def placings(files: list[Path]) -> Iterator[Example]:
    """For each event the features of its candidate places, none first, and which are right."""
    for article in annotated(files):
        for event, claim in article.events:
            found, where = article.placing.candidates(event), claim["where"]
            right = [n for n, word in enumerate(found, 1) if where and _is_head(article.placing.parse, word, where)]
            if found and (right or where is None):
                yield [{}, *(article.placing.features(event, word) for word in found)], right or [0]


def _is_head(parse: Parse, word: int, where: str) -> bool:
    """Whether a word is in the annotated place and its head is not."""
    return parse.word(word) in where and parse.word(parse.heads[word]) not in where


def fit(examples: list[Example], *, rate: float = 0.3, rounds: int = 400, ridge: float = 0.0003) -> Features:
    """Weights of the conditional choice by full-batch gradient ascent."""
    seen = Counter(name for candidates, _ in examples for features in candidates for name in features)
    names = sorted(name for name, times in seen.items() if times >= SEEN)
    at = {name: n for n, name in enumerate(names)}
    tables = [_table(candidates, at) for candidates, _ in examples]
    weight, memory = np.zeros(len(names)), np.zeros(len(names))
    for _ in range(rounds):
        slope = -ridge * len(tables) * weight
        for table, (_, right) in zip(tables, examples, strict=True):
            chance = np.exp((s := table @ weight) - s.max())
            chance /= chance.sum()
            slope += chance[right] / chance[right].sum() @ table[right] - chance @ table
        memory += slope**2
        weight += rate * slope / np.sqrt(memory + 1e-9)
    return {n: round(float(w), 3) for n, w in zip(names, weight, strict=True) if abs(w) >= LEAST}


def _table(candidates: list[Features], at: dict[str, int]) -> np.ndarray:
    table = np.zeros((len(candidates), len(at)))
    for n, features in enumerate(candidates):
        for name, value in features.items():
            if name in at:
                table[n, at[name]] = value
    return table


def measure(files: list[Path]) -> Iterator[str]:
    """Precision and recall of the dates and places given."""
    count: Counter[str] = Counter()
    for article in annotated(files):
        for event, claim in article.events:
            date, word = article.dating.when(event.trigger), article.placing.where(event.trigger)
            value, place = date.value if date else None, _words_of(article.placing.parse, word)
            count.update({"when given": bool(value), "when": bool(claim["when"])})
            count.update({"where given": bool(place), "where": bool(claim["where"])})
            count["when right"] += bool(value) and value == claim["when"]
            count["where right"] += bool(place & set((claim["where"] or "").casefold().split()) - EMPTY)
    for slot in ("when", "where"):
        right, given, gold = count[f"{slot} right"], count[f"{slot} given"], count[slot]
        shares = f"P {100 * right / max(given, 1):.1f}   R {100 * right / max(gold, 1):.1f}"
        yield f"{slot:<6} annotated {gold:5d}   given {given:5d}   {shares}"


def _words_of(parse: Parse, head: int | None) -> set[str]:
    return set() if head is None else set(parse.span(*noun_phrase(parse, head)).of(parse.text).casefold().split())


def main() -> None:
    """Print a report or a fitted table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--fit", choices=["dating", "placing"])
    options = parser.parse_args()
    if not options.fit:
        print("\n".join(measure(options.files)))
        return
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["feature", "weight"])
    table.writerows(fit(list((datings if options.fit == "dating" else placings)(options.files))).items())


if __name__ == "__main__":
    main()
