"""Chances of certainty: they sum to one, overrule only where they are clear, and a denial is not lightly taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.claims import certainty, happened, timing
from sayso.claims.certainty import AUXILIARY, CERTAINTY, CHOICES, VALUES, bucket, by_value, chances, overruled
from sayso.claims.engine import Draft, drafts, filled_by_rules
from sayso.claims.factuality import Certainty
from sayso.claims.linear import fitted, softmax
from sayso.claims.reading import ArticleReader
from sayso.claims.tense import clause_form, form_of
from sayso.evaluate.calibration import brier, calibration_error, tenths
from sayso.records import Article, Claim, Reading

STORY = (
    "Kenya's foreign minister flew to Kampala on Monday. She denied that Kenya had armed rebels in the Ugandan north. "
    "Uganda may expel two Kenyan envoys. Ugandan soldiers arrested three Kenyan fishermen on the lake in March. "
    "Nairobi demanded their release. Uganda will free them in June, its army said."
)
NONE = dict.fromkeys(CHOICES[AUXILIARY], 0.0)


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return ArticleReader(threads=1)


def claims(reader: ArticleReader, text: str) -> tuple[Claim, ...]:
    reading = reader.read(Article(id="a", text=text, published="2024-05-14"))
    assert isinstance(reading, Reading)
    return reading.claims


def first(reader: ArticleReader, text: str) -> Draft:
    scene = reader.scene(Article(id="a", text=text, published="2024-05-14"))
    return drafts(scene, filled_by_rules(scene))[0]


def test_every_claim_has_a_chance_for_each_value(reader: ArticleReader) -> None:
    found = claims(reader, STORY)
    assert found
    for claim in found:
        assert tuple(claim.certainty) == VALUES
        assert sum(claim.certainty.values()) == pytest.approx(1.0, abs=0.005)


def test_chances_follow_the_words(reader: ArticleReader) -> None:
    told = {
        "Ugandan soldiers attacked the Kenyan village.": "CT+",
        "Uganda may attack the Kenyan village.": "PS+",
        "Uganda did not attack the Kenyan village.": "CT-",
        "Kenya urged Rwanda to attack the Ugandan village.": "U",
    }
    for text, value in told.items():
        (claim,) = (c for c in claims(reader, text) if c.trigger.of(text).startswith("attack"))
        assert max(claim.certainty, key=lambda each: claim.certainty[each]) == value, text


def test_tables_hold_known_values_and_roles() -> None:
    assert set(fitted(certainty.TABLE)) >= {CERTAINTY, AUXILIARY, timing.FUTURE}
    for role in (CERTAINTY, AUXILIARY):
        assert all(name.rpartition("|")[2] in CHOICES[role] for name in fitted(certainty.TABLE)[role])
        assert set(by_value(role)) == set(CHOICES[role])


def test_nothing_fitted_gives_no_chances(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certainty, "by_value", lambda role: {})
    assert chances({"any": 1.0}, CERTAINTY) == {}
    given = Certainty("CT+", None, "plain")
    assert overruled(given, {}, {}) is given


def spread(value: str, chance: float) -> dict[str, float]:
    """Chances of which one is known and the others share the rest."""
    return {v: chance if v == value else (1 - chance) / (len(VALUES) - 1) for v in VALUES}


@pytest.mark.parametrize(
    ("given", "value", "chance", "right"),
    [
        (Certainty("U", "future", "plain"), "CT+", 0.85, "U"),  # an assertion needs more than another change
        (Certainty("U", "future", "plain"), "CT+", 0.95, "CT+"),
        (Certainty("CT+", None, "plain"), "U", 0.55, "CT+"),
        (Certainty("CT+", None, "plain"), "U", 0.65, "U"),
        (Certainty("CT-", "negation", "negation not"), "CT+", 0.95, "CT-"),  # a denial is not lightly taken back
        (Certainty("CT-", "negation", "negation not"), "U", 0.85, "CT-"),
        (Certainty("CT-", "negation", "negation not"), "U", 0.95, "U"),
        (Certainty("CT-", "negation", "negation not"), "CT+", 0.98, "CT+"),
        (Certainty("PR-", "negation", "doubt doubted"), "CT-", 0.95, "PR-"),  # CT- stands for all that is denied
    ],
)
def test_chances_overrule_where_they_are_clear(given: Certainty, value: str, chance: float, right: str) -> None:
    auxiliaries = NONE | {given.auxiliary or "none": 1.0}
    assert overruled(given, spread(value, chance), auxiliaries).value == right


def test_an_auxiliary_goes_with_its_value() -> None:
    denied = Certainty("CT-", "negation", "negation not")
    now = overruled(denied, spread("CT+", 0.98), NONE | {"negation": 0.6, "none": 0.3, "future": 0.1})
    assert (now.value, now.auxiliary) == ("CT+", None)
    assert now.rule.startswith("weighed against negation not")
    kept = overruled(denied, spread("CT-", 0.9), NONE | {"none": 0.9, "negation": 0.1})
    assert kept is denied


def test_in_a_short_text_the_rules_stand(reader: ArticleReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certainty, "overruled", lambda *_: Certainty("U", None, "never asked"))
    text = "Uganda did not attack the Kenyan village."
    assert [(c.factuality, c.auxiliary) for c in claims(reader, text)] == [("CT-", "negation")]


def test_values_of_denial_are_one() -> None:
    assert [bucket(value) for value in ("CT+", "PS-", "PR-", "CT-", "U")] == ["CT+", "CT-", "CT-", "CT-", "U"]


@pytest.mark.parametrize(
    ("text", "trigger", "time"),
    [
        ("Ugandan soldiers attacked the Kenyan village.", "attacked", "past"),
        ("Uganda has expelled the Kenyan envoy.", "expelled", "past"),
        ("Ugandan troops are shelling the Kenyan village.", "shelling", "ongoing"),
        ("Kenya said Ugandan troops were shelling its village.", "shelling", "ongoing"),
        ("Ugandan troops were shelling the village when Kenya struck.", "shelling", "past"),
        ("Uganda will attack the Kenyan village.", "attack", "future"),
        ("Uganda plans to expel the Kenyan envoy.", "expel", "future"),
    ],
)
def test_time_of_what_is_told(reader: ArticleReader, text: str, trigger: str, time: str) -> None:
    (found,) = {c.time for c in claims(reader, text) if c.trigger.of(text) == trigger}
    assert found == time


def test_time_follows_the_auxiliary(reader: ArticleReader) -> None:
    told = first(reader, "Ugandan troops are shelling the Kenyan village.").told
    assert timing.time_of(told, "future") == "future"
    assert timing.time_of(told, "historical") == "past"


def test_forms_of_verbs(reader: ArticleReader) -> None:
    parse = reader.reader.parse("Mali was attacking the town. Mali has tried to leave. Mali will stay.")
    by_word = {parse.word(i): i for i in range(len(parse))}
    forms = {word: form_of(parse, by_word[word]) for word in ("attacking", "tried", "leave", "stay", "town")}
    assert forms == {
        "attacking": "past progressive",
        "tried": "perfect",
        "leave": "infinitive",
        "stay": "future",
        "town": "noun",
    }
    assert clause_form(parse, by_word["leave"]) == "perfect"


def test_what_happened_is_the_mean_of_head_and_words(reader: ArticleReader) -> None:
    parse = reader.reader.parse("Uganda did not attack the village. Uganda attacked the town.")
    denied, told = (next(i for i in range(len(parse)) if parse.word(i) == word) for word in ("attack", "attacked"))
    assert happened.graded(parse, denied) < happened.graded(parse, told)
    words = happened.by_words(fitted(happened.TABLE)[happened.HAPPENED], parse, told)
    assert happened.graded(parse, told) == pytest.approx((words + parse.happened[told]) / 2)
    assert -3 <= happened.by_words({"any": 99.0}, parse, told) <= 3


def test_softmax_sums_to_one() -> None:
    assert softmax([1000.0, 1000.0]) == [0.5, 0.5]


def test_calibration_error_is_the_distance_of_chance_and_truth() -> None:
    pairs = [(0.85, True)] * 3 + [(0.85, False)]
    assert calibration_error(pairs) == pytest.approx(0.1)
    assert brier([(1.0, True), (0.0, False)]) == 0
    assert list(tenths(pairs)) == ["0.8  claims    4  mean score  85.0  right  75.0 %"]


@pytest.mark.parametrize("table", [certainty.TABLE, happened.TABLE, "slot_weights.csv"])
def test_tables_are_sorted_and_small(table: str) -> None:
    file = Path(certainty.__file__).parent / "data" / table
    assert file.stat().st_size < 200_000
    for known in fitted(table).values():
        assert all(0 < abs(weight) < 10 for weight in known.values())
        sizes = [abs(weight) for weight in known.values()]
        assert sizes == sorted(sizes, reverse=True)


def test_a_future_is_not_lightly_made_a_past() -> None:
    given = Certainty("CT+", "future", "future will")
    assert overruled(given, spread("CT+", 0.99), NONE | {"none": 0.9, "future": 0.1}) is given
    assert overruled(given, spread("CT+", 0.99), NONE | {"none": 0.98, "future": 0.02}).auxiliary is None
