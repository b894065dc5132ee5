"""Who the source of an attribution is: entity codes and the words that name it, across sentences and paragraphs."""

from __future__ import annotations

from sayso.claims.coreference import Coreference, HeadResolver
from sayso.claims.frames import Draft
from sayso.claims.grammar import Grammar
from sayso.claims.mentions import person_nouns
from sayso.claims.phrases import head_of, noun_phrase
from sayso.claims.quotations import Quotations

_PARAGRAPHS = 2
"""How many paragraphs a bare quotation may stand from the cue whose source speaks it."""


class Speakers:
    """Resolves the sources of drafts; asks the resolver first, then coreference."""

    def __init__(
        self, grammar: Grammar, resolver: HeadResolver, coreference: Coreference, quotations: Quotations
    ) -> None:
        self._grammar = grammar
        self._parse = grammar.parse
        self._resolver = resolver
        self._coreference = coreference
        self._quotations = quotations
        self._by_paragraph: dict[int, list[Draft]] | None = None

    def of(self, draft: Draft, drafts: list[Draft]) -> tuple[tuple[str, ...], str | None]:
        """Entity codes of a draft's source and the words that name it, here or nearby; empty and None if unknown."""
        head = self.head(draft, drafts)
        if head is None:
            return (), None
        antecedent = self._coreference.resolve(head)
        named = head if antecedent is None else antecedent.head
        parts = self._members(draft, head) if antecedent is None else list(antecedent.members)
        text = self._words(named, conjuncts=len(parts) > 1)
        owner = self._author(head)
        if owner is not None:
            parts = [owner]
        codes = dict.fromkeys(c for i in parts for c in self._coreference.codes(i) or self._unlisted(i))
        return tuple(codes), text

    def _words(self, head: int, *, conjuncts: bool = False) -> str:
        return self._parse.span(*noun_phrase(self._parse, head, conjuncts=conjuncts)).of(self._parse.text)

    def _author(self, head: int) -> int | None:
        """Who speaks in a document: "a report by the agency", "the court's summary", "data from the bank"."""
        if person_nouns().get(self._parse.lemmas[head].lower(), ("", ""))[1] != "document":
            return None
        found = (self._owner(i) for i in [head, *self._coreference.earlier(head)])
        return next((i for i in found if i is not None), None)

    def _owner(self, noun: int) -> int | None:
        parse = self._parse
        for c in parse.children(noun):
            marks = {parse.word(k).lower() for k in parse.children(c) if parse.deprels[k] == "case"}
            if parse.deprels[c] == "nmod:poss" or (parse.deprels[c] == "nmod" and marks & {"by", "from"}):
                return self._grammar.referent(c)
            if parse.deprels[c] == "acl" and (agents := self._grammar.agents(c)):
                return agents[0]
        return None

    def _unlisted(self, head: int) -> tuple[str, ...]:
        """A source that no table has: a name by its own words, people by the article's country, else the words."""
        if self._parse.upos[head] == "PRON":
            found = self._coreference.resolve(head)
            return () if found is None or self._parse.upos[found.head] == "PRON" else self._unlisted(found.head)
        kind = self._kind(head)
        group = person_nouns().get(self._parse.lemmas[head].lower(), ("", ""))[1]
        if (group in ("person", "people", "body") or kind == "PER") and self._resolver.focus:
            return (self._resolver.focus,)
        return (self._name(head) if self._parse.upos[head] == "PROPN" else self._words(head),)

    def _name(self, head: int) -> str:
        """The words of a name: the named entity if the model saw one, else the proper nouns around the head."""
        for name in self._parse.names:
            if name.start <= head < name.end and name.kind in ("ORG", "MISC", "PER"):
                return self._parse.span(name.start, name.end).of(self._parse.text)
        start, end = head, head + 1
        while start > 0 and self._parse.upos[start - 1] == "PROPN":
            start -= 1
        while end < len(self._parse) and self._parse.upos[end] == "PROPN":
            end += 1
        return self._parse.span(start, end).of(self._parse.text)

    def _kind(self, head: int) -> str | None:
        return next((n.kind for n in self._parse.names if n.start <= head < n.end), None)

    def head(self, draft: Draft, drafts: list[Draft]) -> int | None:
        """The head word of a draft's source; of a bare quotation the head of the neighbouring source."""
        if draft.source is not None:
            return self._grammar.referent(head_of(self._parse, draft.source))
        near = self._neighbour(draft, drafts) if draft.cue is None else None
        return (
            None if near is None or near.source is None else self._grammar.referent(head_of(self._parse, near.source))
        )

    def _members(self, draft: Draft, head: int) -> list[int]:
        """The head and what is coordinated with it inside of the source."""
        if draft.source is None:
            return [head]
        start, end = draft.source
        return [head] + [c for c in self._parse.children(head) if self._parse.deprels[c] == "conj" and start <= c < end]

    def _neighbour(self, draft: Draft, drafts: list[Draft]) -> Draft | None:
        """The attribution that a bare quotation goes on from: the last cue before it, else the first one after.

        Newspapers put a bare quotation behind the paragraph that names its speaker; a speaker named only afterwards
        is rarer.
        """
        here, first = self._paragraph(draft), draft.content[0][0]
        speaking = self._speaking(drafts)
        near = [d for n in range(here - _PARAGRAPHS, here + 2) for d in speaking.get(n, ())]
        before = [d for d in near if self._place(d) < first]
        after = [d for d in near if self._place(d) > first]
        return max(before, key=self._place, default=None) or min(after, key=self._place, default=None)

    def _speaking(self, drafts: list[Draft]) -> dict[int, list[Draft]]:
        """Drafts with a source and a cue outside of quotations, by paragraph."""
        if self._by_paragraph is None:
            self._by_paragraph = {}
            for draft in drafts:
                if draft.source is not None and self._outside(draft):
                    self._by_paragraph.setdefault(self._paragraph(draft), []).append(draft)
        return self._by_paragraph

    def _outside(self, draft: Draft) -> bool:
        return draft.cue is not None and self._quotations.at(self._parse.starts[draft.cue[0]]) is None

    def _place(self, draft: Draft) -> int:
        return draft.cue[0] if draft.cue else draft.content[0][0]

    def _paragraph(self, draft: Draft) -> int:
        return self._quotations.paragraph(self._parse.starts[self._place(draft)])
