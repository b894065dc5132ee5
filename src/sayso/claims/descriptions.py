"""Descriptions that name a class and mean what the article has named before: "the two countries", "that nation"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property

from sayso.actors.generic import is_country
from sayso.claims.entities import Register
from sayso.claims.mentions import noun_class
from sayso.claims.parties import COUNTS, Parties
from sayso.claims.rivals import Rivals
from sayso.reader.parse import Parse

_PAIR = 2
_COUNTING = frozenset({"det", "nummod", "det:predet"})
_BOTH = frozenset({"two", "both"})
_EITHER = frozenset({"both", "neither", "either", "each"})
"""Words that mean two already spoken of, alone or before a noun: "both signed", "neither side"."""

_TWO = frozenset({"two", "pair", "duo"})
"""Words that mean so when they stand alone with "the"."""

_INTRODUCED = frozenset({"party", "side", "delegation", "participant"})
"""Nouns of communiques and reports of talks for those whom the article introduces at its start."""

_PLURALS = {"parties": "party", "delegations": "delegation"}
"""Plurals that are known as such whatever the tagger says: in numbered paragraphs it takes some for singulars."""

_MADE_BY = frozenset({"statement", "communique", "communiqu\u00e9", "declaration", "delegation"})
"""Nouns at the opening of a joint text with "of" and those who made it."""

_OPENING = 3
"""Sentences of an opening."""

_AT_WAR = frozenset({"warring", "opposing", "rival", "fighting"})
_SIDES = frozenset(
    {"side", "country", "nation", "state", "government", "party", "neighbour", "neighbor", "power", "leader", "ally"}
)
_ROLES = _SIDES | {"minister", "president", "premier", "official", "delegation", "capital", "ministry", "diplomat"}
"""Nouns that stand for several countries or bodies at once when they are plural and definite."""

_OF_STATES = _ROLES - {"side", "party", "leader", "delegation", "power"}
"""Those of them that only states have."""

_FAR = 12
"""Sentences back in which the members of "the ministers" are looked for, whom an article introduces at its start."""

_WINDOW = 4
"""Sentences back in which the members of "both sides" are looked for."""


class Descriptions:
    """Entity codes for descriptions by class.

    Args:
        parse: words and tree.
        codes_of: the resolver's codes of a word, empty if it knows none.
        register: the entities of the article.
        likely: the same codes and those that are only likely ("the army"), for those who quarrel.
    """

    def __init__(
        self,
        parse: Parse,
        codes_of: Callable[[int], tuple[str, ...]],
        register: Register,
        likely: Callable[[int], tuple[str, ...]],
    ) -> None:
        self._parse = parse
        self._codes_of = codes_of
        self._register = register
        self._group_heads = [group.head for group in register.groups]
        self.parties = Parties(parse, codes_of)
        self.rivals = Rivals(parse, likely)

    def codes(self, i: int) -> tuple[str, ...]:
        """Codes of "both sides", "the two countries", "that country", "the group"; empty for any other word."""
        parse = self._parse
        lemma = parse.lemmas[i].lower()
        below = {parse.lemmas[c].lower() for c in parse.children(i)}
        if lemma in _EITHER and (not below & {"of"} or self._of_them(i)):
            return self._pair(i)
        if lemma in _TWO and "the" in below and not below & {"of"}:
            return self._pair(i)
        told = "both" in below or "the" in below
        if below & _BOTH and (lemma in _SIDES or (told and parse.xpos[i] in ("NNS", "NNPS"))):
            return self._pair(i)
        definite = below & {"the", "this", "that", "its"}
        if definite and noun_class(lemma) == "country" and parse.xpos[i] == "NN":
            return self._latest(i, 1, countries=True)
        if definite and noun_class(lemma) == "body" and parse.xpos[i] == "NN":
            return self._latest(i, 1, countries=False)
        return ()

    def group(self, i: int) -> tuple[str, ...]:
        """Codes of a definite plural that stands for several at once: "the ministers", "the three presidents"."""
        parse = self._parse
        words = ((parse.word(c).lower(), parse.deprels[c]) for c in parse.children(i))
        below = {word for word, relation in words if relation in _COUNTING or word in COUNTS or word in _AT_WAR}
        if "the" in below and parse.upos[i] == "NUM" and (size := COUNTS.get(parse.word(i).lower())):
            return self.parties.before(i, size=size, reach=_WINDOW)
        if below & _EITHER or ("two" in below and below & {"the", "these", "those"}):
            return self._parties_to_it(i) if "each" in below else self._pair(i)
        noun = _PLURALS.get(parse.folded[i], parse.lemmas[i].lower())
        if (parse.xpos[i] not in ("NNS", "NNPS") and parse.folded[i] not in _PLURALS) or noun not in _ROLES:
            return ()
        if not below & {"the", "both", "these", "those"}:
            return ()
        size = next((COUNTS[word] for word in below if word in COUNTS), None)
        if noun in _INTRODUCED and not below.isdisjoint(_AT_WAR) and (two := self._at_odds(i)):
            return two
        if size is None and noun in _INTRODUCED and (first := self._first(i)):
            return first
        found = self._introduced(i, size) or self.parties.before(i, size=size or 0, reach=_WINDOW)
        found = found or self._coordinated(i, size, _FAR)
        return found or (self._latest(i, size, countries=True) if size == _PAIR else ())

    def both_of(self, i: int) -> tuple[str, ...]:
        """Codes of a pronoun under "both of", "neither of"; empty for any other word."""
        head = self._parse.heads[i]
        return self._pair(head) if head >= 0 and self._parse.lemmas[head].lower() in _EITHER else ()

    def _of_them(self, i: int) -> bool:
        """ "Both of them", but not "both of the ships"."""
        below = [c for c in self._parse.children(i) if self._parse.deprels[c] == "nmod"]
        return all(self._parse.upos[c] == "PRON" for c in below)

    def _parties_to_it(self, i: int) -> tuple[str, ...]:
        """Codes of "each party", "each side": those of "the parties" if the article calls them so, else a pair."""
        parse, lemma = self._parse, self._parse.lemmas[i].lower()
        told = lemma in _INTRODUCED and any(
            parse.folded[k - 1] == "the" and parse.lemmas[k].lower() == lemma and parse.xpos[k] == "NNS"
            for k in range(1, i)
        )
        return (self._first(i) if told else ()) or self._pair(i)

    def _first(self, i: int) -> tuple[str, ...]:
        """Codes of those whose statement it is by its opening, of the first coordinated entities, or of the first
        plural that names several."""
        parse = self._parse
        if (joint := self._joint) and parse.sentence_of(i) > 0:
            return joint
        for group in self._register.groups[: bisect_left(self._group_heads, i)]:
            found = dict.fromkeys(c for m in group.members for c in self._codes_of(m))
            if len(found) > 1:
                owner = parse.heads[group.head]
                owned = self._codes_of(owner) if owner >= 0 else ()
                return owned if set(found) < set(owned) else tuple(found)
        plural = (k for k in range(i) if parse.xpos[k] == "NNS" and parse.lemmas[k].lower() in _INTRODUCED)
        return next((codes for k in plural if len(codes := self._codes_of(k)) > 1), ())

    @cached_property
    def _joint(self) -> tuple[str, ...]:
        """ "Joint statement of Chad and of Mali", "delegations of Chad and of Mali": those of the opening."""
        parse = self._parse
        end = parse.sentences[min(_OPENING, len(parse.sentences)) - 1][1] if parse.sentences else 0
        for k in range(end):
            if parse.lemmas[k].lower() in _MADE_BY:
                below = [c for c in parse.children(k) if parse.deprels[c] == "nmod"]
                for word in below:
                    below += [c for c in parse.children(word) if parse.deprels[c] == "conj"]
                codes = dict.fromkeys(c for word in below for c in self._codes_of(word) if is_country(c))
                if len(codes) > 1:
                    return tuple(codes)
        return ()

    def _introduced(self, i: int, size: int | None) -> tuple[str, ...]:
        """Codes of the last plural of the same noun that the article says more of: "the ministers of Chad and Mali"."""
        parse = self._parse
        first = parse.sentences[max(0, parse.sentence_of(i) - _FAR)][0]
        for k in range(i - 1, first - 1, -1):
            if parse.lemmas[k].lower() == parse.lemmas[i].lower() and len(codes := self._codes_of(k)) > 1:
                return codes if size in (None, len(codes)) else ()
        return ()

    def _pair(self, i: int) -> tuple[str, ...]:
        """The two who last quarrelled, met or acted together, else coordinated entities, else different countries.

        Those who act together from outside ("Egypt and Chad called for calm") are no sides of a quarrel before.
        """
        rivals = self.rivals.before(i, reach=_WINDOW)
        if rivals is not None and self._parse.lemmas[i].lower() in _OF_STATES and not all(map(is_country, rivals[1])):
            rivals = None
        sets = list(self.parties.all_before(i, size=_PAIR, reach=_WINDOW))
        inside = [found for found in sets if not self.rivals.is_outside(found[0])]
        if rivals is not None and rivals[0] > (inside[0][0] if inside else -1):
            return rivals[1]
        _, found = next(iter(inside or sets), (-1, ()))
        return found or self._coordinated(i, _PAIR, _WINDOW) or self._latest(i, 2, countries=True)

    def _at_odds(self, i: int) -> tuple[str, ...]:
        found = self.rivals.before(i, reach=_WINDOW)
        return found[1] if found is not None else ()

    def _coordinated(self, i: int, size: int | None, window: int) -> tuple[str, ...]:
        sentence = self._parse.sentence_of(i)
        for group in reversed(self._register.groups[: bisect_left(self._group_heads, i)]):
            if sentence - group.sentence > window:
                break
            codes = dict.fromkeys(c for m in group.members for c in self._codes_of(m))
            if len(codes) == size or (size is None and len(codes) > 1):
                return tuple(codes)
        return ()

    def _latest(self, i: int, count: int, *, countries: bool) -> tuple[str, ...]:
        """The latest different codes of names before a word, up to a number of them; all or none."""
        sentence, found = self._parse.sentence_of(i), dict[str, None]()
        start = self._parse.sentences[max(0, sentence - _WINDOW)][0]
        for k in range(i - 1, start - 1, -1):
            if self._parse.upos[k] != "PROPN" and not (countries and self._parse.upos[k] == "ADJ"):
                continue
            found.update(dict.fromkeys(c for c in self._codes_of(k)[:1] if is_country(c) == countries))
            if len(found) >= count:
                return tuple(reversed(list(found)[:count]))
        return ()
