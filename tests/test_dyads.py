"""Counts by dyad and month: what counts where."""

from __future__ import annotations

from typing import Any

from sayso.ontology.plover import event_types
from sayso.records import Article, Claim, Event, Span, Told
from sayso.report.exports.dyads import COLUMNS, dyad_rows
from sayso.report.exports.material import Happening, Line


def happening(
    kind: str, actor: tuple[str, ...], recipient: tuple[str, ...], *stances: str, when: str | None = "2024-05-07",
    origins: tuple[str, ...] = ("Wire",), first_reported: str | None = "2024-06-01",
) -> Happening:  # fmt: skip
    claim = Claim(id="c", article_id="a", trigger=Span(0, 3), event=kind)
    told = tuple(Told(article="a", claim="c", trigger=Span(0, 3), stance=one) for one in stances or ("asserted",))
    event = Event(
        id="e", event=kind, actor=actor, recipient=recipient, when=when, first_reported=first_reported,
        articles=("a",), publishers=(), origins=origins, claims=told,
    )  # fmt: skip
    return Happening(event, (Line(Article(id="a", text="Met."), claim, "", "asserted", Span(0, 4), 1),))


def counted(*held: Happening) -> dict[tuple[Any, ...], dict[str, Any]]:
    """By month, actor and recipient what is not nought."""
    found = list(dyad_rows(held))
    assert all(list(row) == [name for name, _, _ in COLUMNS] for row in found)
    return {
        (row["month"], row["actor"], row["recipient"]): {
            name: row[name] for name, kind, _ in COLUMNS if kind == "number" and row[name]
        }
        for row in found
    }


def test_events_count_once_by_quad_class() -> None:
    found = counted(
        happening("ASSAULT", ("RUS",), ("UKR",)),
        happening("ASSAULT", ("RUS",), ("UKR",), "asserted", "asserted", origins=("Wire", "the mayor")),
        happening("AID", ("PRK",), ("RUS",), "asserted", "denied"),
        happening("ACCUSE", ("UKR",), ("RUS",)),
    )
    assert found == {
        ("2024-05", "RUS", "UKR"): {"material_conflict": 2, "events": 2, "corroborated": 1},
        ("2024-05", "PRK", "RUS"): {"material_cooperation": 1, "events": 1, "contested": 1},
        ("2024-05", "UKR", "RUS"): {"verbal_conflict": 1, "events": 1},
    }


def test_what_nobody_asserts_has_columns_of_its_own() -> None:
    found = counted(
        happening("AID", ("PRK",), ("RUS",), "planned"),
        happening("AID", ("PRK",), ("RUS",), "denied"),
        happening("AID", ("PRK",), ("RUS",), "doubted"),
    )
    assert found == {("2024-05", "PRK", "RUS"): {"planned": 1, "doubted": 1, "denied": 1}}


def test_several_sides_count_for_each_pair_and_those_who_meet_for_each_other() -> None:
    found = counted(
        happening("SANCTION", ("USA", "GBR"), ("RUS", "BLR")),
        happening("CONSULT", ("ARM", "AZE"), ()),
        happening("PROTEST", ("COL",), ()),
        happening("ASSAULT", (), ("MLI",)),
    )
    assert set(found) == {
        *(("2024-05", actor, recipient) for actor in ("USA", "GBR") for recipient in ("RUS", "BLR")),
        *(("2024-05", "ARM", "AZE"), ("2024-05", "AZE", "ARM"), ("2024-05", "COL", None)),
    }


def test_the_month_is_that_of_the_event_or_of_the_first_report() -> None:
    held = (
        happening("AID", (actor,), ("RUS",), when=when, first_reported=day)
        for actor, when, day in (
            ("PRK", "2024-04-30/2024-05-02", None),
            ("IRN", "2023", "2024-06-01"),
            ("BLR", None, "2024-06-01"),
            ("CHN", None, None),
        )
    )
    assert {actor: month for month, actor, _ in counted(*held)} == {
        **{"PRK": "2024-04", "IRN": "2023", "BLR": "2024-06", "CHN": None},
    }


def test_the_score_is_the_mean_of_what_happened() -> None:
    rows = list(dyad_rows([happening("ASSAULT", ("A",), ("B",)), happening("AID", ("A",), ("B",), "planned")]))
    assert [row["mean_score"] for row in rows] == [event_types()["ASSAULT"].score]
