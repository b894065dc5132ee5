"""Whether chances keep their word: pairs of a chance and whether what it speaks of is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

Pairs = Sequence[tuple[float, bool]]
BINS = 10


def _binned(pairs: Pairs) -> dict[int, list[tuple[float, bool]]]:
    held: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for chance, right in pairs:
        held[min(int(chance * BINS), BINS - 1)].append((chance, right))
    return dict(sorted(held.items()))


def calibration_error(pairs: Pairs) -> float:
    """Expected calibration error: the mean distance, over ten bins, of the mean chance and the share that is right."""
    gaps = (abs(sum(chance - right for chance, right in held)) for held in _binned(pairs).values())
    return sum(gaps) / max(1, len(pairs))


def brier(pairs: Pairs) -> float:
    """The mean squared distance of chance and truth."""
    return sum((chance - right) ** 2 for chance, right in pairs) / max(1, len(pairs))


def tenths(pairs: Pairs) -> Iterator[str]:
    """A line a bin: how many, their mean chance, how many of them are right."""
    for bin, held in _binned(pairs).items():
        mean, share = sum(chance for chance, _ in held) / len(held), sum(right for _, right in held) / len(held)
        yield f"{bin / BINS:.1f}  claims {len(held):4d}  mean score {100 * mean:5.1f}  right {100 * share:5.1f} %"
