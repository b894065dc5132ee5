"""PLOVER's contexts of claims, and the codes and scores that every claim carries."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import sayso
from sayso.claims.contexts import LEAST_CHANCE, LEAST_OF_BEST, SECTORS, Event, Topics, chosen, shown_for, weights
from sayso.ontology import contexts, event_types, modes, plover_score, sectors, to_cameo
from sayso.ontology.cues import cues
from sayso.ontology.tables import rows
from sayso.reader.parse import Parse
from sayso.records import Article, Claim, Span
from sayso.report.shape import claim_shape
from sayso.report.terms import coded

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "annotation" / "contexts.jsonl"
sys.path.insert(0, str(ROOT / "benchmarks"))

ALL = [(event, mode) for event in event_types() for mode in (None, *(name for kind, name in modes() if kind == event))]
AUXILIARIES = (None, "historical", "hypothetical", "future", "negation")
# Where CAMEO sorts the deed into another class than PLOVER, and why.
OTHER_CLASS = {
    "080": "CAMEO counts all yielding as material cooperation",
    "116": "a verdict is no sanction in CAMEO but a word of disapproval",
}
UNANNOUNCED = {"REQUEST", "ACCUSE", "REJECT", "THREATEN"}


def parse_of(words: str) -> Parse:
    """A sentence without grammar: every word hangs on the first."""
    given = words.split()
    starts = [sum(len(word) + 1 for word in given[:i]) for i in range(len(given))]
    ends = [start + len(word) for start, word in zip(starts, given, strict=True)]
    n, lemmas = len(given), [word.lower() for word in given]
    return Parse(words, starts, ends, lemmas, ["NOUN"] * n, ["NN"] * n, [-1] + [0] * (n - 1), ["dep"] * n, [(0, n)])


def test_of_phrases_that_begin_together_the_longest_tells() -> None:
    found = Topics(parse_of("drug trafficking and smart gas fields")).found
    assert {cue.context for cue in found[0]} == {cue.context for cue in cues()["drug trafficking"]}
    assert {cue.context for cue in found[4]} == {"natural_resource"}


def test_words_of_the_event_count_apart_from_the_sentence_and_sectors_tell() -> None:
    topics = Topics(parse_of("shelled the embassy ; ballot"))
    event = Event(0, "ASSAULT", None, frozenset({0, 1, 2}), frozenset({"SPY", "GOV"}))
    shown = topics.features(event)
    assert shown["diplomatic"]["own sure"] == 1.0
    assert shown["election"] == {"below sure": 1.0, "share": shown["election"]["share"]}
    assert shown["intelligence"] == {"sector": 1.0}
    assert shown_for(shown, "gender", event).keys() == {"any", "any|gender", "ASSAULT|gender", "ASSAULT None|gender"}


def test_the_likeliest_context_needs_less_and_stands_first() -> None:
    assert chosen({"military": 0.2, "legal": 0.9, "cyber": 0.4}) == ("legal", "cyber")
    assert chosen({"military": (LEAST_OF_BEST + LEAST_CHANCE) / 2, "legal": 0.0}) == ("military",)
    assert chosen({"military": LEAST_OF_BEST / 2, "legal": 0.0}) == ()


def test_tables_speak_of_known_contexts_types_and_sectors() -> None:
    singles = {name.partition("|")[2] for name in weights() if "|" in name}
    assert singles <= contexts()
    assert {name.partition("|")[0].partition(" ")[0] for name in weights() if "|" in name} <= {"any", *event_types()}
    assert set(SECTORS) <= sectors() | {"UAF"}
    assert set(SECTORS.values()) <= contexts()
    given = list(rows("context_cues"))
    assert {row["strength"] for row in given} == {"sure", "strong", "weak"}
    assert len({(row["context"], row["cue"]) for row in given}) == len(given)


def test_annotated_contexts_stand_at_annotated_claims() -> None:
    import contexts as benchmark

    known, seen = benchmark.texts(), set()
    held_out = set((ROOT / "annotation/held_out.txt").read_text(encoding="utf-8").split())
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        start, end = record["trigger"]
        assert any(c["trigger"]["start"] == start and c["trigger"]["end"] == end for c in known[record["id"]]["claims"])
        assert set(record["context"]) <= contexts()
        assert record["part"] == "measure" or (record["part"] == "develop" and record["id"] not in held_out)
        seen.add((record["id"], record["part"]))
    assert len({key for key, _ in seen}) == len(seen), "an article stands in one part only"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Russia shelled Kharkiv.", "military"),
        ("Greece turned back migrants from Iraq.", "migration"),
        ("Peru's Congress impeached the president.", "legislative"),
        ("China imposed tariffs on Australian wine.", "economic"),
        ("France withdrew its ambassador from Mali.", "diplomatic"),
    ],
)
def test_contexts_of_single_sentences(sentence: str, expected: str) -> None:
    claims = sayso.read(Article(id="c", text=sentence, language="en")).claims
    assert any(expected in claim.context for claim in claims), [claim.context for claim in claims]


@pytest.mark.parametrize(("event", "mode"), ALL)
@pytest.mark.parametrize("auxiliary", AUXILIARIES)
def test_every_claim_has_class_score_and_code(event: str, mode: str | None, auxiliary: str | None) -> None:
    claim = Claim(id="c", article_id="a", trigger=Span(0, 1), event=event, mode=mode, auxiliary=auxiliary)
    told, kind = coded(claim), event_types()[event]
    assert told["quad"] == kind.quad
    assert told["plover_score"] == plover_score(event, mode)
    if auxiliary == "negation" or (auxiliary == "future" and event in UNANNOUNCED):
        assert told["cameo"] is None
        return
    code = to_cameo(event, mode, auxiliary=auxiliary)
    assert code is not None
    assert (told["cameo"], told["goldstein"]) == (code.code, code.goldstein)
    if auxiliary == "future":
        assert code.code[:2] == ("03" if kind.quad <= 2 else "13")
    elif code.code not in OTHER_CLASS:
        assert code.quad == kind.quad


@pytest.mark.parametrize(("event", "mode"), ALL)
def test_codes_of_cooperation_are_not_negative_and_those_of_conflict_not_positive(event: str, mode: str | None) -> None:
    code = to_cameo(event, mode)
    assert code is not None
    assert code.goldstein is not None
    assert code.goldstein >= 0 if event_types()[event].quad <= 2 else code.goldstein <= 0


def test_the_most_telling_context_decides_the_code() -> None:
    claim = Claim(id="c", article_id="a", trigger=Span(0, 1), event="AID", context=("health", "military"))
    assert claim_shape(claim, "x")["cameo"] == "073"


def test_lines_and_rows_of_every_claim_hold_codes_and_scores() -> None:
    text = (ROOT / "examples" / "shipment.txt").read_text(encoding="utf-8")
    reading = sayso.read(Article(id="s", text=text, published="2024-05-17", language="en"))
    assert reading.claims
    for claim in reading.claims:
        line = claim_shape(claim, text)
        assert line["quad"] in (1, 2, 3, 4)
        assert line["plover_score"] is not None
        assert line["context"] == list(claim.context)
        announced = claim.auxiliary == "negation" or (claim.auxiliary == "future" and claim.event in UNANNOUNCED)
        assert (line["cameo"] is None) == announced
