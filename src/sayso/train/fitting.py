"""Fitting named features to questions with a known answer: a conditional logit with an L2 prior.

A question has choices, each with its features, of which some are right; that a claim is right or not is a choice
between it and nothing, a value of certainty one of five. Two steps: first everything but what the heads say, then the
heads with a factor for the first. In one step the heads, which know most of the articles from their training, would be
all that counts; in the second the articles that are new to them count half.
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from sayso.claims.linear import Features, Weights, softmax, total
from sayso.claims.weighing import HEADS

RARE = 20
"""Features of fewer slots are left out: their weights would say something of single claims."""
PRIOR = 0.1
"""Weight of the squared weights per slot."""
LEAST_WEIGHT = 0.01
"""Smaller weights are left out of the tables."""
NEW_SHARE = 0.5
"""What the questions of articles that the reader has not been trained on count in the second step, in all. Of none,
0.3, 0.5, 0.7 and 0.85 the best for held-out articles and claims/dev: what the heads say of articles that they know by
heart is surer than it will ever be of others (docs/experiments.md)."""
BASE = "rules"
"""The feature of the second fit that stands for the first one's sum."""


@dataclass(slots=True)
class Question:
    """One slot with its choices and which of them are right."""

    role: str
    article: str
    features: list[Features]
    right: list[bool]
    rule: int
    """Index of the rule's own answer."""


def fit(
    questions: Sequence[Question], names: Sequence[str], *, counts: Sequence[float] = (), steps: int = 60
) -> dict[str, float]:
    """Weights of the named features that make the right choices most likely.

    Args:
        questions: with their choices.
        names: the features that get a weight.
        counts: how much each question counts, one each; all the same if empty.
        steps: of L-BFGS at most.
    """
    index = {name: i for i, name in enumerate(names)}
    rows, columns, values, group, right = [], [], [], [], []
    row = 0
    for number, asked in enumerate(questions):
        for features, good in zip(asked.features, asked.right, strict=True):
            known = [(index[name], value) for name, value in features.items() if name in index]
            rows += [row] * len(known)
            columns += [i for i, _ in known]
            values += [value for _, value in known]
            group.append(number)
            right.append(good)
            row += 1
    matrix = torch.sparse_coo_tensor(torch.tensor([rows, columns]), torch.tensor(values), (row, len(names))).coalesce()
    shares = torch.tensor(counts) if counts else torch.ones(len(questions))
    found = _logit(matrix, torch.tensor(group), torch.tensor(right), shares / shares.sum(), steps=steps)
    return dict(zip(names, found, strict=True))


def _logit(
    matrix: torch.Tensor, group: torch.Tensor, right: torch.Tensor, shares: torch.Tensor, *, steps: int
) -> list[float]:
    """L-BFGS on the conditional log likelihood of each group's right rows; a group counts its share of one."""
    weights = torch.zeros(matrix.shape[1], requires_grad=True)
    count = len(shares)
    best: Any = torch.optim.LBFGS([weights], max_iter=steps, line_search_fn="strong_wolfe")

    def loss() -> Any:
        best.zero_grad()
        raised = torch.exp((matrix @ weights[:, None]).squeeze(1).clamp(-30, 30))
        whole = torch.zeros(count).index_add(0, group, raised)
        good = torch.zeros(count).index_add(0, group, raised * right)
        value: Any = -(shares * torch.log(good / whole)).sum() + PRIOR * (weights**2).sum() / count * 50
        value.backward()
        return value

    best.step(loss)
    return [round(float(w), 4) for w in weights.detach()]


def names_of(questions: Iterable[Question], *, rare: int = RARE) -> list[str]:
    """The features that are frequent enough, sorted."""
    seen = Counter(name for asked in questions for name in {n for f in asked.features for n in f})
    return sorted(name for name, times in seen.items() if times >= rare)


def fit_in_two(
    questions: Sequence[Question], *, new: Collection[str] = frozenset(), rare: int = RARE
) -> dict[str, float]:
    """The weights of one role: the rules' first, then the heads' with a factor for the rules' sum.

    Args:
        questions: of one role.
        new: the articles that the reader has not been trained on; in the second step they count `NEW_SHARE`.
        rare: features of fewer questions are left out.
    """
    names = names_of(questions, rare=rare)
    plain = fit(questions, [n for n in names if not n.startswith(HEADS)])
    based = [_with_base(asked, plain) for asked in questions]
    heads = fit(based, [BASE, *(n for n in names if n.startswith(HEADS))], counts=_counts(questions, new))
    factor = heads.pop(BASE)
    return {name: round(weight * factor, 4) for name, weight in plain.items()} | heads


def _counts(questions: Sequence[Question], new: Collection[str]) -> list[float]:
    """What each question counts in the second step, so that those of new articles are `NEW_SHARE` of all."""
    fresh = sum(asked.article in new for asked in questions)
    if not 0 < fresh < len(questions):
        return []
    known, fresh_each = (1 - NEW_SHARE) / (len(questions) - fresh), NEW_SHARE / fresh
    return [fresh_each if asked.article in new else known for asked in questions]


def _with_base(asked: Question, plain: dict[str, float]) -> Question:
    features = [f | {BASE: total(plain, f)} for f in asked.features]
    return Question(asked.role, asked.article, features, asked.right, asked.rule)


def accuracy(questions: Sequence[Question], weights: dict[str, float] | None) -> float:
    """Percent of slots whose best choice is right; without weights that of the rules."""
    good = 0
    for asked in questions:
        scores = [total(weights, f) for f in asked.features] if weights else []
        best = max(range(len(scores)), key=lambda i: scores[i]) if scores else asked.rule
        good += asked.right[best]
    return 100 * good / max(1, len(questions))


def loss(questions: Sequence[Question], weights: dict[str, float]) -> float:
    """Mean negative log likelihood of the right choices."""
    return sum(-math.log(max(_chance(asked, weights), 1e-6)) for asked in questions) / max(1, len(questions))


def _chance(asked: Question, weights: dict[str, float]) -> float:
    found = softmax([total(weights, f) for f in asked.features])
    return sum(chance for chance, good in zip(found, asked.right, strict=True) if good)


def write(weights: Weights, to: Path) -> None:
    """The table of weights, the heaviest of each role first."""
    with to.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["role", "feature", "weight"])
        for role, known in weights.items():
            for name, weight in sorted(known.items(), key=lambda pair: (-abs(pair[1]), pair[0])):
                if abs(weight) >= LEAST_WEIGHT:
                    rows.writerow([role, name, weight])
