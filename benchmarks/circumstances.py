"""Measure the choice of dates and places for events on annotated articles.

    python benchmarks/circumstances.py FILES...

FILES are annotated articles (JSON Lines with text, date and claims). Every annotated claim is asked for where its
trigger stands, whether or not the reader finds it. Right is a date with the annotated value, and a place that shares a
word with the annotated one. `python -m sayso.train circumstances` fits the weights.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.actors import Resolver
from sayso.claims.cast import Cast
from sayso.claims.choices import Event
from sayso.claims.dates import find_dates
from sayso.claims.dating import Dating
from sayso.claims.grammar import Grammar
from sayso.claims.phrases import noun_phrase
from sayso.claims.placing import Placing
from sayso.claims.repairs import repaired
from sayso.evaluate import load
from sayso.evaluate.measures import Json
from sayso.reader import Reader
from sayso.reader.parse import Parse
from sayso.train.circumstances import events_of

# Words that say nothing of a place.
EMPTY = frozenset({"the", "a", "of", "and", "in"})


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
        yield Annotated(Dating(grammar, dates, published), placing, events_of(grammar, record["claims"]))


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
    """Print a report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    print("\n".join(measure(parser.parse_args().files)))


if __name__ == "__main__":
    main()
