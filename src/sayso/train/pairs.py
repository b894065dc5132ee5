"""Fitting the weights by which two accounts are taken for one happening, to annotated stories.

The articles are read as any user's are; the claims are set against the annotated mentions by overlap of the trigger,
and every pair that merging would compare becomes a question: one happening, or two? So the weights know the reader's
own mistakes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from sayso.claims import read_batch
from sayso.evaluate.files import article_of
from sayso.evaluate.measures import Json
from sayso.events.accounts import Account, accounts
from sayso.events.blocks import candidates
from sayso.events.pairs import Pairs, role
from sayso.records import Copy, Reading
from sayso.train.fitting import Question, accuracy, fit, names_of, write

FITTED = ("train", "dev")
"""The splits of stories that weights are fitted to."""
RARE = 15
"""Features of fewer pairs are left out."""


def stories(files: Iterable[Path], *splits: str) -> list[Json]:
    """The stories of some files, of some splits, or of all."""
    found = [msgspec.json.decode(line) for file in sorted(files) for line in file.read_bytes().splitlines() if line]
    return [story for story in found if not splits or story.get("split") in splits]


def readings(told: Iterable[Json]) -> list[Reading]:
    """What the reader makes of the articles of stories."""
    articles = [article_of(article["id"], article) for story in told for article in story["articles"]]
    return [outcome for outcome in read_batch(articles) if isinstance(outcome, Reading)]


def relations(told: Iterable[Json]) -> list[Copy]:
    """The copies that the stories say there are."""
    found = [article for story in told for article in story["articles"] if " of " in article["relation"]]
    split = [(article["id"], *article["relation"].split(" of ")) for article in found]
    return [Copy(article=name, of=of, kind=kind, similarity=1.0) for name, kind, of in split]


def questions(told: Sequence[Json], held: Iterable[Reading], copies: Iterable[Copy]) -> Iterator[Question]:
    """A question for every pair of claims that are both of annotated happenings."""
    known = sorted((a for reading in held for a in accounts(reading)), key=lambda account: account.key)
    gold = aligned(told, known)
    pairs = Pairs(copies, {})
    for i, j in sorted(candidates(known)):
        one, other = known[i], known[j]
        if one.key in gold and other.key in gold:
            same = gold[one.key] == gold[other.key]
            yield Question(role(one, other), one.page.id, [pairs.features(one, other), {}], [same, not same], 0)


def aligned(told: Iterable[Json], known: Iterable[Account]) -> dict[tuple[str, int, str], str]:
    """The gold happening of each claim that overlaps a mention, by the claim's key."""
    by_article: dict[str, list[Account]] = {}
    for account in known:
        by_article.setdefault(account.page.id, []).append(account)
    found: dict[tuple[str, int, str], str] = {}
    for story in told:
        for event in story["events"]:
            for mention in event["mentions"]:
                start, end = mention["trigger"]["start"], mention["trigger"]["end"]
                for account in by_article.get(mention["article"], ()):
                    if account.claim.trigger.start < end and start < account.claim.trigger.end:
                        found[account.key] = f"{story['id']}/{event['id']}"
    return found


def fit_pairs(files: Iterable[Path], to: Path) -> Iterator[str]:
    """Fit the weights to those stories of some files that are not for measuring, and write them; tells how well."""
    told = stories(files, *FITTED)
    asked = list(questions(told, readings(told), relations(told)))
    weights = {}
    for kind in ("within", "across"):
        these = [question for question in asked if question.role == kind]
        weights[kind] = fit(these, names_of(these, rare=RARE))
        same = sum(question.right[0] for question in these)
        yield f"{kind}: {len(these)} pairs, {same} of one happening, {accuracy(these, weights[kind]):.1f} % right"
    write(weights, to)
