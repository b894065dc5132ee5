"""Who "you" and "we" are in an interview: whoever answers, in the questions and in the answers.

Q: Minsk says you closed the border.     "you" is Lithuania's minister, whom the lead of the interview names
A: We did, and our army is on alert.     "we" and "our" are Lithuania's too

A label such as "A" says only who takes the turn; who that is, the lead or the standfirst tells before the first turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sayso.actors.resolution import is_guess
from sayso.claims.drafts import Draft
from sayso.claims.mentions import FIRST_PLURAL, FIRST_SINGULAR
from sayso.claims.quotations import Quotations
from sayso.claims.selectors import word_sets
from sayso.claims.turns import TURN, answers, asks
from sayso.reader.parse import Parse

SECOND = frozenset({"you", "your", "yours", "yourself", "yourselves"})
_FIRST = FIRST_SINGULAR | FIRST_PLURAL
_LEAD = 12
"""Sentences before the first turn in which the one who answers is looked for."""


class Mention(Protocol):
    """What a resolver knows of one mention: its head and whether it is a human being."""

    @property
    def head(self) -> int: ...
    @property
    def person(self) -> bool: ...


class Known(Protocol):
    """What a resolver says of one word: entity codes, and the rule that gave them."""

    @property
    def codes(self) -> tuple[str, ...]: ...
    @property
    def rule(self) -> str: ...


class People(Protocol):
    """The part of `sayso.actors.Resolver` that is needed here."""

    @property
    def antecedents(self) -> Sequence[Mention]: ...
    def resolve_head(self, i: int) -> Known: ...


@dataclass(frozen=True, slots=True)
class Interview:
    """Who answers (the head of the words that name them, None if nobody is named) and whom pronouns mean.

    `meant` has for each "we" of an answer and each "you" of a question the word that says who it is.
    """

    answering: int | None = None
    meant: dict[int, int] = field(default_factory=dict)


def interview_of(parse: Parse, drafts: Sequence[Draft], quotations: Quotations, people: People) -> Interview:
    """What the turns of an interview say of its pronouns; nothing where a text has no turns of questions.

    Pronouns inside of quotation marks belong to whoever is quoted and are left out.
    """
    turns = [d for d in drafts if d.rule == TURN and d.source is not None]
    if not any(asks(_label(parse, d)) for d in turns):
        return Interview()
    answering = _answering(parse, turns, people)
    found = Interview(answering)
    for n, turn in enumerate(turns):
        asked = asks(_label(parse, turn))
        who = _who(parse, turn if not asked else next(iter(turns[n + 1 :]), turn), answering, people)
        if who is None:
            continue
        for part in turn.content:
            for i in range(*part):
                if parse.folded[i] in (SECOND if asked else _FIRST) and quotations.at(parse.starts[i]) is None:
                    found.meant[i] = who
    return found


def _label(parse: Parse, turn: Draft) -> str:
    return parse.word(turn.source[0]) if turn.source is not None else ""


def _who(parse: Parse, turn: Draft, answering: int | None, people: People) -> int | None:
    """The word that says who takes a turn: of a name the last that is known, else who answers; nobody who asks."""
    label = _label(parse, turn)
    if turn.source is None or asks(label):
        return None
    if answers(label):
        return answering
    known = ((i, people.resolve_head(i)) for i in reversed(range(*turn.source)))
    return next((i for i, found in known if found.codes and not is_guess(found.rule)), None)


def _answering(parse: Parse, turns: Sequence[Draft], people: People) -> int | None:
    """Who answers where labels do not say it: the person whom the text before the first turn talks to, else the first
    one whose country or body it tells."""
    if not any(answers(_label(parse, d)) for d in turns):
        return None
    start = min(d.source[0] for d in turns if d.source is not None)
    named = [m.head for m in people.antecedents if m.head < start and m.person and people.resolve_head(m.head).codes]
    named = [head for head in named if parse.sentence_of(head) < _LEAD]
    named = [head for head in named if not is_guess(people.resolve_head(head).rule)] or named
    return next((head for head in named if _is_talked_to(parse, head)), named[0] if named else None)


def _is_talked_to(parse: Parse, head: int) -> bool:
    """ "Interview with the minister", "the minister spoke to our paper"."""
    verb, talking = parse.heads[head], word_sets()["interviewing"]
    if verb < 0 or not {parse.lemmas[verb].lower(), parse.folded[verb]} & talking:
        return False
    if parse.upos[verb] == "VERB" and parse.folded[verb] != "interviewed":
        return parse.deprels[head] == "nsubj"
    return parse.deprels[head] in ("nmod", "obl", "obj", "nsubj:pass")
