"""From a sentence to the rows of the register and the measures concerned: who supplies, who gets it, which embargo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sayso import read
from sayso.records import Article, Claim, Event, Reading, Slot, Span, Thing, Told
from sayso.report.brief.concerned import concerns, targets
from sayso.report.exports.material import Happening, Line
from sayso.report.exports.transfers import giver_and_taker, transfer_rows
from sayso.store import Filter, Store
from sayso.store.counting import transfers
from sayso.store.material import material

pytest.importorskip("duckdb")


def told(tmp_path: Path, text: str) -> list[Happening]:
    """The events that a text tells, by way of a store."""
    with Store(tmp_path / "s.duckdb") as store:
        store.add([read(text, date="2025-10-02")])
        store.refresh()
        return list(material(store).happenings())


def row_of(tmp_path: Path, text: str) -> dict[str, Any]:
    return next(transfer_rows(told(tmp_path, text)))


@pytest.mark.parametrize(
    ("text", "supplier", "recipient"),
    [
        ("The Houthis received missiles from Iran, a UN report said.", "IRN", "Houthis"),
        ("Rwanda obtained drones from Turkey.", "TUR", "RWA"),
        ("Benin took delivery of six helicopters from France.", "FRA", "BEN"),
        ("Egypt acquired submarines from Germany.", "DEU", "EGY"),
        ("Togo bought rifles from Nigeria.", "NGA", "TGO"),
        ("Angola sold tanks to Zambia.", "AGO", "ZMB"),
        ("Iran sent missiles to the Houthis.", "IRN", "Houthis"),
    ],
)
def test_who_supplies_and_who_gets_it(tmp_path: Path, text: str, supplier: str, recipient: str) -> None:
    row = row_of(tmp_path, text)
    assert (row["supplier"], row["recipient"]) == ([supplier], [recipient])


@pytest.mark.parametrize(
    ("actor", "recipient", "trigger", "event"),
    [
        (("IRN",), ("PRK",), "bought", "COOPERATE"),
        (("PRK",), ("IRN",), "sold", "COOPERATE"),
        (("PRK",), ("IRN",), "received", "AID"),
    ],
)
def test_an_event_may_name_the_two_either_way_round(
    actor: tuple[str, ...], recipient: tuple[str, ...], trigger: str, event: str
) -> None:
    text = f"Missiles were {trigger}."
    span = Span(text.index(trigger), text.index(trigger) + len(trigger))
    slots = {"actor": Slot(codes=actor), "recipient": Slot(codes=recipient)}
    claim = Claim(id="c", article_id="a", trigger=span, event=event, **slots)
    line = Line(Article(id="a", text=text), claim, "", "asserted", Span(0, len(text)), 1)
    for first, second in ((("IRN",), ("PRK",)), (("PRK",), ("IRN",))):
        mentions = (Told(article="a", claim="c", trigger=span, stance="asserted", origin=None),)
        joined = Event(id="e", event=event, actor=first, recipient=second, claims=mentions)
        assert giver_and_taker(joined, line) == (("PRK",), ("IRN",))


def test_goods_that_only_a_denial_names_are_no_transfer_beside_others(tmp_path: Path) -> None:
    text = "Shells and weapons."
    readings, mentions = [], []
    for key, words, kind, no in (("a", "Shells", "ammunition", None), ("b", "weapons", "weapons", "negation")):
        span = Span(text.index(words), text.index(words) + len(words))
        claim = Claim(
            id=f"c{key}", article_id=key, trigger=span, event="AID", actor=Slot(codes=("ARE",)), auxiliary=no,
            recipient=Slot(codes=("SDN",)), things=(Thing(span=span, kind=kind),), factuality="CT-" if no else "CT+",
        )  # fmt: skip
        readings.append(Reading(article=Article(id=key, text=text), claims=(claim,)))
        stance = "denied" if no else "asserted"
        mentions.append(Told(article=key, claim=claim.id, trigger=span, stance=stance, origin=key))
    parties = {"actor": ("ARE",), "recipient": ("SDN",), "articles": ("a", "b")}
    for claims, classes in ((mentions, ["ammunition"]), (mentions[1:], ["weapons"])):
        event = Event(id="e", event="AID", claims=tuple(claims), **parties)
        with Store(tmp_path / f"{classes[0]}.duckdb") as store:
            store.add(readings)
            store.refresh(find_copies=lambda _: [], merge=lambda *_, event=event, **__: [event])
            rows = list(transfer_rows(material(store).happenings()))
            assert [row["class"] for row in rows] == classes
            assert [row["class"] for row in transfers(store.sql, Filter(), count="events")] == classes


DARFUR = {"S/RES/1556", "S/RES/1591", "S/RES/2791"}


@pytest.mark.parametrize(
    ("text", "measures", "others"),
    [
        ("The United Arab Emirates supplied drones to the RSF in Darfur.", DARFUR, set()),
        ("Egypt delivered ammunition to the Sudanese army at El Fasher.", {"S/RES/1591", "S/RES/2791"}, {"S/RES/1556"}),
        ("Kenya shipped guns to the RSF in Port Sudan.", set(), DARFUR),
        ("The RSF supplied Chad with rifles in Nyala.", set(), DARFUR),
        ("The Houthis received missiles from Iran.", {"S/RES/1747", "S/RES/2216"}, DARFUR),
        ("Iran received missiles from North Korea.", {"S/RES/1874"}, DARFUR),
    ],
)
def test_measures_of_a_sentence(tmp_path: Path, text: str, measures: set[str], others: set[str]) -> None:
    found = {one.measure.id for one in concerns(told(tmp_path, text))}
    assert measures <= found
    assert not others & found


def test_targets_whose_words_name_nobody() -> None:
    assert targets("all belligerents in Darfur (Sudan)") >= {"SDN", "Rapid Support Forces"}
    assert targets("Sudan outside Darfur") == {"SDN", "Rapid Support Forces"}
