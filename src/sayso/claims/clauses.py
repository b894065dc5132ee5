"""Clauses of a dependency tree: passives, and the subjects that a clause shares with another or only implies.

Rules are stated over Universal Dependencies 2 and hold for English: https://universaldependencies.org/en/
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from sayso.claims.forms import forms
from sayso.claims.mentions import person_nouns
from sayso.ontology.tables import rows
from sayso.reader.parse import Parse

# Gerunds under these marks are deeds of the governing verb's object: accused of, arrested for, stopped from, charged
# with doing something. Under `by`, `after`, `while` and the rest they are deeds of its subject.
OBJECT_MARKS = frozenset({"of", "for", "from", "with", "into"})
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom", "whose"})
PERSONAL_RELATIVES = frozenset({"who", "whom"})
CONTENT_VERBS = frozenset({"VERB", "AUX"})
# Verbs of making others do something, never without an object: "urged to free" is short for "was urged to free".
URGING = frozenset(["urge", "tell", "order", "force", "compel", "pressure", "instruct", "persuade", "oblige", "invite"])
# What one is held or searched on, and its prepositions: "on suspicion of carrying", "over charges of spying".
SUSPICIONS = frozenset({"suspicion", "charge", "allegation", "accusation"})
ON = frozenset({"on", "over"})
# In the table of control: whose decision or intention it is.
OWNED = "nmod:of"
# How far coordination, control and relative clauses are followed; trees of real sentences stay far below.
DEPTH = 8

# Verbs whose object did what stands behind "of".
ACCUSING = frozenset({"accuse", "suspect", "convict", "acquit", "clear", "absolve", "exonerate"})
_AGAINST = frozenset({"not", "rather", "instead"})
# Behind "not": more than the one who is named.
_NOT_ONLY = frozenset({"only", "just", "merely", "simply", "all", "every", "a", "one"})


class Clauses:
    """Subjects, passives and relative pronouns of one parse, each judged once.

    Args:
        parse: words and tree.
        is_actor: whether a word stands for a political actor; tells "the first country to attack" from "plans to".
    """

    def __init__(self, parse: Parse, is_actor: Callable[[int], bool] = lambda _: False) -> None:
        self.parse = parse
        self.is_actor = is_actor
        self._surface: dict[int, list[int]] = {}
        self._passive: dict[int, bool] = {}
        self._conjuncts: dict[int, list[int]] = {}
        self._prepositions: dict[int, list[str]] = {}

    # -- words ------------------------------------------------------------------------------------------------------

    def base(self, i: int) -> str:
        """The relation of a word to its head, without subtype."""
        return self.parse.deprels[i].partition(":")[0]

    def is_verbal(self, i: int) -> bool:
        """Whether a word is a verb form (participles and gerunds included)."""
        return self.parse.upos[i] in CONTENT_VERBS

    def child(self, i: int, *relations: str) -> int | None:
        """The first dependent with one of these relations (subtypes count only where named)."""
        deprels = self.parse.deprels
        return next((c for c in self.parse.children(i) if deprels[c] in relations), None)

    def child_with(self, i: int, preposition: str) -> int | None:
        """The first dependent that carries a preposition."""
        return next((c for c in self.parse.children(i) if preposition in self.prepositions(c)), None)

    def conjuncts(self, i: int) -> list[int]:
        """A word and all that are coordinated with it from there on, in text order, but for those that it was not."""
        if i not in self._conjuncts:
            found = [i]
            for word in found:
                found += [c for c in self.parse.children(word) if self.parse.deprels[c] == "conj"]
            self._conjuncts[i] = sorted(word for word in found if not self._is_not(word)) or found
        return self._conjuncts[i]

    def _is_not(self, i: int) -> bool:
        """ "Kosovo, not Serbia", "Egypt and not Qatar", "not Egypt but Qatar"; "not only Egypt" is in."""
        parse = self.parse
        for c in parse.children(i):
            if c < i and parse.folded[c] in _AGAINST:
                instead = parse.deprels[c] == "cc" and parse.folded[c] != "not"
                if instead or (parse.folded[c] == "not" and parse.folded[c + 1] not in _NOT_ONLY):
                    return True
        return False

    def prepositions(self, i: int) -> list[str]:
        """The lower-case prepositions or subordinators of a word; of a fixed one ("because of") the first word."""
        if i not in self._prepositions:
            words = self._prepositions[i] = list[str]()
            for c in self.parse.children(i):
                marks = self.parse.deprels[c] in ("case", "mark") and self.parse.upos[c] in ("ADP", "SCONJ", "VERB")
                if marks and c < i:
                    words.append(self.parse.word(c).lower())
        return self._prepositions[i]

    def referent(self, i: int) -> int:
        """The antecedent of a relative pronoun; any other word is itself."""
        if self.parse.lemmas[i].lower() not in RELATIVE_PRONOUNS or self.parse.upos[i] not in ("PRON", "DET"):
            return i
        for step, word in enumerate([i, *self.parse.ancestors(i)]):
            if self.parse.deprels[word] == "acl:relcl" and self.parse.heads[word] < i:
                return self._whole(word, self._human(i, self._where(i, self.parse.heads[word])))
            if step > DEPTH:
                break
        return self._noun_before(i)

    def _whole(self, clause: int, antecedent: int) -> int:
        """ "China and Russia, which oppose it": a verb in the plural goes with the whole list and not its last name."""
        first = antecedent
        while self.parse.deprels[first] == "conj" and self.parse.upos[self.parse.heads[first]] in ("NOUN", "PROPN"):
            first = self.parse.heads[first]
        single = self.parse.xpos[antecedent] in ("NN", "NNP")
        return first if single and self._is_plural_verb(clause) else antecedent

    def _is_plural_verb(self, i: int) -> bool:
        parse = self.parse
        finite = next((c for c in parse.children(i) if parse.deprels[c] in ("aux", "aux:pass", "cop")), i)
        return parse.xpos[finite] == "VBP" or parse.word(finite).lower() == "were"

    def _noun_before(self, i: int) -> int:
        """The noun right before a relative pronoun whose clause the parser hung elsewhere."""
        if self.parse.xpos[i] not in ("WDT", "WP") or i == 0:
            return i
        before = i - 1 if self.parse.upos[i - 1] != "PUNCT" else i - 2
        while before >= 0 and self.parse.deprels[before] in ("flat", "compound") and self.parse.heads[before] < i:
            before = self.parse.heads[before]
        return self._human(i, before) if before >= 0 and self.parse.upos[before] in ("NOUN", "PROPN") else i

    def _human(self, pronoun: int, antecedent: int) -> int:
        """ "Diplomats from Sweden and Estonia, who": "who" stands for people and not for where they are from."""
        parse, word = self.parse, antecedent
        if parse.lemmas[pronoun].lower() not in PERSONAL_RELATIVES:
            return antecedent
        while parse.deprels[word] == "conj" and parse.upos[parse.heads[word]] == "PROPN":
            word = parse.heads[word]
        above = parse.heads[word]
        placed = any(name.kind in ("GPE", "LOC") for name in parse.names_at(antecedent))
        people = above >= 0 and parse.deprels[word] == "nmod" and parse.upos[above] == "NOUN" and above < antecedent
        return above if placed and people else antecedent

    def _where(self, pronoun: int, antecedent: int) -> int:
        """ "Students in Goma, which rebels hold": "which" stands for the place, and not for people who are there."""
        parse = self.parse
        if parse.folded[pronoun] != "which" or not _is_people(parse, antecedent):
            return antecedent
        near = pronoun - 2 if parse.word(pronoun - 1) == "," else pronoun - 1
        name = next((n for n in parse.names_at(near) if n.kind in ("GPE", "LOC")), None)
        placed = name is not None and antecedent < name.start - 1 and parse.xpos[name.start - 1] == "IN"
        return near if placed else antecedent

    # -- clauses ----------------------------------------------------------------------------------------------------

    def is_passive(self, i: int) -> bool:
        """Whether a verb form is passive, reduced ("shells supplied by") and coordinated forms included."""
        if i not in self._passive:
            self._passive[i] = False
            self._passive[i] = self._judge_passive(i)
        return self._passive[i]

    def _judge_passive(self, i: int) -> bool:
        parse = self.parse
        if not self.is_verbal(i):
            return False
        if self.child(i, "nsubj:pass", "aux:pass", "csubj:pass", "obl:agent") is not None:
            return True
        if parse.xpos[i] not in ("VBN", "VBD") or self.child(i, "aux", "cop") is not None:
            return False
        if self.child(i, "nsubj") is not None:
            return self._is_headline_passive(i)
        relation = parse.deprels[i]
        if relation == "conj":
            bare = self.child(i, "obj", "iobj", "ccomp", "xcomp") is None
            return self.is_passive(parse.heads[i]) and (parse.xpos[i] == "VBN" or bare)
        if relation == "acl" or (relation == "amod" and i < parse.heads[i]):
            return True
        # "Had them expelled": no finite verb is an open complement, whatever its tag.
        return relation == "xcomp" or (relation in ("advcl", "amod") and parse.xpos[i] == "VBN")

    def _is_headline_passive(self, i: int) -> bool:
        """ "Zambia urged to free miners": a verb that needs somebody to urge is passive where nobody follows."""
        infinitive = self.child(i, "xcomp")
        bare = infinitive is not None and self.child(infinitive, "mark") is not None and infinitive > i
        return bare and self.child(i, "obj", "iobj") is None and not URGING.isdisjoint(forms(self.parse, i))

    def surface_subjects(self, i: int, depth: int = 0) -> list[int]:
        """The grammatical subject of a clause, its own or the one it shares or understands; empty if there is none."""
        if i not in self._surface:
            self._surface[i] = []
            self._surface[i] = self._find_subjects(i, depth)
        return self._surface[i]

    def _find_subjects(self, i: int, depth: int) -> list[int]:
        own = [c for c in self.parse.children(i) if self.base(c) in ("nsubj", "csubj")]
        own = [c for c in own if self.parse.deprels[c] != "nsubj:outer"] or own
        if own:
            return [self.referent(next((c for c in own if self.is_actor(c)), own[0]))]
        if depth > DEPTH or self.parse.heads[i] < 0:
            return []
        return self._understood(i, self.parse.heads[i], depth + 1)

    def _understood(self, i: int, head: int, depth: int) -> list[int]:
        relation = self.parse.deprels[i]
        if relation in ("advcl", "acl") and self.parse.xpos[i] in ("VBG", "NN") and self.child(i, "det") is not None:
            return []  # "outrage over the killing of nuns": a noun
        if suspected := self._suspected(i, head):
            return suspected
        if relation == "conj":
            return self._shared_subject(i, head, depth) if head < i else []
        if relation in ("xcomp", "ccomp"):
            return self._controller(i, head, depth)
        if relation == "advcl":
            return self._adverbial_subject(i, head, depth)
        if relation == "acl:relcl":
            return [head]
        if relation == "acl":
            return self._adnominal_subject(i, head, depth)
        if relation == "amod" and self.is_verbal(i):
            return [head]
        return []

    def _shared_subject(self, i: int, head: int, depth: int) -> list[int]:
        """The first conjunct's subject; of a verb that hangs on a noun by mistake, that of the clause around it."""
        if not self.is_verbal(head) and self.is_verbal(i) and self.child(head, "nsubj", "cop") is None:
            above = next((a for a in self.parse.ancestors(head) if self.is_verbal(a)), head)
            return self.surface_subjects(above, depth)
        return self.surface_subjects(head, depth)

    def _controller(self, i: int, head: int, depth: int) -> list[int]:
        if self.parse.deprels[i] == "ccomp" and not self._is_open(i):
            return []
        for relation in (r for r in self.controllers(head, self.base(i)) if r != "obj"):
            if found := self._slot(head, relation, depth):
                return found
        if found := [w for w in self._plain_objects(head) if w != i and w < i]:
            return found[:1]
        return self.surface_subjects(head, depth)

    def _is_open(self, i: int) -> bool:
        """An infinitive or gerund, also of the perfect ("denied having banned")."""
        return self.parse.xpos[i] == "VB" or self._is_gerund(i)

    def _is_gerund(self, i: int) -> bool:
        """ "For arming", "for having armed", "for having been armed"."""
        if self.parse.xpos[i] not in ("VBN", "VBD"):
            return self.parse.xpos[i] == "VBG"
        return any(self.parse.folded[c] == "having" for c in self.parse.children(i) if self.base(c) == "aux")

    def controllers(self, verb: int, relation: str) -> tuple[str, ...]:
        """What the table of control says of a verb and a clause below it."""
        table = control()
        return next((table[form, relation] for form in forms(self.parse, verb) if (form, relation) in table), ())

    def _slot(self, head: int, relation: str, depth: int) -> list[int]:
        if relation == "subj":
            return self.surface_subjects(head, depth)
        _, _, preposition = relation.partition(":")
        below = [c for c in self.parse.children(head) if self.base(c) == "obl"]
        found = [self.referent(c) for c in below if preposition in self.prepositions(c)][:1]
        return found or self._behind_particle(head, preposition)

    def _behind_particle(self, verb: int, particle: str) -> list[int]:
        """ "Called on both sides to": the noun behind a preposition that the parser took for a particle."""
        below = self.parse.children(verb)
        at = next(
            (c for c in below if self.parse.deprels[c] == "compound:prt" and self.parse.word(c) == particle), None
        )
        behind = (c for c in below if at is not None and c > at and self.base(c) in ("obl", "obj", "iobj"))
        return [self.referent(c) for c in behind if not self.prepositions(c)][:1]

    def _adverbial_subject(self, i: int, head: int, depth: int) -> list[int]:
        gerund = self.parse.xpos[i] == "NN" or self._is_gerund(i)
        if gerund and OBJECT_MARKS & set(self.prepositions(i)):
            if found := [w for w in self._plain_objects(head) if w < i]:
                return found[:1]
        elif self.controllers(head, "advcl") and (found := self._controller(i, head, depth)):
            return found
        return self.surface_subjects(head, depth)

    def _adnominal_subject(self, i: int, head: int, depth: int) -> list[int]:
        infinitive_or_marked = self.parse.xpos[i] == "VB" or self.prepositions(i)
        if not infinitive_or_marked or (self.is_actor(head) and self.parse.xpos[i] == "VB"):
            return [head]
        if self._is_accused(i, head):
            return [head]
        for relation in self.controllers(head, "acl"):
            asked = self.child_with(head, relation.partition(":")[2])
            if asked is not None and asked != i and (relation != OWNED or self.is_actor(asked)):
                return [self.referent(asked)]
        return self._who_answers(head, depth) or self.holders(head, depth)

    def _is_accused(self, gerund: int, noun: int) -> bool:
        """ "Accused neighbours of arming rebels", "thanked Chad for freeing him": it is the object who does it."""
        verb, relation = self.parse.heads[noun], self.base(noun)
        behind = {"of", "from", "for", "over", "with"}.intersection(self.prepositions(gerund))
        if not behind or not self._is_gerund(gerund) or verb < 0:
            return False
        taken = relation in ("obj", "iobj") or (relation == "nsubj" and self.is_passive(verb))
        return taken and (self.is_actor(noun) or not ACCUSING.isdisjoint(forms(self.parse, verb)))

    def _suspected(self, gerund: int, noun: int) -> list[int]:
        """ "Seized a ship on suspicion of carrying coal": who or what is dealt with is said to do it."""
        verb = self.parse.heads[noun]
        suspected = self.parse.lemmas[noun].lower() in SUSPICIONS and ON & set(self.prepositions(noun))
        if verb < 0 or not suspected or not self._is_gerund(gerund) or not self.is_verbal(verb):
            return []
        return [w for w in self._plain_objects(verb) if w not in (noun, gerund)][:1]

    def _who_answers(self, noun: int, depth: int) -> list[int]:
        """ "Turkey ignored the court's order to free him": who is asked by somebody else is who answers."""
        verb, owned = self.parse.heads[noun], ("nmod:poss", "compound", "amod")
        own = [c for c in self.parse.children(noun) if self.parse.deprels[c] in owned]
        asked = (self.parse.lemmas[noun].lower(), "acl") in control() and self.base(noun) in ("obj", "nsubj:pass")
        if not asked or verb < 0 or not self.is_verbal(verb) or not any(map(self.is_actor, own)):
            return []
        return self._logical_subjects(verb, depth)

    def holders(self, noun: int, depth: int = 0) -> list[int]:
        """Whose plan, order or attempt it is: the noun's possessor, or the subject of the verb that it completes."""
        if (owner := self.child(noun, "nmod:poss")) is not None:
            return [self.referent(owner)]
        named = [c for c in self.parse.children(noun) if self.base(c) in ("amod", "compound") and self.is_actor(c)]
        by = [c for c in self.parse.children(noun) if self.base(c) == "nmod" and "by" in self.prepositions(c)]
        if by or named:
            return (by or named)[:1]
        of = self.child_with(noun, "of") if OWNED in self.controllers(noun, "acl") else None
        if of is not None and self.is_actor(of):
            return [self.referent(of)]
        governor = self.parse.heads[noun]
        if governor < 0 or self.base(noun) not in ("obj", "obl", "nmod", "conj", "xcomp", "nsubj"):
            return []
        if self.is_verbal(governor):
            return self._logical_subjects(governor, depth)
        return self.holders(governor, depth + 1) if depth < DEPTH else []

    def _logical_subjects(self, verb: int, depth: int) -> list[int]:
        if not self.is_passive(verb):
            return self.surface_subjects(verb, depth)
        return self.agents(verb)

    def agents(self, verb: int) -> list[int]:
        """Who a passive names as doing it."""
        found = []
        for c in self.parse.children(verb):
            by = self.base(c) == "obl" and "by" in self.prepositions(c)
            if (self.parse.deprels[c] == "obl:agent" or by) and not self._is_date(c):
                found.append(self.referent(c))
        return found

    def _is_date(self, i: int) -> bool:
        return any(name.kind == "DATE" for name in self.parse.names_at(i))

    def _plain_objects(self, verb: int) -> list[int]:
        """Logical objects that a verb has of its own, without those it shares."""
        below = [c for c in self.parse.children(verb) if self.parse.deprels[c] in ("obj", "iobj")]
        found = [self.referent(c) for c in below if not self.prepositions(c)]
        if self.is_passive(verb):
            found = self.surface_subjects(verb) + found
        elif not found and self.parse.deprels[verb] == "conj" and self.is_verbal(self.parse.heads[verb]):
            shared = self._plain_objects(self.parse.heads[verb])
            found = [w for w in shared if w > verb]
        return found


def _is_people(parse: Parse, i: int) -> bool:
    """Whether a word is a noun for persons, whom no "which" stands for."""
    known = next((person_nouns()[form] for form in forms(parse, i) if form in person_nouns()), None)
    return known is not None and known[1] in ("person", "people")


@cache
def control() -> dict[tuple[str, str], tuple[str, ...]]:
    """Which argument of a verb a clause below it has as its understood subject, where that is not the object."""
    table: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in rows("control", room="claims"):
        key = row["lemma"], row["relation"]
        table[key] = (*table.get(key, ()), row["controller"])
    return table
