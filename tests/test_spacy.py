"""The component of a spaCy pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import entry_points
from typing import Any

import pytest

from sayso.errors import DictionaryError
from sayso.records import Article, Reading, Rejection

from .conftest import TEXT, made_reading

spacy = pytest.importorskip("spacy", reason="spaCy is not installed: pip install 'sayso[spacy]'")


@pytest.fixture
def nlp(monkeypatch: pytest.MonkeyPatch) -> Any:
    import sayso.spacy

    def read(articles: Iterable[Article], **_: object) -> Iterator[Reading | Rejection]:
        for article in articles:
            strange = "ü" in article.text
            yield (
                Rejection(article_id=article.id, stage="read", reason="not English")
                if strange
                else made_reading(article)
            )

    monkeypatch.setattr(sayso.spacy, "read_batch", read)
    made = spacy.blank("en")
    made.add_pipe("sayso", config={"date": "2024-05-04"})
    return made


def test_claims_are_spans_with_their_records(nlp: Any) -> None:
    doc = nlp(TEXT)
    (span,) = doc.spans["sayso"]
    assert (span.text, span.label_, span.id_) == ("shelled", "ASSAULT", "c1")
    assert span._.sayso == doc._.sayso.claims[0]
    assert span._.sayso.say_so[0].source == "a lawmaker"
    assert doc._.sayso.article.published == "2024-05-04"
    assert doc._.sayso_rejected is None
    assert doc[0:2]._.sayso is None


def test_what_cannot_be_read_says_why_and_others_go_on(nlp: Any) -> None:
    docs = list(nlp.pipe([TEXT, "für", TEXT], batch_size=2))
    assert [doc._.sayso_rejected for doc in docs] == [None, "not English", None]
    assert [len(doc.spans["sayso"]) for doc in docs] == [1, 0, 1]
    assert docs[1]._.sayso is None


def test_a_doc_may_have_a_date_of_its_own(nlp: Any) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.published = "2023-01-02"
    assert nlp(doc)._.sayso.article.published == "2023-01-02"


def test_a_doc_can_be_written_and_had_back(nlp: Any) -> None:
    doc = nlp(TEXT)
    back = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert back._.sayso == doc._.sayso
    assert [span._.sayso for span in back.spans["sayso"]] == list(doc._.sayso.claims)


def test_triggers_within_a_token_are_widened(nlp: Any) -> None:
    from sayso.spacy import _span

    doc = nlp.make_doc("The re-shelling")
    claim = made_reading(Article(id="a", text=TEXT)).claims[0]
    from msgspec import structs

    from sayso.records import Span

    assert _span(doc, structs.replace(claim, trigger=Span(8, 11))).text == "shelling"


def test_it_reads_for_itself_in_a_blank_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sayso", config={"threads": 1})
    doc = nlp("The minister said on Monday that Russia had shelled Kharkiv.")
    (span,) = doc.spans["sayso"]
    assert (span.label_, span._.sayso.actor.codes, span._.sayso.say_so[0].source) == (
        "ASSAULT", ("RUS",), "The minister",
    )  # fmt: skip


def test_settings_are_checked(tmp_path: Any) -> None:
    (tmp_path / "mine.csv").write_text("nonsense\n", encoding="utf-8")
    nlp = spacy.blank("en")
    nlp.add_pipe("sayso", config={"dictionaries": [str(tmp_path / "mine.csv")]})
    with pytest.raises(DictionaryError):
        nlp("Russia shelled Kharkiv.")


def test_spacy_finds_it_where_sayso_is_installed() -> None:
    found = [point.value for point in entry_points(group="spacy_factories") if point.name == "sayso"]
    if not found:
        pytest.skip("Sayso is not installed but only on the path")
    assert found == ["sayso.spacy:make"]
