"""Event types of the user's own: files that are refused and why, frames learnt from examples, claims taken over."""

from __future__ import annotations

import json
import pickle
import re
import sys
from pathlib import Path

import msgspec
import pytest

import sayso
from sayso.app.cli import run
from sayso.claims.own_check import check_types
from sayso.claims.reading import ArticleReader
from sayso.claims.triggers import PredicateIndex
from sayso.errors import OntologyError
from sayso.evaluate import score_claims
from sayso.ontology.own import Marked, Word, load_ontology, parse_marked, parse_word
from sayso.records import Article, Claim, Reading, Span
from sayso.report.shape import shape

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "ontology.toml"
sys.path.insert(0, str(ROOT / "benchmarks"))

SMALL = """
[[event]]
name = "CYBERATTACK"
parent = "COERCE"
words = ["hack"]
examples = ["[Iran] *hacked* {Albania}."]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_words_and_their_company() -> None:
    assert parse_word("take down = site/website") == Word(("take", "down"), None, ("site", "website"))
    assert parse_word("Hack (verb) != path") == Word(("hack",), "VERB", (), ("path",))
    assert parse_word("tow = @boats/raft", {"boats": ["Dinghy"]}).beside == ("dinghy", "raft")


def test_marks_are_taken_out_of_an_example() -> None:
    assert parse_marked("[Iran] *took* {Oman}'s site *down*.") == Marked(
        "Iran took Oman's site down.", (Span(5, 9), Span(22, 26)), (Span(0, 4),), (Span(10, 14),)
    )


@pytest.mark.parametrize(
    ("change", "fact", "remedy"),
    [
        (("COERCE", "COERSE"), "'COERSE' is no PLOVER type", "Did you mean COERCE?"),
        (('"COERCE"', '"COERCE"\nmode = "cybr"'), "'cybr' is no mode of COERCE", "There is arrest"),
        (("CYBERATTACK", "ASSAULT"), "PLOVER has a type of this name", "make this its parent"),
        (("CYBERATTACK", "Cyber attack"), "more than capitals", "CYBER_ATTACK"),
        (("*hacked*", "hacked"), "no trigger is marked", "asterisks"),
        (("{Albania}", "{Albania"), "marks of .* do not close", "{recipient}"),
        (("[Iran]", "[]"), "a mark of .* is empty", "around words"),
        (('words = ["hack"]', "word = []"), "unknown field `word` in event 1", "docs/own_types.md"),
        (('words = ["hack"]', 'words = "hack"'), "Expected `array`, got `str` in event 1, entry words", "Mend"),
        (('words = ["hack"]', 'words = ["hack = "]'), "cannot be read", "take down"),
        (('words = ["hack"]', 'words = ["hack = a//b"]'), "empty word", "stray /"),
        (('words = ["hack"]', 'words = ["hack = @nets"]'), "there is no list 'nets'", "There is none"),
        (("[[event]]", "[[event]"), "it is no TOML", "Mend the line"),
        (("examples =", 'counterexamples = ["*This* is none."]\nexamples ='), "counterexample .* has marks", "out"),
        (("examples =", "#"), "words and no example", "Give one"),
        (("examples =", 'when = [{event = "HELP"}]\nexamples ='), "when: 'HELP' is no event type", "There is"),
        (
            ("examples =", 'when = [{event = "RETREAT", mode = "releas"}]\nexamples ='),
            "when: 'releas' is no mode of RETREAT",
            "Did you mean release?",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_told(tmp_path: Path, change: tuple[str, str], fact: str, remedy: str) -> None:
    path = written(tmp_path, SMALL.replace(*change))
    with pytest.raises(OntologyError, match=fact) as problem:
        load_ontology([path])
    assert remedy in problem.value.remedy
    assert problem.value.fact.startswith(str(path))


def test_a_name_stands_once_in_all_files(tmp_path: Path) -> None:
    path = written(tmp_path, SMALL)
    with pytest.raises(OntologyError, match="CYBERATTACK is defined twice"):
        load_ontology([path, path])


def test_a_type_says_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="nothing says what it is"):
        load_ontology([written(tmp_path, '[[event]]\nname = "EMPTY"')])
    with pytest.raises(OntologyError, match="cannot be read"):
        load_ontology([tmp_path / "none.toml"])


def test_the_page_shows_what_can_be_read(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "own_types.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert [kind.name for block in blocks for kind in load_ontology([written(tmp_path, block)])] == [
        "CYBERATTACK",
        "ARMS_TRANSFER",
    ]


@pytest.mark.parametrize(
    ("content", "fact"),
    [
        (b"event = 3", "Expected `array`, got `int` in the file"),
        (b"[lists]\na = ['b']", "missing required field `event`"),
        (b"", "missing required field `event`"),
        (b"\xff\xfe", "it is no TOML"),
    ],
)
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: bytes, fact: str) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(content)
    with pytest.raises(OntologyError, match=fact):
        load_ontology([path])


# -- with the reader ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return ArticleReader(dictionaries=[EXAMPLE], threads=1)


def claims(reader: ArticleReader, text: str) -> list[Claim]:
    reading = reader.read(Article(id="own", text=text, published="2024-05-14", language="en"))
    assert isinstance(reading, Reading), reading
    return list(reading.claims)


def test_the_example_file_passes_its_own_check() -> None:
    wrong = [verdict for verdict in check_types([EXAMPLE]) if verdict.fault]
    assert not wrong


def test_an_own_type_has_parent_mode_scores_and_certainty(reader: ArticleReader) -> None:
    (claim,) = claims(reader, "Iran denied that it had hacked the servers of the Bahraini navy.")
    assert (claim.event, claim.parent, claim.plover, claim.mode) == ("CYBERATTACK", "COERCE", "COERCE", "cyber")
    assert (claim.actor.codes, claim.recipient.codes) == (("IRN",), ("BHR",))
    assert (claim.factuality, claim.auxiliary) == ("CT-", "negation")
    (told,) = claims(reader, "Iran hacked the servers of the Bahraini navy.")
    line = shape(Reading(article=Article(id="a", text="x" * 99), claims=(told,)))["claims"][0]
    assert (line["quad"], line["plover_score"], line["accept"]) == (4, -7, ["CYBERATTACK", "COERCE"])
    assert line["cameo"]


def test_claims_of_built_in_types_are_taken_over_by_their_object(reader: ArticleReader) -> None:
    (arms,) = claims(reader, "Turkey delivered rifles to Mali.")
    assert (arms.event, arms.parent) == ("ARMS_TRANSFER", "AID")
    (food,) = claims(reader, "Turkey donated flour to Mali.")
    assert (food.event, food.parent) == ("AID", None)


def test_without_the_file_nothing_is_of_an_own_type() -> None:
    (claim,) = sayso.read("Turkey delivered rifles to Mali.").claims
    assert claim.event == "AID"
    (claim,) = sayso.read("Turkey delivered rifles to Mali.", ontology=EXAMPLE).claims
    assert claim.event == "ARMS_TRANSFER"


RULES = """
[[event]]
name = "{name}"
when = [{{ {rule} }}]
"""


@pytest.mark.parametrize(
    ("rule", "taken"),
    [
        ('event = "RETREAT"', True),
        ('event = "RETREAT", mode = "release"', True),
        ('event = "RETREAT", mode = "resign"', False),
        ('event = "RETREAT", words = ["free"]', True),
        ('event = "RETREAT", words = ["withdraw"]', False),
        ('event = "RETREAT", actor = ["MLI", "NER"]', True),
        ('event = "RETREAT", actor = ["BFA"]', False),
        ('event = "RETREAT", recipient = ["FRA"]', True),
        ('event = "AID"', False),
    ],
)
def test_rules_ask_for_mode_words_and_codes(tmp_path: Path, rule: str, taken: bool) -> None:
    path = written(tmp_path, RULES.format(name="FREED", rule=rule))
    events = [c.event for c in claims(ArticleReader(dictionaries=[path]), "Niger freed three French hostages.")]
    assert events == (["FREED"] if taken else ["RETREAT"])


def test_a_type_without_parent_has_no_scores(tmp_path: Path) -> None:
    path = written(tmp_path, SMALL.replace('parent = "COERCE"', ""))
    (claim,) = claims(ArticleReader(dictionaries=[path]), "China hacked Vietnam.")
    assert (claim.event, claim.parent) == ("CYBERATTACK", None)
    line = shape(Reading(article=Article(id="a", text="x" * 99), claims=(claim,)))["claims"][0]
    assert (line["quad"], line["plover_score"], line["cameo"]) == (None, None, None)


def test_the_frame_is_learnt_from_the_example(tmp_path: Path) -> None:
    """The recipient stands where the example has it, which no rule of English says."""
    example = "At the dinner of {Chad} the wine was *toasted* by [Peru]."
    path = written(tmp_path, f'[[event]]\nname = "PRAISED"\nwords = ["toast"]\nexamples = ["{example}"]')
    (claim,) = claims(ArticleReader(dictionaries=[path]), "At the dinner of Oman the wine was toasted by Cuba.")
    assert (claim.actor.codes, claim.recipient.codes) == (("CUB",), ("OMN",))


def test_the_reader_pickles_with_its_types(reader: ArticleReader) -> None:
    text = "Iran hacked the servers of the Bahraini navy."
    before = claims(reader, text)
    assert claims(pickle.loads(pickle.dumps(reader)), text) == before
    assert claims(pickle.loads(pickle.dumps(ArticleReader(dictionaries=[EXAMPLE]))), text) == before
    assert isinstance(reader.index, PredicateIndex)


def test_many_articles_in_processes(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    articles = [{"id": f"n{i}", "text": f"Turkey delivered {i + 2} rifles to Mali."} for i in range(15)]
    file.write_text("".join(json.dumps(a) + "\n" for a in articles), encoding="utf-8")
    output = tmp_path / "out.jsonl"
    assert run(["read", str(file), "-f", "jsonl", "-o", str(output), "--threads", "2", "--ontology", str(EXAMPLE)]) == 0
    events = [claim["event"] for line in output.read_text().splitlines() for claim in json.loads(line)["claims"]]
    assert events == ["ARMS_TRANSFER"] * 15


def test_the_check_tells_what_fails_and_how_to_mend_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ontology", "check", str(written(tmp_path, SMALL))]) == 0
    assert capsys.readouterr().out == (
        "CYBERATTACK: 1 of 1 examples, 0 of 0 counterexamples; 0 of 1 also found when left out of the file\n"
    )
    bad = SMALL.replace("[Iran] *hacked* {Albania}", "[Iran] *hacked* Albania on {Monday}")
    assert run(["ontology", "check", str(written(tmp_path, bad))]) == 2
    printed = capsys.readouterr()
    assert 'the recipient "Monday" is not found' in printed.out
    assert "1 of 1 sentences fail." in printed.err
    bad = SMALL.replace('["hack"]', '["hack = network"]')
    assert run(["ontology", "check", str(written(tmp_path, bad))]) == 2
    assert "no words of the type are found; the reader sees hack (verb)" in capsys.readouterr().out
    bad = '[[event]]\nname = "ARMS"\nwhen = [{event = "AID"}]\nexamples = ["[Iran] *shelled* {Iraq}."]\n'
    bad += 'counterexamples = ["Turkey donated flour to Mali."]\n'
    assert run(["ontology", "check", str(written(tmp_path, bad))]) == 2
    printed = capsys.readouterr()
    assert "no claim is taken over: there the reader finds ASSAULT" in printed.out
    assert 'it gives the event at "donated"' in printed.out


def test_a_file_of_another_kind_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.csv"
    path.write_text(SMALL, encoding="utf-8")
    calls = (["read", "Iran hacked Oman.", "--ontology"], ["ontology", "check"])
    for call in calls:
        assert run([*call, str(path)]) == 2
        assert "ends in .toml" in capsys.readouterr().err
    with pytest.raises(OntologyError, match=r"ends in \.toml"):
        sayso.read("Iran hacked Oman.", ontology=path)


def test_a_malformed_file_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, SMALL.replace("COERCE", "COERSE"))
    assert run(["read", "Iran hacked Oman.", "--ontology", str(path)]) == 2
    assert "Did you mean COERCE?" in capsys.readouterr().err


def test_own_types_are_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reading = sayso.read(
        Article(id="g", text="Turkey delivered rifles to Mali.", language="en"), ontology=[str(EXAMPLE)]
    )
    gold = shape(reading)
    path = tmp_path / "gold.jsonl"
    for accept, right in ((["ARMS_TRANSFER"], 100.0), (["AID"], 100.0), (["COERCE"], 0.0)):
        gold["claims"][0]["accept"] = accept
        assert score_claims({"g": gold}, {"g": shape(reading)}).levels["type"].f1 == right
        path.write_bytes(msgspec.json.encode(gold) + b"\n")
        assert run(["score", str(path), "--ontology", str(EXAMPLE), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["claims"]["type"]["f1"] == right


@pytest.mark.parametrize(
    ("ontology", "sentences", "precision", "recall"),
    [
        (EXAMPLE, ROOT / "tests/data/ontology/test.jsonl", 85, 88),
        (ROOT / "tests/data/ontology/dev.toml", ROOT / "tests/data/ontology/dev.jsonl", 88, 88),
    ],
)
def test_own_types_are_told_from_other_senses(ontology: Path, sentences: Path, precision: int, recall: int) -> None:
    """The figures of `benchmarks/own_types.py`, with some air for other weights of the reader."""
    import own_types

    counts = sum((counted for _, counted, _ in own_types.measure(ontology, sentences)), start=own_types.Counter())
    right = counts["true found"]
    assert 100 * right / (right + counts["false found"]) >= precision
    assert 100 * right / (right + counts["true not found"]) >= recall
