"""What the model's claim heads say of a claim, where the tables and rules are silent.

The heads score, for every word that may name an event, which words are its actor, recipient, object and place, how
certain it is and in which mode. They fill what the tables leave empty; what a table has filled stays. The chances below
which they keep silent were chosen on the articles of `annotation/held_out.txt`, with a look at claims/dev.
"""

from __future__ import annotations

from sayso.claims.factuality import Certainty
from sayso.claims.grammar import Grammar
from sayso.claims.matching import Filled, Match
from sayso.claims.phrases import head_of, noun_phrase, runs
from sayso.ontology import modes
from sayso.reader.parse import Parse, Slots
from sayso.records import Span

# From this chance on a word belongs to a slot.
SURE_OF_FILLER = 0.5
# From this chance on a slot without words is left empty on purpose, or means the actor's own side.
SURE_OF_KIND = 0.8
# From this chance on the heads' certainty stands where the rules found nothing that bears on it.
SURE_OF_VALUE = 0.6
# From this chance on a mode is given.
SURE_OF_MODE = 0.5
# The rule that a slot filled by the heads names.
CLAIM_HEAD = "claim head"
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM"})


def with_claim_heads(grammar: Grammar, match: Match) -> Match:
    """The match with its empty slots filled by the heads."""
    slots = grammar.parse.slots.get(match.trigger)
    if slots is not None:
        for role in ("actor", "recipient", "object"):
            if not match.slots[role].words and not match.slots[role].special:
                match.slots[role] = _filled(grammar, match, role, slots)
    return match


def _filled(grammar: Grammar, match: Match, role: str, slots: Slots) -> Filled:
    taken = {word for filled in match.slots.values() for word in filled.words}
    heads = [w for w in fillers(grammar, match.trigger, slots.roles.get(role, {})) if w not in taken]
    if heads:
        return Filled(heads, CLAIM_HEAD)
    kinds = slots.kinds.get(role, {})
    for kind, special in (("empty", "none"), ("self", "self")):
        if kinds.get(kind, 0.0) >= SURE_OF_KIND:
            return Filled(rule=f"{CLAIM_HEAD}: {special}", special=special)
    return match.slots[role]


def fillers(grammar: Grammar, trigger: int, chances: dict[int, float]) -> list[int]:
    """The heads of the phrases that the model sees in a slot, in text order."""
    found = []
    for start, end in runs(i for i, chance in chances.items() if chance >= SURE_OF_FILLER and i != trigger):
        head = head_of(grammar.parse, (start, end))
        if grammar.parse.upos[head] in NOMINAL:
            found.append(head)
    return found


def certainty(parse: Parse, trigger: int, judged: Certainty) -> Certainty:
    """The certainty of the rules; where they saw nothing at work, that of the heads if they are sure of another."""
    slots = parse.slots.get(trigger)
    if slots is None or judged.rule != "plain":
        return judged
    value, chance = _best(slots.factuality)
    if chance < SURE_OF_VALUE or value == judged.value:
        return judged
    auxiliary, _ = _best(slots.auxiliary)
    return Certainty(value, None if auxiliary in ("", "none") else auxiliary, CLAIM_HEAD)


def mode(parse: Parse, trigger: int, event: str, given: str | None) -> str | None:
    """The mode that the heads are sure of, if the event type has it, else the one given."""
    slots = parse.slots.get(trigger)
    found = {name: chance for name, chance in (slots.mode if slots else {}).items() if (event, name) in modes()}
    best, chance = _best(found)
    return best if chance >= SURE_OF_MODE else given


def where(grammar: Grammar, trigger: int) -> Span | None:
    """The words of the place that the heads see for a trigger."""
    slots = grammar.parse.slots.get(trigger)
    heads = fillers(grammar, trigger, slots.roles.get("where", {})) if slots else []
    return grammar.parse.span(*noun_phrase(grammar.parse, heads[0])) if heads else None


def _best(chances: dict[str, float]) -> tuple[str, float]:
    return max(chances.items(), key=lambda pair: pair[1], default=("", 0.0))
