"""The predicate tables: one row a sense of a verb, noun or adjective that names one of PLOVER's event types.

A table is a CSV file `<EVENT>.csv` (or any CSV with an `event` column) with the columns of COLUMNS. A user's own
tables are read after the built-in ones and have the same form. `sayso.claims.selectors` describes the mini-language
of the slots and conditions.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NoReturn

from sayso.claims.selectors import (
    Condition,
    Selector,
    SelectorError,
    Step,
    parse_avoids,
    parse_needs,
    parse_selectors,
)
from sayso.errors import DictionaryError

__all__ = ["Condition", "Example", "Predicate", "Selector", "Step", "load_predicates", "parse_example"]

COLUMNS = [
    "lemma",
    "pos",
    "accept",
    "mode",
    "actor",
    "recipient",
    "object",
    "need",
    "avoid",
    "example",
    "counterexample",
    "note",
]
PARTS_OF_SPEECH = frozenset({"VERB", "NOUN", "ADJ"})

# PLOVER's event types and the modes of each, as in the PLOVER manual, draft version 2.0.
MODES: dict[str, frozenset[str]] = {
    "AGREE": frozenset(),
    "CONSULT": frozenset(["visit", "third-party", "multilateral", "phone"]),
    "SUPPORT": frozenset(),
    "CONCEDE": frozenset(),
    "COOPERATE": frozenset(),
    "AID": frozenset(),
    "RETREAT": frozenset(["withdraw", "release", "disarm", "ceasefire", "access", "resign"]),
    "REQUEST": frozenset(["assist", "change", "yield", "meet"]),
    "ACCUSE": frozenset(["disapprove", "investigate", "allege"]),
    "REJECT": frozenset(["assist", "change", "yield", "meet"]),
    "THREATEN": frozenset(["restrict", "arrest", "relations", "expel", "territory", "violence"]),
    "PROTEST": frozenset(["demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"]),
    "SANCTION": frozenset(["convict", "expel", "withdraw", "discontinue"]),
    "MOBILIZE": frozenset(["troops", "weapons", "police", "militia"]),
    "COERCE": frozenset(
        [
            "seize",
            "restrict",
            "censor",
            "curfew",
            "martial-law",
            "arrest",
            "deport",
            "withhold",
            "misinformation",
            "cyber",
        ]
    ),
    "ASSAULT": frozenset(
        [
            "abduct",
            "beat",
            "torture",
            "sexual",
            "targeted",
            "destroy",
            "primitive",
            "firearms",
            "explosives",
            "suicide-attack",
            "aerial",
            "drone",
            "heavy-weapons",
            "crowd-control",
            "unconventional",
        ]
    ),
}


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that a row must match: `text` without the brackets, `trigger` as half-open character offsets into it.

    `actor` and `recipient` are the entity codes that the row must find there, in any order.
    """

    text: str
    trigger: tuple[int, int]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Predicate:
    """One sense: the words that name an event, and where its slots are filled from.

    `lemma` are the trigger's lemmas in text order (`("step", "down")`); `pos` is VERB, NOUN or ADJ. `accept` are other
    event types that a careful reader could defend. Slots hold alternatives, tried in order. All of `need` and none of
    `avoid` must hold. `counterexample` is a sentence with the same lemma that must not give this event. `id` is
    `EVENT/lemma.POS.n`, stable while the order of the rows of one lemma stands. `own` is the name of the user's own
    event type that the row is of; `event` is then the PLOVER type that it falls under, or the same name.
    """

    id: str
    event: str
    lemma: tuple[str, ...]
    pos: str
    accept: tuple[str, ...]
    mode: str | None
    actor: tuple[Selector, ...]
    recipient: tuple[Selector, ...]
    object: tuple[Selector, ...]
    need: tuple[Condition, ...]
    avoid: tuple[Condition, ...]
    example: Example
    counterexample: str
    note: str = ""
    own: str = ""


def load_predicates(paths: Sequence[Path] = ()) -> tuple[Predicate, ...]:
    """All senses of the built-in tables, then those of the user's tables.

    Args:
        paths: CSV files of the same form; the event type is the file's name without `.csv`, or the column `event`.

    Raises:
        DictionaryError: a table is malformed; the message names file, line and reason.
    """
    return _built_in() + tuple(row for path in paths for row in _read_table(path, path.stem))


def parse_example(text: str) -> Example:
    """`Russia [supplied] Iran with drones. => RUS -> IRN`; several codes are joined by `+`. Raises SelectorError."""
    sentence, arrow, codes = text.partition("=>")
    found = re.fullmatch(r"([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)", sentence.strip())
    if found is None:
        raise SelectorError("an example needs exactly one [trigger]")
    left, right = codes.split("->") if codes.count("->") == 1 else ("", None)
    if not arrow or right is None:
        raise SelectorError("an example needs '=> ACTOR -> RECIPIENT'")
    before, trigger, after = found.groups()
    span = len(before), len(before) + len(trigger)
    return Example(before + trigger + after, span, _codes(left), _codes(right))


@cache
def _built_in() -> tuple[Predicate, ...]:
    folder = resources.files("sayso.claims") / "data" / "predicates"
    tables = sorted((table for table in folder.iterdir() if table.name.endswith(".csv")), key=lambda table: table.name)
    return tuple(row for table in tables for row in _read_table(table, table.name.removesuffix(".csv")))


def _read_table(table: Path | Traversable, stem: str) -> Iterator[Predicate]:
    seen: dict[tuple[str, str, str], int] = {}
    with table.open("r", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        if missing := set(COLUMNS) - set(reader.fieldnames or ()):
            _refuse(table, 1, f"the columns {sorted(missing)} are missing")
        for row in reader:
            event = row.get("event") or stem
            key = event, row["lemma"], row["pos"]
            seen[key] = seen.get(key, 0) + 1
            name = f"{event}/{row['lemma']}.{row['pos']}.{seen[key]}"
            try:
                yield _read_row(row, event, name)
            except SelectorError as error:
                _refuse(table, reader.line_num, str(error))


def _read_row(row: dict[str, str], event: str, name: str) -> Predicate:
    if None in row or None in row.values():
        raise SelectorError("the row has too many or too few columns")
    predicate = Predicate(
        id=name,
        event=event,
        lemma=tuple(row["lemma"].split()),
        pos=row["pos"],
        accept=tuple(filter(None, row["accept"].split("|"))),
        mode=row["mode"] or None,
        actor=parse_selectors(row["actor"]),
        recipient=parse_selectors(row["recipient"]),
        object=parse_selectors(row["object"]),
        need=parse_needs(row["need"]),
        avoid=parse_avoids(row["avoid"]),
        example=parse_example(row["example"]),
        counterexample=row["counterexample"].strip(),
        note=row["note"],
    )
    for reason in _faults(predicate):
        raise SelectorError(reason)
    return predicate


def _faults(row: Predicate) -> Iterable[str]:
    if row.event not in MODES:
        yield f"{row.event!r} is no event type"
    if not row.lemma or row.lemma != tuple(word.lower() for word in row.lemma):
        yield f"the lemma {' '.join(row.lemma)!r} is empty or not in lower case"
    if row.pos not in PARTS_OF_SPEECH:
        yield f"{row.pos!r} is none of {sorted(PARTS_OF_SPEECH)}"
    if unknown := set(row.accept) - set(MODES) or ({row.event} & set(row.accept)):
        yield f"{sorted(unknown)} cannot stand in accept"
    if row.mode is not None and row.mode not in MODES.get(row.event, ()):
        yield f"{row.mode!r} is no mode of {row.event}"
    if not row.counterexample or "[" in row.counterexample:
        yield "a counterexample without marks is needed"


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split("+") if code.strip())


def _refuse(table: Path | Traversable, line: int, reason: str) -> NoReturn:
    raise DictionaryError(f"{table}, line {line}: {reason}.", "Mend the row; see the description of the tables.")
