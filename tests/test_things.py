"""Things: the classes of what objects name, weapon systems by name, and the quantities of claims."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from sayso.claims.phrases import words_in
from sayso.claims.quantities import counted
from sayso.claims.reading import ArticleReader
from sayso.claims.repairs import repaired
from sayso.claims.things import named_system, things_of
from sayso.ontology import object_classes, things, un_measures
from sayso.ontology.tables import rows
from sayso.ontology.things import HOLDER, NO_CLASS, holders, system_at
from sayso.records import Article, Claim, Mention, Reading, Span, Thing

DATA = Path(__file__).parent / "data"
WORDS = re.compile(r"[^\W_]+|[^\w\s]")


def cases(table: str) -> list[dict[str, str]]:
    with (DATA / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def reader() -> ArticleReader:
    return ArticleReader(threads=1)


def named(marked: str) -> tuple[Thing, ...]:
    """The things that the words in brackets name."""
    before, words, after = re.split(r"[\[\]]", marked)
    parse = repaired(reader().reader.parse(before + words + after))
    found = words_in(parse, Span(len(before), len(before) + len(words)))
    assert found is not None
    return things_of(parse, found, counted(parse, []))


@pytest.mark.parametrize("row", cases("things.csv"), ids=lambda row: row["text"])
def test_things(row: dict[str, str]) -> None:
    assert "|".join(classes(row["text"])) == row["class"]
    assert "|".join(thing.system for thing in named(row["text"]) if thing.system) == row["system"]


def classes(marked: str) -> list[str]:
    return list(dict.fromkeys(thing.kind for thing in named(marked) if thing.kind))


@pytest.mark.parametrize("row", [r for r in rows("things") if r["class"] != HOLDER], ids=lambda row: row["example"])
def test_nouns_have_their_examples(row: dict[str, str]) -> None:
    assert classes(f"They got [{row['example']}].") == [kind for kind in [row["class"]] if kind != NO_CLASS]
    assert row["class"] not in classes(f"They got [{row['counterexample']}].")


def test_holders_hand_their_number_on() -> None:
    (held,) = (row for row in rows("things") if row["class"] == HOLDER)
    (thing,) = named(f"They got [{held['example']}].")
    assert thing.kind == "ammunition"
    assert thing.quantity is not None
    assert (thing.quantity.value, thing.quantity.unit) == (2, "crate")


def test_the_tables_fit_each_other() -> None:
    assert {row["class"] for row in rows("things")} == {*object_classes(), NO_CLASS, HOLDER}
    assert {row["class"] for row in rows("systems")} <= set(object_classes())
    assert all(re.fullmatch(r"([A-Z]{3}(\|[A-Z]{3})*)?", row["maker"]) for row in rows("systems"))
    barred = {rule.category for measure in un_measures() for rule in measure.rules}
    barred |= {category for measure in un_measures() for category in measure.prohibits}
    assert all(set(one.un_categories) <= barred for one in object_classes().values())


def test_no_noun_stands_twice() -> None:
    listed = [word for row in rows("things") if row["class"] != HOLDER for word in row["words"].split("|")]
    assert len(listed) == len(set(listed)) == len(things())
    assert all(word == word.lower() for word in [*listed, *holders()])


@pytest.mark.parametrize("row", list(rows("systems")), ids=lambda row: row["names"])
def test_systems_are_found_by_name(row: dict[str, str]) -> None:
    for name in row["names"].split("|"):
        words = WORDS.findall(name)
        found = system_at(words, 0)
        assert found is not None, name
        assert found.system.kind == row["class"], name
        assert (named_system(words, None) is not None) == (row["alone"] == "yes"), name
        assert named_system([*words, "missiles"], "missiles") is not None, name


def test_short_names_need_their_hyphen_and_capitals_their_case() -> None:
    for other in ("U2", "himars", "Puls", "t-72", "the", "Lora", "E2"):
        assert system_at(WORDS.findall(other), 0) is None, other


def read(text: str) -> Reading:
    found = reader().read(Article(id="made", text=text, published="2024-05-14"))
    assert isinstance(found, Reading)
    return found


def claim(text: str, event: str) -> Claim:
    return next(c for c in read(text).claims if c.event == event)


@pytest.mark.parametrize(
    ("text", "event", "quantity"),
    [
        ("Iran sent 300 drones to Russia.", "AID", (300, None, "exact", "drone")),
        ("Police in Chile arrested some 1,200 protesters.", "COERCE", (1200, None, "about", "protester")),
        ("Gunmen killed at least 12 people in Mali.", "ASSAULT", (12, None, "at least", "people")),
        ("Twelve soldiers were killed by rebels in Chad.", "ASSAULT", (12, None, "exact", "soldier")),
        (
            "Hundreds of students marched in Dhaka.",
            "PROTEST",
            (100, None, "at least", "student"),
        ),
        ("France sold jets worth 5.2 billion euros to Egypt.", "COOPERATE", (5.2e9, None, "exact", "EUR")),
        ("Norway donated between 20 and 30 ambulances to Sudan.", "AID", (20, 30, "exact", "ambulance")),
        ("Norway gave Sudan between 20 and 30 tents.", "AID", (20, 30, "exact", "tent")),
        ("Rebels in Mali abducted as many as 90 girls.", "ASSAULT", (90, None, "at most", "girl")),
        ("Japan gave Nepal $20 million.", "AID", (2e7, None, "exact", "USD")),
    ],
)
def test_claims_have_quantities(text: str, event: str, quantity: tuple[float, float | None, str, str]) -> None:
    found = claim(text, event).quantity
    assert found is not None
    assert (found.value, found.upper, found.bound, found.unit) == quantity


def test_a_claim_without_a_number_has_no_quantity() -> None:
    assert claim("Iran sent drones to Russia.", "AID").quantity is None
    assert claim("Police in Chile arrested protesters on 3 May.", "COERCE").quantity is None


def test_objects_go_on_to_what_is_counted_behind_and() -> None:
    text = "North Korea shipped more than a million shells and dozens of KN-23 missiles to Iran."
    found = next(c for c in read(text).claims if c.trigger.of(text) == "shipped")
    assert [thing.kind for thing in found.things] == ["ammunition", "missiles"]
    assert found.object is not None
    assert found.object.of(text) == "more than a million shells and dozens of KN-23 missiles"


def test_mentions() -> None:
    text = "On 3 May Iran sent 300 Shahed-136 drones and $2bn to Russia for three years, up 5%."
    kinds = {m.kind: m for m in read(text).mentions}
    assert {"DATE", "GPE", "COUNT", "WEAPON", "MONEY", "DURATION", "PERCENT"} <= kinds.keys()
    assert kinds["DATE"].value == "2024-05-03"
    assert [shown(kinds[kind], text) for kind in ("COUNT", "MONEY", "DURATION", "PERCENT")] == [
        ("300 Shahed-136 drones", 300, "drone"),
        ("$2bn", 2e9, "USD"),
        ("three years", 3, "year"),
        ("5%", 5, "%"),
    ]
    weapon = kinds["WEAPON"].thing
    assert weapon is not None
    assert (weapon.kind, weapon.system, weapon.makers) == ("drones", "Shahed-136", ("IRN",))


def shown(mention: Mention, text: str) -> tuple[str, float | None, str | None]:
    assert mention.quantity is not None
    return mention.span.of(text), mention.quantity.value, mention.quantity.unit
