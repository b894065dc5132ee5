"""Measure attributions on PolNeAR.

    python benchmarks/polnear.py GOLD [--out PREDICTED.jsonl] [--first N] [--model FOLDER] [--by-rule]

GOLD is a JSONL file (gzip or plain), one `{doc_id, text, attributions}` a line with `source`, `cue` and `content` as
lists of `[start, end]`. PolNeAR annotates the outermost attributions with a cue only, so only those are compared. Some
of its conventions differ from ours and are applied before the comparison: a source includes a relative clause that
follows it directly, and the comma or dash that closes its apposition; a cue includes the colon behind it; a
quotation that fills a paragraph of its own, without a cue, belongs to the attribution of the paragraph before.

Printed, micro-averaged, as precision, recall and F1 over tokens of `\\w+` or single marks: the cue exactly; source and
content given an overlapping cue; the triple exactly; the triple softly (after a greedy one-to-one alignment every role
has a token F1 of at least 0.5 with its partner).
"""

from __future__ import annotations

import argparse
import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.claims.attributions import attribute
from sayso.reader import Reader
from sayso.records import Article, Attribution
from sayso.train.corpora import records

ROLES = ("source", "cue", "content")
TOKEN = re.compile(r"\w+|[^\w\s]")
RELATIVE = re.compile(r"[\s,]*(who|which|whose)\b[^,.\n]*")
CLOSING_MARKS = frozenset({",", "-", "\u2013", "\u2014"})
Spans = dict[str, list[list[int]]]
Sets = dict[str, frozenset[int]]


@dataclass(frozen=True)
class Nobody:
    """A resolver that knows no entity: names do not matter to the spans."""

    codes: tuple[str, ...] = ()
    pronoun: int | None = None
    antecedents: tuple[Any, ...] = ()
    focus: str | None = None
    rule: str = ""

    def resolve_head(self, _: int) -> Nobody:
        return self


def by_convention(text: str, attributions: tuple[Attribution, ...]) -> list[Spans]:
    """Outermost attributions with PolNeAR's span conventions."""
    found: list[Spans] = []
    for a in attributions:
        if a.parent is not None:
            continue
        content = [[c.start, c.end] for c in a.content]
        if a.cue is None:
            if found and a.rule == "bare quotation":
                found[-1]["content"] += content
            continue
        found.append({"source": _source(text, a), "cue": _cue(text, a), "content": content})
    return found


def _source(text: str, a: Attribution) -> list[list[int]]:
    if a.source is None:
        return []
    start, end = a.source.start, a.source.end
    if clause := RELATIVE.match(text, end):
        end = clause.end()
    mark = text[end:].lstrip()[:1]
    if mark in CLOSING_MARKS and mark in text[start:end]:
        end = text.index(mark, end) + 1
    return [[start, end]]


def _cue(text: str, a: Attribution) -> list[list[int]]:
    if a.cue is None:
        return []
    return [[a.cue.start, a.cue.end + (text[a.cue.end : a.cue.end + 1] == ":")]]


def token_sets(text: str, spans: Iterable[Spans]) -> list[Sets]:
    """Spans as sets of token numbers; exact duplicates count once."""
    tokens = [m.span() for m in TOKEN.finditer(text)]
    starts, ends = [s for s, _ in tokens], [e for _, e in tokens]

    def numbers(pieces: list[list[int]]) -> frozenset[int]:
        return frozenset(n for s, e in pieces for n in range(bisect_right(ends, s), bisect_left(starts, e)))

    found = [{role: numbers(a.get(role) or []) for role in ROLES} for a in spans]
    return list({tuple(a[role] for role in ROLES): a for a in found}.values())


def f1(a: frozenset[int], b: frozenset[int]) -> float:
    """Overlap of two token sets; two empty ones are the same."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def compare(gold: list[Sets], predicted: list[Sets], count: Counter[str]) -> None:
    """Add the agreement of one article to the counts."""
    tests: dict[str, Callable[[Sets, Sets], bool]] = {
        "cue": lambda a, b: a["cue"] == b["cue"],
        "source|cue": lambda a, b: bool(a["cue"] & b["cue"]) and a["source"] == b["source"],
        "content|cue": lambda a, b: bool(a["cue"] & b["cue"]) and a["content"] == b["content"],
        "triple": lambda a, b: all(a[role] == b[role] for role in ROLES),
    }
    for name, same in tests.items():
        count[f"{name} found"] += sum(any(same(a, b) for b in gold) for a in predicted)
        count[f"{name} met"] += sum(any(same(a, b) for b in predicted) for a in gold)
    soft = sum(all(f1(a[role], b[role]) >= 0.5 for role in ROLES) for a, b in aligned(predicted, gold))
    count["triple-soft found"] += soft
    count["triple-soft met"] += soft
    count["predicted"] += len(predicted)
    count["gold"] += len(gold)


def aligned(predicted: list[Sets], gold: list[Sets]) -> Iterator[tuple[Sets, Sets]]:
    """Pairs of a greedy one-to-one alignment by mean token F1."""
    pairs = [
        (-sum(f1(a[role], b[role]) for role in ROLES), i, j)
        for i, a in enumerate(predicted)
        for j, b in enumerate(gold)
        if a["cue"] & b["cue"] or a["content"] & b["content"]
    ]
    left, right = set(range(len(predicted))), set(range(len(gold)))
    for _, i, j in sorted(pairs):
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            yield predicted[i], gold[j]


def report(count: Counter[str]) -> Iterator[str]:
    """The table, line by line."""
    yield f"{'':<14}{'P':>7}{'R':>7}{'F1':>7}   predicted {count['predicted']}, gold {count['gold']}"
    for name in ("cue", "source|cue", "content|cue", "triple", "triple-soft"):
        p = count[f"{name} found"] / max(1, count["predicted"])
        r = count[f"{name} met"] / max(1, count["gold"])
        yield f"{name:<14}{100 * p:7.1f}{100 * r:7.1f}{200 * p * r / max(1e-9, p + r):7.1f}"


def by_rule(text: str, gold: list[Sets], attributions: tuple[Attribution, ...], rules: Counter[str]) -> None:
    """Count, for each rule, how many of its attributions are softly right."""
    for a in attributions:
        if a.parent is None and a.cue is not None:
            [sets] = token_sets(text, by_convention(text, (a,)))
            rules[a.rule] += 1
            rules[f"right {a.rule}"] += any(all(f1(sets[r], g[r]) >= 0.5 for r in ROLES) for g in gold)


def main() -> None:
    """Read the gold articles, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--first", type=int)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--by-rule", action="store_true")
    options = parser.parse_args()
    reader, count, rules = Reader(options.model), Counter[str](), Counter[str]()
    lines = []
    for record in list(records(options.gold))[: options.first]:
        text = record["text"]
        article = Article(id=record["doc_id"], text=text)
        attributions = attribute(article, reader.parse(text), Nobody())
        predicted = by_convention(text, attributions)
        lines.append(json.dumps({"doc_id": record["doc_id"], "attributions": predicted}))
        gold = token_sets(text, record["attributions"])
        compare(gold, token_sets(text, predicted), count)
        if options.by_rule:
            by_rule(text, gold, attributions, rules)
    if options.out is not None:
        options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(*report(count), sep="\n")
    if options.by_rule:
        for rule in sorted(r for r in rules if not r.startswith("right ")):
            print(f"{rule:<20}{rules[f'right {rule}']:5d} of {rules[rule]:5d}")


if __name__ == "__main__":
    main()
