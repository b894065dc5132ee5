"""Victims are no doers: whose words a side of a claim has when those of the other side are taken away."""

from __future__ import annotations

import pytest

from sayso.claims.engine import evidence_of, filled_by_rules
from sayso.claims.reading import ArticleReader
from sayso.claims.sides import is_own_victim, own_words, parted
from sayso.claims.weighing import Case, choices, weigh
from sayso.records import Article, Claim, Slot, Span

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


def told(*codes: str, at: int = 0, how: str = "name: country") -> Slot:
    return Slot(codes=codes, spans=(Span(at, at + 4),), rule=f"subj@ACTOR; {how}")


TWO = Slot(codes=("PER", "BOL"), spans=(Span(0, 4), Span(9, 13)), rule="weighed: claim head")
GUESS = Slot(codes=("PER",), rule="weighed: story")


@pytest.mark.parametrize(
    ("event", "actor", "recipient", "expected"),
    [
        # whom the words name is no part of the other side, also where "they" told of both
        ("ACCUSE", TWO, told("PER", at=40), (("BOL",), ("PER",))),
        ("SUPPORT", told("PER", "BOL", "CHL", how="together"), told("CHL", at=40), (("PER", "BOL"), ("CHL",))),
        # a guess beside a guess: the one alone
        ("SANCTION", TWO, GUESS, (("BOL",), ("PER",))),
        # a guess beside two that the words name is somebody else
        ("AID", told("PER", "BOL"), GUESS, None),
        # what two do together has actors only, but for one told apart
        ("CONSULT", TWO, GUESS, (("PER", "BOL"), ())),
        ("AGREE", told("PER", "BOL"), GUESS, (("PER", "BOL"), ())),
        ("CONSULT", told("PER", "BOL"), told("BOL", at=40), (("PER",), ("BOL",))),
    ],
)
def test_one_of_several_actors_is_not_the_recipient(
    event: str, actor: Slot, recipient: Slot, expected: tuple[tuple[str, ...], tuple[str, ...]] | None
) -> None:
    sides = parted(event, actor, recipient)
    assert (None if sides is None else tuple(side.codes for side in sides)) == expected


def test_the_words_of_the_recipient_are_no_words_of_the_actor() -> None:
    sides = parted("ACCUSE", TWO, Slot(codes=("BOL",), spans=(Span(9, 13),), rule="obj@ACTOR; name: country"))
    assert sides is not None
    assert sides[0].spans == (Span(0, 4),)


@pytest.mark.parametrize(
    ("text", "words", "actor", "recipient"),
    [
        ("Peru and Ecuador met in Lima on Monday to discuss the border. The two governments agreed on a truce. Both "
         "delegations thanked Peru for its hospitality. Ecuador's president said the talks would go on in May.",
         "thanked", {"ECU"}, {"PER"}),
        ("Togo and Ghana will jointly supply Benin with trucks and will train the crews at Lomé, ministers of the "
         "three countries said on Monday. Benin's parliament welcomed the offer. The first trucks arrive in May.",
         "train", {"TGO", "GHA"}, set()),
        ("Peru and Ecuador met in Lima on Monday to discuss the border. The two governments agreed on a truce. Both "
         "delegations thanked Brazil for its hospitality. Ecuador's president said the talks would go on in May.",
         "thanked", {"PER", "ECU"}, {"BRA"}),
    ],
)  # fmt: skip
def test_who_thanks_is_not_thanked(
    reader: ArticleReader, text: str, words: str, actor: set[str], recipient: set[str]
) -> None:
    claim = claims_of(reader, text)[words]
    assert (set(claim.actor.codes), set(claim.recipient.codes)) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "words", "recipient"),
    [
        ("Togo and Benin closed their border on Monday after a quarrel over fishing. Togo's navy had chased trawlers "
         "from Benin. Benin's president recalled his envoy. Ghana offered to mediate, its foreign ministry said. The "
         "border has been shut before, traders in Lomé said.", "mediate", {"TGO", "BEN"}),
        ("Chad and Sudan traded accusations on Tuesday after a raid on a border village. Chad's minister said Sudan "
         "had armed the raiders; Sudan denied it. Kenya is mediating, a diplomat in N'Djamena said. Chad has sent "
         "troops to the border. Sudan called them a threat.", "mediating", {"TCD", "SDN"}),
        ("Armenia and Azerbaijan exchanged fire on Sunday near the border. Armenia said two soldiers were wounded. "
         "Azerbaijan blamed Armenia. Georgia's mediation has brought the two sides to a table in Tbilisi. Armenia "
         "thanked Georgia.", "mediation", {"ARM", "AZE"}),
        ("Togo and Benin closed their border on Monday after a quarrel over fishing. Togo's navy had chased trawlers "
         "from Benin. Ghana's minister visited Lomé, his office said. The border has been shut before.",
         "visited", {"TGO"}),
    ],
)  # fmt: skip
def test_a_mediator_has_to_do_with_both_sides(
    reader: ArticleReader, text: str, words: str, recipient: set[str]
) -> None:
    assert set(claims_of(reader, text)[words].recipient.codes) == recipient


def test_who_is_asked_for_apart_is_none_of_several(reader: ArticleReader, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = reader.scene(Article(id="a", text=ARRESTS, published="2024-05-14"))
    match, actor, recipient = filled_by_rules(scene)[0]
    evidence = evidence_of(scene, [(match, actor, recipient)])
    asked = Case(match, "recipient", recipient, Slot(codes=("IRN", "IRQ"), rule="subj"))
    monkeypatch.setattr("sayso.claims.weighing.weights", lambda: {"recipient": {"focus": 99.0}})
    assert weigh(evidence, asked)[0].codes == ("IRN",)
    assert weigh(evidence, asked, apart=True)[0].codes != ("IRN",)
