"""Whom a reproach is aimed at that only points back: "Chad shelled a village. Sudan condemned this", "… the move".

What "this" or "the decision" stands for is the last deed that was told, and who did it is who is condemned.
"""

from __future__ import annotations

from collections.abc import Iterable

from sayso.claims.factuality_words import DENYING
from sayso.claims.forms import forms
from sayso.claims.matching import Match
from sayso.claims.selectors import word_sets
from sayso.reader.parse import Parse
from sayso.records import Slot

POINTED_AT = "of the deed pointed at"
"""The rule of a recipient that is found so; no weights make it another."""
REPROACHES = frozenset({"ACCUSE", "REJECT"})
AIMED = frozenset({"against", "at", "over", "to"})
"""Prepositions of what one objects or protests to."""
_POINTING = frozenset({"this", "that", "these", "those"})
DEFINITE = _POINTING | {"the", "such"}
_STRAYING = frozenset({"ccomp", "xcomp", "dep"})
"""What a parser makes of an object that it does not take for one."""
_REACTIONS = frozenset({"ACCUSE", "SUPPORT"})
"""What is said of a deed is not the deed: "the banks welcomed the package. The league dismissed the measure"."""
_REACH = 2
"""Sentences back to the deed that a reproach may point at."""
Told = tuple[Match, Slot, Slot]


def points_back(parse: Parse, match: Match) -> bool:
    """Whether a reproach has nothing for its object but a word that points at what was told before."""
    if match.row.event not in REPROACHES:
        return False
    aims = aims_of(parse, match)
    denied = not DENYING.isdisjoint(forms(parse, match.trigger))  # "denied this": what was said, and not what was done
    return bool(aims) and not denied and all(_is_pointing(parse, word) for word in aims)


def aims_of(parse: Parse, match: Match) -> list[int]:
    """The object of a reproach, also of the verb that is joined to it ("denounces and rejects this")."""
    if found := match.arguments.get("obj"):
        return found
    joined = [c for c in parse.children(match.trigger) if parse.deprels[c] == "conj" and parse.upos[c] == "VERB"]
    if found := [o for c in joined for o in parse.children(c) if parse.deprels[o] == "obj"]:
        return found
    below = [c for c in parse.children(match.trigger) if c > match.trigger]
    bare = [c for c in below if parse.upos[c] in ("NOUN", "PRON") and parse.deprels[c] in _STRAYING]
    if bare and not any(parse.deprels[k] == "case" for c in bare for k in parse.children(c)):
        return bare
    behind = (w for w in match.arguments.get("obl") if w > match.trigger)
    return [w for w in behind if not AIMED.isdisjoint(parse.folded[match.trigger + 1 : w])]


def _is_pointing(parse: Parse, word: int) -> bool:
    below = parse.children(word)
    if parse.folded[word] in _POINTING:
        return not any(parse.deprels[c] in ("nmod", "acl", "acl:relcl") for c in below)
    if parse.lemmas[word].lower() not in word_sets()["step"]:
        return False
    definite = any(parse.folded[c] in DEFINITE for c in below)
    return definite and all(parse.deprels[c] in ("det", "case", "amod", "punct", "conj", "cc") for c in below)


def reproached(parse: Parse, match: Match, told: Iterable[Told], actor: Slot) -> Slot | None:
    """Who did the deed that a reproach points at; None where nobody else did one.

    Args:
        parse: words and tree.
        match: the reproach.
        told: the claims before it with actor and recipient, the latest first.
        actor: who reproaches.
    """
    here, above, found = parse.sentence_of(match.trigger), parse.ancestors(match.trigger), None
    for deed, doer, other in told:
        if here - parse.sentence_of(deed.trigger) > _REACH:
            break
        if deed.trigger in above and doer.codes == actor.codes and deed.row.event not in REPROACHES:
            return None  # "offers to meet them after having rejected that"
        if not doer.codes:
            continue
        if not actor.codes and (match.row.event, deed.row.event) == ("REJECT", "ACCUSE"):
            return doer  # whoever rejects it was accused
        if not set(doer.codes).isdisjoint(actor.codes):
            before = parse.sentence_of(deed.trigger) < here
            if before and found is None and (match.row.event, deed.row.event) == ("REJECT", "ACCUSE"):
                return None  # "the police blamed the front. The front rejected that", all of one state
            continue
        if not set(other.codes).isdisjoint(actor.codes) and (deed.row.event, match.row.event) != ("ACCUSE", "ACCUSE"):
            return doer
        found = found or (doer if deed.row.event not in _REACTIONS else None)
    return found
