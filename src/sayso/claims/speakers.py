"""Who the source of an attribution is: entity codes and the words that name it, across sentences and paragraphs."""

from __future__ import annotations

import re

from sayso.actors.resolution import is_guess
from sayso.claims.coreference import Coreference, HeadResolver
from sayso.claims.frames import Draft
from sayso.claims.grammar import Grammar
from sayso.claims.mentions import person_nouns
from sayso.claims.phrases import head_of, noun_phrase
from sayso.claims.quotations import Quotations

_ONE_MORE = frozenset({"another", "other", "others", "some", "several", "few", "second", "third", "first", "one"})
_OUTSIDERS = frozenset({"diplomat", "observer", "analyst", "expert", "mediator", "envoy", "source", "attach\u00e9"})
_OUTSIDERS |= frozenset({"newspaper", "radio", "station", "website", "agency", "witness", "monitor", "elder", "person"})
"""Unnamed sources that are often of another country than the one they speak of, or of none."""
_STATE = re.compile("[A-Z]{3}")
_NEAR = 2
"""How many sentences "another" may stand from the source that it is one more of."""
_DEPTH = 3
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
        if (before := self._like_before(head, draft, drafts)) is not None:
            return self.of(before, drafts)[0], text
        said_of = self._said_of(draft, head) if owner is None and len(parts) == 1 else ()
        codes = dict.fromkeys(c for i in parts for c in said_of or self._coreference.codes(i) or self._unlisted(i))
        return tuple(codes), text

    def _like_before(self, head: int, draft: Draft, drafts: list[Draft]) -> Draft | None:
        """ "Another said", "a third believed": one more of those who spoke before."""
        parse = self._parse
        if parse.lemmas[head].lower() not in _ONE_MORE or draft.source is None or draft.source[1] - draft.source[0] > 2:
            return None
        before = [d for d in drafts if d.source is not None and d.source[1] <= head]
        near = [d for d in before if d.source and parse.sentence_of(head) - parse.sentence_of(d.source[0]) <= _NEAR]
        return max(near, key=lambda d: d.source or (0, 0), default=None)

    def _said_of(self, draft: Draft, head: int) -> tuple[str, ...]:
        """ "Serbia will sell arms, its minister said", "Pakistan is to pay, officials said": the country they speak of.

        It holds for a source behind its content that is unnamed, or that hangs on a possessive pronoun.
        """
        if draft.source is None or not draft.content or draft.content[0][1] > draft.source[0]:
            return ()
        found = self._resolver.resolve_head(head)
        hangs = found.pronoun is not None and draft.source[0] <= found.pronoun < draft.source[1]
        unnamed = bool(found.codes) and is_guess(found.rule) and self._parse.lemmas[head].lower() not in _OUTSIDERS
        if not hangs and not unnamed:
            return ()
        subjects = self._grammar.surface_subjects(head_of(self._parse, draft.content[0]))
        if len(subjects) != 1 or not self._grammar.is_actor(subjects[0]):
            return ()
        subject = subjects[0]
        known = self._resolver.resolve_head(subject)
        sure = known.codes and (known.pronoun is not None or not is_guess(known.rule))
        codes = self._coreference.codes(subject) if sure else ()
        return codes if len(codes) == 1 and _STATE.fullmatch(codes[0]) else ()

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
        if owned := self._of_place(head):
            return owned
        kind = self._kind(head)
        group = person_nouns().get(self._parse.lemmas[head].lower(), ("", ""))[1]
        if (group in ("person", "people", "body") or kind == "PER") and (home := self._home(head)):
            return (home,)
        return (self._name(head) if self._parse.upos[head] == "PROPN" else self._words(head),)

    def _of_place(self, head: int, depth: int = 0) -> tuple[str, ...]:
        """Codes of what an unknown source belongs to: "the headman of a village in Ladakh", "no one in Bishkek"."""
        if self._parse.upos[head] == "PROPN" or depth > _DEPTH:
            return ()
        for c in self._parse.children(head):
            if self._parse.deprels[c] not in ("nmod", "nmod:poss"):
                continue
            known = self._resolver.resolve_head(c)
            codes = tuple(known.codes) if not is_guess(known.rule) else ()
            if codes := codes or self._of_place(c, depth + 1):
                return codes
        return ()

    def _home(self, i: int) -> str | None:
        """The country of the story at a word, where the resolver knows one; else that of the whole article."""
        setting = getattr(self._resolver, "setting", None)
        found = setting.at(i) if setting is not None else self._resolver.focus
        return found if isinstance(found, str) else None

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
