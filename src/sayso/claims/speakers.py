"""Who the source of an attribution is: entity codes and the words that name it, across sentences and paragraphs."""

from __future__ import annotations

from sayso.actors.generic import is_country
from sayso.actors.resolution import OF_THE_PLACE, PUBLISHER, is_guess
from sayso.claims.accused import Accused, is_authority, is_bystander
from sayso.claims.coreference import MANY, Antecedent, Coreference, HeadResolver
from sayso.claims.documents import Documents
from sayso.claims.drafts import Draft
from sayso.claims.grammar import Grammar
from sayso.claims.mentions import TITLES, noun_class
from sayso.claims.phrases import Range, head_of
from sayso.claims.quotations import Quotations
from sayso.claims.turns import ASKING, TURN, answers, asks, is_label
from sayso.claims.unlisted import ALOOF, CALLED, Unlisted

_ONE_MORE = frozenset({"another", "other", "others", "some", "several", "few", "second", "third", "first", "one"})
_OUTSIDERS = frozenset({"diplomat", "observer", "analyst", "expert", "mediator", "envoy", "source", "attach\u00e9"})
_OUTSIDERS |= frozenset({"newspaper", "radio", "station", "website", "agency", "witness", "monitor", "elder", "person"})
"""Unnamed sources that are often of another country than the one they speak of, or of none."""
_POINTING = frozenset({"these", "those"})
STORY_SENTENCES = 4
"""From as many sentences on, who is not named is taken to be of the country that the text speaks of most."""
_SHORT = 3
"""Words of a source that points back: a longer one says itself who speaks."""
_UNKNOWN = frozenset({"unknown name", "no actor"})
"""Rules of the resolver that leave it to the story whose a source is."""
_QUANTITIES = ("NUM", "DET", "ADJ", "PRON")
_NEAR = 2
"""How many sentences "another" may stand from the source that it is one more of."""
_PARAGRAPHS = 2
"""How many paragraphs a bare quotation may stand from the cue whose source speaks it."""


class Speakers:
    """Resolves the sources of drafts; asks the resolver first, then coreference."""

    def __init__(
        self,
        grammar: Grammar,
        resolver: HeadResolver,
        coreference: Coreference,
        quotations: Quotations,
        *,
        answering: int | None = None,
    ) -> None:
        self._answering = answering
        self._grammar = grammar
        self._parse = grammar.parse
        self._resolver = resolver
        self._coreference = coreference
        self._quotations = quotations
        self._documents = Documents(grammar, coreference)
        self._accused = Accused(grammar.parse, resolver)
        self._unlisted = Unlisted(grammar.parse, resolver, coreference)
        self._by_paragraph: dict[int, list[Draft]] | None = None
        self._by_sentence: dict[int, list[Draft]] | None = None
        self._turn_at: dict[int, Draft] | None = None
        self._known: dict[int, tuple[tuple[str, ...], str | None]] = {}

    def of(self, draft: Draft, drafts: list[Draft]) -> tuple[tuple[str, ...], str | None]:
        """Entity codes of a draft's source and the words that name it, here or nearby; empty and None if unknown.

        Drafts are asked for in text order, those that one goes back to before it.
        """
        if id(draft) not in self._known:
            self._known[id(draft)] = (), None  # whoever speaks as one before, who speaks as this one: it ends here
            self._known[id(draft)] = self._of(draft, drafts)
        return self._known[id(draft)]

    def _of(self, draft: Draft, drafts: list[Draft]) -> tuple[tuple[str, ...], str | None]:
        head = self.head(draft, drafts)
        if head is None:
            return (), None
        if draft.rule == TURN and draft.source is not None:
            return self._at_turn(draft.source, head), self._parse.span(*draft.source).of(self._parse.text)
        antecedent, parts = self._antecedent(head), self._members(draft, head)
        named = head if antecedent is None or len(parts) > 1 else antecedent.head
        parts = list(antecedent.members) if antecedent is not None and len(parts) == 1 else parts
        text = self._unlisted.words(named, conjuncts=len(parts) > 1)
        if (turn := self._turn_around(parts[0], drafts)) is not None:
            return self.of(turn, drafts)
        if self._is_document(head) and (written := self._written(draft, head, drafts)):
            return written, text
        if (before := self._like_before(head, draft, drafts)) is not None:
            return self.of(before, drafts)[0], text
        if self._parse.word(head).lower() in MANY and (codes := self._coreference.codes(head)):
            return codes, text
        said_of = self._said_of(draft, head) if len(parts) == 1 else ()
        known = dict.fromkeys(c for i in parts for c in said_of or self._unlisted.known(i, draft.source))
        return self._not_accused(draft, head, tuple(known)), text

    def _antecedent(self, head: int) -> Antecedent | None:
        """What a source goes back to, but no body of another state than its own words say ("the ministry in Seoul")."""
        found = self._coreference.resolve(head)
        own = self._resolver.resolve_head(head)
        if found is None or not own.codes:
            return found
        before = self._resolver.resolve_head(found.head).codes
        title = own.rule == "focus" and self._parse.upos[head] == "PROPN"  # "the Prime Minister"
        if own.rule.startswith(PUBLISHER) or (title and not before):
            return None
        if not own.rule.startswith("agent,"):
            return found
        return found if not before or set(before) & set(own.codes) else None

    def _not_accused(self, draft: Draft, head: int, codes: tuple[str, ...]) -> tuple[str, ...]:
        """The codes of a source, without a state that was only guessed at and that does harm in what it tells."""
        if draft.source is None or len(codes) != 1 or not self._is_guessed(head, draft.source):
            return codes
        other, story = self._accused.instead(codes[0], draft.content), len(self._parse.sentences) >= STORY_SENTENCES
        if story and other in (None, codes[0]) and (other is None or is_bystander(self._parse, head, draft.source)):
            other = self._accused.victim(codes[0], head) or codes[0]
        return (self._unlisted.words(head) if other is None else other,)

    def _is_guessed(self, head: int, source: Range) -> bool:
        """Whether nothing in a source's words says whose it is, and it does not speak for a state."""
        parse, found = self._parse, self._resolver.resolve_head(head)
        if found.pronoun is not None or is_authority(parse, range(*source)):
            return False
        if any(parse.deprels[i] == "nmod:poss" for i in range(*source)):
            return False
        return is_guess(found.rule) or "focus" in found.rule or found.rule in _UNKNOWN

    def _at_turn(self, label: Range, head: int) -> tuple[str, ...]:
        """Who speaks in a transcript: the country in brackets, who bears the name, else somebody of the country.

        Who asks is a journalist, of the medium in brackets if there is one.
        """
        inside = [i for i in range(*label) if i != head and self._parse.upos[i] == "PROPN"]
        found = [codes for i in reversed(inside) if (codes := tuple(self._resolver.resolve_head(i).codes))]
        if asks(self._parse.word(label[0])):
            return next(iter(found), (ASKING,))
        if self._answering is not None and answers(self._parse.word(label[0])):
            return self._coreference.codes(self._answering)
        state = next((codes for codes in found if len(codes) == 1 and is_country(codes[0])), ())
        nameless = is_label(self._parse.word(label[0])) or self._resolver.resolve_head(head).rule == "unknown name"
        focus = tuple(filter(None, (self._resolver.focus,)))
        return state or (() if nameless else self._coreference.codes(head)) or focus

    def _turn_around(self, head: int, drafts: list[Draft]) -> Draft | None:
        """The turn of a transcript whose label is what a word goes back to ("we" in what a delegate says)."""
        if self._turn_at is None:
            turns = [d for d in reversed(drafts) if d.rule == TURN and d.source is not None]
            self._turn_at = {i: d for d in turns if d.source for i in range(*d.source)}
        return self._turn_at.get(head)

    def _is_document(self, head: int) -> bool:
        """Whether a source is something written, and not a group that is called so ("the Rapid Column")."""
        return self._documents.is_document(head) and not self._resolver.resolve_head(head).rule.startswith("name:")

    def _written(self, draft: Draft, head: int, drafts: list[Draft]) -> tuple[str, ...]:
        """Who speaks in a document: its author, the country whose organ made it, whoever spoke before of it."""
        if (author := self._documents.author(head)) is not None:
            return self._coreference.codes(author) or self._unlisted.codes(author)
        if self._documents.is_public(head) and (home := self._unlisted.home(head)):
            return (home,)
        if not self._documents.is_definite(head):
            return self._coreference.codes(head) or (self._documents.name(head),)
        before = self._source_before(draft, drafts)
        return () if before is None else self.of(before, drafts)[0]

    def _source_before(self, draft: Draft, drafts: list[Draft]) -> Draft | None:
        """The last draft before this one whose source stands at most a few sentences away."""
        at = draft.source[0] if draft.source else self._place(draft)
        if self._by_sentence is None:
            self._by_sentence = {}
            for one in drafts:
                if one.source is not None:
                    self._by_sentence.setdefault(self._parse.sentence_of(one.source[0]), []).append(one)
        here = self._parse.sentence_of(at)
        near = [d for s in range(here - _NEAR, here + 1) for d in self._by_sentence.get(s, ()) if d is not draft]
        before = [d for d in near if d.source is not None and d.source[1] <= at]
        return max(before, key=lambda d: d.source or (0, 0), default=None)

    def _like_before(self, head: int, draft: Draft, drafts: list[Draft]) -> Draft | None:
        """ "Another said", "these sources believe": one more of those who spoke before, or the same."""
        if draft.source is None:
            return None
        short = draft.source[1] - draft.source[0] <= 2 and self._parse.lemmas[head].lower() in _ONE_MORE
        return self._source_before(draft, drafts) if short or self._points_back(draft.source, head) else None

    def _points_back(self, source: Range, head: int) -> bool:
        """ "These sources", "those two officials": people whom the text has let speak already."""
        parse = self._parse
        noun = parse.lemmas[head].lower()
        people = noun == "source" or noun_class(noun) in ("person", "people")
        return people and source[1] - source[0] <= _SHORT and parse.word(source[0]).lower() in _POINTING

    def _said_of(self, draft: Draft, head: int) -> tuple[str, ...]:
        """ "Serbia will sell arms, its minister said", "Pakistan is to pay, officials said": the country they speak of.

        It holds for a source behind its content that is unnamed, or that hangs on a possessive pronoun.
        """
        if draft.source is None or not draft.content or draft.content[0][1] > draft.source[0]:
            return ()
        quoted = self._quotations.at(self._parse.starts[draft.content[0][0]])
        if quoted is not None or self._unlisted.is_insider(head, draft.source):
            return ()
        found = self._resolver.resolve_head(head)
        hangs = found.pronoun is not None and draft.source[0] <= found.pronoun < draft.source[1]
        outside = self._parse.lemmas[head].lower() in _OUTSIDERS | ALOOF
        unnamed = bool(found.codes) and is_guess(found.rule) and not outside
        unnamed = unnamed and not found.rule.startswith(OF_THE_PLACE)
        if not hangs and not unnamed:
            return ()
        subjects = self._grammar.surface_subjects(head_of(self._parse, draft.content[0]))
        if len(subjects) != 1 or not self._grammar.is_actor(subjects[0]):
            return ()
        subject = subjects[0]
        known = self._resolver.resolve_head(subject)
        sure = known.codes and (known.pronoun is not None or not is_guess(known.rule))
        codes = self._coreference.codes(subject) if sure else self._home_of_band(subject, known.rule)
        return codes if len(codes) == 1 and is_country(codes[0]) else ()

    def _home_of_band(self, subject: int, rule: str) -> tuple[str, ...]:
        """ "Congolese rebels seized it, the mayor said": the country of a band that has its own words."""
        if rule != "own words":
            return ()
        parse = self._parse
        below = [c for c in parse.children(subject) if parse.deprels[c] in ("amod", "nmod:poss", "compound")]
        found = (self._resolver.resolve_head(c) for c in below if parse.folded[c - 1 : c] != ["-"])
        return next((tuple(one.codes) for one in found if one.rule.startswith("name: ")), ())

    def head(self, draft: Draft, drafts: list[Draft]) -> int | None:
        """The head word of a draft's source; of a bare quotation the head of the neighbouring source."""
        if draft.source is not None:
            head = self._past_title(head_of(self._parse, draft.source), draft.source)
            head = self._past_class(head, draft.source)
            return self._grammar.referent(self._counted(head, draft.source))
        near = self._neighbour(draft, drafts) if draft.cue is None else None
        return (
            None if near is None or near.source is None else self._grammar.referent(head_of(self._parse, near.source))
        )

    def _past_title(self, head: int, source: Range) -> int:
        """ "Mr Lind", "Gen. Moss": the name behind the title, should the parser take that for head."""
        behind = head + 1
        title = self._parse.word(head).lower().rstrip(".") in TITLES or self._parse.word(head).endswith(".")
        return behind if title and behind < source[1] and self._parse.upos[behind] == "PROPN" else head

    def _past_class(self, head: int, source: Range) -> int:
        """ "Television broadcaster PBS", "the rights network RNH": the name right behind what it is."""
        parse, last = self._parse, head
        if parse.xpos[head] == "PRP$":  # "her Peruvian colleague", cut in two
            return next((i for i in range(source[1] - 1, head, -1) if parse.upos[i] == "NOUN"), head)
        while last + 1 < source[1] and parse.upos[last + 1] == "NOUN":
            last += 1
        name = last + 1
        if name >= source[1] or parse.upos[name] != "PROPN" or parse.word(last) not in CALLED:
            return head
        return head_of(parse, (name, source[1]))

    def _counted(self, head: int, source: Range) -> int:
        """ "Three officials", "one of the envoys", "some of whom": who is counted, if that is said, not the number."""
        if self._parse.upos[head] not in _QUANTITIES:
            return head
        nouns = [i for i in range(head + 1, source[1]) if self._parse.upos[i] == "NOUN"]
        behind = nouns[:1] if self._parse.upos[head] == "NUM" else []
        counted = self._grammar.child_with(head, "of")
        return next(iter(behind), head) if counted is None else counted

    def _members(self, draft: Draft, head: int) -> list[int]:
        """The head and what is coordinated with it inside of the source."""
        if draft.source is None:
            return [head]
        start, end = draft.source
        found = [head]
        for word in found:
            below = (c for c in self._parse.children(word) if self._parse.deprels[c] == "conj" and start <= c < end)
            found += [c for c in below if self._parse.upos[c] in ("NOUN", "PROPN", "PRON")]
        return found

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
        """Drafts with a source and a cue outside of quotations, of questions and of what another one says, by
        paragraph."""
        if self._by_paragraph is None:
            self._by_paragraph = {}
            said = {
                i for d in drafts if d.source is not None and d.cue is not None for i in d.words - set(range(*d.cue))
            }
            for draft in drafts:
                if draft.source is not None and self._outside(draft) and not self._is_told(draft, said):
                    self._by_paragraph.setdefault(self._paragraph(draft), []).append(draft)
        return self._by_paragraph

    def _is_told(self, draft: Draft, said: set[int]) -> bool:
        """Whether the cue of a draft stands in what another source says, or in a question."""
        if draft.cue is None:
            return False
        _, end = self._parse.sentences[self._parse.sentence_of(draft.cue[0])]
        return draft.cue[0] in said or self._parse.word(end - 1) == "?"

    def _outside(self, draft: Draft) -> bool:
        return draft.cue is not None and self._quotations.at(self._parse.starts[draft.cue[0]]) is None

    def _place(self, draft: Draft) -> int:
        return draft.cue[0] if draft.cue else draft.content[0][0]

    def _paragraph(self, draft: Draft) -> int:
        return self._quotations.paragraph(self._parse.starts[self._place(draft)])
