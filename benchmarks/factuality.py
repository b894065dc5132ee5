"""Measure graded factuality on UDS' development split: Pearson's r between our value and the annotators' mean.

    python benchmarks/factuality.py DATA [--model FOLDER]

DATA is the folder with `open/uds_factuality.jsonl.gz` and `open/ud.jsonl.gz`. Each EWT document is read with gold words
and sentences; a predicate's value is that of its first word. Printed for the reader's head, for the regression over
words, and for their mean (`sayso.claims.happened`, whose weights are fitted on the training split): r, the mean
absolute error on the scale of -3 to 3, and r over the predicates whose sentence has a word of negation or modality.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from sayso.claims.happened import HAPPENED, TABLE, by_words, graded
from sayso.claims.linear import fitted
from sayso.reader import Reader
from sayso.reader.parse import Parse
from sayso.train.uds import predicates

BEARING = frozenset("not n't never no without may might could would should if whether unless deny denied fail".split())


def is_bearing(parse: Parse, word: int) -> bool:
    """Whether the sentence of a word has one that bears on what happened."""
    start, end = parse.sentences[parse.sentence_of(word)]
    return any(parse.word(i).lower() in BEARING for i in range(start, end))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path)
    args = parser.parse_args()
    found = list(predicates(Reader(args.model), args.data, "dev"))
    gold = np.array([p.mean for p in found])
    some = np.array([is_bearing(p.parse, p.word) for p in found])
    known = fitted(TABLE)[HAPPENED]
    said = {
        "head": [p.parse.happened[p.word] for p in found],
        "words": [by_words(known, p.parse, p.word) for p in found],
        "both": [graded(p.parse, p.word) for p in found],
    }
    print(f"predicates {len(found)}, with a word of negation or modality {some.sum()}")
    for name, values in said.items():
        own = np.array(values)
        r, part = np.corrcoef(own, gold)[0, 1], np.corrcoef(own[some], gold[some])[0, 1]
        print(f"{name:5}  Pearson r {r:.3f}  MAE {np.abs(own - gold).mean():.2f}  with such a word: r {part:.3f}")


if __name__ == "__main__":
    main()
