"""WordPiece as the encoder's vocabulary was made with: lower-cased, accents off, longest match first.

The same pieces as BERT's own tokenizer gives (checked word by word), without its dependencies.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

LONGEST_WORD = 100
"""Characters; the vocabulary's own limit: a longer word is unknown."""

_CJK = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
        (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))  # fmt: skip


class WordPiece:
    """Piece ids of single words.

    Args:
        vocabulary: ids by piece; pieces inside a word begin with `##`.
        unknown: id of what no pieces make up.
    """

    def __init__(self, vocabulary: Mapping[str, int], unknown: int) -> None:
        self._vocabulary = vocabulary
        self._unknown = unknown

    @classmethod
    def from_file(cls, path: Path) -> WordPiece:
        """From the `tokenizer.json` that is shipped with the weights."""
        model = json.loads(path.read_text(encoding="utf-8"))["model"]
        return cls(model["vocab"], model["vocab"][model["unk_token"]])

    def encode(self, word: str) -> list[int]:
        """Piece ids of a word; a word of invisible characters has none."""
        if word.isascii() and word.isalnum():  # most words: there is nothing to clean or to part
            return self._pieces(word.lower())
        return [piece for part in _parts(_normal(word)) for piece in self._pieces(part)]

    def _pieces(self, part: str) -> list[int]:
        if len(part) > LONGEST_WORD:
            return [self._unknown]
        if part in self._vocabulary:
            return [self._vocabulary[part]]
        found, start = [], 0
        while start < len(part):
            end = self._longest(part, start)
            if end == start:
                return [self._unknown]
            found.append(self._vocabulary[("##" if start else "") + part[start:end]])
            start = end
        return found

    def _longest(self, part: str, start: int) -> int:
        mark = "##" if start else ""
        return next((end for end in range(len(part), start, -1) if mark + part[start:end] in self._vocabulary), start)


def _normal(word: str) -> str:
    """Lower case, no accents, no control characters, every white space a space, ideographs apart."""
    clean = "".join(_cleaned(c) for c in word)
    return "".join(c for c in unicodedata.normalize("NFD", clean) if unicodedata.category(c) != "Mn").lower()


def _cleaned(c: str) -> str:
    if c.isspace():
        return " "
    if c in "\0\ufffd" or unicodedata.category(c) in ("Cc", "Cf", "Co"):
        return ""
    return f" {c} " if any(low <= ord(c) <= high for low, high in _CJK) else c


def _parts(text: str) -> Iterator[str]:
    """Runs without white space and punctuation, and every punctuation mark alone."""
    run = ""
    for c in text:
        alone = _is_punctuation(c)
        if alone or c.isspace():
            if run:
                yield run
            run = ""
            if alone:
                yield c
        else:
            run += c
    if run:
        yield run


def _is_punctuation(c: str) -> bool:
    return (c.isascii() and not c.isalnum() and c.isprintable() and c != " ") or unicodedata.category(c).startswith("P")
