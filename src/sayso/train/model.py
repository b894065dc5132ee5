"""The network: MiniLM's encoder with features for case, breaks and quotation marks, and one small head a task."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.reader.tokens import FEATURES
from sayso.train.labels import AUXILIARY, BIO, DISTANCES, EVENTS, FACTUALITY, KINDS, LINKS, MODES, NAMES, ROLES, UPOS

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
ARC, RELATION, LINK, ROLE = 128, 128, 96, 64


GROUPS = {
    "grammar": ("sentence", "upos", "xpos", "lemma"),
    "names": ("name", "date", "weapon"),
    "frames": ("cue",),
    "claims": ("event", "factuality", "auxiliary", "mode", "actor_kind", "recipient_kind", "happened"),
}
"""Heads that share one mix of the encoder's layers; arcs and relations go with the grammar, links with the frames,
roles with the claims."""


@dataclass
class Sizes:
    """Numbers of classes that come from the data."""

    xpos: int
    relation: int
    lemma: int

    def tags(self) -> dict[str, int]:
        """Classes of each word-level head, by layer name."""
        return {
            "sentence": 2, "upos": len(UPOS), "xpos": self.xpos, "lemma": self.lemma, "name": len(NAMES),
            "date": len(BIO), "weapon": len(BIO), "cue": len(BIO), "event": len(EVENTS),
            "factuality": len(FACTUALITY), "auxiliary": len(AUXILIARY), "mode": len(MODES),
            "actor_kind": len(KINDS), "recipient_kind": len(KINDS), "happened": 1,
        }  # fmt: skip


class _WholeAttention(torch.autograd.Function):
    """Attention without a mask that is exported as one operator of onnxruntime: a tenth of the encoder's time less.

    It is for windows without padding, as the reader gives them, one at a time.
    """

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        """Queries, keys and values (batch, pieces, width) → the mixed values, of the same shape."""
        shape = (*q.shape[:2], HEADS, WIDTH // HEADS)
        q, k, v = (part.reshape(shape).transpose(1, 2) for part in (q, k, v))
        return functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any) -> Any:
        """The operator in the exported graph."""
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=HEADS).setType(q.type())


class Layer(nn.Module):
    """One transformer layer with BERT's parameters, without dropout: it costs a seventh of the time on a CPU."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out, self.norm1 = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.smooth: Tensor | None = None
        """Factors of the inner activations, whose inverse is in `down`; set for export only (see `export.smooth`)."""

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x` (batch, pieces, width); `mask` (batch, 1, 1, pieces) is added to the attention scores."""
        mixed = self._exported(x) if torch.onnx.is_in_onnx_export() else self._attention(x, mask)
        x = self.norm1(x + self.out(mixed))
        inner = functional.gelu(self.up(x))
        return self.norm2(x + self.down(inner if self.smooth is None else inner * self.smooth))

    def _attention(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        if q.dtype == torch.bfloat16:
            mixed = _attention_bfloat16(q, k, v, mask)
        else:
            mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        return mixed.transpose(1, 2).reshape(batch, length, WIDTH)

    def _exported(self, x: Tensor) -> Tensor:
        apply: Any = _WholeAttention.apply
        mixed: Tensor = apply(*self.qkv(x).split(WIDTH, dim=-1))
        return mixed


def _attention_bfloat16(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    """Attention by plain products: on a CPU with bfloat16 twice as fast as PyTorch's fused one at this head size."""
    batch, heads, length, size = q.shape
    with torch.autocast("cpu", enabled=False):
        flat = [x.reshape(batch * heads, length, size) for x in (q * size**-0.5, k, v)]
        added = mask.to(q.dtype).expand(batch, heads, 1, length).reshape(batch * heads, 1, length)
        scores = torch.baddbmm(added, flat[0], flat[1].transpose(1, 2))
        return torch.bmm(torch.softmax(scores, dim=-1), flat[2]).view(batch, heads, length, size)


class Encoder(nn.Module):
    """MiniLM-L6; returns one learned mix of all layers a group of heads, so that each finds the depth it needs."""

    def __init__(self) -> None:
        super().__init__()
        self.frozen = 0
        """Lowest layers that training leaves as they are, the embeddings below with them."""
        self.pieces = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.features = nn.Embedding(FEATURES + 1, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.zeros(len(GROUPS), LAYERS + 1))
        self.dropout = nn.Dropout(0.1)
        nn.init.zeros_(self.features.weight)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Piece and feature numbers (batch, pieces), mask of real pieces → (batch, pieces, groups, width)."""
        added = (1.0 - mask.to(self.norm.weight.dtype))[:, None, None, :] * -1e4
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.frozen):
            depths = [self._embedded(pieces, features)]
            for layer in self.layers[: self.frozen]:
                depths.append(layer(depths[-1], added))
        for layer in self.layers[self.frozen :]:
            depths.append(layer(depths[-1], added))
        return torch.softmax(self.mix, dim=1) @ torch.stack(depths, dim=2)

    def _embedded(self, pieces: Tensor, features: Tensor) -> Tensor:
        places = torch.arange(pieces.shape[1], device=pieces.device)
        embedded: Tensor = self.norm(self.pieces(pieces) + self.positions(places) + self.features(features))
        return self.dropout(embedded)

    def load_minilm(self, file: Path) -> None:
        """Start from the published weights (safetensors with BERT's parameter names)."""
        from safetensors.torch import load_file

        w = load_file(str(file))
        state = {
            "pieces.weight": w["embeddings.word_embeddings.weight"],
            "positions.weight": w["embeddings.position_embeddings.weight"]
            + w["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": w["embeddings.LayerNorm.weight"],
            "norm.bias": w["embeddings.LayerNorm.bias"],
        }
        names = {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
                 "down": "output.dense", "norm2": "output.LayerNorm"}  # fmt: skip
        for i in range(LAYERS):
            for end in ("weight", "bias"):
                parts = [w[f"encoder.layer.{i}.attention.self.{p}.{end}"] for p in ("query", "key", "value")]
                state[f"layers.{i}.qkv.{end}"] = torch.cat(parts)
                for ours, theirs in names.items():
                    state[f"layers.{i}.{ours}.{end}"] = w[f"encoder.layer.{i}.{theirs}.{end}"]
        missing, unexpected = self.load_state_dict(state, strict=False)
        assert not unexpected, unexpected
        assert set(missing) == {"features.weight", "mix"}, missing


class Network(nn.Module):
    """Encoder and heads. Word 0 of every window is the root of the trees and the null of the links."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.dropout = nn.Dropout(0.2)
        self.tag_names = list(sizes.tags())
        self.tag_sizes = list(sizes.tags().values())
        sizes_of = sizes.tags()
        self.tags = nn.ModuleDict({g: nn.Linear(WIDTH, sum(sizes_of[n] for n in names)) for g, names in GROUPS.items()})
        self.arc_child, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc = nn.Linear(ARC, ARC)
        self.relation_child, self.relation_head = nn.Linear(WIDTH, RELATION), nn.Linear(WIDTH, RELATION, bias=False)
        self.relation = nn.Linear(RELATION, sizes.relation)
        self.link_cue = nn.Linear(WIDTH, len(LINKS) * LINK)
        self.link_word = nn.Linear(WIDTH, len(LINKS) * LINK)
        self.link_bias = nn.Linear(WIDTH, len(LINKS))
        self.distance = nn.Embedding(DISTANCES, len(LINKS))
        nn.init.zeros_(self.distance.weight)
        self.role_trigger = nn.Linear(WIDTH, len(ROLES) * ROLE)
        self.role_word = nn.Linear(WIDTH, len(ROLES) * ROLE)
        self.role_bias = nn.Linear(WIDTH, len(ROLES))
        self.role_distance = nn.Embedding(DISTANCES, len(ROLES))
        nn.init.zeros_(self.role_distance.weight)

    def forward(
        self, pieces: Tensor, features: Tensor, mask: Tensor, firsts: Tensor, lasts: Tensor
    ) -> tuple[Tensor, ...]:
        """Window → word-level scores.

        Args:
            pieces, features, mask: (batch, pieces) int64, int64, int64.
            firsts, lasts: (batch, words) first and last piece of each word; word 0 is the [CLS] piece.

        Returns:
            tags (batch, words, all classes), arcs (batch, words, words: child by head), relation parts of child and
            head (batch, words, RELATION each), link parts as cue and as word (batch, words, LINKS * LINK each), link
            bias (batch, words, LINKS), and the same three of the roles of a trigger.
        """
        x = self.encoder(pieces, features, mask)
        first = torch.gather(x, 1, firsts[:, :, None, None].expand(*firsts.shape, len(GROUPS), WIDTH))
        last = torch.gather(x, 1, lasts[:, :, None, None].expand(*lasts.shape, len(GROUPS), WIDTH))
        of = dict(zip(GROUPS, self.dropout((first + last) * 0.5).unbind(2), strict=True))
        tree, frame, claim = of["grammar"], of["frames"], of["claims"]
        child = self.arc(functional.gelu(self.arc_child(tree)))
        arcs = child @ functional.gelu(self.arc_head(tree)).transpose(1, 2) / ARC**0.5
        return (
            torch.cat([self.tags[name](h) for name, h in of.items()], dim=-1),
            arcs, self.relation_child(tree), self.relation_head(tree),
            functional.gelu(self.link_cue(frame)), functional.gelu(self.link_word(frame)), self.link_bias(frame),
            functional.gelu(self.role_trigger(claim)), functional.gelu(self.role_word(claim)), self.role_bias(claim),
        )  # fmt: skip

    def relations(self, child: Tensor, head: Tensor) -> Tensor:
        """Relation scores from the parts of a child and of its head."""
        scores: Tensor = self.relation(functional.gelu(child + head))
        return scores


def distance_bucket(offsets: Tensor) -> Tensor:
    """Signed distances (word minus cue) in words → buckets 0..31: exact up to 8, then in powers of two."""
    size = offsets.abs()
    far = 8 + (torch.log2(size.clamp(min=8).float() / 8) * 1.5).long()
    bucket = torch.where(size < 8, size, far).clamp(max=15)
    return torch.where(offsets < 0, bucket, bucket + 16)
