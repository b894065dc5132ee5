"""The sum that every fitted choice stands on: named features by their weights, and the chances that come of it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from sayso.actors.fitted import Weights, fitted
from sayso.actors.surroundings import Features

__all__ = ["Features", "Weights", "fitted", "logistic", "logit", "softmax", "total"]

_FURTHEST = 4.0
_STEEPEST = 30.0


def total(known: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The weighted sum of features; one without a weight counts nothing."""
    found = 0.0
    for name, value in features.items():
        if name in known:
            found += known[name] * value
    return found


def logistic(odds: float) -> float:
    """The chance of log odds."""
    return 1 / (1 + math.exp(-max(-_STEEPEST, min(_STEEPEST, odds))))


@lru_cache(maxsize=10_000)  # chances come rounded
def logit(chance: float) -> float:
    """The log odds of a chance, kept between -4 and 4."""
    inside = min(max(chance, 1e-3), 1 - 1e-3)
    return max(-_FURTHEST, min(_FURTHEST, math.log(inside / (1 - inside))))


def softmax(sums: Sequence[float]) -> list[float]:
    """The chances of several choices of which one is right."""
    most = max(sums, default=0.0)
    raised = [math.exp(one - most) for one in sums]
    whole = sum(raised)
    return [one / whole for one in raised]
