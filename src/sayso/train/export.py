"""From a checkpoint to what the package ships: an int8 ONNX file, the small weights that numpy uses, the label sets."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from sayso.reader.tokens import FEATURES, words_of
from sayso.reader.windows import Pieces
from sayso.train.batches import batch_of, examples_of
from sayso.train.corpora import Document, records
from sayso.train.labels import AUXILIARY, BIO, EVENTS, FACTUALITY, KINDS, LINKS, MODES, NAMES, ROLES, UPOS
from sayso.train.model import INNER, LINK, ROLE, Network, Sizes
from sayso.train.run import by_groups, minilm_folder
from sayso.train.unpack import unpack

SAMPLE = 40
"""Files of our own texts on which the range of the activations is taken."""
OUTLIER = 3.0
"""Medians of the channels' largest values beyond which a channel is evened out. With all channels evened out by half
(SmoothQuant's alpha 0.5) LAS falls from 86.0 to 85.2, so it is for the few; with 3 it rises to 86.2 (float: 86.3)."""
INPUTS = ["pieces", "features", "mask", "firsts", "lasts"]
OUTPUTS = ["tags", "arcs", "relation_child", "relation_head", "link_cue", "link_word", "link_bias",
           "role_trigger", "role_word", "role_bias"]  # fmt: skip


def load_network(run: Path) -> tuple[Network, dict[str, list[str]]]:
    """The network of a run, ready for reading, and its tag sets."""
    tags: dict[str, list[str]] = json.loads((run / "tags.json").read_text(encoding="utf-8"))
    model = Network(Sizes(len(tags["xpos"]), len(tags["relations"]), len(tags["scripts"])))
    saved = torch.load(run / "checkpoint.pt", weights_only=True)
    model.load_state_dict(saved["model"] | saved["average"])
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
        dynamo=False, custom_opsets={"com.microsoft": 1},
    )  # fmt: skip


def _checkpoint(path: Path) -> dict[str, torch.Tensor]:
    weights: dict[str, torch.Tensor] = torch.load(path, weights_only=True)["model"]
    return weights


def mix(model: Network, earlier: Path, share: float) -> None:
    """Average a run's weights with those of the exported model that it started from.

    Further training on the same few annotated articles learns them by heart; the average keeps most of what was gained
    elsewhere and forgets less (weight-space ensembles, Wortsman et al. 2022). Rows of new tags stay the run's own.

    Args:
        model: the run's; changed in place.
        earlier: folder of the exported model, or a `checkpoint.pt`.
        share: what the run's weights count, between 0 and 1.
    """
    weights = unpack(earlier, model) if earlier.is_dir() else by_groups(model, _checkpoint(earlier))
    for name, weight in model.state_dict().items():
        if name in weights:
            rows = len(weights[name])
            weight[:rows].copy_(share * weight[:rows] + (1 - share) * weights[name])


def smooth(model: Network, texts: list[str]) -> None:
    """Even out the inner activations of every layer before they become eight-bit numbers.

    A few of the 1,536 channels reach values many times those of the others, and one scale for all leaves the others few
    steps. Such a channel is divided by a factor that its column of the next matrix is multiplied by (the idea of
    SmoothQuant, Xiao et al. 2023), so that the product stays what it was.

    Args:
        model: its layers are changed in place.
        texts: plain text on which the channels' largest values are taken.
    """
    pieces = Pieces(minilm_folder() / "tokenizer.json")
    peaks = [torch.zeros(INNER) for _ in model.encoder.layers]

    def watch(number: int) -> Callable[[torch.nn.Module, tuple[torch.Tensor, ...]], None]:
        def take(_: torch.nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
            peaks[number] = torch.maximum(peaks[number], inputs[0].abs().flatten(0, 1).amax(dim=0))

        return take

    hooks = [layer.down.register_forward_pre_hook(watch(i)) for i, layer in enumerate(model.encoder.layers)]
    for text in texts:
        document = Document("", text, words_of(text))
        for example in examples_of(document, pieces, size=254, context=0):
            batch = batch_of([example])
            model.encoder(batch.pieces, batch.features, batch.mask)
    for hook, layer, peak in zip(hooks, model.encoder.layers, peaks, strict=True):
        hook.remove()
        factor = (peak / peak.median() / OUTLIER).clamp(min=1.0)
        layer.smooth = 1 / factor
        layer.down.weight *= factor


def quantize(source: Path, to: Path) -> None:
    """Dynamic int8. Seven-bit weights: processors without VNNI would overflow on eight (onnxruntime's reduce_range)."""
    from onnx import TensorProto
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    ready = source.with_suffix(".ready.onnx")
    quant_pre_process(str(source), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(
        str(ready), str(to), op_types_to_quantize=["MatMul", "Gather", "Gemm"], per_channel=True, reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
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


def export_run(run: Path, to: Path, *, annotation: Path, earlier: Path | None = None, share: float = 1.0) -> None:
    """Write `reader.onnx`, `reader.npz`, `reader.json` and `tokenizer.json` into a folder.

    Args:
        run: folder of the run.
        to: the folder to write.
        annotation: its own texts are the sample for quantisation.
        earlier: the exported model or checkpoint to average with, if any (see `mix`).
        share: what the run's weights count in that average.
    """
    sample = [
        record["text"] for path in sorted((annotation / "own").glob("*.jsonl"))[:SAMPLE] for record in records(path)
    ]
    to.mkdir(parents=True, exist_ok=True)
    model, tags = load_network(run)
    float_file = run / "float.onnx"
    with torch.no_grad():
        if earlier is not None:
            mix(model, earlier, share)
        smooth(model, sample)
        write_float_onnx(model, float_file)
    quantize(float_file, to / "reader.onnx")
    write_labels(model, tags, to)
    shutil.copy(minilm_folder() / "tokenizer.json", to / "tokenizer.json")
