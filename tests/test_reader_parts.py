"""The parts of the reader that need no weights: words, windows, trees, links, decoding."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

import numpy as np
import pytest

from sayso.reader.contents import content_scores, ground_of
from sayso.reader.decode import bio_ranges, lemma_of, sentence_ranges
from sayso.reader.links import PART_COST, best_content, best_source
from sayso.reader.names import INSIDE, KINDS, OUT, best_places, names_of, trimmed, votes
from sayso.reader.parse import Name
from sayso.reader.punctuation import attached, partners
from sayso.reader.tokens import FEATURES, features_of, quoted, words_of
from sayso.reader.trees import best_trees, crosses
from sayso.reader.windows import ends_of, windows_of
from sayso.train.labels import NAMES

CASES = list(csv.DictReader((Path(__file__).parent / "data/tokens.csv").open(encoding="utf-8")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_words_follow_the_treebank(case: dict[str, str]) -> None:
    text = case["text"]
    assert [text[s:e] for s, e in words_of(text).tolist()] == case["words"].split("|")


def test_words_leave_out_only_white_space() -> None:
    text = "A\u200bb \u202eשלום\u202c 中文 ½ 😀 x_y\ttab\x00"
    covered = np.zeros(len(text), dtype=bool)
    for start, end in words_of(text).tolist():
        assert not covered[start:end].any()
        covered[start:end] = True
    assert all(c.isspace() for c, seen in zip(text, covered, strict=True) if not seen)


def test_quotation_marks_open_and_close_by_paragraph() -> None:
    text = 'He said "yes" and left.\n“No end here\nNext "a" b'
    inside = "".join(c for c, flag in zip(text, quoted(text), strict=False) if flag)
    assert inside == '"yes"“No end here"a"'


def test_features_tell_case_breaks_and_quotes_apart() -> None:
    text = 'TEN men\nsaid "ten men" ten'
    words = words_of(text)
    features, breaks = features_of(text, words)
    assert breaks.tolist()[:4] == [2, 0, 1, 0]
    assert features.max() < FEATURES
    by_word = {(text[s:e], i): f for i, ((s, e), f) in enumerate(zip(words.tolist(), features.tolist(), strict=True))}
    assert len({by_word["TEN", 0], by_word["ten", 4], by_word["ten", 7]}) == 3


@pytest.mark.parametrize(("count", "size", "context"), [(1, 50, 10), (400, 50, 10), (997, 64, 30), (300, 400, 80)])
def test_every_word_belongs_to_one_window(count: int, size: int, context: int) -> None:
    dice = np.random.default_rng(count)
    lengths = dice.integers(1, 5, count)
    breaks = np.where(dice.random(count) < 0.03, 2, 0)
    windows = windows_of(lengths, breaks, dice.random(count) < 0.05, size=size, context=context)
    assert [w.own_start for w in windows] == [0, *[w.own_end for w in windows[:-1]]]
    assert windows[-1].own_end == count
    for w in windows:
        assert w.start <= w.own_start < w.own_end <= w.end
        assert lengths[w.start : w.end].sum() <= size


def test_an_endless_line_is_cut() -> None:
    lengths = np.full(1000, 3)
    windows = windows_of(lengths, np.zeros(1000, int), ends_of(["x"] * 1000), size=100, context=20)
    assert max(w.end - w.start for w in windows) * 3 <= 100
    assert windows[-1].end == 1000


def _trees(n: int) -> list[tuple[int, ...]]:
    """All single-rooted trees over n words as head tuples (0 is the root)."""
    found = []
    for heads in itertools.product(range(n + 1), repeat=n):
        if heads.count(0) != 1:
            continue
        reached, at = {0}, [0]
        while at:
            head = at.pop()
            below = [w for w in range(1, n + 1) if heads[w - 1] == head]
            reached |= set(below)
            at += below
        if len(reached) == n + 1:
            found.append(heads)
    return found


def _best(scores: np.ndarray, trees: list[tuple[int, ...]]) -> tuple[int, ...]:
    return max(trees, key=lambda heads: sum(scores[w, h] for w, h in enumerate(heads, 1)))


@pytest.mark.parametrize("seed", range(24))
def test_the_best_tree_is_the_best_of_those_without_crossing_arcs(seed: int) -> None:
    n = 2 + seed % 4
    scores = np.random.default_rng(seed).normal(size=(n + 1, n + 1)).astype(np.float32) * 2
    chances = scores - np.log(np.exp(scores - np.diag([np.inf] * (n + 1))).sum(axis=1, keepdims=True))
    uncrossed = [heads for heads in _trees(n) if not crosses(np.array([0, *heads]))]
    assert len(uncrossed) < len(_trees(n)) or n < 4
    (heads,) = best_trees([scores])
    assert tuple(heads[1:].tolist()) == _best(chances, uncrossed)


def test_the_best_tree_does_not_hang_on_the_sentences_beside_it() -> None:
    dice = np.random.default_rng(7)
    scores = [dice.normal(size=(n, n)).astype(np.float32) * 2 for n in (9, 3, 40, 17, 181, 3, 180, 2)]
    together = best_trees(scores)
    alone = [best_trees([each])[0] for each in scores]
    assert [heads.tolist() for heads in together] == [heads.tolist() for heads in alone]
    assert not any(crosses(heads) for heads in together)
    assert all(np.count_nonzero(heads[1:] == 0) == 1 for heads in together)


@pytest.mark.parametrize(("heads", "crossing"), [((0, 1, 1), False), ((0, 1, 1, 2), True), ((3, 4, 0, 3), True)])
def test_crossing_arcs(heads: tuple[int, ...], crossing: bool) -> None:
    assert crosses(np.array([0, *heads])) is crossing


def _hung(sentence: str, heads: list[int], scores: dict[tuple[int, int], float] | None = None) -> dict[int, str]:
    """The words that the marks of a sentence hang on, by the place of the mark."""
    forms = sentence.split()
    marks = [i for i, form in enumerate(forms, 1) if not form[0].isalpha()]
    upos = ["PUNCT" if i in marks else "X" for i in range(1, len(forms) + 1)]
    table = np.zeros((len(forms) + 1, len(forms) + 1), dtype=np.float32)
    for place, score in (scores or {}).items():
        table[place] = score
    found = attached(np.array([0, *heads]), table, forms, upos)
    return {mark: forms[found[mark] - 1] for mark in marks}


def test_a_full_stop_hangs_on_the_root() -> None:
    assert _hung("rain fell here .", [2, 0, 2, 3]) == {4: "fell"}


def test_scores_choose_between_the_unit_before_and_the_unit_behind() -> None:
    heads = [2, 0, 2, 3, 2]  # "yes" hangs on "fell", the comma begins or ends a unit
    assert _hung("rain fell here , yes", heads, {(4, 3): 1.0})[4] == "here"
    assert _hung("rain fell here , yes", heads, {(4, 5): 1.0})[4] == "yes"
    assert _hung("rain fell here , yes", heads, {(4, 3): 0.5, (4, 1): 9.0})[4] == "here"


def test_the_marks_of_a_pair_hang_on_one_word() -> None:
    hung = _hung("rain ( cold ) fell", [5, 3, 1, 5, 0], {(2, 3): 2.0, (4, 5): 1.0})
    assert hung == {2: "cold", 4: "cold"}


def test_a_mark_that_governs_stays_where_it_is() -> None:
    flat = np.zeros((3, 3), dtype=np.float32)
    assert attached(np.array([0, 0, 1]), flat, ["-", "rain"], ["PUNCT", "X"]) == [0, 0, 1]


@pytest.mark.parametrize(
    ("forms", "found"),
    [('a " b "', {4: 2}), ("( a [ b ] )", {5: 3, 6: 1}), ("a ) b", {}), ("“ a “ b ” ”", {5: 3, 6: 1}), ('" a', {})],
)
def test_pairs_of_marks(forms: str, found: dict[int, int]) -> None:
    words = ["", *forms.split()]
    assert partners(words, [i for i, word in enumerate(words) if word and not word.isalpha()]) == found


@pytest.mark.parametrize("seed", range(8))
def test_the_best_content_is_the_best_of_all_cuts(seed: int) -> None:
    n = 6
    member, start, end = np.random.default_rng(seed).normal(seed % 3 - 1.5, 3, size=(3, n)).astype(np.float32)

    def value(mask: tuple[int, ...]) -> float:
        edges = [
            (i, mask[i] and not (i and mask[i - 1]), mask[i] and not (i + 1 < n and mask[i + 1])) for i in range(n)
        ]
        opened = sum(start[i] - PART_COST for i, first, _ in edges if first) + PART_COST
        return float(opened + sum(end[i] for i, _, last in edges if last) + member @ np.array(mask))

    parts = best_content(start, end, member)
    assert parts
    mask = [0] * n
    for s, e in parts:
        mask[s:e] = [1] * (e - s)
    assert value(tuple(mask)) == pytest.approx(
        max(value(cut) for cut in itertools.product((0, 1), repeat=n) if any(cut)), abs=1e-4
    )


def test_a_source_is_null_where_the_null_wins() -> None:
    start, end = np.array([5, 0, 1, 0], np.float32), np.array([5, 0, 0, 1], np.float32)
    assert best_source(start, end)[0] is None
    start[0] = end[0] = -5
    assert best_source(start, end)[0] == (2, 4)


def test_ranges_open_without_a_beginning() -> None:
    labels = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]
    best = [0, 2, 2, 3, 1, 2, 0]
    scores = np.eye(5, dtype=np.float32)[best] * 9
    found = [(s, e, kind) for s, e, kind, _ in bio_ranges(scores, labels)]
    assert found == [(1, 3, "PER"), (3, 4, "ORG"), (4, 6, "PER")]


@pytest.mark.parametrize(
    ("word", "script", "lemma"),
    [
        ("Talks", "l1:", "talk"),
        ("went", "l4:go", "go"),
        ("Kim", "k0:", "Kim"),
        ("a", "l3:b", "a"),
        ("is", "l2:be", "be"),
    ],
)
def test_lemma_edits(word: str, script: str, lemma: str) -> None:
    assert lemma_of(word, script) == lemma


def test_no_sentence_begins_inside_a_name() -> None:
    scores, breaks = np.array([[1, 0], [0, 1], [0, 1]], dtype=np.float32), np.zeros(3, dtype=np.int64)
    assert sentence_ranges(scores, breaks, [Name(0, 2, "GPE")]) == [(0, 2), (2, 3)]


def test_sentences_break_at_empty_lines_and_endless_ones_are_cut() -> None:
    scores = np.zeros((400, 2), np.float32)
    scores[:, 0] = 1
    breaks = np.zeros(400, np.int64)
    breaks[5] = 2
    ranges = sentence_ranges(scores, breaks)
    assert ranges[0] == (0, 5)
    assert max(e - s for s, e in ranges) <= 180
    assert ranges[-1][1] == 400


def test_an_end_that_cuts_the_tree_or_a_quotation_wins_less() -> None:
    """ "He said "they left and slept" today": ends at "left" cut a clause and stand in the quotation."""
    text = 'He said "they left and slept" today'
    words = words_of(text)
    heads = [1, -1, 4, 4, 1, 6, 4, 4, 1]
    relations = ["nsubj", "root", "punct", "nsubj", "ccomp", "cc", "conj", "punct", "obl"]
    ground = ground_of(text, words, heads, relations, [(0, len(words))])
    even = np.zeros((3, len(words)), np.float32)
    opens, closes, holds = content_scores(ground, even, 0, cue=(1, 2), source=(0, 1))
    assert closes[7] > closes[6] > closes[4] > closes[3]  # behind the mark, before it, before "and", before the verb
    assert opens[2] > opens[3]
    assert holds[1] < 0 < holds[2]


def test_a_content_in_another_sentence_wins_less_unless_it_is_quoted() -> None:
    text = 'He spoke. They left. "We slept."'
    words = words_of(text)
    relations = ["nsubj", "root", "punct", "nsubj", "root", "punct", "punct", "nsubj", "root", "punct", "punct"]
    heads = [1, -1, 1, 4, -1, 4, 8, 8, -1, 8, 8]
    ground = ground_of(text, words, heads, relations, [(0, 3), (3, 6), (6, 11)])
    opens, closes, _ = content_scores(ground, np.zeros((3, len(words)), np.float32), 0, cue=(1, 2), source=(0, 1))
    assert opens[3] < opens[6] == opens[2]
    assert closes[5] < closes[10]


@pytest.mark.parametrize("seed", range(20))
def test_the_best_places_of_names_are_the_best_of_all_paths(seed: int) -> None:
    places = np.log(np.random.default_rng(seed).dirichlet([1.0, 1.0, 1.0], size=6))
    paths = [p for p in itertools.product(range(3), repeat=6) if (OUT, INSIDE) not in itertools.pairwise(p)]
    best = max(paths, key=lambda path: sum(places[i, place] for i, place in enumerate(path)))
    assert tuple(best_places(places.tolist())) == best


def name_scores(rows: list[dict[str, float]]) -> np.ndarray:
    """Scores of the name head: log chances by label, what is left going to O."""
    scores = np.full((len(rows), len(NAMES)), 1e-4)
    for i, row in enumerate(rows):
        for label, chance in row.items():
            scores[i, NAMES.index(label)] = chance
        scores[i, 0] = 1 - scores[i, 1:].sum()
    return np.log(scores)


def test_one_name_has_one_kind() -> None:
    scores = name_scores([{"B-LOC": 0.4, "B-GPE": 0.5}, {"I-GPE": 0.4, "I-PER": 0.5}, {}])
    found = names_of(scores, NAMES, ["Vulkan", "Nord", "wartet"], (["PROPN", "PROPN", "VERB"], ["NNP", "NNP", "VBZ"]))
    assert [(n.start, n.end, n.kind) for n in found] == [(0, 2, "GPE")]


def test_tables_decide_between_kinds_that_are_near() -> None:
    scores = name_scores([{"B-ORG": 0.6, "B-GPE": 0.35}, {"I-ORG": 0.6, "I-GPE": 0.35}])
    tags = (["PROPN", "PROPN"], ["NNP", "NNP"])
    assert names_of(scores, NAMES, ["North", "Korea"], tags)[0].kind == "GPE"
    assert names_of(scores, NAMES, ["Acme", "Korea"], tags)[0].kind == "ORG"


def test_a_single_plural_of_people_is_no_name() -> None:
    scores = name_scores([{"B-ORG": 0.9}])
    assert names_of(scores, NAMES, ["Palestinians"], (["PROPN"], ["NNPS"])) == []
    assert len(names_of(scores, NAMES, ["Gazprom"], (["PROPN"], ["NNP"]))) == 1


@pytest.mark.parametrize(
    ("words", "upos", "kind", "kept"),
    [
        ("President Vladimir Putin", "PROPN PROPN PROPN", "PER", "Vladimir Putin"),
        ("US troops", "PROPN NOUN", "ORG", "US"),
        ("Department of State", "PROPN ADP PROPN", "ORG", "Department of State"),
        ("the Hague .", "DET PROPN PUNCT", "GPE", "Hague"),
        ("the soldiers", "DET NOUN", "ORG", ""),
        ("President", "PROPN", "PER", "President"),
        ("of Ethiopia", "ADP PROPN", "PER", "Ethiopia"),
    ],
)
def test_names_lose_loose_ends(words: str, upos: str, kind: str, kept: str) -> None:
    forms = words.split()
    first, last = trimmed(forms, upos.split(), 0, len(forms), kind)
    assert " ".join(forms[first:last]) == kept


def test_tables_vote_for_states_and_bodies_only() -> None:
    assert votes("South Korea").argmax() == KINDS.index("GPE")
    assert votes("NATO").argmax() == KINDS.index("ORG")
    assert not votes("Nobody Inparticular").any()
