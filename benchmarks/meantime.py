"""Measure event coreference across documents on MEANTIME (Wikinews), with gold mentions.

    python benchmarks/meantime.py DATA

DATA is the folder with `open/meantime.jsonl.gz`. Every annotated event mention is given; asked is which of them are one
event, within the documents of a topic. Printed are MUC, B-cubed, CEAF-e and their mean (CoNLL F1), singletons counted,
for each mention alone, for the lemma baseline (all mentions of a topic with one lemma are one event), for the lemma
within a document, and for the pair model of events: sentence, trigger and date as `sayso.events` has them, without
what a claim has beyond that. There are only six events that two documents share, so this measures mostly what a model
does not join.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import structs

from sayso.claims import read_batch
from sayso.claims.dates import find_dates
from sayso.events.accounts import accounts
from sayso.events.blocks import candidates
from sayso.events.clusters import clusters
from sayso.events.pairs import Pairs
from sayso.events.words import stem
from sayso.records import Article, Claim, Reading, Span

DATELINE = re.compile(r"([A-Z][a-z]+) (\d\d?) , (\d{4})")
HEAD = 400
"""Characters in which a document says its date."""
Mention = tuple[str, str, int, int]  # topic, document, start and end in its text
Groups = dict[Mention, Hashable]


def documents(file: Path) -> list[dict[str, Any]]:
    """The documents, each with its text and the place of every token in it."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    for document in found:
        starts, text = [], ""
        for first, end in document["sents"]:
            for token in document["tokens"][first:end]:
                starts.append(len(text))
                text += token + " "
            text = text.rstrip() + "\n"
        document |= {"text": text, "starts": starts}
    return found


def gold(found: Iterable[dict[str, Any]]) -> Groups:
    """The event of each mention."""
    return {
        (d["topic"], d["id"], *place(d, mention)): mention["chain"]
        for d in found
        for mention in d["coref_mentions"]
        if mention["kind"] == "event"
    }


def place(document: dict[str, Any], mention: dict[str, Any]) -> tuple[int, int]:
    """Start and end of a mention's head token in the text."""
    first, _ = document["sents"][mention["sent"]]
    token = first + mention["tok_in_sent"][-1]
    start = document["starts"][token]
    return start, start + len(document["tokens"][token])


def by_lemma(found: Iterable[dict[str, Any]], mentions: Iterable[Mention], *, within: bool = False) -> Groups:
    """All mentions of a topic, or of a document, with one lemma."""
    texts = {d["id"]: d["text"] for d in found}
    return {m: (m[1] if within else m[0], stem(texts[m[1]][m[2] : m[3]])) for m in mentions}


def by_model(found: Iterable[dict[str, Any]], mentions: Sequence[Mention]) -> Groups:
    """What the pair model joins within a topic."""
    groups: Groups = {}
    for topic in sorted({m[0] for m in mentions}):
        readings = [reading(d, [m for m in mentions if m[1] == d["id"]]) for d in found if d["topic"] == topic]
        held = sorted((a for r in readings for a in accounts(r)), key=lambda account: account.key)
        pairs = Pairs()
        odds = {(i, j): pairs.odds(held[i], held[j]) for i, j in candidates(held)}
        for number, group in enumerate(clusters(len(held), odds)):
            for i in group:
                span = held[i].claim.trigger
                groups[topic, held[i].page.id, span.start, span.end] = (topic, number)
    return groups


def reading(document: dict[str, Any], mentions: Iterable[Mention]) -> Reading:
    """A document as if every mention were a claim: one that the reader found as it is, any other of a type of its own
    word."""
    article = Article(id=document["id"], text=document["text"], published=day(document["text"]))
    (read,) = read_batch([article])
    known = read.claims + read.faint if isinstance(read, Reading) else ()
    made = (claim_at(article, known, Span(start, end)) for _, _, start, end in mentions)
    return Reading(article=article, claims=tuple(made))


def claim_at(article: Article, known: Iterable[Claim], span: Span) -> Claim:
    """The claim of a mention."""
    found = next((claim for claim in known if claim.trigger.overlaps(span)), None)
    word = stem(span.of(article.text))
    name = f"{span.start}-{span.end}"
    if found is None:
        return Claim(id=name, article_id=article.id, trigger=span, event=word, kinds={word: 1.0})
    return structs.replace(found, id=name, trigger=span, kinds={word: 1.0})


def day(text: str) -> str | None:
    """The date of publication, which stands before the first sentence."""
    found = find_dates(DATELINE.sub(r"\1 \2, \3", text[:HEAD]), None)
    return next((date.value for date in found if date.value and len(date.value) == len("2008-03-01")), None)


def muc(key: Groups, response: Groups) -> tuple[float, float]:
    """Links found: numerator and denominator of recall."""
    sets = _sets(key)
    missing = sum(len({response[m] for m in group}) - 1 for group in sets)
    links = sum(len(group) - 1 for group in sets)
    return links - missing, links


def b_cubed(key: Groups, response: Groups) -> tuple[float, float]:
    """Share of each mention's group that is with it: numerator and denominator of recall."""
    mine, both = Counter(key.values()), Counter((key[m], response[m]) for m in key)
    return sum(n * n / mine[k] for (k, _), n in both.items()), len(key)


def ceaf(key: Groups, response: Groups) -> tuple[float, float]:
    """Entities that match one to one, by their Dice similarity: numerator and denominator of recall."""
    keys, responses = _sets(key), _sets(response)
    alike = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in responses] for a in keys])
    return _assigned(alike), len(keys)


def _assigned(alike: np.ndarray[Any, Any]) -> float:
    """The best sum of a one to one matching; groups that share nothing do not matter, so parts are matched alone."""
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(-alike)
    return float(alike[rows, columns].sum())


def _sets(groups: Groups) -> list[set[Mention]]:
    found: defaultdict[Hashable, set[Mention]] = defaultdict(set)
    for mention, group in groups.items():
        found[group].add(mention)
    return list(found.values())


Measured = Callable[[Groups, Groups], tuple[float, float]]
MEASURES: dict[str, Measured] = {"MUC": muc, "B3": b_cubed, "CEAF-e": ceaf}


def scores(key: Groups, response: Groups) -> dict[str, float]:
    """F1 of each measure in percent, and their mean."""
    found = {}
    for name, of in MEASURES.items():
        (hit, all_keys), (back, all_responses) = of(key, response), of(response, key)
        r, p = hit / all_keys if all_keys else 0.0, back / all_responses if all_responses else 0.0
        found[name] = 200 * p * r / (p + r) if p + r else 0.0
    return found | {"CoNLL": sum(found.values()) / len(found)}


def main() -> None:
    """Print a report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    found = documents(parser.parse_args().data / "open/meantime.jsonl.gz")
    key = gold(found)
    mentions = sorted(key)
    answers: dict[str, Groups] = {
        "each alone": {m: m for m in mentions},
        "lemma in topic": by_lemma(found, mentions),
        "lemma in document": by_lemma(found, mentions, within=True),
        "pair model": by_model(found, mentions),
    }
    print(f"{len(mentions)} mentions, {len(set(key.values()))} events")
    for name, answer in answers.items():
        print(f"{name:20s}" + "  ".join(f"{measure} {value:5.1f}" for measure, value in scores(key, answer).items()))


if __name__ == "__main__":
    main()
