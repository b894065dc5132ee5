"""Where and when: the place and date mentions that belong to a trigger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.actors.generic import is_country
from sayso.claims import claim_heads
from sayso.claims.cast import Cast
from sayso.claims.choices import clause_of
from sayso.claims.dates import DateMention
from sayso.claims.dating import Dating, is_told
from sayso.claims.forms import stem
from sayso.claims.grammar import Grammar
from sayso.claims.phrases import noun_phrase
from sayso.claims.placing import Placing
from sayso.records import Span

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
        published: ISO date of the article, or None.
    """

    def __init__(
        self, grammar: Grammar, cast: Cast, dates: Iterable[DateMention], published: str | None = None
    ) -> None:
        self.grammar, self.parse, self.cast = grammar, grammar.parse, cast
        dates = list(dates)
        self.dating, self.placing = Dating(grammar, dates, published), Placing(cast, dates)
        self._told: dict[str, Span] = {}

    # -- where ------------------------------------------------------------------------------------------------------

    def place(self, trigger: int, verb: int | None = None) -> Span | None:
        """The words that say where an event happens; of an event told before ("the attack") those said then.

        See `sayso.claims.placing`. Triggers are asked for in text order.
        """
        word, name = self.placing.where(trigger, verb), stem(self.parse.lemmas[trigger])
        if word is None:
            seen = claim_heads.whole(self.parse, claim_heads.places(self.grammar, trigger))
            word = next(filter(self.placing.may_be_place, seen), None)
        if word is None:
            return self._told.get(name) if is_told(self.parse, trigger) else None
        self._told[name] = self.parse.span(*noun_phrase(self.parse, word))
        return self._told[name]

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
        clause = clause_of(self.grammar, trigger)
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

    # -- when -------------------------------------------------------------------------------------------------------

    def when(self, trigger: int, verb: int | None = None) -> DateMention | None:
        """The date said for a trigger, resolved; see `sayso.claims.dating`. Triggers are asked for in text order."""
        return self.dating.when(trigger, verb)
