"""Who speaks in a document: the author of a report, the court of a ruling, whoever gathered the data."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sayso.claims.coreference import Coreference
from sayso.claims.grammar import Grammar
from sayso.claims.mentions import noun_class
from sayso.ontology.tables import rows

_AUTHOR_MARKS = frozenset({"by", "from"})
_NAMES = frozenset({"compound", "nmod:poss", "amod"})
_DEFINITE = frozenset({"the", "this", "that", "these", "its", "their", "his", "her"})


_HAVING = frozenset(
    ("see obtain read view review get receive access leak show hear examine verify share copy cite quote steal").split()
)
"""Verbs of having a document that one did not make: "a letter seen by this newspaper", "a report shown to us"."""


@cache
def document_nouns() -> dict[str, str]:
    """Nouns by kind: `document` (written or recorded), `state` (by an organ of the state), `organ` (one itself)."""
    return {row["noun"]: row["kind"] for row in rows("document_nouns", room="claims")}


class Documents:
    """Authors of the documents of one article."""

    def __init__(self, grammar: Grammar, coreference: Coreference) -> None:
        self._grammar = grammar
        self._parse = grammar.parse
        self._coreference = coreference

    def is_document(self, head: int) -> bool:
        """Whether a noun phrase is something written or recorded."""
        return self._parse.upos[head] in ("NOUN", "PROPN") and self._kind(head) in ("document", "state")

    def _kind(self, i: int) -> str:
        return document_nouns().get(self._parse.lemmas[i].lower(), "")

    def is_public(self, head: int) -> bool:
        """Whether a document without a named author comes from an organ of the state: a ruling, "police records"."""
        below = self._parse.children(head)
        if self._kind(head) == "state" or any(self._kind(c) == "organ" for c in below if self._names(c)):
            return True
        return any(self.is_public(c) for c in below if self._is_part(c))

    def is_definite(self, head: int) -> bool:
        """Whether the text takes the document for known: "the report", "this letter"."""
        return any(self._parse.word(c).lower() in _DEFINITE for c in self._parse.children(head))

    def name(self, head: int) -> str:
        """What a document without an author is called: its noun and those before it ("opinion polls", "a video")."""
        start = head
        one = next((c for c in self._parse.children(head) if self._parse.word(c).lower() in ("a", "an")), None)
        if one is not None and one < head:
            return self._parse.span(one, head + 1).of(self._parse.text)
        while start - 1 in self._parse.children(head) and self._parse.deprels[start - 1] == "compound":
            start -= 1
        return self._parse.span(start, head + 1).of(self._parse.text)

    def author(self, head: int) -> int | None:
        """The head of the phrase that names who made a document, here or where it was spoken of before."""
        before = [k for k in self._coreference.earlier(head) if k < head and self.is_document(k)]
        found = (self._maker(noun) for noun in [head, *reversed(before)])
        return next((i for i in found if i is not None), None)

    def _maker(self, noun: int) -> int | None:
        return next((self._grammar.referent(i) for i in self._makers(noun)), None)

    def _makers(self, noun: int) -> Iterator[int]:
        parse = self._parse
        below = parse.children(noun)
        yield from (c for c in below if parse.deprels[c] == "nmod:poss")
        yield from (c for c in below if parse.deprels[c] in ("nmod", "obl") and self._is_by(c))
        for clause in (c for c in below if parse.deprels[c].startswith("acl")):
            if parse.lemmas[clause].lower() not in _HAVING:
                yield from self._writers(noun, clause)
        yield from (c for c in below if self._names(c) and self._is_maker(c))
        yield from (k for c in below if self._is_part(c) for k in self._makers(c))

    def _is_by(self, i: int) -> bool:
        marks = {self._parse.word(k).lower() for k in self._parse.children(i) if self._parse.deprels[k] == "case"}
        if "of" in marks and self._is_body(i):
            return True
        return bool(marks & _AUTHOR_MARKS) and not self._is_date(i)

    def _is_body(self, i: int) -> bool:
        """A court, a ministry, a named organisation, but no people: these a report is rather about than by."""
        named = any(n.kind == "ORG" for n in self._parse.names_at(i))
        return named or noun_class(self._parse.lemmas[i].lower()) == "body"

    def _is_date(self, i: int) -> bool:
        return any(n.kind == "DATE" for n in self._parse.names_at(i))

    def _writers(self, noun: int, clause: int) -> list[int]:
        """Who wrote it in a clause on the noun: "published by the bank", "that the envoy laid before the council"."""
        agents = self._grammar.agents(clause)
        if agents or self._parse.deprels[clause] != "acl:relcl" or self._grammar.is_passive(clause):
            return agents
        relatives = ("WDT", "WP", "WP$")
        subjects = [s for s in self._grammar.surface_subjects(clause) if s != noun and self._parse.heads[s] == clause]
        return [s for s in subjects if self._parse.xpos[s] not in relatives and self._parse.upos[s] != "PRON"]

    def _names(self, i: int) -> bool:
        return self._parse.deprels[i] in _NAMES

    def _is_maker(self, i: int) -> bool:
        """A name in front of a document that is somebody: "Treasury records", "a Northfield University poll"."""
        return self._parse.upos[i] == "PROPN" and not self._is_date(i) and self._grammar.is_actor(i)

    def _is_part(self, i: int) -> bool:
        """ "The summary of the decision", "part of the order": the whole has the author."""
        return self._parse.deprels[i] == "nmod" and self.is_document(i)
