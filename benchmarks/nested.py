"""Measure attributions inside of attributions, and negative ones, on the RST attributions of GUM.

    python benchmarks/nested.py DATA [--split dev] [--model FOLDER]

DATA is the folder with `open/gum.jsonl.gz` and `open/ud.jsonl.gz`; the text is read as the program reads any text. A
predicted attribution matches a gold one if their cues share a token and their sources share one too, or neither has a
source. Gold attributions whose cue words are not marked are left out.

`nested` counts attributions inside of another one. In the gold an attribution is inside of another if the clause of
its source and cue lies between the first and the last clause of the other's content, as far as that is in the same
sentence, or between the other's own clause and its content; of several the smallest is its parent. A predicted one is
right if it and its parent match a gold one and that one's parent; `nested, any parent` asks no more than that both are
inside of something. `negative` counts those whose source keeps away from the content (did not say, denied, refused to
say). GUM marks clauses only, so what is attributed as a noun phrase counts as wrong here.
"""

from __future__ import annotations

import argparse
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.actors import Resolver
from sayso.claims.attributions import attribute
from sayso.claims.phrases import words_in
from sayso.reader import Reader
from sayso.reader.parse import Parse
from sayso.records import Article, Attribution, Span
from sayso.train.corpora import records

MEASURES = ("all", "nested, any parent", "nested", "negative", "negative, of clauses")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True)
class Said:
    """One attribution over tokens: cue, source, whether it is negative, the number of its parent in the list, and
    whether its content holds a finite verb."""

    cue: frozenset[int]
    source: frozenset[int]
    negative: bool
    parent: int | None
    clause: bool = True

    def matches(self, other: Said) -> bool:
        """Whether cue and source share a token with another's; two missing sources are the same."""
        sources = bool(self.source & other.source) if self.source or other.source else True
        return bool(self.cue & other.cue) and sources


def documents(data: Path, split: str) -> Iterator[tuple[dict[str, Any], str, list[tuple[int, int]]]]:
    """The GUM documents of a split with their text and the offsets of their tokens."""
    trees = {d["id"].partition(":")[2]: d for d in records(data / "open/ud.jsonl.gz") if d["dataset"] == "ud-gum"}
    for record in records(data / "open/gum.jsonl.gz"):
        tree = trees.get(record["id"].partition(":")[2])
        if record["split"] != split or tree is None:
            continue
        text, offsets = running_text(tree["sents"])
        if len(offsets) == len(record["tokens"]):
            yield record, text, offsets


def running_text(sentences: list[dict[str, Any]]) -> tuple[str, list[tuple[int, int]]]:
    """Sentences with a blank between them, and the offsets of their tokens."""
    text, offsets = "", []
    for sentence in sentences:
        shift = len(text)
        text += sentence["text"] + " "
        offsets += [(start + shift, end + shift) for start, end in sentence["offsets"]]
    return text, offsets


def gold_of(record: dict[str, Any]) -> list[Said]:
    """The gold attributions of a document that have a cue, with their parents."""
    marked = [a for a in record["attributions"] if a["cue_tokens"]]
    extents = [extent(a, sentence_starts(record["sents"])) for a in marked]
    found = []
    for n, a in enumerate(marked):
        around = [k for k in range(len(marked)) if k != n and holds(extents[k], marked[k], a)]
        parent = min(around, key=lambda k: extents[k][1] - extents[k][0], default=None)
        negative = a["polarity"] == "negative"
        found.append(Said(frozenset(a["cue_tokens"]), frozenset(a["source_tokens"]), negative, parent))
    return found


def holds(extent: tuple[int, int], outer: dict[str, Any], inner: dict[str, Any]) -> bool:
    """Whether the clause of an attribution lies in another's content, or between its clause and its content."""
    start, end = map(int, inner["source_clause"])
    before = int(outer["source_clause"][1])
    first = before if before <= start and end == extent[0] else extent[0]
    return first <= start and end <= extent[1]


def extent(attribution: dict[str, Any], starts: list[int]) -> tuple[int, int]:
    """First and last token of a content: its own clauses, and what hangs on them in the same sentences."""
    edus = [tuple(edu) for edu in attribution["content_edus"]]
    own = {bisect_right(starts, start) for start, _ in edus}
    clause = attribution["source_clause"]
    below = [(a, b) for a, b in attribution["content_subtree_edus"] if bisect_right(starts, a) in own]
    behind = edus[0][0] >= clause[1]
    edus += [(a, b) for a, b in below if (a >= clause[1]) == behind]
    return min(a for a, _ in edus), max(b for _, b in edus)


def sentence_starts(sentences: list[Any]) -> list[int]:
    """The first token of every sentence; a sentence is given as its first token and the one behind its last."""
    return [start for start, _ in sentences]


def predicted_of(parse: Parse, attributions: tuple[Attribution, ...], offsets: list[tuple[int, int]]) -> list[Said]:
    """The predicted attributions that have a cue, over the tokens of the gold."""
    cued = [a for a in attributions if a.cue is not None]
    number = {a.id: n for n, a in enumerate(cued)}
    starts, ends = [s for s, _ in offsets], [e for _, e in offsets]

    def tokens(span: Span | None) -> frozenset[int]:
        return frozenset(range(bisect_right(ends, span.start), bisect_left(starts, span.end)) if span else ())

    def has_verb(a: Attribution) -> bool:
        ranges = [words_in(parse, part) or (0, 0) for part in a.content]
        return any(parse.xpos[i] in FINITE for words in ranges for i in range(*words))

    parents = [number.get(a.parent or "") for a in cued]
    return [
        Said(tokens(a.cue), tokens(a.source), a.negated, n, has_verb(a)) for a, n in zip(cued, parents, strict=True)
    ]


def compare(gold: list[Said], predicted: list[Said], count: Counter[str]) -> None:
    """Add the agreement of one document to the counts."""
    for name in MEASURES:
        left, right = [a for a in predicted if counts(a, name)], [b for b in gold if counts(b, name)]
        pairs = [(a, b) for a in left for b in right if a.matches(b)]
        if name == "nested":
            pairs = [(a, b) for a, b in pairs if predicted[a.parent or 0].matches(gold[b.parent or 0])]
        count[f"{name} predicted"] += len(left)
        count[f"{name} gold"] += len(right)
        count[f"{name} found"] += len({id(a) for a, _ in pairs})
        count[f"{name} met"] += len({id(b) for _, b in pairs})


def counts(said: Said, measure: str) -> bool:
    """Whether an attribution is of the kind that a measure is about."""
    if measure.startswith("negative"):
        return said.negative and (said.clause or measure == "negative")
    return said.parent is not None or measure == "all"


def report(count: Counter[str]) -> Iterator[str]:
    """The table, line by line."""
    yield f"{'':<22}{'P':>7}{'R':>7}{'F1':>7}"
    for name in MEASURES:
        p = count[f"{name} found"] / max(1, count[f"{name} predicted"])
        r = count[f"{name} met"] / max(1, count[f"{name} gold"])
        sizes = f"predicted {count[f'{name} predicted']}, gold {count[f'{name} gold']}"
        yield f"{name:<22}{100 * p:7.1f}{100 * r:7.1f}{200 * p * r / max(1e-9, p + r):7.1f}   {sizes}"


def main() -> None:
    """Read the documents, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--model", type=Path)
    options = parser.parse_args()
    reader, count = Reader(options.model), Counter[str]()
    for record, text, offsets in documents(options.data, options.split):
        parse = reader.parse(text)
        found = attribute(Article(id=record["id"], text=text), parse, Resolver(parse, published=None))
        compare(gold_of(record), predicted_of(parse, found, offsets), count)
    print(*report(count), sep="\n")


if __name__ == "__main__":
    main()
