"""The work of `sayso score`: gold against a file of predictions, or against what the reader makes of gold's texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import msgspec

from sayso.app.reading import readings, tell
from sayso.engines.local import BatchReader, read_all
from sayso.engines.processes import in_processes
from sayso.errors import InputError
from sayso.evaluate import AttributionScore, ClaimScore, load, score_attributions, score_claims
from sayso.evaluate.attributions import ranges
from sayso.evaluate.files import OF_GOLD, OF_PREDICTED, article_of, check_claims
from sayso.evaluate.measures import Json, Measure, Miss
from sayso.ontology.own import ontology_files
from sayso.records import Rejection
from sayso.report.grid import plain
from sayso.report.shape import shape

_SHOWN = ("trigger", "event", "actor", "recipient", "factuality", "source", "cue", "content")


def score_and_print(
    gold_path: Path,
    predicted_path: Path | None = None,
    *,
    misses: int = 0,
    as_json: bool = False,
    ontology: Sequence[Path] = (),
    threads: int = 0,
    read_batch: BatchReader | None = None,
) -> None:
    """Score a file and print the measures; without `predicted_path` the gold's own texts are read.

    Raises:
        InputError: a file is malformed, or the two have no article in common.
    """
    gold = load(gold_path)
    check_claims(gold, OF_GOLD)
    predicted = (
        load(predicted_path)
        if predicted_path
        else read_gold(gold, ontology=ontology, threads=threads, read_batch=read_batch)
    )
    if predicted_path:
        check_claims(predicted, OF_PREDICTED)
    if not gold.keys() & predicted.keys():
        raise InputError("The two files have no article in common.", "Ids must be the same in both.")
    claims, attributions = scores(gold, predicted)
    if unread := _unread_line(gold):
        click.echo(unread, err=True)
    if as_json:
        click.echo(msgspec.json.encode(_as_json(claims, attributions)).decode())
        return
    for line in (*_claim_lines(claims), *_attribution_lines(attributions)):
        click.echo(line)
    for score in (claims, attributions):
        for miss in score.misses[:misses] if score else ():
            click.echo(_miss_line(miss, gold[miss.article].get("text", "")), err=True)


def read_gold(
    gold: Mapping[str, Json],
    *,
    ontology: Sequence[Path] = (),
    threads: int = 0,
    read_batch: BatchReader | None = None,
) -> dict[str, Json]:
    """What the reader makes of the gold's texts, in the gold shape, by id."""
    articles = [article_of(key, record) for key, record in gold.items()]
    rejections: list[Rejection] = []
    found = {
        r.article.id: shape(r)
        for r in readings(
            read_all(articles, read_batch=read_batch or in_processes(ontology_files(ontology), threads)), rejections
        )
    }
    tell(rejections)
    return found


def scores(
    gold: Mapping[str, Json], predicted: Mapping[str, Json]
) -> tuple[ClaimScore | None, AttributionScore | None]:
    """Claims where gold has claims, attributions where it has attributions that were annotated: a record that was
    judged claim by claim has the reader's own."""
    with_claims = {key: record for key, record in gold.items() if "claims" in record}
    with_attributions = {
        key: record for key, record in gold.items() if "attributions" in record and not _unread(record)
    }
    return (
        score_claims(with_claims, predicted) if with_claims else None,
        score_attributions(with_attributions, predicted) if with_attributions else None,
    )


def _unread(record: Json) -> bool:
    """Whether nobody looked at the attributions of a record: its claims were judged, as `sayso judge export` tells."""
    return bool(record.get("judged"))


def _unread_line(gold: Mapping[str, Json]) -> str | None:
    """What is told of the articles whose attributions are not scored."""
    n = sum(_unread(record) and "attributions" in record for record in gold.values())
    articles = "1 article" if n == 1 else f"{n:,} articles"
    return f"attributions of {articles} not scored: claims were judged there, not attributions" if n else None


def _as_json(claims: ClaimScore | None, attributions: AttributionScore | None) -> Json:
    found: Json = {}
    if claims:
        found["claims"] = {**claims.levels, "fields": claims.fields, "counts": claims.counts}
    if attributions:
        found["attributions"] = {**attributions.measures, "counts": attributions.counts}
    return found


def _claim_lines(score: ClaimScore | None) -> Iterator[str]:
    if score:
        yield from _measure_lines("claims", score.levels)
        yield "fields        " + "  ".join(f"{name} {value:.0f}" for name, value in score.fields.items())
        yield _counts(score.counts)
        if optional := score.counts.get("optional"):
            judged = score.counts["predicted"] - optional
            yield f"of the predicted {optional:,} were left open by gold and count neither way; judged were {judged:,}"


def _attribution_lines(score: AttributionScore | None) -> Iterator[str]:
    if score:
        yield from _measure_lines("attributions", score.measures)
        yield _counts(score.counts)


def _measure_lines(name: str, measures: Mapping[str, Measure]) -> Iterator[str]:
    yield f"{name:<14}     P      R     F1"
    for row, m in measures.items():
        yield f"{row:<14}{m.p:6.1f} {m.r:6.1f} {m.f1:6.1f}"


def _counts(counts: Mapping[str, int]) -> str:
    return "counts        " + "  ".join(f"{name} {number}" for name, number in counts.items())


def _miss_line(miss: Miss, text: str) -> str:
    return f"{miss.kind} {miss.article} | gold {_brief(miss.gold, text)} | predicted {_brief(miss.predicted, text)}"


def _brief(item: Json | None, text: str) -> str:
    if item is None:
        return "-"
    parts = [f"{name}={_value(item[name], text)}" for name in _SHOWN if name in item]
    if "say_so" in item:
        parts.append("say_so=" + " › ".join(str(link.get("code") or link.get("source")) for link in item["say_so"]))
    return " ".join(parts)


def _value(value: Any, text: str) -> str:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ",".join(value)
    if isinstance(value, (dict, list)):
        return "“" + plain(" … ".join(text[start:end] for start, end in ranges(value))) + "”"
    return str(value)
