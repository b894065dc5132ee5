"""Contents of coordinated cues: what belongs to the next cue of a sentence is cut off."""

from __future__ import annotations

from dataclasses import replace

from sayso.claims.frames import Draft, joined, snap_content
from sayso.claims.phrases import head_of, runs
from sayso.reader.parse import Parse


def apart(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """Drafts whose contents do not run into a coordinated cue: in "X said A, adding B" the adding is not said."""
    heads = {head_of(parse, d.cue) for d in drafts if d.cue is not None}
    return [_apart(parse, draft, heads) for draft in drafts]


def _apart(parse: Parse, draft: Draft, heads: set[int]) -> Draft:
    if draft.cue is None:
        return draft
    own, words = head_of(parse, draft.cue), draft.words
    beside = [c for c in parse.children(own) if c > own and c in heads and c in words]
    beside = [c for c in beside if parse.deprels[c] in ("conj", "advcl", "parataxis")]
    if not beside:
        return draft
    left = words - {i for h in beside for i in parse.subtree(h)}
    kept = [snap_content(parse, part) for part in runs(left) if any(parse.upos[i] != "PUNCT" for i in range(*part))]
    return replace(draft, content=joined(parse, kept)) if kept else draft
