"""Whom the doer of a claim deals with elsewhere in the article, where its own words name nobody.

"Nobody was hit", "the second attack": a deed is told again and again, and mostly only once with the one it was done to.
Those are proposed to the weighing of recipients (`weighing`), and how the article's other claims have the two together
are its features.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.claims.matching import Match
from sayso.claims.reproach import aims_of
from sayso.claims.retold import Codes, Group, Retold
from sayso.reader.parse import Parse

SAME, OF_TYPE, BACK, ANY = "partner", "partner of type", "opponent", "dealt with"
BACK_OF_TYPE = "opponent of type"
JUDGED = "who did it"
"""Who did what is judged: "condemned the attack", "welcomed the truce", "rejected the demand"."""
JUDGING = frozenset({"ACCUSE", "REJECT", "SUPPORT"})


@dataclass(frozen=True, slots=True)
class Partners:
    """Those other than the doer who have to do with the doer in the article's other claims, each with how often.

    `same`: to whom the doer does something, `back`: who does something to the doer, `any`: to whom anybody does
    something; `of_type` and `back_of_type`: something of this type.
    """

    own: Codes
    same: dict[Codes, int]
    of_type: dict[Codes, int]
    back: dict[Codes, int]
    back_of_type: dict[Codes, int]
    any: dict[Codes, int]

    def proposed(self) -> Iterator[tuple[str, Codes]]:
        """The most frequent of each kind."""
        for origin, found in (*self._kinds(), (ANY, self.any)):
            if found:
                yield origin, min(found, key=lambda codes: (-found[codes], sorted(codes)))

    def features(self, codes: Codes, event: str) -> Iterator[tuple[str, float]]:
        """What speaks for or against a recipient; of the doer itself and of nobody, that the doer has others."""
        if codes and codes != self.own:
            for name, held in self._kinds():
                if codes in held:
                    yield name, 1.0
                    yield f"{name}|{event}", 1.0
                    yield f"{name}, share", held[codes] / sum(held.values())
            return
        who = "own side" if codes else "nobody"
        name = next((name for name, held in self._kinds() if held), "no partner")
        yield f"{who}, {name}", 1.0
        yield f"{who}, {name}|{event}", 1.0

    def _kinds(self) -> tuple[tuple[str, dict[Codes, int]], ...]:
        kinds = (OF_TYPE, self.of_type), (BACK_OF_TYPE, self.back_of_type), (SAME, self.same), (BACK, self.back)
        return kinds


def partners(told: Retold, event: str, own: Codes, *, besides: int) -> Partners:
    """The partners of a doer in the claims of an article.

    Args:
        told: those claims.
        event: type of the claim asked for.
        own: the doer's codes.
        besides: trigger of the claim that does not count.
    """
    asked: tuple[tuple[Group, str], ...] = (
        (("actor", own), "recipient"),
        (("actor", own, event), "recipient"),
        (("recipient", own), "actor"),
        (("recipient", own, event), "actor"),
        ((), "recipient"),
    )
    found = []
    for group, role in asked:
        held = told.counts(group, role, besides=besides)
        found.append({codes: count for codes, count in held.items() if codes and own.isdisjoint(codes)})
    return Partners(own, *found)


def doer_of_judged(parse: Parse, told: Retold, match: Match, own: Codes) -> Codes:
    """Who did the deed that a claim condemns, welcomes or rejects, by the claim that the deed itself is ("condemned the
    attack"); where that names nobody, who most often did such a thing in the article. Empty if that is nobody.

    Args:
        parse: words and tree.
        told: the article's claims.
        match: the claim asked for.
        own: who condemns; what was done at home is judged there.
    """
    if match.row.event not in JUDGING:
        return frozenset()
    for word in aims_of(parse, match) or _unmarked(parse, match):
        deed = told.at(word)
        if deed is not None and deed.codes["actor"]:
            return deed.codes["actor"] if own.isdisjoint(deed.codes["actor"]) else frozenset()
        event = deed.event if deed is not None else parse.hints[word].event if word < len(parse.hints) else None
        if event is None:
            continue
        held = told.counts((event,), "actor", besides=match.trigger)
        others = {codes: n for codes, n in held.items() if codes and own.isdisjoint(codes)}
        if others:
            return min(others, key=lambda codes: (-others[codes], sorted(codes)))
    return frozenset()


def _unmarked(parse: Parse, match: Match) -> list[int]:
    """Nouns behind the verb without a preposition, which the parser has not taken for its objects."""
    behind = (word for word in match.arguments.get("obl") if word > match.trigger)
    return [word for word in behind if not any(parse.deprels[c] == "case" for c in parse.children(word))]
