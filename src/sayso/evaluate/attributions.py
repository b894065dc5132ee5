"""Attributions against gold: source, cue and content compared as sets of tokens, one by one and linked.

A token is a run of word characters or one other visible character; it belongs to a span when they overlap, so white
space and the way a span is cut into pieces never matter.

    triple        source, cue and content all identical
    triple-soft   one-to-one; each role's token F1 with its partner at least one half (two empty sources agree)
    pair-soft     the same for source and content only: who said what
    cue           the cue identical
    token ROLE    tokens that carry the role anywhere in the article
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from sayso.evaluate.measures import Json, Measure, Miss, measure

ROLES = ("source", "cue", "content")
HALF = 0.5
_TOKEN = re.compile(r"\w+|[^\w\s]")

Tokens = frozenset[int]
Triple = tuple[Tokens, Tokens, Tokens]


class AttributionScore(msgspec.Struct, frozen=True, kw_only=True):
    """Measures by name, counts, and every difference."""

    measures: dict[str, Measure]
    counts: dict[str, int]
    misses: list[Miss]


class Tally:
    """Running counts over articles: right among the predicted, predicted, right among the gold, gold."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int]] = {}
        self.misses: list[Miss] = []

    def add(self, name: str, *numbers: int) -> None:
        """Add to the four counts of a measure."""
        self.counts[name] = [a + b for a, b in zip(self.counts.get(name, [0] * 4), numbers, strict=True)]

    def measures(self) -> dict[str, Measure]:
        """All measures so far."""
        return {
            name: measure(right_predicted=a, predicted=b, right_gold=c, gold=d)
            for name, (a, b, c, d) in self.counts.items()
        }


def score_attributions(gold: Mapping[str, Json], predicted: Mapping[str, Json]) -> AttributionScore:
    """Score attributions of articles by id; an article that is not predicted has none.

    Args:
        gold: annotated articles with `text` and `attributions`; spans as `{start, end}`, `[start, end]`, or lists.
        predicted: articles with `attributions` in either shape.
    """
    tally = Tally()
    for key, article in gold.items():
        _add_article(tally, key, article, predicted.get(key, {}).get("attributions", []))
    counts = tally.counts.get("triple", [0] * 4)
    return AttributionScore(
        measures=tally.measures(),
        counts={"gold": counts[3], "predicted": counts[1], "articles": len(gold)},
        misses=tally.misses,
    )


def _add_article(tally: Tally, key: str, article: Json, predicted: Sequence[Json]) -> None:
    index = _token_index(article["text"])
    gold = [_triple(attribution, index) for attribution in article["attributions"]]
    found = {_triple(attribution, index): attribution for attribution in reversed(predicted)}  # twice the same is once
    triples = list(dict.fromkeys(_triple(attribution, index) for attribution in predicted))
    _add_exact(tally, gold, triples)
    pairs = aligned(gold, triples)
    _add_soft(tally, gold, triples, pairs)
    _add_tokens(tally, gold, triples)
    right = {pair for pair in pairs if _agree(gold[pair[0]], triples[pair[1]], ROLES)}
    tally.misses += [
        Miss("missed", key, attribution, None)
        for i, attribution in enumerate(article["attributions"])
        if i not in {g for g, _ in right}
    ]
    tally.misses += [
        Miss("extra", key, None, found[triple]) for i, triple in enumerate(triples) if i not in {p for _, p in right}
    ]


def _add_exact(tally: Tally, gold: Sequence[Triple], predicted: Sequence[Triple]) -> None:
    tests: dict[str, Callable[[Triple], Any]] = {"triple": lambda triple: triple, "cue": lambda triple: triple[1]}
    for name, part in tests.items():
        wanted, had = [part(triple) for triple in gold], [part(triple) for triple in predicted]
        tally.add(name, sum(x in wanted for x in had), len(had), sum(x in had for x in wanted), len(wanted))


def _add_soft(
    tally: Tally, gold: Sequence[Triple], predicted: Sequence[Triple], pairs: Sequence[tuple[int, int]]
) -> None:
    for name, roles in (("triple-soft", ROLES), ("pair-soft", ("source", "content"))):
        right = sum(_agree(gold[g], predicted[p], roles) for g, p in pairs)
        tally.add(name, right, len(predicted), right, len(gold))


def _add_tokens(tally: Tally, gold: Sequence[Triple], predicted: Sequence[Triple]) -> None:
    for i, role in enumerate(ROLES):
        wanted = frozenset().union(*(triple[i] for triple in gold))
        had = frozenset().union(*(triple[i] for triple in predicted))
        tally.add(f"token {role}", len(wanted & had), len(had), len(wanted & had), len(wanted))


def aligned(gold: Sequence[Triple], predicted: Sequence[Triple]) -> list[tuple[int, int]]:
    """One-to-one pairs of indexes that share cue or content, greedily by the mean token F1 of their roles."""
    options = sorted(
        (-sum(map(token_f1, had, wanted)) / len(ROLES), p, g)
        for p, had in enumerate(predicted)
        for g, wanted in enumerate(gold)
        if had[1] & wanted[1] or had[2] & wanted[2]
    )
    pairs: dict[int, int] = {}
    for _, p, g in options:
        if g not in pairs and p not in pairs.values():
            pairs[g] = p
    return list(pairs.items())


def _agree(gold: Triple, predicted: Triple, roles: Sequence[str]) -> bool:
    return all(token_f1(gold[i], predicted[i]) >= HALF for i, role in enumerate(ROLES) if role in roles)


def token_f1(a: Tokens, b: Tokens) -> float:
    """F1 of two sets of tokens, 0 to 1; of two empty ones 1."""
    if not a and not b:
        return 1.0
    shared = len(a & b)
    return 2 * shared / (len(a) + len(b)) if shared else 0.0


def _token_index(text: str) -> list[int]:
    """For every character the number of its token, -1 for white space."""
    index = [-1] * len(text)
    for number, match in enumerate(_TOKEN.finditer(text)):
        index[match.start() : match.end()] = [number] * len(match.group())
    return index


def _triple(attribution: Json, index: Sequence[int]) -> Triple:
    source, cue, content = (_tokens(attribution.get(role), index) for role in ROLES)
    return source, cue, content


def _tokens(spans: Any, index: Sequence[int]) -> Tokens:
    found = {token for start, end in ranges(spans) for token in index[max(0, start) : max(0, end)]}
    return frozenset(found - {-1})


def ranges(spans: Any) -> list[tuple[int, int]]:
    """Ranges of `{start, end}`, of `[start, end]`, or of a list of either; nothing for None."""
    if isinstance(spans, dict):
        return [(spans["start"], spans["end"])]
    if spans and isinstance(spans[0], int):
        return [(spans[0], spans[1])]
    return [pair for span in spans or [] for pair in ranges(span)]
