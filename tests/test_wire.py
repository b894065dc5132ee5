"""The single wire sentences of `annotation/wire.jsonl`, and what was mended for such sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from benchmarks.wire import SENTENCES, load, macro_f1
from sayso.claims import read_batch
from sayso.claims.predicates import MODES
from sayso.records import Article, Claim, Reading


def claims(*texts: str) -> list[Sequence[Claim]]:
    found = read_batch([Article(id=str(n), text=text, published="2024-05-14") for n, text in enumerate(texts)])
    return [result.claims for result in found if isinstance(result, Reading)]


def told(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(claim.event, claim.actor.codes, claim.recipient.codes) for claim in claims(text)[0]]


def test_there_are_ten_sentences_of_every_type() -> None:
    pairs = load(SENTENCES)
    assert Counter(pair.claims[0].event for pair in pairs) == dict.fromkeys(MODES, 10)
    assert Counter(pair.set for pair in pairs) == {"looked": 80, "unseen": 80}
    assert all(pair.where(pair.claims[0]) for pair in pairs)
    assert all(pair.claims[0].event in pair.claims[0].accept for pair in pairs)


def test_macro_f1_is_the_mean_over_the_annotated_types() -> None:
    assert macro_f1([("AID", "AID"), ("AID", "none"), ("AGREE", "AGREE")]) == pytest.approx(100 * (2 / 3 + 1) / 2)
    assert macro_f1([("AID", "AGREE"), ("AGREE", "AGREE")]) == pytest.approx(100 * (0 + 2 / 3) / 2)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Omani stevedores went on strike.", ("PROTEST", ("OMN",), ("OMN",))),  # a noun for people
        ("Chad telephoned Libya to discuss the raid.", ("CONSULT", ("TCD",), ("LBY",))),  # governs an event
        ("Oman's blockade of the Yemeni port goes on.", ("COERCE", ("OMN",), ("YEM",))),  # taken for a particle
        ("Togolese growers called for the premier's resignation.", ("REQUEST", ("TGO",), ("TGO",))),  # torn apart
        ("Malta held Libya responsible for the raid.", ("ACCUSE", ("MLT",), ("LBY",))),  # taken for a clause
        ("Malawi raised its alert level.", ("MOBILIZE", ("MWI",), ())),  # the model does not see it
        ("Benin throttled the internet.", ("COERCE", ("BEN",), ("BEN",))),  # at home
        ("The Fijian premier was assassinated.", ("ASSAULT", (), ("FJI",))),  # by nobody that is named
    ],
)
def test_single_sentences(text: str, wanted: tuple[str, tuple[str, ...], tuple[str, ...]]) -> None:
    assert wanted in told(text)


def test_what_fails_or_is_barred_is_supposed() -> None:
    for found in claims("Failing a deal, Fijian nurses walk out.", "Barring a deal, Fijian nurses walk out."):
        assert {claim.factuality for claim in found} == {"U"}


def test_a_finite_progressive_is_no_gerund() -> None:
    found = claims("Chad is arming the rebels, a Libyan official told a panel.")[0]
    assert [(claim.event, claim.factuality) for claim in found] == [("AID", "CT+")]
