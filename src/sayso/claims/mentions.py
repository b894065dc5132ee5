"""What a text speaks of: noun phrases with number, gender, animacy and role, and the pronouns that stand for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sayso.claims.date_readings import words
from sayso.ontology.tables import rows
from sayso.reader.parse import Parse

_THIRD = {
    "he": ("sing", "m", True), "him": ("sing", "m", True), "his": ("sing", "m", True), "himself": ("sing", "m", True),
    "she": ("sing", "f", True), "her": ("sing", "f", True), "hers": ("sing", "f", True),
    "herself": ("sing", "f", True),
    "it": ("sing", "n", False), "its": ("sing", "n", False), "itself": ("sing", "n", False),
    "they": ("plur", None, None), "them": ("plur", None, None), "their": ("plur", None, None),
    "theirs": ("plur", None, None), "themselves": ("plur", None, None),
}  # fmt: skip
FIRST_SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_SINGLE = frozenset({"GPE", "ORG"})
"""Kinds of names whose bearer is one, whatever the number of the word."""
_PARTS_OF_NAMES = frozenset({"compound", "flat", "flat:foreign", "flat:name", "fixed", "goeswith"})
TITLES = {"mr": "m", "mister": "m", "sir": "m", "lord": "m", "king": "m", "prince": "m", "mrs": "f", "ms": "f",
           "miss": "f", "lady": "f", "dame": "f", "queen": "f", "princess": "f"}  # fmt: skip


@dataclass(slots=True)
class Referring:
    """One referring expression by its head word.

    `number` is `sing` or `plur`, `gender` m, f or n, `animate` whether it is a person or people; None where the words
    do not say. `role` is `subj`, `obj`, `poss`, `obl` or `other`; `definite` is true for names, possessives and "the".
    """

    head: int
    kind: str
    number: str | None
    gender: str | None
    animate: bool | None
    role: str
    sentence: int
    definite: bool
    name: str | None = None
    members: tuple[int, ...] = ()


@cache
def person_nouns() -> dict[str, tuple[str | None, str]]:
    """Nouns for persons and bodies: gender (m, f, n or None) and class (person, people, body, country)."""
    return {row["noun"]: (row["gender"] or None, row["class"]) for row in rows("person_nouns", room="claims")}


def noun_class(noun: str) -> str:
    """What a noun stands for: person, people, body or country; empty if for none of them."""
    known = person_nouns().get(noun)
    return known[1] if known is not None else ""


@cache
def first_names() -> dict[str, str]:
    """First names in lower case with the gender of most of their bearers."""
    return {name: row["gender"] for row in rows("first_names", room="claims") for name in row["names"].split()}


def is_first_person(parse: Parse, words: Sequence[int]) -> bool:
    """Whether words are nothing but "we", "I" or the like: who that is nobody but the speaker tells."""
    return bool(words) and all(parse.word(i).lower() in FIRST_SINGULAR | FIRST_PLURAL for i in words)


def is_third_person(parse: Parse, i: int) -> bool:
    """Whether a word is a personal or possessive pronoun of the third person."""
    return parse.word(i).lower() in _THIRD and parse.upos[i] in ("PRON", "DET")


def relative_antecedents(parse: Parse, i: int) -> list[int]:
    """Heads of what a relative "whose" stands for; all of a coordination for a plural thing ("whose armies").

    Other words give none: "who" and "which" are undone with the arguments of their verb.
    """
    if parse.word(i).lower() != "whose":
        return []
    clause = next((a for a in parse.ancestors(i) if parse.deprels[a].startswith("acl") and parse.heads[a] < i), None)
    head = parse.heads[clause] if clause is not None else _before_comma(parse, i)
    if head is None:
        return []
    several = parse.heads[i] >= 0 and parse.xpos[parse.heads[i]] in ("NNS", "NNPS")
    while several and parse.deprels[head] == "conj" and parse.upos[parse.heads[head]] in ("NOUN", "PROPN"):
        head = parse.heads[head]
    members = [c for c in parse.children(head) if parse.deprels[c] == "conj" and c < i] if several else []
    return [head, *members]


def _before_comma(parse: Parse, i: int) -> int | None:
    """The noun right before a relative clause that the parser did not see as one."""
    before = i - 2 if i > 1 and parse.word(i - 1) == "," else i - 1
    return before if before >= 0 and parse.upos[before] in ("NOUN", "PROPN") else None


def find_mentions(parse: Parse) -> list[Referring]:
    """All referring expressions in text order, pronouns included; coordinated ones also as a group of their own."""
    names = {i: name.kind for name in parse.names for i in range(name.start, name.end)}
    found: list[Referring] = []
    for i in range(len(parse)):
        if (mention := _mention(parse, i, names)) is not None:
            found.append(mention)
            if (group := _group(parse, mention)) is not None:
                found.append(group)
    return found


def _mention(parse: Parse, i: int, names: dict[int, str]) -> Referring | None:
    relation = parse.deprels[i]
    if relation in _PARTS_OF_NAMES and not (names.get(i) in ("GPE", "LOC") and names.get(parse.heads[i]) != names[i]):
        return None
    if relation == "amod" and names.get(i) != "GPE" and parse.xpos[parse.heads[i]] != "NNPS":
        return None  # "the Nigerian Association" is one name; "the United Arab Emirates" is no plural
    if parse.heads[i] in _within_name(parse, i):  # "Nigerian" of the "Nigerian Association of Doctors"
        return None
    word = parse.word(i).lower()
    if word in _THIRD and parse.upos[i] in ("PRON", "DET"):
        return None if relation == "expl" else _pronoun(parse, i, *_THIRD[word])
    if parse.upos[i] in ("NOUN", "PROPN") and not _is_day(word, names.get(i)):
        return _nominal(parse, i, names.get(i))
    return None


def _within_name(parse: Parse, i: int) -> range:
    """The words of the name of a body that a word is in; none for other words."""
    return next((range(name.start, name.end) for name in parse.names_at(i) if name.kind == "ORG"), range(0))


def _is_day(word: str, name: str | None) -> bool:
    """ "On Wednesday" names nobody, unless the reader sees a name in it."""
    return name is None and word in _days()


@cache
def _days() -> frozenset[str]:
    return frozenset(name.lower() for kind in ("weekday", "month") for name in words(kind))


def _pronoun(parse: Parse, i: int, number: str, gender: str | None, animate: bool | None) -> Referring:
    return Referring(i, "pronoun", number, gender, animate, role_of(parse, i), parse.sentence_of(i), True)


def _nominal(parse: Parse, i: int, name: str | None) -> Referring:
    named = parse.upos[i] == "PROPN"
    one = named and name in _SINGLE  # "the United States", "the Emirates"
    number = "plur" if parse.xpos[i] in ("NNS", "NNPS") and not one else "sing"
    gender, animate = _nature(parse, i, name)
    return Referring(
        i, "name" if named else "nominal", number, gender, animate, role_of(parse, i), parse.sentence_of(i),
        named or _definite(parse, i), name,
    )  # fmt: skip


def _definite(parse: Parse, i: int) -> bool:
    below = parse.children(i)
    if parse.deprels[i] == "nmod:poss" and i and parse.folded[i - 1] == "the":
        return True  # "the union's head": the tree may hang the article on the head
    return any(
        parse.deprels[c] == "nmod:poss" or parse.lemmas[c].lower() in ("the", "this", "that", "both", "these", "those")
        for c in below
        if parse.deprels[c] in ("det", "nmod:poss", "det:predet")
    )


def _nature(parse: Parse, i: int, name: str | None) -> tuple[str | None, bool | None]:
    """Gender and animacy: by title, by the noun, by first name, by the kind of name."""
    parts = [i] + [c for c in parse.children(i) if parse.deprels[c] in _PARTS_OF_NAMES]
    words = [parse.lemmas[k].lower().rstrip(".") for k in sorted(parts)]
    if title := next((TITLES[w] for w in words if w in TITLES), None):
        return title, True
    gender, group = person_nouns().get(parse.lemmas[i].lower() if parse.upos[i] == "NOUN" else "", (None, ""))
    if group == "person":  # "the union's president Ann Lee"
        gender = gender or next((first_names()[w] for w in words if w in first_names()), None)
    if group:
        return (gender or (None if group in ("person", "people") else "n")), group in ("person", "people")
    if name in ("ORG", "GPE", "LOC", "WEAPON", "DATE", "MISC"):
        return "n", False
    return _name_nature(parse, i, words, name)


def _name_nature(parse: Parse, i: int, words: list[str], name: str | None) -> tuple[str | None, bool | None]:
    given = next((first_names()[w] for w in words if w in first_names()), None)
    person = next((person_nouns()[w] for w in words if noun_class(w) == "person"), None)
    if parse.upos[i] == "PROPN" and (name == "PER" or given or person):
        return given or (person[0] if person else None), True
    if parse.upos[i] == "PROPN":
        return None, None
    return "n", False


def role_of(parse: Parse, i: int) -> str:
    """The grammatical role of a word, as far as salience cares: subj, obj, poss, obl or other."""
    relation = parse.deprels[i]
    if relation.startswith(("nsubj", "csubj")):
        return "subj"
    if relation == "nmod:poss":
        return "poss"
    if relation in ("obj", "iobj"):
        return "obj"
    if relation == "conj" and parse.heads[i] >= 0:
        return role_of(parse, parse.heads[i])
    return "obl" if relation.startswith(("obl", "nmod")) else "other"


def _group(parse: Parse, first: Referring) -> Referring | None:
    """ "Kim and Putin" as one plural expression, headed by the first of them."""
    chain = [first.head]
    for word in chain:  # "A, B and C" hang on one another in a row, or all on the first
        kinds = ("NOUN", "PROPN") if word == first.head else ("PROPN",)
        chain += [c for c in parse.children(word) if parse.deprels[c] == "conj" and parse.upos[c] in kinds]
    others = chain[1:]
    if not others or parse.deprels[first.head] == "conj":
        return None
    return Referring(
        first.head, "group", "plur", None, first.animate, first.role, first.sentence, True,
        first.name, members=(first.head, *others),
    )  # fmt: skip
