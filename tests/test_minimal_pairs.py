"""The shipped model invents no event in any minimal pair; the judge of the pairs knows an invention from a miss."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import msgspec
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.minimal_pairs import Pair, Verdict, invented, judge, load, run, show
from sayso.records import Claim, SaySo, Slot, Span

DATA = Path(__file__).parent / "data"
# The second and third file were written without a look at what the engine does with them: other events, wording,
# countries; the third has nested sayings, denials of denials, cancelled plans, rumours, headlines and metaphors.
FILES = ("minimal_pairs", "minimal_pairs_wide", "minimal_pairs_more")
PAIRS = [pair for name in FILES for pair in load(DATA / f"{name}.jsonl")]


def known_failures() -> dict[str, str]:
    """Sentences in which the shipped model invents something, and why; strict, so a mended one must be taken out."""
    texts = [(DATA / f"{name}_known_failures.tsv").read_text(encoding="utf-8") for name in FILES]
    return dict(row.split("\t", 1) for text in texts for row in text.splitlines()[1:] if row.strip())


def cases() -> list[object]:
    known = known_failures()
    marks = {name: [pytest.mark.xfail(reason=reason, strict=True)] for name, reason in known.items()}
    return [pytest.param(pair.id, id=pair.id, marks=marks.get(pair.id, [])) for pair in PAIRS]


@cache
def verdicts() -> dict[str, Verdict]:
    return {verdict.pair.id: verdict for verdict in run(PAIRS)}


@pytest.mark.parametrize("name", cases())
def test_no_invented_event(name: str) -> None:
    verdict = verdicts()[name]
    assert not verdict.invented, [show(claim, verdict.pair.text) for claim in verdict.invented]


def test_asserted_deeds_are_found() -> None:
    """Saying nothing would invent nothing: most of the plainly asserted deeds must be found."""
    plain = [pair for pair in PAIRS if any(c.required and c.asserts("CT+") and not c.say_so for c in pair.claims)]
    missed = [pair.text for pair in plain if verdicts()[pair.id].missed]
    assert len(missed) * 4 <= len(plain), missed


def test_pairs_are_well_formed() -> None:
    assert len({pair.id for pair in PAIRS}) == len(PAIRS) >= 400
    assert set(known_failures()) <= {pair.id for pair in PAIRS}
    for pair in PAIRS:
        for expected in pair.claims:
            assert expected.event == expected.accept[0]
            assert pair.where(expected).of(pair.text) == expected.trigger
            assert pair.text.count(expected.trigger) >= 1


def pair(text: str, **claim: object) -> Pair:
    expected = {
        "event": "ASSAULT",
        "accept": ["ASSAULT"],
        "actor": ["ETH"],
        "recipient": ["ERI"],
        "factuality": ["CT+"],
    }
    row = expected | {"trigger": "attacked", "auxiliary": None, "say_so": []} | claim
    return msgspec.convert({"id": "x", "set": "x", "text": text, "date": "2024-05-14", "claims": [row]}, Pair)


def claim(text: str, **slots: object) -> Claim:
    start = text.index("attacked")
    plain = Claim(
        id="c",
        article_id="x",
        trigger=Span(start, start + 8),
        event="ASSAULT",
        actor=Slot(codes=("ETH",)),
        recipient=Slot(codes=("ERI",)),
    )
    return msgspec.structs.replace(plain, **slots)


KENYA = (SaySo(source="Kenya", code="KEN", cue="said"),)
SUDAN = (SaySo(source="Sudan", code="SDN", cue="said"),)
SOMEONE = (SaySo(source="a traveller", code=None, cue="said"),)


@pytest.mark.parametrize(
    ("annotated", "predicted", "is_invented"),
    [
        ({}, {}, False),
        ({}, {"actor": Slot()}, False),
        ({}, {"actor": Slot(codes=("ERI",)), "recipient": Slot(codes=("ETH",))}, True),
        ({}, {"event": "AID"}, True),
        ({}, {"say_so": KENYA}, True),
        ({"factuality": ["CT-"], "auxiliary": "negation"}, {}, True),
        ({"factuality": ["CT-"], "auxiliary": "negation"}, {"factuality": "PR+"}, True),
        ({"factuality": ["CT-"], "auxiliary": "negation"}, {"factuality": "PS+"}, False),
        ({"factuality": ["PR+"]}, {"factuality": "CT+"}, True),
        ({"factuality": ["PR+"]}, {"factuality": "PR+"}, False),
        ({"factuality": ["CT+"], "auxiliary": "future"}, {}, True),
        ({"factuality": ["CT+"], "auxiliary": "future"}, {"auxiliary": "future"}, False),
        ({"say_so": ["KEN"]}, {}, True),
        ({"say_so": ["KEN"]}, {"say_so": KENYA}, False),
        ({"say_so": ["KEN"]}, {"say_so": SUDAN}, True),
        ({"say_so": ["KEN"]}, {"say_so": SOMEONE}, False),
        ({"say_so": ["KEN", "SDN"]}, {"say_so": KENYA}, True),
        ({"say_so": ["KEN", "SDN"]}, {"say_so": KENYA + SUDAN}, False),
    ],
)
def test_the_judge_knows_an_invention(
    annotated: dict[str, object], predicted: dict[str, object], is_invented: bool
) -> None:
    text = "Ethiopia attacked Eritrea."
    assert invented(pair(text, **annotated), claim(text, **predicted)) is is_invented


def test_the_judge_counts_each_wrong_slot() -> None:
    text = "Ethiopia attacked Eritrea."
    wrong = claim(text, factuality="CT-", say_so=KENYA, actor=Slot(codes=("SDN",)))
    verdict = judge(pair(text), [wrong])
    assert (verdict.factuality, verdict.source, verdict.dyad, verdict.missed) == ([wrong], [wrong], [wrong], [])
    nothing = replace(judge(pair(text), []), pair=verdict.pair)
    assert len(nothing.missed) == 1
