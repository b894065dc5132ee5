"""From a checkpoint to what the package ships: an int8 ONNX file, the small weights that numpy uses, the label sets."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import torch

from sayso.reader.tokens import FEATURES
from sayso.train.labels import AUXILIARY, BIO, EVENTS, FACTUALITY, KINDS, LINKS, MODES, NAMES, ROLES, UPOS
from sayso.train.model import LINK, ROLE, Network, Sizes
from sayso.train.run import minilm_folder

INPUTS = ["pieces", "features", "mask", "firsts", "lasts"]
OUTPUTS = ["tags", "arcs", "relation_child", "relation_head", "link_cue", "link_word", "link_bias",
           "role_trigger", "role_word", "role_bias"]  # fmt: skip


def load_network(run: Path) -> tuple[Network, dict[str, list[str]]]:
    """The network of a run, ready for reading, and its tag sets."""
    tags: dict[str, list[str]] = json.loads((run / "tags.json").read_text(encoding="utf-8"))
    model = Network(Sizes(len(tags["xpos"]), len(tags["relations"]), len(tags["scripts"])))
    model.load_state_dict(torch.load(run / "checkpoint.pt", weights_only=True)["model"])
    return model.eval(), tags


def write_float_onnx(model: Network, to: Path) -> None:
    """The network in float32 with free batch, piece and word dimensions."""
    pieces = torch.randint(1000, 2000, (2, 12))
    places = torch.arange(8).repeat(2, 1)
    example = (pieces, torch.full_like(pieces, FEATURES), torch.ones_like(pieces), places, places + 1)
    axes = {name: {0: "batch", 1: "pieces"} for name in INPUTS[:3]}
    axes |= {name: {0: "batch", 1: "words"} for name in (*INPUTS[3:], *OUTPUTS)}
    axes["arcs"] = {0: "batch", 1: "words", 2: "words"}
    torch.onnx.export(
        model, example, str(to), input_names=INPUTS, output_names=OUTPUTS, dynamic_axes=axes, opset_version=17,
        dynamo=False,
    )  # fmt: skip


def quantize(source: Path, to: Path) -> None:
    """Dynamic int8. Seven-bit weights: processors without VNNI would overflow on eight (onnxruntime's reduce_range)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    ready = source.with_suffix(".ready.onnx")
    quant_pre_process(str(source), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(
        str(ready), str(to), op_types_to_quantize=["MatMul", "Gather", "Gemm"], per_channel=True, reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


def write_labels(model: Network, tags: dict[str, list[str]], to: Path) -> None:
    """Label sets, places of the heads in `tags`, and the two small tables that numpy applies."""
    sets = {
        "upos": UPOS, "xpos": tags["xpos"], "lemma": tags["scripts"], "relation": tags["relations"], "name": NAMES,
        "date": BIO, "weapon": BIO, "cue": BIO, "event": EVENTS, "sentence": ["inside", "start"], "links": list(LINKS),
        "factuality": FACTUALITY, "auxiliary": AUXILIARY, "mode": MODES, "actor_kind": KINDS, "recipient_kind": KINDS,
        "roles": list(ROLES),
    }  # fmt: skip
    heads = dict(zip(model.tag_names, model.tag_sizes, strict=True))
    settings = {"labels": sets, "heads": heads, "link_size": LINK, "role_size": ROLE}
    (to / "reader.json").write_text(json.dumps(settings, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    np.savez(
        to / "reader.npz",
        relation_weight=model.relation.weight.detach().numpy().T.astype(np.float32),
        relation_bias=model.relation.bias.detach().numpy(),
        distance=model.distance.weight.detach().numpy(),
        role_distance=model.role_distance.weight.detach().numpy(),
    )


def export_run(run: Path, to: Path) -> None:
    """Write `reader.onnx`, `reader.npz`, `reader.json` and `tokenizer.json` into a folder."""
    to.mkdir(parents=True, exist_ok=True)
    model, tags = load_network(run)
    float_file = run / "float.onnx"
    with torch.no_grad():
        write_float_onnx(model, float_file)
    quantize(float_file, to / "reader.onnx")
    write_labels(model, tags, to)
    shutil.copy(minilm_folder() / "tokenizer.json", to / "tokenizer.json")
