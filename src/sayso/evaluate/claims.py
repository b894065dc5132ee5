"""Claims against gold: is an event found where one belongs, and are its type, actors, source and certainty right?

A predicted claim is paired with at most one gold claim of its article, whose trigger it must overlap; of several
pairings the one that agrees furthest is taken. Five levels, each asking for the one before:

    found    a trigger where one belongs
    type     the event type, or the one that it falls under, is among those accepted
    dyad     the codes of actor and recipient are right (in either order for symmetric events)
    sourced  the code of the innermost source is right (none: the article itself)
    full     the factuality is among those accepted

A gold claim that is not `required` may be found or left out freely.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from sayso.evaluate.measures import Json, Measure, Miss, measure
from sayso.ontology.plover import MUTUAL
from sayso.records import Span

LEVELS = ("found", "type", "dyad", "sourced", "full")
_EMPTY_WORDS = frozenset({"the", "a", "an", "of", "and", "its", "their"})

Codes = frozenset[str]
Pair = tuple[Json, Json]


class ClaimScore(msgspec.Struct, frozen=True, kw_only=True):
    """Measures by level, accuracy in percent of single fields over the found claims, counts, and every difference."""

    levels: dict[str, Measure]
    fields: dict[str, float]
    counts: dict[str, int]
    misses: list[Miss]


class Tally:
    """Running counts over articles."""

    def __init__(self) -> None:
        self.required = 0
        self.predicted = 0
        self.right: Counter[str] = Counter()  # required gold claims, right at a level
        self.spare: Counter[str] = Counter()  # optional ones, right at a level: neither asked for nor a fault
        self.field_right: Counter[str] = Counter()
        self.field_asked: Counter[str] = Counter()
        self.misses: list[Miss] = []

    def add_pair(self, article: str, gold: Json, predicted: Json) -> None:
        """Count one pair at every level it reaches, and its fields."""
        reached = agreement(gold, predicted)
        (self.right if gold["required"] else self.spare).update(LEVELS[:reached])
        for field, right in _fields(gold, predicted).items():
            self.field_right[field] += right
            self.field_asked[field] += 1
        if reached < len(LEVELS):
            self.misses.append(Miss("differs", article, gold, predicted))

    def optional(self) -> dict[str, int]:
        """How many predictions stand where gold asks for nothing and forbids nothing, if any do."""
        return {"optional": self.spare["found"]} if self.spare["found"] else {}

    def measure(self, level: str) -> Measure:
        """Optional claims that are right at the level leave the predictions that are judged."""
        right = self.right[level]
        judged = self.predicted - self.spare[level]
        return measure(right_predicted=right, predicted=judged, right_gold=right, gold=self.required)


def score_claims(gold: Mapping[str, Json], predicted: Mapping[str, Json]) -> ClaimScore:
    """Score claims of articles by id; an article that is not predicted has no claims.

    Args:
        gold: annotated articles with `claims`.
        predicted: articles with `claims` in the same shape.
    """
    tally = Tally()
    for key, article in gold.items():
        _add_article(tally, key, article["claims"], predicted.get(key, {}).get("claims", []))
    return ClaimScore(
        levels={level: tally.measure(level) for level in LEVELS},
        fields={f: 100 * tally.field_right[f] / n for f, n in sorted(tally.field_asked.items())},
        counts={"gold": tally.required, "predicted": tally.predicted, **tally.optional(), "articles": len(gold)},
        misses=tally.misses,
    )


def _add_article(tally: Tally, key: str, gold: list[Json], predicted: list[Json]) -> None:
    pairs = paired(gold, predicted)
    tally.required += sum(claim["required"] for claim in gold)
    tally.predicted += len(predicted)
    with_gold, with_predicted = {g for g, _ in pairs}, {p for _, p in pairs}
    missed = [claim for i, claim in enumerate(gold) if i not in with_gold and claim["required"]]
    tally.misses += [Miss("missed", key, claim, None) for claim in missed]
    tally.misses += [Miss("extra", key, None, claim) for i, claim in enumerate(predicted) if i not in with_predicted]
    for g, p in pairs:
        tally.add_pair(key, gold[g], predicted[p])


def paired(gold: list[Json], predicted: list[Json]) -> list[tuple[int, int]]:
    """Indexes of gold and predicted claims that belong together, the best pairs first."""
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    pairs = []
    for *_, g, p in sorted(_options(gold, predicted), reverse=True):
        if g not in taken_gold and p not in taken_predicted:
            taken_gold.add(g)
            taken_predicted.add(p)
            pairs.append((g, p))
    return pairs


def _options(gold: list[Json], predicted: list[Json]) -> Iterator[tuple[int, int, int, str, int, int]]:
    """Every overlapping pair: how far it agrees, how near the triggers are, then the order of the prediction."""
    for g, wanted in enumerate(gold):
        for p, claim in enumerate(predicted):
            a, b = wanted["trigger"], claim["trigger"]
            if a["start"] < b["end"] and b["start"] < a["end"]:
                distance = abs(a["start"] - b["start"]) + abs(a["end"] - b["end"])
                yield agreement(wanted, claim), -distance, -p, wanted["id"], g, p


def overlapping(gold: Iterable[Json], trigger: Span) -> list[Json]:
    """The annotated claims whose triggers share a character with a span."""
    return [claim for claim in gold if Span(claim["trigger"]["start"], claim["trigger"]["end"]).overlaps(trigger)]


def is_annotated(gold: Iterable[Json], trigger: Span, event: str) -> bool | None:
    """Whether an event of a type is annotated at a trigger; None if what stands there may be found or left out."""
    near = overlapping(gold, trigger)
    if near and not near[0]["required"]:
        return None
    return any(event in claim["accept"] for claim in near)


def agreement(gold: Json, predicted: Json) -> int:
    """How many of `LEVELS` a pair reaches, at least the first."""
    factuality = predicted.get("factuality")
    value = factuality[0] if isinstance(factuality, list) and factuality else factuality or ""
    checks = (
        not {predicted["event"], predicted.get("parent")}.isdisjoint(gold["accept"]),
        _same_dyad(gold, predicted),
        chain(gold)[-1:] == chain(predicted)[-1:],
        isinstance(value, str) and value.replace("\u2212", "-") in gold["factuality"],
    )
    return 1 + next((i for i, right in enumerate(checks) if not right), len(checks))


def _same_dyad(gold: Json, predicted: Json) -> bool:
    a, b = (
        (codes(gold["actor"]), codes(gold["recipient"])),
        (codes(predicted.get("actor")), codes(predicted.get("recipient"))),
    )
    return a == b or (bool(MUTUAL & set(gold["accept"])) and a[0] | a[1] == b[0] | b[1])


def codes(values: Iterable[Any] | None) -> Codes:
    """Codes without regard to case, order and a leading "the"; `A+B` is two."""
    flat = (part for value in values or [] for part in (value.split("+") if isinstance(value, str) else [value]))
    return frozenset(str(code).strip().casefold().removeprefix("the ") for code in flat if code)


def chain(claim: Json) -> list[Codes]:
    """Code sets of the sources, outermost first; neighbours with the same codes are one source."""
    links = (link.get("code") for link in claim.get("say_so") or [])
    found = [codes(code if isinstance(code, list) else [code]) for code in links]
    return [link for i, link in enumerate(found) if i == 0 or link != found[i - 1]]


def _fields(gold: Json, predicted: Json) -> dict[str, bool]:
    right = {name: gold[name] == predicted.get(name) for name in ("auxiliary", "mode")}
    right["chain"] = chain(gold) == chain(predicted)
    if gold["object"]:
        wanted, had = words_of(gold["object"]), words_of(predicted.get("object"))
        right["object"] = bool(wanted | had) and len(wanted & had) * 2 >= max(len(wanted), 1)
    if gold["when"]:
        right["when"] = gold["when"] == predicted.get("when")
    if gold["where"]:
        right["where"] = bool(words_of(gold["where"]) & words_of(predicted.get("where")))
    return right


def words_of(value: Any) -> set[str]:
    """The words of a slot without articles and the like, whatever its shape."""
    text = value.get("text") if isinstance(value, dict) else value
    return set(re.findall(r"\w+", (text or "").casefold())) - _EMPTY_WORDS
