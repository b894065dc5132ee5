"""A "No." before a sentence answers what was asked; what is told next is told all the same.

"No. Russia attacked us": the attack is asserted. Only a negation of the sentence's own denies it ("No. We did not go").
"""

from __future__ import annotations

from sayso.claims.surface import Change
from sayso.claims.turns import is_label
from sayso.reader.parse import Parse

_NO = frozenset({"no", "nope"})
_NOT = (("not", "at", "all"), ("absolutely", "not"), ("certainly", "not"), ("of", "course", "not"), ("not", "true"))
_ENDS = frozenset({".", "!", ",", ";", "\u2014", "\u2013", "-"})
_QUOTES = frozenset({'"', "\u201c", "'", "\u2018"})
_BEFORE = _QUOTES | {"-", "\u2014", ":"}
_LONGEST = 8
"""Words of a sentence that is nothing but such an answer, signs counted."""
_NEGATIVE = frozenset({"not", "n't", "never", "no", "nobody", "none", "nothing", "neither", "nor", "without", "deny"})


def is_after_no(parse: Parse, word: int) -> bool:
    """Whether a word stands in a sentence that follows a "No" as its answer, with no negation of its own before it."""
    start, _ = parse.sentences[number := parse.sentence_of(word)]
    quoted = (i for i in range(start, word) if parse.folded[i] in _QUOTES)  # 'the minister said: "No. Chad did"'
    behind = next((end for i in (start, *quoted) if (end := _behind_no(parse, i)) is not None), None)
    if behind is None and number:
        before, end = parse.sentences[number - 1]
        behind = start if end - before <= _LONGEST and _behind_no(parse, before) == end else None
    return behind is not None and behind <= word and _NEGATIVE.isdisjoint(parse.folded[behind:word])


def _behind_no(parse: Parse, start: int) -> int | None:
    """The word behind the "No." that a sentence begins with, quotation marks and the label of a turn left out."""
    words, i = parse.folded, start
    if start + 1 < len(parse) and words[start + 1] == ":" and is_label(parse.word(start)):
        i += 2
    while i < len(parse) and words[i] in _BEFORE:
        i += 1
    no = 1 if words[i : i + 1] and words[i] in _NO else _length(words[i : i + 3])
    return i + no + 1 if no and words[i + no : i + no + 1] and words[i + no] in _ENDS else None


def _length(words: list[str]) -> int:
    return next((len(no) for no in _NOT if tuple(words[: len(no)]) == no), 0)


def not_at_all(parse: Parse, i: int) -> Change | None:
    """ "Not at all. Iran seized the ship": the answer "not at all" negates nothing of the sentence behind it."""
    if parse.folded[i] != "not" or parse.deprels[i] == "discourse" or parse.heads[i] < 0:
        return None
    behind = _behind_no(parse, parse.sentences[parse.sentence_of(i)][0])
    return (i, parse.heads[i], "discourse") if behind is not None and i < behind <= parse.heads[i] else None
