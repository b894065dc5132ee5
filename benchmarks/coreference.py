"""Measure, or fit, pronoun resolution on GUM with gold trees.

    python benchmarks/coreference.py DATA [--split dev] [--genre news] [--fit]

DATA is the folder with `open/gum.jsonl.gz` and `open/ud.jsonl.gz`. Counted is every personal or possessive pronoun of
the third person whose coreference group has an earlier mention that is no pronoun. It is right if the antecedent that
`Coreference.resolve` names (the entity's first name, or else its first description) heads a mention of its group, and
its link is right if the mention of the chosen entity nearest before it does. `--fit` fits the weights of
`claims/data/salience.csv` to the training split and prints the table.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sayso.claims.coreference import Coreference
from sayso.claims.entities import Register
from sayso.claims.mentions import find_mentions, is_third_person
from sayso.claims.salience import pronoun_class
from sayso.reader.parse import Name, Parse
from sayso.train.corpora import records

CLASSES = ("person", "thing", "many")
GUM_NAMES = {"person": "PER", "organization": "ORG", "place": "GPE", "time": "DATE"}


@dataclass(frozen=True)
class Nobody:
    """A resolver that knows no entity."""

    codes: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    rule: str = ""
    pronoun: int | None = None
    antecedents: tuple[Any, ...] = ()
    focus: str | None = None

    def resolve_head(self, _: int) -> Nobody:
        return self

    def foe(self, _: int, __: object) -> None:
        return None


def gold_parse(document: dict[str, Any], mentions: list[dict[str, Any]]) -> Parse:
    """A parse of the gold words and trees, with named entities from GUM's mentions that are headed by a name."""
    parse = Parse("", [], [], [], [], [], [], [], [])
    for sentence in document["sents"]:
        first, shift = len(parse), len(parse.text)
        parse.text += sentence["text"] + "\n"
        parse.starts += [s + shift for s, _ in sentence["offsets"]]
        parse.ends += [e + shift for _, e in sentence["offsets"]]
        parse.lemmas += sentence["lemma"]
        parse.upos += sentence["upos"]
        parse.xpos += sentence["xpos"]
        parse.heads += [first + h - 1 if h else -1 for h in sentence["head"]]
        parse.deprels += sentence["deprel"]
        parse.sentences.append((first, len(parse)))
    named = [m for m in mentions if parse.upos[m["head"]] == "PROPN" and m["type"] in GUM_NAMES]
    parse.names = [Name(m["head"], m["head"] + 1, GUM_NAMES[m["type"]]) for m in named]
    parse.index()
    return parse


def documents(data: Path, split: str, genre: str | None) -> Iterator[tuple[str, Parse, list[dict[str, Any]]]]:
    """Genre, parse and mentions of the GUM documents of a split."""
    trees = {d["id"].partition(":")[2]: d for d in records(data / "open/ud.jsonl.gz") if d["dataset"] == "ud-gum"}
    for record in records(data / "open/gum.jsonl.gz"):
        tree = trees.get(record["id"].partition(":")[2])
        if record["split"] == split and tree is not None and genre in (None, record["genre"]):
            parse = gold_parse(tree, record["mentions"])
            if len(parse) == len(record["tokens"]):
                yield record["genre"], parse, record["mentions"]


def groups(parse: Parse, mentions: list[dict[str, Any]]) -> dict[tuple[int, bool], set[str]]:
    """Coreference groups by head word and by whether the mention takes in what is coordinated with its head."""
    found: dict[tuple[int, bool], set[str]] = {}
    for mention in mentions:
        head, words = mention["head"], range(mention["start"], mention["end"])
        joint = any(parse.deprels[c] == "conj" and c in words for c in parse.children(head))
        found.setdefault((head, joint), set()).add(mention["group"])
    return found


def countable(parse: Parse, mentions: list[dict[str, Any]]) -> Iterator[tuple[int, str]]:
    """Third-person pronouns with an earlier plain mention of their group, and the group."""
    for mention in mentions:
        i = mention["head"]
        if mention["end"] - mention["start"] != 1 or not is_third_person(parse, i):
            continue
        earlier = [m for m in mentions if m["group"] == mention["group"] and m["head"] < i]
        if any(parse.upos[m["head"]] not in ("PRON", "DET") for m in earlier):
            yield i, mention["group"]


def measure(data: Path, split: str, genre: str | None) -> Counter[str]:
    """Right and all pronouns, by class and by genre."""
    count: Counter[str] = Counter()
    for kind, parse, mentions in documents(data, split, genre):
        coreference, known = Coreference(parse, Nobody()), groups(parse, mentions)
        for i, group in countable(parse, mentions):
            found = coreference.resolve(i)
            right = found is not None and group in known.get((found.head, len(found.members) > 1), ())
            nearest = coreference.nearest(i)
            linked = nearest is not None and group in known.get((nearest.head, nearest.kind == "group"), ())
            for key in ("all", kind, parse.word(i).lower()):
                count[key] += 1
                count[f"right {key}"] += right
                count[f"right link {key}"] += linked
    return count


def examples(data: Path) -> Iterator[tuple[str, list[dict[str, float]], list[int]]]:
    """For each training pronoun its class, its candidates' features, and which candidates are right."""
    for _, parse, mentions in documents(data, "train", None):
        coreference, known, register = Coreference(parse, Nobody()), groups(parse, mentions), Register(parse)
        for mention in find_mentions(parse):
            if mention.kind != "pronoun":
                register.place(mention)
                continue
            found = coreference.candidates(mention, register)
            gold = known.get((mention.head, False), set())
            right = [
                n
                for n, (e, _) in enumerate(found)
                if any(gold & known.get((m.head, m.kind == "group"), set()) for m in e.mentions[-3:])
            ]
            if right:
                yield pronoun_class(mention), [f for _, f in found], right
                register.join(mention, found[right[0]][0])


def fit(data: Path, *, rate: float = 0.3, rounds: int = 300, ridge: float = 0.002) -> dict[str, dict[str, float]]:
    """Weights of the conditional choice by full-batch gradient ascent, one set a class of pronoun."""
    found = list(examples(data))
    return {kind: _fit_class([e for e in found if e[0] == kind], rate, rounds, ridge) for kind in CLASSES}


def _fit_class(
    found: list[tuple[str, list[dict[str, float]], list[int]]], rate: float, rounds: int, ridge: float
) -> dict[str, float]:
    names = sorted({name for _, candidates, _ in found for f in candidates for name in f})
    at = {name: n for n, name in enumerate(names)}
    tables, rights = [], []
    for _, candidates, right in found:
        table = np.zeros((len(candidates), len(names)))
        for n, f in enumerate(candidates):
            for name, value in f.items():
                table[n, at[name]] = value
        tables.append(table)
        rights.append(right)
    weight, memory = np.zeros(len(names)), np.zeros(len(names))
    for _ in range(rounds):
        slope = -ridge * len(tables) * weight
        for table, right in zip(tables, rights, strict=True):
            chance = np.exp((s := table @ weight) - s.max())
            chance /= chance.sum()
            good = chance[right] / chance[right].sum()
            slope += good @ table[right] - chance @ table
        memory += slope**2
        weight += rate * slope / np.sqrt(memory + 1e-9)
    return {name: round(float(w), 3) for name, w in zip(names, weight, strict=True)}


def main() -> None:
    """Print a report or a fitted table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--genre")
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    if options.fit:
        table = fit(options.data)
        print("feature,person,thing,many")
        for name in sorted({name for kind in CLASSES for name in table[kind]}):
            print(name, *(table[kind].get(name, 0.0) for kind in CLASSES), sep=",")
        return
    count = measure(options.data, options.split, options.genre)
    for key in sorted((k for k in count if "right" not in k), key=lambda k: -count[k]):
        named, linked = count[f"right {key}"] / count[key], count[f"right link {key}"] / count[key]
        print(f"{key:<14}{count[key]:5d}   named {100 * named:5.1f}   link {100 * linked:5.1f}")


if __name__ == "__main__":
    main()
