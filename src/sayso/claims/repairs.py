"""Small repairs of a tree before rules read it: attachments that English word order forbids.

The reader is a small network and now and then hangs a word where no English sentence has it: a subject after its verb
beside another one before it, an object before the "to" of its infinitive, a bare object after a preposition. Each
repair states what cannot be and does the one thing that can.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable

from sayso.reader.parse import Parse

VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
DASHES = frozenset({"-", "\u2013", "\u2014", "--"})
# A dateline is a place of a few letters and at most a second place and a date.
DATELINE_LETTERS = 3
DATELINE_WORDS = 8
CORE = frozenset({"nsubj", "obj", "iobj", "nsubj:pass"})


def repaired(parse: Parse) -> Parse:
    """A parse with the same words and a mended tree; the one given is left as it is."""
    mended = Parse(
        parse.text, parse.starts, parse.ends, parse.lemmas, parse.upos, parse.xpos, list(parse.heads),
        list(parse.deprels), parse.sentences, parse.names, parse.frames, parse.hints, parse.slots,
    )  # fmt: skip
    for repair in REPAIRS:
        changes = [change for i in range(len(parse)) if (change := repair(mended, i)) is not None]
        for i, head, relation in changes:
            _hang(mended, i, head, relation)
    return mended


Change = tuple[int, int, str]
# The endings of a possessor, as words of their own.
GENITIVES = frozenset({"'", "'s", "\u2019", "\u2019s"})
# Markers before which no subject stands: of an infinitive, and (True) of a gerund.
BARE_MARKERS = {False: frozenset({"to"}), True: frozenset({"of", "from"})}


def _hang(parse: Parse, i: int, head: int, relation: str) -> None:
    if head in parse.subtree(i):
        return
    if parse.heads[i] >= 0:
        parse.children(parse.heads[i]).remove(i)
    insort(parse.children(head), i)
    parse.heads[i], parse.deprels[i] = head, relation


def _preposition(parse: Parse, i: int) -> int | None:
    """The preposition right in front of a phrase."""
    found = (c for c in parse.children(i) if parse.deprels[c] == "case" and parse.upos[c] in ("ADP", "SCONJ", "VERB"))
    return next((c for c in found if c < i and parse.word(c).lower() not in ("'", "'s", "\u2019s")), None)


def _bare_agent(parse: Parse, i: int) -> Change | None:
    """ "Had detained three officers": an agent needs its "by"; a bare phrase behind an active verb is the object."""
    head = parse.heads[i]
    if parse.deprels[i] != "obl:agent" or i < head or _preposition(parse, i) is not None:
        return None
    return None if _has(parse, head, "obj", "aux:pass") else (i, head, "obj")


def _possessor(parse: Parse, i: int) -> Change | None:
    """ "The United States' killing of": a genitive under a noun is its possessor."""
    head = parse.heads[i]
    if parse.deprels[i] not in ("nsubj", "nmod") or head <= i or parse.upos[head] not in ("NOUN", "PROPN"):
        return None
    genitive = any(c == i + 1 and parse.word(c).lower() in GENITIVES for c in parse.children(i))
    return (i, head, "nmod:poss") if genitive else None


def _stray_genitive(parse: Parse, i: int) -> Change | None:
    """ "Sudan's rejection was": a genitive belongs to the noun that follows it, wherever the tree has it."""
    if parse.deprels[i] == "nmod:poss" or i + 2 >= len(parse) or parse.heads[i + 1] != i or parse.upos[i + 1] != "PART":
        return None
    if parse.word(i + 1).lower() not in GENITIVES:
        return None
    noun = next((j for j in range(i + 2, min(i + 7, len(parse))) if parse.upos[j] in ("NOUN", "PROPN")), None)
    while noun is not None and parse.deprels[noun] in ("compound", "flat") and parse.heads[noun] > noun:
        noun = parse.heads[noun]
    return (i, noun, "nmod:poss") if noun is not None and parse.heads[noun] != i else None


def _infinitive_complement(parse: Parse, i: int) -> Change | None:
    """ "Told Niger to free": an infinitive without a subject of its own is an open complement."""
    if parse.deprels[i] != "ccomp" or parse.xpos[i] != "VB" or _has(parse, i, "nsubj", "nsubj:pass", "expl"):
        return None
    to = any(parse.deprels[c] == "mark" and parse.word(c).lower() == "to" for c in parse.children(i))
    return (i, parse.heads[i], "xcomp") if to else None


def _prepositional_core(parse: Parse, i: int) -> Change | None:
    """No English subject or object stands behind a preposition: it is an oblique, after a number its partitive."""
    case = _preposition(parse, i) if parse.deprels[i] in CORE else None
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
    case = _preposition(parse, i) if parse.deprels[i] == "obl" else None
    if case is None or not 0 < case < i < verb or parse.upos[case - 1] not in NOMINAL:
        return None
    subjects = [c for c in parse.children(verb) if parse.deprels[c] in ("nsubj", "nsubj:pass")]
    return next(((i, s, "nmod") for s in subjects if s == case - 1), None)


def _dateline(parse: Parse, i: int) -> Change | None:
    """ "HAVANA - Cuba asked": a name in capitals before a dash, where a paragraph begins, is not in its clause."""
    if parse.deprels[i] not in ("nsubj", "obl", "nsubj:pass", "obl:unmarked") or not _is_dateline(parse, i):
        return None
    return i, parse.heads[i], "dep"


def _is_dateline(parse: Parse, i: int) -> bool:
    word, before = parse.word(i), parse.text[: parse.starts[i]].strip(" \t")[-1:]
    if not word.isupper() or len(word) < DATELINE_LETTERS or before.strip():
        return False
    after = range(i + 1, min(i + DATELINE_WORDS, len(parse)))
    dash = next((j for j in after if parse.word(j) in DASHES and parse.starts[j] > parse.ends[j - 1]), None)
    return dash is not None and dash < parse.heads[i]


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


def _far_subject(parse: Parse, i: int) -> Change | None:
    """Of two subjects before one verb with a full stop between them, the nearer is the verb's."""
    verb = parse.heads[i]
    if parse.deprels[i] not in ("nsubj", "nsubj:pass") or verb < i:
        return None
    nearer = (c for c in parse.children(verb) if parse.deprels[c] in ("nsubj", "nsubj:pass") and i < c < verb)
    return (i, verb, "dep") if any(parse.word(j) == "." for c in nearer for j in range(i, c)) else None


REPAIRS: tuple[Callable[[Parse, int], Change | None], ...] = (
    _dateline,
    _bare_agent,
    _asyndetic_subject,
    _far_subject,
    _possessor,
    _stray_genitive,
    _infinitive_complement,
    _prepositional_core,
    _inside_the_subject,
    _second_subject,
    _before_infinitive,
    _over_the_head,
)
