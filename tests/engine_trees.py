"""Small trees written by hand, and a resolver that knows a few names: what the engine's tests stand on."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.claims.cast import Cast
from sayso.claims.grammar import Grammar
from sayso.reader.parse import Name, Parse

CODES = {
    "iran": "IRN", "iranian": "IRN", "russia": "RUS", "russian": "RUS", "ukraine": "UKR", "israel": "ISR",
    "israeli": "ISR",
    "hamas": "Hamas", "egypt": "EGY", "china": "CHN", "japan": "JPN", "moscow": "RUS", "turkey": "TUR", "syria": "SYR",
}  # fmt: skip
PEOPLE = frozenset({"minister", "president", "police", "man", "rebel", "he", "they", "people", "army", "general"})
WEAPONS = frozenset({"shell", "missile", "drone", "weapon"})


def tree(text: str, rows: str, *, names: tuple[Name, ...] = ()) -> Parse:
    """A parse from lines of `word lemma UPOS XPOS head relation`, heads counted from 1 over the whole text."""
    words = [line.split() for line in rows.strip().splitlines()]
    starts, ends, at = [], [], 0
    for word, *_ in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
        ends.append(at)
    lemmas, upos, xpos, heads, deprels = zip(*(row[1:] for row in words), strict=True)
    parse = Parse(
        text, starts, ends, list(lemmas), list(upos), list(xpos), [int(h) - 1 for h in heads], list(deprels), [],
        names=list(names),
    )  # fmt: skip
    parse.sentences = _sentences(parse)
    return parse


def _sentences(parse: Parse) -> list[tuple[int, int]]:
    stops = [i + 1 for i in range(len(parse)) if parse.word(i) in (".", "?")] or [len(parse)]
    return list(zip([0, *stops[:-1]], stops, strict=True))


@dataclass(frozen=True)
class Known:
    codes: tuple[str, ...] = ()
    kind: str = "NONE"
    sectors: tuple[str, ...] = ()
    rule: str = "test"
    pronoun: int | None = None


class FewNames:
    """Knows the names in CODES and the nouns in PEOPLE, nothing else."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse

    def accusers(self, code: str) -> tuple[str, ...]:
        return ()

    def resolve_head(self, i: int) -> Known:
        below = [i, *(c for c in self.parse.children(i) if self.parse.deprels[c] in ("amod", "compound", "nmod:poss"))]
        codes = [CODES[w] for j in below if (w := self.parse.word(j).lower()) in CODES]
        return Known(tuple(codes[:1]), "STATE" if codes else "NONE")

    def is_actor(self, i: int) -> bool:
        known = self.parse.word(i).lower() in CODES or self.parse.lemmas[i].lower() in PEOPLE
        return known

    def is_place(self, i: int) -> bool:
        return self.parse.word(i).lower() in CODES

    def is_weapon(self, i: int) -> bool:
        return self.parse.lemmas[i] in WEAPONS

    def is_money(self, i: int) -> bool:
        return self.parse.word(i) == "$"


def staged(parse: Parse) -> tuple[Grammar, Cast]:
    resolver = FewNames(parse)
    grammar = Grammar(parse, resolver.is_actor)
    return grammar, Cast(grammar, resolver)
