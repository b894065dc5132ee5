"""The words by which somebody denies what was told without naming it: "denied it", "says it did not", "a lie".

Found by the order of words, around a verb of denying, calling or saying; what denies without such a verb is in
`sayso.claims.bare_denials`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.claims.asides import NEGATIVE
from sayso.claims.bare_denials import (
    ACCUSATIONS,
    BE,
    DID,
    IT,
    NEAR,
    REJECTING,
    THEY,
    Said,
    answers,
    apposed,
    calls,
    end_of,
    names_told,
    said_untrue,
    stops,
    untrue,
)
from sayso.claims.chains import Chains
from sayso.claims.factuality_words import DENYING, is_telling, names_of
from sayso.claims.uninvolved import SHARES
from sayso.reader.parse import Parse
from sayso.records import Attribution

_SAYING = frozenset(
    "say insist maintain reply respond counter retort state assert argue claim tell repeat stress swear declare".split()
)
# "Did no such thing", "denies having done so", "denied doing that".
_NO_SUCH_THING = ("no", "such", "thing")
_DONE = frozenset({"done", "doing"})
_SO = frozenset({"so", "that", "it", "this"})
_DETERMINERS = frozenset({"the", "these", "those", "such", "all", "both"})
_GOES_ON = frozenset({"as", "and", "but", "while", "on", "in", "at", "through", "when"})
# "Disputes the second part" is no denial of a deed.
_SHARES = SHARES - {"part", "share"}
# "None did", "no such promise": words that deny whatever was told.
_NOBODYS = frozenset({"none", "no"})


class Denial(NamedTuple):
    """The words that deny, and the verb whose subject does.

    `told` is the noun by which they name what they deny, or which they stand in apposition to; `apposed` whether they
    do; `by` who denies it in a passive, `answer` the attribution of what is said without a verb in front of it.
    """

    words: tuple[int, int]
    verb: int
    told: int | None = None
    apposed: bool = False
    by: int | None = None
    answer: Attribution | None = None

    def of_told(self, parse: Parse) -> bool:
        """Whether the words name what they deny by a noun for what is told: "the allegations", "the claims"."""
        return self.told is not None or self._noun(parse) is not None

    def _noun(self, parse: Parse) -> int | None:
        if self.apposed or self.answer is not None:
            return None
        near = range(self.verb + 1, min(self.verb + NEAR, len(parse)))
        return next((i for i in near if is_telling(parse, i)), None)

    def of_anybody(self, parse: Parse) -> bool:
        """Whether another than the one whose deed was told may deny it so: a report, what is in apposition to it, a
        charge only where it is called untrue."""
        if self.apposed:
            return True
        noun = self._noun(parse) if self.told is None else self.told
        if noun is None:
            return parse.folded[self.words[0]] in _NOBODYS
        charged = not ACCUSATIONS.isdisjoint(names_of(parse, noun))
        called = self.words[0] != self.verb or self.answer is not None
        return not charged or called or untrue(parse, noun + 1) is not None


def denials(parse: Parse, chains: Chains) -> Iterator[Denial]:
    """The places of a text where somebody denies what was told without naming it, each once."""
    seen: set[int] = set()
    for denial in (
        *_by_verbs(parse),
        *(Denial(s.words, s.words[0], s.told, answer=a) for s, a in answers(parse, chains)),
    ):
        if denial.words[0] not in seen:
            seen.add(denial.words[0])
            yield denial


def _by_verbs(parse: Parse) -> Iterator[Denial]:
    for verb in range(len(parse)):
        if parse.upos[verb] not in ("VERB", "AUX") or _is_denied(parse, verb):
            continue
        if (verdict := apposed(parse, verb)) is not None:
            yield Denial(verdict.words, verb, verdict.told, apposed=True, by=verdict.by)
            continue
        found = _plain(parse, verb) or _called_untrue(parse, verb)
        if found is not None:
            yield Denial(found, verb)
        elif (said := _says_not(parse, verb)) is not None:
            yield Denial(said.words, verb, said.told)


def _is_denied(parse: Parse, verb: int) -> bool:
    start = parse.sentences[parse.sentence_of(verb)][0]
    return not NEGATIVE.isdisjoint(parse.folded[max(start, verb - NEAR + 1) : verb])


def _plain(parse: Parse, verb: int) -> tuple[int, int] | None:
    """ "Denied it", "denies the allegations", "which Moscow denies"."""
    names = names_of(parse, verb)
    denies, rejects = not DENYING.isdisjoint(names), not REJECTING.isdisjoint(names)
    if not (denies or rejects) or parse.xpos[verb] == "VB":
        return None
    end, told = _object(parse, verb + 1)
    if end is None and (share := _share(parse, verb + 1)) is not None:
        end, told = share, True
    if denies and (done := _having_done(parse, verb + 1) or _that_they_did(parse, verb + 1)) is not None:
        return done
    which = "which" in parse.folded[max(0, verb - NEAR) : verb] and _ends(parse, verb + 1)
    if denies and (which or end is not None):
        return verb, verb + 1
    return (verb, verb + 1) if end is not None and (told or untrue(parse, end) is not None) else None


def _having_done(parse: Parse, i: int) -> tuple[int, int] | None:
    """The "done so" or "doing that" that begins at a word, or behind "having" there."""
    i += parse.folded[i : i + 1] == ["having"]
    done = parse.folded[i : i + 2]
    ends = len(done) == 2 and done[0] in _DONE and done[1] in _SO and _ends(parse, i + 2)
    return (i, i + 2) if ends else None


def _that_they_did(parse: Parse, i: int) -> tuple[int, int] | None:
    """The "did" of "that its officers did" behind "denies"."""
    if parse.folded[i : i + 1] != ["that"]:
        return None
    did = next((k for k in range(i + 2, min(i + 2 + NEAR, len(parse))) if parse.folded[k] in DID), None)
    return (did, did + 1) if did is not None and stops(parse, did + 1) else None


def _object(parse: Parse, i: int) -> tuple[int | None, bool]:
    """Where the object ends that begins at a word and points back, and whether it is a noun for what is told."""
    if i < len(parse) and parse.folded[i] in IT and _ends(parse, i + 1):
        return i + 1, False
    if i >= len(parse) or parse.folded[i] not in _DETERMINERS:
        return None, False
    noun = i + 1
    while noun < len(parse) - 1 and parse.upos[noun] in ("ADJ", "DET"):
        noun += 1
    return (noun + 1, True) if names_told(parse, noun) and _ends(parse, noun + 1) else (None, False)


def _share(parse: Parse, i: int) -> int | None:
    """Where the "responsibility" or "any involvement" ends that begins at a word and ends the clause."""
    while i < len(parse) - 1 and (parse.upos[i] in ("DET", "ADJ") or parse.deprels[i] == "nmod:poss"):
        i += 1
    share = i < len(parse) and not _SHARES.isdisjoint(names_of(parse, i)) and parse.upos[i] == "NOUN"
    return i + 1 if share and _ends(parse, i + 1) and parse.folded[i + 1 : i + 2] not in (["in"], ["on"]) else None


def _ends(parse: Parse, i: int) -> bool:
    """Whether nothing of an object follows."""
    return i >= len(parse) or parse.upos[i] in ("PUNCT", "ADV") or parse.folded[i] in _GOES_ON


def _called_untrue(parse: Parse, verb: int) -> tuple[int, int] | None:
    """ "Called that a lie", "branded the claims false"."""
    if not calls(parse, verb):
        return None
    noun = verb + 1
    if noun < len(parse) and parse.folded[noun] in _DETERMINERS:
        noun += 1
        if not names_told(parse, noun):
            return None
    elif noun >= len(parse) or parse.folded[noun] not in IT:
        return None
    wrong = untrue(parse, noun + 1)
    if wrong is None:
        return None
    end = end_of(parse, wrong)
    return (wrong, end) if _ends(parse, end) else None


def _says_not(parse: Parse, verb: int) -> Said | None:
    """ "Says it did not", "said that was not true", "said the memo was a forgery"."""
    if _SAYING.isdisjoint(names_of(parse, verb)):
        return None
    behind = parse.folded[verb + 1 : verb + 3]
    first = verb + 2 if len(behind) == 2 and behind[0] == "that" and behind[1] not in BE else verb + 1
    words = parse.folded[first : first + 3]
    if len(words) == 3 and words[0] in THEY and words[1] in DID and words[2] in NEGATIVE and stops(parse, first + 3):
        return Said((first + 1, first + 3))
    if (thing := _no_such_thing(parse, first)) is not None:
        return Said(thing)
    return said_untrue(parse, first)


def _no_such_thing(parse: Parse, first: int) -> tuple[int, int] | None:
    """ "It did no such thing", "they had done no such thing"."""
    verb = next((i for i in range(first + 1, first + 3) if parse.folded[i : i + 1] in (["did"], ["done"])), None)
    if verb is None or parse.folded[first] not in THEY:
        return None
    thing = tuple(parse.folded[verb + 1 : verb + 4]) == _NO_SUCH_THING and stops(parse, verb + 4)
    return (verb, verb + 4) if thing else None
