"""Sources that do not tell, or tell what is not so: "could not confirm that", "had no comment on claims that", "wrongly
reported that"."""

from __future__ import annotations

from sayso.claims.factuality_order import report_before
from sayso.claims.factuality_scope import verdict
from sayso.claims.factuality_words import NOBODY, governor_class, is_telling, links_of, names_of, own_words
from sayso.claims.selectors import word_sets
from sayso.reader.parse import Parse

CONFIRMING = frozenset({"confirm", "acknowledge", "admit", "verify", "corroborate", "substantiate", "concede"})
"""Verbs that presuppose what they tell, but under a negation leave it open: "has not confirmed that"."""
ACCEPTING = frozenset({"accept", "recognise", "recognize"})
"""Verbs whose negation rejects what they take."""
_ASKED = CONFIRMING | {"deny", "dispute", "say", "think", "believe", "suggest"}
_FALSELY = frozenset({"falsely", "wrongly", "mistakenly", "erroneously", "incorrectly", "inaccurately"})
# How it hangs on a noun for what is told who tells it.
_TELLERS = frozenset({"nmod:poss", "amod", "nmod", "compound"})
_BLAMING = frozenset({"criticism", "condemnation", "complaint", "denunciation", "rebuke", "reproach"})
"""Words against somebody that no clause spells out."""

_FOR_RESPONSIBILITY = frozenset({"take", "accept", "assume"})
_OWNING = _FOR_RESPONSIBILITY | {"claim", "admit", "acknowledge"}
"""Verbs by which one owns up to a deed; "take" and "accept" with "responsibility"."""
_OWNED = ("claim", "admit", "acknowledg", "responsib")


def is_unclaimed(parse: Parse, verb: int) -> bool:
    """ "No group claimed responsibility": nobody owns up to the deed, and nobody denies it."""
    names = names_of(parse, verb)
    if parse.upos[verb] != "VERB" or _OWNING.isdisjoint(names):
        return False
    below = parse.children(verb)
    responsible = any(parse.folded[c] == "responsibility" for c in below)
    subjects = (c for c in below if parse.deprels[c] == "nsubj" and c < verb)
    return (responsible or _FOR_RESPONSIBILITY.isdisjoint(names)) and any(is_nobody(parse, s) for s in subjects)


def is_of_neither(parse: Parse, word: int) -> bool:
    """ "Neither side claimed responsibility for the attack": each of the two may have done it."""
    verb = parse.heads[word]
    neither = verb >= 0 and any(parse.folded[k] == "neither" for k in (word, *parse.children(word)))
    return neither and is_unclaimed(parse, verb)


def claims_nothing(parse: Parse, verb: int) -> bool:
    """The same of the claiming of a deed, which is then no event: "no one admitted" concedes nothing and stays one."""
    responsible = any(parse.folded[c] == "responsibility" for c in parse.children(verb))
    return (responsible or "claim" in names_of(parse, verb)) and is_unclaimed(parse, verb)


def is_nobody(parse: Parse, noun: int) -> bool:
    """ "No one", "nobody", "none of the groups", "no country", "neither side"."""
    return parse.folded[noun] in NOBODY or any(parse.folded[c] in ("no", "neither") for c in parse.children(noun))


def nobody_owns(source: str, cue: str) -> bool:
    """Whether the words of a link of a chain say that none owns up: "no group" "claimed responsibility for"."""
    first, *rest = source.casefold().split() or [""]
    nobody = first in NOBODY or (first == "no" and bool(rest) and not rest[0].isdigit())
    return nobody and any(word.startswith(_OWNED) for word in cue.casefold().split())


def is_asked(parse: Parse, verb: int) -> bool:
    """ "Can you confirm that", "are you denying that": who is asked has not said so."""
    if parse.upos[verb] != "VERB" or "you" not in parse.near(verb) or _ASKED.isdisjoint(names_of(parse, verb)):
        return False
    start, end = parse.sentences[parse.sentence_of(verb)]
    subjects = (c for c in parse.children(verb) if parse.deprels[c] == "nsubj" and start < c < verb)
    you = next((c for c in subjects if parse.folded[c] == "you"), None)
    inverted = you is not None and parse.upos[you - 1] == "AUX"
    return inverted and any(parse.word(i) == "?" for i in range(verb, end))


def is_untold(parse: Parse, trigger: int, cue: int) -> bool:
    """Whether a word stands in what others tell, spoken of by the source of a cue before it ("comment on reports")."""
    told = report_before(parse, trigger)
    return told is not None and cue < told


def is_spoken_of(parse: Parse, noun: int) -> bool:
    """ "Rejected the accusation", "did not respond to the claims": what was told was told, true or not."""
    if is_denied(parse, noun) or _is_called_untrue(parse, noun):
        return True
    head = parse.heads[noun]
    negated = head >= 0 and any(kind == "negation" for kind, _ in own_words(parse, head, below=noun))
    return negated and parse.deprels[noun].startswith("obl") and is_telling(parse, noun)


def _is_called_untrue(parse: Parse, noun: int) -> bool:
    """ "The allegation is absurd"."""
    if parse.heads[noun] < 0 or not is_telling(parse, noun):
        return False
    said = verdict(parse, noun)
    return said is not None and said[0] == "negates"


def is_denied(parse: Parse, noun: int) -> bool:
    """Whether a noun for what is told is what its verb denies: "rejected the accusation"."""
    head = parse.heads[noun]
    told = is_telling(parse, noun) or parse.lemmas[noun].lower() in _BLAMING
    verbal = head >= 0 and parse.upos[head] == "VERB"
    if not (verbal and told):
        return False
    return governor_class(parse, noun, head, links=frozenset({"told"})) == "negates" or is_not_accepted(parse, noun)


def is_not_accepted(parse: Parse, noun: int) -> bool:
    """ "Does not accept the accusation that", "cannot recognise the charge": not to accept what is told denies it."""
    head = parse.heads[noun]
    if head < 0 or parse.deprels[noun] != "obj" or ACCEPTING.isdisjoint(names_of(parse, head)):
        return False
    negated = any(kind == "negation" for kind, _ in own_words(parse, head, below=noun))
    return negated and is_telling(parse, noun)


def is_hearsay(parse: Parse, noun: int, told: int) -> bool:
    """ "There were reports that they attacked": claims in the plural that nobody is said to make."""
    below = {parse.deprels[c] for c in parse.children(noun) if c != told}
    return parse.xpos[noun] == "NNS" and below.isdisjoint({"det", *_TELLERS}) and is_telling(parse, noun)


def falsely_told(parse: Parse, verb: int) -> int | None:
    """The word by which the text says that what is told is not so: "was wrongly reported to have attacked"."""
    near = [*parse.children(verb), *([verb - 1] if verb else [])]
    return next((c for c in near if parse.folded[c] in _FALSELY), None)


def is_nobodys(parse: Parse, cue: int) -> bool:
    """ "There are rumours that": a noun without anybody who tells it."""
    return parse.upos[cue] == "NOUN" and _TELLERS.isdisjoint(parse.deprels[c] for c in parse.children(cue))


def unknown(parse: Parse, word: int) -> int | None:
    """ "Said it knew nothing of the attack", "had no knowledge of it", "was not aware of it": the words by which who
    says so leaves open whether it was; None where there are none."""
    head = parse.heads[word]
    verb = parse.heads[head] if parse.folded[head] == "nothing" else head
    if verb < 0 or {"of", "about"}.isdisjoint(links_of(parse, word, head)):
        return None
    below = {parse.folded[c] for c in parse.children(verb)} | {parse.folded[head]}
    if parse.lemmas[verb].lower() in _KNOWING:
        return verb if "nothing" in below else None
    knows_not = parse.folded[verb] == "unaware" or (parse.folded[verb] == "aware" and not _NOT.isdisjoint(below))
    return verb if knows_not or (parse.folded[verb] == "knowledge" and "no" in below) else None


def is_evaded(parse: Parse, word: int) -> bool:
    """ "Evaded the sanctions": who gets round a measure does not undo it, as who evades arrest is not arrested."""
    evading = not _EVADING.isdisjoint(names_of(parse, parse.heads[word]))
    return evading and parse.lemmas[word].lower() in word_sets()["in_force"]


_KNOWING = frozenset({"know", "hear", "learn"})
_NOT = frozenset({"not", "n't", "never"})
_EVADING = frozenset({"evade", "circumvent", "dodge", "escape", "avoid", "skirt", "bypass"})
