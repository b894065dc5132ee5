"""Two sets of meaning beside our own: PropBank's arguments of predicates, and GENEVA's frames of events.

Neither knows PLOVER, and the reader's output shows neither; they are trained along so that the encoder sees who does
what to whom in far more sentences than our articles have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from sayso.train.corpora import Document, Ranges, records, sentence_places, spaced
from sayso.train.labels import ARGUMENTS


def add_propbank(docs: dict[str, Document], treebank: list[dict[str, Any]], path: Path) -> None:
    """Put PropBank's predicates with their arguments onto the EWT documents (the same words in both)."""
    where = sentence_places(treebank)
    of_label = {label: name for name, labels in ARGUMENTS.items() for label in labels}
    for record in records(path):
        name, first = where.get(record["sent_id"], ("", 0))
        if record["split"] != "train" or name not in docs:
            continue
        for frame in record["frames"]:
            held: dict[str, Ranges] = {}
            for start, end, label in frame["args"]:
                if label in of_label:
                    held.setdefault(of_label[label], []).append((first + start, first + end))
            at = first + frame["pred"]
            docs[name].predicates.append(((at, at + 1), held))


def frame_types(path: Path) -> list[str]:
    """GENEVA's event types, "none" first."""
    return ["none", *sorted({event["type"] for record in records(path) for event in record["events"]})]


def geneva_documents(path: Path, types: list[str]) -> Iterator[Document]:
    """GENEVA (FrameNet's full texts): which frame of events each word evokes; the sentences of a source follow in
    their order, thirty to a document."""
    by_source: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records(path):
        by_source[record["doc"]].append(record)
    for pool in by_source.values():
        for at in range(0, len(pool), 30):
            yield _geneva_document(pool[at : at + 30], types)


def _geneva_document(group: list[dict[str, Any]], types: list[str]) -> Document:
    text, offsets, labels = "", list[tuple[int, int]](), list[int]()
    for record in group:
        sentence, within = spaced(record["tokens"])
        offsets += [(start + len(text), end + len(text)) for start, end in within]
        text += sentence
        row = [0] * len(record["tokens"])
        for event in record["events"]:
            for i in range(*event["trigger"]):
                row[i] = types.index(event["type"])
        labels += row
    doc = Document(group[0]["id"], text, np.array(offsets, dtype=np.int32))
    doc.layers["frame"] = np.array(labels, dtype=np.int64)
    return doc
