"""The sum that every fitted choice stands on: named features by their weights."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.actors.surroundings import Features

__all__ = ["Features", "total"]


def total(known: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The weighted sum of features; one without a weight counts nothing."""
    return sum(known.get(name, 0.0) * value for name, value in features.items())
