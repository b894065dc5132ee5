"""What speaks for one article having been made out of another: named features, each with its reason.

All are shares or counts over the words of the later article ("its") and what the other has of them. They are weighed
in `data/copy_weights.csv`; a feature that has no weight there counts nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sayso.events.copies.wording import LEAST_QUOTED, RUN, Sentence, Wording, shingles

REASONS = {
    "any": "how rare copies are among articles that are worth comparing",
    "verbatim": "share of its words in runs of five that the other has: a copy keeps the words",
    "verbatim outside": "the same outside of quotations, which independent reports may share",
    "sentences": "share of its sentences that one sentence of the other, or two in a row, account for",
    "accounted": "share of its stems that the sentences closest to each of its own account for",
    "rest": "the same of those of its sentences that are not the other's: a rewrite says all of it in other words, who "
    "only lifts a part or fills in a form goes on with something else",
    "specifics": "share of its names and numbers that the other has: a rewrite brings none of its own",
    "own numbers": "how many numbers it has that the other lacks, as a logarithm: who counts anew has asked anew",
    "own quotations": "share of its words that are quotations the other lacks: who quotes anew has asked anew",
    "kept quotations": "share of its words that are quotations the other has, too",
    "told": "share of the other's names and numbers that it has: a rewrite tells most of what was told",
    "longer": "how much longer it is than the other, as a logarithm: who rewrites adds little",
    "credit": "it credits the other's publisher, or whom the other credits",
    "mention": "it names the other's publisher somewhere, which who follows up or adds does as well",
    "same publisher": "both come from one publisher, which follows up rather than copies",
}
ACCOUNTED = 0.5
"""A sentence is accounted for if at least this share of its stems, names and numbers is: two thirds of
the sentences of annotated copies and rewrites are, one in thirteen of those of other articles on the same happening."""
LITTLE = 0.1
"""Of an article: as much counts as half accounted for, so that one sentence of an editor's says nothing."""
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_count(specific: str) -> bool:
    """Whether a name or number is a number and not a year, which may stand for "last year" or "two years ago"."""
    return specific[0].isdigit() and not _YEAR.fullmatch(specific)


FORM_NUMBERS = 3
"""So many numbers of its own, and more than it shares, make of the same words a new report: a corrected toll is one or
two."""


@dataclass(frozen=True)
class Comparison:
    """One article (`a`) held against another (`b`), of which it may be a copy."""

    a: Wording
    b: Wording

    @cached_property
    def runs(self) -> list[bool]:
        """Which words of `a` stand in a run of words that `b` has."""
        return _covered(self.a.words, RUN, self.b.shingle_set)

    @cached_property
    def verbatim(self) -> float:
        """Share of the words of `a` in runs that `b` has."""
        return sum(self.runs) / max(1, len(self.runs))

    @cached_property
    def contained(self) -> float:
        """Share of the runs of words of `a` that `b` has; less than `verbatim` where the order of sentences differs."""
        return len(self.a.shingle_set & self.b.shingle_set) / max(1, len(self.a.shingle_set))

    @cached_property
    def outside(self) -> float:
        """The same outside of the quotations of `a`."""
        quoted = _covered(self.a.words, LEAST_QUOTED, self.a.quoted)
        rest = [run for run, said in zip(self.runs, quoted, strict=True) if not said]
        return sum(rest) / len(rest) if rest else self.verbatim

    @cached_property
    def longest(self) -> int:
        """The longest stretch of words that stand in runs that `b` has."""
        best = length = 0
        for run in self.runs:
            length = length + 1 if run else 0
            best = max(best, length)
        return best

    @cached_property
    def aligned(self) -> list[float]:
        """For each sentence of `a` the share that the closest place of `b` accounts for."""
        known, places = self.b.sentence_words, self.b.places
        return [1.0 if s.words in known and s.weight else _closest(s, places) for s in self.a.sentences]

    @cached_property
    def accounted(self) -> float:
        """Share of the stems, names and numbers of `a` that the closest sentences of `b` account for."""
        sizes = [s.weight for s in self.a.sentences]
        return sum(share * size for share, size in zip(self.aligned, sizes, strict=True)) / max(1, sum(sizes))

    @cached_property
    def rest(self) -> float:
        """How much of the sentences of `a` that are not the words of `b` is accounted for; near one half where there is
        little of them."""
        kept = accounted = start = 0.0
        for sentence, share in zip(self.a.sentences, self.aligned, strict=True):
            covered = sum(self.runs[int(start) : int(start) + len(sentence.words)])
            start += len(sentence.words)
            if 2 * covered < len(sentence.words):
                kept, accounted = kept + sentence.weight, accounted + share * sentence.weight
        little = LITTLE * sum(s.weight for s in self.a.sentences)
        return (accounted + little / 2) / (kept + little) if kept + little else 0.5

    @cached_property
    def similarity(self) -> float:
        """Share of the words of `a` that `b` accounts for: word for word, or sentence by sentence."""
        return round(max(self.verbatim, self.accounted), 4)

    @cached_property
    def is_form(self) -> bool:
        """Whether the two only fill in one form: in the words of `b` stand mostly numbers that `b` has not, as in daily
        reports of an army or of weather."""
        numbers = {one for one in self.a.specifics if one[0].isdigit()}
        own = len(numbers - self.b.specifics)
        return own >= FORM_NUMBERS and own > len(numbers) / 2

    def features(self) -> dict[str, float]:
        """The features by their names in `REASONS`."""
        return {"any": 1.0, **self._worded(), **self._particular(), **self._said(), **self._published()}

    def _worded(self) -> dict[str, float]:
        return {
            "verbatim": self.verbatim,
            "verbatim outside": self.outside,
            "sentences": sum(share >= ACCOUNTED for share in self.aligned) / max(1, len(self.aligned)),
            "accounted": self.accounted,
            "rest": self.rest,
            "longer": max(-1.5, min(1.5, math.log((len(self.a.words) + 1) / (len(self.b.words) + 1)))),
        }

    def _particular(self) -> dict[str, float]:
        own = self.a.specifics - self.b.specifics
        return {
            "specifics": _share(self.a.specifics, self.b.specifics),
            "told": _share(self.b.specifics, self.a.specifics),
            "own numbers": math.log1p(sum(map(is_count, own))),
        }

    def _said(self) -> dict[str, float]:
        words, quoted = max(1, len(self.a.words)), sum(map(len, self.a.quotations))
        kept = sum(sum(_covered(said, LEAST_QUOTED, self.b.fours)) for said in self.a.quotations)
        return {
            "own quotations": (quoted - kept) / words,
            "kept quotations": kept / words,
        }

    def _published(self) -> dict[str, float]:
        return {
            "credit": float(credits(self.a, self.b)),
            "mention": float(mentions(self.a, self.b)),
            "same publisher": float(bool(self.a.named) and self.a.named == self.b.named),
        }


def credits(a: Wording, b: Wording) -> bool:
    """Whether `a` credits the publisher of `b`, or an agency that `b` credits."""
    names = {b.named, initials(b.named), *b.credits, *b.cited} - {"", a.named, initials(a.named)}
    return not (a.credits | a.cited).isdisjoint(names)


def mentions(a: Wording, b: Wording) -> bool:
    """Whether `a` names the publisher of `b` anywhere."""
    return len(b.named) > SHORTEST_NAME and b.named != a.named and b.named in a.lowered


def credits_itself(a: Wording) -> bool:
    """Whether an article names its own publisher as an agency does."""
    return bool(a.named) and bool(a.credits & {a.named, initials(a.named)})


def credits_others(a: Wording) -> bool:
    """Whether an article credits anybody but itself; to cite an agency is not to credit it."""
    return bool(a.credits - {a.named, initials(a.named)})


SHORTEST_NAME = 3
"""A publisher's name of so many letters is no evidence when it stands in a text."""


def initials(name: str) -> str:
    """The first letters of a name of several words."""
    words = name.split()
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _covered(words: Sequence[str], run: int, known: frozenset[str]) -> list[bool]:
    """Which words stand in a run of so many words that is known."""
    covered = [False] * len(words)
    for start, shingle in enumerate(shingles(words, run)):
        if shingle in known:
            covered[start : start + run] = [True] * min(run, len(words) - start)
    return covered


def _closest(sentence: Sentence, places: Mapping[str, Sequence[int]]) -> float:
    """The share of a sentence that the closest place accounts for."""
    found: dict[int, int] = {}
    whole = sentence.weight
    for item, weight in sentence.items.items():
        known = places.get(item)
        if known is not None and not known:
            whole -= weight
        for place in known or ():
            found[place] = found.get(place, 0) + weight
    return max(found.values()) / whole if found else 0.0


def _share(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part & whole) / len(part) if part else 0.5
