"""Whose a thing is not: what one condemns others have done, and what one strikes others have.

"Chad left Mali's side, condemning its attacks": the attacks are not Chad's. "Chad said a Malian plane had fired on its
convoy": the convoy is not the plane's.
"""

from __future__ import annotations

from sayso.claims.cues import cue_at
from sayso.claims.forms import forms
from sayso.claims.mentions import noun_class
from sayso.claims.selectors import is_among, word_sets
from sayso.reader.parse import Parse

_RIGHT_BEHIND = 3
"""Words up to which a pronoun stands behind the verb of saying: "says that it"."""
_MARKS = frozenset({"mark", "case"})
_ACCUSED = frozenset({"obj", "nsubj:pass"})
_SHARING = frozenset({"conj", "advcl", "xcomp"})


def other_party(parse: Parse, pronoun: int) -> int | None:
    """The word for who a possessive pronoun does not stand for: the subject of the verb; None if it may be anyone."""
    owned = parse.heads[pronoun]
    while owned >= 0 and parse.deprels[owned] == "compound":  # "its arms sales"
        owned = parse.heads[owned]
    verb = parse.heads[owned] if owned >= 0 else -1
    judged = verb >= 0 and _is_judged(parse, pronoun, verb)
    if verb < 0 or not (judged or _is_others(parse, owned, verb)):
        return None
    while parse.deprels[verb] in _SHARING and _doer(parse, verb) is None:
        verb = parse.heads[verb]
    return _doer(parse, verb)


def struck_thing(parse: Parse, pronoun: int) -> int | None:
    """ "Iran hit an American ship and arrested its crew": the word for what was struck or taken right before, whose
    people are harmed next; None where "its" may be anyone's."""
    people = parse.heads[pronoun] if parse.folded[pronoun] in ("its", "their") else -1
    verb = parse.heads[people] if people >= 0 and parse.deprels[people] == "obj" else -1
    first = parse.heads[verb] if verb >= 0 and parse.deprels[verb] == "conj" and _doer(parse, verb) is None else -1
    if first < 0 or not (is_among(parse, verb, "seizing") or is_among(parse, verb, "harming")):
        return None
    if not (is_among(parse, first, "striking") or is_among(parse, first, "seizing")):
        return None
    return next((c for c in parse.children(first) if parse.deprels[c] == "obj" and c < verb), None)


def speaking_for(parse: Parse, pronoun: int) -> int | None:
    """ "The delegate of Peru said that his country had left": the word for who speaks of his own country or government,
    the nearest person who is subject above it; None where "his" may be anyone's."""
    owned = parse.heads[pronoun]
    if owned < 0 or parse.folded[pronoun] not in ("his", "her"):
        return None
    if parse.lemmas[owned].lower() not in word_sets()["homes"]:
        return None
    for verb in parse.ancestors(owned):
        if verb < pronoun and _is_person(parse, verb):  # "the delegate, noting that his country had left, ..."
            return verb
        subject = _doer(parse, verb) if parse.upos[verb] in ("VERB", "AUX") else None
        if subject is not None and subject != owned and subject < pronoun:
            return subject if _is_person(parse, subject) else None
    return None


def own_sayer(parse: Parse, pronoun: int) -> int | None:
    """ "Tehran says it sold none", "a driver who said he had met them": the word for who says so, where the subject of
    what is said right behind the verb is a pronoun; None where it is no subject of such a clause."""
    verb = parse.heads[pronoun]
    if verb < 0 or parse.deprels[verb] != "ccomp" or not parse.deprels[pronoun].startswith("nsubj"):
        return None
    saying = parse.heads[verb]
    if not saying < pronoun or pronoun - saying > _RIGHT_BEHIND or cue_at(parse, saying) is None:
        return None
    subject = _doer(parse, saying)
    if subject is not None and parse.folded[subject] in ("who", "which", "that"):
        subject = parse.heads[saying] if parse.deprels[saying].startswith("acl") else None
    return subject if subject is not None and subject < saying and parse.upos[subject] in ("NOUN", "PROPN") else None


def told_by(parse: Parse, pronoun: int) -> frozenset[int] | None:
    """ "Peru's envoy had left, he said": the words of the clause before the verb of saying whose subject a pronoun is
    or owns, of whom it names none; None where nothing is told before it."""
    subject = parse.heads[pronoun] if parse.deprels[pronoun] == "nmod:poss" else pronoun
    verb = parse.heads[subject] if subject >= 0 and parse.deprels[subject] == "nsubj" else -1
    if verb < 0 or (cue := cue_at(parse, verb)) is None or cue.kind != "say":
        return None
    first = min(pronoun, subject, verb)
    if parse.deprels[verb] == "parataxis" and first and parse.upos[first - 1] == "PUNCT":
        return frozenset(i for i in parse.subtree(parse.heads[verb]) if i < min(pronoun, verb))
    told = next((c for c in parse.children(verb) if parse.deprels[c] == "ccomp" and c < min(pronoun, verb)), None)
    return None if told is None else frozenset(parse.subtree(told))


def _is_person(parse: Parse, i: int) -> bool:
    named = any(name.kind == "PER" for name in parse.names_at(i))
    return named or (parse.upos[i] in ("NOUN", "PROPN") and noun_class(parse.lemmas[i].lower()) == "person")


def is_somebody(parse: Parse, pronoun: int) -> bool:
    """Whether a pronoun is the object of a verb that only somebody can be the object of: "accusing it of treason"."""
    verb = parse.heads[pronoun]
    return verb >= 0 and parse.deprels[pronoun] == "obj" and is_among(parse, verb, "addressing")


def captive(parse: Parse, pronoun: int) -> int | None:
    """ "Rebels freed two nuns after they were kidnapped": the word for who was released, where a pronoun stands for who
    was seized, held or beaten; None if it may be anyone."""
    verb = parse.heads[pronoun]
    if verb < 0 or parse.deprels[pronoun] != "nsubj:pass" or not is_among(parse, verb, "seizing"):
        return None
    start = parse.sentences[parse.sentence_of(pronoun)][0]
    above = list(parse.ancestors(verb))
    if not above and start:  # "… freed two nuns. They were kidnapped in May"
        above = [i for i in range(*parse.sentences[parse.sentence_of(start - 1)]) if parse.heads[i] < 0]
    for i in above:
        if parse.upos[i] == "VERB" and is_among(parse, i, "releasing"):
            over = ("obj", "obl") if parse.folded[i + 1 : i + 2] == ["over"] else ("obj",)  # "handed over two sailors"
            return next((c for c in parse.children(i) if parse.deprels[c] in over and c < pronoun), None)
    return None


def _doer(parse: Parse, verb: int) -> int | None:
    """The subject of a verb, or who is accused of what it says: "accused hackers of attacking its ministry"."""
    below, above = parse.children(verb), parse.heads[verb]
    of = parse.xpos[verb] == "VBG" and any(parse.folded[c] == "of" for c in below if parse.deprels[c] in _MARKS)
    if not of or above < 0:
        return next((c for c in below if parse.deprels[c].startswith("nsubj")), None)
    return next((c for c in parse.children(above) if parse.deprels[c] in _ACCUSED), None)


def _is_others(parse: Parse, owned: int, verb: int) -> bool:
    """Whether what a verb has as its object or target mostly is another one's than the subject's."""
    noun, relation, named = parse.lemmas[owned].lower(), parse.deprels[owned], frozenset(forms(parse, verb))
    if named & word_sets()["condemning"]:
        return relation == "obj" and noun not in word_sets()["suffered"]
    return bool(named & word_sets()["striking"]) and relation in ("obj", "obl") and noun in word_sets()["property"]


def _is_judged(parse: Parse, pronoun: int, verb: int) -> bool:
    """ "Fined the firm for its deals": the deeds of whom the verb has as its object, behind "for" or "over"."""
    reason = pronoun > verb and parse.folded[pronoun - 1] in ("for", "over")
    other = any(parse.deprels[c] in ("obj", "iobj") and c < pronoun for c in parse.children(verb))
    return reason and other and (is_among(parse, verb, "condemning") or is_among(parse, verb, "judging"))


def is_condemned(parse: Parse, deed: int) -> bool:
    """Whether a noun names a deed that somebody condemns, and that was done therefore."""
    verb = parse.heads[deed]
    said = verb >= 0 and parse.upos[deed] == "NOUN" and parse.deprels[deed] in ("obj", "nsubj:pass")
    return said and is_among(parse, verb, "condemning")
