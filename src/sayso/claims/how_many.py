"""How many or how much: the number of a claim's object, of the people whom it befell, or of those who protested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from sayso.claims.matching import Match
from sayso.claims.phrases import Range, noun_phrase
from sayso.claims.quantities import Counted
from sayso.claims.things import things_of
from sayso.reader.parse import Parse
from sayso.records import Quantity, Thing

# Whose number a claim of a type tells where its object has none: the slot, and the relations that may hold them.
COUNTED = {
    "ASSAULT": ("recipient", ("obj", "nmod", "obl")),
    "COERCE": ("recipient", ("obj", "nmod", "obl")),
    "PROTEST": ("actor", ("subj", "nmod", "compound")),
}
# The prepositions of such words: "the arrest of 30 people", "a march by thousands of students".
PREPOSITIONS = frozenset({None, "of", "by"})
PEOPLE = "people"
"""What a bare number counts there: "killed 12"."""


def quantity_of(
    parse: Parse, match: Match, words: Range | None, things: Sequence[Thing], amounts: Sequence[Counted]
) -> Quantity | None:
    """The quantity of a claim, or None.

    Args:
        parse: the text.
        match: the event.
        words: those of its object.
        things: what the object names.
        amounts: all amounts of the text.
    """
    found = _of_things(things)
    if found is None and words is not None:
        found = _money_in(parse, words, amounts)
    if found is None and match.row.event in COUNTED:
        heads = _counted_heads(match)
        found = next((q for head in heads if (q := _at(parse, head, amounts)) is not None), None)
    return found


def _of_things(things: Sequence[Thing]) -> Quantity | None:
    return next((thing.quantity for thing in things if thing.quantity is not None), None)


def _money_in(parse: Parse, words: Range, amounts: Sequence[Counted]) -> Quantity | None:
    """ "Weapons worth 3 billion euros", "a $2bn-a-year deal": money anywhere in the words of the object."""
    inside = (a for a in amounts if words[0] <= a.start and a.end <= words[1])
    return next((a.quantity(parse) for a in inside if a.amount.kind == "money"), None)


def _counted_heads(match: Match) -> Iterator[int]:
    slot, relations = COUNTED[match.row.event]
    seen = (w for relation in relations for p, w in match.arguments.roles.get(relation, ()) if p in PREPOSITIONS)
    return iter(dict.fromkeys(chain(match.slots[slot].words, seen)))


def _at(parse: Parse, head: int, amounts: Sequence[Counted]) -> Quantity | None:
    """The number of the noun phrase of a word, which may be the number itself; no money, time or measure."""
    words = noun_phrase(parse, head)
    near = [a for a in amounts if a.amount.kind == "number" and not a.amount.modifier and a.end > words[0] - 1]
    bare = next((a for a in near if a.start <= head < a.end), None)
    if bare is not None:
        return bare.quantity(parse, PEOPLE)
    owned = next((a for a in near if a.head == head), None)
    return owned.quantity(parse) if owned is not None else _of_things(things_of(parse, words, near))
