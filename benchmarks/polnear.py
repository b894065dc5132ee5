"""Measure attributions on PolNeAR.

    python benchmarks/polnear.py GOLD [--out PREDICTED.jsonl] [--first N] [--model FOLDER] [--by-rule]

GOLD is a JSONL file (gzip or plain), one `{doc_id, text, attributions}` a line with `source`, `cue` and `content` as
lists of `[start, end]`. PolNeAR annotates the outermost attributions with a cue only, so only those are compared. Some
of its conventions differ from ours and are applied before the comparison: a source includes a relative clause that
follows it directly, and the comma or dash that closes its apposition; a cue includes the colon behind it; the
colon behind the speaker's name is the cue in a transcript; a quotation that fills a paragraph of its own, without a
cue, belongs to the attribution of the paragraph before.

Printed, micro-averaged, as precision, recall and F1 over tokens of `\\w+` or single marks: the cue exactly; source and
content given an overlapping cue; the triple exactly; the triple softly (after a greedy one-to-one alignment every role
has a token F1 of at least 0.5 with its partner); who and what softly (the same for source and content alone).

The soft triple is given by form too. An attribution is `direct` if every letter and digit of its content stands inside
double quotation marks, `mixed` if some do, `indirect` if none does; an open quotation ends with its paragraph. A gold
attribution has the form of the gold content, a predicted one that of the predicted content: recall is over the gold
ones of a form, precision over the predicted ones.
"""

from __future__ import annotations

import argparse
import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.claims.attributions import attribute
from sayso.claims.turns import TURN
from sayso.reader import Reader
from sayso.records import Article, Attribution
from sayso.train.corpora import records

ROLES = ("source", "cue", "content")
FORMS = ("direct", "mixed", "indirect")
SOFT = {"triple-soft": ROLES, "who+what soft": ("source", "content")}
TOKEN = re.compile(r"\w+|[^\w\s]")
RELATIVE = re.compile(r"[\s,]*(who|which|whose)\b[^,.\n]*")
MARK = re.compile(r"[\"\u201c\u201d]|''|``")
CLOSING_MARKS = frozenset({",", "-", "\u2013", "\u2014"})
Spans = dict[str, list[list[int]]]
Sets = dict[str, frozenset[int]]


@dataclass(frozen=True)
class Nobody:
    """A resolver that knows no entity: names do not matter to the spans."""

    codes: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    pronoun: int | None = None
    antecedents: tuple[Any, ...] = ()
    focus: str | None = None
    rule: str = ""

    def resolve_head(self, _: int) -> Nobody:
        return self


def by_convention(text: str, attributions: tuple[Attribution, ...]) -> list[Spans]:
    """Outermost attributions with PolNeAR's span conventions."""
    found: list[Spans] = []
    for a in attributions:
        if a.parent is not None:
            continue
        content = [[c.start, c.end] for c in a.content]
        if a.cue is None and a.rule != TURN:
            if found and a.rule == "bare quotation":
                found[-1]["content"] += content
            continue
        found.append({"source": _source(text, a), "cue": _cue(text, a), "content": content})
    return found


def _source(text: str, a: Attribution) -> list[list[int]]:
    if a.source is None:
        return []
    start, end = a.source.start, a.source.end
    if clause := RELATIVE.match(text, end):
        end = clause.end()
    mark = text[end:].lstrip()[:1]
    if mark in CLOSING_MARKS and mark in text[start:end]:
        end = text.index(mark, end) + 1
    return [[start, end]]


def _cue(text: str, a: Attribution) -> list[list[int]]:
    if a.cue is None:
        return _colon(text, a)
    return [[a.cue.start, a.cue.end + (text[a.cue.end : a.cue.end + 1] == ":")]]


def offsets(text: str) -> tuple[list[int], list[int]]:
    """Where the tokens of a text start and end."""
    tokens = [m.span() for m in TOKEN.finditer(text)]
    return [s for s, _ in tokens], [e for _, e in tokens]


def _colon(text: str, a: Attribution) -> list[list[int]]:
    """The colon behind the speaker's name in a transcript."""
    at = -1 if a.source is None else text.find(":", a.source.end, a.source.end + 2)
    return [] if at < 0 else [[at, at + 1]]


def token_sets(text: str, spans: Iterable[Spans]) -> list[Sets]:
    """Spans as sets of token numbers; exact duplicates count once."""
    starts, ends = offsets(text)

    def numbers(pieces: list[list[int]]) -> frozenset[int]:
        return frozenset(n for s, e in pieces for n in range(bisect_right(ends, s), bisect_left(starts, e)))

    found = [{role: numbers(a.get(role) or []) for role in ROLES} for a in spans]
    return list({tuple(a[role] for role in ROLES): a for a in found}.values())


def f1(a: frozenset[int], b: frozenset[int]) -> float:
    """Overlap of two token sets; two empty ones are the same."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def quoted_tokens(text: str) -> frozenset[int]:
    """Numbers of the tokens inside double quotation marks, and of the marks."""
    starts, ends = offsets(text)
    return frozenset(n for s, e in quotations(text) for n in range(bisect_right(ends, s), bisect_left(starts, e)))


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Characters between double quotation marks, marks included; an open quotation ends with its paragraph."""
    for paragraph in re.finditer(r"[^\n]+", text):
        opened: int | None = None
        for mark in MARK.finditer(text, *paragraph.span()):
            if mark.group() in ("\u201c", "``") or (opened is None and mark.group() != "\u201d"):
                opened = mark.start()
            elif opened is not None:
                yield opened, mark.end()
                opened = None
        if opened is not None:
            yield opened, paragraph.end()


def form_of(content: frozenset[int], words: frozenset[int], quoted: frozenset[int]) -> str:
    """`direct`, `mixed` or `indirect`, by the words of a content that are quoted."""
    inside = {n in quoted for n in content & words}
    return "mixed" if len(inside) > 1 else "direct" if True in inside else "indirect"


def compare(gold: list[Sets], predicted: list[Sets], text: str, count: Counter[str]) -> None:
    """Add the agreement of one article to the counts."""
    tests: dict[str, Callable[[Sets, Sets], bool]] = {
        "cue": lambda a, b: a["cue"] == b["cue"],
        "source|cue": lambda a, b: bool(a["cue"] & b["cue"]) and a["source"] == b["source"],
        "content|cue": lambda a, b: bool(a["cue"] & b["cue"]) and a["content"] == b["content"],
        "triple": lambda a, b: all(a[role] == b[role] for role in ROLES),
    }
    for name, same in tests.items():
        count[f"{name} found"] += sum(any(same(a, b) for b in gold) for a in predicted)
        count[f"{name} met"] += sum(any(same(a, b) for b in predicted) for a in gold)
    count["predicted"] += len(predicted)
    count["gold"] += len(gold)
    compare_softly(gold, predicted, text, count)


def compare_softly(gold: list[Sets], predicted: list[Sets], text: str, count: Counter[str]) -> None:
    """Add the soft agreement, of all and by form."""
    words = frozenset(n for n, m in enumerate(TOKEN.finditer(text)) if m.group()[0].isalnum())
    quoted = quoted_tokens(text)
    for name, roles in SOFT.items():
        right = [(a, b) for a, b in aligned(predicted, gold) if all(f1(a[r], b[r]) >= 0.5 for r in roles)]
        count[f"{name} found"] += len(right)
        count[f"{name} met"] += len(right)
        if name == "triple-soft":
            count.update(f"{form_of(a['content'], words, quoted)} found" for a, _ in right)
            count.update(f"{form_of(b['content'], words, quoted)} met" for _, b in right)
    count.update(f"predicted {form_of(a['content'], words, quoted)}" for a in predicted)
    count.update(f"gold {form_of(b['content'], words, quoted)}" for b in gold)


def aligned(predicted: list[Sets], gold: list[Sets]) -> Iterator[tuple[Sets, Sets]]:
    """Pairs of a greedy one-to-one alignment by mean token F1."""
    pairs = [
        (-sum(f1(a[role], b[role]) for role in ROLES), i, j)
        for i, a in enumerate(predicted)
        for j, b in enumerate(gold)
        if a["cue"] & b["cue"] or a["content"] & b["content"]
    ]
    left, right = set(range(len(predicted))), set(range(len(gold)))
    for _, i, j in sorted(pairs):
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            yield predicted[i], gold[j]


def report(count: Counter[str]) -> Iterator[str]:
    """The table, line by line."""
    yield f"{'':<14}{'P':>7}{'R':>7}{'F1':>7}   predicted {count['predicted']}, gold {count['gold']}"
    for name in ("cue", "source|cue", "content|cue", "triple", *SOFT):
        yield row(name, count, count["predicted"], count["gold"])
    for form in FORMS:
        predicted, gold = count[f"predicted {form}"], count[f"gold {form}"]
        yield row(form, count, predicted, gold) + f"   predicted {predicted}, gold {gold}"


def row(name: str, count: Counter[str], predicted: int, gold: int) -> str:
    """Precision, recall and F1 of one measure; that of a form is its soft triple."""
    p, r = count[f"{name} found"] / max(1, predicted), count[f"{name} met"] / max(1, gold)
    return f"{name:<14}{100 * p:7.1f}{100 * r:7.1f}{200 * p * r / max(1e-9, p + r):7.1f}"


def by_rule(text: str, gold: list[Sets], attributions: tuple[Attribution, ...], rules: Counter[str]) -> None:
    """Count, for each rule, how many of its attributions are softly right."""
    for a in attributions:
        if a.parent is None and a.cue is not None:
            [sets] = token_sets(text, by_convention(text, (a,)))
            rules[a.rule] += 1
            rules[f"right {a.rule}"] += any(all(f1(sets[r], g[r]) >= 0.5 for r in ROLES) for g in gold)


def main() -> None:
    """Read the gold articles, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--first", type=int)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--by-rule", action="store_true")
    options = parser.parse_args()
    reader, count, rules = Reader(options.model), Counter[str](), Counter[str]()
    lines = []
    for record in list(records(options.gold))[: options.first]:
        text = record["text"]
        article = Article(id=record["doc_id"], text=text)
        attributions = attribute(article, reader.parse(text), Nobody())
        predicted = by_convention(text, attributions)
        lines.append(json.dumps({"doc_id": record["doc_id"], "attributions": predicted}))
        gold = token_sets(text, record["attributions"])
        compare(gold, token_sets(text, predicted), text, count)
        if options.by_rule:
            by_rule(text, gold, attributions, rules)
    if options.out is not None:
        options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(*report(count), sep="\n")
    if options.by_rule:
        for rule in sorted(r for r in rules if not r.startswith("right ")):
            print(f"{rule:<20}{rules[f'right {rule}']:5d} of {rules[rule]:5d}")


if __name__ == "__main__":
    main()
