"""Sitemaps: an index, and sections of all pages that search engines may list, in each language; and the news.

Sources: sitemaps.org 0.9; Google's extensions for pages in several languages (xhtml:link) and for news.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from xml.sax.saxutils import escape

from django.db.models import Count, Max, Q
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from dateline.web.archive.models import Incident
from dateline.web.press.addresses import absolute, by_id, languages
from dateline.web.press.atlas import memory
from dateline.web.press.caching import known_by
from dateline.web.press.claims.public import sources_shown
from dateline.web.press.feeds.elements import Elements
from dateline.web.press.feeds.entries import clean
from dateline.web.press.models import Briefing, Series
from dateline.web.press.once import once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from django.http import HttpRequest

MOST = 6_000
"""Addresses that one sitemap names. It might name 50,000 (sitemaps.org), but these would take seconds."""
NEWS = timedelta(days=2)
"""How long a briefing is news, to Google."""
_AN_HOUR = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page: the name of its address with what that takes, and when it changed."""

    name: str
    args: tuple[object, ...] = ()
    changed: datetime | None = None

    @property
    def address(self) -> str:
        """Its path in the language that is spoken now."""
        if len(self.args) == 1 and isinstance(self.args[0], UUID):
            return by_id(self.name, self.args[0])
        return reverse(self.name, args=self.args)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section: how many pages it has, when the last of them changed, and the pages from one to another."""

    count: Callable[[], tuple[int, datetime | None]]
    pages: Callable[[int, int], Iterator[Listed]]


def _a_page() -> int:
    """Pages of a sitemap: each stands in it once for every language."""
    return MOST // len(languages())


def _pages(number: int) -> int:
    return -(-number // _a_page())


def _count_briefings() -> tuple[int, datetime | None]:
    found = Briefing.objects.published().aggregate(
        number=Count("pk"), last=Max("live__live_from"), published=Max("published_at")
    )
    series = Series.objects.count()
    last = max(filter(None, (found["last"], found["published"])), default=None)
    return found["number"] + series + len(_ALWAYS), last


def _briefings(first: int, last: int) -> Iterator[Listed]:
    latest = Max("briefings__live__live_from", filter=Q(briefings__withdrawn_at=None))
    series = Series.objects.annotate(latest=latest).order_by("pk").values_list("slug", "latest")
    rows = Briefing.objects.published().order_by("published_at", "pk")
    columns = rows.values_list("series__slug", "slug", "live__live_from", "published_at")
    found: list[Listed] = [
        *(Listed(name=name) for name in _ALWAYS),
        *(Listed(name="press:series", args=(slug,), changed=at) for slug, at in series),
    ]
    yield from found[first:last]
    start, end = max(first - len(found), 0), last - len(found)
    for of, slug, live_from, published in columns[start:end] if end > 0 else ():
        yield Listed(name="press:briefing", args=(of, slug), changed=live_from or published)


_ALWAYS = ("home", "press:briefings", "press:corrections", "press:sources", "press:about", "press:privacy")


def _count_incidents() -> tuple[int, datetime | None]:
    # The greatest `changed_at` would be looked for in every row; that of publishing has an index, and most
    # of what changes later changes little.
    rows = Incident.objects.published().order_by("-published_at")
    with memory.held() as columns:
        return len(columns), rows.values_list("published_at", flat=True).first()


def _incidents(first: int, last: int) -> Iterator[Listed]:
    with memory.held() as columns:
        found = columns.oldest(first, last)
    for pk, changed in found:
        yield Listed(name="press:incident", args=(pk,), changed=changed)


def _count_sources() -> tuple[int, datetime | None]:
    return sources_shown().count(), None


def _sources(first: int, last: int) -> Iterator[Listed]:
    for pk in sources_shown().order_by("pk").values_list("pk", flat=True)[first:last]:
        yield Listed(name="press:source", args=(pk,))


SECTIONS: Mapping[str, Section] = {
    "briefings": Section(count=_count_briefings, pages=_briefings),
    "incidents": Section(count=_count_incidents, pages=_incidents),
    "sources": Section(count=_count_sources, pages=_sources),
}


@once
def _counts(request: HttpRequest) -> dict[str, tuple[int, datetime | None]]:  # noqa: ARG001 -- kept with it
    return {name: section.count() for name, section in SECTIONS.items()}


def _known_index(request: HttpRequest) -> str:
    return repr((_counts(request), bool(_news(request))))


@require_safe
@known_by(_known_index, age=_AN_HOUR)
def index(request: HttpRequest) -> HttpResponse:
    """The sitemaps that there are."""
    xml = Elements()
    with xml.within("sitemapindex", _SPACE):
        for name, (number, last) in _counts(request).items():
            pages = _pages(number)
            for page in range(1, pages + 1):
                # Which of several changed last is not known, and one that is full hardly does.
                _sitemap(xml, request, name, page, changed=last if pages == 1 else None)
        if news := _news(request):
            last = max(one.published_at for one in news if one.published_at)
            _sitemap(xml, request, "news", 1, changed=last)
    return _answer(xml)


def _known_section(request: HttpRequest, section: str, page: int) -> str | None:
    if section == "news":
        return repr([(one.pk, one.live_id) for one in _news(request)]) if page == 1 else None
    if section not in SECTIONS or page < 1:
        return None
    number, last = _counts(request)[section]
    return repr((number, last, int(timezone.now().timestamp()) // _AN_HOUR))


@require_safe
@known_by(_known_section, age=_AN_HOUR)
def section(request: HttpRequest, section: str, page: int) -> HttpResponse:
    """The pages of a section, each in every language with where it is in the others."""
    if section == "news" and page == 1:
        return _news_map(request)
    a_page = _a_page()
    if section not in SECTIONS or not 0 < page <= _pages(_counts(request)[section][0]):
        raise Http404(request.path)
    xml = Elements()
    with xml.within("urlset", {**_SPACE, "xmlns:xhtml": "http://www.w3.org/1999/xhtml"}):
        _in_each_language(xml, request, list(SECTIONS[section].pages((page - 1) * a_page, page * a_page)))
    return _answer(xml)


def _in_each_language(xml: Elements, request: HttpRequest, pages: Sequence[Listed]) -> None:
    urls: dict[str, list[str]] = {}
    for code in languages():
        with override(code):
            urls[code] = [escape(absolute(request, one.address), _QUOTED) for one in pages]
    for nth, one in enumerate(pages):
        at = f"<lastmod>{one.changed.isoformat(timespec='seconds')}</lastmod>" if one.changed else ""
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{of[nth]}"/>' for code, of in urls.items()
        )
        for of in urls.values():
            xml.written(f"<url><loc>{of[nth]}</loc>{at}{others}</url>")


_QUOTED = {'"': "&quot;"}


@once
def _news(request: HttpRequest) -> list[Briefing]:  # noqa: ARG001 -- kept with it
    """The briefings of the last two days."""
    since = timezone.now() - NEWS
    rows = Briefing.objects.published().to_show().filter(published_at__gte=since)
    return list(rows.order_by("-published_at")[:1000])  # more than these Google does not take


def _news_map(request: HttpRequest) -> HttpResponse:
    xml = Elements()
    with xml.within("urlset", {**_SPACE, "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9"}):
        for one in _news(request):
            if one.live is None or one.published_at is None:
                continue
            address = reverse("press:briefing", args=[one.series.slug, one.slug])
            with xml.within("url"):
                xml.leaf("loc", absolute(request, address))
                with xml.within("news:news"):
                    with xml.within("news:publication"):
                        xml.leaf("news:name", "Dateline")
                        xml.leaf("news:language", one.series.language.split("-")[0])
                    xml.leaf("news:publication_date", one.published_at.isoformat(timespec="seconds"))
                    xml.leaf("news:title", clean(one.live.headline))
    return _answer(xml)


def _sitemap(xml: Elements, request: HttpRequest, name: str, page: int, *, changed: datetime | None) -> None:
    with xml.within("sitemap"):
        xml.leaf("loc", absolute(request, reverse("files:sitemap_section", args=[name, page])))
        if changed:
            xml.leaf("lastmod", changed.isoformat(timespec="seconds"))


def _answer(xml: Elements) -> HttpResponse:
    return HttpResponse(xml.text, content_type="application/xml; charset=utf-8")


_SPACE = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}
