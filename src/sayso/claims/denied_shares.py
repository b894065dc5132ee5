"""Who denies a share in a deed: "denied any role in the attack", "rejected claims of involvement", "was cleared of".

Between the denial and the deed stands a noun for what somebody has in a deed, so that neither the rows of the verb nor
those of the deed reach over it. The verb is looked for by the order of words before that noun, then by the tree; which
verbs deny a share, `data/factuality.csv` says (link `share`).
"""

from __future__ import annotations

from typing import NamedTuple

from sayso.actors.tree import GENITIVES
from sayso.claims.factuality_words import DENYING, governor_class, is_telling, names_of
from sayso.reader.parse import Parse

HAVING = frozenset({"play", "take", "have", "bear", "hold", "be"})
"""Verbs of having a share: "denied playing any role", "denied that it had any part"."""
_SHARE = frozenset({"share"})
_TOLD = frozenset({"told"})
_OF = frozenset({"of"})
_BEFORE_NOUN = frozenset({"DET", "ADJ", "PRON", "ADV"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PART", "PRON"})
_OR = frozenset({"or", "and"})
# Verbs between the denial and the share: "claims of having had", and words between "cleared" and its "of".
_STEPS = 5
_NEAR = 8


class DeniedShare(NamedTuple):
    """The verb that denies, and who is said to have the share if other words than its subject name that one."""

    verb: int
    holder: int | None = None


def denied_share(parse: Parse, share: int) -> DeniedShare | None:
    """The denial of the share that somebody has in a deed, else None; `share` is its noun ("role" of "any role in")."""
    start, _ = parse.sentences[parse.sentence_of(share)]
    before, holder = _before_noun(parse, share, start)
    for _ in range(_STEPS):
        if before < start:
            break
        if (verb := _verb(parse, before, start)) is not None:
            if governor_class(parse, share, verb, links=_SHARE) == "negates":
                return DeniedShare(verb, holder)
            if HAVING.isdisjoint(names_of(parse, verb)) or parse.xpos[verb] not in ("VBG", "VBN"):
                break
        elif parse.upos[before] != "ADV":
            return _behind_of(parse, before, start, holder) or _by_tree(parse, share, holder)
        before -= 1
    return _by_tree(parse, share, holder)


def _before_noun(parse: Parse, share: int, start: int) -> tuple[int, int | None]:
    """The word before the noun phrase of a share, and whose the share is ("Chad's role")."""
    word, holder = share - 1, None
    while word > start:
        if parse.folded[word] in GENITIVES and holder is None:
            word, holder = word - 1, word - 1
        elif parse.upos[word] in _BEFORE_NOUN or (holder is not None and parse.upos[word] in ("NOUN", "PROPN")):
            word -= 1
        elif parse.folded[word] in _OR and parse.upos[word - 1] == "NOUN":
            word -= 2
        else:
            break
    return word, holder


def _verb(parse: Parse, word: int, start: int) -> int | None:
    """The verb at a word, or before its particle there."""
    if word > start and parse.upos[word] == "ADP" and parse.upos[word - 1] == "VERB" and parse.folded[word] == "out":
        word -= 1
    return word if parse.xpos[word][:2] == "VB" else None


def _behind_of(parse: Parse, of: int, start: int, holder: int | None) -> DeniedShare | None:
    """ "Rejected claims of involvement", "cleared the general of involvement": the verb before a preposition."""
    if parse.folded[of] not in ("of", "about", "from"):
        return None
    if (told := of - 1) > start and is_telling(parse, told):
        verb, _ = _before_noun(parse, told, start)
        denies = parse.xpos[verb][:2] == "VB" and governor_class(parse, told, verb, links=_TOLD) == "negates"
        return DeniedShare(verb, holder) if denies else None
    for verb in range(of - 1, max(start, of - _NEAR) - 1, -1):
        if parse.xpos[verb][:2] == "VB":
            clears = governor_class(parse, of, verb, links=_OF) == "negates"
            return DeniedShare(verb, of - 1 if of - 1 > verb else None) if clears else None
        if parse.upos[verb] not in _NOMINAL:
            return None
    return None


def _by_tree(parse: Parse, share: int, holder: int | None) -> DeniedShare | None:
    """ "Denied on Monday any role", "denied that it had any part": the verb above, over one of having a share."""
    verb = parse.heads[share]
    if 0 <= verb < share and not HAVING.isdisjoint(names_of(parse, verb)):
        own = [c for c in parse.children(verb) if parse.deprels[c].startswith("nsubj") and c < verb]
        holder, verb = own[-1] if own and holder is None else holder, parse.heads[verb]
        if verb >= 0 and DENYING.isdisjoint(names_of(parse, verb)):
            return None
    denies = 0 <= verb < share and governor_class(parse, share, verb, links=_SHARE) == "negates"
    if any(parse.deprels[c] in ("obj", "iobj") and c < share for c in parse.children(verb)):
        return None  # "denied the party any role"
    return DeniedShare(verb, holder) if denies else None
