"""Near-copies of articles: what was copied, rewritten or lifted from another, and which is the original.

    find_copies(articles)                        all at once, in memory

or, over tables that grow:

    wording(text, publisher)                     an article as copies are told by
    bands(signature(wording), published)         its keys: articles that share one are compared
    candidates(keys, published)                  the pairs that share a key (or a join over a table of keys)
    compare(wording, wording, ids=...)           what the two are to one another, for good: it hangs on nothing else
    originals(compared pairs, published)         the rows: which article is whose copy
"""

from __future__ import annotations

from sayso.events.copies.compare import METHOD, Compared, compare
from sayso.events.copies.find import find_copies, keys, worded
from sayso.events.copies.groups import originals
from sayso.events.copies.index import FIRST, Index, candidates
from sayso.events.copies.sketch import Signature, bands, signature
from sayso.events.copies.wording import Wording, wording

__all__ = [
    "FIRST", "METHOD", "Compared", "Index", "Signature", "Wording", "bands", "candidates", "compare", "find_copies",
    "keys", "originals", "signature", "worded", "wording",
]  # fmt: skip
