"""Sources that a source names for its own report: "reported, citing officials, that", "quoted the minister as saying".

They stand one link further in: the paper reports that the officials say so. A headline may name its source behind a
colon or dash ("Miners expelled: report").
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.claims.drafts import Draft
from sayso.claims.phrases import Range, head_of, noun_phrase, overlap, words_in
from sayso.reader.parse import Parse
from sayso.records import Span

# The rule of a draft whose content is that of the report around it.
CITING = "citing"
CITES = frozenset({"citing", "quoting"})
# The same in a relative clause behind the source: "according to Clar\u00edn, which cited two judges".
CITED = frozenset({"cited", "quoted", "cites", "quotes"})
RELATIVE = frozenset({"which", "who"})
QUOTES = frozenset({"quote", "cite"})
RULE_SCORE = 0.5
# "Miners expelled: report", "Talks near collapse - envoy": what is said has a verb or is long, who says it has none.
_NAMED_BEHIND = re.compile(
    r"(?P<content>\S.*\S)\s*(?::|\s[-\u2013\u2014])\s+(?P<source>[\w.\u2019'-]+(?: [\w.\u2019'-]+){0,2})"
)
_FEWEST_WORDS = 3


def with_citations(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """Drafts with those of cited sources, and the cited in the place of who cites them."""
    quoted = [_quoted(parse, draft) for draft in drafts]
    kept = [d for pair in quoted for d in pair]
    inner = _by_sentence(parse, [d for d in kept if d.rule == CITING])
    kept = [d for d in kept if d.rule == CITING or not _is_empty_quote(parse, d, inner)]
    cued = _by_sentence(parse, kept)
    return kept + [found for i in range(len(parse)) if (found := _cited(parse, i, cued)) is not None]


Cued = dict[int, list[tuple[Range, Draft]]]
"""Drafts with their cues, by the sentence of the cue's first word."""


def _by_sentence(parse: Parse, drafts: list[Draft]) -> Cued:
    found: Cued = {}
    for draft in drafts:
        if draft.cue is not None:
            found.setdefault(parse.sentence_of(draft.cue[0]), []).append((draft.cue, draft))
    return found


def _cited(parse: Parse, i: int, cued: Cued) -> Draft | None:
    """ "Reported, citing two officials, that": the officials say what is reported in that sentence."""
    relative = i > 0 and parse.folded[i] in CITED and parse.folded[i - 1] in RELATIVE
    if not relative and (parse.folded[i] not in CITES or parse.upos[i] not in ("VERB", "ADP", "SCONJ")):
        return None
    source = _phrase_behind(parse, i)
    around = [(cue, d) for cue, d in cued.get(parse.sentence_of(i), ()) if d.source is not None]
    around = [(cue, d) for cue, d in around if not any(overlap(part, (i, i + 1)) for part in (*d.content, cue))]
    _, outer = min(around, key=lambda pair: abs(pair[0][0] - i), default=(None, None))
    if source is None or outer is None or any(overlap(part, source) for part in outer.content):
        return None
    return Draft((i, i + 1), source, outer.content, CITING, RULE_SCORE)


def _phrase_behind(parse: Parse, i: int) -> Range | None:
    """The noun phrase that begins right behind a word: "a leaked memo", "bank records"."""
    for word in range(i + 1, min(i + 6, len(parse))):
        if parse.upos[word] in ("NOUN", "PROPN", "PRON"):
            head = _head(parse, word)
            start, end = noun_phrase(parse, head)
            if start <= i + 1 or parse.heads[head] == i or parse.heads[i] == head:
                return max(start, i + 1), end
            if head > word:
                return i + 1, end
        elif parse.upos[word] not in ("DET", "ADJ", "NUM", "PART") and parse.xpos[word] not in ("VBN", "VBG"):
            return None
    return None


def _head(parse: Parse, word: int) -> int:
    """The noun that the nouns of a compound belong to, the last of them."""
    while parse.upos[word] in ("NOUN", "PROPN") and word < parse.heads[word] and _is_part(parse, word):
        word = parse.heads[word]
    return word


def _is_part(parse: Parse, word: int) -> bool:
    return parse.deprels[word] in ("compound", "amod", "nmod") and parse.upos[parse.heads[word]] in ("NOUN", "PROPN")


def _quoted(parse: Parse, draft: Draft) -> list[Draft]:
    """ "Sweden quoted Denmark as saying that": Denmark says it, and that it does so is Sweden's saying."""
    if draft.cue is None or draft.source is None or parse.word(head_of(parse, draft.cue)).lower() != "saying":
        return [draft]
    saying = head_of(parse, draft.cue)
    verb = parse.heads[saying]
    if saying == 0 or parse.word(saying - 1).lower() != "as" or verb < 0 or parse.lemmas[verb].lower() not in QUOTES:
        return [draft]
    said = next((c for c in parse.children(verb) if _is_object(parse, c) and verb < c < saying), None)
    if said is None or any(parse.deprels[c] in ("nsubj:pass", "aux:pass") for c in parse.children(verb)):
        return [draft]
    source = noun_phrase(parse, said)
    citing = _subject(parse, verb) if draft.source is not None and overlap(draft.source, source) else draft.source
    if citing is None:
        return [draft]
    outer = Draft((verb, verb + 1), citing, ((source[0], draft.content[-1][1]),), draft.rule, draft.score)
    return [outer, replace(draft, source=source, rule=CITING)]


def _is_object(parse: Parse, word: int) -> bool:
    """An object, or what the tree takes for an adverbial though no preposition stands before it."""
    bare = not any(parse.deprels[c] == "case" for c in parse.children(word))
    return parse.deprels[word] == "obj" or (parse.deprels[word] == "obl" and bare)


def _subject(parse: Parse, verb: int) -> Range | None:
    found = next((c for c in parse.children(verb) if parse.deprels[c] == "nsubj" and c < verb), None)
    return None if found is None else noun_phrase(parse, found)


def _is_empty_quote(parse: Parse, draft: Draft, inner: Cued) -> bool:
    """ "Quoted Denmark" alone, where what Denmark said is an attribution of its own in the same sentence."""
    if draft.cue is None or parse.lemmas[head_of(parse, draft.cue)].lower() not in QUOTES:
        return False
    behind = [cue for cue, _ in inner.get(parse.sentence_of(draft.cue[0]), ()) if cue[0] > draft.cue[0]]
    return any(part[1] <= cue[0] for cue in behind for part in draft.content)


def source_behind(parse: Parse, headline: Range) -> Draft | None:
    """The draft of a headline that names its source at the end."""
    span = parse.span(*headline)
    match = _NAMED_BEHIND.fullmatch(span.of(parse.text))
    if match is None:
        return None
    content, source = (_words(parse, match, name, span.start) for name in ("content", "source"))
    if content is None or source is None or not _says(parse, content, source):
        return None
    return Draft((content[1], source[0]), source, (content,), "headline", RULE_SCORE)


def _words(parse: Parse, match: re.Match[str], name: str, shift: int) -> Range | None:
    start, end = match.span(name)
    return words_in(parse, Span(start + shift, end + shift))


def _says(parse: Parse, content: Range, source: Range) -> bool:
    """Whether the first part tells something and the second is nobody but a source."""
    told = content[1] - content[0] >= _FEWEST_WORDS and any(parse.upos[i] == "VERB" for i in range(*content))
    return told and all(parse.upos[i] in ("NOUN", "PROPN", "ADJ", "DET", "PART") for i in range(*source))
