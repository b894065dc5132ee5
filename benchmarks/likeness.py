"""Measure how well claims like another claim are found, on annotated stories.

    python benchmarks/likeness.py annotation/stories/*.jsonl [--split dev]

Reads the articles of the stories into one store. Of every claim of an annotated happening that another article tells
too, asks for claims like it in other articles, and counts how often the first is of the same happening, how often one
of the first five is, and the mean of one over the rank of the first that is. Beside it the same by vectors: random
projections and latent semantic analysis of the words, weighted by rarity, in several sizes.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from sayso.events.accounts import accounts
from sayso.store import Filter, Store
from sayso.store import searching as search
from sayso.train.pairs import aligned, readings, stories

FIRST = 5
DEPTH = 40
Key = tuple[str, str]
Ranker = Callable[[Key], Sequence[Key]]


def measured(gold: dict[Key, str], asked: Sequence[Key], ranked: Ranker) -> tuple[float, float, float]:
    """Share of the asked whose first is right, of which one of five is, and the mean reciprocal rank, in percent."""
    ranks = []
    for key in asked:
        happening = gold[key]
        if any(other[0] != key[0] and gold[other] == happening for other in gold):
            others = [other for other in ranked(key) if other[0] != key[0]]
            ranks.append(next((n for n, other in enumerate(others, 1) if gold.get(other) == happening), 0))
    return (
        100 * sum(rank == 1 for rank in ranks) / len(ranks),
        100 * sum(0 < rank <= FIRST for rank in ranks) / len(ranks),
        100 * sum(1 / rank for rank in ranks if rank) / len(ranks),
    )


def by_store(store: Store, part: float) -> Ranker:
    """What `sayso search --like` gives, with this part of the likeness in the words."""

    def ranked(key: Key) -> list[Key]:
        search.WORDS_PART = part
        hits = store.like("/".join(key), Filter(), limit=DEPTH)
        return [(hit.article, hit.claim or "") for hit in hits]

    return ranked


def by_vectors(keys: Sequence[Key], vectors: np.ndarray) -> Ranker:
    """The nearest by cosine."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = vectors / np.where(norms, norms, 1)
    places = {key: n for n, key in enumerate(keys)}

    def ranked(key: Key) -> list[Key]:
        order = np.argsort(-(unit @ unit[places[key]]), kind="stable")[: DEPTH + 1]
        return [keys[n] for n in order if keys[n] != key]

    return ranked


def matrix(store: Store) -> tuple[list[Key], np.ndarray]:
    """Claims by words, each word by how rare it is."""
    rows = list(store.sql("SELECT j.article, j.id, w.term FROM claim_words w JOIN judged_claims j USING (claim)"))
    keys = sorted({(article, claim) for article, claim, _ in rows})
    terms = sorted({term for _, _, term in rows})
    row, column = {key: n for n, key in enumerate(keys)}, {term: n for n, term in enumerate(terms)}
    found = np.zeros((len(keys), len(terms)), np.float32)
    for article, claim, term in rows:
        found[row[article, claim], column[term]] = 1
    return keys, found * np.log(1 + len(keys) / found.sum(axis=0))


def vectors(store: Store) -> Iterator[tuple[str, Ranker]]:
    """The vectors that are compared."""
    keys, weighted = matrix(store)
    yield f"all {weighted.shape[1]} words", by_vectors(keys, weighted)
    left, size, _ = np.linalg.svd(weighted, full_matrices=False)
    chance = np.random.default_rng(1)
    for width in (64, 128, 256):
        yield f"projections, {width}", by_vectors(keys, weighted @ chance.standard_normal((weighted.shape[1], width)))
        yield f"latent semantic, {width}", by_vectors(keys, left[:, :width] * size[:width])


def main() -> None:
    """Print a report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--sample", type=int, default=400, help="claims that are asked about")
    options = parser.parse_args()
    told = stories(options.files, options.split)
    held = readings(told)
    found = aligned(told, sorted((a for r in held for a in accounts(r) if not a.faint), key=lambda a: a.key))
    gold = {(article, claim): happening for (article, _, claim), happening in found.items()}
    asked = random.Random(1).sample(sorted(gold), min(options.sample, len(gold)))
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "stories.duckdb") as store:
        store.add(held)
        store.index()
        rankers = {
            f"--like, {part:.1f} of words": by_store(store, part) for part in (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0)
        }
        for name, ranked in {**rankers, **dict(vectors(store))}.items():
            first, five, reciprocal = measured(gold, asked, ranked)
            print(
                f"{name:24s} first {first:5.1f}   of five {five:5.1f}   reciprocal rank {reciprocal:5.1f}", flush=True
            )


if __name__ == "__main__":
    main()
