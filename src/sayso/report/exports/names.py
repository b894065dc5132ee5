"""What codes stand for, and what other schemes call them: names, ISO 3166 alpha-2, FIPS 10-4, CAMEO."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from sayso.actors.tables import body_names, country_names, rows
from sayso.ontology.tables import rows as table_rows
from sayso.report.names import actor_name

ROOM = "report.exports"
"""Where its own tables lie."""

STATE, BODY, GROUP, OTHER = "state", "organisation", "group", "other"


class Party(NamedTuple):
    """Who a code is: its name, what it is (state, organisation, group, other) and the code of its country."""

    code: str
    name: str
    kind: str
    country: str | None = None


@cache
def party(code: str) -> Party:
    """Who a code is; a code that no table has is a name already."""
    if code in country_names():
        return Party(code, actor_name(code), STATE, code)
    if code in body_names():
        return Party(code, actor_name(code), BODY)
    if code in _groups():
        return Party(code, code, GROUP, _groups()[code])
    return Party(code, code, OTHER)


def named(codes: tuple[str, ...] | list[str]) -> str:
    """The names of codes, for people."""
    return ", ".join(party(code).name for code in codes)


@cache
def _groups() -> Mapping[str, str | None]:
    return {row["code"]: row["country"] or None for row in rows("groups")}


class Codes(NamedTuple):
    """A country's codes elsewhere; empty text where there is none."""

    iso2: str
    fips: str
    cameo: str


@cache
def _codes() -> Mapping[str, Codes]:
    return {
        row["code"]: Codes(row["iso2"], row["fips"], row["cameo"] or row["code"])
        for row in table_rows("country_codes", room=ROOM)
    }


def country_codes(code: str) -> Codes:
    """A country's codes elsewhere; all empty for what is no country."""
    return _codes().get(code, Codes("", "", ""))


@cache
def role(sector: str) -> str:
    """CAMEO's role code for a sector; empty where it has none."""
    return {row["sector"]: row["cameo"] for row in table_rows("roles", room=ROOM)}.get(sector, "")


@cache
def known_group(code: str) -> tuple[str, str]:
    """CAMEO's code of an organisation as an actor, and as a known group; empty where it has none."""
    return {row["code"]: (row["cameo"], row["group"]) for row in table_rows("bodies", room=ROOM)}.get(code, ("", ""))
