"""Measure, or fit, the coding of PLOVER's contexts.

    python benchmarks/contexts.py [--part measure] [--fit] [--misses]

Gold are the claims of `annotation/contexts.jsonl`, of our own articles in `annotation/own`: half of the articles to
develop cues and fit weights on, half to measure. Contexts are judged on those annotated claims that the reader finds
(a trigger that overlaps, whatever its score); a context right at a claim counts one (micro-averaged). `--fit` fits the
weights of `claims/data/contexts.csv` to the develop half and prints the table, and on standard error what each sixth of
that half gets by the weights of the others.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.claims.contexts import Event, Topics, chance_of, chosen, event_of, shown_for, weights
from sayso.claims.engine import described, drafts, filled_by_rules
from sayso.claims.linear import Features
from sayso.claims.reading import ArticleReader
from sayso.evaluate.files import article_of
from sayso.ontology.plover import context_names
from sayso.records import Span

ROOT = Path(__file__).parent.parent
GOLD, TEXTS = ROOT / "annotation/contexts.jsonl", ROOT / "annotation/own"
DEVELOP, MEASURE = "develop", "measure"
PRIOR, SINGLE_PRIOR, STEPS = 0.3, 1.0, 30
"""Weights of the squared weights: of shared features, and of those of single contexts, which few claims speak for. Of
ten pairs the best on the develop part, each sixth by the weights of the others."""
FOLDS = 6
RARE = 2
"""A feature of a single context needs so many annotated claims."""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """One annotated claim that the reader finds: what speaks for each context, and the right ones."""

    article: str
    words: str
    shown: Mapping[str, Features]
    right: frozenset[str]


def texts() -> dict[str, dict[str, Any]]:
    """Our own articles by id."""
    lines = (line for path in sorted(TEXTS.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines())
    return {record["id"]: record for record in map(json.loads, lines)}


def cases(part: str) -> tuple[list[Case], int]:
    """The annotated claims of a part that the reader finds, and how many there are in all."""
    gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["part"] == part:
            gold[record["id"]].append(record)
    known, reader = texts(), ArticleReader()
    found = [case for key, wanted in gold.items() for case in _cases(reader, known[key], wanted)]
    return found, sum(map(len, gold.values()))


def _cases(reader: ArticleReader, record: dict[str, Any], wanted: Sequence[dict[str, Any]]) -> Iterator[Case]:
    scene = reader.scene(article_of(record["id"], record))
    parse = scene.grammar.parse
    topics = Topics(parse)
    told = [(draft.match, described(draft).claim) for draft in drafts(scene, filled_by_rules(scene))]
    for each in wanted:
        span = Span(*each["trigger"])
        near = next(((m, c) for m, c in told if c.trigger.overlaps(span)), None)
        if near is None:
            continue
        event: Event = event_of(parse, *near)
        shown = topics.features(event)
        whole = {context: shown_for(shown, context, event) for context in context_names()}
        words = " ".join(parse.text[max(0, span.start - 150) : span.end + 100].split())
        yield Case(record["id"], f"[{span.of(parse.text)}] {words}", whole, frozenset(each["context"]))


def fit(given: Sequence[Case]) -> Features:
    """A logistic regression over all pairs of claim and context, by Newton's method."""
    pairs = [(case.shown[c], c in case.right) for case in given for c in context_names()]
    count = Counter(name for shown, _ in pairs for name in shown)
    told = Counter(name for shown, holds in pairs if holds for name in shown)
    names = sorted(n for n in count if "|" not in n or told[n] >= RARE)
    place = {name: i for i, name in enumerate(names)}
    data, right = np.zeros((len(pairs), len(names))), np.array([holds for _, holds in pairs], dtype=float)
    for row, (shown, _) in enumerate(pairs):
        for name, value in shown.items():
            if name in place:
                data[row, place[name]] = value
    prior = np.array([0.0 if n == "any" else SINGLE_PRIOR if "|" in n else PRIOR for n in names])
    w: Floats = np.zeros(len(names))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(data @ w, -30, 30)))
        curve = (data * (chance * (1 - chance))[:, None]).T @ data + np.diag(prior + 1e-6)
        w -= np.linalg.solve(curve, data.T @ (chance - right) + prior * w)
    return {n: round(v, 2) for n, v in zip(names, w.tolist(), strict=True) if abs(v) >= 0.005}


def judged(given: Sequence[Case], weights: Mapping[str, float]) -> list[frozenset[str]]:
    """The contexts of each case by some weights."""
    return [frozenset(chosen({c: chance_of(case.shown[c], weights) for c in context_names()})) for case in given]


def measure(given: Sequence[Case], told: Sequence[frozenset[str]]) -> tuple[float, float, float]:
    """Micro-averaged precision, recall and F1 in percent."""
    right = sum(len(case.right & found) for case, found in zip(given, told, strict=True))
    p = 100 * right / max(1, sum(map(len, told)))
    r = 100 * right / max(1, sum(len(case.right) for case in given))
    return p, r, 2 * p * r / max(p + r, 1e-9)


def folds(given: Sequence[Case]) -> list[list[Case]]:
    """Parts by article."""
    place = {name: i % FOLDS for i, name in enumerate(sorted({case.article for case in given}))}
    return [[case for case in given if place[case.article] == fold] for fold in range(FOLDS)]


def print_fit() -> None:
    """The fitted table, and how each sixth of the develop part does by the weights of the others."""
    given, _ = cases(DEVELOP)
    parts = folds(given)
    rest = ([case for other in parts if other is not part for case in other] for part in parts)
    told = [found for part, others in zip(parts, rest, strict=True) for found in judged(part, fit(others))]
    values = measure([case for part in parts for case in part], told)
    print("# each part by the others: P {:.1f} R {:.1f} F1 {:.1f}".format(*values), file=sys.stderr)
    print("feature,weight")
    for name, weight in sorted(fit(given).items()):
        print(f"{name},{weight}")


def print_measure(part: str, *, misses: bool) -> None:
    """P, R and F1 over all contexts, then by context."""
    given, asked = cases(part)
    told = judged(given, weights())
    print(f"claims annotated {asked}, found {len(given)}")
    print(f"{'all':<24}{{:6.1f}} {{:6.1f}} {{:6.1f}}".format(*measure(given, told)))
    counts = Counter(c for case in given for c in case.right)
    for context, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        only = [Case(c.article, c.words, c.shown, c.right & {context}) for c in given]
        values = measure(only, [found & {context} for found in told])
        print(f"{context:<24}{{:6.1f}} {{:6.1f}} {{:6.1f}}  annotated {number}".format(*values))
    for case, found in zip(given, told, strict=True) if misses else ():
        if case.right != found:
            print(f"gold {sorted(case.right)}, told {sorted(found)}: {case.words}")


def main() -> None:
    """Print the measures, or the fit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=(DEVELOP, MEASURE), default=MEASURE)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    if given.fit:
        print_fit()
    else:
        print_measure(given.part, misses=given.misses)


if __name__ == "__main__":
    main()
