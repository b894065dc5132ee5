"""Near-copies of articles: what is found, what is not, and that the order in which articles come does not matter."""

from __future__ import annotations

import builtins
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from sayso.app.cli import run
from sayso.errors import InputError
from sayso.events.copies import (
    Compared,
    Index,
    bands,
    candidates,
    compare,
    find_copies,
    keys,
    originals,
    signature,
    wording,
)
from sayso.events.copies import credits as c
from sayso.events.copies import words as w
from sayso.events.copies.compare import weights
from sayso.events.copies.features import REASONS, Comparison, initials
from sayso.events.copies.sketch import periods
from sayso.ontology.tables import rows
from sayso.records import Article, Copy

DATA = Path(__file__).parent / "data" / "copies.jsonl"
GROUPS = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]
TOLD = [told for group in GROUPS for told in group["articles"]]
RELATION = {told["id"]: told["relation"] for told in TOLD}


def articles() -> list[Article]:
    return [Article(id=t["id"], text=t["text"], published=t["date"], publisher=t["publisher"]) for t in TOLD]


ARTICLES = {article.id: article for article in articles()}


@pytest.fixture(scope="module")
def found() -> list[Copy]:
    return find_copies(articles(), partial=True)


# Same day, both in own words: nothing tells which was first.
UNDECIDED = {"t03-2"}


@pytest.mark.parametrize("key", [k for k, relation in RELATION.items() if " of " in relation and k not in UNDECIDED])
def test_copies_and_rewrites_are_found(found: list[Copy], key: str) -> None:
    kind, of = RELATION[key].split(" of ")
    assert (kind, of) in {(row.kind, row.of) for row in found if row.article == key}


@pytest.mark.parametrize("key", [k for k, relation in RELATION.items() if " of " not in relation and k != "t03-1"])
def test_what_is_no_copy_is_not_found(found: list[Copy], key: str) -> None:
    assert not [row for row in found if row.article == key and row.kind != "partial"]


def test_a_sentence_that_is_quoted_makes_a_part(found: list[Copy]) -> None:
    assert [(row.of, row.kind) for row in found if row.article == "t06-2"] == [("t06-1", "partial")]


def test_parts_are_left_out_by_default() -> None:
    assert {row.kind for row in find_copies(articles())} == {"copy", "rewrite"}


def test_similarity_is_the_share_that_the_other_accounts_for(found: list[Copy]) -> None:
    of = {(row.article, row.of): row.similarity for row in found}
    assert of["t03-3", "t03-2"] == 1
    assert 0.4 < of["t01-2", "t01-1"] < 0.8 < of["t01-3", "t01-1"]


@pytest.mark.parametrize("seed", range(3))
def test_order_does_not_matter(found: list[Copy], seed: int) -> None:
    shuffled = articles()
    random.Random(seed).shuffle(shuffled)
    assert find_copies(shuffled, partial=True) == found


def test_adding_gives_the_same_as_starting_over(found: list[Copy]) -> None:
    """Pairs compared once stay; which of them count is asked anew of the keys of all."""
    held: dict[str, Article] = {}
    compared: dict[tuple[str, str], Compared] = {}
    rows: list[Copy] = []
    for n, article in enumerate(sorted(articles(), key=lambda a: a.text)):
        held[article.id] = article
        if n % 5 and len(held) < len(TOLD):
            continue
        published = {key: one.published for key, one in held.items()}
        met = candidates({key: keys(one) for key, one in held.items()}, published)
        for pair in met:
            if pair not in compared:
                a, b = (wording(held[key].text, held[key].publisher) for key in pair)
                compared[pair] = compare(a, b, ids=pair)
        rows = originals((compared[pair] for pair in met), published)
    assert rows == found


LONG = ARTICLES["t05-1"].text.split("\n\n")


def changed(text: str, **fields: Any) -> list[Copy]:
    """What becomes of a text that stands beside the first article of the fifth group."""
    other = Article(id="x", text=text, published="2021-02-18", publisher="Some Paper")
    return find_copies([ARTICLES["t05-1"], structs.replace(other, **fields)])


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(LONG),
        "\n\n".join(LONG[:2]),
        "\n\n".join(reversed(LONG)),
        "YANGON, Feb 16 (AP) — " + "\n\n".join([*LONG, "— Reuters", "Copyright 2021 Some Paper. All rights reserved."]),
        "\n\n".join(["What is known so far.", *LONG[:3]]),
        " ".join(LONG).replace("charged", "accused").replace("was hurt", "got hurt"),
        "\n\n".join(LONG).replace('"', "”").replace("'", "’"),
    ],
    ids=["same", "cut", "order", "wire", "headline", "words", "marks"],
)
def test_changes_that_leave_a_copy(text: str) -> None:
    assert [(row.article, row.of, row.kind) for row in changed(text)] == [("x", "t05-1", "copy")]


def test_a_copy_of_one_day_is_not_the_original() -> None:
    """The one that credits the other, then the shorter one."""
    credit = changed("\n\n".join([*LONG[:3], "(Irrawaddy Wire)"]), id="a", published="2021-02-16")
    assert [(row.article, row.of) for row in credit] == [("a", "t05-1")]
    cut = changed("\n\n".join(LONG[:3]), id="a", published="2021-02-16")
    assert [(row.article, row.of) for row in cut] == [("a", "t05-1")]


def test_a_longer_report_that_names_the_wire_has_it_from_there() -> None:
    wire = Article(
        id="z",
        published="2025-03-12",
        publisher="Levant Press Agency",
        text="Gunmen in pickup trucks attacked the village of Zenda on Tuesday and killed nineteen men. The attackers "
        "burned forty houses and drove off the cattle of three families, a local leader told the agency. A clinic run "
        "by volunteers treated thirty wounded, among them six children, its doctor said.",
    )
    paper = Article(
        id="a",
        published="2025-03-12",
        publisher="El Mirador",
        text="A resident told the Levant Press Agency that the men came at dawn. "
        + wire.text
        + " Our correspondent in the city spoke to the mother of two of the victims, who had come for the market and "
        "lost both sons. She asked that the world not look away, and said that she would return to bury them. The "
        "opposition called for a debate in parliament on how safe the provinces are, and on what the guard costs.",
    )
    rows = find_copies([wire, paper], partial=True)
    assert [(row.article, row.of, row.kind) for row in rows] == [("a", "z", "partial")]


def test_a_copy_of_a_copy_goes_to_the_original(found: list[Copy]) -> None:
    chain = [
        ARTICLES["t05-1"],
        Article(id="b", text="\n\n".join(LONG[:3]), published="2021-02-17"),
        Article(id="c", text="\n\n".join(LONG[:2]), published="2021-02-18"),
    ]
    assert [(row.article, row.of) for row in find_copies(chain)] == [("b", "t05-1"), ("c", "t05-1")]


def test_a_copy_of_a_rewrite_has_two_rows() -> None:
    rewrite = ARTICLES["t05-2"]
    copy = structs.replace(rewrite, id="y", published="2021-02-19", publisher="Wellington Post")
    rows = find_copies([ARTICLES["t05-1"], rewrite, copy])
    assert [(row.article, row.of, row.kind) for row in rows] == [
        ("t05-2", "t05-1", "rewrite"),
        ("y", "t05-1", "rewrite"),
        ("y", "t05-2", "copy"),
    ]


def test_forms_with_other_numbers_are_no_copies() -> None:
    form = (
        "The weather service expects winds of {} knots from the west and waves of {} metres off our coast. "
        "Small craft should stay in port. Visibility is {} miles, the temperature of the water {} degrees."
    )
    days = [Article(id=f"d{n}", text=form.format(*row), published=f"2024-01-0{n}") for n, row in enumerate(NUMBERS, 1)]
    assert find_copies(days) == []


NUMBERS = [(12, 3, 9, 11), (25, 5, 4, 10), (31, 6, 7, 8)]


@pytest.mark.parametrize("text", ["", " ", "War.", "…", '"', "1", "\n\n\n", "🙂", "A" * 5000, "a " * 5000])
def test_odd_texts(text: str) -> None:
    pair = [Article(id="a", text=text), Article(id="b", text=text), ARTICLES["t05-1"]]
    assert all(row.article == "b" for row in find_copies(pair, partial=True))


def test_undated_articles_and_dates_with_times() -> None:
    bare = [structs.replace(a, published=None) for a in articles() if a.id.startswith("t05")]
    assert {frozenset((row.article, row.of)) for row in find_copies(bare)} == {frozenset(("t05-1", "t05-2"))}
    odd = [structs.replace(a, published=day) for a, day in zip(bare, ("2021-02", "yesterday", ""), strict=True)]
    assert len(find_copies(odd)) == 1
    timed = [structs.replace(a, published=f"{a.published}T10:00:00Z") for a in articles() if a.id.startswith("t05")]
    assert [(row.article, row.of) for row in find_copies(timed)] == [("t05-2", "t05-1")]


def test_many_copies_of_one_article_cost_little() -> None:
    """Each is compared with the first few, and all go to the original."""
    text = ARTICLES["t05-1"].text
    index = Index()
    same = bands(signature(wording(text)))
    for n in range(300):
        index.add(f"{n:03d}", same, "2021-02-17")
    assert len(list(index.pairs())) < 300 * 9
    copies = [Article(id=f"{n:03d}", text=text, published=f"2021-03-{n % 28 + 1:02d}") for n in range(40)]
    assert {row.of for row in find_copies([ARTICLES["t05-1"], *copies])} == {"t05-1"}


def test_keys_hang_on_nothing_else() -> None:
    assert keys(ARTICLES["t01-1"]) == keys(structs.replace(ARTICLES["t01-1"], id="z", title="Another"))
    assert all(0 <= key < 1 << 63 for key in keys(ARTICLES["t01-1"]))
    assert set(periods("2024-05-06")) & set(periods("2024-05-11"))
    assert periods(None) == (0,)


def test_pairs_are_the_same_whichever_side_comes_first() -> None:
    a, b = (wording(ARTICLES[key].text, ARTICLES[key].publisher) for key in ("t01-1", "t01-2"))
    assert compare(a, b, ids=("a", "b")) == compare(b, a, ids=("b", "a")).turned()


def test_every_feature_has_a_reason_and_every_weight_a_feature() -> None:
    a, b = (wording(ARTICLES[key].text) for key in ("t01-2", "t01-1"))
    assert set(Comparison(a, b).features()) == set(REASONS)
    assert weights().keys() <= REASONS.keys()
    assert [row["reason"] for row in rows("copy_weights", room=c.ROOM)] == [REASONS[name] for name in weights()]


def test_initials() -> None:
    assert initials("rift valley wire") == "rvw"
    assert initials("reuters") == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Mr. Zenda left. He ran.", 2),
        ("In the U.S. Senate he spoke.", 1),
        ('"Go!" she said. It rained.', 2),
        ("A\nB", 2),
    ],
)
def test_sentences(text: str, number: int) -> None:
    assert len(list(w.sentences(text))) == number


@pytest.mark.parametrize(
    ("word", "content", "name", "number"),
    [
        ("Twelve", "", "", "12"), ("1,200", "", "", "1200"), ("two", "", "", ""), ("Moscow", "RUS", "", ""),
        ("Russian", "RUS", "", ""), ("Hentzau", "hentz", "hentz", ""), ("attackers", "attac", "", ""),
        ("shot", "shoot", "", ""), ("Monday", "", "", ""), ("said", "", "", ""),
    ],
)  # fmt: skip
def test_words(word: str, content: str, name: str, number: str) -> None:
    assert w.about(word) == (content, name, number)


def test_compound_numbers_and_possessives() -> None:
    assert w.tokens("Zenda’s twenty-one tanks") == ["Zenda", "21", "tanks"]


# --- credits and boilerplate -----------------------------------------------------------------------------------------


def names_in(text: str) -> frozenset[str]:
    return wording(text).credits | wording(text).cited


@pytest.mark.parametrize("row", list(rows("agencies", room=c.ROOM)), ids=lambda row: row["name"])
def test_agencies(row: dict[str, str]) -> None:
    assert row["name"].lower() in names_in(row["example"])
    assert row["name"].lower() not in names_in(row["counterexample"])


@pytest.mark.parametrize("pattern", c.patterns(), ids=lambda p: p.example[:30])
def test_credits(pattern: c.CreditPattern) -> None:
    assert pattern.pattern.search(pattern.example)
    assert not pattern.pattern.search(pattern.counterexample)
    assert names_in(pattern.example)
    assert not names_in(pattern.counterexample)


@pytest.mark.parametrize("row", list(rows("boilerplate", room=c.ROOM)), ids=lambda row: row["example"][:30])
def test_boilerplate(row: dict[str, str]) -> None:
    assert not wording(row["example"]).words
    assert wording(row["counterexample"]).words == tuple(word.lower() for word in w.tokens(row["counterexample"]))


def test_datelines_do_not_count() -> None:
    bare = wording("The ministry said so.")
    for dateline in ("SEOUL, May 3 (Yonhap) -- ", "LONDON (AP) — ", "GENEVA — ", "STRELSAU, May 3 (RPA) - "):
        assert wording(dateline + "The ministry said so.").words == bare.words


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    lines = [json.dumps({key: told[key] for key in ("id", "date", "publisher", "text")}) for told in TOLD]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def lines(text: str) -> Iterator[dict[str, Any]]:
    yield from (json.loads(line) for line in text.splitlines())


def test_command(file: Path, capsys: pytest.CaptureFixture[str], found: list[Copy]) -> None:
    assert run(["copies", str(file), "--format", "jsonl"]) == 0
    out, err = capsys.readouterr()
    assert [Copy(**row) for row in lines(out)] == [row for row in found if row.kind != "partial"]
    assert "23 articles: " in err


def test_command_by_kind(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["copies", str(file), "--format", "jsonl", "--kind", "partial"]) == 0
    assert [row["kind"] for row in lines(capsys.readouterr().out)] == ["partial"]
    assert run(["copies", str(file), "--partial", "-f", "jsonl"]) == 0
    assert {row["kind"] for row in lines(capsys.readouterr().out)} == {"copy", "rewrite", "partial"}


def test_command_as_table(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["copies", str(file)]) == 0
    assert "t01-3    t01-1  copy" in capsys.readouterr().out


def test_command_without_anything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["copies", "--store", str(tmp_path / "none.duckdb")]) == 2
    assert run(["copies", str(tmp_path / "none.jsonl")]) == 5
    assert run(["copies", "One sentence here.", "--date", "yesterday"]) == 2


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name == "rensa":
            raise ImportError(name)
        return inner(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(InputError, match="pip install"):
        find_copies(articles())
