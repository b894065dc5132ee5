"""Filters and searches: what is found, in which order, with what marked; and the tables they ask, kept current."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from msgspec import structs

from sayso.errors import InputError, StoreError
from sayso.records import Article, Claim, Event, Reading, Slot, Span, Told
from sayso.store import Filter, Store, indexing
from sayso.store.asked import Item, parse
from sayso.store.searching import marked, shown
from sayso.store.terms import WORDS, plain_words, stems

from .test_corpus import Screen, screen  # noqa: F401

SENTENCES = {
    "a": "North Korea gave Syria artillery shells in March, a defector said.",
    "b": "The minister of defence denied that shells had been given; artillery was never discussed.",
    "c": "Syria received wheat and artillery from North Korea.",
    "d": "Erdoğan's aides met U.S. envoys in Geneva.",
}
TRIGGERS = {"a": "gave", "b": "given", "c": "received", "d": "met"}


def told(key: str, before: str = "", **known: str) -> Reading:
    """An article with one sentence that says one thing."""
    text = f"{before}{SENTENCES[key]}"
    start = text.index(TRIGGERS[key])
    claim = Claim(
        id="c1", article_id=key, trigger=Span(start, start + len(TRIGGERS[key])), event="AID", when="2024-03",
        score=0.8, actor=Slot(codes=("PRK",), sectors=("GOV",)), recipient=Slot(codes=("SYR",)),
    )  # fmt: skip
    return Reading(article=Article(id=key, text=text, published="2024-05-04", **known), claims=(claim,), version="1")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that every test has a copy of."""
    path = tmp_path_factory.mktemp("shelf") / "s.duckdb"
    with Store(path) as made:
        made.add(told(key) for key in SENTENCES)
    return path


@pytest.fixture
def store(tmp_path: Path, shelf: Path) -> Iterator[Store]:
    with Store(shutil.copy(shelf, tmp_path)) as made:
        yield made


def found(store: Store, text: str, **more: object) -> list[str]:
    return [hit.article for hit in store.search(Filter(text=text, **more))]  # type: ignore[arg-type]


def test_all_words_in_any_form(store: Store) -> None:
    assert sorted(found(store, "artillery")) == ["a", "b", "c"]
    assert sorted(found(store, "Shelling ARTILLERY")) == ["a", "b"]
    assert found(store, "wheat shells") == []
    assert found(store, "erdogan") == found(store, "Erdoğan") == ["d"]


def test_phrases_stand_side_by_side(store: Store) -> None:
    assert found(store, '"artillery shells"') == ["a"]
    assert found(store, "“North Korea gave Syria”") == ["a"]
    assert found(store, '"minister of defence"') == found(store, '"minister for defence"') == ["b"]
    assert found(store, '"minister defence"') == []
    assert found(store, "U.S.") == ["d"]


def test_or_and_minus(store: Store) -> None:
    assert sorted(found(store, "wheat OR shells")) == ["a", "b", "c"]
    assert sorted(found(store, "artillery -wheat")) == ["a", "b"]
    assert found(store, 'artillery -wheat -"defence"') == ["a"]
    assert sorted(found(store, "artillery wheat OR defector")) == ["a", "c"]


@pytest.mark.parametrize("nothing", ["", "the of", '""', "-shells", "OR", "!?"])
def test_no_word_to_search_for(store: Store, nothing: str) -> None:
    with pytest.raises(InputError):
        found(store, nothing)


@pytest.mark.parametrize("odd", ["'; DROP TABLE claims; --", '"', "a%b_c", "\\", "$p0", "{}", "shells\x00"])
def test_odd_searches_are_only_words(store: Store, odd: str) -> None:
    with suppress(InputError):
        found(store, odd)
    assert store.sql("SELECT count(*) FROM claims").one() == 4


def test_words_are_parsed() -> None:
    asked = parse('red "big guns" OR blue -green')
    assert asked.groups == ((Item((("red", 0),)),), (Item((("big", 0), ("gun", 1))), Item((("blue", 0),))))
    assert asked.without == (Item((("green", 0),)),)
    assert stems(["shelled", "shelling", "shells", "2000"]) == ["shell", "shell", "shell", "2000"]


def test_the_fitter_comes_first_and_is_marked(store: Store) -> None:
    store.add([told("a", "Shells, shells. ", title="Shells")])
    hits = store.search(Filter(text="wheat OR artillery"))
    assert store.search("wheat OR artillery") == hits
    assert store.search_articles("wheat") == store.search_articles(Filter(text="wheat"))
    assert hits[0].article == "c"
    assert hits[0].score > hits[1].score
    assert shown(hits[0]) == "Syria received «wheat» and «artillery» from North Korea."
    assert marked("Erdoğan spoke ", {"erdogan"}) == ("Erdoğan spoke", (Span(0, 7),))


def test_filters_go_with_words(store: Store) -> None:
    assert found(store, "artillery", actor=("USA",)) == []
    assert sorted(found(store, "artillery", actor=("prk",), since="2024-03", until="2024-03")) == ["a", "b", "c"]
    assert found(store, "artillery", article=("c",)) == ["c"]
    assert [row["article"] for row in store.claims(Filter(text="wheat")).dicts()] == ["c"]
    assert [reading.article.id for reading in store.readings(Filter(text="wheat"))] == ["c"]


def test_every_filter(store: Store) -> None:
    store.add([told("a", "In Geneva. ", publisher="The Gazette")])

    def which(**asked: object) -> list[str]:
        return [row["article"] for row in store.claims(Filter(**asked)).dicts()]  # type: ignore[arg-type]

    assert len(which()) == len(which(either=("SYR",))) == len(which(sector=("GOV",))) == 4
    assert len(which(all_versions=True)) == 5
    assert which(sector=("MIL",)) == which(object_class=("missiles",)) == which(where=("border",)) == []
    assert len(which(factuality=("ct+",))) == len(which(sector=("gov",), stance=("Asserted",))) == 4
    assert which(publisher=("the gazette",)) == ["a"]
    modes = store.sql("SELECT DISTINCT mode FROM current_claims WHERE mode IS NOT NULL").one() or "none"
    contexts = store.sql("SELECT DISTINCT unnest(context) FROM current_claims").one() or "none"
    assert len(which(mode=(modes,))) == store.sql("SELECT count(*) FROM current_claims WHERE mode = ?", [modes]).one()
    held = store.sql("SELECT count(*) FROM current_claims WHERE list_contains(context, ?)", [contexts]).one()
    assert len(which(context=(contexts.upper(),))) == held
    assert which(origins=1) == []
    assert len(which(event=("aid", "ASSAULT"), min_score=0.8)) == 4


def test_questions_are_split_as_texts_are(store: Store) -> None:
    for text in (
        "Erdoğan's U.S. aides",
        "N'DJAMENA—2,000-strong",
        "naïve «Київ» ЗАПОРІЖЖЯ",
        "a_b\x00c",
        "ﬁne ½ x²",
        "İzmir",
    ):
        split = store.sql(f"SELECT {WORDS} FROM (SELECT $text AS text)", {"text": text}).one()
        assert split == plain_words(text)


def test_filters_are_parameters(store: Store) -> None:
    odd = "x' OR true --"
    names = (
        "actor",
        "recipient",
        "either",
        "event",
        "mode",
        "context",
        "sector",
        "object_class",
        "stance",
        "factuality",
        "source",
    )
    for name in (*names, "article", "publisher", "where"):
        assert list(store.claims(Filter(**{name: (odd,)}))) == []  # type: ignore[arg-type]


def test_articles(store: Store) -> None:
    store.add([told("a", "Quiet. ", title="Shells for Damascus")])
    hits = store.search_articles(Filter(text="shells damascus"))
    assert [(hit.article, hit.version, hit.title) for hit in hits] == [("a", 2, "Shells for Damascus")]
    assert shown(hits[0]) == "North Korea gave Syria artillery «shells» in March, a defector said."
    assert store.search_articles(Filter(text="shells", actor=("USA",))) == []
    assert [hit.article for hit in store.search_articles(Filter(text='"artillery shells"', actor=("PRK",)))] == ["a"]


def test_a_later_version_takes_the_place_of_the_one_before(store: Store) -> None:
    assert found(store, "defector") == ["a"]
    changed = told("a", "Corrected. ")
    store.add([changed])
    assert [hit.version for hit in store.search(Filter(text="defector"))] == [2]
    assert sorted(hit.version for hit in store.search(Filter(text="defector", all_versions=True))) == [1, 2]


def test_like_a_claim_and_like_a_text(store: Store) -> None:
    hits = store.like("a/c1")
    assert [hit.article for hit in hits[:2]] == ["c", "b"]
    assert "a" not in [hit.article for hit in hits]
    store.add([structs.replace(told("a"), article=structs.replace(told("a").article, id="e"))])
    assert (store.like("a/c1")[0].article, store.like("a/c1")[0].score) == ("e", 1.0)
    assert store.similar("Pyongyang shipped artillery shells to Syria")[0].article in ("a", "e")
    with pytest.raises(StoreError):
        store.like("a/nothing")
    with pytest.raises(InputError):
        store.similar("of the")


def test_origins_and_events_of_claims(store: Store) -> None:
    claims = (Told(article="a", claim="c1", trigger=Span(0, 1), stance="asserted", origin="a defector"),)
    event = Event(id="e1", event="AID", articles=("a",), origins=("a defector",), claims=claims)
    store.refresh(merge=lambda readings, copies: [event])
    (row,) = store.claims(Filter(origins=1)).dicts()
    assert (row["article"], row["event_id"], row["origins"]) == ("a", "e1", 1)
    assert list(store.events(Filter(text="defector", actor=("PRK",)))) == [event]
    assert list(store.events(Filter(text="wheat"))) == []
    store.add([told("a", "More. ")])
    store.refresh(merge=lambda readings, copies: [])
    assert list(store.claims(Filter(origins=1))) == []


def test_in_parts_or_at_once_the_tables_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "FEW", 3)
    readings = [told(key) for key in SENTENCES] + [told("a", "More. ")]
    rows: list[list[list[tuple[object, ...]]]] = []
    for number, size in enumerate((2, 10)):
        with Store(tmp_path / f"{number}.duckdb") as store:
            for first in range(0, len(readings), size):
                store.add(readings[first : first + size])
                store.refresh()
            rows.append([sorted(store.sql(f"SELECT * FROM {name}"), key=repr) for name in
                         ("judged_claims", "claim_words", "article_words")])  # fmt: skip
    assert rows[0] == rows[1]


def test_text_that_is_hard_to_keep_is_found(store: Store) -> None:
    store.add([told("a", "\x00 \u202e \U0001f680 ' \" \\ \n\t É́ ")])
    (hit,) = store.search(Filter(text='"artillery shells"'))
    assert (hit.version, hit.snippet.endswith("a defector said.")) == (2, True)
    assert store.sql("SELECT text[sentence_start + 1 : sentence_end] = sentence FROM judged_claims j JOIN articles a "
                     "ON a.id = j.article AND a.version = j.version WHERE j.version = 2").one()  # fmt: skip


def test_words_are_put_in_order(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "FEW", 0)
    store.index()
    terms = [term for (term,) in store.sql("SELECT term FROM claim_words")]
    assert terms == sorted(terms)
    store.add([told("b", "Later. ")])
    assert sorted(found(store, "artillery")) == ["a", "b", "c"]


def test_a_store_that_is_read_is_brought_up_to_date_first(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with Store(path) as store:
        store.add([told("a")])
    with Store(path, read_only=True) as store:
        assert found(store, "shells") == ["a"]
        assert store.sql("SELECT value FROM meta WHERE key = 'searched'").one() == "1"


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Store() as made:
        made.add(told(key) for key in SENTENCES)


@pytest.mark.usefixtures("filled")
def test_the_command(screen: Screen) -> None:  # noqa: F811
    out, _ = screen.run("search", "artillery shells")
    assert "artillery» «shells" in out.replace("\n", " ") or "«artillery»" in out
    lines = [json.loads(line) for line in screen.run("search", "artillery", "wheat", "-f", "jsonl")[0].splitlines()]
    assert [(line["article"], line["claim"], line["marks"]) for line in lines] == [("c", "c1", ["15-20", "25-34"])]
    (row,) = csv.DictReader(io.StringIO(screen.run("search", "erdogan", "--articles", "-f", "csv")[0]))
    assert row["article"] == "d"
    for words in (("artillery", "-shells"), ("-shells", "artillery"), ("artillery", "--", "-shells")):
        (line,) = screen.run("search", "-f", "jsonl", *words)[0].splitlines()
        assert json.loads(line)["article"] == "c"
    assert "c/c1" in screen.run("search", "--like", "a/c1")[0]
    assert screen.run("search", "--similar", "wheat for Syria", "--limit", "1", "-f", "csv")[0].count("\n") == 2
    assert "Give one of the three" in screen.run("search", code=2)[1]
    assert "Give one of the three" in screen.run("search", "wheat", "--like", "a/c1", code=2)[1]
    assert "no word" in screen.run("search", "the", code=2)[1]
    assert screen.run("claims", "--text", "wheat", "-f", "csv")[0].count("\n") == 2


def test_words_that_only_articles_have(tmp_path: Path, screen: Screen) -> None:  # noqa: F811
    path = tmp_path / "s.duckdb"
    with Store(path) as made:
        made.add([told("c", before="The council adopted resolution 2397. ")])
    assert "add --articles" in screen.run("search", "resolution 2397", "--store", str(path))[1]
    assert "add --articles" not in screen.run("search", "resolution 9999", "--store", str(path))[1]
    assert "add --articles" not in screen.run("search", "wheat", "--store", str(path))[1]
