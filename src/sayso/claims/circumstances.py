"""Where and when: the place and date mentions that belong to a trigger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.claims.cast import Cast, is_country
from sayso.claims.dates import DateMention
from sayso.claims.forms import stem
from sayso.claims.grammar import Grammar
from sayso.claims.phrases import head_of, noun_phrase, words_in
from sayso.records import Span

# Auxiliaries of what is to come and of what has been.
COMING = frozenset({"will", "shall", "'ll", "\u2019ll"})
GONE = frozenset({"had", "has", "have", "was", "were"})
# Prepositions that say where something happens, not where it goes or comes from.
RESTING = frozenset(["in", "at", "near", "on", "outside", "inside", "across", "around", "off", "throughout", "along"])
# Prepositions of places that somebody goes to, comes from or passes, where none is named to rest at.
GOING = frozenset(
    ["to", "into", "from", "of", "through", "over", "toward", "towards", "before", "onto", "via", "beyond"]
)
PLACE_NAMES = frozenset({"GPE", "LOC"})
# Clauses that share time and place with the clause that they hang on.
SHARING = frozenset({"xcomp", "conj", "advcl"})


@dataclass(frozen=True, slots=True)
class Where:
    """A place mention: its words, the codes of its country, if known, and whether it hangs on the trigger itself."""

    span: Span
    codes: tuple[str, ...]
    own: bool = False


class Circumstances:
    """Places and dates of the triggers of one article.

    Args:
        grammar: the tree.
        cast: who and what the words stand for.
        dates: the date mentions of the text; the dateline dates no event and is left out.
    """

    def __init__(self, grammar: Grammar, cast: Cast, dates: Iterable[DateMention]) -> None:
        self.grammar, self.parse, self.cast = grammar, grammar.parse, cast
        self._told: dict[str, DateMention] = {}
        self._dates: dict[int, list[tuple[int, DateMention]]] = defaultdict(list)
        for date in dates:
            words = words_in(self.parse, date.span)
            if words and date.rule != "dateline":
                head = head_of(self.parse, words)
                self._dates[self.parse.sentence_of(head)].append((head, date))

    # -- where ------------------------------------------------------------------------------------------------------

    def where(self, trigger: int, verb: int | None = None) -> Where | None:
        """The place named for a trigger: by its own phrase, its light verb's, or that of the clause it stands in."""
        for anchor in self._anchors(trigger, verb):
            for word in self._places_below(anchor):
                if found := self._place(word, own=anchor in (trigger, verb)):
                    return found
        return self._on_the_way([trigger] + ([verb] if verb is not None else []))

    def _on_the_way(self, anchors: list[int]) -> Where | None:
        """Where somebody goes ("visits Oslo"), else where the one who acts or suffers is ("a depot in Rylsk")."""
        below = [c for anchor in anchors for c in self.parse.children(anchor)]
        going = (c for c in below if self.grammar.base(c) in ("obl", "nmod") and self._goes(c))
        visited = (c for c in below if self.parse.deprels[c] == "obj" and self._is_place_name(c))
        about = (c for c in below if self.parse.deprels[c] in ("obj", "nsubj:pass", "nsubj"))
        resting = (place for c in about for place in self._places_below(c))
        found = (self._place(c, own=False) for c in (*going, *visited, *resting))
        return next((place for place in found if place is not None), None)

    def _goes(self, i: int) -> bool:
        """Whether a phrase is where somebody goes or leaves; "to" a country is rather whom something is given to."""
        prepositions = GOING & set(self.grammar.prepositions(i))
        if prepositions <= {"to", "before"} and self.cast.identity(i).rule.startswith("name: country"):
            return False
        noun = self.grammar.base(i) == "nmod" and prepositions <= {"of", "to", "from"}
        return bool(prepositions) and not noun and not self.cast.passes(i, "PERSON")

    def _is_place_name(self, i: int) -> bool:
        return self.cast.name_kind(i) in PLACE_NAMES or (self.parse.upos[i] == "PROPN" and self.cast.passes(i, "PLACE"))

    def _is_proper_place(self, i: int) -> bool:
        """A name that the tagger did not take for a place, behind a preposition that only places have: "at Haina"."""
        loose = self.cast.name_kind(i) not in ("DATE", "ORG", "MISC")
        return self.parse.upos[i] == "PROPN" and loose and bool(RESTING & set(self.grammar.prepositions(i)))

    def _anchors(self, trigger: int, verb: int | None) -> list[int]:
        anchors = [trigger] + ([verb] if verb is not None else [])
        clause = self._clause(trigger)
        for _ in range(2):
            if clause is None:
                break
            anchors.append(clause)
            shared = self.grammar.base(clause) in SHARING
            clause = self.parse.heads[clause] if shared and self.parse.heads[clause] >= 0 else None
        return list(dict.fromkeys(anchors))

    def _places_below(self, anchor: int) -> list[int]:
        found = []
        for c in self.parse.children(anchor):
            resting = self.grammar.base(c) in ("obl", "nmod") and RESTING & set(self.grammar.prepositions(c))
            if resting or (self.parse.deprels[c] == "compound" and self.cast.name_kind(c) in PLACE_NAMES):
                found.append(c)
        return found

    def _place(self, word: int, *, own: bool) -> Where | None:
        phrase = noun_phrase(self.parse, word)
        names = [i for i in range(*phrase) if self.cast.name_kind(i) in PLACE_NAMES]
        if not names and not self.cast.passes(word, "PLACE") and not self._is_proper_place(word):
            return None
        codes = [code for i in names for code in self.cast.identity(i).codes if is_country(code)]
        return Where(self.parse.span(*phrase), tuple(codes[-1:]), own)

    def _clause(self, i: int) -> int | None:
        """The verb or predicate whose clause a word stands in; for a verb itself."""
        if self.grammar.is_verbal(i):
            return i
        return next((a for a in self.parse.ancestors(i) if self._heads_clause(a)), None)

    def _heads_clause(self, i: int) -> bool:
        return self.grammar.is_verbal(i) or self.parse.heads[i] < 0 or self.grammar.child(i, "nsubj", "cop") is not None

    # -- when -------------------------------------------------------------------------------------------------------

    def when(self, trigger: int, verb: int | None = None) -> DateMention | None:
        """The date said for a trigger: below it, below its light verb, or else in its own clause.

        An event noun without a date has that of the same noun told before ("the rally").
        """
        found = self._said_date(trigger, verb)
        name = stem(self.parse.lemmas[trigger])
        if found is None and self.parse.upos[trigger] == "NOUN" and self._is_told(trigger):
            return self._told.get(name)
        if found is not None and found.value is not None:
            self._told[name] = found
        return found

    def _is_told(self, noun: int) -> bool:
        """Whether a noun speaks of what is known already: "the rally", "that attack", "his murder"."""
        below = self.parse.children(noun)
        return any(
            self.parse.deprels[c] == "nmod:poss" or self.parse.word(c).lower() in ("the", "that", "this") for c in below
        )

    def _said_date(self, trigger: int, verb: int | None) -> DateMention | None:
        dates = self._dates.get(self.parse.sentence_of(trigger), [])
        for anchor in self._anchors(trigger, verb) if dates else []:
            if found := [(head, date) for head, date in dates if self._belongs(head, anchor)]:
                date = min(found, key=lambda pair: abs(pair[0] - trigger))[1]
                return replace(date, value=date.resolve(self._direction(self._clause(anchor))) or date.value)
        return None

    def _direction(self, clause: int | None) -> str | None:
        """Whether a clause tells of the past or the future, by its verb and auxiliaries; None if they do not say."""
        if clause is None:
            return None
        auxiliaries = {self.parse.word(c).lower() for c in self.parse.children(clause) if self.grammar.base(c) == "aux"}
        if auxiliaries & COMING:
            return "future"
        past = self.parse.xpos[clause] == "VBD" or bool(auxiliaries & GONE)
        return "past" if past and self.parse.upos[clause] in ("VERB", "AUX") else None

    def _belongs(self, head: int, anchor: int) -> bool:
        """Whether a date hangs on a word, with no other clause or event noun between them."""
        for step, word in enumerate([head, *self.parse.ancestors(head)]):
            if word == anchor:
                return step > 0
            if step > 0 and self._heads_clause(word):
                return False
        return False
