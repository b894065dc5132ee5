"""Log-linear choices between phrases that an event may have, or none: what its date is, what its place.

Weights lie in `data/dating.csv` and `data/placing.csv`, fitted to annotated articles by `python -m sayso.train
circumstances`. This module has what both choices share: the event, and the way through the tree from it to a phrase.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate

from sayso.actors.tree import remembered
from sayso.claims.cues import cue_at
from sayso.claims.grammar import Grammar
from sayso.claims.linear import Features, total
from sayso.reader.parse import Parse

# From this chance on the event head sees an event in a word.
EVENT = 0.5
# What opens a clause that has a time and place of its own beside those of the clause above it.
MARKS = frozenset({"after", "before", "when", "since", "while", "as", "if", "until", "once", "because", "by", "for"})


@dataclass(frozen=True, slots=True)
class Event:
    """An event whose circumstances are asked for: its trigger, light verb and clause."""

    trigger: int
    verb: int | None = None
    clause: int | None = None


def event_at(grammar: Grammar, trigger: int, verb: int | None = None) -> Event:
    """The event of a trigger and its light verb."""
    return Event(trigger, verb, clause_of(grammar, verb if verb is not None else trigger))


@cache
def weights(name: str) -> Features:
    """The weights of a table by feature."""
    table = resources.files("sayso.claims") / "data" / f"{name}.csv"
    with table.open("r", encoding="utf-8") as file:
        return {row["feature"]: float(row["weight"]) for row in csv.DictReader(file)}


def chances(name: str, candidates: Sequence[Features], beside: Sequence[float] = ()) -> list[float]:
    """The chance of each candidate by the weights of a table, and by what speaks for it `beside` them, in log odds;
    what is missing to 1 is the chance of none of them."""
    known = weights(name)
    sums = [total(known, features) for features in candidates]
    strengths = [math.exp(own + more) for own, more in zip(sums, beside or [0.0] * len(sums), strict=True)]
    whole = 1 + sum(strengths)
    return [strength / whole for strength in strengths]


def heads_clause(grammar: Grammar, i: int) -> bool:
    """Whether a word is the verb or other predicate of a clause."""
    return grammar.is_verbal(i) or grammar.parse.heads[i] < 0 or grammar.child(i, "nsubj", "cop") is not None


def clause_of(grammar: Grammar, i: int) -> int | None:
    """The verb or predicate whose clause a word stands in; for a verb itself."""
    if grammar.is_verbal(i):
        return i
    return next((a for a in grammar.parse.ancestors(i) if heads_clause(grammar, a)), None)


def names_event(parse: Parse, i: int) -> bool:
    """Whether the event head sees an event in a word."""
    return i < len(parse.hints) and parse.hints[i].score >= EVENT


def type_of(parse: Parse, i: int) -> str:
    """The event type that the event head finds likeliest for a word, or nothing."""
    return (parse.hints[i].event or "") if i < len(parse.hints) else ""


def is_own(grammar: Grammar, event: Event, head: int) -> bool:
    """Whether a phrase hangs on the event itself, with no other clause between."""
    return _meeting(grammar, event, head) is not None


def _meeting(grammar: Grammar, event: Event, head: int) -> int | None:
    if head in (event.trigger, event.verb):
        return head
    for i in grammar.parse.ancestors(head):
        if i in (event.trigger, event.verb):
            return i
        if heads_clause(grammar, i):
            return None
    return None


def way(grammar: Grammar, event: Event, head: int) -> Features:
    """How a phrase of the event's sentence hangs as seen from the event, and how far off it stands."""
    low, high = sorted((event.trigger, head))
    meeting = _meeting(grammar, event, head)
    steps = _steps(grammar, event, head, meeting)
    events, commas = _passed(grammar.parse)
    return {
        **dict.fromkeys(steps, 1.0),
        "steps": math.log1p(len(steps)) if meeting is None else 0.0,
        "distance": math.log1p(high - low),
        "behind": float(head > event.trigger),
        "events between": math.log1p(max(0, events[high] - events[low + 1])),
        "commas between": math.log1p(max(0, commas[high] - commas[low + 1])),
    }


@remembered
def _passed(parse: Parse) -> tuple[list[int], list[int]]:
    """How many words that name an event, and how many commas and the like, stand before each word of a text."""
    events = accumulate((names_event(parse, i) for i in range(len(parse))), initial=0)
    commas = accumulate((word in (",", ";", ":") for word in parse.folded), initial=0)
    return list(events), list(commas)


def _steps(grammar: Grammar, event: Event, head: int, meeting: int | None) -> list[str]:
    """The relations on the way between an event and a phrase, one by one and all together."""
    parse = grammar.parse
    if meeting is not None:
        return [f"own {parse.upos[meeting]} {grammar.base(head)}"]
    up, down = [event.trigger, *parse.ancestors(event.trigger)], [head, *parse.ancestors(head)]
    top = next((i for i in up if i in down), None)
    if top is None:
        return ["apart"]
    ups = [f"up {_step(grammar, i)}" for i in up[: up.index(top)]]
    downs = [f"down {_step(grammar, i)}" for i in down[1 : down.index(top)]]
    said = any(u.startswith("up ccomp") for u in ups) and cue_at(parse, top) is not None
    behind = "behind" if head > event.trigger else "before"
    whole = f"{' '.join([*ups, *reversed(downs)])} {behind}"
    return [*ups, *downs, whole, f"ends {grammar.base(head)}", *(["up cue"] if said else [])]


def _step(grammar: Grammar, i: int) -> str:
    relation = grammar.parse.deprels[i] if grammar.parse.deprels[i] == "acl:relcl" else grammar.base(i)
    if relation not in ("advcl", "acl"):
        return relation
    mark = next((m for m in grammar.prepositions(i) if m in MARKS), "")
    return f"{relation} {mark or grammar.parse.xpos[i]}"
