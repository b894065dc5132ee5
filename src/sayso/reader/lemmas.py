"""Lemmas: a lexicon of the treebanks first, then regular endings, then the network's edit of the word.

The network sees word pieces, which hide how a word is spelt, so for words that it has not met its edit is only a guess
("killed" may lose one letter or two); a lexicon of base forms decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ENDINGS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "VERB": (("ied", ("y", "ie")), ("ies", ("y", "ie")), ("ing", ("", "e")), ("ed", ("", "e")), ("es", ("e", "")),
             ("s", ("",))),
    "NOUN": (("ies", ("y", "ie")), ("ves", ("f", "fe")), ("ses", ("s", "se")), ("men", ("man",)), ("es", ("e", "")),
             ("s", ("",))),
    "ADJ": (("iest", ("y",)), ("ier", ("y",)), ("est", ("", "e")), ("er", ("", "e"))),
}  # fmt: skip
"""Regular English endings and what stands in their place in the base form; those that WordNet's morphy detaches."""
SAME = {"AUX": "VERB"}
"""Auxiliaries stand among the verbs of the lexicon."""


class Lexicon:
    """Base forms by part of speech, and the forms of each that the treebanks attest.

    Args:
        file: tab-separated, with a header: `upos`, `lemma`, `forms` (separated by spaces).
    """

    def __init__(self, file: Path) -> None:
        self._lemmas: dict[tuple[str, str], str] = {}
        self._bases: defaultdict[str, set[str]] = defaultdict(set)
        with file.open(encoding="utf-8") as lines:
            next(lines)
            for line in lines:
                upos, lemma, forms = line.split("\t")
                self._bases[upos].add(lemma)
                for form in forms.split():
                    self._lemmas[upos, form] = lemma

    def lemma(self, word: str, upos: str) -> str | None:
        """The base form of a word, None where neither the lexicon nor a regular ending tells."""
        kind, form = SAME.get(upos, upos), word.lower()
        known = self._lemmas.get((kind, form))
        if known is not None or form in self._bases[kind]:
            return known or form
        return next((base for base in _regular(form, kind) if base in self._bases[kind]), None)


def _regular(form: str, kind: str) -> Iterator[str]:
    """Base forms that regular endings allow; a doubled consonant is undone ("planned")."""
    for ending, others in ENDINGS.get(kind, ()):
        if not form.endswith(ending) or len(form) - len(ending) < 2:
            continue
        stem = form[: -len(ending)]
        for other in others:
            yield stem + other
        if kind == "VERB" and len(stem) > 2 and stem[-1] == stem[-2]:
            yield stem[:-1]
