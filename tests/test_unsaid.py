"""Who gave goods and who got them where no words say so, and whose "the Council" is."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from sayso.actors.council import is_of_the_council
from sayso.claims.unsaid import giver, said_only
from sayso.records import Slot, Span, Thing
from tests.told import claims_of

GOODS = (Thing(span=Span(0, 5), kind="missiles"),)
PACT = (
    "Iran's defence minister visited Moscow on Tuesday and met his Russian counterpart. The two countries have signed "
    "a pact.\n\nIran would receive Su-35 fighter jets, a lawmaker in Tehran said. The jets would arrive by summer. "
    "Iranian pilots have trained in Russia since last year.\n\nIsrael warned Russia against the deal."
)
EMBARGO = (
    "Sudan's army said on Monday that the Rapid Support Forces shelled its base in El Fasher.\n\nThe army accused the "
    "RSF of killing 40 people. The transfer of those rounds to Darfur has gone on since April, a diplomat said.\n\n"
    "The Council renewed resolution 1591 in September. The Council condemned the attacks on civilians."
)


def test_the_table_has_only_rules_that_were_mostly_wrong() -> None:
    with (resources.files("sayso.claims") / "data" / "unsaid.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        assert row["slot"] in ("actor", "recipient")
        assert int(row["wrong"]) > int(row["right"])


@pytest.mark.parametrize(
    ("event", "actor", "recipient", "things", "expected"),
    [
        ("AID", Slot(codes=("SDN",), rule="implied"), Slot(codes=("TCD",), rule="obl:to@ACTOR"), GOODS, ((), ("TCD",))),
        ("AID", Slot(codes=("SDN",), rule="implied"), Slot(), (), (("SDN",), ())),
        ("ASSAULT", Slot(codes=("SDN",), rule="implied"), Slot(), GOODS, (("SDN",), ())),
        ("AID", Slot(codes=("IRN",), rule="weighed: claim head"), Slot(codes=("IRN",), rule="subj"), GOODS,
         ((), ("IRN",))),
        ("AID", Slot(codes=("IRN",), rule="subj"), Slot(codes=("IRN",), rule="other state"), GOODS, (("IRN",), ())),
        ("AID", Slot(codes=("KEN",), rule="subj"), Slot(codes=("KEN",), rule="obl:to"), GOODS, (("KEN",), ("KEN",))),
    ],
)  # fmt: skip
def test_what_is_left_open(
    event: str, actor: Slot, recipient: Slot, things: tuple[Thing, ...], expected: tuple[tuple[str, ...], ...]
) -> None:
    assert tuple(slot.codes for slot in said_only(event, actor, recipient, things)) == expected


def test_who_takes_is_not_guessed_to_give() -> None:
    guessed, taker = (
        Slot(codes=("IRN",), rule="weighed: claim head"),
        Slot(codes=("IRN",), spans=(Span(0, 4),), rule="subj"),
    )
    told = Slot(codes=("RUS",), rule="as told before")
    assert giver("AID", guessed, (told, taker), has_object=False) == told
    assert giver("AID", guessed, (Slot(), taker), has_object=True).codes == ()
    assert giver("AID", guessed, (Slot(), taker), has_object=False) == guessed
    assert giver("ASSAULT", guessed, (told, taker), has_object=True) == guessed


def test_nobody_gives_goods_to_himself_by_a_guess() -> None:
    receiving = claims_of(PACT, "receive")[0]
    assert (receiving.actor.codes, receiving.recipient.codes) == ((), ("IRN",))
    for claim in claims_of(EMBARGO, "transfer"):
        assert set(claim.actor.codes).isdisjoint(claim.recipient.codes)


def test_the_council_of_an_article_on_its_measures() -> None:
    assert claims_of(EMBARGO, "condemned")[0].actor.codes == ("UN Security Council",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Council renewed resolution 1591.", True),
        ("The panel of experts wrote to the Committee.", True),
        ("The Sovereignty Council met. The Council spoke of the arms embargo.", False),
        ("The Council met in the town hall.", False),
    ],
)
def test_whose_council(text: str, expected: bool) -> None:
    assert is_of_the_council(text) is expected


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        ("Kenya detained two Chadian officers on suspicion of selling rifles to rebels.", "selling", ("TCD",)),
        ("Kenya seized a ship on suspicion of carrying weapons to Sudan.", "carrying", ()),
        ("Egypt reduced its debt by selling gas to Jordan.", "selling", ("EGY",)),
    ],
)
def test_who_is_held_on_suspicion_is_said_to_do_it(text: str, trigger: str, actor: tuple[str, ...]) -> None:
    assert [claim.actor.codes for claim in claims_of(text, trigger)] == [actor]
