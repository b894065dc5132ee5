"""What people decided, and which of it holds: pure functions, whose result depends on the set of judgements only.

A judgement is never changed. Of several on one subject the latest holds; one that is undone holds no more, until the
undoing is itself undone. Of ties between claims the latest are kept: one that contradicts them, also through others, is
overruled. docs/judgements.md tells it with examples.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec

from sayso.records import Judgement, content_id

VERDICTS = ("same", "different", "wrong", "right", "correct", "entity", "undo")
TIES = ("same", "different")
HOLDS, SUPERSEDED, OVERRULED, UNDONE = "holds", "superseded", "overruled", "undone"

ClaimKey = tuple[str, str]
"""Id of the article, id of the claim."""
ClaimPair = tuple[ClaimKey, ClaimKey]


class Standing(NamedTuple):
    """A judgement and whether it `holds`, is `undone`, is `superseded` by a later one on the same subject, or is
    `overruled` by later ties that it contradicts."""

    judgement: Judgement
    state: str


class Decisions(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What the judgements that hold come to.

    `wrong` and `right` are claims, `corrections` the right values of slots of a claim, `same` and `different` pairs of
    claims, `entities` the code that a name or code stands for, by the name in small letters.
    """

    wrong: frozenset[ClaimKey] = frozenset()
    right: frozenset[ClaimKey] = frozenset()
    corrections: Mapping[ClaimKey, Mapping[str, str]] = {}
    same: tuple[ClaimPair, ...] = ()
    different: tuple[ClaimPair, ...] = ()
    entities: Mapping[str, str] = {}

    @cached_property
    def claims(self) -> frozenset[ClaimKey]:
        """The claims that are judged one by one."""
        return self.wrong | self.right | frozenset(self.corrections)


def judgement(
    verdict: str, subject: str, *, other: str | None = None, slot: str | None = None, value: str | None = None,
    by: str = "", at: str = "", note: str | None = None,
) -> Judgement:  # fmt: skip
    """A judgement with its id, a hash of all that it says; the two subjects of a tie stand in order.

    Args:
        verdict: one of `VERDICTS`.
        subject: what is judged; see `Judgement`.
        other: what it is tied to.
        slot: the slot that is corrected.
        value: its right value.
        by: who decides.
        at: when, an ISO time in UTC.
        note: why.
    """
    if verdict in TIES and other is not None:
        subject, other = sorted((subject, other))
    parts = (verdict, subject, other, slot, value, by, at, note)
    return Judgement(
        id=content_id("judgement", *parts), verdict=verdict, subject=subject, other=other, slot=slot, value=value,
        by=by, at=at, note=note,
    )  # fmt: skip


def is_whole(one: Judgement) -> bool:
    """Whether a judgement says what its verdict needs, and has the id that is the hash of what it says."""
    made = judgement(
        one.verdict, one.subject, other=one.other, slot=one.slot, value=one.value, by=one.by, at=one.at, note=one.note
    )
    needed = {"same": one.other, "different": one.other, "entity": one.other, "correct": one.slot}
    return made == one and one.verdict in VERDICTS and bool(one.subject and needed.get(one.verdict, "-"))


def claim_key(subject: str) -> ClaimKey:
    """The claim of a subject `ARTICLE/CLAIM`."""
    article, _, claim = subject.rpartition("/")
    return article, claim


def standings(judgements: Iterable[Judgement]) -> list[Standing]:
    """Every judgement once, the earliest first, and where it stands."""
    held = sorted({one.id: one for one in judgements}.values(), key=_order)
    undone = _undone(held)
    latest = {_topic(one): one.id for one in held if one.id not in undone}
    live = [one for one in held if latest.get(_topic(one)) == one.id]
    overruled = _overruled([one for one in live if one.verdict in TIES])
    return [Standing(one, _state(one, undone, latest, overruled)) for one in held]


def _order(one: Judgement) -> tuple[str, str]:
    return one.at, one.id


def _state(one: Judgement, undone: set[str], latest: Mapping[tuple[str, ...], str], overruled: set[str]) -> str:
    if one.id in undone:
        return UNDONE
    if latest[_topic(one)] != one.id:
        return SUPERSEDED
    return OVERRULED if one.id in overruled else HOLDS


def _topic(one: Judgement) -> tuple[str, ...]:
    """What a judgement is about: the latest of one topic holds."""
    if one.verdict in ("wrong", "right"):
        return "claim", one.subject
    if one.verdict in TIES:
        return "tie", one.subject, one.other or ""
    if one.verdict == "correct":
        return "slot", one.subject, one.slot or ""
    return one.verdict, folded(one.subject) if one.verdict == "entity" else one.id


def _undone(held: Sequence[Judgement]) -> set[str]:
    """The judgements that one undoes which is not itself undone. Nothing undoes itself, not even through others: the id
    of what undoes is a hash of, among others, the id of what it undoes."""
    undoing: dict[str, list[str]] = {one.id: [] for one in held}
    for one in held:
        if one.verdict == "undo" and one.subject in undoing:
            undoing[one.subject].append(one.id)
    known: dict[str, bool] = {}
    while settled := [key for key, by in undoing.items() if all(other in known for other in by)]:
        for key in settled:
            known[key] = any(not known[other] for other in undoing.pop(key))
    return {key for key, is_undone in known.items() if is_undone}


def _overruled(ties: Sequence[Judgement]) -> set[str]:
    """The ties that contradict later ones."""
    home: dict[str, str] = {}
    apart: list[tuple[str, str]] = []
    found: set[str] = set()

    def root(one: str) -> str:
        while home.setdefault(one, one) != one:
            one = home[one]
        return one

    for tie in sorted(ties, key=_order, reverse=True):
        one, other = root(tie.subject), root(tie.other or "")
        parted = any({root(a), root(b)} == {one, other} for a, b in apart)
        if (tie.verdict == "same" and parted) or (tie.verdict == "different" and one == other):
            found.add(tie.id)
        elif tie.verdict == "same":
            home[max(one, other)] = min(one, other)
        else:
            apart.append((tie.subject, tie.other or ""))
    return found


def decisions(judgements: Iterable[Judgement]) -> Decisions:
    """What those come to that hold."""
    held: dict[str, list[Judgement]] = {verdict: [] for verdict in VERDICTS}
    for one in _holding(judgements):
        held[one.verdict].append(one)
    corrections: dict[ClaimKey, dict[str, str]] = {}
    for one in held["correct"]:
        corrections.setdefault(claim_key(one.subject), {})[one.slot or ""] = one.value or ""
    return Decisions(
        wrong=frozenset(claim_key(one.subject) for one in held["wrong"]),
        right=frozenset(claim_key(one.subject) for one in held["right"]),
        corrections=corrections,
        same=_pairs(held["same"]),
        different=_pairs(held["different"]),
        entities={folded(one.subject): one.other or "" for one in held["entity"]},
    )


def _holding(judgements: Iterable[Judgement]) -> Iterator[Judgement]:
    return (standing.judgement for standing in standings(judgements) if standing.state == HOLDS)


def _pairs(ties: Iterable[Judgement]) -> tuple[ClaimPair, ...]:
    return tuple(sorted((claim_key(tie.subject), claim_key(tie.other or "")) for tie in ties))


def folded(name: str) -> str:
    """A name as names are compared: in small letters, without the article."""
    return " ".join(name.casefold().split()).removeprefix("the ")
