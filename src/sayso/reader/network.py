"""The shipped weights: loaded on first use, run by onnxruntime."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
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
SLOW_FUSIONS = ["SkipLayerNormFusion"]
"""What onnxruntime would do to the graph and should not: its one operator for a sum and its norm takes more than twice
the time of the two alone, a twelfth of the encoder's in all."""


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


def softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    out: Floats = raised / raised.sum(axis=-1, keepdims=True)
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
        self._splits = np.cumsum(list(self.heads.values()))[:-1]
        self.pieces = Pieces(folder / "tokenizer.json")
        self.lexicon = Lexicon(folder / "lemmas.tsv")
        with np.load(folder / "reader.npz") as tables:
            self._relation = (tables["relation_weight"], tables["relation_bias"])
            self.links = LinkTables(tables["distance"], settings["link_size"])
            self.roles = LinkTables(tables["role_distance"], settings["role_size"])
        self._session = _session(folder / "reader.onnx", threads)
        self._inputs = [given.name for given in self._session.get_inputs()]  # only weights of old take a mask

    def relations(self, child: Floats, head: Floats) -> NDArray[np.int64]:
        """Best relation of each word to its head, from their parts (words, size)."""
        weight, bias = self._relation
        best: NDArray[np.int64] = (_gelu(child + head) @ weight + bias).argmax(axis=1)
        return best

    def read(self, coded: Sequence[tuple[int, ...]], features: NDArray[np.int64], windows: list[Window]) -> list[Read]:
        """Run the windows of one text, one after the other.

        Eight at once, padded to the longest, took a quarter more time: an eighth of the pieces was padding, and what
        lies between two layers left the processor's cache. Alone, no window changes the result of another.
        """
        return [self._read(coded, features, window) for window in windows]

    def _read(self, coded: Sequence[tuple[int, ...]], features: NDArray[np.int64], window: Window) -> Read:
        feed = _feed(coded, features, window)
        known = {name: feed[name] for name in self._inputs}
        tags, *rest = (found[0] for found in self._session.run(None, known))
        by_head = dict(zip(self.heads, np.split(tags, self._splits, axis=-1), strict=True))
        return Read(window, by_head, *rest)


def _session(file: Path, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # Threads that wait busily took a quarter of the processor time of a run on two cores, from the rules of the claims.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(
            str(file), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW_FUSIONS
        )
    except Exception as error:  # onnxruntime's errors have no common base class
        raise ModelError(f"The weights in {file.name} cannot be loaded: {error}.", "Install Sayso again.") from error


def _feed(
    coded: Sequence[tuple[int, ...]], features: NDArray[np.int64], window: Window
) -> dict[str, NDArray[np.int64]]:
    """Model input of a window: [CLS], which is word 0, the pieces of its words, [SEP]."""
    own = coded[window.start : window.end]
    lengths = np.fromiter(map(len, own), np.int64, len(own))
    ends = np.cumsum(lengths)
    pieces = np.array([[CLS, *chain.from_iterable(own), SEP]], np.int64)
    feats = np.full_like(pieces, FEATURES)
    feats[0, 1:-1] = np.repeat(features[window.start : window.end], lengths)
    firsts, lasts = np.zeros((2, 1, len(own) + 1), np.int64)
    firsts[0, 1:], lasts[0, 1:] = ends - lengths + 1, ends
    return {"pieces": pieces, "features": feats, "mask": np.ones_like(pieces), "firsts": firsts, "lasts": lasts}
