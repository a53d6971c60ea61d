"""Content: a briefing as feeds and mails carry it: plain HTML that stands by itself, with whole addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import nh3
from django.urls import reverse
from django.utils.translation import gettext as _

from dateline.web.press.markdown import Cited, labels_in, marked_otherwise, plain, render
from dateline.web.press.reading.pictures import shown_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from uuid import UUID

    from dateline.web.press.markdown import Shown
    from dateline.web.press.models import Citation, Media, Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The body of a briefing: as HTML, and as text in which "[3]" stands for the third of `claims`.

    `claims` are the numbers with what each leads to.
    """

    html: str
    text: str
    claims: tuple[Cited, ...]


def content_of(
    revision: Revision,
    citations: Iterable[Citation],
    whole: Callable[[str], str],
    *,
    media: Mapping[UUID, Media] | None = None,
    pictures: bool = True,
) -> Content:
    """The body of a revision.

    Args:
        revision: Which.
        citations: Those of its briefing.
        whole: Makes the whole address of a path.
        media: Pictures and videos that were read already; others are asked for.
        pictures: Whether pictures and videos stay; without them, it is words alone.
    """
    cited = claims_of(revision.body, citations, whole)
    shown = shown_in(revision, media)
    drawn = render(revision.body, cited=cited, media={pk: _wholly(one, whole) for pk, one in shown.items()})
    gate = _WITH_PICTURES if pictures else _WORDS
    return Content(
        html=_absolute(gate.clean(drawn.html), whole).strip(),
        text=plain(marked_otherwise(revision.body, lambda label: _numbered(label, cited))),
        claims=tuple(cited.values()),
    )


def claims_of(body: str, citations: Iterable[Citation], whole: Callable[[str], str]) -> dict[str, Cited]:
    """The claims of a body, numbered in the order in which it cites them; each leads to its permalink."""
    by_label = {one.label: one for one in citations}
    known = [by_label[label] for label in labels_in(body) if label in by_label]
    return {
        one.label: Cited(
            label=one.label,
            number=number,
            href=whole(reverse("press:citation", args=[one.pk])),
            title=_title(one),
        )
        for number, one in enumerate(known, 1)
    }


def _title(one: Citation) -> str:
    quote = " ".join(one.quote.split())
    return _("%(who)s: “%(words)s”") % {"who": one.who, "words": quote} if one.who else quote


def _wholly(shown: Shown, whole: Callable[[str], str]) -> Shown:
    poster = whole(shown.poster_url) if shown.poster_url else ""
    return replace(shown, url=whole(shown.url), poster_url=poster)


def _numbered(label: str, cited: Mapping[str, Cited]) -> str:
    r"""A marker as text. Markdown would take "[3](…" for a link, so the brackets are escaped."""
    return rf"\[{cited[label].number}\]" if label in cited else ""


def _absolute(html: str, whole: Callable[[str], str]) -> str:
    """Links of the body that lead to pages of this site, with the host: a feed is read elsewhere."""
    return _LOCAL.sub(lambda found: f'{found[1]}"{whole(found[2])}"', html)


_LOCAL = re.compile(r'(<a [^>]*?href=)"(/(?!/)[^"]*)"')
_TEXT = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("em", "strong", "del", "s", "sup", "sub", "a", "table", "thead", "tbody", "tr", "th", "td"),
}
_PICTURES = {"figure", "figcaption", "img", "video", "source"}
_ATTRIBUTES = {"a": {"href", "title"}, "th": {"scope"}, "ol": {"start"}}
_WORDS = nh3.Cleaner(
    tags=_TEXT,
    clean_content_tags={"figure"},
    attributes=_ATTRIBUTES,
    link_rel=None,
    url_schemes={"http", "https", "mailto"},
)
_WITH_PICTURES = nh3.Cleaner(
    tags=_TEXT | _PICTURES,
    attributes={
        **_ATTRIBUTES,
        "img": {"src", "alt", "width", "height"},
        "video": {"controls", "poster", "width", "height"},
        "source": {"src", "type"},
    },
    link_rel=None,
    url_schemes={"http", "https", "mailto"},
)
