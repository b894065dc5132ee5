"""Word ranges and the tree: which words a phrase covers, and which word stands for a range.

A range is half-open, `(start, end)`, over the words of a `Parse`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from sayso.actors.tree import remembered
from sayso.reader.parse import Parse
from sayso.records import Span

Range = tuple[int, int]

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM"})
_HEADS = NOMINAL - {"DET", "ADJ"}
# What hangs on a noun and is no part of its name, title or apposition.
_CLAUSES_ON_NOUNS = frozenset(
    {"acl:relcl", "acl", "parataxis", "advcl", "advcl:relcl", "ccomp", "csubj", "punct", "cop"}
)
# What hangs on a nominal that happens to be a predicate ("he is a minister"), so it belongs to the clause.
_OF_THE_CLAUSE = frozenset(
    {"nsubj", "nsubj:pass", "cop", "aux", "aux:pass", "mark", "obl", "advmod", "discourse", "dep"}
)
_EDGE = frozenset({"PUNCT"})


def head_of(parse: Parse, words: Range) -> int:
    """The word of a range whose own head lies outside of it; of several the first that is nominal, else the first."""
    start, end = words
    tops = [i for i in range(start, end) if not start <= parse.heads[i] < end and parse.upos[i] != "PUNCT"]
    return next((i for i in tops if parse.upos[i] in _HEADS), tops[0] if tops else start)


@remembered
def noun_phrase(parse: Parse, head: int, *, conjuncts: bool = True) -> Range:
    """The whole noun phrase of a head with title and apposition, without preposition, relative clause or predicate.

    It is contiguous: what a dropped dependent cuts off is left out. `conjuncts` keeps what is coordinated with it.
    """
    return _spread(parse, head, _kept(parse, head, conjuncts=conjuncts))


def _spread(parse: Parse, head: int, kept: set[int]) -> Range:
    """The contiguous range of kept words around a head."""
    start = end = head
    while start - 1 in kept or _bridges(parse, start - 1, kept, -1):
        start -= 1
    while end + 1 in kept or _bridges(parse, end + 1, kept, +1):
        end += 1
    return trimmed(parse, (start, end + 1))


# Relations of clauses that are told as the content of a noun or verb, and what is no part of what they say.
_CONTENTS = frozenset({"xcomp", "ccomp", "acl", "advcl", "csubj"})
_BESIDE_CONTENTS = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "parataxis", "punct", "discourse"})
_LINKS = frozenset({"mark", "cc", "case"})


def is_open_clause(parse: Parse, head: int) -> bool:
    """Whether a word is the verb of a clause that another word has as its content: "asked him to *withdraw*"."""
    return parse.upos[head] in ("VERB", "AUX") and parse.deprels[head] in _CONTENTS


def clause_phrase(parse: Parse, head: int) -> Range:
    """The words of a clause that says what is asked for, with its subject, without "to" or "that" and asides.

    "(Asked that) the soldiers return to their barracks", "(ordered them to) stop treating it as theirs".
    """
    kept, queue = {head}, [head]
    while queue:
        for child in parse.children(queue.pop()):
            if parse.deprels[child] not in _BESIDE_CONTENTS:
                kept.add(child)
                queue.append(child)
    start, end = _spread(parse, head, kept)
    while start < head and parse.deprels[start] in _LINKS:
        start += 1
    while end - 1 > head and parse.deprels[end - 1] in _LINKS:
        end -= 1
    return trimmed(parse, (start, end))


def _kept(parse: Parse, head: int, *, conjuncts: bool) -> set[int]:
    predicate = any(parse.deprels[c] in ("cop", "nsubj") for c in parse.children(head))
    dropped = _CLAUSES_ON_NOUNS | (_OF_THE_CLAUSE if predicate else set())
    kept, queue = {head}, [head]
    while queue:
        for child in parse.children(queue.pop()):
            if parse.deprels[child] == "conj" and parse.heads[child] == head and not conjuncts:
                continue
            if parse.deprels[child] not in dropped and not _leading_case(parse, child, head):
                kept.add(child)
                queue.append(child)
    return kept


def _leading_case(parse: Parse, child: int, head: int) -> bool:
    return parse.heads[child] == head and child < head and parse.deprels[child] in ("case", "cc", "mark")


def _bridges(parse: Parse, i: int, kept: set[int], step: int) -> bool:
    """Punctuation, between two kept words, belongs to the phrase, be a hyphen taken for a sign or not."""
    if not 0 <= i < len(parse) or not (parse.upos[i] == "PUNCT" or parse.word(i) == "-"):
        return False
    return i + step in kept and parse.sentence_of(i) == parse.sentence_of(i + step)


def trimmed(parse: Parse, words: Range) -> Range:
    """A range without punctuation at its edges, unless it is a bracket or quotation mark whose pair is inside."""
    start, end = words
    while end - start > 1 and _loose(parse, end - 1, (start, end)):
        end -= 1
    while end - start > 1 and _loose(parse, start, (start, end)):
        start += 1
    return start, end


_PAIRS = {
    ")": "(",
    "]": "[",
    "\u201d": "\u201c",
    "\u2019": "\u2018",
    '"': '"',
    "''": "''",
    "'": "'",
    "\u00bb": "\u00ab",
}
_PAIRS |= {opening: closing for closing, opening in _PAIRS.items() if closing != opening}


def _loose(parse: Parse, i: int, words: Range) -> bool:
    if parse.upos[i] not in _EDGE and parse.word(i) not in _PAIRS:
        return False
    pair = _PAIRS.get(parse.word(i))
    return pair is None or not any(parse.word(k) == pair for k in range(*words) if k != i)


def words_in(parse: Parse, span: Span) -> Range | None:
    """The words that overlap a character span, or None."""
    start, end = bisect_right(parse.ends, span.start), bisect_left(parse.starts, span.end)
    return (start, end) if start < end else None


def runs(words: Iterable[int]) -> tuple[Range, ...]:
    """Word indexes as the contiguous ranges they form, in text order."""
    found: list[Range] = []
    for i in sorted(set(words)):
        if found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return tuple(found)


def overlap(a: Range, b: Range) -> bool:
    """Whether two ranges share a word."""
    return a[0] < b[1] and b[0] < a[1]


def inside(a: Range, b: Range) -> bool:
    """Whether range `a` lies in range `b`."""
    return b[0] <= a[0] and a[1] <= b[1]
