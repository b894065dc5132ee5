"""Which article is whose copy: from pairs that were compared to one original for each group.

Of two articles the original is the one that was published earlier; then the one that does not credit the other, or that
credits itself; then the one in whose words more of all its copies stands; then the longer; then the one whose id comes
first. Where only one of the two can have been made out of the other, because the other says much that it does not, that
decides, unless it is older by more than a day: then the later one repeats a part. Credits of the other's
publisher decide even so, and of rewrites all credits.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.events.copies.compare import Compared
from sayso.events.copies.sketch import day_of
from sayso.records import Copy

Dates = Mapping[str, str | None]

SLACK = 1
"""Days by which a copy may seem older than its original: time zones, and dates of the last change."""
CREDITED = -2
"""From here on the other one names this one's publisher: a report that names a wire has it from there, be it longer."""
NEARER = 0.1
"""An article is a copy of a copy too if that accounts for so much more of it than the original: a copy of a rewrite is,
two copies of one original are not of one another."""


@dataclass(frozen=True, slots=True)
class Made:
    """One article made out of another; `similarity` as in `Copy`."""

    article: str
    of: str
    kind: str
    similarity: float
    chance: float

    @property
    def closeness(self) -> float:
        """How near the two are, for choosing among several."""
        return self.similarity * self.chance


def originals(pairs: Iterable[Compared], published: Dates, *, partial: bool = True) -> list[Copy]:
    """The rows of all articles that repeat another, sorted.

    Args:
        pairs: what was compared, in any order; a pair may stand there in either direction.
        published: ISO dates by article; one that is missing or None is unknown.
        partial: whether to give also articles of their own that repeat a part.

    Returns: for each copy or rewrite a row with the original of its group, and one with the copy that it was made out
    of where that is clearly nearer; for each part a row with the original that it comes from.
    """
    held = [pair for pair in pairs if pair.counts]
    standing = standings(held, published)
    made = sorted((made_of(pair, standing) for pair in held), key=_by_article)
    parents = _parents([d for d in made if d.kind != "partial"], standing)
    known = {(d.article, d.of): d for d in made if d.kind != "partial"}
    rows = [row for article in parents for row in _rows(article, parents, known)]
    if partial:
        rows += _parts((d for d in made if d.kind == "partial"), parents)
    return sorted(rows)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an article when it comes to who was first: its day, and what share of others, added
    up, stands in its words."""

    published: str | None
    accounts: float = 0.0


def standings(pairs: Iterable[Compared], published: Dates) -> dict[str, Standing]:
    """Of every article that stands in a pair."""
    sums: dict[str, list[float]] = {}
    for pair in pairs:
        for one in (pair, pair.turned()):
            sums.setdefault(one.b, []).append(one.runs if _whole(one.kind) else 0.0)
    return {key: Standing(published.get(key), round(math.fsum(shares), 6)) for key, shares in sums.items()}


def made_of(pair: Compared, standing: Mapping[str, Standing]) -> Made:
    """Which of two articles was made out of the other, wholly or in part."""
    there, back = _whole(pair.kind), _whole(pair.back_kind)
    later = pair if _is_later(pair, standing) else pair.turned()
    if there == back:
        return _made(later, later.kind if there else "partial")
    one = pair if there else pair.turned()
    if one.kind == "rewrite" and one.credit < 0 and later != one:
        return _made(later, "rewrite")
    if one.kind == "copy" and one.credit <= CREDITED and later != one:
        return _made(later, "partial")
    if one == later or not _is_much_older(standing[one.a].published, standing[one.b].published):
        return _made(one, one.kind)
    return _made(later, "partial")


def _made(pair: Compared, kind: str) -> Made:
    return Made(pair.a, pair.b, kind, pair.similarity, pair.chance)


def _whole(kind: str) -> bool:
    return kind in ("copy", "rewrite")


def _is_later(pair: Compared, standing: Mapping[str, Standing]) -> bool:
    """Whether `a` comes behind `b`."""
    a, b = standing[pair.a], standing[pair.b]
    days = day_of(a.published), day_of(b.published)
    if days[0] and days[1] and days[0] != days[1]:
        return days[0] > days[1]
    return (-pair.credit, a.accounts, pair.words, pair.b) < (pair.credit, b.accounts, pair.back_words, pair.a)


def _is_much_older(a: str | None, b: str | None) -> bool:
    first, second = day_of(a), day_of(b)
    return first is not None and second is not None and (second - first).days > SLACK


def _by_article(made: Made) -> tuple[str, str]:
    return made.article, made.of


def _parents(made: Iterable[Made], standing: Mapping[str, Standing]) -> dict[str, Made]:
    """For each article that was made out of another the closest, without circles."""
    found: dict[str, Made] = {}
    for one in made:
        if one.article not in found or one.closeness > found[one.article].closeness:
            found[one.article] = one
    for article in sorted(found, key=lambda a: (standing[a].published or "9999", a)):
        if article in found and _comes_back(article, found):
            del found[article]
    return found


def _comes_back(article: str, parents: Mapping[str, Made]) -> bool:
    return article in _line(article, parents)[1:]


def _line(article: str, parents: Mapping[str, Made]) -> list[str]:
    """An article, what it was made out of, what that was made out of, and so on."""
    line = [article]
    while line[-1] in parents and (above := parents[line[-1]].of):
        line.append(above)
        if above in line[:-1]:
            break
    return line


def _rows(article: str, parents: Mapping[str, Made], known: Mapping[tuple[str, str], Made]) -> Iterator[Copy]:
    """The row with the original, and the one with a nearer copy."""
    line, nearest = _line(article, parents), parents[article]
    direct = known.get((article, line[-1])) or _through([parents[one] for one in line[:-1]])
    yield Copy(article=article, of=direct.of, kind=direct.kind, similarity=direct.similarity)
    if len(line) > 2 and nearest.similarity - direct.similarity >= NEARER:
        yield Copy(article=article, of=nearest.of, kind=nearest.kind, similarity=nearest.similarity)


def _through(line: list[Made]) -> Made:
    """What an article is to the last of a line of copies: a rewrite if any step was one."""
    similarity = chance = 1.0
    for step in line:
        similarity, chance = similarity * step.similarity, chance * step.chance
    kind = "rewrite" if any(step.kind == "rewrite" for step in line) else "copy"
    return Made(line[0].article, line[-1].of, kind, round(similarity, 4), chance)


def _parts(made: Iterable[Made], parents: Mapping[str, Made]) -> Iterator[Copy]:
    """A row for each original of which an article of its own repeats a part."""
    best: dict[tuple[str, str], Made] = {}
    for one in made:
        pair = one.article, _line(one.of, parents)[-1]
        if one.article in parents or pair[0] == pair[1]:
            continue
        if pair not in best or one.similarity > best[pair].similarity:
            best[pair] = one
    for (article, of), one in best.items():
        yield Copy(article=article, of=of, kind="partial", similarity=one.similarity)
