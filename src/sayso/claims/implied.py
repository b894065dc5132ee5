"""Who is meant where the words leave it out: a log-linear choice among the actors that the article speaks of.

"Russia refused" (whom?), "three officers were detained" (by whom?): the candidates are the actors that the article
names. Their features are where and in which role they are named around the word, how much the article speaks of them,
and what they did to one another in the claims told so far. Weights are in `data/implied.csv`, one column a slot, fitted
by `benchmarks/implied.py --fit` on our own annotated articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from itertools import product

from sayso.actors.generic import is_country
from sayso.actors.surroundings import Mention, Surroundings
from sayso.claims.cast import Cast
from sayso.claims.linear import Features, total
from sayso.ontology.tables import rows
from sayso.records import Slot

RECENT = 6
"""Claims back in which a pair of actors counts as dealt with just now."""

_SURE = ("name:", "office:", "own name", "agent, possessor", "agent, modifier", "described by")
Told = tuple[str, tuple[str, ...], tuple[str, ...]]


class Implied:
    """Chooses among the actors of one article, and remembers the claims told so far.

    Args:
        cast: who the words stand for.
        home: the country of the story at a word.
    """

    def __init__(self, cast: Cast, home: Callable[[int], Iterable[str]] = lambda _: ()) -> None:
        self._cast, self._home = cast, home
        self._told: list[Told] = []
        self._parts: Counter[tuple[str, str]] = Counter()
        self._parts_of: set[tuple[str, str, str]] = set()
        self._dealt: defaultdict[tuple[str, str], dict[Told, None]] = defaultdict(dict)

    def learn(self, event: str, actor: Slot, recipient: Slot) -> None:
        """Remember who did what to whom."""
        told = (event, actor.codes, recipient.codes)
        self._told.append(told)
        for slot, codes in (("actor", actor.codes), ("recipient", recipient.codes)):
            self._parts.update((slot, code) for code in set(codes))
            self._parts_of.update((slot, code, event) for code in codes)
        for doer, other in product(actor.codes, recipient.codes):
            self._dealt[doer, other][told] = None

    def features(self, trigger: int, slot: str, event: str, *, other: tuple[str, ...] = ()) -> dict[str, Features]:
        """What speaks for each actor of the article in a slot of a trigger; `other` are the codes of the other slot."""
        found = {code: dict(shown) for code, shown in self._surroundings.features(trigger).items()}
        sets = {"self": set(other), "home": set(self._home(trigger))}
        chances = self._chances(trigger, slot)
        for code, shown in found.items():
            shown |= self._dealings(code, slot, event, other)
            shown |= {name: 1.0 for name, codes in sets.items() if code in codes}
            shown |= {} if is_country(code) else {"body": 1.0}
            shown |= {"head": chances[code]} if code in chances else {}
        return found

    def _dealings(self, code: str, slot: str, event: str, other: tuple[str, ...]) -> Features:
        """How the code and the other slot's codes, or anybody, dealt with one another before."""
        if not other:
            return self._part(code, slot, event)
        own, whole, first = {code}, set(other), other[0]
        same_pair, back_pair = ((code, first), (first, code))[:: 1 if slot == "actor" else -1]
        at = 2 if slot == "actor" else 1
        same = [told[0] for told in self._dealt.get(same_pair, ()) if whole <= set(told[at])]
        back = [told[0] for told in self._dealt.get(back_pair, ()) if whole <= set(told[3 - at])]
        near = [(set(a), set(r)) for _, a, r in self._told[-RECENT:]]
        shown = {"did_same": bool(same), "did_back": bool(back), "did_event": event in same}
        shown["did_near"] = any(own <= a | r and whole <= a | r for a, r in near)
        return {name: 1.0 for name, holds in shown.items() if holds} | self._part(code, slot, event)

    def _part(self, code: str, slot: str, event: str) -> Features:
        """In how many of the claims so far the code had this part, of this event type and of any."""
        at = 1 if slot == "actor" else 2
        shown = {
            "part": self._parts[slot, code] / (len(self._told) or 1),
            "part_last": float(bool(self._told and code in self._told[-1][at])),
        }
        return shown | ({"part_event": 1.0} if (slot, code, event) in self._parts_of else {})

    def _chances(self, trigger: int, slot: str) -> dict[str, float]:
        """For each code the reader's highest chance of one of its mentions to fill the slot."""
        slots = self._cast.parse.slots.get(trigger)
        found: dict[str, float] = {}
        for word, chance in (slots.roles.get(slot, {}) if slots else {}).items():
            for code in self._codes_at.get(word, ()):
                found[code] = max(chance, found.get(code, 0.0))
        return found

    @cached_property
    def _codes_at(self) -> dict[int, tuple[str, ...]]:
        found: dict[int, tuple[str, ...]] = {}
        for i, code in self._mentions:
            found[i] = (*found.get(i, ()), code)
        return found

    @cached_property
    def _mentions(self) -> list[Mention]:
        """Every word that surely stands for an actor, with its codes."""
        parse = self._cast.parse
        nouns = (i for i in range(len(parse)) if parse.upos[i] in ("PROPN", "ADJ", "NOUN"))
        found = [(i, known) for i in nouns if (known := self._cast.resolver.resolve_head(i)).rule.startswith(_SURE)]
        return [(i, code) for i, known in found for code in known.codes]

    @cached_property
    def _surroundings(self) -> Surroundings:
        return Surroundings(self._cast.parse, self._mentions)


def choose(found: dict[str, Features], slot: str, *, without: Iterable[str] = ()) -> tuple[str, ...]:
    """The codes that may be meant in a slot, the likeliest first."""
    table, left_out = weights()[slot], set(without)
    scores = {code: total(table, shown) for code, shown in found.items() if code not in left_out}
    return tuple(sorted(scores, key=lambda code: (-scores[code], code)))


@cache
def weights() -> dict[str, Features]:
    """Weights by slot and feature."""
    table = list(rows("implied", room="claims"))
    return {slot: {row["feature"]: float(row[slot]) for row in table} for slot in ("actor", "recipient")}
