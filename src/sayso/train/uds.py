"""UDS' graded predicates on EWT, read with gold words and sentences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sayso.reader import Reader
from sayso.reader.parse import Parse
from sayso.train.corpora import joined, records


class Predicate(NamedTuple):
    """One predicate of UDS: its parse, its first word, the annotators' mean."""

    parse: Parse
    word: int
    mean: float


def predicates(reader: Reader, data: Path, split: str) -> Iterator[Predicate]:
    """The predicates of a split, read with gold words and sentences."""
    rows = (r for r in records(data / "open/uds_factuality.jsonl.gz") if r["split"] == split)
    asked = {r["sent_id"]: [(e[0], e[2]) for e in r["events"]] for r in rows}
    for record in records(data / "open/ud.jsonl.gz"):
        if record["split"] != split or not any(s["sent_id"] in asked for s in record["sents"]):
            continue
        text, offsets, firsts = joined(record)
        sentences = list(zip(firsts, [*firsts[1:], len(offsets)], strict=True))
        parse = reader.parse_words(text, np.array(offsets, dtype=np.int32), sentences=sentences)
        for first, sentence in zip(firsts, record["sents"], strict=True):
            yield from (Predicate(parse, first + at, mean) for at, mean in asked.get(sentence["sent_id"], ()))
