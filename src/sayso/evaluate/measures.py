"""Precision, recall and F1 in percent, and what differs between gold and prediction."""

from __future__ import annotations

from typing import Any

import msgspec

Json = dict[str, Any]


class Measure(msgspec.Struct, frozen=True):
    """Precision, recall and their harmonic mean, in percent; 0 where nothing was predicted or is to be found."""

    p: float
    r: float
    f1: float


class Miss(msgspec.Struct, frozen=True):
    """One difference. `kind` is `missed` (gold only), `extra` (predicted only) or `differs` (both, not equal)."""

    kind: str
    article: str
    gold: Json | None
    predicted: Json | None


def measure(*, right_predicted: float, predicted: float, right_gold: float, gold: float) -> Measure:
    """A measure from counts: how many of the predicted are right, and how many of the gold were found."""
    p = right_predicted / predicted if predicted else 0.0
    r = right_gold / gold if gold else 0.0
    return Measure(p=100 * p, r=100 * r, f1=200 * p * r / (p + r) if p + r else 0.0)
