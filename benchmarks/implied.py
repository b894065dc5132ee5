"""Measure, or fit, the choice of an actor or recipient that the words leave out.

    python benchmarks/implied.py ARTICLES.jsonl ... [--fit]

ARTICLES are annotated articles with their text. Counted is every claim whose type is right, of which no words fill the
slot, and whose gold slot holds an actor that the article names. `--fit` fits the weights of
`claims/data/implied.csv` to them, all but that of the claim head's chance, and prints the table. Articles that the
reader was trained on would make it trust that head too much, so that its weight is chosen on others.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np

from sayso.actors.surroundings import Features
from sayso.actors.tables import usual_code
from sayso.claims import reading as claims_reading
from sayso.claims.implied import Implied, choose
from sayso.claims.matching import Match
from sayso.claims.reading import ArticleReader
from sayso.claims.roles import RoleFiller
from sayso.evaluate.claims import paired
from sayso.evaluate.files import article_of, load
from sayso.evaluate.measures import Json
from sayso.records import Reading, Slot
from sayso.report.shape import shape

SLOTS = ("actor", "recipient")
HEAD = "head"
HEAD_WEIGHT = 3.0
"""Weight of the claim head's chance: from 2 to 5 best on held-out articles, for either slot."""

PENALTY, STEPS, RATE = 1.0, 300, 0.05


@dataclass(frozen=True)
class Question:
    """One choice: where in the text, for which slot, and what speaks for each code."""

    start: int
    slot: str
    found: dict[str, Features]


class Noting(RoleFiller):
    """Notes the choice for every slot that no words fill, asked with what was told before the claim."""

    asked: ClassVar[list[Question]] = []

    def fill(self, match: Match, place: tuple[str, ...] = ()) -> tuple[Slot, Slot]:
        """Actor and recipient as ever."""
        noted = self.__dict__.setdefault("noted", Implied(self.cast, self.home))
        filled = super().fill(match, place)
        for slot, other in zip(SLOTS, reversed(filled), strict=True):
            if not match.slots[slot].words:
                found = noted.features(match.trigger, slot, match.row.event, other=other.codes)
                left = {code: shown for code, shown in found.items() if slot == "actor" or code not in other.codes}
                self.asked.append(Question(self.parse.starts[match.trigger], slot, left))
        noted.learn(match.row.event, *filled)
        return filled


def questions(paths: list[Path]) -> list[tuple[Question, set[str]]]:
    """The choices with an answer among their candidates, and the codes that are right."""
    claims_reading.RoleFiller = Noting  # type: ignore[misc]
    reader, found = ArticleReader(), []
    for key, record in (pair for path in paths for pair in load(path).items()):
        Noting.asked.clear()
        outcome = reader.read(article_of(key, record | {"title": None}))
        if isinstance(outcome, Reading):
            found += _answered(record["claims"], shape(outcome)["claims"])
    return found


def _answered(gold: list[Json], claims: list[Json]) -> list[tuple[Question, set[str]]]:
    found = []
    for g, p in paired(gold, claims):
        if claims[p]["event"] not in gold[g]["accept"]:
            continue
        trigger = claims[p]["trigger"]
        for asked in (q for q in Noting.asked if trigger["start"] <= q.start < trigger["end"]):
            right = {usual_code(code) for code in gold[g][asked.slot]}
            if right & set(asked.found):
                found.append((asked, right))
    return found


def fit(asked: list[tuple[Question, set[str]]], names: list[str]) -> Features:
    """Weights of a log-linear choice, by Adam on the whole set."""
    place = {name: i for i, name in enumerate(names)}
    data = []
    for question, right in asked:
        codes = sorted(question.found)
        rows = np.zeros((len(codes), len(names)))
        for k, code in enumerate(codes):
            for name, value in question.found[code].items():
                if name in place:
                    rows[k, place[name]] = value
        data.append((rows, np.array([code in right for code in codes], dtype=float)))
    w, m, v = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        slope = PENALTY * w
        for rows, right in data:
            chances = np.exp(rows @ w - (rows @ w).max())
            chances /= chances.sum()
            slope += rows.T @ (chances - chances * right / (chances @ right))
        m, v = 0.9 * m + 0.1 * slope, 0.99 * v + 0.01 * slope * slope
        w -= RATE * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-8)
    return dict(zip(names, w.tolist(), strict=True))


def main() -> None:
    """Print accuracy by slot; with `--fit` the fitted table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--fit", action="store_true")
    given = parser.parse_args()
    by_slot = defaultdict(list)
    for question, right in questions(given.articles):
        by_slot[question.slot].append((question, right))
    for slot in SLOTS:
        hits = sum({choose(q.found, slot)[0]} <= right for q, right in by_slot[slot])
        print(f"{slot:10} {len(by_slot[slot]):5}  {100 * hits / max(len(by_slot[slot]), 1):5.1f}")
    if given.fit:
        names = sorted({n for asked in by_slot.values() for q, _ in asked for shown in q.found.values() for n in shown})
        names.remove(HEAD)
        fitted = {slot: fit(by_slot[slot], names) | {HEAD: HEAD_WEIGHT} for slot in SLOTS}
        print("feature,actor,recipient")
        for name in sorted([*names, HEAD]):
            print(f"{name},{fitted['actor'][name]:.3f},{fitted['recipient'][name]:.3f}")


if __name__ == "__main__":
    main()
