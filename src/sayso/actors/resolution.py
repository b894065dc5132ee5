"""What a noun phrase turns out to be."""

from __future__ import annotations

from dataclasses import dataclass

STATE, PERSON, GROUP, IGO, AGENT, PLACE, NONE = "STATE", "PERSON", "GROUP", "IGO", "AGENT", "PLACE", "NONE"
ACTORS = frozenset({STATE, PERSON, GROUP, IGO, AGENT})

KIND_OF_ENTRY = {
    "country": STATE,
    "adjective": STATE,
    "capital": STATE,
    "seat": STATE,
    "place": STATE,
    "people": AGENT,
    "official": PERSON,
    "igo": IGO,
    "group": GROUP,
    "agency": STATE,
}
NOT_STATE = frozenset({"PTY", "OPP", "BUS", "MED", "CRM", "CVL", "REL", "REB", "UAF"})


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who or what a noun phrase is.

    `codes` are entity codes in text order (empty: unknown); `kind` is STATE, PERSON, GROUP (armed or political group,
    company, medium), IGO, AGENT (generic people or bodies), PLACE or NONE (no actor); `sectors` are PLOVER's;
    `rule` names what decided; `certainty` is between 0 and 1; `pronoun` is the word on whose referent the answer
    hangs ("his government"), None if there is none.
    """

    codes: tuple[str, ...] = ()
    kind: str = NONE
    sectors: tuple[str, ...] = ()
    rule: str = ""
    certainty: float = 0.0
    pronoun: int | None = None


OF_THE_PLACE = "place spoken of"
"""The rule by which officials of a place are of the country that it lies in."""

GUESSES = (
    "focus",
    "own words",
    "place of the sentence",
    OF_THE_PLACE,
    "same noun before",
    "group spoken of",
    "body spoken of",
)
"""Beginnings of the rules that only say what an unnamed agent would mostly be."""


FOE = "foe"
"""The rule by which "occupation forces" and "the puppet regime" are another side's."""

PUBLISHER = "publisher"
"""In the rules by which unnamed offices are those of the state that publishes the article."""


def is_guess(rule: str) -> bool:
    """Whether a rule told nothing of the words themselves, so that what the text said before goes first."""
    return rule.removeprefix("counted, ").startswith(GUESSES)


def joined(parts: list[Resolution]) -> Resolution:
    """Coordinated phrases as one: all codes in order, the kind and rule of the first that has codes."""
    known = [part for part in parts if part.codes] or parts
    codes = tuple(dict.fromkeys(code for part in parts for code in part.codes))
    sectors = tuple(dict.fromkeys(sector for part in parts for sector in part.sectors))
    first = known[0]
    certainty = min(part.certainty for part in known)
    pronoun = next((part.pronoun for part in parts if part.pronoun is not None), None)
    return Resolution(codes, first.kind, sectors, first.rule, certainty, pronoun)
