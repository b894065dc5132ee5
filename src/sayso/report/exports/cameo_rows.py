"""What GDELT and ICEWS have in common: pairs of actors, and an event in CAMEO's terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sayso.ontology import Cameo, to_cameo
from sayso.records import Claim, Slot
from sayso.report.exports.material import Line
from sayso.report.exports.names import BODY, GROUP, STATE, country_codes, known_group, party, role

DENIED = "denied"
VERBAL_COOPERATION, MATERIAL_COOPERATION, VERBAL_CONFLICT, MATERIAL_CONFLICT = 1, 2, 3, 4
_LAST_ROOTS = ((5, VERBAL_COOPERATION), (8, MATERIAL_COOPERATION), (13, VERBAL_CONFLICT), (20, MATERIAL_CONFLICT))
"""GDELT's classes by the last CAMEO root of each."""
TYPES = 3
"""Roles of an actor that GDELT has room for."""


class Side(NamedTuple):
    """An actor in CAMEO's terms: whole code, name, country, known group, and roles."""

    code: str = ""
    name: str = ""
    country: str = ""
    group: str = ""
    roles: tuple[str, ...] = ()


def cameo_of(claim: Claim) -> Cameo | None:
    """The CAMEO code of a claim; None where it has none."""
    return to_cameo(claim.plover, claim.mode, claim.context, auxiliary=claim.auxiliary)


def told(lines: Iterable[Line]) -> list[Line]:
    """The claims that are no denials: CAMEO cannot say that something did not happen."""
    return [line for line in lines if line.stance != DENIED]


def usual_cameo(lines: Sequence[Line]) -> Cameo | None:
    """The code that most claims have; of two that are as frequent the lower."""
    counted = Counter(cameo.code for line in lines if (cameo := cameo_of(line.claim)) is not None)
    if not counted:
        return None
    best = min(counted, key=lambda code: (-counted[code], code))
    return next(cameo for line in lines if (cameo := cameo_of(line.claim)) is not None and cameo.code == best)


def quad_class(code: str) -> int:
    """GDELT's class of a CAMEO code: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    return next(quad for last, quad in _LAST_ROOTS if int(code[:2]) <= last)


def full(code: str) -> str:
    """A code in at least three digits, as both write it: "14" is "140"."""
    return code if len(code) > 2 else f"{code}0"


def pairs(actors: Sequence[str], recipients: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """Every actor with every recipient; None stands for one that is not known."""
    for actor in actors or (None,):
        for recipient in recipients or (None,):
            yield actor, recipient


def sectors(slots: Iterable[Slot]) -> tuple[str, ...]:
    """The sectors of slots, the most frequent first."""
    counted = Counter(sector for slot in slots for sector in slot.sectors)
    return tuple(sorted(counted, key=lambda sector: (-counted[sector], sector)))


def side(code: str | None, found: Sequence[str]) -> Side:
    """An actor in CAMEO's terms.

    Args:
        code: its code; None for an unknown one.
        found: its sectors.
    """
    if code is None:
        return Side()
    who = party(code)
    roles = tuple(dict.fromkeys(filter(None, map(role, found))))[:TYPES]
    country = country_codes(who.country).cameo if who.country else ""
    if who.kind == STATE:
        return Side(country + "".join(roles), who.name, country, "", roles)
    if who.kind == BODY:
        whole, group = known_group(code)
        return Side(whole or "IGO", who.name, "", group, ("IGO",))
    if who.kind == GROUP:
        return Side(f"{country}REB", who.name, country, "", ("REB",))
    return Side("".join(roles), who.name, "", "", roles)
