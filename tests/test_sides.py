"""Victims are no doers: whose words a side of a claim has when those of the other side are taken away."""

from __future__ import annotations

import pytest

from sayso.claims.engine import evidence_of, filled_by_rules
from sayso.claims.reading import ArticleReader
from sayso.claims.sides import is_own_victim, own_words
from sayso.claims.weighing import Case, choices
from sayso.records import Article, Claim, Slot

RAID = (
    "Boko Haram fighters stormed the town of Dikwa in Nigeria's Borno state on Monday, residents said. The militants "
    "burned houses and shops. Thirty-seven civilians were killed, a local official said. Two soldiers were taken "
    "hostage. The Nigerian army said it had sent reinforcements to the town. Nigeria's president condemned the attack."
)
ARRESTS = (
    "Iranian police arrested three activists in Tehran on Monday, state media said. Two journalists were detained on "
    "Tuesday. Iran's judiciary said the journalists had spread lies. Human rights groups condemned Iran."
)
BASE = (
    "The Arakan Army seized a base in Myanmar's Rakhine state on Friday, it said in a statement. Seventy soldiers "
    "surrendered. Five commanders were captured. Twelve villagers died when a bomb hit their homes. Myanmar's junta "
    "did not comment. Two teachers were detained at a checkpoint. The junta has lost much of the state since 2023."
)


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return ArticleReader(threads=1)


def claims_of(reader: ArticleReader, text: str) -> dict[str, Claim]:
    reading = reader.read(Article(id="a", text=text, published="2024-05-14"))
    return {claim.trigger.of(text): claim for claim in reading.claims}


def test_the_words_of_a_victim_are_no_words_of_the_doer(reader: ArticleReader) -> None:
    for text in (RAID, BASE):
        for claim in claims_of(reader, text).values():
            if claim.event == "ASSAULT":
                assert not set(claim.actor.spans) & set(claim.recipient.spans), claim.trigger.of(text)


def test_a_doer_told_before_stands_against_the_victims_country(reader: ArticleReader) -> None:
    found = claims_of(reader, RAID)
    for words in ("killed", "taken hostage"):
        assert "NGA" not in found[words].actor.codes
        assert found[words].recipient.codes == ("NGA",)


def test_a_state_may_still_deal_with_its_own_people(reader: ArticleReader) -> None:
    found = claims_of(reader, ARRESTS)
    assert found["arrested"].actor.codes == found["arrested"].recipient.codes == ("IRN",)


def test_who_dies_does_nothing(reader: ArticleReader) -> None:
    died = claims_of(reader, BASE)["died"]
    assert "Twelve villagers" in [span.of(BASE) for span in died.recipient.spans]
    assert died.actor.spans == ()


def test_own_words_leave_out_what_is_rather_on_the_other_side(reader: ArticleReader) -> None:
    scene = reader.scene(Article(id="a", text=RAID, published="2024-05-14"))
    parse = scene.grammar.parse
    filled = {parse.word(match.trigger): (match, slots) for match, *slots in filled_by_rules(scene)}
    match, (actor, recipient) = filled["taken"]
    words = {parse.word(w) for w in own_words(scene.cast, match.trigger, "ASSAULT", role="actor", other=recipient)}
    assert not {"Two", "soldiers"} & words
    evidence = evidence_of(scene, [(match, actor, recipient)])
    found = choices(evidence, Case(match, "actor", actor, recipient))
    assert any("no doer told|ASSAULT" in name for choice in found for name in choice.features)


def test_who_dies_of_a_deed_did_not_do_it(reader: ArticleReader) -> None:
    found = claims_of(reader, "Five Filipino soldiers died in an ambush on Wednesday, the army said.")
    assert all("PHL" not in claim.actor.codes for claim in found.values())


def test_who_is_counted_stands_in_no_other_slot(reader: ArticleReader) -> None:
    text = (
        "Belarusian riot police beat protesters in Minsk on Sunday. Dozens of people were detained. Two journalists "
        "were sentenced to prison. Belarus's president, Alexander Lukashenko, said order would be kept."
    )
    assert claims_of(reader, text)["detained"].actor.spans == ()


def test_the_next_sentence_names_no_doer_of_violence(reader: ArticleReader) -> None:
    text = (
        "Members of the 400 Mawozo gang stormed a prison in Port-au-Prince, Haiti, on Monday night. Eleven guards were "
        "murdered. Haiti's prime minister declared a curfew. Seven missionaries were kidnapped the next day."
    )
    assert claims_of(reader, text)["murdered"].actor.spans == ()


def test_only_a_known_doer_stands_against_the_victim() -> None:
    victim, group = Slot(codes=("MLI",)), Slot(codes=("JNIM",))
    assert is_own_victim("ASSAULT", "actor", group, victim, ("MLI",))
    assert not is_own_victim("ASSAULT", "actor", Slot(), victim, ("MLI",))
    assert not is_own_victim("ASSAULT", "actor", victim, victim, ("MLI",))
    assert not is_own_victim("ASSAULT", "recipient", group, victim, ("MLI",))
    assert not is_own_victim("COERCE", "actor", group, victim, ("MLI",))


@pytest.mark.parametrize(
    "text", ["Thirty-seven citizens were martyred.", "Twelve villagers died when a bomb hit them."]
)
def test_a_number_is_nobody(reader: ArticleReader, text: str) -> None:
    assert all(claim.actor.spans == () for claim in claims_of(reader, text).values())
