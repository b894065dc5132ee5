"""Words that are no names: generic agents ("the ministry", "rebels"), money, titles, given names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from sayso.actors.tables import rows


class Agent(NamedTuple):
    """A noun for those who act.

    `sector` is PLOVER's word; `person` whether it names people (one or several) and not a body; `context` says whose
    they are if the phrase does not say it: `focus` (the country spoken of), `group` (the armed group spoken of),
    `modifier` (nobody's: the words stay), `words` (always the words).
    """

    lemma: str
    sector: str
    person: bool
    context: str


@cache
def agents() -> Mapping[str, Agent]:
    """Generic agents by lemma; lemmas of several words have spaces."""
    return {
        row["lemma"]: Agent(row["lemma"], row["sector"], row["nature"] == "person", row["context"])
        for row in rows("agents")
    }


@cache
def agent_heads() -> frozenset[str]:
    """The last words of all agents' lemmas: a noun that is none of them names no agent."""
    return frozenset(part for lemma in agents() for part in (lemma.split()[-1], lemma.split()[-1].split("-")[-1]))


@cache
def money() -> frozenset[str]:
    """Lemmas of money and payments."""
    return frozenset(name for row in rows("money") for name in row["name"].split("|"))


@cache
def titles() -> Mapping[str, str]:
    """Gender (`m`, `f` or empty) by words that stand before a person's name or name a person, lower case."""
    return {name: row["gender"] for row in rows("titles") for name in row["name"].split("|")}


@cache
def given_names() -> Mapping[str, str]:
    """Gender (`m` or `f`) by given name, lower case without diacritics."""
    return {name: row["gender"] for row in rows("given_names") for name in row["names"].split()}


def is_office(words: Sequence[str]) -> bool:
    """Whether lower-case words that a tagger took for a person name an office: "the foreign minister of the Gambia"."""
    return " ".join(words) in agents() or ("of" in words and any(word in agents() for word in words))
