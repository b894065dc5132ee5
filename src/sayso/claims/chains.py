"""On whose say-so a word stands: the attributions around it, outermost first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sayso.claims.contrary import is_contrary
from sayso.claims.cues import cue_at
from sayso.claims.documents import document_nouns
from sayso.claims.limits import is_supposed, reaches
from sayso.claims.mentions import noun_class
from sayso.claims.phrases import head_of, noun_phrase, words_in
from sayso.claims.presupposed import past_asides
from sayso.reader.parse import NO_WORD, Parse
from sayso.records import Attribution, SaySo, Span

# Verbs and prepositions of what one speaks of without saying it.
TALKING = frozenset({"talk", "speak", "chat"})
OF = frozenset({"about", "of"})
# Pronouns for who is spoken to.
HEARERS = frozenset({"you", "your"})
# Verbs of a relative clause that tells who made what is dismissed ("the case that Sudan had brought").
MAKING = frozenset({"bring", "file", "lodge", "launch", "submit"})
# Kinds of cues that leave what they are about open.
OPEN_KINDS = frozenset({"intention", "demand"})
# Light verbs that tell of what they make so.
ANNOUNCING = frozenset({"announce", "declare", "proclaim"})
# What stands for a source or a cue that the text does not name.
IMPLICIT = "(implicit)"
# From this chance on a word that no content holds belongs to the attribution that the model points to.
# Of 0.5 to 0.85 the best on the articles of `annotation/held_out.txt` (chains 76.5 without, 76.9 with it).
SURE_OF_CUE = 0.7
# From this chance of none on a relative clause behind a comma is the narrator's.
SURE_OF_NONE = 0.5


class Chains:
    """The innermost attribution of every word, found once for an article.

    Content spans are painted from the outermost attribution inwards and, at the same depth, from the longest to the
    shortest, so what is on top is the innermost.

    Args:
        parse: words and tree.
        attributions: those of the article.
        name: entity codes of a word, for sources whose speaker the attributions leave open.
    """

    def __init__(
        self,
        parse: Parse,
        attributions: Sequence[Attribution],
        name: Callable[[int], tuple[str, ...]] = lambda _: (),
    ) -> None:
        self.parse = parse
        self._name = name
        self.by_id = {a.id: a for a in attributions}
        self.cues = {a.id: _range(parse, a) for a in attributions}
        cued = [(a, words) for a in attributions if (words := self.cues[a.id])]
        self._contrary = {a.id for a, words in cued if is_contrary(parse, words, a.content)}
        self._cue_words = {i: a for a, words in cued for i in range(*words)}
        self._innermost: list[str | None] = [None] * len(parse)
        self._outside: set[tuple[str, int]] = set()
        for attribution in sorted(attributions, key=lambda a: (self._depth(a), -_length(a), a.id)):
            self._paint(attribution)
        for i in range(len(parse)):
            self._join(i)
        for i, slots in parse.slots.items():
            self._point(i, slots.said)
        for verb, opener in past_asides(parse).items():
            self._lift(verb, opener)

    def _lift(self, verb: int, opener: int) -> None:
        """ "Threatened to close the port, where police beat two men": nobody threatens or asks for what is past."""
        for i in self.parse.subtree(verb):
            while i >= opener and (cue := self.cues.get(self._innermost[i] or "")) is not None:
                row = cue_at(self.parse, head_of(self.parse, cue))
                if row is None or row.kind not in OPEN_KINDS or cue[0] > opener:
                    break
                self._innermost[i] = self.by_id[self._innermost[i] or ""].parent

    def _join(self, i: int) -> None:
        """ "Said that A and that B": a further clause with "that" is content too, where the span has left it out."""
        parse = self.parse
        head = parse.heads[i]
        if parse.deprels[i] != "conj" or head < 0 or self._innermost[i] is not None or self._innermost[head] is None:
            return
        if any(parse.deprels[c] == "mark" and parse.word(c).lower() == "that" for c in parse.children(i)):
            for word in parse.subtree(i):
                self._innermost[word] = self._innermost[word] or self._innermost[head]

    def _point(self, i: int, said: dict[int, float]) -> None:
        """Where no content holds a word that may name an event: the attribution of its sentence that the model sees."""
        cue, chance = max(said.items(), key=lambda pair: pair[1], default=(NO_WORD, 0.0))
        if cue == NO_WORD and chance >= SURE_OF_NONE and self._is_aside(i):
            self._innermost[i] = None
        attribution = self._cue_words.get(cue)
        if self._innermost[i] is not None or attribution is None or chance < SURE_OF_CUE:
            return
        if self.parse.sentence_of(cue) == self.parse.sentence_of(i) and not self.beside(cue, i):
            self._innermost[i] = attribution.id if self._reaches(attribution, i) else None

    def _reaches(self, attribution: Attribution, i: int) -> bool:
        if (attribution.id, i) in self._outside or attribution.id in self._contrary:
            return False
        cue = self.cues[attribution.id]
        source = words_in(self.parse, attribution.source) if attribution.source else None
        return cue is None or reaches(self.parse, cue, source, i)

    def beside(self, cue: int, i: int) -> bool:
        """Whether a word belongs to a cue, or to another cue of the same source whose content does not hold it.

        "The bloc demanded that they return and threatened to freeze": the threatening is not demanded.
        """
        outer, inner = self._cue_words.get(cue), self._cue_words.get(i)
        if outer is None or inner is None:
            return False
        same = outer.source is not None and outer.source == inner.source
        return outer is inner or (same and inner.parent != outer.id)

    def _is_aside(self, i: int) -> bool:
        """Whether a word stands in a relative clause behind a comma, which may be the narrator's own."""
        parse = self.parse
        clause = next((a for a in [i, *parse.ancestors(i)] if parse.deprels[a] == "acl:relcl"), None)
        if clause is None:
            return False
        first = next(k for k in parse.subtree(clause) if parse.upos[k] != "PUNCT")
        return first > 0 and parse.word(first - 1) == ","

    def _depth(self, attribution: Attribution) -> int:
        depth, seen = 0, {attribution.id}
        while (parent := attribution.parent) in self.by_id and parent not in seen:
            attribution = self.by_id[parent]
            seen.add(parent)
            depth += 1
        return depth

    def _paint(self, attribution: Attribution) -> None:
        if attribution.id in self._contrary or self._is_topic(attribution):
            return
        for span in attribution.content:
            words = words_in(self.parse, span)
            self._outside |= {(attribution.id, i) for i in self._made(attribution, words)} if words else set()
            for i in self._said(words) if words else ():
                self._innermost[i] = self._innermost[i] if (attribution.id, i) in self._outside else attribution.id

    def _made(self, attribution: Attribution, words: tuple[int, int]) -> set[int]:
        """The clause in "dismissed the case that Sudan had brought": not the judge says who brought it."""
        cue = self.cues[attribution.id]
        row = cue_at(self.parse, head_of(self.parse, cue)) if cue else None
        if row is None or row.kind != "denial":
            return set()
        clauses = (i for i in range(*words) if self.parse.deprels[i] in ("acl", "acl:relcl"))
        making = (i for i in clauses if self.parse.lemmas[i].lower() in MAKING)
        return {k for i in making if self.parse.heads[i] == head_of(self.parse, words) for k in self.parse.subtree(i)}

    def _is_topic(self, attribution: Attribution) -> bool:
        """ "Rarely talks about the grain it sold": what is only spoken of is not said by the source."""
        words = self.cues[attribution.id]
        if words is None or self.parse.lemmas[head_of(self.parse, words)].lower() not in TALKING:
            return False
        parts = [part for span in attribution.content if (part := words_in(self.parse, span)) is not None]
        opening = {self.parse.word(i).lower() for i in (words[1] - 1, *(part[0] for part in parts))}
        return not OF.isdisjoint(opening)

    def _said(self, words: tuple[int, int]) -> list[int]:
        """The words of a content span; of a lone relative pronoun also those of its antecedent."""
        own = list(range(*words))
        if len(own) > 1 or self.parse.xpos[own[0]] not in ("WDT", "WP"):
            return own
        clause = next((i for i in self.parse.ancestors(own[0]) if self.parse.deprels[i] == "acl:relcl"), None)
        head = self.parse.heads[clause] if clause is not None else -1
        return own + list(range(*noun_phrase(self.parse, head))) if 0 <= head < own[0] else own

    def around(self, i: int) -> list[Attribution]:
        """The attributions whose content holds a word, outermost first, without those that have no source or of which
        the text speaks as a mere possibility.

        A word of a cue or a source belongs to the attribution around that one.
        """
        found: list[Attribution] = []
        name = self._innermost[i]
        seen: set[str] = set()
        while name in self.by_id and name not in seen:
            seen.add(name)
            attribution = self.by_id[name]
            words = self.cues[name]
            if not (name in self._contrary or (words and (words[0] <= i < words[1] or is_supposed(self.parse, words)))):
                found.append(attribution)
            name = attribution.parent
        named = [a for a in reversed(found) if (a.source or a.speaker or a.speaker_text) and not self._is_hearer(a)]
        return [a for n, a in enumerate(named) if n == 0 or not self._is_evidence(a)]

    def _is_hearer(self, attribution: Attribution) -> bool:
        """ "You wanted to kill him": who is spoken to is no source where nobody knows who that is."""
        source = attribution.source
        return source is not None and not attribution.speaker and source.of(self.parse.text).lower() in HEARERS

    def _is_evidence(self, attribution: Attribution) -> bool:
        """ "The report said that evidence supported the charge": a thing that shows something to who tells of it."""
        words, source = self.cues[attribution.id], attribution.source
        if words is None or source is None or any(not code.islower() for code in attribution.speaker):
            return False
        row, noun = cue_at(self.parse, head_of(self.parse, words)), words_in(self.parse, source)
        if row is None or noun is None:
            return False
        lemma = self.parse.lemmas[head_of(self.parse, noun)].lower()
        return lemma not in document_nouns() and not noun_class(lemma) and self.parse.upos[noun[1] - 1] == "NOUN"

    def own(self, i: int) -> Attribution | None:
        """The attribution whose cue a word is, if any."""
        return self._cue_words.get(i)

    def links(self, i: int, verb: int | None = None) -> tuple[SaySo, ...]:
        """The chain of sources of a word, outermost first.

        An attribution whose cue is the word's own light verb ("issued a request") is the event itself and left out,
        but who announces a strike says that there is to be one.
        """
        told = verb is None or self.parse.lemmas[verb].lower() in ANNOUNCING
        return tuple(self.link(a) for a in self.around(i) if told or not self.cues_at(a.id, verb or 0))

    def link(self, attribution: Attribution) -> SaySo:
        """One attribution as a link of a chain."""
        text = self.parse.text
        words = attribution.source.of(text) if attribution.source else attribution.speaker_text
        return SaySo(
            source=words or IMPLICIT,
            code="+".join(attribution.speaker or self._named(attribution.source)) or None,
            cue=attribution.cue.of(text) if attribution.cue else IMPLICIT,
            attribution_id=attribution.id,
        )

    def _named(self, source: Span | None) -> tuple[str, ...]:
        """Codes of a source by its head, else its own words."""
        words = words_in(self.parse, source) if source else None
        if source is None or words is None:
            return ()
        return self._name(head_of(self.parse, words)) or (source.of(self.parse.text),)

    def cues_at(self, attribution_id: str, i: int) -> bool:
        """Whether a word belongs to the cue of an attribution."""
        words = self.cues.get(attribution_id)
        return words is not None and words[0] <= i < words[1]

    def stop(self, i: int) -> int | None:
        """The head word of the cue that a word stands under: where the search for hedges and negations ends."""
        around = self.around(i)
        words = self.cues.get(around[-1].id) if around else None
        return head_of(self.parse, words) if words else None


def _range(parse: Parse, attribution: Attribution) -> tuple[int, int] | None:
    return words_in(parse, attribution.cue) if attribution.cue else None


def _length(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)
