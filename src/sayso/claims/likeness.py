"""Whether a word that may name an event of a user's own type does so here.

Three witnesses, weighed as in `data/likeness.csv`: how much more like the type's examples than like its counterexamples
the sentence is (the grammar around the trigger and the words beside it), what chance the model gives the word to name
any event, and whether who did it is somebody that the tables know. The last two are held against the type's own
examples, so that types far from politics, and types whose actors nobody knows, have their chance too.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from sayso.claims.cast import Cast
from sayso.claims.linear import Features, total
from sayso.claims.matching import Match
from sayso.reader.parse import Parse

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
# Relations of whom it matters whether the tables know them.
PARTIES = frozenset({"subj", "obj", "poss", "amod", "compound"})
# What the resolver says of somebody that no table knows.
STRANGE = frozenset({"own words", "no actor", "unknown name", ""})
# An example that the model gives at least this chance (as log odds) to name an event says nothing about the type.
USUAL_CHANCE = 1.0
_FURTHEST = 4.0
# A margin between likenesses, each from 0 to 2, where no counterexample has a word that may name the event: the mean
# of those that have one, over the true sentences of tests/data/ontology/dev.jsonl.
NO_COUNTEREXAMPLE = 0.4


@dataclass(frozen=True, slots=True)
class Scenery:
    """What stands around a trigger: the grammar, the words of its sentence, who did it, and the model's chance (as log
    odds) that it names an event."""

    frame: frozenset[str]
    words: frozenset[str]
    doer: str
    chance: float


@dataclass(slots=True)
class Likeness:
    """The sceneries of examples and counterexamples, by type."""

    shown: dict[tuple[str, bool], list[Scenery]] = field(default_factory=dict)

    def learn(self, kind: str, scene: Scenery, *, holds: bool) -> None:
        """Take up an example (`holds`) or a counterexample of a type."""
        self.shown.setdefault((kind, holds), []).append(scene)

    def admits(self, kind: str, scene: Scenery) -> bool:
        """Whether an event of a type is likelier than not in a scenery; what stands in an example or counterexample
        is decided by that."""
        for holds in (False, True):
            if scene in self.shown.get((kind, holds), ()):
                return holds
        return total(weights(), self.features(kind, scene)) > 0

    def features(self, kind: str, scene: Scenery) -> Features:
        """What speaks for and against an event of a type."""
        examples, others = self.shown.get((kind, True), []), self.shown.get((kind, False), [])
        usual = min([USUAL_CHANCE, *(example.chance for example in examples)])
        strangers = any(example.doer == "stranger" for example in examples)
        margin = nearest(scene, examples) - nearest(scene, others) if others else NO_COUNTEREXAMPLE
        shown = {"any": 1.0, "margin": margin, "chance": scene.chance - usual, f"doer {scene.doer}": 1.0}
        if strangers:
            shown.pop("doer stranger", None)
        return shown


def nearest(scene: Scenery, others: Iterable[Scenery]) -> float:
    """The highest likeness to one of several sceneries, from 0 to 2."""
    return max((_shared(scene.frame, o.frame) + _shared(scene.words, o.words) for o in others), default=0.0)


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / math.sqrt(len(a) * len(b)) if a and b else 0.0


def scenery(cast: Cast, match: Match) -> Scenery:
    """What stands around the trigger of a match."""
    parse, trigger = cast.parse, match.trigger
    start, end = parse.sentences[parse.sentence_of(trigger)]
    words = frozenset(parse.lemmas[i].lower() for i in range(start, end) if parse.upos[i] in CONTENT)
    return Scenery(frozenset(_frame(cast, match)), words, _doer(cast, match), _chance(parse, trigger))


def _frame(cast: Cast, match: Match) -> Iterator[str]:
    """The relations around a trigger, each bare, with its word, and with whether the tables know who that is."""
    yield match.row.pos
    yield cast.parse.lemmas[match.trigger].lower()
    for relation, held in match.arguments.roles.items():
        for preposition, word in held:
            yield f"{relation}:{preposition}" if preposition else relation
            yield f"{relation} {cast.parse.lemmas[word].lower()}"
            if preposition or relation in PARTIES:
                yield f"{relation} {'known' if _is_known(cast, word) else 'stranger'}"
    if not match.arguments.get("subj"):
        yield "no subject"


def _doer(cast: Cast, match: Match) -> str:
    """Who did it: somebody known, a stranger, or nobody that is said."""
    words = match.slots["actor"].words
    if any(_is_known(cast, word) for word in words):
        return "known"
    return "stranger" if words or match.arguments.get("subj") else "unsaid"


def _is_known(cast: Cast, word: int) -> bool:
    identity = cast.identity(word)
    return bool(identity.codes) and identity.rule not in STRANGE


def _chance(parse: Parse, trigger: int) -> float:
    score = parse.hints[trigger].score if trigger < len(parse.hints) else 0.5
    inside = min(max(score, 1e-3), 1 - 1e-3)
    return max(-_FURTHEST, min(_FURTHEST, math.log(inside / (1 - inside))))


@cache
def weights() -> Features:
    """The weight of each feature."""
    with (resources.files("sayso.claims") / "data" / "likeness.csv").open("r", encoding="utf-8") as file:
        return {row["feature"]: float(row["weight"]) for row in csv.DictReader(file)}
