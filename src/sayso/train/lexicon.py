"""The lexicon of base forms that is shipped beside the weights: what the treebanks' training splits attest."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from sayso.train.corpora import records

KINDS = frozenset({"VERB", "AUX", "NOUN", "ADJ", "ADV", "PRON", "DET"})


def write_lexicon(data: Path, to: Path) -> int:
    """Write `lemmas.tsv` from `open/ud.jsonl.gz` (training splits of EWT and GUM); returns the number of base forms.

    A form goes to the lemma that it has most often; forms and lemmas with other signs than letters are left out.
    """
    seen: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for record in records(data / "open/ud.jsonl.gz"):
        if record["split"] == "train":
            for s in record["sents"]:
                for form, lemma, upos in zip(s["tokens"], s["lemma"], s["upos"], strict=True):
                    if upos in KINDS and form.isalpha() and lemma.isalpha():
                        seen["VERB" if upos == "AUX" else upos, form.lower()][lemma.lower()] += 1
    forms: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for (upos, form), lemmas in seen.items():
        lemma = min(lemmas, key=lambda name: (-lemmas[name], name))
        forms[upos, lemma] += [form] if form != lemma else []
    rows = [f"{upos}\t{lemma}\t{' '.join(sorted(words))}\n" for (upos, lemma), words in sorted(forms.items())]
    to.write_text("upos\tlemma\tforms\n" + "".join(rows), encoding="utf-8")
    return len(rows)
