"""Fitting the weights of `sayso.reader.contents`: a log-linear choice among all ranges of words around a cue.

A content wins by where it begins, where it ends and by every word that it holds, so the sum over all ranges is made in
one pass over the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from sayso.actors.fitted import Weights, fitted
from sayso.claims.phrases import Range
from sayso.reader.contents import ROLES, TABLE, Floats, Ground, content_features
from sayso.reader.decode import Candidate
from sayso.reader.links import best_content

FIXED = ("word", "score")
"""The weight that stays as the table has it. Fitted too it falls near 0 on articles of the reader's training, where the
network knows the boundaries; contents of other articles then stray to other sentences."""
PULL = 30.0
"""What the squared distance of a weight from the table's costs, in contents: few articles are new to the reader."""
_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Content:
    """An annotated content of one part: the features of the words of its window, and its place among them."""

    article: str
    features: tuple[Floats, Floats, Floats]
    place: Range

    @classmethod
    def of(cls, article: str, ground: Ground, cue: Candidate, part: Range) -> Iterator[Content]:
        """The content of a cue, unless it leaves the window."""
        first = cue.shift + 1
        place = (part[0] - first, part[1] - first)
        if place[0] >= 0 and place[1] < cue.scores.shape[1]:
            yield cls(
                article, content_features(ground, cue.scores[2:5, 1:], first, cue=cue.cue, source=cue.source), place
            )


def fit_contents(asked: Sequence[Content]) -> Weights:
    """The weights of `start`, `end` and `word` that make the annotated contents likeliest, near those of the table."""
    table = fitted(TABLE, "reader")
    names = [(role, name) for role, known in ROLES for name in known]
    before = torch.tensor([table[role].get(name, 0.0) for role, name in names])
    free = torch.tensor([name != FIXED for name in names])
    found = _Choice(asked).fitted(before, free)
    weights: Weights = {role: {} for role, _ in ROLES}
    for (role, name), weight in zip(names, found, strict=True):
        weights[role][name] = round(weight, 4)
    return weights


class _Choice:
    """The contents of all cues side by side, padded to the longest window."""

    def __init__(self, asked: Sequence[Content]) -> None:
        longest = max(len(one.features[0]) for one in asked)
        self.parts = [_padded([one.features[k] for one in asked], longest) for k in range(len(ROLES))]
        lengths = torch.tensor([len(one.features[0]) for one in asked])
        self.real = torch.arange(longest)[None] < lengths[:, None]
        self.first = torch.tensor([one.place[0] for one in asked])
        self.last = torch.tensor([one.place[1] - 1 for one in asked])

    def loss(self, weights: torch.Tensor) -> torch.Tensor:
        """Negative log likelihood of the annotated contents."""
        sizes = [len(names) for _, names in ROLES]
        sums = [part @ own for part, own in zip(self.parts, torch.split(weights, sizes), strict=True)]
        held = torch.cumsum(sums[2] * self.real, 1)
        opens = torch.where(self.real, sums[0] - held + sums[2], _NEVER)
        closes = torch.where(self.real, sums[1] + held, _NEVER)
        every = torch.logsumexp(closes + torch.logcumsumexp(opens, 1), 1)
        rows = torch.arange(len(every))
        return (every - opens[rows, self.first] - closes[rows, self.last]).sum()

    def fitted(self, before: torch.Tensor, free: torch.Tensor) -> list[float]:
        """L-BFGS from the weights before; those that are not free stay."""
        change = torch.zeros_like(before, requires_grad=True)
        best: Any = torch.optim.LBFGS([change], max_iter=60, line_search_fn="strong_wolfe")

        def step() -> torch.Tensor:
            best.zero_grad()
            value = self.loss(before + change * free) + PULL * (change**2).sum()
            torch.autograd.backward(value)
            return value

        best.step(step)
        return [float(w) for w in (before + change * free).detach()]


def _padded(parts: Sequence[Floats], longest: int) -> torch.Tensor:
    found = np.zeros((len(parts), longest, parts[0].shape[1]), dtype=np.float32)
    for n, part in enumerate(parts):
        found[n, : len(part)] = part
    return torch.from_numpy(found)


def right_contents(asked: Sequence[Content], weights: Weights) -> tuple[float, int]:
    """Percent of the contents that the weights cut as annotated, before quotation marks and commas are seen to; and of
    how many."""
    known = [np.array([weights[role][name] for name in names], dtype=np.float32) for role, names in ROLES]
    sums = (tuple(part @ own for part, own in zip(one.features, known, strict=True)) for one in asked)
    right = sum(best_content(*found) == [one.place] for one, found in zip(asked, sums, strict=True))
    return 100 * right / max(1, len(asked)), len(asked)
