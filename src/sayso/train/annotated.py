"""Our own annotation as documents: attributions and claims of whole articles, triggers, the tables' own examples."""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from sayso.reader.tokens import words_of
from sayso.train.corpora import Document, add_frame, records, tag, words_in
from sayso.train.labels import AUXILIARY, EVENTS, FACTUALITY, IGNORE, KINDS, MODES


def claims_documents(articles: Iterable[dict[str, Any]]) -> Iterator[Document]:
    """Articles annotated in full by the guide: attributions with those inside others, and event triggers. One that was
    judged claim by claim (`judged`) is silent about all else."""
    for record in articles:
        doc = Document(record["id"], record["text"], words_of(record["text"]))
        event = doc.blank("event", IGNORE if record.get("judged") else 0)
        if not record.get("judged"):
            _add_cues(doc, record["attributions"])
        for none in record.get("wrong", ()):
            event[slice(*words_in(doc.words, none["trigger"]["start"], none["trigger"]["end"]))] = 0
        for name in ("factuality", "auxiliary", "mode", "actor_kind", "recipient_kind"):
            doc.blank(name)
        known = _known_spans(record)
        for c in record["claims"]:
            at = words_in(doc.words, c["trigger"]["start"], c["trigger"]["end"])
            event[slice(*at)] = EVENTS.index(c.get("parent") or c["event"]) if c["required"] else IGNORE
            _add_claim(doc, c, at, known=known, cue=_innermost_cue(doc, record["attributions"], c["trigger"]))
        yield doc


def _add_cues(doc: Document, attributions: list[dict[str, Any]]) -> None:
    """Cues, each with its source and content."""
    cue = doc.blank("cue", 0)
    for a in attributions:
        if a["cue"]:
            parts = ([a["cue"]], [a["source"]], a["content"])
            add_frame(doc, *([(s["start"], s["end"]) for s in part if s] for part in parts))
    for (start, end), _, _ in doc.frames:
        tag(cue, start, end, (1, 2))


def take_outer_frames(doc: Document, outer: Document) -> None:
    """Give an annotated article of PolNeAR the attributions that PolNeAR has for it; those inside of their contents,
    which PolNeAR leaves out, stay ours.

    Args:
        doc: the article as we annotated it; changed.
        outer: the same article by `corpora.polnear_documents`.
    """
    inside = outer.layers["cue"] == IGNORE
    doc.layers["cue"] = np.where(inside, doc.layers["cue"], outer.layers["cue"])
    doc.frames = [*outer.frames, *(frame for frame in doc.frames if inside[frame[0][0]])]


def more_articles(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The articles of more gold files; of those that were judged claim by claim, the claims that a person judged."""
    for record in (one for path in paths for one in records(path)):
        yield {**record, "claims": [c for c in record["claims"] if c["required"] or not record.get("judged")]}


_MODES = {name: i for i, name in enumerate(MODES)}
_FACTUALITY = {"PR-": "CT-", "PS-": "CT-"}


Spans = list[dict[str, int]]
_REACH = 1200
"""Characters from a trigger within which a slot that its sentence does not name is looked for."""


def _add_claim(
    doc: Document, claim: dict[str, Any], at: tuple[int, int], *, known: dict[frozenset[str], Spans], cue: int | None
) -> None:
    """Certainty, mode and slots of one claim; the first of several defensible values of certainty counts."""
    if at[0] == at[1]:
        return
    value = claim["factuality"][0]
    labels = {
        "factuality": FACTUALITY.index(_FACTUALITY.get(value, value)),
        "auxiliary": AUXILIARY.index(claim["auxiliary"] or "none"),
        "mode": _MODES.get(claim["mode"] or "none", IGNORE),
    }
    near = claim["trigger"]["start"]
    spans = {role: _spans_of(doc.text, claim.get(role), near) for role in ("object", "where")}
    for role in ("actor", "recipient"):
        spans[role] = claim[f"{role}_text"] or _implicit(claim, role, known)
        labels[f"{role}_kind"] = KINDS.index(_kind(claim, role, spans[role]))
    for name, label in labels.items():
        doc.layers[name][slice(*at)] = label
    slots = {role: [words_in(doc.words, s["start"], s["end"]) for s in held] for role, held in spans.items()}
    doc.claims.append((at, slots, cue))


def _known_spans(record: dict[str, Any]) -> dict[frozenset[str], Spans]:
    """Where the article names whom: the spans of slots and sources by the codes they stand for."""
    known: dict[frozenset[str], Spans] = defaultdict(list)
    for claim in record["claims"]:
        for role in ("actor", "recipient"):
            if len(claim[f"{role}_text"]) == 1 and claim[role]:
                known[frozenset(claim[role])] += claim[f"{role}_text"]
    for a in record["attributions"]:
        if a["source"] and a["speaker"]:
            known[frozenset(a["speaker"])].append(a["source"])
    return known


def _kind(claim: dict[str, Any], role: str, spans: Spans) -> str:
    other = "recipient" if role == "actor" else "actor"
    codes = frozenset(claim[role])
    if spans or not codes:
        return "named" if spans else "empty"
    return "self" if codes == frozenset(claim[other]) else "other"


def _implicit(claim: dict[str, Any], role: str, known: dict[frozenset[str], Spans]) -> Spans:
    """The nearest words elsewhere that name whom a slot means which its own sentence does not name."""
    codes, near = frozenset(claim[role]), claim["trigger"]["start"]
    if not codes or (role == "recipient" and codes == frozenset(claim["actor"])):
        return []
    best = min(known.get(codes, []), key=lambda span: abs(span["start"] - near), default=None)
    return [best] if best and abs(best["start"] - near) <= _REACH else []


def _spans_of(text: str, held: dict[str, int] | str | None, near: int) -> list[dict[str, int]]:
    """The span of a slot; of a slot that is given in words, their place nearest to the trigger."""
    if not isinstance(held, str):
        return [held] if held else []
    places = [found.start() for found in re.finditer(re.escape(held), text)] if held else []
    start = min(places, key=lambda place: abs(place - near), default=None)
    return [] if start is None else [{"start": start, "end": start + len(held)}]


def _innermost_cue(doc: Document, attributions: list[dict[str, Any]], trigger: dict[str, Any]) -> int | None:
    """First word of the cue of the shortest attribution whose content holds a trigger."""
    around = [
        (sum(s["end"] - s["start"] for s in a["content"]), a["cue"]["start"], a["cue"]["end"])
        for a in attributions
        if a["cue"] and any(s["start"] <= trigger["start"] and trigger["end"] <= s["end"] for s in a["content"])
    ]
    return words_in(doc.words, *min(around)[1:])[0] if around else None


def articles(data: Path, annotation: Path) -> Iterator[dict[str, Any]]:
    """All training articles annotated in full: claims/train, our own texts, and the stand-off ones with their texts."""
    yield from records(data / "claims/train.jsonl.gz")
    for path in sorted((annotation / "own").glob("*.jsonl")):
        yield from records(path)
    yield from standoff_articles(annotation / "claims", data / "raw/wikinews.jsonl.gz")
    yield from standoff_articles(annotation / "polnear", data / "polnear/train.jsonl.gz")


def ids_of(path: Path) -> set[str]:
    """The ids that a list names, one a line."""
    return set(path.read_text(encoding="utf-8").split())


def _texts(path: Path) -> dict[str, dict[str, Any]]:
    """Articles by id (PolNeAR's by `polnear:` and their `doc_id`), empty where the file is not there."""
    found = records(path) if path.exists() else iter(())
    return {record.get("id") or f"polnear:{record['doc_id']}": record for record in found}


def standoff_articles(folder: Path, texts: Path) -> Iterator[dict[str, Any]]:
    """Our own annotation (the `*.json` of a folder), joined with the texts that it speaks of.

    Raises:
        ValueError: a text is not the one that was annotated.
    """
    known = _texts(texts)
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        text = _checked(record, known)
        named = {a["id"]: a for a in record["attributions"]}
        yield {**record, "text": text, "claims": [in_words(claim, text, named) for claim in record["claims"]]}


def in_words(claim: dict[str, Any], text: str, attributions: dict[str, Any]) -> dict[str, Any]:
    """A stand-off claim with its chain of sources and the words of its object and place, as gold files have them."""
    spans = {slot: claim[slot] for slot in ("object", "where") if isinstance(claim[slot], dict)}
    held = {slot: {**span, "text": text[span["start"] : span["end"]]} for slot, span in spans.items()}
    return {**claim, **held, "say_so": _chain(claim.get("attribution"), text, attributions)}


def _chain(name: str | None, text: str, attributions: dict[str, Any]) -> list[dict[str, str]]:
    """The codes of a chain of sources, outermost first; of an unresolved one its words."""
    if name is None:
        return []
    inner = attributions[name]
    source = inner["source"] or {"start": 0, "end": 0}
    code = "+".join(inner["speaker"]) or text[source["start"] : source["end"]]
    return [*_chain(inner["parent"], text, attributions), {"code": code}]


def _checked(record: dict[str, Any], texts: dict[str, dict[str, Any]]) -> str:
    text: str = texts[record["id"]]["text"]
    if hashlib.sha256(text.encode()).hexdigest() != record["text_sha256"]:
        raise ValueError(f"The text of {record['id']} is not the one that was annotated: its SHA-256 differs.")
    return text


def trigger_documents(path: Path, texts: Path, *, besides: set[str]) -> Iterator[Document]:
    """Articles of which only the triggers were marked, leaving out those annotated in full (`besides`)."""
    known = _texts(texts)
    for record in records(path):
        if record["id"] in besides:
            continue
        text = _checked(record, known)
        doc = Document(record["id"], text, words_of(text))
        event = doc.blank("event", 0)
        for start, end, kind, required in record["triggers"]:
            event[slice(*words_in(doc.words, start, end))] = EVENTS.index(kind) if required else IGNORE
        yield doc


def mention_documents(story: dict[str, Any]) -> Iterator[Document]:
    """The articles of an annotated story, with the type of each word that tells of one of its happenings."""
    for article in story["articles"]:
        doc = Document(article["id"], article["text"], words_of(article["text"]))
        event = doc.blank("event", 0)
        for happening in story["events"]:
            for mention in (m for m in happening["mentions"] if m["article"] == article["id"]):
                span = mention["trigger"]
                event[slice(*words_in(doc.words, span["start"], span["end"]))] = EVENTS.index(happening["event"])
        yield doc


def told_articles(story: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The articles of an annotated story but the copies, with what their words tell of its happenings as claims: type,
    actor and recipient alone, for a story says nothing else of a mention that a claim has."""
    for article in story["articles"]:
        if article["relation"].startswith("copy"):
            continue
        claims = [
            {
                **{slot: happening[slot] for slot in ("event", "accept", "actor", "recipient")},
                "trigger": mention["trigger"],
            }
            for happening in story["events"]
            for mention in happening["mentions"]
            if mention["article"] == article["id"]
        ]
        yield {**article, "claims": claims}


_BRACKETS = re.compile(r"\[([^\]]+)\]")


def _example(row: dict[str, str]) -> tuple[str, tuple[int, int]] | None:
    """The example sentence of a predicate row without its brackets, and the characters of the trigger."""
    sentence = row["example"].split("=>")[0].strip()
    marked = _BRACKETS.search(sentence)
    if marked is None:
        return None
    return sentence.replace("[", "").replace("]", ""), (marked.start(), marked.end() - 2)


def predicate_documents(folder: Path, *, size: int = 12) -> Iterator[Document]:
    """The example and counterexample sentences of the predicate tables, a few sentences to a document.

    An example teaches its trigger and is silent about its other words, which may name events of other rows; a
    counterexample, which is no political sentence, teaches that none of its words is an event.
    """
    pool: list[tuple[str, tuple[int, int] | None, int]] = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found = _example(row)
                if found:
                    pool.append((*found, EVENTS.index(path.stem)))
                pool.append((row["counterexample"].strip(), None, 0))
    random.Random(len(pool)).shuffle(pool)
    for at in range(0, len(pool), size):
        yield _sentences_document(f"predicates-{at}", pool[at : at + size])


def _sentences_document(name: str, rows: list[tuple[str, tuple[int, int] | None, int]]) -> Document:
    text = "\n\n".join(sentence for sentence, _, _ in rows)
    doc = Document(name, text, words_of(text))
    event, at = doc.blank("event", 0), 0
    for sentence, trigger, label in rows:
        if trigger:
            event[slice(*words_in(doc.words, at, at + len(sentence)))] = IGNORE
            event[slice(*words_in(doc.words, at + trigger[0], at + trigger[1]))] = label
        at += len(sentence) + 2
    return doc
