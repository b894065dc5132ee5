"""Constructions of several words that bear on certainty: "instead of", "at no time", "if the reports are true"."""

from __future__ import annotations

from sayso.claims.factuality_words import NOBODY, PURPOSES, governor_class, is_bound, is_telling, modifiers, names_of
from sayso.claims.selectors import word_sets
from sayso.reader.parse import Parse

# The two words in front of what did not happen: "instead of attacking"; of verbs also "far from attacking".
_IN_PLACE = frozenset({("instead", "of"), ("rather", "than"), ("all", "but")})
_FAR = ("far", "from")
# "At no time", "under no circumstances": with "no" such a phrase denies its verb.
_OCCASIONS = frozenset({"time", "point", "circumstance", "way", "account", "event", "case", "condition", "means"})
# "Collapsed before they began": what ends before such a verb never was.
_STARTS = frozenset({"begin", "start", "open", "commence"})
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_NEAR = frozenset({"det", "amod", "compound", "nmod:poss", "nummod", "advmod", "aux", "aux:pass"})
# Acts of speech that somebody else has done when one rejects them.
_SPOKEN = frozenset(
    (
        "call demand request plea appeal offer proposal invitation accusation criticism complaint ultimatum warning"
        " overture protest entreaty objection petition"
    ).split()
)
_ANSWERING = frozenset({"reject", "dismiss", "ignore", "rebuff", "refuse", "decline", "spurn", "defy"})
_TRUE = frozenset({"true", "correct", "accurate", "confirmed", "confirm", "right"})


def scoped(parse: Parse, word: int, *, below: int | None = None) -> list[tuple[str, int]]:
    """Kind and word of each construction that bears on a verb or noun, kinds as in `factuality_modifiers.csv`.

    `below` is the dependent that is asked about; what is done to nobody before it says nothing of it ("armed neither
    side and left").
    """
    found = [*_in_place(parse, word), *_no_occasion(parse, word), *_imagined(parse, word), *_if_true(parse, word)]
    found += [one for one in _to_nobody(parse, word) if below is None or one[1] > below]
    found = [one for one in found if one[1] != below]
    return found + _before_it_began(parse, word) + _headline_future(parse, word) + _provided(parse, word)


def is_only_late(parse: Parse, verb: int) -> bool:
    """ "Did not free them until Friday": in the past, that was done then."""
    below = parse.children(verb)
    past = any(parse.folded[c] in _DID for c in below if c < verb)
    return past and any(parse.folded[d] in _UNTIL for c in below if c > verb for d in (c, *parse.children(c)))


_DID = frozenset({"did", "was", "were"})
_UNTIL = frozenset({"until", "till"})


def _in_place(parse: Parse, word: int) -> list[tuple[str, int]]:
    first = word
    while first > 0 and parse.heads[first - 1] == word and parse.deprels[first - 1] in _NEAR:
        if parse.folded[first - 1] in ("of", "than", "but"):
            break
        first -= 1
    if first < 2 or parse.sentence_of(first - 2) != parse.sentence_of(word):
        return []
    pair = parse.folded[first - 2], parse.folded[first - 1]
    verbal = parse.upos[word] == "VERB"
    return [("negation", first - 2)] if pair in _IN_PLACE or (verbal and pair == _FAR) else []


def _no_occasion(parse: Parse, word: int) -> list[tuple[str, int]]:
    return [
        ("negation", c)
        for c in parse.children(word)
        if parse.deprels[c].startswith("obl")
        and not _OCCASIONS.isdisjoint(names_of(parse, c))
        and any(parse.folded[d] == "no" for d in parse.children(c))
    ]


def _to_nobody(parse: Parse, word: int) -> list[tuple[str, int]]:
    """ "Gave arms to neither side", "sold fuel to no one": what is done to nobody is not done."""
    below = parse.children(word)
    below = [*below, *(c for b in below if parse.deprels[b] == "obj" for c in parse.children(b) if c > word)]
    others = (c for c in below if c > word and parse.deprels[c].startswith(("obl", "nmod")))
    return [("negation", none) for c in others if (none := _none_of(parse, c)) is not None][:1]


def _none_of(parse: Parse, noun: int) -> int | None:
    """The word by which a phrase names nobody; "with no warning", "to no avail" say how."""
    near = [c for c in parse.children(noun) if parse.deprels[c] in ("det", "cc:preconj", "advmod", "cc", "case")]
    cases = {parse.folded[c] for c in near}
    neither = next((c for c in (noun, *near) if parse.folded[c] == "neither"), None)
    if neither is not None:
        return neither
    if parse.folded[noun] in _NOBODY:
        return noun if not cases & {"with", "like", "for"} else None
    no = next((c for c in near if parse.folded[c] == "no" and not is_bound(parse, c)), None)
    return no if cases & _PARTNERS and not PURPOSES & set(names_of(parse, noun)) else None


_NOBODY = NOBODY - {"nothing"}
# Prepositions of whom something is done to, by or with.
_PARTNERS = frozenset({"to", "from", "by", "against"})


def _imagined(parse: Parse, word: int) -> list[tuple[str, int]]:
    """ "In a film", "in a simulated raid": what happens there happens nowhere else."""
    clause = [word, *(a for a in parse.ancestors(word) if parse.deprels[word] == "conj")]
    below = (c for verb in clause for c in parse.children(verb))
    places = [c for c in below if parse.deprels[c].startswith("obl") and _has(parse, c, "in")]
    return [("imagined", c) for c in places if _is_imagined(parse, c)]


def _is_imagined(parse: Parse, noun: int) -> bool:
    near = [parse.folded[c] for c in parse.children(noun) if parse.deprels[c] == "amod"]
    return any(modifiers().get(name) == "imagined" for name in (*names_of(parse, noun), *near))


def _if_true(parse: Parse, word: int) -> list[tuple[str, int]]:
    """ "If the reports are true, they attacked"."""
    clauses = (c for c in parse.children(word) if parse.deprels[c] == "advcl" and _has(parse, c, "if"))
    true = (c for c in clauses if not _TRUE.isdisjoint(names_of(parse, c)))
    return [("condition", c) for c in true if any(is_telling(parse, s) for s in _subjects(parse, c))]


def _provided(parse: Parse, word: int) -> list[tuple[str, int]]:
    """ "Provided that they withdraw", wherever the tree hangs the first word."""
    marks = (c for c in parse.children(word) if parse.deprels[c] == "mark" and parse.folded[c] == "that")
    return [("condition", c - 1) for c in marks if c > 0 and modifiers().get(parse.folded[c - 1]) == "condition"]


def _subjects(parse: Parse, verb: int) -> list[int]:
    return [c for c in parse.children(verb) if parse.deprels[c] in _SUBJECTS]


def _before_it_began(parse: Parse, noun: int) -> list[tuple[str, int]]:
    """ "The talks collapsed before they began"."""
    if parse.upos[noun] != "NOUN":
        return []
    verbs = [parse.heads[noun]] if parse.deprels[noun] in (*_SUBJECTS, "obj") else []
    verbs += [c for c in parse.children(noun) if parse.deprels[c] == "acl"]
    clauses = [c for v in verbs for c in parse.children(v) if parse.deprels[c] == "advcl" and _has(parse, c, "before")]
    return [("negation", c) for c in clauses if not _STARTS.isdisjoint(names_of(parse, c)) and _of_it(parse, c)]


def _of_it(parse: Parse, verb: int) -> bool:
    return any(parse.upos[s] == "PRON" for s in _subjects(parse, verb))


def _headline_future(parse: Parse, word: int) -> list[tuple[str, int]]:
    """ "Benin to join": the infinitive of a headline."""
    if parse.deprels[word] != "root" or parse.xpos[word] != "VB" or not _subjects(parse, word):
        return []
    return [("future", c) for c in parse.children(word) if parse.xpos[c] == "TO" and parse.deprels[c] == "mark"]


def _has(parse: Parse, word: int, *forms: str) -> bool:
    return any(parse.folded[c] in forms for c in parse.children(word) if parse.deprels[c] in ("case", "mark"))


# What is said of what is told


def verdict(parse: Parse, noun: int) -> tuple[str, int] | None:
    """What the sentence says of a report or an event noun: class and the word, or None ("proved false", "a hoax")."""
    links = frozenset({"told", "subj"} if is_telling(parse, noun) else {"subj"})
    for word in [*_predicates(parse, noun), *_called(parse, noun)]:
        kind = governor_class(parse, noun, word, links=links)
        if kind in ("negates", "doubt", "unlikely"):
            return kind, word
    return None


def _predicates(parse: Parse, noun: int) -> list[int]:
    """Words that say what a noun is: "turned out to be false", "called it a lie"; also where they hang below it."""
    head, relation = parse.heads[noun], parse.deprels[noun]
    found = [c for c in parse.children(noun) if parse.deprels[c].startswith("acl") and _copular(parse, c)]
    if head >= 0 and relation in (*_SUBJECTS, "obj"):
        found += [c for c in parse.children(head) if parse.deprels[c] == "xcomp" or _has(parse, c, "as")]
    if relation in _SUBJECTS and _copular(parse, head):
        found.append(head)
    return [word for word in found if word > noun]


def _called(parse: Parse, noun: int) -> list[int]:
    """ "Called false the allegation", "described as baseless reports": the word right before the noun phrase."""
    first = noun
    while first > 0 and parse.heads[first - 1] == noun and parse.deprels[first - 1] in ("det", "nmod:poss", "amod"):
        first -= 1
    if first < 2:
        return []
    said = parse.folded[first - 2] == "as" or not word_sets()["naming"].isdisjoint(names_of(parse, first - 2))
    return [first - 1] if said else []


def _copular(parse: Parse, word: int) -> bool:
    return any(parse.deprels[c] in ("cop", "aux:pass") for c in parse.children(word))


def is_cleft(parse: Parse, noun: int) -> bool:
    """ "It was not Mali that attacked", "Mali is not the country that attacked": a relative clause of what one is."""
    below = {parse.deprels[c]: parse.folded[c] for c in parse.children(noun)}
    other = below.get("advmod") in ("not", "n't", "never") and below.get("det") == "the"
    return "cop" in below and (other or "it" in (below.get("expl"), below.get("nsubj")))


def is_command(parse: Parse, root: int) -> bool:
    """Whether the verb of a sentence is an imperative: no subject, no auxiliary but "do"."""
    if parse.xpos[root] != "VB" or parse.upos[root] != "VERB":
        return False
    own = {parse.deprels[c] for c in parse.children(root)}
    return not own & {"nsubj", "nsubj:pass", "mark", "csubj"} and not any(
        parse.deprels[c].startswith("aux") and parse.lemmas[c] != "do" for c in parse.children(root)
    )


def singled_out(parse: Parse, word: int) -> bool:
    """ "The first country to attack" attacked."""
    head = parse.heads[word]
    return any(parse.folded[c] in ("first", "last", "only", "second", "third", "latest") for c in parse.children(head))


def is_would(parse: Parse, verb: int) -> bool:
    """ "Was told it would get a loan once it freed them": after "would" the past tense is still to come."""
    return any(parse.deprels[c] == "aux" and parse.folded[c] == "would" for c in parse.children(verb))


def was(parse: Parse, head: int) -> bool:
    """ "They were able to": what was possible and is told, was done."""
    return any(parse.deprels[c] == "cop" and parse.folded[c] in ("was", "were") for c in parse.children(head))


def is_answered(parse: Parse, word: int) -> bool:
    """ "Rejected calls by Chad": who rejects what was said leaves it said."""
    verb, relation = parse.heads[word], parse.deprels[word]
    spoken = parse.upos[word] == "NOUN" and parse.lemmas[word].casefold() in _SPOKEN
    answered = verb >= 0 and not _ANSWERING.isdisjoint(names_of(parse, verb))
    return spoken and answered and relation in ("obj", "nsubj:pass")


_IN_ORDER = frozenset({"first", "second", "third", "fourth", "only", "last", "latest", "sole"})


def is_one_more(parse: Parse, word: int, negation: int) -> bool:
    """ "This is not the first attack": what is denied is the place in a row of attacks, each of which took place."""
    below = parse.children(word)
    ordered = any(parse.folded[c] in _IN_ORDER and negation < c < word for c in below)
    definite = any(parse.deprels[c] == "det" and parse.folded[c] == "the" and negation < c for c in below)
    return ordered and definite and parse.folded[negation] in ("not", "n't", "n\u2019t")
