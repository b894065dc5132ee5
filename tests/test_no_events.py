"""Texts on sport, culture, science, weather and business: their attacks, talks and deals are no political events."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import pytest

from sayso.claims import read_batch
from sayso.claims.topics import topic_words, unpolitical_words
from sayso.ontology import event_types
from sayso.records import Article, Claim, Reading

DATA = Path(__file__).parent / "data"
FILES = ("no_events.jsonl", "no_events_more.jsonl")


class Text(msgspec.Struct, frozen=True):
    """One text without political events."""

    id: str
    date: str
    text: str


def texts() -> list[Text]:
    lines = [line for file in FILES for line in (DATA / file).read_bytes().splitlines()]
    return [msgspec.json.decode(line, type=Text) for line in lines]


# Texts in which something is claimed all the same, and why; strict, so a mended one must be taken out.
KNOWN = {
    "culture-novel": "the plot of a novel has spies that threaten a court",
    "culture-museum": "an army that a film shows",
    "culture-game": "a game of war has senators, treaties and wars",
    "culture-food": "a jury that stands by its verdict on a doughnut",
    "science-ants": "ants told of in words of war: soldiers of a colony",
    "sport-marathon": "the police close a road for a race",
    "culture-opera": "the plot of an opera has an army, soldiers and protests",
    "travel-trains": "border police, an arrest of brakes: four words of politics",
}


@cache
def claims() -> dict[str, tuple[Claim, ...]]:
    articles = [Article(id=text.id, text=text.text, published=text.date) for text in texts()]
    return {r.article.id: r.claims for r in read_batch(articles) if isinstance(r, Reading)}


def cases() -> list[object]:
    names = [text.id for text in texts()]
    marks = {name: [pytest.mark.xfail(reason=reason, strict=True)] for name, reason in KNOWN.items()}
    return [pytest.param(name, id=name, marks=marks.get(name, [])) for name in names]


@pytest.mark.parametrize("name", cases())
def test_no_claim(name: str) -> None:
    assert [(c.event, c.actor.codes, c.recipient.codes) for c in claims()[name]] == []


def test_less_than_one_false_claim_in_two_texts() -> None:
    found = claims()
    assert len(found) == len(texts()) >= 60
    assert sum(map(len, found.values())) < len(found) / 2


def test_a_short_text_without_words_of_politics_may_be_about_it() -> None:
    (result,) = read_batch([Article(id="short", text="Kenya attacked Chad.", published="2025-09-09")])
    assert isinstance(result, Reading)
    assert [claim.event for claim in result.claims] == ["ASSAULT"]


def test_a_reportage_of_war_is_political_without_a_minister() -> None:
    """Bullets and a checkpoint are politics too, though a text of sixty words has no other word of it."""
    cook = (
        "Amara rang her sister from the market at nine. She had been selling onions there since the spring, and twice "
        "a week she took the late bus home. On Tuesday the bus did not come. Men with scarves over their faces had put "
        "two bullets into its engine at the checkpoint, she said, and the driver sat by the roadside with a kettle. "
        "Later that night the men killed a student."
    )
    other = cook.replace("bullets", "nails").replace("checkpoint", "bend")
    articles = [Article(id=text, text=text, published="2025-09-09") for text in (cook, other)]
    war, none = read_batch(articles)
    assert isinstance(war, Reading)
    assert isinstance(none, Reading)
    assert "killed" in {claim.trigger.of(cook) for claim in war.claims}
    assert none.claims == ()


def test_tables_name_known_topics_and_events() -> None:
    assert set(topic_words().values()) == {"politics", "sport", "culture", "science", "nature", "business"}
    events = {event for found in unpolitical_words().values() for event in found}
    assert events <= {"*", *event_types()}
