"""How training data becomes labels (needs no torch), and that training and reading agree where they must."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sayso.reader.decode import lemma_of
from sayso.reader.links import distance_bucket
from sayso.train import annotated, corpora
from sayso.train.labels import AUXILIARY, EVENTS, FACTUALITY, IGNORE, KINDS, MODES, NAMES, UPOS, lemma_script

SENTENCE: dict[str, Any] = {
    "sent_id": "s1",
    "text": "They don't meet.",
    "tokens": ["They", "do", "n't", "meet", "."],
    "offsets": [[0, 4], [5, 10], [5, 10], [11, 15], [15, 16]],
    "lemma": ["they", "do", "not", "meet", "."],
    "upos": ["PRON", "AUX", "PART", "VERB", "PUNCT"],
    "xpos": ["PRP", "VBP", "RB", "VB", "."],
    "head": [4, 4, 4, 0, 4],
    "deprel": ["nsubj", "aux", "advmod", "root", "punct"],
}
RECORD = {"id": "t1", "split": "train", "par_starts": [0, 1], "sents": [SENTENCE, {**SENTENCE, "sent_id": "s2"}]}


@pytest.mark.parametrize(
    ("word", "lemma"), [("Talks", "talk"), ("went", "go"), ("Kim", "Kim"), ("better", "well"), ("’s", "be"), ("a", "a")]
)
def test_a_lemma_edit_gives_back_the_lemma(word: str, lemma: str) -> None:
    assert lemma_of(word, lemma_script(word, lemma)) == lemma


def test_treebank_documents_keep_offsets_heads_and_paragraphs() -> None:
    tags = corpora.Tagset(
        ["PRP", "VBP", "RB", "VB", "."], ["nsubj", "aux", "advmod", "root", "punct"], corpora.Scripts([])
    )
    doc = corpora.treebank_document(RECORD, tags)
    assert doc.text == "They don't meet.\n\nThey don't meet."
    assert [doc.text[s:e] for s, e in doc.words.tolist()] == ["They", "do", "n't", "meet", "."] * 2
    assert doc.layers["sentence"].tolist() == [1, 0, 0, 0, 0, 1, 0, 0, 0, 0]
    assert doc.layers["head"].tolist() == [3, 3, 3, -1, 3, 8, 8, 8, -1, 8]
    assert doc.layers["upos"][3] == UPOS.index("VERB")
    assert set(doc.layers["lemma"].tolist()) == {IGNORE}


def test_polnear_is_silent_inside_contents(tmp_path: Path) -> None:
    text = "Ada said that Bo thinks it rains."
    record = {
        "doc_id": "d",
        "text": text,
        "attributions": [{"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 32]]}],
    }
    with gzip.open(tmp_path / "p.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(record) + "\n")
    (doc,) = corpora.polnear_documents(tmp_path / "p.jsonl.gz")
    assert doc.layers["cue"].tolist() == [0, 1, *[IGNORE] * 5, 0]
    assert doc.frames == [((1, 2), [(0, 1)], [(2, 7)])]


def test_annotated_articles_give_nested_cues_and_triggers() -> None:
    text = "Ada said that Bo denied the attack."

    def span(words: str) -> dict[str, Any]:
        return {"text": words, "start": text.index(words), "end": text.index(words) + len(words)}

    record = {
        "id": "a",
        "text": text,
        "attributions": [
            {"source": span("Ada"), "cue": span("said"), "content": [span("that Bo denied the attack")], "speaker": []},
            {"source": span("Bo"), "cue": span("denied"), "content": [span("the attack")], "speaker": ["RUS"]},
        ],
        "claims": [
            {
                "trigger": span("attack"), "event": "ASSAULT", "required": True, "mode": "aerial", "actor": ["RUS"],
                "recipient": ["RUS"], "actor_text": [], "recipient_text": [], "object": "the attack", "where": None,
                "auxiliary": "negation", "factuality": ["CT-", "U"],
            }
        ],
    }  # fmt: skip
    (doc,) = annotated.claims_documents([record])
    assert doc.layers["cue"].tolist() == [0, 1, 0, 0, 1, 0, 0, 0]
    assert doc.layers["event"][6] == EVENTS.index("ASSAULT")
    assert doc.frames[1] == ((4, 5), [(3, 4)], [(5, 7)])
    # The actor is not named at the trigger: the nearest words that mean the same stand in; the recipient is the actor.
    roles = {"actor": [(3, 4)], "recipient": [], "object": [(5, 7)], "where": []}
    assert doc.claims == [((6, 7), roles, 4)]
    labels = {"factuality": FACTUALITY, "auxiliary": AUXILIARY, "mode": MODES, "actor_kind": KINDS,
              "recipient_kind": KINDS}  # fmt: skip
    assert [names[doc.layers[layer][6]] for layer, names in labels.items()] == [
        "CT-", "negation", "aerial", "named", "self",
    ]  # fmt: skip


def test_articles_of_polnear_keep_its_outer_attributions_and_take_our_inner_ones(tmp_path: Path) -> None:
    text = "Ada said that Bo denied the attack, reportedly."
    outer = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 34]]}
    with gzip.open(tmp_path / "p.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"doc_id": "d", "text": text, "attributions": [outer]}) + "\n")
    (press,) = corpora.polnear_documents(tmp_path / "p.jsonl.gz")

    def span(words: str) -> dict[str, Any]:
        return {"text": words, "start": text.index(words), "end": text.index(words) + len(words)}

    ours = [
        {"source": span("Bo"), "cue": span("denied"), "content": [span("the attack")], "speaker": []},
        {"source": None, "cue": span("reportedly"), "content": [span("Ada said")], "speaker": []},
    ]
    record = {"id": "polnear:d", "text": text, "attributions": ours, "claims": []}
    (doc,) = annotated.claims_documents([record])
    annotated.take_outer_frames(doc, press)
    assert doc.frames == [((1, 2), [(0, 1)], [(2, 7)]), ((4, 5), [(3, 4)], [(5, 7)])]
    assert doc.layers["cue"].tolist() == [0, 1, 0, 0, 1, 0, 0, 0, 0, 0]


def test_names_have_a_beginning_before_each_inside() -> None:
    assert all(NAMES[i + 1] == "I" + NAMES[i][1:] for i in range(1, len(NAMES), 2))


def test_training_and_reading_use_the_same_distances() -> None:
    torch = pytest.importorskip("torch")
    from sayso.train.model import distance_bucket as in_training

    offsets = np.arange(-600, 600)
    assert (in_training(torch.from_numpy(offsets)).numpy() == distance_bucket(offsets)).all()


def test_standoff_annotation_wants_the_text_that_was_annotated(tmp_path: Path) -> None:
    text = "Rebels freed two hostages."
    digest = hashlib.sha256(text.encode()).hexdigest()
    texts, marks = tmp_path / "raw.jsonl", tmp_path / "triggers.jsonl"
    marks.write_text(json.dumps({"id": "a", "text_sha256": digest, "triggers": [[7, 12, "RETREAT", True]]}) + "\n")
    texts.write_text(json.dumps({"id": "a", "text": text}) + "\n")
    (doc,) = annotated.trigger_documents(marks, texts, besides=set())
    assert doc.layers["event"].tolist() == [0, EVENTS.index("RETREAT"), 0, 0, 0]
    assert not list(annotated.trigger_documents(marks, texts, besides={"a"}))
    texts.write_text(json.dumps({"id": "a", "text": text + " "}) + "\n")
    with pytest.raises(ValueError, match="SHA-256"):
        list(annotated.trigger_documents(marks, texts, besides=set()))


def test_predicate_examples_teach_their_trigger_and_counterexamples_its_absence(tmp_path: Path) -> None:
    (tmp_path / "AID.csv").write_text(
        "lemma,example,counterexample\nsupply,Chad [supplied] rice to Niger. => TCD -> NER,The dam supplies water.\n"
    )
    (doc,) = annotated.predicate_documents(tmp_path)
    labels = dict(zip((doc.text[s:e] for s, e in doc.words.tolist()), doc.layers["event"].tolist(), strict=True))
    assert labels["supplied"] == EVENTS.index("AID")
    assert labels["rice"] == IGNORE
    assert labels["supplies"] == labels["water"] == 0


def test_exported_weights_come_back_as_a_start() -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnx")
    from sayso.reader.network import FOLDER
    from sayso.reader.network import Network as Reading
    from sayso.train.model import GROUPS, Network, Sizes
    from sayso.train.unpack import unpack

    labels = Reading(FOLDER).labels
    model = Network(Sizes(len(labels["xpos"]), len(labels["relation"]), len(labels["lemma"])))
    shapes = {name: p.shape for name, p in model.named_parameters()}
    found = unpack(FOLDER, model)
    assert set(shapes) - set(found) == {"encoder.pieces.weight"}
    assert all(w.shape[1:] == shapes[name][1:] and len(w) <= shapes[name][0] for name, w in found.items())
    assert torch.allclose(torch.softmax(found["encoder.mix"], dim=1).sum(dim=1), torch.ones(len(GROUPS)), atol=1e-4)


def test_attention_exported_as_one_operator_is_that_of_training() -> None:
    """Of a window without padding, whose mask leaves everything in."""
    torch = pytest.importorskip("torch")
    from sayso.train.model import WIDTH, Layer

    with torch.no_grad():
        layer, x = Layer().eval(), torch.randn(1, 9, WIDTH)
        assert torch.allclose(layer._exported(x), layer._attention(x, torch.zeros(1, 1, 1, 9)), atol=1e-5)


def test_weights_from_before_the_groups_are_a_start_too() -> None:
    torch = pytest.importorskip("torch")
    from sayso.train.model import GROUPS, Network, Sizes
    from sayso.train.run import start_from

    model = Network(Sizes(xpos=5, relation=4, lemma=3))
    tags = torch.arange(float(sum(model.tag_sizes)))
    mix = torch.arange(7.0)
    start_from(model, {"tags.bias": tags, "tags.weight": torch.zeros(len(tags), 384), "encoder.mix": mix})
    assert torch.equal(torch.cat([model.tags[group].bias for group in GROUPS]), tags)
    assert torch.equal(model.encoder.mix, mix.expand(len(GROUPS), 7))


def test_masking_spares_special_pieces_and_padding() -> None:
    torch = pytest.importorskip("torch")
    from sayso.reader.windows import CLS, SEP
    from sayso.train.batches import MASK, Batch, hidden

    pieces = torch.tensor([[CLS, *range(2000, 2040), SEP, 0, 0]])
    mask = (pieces != 0).long()
    nothing = torch.zeros(1, 1, dtype=torch.long)
    batch = Batch(pieces, nothing, mask, nothing, nothing, nothing, nothing, {}, [], [])
    torch.manual_seed(1)
    some = hidden(batch, 0.5).pieces[0]
    assert {int(some[0]), int(some[41])} == {CLS, SEP}
    assert some[42:].tolist() == [0, 0]
    assert 10 < int((some == MASK).sum()) < 30
    assert torch.equal(hidden(batch, 0.0).pieces, pieces)


def test_words_that_tell_of_the_happenings_of_a_story_are_events() -> None:
    text = "Chad shelled Bo. The shelling went on, and it rained."
    marks = [
        {"article": "s-1", "trigger": {"start": 5, "end": 12}},
        {"article": "s-1", "trigger": {"start": 21, "end": 29}},
    ]
    other = {"article": "s-2", "trigger": {"start": 0, "end": 4}}
    story = {
        "articles": [{"id": "s-1", "text": text}],
        "events": [{"event": "ASSAULT", "mentions": [*marks, other]}],
    }
    (doc,) = annotated.mention_documents(story)
    told = [doc.text[s:e] for (s, e), label in zip(doc.words.tolist(), doc.layers["event"], strict=True) if label]
    assert told == ["shelled", "shelling"]
    assert set(doc.layers["event"].tolist()) == {0, EVENTS.index("ASSAULT")}


def test_a_story_tells_who_did_what_of_all_articles_but_copies() -> None:
    happening = {
        "event": "AID",
        "accept": ["AID", "AGREE"],
        "actor": ["TCD"],
        "recipient": ["NER"],
        "when": "2023-05-02",
    }
    mention = {"article": "s-1", "trigger": {"start": 5, "end": 9}, "stance": "asserted"}
    story = {
        "articles": [
            {"id": "s-1", "text": "Chad sent rice.", "relation": "original"},
            {"id": "s-2", "text": "Chad sent rice.", "relation": "copy of s-1"},
            {"id": "s-3", "text": "Nobody came.", "relation": "own"},
        ],
        "events": [{**happening, "mentions": [mention, {**mention, "article": "s-2"}]}],
    }
    first, other = annotated.told_articles(story)
    (claim,) = first["claims"]
    assert claim == {slot: happening[slot] for slot in ("event", "accept", "actor", "recipient")} | {
        "trigger": mention["trigger"]
    }
    assert (other["id"], other["claims"]) == ("s-3", [])
