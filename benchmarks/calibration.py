"""How well the score of a claim keeps its word: scores against how many claims are right, on annotated articles.

    python benchmarks/calibration.py GOLD.jsonl [...]

A claim is right if it overlaps an annotated one of an accepted type; one that overlaps only an optional one is left
out. Printed: the claims by tenth of score with their mean score and the percentage that is right, the expected
calibration error (the mean distance of the two over the claims), and the Brier score.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sayso.claims.reading import ArticleReader
from sayso.evaluate.claims import is_annotated
from sayso.evaluate.files import article_of, load
from sayso.evaluate.measures import Json
from sayso.records import Reading


def judged(reader: ArticleReader, record: Json) -> Iterator[tuple[float, bool]]:
    """Score of each claim of an article, and whether it is right."""
    reading = reader.read(article_of(record["id"], record))
    for claim in reading.claims if isinstance(reading, Reading) else ():
        right = is_annotated(record["claims"], claim.trigger, claim.event)
        if claim.score is not None and right is not None:
            yield claim.score, right


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    reader = ArticleReader(threads=1)
    records = [record for path in parser.parse_args().gold for record in load(path).values()]
    pairs = [pair for record in records for pair in judged(reader, record)]
    tenths: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, right in pairs:
        tenths[min(int(score * 10), 9)].append((score, right))
    error = 0.0
    for tenth, held in sorted(tenths.items()):
        mean, share = sum(s for s, _ in held) / len(held), sum(r for _, r in held) / len(held)
        error += abs(mean - share) * len(held) / len(pairs)
        print(f"{tenth / 10:.1f}  claims {len(held):4d}  mean score {100 * mean:5.1f}  right {100 * share:5.1f} %")
    brier = sum((score - right) ** 2 for score, right in pairs) / len(pairs)
    print(f"claims {len(pairs)}  expected calibration error {100 * error:.1f} %  Brier score {brier:.3f}")


if __name__ == "__main__":
    main()
