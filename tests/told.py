"""What the reader tells of a short text, by the words that tell it."""

from __future__ import annotations

from sayso import read
from sayso.records import Claim

DAY = "2024-05-14"


def claims_of(text: str, trigger: str, *, date: str = DAY) -> list[Claim]:
    """The claims at a word or words of a text."""
    return [claim for claim in read(text, date=date).claims if claim.trigger.of(text) == trigger]


def claim_of(text: str, trigger: str, *, date: str = DAY) -> Claim:
    """The first claim at a word or words of a text, of which there must be one."""
    found = claims_of(text, trigger, date=date)
    assert found, f"no claim of {trigger}"
    return found[0]


def said_by(text: str, source: str, *, date: str = DAY) -> tuple[str, ...]:
    """The codes of the last attribution to a source of these words, of which there must be one."""
    found = [a for a in read(text, date=date).attributions if a.source and a.source.of(text) == source]
    assert found, f"nothing by {source}"
    return found[-1].speaker
