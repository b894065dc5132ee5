"""Those who met or agreed, as the ones that "both", "the ministers" and "they" speak of afterwards."""

from __future__ import annotations

from sayso.actors.generic import is_country
from sayso.claims.parties import COUNTS
from sayso.ontology.plover import MUTUAL
from sayso.reader.parse import Parse
from sayso.records import Slot

# Nouns for those who meet, in the plural and with an article.
MEETING = frozenset(
    (
        "minister president leader delegation side party government premier envoy chief official country state nation"
        " neighbour neighbor ally negotiator diplomat"
    ).split()
)
DETERMINERS = frozenset({"the", "both", "these", "those", "neither", "each"})
PRONOUNS = frozenset({"they", "them", "both", "neither", "each"})
# Sentences that a pronoun, and a description, may lie behind the act.
PRONOUN_REACH = 2
DESCRIPTION_REACH = 8


class Together:
    """The sets of actors that an article has told to act together."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._told: list[tuple[int, tuple[str, ...]]] = []
        self._with: dict[str, list[tuple[str, ...]]] = {}

    def learn(self, event: str, trigger: int, actor: Slot) -> None:
        """Remember the actors of a meeting, an agreement or a common deed."""
        if event in MUTUAL and len(actor.codes) > 1:
            self._told.append((self._parse.sentence_of(trigger), actor.codes))
            for code in set(actor.codes):
                self._with.setdefault(code, []).append(actor.codes)

    def members(self, word: int, codes: tuple[str, ...]) -> tuple[str, ...]:
        """The actors that a plural pronoun or description means; empty if it means no such set.

        Args:
            word: the pronoun or the head of the description.
            codes: what the word was taken for so far.
        """
        if len(codes) > 1:
            return ()  # the description names them itself; a host who took part is none of "the delegations"
        reach, size = self._asks(word)
        sentence = self._parse.sentence_of(word)
        for told, members in reversed(self._told if reach >= 0 else []):
            if sentence - told > reach:
                break
            if size in (0, len(members)) and set(codes) <= set(members):
                return members
        return ()

    def others(self, actor: Slot) -> tuple[str, ...]:
        """The last set told, without an actor; empty if there is none."""
        members = self._told[-1][1] if self._told else ()
        return tuple(code for code in members if code not in set(actor.codes))

    def partners(self, actor: Slot) -> tuple[str, ...]:
        """The others of the last set that an actor belongs to, if they are states."""
        own = set(actor.codes)
        told = reversed(self._with.get(actor.codes[0], [])) if own else iter([self._told[-1][1]] if self._told else [])
        members = next((members for members in told if own < set(members)), ())
        others = tuple(code for code in members if code not in own)
        return others if all(map(is_country, members)) else ()

    def _asks(self, word: int) -> tuple[int, int]:
        """Up to how many sentences before, and for how many actors (0: any number), a word asks; -1 for none."""
        parse = self._parse
        if parse.word(word).lower() in PRONOUNS and parse.upos[word] in ("PRON", "DET"):
            return PRONOUN_REACH, 0 if parse.word(word).lower() in ("they", "them") else 2
        below = {parse.word(c).lower() for c in parse.children(word)}
        plural = parse.xpos[word] in ("NNS", "NNPS") or below & {"neither", "each"}
        if not plural or not below & DETERMINERS or parse.lemmas[word].lower() not in MEETING:
            return -1, 0
        if any(parse.deprels[c] in ("nmod", "nmod:poss", "amod", "compound") for c in parse.children(word)):
            return -1, 0
        return DESCRIPTION_REACH, next((COUNTS[w] for w in below if w in COUNTS), 0)
