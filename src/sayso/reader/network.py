"""The shipped weights: loaded on first use, run by onnxruntime."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.errors import ModelError
from sayso.reader.lemmas import Lexicon
from sayso.reader.links import LinkTables
from sayso.reader.tokens import FEATURES
from sayso.reader.windows import CLS, SEP, Pieces, Window

Floats = NDArray[np.float32]
FOLDER = Path(__file__).parent / "model"
FILES = ("reader.onnx", "reader.npz", "reader.json", "tokenizer.json", "lemmas.tsv")
BATCH = 8
"""Windows that go through the encoder at once; always of one article, so that a neighbour never changes a result."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the network says of one window; row 0 of every array stands for the root ([CLS])."""

    window: Window
    tags: dict[str, Floats]
    arcs: Floats
    relation_child: Floats
    relation_head: Floats
    link_cue: Floats
    link_word: Floats
    link_bias: Floats
    role_trigger: Floats
    role_word: Floats
    role_bias: Floats


def _gelu(x: Floats) -> Floats:
    """The exact Gaussian error unit (as in training), by the Abramowitz and Stegun approximation 7.1.26 of erf."""
    z = np.abs(x) / np.float32(2**0.5)
    t = 1 / (1 + np.float32(0.3275911) * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - poly * np.exp(-z * z))
    out: Floats = (0.5 * x * (1 + erf)).astype(np.float32)
    return out


class Network:
    """The weights of one folder.

    Args:
        folder: holds `reader.onnx`, `reader.npz`, `reader.json`, `tokenizer.json`, `lemmas.tsv`.
        threads: threads of onnxruntime, 0 for one a core.

    Raises:
        ModelError: a file is missing or broken.
    """

    def __init__(self, folder: Path = FOLDER, *, threads: int = 0) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise ModelError(
                f"The reader's weights are incomplete: {', '.join(missing)} not found in {folder}.",
                "Install Sayso again, or build the weights with `python -m sayso.train`.",
            )
        settings: dict[str, Any] = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
        self.labels: dict[str, list[str]] = settings["labels"]
        self.heads: dict[str, int] = settings["heads"]
        self.pieces = Pieces(folder / "tokenizer.json")
        self.lexicon = Lexicon(folder / "lemmas.tsv")
        with np.load(folder / "reader.npz") as tables:
            self._relation = (tables["relation_weight"], tables["relation_bias"])
            self.links = LinkTables(tables["distance"], settings["link_size"])
            self.roles = LinkTables(tables["role_distance"], settings["role_size"])
        self._session = _session(folder / "reader.onnx", threads)

    def relations(self, child: Floats, head: Floats) -> NDArray[np.int64]:
        """Best relation of each word to its head, from their parts (words, size)."""
        weight, bias = self._relation
        best: NDArray[np.int64] = (_gelu(child + head) @ weight + bias).argmax(axis=1)
        return best

    def read(self, coded: Sequence[tuple[int, ...]], features: NDArray[np.int64], windows: list[Window]) -> list[Read]:
        """Run all windows of one text; a window is padded only to the longest of its batch."""
        found: list[Read] = []
        for at in range(0, len(windows), BATCH):
            found += self._batch(coded, features, windows[at : at + BATCH])
        return found

    def _batch(self, coded: Sequence[tuple[int, ...]], features: NDArray[np.int64], group: list[Window]) -> list[Read]:
        feed = _feed(coded, features, group)
        tags, arcs, *rest = self._session.run(None, feed)
        splits = np.cumsum(list(self.heads.values()))[:-1]
        found = []
        for i, window in enumerate(group):
            n = window.end - window.start + 1
            by_head = dict(zip(self.heads, np.split(tags[i, :n], splits, axis=-1), strict=True))
            found.append(Read(window, by_head, arcs[i, :n, :n], *(part[i, :n] for part in rest)))
        return found


def _session(file: Path, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors have no common base class
        raise ModelError(f"The weights in {file.name} cannot be loaded: {error}.", "Install Sayso again.") from error


def _feed(
    coded: Sequence[tuple[int, ...]], features: NDArray[np.int64], group: list[Window]
) -> dict[str, NDArray[np.int64]]:
    """Padded model input of a few windows."""
    sizes = [sum(map(len, coded[w.start : w.end])) + 2 for w in group]
    shape = (len(group), max(sizes))
    pieces, feats, mask = np.zeros(shape, np.int64), np.full(shape, FEATURES, np.int64), np.zeros(shape, np.int64)
    words = max(w.end - w.start for w in group) + 1
    firsts, lasts = np.zeros((len(group), words), np.int64), np.zeros((len(group), words), np.int64)
    for i, w in enumerate(group):
        own = coded[w.start : w.end]
        lengths = np.fromiter(map(len, own), np.int64, len(own))
        ends = np.cumsum(lengths)
        pieces[i, : sizes[i]] = [CLS, *(p for ids in own for p in ids), SEP]
        feats[i, 1 : sizes[i] - 1] = np.repeat(features[w.start : w.end], lengths)
        mask[i, : sizes[i]] = 1
        firsts[i, 1 : len(own) + 1] = ends - lengths + 1
        lasts[i, 1 : len(own) + 1] = ends
    return {"pieces": pieces, "features": feats, "mask": mask, "firsts": firsts, "lasts": lasts}
