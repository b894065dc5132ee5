"""PLOVER and CAMEO: the tables are whole, and the ways between them lead where they say."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from sayso.ontology import (
    auxiliaries,
    cameo_codes,
    contexts,
    contexts_of,
    event_types,
    modes,
    plover_score,
    sectors,
    to_cameo,
    to_plover,
    un_measures,
)
from sayso.ontology.tables import rows

QUADS = {
    1: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    2: {"COOPERATE", "AID", "RETREAT"},
    3: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    4: {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}
WAYS = [tuple(row[name] for name in ("event", "mode", "context", "code", "note")) for row in rows("plover_to_cameo")]


def test_sixteen_types_in_four_classes() -> None:
    found = {quad: {kind.name for kind in event_types().values() if kind.quad == quad} for quad in QUADS}
    assert found == QUADS


def test_scores_have_the_sign_of_their_class() -> None:
    for kind in event_types().values():
        assert kind.score >= 0 if kind.quad <= 2 else kind.score <= 0, kind
    for mode in modes().values():
        assert mode.event in event_types()
        assert mode.score is None or abs(mode.score) <= 10


def test_scores() -> None:
    assert plover_score("CONSULT", "visit") == 4
    assert plover_score("PROTEST", "vandalize") == plover_score("PROTEST") == -5
    assert plover_score("AID", "no such mode") == 10
    assert plover_score("NOTHING") is None


def test_codes() -> None:
    codes = cameo_codes()
    assert {f"{root:02}" for root in range(1, 21)} <= codes.keys()
    assert all(code.event is None or code.event in event_types() for code in codes.values())
    assert all(code[:-1] in codes for code in codes if len(code) > 2)
    assert (codes["194"].name, codes["194"].goldstein) == ("fights with artillery or tanks", -10)
    assert codes["01"].event is None
    assert "MIL" in sectors()


@pytest.mark.parametrize(("event", "mode", "context", "code", "note"), WAYS)
def test_the_way_back(event: str, mode: str, context: str, code: str, note: str) -> None:
    """It leads to a code that PLOVER gave to the same type, unless the row says why not."""
    assert not mode or (event, mode) in modes()
    assert not context or context in contexts()
    assert cameo_codes()[code].event == event or note or code in ("175", "191", "192", "1711", "1712")


def test_every_type_and_mode_has_a_code() -> None:
    assert all(to_cameo(event) for event in event_types())
    ways = {(event, mode) for event, mode, *_ in WAYS}
    assert set(modes()) <= ways


def test_the_nearest_code() -> None:
    def code(event: str, mode: str | None = None, *about: str) -> str | None:
        found = to_cameo(event, mode, about)
        return found and found.code

    assert code("AID") == "070"
    assert code("AID", None, "health", "military") == "073"
    assert code("ASSAULT", "heavy-weapons", "military") == "194"
    assert code("ASSAULT", "no such mode", "military") == "190"
    assert code("NOTHING") is None


def test_predicates_speak_of_known_types_and_modes() -> None:
    folder = resources.files("sayso.claims") / "data" / "predicates"
    wrong = []
    for table in folder.iterdir():
        if table.name.endswith(".csv"):
            with table.open(encoding="utf-8") as file:
                for row in csv.DictReader(file):
                    event, mode = row.get("event") or table.name.removesuffix(".csv"), row["mode"]
                    if event not in event_types() or (mode and (event, mode) not in modes()):
                        wrong.append((event, mode, row["lemma"]))
                    wrong += [
                        (event, row["accept"], row["lemma"])
                        for a in row["accept"].split("|")
                        if a and a not in event_types()
                    ]
    assert not wrong


def test_names_of_codes_are_told_apart() -> None:
    names = [code.name for code in cameo_codes().values()]
    assert len(names) == len(set(names))


def test_auxiliaries() -> None:
    assert set(auxiliaries()) == {"historical", "future", "hypothetical", "negation"}


def test_what_cameo_says_of_announcements_and_denials() -> None:
    def code(event: str, mode: str | None = None, *about: str, auxiliary: str | None = "future") -> str | None:
        found = to_cameo(event, mode, about, auxiliary=auxiliary)
        return found and found.code

    assert code("AID", None, "military") == "0332"
    assert code("CONSULT", "visit") == "036"
    assert code("ASSAULT", "aerial") == "1384"
    assert code("REQUEST") is None
    assert code("AID", auxiliary="negation") is None
    assert code("AID", auxiliary="hypothetical") == code("AID", auxiliary=None) == "070"


def test_announced_cooperation_is_intent_and_announced_conflict_a_threat() -> None:
    for row in rows("plover_to_cameo_future"):
        root = "03" if event_types()[row["event"]].quad <= 2 else "13"
        assert row["code"].startswith(root), row
        assert row["code"] in cameo_codes()
        assert not row["mode"] or (row["event"], row["mode"]) in modes()
        assert not row["context"] or row["context"] in contexts()


def test_from_cameo_to_plover() -> None:
    assert to_plover("193") == ("ASSAULT", "firearms", ("military",))
    assert to_plover("19399") == to_plover("193")
    assert to_plover("010") is None
    assert to_plover("99") is None


def test_every_context_has_cues_and_no_cue_is_longer_than_what_is_looked_up() -> None:
    cues = list(rows("context_cues"))
    assert {row["context"] for row in cues} == contexts()
    assert max(len(row["cue"].split()) for row in cues) <= 4
    assert all(row["cue"] == row["cue"].casefold() for row in cues)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("the army shelled the town", ("military",)),
        ("Lawmakers passed the budget", ("legislative", "economic")),
        ("police fired tear gas at them", ("repression",)),
        ("the nuclear test was condemned by its embassy", ("diplomatic", "cbrn")),
        ("it condemned the violation of human rights", ("human_rights",)),
        ("she met him in the garden", ()),
        ("a human and a right", ()),
    ],
)
def test_contexts_of_a_sentence(sentence: str, expected: tuple[str, ...]) -> None:
    assert contexts_of(sentence.split()) == expected


def test_measures_keep_what_they_rest_on() -> None:
    measures = {measure.id: measure for measure in un_measures()}
    assert len(measures) == len(un_measures()) >= 70
    assert {m.basis for m in measures.values()} == {"read", "memory", "read+memory"}
    arms = measures["S/RES/1874"]
    assert arms.in_force("2023-11-09")
    assert not arms.in_force("2008-01-01")
    iran = measures["S/RES/1929"]
    assert [iran.in_force(day) for day in ("2015-06-01", "2016-01-16", "2020-01-12", "2025-09-28")] == [
        *(True, False, False, True),
    ]
    assert ("from", "all_arms_procurement_from") in {(rule.direction, rule.category) for rule in arms.rules}


def test_every_rule_belongs_to_a_measure() -> None:
    known = {measure.id for measure in un_measures()}
    assert {row["measure"] for row in rows("un_measure_rules")} <= known
    assert sum(len(measure.rules) for measure in un_measures()) == len(list(rows("un_measure_rules")))
