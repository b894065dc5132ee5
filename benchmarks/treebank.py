"""Measure the reader's grammar and names on development splits.

    python benchmarks/treebank.py DATA [--model FOLDER]

DATA is the folder with `open/ud.jsonl.gz` and `open/ner.jsonl.gz`. Printed: UPOS, lemma, UAS, LAS with gold words and
sentences (EWT dev and GUM dev, all words, punctuation included); sentence F1 and LAS F1 from raw text (a word counts
if its offsets are right, LAS if also head offsets and relation with its subtype); UNER EWT dev entity F1 with GPE and
LOC as one class and MISC left out.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from sayso.reader import Reader
from sayso.reader.parse import Parse
from sayso.train.corpora import joined, records


def gold_scores(record: dict[str, Any], parse: Parse, count: Counter[str]) -> None:
    """Add the agreement of a parse over gold words to the counts."""
    at = 0
    for sentence in record["sents"]:
        for i, head in enumerate(sentence["head"]):
            w = at + i
            right = (parse.heads[w] == at + head - 1) if head else parse.heads[w] == -1
            count["words"] += 1
            count["upos"] += parse.upos[w] == sentence["upos"][i]
            count["lemma"] += parse.lemmas[w] == sentence["lemma"][i]
            count["uas"] += right
            count["las"] += right and parse.deprels[w] == sentence["deprel"][i]
        at += len(sentence["tokens"])


def raw_scores(record: dict[str, Any], parse: Parse, count: Counter[str]) -> None:
    """Add sentence and LAS agreement from raw text to the counts."""
    _, offsets, firsts = joined(record)
    ends = [*firsts[1:], len(offsets)]
    gold_sentences = {(offsets[s][0], offsets[e - 1][1]) for s, e in zip(firsts, ends, strict=True)}
    found = {(parse.starts[s], parse.ends[e - 1]) for s, e in parse.sentences}
    count["sent_gold"] += len(gold_sentences)
    count["sent_pred"] += len(found)
    count["sent_hit"] += len(gold_sentences & found)
    heads = [h for s in record["sents"] for h in s["head"]]
    relations = [r for s in record["sents"] for r in s["deprel"]]
    base = [first for first, s in zip(firsts, record["sents"], strict=True) for _ in s["head"]]
    gold = {
        (o, offsets[b + h - 1] if h else None, r) for o, h, b, r in zip(offsets, heads, base, relations, strict=True)
    }
    spans = list(zip(parse.starts, parse.ends, strict=True))
    pred = {(o, spans[h] if h >= 0 else None, r) for o, h, r in zip(spans, parse.heads, parse.deprels, strict=True)}
    count["las_gold"] += len(gold)
    count["las_pred"] += len(pred)
    count["las_hit"] += len(gold & pred)


def _f1(count: Counter[str], name: str) -> float:
    return 200 * count[f"{name}_hit"] / max(1, count[f"{name}_gold"] + count[f"{name}_pred"])


def names_f1(reader: Reader, data: Path) -> float:
    """UNER EWT dev: exact span and class."""
    count: Counter[str] = Counter()
    classes = {"GPE": "LOC"}
    for record in records(data / "open/ner.jsonl.gz"):
        if record["dataset"] != "uner-ewt" or record["split"] != "dev":
            continue
        text, words = "", []
        for token in record["tokens"]:
            words.append((len(text), len(text) + len(token)))
            text += token + " "
        parse = reader.parse_words(text, np.array(words, dtype=np.int32), sentences=[(0, len(words))])
        kinds = {"PER", "ORG", "LOC"}
        gold = {tuple(e) for e in record["entities"] if e[2] in kinds}
        pred = {(n.start, n.end, classes.get(n.kind, n.kind)) for n in parse.names}
        pred = {p for p in pred if p[2] in kinds}
        count.update(ner_gold=len(gold), ner_pred=len(pred), ner_hit=len(gold & pred))
    return _f1(count, "ner")


def measure(reader: Reader, data: Path) -> dict[str, dict[str, float]]:
    """All figures, by treebank and over both, in percent."""
    totals: dict[str, Counter[str]] = {}
    for record in records(data / "open/ud.jsonl.gz"):
        if record["split"] != "dev":
            continue
        count = totals.setdefault(record["dataset"], Counter())
        text, offsets, firsts = joined(record)
        sentences = list(zip(firsts, [*firsts[1:], len(offsets)], strict=True))
        gold_scores(record, reader.parse_words(text, np.array(offsets, dtype=np.int32), sentences=sentences), count)
        raw_scores(record, reader.parse(text), count)
    totals["both"] = sum(totals.values(), Counter())
    return {
        name: {key: 100 * c[key] / c["words"] for key in ("upos", "lemma", "uas", "las")}
        | {"sentence F1, raw": _f1(c, "sent"), "LAS F1, raw": _f1(c, "las")}
        for name, c in totals.items()
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path)
    args = parser.parse_args()
    reader = Reader(args.model)
    for name, row in measure(reader, args.data).items():
        print(f"{name:8s} " + "  ".join(f"{key} {value:.1f}" for key, value in row.items()))
    print(f"UNER EWT dev entity F1 {names_f1(reader, args.data):.1f}")


if __name__ == "__main__":
    main()
