"""Whether one article is a copy, a rewrite or a part of another: the exact check of a pair."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import msgspec

from sayso.claims.linear import logistic, total
from sayso.events.copies.credits import ROOM
from sayso.events.copies.features import Comparison, credits, credits_itself, credits_others, mentions
from sayso.events.copies.wording import RUN, Wording
from sayso.ontology.tables import rows
from sayso.records import content_id

VERBATIM = 0.7
"""An article of which this share of the words stands in the other, outside of quotations too, is a copy, whatever else
speaks for or against it. Annotated copies, and Wikinews articles that were cut, credited or put in another order, have
0.89 and more."""
IN_ITS_WORDS = 0.2
"""What the weights take for made out of the other is a copy from this share of its words outside of quotations on, and
below a rewrite. Wikinews articles of which three words in ten were changed have 0.27 and more, annotated rewrites at
most 0.01."""
GOES_ON = 0.4
"""What is in the other's words for the most part, but not so far that it is a copy anyhow, must have this share of its
other sentences accounted for. Reworded Wikinews articles have 0.68 and more; interviews with one list of questions,
which are the other's words by half, 0.3."""
LIFTED = 20
"""So many words in a row that the other has make a part of it. Of annotated articles on one happening that are no
copies the longest run has 12 words at most, but for two pairs with 17 and 25."""
LIKELY = 0.5
WORTH = 0.25
"""Articles are held against one another if they share this part of the names and numbers of the one with fewer ..."""
SHARED_RUNS = LIFTED - RUN + 1
"""... or as many runs of words as a part that was lifted ..."""
SHARED_PART = 0.05
"""... or this part of the runs of the shorter one. Annotated copies and rewrites share two thirds of names and
numbers and more."""


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """What comes of two articles, in both directions; what a store keeps of a pair.

    `kind` says what `a` is to `b` (`copy`, `rewrite`, `partial` or empty), `similarity` what share of `a` the other
    accounts for, `runs` what share of its runs of five words `b` has, `chance` how likely it was made out of `b`; those
    with `back` say the same of `b`. `credit` is above 0 if `a` credits `b` or others, or `b` credits itself; below 0
    the other way round. `words` and `back_words` are their lengths.
    """

    a: str
    b: str
    kind: str = ""
    similarity: float = 0.0
    runs: float = 0.0
    chance: float = 0.0
    back_kind: str = ""
    back_similarity: float = 0.0
    back_runs: float = 0.0
    back_chance: float = 0.0
    credit: int = 0
    words: int = 0
    back_words: int = 0

    @property
    def counts(self) -> bool:
        """Whether either was made out of the other, wholly or in part."""
        return bool(self.kind or self.back_kind)

    def turned(self) -> Compared:
        """The same pair seen from the other article."""
        return Compared(
            a=self.b, b=self.a, kind=self.back_kind, similarity=self.back_similarity, runs=self.back_runs,
            chance=self.back_chance, back_kind=self.kind, back_similarity=self.similarity, back_runs=self.runs,
            back_chance=self.chance, credit=-self.credit, words=self.back_words, back_words=self.words,
        )  # fmt: skip


def compare(a: Wording, b: Wording, *, ids: tuple[str, str] = ("", "")) -> Compared:
    """What two articles are to one another.

    Args:
        a: one article.
        b: the other.
        ids: of both, for the record.
    """
    if not _is_worth(a, b):
        return Compared(a=ids[0], b=ids[1], words=len(a.words), back_words=len(b.words))
    there, back = judged(Comparison(a, b)), judged(Comparison(b, a))
    return Compared(
        a=ids[0], b=ids[1], kind=there.kind, similarity=there.similarity, runs=there.runs, chance=there.chance,
        back_kind=back.kind, back_similarity=back.similarity, back_runs=back.runs, back_chance=back.chance,
        credit=_credit(a, b) - _credit(b, a), words=len(a.words), back_words=len(b.words),
    )  # fmt: skip


def _credit(a: Wording, b: Wording) -> int:
    """How much speaks for `a` having been taken over: it credits `b`, or anybody but itself."""
    return 2 * (credits(a, b) or mentions(a, b)) + credits_others(a) - credits_itself(a)


def _is_worth(a: Wording, b: Wording) -> bool:
    fewer = min(len(a.specifics), len(b.specifics))
    if fewer and len(a.specifics & b.specifics) >= WORTH * fewer:
        return True
    runs, shorter = len(a.shingle_set & b.shingle_set), min(len(a.shingle_set), len(b.shingle_set))
    return runs >= min(SHARED_RUNS, max(1, SHARED_PART * shorter))


@dataclass(frozen=True, slots=True)
class Judged:
    """What an article is to another, in one direction; fields as in `Compared`."""

    kind: str = ""
    similarity: float = 0.0
    runs: float = 0.0
    chance: float = 0.0


def judged(comparison: Comparison) -> Judged:
    """What an article is to another; the kind is empty if it is no copy, rewrite or part."""
    if not comparison.a.words or not comparison.b.words:
        return Judged()
    features = comparison.features()
    chance = round(logistic(total(weights(), features)), 4)
    shares = comparison.similarity, round(comparison.contained, 4)
    if min(comparison.verbatim, comparison.outside) >= VERBATIM and not comparison.is_form:
        return Judged("copy", *shares, max(chance, LIKELY))
    in_its_words = comparison.outside >= IN_ITS_WORDS
    if chance >= LIKELY and not comparison.is_form and not (in_its_words and comparison.rest < GOES_ON):
        return Judged("copy" if in_its_words else "rewrite", *shares, chance)
    return Judged("partial" if comparison.longest >= LIFTED else "", *shares, chance)


METHOD = content_id(
    4, VERBATIM, GOES_ON, IN_ITS_WORDS, LIFTED, LIKELY, WORTH, *(row.items() for row in rows("copy_weights", room=ROOM))
)
"""Another one with each change of the way in which articles are compared: comparisons that were kept are then void.
The first part is raised by hand when keys or features change."""


@cache
def weights() -> dict[str, float]:
    """The weight of each feature."""
    return {row["feature"]: float(row["weight"]) for row in rows("copy_weights", room=ROOM)}
