"""Walls: what a site shows instead of an article."""

from __future__ import annotations

from dateline.domain.errors import LoginWall, NoArticle
from dateline.reading.vocabulary import any_of, word_lists


def refuse_wall(*, text: str, page: str, says_so: bool = False, about: str = "") -> None:
    """Refuse a page that asks for something instead of showing its article.

    Args:
        text: What was found of a report.
        page: Everything on the page.
        says_so: The page's metadata says that the article is not free to read.
        about: The page's address or title.

    Raises:
        LoginWall: The page asks for a login or a subscription.
        NoArticle: The page shows an error, checks the browser, or holds no article.
    """
    words = len(text.split())
    if words < _WHOLE_ARTICLE and (_ASKS.search(page) or (says_so and _MENTIONS.search(page))):
        raise LoginWall(about, "Log in with a browser, save the page, and read the saved file.")
    if words < _ANY_ARTICLE and _BARS.search(page):
        raise NoArticle(
            about,
            "The site shows an error or a check of the browser: open it in one, save it, and read the file.",
        )
    if not words:
        raise NoArticle(about, "Give the address of one report, not of a list of reports or of a front page.")


_WHOLE_ARTICLE = 120
"""Words that are taken for a whole article, whatever stands below it. A teaser is a paragraph or two. (The
shortest of the 405 reports of the corpus has 70, but none of them asks for a login.)"""

_ANY_ARTICLE = 60  # words; errors and checks of the browser have fewer, the corpus has no report so short

_LISTS = word_lists(
    "walls",
    {
        "enter": "log ?in|sign ?in|sign ?up|register|subscribe|create (?:a|your)(?: free)? account"
        "|become a (?:subscriber|member)",
        "text": "article|content|story|page|report|post|text",
        "reader": "subscribers|members|registered (?:users|readers)",
    },
)
_ASKS = any_of(_LISTS["asks"])
_MENTIONS = any_of(_LISTS["mentions"])
_BARS = any_of(_LISTS["bars"])
