"""From a dependency tree to logical arguments: passives undone, shared and missing subjects and objects filled in.

The relations are those of the predicate tables (`sayso.claims.selectors`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sayso.actors.tree import GENITIVES
from sayso.claims.clauses import Clauses
from sayso.reader.parse import Parse

# A relative clause on these nouns has an adverbial gap ("the day they attacked"), so its object is not missing.
ADVERBIAL_NOUNS = frozenset({"day", "time", "moment", "year", "month", "week", "way", "reason", "place", "night"})


# Prepositions of those between whom "not" chooses; "not in July" says only that it was at another time.
CONTRASTED = frozenset({"to", "from", "by", "with", "against", "for"})


@dataclass(slots=True)
class Arguments:
    """The logical arguments of one word: per relation, pairs of preposition (or mark) and head word, in text order.

    `how` names for a word why it fills its role where that is not plain from its own relation ("passive", "control",
    "relative clause", "coordination", "light verb").
    """

    roles: dict[str, list[tuple[str | None, int]]] = field(default_factory=dict)
    passive: bool = False
    how: dict[int, str] = field(default_factory=dict)

    def add(self, relation: str, word: int, preposition: str | None = None, *, how: str = "") -> None:
        """Put a word into a role, once."""
        held = self.roles.setdefault(relation, [])
        if (preposition, word) not in held:
            held.append((preposition, word))
        if how:
            self.how.setdefault(word, how)

    def copy(self) -> Arguments:
        """The same arguments, to be added to."""
        roles = {relation: list(held) for relation, held in self.roles.items()}
        return Arguments(roles, self.passive, dict(self.how))

    def get(self, relation: str, preposition: str | None = None) -> list[int]:
        """The words in a role; with a preposition, those that carry it."""
        if not (held := self.roles.get(relation)):
            return []
        words = [w for p, w in held if preposition is None or p == preposition]
        return words if len(words) < 2 else list(dict.fromkeys(words))


class Grammar(Clauses):
    """Logical arguments of the words of one parse, each computed once. Takes what `Clauses` takes."""

    def __init__(self, parse: Parse, is_actor: Callable[[int], bool] = lambda _: False) -> None:
        super().__init__(parse, is_actor)
        self._arguments: dict[int, Arguments] = {}

    def arguments(self, i: int) -> Arguments:
        """The logical arguments of a word: of a verb its clause's, of a noun or adjective its phrase's."""
        if i not in self._arguments:
            self._arguments[i] = Arguments()
            self._arguments[i] = self._verbal(i) if self.is_verbal(i) else self._nominal(i)
        return self._arguments[i]

    def _verbal(self, i: int) -> Arguments:
        found = Arguments(passive=self.is_passive(i))
        self._add_subject(i, found)
        for c in self.parse.children(i):
            self._add_dependent(i, c, found)
        if not found.get("obj"):
            self._add_missing_object(i, found)
        if not found.get("obj"):
            self._add_asked(i, found)
        for word in found.get("obj")[1:]:
            # "called the attack an outrage": of two objects the second is said of the first.
            found.add("xcomp", word, how="second object")
        return found

    def _add_subject(self, i: int, found: Arguments) -> None:
        subjects = self.surface_subjects(i)
        how = "" if self.child(i, "nsubj", "nsubj:pass") is not None else self._sharing(i)
        if not found.passive:
            for word in subjects:
                found.add("subj", word, how=how)
            return
        second = self.child(i, "obj") is not None
        for word in subjects:
            found.add("iobj" if second else "obj", word, how=how or "passive")
        for word in self.agents(i):
            found.add("subj", word, how="passive agent")

    def _add_asked(self, i: int, found: Arguments) -> None:
        """ "Ordered the troops fire", "asked that Iran stop": the subject of the clause is who is asked."""
        clause = self.child(i, "ccomp")
        if clause is not None and "obj" in self.controllers(i, "ccomp"):
            for word in self.surface_subjects(clause):
                found.add("obj", word, how="control")

    def _sharing(self, i: int) -> str:
        relation = self.parse.deprels[i]
        names = {"conj": "coordination", "acl:relcl": "relative clause", "acl": "reduced clause", "amod": "participle"}
        return names.get(relation, "control")

    def _add_dependent(self, i: int, c: int, found: Arguments) -> None:
        relation, deprel = self.base(c), self.parse.deprels[c]
        word = self.referent(c)
        if deprel in ("obj", "iobj") and not self.prepositions(c):
            found.add(relation, word)
        elif relation in ("obl", "obj", "iobj"):
            self._add_oblique(c, word, found)
        elif relation == "advcl" or deprel in ("xcomp", "ccomp"):
            self._add_clause(c, found)
        elif deprel == "compound:prt":
            found.add("prt", c)
        elif deprel == "advmod":
            found.add("advmod", c)

    def _add_oblique(self, c: int, word: int, found: Arguments) -> None:
        if self._is_contrast(c):
            return
        if self.parse.deprels[c] == "obl:agent" or (word in found.get("subj") and found.passive):
            return
        if self.parse.deprels[c] == "obl:unmarked":
            found.add("unmarked", word)
            return
        for preposition in self.prepositions(c) or [""]:
            found.add("obl", word, preposition)

    def _is_contrast(self, c: int) -> bool:
        """ "Sold fuel to the army, not to the rebels": what a "not" of its own stands before is none of it."""
        case = next((k for k in self.parse.children(c) if self.parse.deprels[k] == "case"), c)
        before = self.parse.folded[case - 1] if case > 0 else ""
        own = any(k == case - 1 for k in self.parse.children(c))
        return before == "not" and own and self.parse.folded[case] in CONTRASTED

    def _add_clause(self, c: int, found: Arguments) -> None:
        relation = self.base(c)
        marks = self.prepositions(c)
        if relation != "advcl":
            found.add(relation, c, marks[0] if marks else None)
        for mark in marks:
            found.add("obl", c, mark)
        if relation == "advcl":
            found.add("advcl", c)

    def _add_missing_object(self, i: int, found: Arguments) -> None:
        parse = self.parse
        for word in self._plain_objects(i):
            found.add("obj", word, how="coordination")
        antecedent = self._gap(i)
        if antecedent is not None and not found.get("obj"):
            found.add("obj", antecedent, how="relative clause")
        if parse.deprels[i] == "acl" and found.passive and not found.get("obj"):
            found.add("obj", parse.heads[i], how="reduced clause")

    def _gap(self, i: int) -> int | None:
        """The antecedent that a relative clause without pronoun ("the ships Iran seized") leaves as its object."""
        clause = i
        while self.parse.deprels[clause] == "xcomp" and clause > 0:
            clause = self.parse.heads[clause]
        if self.parse.deprels[clause] != "acl:relcl" or self._has_open_complement(i):
            return None
        head = self.parse.heads[clause]
        if head < 0 or self.parse.lemmas[head].lower() in ADVERBIAL_NOUNS or self._spends_pronoun(clause):
            return None
        own = self.child(clause, "nsubj", "nsubj:pass")
        return head if own is not None and self.referent(own) == own and not self.is_passive(clause) else None

    def _has_open_complement(self, i: int) -> bool:
        return any(self.parse.deprels[c] == "xcomp" and self.is_verbal(c) for c in self.parse.children(i))

    def _spends_pronoun(self, clause: int) -> bool:
        below = range(self.parse.heads[clause] + 1, clause + 1)
        adverbs = ("where", "when", "why", "how")
        return any(self.referent(w) != w or self.parse.lemmas[w].lower() in adverbs for w in below)

    def _nominal(self, i: int) -> Arguments:
        found = Arguments()
        for c in self.parse.children(i):
            self._add_adjunct(i, c, found)
        self._add_shared_adjuncts(i, found)
        self._turn(i, found)
        if self.parse.upos[i] == "ADJ":
            for word in self._adjective_subjects(i):
                found.add("subj", word)
        return found

    def _turn(self, i: int, found: Arguments) -> None:
        """ "The group's defeat by Somali troops": beside somebody who does it the possessor is whom it is done to."""
        doers = [w for w in found.get("nmod", "by") if self.is_actor(w)]
        if doers and i not in doers and (owners := found.roles.pop("poss", [])):
            for _, word in owners:
                found.add("nmod", word, "of", how="passive noun")

    def _adjective_subjects(self, i: int) -> list[int]:
        if self.parse.deprels[i] == "amod":
            return [self.parse.heads[i]]
        return self.surface_subjects(i)

    def _add_adjunct(self, i: int, c: int, found: Arguments) -> None:
        relation, deprel = self.base(c), self.parse.deprels[c]
        word = self.referent(c)
        if deprel == "nmod:poss" or (relation in ("nmod", "nsubj") and self._is_genitive(c)):
            found.add("poss", word)
        elif deprel == "amod" and self.child(c, "obl:agent") is not None:
            return  # "US-made missiles" are nobody's by that
        elif deprel in ("compound", "nmod:desc", "amod", "appos", "nummod", "advmod"):
            found.add("compound" if deprel == "nmod:desc" else relation, c)
        elif (
            relation in ("nmod", "obl") and not self._is_contrast(c) and deprel not in ("nmod:unmarked", "obl:unmarked")
        ):
            for preposition in self.prepositions(c) or [""]:
                found.add("obl" if self.parse.upos[i] == "ADJ" else "nmod", word, preposition)
        elif relation in ("acl", "advcl", "xcomp", "ccomp"):
            self._add_content(c, found)

    def _is_genitive(self, c: int) -> bool:
        """Whether a noun carries the possessive ending, should the parser take it for a preposition."""
        return any(self.parse.word(k).lower() in GENITIVES for k in self.parse.children(c) if k > c)

    def _add_content(self, c: int, found: Arguments) -> None:
        marks = self.prepositions(c)
        infinitive = self.parse.xpos[c] == "VB"
        relation = self.base(c) if self.base(c) != "advcl" else "acl"
        found.add(relation, c, marks[0] if marks else "to" if infinitive else None)
        for mark in marks:
            found.add("nmod", c, mark)

    def _add_shared_adjuncts(self, i: int, found: Arguments) -> None:
        """A coordinated noun shares what stands before the first or after the last of its group."""
        if self.parse.deprels[i] != "conj" or self.is_verbal(self.parse.heads[i]) or self.parse.heads[i] > i:
            return
        first = self.parse.heads[i]
        for c in self.parse.children(first):
            shared = self.parse.deprels[c] == "nmod:poss" and self.child(i, "nmod:poss", "det") is None
            if shared or (self.base(c) == "nmod" and c > i):
                self._add_adjunct(first, c, found)
