"""Sayso as a component of a spaCy pipeline: `nlp.add_pipe("sayso")`.

    >>> nlp = spacy.blank("en")
    >>> nlp.add_pipe("sayso", config={"date": "2024-05-07"})
    >>> doc = nlp("The minister said on Monday that Russia had shelled Kharkiv.")
    >>> [(span.text, span.label_, span._.sayso.factuality) for span in doc.spans["sayso"]]
    [('shelled', 'ASSAULT', 'CT+')]

It reads the text itself and needs no other component; what others set stays. The reading is kept in `doc.user_data` as
JSON, so that a `Doc` can be written, or sent to another process, with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, Span

from sayso.claims import read_batch
from sayso.ontology.own import ontology_files
from sayso.records import Article, Claim, Reading, Rejection, content_id

KEY = "sayso"
"""The name of the component, of the group of spans, and under `doc._` and in `doc.user_data`."""
AT_ONCE = 64
"""Articles that are read together, where `nlp.pipe` does not say how many."""


class Sayso:
    """Reads each `Doc` as an article.

    Args:
        date: ISO date of publication, for a `Doc` without one in `doc._.published`.
        dictionaries: the user's own actor tables (CSV).
        ontology: files of the user's own event types (TOML).
        threads: of the reader; 0 means as many as there are cores.
    """

    def __init__(self, *, date: str | None, dictionaries: Sequence[str], ontology: Sequence[str], threads: int) -> None:
        self.date, self.threads = date, threads
        self.tables = (*map(Path, dictionaries), *ontology_files(ontology))

    def __call__(self, doc: Doc) -> Doc:
        return next(self._read([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = AT_ONCE) -> Iterator[Doc]:
        """The same of a stream, in order.

        Args:
            stream: of `Doc`s, taken a batch at a time.
            batch_size: of how many.
        """
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            yield from self._read(batch)

    def _read(self, docs: Sequence[Doc]) -> Iterator[Doc]:
        outcomes = read_batch(map(self._article, docs), dictionaries=self.tables, threads=self.threads)
        for doc, outcome in zip(docs, outcomes, strict=True):
            _keep(doc, outcome)
            yield doc

    def _article(self, doc: Doc) -> Article:
        date = doc._.published or self.date
        return Article(id=content_id("", date or "", doc.text), text=doc.text, published=date)


def make(
    nlp: Language, name: str, date: str | None, dictionaries: list[str], ontology: list[str], threads: int
) -> Sayso:
    """What `nlp.add_pipe("sayso")` makes; see `Sayso` for the settings."""
    return Sayso(date=date, dictionaries=dictionaries, ontology=ontology, threads=threads)


Language.factory(
    KEY,
    assigns=["doc._.sayso", "doc._.sayso_rejected", "span._.sayso"],
    default_config={"date": None, "dictionaries": [], "ontology": [], "threads": 0},
    func=make,
)


def _keep(doc: Doc, outcome: Reading | Rejection) -> None:
    """Put a reading, or why there is none, where `doc._` and `doc.spans` find it."""
    read = isinstance(outcome, Reading)
    doc.user_data[KEY] = msgspec.json.encode(outcome).decode() if read else None
    doc.user_data[f"{KEY}_rejected"] = None if isinstance(outcome, Reading) else outcome.reason
    doc.spans[KEY] = [_span(doc, claim) for claim in outcome.claims] if isinstance(outcome, Reading) else []


def _span(doc: Doc, claim: Claim) -> Span:
    """The words that name the event, widened to whole tokens; `span.id_` is the id of the claim."""
    start, end = claim.trigger.start, claim.trigger.end
    span = doc.char_span(start, end, label=claim.event, span_id=claim.id, alignment_mode="expand")
    assert span is not None  # "expand" finds a span wherever there are tokens
    return span


def _reading(doc: Doc) -> Reading | None:
    kept = doc.user_data.get(KEY)
    return _decoded(kept) if kept else None


@lru_cache(maxsize=16)
def _decoded(kept: str) -> Reading:
    return msgspec.json.decode(kept, type=Reading)


def _claim(span: Span) -> Claim | None:
    reading = _reading(span.doc)
    return next((claim for claim in reading.claims if claim.id == span.id_), None) if reading else None


def _rejected(doc: Doc) -> Any:
    return doc.user_data.get(f"{KEY}_rejected")


Doc.set_extension(KEY, getter=_reading, force=True)
Doc.set_extension(f"{KEY}_rejected", getter=_rejected, force=True)
Span.set_extension(KEY, getter=_claim, force=True)
if not Doc.has_extension("published"):
    Doc.set_extension("published", default=None)
