"""Scores of slots: one a slot, between nothing and one, and a threshold that means what it says."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from msgspec import structs

from sayso.app.cli import commands
from sayso.app.options import LeastScore
from sayso.app.reading import above
from sayso.claims import slot_scores
from sayso.claims.reading import ArticleReader
from sayso.errors import InputError
from sayso.evaluate.slots import right_slots
from sayso.records import Article, Claim, Reading, SaySo, Slot, Span
from sayso.store import Store

STORY = (
    "Kenya's foreign minister flew to Kampala on Monday. She accused Uganda of arming rebels in the Kenyan north. "
    "Uganda rejected the charge. Ugandan soldiers arrested two Kenyan fishermen on the lake in March. "
    "Nairobi demanded their release. They were freed in April."
)
CLAIM = Claim(id="c", article_id="a", trigger=Span(0, 1), event="AID", score=0.9, scores={"event": 0.9, "actor": 0.4})
GOLD = {
    "event": "AID",
    "actor": ["KEN"],
    "recipient": ["UGA"],
    "say_so": [{"code": "KEN"}],
    "factuality": ["CT+", "PR+"],
    "when": "2024-05",
    "where": None,
    "object": None,
}


@pytest.fixture(scope="module")
def reading() -> Reading:
    found = ArticleReader(threads=1).read(Article(id="a", text=STORY, published="2024-05-14"))
    assert isinstance(found, Reading)
    return found


def test_every_slot_has_a_score(reading: Reading) -> None:
    assert reading.claims
    for claim in reading.claims:
        always = {"event", "factuality", "actor", "recipient", "say_so"}
        filled = {slot for slot in slot_scores.FILLED if getattr(claim, slot) is not None}
        assert set(claim.scores) == always | filled
        assert all(0 <= score <= 1 for score in claim.scores.values())
        assert claim.scores["event"] == claim.score
        assert claim.scores["factuality"] == pytest.approx(claim.certainty[claim.factuality], abs=0.006)


def test_features_of_the_heads_are_told_apart() -> None:
    names = [name for known in slot_scores.fitted(slot_scores.TABLE).values() for name in known]
    assert any(name.startswith("head ") for name in names)
    assert any(name.startswith("rule ") for name in names)


def test_a_threshold_on_a_slot_leaves_out_what_is_lower_but_no_denial() -> None:
    denied = structs.replace(CLAIM, id="d", auxiliary="negation")
    found = Reading(article=Article(id="a", text="x"), claims=(CLAIM, denied))
    assert [c.id for c in above(found, {"actor": 0.5}).claims] == ["d"]
    assert above(found, {"actor": 0.3, "event": 0.8}) is found
    assert above(found, {"object": 0.9}) is found  # what has no score is not held against a claim


def test_min_score_takes_a_number_or_a_slot_with_one() -> None:
    asked = LeastScore()
    assert asked.convert("0.6", None, None) == ("event", 0.6)
    assert asked.convert("actor=0.7", None, None) == ("actor", 0.7)
    for wrong in ("mood=0.5", "actor=2", "actor=", "much"):
        with pytest.raises(click.BadParameter):
            asked.convert(wrong, None, None)


def test_the_command_takes_several_thresholds() -> None:
    sentence = "Kenya accused Uganda of arming rebels."
    options = ["--min-score", "0", "--min-score", "actor=0"]
    done = CliRunner().invoke(commands, ["read", sentence, *options], catch_exceptions=False)
    assert done.exit_code == 0
    assert "ACCUSE" in done.output


def test_a_store_asks_the_same_of_slots(reading: Reading, tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    with Store(tmp_path / "s.duckdb") as store:
        store.add([reading])
        for slot in (*always_scored(), *slot_scores.FILLED):
            least = {slot: sorted(claim.scores.get(slot, 0) for claim in reading.claims)[len(reading.claims) // 2]}
            found = [row["id"] for row in store.claims(min_score=least).dicts()]
            assert found == [claim.id for claim in above(reading, least).claims]
        assert store.claims(min_score={"event": 0.6}).count() == store.claims(min_score=0.6).count()
        with pytest.raises(InputError, match="no slot that has a score"):
            store.claims(min_score={"mood": 0.5}).count()
    asked = ["claims", "--store", str(tmp_path / "s.duckdb"), "-f", "csv"]
    lines = [
        len(CliRunner().invoke(commands, [*asked, *options], catch_exceptions=False).stdout.splitlines())
        for options in ([], ["--min-score", "actor=0.9", "--min-score", "0.2"])
    ]
    assert lines == [1 + len(reading.claims), 1 + len(above(reading, {"actor": 0.9, "event": 0.2}).claims)]


def always_scored() -> tuple[str, ...]:
    return ("event", "factuality", "actor", "recipient", "say_so")


def claim(**slots: object) -> Claim:
    given = {"actor": Slot(codes=("KEN",)), "recipient": Slot(codes=("UGA",)), "say_so": (link("KEN"),)}
    return structs.replace(CLAIM, **(given | slots))


def link(code: str) -> SaySo:
    return SaySo(source="x", code=code, cue="said")


def test_right_slots_are_those_that_agree() -> None:
    assert right_slots(GOLD, claim(), "x") == dict.fromkeys(("actor", "recipient", "say_so", "factuality"), True)
    wrong = right_slots(GOLD, claim(actor=Slot(codes=("UGA",)), say_so=(), factuality="U", when="2024"), "x")
    assert wrong == {"actor": False, "recipient": True, "say_so": False, "factuality": False, "when": False}
    assert "object" not in right_slots(GOLD, claim(object=Span(0, 1)), "x")
    both = right_slots(
        GOLD | {"event": "CONSULT"}, claim(actor=Slot(codes=("UGA",)), recipient=Slot(codes=("KEN",))), "x"
    )
    assert both["actor"]
    assert both["recipient"]
