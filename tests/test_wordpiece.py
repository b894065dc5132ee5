"""Word pieces, on a small vocabulary and on the shipped one."""

from __future__ import annotations

from pathlib import Path

import pytest

import sayso
from sayso.reader.wordpiece import WordPiece

SMALL = {piece: number for number, piece in enumerate(["?", "un", "##aff", "##able", "rio", "-", "a", "##a", "中"])}
CASES = [
    ("unaffable", [1, 2, 3]),
    ("Unaffable", [1, 2, 3]),
    ("Río", [4]),
    ("rio-rio", [4, 5, 4]),
    ("rios", [0]),
    ("rio\u200brio", [0]),
    ("\u200brio", [4]),
    ("中中", [8, 8]),
    ("a" * 100, [6, *[7] * 99]),
    ("a" * 101, [0]),
    ("\u200b", []),
    ("", []),
]


@pytest.mark.parametrize(("word", "pieces"), CASES)
def test_pieces(word: str, pieces: list[int]) -> None:
    assert WordPiece(SMALL, 0).encode(word) == pieces


def test_shipped_vocabulary() -> None:
    """Ids as BERT's uncased vocabulary numbers them."""
    shipped = WordPiece.from_file(Path(sayso.__file__).parent / "reader" / "model" / "tokenizer.json")
    assert shipped.encode("The") == [1996]
    assert shipped.encode("sanctions") == [17147]
    assert shipped.encode("U.S.") == [1057, 1012, 1055, 1012]
    assert len(shipped.encode("Zelenskyy")) > 1
