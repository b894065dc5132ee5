"""Repairs of a tree by which the reader mistakes who did something for whom it was done to.

"Whom" is an object wherever no preposition stands before it, and its clause is said of the noun right before. What a
passive names as its agent stands behind "by"; behind another preposition it is no agent. A gerund behind the "of" of an
accusation is what one is accused of, and no subject. Of "which" and a noun before one verb the noun is the subject.
"""

from __future__ import annotations

from sayso.actors.tree import GENITIVES
from sayso.claims.forms import forms
from sayso.claims.surface import Change
from sayso.reader.parse import Parse

LOOSE = frozenset({"advcl", "ccomp", "parataxis", "conj", "dep", "obj", "xcomp", "acl"})
"""Relations by which a relative clause hangs on a verb by mistake."""
BEHIND_PREPOSITION = frozenset({"of", "from", "for", "against", "with"})
OUTCOMES = frozenset({"dead", "free", "hostage", "captive", "prisoner", "unconscious"})
"""Words right behind a verb for what becomes of its object."""
NOUN_PLACES = frozenset({"obj", "nsubj", "nsubj:pass", "nmod", "obl"})
VERBS_HAVE = frozenset({"aux", "aux:pass", "nsubj", "obj"})
LONGEST_SUBJECT = 8
"""Words from "whom" to the verb behind its subject."""
GIVING = frozenset({"deny", "refuse", "grant", "give", "offer", "award", "promise", "hand"})
"""Verbs with two objects."""
PARTICIPLES = frozenset({"VBN", "VBD"})
BLAMING = frozenset({"blame", "pin"})
BEFORE = frozenset({"case", "mark", "cop", "nsubj"})
NO_AGENT = frozenset({"to", "from", "into", "for", "over", "on", "with", "against"})
NAME_PARTS = frozenset({"flat", "compound"})
NOUNS = frozenset({"NOUN", "PROPN"})
RELATIVES = frozenset({"which", "that", "who"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def no_agent(parse: Parse, i: int) -> Change | None:
    """ "Were handed over to Indian police": who stands behind "to" or "from" has not done it."""
    before = [parse.folded[c] for c in parse.children(i) if parse.deprels[c] == "case" and c < i]
    wrong = parse.heads[i] >= 0 and parse.upos[parse.heads[i]] == "VERB" and bool(NO_AGENT.intersection(before))
    return (i, parse.heads[i], "obl") if wrong else None


def whom(parse: Parse, i: int) -> Change | None:
    """ "The man whom it accused": without a preposition "whom" is the object of the verb that has none."""
    if parse.folded[i] != "whom" or i == 0 or parse.upos[i - 1] == "ADP":
        return None
    outer = _verb_of(parse, i)
    verb = _without_object(parse, outer, i) if outer is not None else None
    return (i, verb, "obj") if verb is not None else None


def object_which(parse: Parse, i: int) -> Change | None:
    """ "Mali, which Chad accuses of arming them": beside a noun that is the subject the pronoun is the object; of
    "which Chad says left" it is the subject of the inner verb."""
    verb = parse.heads[i]
    if parse.folded[i] not in RELATIVES or not parse.xpos[i].startswith("W") or verb < i + 2:
        return None
    below = parse.children(verb)
    subject = next((c for c in below if parse.deprels[c] == "nsubj" and i < c < verb), None)
    if parse.upos[verb] != "VERB" or subject is None or (i and parse.upos[i - 1] == "ADP"):
        return None
    between = [*range(i + 1, subject), *range(parse.heads[verb] + 1 if parse.heads[verb] >= 0 else i, i)]
    if any(parse.upos[k] in ("VERB", "AUX") for k in between):
        return None  # "those who did this will hear", "an invitation to attend the drill, which they will conduct"
    inner = next((c for c in below if parse.deprels[c] == "ccomp" and _is_finite(parse, c)), None)
    if inner is not None:
        own = any(parse.deprels[c].startswith("nsubj") for c in parse.children(inner))
        return None if own else (i, inner, "nsubj")
    free = parse.word(i + 1) != "," and not any(parse.deprels[c] in ("obj", "aux:pass", "xcomp") for c in below)
    return (i, verb, "obj") if free else None


def _is_finite(parse: Parse, verb: int) -> bool:
    return parse.xpos[verb] in FINITE or any(parse.deprels[c] == "aux" for c in parse.children(verb))


def joined_which(parse: Parse, i: int) -> Change | None:
    """ "Mali, which Chad accuses of arming them and which left": a second "which" goes with the first one's clause."""
    subject = next((c for c in parse.children(i) if parse.deprels[c].startswith("nsubj")), -1)
    if subject < 1 or parse.folded[subject] not in RELATIVES or parse.deprels[subject - 1] != "cc":
        return None
    head = parse.heads[i]
    first = next((a for a in [head, *parse.ancestors(head)] if parse.deprels[a] == "acl:relcl"), None)
    return (i, first, "conj") if first is not None and first != head and first < i else None


def _verb_of(parse: Parse, pronoun: int) -> int | None:
    """The first verb behind "whom" that has a subject there."""
    end = min(pronoun + LONGEST_SUBJECT, parse.sentences[parse.sentence_of(pronoun)][1])
    verbs = (k for k in range(pronoun + 1, end) if parse.upos[k] == "VERB")
    return next((k for k in verbs if any(_is_subject(parse, c, pronoun) for c in parse.children(k))), None)


def _is_subject(parse: Parse, word: int, pronoun: int) -> bool:
    return parse.deprels[word].startswith("nsubj") and word > pronoun


def _without_object(parse: Parse, verb: int, pronoun: int) -> int | None:
    """The verb that "whom" is the object of; of "whom Chad says Mali arms" the inner one."""
    if parse.upos[verb] != "VERB":
        return None
    clause = next((c for c in parse.children(verb) if parse.deprels[c] == "ccomp" and c > verb), None)
    finite = clause is not None and any(parse.deprels[c].startswith("nsubj") for c in parse.children(clause))
    if clause is not None and clause != pronoun and finite:
        return _without_object(parse, clause, pronoun)
    return None if any(parse.deprels[c] == "obj" for c in parse.children(verb) if c != pronoun) else verb


def clause_of_whom(parse: Parse, i: int) -> Change | None:
    """ "A citizen whom it accused": the clause of "whom" is said of the noun right before."""
    if parse.folded[i] != "whom" or i < 2 or parse.upos[i - 1] == "ADP":
        return None
    verb, noun = _verb_of(parse, i), i - 1 if parse.word(i - 1) != "," else i - 2
    while parse.deprels[noun].partition(":")[0] in NAME_PARTS and 0 <= parse.heads[noun] < i:
        noun = parse.heads[noun]
    if verb is None or parse.upos[noun] not in NOUNS or parse.heads[verb] > i:
        return None
    return (verb, noun, "acl:relcl") if parse.deprels[verb] in LOOSE or parse.heads[verb] == i else None


def gerund_accused_of(parse: Parse, i: int) -> Change | None:
    """ "Chad is accused by Mali of arming them": a gerund behind verb and preposition is no subject."""
    head = parse.heads[i]
    marks = {parse.folded[c] for c in parse.children(i) if parse.deprels[c] in ("mark", "case")}
    if head >= 0 and parse.deprels[head] == "obl:agent" and marks & {"of", "for"}:
        head = parse.heads[head]  # "accused by police of killing her"
    elif not parse.deprels[i].startswith("csubj"):
        return None
    behind = 0 <= head < i and parse.xpos[i] == "VBG" and parse.upos[head] == "VERB"
    return (i, head, "advcl") if behind and marks & BEHIND_PREPOSITION else None


def struck_dead(parse: Parse, i: int) -> Change | None:
    """ "Shot dead a minister", "set free the crew": the noun behind a verb and its outcome is the verb's object."""
    outcome, verb = parse.heads[i], parse.heads[i] - 1
    if not 0 < outcome < i or parse.folded[outcome] not in OUTCOMES or parse.upos[verb] != "VERB":
        return None
    own = any(parse.deprels[c] in ("obj", "aux:pass") for c in parse.children(verb))
    return None if own or any(parse.deprels[c] == "case" for c in parse.children(i)) else (i, verb, "obj")


def is_noun(parse: Parse, i: int) -> bool:
    """ "Rejected calls by Chad", "Chad's shelling of a town": what has form and place of a noun is no verb."""
    if i > 0 and parse.xpos[i] == "VBG" and parse.word(i - 1) in GENITIVES:
        return i + 1 < len(parse) and parse.folded[i + 1] in ("of", "by")
    own = {parse.deprels[c] for c in parse.children(i)}
    return parse.xpos[i] in ("NN", "NNS") and parse.deprels[i] in NOUN_PLACES and own.isdisjoint(VERBS_HAVE)


def owned_deed(parse: Parse, i: int) -> Change | None:
    """ "Chad's shelling of a town": the possessor owns what stands right behind its ending, not what that is of."""
    deed = i + 2
    if deed >= parse.heads[i] or parse.word(i + 1) not in GENITIVES or parse.upos[deed] != "NOUN":
        return None
    of = parse.folded[deed + 1] == "of" and parse.heads[deed] != parse.heads[i]
    return (i, deed, "nmod:poss") if of else None


def retained_object(parse: Parse, i: int) -> Change | None:
    """ "Was denied entry", "blamed the killing on him": a bare noun behind such a verb is its object, and no clause."""
    verb = parse.heads[i]
    bare = parse.upos[i] == "NOUN" and 0 <= verb < i and not {parse.deprels[c] for c in parse.children(i)} & BEFORE
    passive = bare and any(parse.deprels[c] == "aux:pass" for c in parse.children(verb))
    takes = GIVING if passive else BLAMING
    return (i, verb, "obj") if bare and not takes.isdisjoint(forms(parse, verb)) else None


def blamed_on(parse: Parse, i: int) -> Change | None:
    """ "Blamed the blast on Chad": the last "on" behind the deed says on whom, if no "for" follows."""
    deed = parse.heads[i]
    verb = parse.heads[deed] if deed >= 0 and parse.deprels[deed] == "obj" else -1
    if verb < 0 or deed > i or BLAMING.isdisjoint(forms(parse, verb)) or not _stands_behind(parse, i, "on"):
        return None
    later = [c for head in (deed, verb) for c in parse.children(head) if c > i]
    other = any(_stands_behind(parse, c, "on") or _stands_behind(parse, c, "for") for c in later)
    return (i, verb, "obl") if not other else None


def _stands_behind(parse: Parse, i: int, preposition: str) -> bool:
    return any(parse.folded[c] == preposition for c in parse.children(i) if parse.deprels[c] in ("case", "mark"))


def agent_of_participle(parse: Parse, i: int) -> Change | None:
    """ "The men pardoned by Chad left": "by" right behind a participle that describes a noun names who did that."""
    by = next((c for c in parse.children(i) if parse.folded[c] == "by" and parse.deprels[c] == "case"), 0)
    participle = by - 1
    if by < 1 or parse.upos[participle] != "VERB" or parse.xpos[participle] not in PARTICIPLES:
        return None
    if parse.heads[i] <= i and parse.heads[i] != parse.heads[participle]:
        return None
    reduced = parse.deprels[participle].startswith("acl") and not {
        parse.deprels[c] for c in parse.children(participle)
    } & {"nsubj", "nsubj:pass", "obl:agent"}
    return (i, participle, "obl:agent") if reduced else None


def is_participle(parse: Parse, agent: int) -> bool:
    """ "Men jailed by Chad": an adjective that has an agent right behind it is a participle."""
    head = parse.heads[agent]
    return head >= 0 and parse.upos[head] == "ADJ" and head + 1 < agent and parse.folded[head + 1] == "by"
