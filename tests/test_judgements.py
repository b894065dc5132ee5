"""Which judgements hold, what they change, and that nothing of it hangs on the order in which they come."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from sayso.errors import InputError
from sayso.events.judged import SLOTS, check, judged
from sayso.events.judgements import (
    HOLDS,
    OVERRULED,
    SUPERSEDED,
    UNDONE,
    Decisions,
    claim_key,
    decisions,
    is_whole,
    judgement,
    standings,
)
from sayso.events.merging import merge
from sayso.events.ties import FIRM, tied
from sayso.records import Article, Event, Judgement, Reading

from .conftest import TEXT, made_reading, span


def at(minute: int, verdict: str, subject: str, **more: str) -> Judgement:
    """A judgement of this minute."""
    return judgement(verdict, subject, by="ann", at=f"2024-05-04T12:{minute:02}", **more)  # type: ignore[arg-type]


def states(*given: Judgement) -> list[str]:
    return [standing.state for standing in standings(given)]


def test_the_latest_of_one_subject_holds() -> None:
    first, second = at(1, "wrong", "a/c1"), at(2, "right", "a/c1")
    assert states(first, second, at(3, "wrong", "b/c1")) == [SUPERSEDED, HOLDS, HOLDS]
    assert decisions([second, first]) == Decisions(right=frozenset({("a", "c1")}))


def test_slots_are_judged_one_by_one() -> None:
    given = [at(n, "correct", "a/c1", slot=slot, value=value) for n, (slot, value) in
             enumerate([("actor", "PRK"), ("actor", "KOR"), ("when", "2024")])]  # fmt: skip
    assert decisions(given).corrections == {("a", "c1"): {"actor": "KOR", "when": "2024"}}


def test_undo_and_undo_of_undo() -> None:
    first = at(1, "wrong", "a/c1")
    undo = at(2, "undo", first.id)
    again = at(3, "undo", undo.id)
    assert states(first, undo) == [UNDONE, HOLDS]
    assert states(first, undo, again) == [HOLDS, UNDONE, HOLDS]
    assert decisions([again, undo, first]).wrong == {("a", "c1")}
    assert states(first, undo, again, at(4, "undo", again.id)) == [UNDONE, HOLDS, UNDONE, HOLDS]


def test_what_was_superseded_holds_again_when_the_later_is_undone() -> None:
    first, second = at(1, "right", "a/c1"), at(2, "wrong", "a/c1")
    assert states(first, second, at(3, "undo", second.id)) == [HOLDS, UNDONE, HOLDS]


def test_an_undo_of_what_is_not_there_does_nothing_until_it_comes() -> None:
    missing = at(1, "wrong", "a/c1")
    undo = at(2, "undo", missing.id)
    assert states(undo) == [HOLDS]
    assert not decisions([undo, missing]).wrong


def test_ties_have_no_direction() -> None:
    assert at(1, "same", "b/c", other="a/c") == at(1, "same", "a/c", other="b/c")
    assert states(at(1, "same", "b/c", other="a/c"), at(2, "different", "a/c", other="b/c")) == [SUPERSEDED, HOLDS]


def test_later_ties_overrule_what_contradicts_them_through_others() -> None:
    chain = [
        at(1, "different", "a/1", other="c/1"),
        at(2, "same", "a/1", other="b/1"),
        at(3, "same", "b/1", other="c/1"),
    ]
    assert states(*chain) == [OVERRULED, HOLDS, HOLDS]
    apart = [
        at(1, "same", "a/1", other="b/1"),
        at(2, "same", "b/1", other="c/1"),
        at(3, "different", "a/1", other="c/1"),
    ]
    assert states(*apart) == [OVERRULED, HOLDS, HOLDS]


def test_ids_are_hashes_of_what_is_said() -> None:
    one = at(1, "wrong", "a/c1")
    assert is_whole(one)
    assert not is_whole(structs.replace(one, by="bob"))
    assert not is_whole(judgement("same", "a/c1"))
    assert not is_whole(judgement("praise", "a/c1"))
    assert claim_key("a/b/c1") == ("a/b", "c1")


CLAIMS = ("a/1", "b/1", "c/1", "d/1")
PLAIN = st.builds(
    lambda verdict, subject, minute, by: at(minute, verdict, subject, note=by),
    st.sampled_from(("wrong", "right")), st.sampled_from(CLAIMS), st.integers(0, 9), st.sampled_from("xy"),
)  # fmt: skip
TIES = st.builds(
    lambda verdict, pair, minute: at(minute, verdict, pair[0], other=pair[1]),
    st.sampled_from(("same", "different")), st.sampled_from(list(itertools.combinations(CLAIMS, 2))), st.integers(0, 9),
)  # fmt: skip


@st.composite
def logs(draw: st.DrawFn) -> list[Judgement]:
    """Judgements, and some that undo any of those before."""
    held: list[Judgement] = draw(st.lists(PLAIN | TIES, max_size=12))
    for minute in draw(st.lists(st.integers(10, 20), max_size=6)):
        if held:
            held.append(at(minute, "undo", draw(st.sampled_from(held)).id))
    return held


@given(logs(), st.randoms())
def test_the_order_in_which_they_come_changes_nothing(log: list[Judgement], chance: object) -> None:
    mixed = [*log, *log[:3]]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert standings(mixed) == standings(log)
    assert decisions(mixed) == decisions(log)


@given(logs())
def test_ties_that_hold_never_contradict_one_another(log: list[Judgement]) -> None:
    decided = decisions(log)
    group = {key: key for pair in (*decided.same, *decided.different) for key in pair}
    for one, other in decided.same:
        group = {key: group[other] if home == group[one] else home for key, home in group.items()}
    assert all(group[one] != group[other] for one, other in decided.different)


@given(logs())
def test_one_more_undo_turns_what_it_undoes(log: list[Judgement]) -> None:
    for standing in standings(log):
        after = {s.judgement.id: s.state for s in standings([*log, at(30, "undo", standing.judgement.id)])}
        assert after[standing.judgement.id] == UNDONE


def decided(**more: object) -> Decisions:
    return Decisions(**more)  # type: ignore[arg-type]


KEY = ("made", "c1")


def test_wrong_claims_are_left_out(reading: Reading) -> None:
    assert judged(reading, decided()) is reading
    assert judged(reading, decided(wrong=frozenset({KEY}))) == structs.replace(reading, claims=())
    assert judged(reading, decided(wrong=frozenset({("other", "c1")}))) is reading


@pytest.mark.parametrize(
    ("slot", "value", "field", "expected"),
    [
        ("event", "AID", "event", "AID"),
        ("mode", "", "mode", None),
        ("context", "military+cyber", "context", ("military", "cyber")),
        ("when", "2024-05", "when", "2024-05"),
        ("where", "Ruritanian", "where", span("Ruritanian", TEXT[21:])),
        ("object", "a lawmaker", "object", span("a lawmaker")),
        ("factuality", "CT-", "factuality", "CT-"),
        ("auxiliary", "", "auxiliary", None),
    ],
)
def test_corrected_slots(reading: Reading, slot: str, value: str, field: str, expected: object) -> None:
    (claim,) = judged(reading, decided(corrections={KEY: {slot: value}})).claims
    found = getattr(claim, field)
    if field == "where":
        assert found.of(TEXT) == value
    else:
        assert found == expected
    assert claim.rules[slot] == "judged"
    assert slot not in claim.scores
    assert reading.claims[0].rules == {"factuality": "may", "trigger": "shell VERB"}


def test_slots_that_are_not_known_are_passed_over(reading: Reading) -> None:
    assert judged(reading, decided(corrections={KEY: {"colour": "red"}})) is reading


def test_corrected_parties_and_sources(reading: Reading) -> None:
    values = {"actor": "PRK", "recipient": "", "source": "KOR"}
    (claim,) = judged(reading, decided(corrections={KEY: values})).claims
    assert (claim.actor.codes, claim.recipient.codes) == (("PRK",), ())
    assert [(link.source, link.code) for link in claim.say_so] == [("a lawmaker", "KOR")]
    (claim,) = judged(reading, decided(corrections={KEY: {"source": "PRK > KOR"}})).claims
    assert [link.code for link in claim.say_so] == ["PRK", "KOR"]
    (claim,) = judged(reading, decided(corrections={KEY: {"source": ""}})).claims
    assert (claim.say_so, claim.attribution_id) == ((), None)


def test_entities_by_code_and_by_words(reading: Reading) -> None:
    found = judged(reading, decided(entities={"rur": "GRF"}))
    assert (found.claims[0].actor.codes, found.claims[0].recipient.codes) == (("GRF",), ("GRF",))
    assert (found.claims[0].say_so[0].code, found.attributions[0].speaker) == ("GRF", ("GRF",))
    found = judged(reading, decided(entities={"ruritanian army": "RURMIL", "a lawmaker": "LAW"}))
    assert (found.claims[0].actor.codes, found.claims[0].recipient.codes) == (("RURMIL",), ("RUR",))
    assert (found.claims[0].say_so[0].code, found.attributions[0].speaker) == ("LAW", ("LAW",))


def test_a_faint_claim_that_is_right_is_a_claim(reading: Reading) -> None:
    faint = structs.replace(reading, claims=(), faint=reading.claims)
    assert judged(faint, decided(right=frozenset({KEY}))) == reading
    assert judged(faint, decided(wrong=frozenset({KEY}))).faint == ()


@pytest.mark.parametrize(
    ("slot", "value"),
    [("colour", "red"), ("event", "DANCE"), ("event", ""), ("mode", "singing"), ("when", "Friday"), ("where", "Zenda"),
     ("factuality", "sure"), ("auxiliary", "maybe"), ("context", "weather")],
)  # fmt: skip
def test_values_that_a_slot_cannot_have(reading: Reading, slot: str, value: str) -> None:
    with pytest.raises(InputError):
        check(slot, value, reading.claims[0], TEXT)


def test_values_that_a_slot_can_have(reading: Reading) -> None:
    good = {"event": "AID", "mode": "heavy-weapons", "context": "military", "actor": "", "when": "2024/2025"}
    for slot, value in {**good, "where": "Strelsau", "object": "", "factuality": "U"}.items():
        check(slot, value, reading.claims[0], TEXT)
    assert set(good) < set(SLOTS)


def happenings(**ties: object) -> list[set[str]]:
    """The articles of each event: a and b tell the same, c another thing."""
    later = "Ruritania gave Strauss 40 tonnes of wheat in June, a spokesman said."
    readings = [made_reading(Article(id=key, text=TEXT, published="2024-05-04")) for key in ("a", "b")]
    other = made_reading(Article(id="c", text=TEXT + later, published="2021-01-01"))
    claim = structs.replace(other.claims[0], when="2021-01-01", recipient=structs.replace(other.claims[0].actor))
    events: list[Event] = merge([*readings, structs.replace(other, claims=(claim,))], **ties)  # type: ignore[arg-type]
    return [set(event.articles) for event in events]


A, B, C = (("a", "c1"), ("b", "c1"), ("c", "c1"))


def test_ties_join_and_part() -> None:
    assert {"a", "b"} in happenings()
    assert happenings(different=[(A, B)]) != happenings()
    assert not any({"a", "b"} <= event for event in happenings(different=[(B, A)]))
    assert {"a", "b", "c"} in happenings(same=[(C, A)])
    assert {"a", "c"} in happenings(same=[(A, C)], different=[(A, B), (B, C)])


def test_ties_of_claims_that_are_not_there() -> None:
    assert happenings(same=[(A, ("z", "c1"))]) == happenings()
    assert list(tied([], [(A, B)], [])) == []
    assert FIRM / 400**2 > 5
