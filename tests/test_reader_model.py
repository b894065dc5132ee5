"""The shipped weights: they read, they read the same every time, and they fail with advice."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest

from sayso.errors import ModelError
from sayso.reader import Reader
from sayso.reader.parse import Parse

TEXT = (
    "The Kenyan foreign minister told reporters in Nairobi that Uganda had sent troops across the border.\n\n"
    '"We saw nothing of the kind," said a spokesman for the Ugandan army. He denied that any soldiers were missing.'
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def parse(reader: Reader) -> Parse:
    return reader.parse(TEXT)


def test_a_plain_sentence_gets_its_tree(parse: Parse) -> None:
    told = next(i for i in range(len(parse)) if parse.word(i) == "told")
    assert parse.heads[told] == -1
    assert parse.upos[told] == "VERB"
    assert parse.lemmas[told] == "tell"
    subject = [c for c in parse.children(told) if parse.deprels[c] == "nsubj"]
    assert [parse.word(i) for i in subject] == ["minister"]


def test_sentences_do_not_cross_paragraphs(parse: Parse) -> None:
    assert len(parse.sentences) == 3
    assert parse.word(parse.sentences[1][0]) == '"'


def test_a_quotation_gets_its_cue_and_source(parse: Parse) -> None:
    found = {parse.span(*f.cue).of(TEXT): f for f in parse.frames}
    quotation = found["said"]
    assert quotation.source is not None
    assert "spokesman" in parse.span(*quotation.source).of(TEXT)
    assert "We saw nothing of the kind" in parse.span(*quotation.content[0]).of(TEXT)


def test_names_are_found(parse: Parse) -> None:
    names = {parse.span(n.start, n.end).of(TEXT): n for n in parse.names}
    assert "Uganda" in names
    assert all("PROPN" in parse.upos[n.start : n.end] for n in parse.names if n.kind not in ("DATE", "WEAPON"))


def test_a_place_is_told_from_an_organisation(parse: Parse) -> None:
    names = {parse.span(n.start, n.end).of(TEXT): n.kind for n in parse.names}
    assert (names.get("Uganda"), names.get("Nairobi")) == ("GPE", "GPE")


def test_every_word_has_a_head_in_its_sentence(parse: Parse) -> None:
    for start, end in parse.sentences:
        heads = parse.heads[start:end]
        assert heads.count(-1) == 1
        assert all(h == -1 or start <= h < end for h in heads)


def test_a_text_is_read_the_same_whatever_stands_beside_it(reader: Reader, parse: Parse) -> None:
    other = "Rain fell on the coast. " * 80
    again = list(reader.parse_all([other, TEXT, other]))[1]
    assert (again.heads, again.deprels, again.frames, again.names) == (
        parse.heads, parse.deprels, parse.frames, parse.names,
    )  # fmt: skip


def test_a_text_longer_than_a_window_is_read_whole(reader: Reader) -> None:
    text = "\n\n".join([TEXT] * 12)
    parse = reader.parse(text)
    assert len(parse.heads) == len(parse) > 400
    assert sum(parse.span(*f.cue).of(text) == "said" for f in parse.frames) == 12


def test_a_text_without_words_gives_none(reader: Reader) -> None:
    assert len(reader.parse(" \n\t ")) == 0


def test_words_and_sentences_may_be_given(reader: Reader) -> None:
    words = np.array([[0, 2], [3, 6], [6, 7]], dtype=np.int32)
    parse = reader.parse_words("He ran.", words, sentences=[(0, 3)])
    assert parse.sentences == [(0, 3)]
    assert parse.heads[0] == 1


def test_a_reader_pickles_to_its_name(reader: Reader, parse: Parse) -> None:
    assert len(pickle.dumps(reader)) < 500
    assert pickle.loads(pickle.dumps(reader)).parse(TEXT).heads == parse.heads


def test_readers_of_a_process_share_the_shipped_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = Reader(threads=1), Reader(threads=1)
    assert one.network is other.network
    monkeypatch.setattr("os.getpid", lambda: 0)  # as after a fork, which no thread of the encoder outlives
    assert Reader(threads=1).network is not one.network


def test_missing_weights_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"reader.onnx.*Install Sayso again"):
        Reader(tmp_path).parse("Anything.")
