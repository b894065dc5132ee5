"""What a text counts: the amounts of `sayso.claims.amounts` with the noun that each counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.claims.amounts import Amount, find_amounts
from sayso.claims.phrases import Range, words_in
from sayso.claims.touching import Spans
from sayso.ontology.things import is_holder, singular, system_at, things
from sayso.reader.parse import Parse
from sayso.records import Quantity, Span

# Between a number and the noun that it counts may stand these words.
PASSED = frozenset({"the", "its", "their", "his", "her", "our", "these", "those", "more", "other", "additional", "new"})
# Nouns whose singular is another word or none.
PLURALS = frozenset({"troops", "people", "arms", "forces", "goods", "supplies", "police", "men", "women", "children"})
# Words before "one" with which it counts nothing ("no one", "the one", "at one point").
BEFORE_ONE = frozenset({"no", "any", "some", "every", "each", "the", "this", "that", "only", "which", "number", "at"})
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
WORTH = "worth"
"""Behind a noun it opens what the thing costs, however it is tagged."""
_YEAR = re.compile(r"(?:19|20)\d\d")
CLOSING = frozenset({WORTH, '"', "”", "“"})
"""What cannot follow the first noun of what is counted."""
TIMES = "time"
"""What repeats and is no thing: "nine times"."""
REACH = 8
"""Words behind a number in which the noun that it counts may stand."""


@dataclass(frozen=True, slots=True)
class Counted:
    """An amount over words `[start, end)`, and the word for what it counts, None if no noun follows."""

    amount: Amount
    start: int
    end: int
    head: int | None

    def quantity(self, parse: Parse, unit: str | None = None) -> Quantity:
        """The record; its span goes on to the noun. `unit` stands where the words name none."""
        amount, end = self.amount, self.amount.span.end if self.head is None else parse.ends[self.head]
        return Quantity(
            span=Span(amount.span.start, max(end, amount.span.end)),
            value=amount.value,
            upper=amount.upper,
            bound=amount.bound,
            unit=amount.unit or (unit_noun(parse, self.head) if self.head is not None else unit),
        )


def counted(parse: Parse, dates: Iterable[Span]) -> tuple[Counted, ...]:
    """All amounts of a parsed text that lie in no date, in its order."""
    taken = Spans(dates)
    amounts = (a for a in find_amounts(parse.text) if not taken.touch(a.span))
    ranges = ((amount, words_in(parse, amount.span)) for amount in amounts)
    found = (_counted(parse, amount, words) for amount, words in ranges if words is not None)
    kept = (one for one in found if one is not None and not _names_system(parse, one.start))
    return tuple(one for one in kept if one.amount.kind != "number" or not _is_pronoun(parse, one))


def _is_year(parse: Parse, amount: Amount, head: int | None) -> bool:
    """Whether a number names a year: "a 2014 law", "the 2002 campaign"; troops and votes are counted in the plural."""
    bare = amount.span == amount.number and amount.kind == "number"
    plural = head is not None and parse.xpos[head] in PLURAL_TAGS
    return bare and not plural and bool(_YEAR.fullmatch(amount.span.of(parse.text)))


def _names_system(parse: Parse, number: int) -> bool:
    """Whether a number ends the name of a weapon system: "Leopard 2"."""
    words = [parse.word(i) for i in range(max(0, number - 2), number + 1)]
    named = (system_at(words, start) for start in range(len(words) - 1))
    return any(found is not None and found.end == len(words) for found in named)


def _counted(parse: Parse, amount: Amount, words: Range) -> Counted | None:
    head = _head(parse, words[1]) if amount.kind == "number" else None
    if _is_year(parse, amount, head):
        return None
    return Counted(amount, *words, head)


def _head(parse: Parse, at: int) -> int | None:
    """The noun that a number before word `at` counts: the last of the nouns that follow it."""
    if at >= len(parse):
        return None
    stop = min(at + REACH, parse.sentences[parse.sentence_of(at - 1)][1])
    at += at < stop and parse.word(at).lower() == "of"
    while at < stop and parse.word(at).lower() in PASSED:
        at += 1
    return last_noun(parse, at, stop)


def last_noun(parse: Parse, start: int, stop: int) -> int | None:
    """The head of the plain noun phrase that begins at a word: adjectives, compounds, names, then the noun."""
    last = None
    for i in range(start, stop):
        if last is not None and parse.word(i).lower() in CLOSING:
            break
        if parse.upos[i] in ("NOUN", "PROPN", "X"):
            if last is not None and parse.xpos[last] in PLURAL_TAGS and parse.deprels[last] != "compound":
                break
            last = i
        elif not inside_phrase(parse, i):
            break
    return last


def inside_phrase(parse: Parse, i: int) -> bool:
    """Whether a word can stand inside a noun phrase before its head."""
    if parse.upos[i] == "VERB":
        return parse.deprels[i] in ("amod", "compound")
    return parse.upos[i] in ("ADJ", "NUM", "SYM", "ADV", "PART") or parse.word(i) in ("-", "'s", "’s", '"', "“", "”")


def unit_noun(parse: Parse, head: int) -> str:
    """The noun that is counted, in the singular where it has one."""
    word = parse.word(head)
    if parse.upos[head] not in ("NOUN", "PROPN") or (head > 1 and parse.word(head - 1) == "-" and word[0].isdigit()):
        return _designation(parse, head)
    if word.lower() in PLURALS:
        return word.lower()
    known = singular(word.lower())
    if known in things() or is_holder(word):
        return known
    plural = parse.upos[head] == "PROPN" and parse.xpos[head] in PLURAL_TAGS
    lemma = singular(word) if plural else parse.lemmas[head]
    return lemma if parse.upos[head] == "PROPN" else lemma.lower()


def _designation(parse: Parse, head: int) -> str:
    """The name that a number ends: "F-16" of "forty F-16s"."""
    words = [parse.word(i) for i in range(max(0, head - 2), head + 1)]
    found = system_at(words, 0)
    return found.system.name if found is not None and found.end == len(words) else "".join(words)


def counts(parse: Parse, one: Counted) -> bool:
    """Whether a plain number counts something: a noun follows, and "one" is no pronoun."""
    if one.head is None or one.amount.modifier or parse.lemmas[one.head] == TIMES:
        return False
    return not _is_pronoun(parse, one)


def _is_pronoun(parse: Parse, one: Counted) -> bool:
    """Whether a number is the "one" of "no one", "one of them", "at one point"."""
    if parse.text[one.amount.number.start : one.amount.number.end].lower() != "one":
        return False
    before = parse.word(one.start - 1).lower() if one.start else ""
    return one.head != one.end or before in BEFORE_ONE
