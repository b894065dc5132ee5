"""Measure a user's own event types, or fit the weights that decide whether a word names an event of one.

    python benchmarks/own_types.py [ONTOLOGY.toml SENTENCES.jsonl] [--misses] [--fit]

SENTENCES holds a sentence a line: `{type, holds, text, actor, recipient}`; where `holds` is false, no event of the type
may be found. Without arguments the types of `examples/ontology.toml` are measured on `tests/data/ontology/test.jsonl`,
which nothing was chosen on. `--fit` fits the weights of `claims/data/likeness.csv` to the sentences given
(`tests/data/ontology/dev.toml` and `dev.jsonl`) and prints the table, and how often a type is decided rightly by the
weights fitted to the other types.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.claims.extract import own_matches
from sayso.claims.likeness import scenery, weights
from sayso.claims.linear import Features, total
from sayso.claims.reading import ArticleReader
from sayso.records import Article, Claim, Reading

ROOT = Path(__file__).parent.parent
ONTOLOGY, SENTENCES = ROOT / "examples/ontology.toml", ROOT / "tests/data/ontology/test.jsonl"
PRIOR, STEPS = 0.3, 100
Floats = NDArray[np.float64]


def sentences(path: Path) -> Iterator[dict[str, Any]]:
    """The sentences of a file."""
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def found(reader: ArticleReader, sentence: dict[str, Any]) -> list[Claim]:
    """The claims of the type that is asked for."""
    reading = reader.read(Article(id=sentence["text"], text=sentence["text"], language="en"))
    assert isinstance(reading, Reading), reading
    return [claim for claim in reading.claims if claim.event == sentence["type"]]


def same_dyad(claim: Claim, sentence: dict[str, Any]) -> bool:
    """Whether actor and recipient are right."""
    codes = [set(claim.actor.codes), set(claim.recipient.codes)]
    wanted = [set(sentence["actor"]), set(sentence["recipient"])]
    return codes == wanted or (not wanted[1] and codes[0] | codes[1] == wanted[0])


def measure(ontology: Path, path: Path) -> Iterator[tuple[str, Counter[str], list[str]]]:
    """By type: counts of true and false, found and not, and of right dyads; and the sentences that went wrong."""
    reader = ArticleReader(dictionaries=[ontology])
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: dict[str, list[str]] = defaultdict(list)
    for sentence in sentences(path):
        claims, kind = found(reader, sentence), sentence["type"]
        counts[kind][f"{'true' if sentence['holds'] else 'false'} {'found' if claims else 'not found'}"] += 1
        counts[kind]["dyad"] += sentence["holds"] and any(same_dyad(claim, sentence) for claim in claims)
        if bool(claims) != sentence["holds"]:
            wrong[kind].append(f"{'missed' if sentence['holds'] else 'wrong'}: {sentence['text']}")
    for kind, counted in counts.items():
        yield kind, counted, wrong[kind]


def line(name: str, counts: Counter[str]) -> str:
    """Precision, recall, F1, and how many of the true ones found have the right dyad."""
    right, wrong, missed = counts["true found"], counts["false found"], counts["true not found"]
    p, r = 100 * right / max(right + wrong, 1), 100 * right / max(right + missed, 1)
    f1, dyad = 2 * p * r / max(p + r, 1e-9), 100 * counts["dyad"] / max(right, 1)
    asked = right + missed, wrong + counts["false not found"]
    return f"{name:<20}{asked[0]:5} {asked[1]:6} {p:9.1f} {r:5.1f} {f1:5.1f} {dyad:6.1f}"


def candidates(reader: ArticleReader, sentence: dict[str, Any]) -> list[Features]:
    """What speaks for and against each word of a sentence that may name an event of the type."""
    scene = reader.scene(Article(id="sentence", text=sentence["text"], language="en"))
    assert scene.own is not None
    matches = [m for m in own_matches(scene.grammar, scene.cast, reader.index) if m.row.own == sentence["type"]]
    return [scene.own.likeness.features(m.row.own, scenery(scene.cast, m)) for m in matches]


def fit(rows: Sequence[tuple[Features, bool]], names: Sequence[str]) -> Features:
    """A logistic regression with an L2 prior on all but the constant, by Newton's method."""
    data: Floats = np.array([[shown.get(name, 0.0) for name in names] for shown, _ in rows])
    right: Floats = np.array([holds for _, holds in rows], dtype=float)
    prior: Floats = np.array([0.0 if name == "any" else PRIOR for name in names])
    w: Floats = np.zeros(len(names))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-data @ w))
        curve = (data * (chance * (1 - chance))[:, None]).T @ data + np.diag(prior + 1e-6)
        w -= np.linalg.solve(curve, data.T @ (chance - right) + prior * w)
    return {name: round(value, 2) for name, value in zip(names, w.tolist(), strict=True)}


def print_fit(ontology: Path, path: Path) -> None:
    """The fitted table, and the accuracy of each type under the weights of the others."""
    reader = ArticleReader(dictionaries=[ontology])
    rows: list[tuple[str, Features, bool]] = []
    for sentence in sentences(path):
        shown = candidates(reader, sentence)
        if shown:  # of several words of a sentence the likeliest stands for it
            rows.append((sentence["type"], max(shown, key=lambda f: total(weights(), f)), sentence["holds"]))
    names = sorted({name for _, shown, _ in rows for name in shown})
    right = 0
    for kind in sorted({kind for kind, _, _ in rows}):
        others = fit([(shown, holds) for k, shown, holds in rows if k != kind], names)
        right += sum((total(others, shown) > 0) == holds for k, shown, holds in rows if k == kind)
    print(f"candidates {len(rows)}, decided rightly by the weights of the other types {100 * right / len(rows):.1f} %")
    print("feature,weight")
    for name, weight in fit([(shown, holds) for _, shown, holds in rows], names).items():
        print(f"{name},{weight:.2f}")


def print_measures(rows: Iterable[tuple[str, Counter[str], list[str]]], *, misses: bool) -> None:
    """A line a type, and one for all."""
    print(f"{'type':<20}{'true':>5} {'false':>6} {'P':>9} {'R':>5} {'F1':>5} {'dyad':>6}")
    whole: Counter[str] = Counter()
    for kind, counts, wrong in rows:
        print(line(kind, counts))
        whole += counts
        for sentence in wrong if misses else ():
            print(f"    {sentence}")
    print(line("all", whole))


def main() -> None:
    """Print the measures, or the fit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ontology", nargs="?", type=Path, default=ONTOLOGY)
    parser.add_argument("sentences", nargs="?", type=Path, default=SENTENCES)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--fit", action="store_true")
    given = parser.parse_args()
    if given.fit:
        print_fit(given.ontology, given.sentences)
    else:
        print_measures(measure(given.ontology, given.sentences), misses=given.misses)


if __name__ == "__main__":
    main()
