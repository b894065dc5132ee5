"""Articles that cannot be written down: half of a surrogate pair, as broken JSON and file names have it, is no text."""

from __future__ import annotations

from sayso.records import Article, Rejection

# Why such a text is refused.
LONE = "half of a surrogate pair"


def unwritable(article: Article) -> Rejection | None:
    """The rejection of an article that is no Unicode; None for one that is."""
    if all(map(is_unicode, (article.id, article.text, article.title, article.publisher, article.url))):
        return None
    name = article.id.encode("utf-8", "backslashreplace").decode("utf-8")
    return Rejection(article_id=name, stage="read", reason="no Unicode", detail=LONE)


def is_unicode(text: str | None) -> bool:
    """Whether a text can be written down."""
    try:
        (text or "").encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
