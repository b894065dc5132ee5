"""Where the actors of a network stand: each group of those who have to do with one another in a box of its own."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

Point = tuple[float, float]
SEED = 7
"""Of the layout: the same rows give the same picture."""
CELL, LOW = 215.0, 96.0
"""Width and height of the smallest box, which holds two actors with their names."""
MARGIN_X, MARGIN_Y = 74, 40
"""Pixels that a box leaves free around its actors, for their names."""
SMALL = 8
"""Actors of a group that shares a row with others; a larger one has the whole width."""
TALLEST = 620.0
APART = 0.78
"""How far the middles of two actors are apart at least, for the side of the square that each would have alone."""
NEAREST, FARTHEST = 56.0, 170.0
"""Pixels within which that is kept."""
MANY, WIDER = 2, 0.2
"""Arrows of a pair beyond which it stands further apart, and by how much more for each of them."""
STEPS = 60
SPREAD = 2.1
"""How far actors keep from one another, for what networkx takes by itself."""


class Group(NamedTuple):
    """Actors that hang together, with the size of their box."""

    names: list[str]
    wide: float
    tall: float


def laid_out(
    weights: Mapping[tuple[str, str], int], wide: float, lines: Mapping[tuple[str, str], int]
) -> tuple[dict[str, Point], float]:
    """Where each actor stands, and how tall the picture becomes.

    Args:
        weights: how much any two have to do with each other.
        wide: pixels.
        lines: how many arrows any two have between them.
    """
    import networkx

    found = networkx.connected_components(_graph(weights, {name for pair in weights for name in pair}))
    held = sorted((sorted(names) for names in found), key=lambda one: (-len(one), one))
    at: dict[str, Point] = {}
    top = 0.0
    for row in _rows([_group(names, wide, lines) for names in held], wide):
        left = (wide - sum(group.wide for group in row)) / 2
        for group in row:
            for name, (x, y) in _inside(weights, group, lines).items():
                at[name] = left + x, top + y
            left += group.wide
        top += max(group.tall for group in row)
    return at, top


def _graph(weights: Mapping[tuple[str, str], int], names: Iterable[str]) -> Any:
    """The graph of some actors, in the order of their names: the layout hangs on it."""
    import networkx

    graph: Any = networkx.Graph()
    graph.add_nodes_from(sorted(names))
    held = sorted((pair, n) for pair, n in weights.items() if pair[0] in graph and pair[1] in graph)
    graph.add_weighted_edges_from((*pair, 1 + math.log(n)) for pair, n in held)
    return graph


def _group(names: list[str], wide: float, lines: Mapping[tuple[str, str], int]) -> Group:
    n = len(names)
    if n > SMALL:
        return Group(names, wide, min(TALLEST, 220 + 24.0 * n))
    if n == 2:
        more = _more(lines, *names)
        return Group(names, CELL * (1 + WIDER * more), LOW * (1 + WIDER * 2 * more))
    return Group(names, 2 * CELL, 40.0 + 38 * n)


def _rows(groups: Iterable[Group], wide: float) -> list[list[Group]]:
    """The boxes in rows, the largest first."""
    rows: list[list[Group]] = []
    for group in groups:
        fitting = [row for row in rows if sum(one.wide for one in row) + group.wide <= wide + 1]
        if fitting:
            fitting[0].append(group)
        else:
            rows.append([group])
    return rows


def _inside(
    weights: Mapping[tuple[str, str], int], group: Group, lines: Mapping[tuple[str, str], int]
) -> dict[str, Point]:
    """Where the actors of a group stand in its box."""
    import networkx

    if len(group.names) == 2:
        near = group.wide / 2 - 54
        return {name: (group.wide / 2 + side * near, group.tall / 2)
                for name, side in zip(group.names, (-1, 1), strict=True)}  # fmt: skip
    distance = SPREAD / math.sqrt(len(group.names))
    found = networkx.spring_layout(_graph(weights, group.names), k=distance, seed=SEED, iterations=300)
    points = {name: (float(found[name][0]), float(found[name][1])) for name in group.names}
    return _pushed(_stretched(points, group), group, lines)


def _stretched(points: Mapping[str, Point], group: Group) -> dict[str, Point]:
    """Over the box, halfway by rank, so that a crowd in the middle comes apart."""
    xs, ys = _even([x for x, _ in points.values()]), _even([y for _, y in points.values()])
    return {
        name: (MARGIN_X + x * (group.wide - 2 * MARGIN_X), MARGIN_Y + y * (group.tall - 2 * MARGIN_Y))
        for name, x, y in zip(points, xs, ys, strict=True)
    }


def _even(values: Sequence[float]) -> list[float]:
    """Values from 0 to 1, each in the middle between where it is and where its rank is."""
    order = sorted(values)
    wide = (order[-1] - order[0]) or 1.0
    return [0.5 * (value - order[0]) / wide + 0.5 * order.index(value) / (len(order) - 1) for value in values]


def _pushed(points: Mapping[str, Point], group: Group, lines: Mapping[tuple[str, str], int]) -> dict[str, Point]:
    """The same with those that stand too close moved apart, inside the box."""
    at = {name: [x, y] for name, (x, y) in points.items()}
    names = list(at)
    apart = min(FARTHEST, max(NEAREST, APART * math.sqrt(group.wide * group.tall / len(names))))
    room = {(one, other): apart * (1 + WIDER * _more(lines, one, other)) for one, other in combinations(names, 2)}
    for _ in range(STEPS):
        for (one, other), least in room.items():
            _push(at[one], at[other], least)
        for point in at.values():
            point[0] = min(max(point[0], MARGIN_X), group.wide - MARGIN_X)
            point[1] = min(max(point[1], MARGIN_Y), group.tall - MARGIN_Y)
    return {name: (x, y) for name, (x, y) in at.items()}


def _more(lines: Mapping[tuple[str, str], int], one: str, other: str) -> int:
    """How many arrows two have between them beyond `MANY`."""
    return max(0, lines.get((min(one, other), max(one, other)), 0) - MANY)


def _push(one: list[float], other: list[float], apart: float) -> None:
    """Two that are nearer than that, each a part of the way from the other."""
    across, along = other[0] - one[0], other[1] - one[1]
    far = math.hypot(across, along) or 1e-6
    if far < apart:
        part = (apart - far) / far / 2 * 0.5
        one[0], one[1] = one[0] - across * part, one[1] - along * part
        other[0], other[1] = other[0] + across * part, other[1] + along * part


def weights_of(pairs: Iterable[tuple[str, str, int]]) -> Counter[tuple[str, str]]:
    """How much any two have to do with each other, in both directions together."""
    held: Counter[tuple[str, str]] = Counter()
    for one, other, n in pairs:
        held[min(one, other), max(one, other)] += n
    return held
