"""Measures of events and copies against stories: several articles of the same happenings, annotated.

A story is `{id, articles, events}`, each of its events with the mentions, origins and deniers (see docs/events.md). A
mention is found if a predicted claim overlaps its trigger; it counts to the event of the claim that overlaps it most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import msgspec

from sayso.evaluate.measures import Json, Measure, measure

DENIED = "denied"


class StoryScore(msgspec.Struct, frozen=True, kw_only=True):
    """How well events were joined.

    `mentions`: percent of the mentions that were found; the rest looks at these only. `b3`: B-cubed over the mentions.
    `pairs`: links between mentions of two articles. `origins`: percent of the events told in two or more articles that
    have exactly as many origins. `denied`: percent of the denied events whose denial was seen; `false_denials`: events
    with a denial where there is none. `copies`: pairs of an article and what it was taken from, None if not predicted.
    """

    mentions: float
    b3: Measure
    pairs: Measure
    origins: float
    denied: float
    false_denials: int
    copies: Measure | None = None


@dataclass(frozen=True, slots=True)
class Assigned:
    """A mention with the gold event it is of, its article, and the predicted event, if any."""

    gold: str
    article: str
    event: str | None


def score_stories(stories: Sequence[Json], events: Sequence[Json], copies: Iterable[Json] | None = None) -> StoryScore:
    """Score events, and copies where they are given.

    Args:
        stories: the annotated stories.
        events: one `{id, origins, claims: [{article, trigger: {start, end}, stance}]}` each.
        copies: one `{article, of}` each.
    """
    rows = assign(stories, events)
    found = [row for row in rows if row.event is not None]
    by_id = {event["id"]: event for event in events}
    origins, denied, false = _told(stories, found, by_id)
    return StoryScore(
        mentions=_percent(len(found), len(rows)),
        b3=b_cubed([(row.gold, row.event) for row in found]),
        pairs=_links(found),
        origins=origins,
        denied=denied,
        false_denials=false,
        copies=None if copies is None else _copies(stories, copies),
    )


def assign(stories: Iterable[Json], events: Iterable[Json]) -> list[Assigned]:
    """Each mention with the predicted event of the claim that overlaps its trigger most."""
    claims: dict[str, list[tuple[int, int, str]]] = {}
    for event in events:
        for claim in event["claims"]:
            trigger = claim["trigger"]
            claims.setdefault(claim["article"], []).append((trigger["start"], trigger["end"], event["id"]))
    return [
        Assigned(
            _key(story, event), mention["article"], _nearest(mention["trigger"], claims.get(mention["article"], ()))
        )
        for story in stories
        for event in story["events"]
        for mention in event["mentions"]
    ]


def _key(story: Json, event: Json) -> str:
    return f"{story['id']}/{event['id']}"


def _nearest(trigger: Json, claims: Iterable[tuple[int, int, str]]) -> str | None:
    start, end = trigger["start"], trigger["end"]
    over = [(min(end, e) - max(start, s), -abs(s - start), event) for s, e, event in claims if s < end and start < e]
    return max(over)[2] if over else None


def b_cubed(rows: Sequence[tuple[str, str | None]]) -> Measure:
    """B-cubed of rows of gold and predicted groups."""
    together, gold, predicted = Counter(rows), Counter(g for g, _ in rows), Counter(p for _, p in rows)
    count = len(rows)
    precise = sum(together[row] / predicted[row[1]] for row in rows)
    complete = sum(together[row] / gold[row[0]] for row in rows)
    return measure(right_predicted=precise, predicted=count, right_gold=complete, gold=count)


def _links(found: Sequence[Assigned]) -> Measure:
    across = [(a, b) for a, b in combinations(found, 2) if a.article != b.article]
    both = sum(a.gold == b.gold and a.event == b.event for a, b in across)
    predicted, gold = sum(a.event == b.event for a, b in across), sum(a.gold == b.gold for a, b in across)
    return measure(right_predicted=both, predicted=predicted, right_gold=both, gold=gold)


def _told(stories: Iterable[Json], found: Sequence[Assigned], by_id: Mapping[str, Json]) -> tuple[float, float, int]:
    """Percent of events with the right number of origins, percent of denials seen, and false denials."""
    exact = told = caught = denied = 0
    of_denied: set[str | None] = set()
    for story in stories:
        for event in story["events"]:
            ids = [row.event for row in found if row.gold == _key(story, event)]
            if len({mention["article"] for mention in event["mentions"]}) > 1 and event["origins"]:
                told += 1
                exact += len(event["origins"]) == _origins_of(ids, by_id)
            if any(mention["stance"] == DENIED for mention in event["mentions"]):
                denied += 1
                of_denied.update(ids)
                caught += any(_is_denied(by_id[name]) for name in set(ids) if name)
    others = {row.event for row in found} - of_denied
    return _percent(exact, told), _percent(caught, denied), sum(_is_denied(by_id[name]) for name in others if name)


def _origins_of(ids: Sequence[str | None], by_id: Mapping[str, Json]) -> int | None:
    """How many origins the predicted event has that holds most of the mentions."""
    best = Counter(ids).most_common(1)
    return len(by_id[best[0][0]].get("origins", ())) if best and best[0][0] else None


def _is_denied(event: Json) -> bool:
    return any(claim.get("stance") == DENIED for claim in event["claims"])


def _copies(stories: Sequence[Json], copies: Iterable[Json]) -> Measure:
    of = {a["id"]: a["relation"].split(" of ")[1] for s in stories for a in s["articles"] if " of " in a["relation"]}
    gold = {frozenset(pair) for pair in of.items()} | {frozenset((a, of[b])) for a, b in of.items() if b in of}
    known = {article["id"] for story in stories for article in story["articles"]}
    predicted = {frozenset((c["article"], c["of"])) for c in copies if {c["article"], c["of"]} <= known}
    right = len(gold & predicted)
    return measure(right_predicted=right, predicted=len(predicted), right_gold=right, gold=len(gold))


def _percent(part: float, whole: float) -> float:
    return 100 * part / whole if whole else 0.0
