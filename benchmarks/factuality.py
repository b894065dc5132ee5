"""Measure graded factuality on UDS' development split: Pearson's r between the reader's value and the annotators' mean.

    python benchmarks/factuality.py DATA [--model FOLDER]

DATA is the folder with `open/uds_factuality.jsonl.gz` and `open/ud.jsonl.gz`. Each EWT document is read with gold words
and sentences; a predicate's value is that of its first word. Printed beside r: the mean absolute error on the scale of
-3 to 3, and r over the predicates whose sentence has a word of negation or modality.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from sayso.reader import Reader
from sayso.train.corpora import joined, records

BEARING = frozenset("not n't never no without may might could would should if whether unless deny denied fail".split())


def predicates(data: Path) -> dict[str, list[tuple[int, float]]]:
    """Word and mean factuality of the development predicates, by sentence id."""
    rows = records(data / "open/uds_factuality.jsonl.gz")
    return {r["sent_id"]: [(e[0], e[2]) for e in r["events"]] for r in rows if r["split"] == "dev"}


def values(reader: Reader, data: Path) -> list[tuple[float, float, bool]]:
    """The reader's value, the annotators' mean, and whether the sentence has a bearing word, for each predicate."""
    asked = predicates(data)
    found = []
    for record in records(data / "open/ud.jsonl.gz"):
        if record["split"] != "dev" or not any(s["sent_id"] in asked for s in record["sents"]):
            continue
        text, offsets, firsts = joined(record)
        sentences = list(zip(firsts, [*firsts[1:], len(offsets)], strict=True))
        parse = reader.parse_words(text, np.array(offsets, dtype=np.int32), sentences=sentences)
        for first, sentence in zip(firsts, record["sents"], strict=True):
            bearing = not BEARING.isdisjoint(token.lower() for token in sentence["tokens"])
            rows = asked.get(sentence["sent_id"], [])
            found += [(parse.happened[first + word], mean, bearing) for word, mean in rows]
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path)
    args = parser.parse_args()
    found = values(Reader(args.model), args.data)
    own, gold, bearing = np.array(found).T
    print(f"predicates {len(found)}  Pearson r {np.corrcoef(own, gold)[0, 1]:.3f}  MAE {np.abs(own - gold).mean():.2f}")
    some = bearing > 0
    part = np.corrcoef(own[some], gold[some])[0, 1]
    print(f"with a word of negation or modality {int(some.sum())}  Pearson r {part:.3f}")


if __name__ == "__main__":
    main()
