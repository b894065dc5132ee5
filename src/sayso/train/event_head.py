"""Fitting the event head anew, with the encoder and all other heads as they are.

The head is one matrix on what the encoder makes of a word. Stories mark every word that tells of their happenings, in
voices that no other set has, so they teach it what the annotated articles leave out, in minutes and without forgetting:
nothing else of the network changes. What a story does not mark may still be a deed outside of its happenings, so where
the present head sees one there the story is silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import nn
from torch.nn import functional

from sayso.reader.windows import Pieces
from sayso.train import annotated, corpora
from sayso.train.batches import batch_of, examples_of
from sayso.train.labels import EVENTS, IGNORE
from sayso.train.model import GROUPS, WIDTH, Network
from sayso.train.pairs import FITTED, stories
from sayso.train.run import PREDICATES, minilm_folder
from sayso.train.unpack import shipped_network

WINDOW = 320
"""Pieces of a window, as in reading."""
SEEN = 0.9
"""From this chance on by the present head a story is silent about a word that it does not mark. Of 0.2, 0.5 and 0.9 the
one with which the chances stay nearest to the share of events (docs/experiments.md)."""
PLAIN, PLAIN_SHARE = 0.005, 0.3
"""Of the unmarked words with a smaller chance than that, which teach next to nothing, this share is kept."""
EPOCHS, BATCH, RATE, DROPPED = 20, 2048, 2e-3, 0.2
"""Passes, words of a step, highest learning rate, and share of the inputs left out at random (as in `reader`)."""
STEPS_OF_SCALE = 64
"""Steps of a weight's seven bits on either side of nought (see `export.quantize`)."""
GROUP = "claims"
"""The group of heads that it is of, where it comes first."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the encoder makes of words (words, WIDTH; float16), the label of each, and whether it is of a story."""

    seen: NDArray[np.float16]
    labels: NDArray[np.int64]
    of_story: NDArray[np.bool_]


def story_documents(files: Iterable[Path]) -> Iterator[corpora.Document]:
    """The articles of the stories that weights are fitted to, with the types of the words that tell of happenings."""
    for story in stories(files, *FITTED):
        yield from annotated.mention_documents(story)


def documents(data: Path, annotation: Path) -> Iterator[tuple[corpora.Document, bool]]:
    """What the head is fitted to, each with whether it is of a story; nothing that is kept back."""
    kept_back = annotated.ids_of(annotation / "held_out.txt") | annotated.ids_of(annotation / "calibration.txt")
    in_full = (record for record in annotated.articles(data, annotation) if record["id"] not in kept_back)
    yield from ((doc, False) for doc in annotated.claims_documents(in_full))
    yield from ((doc, False) for doc in annotated.predicate_documents(PREDICATES))
    yield from ((doc, True) for doc in story_documents(sorted((annotation / "stories").glob("*.jsonl"))))


def words_seen(model: Network, docs: Iterable[tuple[corpora.Document, bool]]) -> Words:
    """Run the encoder over documents, as the heads of the group see its words."""
    pieces = Pieces(minilm_folder() / "tokenizer.json")
    group = list(GROUPS).index(GROUP)
    seen, labels, of_story = [], [], []
    for doc, told in docs:
        doc.layers = {"event": doc.layers["event"]}
        for example in examples_of(doc, pieces, size=WINDOW, context=0):
            batch = batch_of([example])
            with torch.no_grad():
                mixed = model.encoder(batch.pieces, batch.features, batch.mask)[0, :, group]
            words = (mixed[batch.firsts[0]] + mixed[batch.lasts[0]]) * 0.5
            seen.append(words[1:].half().numpy())
            labels.append(example.layers["event"][1:])
            of_story.append(np.full(len(words) - 1, told))
    return Words(np.concatenate(seen), np.concatenate(labels), np.concatenate(of_story))


def fit_head(words: Words, weight: torch.Tensor, bias: torch.Tensor, *, seed: int = 7) -> nn.Linear:
    """The head after some passes over the words, from where it stands.

    Args:
        words: what it is fitted to.
        weight, bias: of the present head, (types, WIDTH) and (types,).
        seed: of the order, of the words left out, and of the dropout.
    """
    torch.manual_seed(seed)
    dice = np.random.default_rng(seed)
    head = nn.Linear(WIDTH, len(weight))
    head.load_state_dict({"weight": weight, "bias": bias})
    asked, labels = _asked(words, head, dice)
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.01)
    steps = EPOCHS * len(asked) // BATCH
    order = np.concatenate([dice.permutation(asked) for _ in range(EPOCHS)])
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = RATE * max(0.02, 1 - step / steps) * min(1.0, (step + 1) / 30)
        these = order[step * BATCH : (step + 1) * BATCH]
        inputs = functional.dropout(torch.from_numpy(words.seen[these]).float(), DROPPED)
        loss = functional.cross_entropy(head(inputs), torch.from_numpy(labels[these]))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return head


def _asked(words: Words, head: nn.Linear, dice: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which words teach the head something, and the labels of all."""
    parts = np.array_split(words.seen, 1 + len(words.seen) // 50_000)
    with torch.no_grad():
        chance = np.concatenate([1 - torch.softmax(head(torch.from_numpy(p).float()), -1)[:, 0].numpy() for p in parts])
    unmarked = words.labels == 0
    labels = np.where(words.of_story & unmarked & (chance > SEEN), IGNORE, words.labels)
    plain = unmarked & (chance < PLAIN) & (dice.random(len(labels)) >= PLAIN_SHARE)
    return np.nonzero((labels != IGNORE) & ~plain)[0], labels


def replace_head(folder: Path, head: nn.Linear) -> None:
    """Write the head into an exported model, in seven bits as `export` would; all other weights stay as they are."""
    file = folder / "reader.onnx"
    model = onnx.load(str(file))
    held = {tensor.name: tensor for tensor in model.graph.initializer}
    product = next(n for n in model.graph.node if n.op_type == "MatMulInteger" and n.output[0].startswith(f"/{GROUP}/"))
    name = product.input[1].removesuffix("_quantized")
    matrix, scale, bias = (
        numpy_helper.to_array(held[n]).copy() for n in (f"{name}_quantized", f"{name}_scale", f"tags.{GROUP}.bias")
    )
    types = len(EVENTS)
    weight = head.weight.detach().numpy()
    scale[:types] = np.abs(weight).max(axis=1) / STEPS_OF_SCALE
    matrix[:, :types] = np.rint(weight / scale[:types, None]).T
    bias[:types] = head.bias.detach().numpy()
    for key, array in ((f"{name}_quantized", matrix), (f"{name}_scale", scale), (f"tags.{GROUP}.bias", bias)):
        held[key].CopyFrom(numpy_helper.from_array(array, key))
    onnx.save(model, str(file))


def fit_event_head(data: Path, annotation: Path, folder: Path) -> Iterator[str]:
    """Fit the event head of an exported model and write it there; tells on how much.

    Args:
        data, annotation: as of the other fits.
        folder: of the exported model; its `reader.onnx` is changed.
    """
    model = shipped_network(folder)
    words = words_seen(model, documents(data, annotation))
    present = model.tags[GROUP]
    types = len(EVENTS)
    replace_head(folder, fit_head(words, present.weight[:types].detach(), present.bias[:types].detach()))
    yield f"{len(words.labels)} words, {int((words.labels > 0).sum())} of them tell of an event"
