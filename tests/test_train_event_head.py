"""The event head fitted anew: what it is asked, what it learns, and that nothing else of the model changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra train")
onnx = pytest.importorskip("onnx", reason="training needs the extra train")

from sayso.reader.network import FOLDER  # noqa: E402
from sayso.train import event_head  # noqa: E402
from sayso.train.labels import EVENTS, IGNORE  # noqa: E402
from sayso.train.model import WIDTH  # noqa: E402

TYPES = len(EVENTS)


def made_words(number: int = 16_384) -> event_head.Words:
    """Words that are events of the second type where their first number is large; a third of them are of stories."""
    dice = np.random.default_rng(1)
    seen = dice.normal(size=(number, WIDTH)).astype(np.float16)
    seen[:, 0] *= 8
    seen[:, 1:] *= 0.1
    labels = np.where(seen[:, 0] > 0, 2, 0).astype(np.int64)
    return event_head.Words(seen, labels, np.arange(number) % 3 == 0)


def test_it_learns_what_the_words_say() -> None:
    words = made_words()
    head = event_head.fit_head(words, torch.zeros(TYPES, WIDTH), torch.zeros(TYPES))
    with torch.no_grad():
        found = head(torch.from_numpy(words.seen).float()).argmax(dim=1).numpy()
    assert (found == words.labels).mean() > 0.9


def test_a_story_is_silent_where_the_head_was_sure_of_an_event() -> None:
    words = made_words(600)
    head = torch.nn.Linear(WIDTH, TYPES)
    with torch.no_grad():
        head.weight.zero_()
        head.bias.zero_()
        head.bias[1] = 20.0  # sure of every word
    asked, labels = event_head._asked(words, head, np.random.default_rng(0))
    unmarked = words.of_story & (words.labels == 0)
    assert set(labels[unmarked]) == {IGNORE}
    assert set(asked) == set(np.nonzero(~unmarked)[0])


def test_nothing_else_of_the_model_changes(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "reader.onnx", tmp_path)
    head = torch.nn.Linear(WIDTH, TYPES)
    event_head.replace_head(tmp_path, head)
    before, after = (
        {t.name: onnx.numpy_helper.to_array(t) for t in onnx.load(str(folder / "reader.onnx")).graph.initializer}
        for folder in (FOLDER, tmp_path)
    )
    changed = {name for name in before if not np.array_equal(before[name], after[name])}
    bias = f"tags.{event_head.GROUP}.bias"
    assert bias in changed
    (matrix,) = (name for name in changed if name.endswith("_quantized"))
    assert changed == {bias, matrix, matrix.replace("_quantized", "_scale")}
    assert np.array_equal(before[matrix][:, TYPES:], after[matrix][:, TYPES:])
    given = after[matrix][:, :TYPES] * after[matrix.replace("_quantized", "_scale")][:TYPES]
    assert np.abs(given.T - head.weight.detach().numpy()).max() < 0.001
