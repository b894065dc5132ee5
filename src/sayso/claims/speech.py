"""Claims that are themselves acts of saying: who is accused, asked, threatened or promised says what the deed is.

"The court charged him with murder" is an accusation; the murder inside it stands on the court's say-so although no
attribution was found there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.claims.chains import IMPLICIT, Chains
from sayso.claims.clauses import OBJECT_MARKS
from sayso.claims.grammar import Grammar
from sayso.claims.matching import Match
from sayso.claims.presupposed import past_asides
from sayso.records import SaySo, Slot

# Types whose trigger puts its content on the actor's say-so.
SPEAKING = frozenset({"ACCUSE", "REQUEST", "AGREE", "THREATEN"})
# Verbs of courts and prosecutors, who need not be named.
CHARGING = frozenset({"charge", "indict"})
# How many words may stand between a deed and the word that speaks of it ("charged with one count of murder").
STEPS = 4


@dataclass(frozen=True, slots=True)
class Act:
    """One act of saying: its trigger word, event type, the words of the trigger and who says it."""

    trigger: int
    event: str
    cue: str
    actor: Slot


def governing_act(grammar: Grammar, trigger: int, acts: Mapping[int, Act]) -> Act | None:
    """The act of saying whose content holds a trigger by the tree, the innermost one; None if there is none."""
    word = trigger
    for _ in range(STEPS):
        head = grammar.parse.heads[word]
        if head < 0 or word in past_asides(grammar.parse):
            return None
        act = acts.get(head)
        if act is not None:
            return act if _in_content(grammar, word, act) else None
        goes_on = grammar.parse.deprels[word] == "conj" and grammar.parse.xpos[word] == "VBD"
        if goes_on and grammar.parse.xpos[head] in ("VB", "VBG"):
            return None  # "accused it of breaking its word and withheld the money"
        word = head
    return None


def _is_beside(grammar: Grammar, word: int) -> bool:
    """ "Demanded that it stop; it shelled a town", "promised to seize them, then seized little": told and not said."""
    parse = grammar.parse
    if parse.xpos[word] != "VBD":
        return False
    first = min(parse.subtree(word))
    return ";" in (parse.word(first), parse.word(first - 1)) or (
        "then" in (parse.folded[first], parse.folded[first + 1]) and "," in (parse.word(first), parse.word(first - 1))
    )


def _in_content(grammar: Grammar, word: int, act: Act) -> bool:
    relation = grammar.parse.deprels[word]
    if relation == "ccomp" and _is_beside(grammar, word):
        return False
    if relation in ("xcomp", "ccomp") or act.event == "AGREE":
        return relation in ("xcomp", "ccomp")
    if relation in ("obj", "nsubj:pass"):
        return act.event == "REQUEST"
    if relation == "advcl" and word < act.trigger:
        return False  # "were Chad to leave, Mali would ask"
    if grammar.base(word) in ("obl", "advcl", "nmod", "acl"):
        return bool((OBJECT_MARKS | {"to"}) & set(grammar.prepositions(word))) or grammar.parse.xpos[word] == "VB"
    return False


def with_act(chains: Chains, trigger: int, act: Act) -> tuple[SaySo, ...]:
    """The chain of a trigger with an act of saying put where it stands, unless an attribution says it already."""
    around = chains.around(trigger)
    if not act.actor.codes or any(chains.cues_at(a.id, act.trigger) for a in around):
        return tuple(chains.link(a) for a in around)
    outer = {a.id for a in chains.around(act.trigger)}
    link = SaySo(source=_words(chains, act.actor), code="+".join(act.actor.codes), cue=act.cue)
    before = [chains.link(a) for a in around if a.id in outer]
    return (*before, link, *(chains.link(a) for a in around if a.id not in outer))


def _words(chains: Chains, actor: Slot) -> str:
    return actor.spans[0].of(chains.parse.text) if actor.spans else IMPLICIT


def acts_of(grammar: Grammar, matches: Sequence[Match], actors: Mapping[int, Slot]) -> dict[int, Act]:
    """The acts of saying among the matches, by trigger word."""
    parse = grammar.parse
    return {
        m.trigger: Act(m.trigger, m.row.event, parse.word(m.trigger), actors[m.trigger])
        for m in matches
        if m.row.event in SPEAKING and _speaks(grammar, m, actors[m.trigger])
    }


def _speaks(grammar: Grammar, match: Match, actor: Slot) -> bool:
    """Whether someone is there who says it; an accusation needs a verb and an accuser named in words."""
    if match.row.event != "ACCUSE":
        return True
    court = grammar.parse.lemmas[match.trigger].lower() in CHARGING and bool(actor.codes)
    return grammar.is_verbal(match.trigger) and (court or bool(actor.spans))
