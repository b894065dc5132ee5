"""CAMEO: codes, names and Goldstein scores, and the code that a PLOVER event comes nearest to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from sayso.ontology.tables import rows


class Cameo(NamedTuple):
    """`goldstein` lies between -10 and 10, None where the scale has none; `event` is the PLOVER type that took the
    code over, None for codes that PLOVER drops."""

    code: str
    name: str
    quad: int
    goldstein: float | None
    event: str | None
    mode: str | None
    contexts: tuple[str, ...]


@cache
def cameo_codes() -> Mapping[str, Cameo]:
    """All codes, roots with two digits included."""
    found = {
        row["code"]: Cameo(
            row["code"],
            row["name"],
            int(row["quad"]),
            float(row["goldstein"]) if row["goldstein"] else None,
            row["event"] or None,
            row["mode"] or None,
            tuple(row["context"].split("|")) if row["context"] else (),
        )
        for row in rows("cameo")
    }
    return MappingProxyType(found)


@cache
def _ways(table: str) -> Mapping[tuple[str, str, str], str]:
    return {(row["event"], row["mode"], row["context"]): row["code"] for row in rows(table)}


def to_cameo(
    event: str, mode: str | None = None, contexts: Iterable[str] = (), *, auxiliary: str | None = None
) -> Cameo | None:
    """The code that an event comes nearest to: by mode and context, by mode, by type and context, by type.

    Args:
        event: a PLOVER type.
        mode: a mode of the type, or None.
        contexts: PLOVER contexts, most telling first.
        auxiliary: PLOVER's auxiliary of the claim. CAMEO has no negation, so a negated event has no code. It codes what
            is announced as an intent to cooperate (03) or, for conflict, as a threat (13): `future` looks there.

    Returns None for an unknown type and for what CAMEO cannot say (a negated event, a future request).
    """
    if auxiliary == "negation":
        return None
    table = "plover_to_cameo_future" if auxiliary == "future" else "plover_to_cameo"
    contexts = tuple(contexts)
    keys = [(event, kind, context) for kind in dict.fromkeys((mode or "", "")) for context in (*contexts, "")]
    return next((cameo_codes()[_ways(table)[key]] for key in keys if key in _ways(table)), None)


def to_plover(code: str) -> tuple[str, str | None, tuple[str, ...]] | None:
    """Type, mode and contexts that PLOVER gives a CAMEO code; None for a code that is unknown or that PLOVER drops.

    A longer code that the table lacks is read as its parent ("1951" as "195").
    """
    while code and code not in cameo_codes():
        code = code[:-1] if len(code) > 2 else ""
    found = cameo_codes().get(code)
    return (found.event, found.mode, found.contexts) if found and found.event else None
