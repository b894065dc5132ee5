"""What cannot be written down: half of a surrogate pair, as broken JSON and names of files have it, is no text."""

from __future__ import annotations

from msgspec import structs

from sayso.records import Article, Rejection

# Why such a text is refused.
LONE = "half of a surrogate pair"


def unwritable(article: Article) -> Rejection | None:
    """The rejection of an article whose text, title or id is no Unicode; None for any other."""
    if all(map(_is_unicode, (article.id, article.text, article.title))):
        return None
    return refused(article, "no Unicode", LONE)


def refused(article: Article, reason: str, detail: str | None = None) -> Rejection:
    """The rejection of an article that is not read; its id can be written down."""
    return Rejection(
        article_id=_spelled(article.id) or "", stage="read", reason=reason, detail=detail, source=article.source
    )


def written(article: Article) -> Article:
    """An article of Unicode with what is known of it spelled out where that is none, as the name of its file."""
    known = {"publisher": article.publisher, "url": article.url, "source": article.source}
    if all(map(_is_unicode, known.values())):
        return article
    return structs.replace(article, **{name: _spelled(value) for name, value in known.items()})


def _is_unicode(text: str | None) -> bool:
    try:
        (text or "").encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _spelled(text: str | None) -> str | None:
    return None if text is None else text.encode("utf-8", "backslashreplace").decode("utf-8")
