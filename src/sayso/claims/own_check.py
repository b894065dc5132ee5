"""Whether a user's own event types do what their file says: each example gives the event with its actor and recipient,
each counterexample none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec

from sayso.claims.engine import build_claims
from sayso.claims.own_types import compile_types, words_in
from sayso.claims.reading import ArticleReader
from sayso.claims.triggers import PredicateIndex
from sayso.ontology.own import Marked, OwnType, ontology_files
from sayso.records import Article, Claim, Slot, Span


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one sentence of a file; `fault` and `remedy` are empty if it is as it should be.

    `alone` says of an example whether it is also found when it is left out of the file, None of a counterexample.
    """

    kind: str
    sentence: str
    holds: bool
    fault: str = ""
    remedy: str = ""
    alone: bool | None = None


def check_types(paths: Sequence[Path], *, threads: int = 0) -> Iterator[Verdict]:
    """A verdict on each example and counterexample of ontology files, in their order.

    Raises:
        OntologyError: a file is malformed.
    """
    reader = ArticleReader(dictionaries=ontology_files(paths), threads=threads)
    for kind in reader.kinds:
        for example in kind.examples:
            yield _of_example(reader, kind, example)
        for text in kind.counterexamples:
            yield _of_counterexample(reader, kind, text)


def _claims(reader: ArticleReader, text: str) -> tuple[Claim, ...]:
    return build_claims(reader.scene(Article(id="example", text=text, language="en")), reader.index)


def _of_example(reader: ArticleReader, kind: OwnType, example: Marked) -> Verdict:
    claims = _claims(reader, example.text)
    found = next((c for c in claims if c.event == kind.name and _meets(c.trigger, example.trigger)), None)
    fault, remedy = _slots(example, found) if found else _unfound(reader, kind, example, claims)
    alone = _is_found_alone(reader, kind, example) if found and kind.words else None
    return Verdict(kind=kind.name, sentence=example.text, holds=True, fault=fault, remedy=remedy, alone=alone)


def _of_counterexample(reader: ArticleReader, kind: OwnType, text: str) -> Verdict:
    found = next((c for c in _claims(reader, text) if c.event == kind.name), None)
    fault = f'it gives the event at "{found.trigger.of(text)}"' if found else ""
    remedy = "Narrow the words with = or !=, or the rule in when" if found else ""
    return Verdict(kind=kind.name, sentence=text, holds=False, fault=fault, remedy=remedy)


def _slots(example: Marked, found: Claim) -> tuple[str, str]:
    """What is wrong with actor or recipient."""
    for name, wanted, slot in (
        ("actor", example.actor, found.actor),
        ("recipient", example.recipient, found.recipient),
    ):
        missed = next((span for span in wanted if not _meets(span, slot.spans)), None)
        if missed is not None:
            fault = (
                f'the {name} "{missed.of(example.text)}" is not found; the reader takes {_words(slot, example.text)}'
            )
            return fault, "Give the example a plainer order of words, or mark what the reader takes if that will do"
    return "", ""


def _words(slot: Slot, text: str) -> str:
    return " and ".join(f'"{span.of(text)}"' for span in slot.spans) or "+".join(slot.codes) or "nobody"


def _unfound(reader: ArticleReader, kind: OwnType, example: Marked, claims: Sequence[Claim]) -> tuple[str, str]:
    """Why an example gives no event of its type."""
    other = next((c for c in claims if _meets(c.trigger, example.trigger)), None)
    if kind.when and not kind.words:
        given = f"there the reader finds {other.event}" if other else "the reader finds no event there"
        return f"no claim is taken over: {given}", "Add a rule to when, or words and the type's own examples"
    parse = reader.scene(Article(id="example", text=example.text, language="en")).grammar.parse
    words = [i for span in example.trigger for i in range(*(words_in(parse, span) or (0, 0)))]
    seen = " ".join(f"{parse.lemmas[i].lower()} ({parse.upos[i].lower()})" for i in words)
    return f"no words of the type are found; the reader sees {seen}", "Add these to words, or widen what follows ="


def _is_found_alone(reader: ArticleReader, kind: OwnType, example: Marked) -> bool:
    """Whether an example is found by the rest of its type."""
    rest = msgspec.structs.replace(kind, examples=tuple(e for e in kind.examples if e != example))
    own = compile_types([rest], cache(reader.sentence)) if rest.examples else None
    if own is None:
        return False
    scene = reader.scene(Article(id="example", text=example.text, language="en"))
    scene.own = own
    found = build_claims(scene, PredicateIndex((*reader.rows, *own.rows)))
    return any(c.event == kind.name and _meets(c.trigger, example.trigger) for c in found)


def _meets(span: Span, others: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for other in others)
