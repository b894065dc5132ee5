"""Contents beside coordination: what belongs to the next cue, or to the narrator again, is cut off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sayso.claims.drafts import Draft
from sayso.claims.frames import joined, snap_content
from sayso.claims.phrases import head_of, runs
from sayso.claims.quotations import Quotations
from sayso.reader.parse import Parse

_SHARED = 0.8
"""Two contents that share so much of both are one: then the phrase speaks of the verb's saying too."""
_SUBJECTS = ("nsubj", "nsubj:pass", "expl")
_HELPERS = ("aux", "aux:pass", "cop")


def apart(parse: Parse, drafts: list[Draft], quotations: Quotations) -> list[Draft]:
    """Drafts whose contents do not run into what is coordinated with their cue.

    In "X said A, adding B" the adding is not said. In "it insisted that its guns had been silent and invited observers"
    the inviting is not insisted on: a bare past tense goes with the past tense of the cue, not with "had been".
    """
    heads = {head_of(parse, d.cue) for d in drafts if d.cue is not None}
    return [_apart(parse, draft, heads, quotations) for draft in drafts if not _is_all_beside(parse, draft)]


def _is_all_beside(parse: Parse, draft: Draft) -> bool:
    """ "Said Mali had warned Chad and that Togo left": all that a cue took for content goes on with the outer one."""
    if draft.cue is None or draft.source is None:
        return False
    own = head_of(parse, draft.cue)
    beside = [c for c in parse.children(own) if parse.deprels[c] == "conj" and _goes_on(parse, own, c)]
    return bool(beside) and draft.words <= {i for c in beside for i in parse.subtree(c)}


def _apart(parse: Parse, draft: Draft, heads: set[int], quotations: Quotations) -> Draft:
    if draft.cue is None:
        return draft
    own, words = head_of(parse, draft.cue), draft.words
    beside = [c for c in parse.children(own) if c > own and c in heads and c in words]
    beside = [c for c in beside if parse.deprels[c] in ("conj", "advcl", "parataxis")]
    beside += _unlike(parse, words)
    beside += [c for c in parse.children(own) if c in words and parse.deprels[c] == "conj" and _goes_on(parse, own, c)]
    beside += [c for c in _shared(parse, own, words) if quotations.at(parse.starts[c]) is None]
    beside += [c for c in _narrated(parse, own, words) if quotations.at(parse.starts[c]) is None]
    if not beside:
        return draft
    left = words - {i for h in beside for i in parse.subtree(h)}
    kept = [snap_content(parse, part) for part in runs(left) if _lettered(parse, part)]
    return replace(draft, content=joined(parse, kept)) if kept else draft


def _narrated(parse: Parse, cue: int, words: set[int]) -> Iterator[int]:
    """Verbs in a bare past tense that the parser coordinated with a content verb of another tense."""
    if parse.xpos[cue] != "VBD":
        return
    for i in words:
        content = parse.heads[i]
        if parse.deprels[i] != "conj" or parse.xpos[i] != "VBD" or content not in words or content < cue:
            continue
        near = parse.heads[content] == cue or parse.xpos[content] in ("VB", "VBG")
        if near and not _is_past(parse, content) and _is_bare(parse, i):
            yield i


def _shared(parse: Parse, cue: int, words: set[int]) -> list[int]:
    """ "Accused it of breaking its word and withheld two payments": a bare past tense beside that of the cue, where
    what is said has no tense of its own."""
    if parse.xpos[cue] != "VBD":
        return []
    found = [c for c in parse.children(cue) if c > cue and c in words and parse.deprels[c] == "conj"]
    found = [c for c in found if parse.xpos[c] == "VBD" and _is_bare(parse, c)]
    told = words - {i for c in found for i in parse.subtree(c)}
    return [] if any(parse.xpos[i] in ("VBD", "VBZ", "VBP", "MD") for i in told) else found


def _unlike(parse: Parse, words: set[int]) -> list[int]:
    """Clauses with "that" behind "and" that the parser coordinated with an infinitive: they go with what holds both."""
    beside = [i for i in words if parse.deprels[i] == "conj" and parse.heads[i] in words and _has_that(parse, i)]
    return [i for i in beside if parse.xpos[parse.heads[i]] == "VB" and not _has_that(parse, parse.heads[i])]


def _goes_on(parse: Parse, cue: int, clause: int) -> bool:
    """ "Said Mali had warned Chad and that Togo left": what is said besides the warning, where the cue has no clause
    with "that" itself."""
    told = any(parse.deprels[c] == "ccomp" and cue < c < clause for c in parse.children(cue))
    return parse.deprels[cue] == "ccomp" and not told and _has_that(parse, clause)


def _has_that(parse: Parse, i: int) -> bool:
    return any(parse.deprels[c] == "mark" and parse.word(c).lower() == "that" for c in parse.children(i))


def _is_past(parse: Parse, verb: int) -> bool:
    """A plain past tense: "were ready", "fled", but not "had fled", "would flee", "fleeing"."""
    helpers = [c for c in parse.children(verb) if parse.deprels[c] in _HELPERS]
    if any(parse.deprels[c] != "cop" for c in helpers):
        return False
    return parse.upos[verb] != "VERB" or parse.xpos[verb] == "VBD"


def _is_bare(parse: Parse, verb: int) -> bool:
    """No subject, helper or "that" of its own."""
    return not any(parse.deprels[c] in (*_SUBJECTS, *_HELPERS, "mark") for c in parse.children(verb))


def with_inner_acts(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """Drafts where "according to" takes in the saying inside of its clause.

    "Witnesses, according to the paper, said that he fled": the paper tells of the saying, not of the flight alone.
    """
    cued = [d for d in drafts if d.cue is not None and d.source is not None]
    verbs = [d for d in cued if d.cue is not None and parse.upos[head_of(parse, d.cue)] == "VERB"]
    at: dict[int, dict[int, Draft]] = {}
    for n, draft in enumerate(verbs):
        for i in draft.words:
            at.setdefault(i, {})[n] = draft
    return [_with_inner_act(parse, draft, at) for draft in drafts]


def _with_inner_act(parse: Parse, draft: Draft, at: Mapping[int, Mapping[int, Draft]]) -> Draft:
    """`at` has for each word the drafts of verbs whose contents hold it, by their number."""
    if draft.cue is None or parse.word(draft.cue[0]).lower() not in ("according", "per"):
        return draft
    own = draft.words
    near = {n: d for i in own for n, d in at.get(i, {}).items() if d is not draft}
    inner = next((near[n] for n in sorted(near) if _is_same(own, near[n].words)), None)
    if inner is None or inner.cue is None or inner.source is None:
        return draft
    taken = set(range(*draft.cue)) | (set(range(*draft.source)) if draft.source else set())
    first = min(inner.source[0], inner.cue[0], inner.content[0][0])
    last = max(inner.cue[1], inner.content[-1][1])
    if draft.source is not None and inner.source == draft.source:
        return draft
    kept = [snap_content(parse, part) for part in runs(set(range(first, last)) - taken) if _lettered(parse, part)]
    return replace(draft, content=joined(parse, kept))


def _is_same(a: set[int], b: set[int]) -> bool:
    return len(a & b) >= _SHARED * max(len(a), len(b))


def _lettered(parse: Parse, words: tuple[int, int]) -> bool:
    return any(parse.upos[i] != "PUNCT" for i in range(*words))
