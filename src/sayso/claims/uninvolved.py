"""Who had nothing to do with a deed: "played no part in the attack", "had nothing to do with the arrest", or says so:
"denied any role in the attack".

Read by the order of words, for the tree hangs "no" and the deed in many places. The deed is denied of the subject of
the phrase, unless the noun names its own doer ("no part in the Russian strikes"): that one did it.
"""

from __future__ import annotations

from typing import NamedTuple

from sayso.actors.tree import remembered
from sayso.claims.asides import NEGATIVE
from sayso.claims.denied_shares import HAVING, denied_share
from sayso.claims.factuality_words import names_of
from sayso.claims.listed import first_of_list
from sayso.reader.parse import Parse

SHARES = frozenset({"role", "part", "involvement", "responsibility", "participation", "complicity", "share"})
"""Nouns for what somebody has in a deed: "their part in the attack", "no responsibility for the bombing"."""
_SHARES = SHARES | {"hand", "involved", "implicated", "complicit"}
_TIES = frozenset({"link", "connection", "tie", "relation"})
_VERBS = HAVING - {"be"}
_LINKS = frozenset({"in", "for"})
_TYING = frozenset({"to", "with"})
_EMPHASIS = frozenset({"whatsoever", "whatever", "ever", "at", "all", "direct", "directly"})
_ANY = frozenset({"any", "anything"})
_NOTHING = frozenset({"nothing", "anything"})
_BY = frozenset({"of", "by"})
_BEHIND = frozenset({"behind"})
_STOPS = NEGATIVE | _LINKS | {"no"}
_PHRASE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "DET", "PART"})
# How far before a verb its "not" stands ("did not, however, take"), and before a share its verb ("no direct part").
_NEAR = 4
# Words of the phrase for whose share it is: "the participation of two police officers in".
_HOLDER = 6
# From this chance of naming an event on a subject is no actor: "the talks had nothing to do with the arrest".
_IS_EVENT = 0.5


class Uninvolved(NamedTuple):
    """The verb of the phrase, the word that denies, and its subject where that may have done the deed.

    Where somebody says so, the verb is itself the word that denies ("denied any role").
    """

    verb: int
    denial: int
    subject: int | None


@remembered
def uninvolved(parse: Parse, deed: int) -> Uninvolved | None:
    """The phrase that says that somebody had no part in a deed, else None."""
    start, _ = parse.sentences[parse.sentence_of(deed)]
    link = _before_phrase(parse, first_of_list(parse, deed), start)
    share = _share_before(parse, link, start)
    if share is None:
        return None
    verb = next((i for i in range(share - 1, max(start, share - _NEAR) - 1, -1) if parse.xpos[i][:2] == "VB"), None)
    has = verb is not None and not _VERBS.isdisjoint(names_of(parse, verb))
    if verb is not None and has and (denial := _denial(parse, verb, share, start)) is not None:
        return Uninvolved(verb, denial, _subject(parse, deed, subject_before(parse, verb)))
    if (denied := denied_share(parse, share)) is None:
        return None
    holder = _holder(parse, share, link) if denied.holder is None else denied.holder
    holder = subject_before(parse, denied.verb) if holder is None else holder
    return Uninvolved(denied.verb, denied.verb, _subject(parse, deed, holder))


def _holder(parse: Parse, share: int, link: int) -> int | None:
    """ "Officers" of "the participation of officers in": whose share it is, between its noun and the preposition."""
    return link - 1 if parse.folded[share + 1] in _BY and share + 1 < link - 1 else None


def _before_phrase(parse: Parse, deed: int, start: int) -> int:
    """The word before the noun phrase, or the gerund with its object, that ends with the deed."""
    word = deed - 1
    while word > start and parse.upos[word] in _PHRASE and parse.folded[word] not in _STOPS:
        word -= 1
    if word > start and parse.xpos[word] == "RP" and parse.xpos[word - 1] == "VBG":
        return word - 2
    return word - 1 if word > start and parse.xpos[word] == "VBG" and word != deed else word


def _share_before(parse: Parse, link: int, start: int) -> int | None:
    """ "Part" of "no part in", "nothing" of "nothing to do with", by the preposition behind it."""
    if link - 1 < start:
        return None
    if parse.folded[link] == "with" and parse.folded[link - 2 : link] == ["to", "do"]:
        word, wanted = _over_emphasis(parse, link - 3, start), _NOTHING
    elif parse.folded[link] == "behind":
        word, wanted = link, _BEHIND
    elif parse.folded[link] in _LINKS:
        word, wanted = _over_emphasis(parse, link - 1, start), _SHARES
        word = _over_holder(parse, word, start) if _SHARES.isdisjoint(names_of(parse, word)) else word
    elif parse.folded[link] in _TYING:
        word, wanted = _over_emphasis(parse, link - 1, start), _TIES
    else:
        return None
    return word if word > start and not wanted.isdisjoint(names_of(parse, word)) else None


def _over_holder(parse: Parse, word: int, start: int) -> int:
    """The noun before "of officers" or "by officers" that ends with a word, else the word."""
    for of in range(word - 1, max(start, word - _HOLDER), -1):
        if parse.folded[of] in _BY:
            return of - 1
        if parse.upos[of] not in _PHRASE and parse.folded[of] != "-":
            break
    return word


def _over_emphasis(parse: Parse, word: int, start: int) -> int:
    """The word before "whatsoever", "at all" or ", direct or indirect," that ends with a word."""
    if parse.folded[word] == ",":
        word -= 1
        while word > start and parse.upos[word] in ("ADJ", "CCONJ", "ADV"):
            word -= 1
        word -= parse.folded[word] == ","
    while word > start and parse.folded[word] in _EMPHASIS:
        word -= 1
    return word


def _denial(parse: Parse, verb: int, share: int, start: int) -> int | None:
    """ "No" or "nothing" behind the verb, or "not" before it where "any" or nothing goes with the share."""
    if parse.folded[share] == "nothing":
        return share
    between = [i for i in range(verb + 1, share) if parse.folded[i] == "no"]
    if between:
        return between[0]
    plain = share == verb + 1 or not _ANY.isdisjoint(parse.folded[verb + 1 : share + 1])
    before = (i for i in range(verb - 1, max(start, verb - _NEAR) - 1, -1) if parse.folded[i] in NEGATIVE)
    return next(before, None) if plain else None


def _subject(parse: Parse, deed: int, subject: int | None) -> int | None:
    """Who is said to have no part in it; None where the deed names its own doer, or that is no actor."""
    if names_doer(parse, deed) or _is_told_of(parse, deed):
        return None
    if subject is None or parse.upos[subject] != "NOUN" or subject >= len(parse.hints):
        return subject
    return None if parse.hints[subject].score > _IS_EVENT else subject


def _is_told_of(parse: Parse, deed: int) -> bool:
    """ "Nothing to do with the truce that Mali and Chad signed": a relative clause names who did it."""
    for verb in (c for c in parse.children(deed) if parse.deprels[c] == "acl:relcl"):
        below = {parse.deprels[c]: parse.upos[c] for c in parse.children(verb)}
        if below.get("nsubj") in ("NOUN", "PROPN") and below.keys().isdisjoint({"ccomp", "xcomp"}):
            return True
    return False


def subject_before(parse: Parse, verb: int) -> int | None:
    """The subject of a verb; where the tree has none in front of it, the nearest noun or pronoun there."""
    own = [c for c in parse.children(verb) if parse.deprels[c].startswith("nsubj") and c < verb]
    start = parse.sentences[parse.sentence_of(verb)][0]
    before = (i for i in range(verb - 1, start - 1, -1) if parse.upos[i] in ("NOUN", "PROPN", "PRON"))
    return own[-1] if own else next(before, None)


def names_doer(parse: Parse, deed: int) -> bool:
    """ "The Russian strikes", "Iran's raid", "the arrest by Chad"; "the Bucha killings" are named after a place."""
    for child in parse.children(deed):
        case = {parse.folded[c] for c in parse.children(child)}
        named = parse.deprels[child] == "amod" and parse.word(child)[:1].isupper()
        named = named or (parse.deprels[child] == "compound" and any(n.kind == "ORG" for n in parse.names_at(child)))
        if named or parse.deprels[child] == "nmod:poss" or "by" in case:
            return True
    return False
