"""Predicates of which it is known whether they lie ahead: MEANTIME's event mentions, and our own annotated claims."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sayso.claims.certainty import Told
from sayso.claims.engine import Scene
from sayso.claims.factuality import judge
from sayso.claims.happened import graded
from sayso.claims.reading import ArticleReader
from sayso.evaluate.measures import Json
from sayso.records import Article, content_id
from sayso.train.corpora import records, spaced

PARTS = 3
"""One of so many articles of MEANTIME is measured on and not fitted to."""


class Timed(NamedTuple):
    """A predicate of an article, how it is told, and whether it lies ahead."""

    article: str
    told: Told
    ahead: bool


def is_measured(name: str) -> bool:
    """Whether an article is one of MEANTIME's that are measured on."""
    return name.startswith("meantime:") and int(content_id(name), 16) % PARTS == 0


def mentions(reader: ArticleReader, path: Path) -> Iterator[Timed]:
    """The event mentions of MEANTIME whose time is told."""
    for record in records(path):
        text, offsets = spaced(record["tokens"])
        scene = reader.scene(Article(id=record["id"], text=text))
        word_at = {start: i for i, start in enumerate(scene.grammar.parse.starts)}
        for event in record["events"]:
            word = word_at.get(offsets[event["tokens"][0]][0]) if event["tokens"] else None
            if word is not None and event["time"] in ("FUTURE", "NON_FUTURE"):
                yield Timed(record["id"], told_at(scene, word), event["time"] == "FUTURE")


def timed(told: Told, gold: Json) -> Timed | None:
    """An annotated claim whose auxiliary says when it lies; what is denied or supposed may lie anywhere."""
    if gold["auxiliary"] not in (None, "historical", "future") or gold["factuality"] == ["U"]:
        return None
    return Timed(gold["article"], told, gold["auxiliary"] == "future")


def told_at(scene: Scene, word: int) -> Told:
    """How a predicate is told that need not be a claim."""
    judged = judge(scene.grammar.parse, word, stop=scene.chains.stop(word))
    around = scene.chains.around(word)
    parse, inner = scene.grammar.parse, around[-1] if around else None
    return Told(parse, word, judged, judged, "", inner, len(around), graded(parse, word))
