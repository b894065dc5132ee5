"""Names and lists of names by their surface, which says more of how they hang together than the reader's tree.

"Canada, Mexico, Norway and the United States" are coordinated: the reader hangs the members of a list now as two
subjects of one verb, now as appositions of one another. Names with nothing but commas and a last "and" between them, of
which no member is a clause's own subject or carries a preposition of its own, are one coordination, headed by the
first. The words of one name hang together, too: those of a person's on the first, those of a body's on the last.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.actors.lexicon import agents, titles
from sayso.reader.parse import Name, Parse

Change = tuple[int, int, str]
"""A word, its new head (-1 for none) and relation."""
JOINING = frozenset({"and", "or", "&"})
NAME_TAGS = frozenset({"NNP", "NNPS"})
# Where a member may hang beside the first: on the word that the first hangs on, in a role that two can share.
SHARED = frozenset(
    {"nsubj", "obj", "iobj", "nsubj:pass", "obl", "nmod", "obl:agent", "dep", "appos", "conj", "nmod:poss"}
)
# Kinds of names whose words hang together, and relations of what is no part of a name.
WHOLE = frozenset({"PER", "ORG", "GPE"})
GLUED = frozenset({"compound", "flat", "flat:name", "nmod:desc"})
LOOSE = frozenset({"compound", "nmod", "nmod:desc", "nmod:unmarked", "appos", "amod"})
ADJECTIVAL = frozenset({"amod", "compound"})
# A longer stretch of names is a table or a caption.
LONGEST_LIST = 24

Item = tuple[int, int]


def listed(parse: Parse, i: int) -> Change | None:
    """The change that makes a name a conjunct of the first of its list, or hangs the first where the list hangs."""
    if parse.xpos[i] not in NAME_TAGS or _end(parse, i) != i + 1:
        return None
    heads = _members(parse, [_head(parse, item) for item in _items(parse, i)])
    if i not in heads:
        return None
    if i != heads[0]:
        return None if parse.deprels[i] == "conj" and parse.heads[i] == heads[0] else (i, heads[0], "conj")
    member = next((h for h in heads if parse.heads[h] not in heads), i)
    return (i, parse.heads[member], parse.deprels[member]) if member != i else None


def _members(parse: Parse, heads: list[int]) -> list[int]:
    """The longest end of a list that is one coordination ("against Hamas, the US and Korea united" begins anew)."""
    for start in range(len(heads) - 1):
        rest, dropped = heads[start:], heads[:start]
        begins = not dropped or parse.deprels[rest[0]] in ("nsubj", "nsubj:pass")
        if begins and _is_list(parse, rest, dropped):
            return rest
    return []


def coordinate(parse: Parse, i: int) -> Change | None:
    """ "Farmers and the police clashed": what stands behind an "and" beside a word in the same role is its conjunct."""
    head, relation = parse.heads[i], parse.deprels[i]
    joint = next((c for c in parse.children(i) if parse.deprels[c] == "cc" and c < i), None)
    if joint is None or head < 0 or relation not in SHARED or parse.upos[i] not in ("NOUN", "PROPN", "PRON"):
        return None
    if any(parse.deprels[c] == "case" and c > joint for c in parse.children(i)):
        return None
    beside = [c for c in parse.children(head) if c < joint and parse.upos[c] in ("NOUN", "PROPN", "PRON")]
    alike = (c for c in reversed(beside) if _shares(parse.deprels[c], relation))
    first = next((c for c in alike if max(parse.subtree(c)) in (joint - 1, joint - 2)), None)
    return None if first is None else (i, first, "conj")


def joined_names(parse: Parse, i: int) -> Change | None:
    """ "Russia and North Korea agreed", "the government and the Karen Union signed": a name that hangs as if it were a
    modifier on the name or noun that only "and" parts it from is its conjunct."""
    head, relation = parse.heads[i], parse.deprels[i]
    if head < 0 or parse.upos[i] != "PROPN" or relation not in LOOSE or _has_case(parse, i):
        return None
    own = next((name for name in parse.names_at(i) if name.kind in WHOLE), None)
    if own is None:
        return None
    if head > i:
        other = next((name for name in parse.names_at(head) if name.kind in WHOLE), None)
        beside = other is not None and own.end == i + 1 and other.start > i and _is_and(parse, i, other.start)
        return (i, head, "conj") if beside else None
    return (i, head, "conj") if own.start > head and _is_and(parse, head, own.start) else None


def _has_case(parse: Parse, i: int) -> bool:
    return any(parse.deprels[c] == "case" for c in parse.children(i))


def _is_and(parse: Parse, i: int, start: int) -> bool:
    """Whether only "and" stands between a word and the first of another phrase, or "and the"."""
    return parse.folded[i + 1 : start] in (["and"], ["and", "the"])


def one_name(parse: Parse, i: int) -> Change | None:
    """ "Kay Ivey signed" with two subjects: the words of a name are one phrase."""
    name = next(iter(parse.names_at(i)), None) if parse.upos[i] == "PROPN" else None
    if name is None or name.kind not in WHOLE or name.end - name.start < 2:
        return None
    tops = [k for k in range(name.start, name.end) if not name.start <= parse.heads[k] < name.end]
    tops = [k for k in tops if parse.upos[k] == "PROPN"]
    if i not in tops or len(tops) < 2:
        return None
    if name.kind == "PER":
        return (i, tops[0], "flat") if i != tops[0] and parse.deprels[tops[0]] not in ADJECTIVAL else None
    one_head = len({parse.heads[k] for k in tops}) == 1 and all(parse.deprels[k] in SHARED for k in tops)
    if not one_head or tops[-1] - tops[0] != len(tops) - 1:
        return None
    return (i, tops[-1], "compound") if i != tops[-1] else None


def whole_names(parse: Parse) -> list[Name]:
    """The names, those of persons with the given names that the tagger left out ("Kay" before "Ivey")."""
    taken = {i for name in parse.names for i in range(name.start, name.end)}
    return [_widened(parse, name, taken) if name.kind == "PER" else name for name in parse.names]


def _widened(parse: Parse, name: Name, taken: set[int]) -> Name:
    start = name.start
    while start > 0 and _is_given(parse, start - 1, start) and start - 1 not in taken:
        start -= 1
    return replace(name, start=start)


def _is_given(parse: Parse, i: int, after: int) -> bool:
    """Whether a word right before a person's name is part of it: no title, and hung beside it, on it or above it."""
    if parse.upos[i] != "PROPN" or parse.sentence_of(i) != parse.sentence_of(after) or not parse.word(i)[:1].isupper():
        return False
    word = parse.word(i).lower()
    if word in titles() or word in agents() or parse.deprels[i] in ADJECTIVAL | {"nmod:desc", "nmod:poss", "appos"}:
        return False
    linked = parse.heads[after] == i or parse.heads[i] == parse.heads[after]
    return linked and (parse.deprels[after].startswith("flat") or parse.deprels[after] == parse.deprels[i])


def _shares(first: str, second: str) -> bool:
    return first == second or {first, second} == {"iobj", "obj"}


def _end(parse: Parse, i: int) -> int:
    """Where the name that a word belongs to ends."""
    while i < len(parse) and parse.xpos[i] in NAME_TAGS:
        i += 1
    return i


def _items(parse: Parse, i: int) -> list[Item]:
    """The names of the list around a word, in text order; one alone if there is none."""
    start, end = parse.sentences[parse.sentence_of(i)]
    first = max(start, i - LONGEST_LIST)
    return next((found for at in range(first, i + 1) if (found := _from(parse, at, end)) and found[-1][1] > i), [])


def _from(parse: Parse, at: int, end: int) -> list[Item]:
    """The names listed from a word on, up to the one behind the last "and"."""
    if parse.xpos[at] not in NAME_TAGS or (at and parse.xpos[at - 1] in NAME_TAGS):
        return []
    items, joined = [(at, _end(parse, at))], False
    while not joined and (after := _joint(parse, items[-1][1], end)) is not None:
        joined = any(parse.word(k).lower() in JOINING for k in range(items[-1][1], after))
        items.append((after, _end(parse, after)))
    return items if joined else []


def _joint(parse: Parse, at: int, end: int) -> int | None:
    """Where the next name begins behind a comma, an "and" or both, and perhaps an article."""
    start = at
    while at < min(end, start + 2) and (parse.word(at) == "," or parse.word(at).lower() in JOINING):
        at += 1
    if at < end and at > start and parse.word(at).lower() == "the":
        at += 1
    return at if start < at < end and parse.xpos[at] in NAME_TAGS else None


def _head(parse: Parse, item: Item) -> int:
    outside = [k for k in range(*item) if not item[0] <= parse.heads[k] < item[1]]
    return outside[-1] if outside else item[1] - 1


def _is_list(parse: Parse, heads: list[int], before: list[int]) -> bool:
    """Whether the tree lets names be one coordination: none has a verb or preposition that the first has not."""
    outer = {parse.heads[h] for h in heads} - {*heads, *before}
    if len(heads) < 2 or len(outer) != 1:
        return False
    if not all(parse.deprels[h] in SHARED or _is_glued(parse, h, heads) for h in heads):
        return False
    return not any(parse.deprels[c] == "case" for h in heads[1:] for c in parse.children(h))


def _is_glued(parse: Parse, i: int, heads: list[int]) -> bool:
    """A member that the tree makes a part of the name before it ("Egypt and Saudi Arabia"), though the tagger begins a
    name of its own there: in "Bosnia and Herzegovina", "Procter & Gamble" the name goes on behind the "and"."""
    other = parse.heads[i]
    if parse.deprels[i] not in GLUED or other not in heads or other > i:
        return False
    own = parse.names_at(i)
    return bool(own) and all(name.start > other for name in own)
