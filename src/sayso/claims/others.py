"""Whose a thing is not: what one condemns others have done, and what one strikes others have.

"Chad left Mali's side, condemning its attacks": the attacks are not Chad's. "Chad said a Malian plane had fired on its
convoy": the convoy is not the plane's.
"""

from __future__ import annotations

from sayso.claims.forms import forms
from sayso.claims.mentions import person_nouns
from sayso.reader.parse import Parse

CONDEMNING = frozenset("condemn denounce criticise criticize deplore slam decry blast protest".split())
"""Verbs for what one says of the deeds of others."""
JUDGING = CONDEMNING | frozenset(
    (
        "sanction rebuke punish fine thank praise blacklist censure accuse blame chide reprimand scold applaud commend"
        " upbraid castigate penalise penalize"
    ).split()
)
"""Verbs for what one does to others for what they have done: "fined the firm for its deals"."""
SUFFERED = frozenset("exclusion expulsion suspension isolation treatment arrest removal ouster".split())
"""Nouns whose owner has suffered what is condemned ("condemned its exclusion")."""
STRIKING = frozenset(
    (
        "attack fire open shoot shell bomb strike hit ram raid seize storm board ambush target intercept sink harass"
        " violate enter invade hijack damage"
    ).split()
)
"""Verbs for what one does to the things of others."""
PROPERTY = frozenset(
    (
        "airspace territory soil border embassy consulate convoy ship vessel boat tanker frigate aircraft plane jet"
        " helicopter drone base outpost headquarters compound capital port airport ambassador envoy commander fighter"
        " ally office warehouse ministry parliament navy army guard soldier troop force peacekeeper crew patrol post"
        " checkpoint position stronghold camp hideout island pipeline infrastructure outlet fisherman"
    ).split()
)
"""Things and people that a state or body owns and that others do something to; a mere thing owns none of them."""
ADDRESSING = frozenset(
    "accuse urge ask tell warn blame thank order press pressure persuade sanction invade implore beg sue".split()
)
"""Verbs whose object is somebody, never a thing."""
SEIZING = frozenset(
    (
        "abduct kidnap capture seize arrest detain hold jail imprison intern beat torture mistreat rape starve chain"
        " blindfold interrogate trap whip flog"
    ).split()
)
"""Verbs whose object is a captive."""
RELEASING = frozenset(
    {"free", "release", "hand", "deport", "return", "swap", "exchange", "rescue", "surrender", "unchain"}
)
"""Verbs whose object was a captive before."""
HARMING = SEIZING | frozenset("kill wound injure execute behead shoot murder expel evict disarm hang handcuff".split())
"""Verbs for what is done to the people on board or on the spot of what was struck or taken."""
HOMES = frozenset("country government nation delegation homeland".split())
"""What he means of his own who speaks for a state: "said that his country had closed the border"."""
MARKS = frozenset({"mark", "case"})
ACCUSED = frozenset({"obj", "nsubj:pass"})
SHARING = frozenset({"conj", "advcl", "xcomp"})


def other_party(parse: Parse, pronoun: int) -> int | None:
    """The word for who a possessive pronoun does not stand for: the subject of the verb; None if it may be anyone."""
    owned = parse.heads[pronoun]
    while owned >= 0 and parse.deprels[owned] == "compound":  # "its arms sales"
        owned = parse.heads[owned]
    verb = parse.heads[owned] if owned >= 0 else -1
    judged = verb >= 0 and _is_judged(parse, pronoun, verb)
    if verb < 0 or not (judged or _is_others(parse, owned, verb)):
        return None
    while parse.deprels[verb] in SHARING and _doer(parse, verb) is None:
        verb = parse.heads[verb]
    return _doer(parse, verb)


def struck_thing(parse: Parse, pronoun: int) -> int | None:
    """ "Iran hit an American ship and arrested its crew": the word for what was struck or taken right before, whose
    people are harmed next; None where "its" may be anyone's."""
    people = parse.heads[pronoun] if parse.folded[pronoun] in ("its", "their") else -1
    verb = parse.heads[people] if people >= 0 and parse.deprels[people] == "obj" else -1
    first = parse.heads[verb] if verb >= 0 and parse.deprels[verb] == "conj" and _doer(parse, verb) is None else -1
    if first < 0 or HARMING.isdisjoint(forms(parse, verb)) or (STRIKING | SEIZING).isdisjoint(forms(parse, first)):
        return None
    return next((c for c in parse.children(first) if parse.deprels[c] == "obj" and c < verb), None)


def speaking_for(parse: Parse, pronoun: int) -> int | None:
    """ "The delegate of Peru said that his country had left": the word for who speaks of his own country or government,
    the nearest person who is subject above it; None where "his" may be anyone's."""
    owned = parse.heads[pronoun]
    if owned < 0 or parse.folded[pronoun] not in ("his", "her") or parse.lemmas[owned].lower() not in HOMES:
        return None
    for verb in parse.ancestors(owned):
        if verb < pronoun and _is_person(parse, verb):  # "the delegate, noting that his country had left, ..."
            return verb
        subject = _doer(parse, verb) if parse.upos[verb] in ("VERB", "AUX") else None
        if subject is not None and subject != owned and subject < pronoun:
            return subject if _is_person(parse, subject) else None
    return None


def _is_person(parse: Parse, i: int) -> bool:
    return parse.upos[i] in ("NOUN", "PROPN") and person_nouns().get(parse.lemmas[i].lower(), ("", ""))[1] == "person"


def is_somebody(parse: Parse, pronoun: int) -> bool:
    """Whether a pronoun is the object of a verb that only somebody can be the object of: "accusing it of treason"."""
    verb = parse.heads[pronoun]
    return verb >= 0 and parse.deprels[pronoun] == "obj" and not ADDRESSING.isdisjoint(forms(parse, verb))


def captive(parse: Parse, pronoun: int) -> int | None:
    """ "Rebels freed two nuns after they were kidnapped": the word for who was released, where a pronoun stands for who
    was seized, held or beaten; None if it may be anyone."""
    verb = parse.heads[pronoun]
    if verb < 0 or parse.deprels[pronoun] != "nsubj:pass" or SEIZING.isdisjoint(forms(parse, verb)):
        return None
    start = parse.sentences[parse.sentence_of(pronoun)][0]
    above = list(parse.ancestors(verb))
    if not above and start:  # "… freed two nuns. They were kidnapped in May"
        above = [i for i in range(*parse.sentences[parse.sentence_of(start - 1)]) if parse.heads[i] < 0]
    for i in above:
        if parse.upos[i] == "VERB" and not RELEASING.isdisjoint(forms(parse, i)):
            over = ("obj", "obl") if parse.folded[i + 1 : i + 2] == ["over"] else ("obj",)  # "handed over two sailors"
            return next((c for c in parse.children(i) if parse.deprels[c] in over and c < pronoun), None)
    return None


def _doer(parse: Parse, verb: int) -> int | None:
    """The subject of a verb, or who is accused of what it says: "accused hackers of attacking its ministry"."""
    below, above = parse.children(verb), parse.heads[verb]
    of = parse.xpos[verb] == "VBG" and any(parse.folded[c] == "of" for c in below if parse.deprels[c] in MARKS)
    if not of or above < 0:
        return next((c for c in below if parse.deprels[c].startswith("nsubj")), None)
    return next((c for c in parse.children(above) if parse.deprels[c] in ACCUSED), None)


def _is_others(parse: Parse, owned: int, verb: int) -> bool:
    """Whether what a verb has as its object or target mostly is another one's than the subject's."""
    noun, relation, named = parse.lemmas[owned].lower(), parse.deprels[owned], frozenset(forms(parse, verb))
    if named & CONDEMNING:
        return relation == "obj" and noun not in SUFFERED
    return bool(named & STRIKING) and relation in ("obj", "obl") and noun in PROPERTY


def _is_judged(parse: Parse, pronoun: int, verb: int) -> bool:
    """ "Fined the firm for its deals": the deeds of whom the verb has as its object, behind "for" or "over"."""
    reason = pronoun > verb and parse.folded[pronoun - 1] in ("for", "over")
    other = any(parse.deprels[c] in ("obj", "iobj") and c < pronoun for c in parse.children(verb))
    return reason and other and not JUDGING.isdisjoint(forms(parse, verb))


def is_condemned(parse: Parse, deed: int) -> bool:
    """Whether a noun names a deed that somebody condemns, and that was done therefore."""
    verb = parse.heads[deed]
    said = verb >= 0 and parse.upos[deed] == "NOUN" and parse.deprels[deed] in ("obj", "nsubj:pass")
    return said and not CONDEMNING.isdisjoint(forms(parse, verb))
