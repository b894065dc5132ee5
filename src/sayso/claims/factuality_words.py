"""Which words say how sure a text is: the tables of `data/factuality*.csv`, looked up in a tree."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from sayso.actors.tree import remembered
from sayso.ontology.tables import rows
from sayso.reader.parse import Parse

NOBODY = frozenset({"nothing", "nobody", "none", "neither", "no-one"})
"""Subjects that deny their verb."""
PURPOSES = frozenset({"avail", "effect", "purpose", "end", "use", "extent", "surprise", "means", "account", "fault"})
"""Nouns behind "to no" that say with what success something was done, and deny nothing."""
DENYING = frozenset({"deny", "dispute", "refute", "contest", "repudiate"})
"""Verbs that deny what they take, and take no offer or demand."""

# Governors after which nothing further out matters: "knew that", "regretted", "stopped doing".
PRESUPPOSING = frozenset({"factive"})
_CONDITIONAL_VERBS = frozenset({"should", "were", "had"})


class Governor(NamedTuple):
    """One row of `data/factuality.csv`: parts of speech (none: any), links, class."""

    pos: frozenset[str]
    links: frozenset[str]
    kind: str


@cache
def governors() -> dict[str, list[Governor]]:
    """By word (lemma, irregular form, or verb and particle): what it governs and how sure it leaves that."""
    found: dict[str, list[Governor]] = {}
    for row in rows("factuality", room="claims"):
        parts = frozenset(row["pos"].split("|")) if row["pos"] else frozenset()
        found.setdefault(row["word"], []).append(Governor(parts, frozenset(row["link"].split("|")), row["class"]))
    return found


@cache
def modifiers() -> dict[str, str]:
    """By word: what it does to the word that it hangs on ("negation", "possible", "future", ...)."""
    return {row["word"]: row["kind"] for row in rows("factuality_modifiers", room="claims")}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(word.split()[0] for word in governors())


# Lemmas of unknown verbs are sometimes wrong, so a form is also tried with its usual endings taken off.
_ENDINGS = (("ied", "y"), ("ies", "y"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("es", ""), ("s", ""))


def names_of(parse: Parse, word: int) -> tuple[str, ...]:
    """The form and the possible lemmas of a word, casefolded, surest first."""
    return _names(parse.folded[word], parse.lemmas[word].casefold())


@lru_cache(maxsize=20_000)
def _names(form: str, lemma: str) -> tuple[str, ...]:
    stems = [form[: -len(end)] + put for end, put in _ENDINGS if form.endswith(end) and len(form) > len(end) + 1]
    stems += [s[:-1] for s in stems if len(s) > 3 and s[-1] == s[-2]]
    return tuple(dict.fromkeys([form, _irregular().get(form, form), lemma, *stems]))


@cache
def _irregular() -> dict[str, str]:
    return {row["form"]: row["lemma"] for row in rows("irregular_verbs", room="claims")}


@remembered
def governor_class(parse: Parse, word: int, head: int, *, links: frozenset[str] | None = None) -> str | None:
    """The class of the word `head` as far as it governs `word` (by `links`, else as the tree has it), or None."""
    links = links_of(parse, word, head) if links is None else links
    names = [name for name in names_of(parse, head) if name in _first_words()]
    particles = _particles(parse, head) + [p for p in _particles(parse, word) if p == "yet"]
    phrases = [f"{n} {p}" for n in names for p in particles]
    # "Called off a strike": the particle may be taken for the noun's preposition.
    torn = [f"{n} {p}" for n in names for p in links if p.isalpha()]
    for name in [*phrases, *torn, *names]:
        reach = links | {"noun"} if name in torn or (name in phrases and "bare" in links) else links
        for row in governors().get(name, ()):
            if row.kind == "light" and name not in phrases and _has_particle(parse, head):
                continue  # "take back the ban" takes none
            if row.links & reach and (not row.pos or _part_of_speech(parse, head) in row.pos):
                return row.kind
    return None


def _has_particle(parse: Parse, verb: int) -> bool:
    return any(parse.deprels[c] == "compound:prt" for c in parse.children(verb))


def _part_of_speech(parse: Parse, word: int) -> str:
    """The part of speech; a participle ("was acquitted") is a verb, should it be tagged as an adjective."""
    return "VERB" if parse.upos[word] == "ADJ" and parse.xpos[word] == "VBN" else parse.upos[word]


def _particles(parse: Parse, head: int) -> list[str]:
    return [
        parse.folded[c]
        for c in parse.children(head)
        if parse.deprels[c] in ("compound:prt", "advmod", "obj", "xcomp", "case")
    ]


UNTRUE = frozenset({"false", "fake", "fictitious", "nonexistent", "non-existent"})
"""Adjectives that deny what a noun tells; the telling itself took place."""
# Classes of nouns for what is told: "reports", "the allegation", "rumours".
_TELLING = frozenset({"report", "reported", "allege", "believe", "evidence"})


def is_telling(parse: Parse, noun: int) -> bool:
    """Whether a word is a noun for something told, which a clause can spell out ("the report that")."""
    if parse.upos[noun] not in ("NOUN", "PROPN"):
        return False
    rows = (row for name in names_of(parse, noun) for row in governors().get(name, ()))
    return any(row.kind in _TELLING and "clause" in row.links and (not row.pos or "NOUN" in row.pos) for row in rows)


_NOUN_LINKS = {"obj": "noun", "nsubj:pass": "noun", "nsubj": "subj", "compound": "compound", "nsubj:outer": "subj"}


@remembered
def links_of(parse: Parse, word: int, head: int) -> frozenset[str]:
    """How a word hangs on another, in the words of the `link` column.

    `told` noun for what is told (report, allegation), `perf` infinitive of the perfect,
    `inf` infinitive, `ing` gerund, `clause` finite clause, `whether` question, `noun` object, `subj` subject,
    `compound` noun before a noun, `share` what somebody has in a deed ("any role in": asked for by name in
    `denied_shares`), else a preposition; with `+pass` where the governor is a passive.
    """
    relation = parse.deprels[word]
    marks = [parse.folded[c] for c in parse.children(word) if parse.deprels[c] in ("mark", "case")]
    if relation in _NOUN_LINKS:
        links = {_NOUN_LINKS[relation], *marks} | ({"told"} if is_telling(parse, word) else set())
        links |= {"noun+pass"} if relation == "nsubj" and _short_passive(parse, head) else set()
    elif relation.startswith("conj") or relation in ("root", "parataxis", "appos"):
        return frozenset()
    elif relation.startswith(("obl", "nmod")) or (relation == "advcl" and _is_phrase(parse, word)):
        links = set(marks) or {"poss" if relation == "nmod:poss" else "bare"}
        links |= {"told"} if "bare" in links and is_telling(parse, word) else set()  # an object by another name
    else:
        links = _clause_links(parse, word, marks)
    return frozenset(links | {f"{link}+pass" for link in links}) if _passive(parse, head) else frozenset(links)


def _is_phrase(parse: Parse, word: int) -> bool:
    """A noun with a preposition, whatever its relation: "respond to the killing"."""
    noun = parse.upos[word] == "NOUN" or parse.xpos[word] in ("NN", "NNS")
    return noun and any(parse.deprels[c] == "case" for c in parse.children(word))


def _clause_links(parse: Parse, word: int, marks: list[str]) -> set[str]:
    relation = parse.deprels[word]
    if relation == "amod":
        return set()
    if "to" in marks and parse.xpos[word] not in ("VBG",):
        return {"inf", "perf"} if _is_perfect(parse, word) else {"inf"}
    if relation.startswith(("advcl:relcl", "acl:relcl")):
        return {"clause"} if "that" in marks else set()
    if relation.startswith("acl") and _is_relative(parse, word):
        return set()
    if {"whether", "if"} & set(marks) and not relation.startswith("advcl"):
        return {"whether"}
    prepositions = set(marks) - {"that"}
    if prepositions or (relation.startswith("advcl") and not _is_next_gerund(parse, word)):
        return prepositions
    helpers = {parse.folded[c] for c in parse.children(word) if parse.deprels[c] in ("aux", "aux:pass", "cop")}
    being = not helpers.isdisjoint(("being", "having"))
    gerund = parse.xpos[word] == "VBG" and not helpers - {"being", "having"}  # "is arming" is finite
    return {"ing"} if gerund or being else {"clause"}


def _is_relative(parse: Parse, word: int) -> bool:
    """ "Decisions that led to": a clause whose subject is the noun's own pronoun spells nothing out."""
    return any(parse.deprels[c].startswith("nsubj") and parse.folded[c] in _RELATIVE for c in parse.children(word))


_RELATIVE = frozenset({"that", "which", "who"})


def _is_next_gerund(parse: Parse, word: int) -> bool:
    """ "Missed killing", "gave up trying": a gerund right behind its verb or the particle is what the verb is about."""
    before = word - 1
    if before >= 0 and parse.deprels[before] == "compound:prt":
        before -= 1
    return parse.xpos[word] == "VBG" and before == parse.heads[word]


def _is_perfect(parse: Parse, word: int) -> bool:
    return any(parse.deprels[c] == "aux" and parse.folded[c] == "have" for c in parse.children(word))


def _short_passive(parse: Parse, verb: int) -> bool:
    """ "Attack on mine foiled": the participle of a headline without its "was"."""
    relations = {parse.deprels[c] for c in parse.children(verb)}
    return parse.xpos[verb] == "VBN" and not relations & {"aux", "aux:pass", "cop", "obj", "ccomp", "xcomp"}


def _passive(parse: Parse, head: int) -> bool:
    if any(parse.deprels[c] in ("aux:pass", "nsubj:pass") for c in parse.children(head)):
        return True
    return parse.xpos[head] == "VBN" and parse.deprels[head].startswith("acl")


# What hangs on a word


@remembered
def own_words(parse: Parse, word: int, *, below: int | None = None) -> tuple[tuple[str, int], ...]:
    """Kind and index of each dependent that bears on certainty, the narrowest scope first.

    "Cannot" denies a possibility, "may not" makes a denial possible: negation comes after "can", before the rest.
    `below` is the dependent that the walk comes from; it has had its turn.
    """
    children = [c for c in parse.children(word) if c != below and not _is_first_ones(parse, c, below)]
    found = [(kind, child) for child in children for kind in [_kind(parse, child, word)] if kind]
    found += _conditional(parse, word) + _is_to(parse, word)
    return tuple(sorted(found, key=lambda f: _scope(parse, *f)))


def _is_first_ones(parse: Parse, child: int, below: int | None) -> bool:
    """ "Killed nobody and left": the object of the first of two verbs says nothing of the second."""
    return below is not None and parse.deprels[below] == "conj" and parse.deprels[child] == "obj" and child < below


def _scope(parse: Parse, kind: str, child: int) -> tuple[int, int]:
    if parse.folded[child] in ("can", "could", "ca") or parse.deprels[child] == "amod":
        return 0, child
    order = {"negation": 1, "possible": 2, "obliged": 2, "future": 2, "counterfactual": 2, "condition": 4}
    return order.get(kind, 3), child


def _kind(parse: Parse, child: int, word: int) -> str | None:
    relation, form = parse.deprels[child], parse.folded[child]
    if parse.text[parse.ends[child] : parse.ends[child] + 1] == "-":
        return None
    if relation == "aux" and form in ("would", "'d", "’d"):
        return None if form != "would" and parse.xpos[word] == "VBN" else _would(parse, word)
    if parse.word(child) == "May" and child > 0 and parse.upos[child - 1] == "PROPN":
        return None
    if relation in ("aux", "advmod", "amod", "det", "det:predet", "mark", "cc:preconj", "case", "nmod:poss", "cc"):
        kind = modifiers().get(form)
        if kind == "imagined" or (kind == "condition" and relation == "amod"):
            return None
        if is_bound(parse, child):
            return None
        placed = relation in ("advmod", "cc") or form in ("instead", "rather")
        return None if placed and _elsewhere(parse, child, word, kind) else kind
    if relation in ("nsubj", "nsubj:pass", "obj"):
        return _denying(parse, child)
    return "negation" if relation == "xcomp" and form == "yet" else None


def _elsewhere(parse: Parse, child: int, word: int, kind: str | None) -> bool:
    """An adverb that bears on something else: "not only", "reportedly outside a shop"; "no" in "no-deal"."""
    after = parse.folded[child + 1] if child + 1 < len(parse) else ""
    form = parse.folded[child]
    if form == "longer":
        return not any(parse.folded[c] == "no" for c in parse.children(child))
    if kind == "condition" or (form in ("instead", "rather", "without") and parse.deprels[child] != "cc"):
        return True
    if kind == "negation":
        return after in _NOT_DENYING
    return child > word and child + 1 < len(parse) and parse.upos[child + 1] == "ADP"


_NOT_DENYING = frozenset("only just merely necessarily simply since until till least".split())
"""What follows a "not" that denies nothing: "not only", "not since March", "not until Friday"."""


def _denying(parse: Parse, noun: int) -> str | None:
    """A subject or object that denies its verb: "nobody", "no soldiers"."""
    if is_answer(parse, noun):
        return None
    below = [c for c in parse.children(noun) if parse.deprels[c] in ("det", "cc:preconj", "advmod")]
    below = [c for c in below if not is_bound(parse, c)]
    forms = [parse.word(noun), *(parse.word(c) for c in below)]
    denies = any(f.casefold() in _NONE for f in forms) and not leaves_something(parse, noun)
    denies = denies or (bool(below) and [f.casefold() for f in forms[1:3]] in (["not", "a"], ["not", "one"]))
    return "negation" if denies and parse.upos[noun] in ("PRON", "NOUN", "DET", "PROPN", "CCONJ", "ADJ") else None


def is_answer(parse: Parse, no: int) -> bool:
    """ "Said no", "voted no to the plan": a "no" that is itself what is said."""
    return parse.folded[no] == "no" and parse.upos[no + 1 : no + 2] in (["PUNCT"], ["ADP"])


def leaves_something(parse: Parse, none: int) -> bool:
    """ "Nothing but food", "nothing in Lima except tuna": whether a word for nothing has an exception behind it."""
    behind = parse.folded[none + 1 : none + 1 + _NEAR_BUT] if parse.folded[none] == "nothing" else []
    place = next((n for n, word in enumerate(behind) if word in _BUT), None)
    return place is not None and _ENDS.isdisjoint(behind[:place])


_NONE = NOBODY | {"no", "few"}
_BUT = frozenset({"but", "except", "save"})
_ENDS = frozenset({",", ".", ";", ":", '"', "\u201d"})
_NEAR_BUT = 4
"""Words between "nothing" and what it leaves."""


def is_bound(parse: Parse, word: int) -> bool:
    """ "No fewer than 20": the first word of a bound of a number, which denies nothing."""
    after = tuple(parse.folded[word + 1 : word + 3])
    return parse.folded[word] in ("no", "not") and after in _BOUNDS


_BOUNDS = frozenset((much, "than") for much in ("fewer", "less", "more", "later", "earlier"))


def _would(parse: Parse, word: int) -> str:
    """ "Would" after a past verb of saying is a future; with a condition, "have", or in a relative clause a thought."""
    below = parse.children(word)
    if any(parse.deprels[c] == "aux" and parse.folded[c] == "have" for c in below):
        return "counterfactual"
    if any(_kind(parse, m, c) == "condition" for c in below if parse.deprels[c] == "advcl" for m in parse.children(c)):
        return "counterfactual"
    if _behind_inversion(parse, word):
        return "counterfactual"
    relation = parse.deprels[word]
    if relation.startswith("conj") and parse.heads[word] >= 0:
        relation = parse.deprels[parse.heads[word]]
    return "counterfactual" if relation.startswith(("acl", "advcl", "csubj")) else "future"


def _behind_inversion(parse: Parse, word: int) -> bool:
    """ "Should Chad leave, Mali would": an inverted clause opens the sentence and ends at the comma before."""
    start, _ = parse.sentences[parse.sentence_of(word)]
    if parse.folded[start] not in _CONDITIONAL_VERBS or not _opens(parse, start):
        return False
    comma = next((i for i in range(start, word) if parse.word(i) == ","), None)
    return comma is not None and parse.heads[start] < comma


def _conditional(parse: Parse, word: int) -> list[tuple[str, int]]:
    """ "Should Chad leave", "had Chad left": an auxiliary before its subject in a clause that is no question."""
    below = parse.children(word)
    subject = next((c for c in below if parse.deprels[c].startswith("nsubj")), None)
    if subject is None or not (parse.deprels[word].startswith("advcl") or _opens(parse, below[0])):
        return []
    first = (c for c in below if c < subject and parse.deprels[c].startswith(("aux", "cop")))
    return [("condition", c) for c in first if parse.folded[c] in _CONDITIONAL_VERBS]


def _opens(parse: Parse, word: int) -> bool:
    """Whether a word is the first of a sentence that is no question."""
    start, end = parse.sentences[parse.sentence_of(word)]
    return word == start and "?" not in (parse.word(end - 1), parse.word(max(start, end - 2)))


def _is_to(parse: Parse, word: int) -> list[tuple[str, int]]:
    """ "Benin is to join": a form of "be" and "to" on the same verb."""
    below = parse.children(word)
    be = [c for c in below if parse.folded[c] in ("is", "are", "was", "were", "'s", "’s", "'re", "’re")]
    to = any(parse.deprels[c] == "mark" and parse.folded[c] == "to" and c > be[0] for c in below) if be else False
    return [("future", be[0])] if to and parse.deprels[be[0]] in ("aux", "cop") else []
