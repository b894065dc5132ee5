"""The predicate tables are well formed; what the rows find is tested with the engine."""

from __future__ import annotations

import csv
import re
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

from sayso.claims.predicates import COLUMNS, MODES, PARTS_OF_SPEECH, Predicate, load_predicates, parse_example
from sayso.claims.selectors import (
    Condition,
    Selector,
    SelectorError,
    Step,
    parse_avoids,
    parse_condition,
    parse_needs,
    parse_selector,
    parse_selectors,
    word_sets,
)
from sayso.errors import DictionaryError
from sayso.ontology.tables import rows as table_rows

TABLES = sorted(
    (t for t in (resources.files("sayso.claims") / "data" / "predicates").iterdir() if t.name.endswith(".csv")),
    key=lambda table: table.name,
)
# Forms that share too few letters with their lemma to be recognised by the first ones.
IRREGULAR: dict[str, str] = dict(
    re.findall(
        r"(\w+):(\w+)",
        "bade:bid blew:blow bound:bind bought:buy broke:break brought:bring came:come caught:catch drew:draw "
        "drove:drive dug:dig fed:feed fell:fall fled:flee forwent:forgo fought:fight found:find froze:freeze "
        "gave:give given:give held:hold kept:keep laid:lay led:lead left:leave made:make met:meet paid:pay "
        "ran:run rang:ring retook:retake sang:sing sank:sink sat:sit sent:send shook:shake shot:shoot "
        "slew:slay sold:sell sought:seek spoke:speak stole:steal stood:stand struck:strike stuck:stick "
        "swore:swear swung:swing threw:throw told:tell took:take tore:tear torn:tear upheld:uphold went:go "
        "won:win wrote:write",
    )
)


@pytest.fixture(scope="module")
def rows() -> tuple[Predicate, ...]:
    return load_predicates()


def is_form_of(word: str, lemma: str) -> bool:
    """Whether a word can be an inflected form of a lemma, judged by its letters."""
    word = word.lower()
    shared = max(1, min(4, len(lemma) - 1))
    return IRREGULAR.get(word) == lemma or word[:shared] == lemma[:shared]


def has_head(text: str, row: Predicate) -> bool:
    head = row.lemma[0] if row.pos == "VERB" else row.lemma[-1]
    words = re.findall(r"[\w-]+", text)
    parts = words + [part for word in words for part in word.split("-")]
    return any(is_form_of(part, head) or is_form_of(part, row.lemma[0]) for part in parts)


def test_there_is_a_table_for_every_event_type() -> None:
    assert {table.name.removesuffix(".csv") for table in TABLES} == set(MODES)


def test_there_are_enough_senses(rows: tuple[Predicate, ...]) -> None:
    assert len(rows) >= 600
    assert min(Counter(row.event for row in rows).values()) >= 15


def test_a_set_of_words_can_be_asked_for_by_name() -> None:
    asked = parse_condition("obj=$pact/plan").lemmas
    assert asked == word_sets()["pact"] | {"plan"}
    with pytest.raises(SelectorError, match=r"no set of words is called '\$pacts'; there are .*captive.*pact"):
        parse_condition("obj=$pacts")


@pytest.mark.parametrize("row", list(table_rows("word_sets", room="claims")), ids=lambda row: row["set"])
def test_a_set_of_words_holds_those_of_its_example(row: dict[str, str]) -> None:
    words = tuple(row["words"].split("|"))
    assert any(word.startswith(words) for word in row["example"].lower().split())
    assert not any(word.strip(".") in words for word in row["counterexample"].lower().split())
    assert len(words) == len(set(words))


def test_ids_are_unique(rows: tuple[Predicate, ...]) -> None:
    assert [name for name, n in Counter(row.id for row in rows).items() if n > 1] == []


def test_no_sense_stands_twice_in_a_table() -> None:
    for table in TABLES:
        with table.open("r", encoding="utf-8") as file:
            keys = Counter((r["lemma"], r["pos"], r["need"], r["avoid"]) for r in csv.DictReader(file))
        assert [key for key, n in keys.items() if n > 1] == [], table.name


def test_parts_of_speech_modes_and_accepted_types_are_known(rows: tuple[Predicate, ...]) -> None:
    for row in rows:
        assert row.pos in PARTS_OF_SPEECH, row.id
        assert row.mode is None or row.mode in MODES[row.event], row.id
        assert set(row.accept) <= set(MODES) - {row.event}, row.id


def test_the_bracket_of_an_example_holds_the_lemma(rows: tuple[Predicate, ...]) -> None:
    bad = [row.id for row in rows if not has_head(row.example.text[slice(*row.example.trigger)], row)]
    assert bad == []


def test_counterexamples_hold_the_lemma(rows: tuple[Predicate, ...]) -> None:
    assert [row.id for row in rows if not has_head(row.counterexample, row)] == []


def test_examples_are_sentences(rows: tuple[Predicate, ...]) -> None:
    for row in rows:
        for text in (row.example.text, row.counterexample):
            assert text[0].isupper() or text[0] in "\"'0123456789", row.id
            assert text[-1] in ".?!\"'", row.id


def test_selector_language() -> None:
    assert parse_selectors("subj@ACTOR|obj>of|self") == (
        Selector((Step("subj"),), "ACTOR"),
        Selector((Step("obj"), Step("nmod", "of"))),
        Selector((), special="self"),
    )
    joined = parse_selector("subj+obl:with@STATE")
    assert joined.join == (Selector((Step("obl", "with"),), "STATE"),)
    assert parse_condition("obj=law/bill") == Condition(Selector((Step("obj"),)), frozenset({"law", "bill"}))
    assert [len(c.any) for c in parse_needs("ANY(iobj,obl:to)&recipient")] == [2, 0]
    assert len(parse_avoids("obj=price|subj@GOODS|xcomp")) == 3


@pytest.mark.parametrize("text", ["sbj", "subj@THING", "obj:with", "obl:", "subj+", "obj>", "obj=law/", "ANY(foo)"])
def test_unknown_words_of_the_language_are_refused(text: str) -> None:
    with pytest.raises(SelectorError):
        parse_condition(text)


def test_example_language() -> None:
    example = parse_example("Iran and Oman [held] talks. => IRN+OMN -> ")
    assert example.text[slice(*example.trigger)] == "held"
    assert (example.actor, example.recipient) == (("IRN", "OMN"), ())
    for broken in ("No bracket. => USA -> ", "Two [a] [b]. => USA -> ", "No [codes]."):
        with pytest.raises(SelectorError):
            parse_example(broken)


def test_a_user_table_is_read_after_the_built_in_ones(tmp_path: Path) -> None:
    path = tmp_path / "AID.csv"
    row = ["gift", "VERB", "COOPERATE", "", "subj@ACTOR", "iobj|obl:to", "obj", "subj", "obj=toy"]
    row += ["Peru [gifted] Chile a ship. => PER -> CHL", "She gifted him a toy.", ""]
    write(path, row)
    found = load_predicates([path])[-1]
    assert (found.id, found.event, found.lemma, found.accept) == ("AID/gift.VERB.1", "AID", ("gift",), ("COOPERATE",))


@pytest.mark.parametrize(
    ("column", "value"), [("pos", "VRB"), ("mode", "loud"), ("actor", "sbj"), ("example", "None.")]
)
def test_a_malformed_row_is_named_by_file_line_and_reason(tmp_path: Path, column: str, value: str) -> None:
    path = tmp_path / "AID.csv"
    row = ["gift", "VERB", "", "", "subj", "", "", "", "", "Peru [gifted] a ship. => PER -> ", "She gifted it.", ""]
    row[COLUMNS.index(column)] = value
    write(path, row)
    with pytest.raises(DictionaryError, match=r"AID\.csv, line 2: .+"):
        load_predicates([path])


def write(path: Path, row: list[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, row])
