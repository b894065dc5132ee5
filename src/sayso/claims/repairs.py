"""Small repairs of a tree before rules read it: attachments that English word order forbids.

The reader is a small network and now and then hangs a word where no English sentence has it: a subject after its verb
beside another one before it, an object before the "to" of its infinitive, a bare object after a preposition. Each
repair states what cannot be and does the one thing that can.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Sequence

from sayso.actors.home import dash_of
from sayso.claims.answers import answer_with
from sayso.claims.asides import asides
from sayso.claims.clauses import ACCUSING
from sayso.claims.datelines import is_dateline, tells_country
from sayso.claims.forms import forms
from sayso.claims.genitives import before_possessed, genitive_ending, genitive_noun, possessor, stray_genitive
from sayso.claims.giving import first_object, taker_before_goods
from sayso.claims.hyphened import designation, hyphened
from sayso.claims.loose_phrases import (
    case_of,
    flat_phrase,
    flat_preposition,
    phrase_over_comma,
    stray_preposition,
    under_preposition,
)
from sayso.claims.mended_tags import names, parts_of_speech, way_back, word_forms
from sayso.claims.misplaced import (
    active_subject,
    adjective_of_noun,
    before_colon,
    being_done,
    far_subject,
    noun_of_adjective,
    off_particle,
    preposition_of_phrase,
)
from sayso.claims.number_words import long_bounds
from sayso.claims.replies import not_at_all
from sayso.claims.surface import SHARED, Change, coordinate, joined_names, listed, one_name
from sayso.claims.whom import (
    agent_of_participle,
    blamed_on,
    clause_of_whom,
    gerund_accused_of,
    joined_which,
    no_agent,
    object_which,
    owned_deed,
    retained_object,
    struck_dead,
    whom,
)
from sayso.reader.parse import Parse

VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
SUBJECTS = ("nsubj", "nsubj:pass", "expl")
# Words before a gerund that opens a sentence: "Along with", "In addition to".
LONGEST_OPENING = 4
CORE = frozenset({"nsubj", "obj", "iobj", "nsubj:pass"})


def repaired(parse: Parse) -> Parse:
    """A parse with the same words and a mended tree; the one given is left as it is."""
    mended = Parse(
        parse.text, parse.starts, parse.ends, parse.lemmas, parts_of_speech(parse), word_forms(parse),
        list(parse.heads), list(parse.deprels), parse.sentences, names(parse), parse.frames, parse.hints,
        parse.happened, parse.slots,
    )  # fmt: skip
    for i, head, relation in list(asides(mended)):
        _hang(mended, i, head, relation)
    asked: dict[tuple[str, ...], Sequence[int]] = {}
    for repair, relations in REPAIRS.items():
        if relations not in asked:
            asked[relations] = _related(mended, relations)
        changes = [change for i in asked[relations] if (change := repair(mended, i)) is not None]
        for i, head, relation in changes:
            _hang(mended, i, head, relation)
        if changes:
            asked.clear()
    return mended


def _related(parse: Parse, beginnings: tuple[str, ...]) -> Sequence[int]:
    """The words whose relation begins with one of some words."""
    if beginnings is ANY:
        return range(len(parse))
    wanted = {relation for relation in set(parse.deprels) if relation.startswith(beginnings)}
    return [i for i, relation in enumerate(parse.deprels) if relation in wanted]


# Markers before which no subject stands: of an infinitive, and (True) of a gerund.
BARE_MARKERS = {False: frozenset({"to"}), True: frozenset({"of", "from"})}


def _hang(parse: Parse, i: int, head: int, relation: str) -> None:
    if head in parse.subtree(i):
        return
    parse.answers.clear()
    if parse.heads[i] >= 0:
        parse.children(parse.heads[i]).remove(i)
    if head >= 0:
        insort(parse.children(head), i)
    parse.heads[i], parse.deprels[i] = head, relation


def _way_back(parse: Parse, i: int) -> Change | None:
    """ "Take back the men": the way back is the verb's particle, so that the men are what is taken."""
    verb = way_back(parse, i) if parse.folded[i] == "back" and parse.deprels[i] != "compound:prt" else None
    return (i, verb, "compound:prt") if verb is not None else None


def _bare_agent(parse: Parse, i: int) -> Change | None:
    """ "Had detained three officers": an agent needs its "by"; a bare phrase behind an active verb is the object."""
    head = parse.heads[i]
    if parse.deprels[i] != "obl:agent" or i < head or case_of(parse, i) is not None:
        return None
    return None if _has(parse, head, "obj", "aux:pass") else (i, head, "obj")


def _bound_word(parse: Parse, i: int) -> Change | None:
    """ "At least 12 people died": a preposition among the words that bound a number belongs to the number."""
    if parse.deprels[i] != "case":
        return None
    near = range(i + 1, min(i + LONGEST_OPENING, len(parse) - 1) + 1)
    number = next((k for k in near if parse.upos[k] == "NUM" and _bound_start(parse, k) <= i), None)
    return (i, number, "advmod") if number is not None else None


def _counted_object(parse: Parse, i: int) -> Change | None:
    """ "Freed as many as 90 girls": what is counted right behind an active verb, without preposition, is its object."""
    head = parse.heads[i]
    if parse.deprels[i] != "obl" or not 0 <= head < i or parse.upos[head] != "VERB":
        return None
    number = next((c for c in parse.children(i) if parse.deprels[c] == "nummod" and c < i), None)
    if number is None:
        return None
    bounded = _bound_start(parse, number) < number and not any(parse.deprels[c] == "case" for c in parse.children(i))
    return (i, head, "obj") if bounded and not _has(parse, head, "obj", "aux:pass") else None


def _bound_start(parse: Parse, number: int) -> int:
    """Where the words begin that bound a number ("as many as 90", "between 20 and 30"); else the number."""
    said = tuple(parse.word(k).lower() for k in range(max(0, number - LONGEST_OPENING), number))
    longest = max((len(words) for words in long_bounds() if said[-len(words) :] == words), default=0)
    range_of = said[-1:] == ("between",) and any(parse.upos[k] == "NUM" for k in parse.children(number))
    start = number - max(longest, int(range_of))
    return number if any(parse.upos[k] == "NOUN" for k in range(start, number)) else start


def _bare_object(parse: Parse, i: int) -> Change | None:
    """ "Detained three officers": a noun behind an active verb, without preposition, is its object."""
    head = parse.heads[i]
    if parse.deprels[i] != "nmod" or not 0 <= head < i or parse.upos[head] != "VERB" or parse.upos[i] not in NOMINAL:
        return None
    bare = not any(parse.deprels[c] == "case" for c in parse.children(i))
    return (i, head, "obj") if bare and not _has(parse, head, "obj", "aux:pass", "nsubj:pass") else None


def _under_auxiliary(parse: Parse, i: int) -> Change | None:
    """ "At no time did they attack": nothing hangs on an auxiliary but on its verb."""
    auxiliary = parse.heads[i]
    if (
        auxiliary < 0
        or parse.deprels[auxiliary] not in ("aux", "aux:pass")
        or parse.deprels[i] in ("fixed", "goeswith")
    ):
        return None
    return i, parse.heads[auxiliary], parse.deprels[i]


def _infinitive_complement(parse: Parse, i: int) -> Change | None:
    """ "Told Niger to free": an infinitive without a subject of its own is an open complement."""
    perfect = parse.xpos[i] == "VBN" and _has(parse, i, "aux")  # "claimed to have met"
    behind = parse.deprels[i] == "ccomp" or i > parse.heads[i]
    if not behind or not (parse.xpos[i] == "VB" or perfect) or _has(parse, i, *SUBJECTS):
        return None
    to = any(parse.deprels[c] == "mark" and parse.word(c).lower() == "to" for c in parse.children(i))
    return (i, parse.heads[i], "xcomp") if to else None


def _main_verb(parse: Parse, i: int) -> Change | None:
    """ "Besides arming Chad, Egypt trained it": a finite verb with a subject behind the comma governs."""
    root = next((a for a in parse.ancestors(i) if parse.heads[a] < 0), None)
    if root is None or not _is_fronted(parse, root) or parse.deprels[i] not in ("conj", "parataxis", "ccomp", "advcl"):
        return None
    subject = next((c for c in parse.children(i) if parse.deprels[c] in ("nsubj", "nsubj:pass") and c < i), None)
    if subject is None or parse.upos[i] not in VERBAL or parse.xpos[i] in ("VB", "VBG"):
        return None
    first = min(parse.subtree(subject))
    first = next((k for k in range(subject, root, -1) if parse.word(k - 1) == ","), first)
    free = parse.word(first - 1) == "," and not _has(parse, i, "mark")
    return (i, -1, "root") if free and all(parse.upos[k] not in VERBAL for k in range(first, subject)) else None


def _is_fronted(parse: Parse, root: int) -> bool:
    """Whether a gerund without a subject opens its sentence: "Along with pledging", "Having met"."""
    start = parse.sentences[parse.sentence_of(root)][0]
    opening = range(start, root)
    small = all(parse.upos[k] in ("ADV", "SCONJ", "ADP", "PUNCT", "AUX") for k in opening)
    return parse.xpos[root] == "VBG" and len(opening) <= LONGEST_OPENING and small and not _has(parse, root, *SUBJECTS)


def _fronted(parse: Parse, i: int) -> Change | None:
    """The fronted gerund beside its main verb hangs on it."""
    if parse.heads[i] >= 0 or not _is_fronted(parse, i):
        return None
    words = range(*parse.sentences[parse.sentence_of(i)])
    return next(((i, k, "advcl") for k in words if k != i and parse.heads[k] < 0), None)


def _parallel_infinitive(parse: Parse, i: int) -> Change | None:
    """ "To arm Chad in its war and to train it": of two infinitives with "to" the second goes with the first."""
    if parse.deprels[i] != "conj" or not _is_infinitive(parse, i) or parse.upos[parse.heads[i]] in VERBAL:
        return None
    first = next((a for a in parse.ancestors(i) if _is_infinitive(parse, a)), None)
    return None if first is None else (i, first, "conj")


def _is_infinitive(parse: Parse, i: int) -> bool:
    to = any(parse.deprels[c] == "mark" and parse.word(c).lower() == "to" for c in parse.children(i))
    return parse.xpos[i] == "VB" and to


def _prepositional_core(parse: Parse, i: int) -> Change | None:
    """No English subject or object stands behind a preposition: it is an oblique, after a number its partitive."""
    case = case_of(parse, i) if parse.deprels[i] in CORE else None
    head = parse.heads[i]
    if case is None or head < 0:
        return None
    if parse.word(case).lower() == "of" and case > 0 and parse.upos[case - 1] in NOMINAL:
        return i, case - 1, "nmod"
    return i, head, "obl" if parse.upos[head] in VERBAL else "nmod"


def _second_subject(parse: Parse, i: int) -> Change | None:
    """Of two subjects one before and one after the verb, the second belongs to the clause below or is the object."""
    verb = parse.heads[i]
    if parse.deprels[i] != "nsubj" or verb < 0 or i < verb or parse.upos[verb] not in VERBAL:
        return None
    if not any(parse.deprels[c] in ("nsubj", "nsubj:pass") and c < verb for c in parse.children(verb)):
        return None
    below = (c for c in parse.children(verb) if parse.deprels[c] in ("ccomp", "xcomp", "advcl") and c > i)
    for clause in below:
        if parse.deprels[clause] == "ccomp" and not _has(parse, clause, "nsubj", "nsubj:pass"):
            return i, clause, "nsubj"
    return (i, verb, "obj") if not _has(parse, verb, "obj") else None


def _has(parse: Parse, i: int, *relations: str) -> bool:
    return any(parse.deprels[c] in relations for c in parse.children(i))


def _before_infinitive(parse: Parse, i: int) -> Change | None:
    """ "Asked Iran to supply", "accused Iran of supplying": what stands between a verb and the marker of its infinitive
    or gerund is the verb's own object."""
    verb = parse.heads[i]
    if parse.deprels[i] not in ("obj", "iobj", "nsubj") or verb < 0 or i > verb:
        return None
    governor, marks = parse.heads[verb], BARE_MARKERS[parse.xpos[verb] == "VBG"]
    to = next((c for c in parse.children(verb) if parse.deprels[c] == "mark" and parse.word(c).lower() in marks), None)
    if parse.deprels[verb] not in ("xcomp", "ccomp", "advcl") or to is None or not governor < i < to:
        return None
    return None if parse.upos[governor] not in VERBAL or _has(parse, governor, "obj") else (i, governor, "obj")


def _over_the_head(parse: Parse, i: int) -> Change | None:
    """What stands beyond a verb that governs its clause belongs to that verb ("Iran, which armed Syria, left Iraq")."""
    verb = parse.heads[i]
    if parse.deprels[i] not in ("obj", "obl") or not 0 <= verb < i:
        return None
    above = next((a for a in parse.ancestors(verb) if verb < a < i and parse.upos[a] in VERBAL), None)
    if above is None or (parse.deprels[i] == "obj" and _has(parse, above, "obj")):
        return None
    return i, above, parse.deprels[i]


def _inside_the_subject(parse: Parse, i: int) -> Change | None:
    """ "Police in Belarus arrested": a phrase right behind the subject and before the verb belongs to the subject."""
    verb = parse.heads[i]
    case = case_of(parse, i) if parse.deprels[i] == "obl" else None
    if case is None or not 0 < case < i < verb or parse.upos[case - 1] not in NOMINAL:
        return None
    subjects = [c for c in parse.children(verb) if parse.deprels[c] in ("nsubj", "nsubj:pass")]
    return next(((i, s, "nmod") for s in subjects if s == case - 1), None)


def _dateline(parse: Parse, i: int) -> Change | None:
    """ "HAVANA - Cuba asked": a name in capitals before a dash, where a paragraph begins, is not in its clause."""
    if parse.deprels[i] not in ("nsubj", "obl", "nsubj:pass", "obl:unmarked") or not is_dateline(parse, i):
        return None
    return i, parse.heads[i], "dep"


def _behind_dateline(parse: Parse, i: int) -> Change | None:
    """ "WASHINGTON (AP) - The mayor said": what stands behind a dateline is the subject, no other name of the place."""
    place = parse.heads[i]
    if place < 0 or parse.deprels[place] != "dep" or parse.upos[i] not in NOMINAL:
        return None
    dash, verb = dash_of(parse, place), parse.heads[place]
    if dash is None or not dash < i < verb or tells_country(parse, place, dash):
        return None
    return i, verb, "nsubj:pass" if _has(parse, verb, "aux:pass") else "nsubj"


def _asyndetic_subject(parse: Parse, i: int) -> Change | None:
    """ "Algeria, China and Pakistan left": of two subjects with only a comma between them the second is coordinated."""
    verb = parse.heads[i]
    if parse.deprels[i] != "nsubj" or verb < 0 or i > verb or parse.upos[i] not in ("NOUN", "PROPN"):
        return None
    before = [c for c in parse.children(verb) if parse.deprels[c] == "nsubj" and c < i]
    listed = any(parse.deprels[c] == "conj" for c in parse.children(i))
    if not before or not listed or parse.upos[before[-1]] != parse.upos[i]:
        return None
    first, last = min(parse.subtree(i)), max(parse.subtree(before[-1]))
    between = [j for j in range(last + 1, first) if j != i]
    return (i, before[-1], "conj") if all(parse.word(j) == "," for j in between) else None


def _subject_of_the_first(parse: Parse, i: int) -> Change | None:
    """ "A pilot was acquitted and released": what stands before two joined verbs is the subject of the first."""
    second = parse.heads[i]
    if parse.deprels[i] not in ("nsubj", "nsubj:pass") or second < 0 or parse.deprels[second] != "conj":
        return None
    first = parse.heads[second]
    if not i < first < second or parse.upos[first] not in VERBAL or _has(parse, first, "nsubj", "nsubj:pass", "expl"):
        return None
    return i, first, "nsubj:pass" if _has(parse, first, "aux:pass") else "nsubj"


def _accused_of(parse: Parse, i: int) -> Change | None:
    """ "Accused Chad of murder": what one is accused of belongs to the verb."""
    head = parse.heads[i]
    taken = head >= 0 and parse.deprels[head] in ("obj", "iobj", "nsubj:pass")
    behind = head >= 0 and parse.deprels[head] == "nsubj" and head > parse.heads[head]  # taken for a subject there
    verb = parse.heads[head] if taken or behind else -1
    preposition = case_of(parse, i)
    if verb < 0 or head > i or preposition is None or parse.folded[preposition] != "of":
        return None
    return (i, verb, "obl") if not ACCUSING.isdisjoint(forms(parse, verb)) else None


def _bare_accused(parse: Parse, i: int) -> Change | None:
    """ "Accused neighbouring Chad of shelling": a name without preposition before "of" is who is accused."""
    verb, below = parse.heads[i], parse.children(i)
    if not 0 <= verb < i or parse.upos[i] != "PROPN" or parse.folded[i + 1 : i + 2] not in (["of"], ["for"]):
        return None
    bare = not any(parse.deprels[c] in ("case", "mark") for c in below) and not _has(parse, verb, "obj", "iobj")
    passive = _has(parse, verb, "aux:pass", "nsubj:pass")
    return (i, verb, "obj") if bare and not passive and not ACCUSING.isdisjoint(forms(parse, verb)) else None


def _with_and_that(parse: Parse, i: int) -> Change | None:
    """ "Said Mali had warned Chad and that Togo had sent a ship": a clause behind "and that" goes on with the clause
    before it and is not what that one tells."""
    head, below = parse.heads[i], parse.children(i)
    joins = [c for c in below if parse.deprels[c] == "cc"]
    marks = [c for c in below if parse.deprels[c] == "mark" and parse.folded[c] == "that"]
    if not joins or not marks or joins[0] + 1 != marks[0] or not 0 <= head < i or parse.deprels[head] != "ccomp":
        return None
    if any(parse.deprels[c] == "ccomp" and c < i for c in parse.children(head)):
        return None
    return i, head, "conj"


def _no_conjunct(parse: Parse, i: int) -> Change | None:
    """ "Has yet to leave", "stopped short of leaving": without "and" a marked verb is no conjunct of a finite one."""
    head, below = parse.heads[i], parse.children(i)
    marks = [parse.folded[c] for c in below if parse.deprels[c] == "mark" and c < i]
    joined = any(parse.deprels[c] in ("cc", "punct") for c in below) or _has(parse, i, *SUBJECTS)
    marked = any(parse.deprels[c] == "mark" for c in parse.children(head)) if head >= 0 else True
    if marked or joined or not 0 <= head < i or parse.upos[head] not in VERBAL or not marks:
        return None
    if any(parse.folded[k] in (",", "and", "or", "but", ";") for k in range(head, i)):
        return None
    if parse.xpos[i] == "VBG" and marks[0] in ("of", "from", "in", "at", "by"):
        return (i, head, "advcl")
    return (i, head, "xcomp") if parse.xpos[i] == "VB" and marks[0] == "to" else None


ANY = ("",)
CLAUSE = ("conj", "parataxis", "ccomp", "advcl")
REPAIRS: dict[Callable[[Parse, int], Change | None], tuple[str, ...]] = {
    before_colon: ("nsubj",),
    _dateline: ("nsubj", "obl"),
    _behind_dateline: ("appos", "flat", "list", "nmod:unmarked"),
    hyphened: ("amod", "compound", "obl", "nmod"),
    one_name: ANY,
    designation: ("obj", "nmod", "obl", "conj", "appos", "dep"),
    listed: ANY,
    not_at_all: ("advmod",),
    _main_verb: CLAUSE,
    _fronted: ANY,
    _parallel_infinitive: ("conj",),
    coordinate: tuple(SHARED),
    joined_names: ("compound", "nmod", "appos", "amod"),
    _under_auxiliary: ANY,
    noun_of_adjective: ("nmod", "det", "case"),
    adjective_of_noun: ("obj", "nsubj", "obl", "nmod", "ccomp"),
    preposition_of_phrase: ("obl", "mark", "case"),
    answer_with: ("nmod", "conj", "obl", "appos"),
    _way_back: ("advcl", "advmod", "xcomp", "ccomp", "obj", "obl", "conj", "parataxis"),
    off_particle: ("obj", "obl", "ccomp", "xcomp"),
    _bound_word: ("case",),
    _counted_object: ("obl",),
    _bare_agent: ("obl:agent",),
    no_agent: ("obl:agent",),
    clause_of_whom: ANY,
    whom: ANY,
    object_which: ("nsubj",),
    joined_which: ("conj", "acl:relcl"),
    gerund_accused_of: ("csubj", "acl"),
    struck_dead: ("obj",),
    retained_object: ("xcomp", "ccomp"),
    blamed_on: ("nmod",),
    _bare_object: ("nmod",),
    _asyndetic_subject: ("nsubj",),
    _subject_of_the_first: ("nsubj",),
    far_subject: ("nsubj",),
    under_preposition: ("nmod", "obl"),
    stray_preposition: ("case", "fixed"),
    flat_phrase: ("flat",),
    flat_preposition: ("flat",),
    phrase_over_comma: ("nmod",),
    being_done: ("conj", "advcl"),
    _no_conjunct: ("conj",),
    _accused_of: ("nmod",),
    _bare_accused: ("obl",),
    _with_and_that: ("ccomp",),
    owned_deed: ("nmod:poss",),
    possessor: ("nsubj", "nmod"),
    genitive_noun: ("compound", "nmod"),
    genitive_ending: ANY,
    before_possessed: ("compound", "amod"),
    stray_genitive: ANY,
    _infinitive_complement: ("ccomp", "csubj"),
    _prepositional_core: tuple(CORE),
    _inside_the_subject: ("obl",),
    _second_subject: ("nsubj",),
    _before_infinitive: ("obj", "iobj", "nsubj"),
    _over_the_head: ("obj", "obl"),
    taker_before_goods: ("compound", "amod", "nmod"),
    first_object: ("obj",),
    active_subject: ("nsubj:pass",),
    agent_of_participle: ("obl", "nmod"),
}
"""The repairs in the order in which they are made, each with the beginnings of the relations whose words it may move:
asked of every word, they would take a tenth of the time of all rules."""
