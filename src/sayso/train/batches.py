"""From documents to training windows and padded batches."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sayso.reader.tokens import FEATURES, features_of
from sayso.reader.windows import CLS, SEP, Pieces, Window, ends_of, windows_of
from sayso.train.corpora import Document, Ranges
from sayso.train.labels import IGNORE

Frame = tuple[tuple[int, int], Ranges, Ranges]
Claim = tuple[tuple[int, int], dict[str, Ranges], int]
"""A trigger, its slots by role, and the first word of the cue that it stands under: 0 none, `IGNORE` unknown."""


@dataclass
class Example:
    """One window: pieces, features, first and last piece of each word (word 0 is [CLS]), labels, frames."""

    pieces: list[int]
    features: list[int]
    firsts: list[int]
    lasts: list[int]
    layers: dict[str, NDArray[np.int64]]
    sentences: NDArray[np.int64]
    frames: list[Frame]
    claims: list[Claim]


def _clip(ranges: Ranges, window: Window) -> Ranges:
    """Word ranges inside the window, in window numbering (word 0 is [CLS])."""
    cut = [(max(s, window.start), min(e, window.end)) for s, e in ranges]
    return [(s - window.start + 1, e - window.start + 1) for s, e in cut if e > s]


def _frames(doc: Document, window: Window) -> list[Frame]:
    found = []
    for cue, source, content in doc.frames:
        if window.start <= cue[0] and cue[1] <= window.end:
            found.append((_clip([cue], window)[0], _clip(source, window), _clip(content, window)))
    return found


def _claims(doc: Document, window: Window) -> list[Claim]:
    found = []
    for trigger, roles, cue in doc.claims:
        if window.start <= trigger[0] and trigger[1] <= window.end:
            slots = {role: _clip(ranges, window) for role, ranges in roles.items()}
            found.append((_clip([trigger], window)[0], slots, _said(cue, window)))
    return found


def _said(cue: int | None, window: Window) -> int:
    """The first word of a cue in window numbering: 0 for none, silent where it lies outside."""
    if cue is None:
        return 0
    return cue - window.start + 1 if window.start <= cue < window.end else IGNORE


def _heads(heads: NDArray[np.int64], window: Window) -> NDArray[np.int64]:
    """Heads in window numbering: 0 for a root, silent where the head lies outside."""
    inside = heads - window.start + 1
    outside = (heads >= 0) & ((heads < window.start) | (heads >= window.end))
    return np.where(outside | (heads == IGNORE), IGNORE, np.where(heads == -1, 0, inside))


def examples_of(doc: Document, pieces: Pieces, *, size: int, context: int) -> Iterator[Example]:
    """Cut a document into training windows."""
    words = [doc.text[s:e] for s, e in doc.words.tolist()]
    if not words:
        return
    coded = pieces.of(words)
    lengths = np.array([len(ids) for ids in coded], dtype=np.int64)
    features, breaks = features_of(doc.text, doc.words)
    starts = doc.layers.get("sentence")
    ends = ends_of(words) if starts is None else np.append(starts[1:] == 1, True)
    sentence = np.zeros(len(words), np.int64) if starts is None else np.cumsum(starts)
    for w in windows_of(lengths, breaks, ends, size=size, context=context):
        at = 1 + np.concatenate([[0], np.cumsum(lengths[w.start : w.end])])
        layers = {
            name: np.concatenate([[IGNORE], (_heads(layer, w) if name == "head" else layer)[w.start : w.end]])
            for name, layer in doc.layers.items()
        }
        yield Example(
            [CLS, *(p for ids in coded[w.start : w.end] for p in ids), SEP],
            [FEATURES, *np.repeat(features[w.start : w.end], lengths[w.start : w.end]).tolist(), FEATURES],
            [0, *at[:-1].tolist()],
            [0, *(at[1:] - 1).tolist()],
            layers,
            np.concatenate([[0], sentence[w.start : w.end]]),
            _frames(doc, w),
            _claims(doc, w),
        )  # fmt: skip


@dataclass
class Batch:
    """Padded tensors of several windows."""

    pieces: Tensor
    features: Tensor
    mask: Tensor
    firsts: Tensor
    lasts: Tensor
    words: Tensor
    sentences: Tensor
    layers: dict[str, Tensor]
    frames: list[list[Frame]]
    claims: list[list[Claim]]


def _padded(rows: Sequence[Sequence[int] | NDArray[np.int64]], value: int) -> Tensor:
    out = np.full((len(rows), max(len(row) for row in rows)), value, dtype=np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return torch.from_numpy(out)


def batch_of(examples: list[Example]) -> Batch:
    """Pad a list of windows."""
    width = max(len(e.firsts) for e in examples)
    names = sorted({name for e in examples for name in e.layers})
    silent = np.full(width, IGNORE, dtype=np.int64)
    pieces = _padded([e.pieces for e in examples], 0)
    firsts = _padded([e.firsts for e in examples], -1)
    mask = _padded([[1] * len(e.pieces) for e in examples], 0)
    return Batch(
        pieces, _padded([e.features for e in examples], FEATURES), mask,
        firsts.clamp(min=0), _padded([e.lasts for e in examples], 0), firsts >= 0,
        _padded([e.sentences for e in examples], -1),
        {name: _padded([e.layers.get(name, silent) for e in examples], IGNORE) for name in names},
        [e.frames for e in examples], [e.claims for e in examples],
    )  # fmt: skip


MASK = 103
"""The piece [MASK] of BERT's vocabulary."""


def hidden(batch: Batch, share: float) -> Batch:
    """The batch with a random share of its pieces masked, special pieces and padding aside (PyTorch's random state)."""
    ordinary = (batch.mask == 1) & (batch.pieces != CLS) & (batch.pieces != SEP)
    chosen = ordinary & (torch.rand(batch.pieces.shape) < share)
    return replace(batch, pieces=batch.pieces.masked_fill(chosen, MASK))


def grouped(examples: Iterable[Example], *, pieces: int, seed: int) -> list[list[Example]]:
    """Shuffled groups of windows of like length, about `pieces` pieces each; the same for the same seed."""
    dice = random.Random(seed)
    order = list(examples)
    dice.shuffle(order)
    groups: list[list[Example]] = []
    for at in range(0, len(order), 400):
        pool = sorted(order[at : at + 400], key=lambda e: len(e.pieces))
        group: list[Example] = []
        for example in pool:
            if group and (len(group) + 1) * len(example.pieces) > pieces:
                groups.append(group)
                group = []
            group.append(example)
        groups.append(group)
    dice.shuffle(groups)
    return groups
