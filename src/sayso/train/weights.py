"""Fitting the weights of `sayso.claims.weighing` and `sayso.claims.scoring` on annotated articles.

For every claim whose trigger and type are right, the choices of each slot are a multiple choice with a known answer; so
is, for all that may be a claim, whether it is one. A conditional logit with an L2 prior is fitted to them in two steps:
first everything but what the heads say, then the heads with a factor for the first. In one step the heads, which know
most of the articles from their training, would be all that counts.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from sayso.claims.engine import described, evidence_of, filled_by_rules, speaker_of
from sayso.claims.extract import trigger_span
from sayso.claims.linear import Features, total
from sayso.claims.reading import ArticleReader
from sayso.claims.scoring import CLAIM
from sayso.claims.weighing import HEADS, ROLES, Case, Choice, choices, same_codes
from sayso.evaluate.claims import SYMMETRIC, is_annotated, overlapping
from sayso.evaluate.files import article_of
from sayso.evaluate.measures import Json
from sayso.records import Slot, Span
from sayso.train.annotated import articles, ids_of

RARE = 20
"""Features of fewer slots are left out: their weights would say something of single claims."""
PRIOR = 0.1
"""Weight of the squared weights per slot."""
BASE = "rules"
"""The feature of the second fit that stands for the first one's sum."""


@dataclass(slots=True)
class Question:
    """One slot with its choices and which of them are right."""

    role: str
    article: str
    features: list[Features]
    right: list[bool]
    rule: int
    """Index of the rule's own answer."""


def questions_of(reader: ArticleReader, record: Json) -> Iterator[Question]:
    """The slots of an annotated article that have a right choice."""
    article = article_of(record["id"], record)
    scene = reader.scene(article, article.title)
    filled = filled_by_rules(scene, reader.index)
    for claim, features in described(scene, filled):
        right = is_annotated(record["claims"], claim.trigger, claim.event)
        if right is not None:
            yield Question(CLAIM, record["id"], [features, {}], [right, not right], 0)
    evidence = evidence_of(scene, filled)
    if not evidence.story:
        return
    for match, actor, recipient in filled:
        span = trigger_span(scene.grammar.parse, match.words)
        gold = _gold(record, span, match.row.event)
        if gold is None:
            continue
        speaker = speaker_of(scene, match.trigger)
        actors = _question(choices(evidence, Case(match, "actor", actor, recipient, speaker)), "actor", gold, recipient)
        if actors is None:
            continue
        own = actor if actors.right[actors.rule] else Slot(codes=tuple(gold["actor"]), rule=actor.rule)
        whom = _question(choices(evidence, Case(match, "recipient", recipient, own, speaker)), "recipient", gold, own)
        yield from (asked for asked in (actors, whom) if asked is not None)


def _gold(record: Json, span: Span, event: str) -> Json | None:
    """The annotated claim of a type at a place, with the name of its article."""
    found = (claim for claim in overlapping(record["claims"], span) if event in claim["accept"])
    return next((claim | {"article": record["id"]} for claim in found), None)


def _question(found: Sequence[Choice], role: str, gold: Json, other: Slot) -> Question | None:
    """The choices of a slot with those that are right; None if none is."""
    right = [_is_right(gold, role, choice.slot.codes, other.codes) for choice in found]
    rule = next(i for i, choice in enumerate(found) if "rule" in choice.origins)
    return Question(role, gold["article"], [c.features for c in found], right, rule) if any(right) else None


def _is_right(gold: Json, role: str, codes: Sequence[str], others: Sequence[str]) -> bool:
    """Whether codes are gold's; of a symmetric event both sides together count, whichever stands where."""
    if same_codes(codes, gold[role]):
        return True
    both = [*gold["actor"], *gold["recipient"]]
    return gold["event"] in SYMMETRIC and bool(codes) and same_codes([*codes, *others], both)


def fit(questions: Sequence[Question], names: Sequence[str], *, steps: int = 60) -> dict[str, float]:
    """Weights of the named features that make the right choices most likely."""
    index = {name: i for i, name in enumerate(names)}
    rows, columns, values, group, right = [], [], [], [], []
    row = 0
    for number, asked in enumerate(questions):
        for features, good in zip(asked.features, asked.right, strict=True):
            known = [(index[name], value) for name, value in features.items() if name in index]
            rows += [row] * len(known)
            columns += [i for i, _ in known]
            values += [value for _, value in known]
            group.append(number)
            right.append(good)
            row += 1
    matrix = torch.sparse_coo_tensor(torch.tensor([rows, columns]), torch.tensor(values), (row, len(names))).coalesce()
    return dict(zip(names, _logit(matrix, torch.tensor(group), torch.tensor(right), steps=steps), strict=True))


def _logit(matrix: torch.Tensor, group: torch.Tensor, right: torch.Tensor, *, steps: int) -> list[float]:
    """L-BFGS on the conditional log likelihood of each group's right rows."""
    weights = torch.zeros(matrix.shape[1], requires_grad=True)
    count = int(group.max()) + 1
    best: Any = torch.optim.LBFGS([weights], max_iter=steps, line_search_fn="strong_wolfe")

    def loss() -> Any:
        best.zero_grad()
        raised = torch.exp((matrix @ weights[:, None]).squeeze(1).clamp(-30, 30))
        whole = torch.zeros(count).index_add(0, group, raised)
        good = torch.zeros(count).index_add(0, group, raised * right)
        value: Any = -torch.log(good / whole).mean() + PRIOR * (weights**2).sum() / count * 50
        value.backward()
        return value

    best.step(loss)
    return [round(float(w), 4) for w in weights.detach()]


def names_of(questions: Iterable[Question]) -> list[str]:
    """The features that are frequent enough, sorted."""
    seen = Counter(name for asked in questions for name in {n for f in asked.features for n in f})
    return sorted(name for name, times in seen.items() if times >= RARE)


def fit_in_two(questions: Sequence[Question]) -> dict[str, float]:
    """The weights of one role: the rules' first, then the heads' with a factor for the rules' sum."""
    names = names_of(questions)
    plain = fit(questions, [n for n in names if not n.startswith(HEADS)])
    heads = fit([_with_base(asked, plain) for asked in questions], [BASE, *(n for n in names if n.startswith(HEADS))])
    factor = heads.pop(BASE)
    return {name: round(weight * factor, 4) for name, weight in plain.items()} | heads


def _with_base(asked: Question, plain: dict[str, float]) -> Question:
    features = [f | {BASE: total(plain, f)} for f in asked.features]
    return Question(asked.role, asked.article, features, asked.right, asked.rule)


def accuracy(questions: Sequence[Question], weights: dict[str, float] | None) -> float:
    """Percent of slots whose best choice is right; without weights that of the rules."""
    good = 0
    for asked in questions:
        scores = [total(weights, f) for f in asked.features] if weights else []
        best = max(range(len(scores)), key=lambda i: scores[i]) if scores else asked.rule
        good += asked.right[best]
    return 100 * good / max(1, len(questions))


def write(weights: dict[str, dict[str, float]], to: Path) -> None:
    """The table of weights, the heaviest of each role first."""
    with to.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["role", "feature", "weight"])
        for role in (*ROLES, CLAIM):
            for name, weight in sorted(weights[role].items(), key=lambda pair: (-abs(pair[1]), pair[0])):
                if abs(weight) >= 0.01:
                    rows.writerow([role, name, weight])


def fit_and_write(data: Path, annotation: Path, to: Path) -> Iterator[str]:
    """Fit the weights of all roles and write their table; yields what the rules and the weighing get right.

    The articles of `held_out.txt` are measured on and not fitted to.
    """
    held_out = ids_of(annotation / "held_out.txt")
    reader = ArticleReader(threads=1)
    asked = [q for record in articles(data, annotation) for q in questions_of(reader, record)]
    found = {}
    for role in (*ROLES, CLAIM):
        own = [q for q in asked if q.role == role]
        test = [q for q in own if q.article in held_out]
        found[role] = fit_in_two([q for q in own if q.article not in held_out])
        right = accuracy(test, None), accuracy(test, found[role])
        yield f"{role}: {len(own)} asked; of {len(test)} held out right {right[0]:.1f} %, weighed {right[1]:.1f} %"
    write(found, to)
