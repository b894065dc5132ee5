"""Measure the merging of events on annotated stories: read, copies, events, all in memory and in one store.

    python benchmarks/stories.py STORIES.jsonl ... [--split dev] [--gold-copies] [--out FOLDER]

Prints the share of mentions found, B-cubed, links across articles, origins, denials and copies (see docs/events.md).
`--gold-copies` takes the copies that the stories name instead of those that are found. `--out` leaves the events and
copies as JSON Lines.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from sayso.evaluate.measures import Json, Measure
from sayso.evaluate.stories import StoryScore, score_stories
from sayso.events.copies import find_copies
from sayso.events.merging import merge
from sayso.records import Copy, Event
from sayso.train.pairs import readings, relations, stories


def run(files: list[Path], split: str | None, *, gold_copies: bool) -> tuple[list[Json], list[Event], list[Copy]]:
    """The stories, and the events and copies found in them."""
    told = stories(files, *filter(None, [split]))
    held = readings(told)
    copies = relations(told) if gold_copies else find_copies(reading.article for reading in held)
    return told, merge(held, copies), copies


def plain(records: list[Event] | list[Copy]) -> list[Json]:
    """The records as they stand in JSON."""
    found: list[Json] = msgspec.to_builtins(records)
    return found


def lines(score: StoryScore) -> list[str]:
    """The measures, one a line."""
    values = {name: getattr(score, name) for name in score.__struct_fields__}
    return [f"{name:14s}{_shown(value)}" for name, value in values.items() if value is not None]


def _shown(value: Measure | float) -> str:
    if isinstance(value, Measure):
        return f"P {value.p:5.1f}  R {value.r:5.1f}  F1 {value.f1:5.1f}"
    return f"{value:.1f}"


def main() -> None:
    """Print a report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--split")
    parser.add_argument("--gold-copies", action="store_true")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    told, events, copies = run(options.files, options.split, gold_copies=options.gold_copies)
    for line in lines(score_stories(told, plain(events), plain(copies))):
        print(line)
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        for name, records in (("events", events), ("copies", copies)):
            (options.out / f"{name}.jsonl").write_bytes(b"".join(msgspec.json.encode(r) + b"\n" for r in records))


if __name__ == "__main__":
    main()
