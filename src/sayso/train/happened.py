"""Fitting `sayso.claims.happened`: a ridge regression of UDS' graded factuality on words, over its training split."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import torch

from sayso.claims.happened import features_of
from sayso.reader import Reader
from sayso.train.uds import predicates

RARE = 20
"""Features of fewer predicates are left out."""
RIDGE = 20.0
"""Weight of the squared weights; of 10 to 40 hardly a difference."""


def fit_happened(reader: Reader, data: Path) -> dict[str, float]:
    """The weights of the words."""
    found = [(features_of(p.parse, p.word), p.mean) for p in predicates(reader, data, "train")]
    seen = Counter(name for names, _ in found for name in names)
    names = sorted(name for name, times in seen.items() if times >= RARE)
    index = {name: i for i, name in enumerate(names)}
    matrix = torch.zeros(len(found), len(names))
    for row, (held, _) in enumerate(found):
        matrix[row, [index[name] for name in held if name in index]] = 1.0
    means = torch.tensor([mean for _, mean in found])
    prior = RIDGE * torch.eye(len(names))
    weights = torch.linalg.solve(matrix.T @ matrix + prior, matrix.T @ means)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}
