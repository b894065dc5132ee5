"""The two whom a text sets against each other, or who deal with each other: whom "both sides" means first.

"Chad accused Libya. Niger and Mali called for calm. Both sides …": the sides are Chad and Libya. States that mediate or
call for calm are outside of the matter, however near they stand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

from sayso.actors.generic import is_country
from sayso.claims.parties import dealings
from sayso.reader.parse import Parse

_SUBJECTS = ("nsubj", "nsubj:pass")
_NOMINAL = ("NOUN", "PROPN")
_TOWARDS = frozenset({"with", "against", "at", "on", "to", "by"})
_PAIR = 2


class Rivals:
    """The pairs of a text.

    Args:
        parse: words and tree.
        codes_of: codes of a noun or name, also those that are only likely ("the army"); empty if it names nobody.
    """

    def __init__(self, parse: Parse, codes_of: Callable[[int], tuple[str, ...]]) -> None:
        self._parse = parse
        self._codes_of = codes_of
        self._found: list[tuple[int, tuple[str, ...]]] | None = None

    def before(self, i: int, *, reach: int) -> tuple[int, tuple[str, ...]] | None:
        """The last pair told before a word and at most `reach` sentences back, with the word that tells it.

        None if there is none, or if a later sentence deals with two states of which one is another.
        """
        told = self._told
        last = bisect_left(told, (i, ())) - 1
        if last < 0:
            return None
        at, codes = told[last]
        here = self._parse.sentence_of(i)
        behind = range(self._parse.sentence_of(at) + 1, here + 1)
        if len(behind) > reach or any(self._turns_elsewhere(n, codes, i) for n in behind):
            return None
        return at, codes

    def is_outside(self, at: int) -> bool:
        """Whether the verb of a subject is one of those who stand outside: "Egypt and Chad called for calm"."""
        verb = self._parse.heads[at]
        return verb >= 0 and self._parse.lemmas[verb].lower() in dealings("outside")

    def _turns_elsewhere(self, sentence: int, pair: tuple[str, ...], end: int) -> bool:
        """Whether a sentence, up to a word, names two states of which one is none of the pair."""
        parse = self._parse
        start, stop = parse.sentences[sentence]
        words = range(start, min(stop, end))
        named = (i for i in words if parse.upos[i] in ("PROPN", "ADJ"))
        codes = {code for i in named for code in self._codes_of(i) if is_country(code)}
        if len(codes) < _PAIR or codes >= set(pair):
            return False
        return not any(parse.lemmas[i].lower() in dealings("outside") for i in words)

    @property
    def _told(self) -> list[tuple[int, tuple[str, ...]]]:
        if self._found is None:
            self._found = [(verb, codes) for verb in self._verbs() if len(codes := self._pair(verb)) == _PAIR]
        return self._found

    def _verbs(self) -> Iterator[int]:
        verbs = dealings("against") | dealings("together")
        for i, lemma in enumerate(self._parse.lemmas):
            if lemma.lower() in verbs and self._parse.upos[i] == "VERB":
                yield i

    def _pair(self, verb: int) -> tuple[str, ...]:
        """The codes of a joint subject of two, else of one subject and whom the verb is aimed at."""
        parse, below = self._parse, self._parse.children(verb)
        subject = next((c for c in below if parse.deprels[c] in _SUBJECTS and parse.upos[c] in _NOMINAL), None)
        if subject is None:
            return ()
        first = self._joint(subject)
        if len(first) != 1 or parse.lemmas[verb].lower() in dealings("together"):
            return first
        aimed_at = [c for c in below if c > verb and self._is_aimed_at(c)]
        if verb + 1 < len(parse) and parse.upos[verb + 1] == "PROPN":
            aimed_at.append(verb + 1)  # "accused Ecuador of an attack", where the tree hangs it on the attack
        other = next((codes for c in aimed_at if (codes := self._joint(c))), ())
        return () if len(other) != 1 or other == first else first + other

    def _is_aimed_at(self, i: int) -> bool:
        parse = self._parse
        if parse.upos[i] not in _NOMINAL:
            return False
        if parse.deprels[i] in ("obj", "iobj"):
            return True
        marks = (parse.folded[c] for c in parse.children(i) if c < i)
        return parse.deprels[i].startswith("obl") and not _TOWARDS.isdisjoint(marks)

    def _joint(self, head: int) -> tuple[str, ...]:
        parse = self._parse
        found = [head, *(c for c in parse.children(head) if parse.deprels[c] == "conj" and parse.upos[c] in _NOMINAL)]
        return tuple(dict.fromkeys(code for i in found for code in self._codes_of(i)))
