"""What each head is asked: the losses of one batch."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.train.batches import Batch, Claim, Frame
from sayso.train.labels import HAPPENED_SHIFT, HAPPENED_STEPS, IGNORE, ROLES
from sayso.train.model import Network, distance_bucket

WEIGHTS = {"sentence": 0.5, "upos": 0.5, "xpos": 0.5, "lemma": 0.5, "name": 1.0, "date": 0.3, "weapon": 0.2, "cue": 1.5,
           "event": 0.7, "arc": 1.2, "relation": 0.6, "link": 1.5,
           "factuality": 0.3, "auxiliary": 0.3, "mode": 0.3,
           "actor_kind": 0.3, "recipient_kind": 0.3, "happened": 1.0, "role": 1.0, "said": 0.6}  # fmt: skip
"""Weights of the losses: attribution and tree are what everything stands on."""


def _tag_losses(model: Network, tags: Tensor, batch: Batch) -> dict[str, Tensor]:
    found = {}
    for name, scores in zip(model.tag_names, tags.split(model.tag_sizes, dim=-1), strict=True):
        labels = batch.layers.get(name)
        if labels is None or not bool((labels != IGNORE).any()):
            continue
        if name == "happened":
            asked = labels != IGNORE
            graded = labels[asked].float() / HAPPENED_STEPS - HAPPENED_SHIFT
            found[name] = functional.smooth_l1_loss(scores[asked].squeeze(-1).float(), graded)
        else:
            found[name] = functional.cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index=IGNORE)
    return found


def sentence_mask(batch: Batch) -> Tensor:
    """Which word may be the head of which: words of the same sentence, and the root."""
    same = batch.sentences[:, :, None] == batch.sentences[:, None, :]
    same[:, :, 0] = True
    return same & batch.words[:, None, :]


def _tree_losses(model: Network, out: tuple[Tensor, ...], batch: Batch) -> dict[str, Tensor]:
    heads = batch.layers.get("head")
    if heads is None:
        return {}
    known = heads >= 0
    if not bool(known.any()):
        return {}
    arcs = out[1].masked_fill(~sentence_mask(batch), -1e4)
    arc = functional.cross_entropy(arcs[known], heads[known])
    rows = known.nonzero()
    child, head = out[2][rows[:, 0], rows[:, 1]], out[3][rows[:, 0], heads[known]]
    names = batch.layers["relation"][known]
    relation = functional.cross_entropy(model.relations(child, head), names, ignore_index=IGNORE)
    return {"arc": arc, "relation": relation}


def pair_scores(parts: tuple[Tensor, Tensor, Tensor], distance: nn.Embedding, where: Tensor, asked: Tensor) -> Tensor:
    """Scores of cues against the words of their windows, kind by kind; of triggers likewise.

    Args:
        parts: as the one that asks and as word (batch, words, kinds * size each), and bias (batch, words, kinds).
        distance: scores of the kinds by bucket of the distance.
        where: window of each cue, (cues,).
        asked: first and last word of each cue, (cues, 2).

    Returns:
        (cues, kinds, words)
    """
    asking, answering, bias = parts
    kinds, length = bias.shape[-1], bias.shape[1]
    size = asking.shape[-1] // kinds
    mean = (asking[where, asked[:, 0]] + asking[where, asked[:, 1]]) * 0.5
    words = answering.view(*answering.shape[:2], kinds, size).permute(0, 2, 3, 1)
    scores = (mean.view(-1, kinds, 1, size) @ words[where]).squeeze(2) / size**0.5
    near = distance_bucket(torch.arange(length)[None, :] - asked[:, :1])
    return scores + bias[where].transpose(1, 2) + distance(near).permute(0, 2, 1)


def _targets(frames: list[Frame], words: int) -> tuple[Tensor, Tensor]:
    """Source start and end (0 for none), and content membership, starts, ends as zeros and ones."""
    source = torch.zeros(len(frames), 2, dtype=torch.long)
    content = torch.zeros(len(frames), 3, words)
    for i, (_, sources, contents) in enumerate(frames):
        if sources:
            source[i] = torch.tensor([sources[0][0], sources[-1][1] - 1])
        for start, end in contents:
            content[i, 0, start:end] = 1
            content[i, 1, start] = content[i, 2, end - 1] = 1
    return source, content


def _link_loss(model: Network, out: tuple[Tensor, ...], batch: Batch) -> dict[str, Tensor]:
    flat = [(b, frame) for b, frames in enumerate(batch.frames) for frame in frames]
    if not flat:
        return {}
    where = torch.tensor([b for b, _ in flat])
    cues = torch.tensor([[f[0][0], f[0][1] - 1] for _, f in flat])
    scores = pair_scores((out[4], out[5], out[6]), model.distance, where, cues)
    source, content = _targets([f for _, f in flat], scores.shape[-1])
    real = batch.words[where]
    pointers = scores[:, :2].masked_fill(~real[:, None], -1e4)
    loss = functional.cross_entropy(pointers.flatten(0, 1), source.flatten())
    weights = real[:, None].float() * torch.tensor([1.0, 4.0, 4.0])[None, :, None]
    spans = functional.binary_cross_entropy_with_logits(scores[:, 2:], content, reduction="none") * weights
    return {"link": 0.3 * loss + 5.0 * spans.sum() / (real.sum() * 3)}


def _role_targets(claims: list[Claim], words: int) -> tuple[Tensor, Tensor]:
    """Membership of actor, recipient, object and place, and the word that `said` points to (0 for none)."""
    member = torch.zeros(len(claims), len(ROLES) - 1, words)
    said = torch.zeros(len(claims), dtype=torch.long)
    for i, (_, ranges, cue) in enumerate(claims):
        said[i] = cue
        for k, role in enumerate(ROLES[:-1]):
            for start, end in ranges.get(role, []):
                member[i, k, start:end] = 1
    return member, said


def _role_loss(model: Network, out: tuple[Tensor, ...], batch: Batch) -> dict[str, Tensor]:
    """Roles per claim: the summed cross entropy of its words over ten, so that a long window does not drown them."""
    flat = [(b, claim) for b, claims in enumerate(batch.claims) for claim in claims]
    if not flat:
        return {}
    where = torch.tensor([b for b, _ in flat])
    triggers = torch.tensor([[c[0][0], c[0][1] - 1] for _, c in flat])
    scores = pair_scores((out[7], out[8], out[9]), model.role_distance, where, triggers)
    member, said = _role_targets([c for _, c in flat], scores.shape[-1])
    real = batch.words[where]
    each = functional.binary_cross_entropy_with_logits(scores[:, :-1], member, reduction="none")
    role = (each * real[:, None]).sum() / (10.0 * len(flat))
    pointer = scores[:, -1].masked_fill(~real, -1e4)
    return {"role": role, "said": functional.cross_entropy(pointer, said, ignore_index=IGNORE)}


def losses(model: Network, batch: Batch) -> dict[str, Tensor]:
    """The losses of every head that the batch has labels for."""
    out = model(batch.pieces, batch.features, batch.mask, batch.firsts, batch.lasts)
    links = _link_loss(model, out, batch) | _role_loss(model, out, batch)
    return _tag_losses(model, out[0], batch) | _tree_losses(model, out, batch) | links


def total(parts: dict[str, Tensor]) -> Tensor:
    """Weighted sum."""
    return torch.stack([WEIGHTS[name] * loss for name, loss in parts.items()]).sum()
