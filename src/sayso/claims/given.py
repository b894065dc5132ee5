"""Deeds that a sentence takes as given: "the ship seized by Iran was ...", whatever is said or denied of the ship.

A participle right behind a definite noun, with the verb of the clause still to come, restricts the noun. What scopes
over the clause does not reach it. The tree often hangs such a participle elsewhere (below "no proof that", or over the
noun), so that the order of words decides.
"""

from __future__ import annotations

from sayso.actors.tree import GENITIVES, remembered
from sayso.claims.asides import FINITE
from sayso.claims.factuality_state import State, applied
from sayso.claims.factuality_words import governor_class, governors, modifiers, names_of
from sayso.reader.parse import Parse

DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your"})
"""Words before a noun that is known."""
_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_BREAKS = frozenset({"that", "which", "who", "whom", "whose", "and", "but", "or", ",", ";", ":", "when", "after", "as"})
# What may follow a participle but no active verb, and what dates or places it.
_AGENT = "by"
_BEHIND = frozenset({_AGENT, "in", "on", "at", "last", "this", "during", "near", "from", "for", "since", "outside"})
# Participles of these classes name what is yet to come: "the vote planned for Sunday", "the soldiers told to leave".
_AHEAD = frozenset({"intend", "schedule", "expect", "request", "likely", "try", "permit"})
# Adverbs between noun and participle: "the ship allegedly seized by Iran".
_ADVERBS = 2


@remembered
def noun_given(parse: Parse, participle: int) -> int | None:
    """The definite noun that a participle right behind it restricts, else None."""
    start, end = parse.sentences[parse.sentence_of(participle)]
    noun = participle - 1
    while noun > participle - 1 - _ADVERBS and noun >= start and parse.xpos[noun] == "RB":
        noun -= 1
    if noun < start or parse.upos[noun] not in ("NOUN", "PROPN") or not _may_restrict(parse, participle, end):
        return None
    return noun if _is_definite(parse, noun, start) and _goes_on(parse, participle, end) else None


def _may_restrict(parse: Parse, participle: int, end: int) -> bool:
    """A passive participle of a deed done, with an agent or circumstance behind it (a particle between)."""
    behind = participle + 1
    if behind < end and (parse.xpos[behind] == "RP" or parse.deprels[behind] == "compound:prt"):
        behind += 1
    follows = parse.folded[behind] if behind < end else ""
    passive = follows == _AGENT or (parse.xpos[participle] == "VBN" and follows in _BEHIND)
    helped = any(parse.deprels[c].startswith(("aux", "cop")) and c < participle for c in parse.children(participle))
    verbal = parse.xpos[participle] in ("VBN", "VBD")
    return passive and verbal and not helped and not is_ahead(parse, participle)


def is_ahead(parse: Parse, verb: int) -> bool:
    """Whether a verb is of a class whose complement is yet to come: "planned", "threatens", "told to"."""
    rows = (row for name in names_of(parse, verb) for row in governors().get(name, ()))
    return any(row.kind in _AHEAD for row in rows)


def is_known(parse: Parse, noun: int) -> bool:
    """Whether a determiner or an owner in its phrase makes a noun a known one: "the attack", "their attack"."""
    return any(parse.deprels[c] == "nmod:poss" or parse.folded[c] in DEFINITE for c in parse.children(noun))


def _is_definite(parse: Parse, noun: int, start: int) -> bool:
    """Whether the words before a noun make it a known one; "that" only where it is no conjunction."""
    first = noun
    while first > start and parse.upos[first - 1] in _INSIDE:
        first -= 1
    if first == start:
        return False
    opener = parse.folded[first - 1]
    return opener in DEFINITE | GENITIVES and not (opener == "that" and parse.deprels[first - 1] == "mark")


def _goes_on(parse: Parse, participle: int, end: int) -> bool:
    """Whether the verb of the clause is still to come; behind an agent it may be taken for a participle itself."""
    with_agent = _AGENT in parse.folded[participle + 1 : participle + 3]
    for word in range(participle + 1, end):
        if parse.folded[word] in _BREAKS:
            return False
        if parse.xpos[word] in FINITE or (with_agent and _may_be_verb(parse, word)):
            return True
    return False


def _may_be_verb(parse: Parse, word: int) -> bool:
    """A form that may be a past tense, right behind a noun, or a bare "be"."""
    past = parse.xpos[word] == "VBN" or parse.folded[word].endswith("ed")
    return parse.xpos[word] == "VB" or (past and parse.upos[word - 1] in ("NOUN", "PROPN"))


def given(parse: Parse, participle: int, noun: int) -> State:
    """ "The ship reportedly seized by Iran": only what stands between noun and participle bears on the deed."""
    state = State(settled=True, presupposed=True).because("factive participle", participle)
    for child in range(noun + 1, participle):
        if (kind := modifiers().get(parse.folded[child])) in ("reported", "probable", "possible"):
            state = applied(kind, state).because(f"{kind} {parse.folded[child]}", child)
    return state


def is_given_of_subject(parse: Parse, verb: int, cue: int) -> bool:
    """ "Denied that the officer who was arrested was a spy": a relative clause of the subject of what is denied."""
    noun = parse.heads[verb]
    relative = parse.deprels[verb] == "acl:relcl" and parse.deprels[noun].startswith("nsubj")
    return relative and parse.heads[noun] > verb and governor_class(parse, parse.heads[noun], cue) == "negates"
