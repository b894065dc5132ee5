"""How well scores keep their word: scores against how many are right, on annotated articles.

    python benchmarks/calibration.py GOLD.jsonl [...]

A claim is right if it overlaps an annotated one of an accepted type; one that overlaps only an optional one is left
out. Printed: the claims by tenth of score with their mean score and the percentage that is right, the expected
calibration error (the mean distance of the two over the claims), and the Brier score. Then the same without the table
for each slot of the claims that are right (`sayso.evaluate.slots`), with the mean score and the percentage right.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

from sayso.claims.reading import ArticleReader
from sayso.evaluate.calibration import brier, calibration_error, tenths
from sayso.evaluate.claims import is_annotated, overlapping
from sayso.evaluate.files import article_of, load
from sayso.evaluate.measures import Json
from sayso.evaluate.slots import right_slots
from sayso.records import Claim, Reading

Found = defaultdict[str, list[tuple[float, bool]]]


def judge(claim: Claim, record: Json, found: Found) -> None:
    """Put the scores of a claim, and whether each is right, where they belong."""
    right = is_annotated(record["claims"], claim.trigger, claim.event)
    if claim.score is None or right is None:
        return
    found["event"].append((claim.score, right))
    near = (gold for gold in overlapping(record["claims"], claim.trigger) if claim.event in gold["accept"])
    gold = next(near, None)
    for slot, good in (right_slots(gold, claim, record["text"]) if gold else {}).items():
        if slot in claim.scores:
            found[slot].append((claim.scores[slot], good))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    reader = ArticleReader(threads=1)
    found: Found = defaultdict(list)
    for record in (record for path in parser.parse_args().gold for record in load(path).values()):
        reading = reader.read(article_of(record["id"], record))
        for claim in reading.claims if isinstance(reading, Reading) else ():
            judge(claim, record, found)
    print(*tenths(found["event"]), sep="\n")
    for slot, pairs in found.items():
        mean, share = (100 * sum(pair[i] for pair in pairs) / len(pairs) for i in (0, 1))
        print(
            f"{slot:10}  claims {len(pairs):4d}  mean score {mean:5.1f}  right {share:5.1f} %  expected calibration"
            f" error {100 * calibration_error(pairs):4.1f} %  Brier score {brier(pairs):.3f}"
        )


if __name__ == "__main__":
    main()
