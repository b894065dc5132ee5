"""Events: stance, which claims are joined, in whatever order they come, and why."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from itertools import combinations

import pytest
from msgspec import structs

import sayso
from sayso.events.accounts import Account, accounts
from sayso.events.asking import EventFilter, chosen
from sayso.events.blocks import LARGEST, candidates
from sayso.events.clusters import clusters
from sayso.events.days import Days, days, gap
from sayso.events.explaining import explain
from sayso.events.features import REASONS, compatible, features
from sayso.events.kept import decoded, encoded, retold
from sayso.events.merging import merge
from sayso.events.pairs import FURTHEST, Pairs, weights
from sayso.events.related import DAYS, MONTH, Name, related_in, spans_of
from sayso.events.stance import STANCES, denies, stance
from sayso.events.telling import told
from sayso.events.words import (
    Bag,
    deeds,
    endings,
    held,
    likeness,
    mass,
    masses,
    names,
    numbers,
    rarity,
    sentences,
    stem,
    weight,
)
from sayso.ontology import event_types
from sayso.records import Copy, Event, Reading

from .conftest import STORIES

COPIES = [Copy(article="s3", of="s1", kind="copy", similarity=1.0)]


def table(name: str) -> list[dict[str, str]]:
    with (resources.files("sayso.events") / "data" / name).open("r", encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


@cache
def read_stories() -> tuple[Reading, ...]:
    """The articles of the stories, read, once for all files of tests."""
    found = [
        sayso.Article(id=a["id"], text=a["text"], title=a["title"], published=a["date"], publisher=a["publisher"])
        for story in STORIES
        for a in story["articles"]
    ]
    return tuple(one for one in sayso.read_batch(found) if isinstance(one, Reading))


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return list(read_stories())


@pytest.fixture(scope="module")
def events(readings: list[Reading]) -> list[Event]:
    return merge(readings, COPIES)


def of(events: list[Event], readings: list[Reading], article: str, words: str) -> Event:
    """The event of the first claim of an article whose trigger has these words."""
    text = {reading.article.id: reading.article.text for reading in readings}[article]
    return next(e for e in events for c in e.claims if c.article == article and c.trigger.of(text) == words)


@pytest.mark.parametrize("row", table("stance.csv"), ids=lambda row: row["example"])
def test_stance_by_factuality_and_auxiliary(row: dict[str, str]) -> None:
    claims = [claim for claim in sayso.read(row["example"], date="2024-05-14").claims if claim.event == "ASSAULT"]
    assert row["stance"] in STANCES
    assert row["stance"] in [stance(claim, row["example"]) for claim in claims]


@pytest.mark.parametrize("row", table("denying.csv"), ids=lambda row: row["cue"])
def test_cues_that_deny(row: dict[str, str]) -> None:
    assert denies(row["example"])
    assert not denies(row["counterexample"])


@pytest.mark.parametrize("row", table("refuting.csv"), ids=lambda row: row["words"])
def test_who_calls_it_untrue_denies_it(row: dict[str, str]) -> None:
    for name, denied in (("example", True), ("counterexample", False)):
        claims = [claim for claim in sayso.read(row[name], date="2024-05-14").claims if claim.event == "ASSAULT"]
        assert ("denied" in [stance(claim, row[name]) for claim in claims]) == denied, row[name]


@pytest.mark.parametrize("row", table("endings.csv"), ids=lambda row: row["ending"])
def test_endings(row: dict[str, str]) -> None:
    assert stem(row["example"]) == row["stem"]
    kept, short = row["counterexample"], row["counterexample"].removesuffix(row["ending"])
    assert len(short) < int(row["left"]) or stem(kept) != short


def test_no_ending_hides_behind_a_shorter_one() -> None:
    found = [ending for ending, _, _ in endings()]
    assert not [(a, b) for a, b in combinations(found, 2) if b.endswith(a)]


@pytest.mark.parametrize("row", table("deeds.csv"), ids=lambda row: row["deed"])
def test_words_for_deeds(row: dict[str, str]) -> None:
    assert row["deed"] in deeds(row["example"])
    assert row["deed"] not in deeds(row["counterexample"])


def test_compatible_types() -> None:
    rows = table("compatible.csv")
    assert {row[side] for row in rows for side in ("event", "other")} <= set(event_types())
    assert len(compatible()) == len(rows)
    assert all(row["reason"] for row in rows)


def test_words() -> None:
    assert stem("shelled") == stem("shelling") == stem("shells") == "shell"
    assert numbers("Two lorries, 1,200 shells, 35.5 tons") >= {"2", "1200", "35.5"}
    assert stem("Kupiansk") in names("The town of Kupiansk was shelled.")
    text = 'Mr. Lind spoke. "It was Gen. Moss." They left.\nA list'
    assert [text[a:b].strip() for a, b in sentences(text)] == [
        "Mr. Lind spoke.", '"It was Gen. Moss."', "They left.", "A list",
    ]  # fmt: skip
    both, name, article = Bag(["the", "kupiansk"]), Bag(["kupiansk"]), Bag(["the"])
    assert likeness(both, name) > likeness(both, article)
    assert likeness(article, article) == held(name, both) == 1
    assert likeness(name, article) == held(name, Bag()) == 0


def test_days() -> None:
    assert days("2024-02") == Days(*(days("2024-02-01") or (0,))[:1], (days("2024-02-29") or (0,))[0])
    assert days("2024-05-10/2024-05-12") is not None
    assert days("soon") is days(None) is days("2024-05-12/2024-05-10") is None
    may, june = days("2024-05"), days("2024-06-02")
    assert may is not None
    assert june is not None
    assert (gap(may, june), gap(june, may), gap(may, may)) == (2, 2, 0)


def test_every_claim_is_in_one_event(readings: list[Reading], events: list[Event]) -> None:
    said = [(c.article, c.claim) for event in events for c in event.claims]
    assert len(said) == len(set(said))
    assert {(r.article.id, claim.id) for r in readings for claim in r.claims} <= set(said)
    assert all(any(not c.faint for c in event.claims) for event in events)


def test_one_happening_is_one_event(readings: list[Reading], events: list[Event]) -> None:
    shelling = of(events, readings, "s1", "shelled")
    assert {"s1", "s2", "s3"} == set(shelling.articles)
    assert shelling.first_reported == "2024-05-14"
    assert of(events, readings, "s1", "shelling") == shelling
    assert shelling.when == "2024-05-13"
    assert "RUS" in shelling.actor


def test_another_day_and_place_is_another_event(readings: list[Reading], events: list[Event]) -> None:
    assert of(events, readings, "s4", "shelled") != of(events, readings, "s1", "shelled")


def test_a_denial_stands_in_the_event_of_the_deed(readings: list[Reading], events: list[Event]) -> None:
    shelling, arms = of(events, readings, "s1", "shelled"), of(events, readings, "a1", "sent")
    assert shelling.denied_by == ("Russia",)
    assert arms.denied_by == ("North Korea",)


def test_a_condemnation_is_an_event_of_its_own(readings: list[Reading], events: list[Event]) -> None:
    assert of(events, readings, "s1", "condemned") != of(events, readings, "s1", "shelled")


def test_plan_and_deed_are_one_event(readings: list[Reading], events: list[Event]) -> None:
    assert of(events, readings, "t1", "meet") == of(events, readings, "t2", "met")


def test_order_does_not_matter(readings: list[Reading], events: list[Event]) -> None:
    assert merge(readings[::-1], COPIES[::-1]) == events
    assert merge([*readings[3:], *readings[:3]], COPIES) == events


def test_ids_stay_when_articles_come(readings: list[Reading], events: list[Event]) -> None:
    before = merge([reading for reading in readings if reading.article.id not in ("s3", "a2")], COPIES)
    assert of(before, readings, "s1", "shelled").id == of(events, readings, "s1", "shelled").id
    assert of(before, readings, "a1", "sent").id == of(events, readings, "a1", "sent").id


def test_parts_in_the_telling(readings: list[Reading], events: list[Event]) -> None:
    parts = [(claim.article, part) for claim, part in told(of(events, readings, "s1", "shelled"), COPIES)]
    assert parts[0] == ("s1", "first")
    assert ("s2", "denies") in parts
    assert all(part == "copy of s1" for article, part in parts if article == "s3")


def test_an_event_can_be_explained(readings: list[Reading], events: list[Event]) -> None:
    shelling = of(events, readings, "s1", "shelled")
    ties = explain(shelling, readings, COPIES)
    assert [tie.claim for tie in ties] == [(c.article, c.claim) for c in shelling.claims]
    assert all(0 < tie.chance < 1 and tie.reasons for tie in ties)
    assert explain(structs.replace(shelling, claims=shelling.claims[:1]), readings) == []


def test_features_have_reasons(readings: list[Reading]) -> None:
    found = [account for reading in readings for account in accounts(reading)]
    seen = {name for a, b in combinations(found, 2) for name in features(a, b, copied=True)}
    assert seen <= set(REASONS)
    assert {name for known in weights().values() for name in known} <= set(REASONS)
    assert features(found[0], found[5]) == features(found[5], found[0])
    assert all(Pairs().odds(a, b) == Pairs().odds(b, a) for a, b in combinations(found[:6], 2))


def first_account(text: str, word: str) -> Account:
    """The account of a claim with a trigger in these words."""
    (reading,) = sayso.read_batch([sayso.Article(id="x", text=text, published="2024-05-14")])
    assert isinstance(reading, Reading)
    return next(account for account in accounts(reading) if account.claim.word == word)


@pytest.mark.parametrize(
    ("text", "word", "definite"),
    [
        ("Russia condemned the attack on the village.", "attack", True),
        ("Russia condemned the latest attack on the village.", "attack", True),
        ("Russia condemned an attack on the village.", "attack", False),
        ("The army attacked the village.", "attacked", False),
    ],
)
def test_what_is_pointed_at(text: str, word: str, definite: bool) -> None:
    assert first_account(text, word).definite is definite


def test_words_of_the_clause_and_those_of_one_sentence_only() -> None:
    text = "Russia attacked the harbour, and Ukraine protested. Russia denied it. Russia has a harbour of its own."
    account = first_account(text, "attacked")
    assert {"harbour", "russia"} <= account.clause
    assert not {"ukrain", "protest"} & account.clause
    assert not {"russia", "harbour"} & account.own
    assert account.depth == 0


def copied(accounts: list[Account], times: int) -> list[Account]:
    """The same accounts as if of so many articles."""
    return [
        Account(**{name: getattr(a, name) for name in Account.__slots__} | {"page": structs_page(a, n)})
        for n in range(times)
        for a in accounts
    ]


def structs_page(account: Account, n: int) -> object:
    from dataclasses import replace

    return replace(account.page, id=f"{account.page.id}-{n:04d}")


def test_pairs_grow_with_the_claims(readings: list[Reading]) -> None:
    own = [account for account in accounts(readings[0]) if not account.faint]
    few, many = (len(candidates(sorted(copied(own, n), key=lambda a: a.key))) for n in (LARGEST, 4 * LARGEST))
    assert many < 8 * few


def test_clusters() -> None:
    odds = {(0, 1): 2.0, (1, 2): 1.0, (0, 2): -1.0, (3, 4): 3.0, (2, 3): -4.0}
    assert clusters(5, odds) == [[0, 1, 2], [3, 4]]
    assert clusters(5, odds, join=0.5) == [[0, 1], [2], [3, 4]]
    assert clusters(2, {}) == [[0], [1]]
    assert clusters(0, {}) == []


def test_a_large_part_is_cut_at_its_weaker_pairs() -> None:
    count = 900
    chain = {(i, i + 1): 0.2 if i % 300 == 299 else 4.0 for i in range(count - 1)}
    found = clusters(count, chain)
    assert sorted(i for group in found for i in group) == list(range(count))


def test_what_the_likeliest_pairs_hold_together_is_one_however_large() -> None:
    assert clusters(500, {(i, i + 1): FURTHEST for i in range(499)}) == [list(range(500))]


def test_articles_that_share_rare_names_are_related() -> None:
    days = {"a": 100, "b": 100 + MONTH, "c": 100 + 2 * MONTH, "d": None, "e": 101}
    names = [Name(name, article, day) for article, day in days.items() for name in ("x", "y", "z") if article != "e"]
    names.append(Name("x", "e", 101))
    spans = {span for day in days.values() for span in spans_of(day)}
    found = [pair for span in sorted(spans) for pair in related_in(names, span)]
    assert sorted(found) == [("a", "b"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d")]


def test_two_rare_names_relate_articles_that_lie_close() -> None:
    days = {"a": 100, "b": 100 + DAYS, "c": 101 + 2 * DAYS, "d": None, "e": 100}
    names = [Name(name, article, day) for article, day in days.items() for name in ("x", "y") if article != "e"]
    names.append(Name("x", "e", 100))
    spans = {span for day in days.values() for span in spans_of(day)}
    assert [pair for span in sorted(spans) for pair in related_in(names, span)] == [("a", "b")]


def test_accounts_are_kept_whole(readings: list[Reading]) -> None:
    for reading in readings:
        held = list(accounts(reading))
        page, again = decoded(encoded(held[0].page, held))
        assert encoded(page, again) == encoded(held[0].page, held)
        assert [features(a, held[0]) for a in again] == [features(a, held[0]) for a in held]


def test_the_most_told_come_first_and_show_their_words(readings: list[Reading], events: list[Event]) -> None:
    first, *rest = chosen(events, EventFilter())
    assert first == of(events, readings, "s1", "shelled")
    assert "shelled" in first.words
    assert len(first.words) > 1
    assert all(len(event.articles) <= len(first.articles) for event in rest)


@pytest.mark.parametrize(
    ("asked", "article", "words"),
    [
        (EventFilter(actor=("rus",), denied=True), "s1", "shelled"),
        (EventFilter(event=("ASSAULT",), contested=True, origins=1), "s1", "shelled"),
        (EventFilter(source=("north korea",)), "a1", "sent"),
        (EventFilter(since="2024-06", until="2024"), "s4", "shelled"),
    ],
)
def test_events_that_are_asked_for(
    readings: list[Reading], events: list[Event], asked: EventFilter, article: str, words: str
) -> None:
    found = list(chosen(events, asked))
    assert of(events, readings, article, words) in found
    assert len(found) < len(events)
    assert list(chosen(events, asked, 0)) == []


def test_accounts_to_tell_differ_in_words_alone(readings: list[Reading]) -> None:
    told_of = ("claim", "stance", "event", "classes", "when", "dated", "trigger", "sentence", "definite", "faint")
    for reading in readings:
        held = list(accounts(reading))
        text = encoded(held[0].page, held)
        (page, whole), (teller, bare) = decoded(text), retold(text)
        assert (teller.id, teller.outlet, teller.date, teller.words) == (page.id, page.outlet, page.date, frozenset())
        for one, other in zip(whole, bare, strict=True):
            assert all(getattr(one, name) == getattr(other, name) for name in told_of)
            assert (one.actor.codes, one.recipient.states) == (other.actor.codes, other.recipient.states)
            for source, again in ((one.outermost, other.outermost), (one.innermost, other.innermost)):
                assert (source and (source.text, source.words)) == (again and (again.text, again.words))
            assert not other.words | other.near | other.actor.words


def test_rare_words_weigh_what_they_are_worth_and_are_not_kept() -> None:
    known = dict(masses())
    assert mass(["zibbelkwark"]) == round(weight("zibbelkwark") * 100) ** 2
    common = next(iter(rarity()))
    assert mass([common, "zibbelkwark"]) == known[common] + mass(["zibbelkwark"])
    assert masses() == known
