"""Fitting the weights by which attributions are found: which frames of the network count, where contents begin and end.

A sample of PolNeAR's training articles tells of outermost attributions, articles annotated in full of those inside
others too. The reader has seen all of them but those of `calibration.txt`, which count more often for that.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.actors.fitted import Weights
from sayso.claims.drafts import Draft
from sayso.claims.frames import usable_drafts
from sayso.claims.phrases import Range
from sayso.claims.sureness import INSIDE, facts
from sayso.evaluate.attributions import HALF, token_f1
from sayso.reader import CONTEXT, PART, WINDOW, Reader
from sayso.reader.contents import TABLE, Ground, ground_of
from sayso.reader.decode import Candidate, candidates, decode
from sayso.reader.parse import Parse
from sayso.reader.tokens import words_of
from sayso.reader.windows import plans
from sayso.train.annotated import articles, ids_of, more_articles
from sayso.train.contents import Content, fit_contents, right_contents
from sayso.train.corpora import records
from sayso.train.fitting import Question, accuracy, fit, names_of, write

SAMPLE, SEED = 200, 17
"""Articles of PolNeAR, and of those annotated in full, that are read: with more the weights hardly move."""
NEW_COUNTS = 3
"""How often an article counts that the reader has not seen in its training."""
RARE = 30
"""Features of fewer frames are left out."""


@dataclass(frozen=True, slots=True)
class Said:
    """An annotated attribution over words."""

    cue: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]


@dataclass(slots=True)
class Article:
    """An annotated article as the reader sees it; `outermost`: those inside others are not annotated."""

    name: str
    parse: Parse
    ground: Ground
    candidates: list[Candidate]
    gold: list[Said]
    outermost: bool


def fit_frames(data: Path, annotation: Path, to: Path, extra: Sequence[Path] = ()) -> Iterator[str]:
    """Fit all weights and write the table into a folder; yields what they get right of what is held out."""
    held_out, new = (ids_of(annotation / f"{name}.txt") for name in ("held_out", "calibration"))
    reader = Reader(threads=1)
    asked: list[Question] = []
    contents: list[Content] = []
    for record, outermost in sample(data, annotation, extra, always=held_out | new):
        article = read(reader, record, outermost=outermost)
        times = NEW_COUNTS if article.name in new else 1
        asked += list(frame_questions(article)) * times
        contents += list(contents_of(article)) * times
    train = [q for q in asked if q.article not in held_out]
    weights: Weights = {"frame": fit(train, names_of(train, rare=RARE))}
    weights |= fit_contents([c for c in contents if c.article not in held_out])
    test = [q for q in asked if q.article in held_out]
    yield f"frames: {len(train)} asked; of {len(test)} held out right {accuracy(test, weights['frame']):.1f} %"
    right = right_contents([c for c in contents if c.article in held_out], weights)
    yield f"contents: {len(contents)} asked; of {right[1]} held out right {right[0]:.1f} %"
    write(weights, to / TABLE)


def sample(
    data: Path, annotation: Path, extra: Sequence[Path], *, always: set[str]
) -> Iterator[tuple[dict[str, Any], bool]]:
    """Articles to read, and whether they tell of outermost attributions only: some, and all that `always` names."""
    whole = [r for r in (*articles(data, annotation), *more_articles(extra)) if not r.get("judged")]
    known = {record["id"] for record in whole}
    outermost = [r | {"id": f"polnear:{r['doc_id']}"} for r in records(data / "polnear/train.jsonl.gz")]
    press = {record["id"]: record["attributions"] for record in outermost if record["id"] in known}
    whole = [with_outermost(r, press[r["id"]]) if r["id"] in press else r for r in whole]
    yield from ((record, False) for record in _some(whole, always))
    yield from ((record, True) for record in _some([r for r in outermost if r["id"] not in known], set()))


def with_outermost(record: dict[str, Any], outermost: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """An article of PolNeAR that we annotated, with PolNeAR's own attributions and those of ours inside of them."""
    theirs = list(outermost)
    contents = [span for a in theirs for span in a["content"]]
    cues = ((a, a["cue"]["start"]) for a in record["attributions"] if a["cue"])
    ours = [a for a, at in cues if any(start <= at < end for start, end in contents)]
    return {**record, "attributions": [*theirs, *ours]}


def _some(found: list[dict[str, Any]], always: set[str]) -> list[dict[str, Any]]:
    others = [record for record in found if record["id"] not in always]
    chosen = random.Random(SEED).sample(others, min(SAMPLE, len(others)))
    return [record for record in found if record["id"] in always] + chosen


def read(reader: Reader, record: dict[str, Any], *, outermost: bool) -> Article:
    """Read an article, keeping what the network says of every possible cue."""
    words = words_of(record["text"])
    plan = next(iter(plans(reader.network.pieces, record["text"], words, size=WINDOW, context=CONTEXT, longest=PART)))
    reads = list(reader.network.read(plan.coded, plan.features, plan.windows))
    parse = decode(reader.network, plan, reads)
    ground = ground_of(plan.text, plan.words, parse.heads, parse.deprels, parse.sentences)
    gold = list(_gold(parse, record["attributions"]))
    return Article(record["id"], parse, ground, list(candidates(reader.network, reads)), gold, outermost)


def _gold(parse: Parse, attributions: Iterable[dict[str, Any]]) -> Iterator[Said]:
    """The attributions with a cue; spans are `[start, end]`, `{start, end}`, or lists of them."""
    for a in attributions:
        cue, source, content = (frozenset(_words(parse, a[role])) for role in ("cue", "source", "content"))
        if cue and content:
            yield Said(cue, source, content)


def _words(parse: Parse, spans: Any) -> Iterator[int]:
    for span in [spans] if isinstance(spans, dict) else spans or ():
        start, end = (span["start"], span["end"]) if isinstance(span, dict) else span
        yield from (i for i in range(len(parse)) if parse.starts[i] < end and start < parse.ends[i])


def frame_questions(article: Article) -> Iterator[Question]:
    """The drafts of an article, each with whether it is softly right: a choice between it and nothing.

    One inside of an annotated content is not asked for where only outermost attributions are annotated.
    """
    for draft in usable_drafts(article.parse):
        right = any(_agree(draft, said) for said in article.gold)
        inside = any(_holds(said, draft) for said in article.gold)
        if right or not (inside and article.outermost):
            found = facts(article.parse, draft) | ({INSIDE: 1.0} if inside and not article.outermost else {})
            yield Question("frame", article.name, [found, {}], [right, not right], 0)


def _agree(draft: Draft, said: Said) -> bool:
    pairs = ((draft.cue, said.cue), (draft.source, said.source))
    found = [(frozenset(range(*words or (0, 0))), gold) for words, gold in pairs]
    return all(token_f1(a, b) >= HALF for a, b in (*found, (frozenset(draft.words), said.content)))


def _holds(said: Said, draft: Draft) -> bool:
    return {*range(*draft.cue or (0, 0)), *range(*draft.source or (0, 0))} <= said.content


def contents_of(article: Article) -> Iterator[Content]:
    """The annotated contents of one part whose cue the network may see, with its scores of the words around it."""
    for said in article.gold:
        part: Range = (min(said.content), max(said.content) + 1)
        one = next((c for c in article.candidates if said.cue & {*range(*c.cue)}), None)
        if one and part[1] - part[0] == len(said.content):
            yield from Content.of(article.name, article.ground, one, part)
