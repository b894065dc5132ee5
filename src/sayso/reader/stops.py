"""Where a sentence plainly ends: a mark that ends one, a space, and a capital behind it.

The network misses some of these ends, and then what is denied, planned or dated in one sentence bears on the next one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

STOP_BONUS = 4.0
"""Added at such places to the score of beginning a sentence. Of the 61 that the network passed over in invented and
annotated news, 60 begin one, with scores down to -2.9 against not beginning one; of those in the dev split of
Universal Dependencies 13, and two did not, behind the abbreviations "Gen" and "Drs"."""
_MARKS = frozenset(".?!")
_CLOSING = frozenset({'"', "”", "’", "'", "''", "»"})
_OPENING = frozenset({'"', "“", "‘", "'", "``", "«"})
_ABBREVIATIONS = frozenset(
    "mr mrs ms messrs dr drs prof profs gen gens lt col cols maj capt capts sgt gov govs sen sens rep reps rev hon st "
    "supt insp cpl pvt cmdr comdr cllr cr det const adm brig pres amb atty asst dep dir sec min msgr mgr fr br "
    "no nos art arts fig figs vol vols dept div ft mt rs pp ed eds adv advs engr ing lic vs jt".split()
)
"""Words behind which a full stop ends nothing, where a capital begins them."""


def plain_ends(text: str, words: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether a sentence plainly begins with each word.

    Args:
        text: the text.
        words: offsets of its words, of shape (words, 2).
    """
    forms = [text[start:end] for start, end in words.tolist()]
    gaps = [False, *(words[1:, 0] > words[:-1, 1]).tolist()]
    return np.array([_begins(forms, gaps, i) for i in range(len(forms))], dtype=np.bool_)


def _begins(forms: Sequence[str], gaps: Sequence[bool], i: int) -> bool:
    if i < 2 or not gaps[i] or not _is_capital(forms, gaps, i):
        return False
    mark = i - 1
    while mark > 1 and forms[mark] in _CLOSING and not gaps[mark]:
        mark -= 1
    if forms[mark] not in _MARKS or (mark < i - 1 and forms[mark] != "."):  # "Is it over?" Kim asked.
        return False
    return not (forms[mark] == "." and _is_abbreviation(forms[mark - 1]))


def _is_capital(forms: Sequence[str], gaps: Sequence[bool], i: int) -> bool:
    """A capital, or one behind an opening mark of quotation."""
    quoted = forms[i] in _OPENING and i + 1 < len(forms) and not gaps[i + 1]
    return forms[i + quoted][:1].isupper()


def _is_abbreviation(word: str) -> bool:
    """ "Supt", "GEN", an initial; "no" and "min" in small letters are words."""
    return word[:1].isupper() and (word.casefold() in _ABBREVIATIONS or len(word) == 1)
