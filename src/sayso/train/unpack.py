"""The way back from an exported int8 model to weights that training can start from, where the run itself is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from sayso.train.model import GROUPS, LAYERS, Network, Sizes
from sayso.train.run import minilm_folder

Arrays = dict[str, NDArray[Any]]
_SUFFIX = "_quantized"


def _integers(graph: Any, arrays: Arrays) -> list[NDArray[Any]]:
    """The matrices of the quantised products in float, in the order of the graph's nodes (inputs by outputs)."""
    found = []
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.input[1] in arrays:
            name = node.input[1].removesuffix(_SUFFIX)
            zero, scale = arrays[f"{name}_zero_point"], arrays[f"{name}_scale"]
            found.append((arrays[node.input[1]].astype(np.float32) - zero.astype(np.float32)) * scale)
    return found


def _linear_names(model: Network) -> list[str]:
    """The encoder's linear layers in the order in which they are computed."""
    return [f"encoder.layers.{i}.{part}" for i in range(LAYERS) for part in ("qkv", "out", "up", "down")]


def unpack(folder: Path, model: Network) -> dict[str, torch.Tensor]:
    """The weights of an exported folder in float32, under the names of `model`'s parameters.

    A matrix comes back as its int8 values times their scales, so it is within half a step of what was trained. The
    piece embeddings are left out: they are the published ones, which training never changes. A model with new tags
    behind the old ones gets the old ones' rows (see `start_from`).

    Args:
        folder: holds `reader.onnx` and `reader.npz` as `export_run` wrote them; `model` has or extends its
            label sets.
        model: gives names and shapes.

    Raises:
        ValueError: a product of the graph fits no parameter.
    """
    graph = onnx.load(str(folder / "reader.onnx")).graph
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    shapes = {name: tuple(p.shape) for name, p in model.named_parameters()}
    found = {name: a for name, a in arrays.items() if name in shapes}
    matrices = _integers(graph, arrays)
    names = _linear_names(model)
    found |= {f"{name}.weight": m.T for name, m in zip(names, matrices, strict=False)}
    found |= _head_matrices(graph, arrays, matrices[len(names) :], shapes)
    for part in ("features", "positions"):
        q = arrays[f"encoder.{part}.weight{_SUFFIX}"].astype(np.float32)
        found[f"encoder.{part}.weight"] = (q - arrays[f"encoder.{part}.weight_zero_point"]) * arrays[
            f"encoder.{part}.weight_scale"
        ]
    found["encoder.mix"] = np.log(_layer_shares(arrays))
    with np.load(folder / "reader.npz") as tables:
        found |= {"relation.weight": tables["relation_weight"].T, "relation.bias": tables["relation_bias"],
                  "distance.weight": tables["distance"], "role_distance.weight": tables["role_distance"]}  # fmt: skip
    return {name: torch.tensor(np.ascontiguousarray(a), dtype=torch.float32) for name, a in found.items()}


def shipped_network(folder: Path) -> Network:
    """The network of an exported folder in float32, ready for reading; the piece embeddings are the published ones."""
    settings = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    heads = settings["heads"]
    model = Network(Sizes(heads["xpos"], len(settings["labels"]["relation"]), heads["lemma"]))
    model.encoder.load_minilm(minilm_folder() / "model.safetensors")
    model.load_state_dict(model.state_dict() | unpack(folder, model))
    model.eval()
    return model


def _layer_shares(arrays: Arrays) -> NDArray[Any]:
    """The shares of the embeddings and of each layer in what each group of heads reads; they sum to one."""
    shape = (len(GROUPS), LAYERS + 1)
    found = [a for a in arrays.values() if a.shape == shape and np.allclose(a.sum(axis=1), 1, atol=1e-3)]
    if len(found) != 1:
        raise ValueError(f"The exported model holds {len(found)} tables of the layers' shares, not one.")
    return found[0].astype(np.float32)


def _head_matrices(
    graph: Any, arrays: Arrays, matrices: list[NDArray[Any]], shapes: dict[str, tuple[int, ...]]
) -> Arrays:
    """Matrices of the heads, told apart by the bias that is added to each product (or by shape where there is none)."""
    products = [n for n in graph.node if n.op_type == "MatMulInteger" and n.input[1] in arrays][-len(matrices) :]
    found: Arrays = {}
    for node, matrix in zip(products, matrices, strict=True):
        bias = _bias_after(graph, node, arrays)
        name = bias.removesuffix(".bias") if bias else "relation_head"
        rows, width = shapes.get(f"{name}.weight", (0, 0))
        if width != len(matrix) or rows < matrix.shape[1]:
            raise ValueError(f"A matrix of {matrix.shape} in the exported model fits no parameter (tried {name}).")
        found[f"{name}.weight"] = matrix.T
    return found


def _bias_after(graph: Any, node: Any, arrays: Arrays) -> str | None:
    """The bias that follows a product: its result is cast, scaled, and then the bias is added."""
    result = node.output[0]
    for _ in range(3):
        after = next((n for n in graph.node if result in n.input), None)
        if after is None:
            return None
        if after.op_type == "Add":
            return next((name for name in after.input if name.endswith(".bias") and name in arrays), None)
        result = after.output[0]
    return None
