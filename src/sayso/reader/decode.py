"""From the network's scores to a `Parse`: sentences, tags, lemmas, trees, names, frames, hints."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.reader.contents import Ground, content_scores, ground_of
from sayso.reader.ends import plain_ends
from sayso.reader.lemmas import Lexicon
from sayso.reader.links import best_content, best_source
from sayso.reader.names import names_of
from sayso.reader.network import Network, Read, softmax
from sayso.reader.parse import NO_WORD, Frame, Hint, Name, Parse, Slots
from sayso.reader.punctuation import attached
from sayso.reader.trees import best_trees
from sayso.reader.windows import Plan

Floats = NDArray[np.float32]

LONGEST_SENTENCE = 180
"""Words after which a sentence is cut even where the model sees no end (lists, text without punctuation)."""
LEAST_EVENT, LEAST_CHANCE = 0.05, 0.02
"""Chance of naming an event from which the slots of a word are read, and chance from which a filler is kept."""
ROLE_WORDS = ("actor", "recipient", "object", "where")
NAMED = frozenset({"PER", "ORG", "GPE", "LOC", "MISC"})
CLAIM_TAGS = ("factuality", "auxiliary", "mode", "actor_kind", "recipient_kind")
CUE_BONUS = -0.7
"""Added to the score of being in a cue against being outside. Of 0.5 to -1 the best on PolNeAR dev: the head is trained
on few words outside cues inside contents and calls too many a cue."""
FURTHER_BONUS = 1.5
"""The same for less likely cues, of words that no likely one takes; `sayso.claims.sureness` tells which of them count.
Of what PolNeAR dev holds 71 % is softly among the likely ones and 78 % with these, of what held_out holds 71 and 80."""


def owned(reads: list[Read], layer: str) -> Floats:
    """The scores of one head for all words of the text, each from the window that owns it."""
    return np.concatenate(
        [r.tags[layer][r.window.own_start - r.window.start + 1 : r.window.own_end - r.window.start + 1] for r in reads]
    )


def sentence_ranges(
    scores: Floats, breaks: NDArray[np.int64], names: Sequence[Name] = (), begun: Sequence[int] = ()
) -> list[tuple[int, int]]:
    """Sentences as word ranges: where the model says so or marks do, never inside a name, and at every empty line."""
    starts = scores[:, 1] > scores[:, 0]
    starts[list(begun)] = True
    for name in names:
        starts[name.start + 1 : name.end] = False
    starts |= breaks == 2
    starts[0] = True
    bounds = [*np.flatnonzero(starts).tolist(), len(starts)]
    return [
        (at, min(at + LONGEST_SENTENCE, end))
        for start, end in pairwise(bounds)
        for at in range(start, end, LONGEST_SENTENCE)
    ]


def bio_ranges(scores: Floats, labels: list[str]) -> list[tuple[int, int, str, float]]:
    """Ranges of a BIO head: (start, end, kind, mean probability); an I without a B before it opens a range."""
    chances = softmax(scores)
    best = chances.argmax(axis=-1).tolist()
    found: list[tuple[int, int, str, float]] = []
    at = 0
    while at < len(best):
        if labels[best[at]] == "O":
            at += 1
            continue
        kind, end = labels[best[at]][2:], at + 1
        while end < len(best) and labels[best[end]].startswith("I") and labels[best[end]][2:] == kind:
            end += 1
        found.append((at, end, kind, float(1 - chances[at:end, 0].mean())))
        at = end
    return found


def lemma_of(word: str, script: str) -> str:
    """Apply an edit such as `l3:y` (lower the case, cut three letters, add "y")."""
    edit, _, ending = script[1:].partition(":")
    form = word if script[0] == "k" else word.lower()
    cut = int(edit)
    if cut > len(form):
        return form
    return (form[: len(form) - cut] + ending) or form


def lemmas_of(forms: list[str], upos: list[str], scripts: list[str], lexicon: Lexicon) -> list[str]:
    """The lemma of each word: from the lexicon or a regular ending, else by the network's edit."""
    return [
        lexicon.lemma(form, tag) or lemma_of(form, script)
        for form, tag, script in zip(forms, upos, scripts, strict=True)
    ]


def _window_for(reads: list[Read], start: int, end: int) -> Read:
    """The window that holds a sentence, or else most of it; of two the one that owns more of it."""

    def fit(read: Read) -> tuple[int, int]:
        w = read.window
        return min(end, w.end) - max(start, w.start), min(end, w.own_end) - max(start, w.own_start)

    first = bisect_right(reads, start, key=lambda read: read.window.own_start) - 1
    last = bisect_left(reads, end, key=lambda read: read.window.own_start)
    return max(reads[max(0, first - 1) : last + 1], key=fit)


@dataclass(frozen=True, slots=True)
class Site:
    """Where the tree of a sentence is read: its words `[start, end)`, and of them `[first, last)` in a window."""

    start: int
    end: int
    read: Read
    first: int
    last: int

    @property
    def rows(self) -> NDArray[np.int64]:
        """The rows of the root and the words in the window's scores."""
        shift = self.read.window.start - 1
        return np.concatenate([[0], np.arange(self.first - shift, self.last - shift)])

    @property
    def arcs(self) -> Floats:
        """The scores of the arcs between the root and the words."""
        rows = self.rows
        return self.read.arcs[rows][:, rows]


def _sites(reads: list[Read], sentences: list[tuple[int, int]]) -> Iterator[Site]:
    """Where the trees of the sentences of more than one word are read."""
    for start, end in sentences:
        if end - start > 1:
            read = _window_for(reads, start, end)
            yield Site(start, end, read, max(start, read.window.start), min(end, read.window.end))


def trees(
    network: Network, reads: list[Read], sentences: list[tuple[int, int]], forms: list[str], upos: list[str]
) -> tuple[list[int], list[str]]:
    """Heads and relations of all words; what of a sentence lies outside its window hangs loosely on its root."""
    names = network.labels["relation"]
    heads = np.full(sentences[-1][1], -1)
    kinds = np.full(len(heads), names.index("dep"))
    sites = list(_sites(reads, sentences))
    arcs = [site.arcs for site in sites]
    children, parents = [], []
    for site, scores, best in zip(sites, arcs, best_trees(arcs), strict=True):
        first, last, rows = site.first, site.last, site.rows
        above = np.array(attached(best, scores, forms[first:last], upos[first:last])[1:])
        heads[site.start : site.end] = first + int(np.flatnonzero(above == 0)[0])
        heads[first:last] = np.where(above == 0, -1, above + first - 1)
        children.append(site.read.relation_child[rows[1:]])
        parents.append(site.read.relation_head[rows[above]])
    if sites:
        found = network.relations(np.concatenate(children), np.concatenate(parents))
        places = np.concatenate([np.arange(site.first, site.last) for site in sites])
        kinds[places] = np.where(found == names.index("root"), names.index("dep"), found)
    kinds[heads == -1] = names.index("root")
    return heads.tolist(), [names[kind] for kind in kinds.tolist()]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A range of words that may be a cue, its chance, and its link scores, shape (kinds, words of the window).

    The first word of the window is that of number `shift` in the text and none itself: it stands for no source.
    """

    cue: tuple[int, int]
    chance: float
    scores: Floats
    shift: int

    @property
    def source(self) -> tuple[int, int] | None:
        """The likeliest source, as words of the text."""
        found, _ = best_source(self.scores[0], self.scores[1])
        return None if found is None else (found[0] + self.shift, found[1] + self.shift)


def candidates(network: Network, reads: list[Read]) -> Iterator[Candidate]:
    """What may be a cue, in all windows; a cue is read in the window that owns its first word."""
    for read in reads:
        low, high = read.window.own_start - read.window.start + 1, read.window.own_end - read.window.start + 1
        cues = [cue for cue in possible_cues(read.tags["cue"], network.labels["cue"]) if low <= cue[0] < high]
        if not cues:
            continue
        links = network.links.scores(read.link_cue, read.link_word, read.link_bias, [(s, e - 1) for s, e, _ in cues])
        shift = read.window.start - 1
        for (start, end, chance), score in zip(cues, links, strict=True):
            yield Candidate((start + shift, end + shift), chance, score, shift)


def possible_cues(scores: Floats, labels: list[str]) -> list[tuple[int, int, float]]:
    """Ranges that are cues, and of what they leave those that are with `FURTHER_BONUS`: (start, end, mean chance)."""
    likely, wide = scores.copy(), scores.copy()
    likely[:, 1:] += CUE_BONUS
    wide[:, 1:] += FURTHER_BONUS
    chances = 1 - softmax(likely)[:, 0]
    found = [(start, end) for start, end, *_ in bio_ranges(likely, labels)]
    taken = {i for words in found for i in range(*words)}
    found += [(start, end) for start, end, *_ in bio_ranges(wide, labels) if taken.isdisjoint(range(start, end))]
    return [(start, end, float(chances[start:end].mean())) for start, end in sorted(found)]


def frame_of(ground: Ground, candidate: Candidate) -> Frame:
    """Source and content of a candidate from its link scores."""
    scores, shift, cue = candidate.scores, candidate.shift, candidate.cue
    source = candidate.source
    parts = best_content(*content_scores(ground, scores[2:5, 1:], shift + 1, cue=cue, source=source))
    return Frame(cue, source, tuple((s + 1 + shift, e + 1 + shift) for s, e in parts), round(candidate.chance, 4))


def _whole(frame: Frame, names: list[Name]) -> Frame:
    """The frame with its source drawn back to the beginning of the name in which it starts ("South | Korea's army")."""
    if frame.source is None:
        return frame
    start, end = frame.source
    at = bisect_right(names, start, key=lambda name: name.start) - 1
    inside = at >= 0 and names[at].kind in NAMED and names[at].end > start
    first = names[at].start if inside and not _taken(frame, names[at].start, start) else start
    return replace(frame, source=(first, end))


def _taken(frame: Frame, start: int, end: int) -> bool:
    """Whether cue or content lie in a range of words."""
    return any(s < end and start < e for s, e in (frame.cue, *frame.content))


def _names(network: Network, reads: list[Read], forms: list[str], tags: tuple[list[str], list[str]]) -> list[Name]:
    """Names, dates and weapons."""
    found = names_of(owned(reads, "name"), network.labels["name"], forms, tags)
    for layer in ("date", "weapon"):
        for start, end, _, score in bio_ranges(owned(reads, layer), network.labels[layer]):
            found.append(Name(start, end, layer.upper(), round(score, 4)))
    return sorted(found, key=lambda n: (n.start, n.end, n.kind))


def _hints(scores: Floats, labels: list[str]) -> list[Hint]:
    """For each word its likeliest event type (None is one of the choices) and the chance that it is any event."""
    chances = softmax(scores)
    kinds = chances[:, 1:].argmax(axis=1) + 1
    events = (1 - chances[:, 0]).round(4).tolist()
    likely = np.where(chances[:, :1] <= 1 - LEAST_EVENT, chances, 0.0)
    each = _likely(likely[:, 1:], labels[1:])
    found = zip(kinds.tolist(), events, each, strict=True)
    return [Hint(labels[kind] if event >= 0.01 else None, event, own) for kind, event, own in found]


def _happened(reads: list[Read]) -> list[float]:
    """Graded factuality of each word; none where the weights lack the head."""
    known = "happened" in reads[0].tags
    return owned(reads, "happened")[:, 0].clip(-3, 3).round(2).tolist() if known else []


def _kept(chances: NDArray[Any]) -> Iterator[tuple[Any, ...]]:
    """The chances that are worth keeping, each behind its place."""
    places = np.nonzero(chances >= LEAST_CHANCE)
    return zip(*(numbers.tolist() for numbers in places), chances[places].tolist(), strict=True)


def _likely(chances: Floats, names: Sequence[str]) -> list[dict[str, float]]:
    """For each row the names whose chance is worth keeping."""
    rounded = chances.round(3).astype(np.float64)
    found: list[dict[str, float]] = [{} for _ in rounded]
    for n, i, chance in _kept(rounded):
        found[n][names[i]] = chance
    return found


def _role_words(scores: Floats, shift: int) -> list[dict[str, dict[int, float]]]:
    """For each trigger and each of `ROLE_WORDS` the words (in text numbering) whose membership chance is worth keeping.

    Args:
        scores: (triggers, roles, words of the window); word 0 of the window is no word.
        shift: from words of the window to words of the text.
    """
    chances = 1 / (1 + np.exp(-scores[:, :, 1:]))
    found: list[dict[str, dict[int, float]]] = [{name: {} for name in ROLE_WORDS} for _ in chances]
    for n, role, i, chance in _kept(chances):
        found[n][ROLE_WORDS[role]][i + 1 + shift] = round(chance, 3)
    return found


def _pointers(scores: Floats, shift: int) -> list[dict[int, float]]:
    """For each word the words (in text numbering, NO_WORD for none) that a pointing head may mean, with the chances."""
    chances = softmax(scores).round(3)
    found: list[dict[int, float]] = [{} for _ in chances]
    for n, i, chance in _kept(chances):
        found[n][i + shift if i else NO_WORD] = chance
    return found


def _slots(network: Network, reads: list[Read], hints: list[Hint]) -> dict[int, Slots]:
    """What the claim heads say of every word that may name an event."""
    found: dict[int, Slots] = {}
    labels = network.labels
    places = [labels["roles"].index(name) for name in ROLE_WORDS]
    for read in reads:
        window, shift = read.window, read.window.start - 1
        words = [i for i in range(window.own_start, window.own_end) if hints[i].score >= LEAST_EVENT]
        if not words:
            continue
        rows = [i - shift for i in words]
        scores = network.roles.scores(read.role_trigger, read.role_word, read.role_bias, [(r, r) for r in rows])
        likely = {name: _likely(softmax(read.tags[name][rows]), labels[name]) for name in CLAIM_TAGS}
        roles = _role_words(scores[:, places], shift)
        said = _pointers(scores[:, labels["roles"].index("said")], shift)
        kinds = [
            {"actor": a, "recipient": r} for a, r in zip(likely["actor_kind"], likely["recipient_kind"], strict=True)
        ]
        columns = (roles, kinds, likely["factuality"], likely["auxiliary"], likely["mode"], said)
        found |= {i: Slots(*row) for i, *row in zip(words, *columns, strict=True)}
    return found


def decode(network: Network, plan: Plan, reads: list[Read], *, sentences: list[tuple[int, int]] | None = None) -> Parse:
    """Everything that the network says of one text; `sentences` are found unless given."""
    labels = network.labels
    best = {
        layer: [labels[layer][i] for i in owned(reads, layer).argmax(axis=1).tolist()]
        for layer in ("upos", "xpos", "lemma")
    }
    hints = _hints(owned(reads, "event"), labels["event"])
    starts, ends = plan.words[:, 0].tolist(), plan.words[:, 1].tolist()
    forms = [plan.text[s:e] for s, e in zip(starts, ends, strict=True)]
    names = _names(network, reads, forms, (best["upos"], best["xpos"]))
    if sentences is None:
        begun = plain_ends(forms, list(zip(starts, ends, strict=True)), plan.breaks.tolist())
        named = [name for name in names if name.kind in NAMED]
        sentences = sentence_ranges(owned(reads, "sentence"), plan.breaks, named, begun)
    heads, relations = trees(network, reads, sentences, forms, best["upos"])
    ground = ground_of(plan.text, plan.words, heads, relations, sentences)
    return Parse(
        text=plan.text, starts=starts, ends=ends,
        lemmas=lemmas_of(forms, best["upos"], best["lemma"], network.lexicon),
        upos=best["upos"], xpos=best["xpos"],
        heads=heads, deprels=relations, sentences=sentences,
        names=names, frames=[_whole(frame_of(ground, one), names) for one in candidates(network, reads)],
        hints=hints, happened=_happened(reads), slots=_slots(network, reads, hints),
    )  # fmt: skip
