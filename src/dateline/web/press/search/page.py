"""The page of the search: briefings, incidents, claims and sources by words, all by its address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dateline.domain import SourceKind
from dateline.web.press.caching import and_refused, known_by
from dateline.web.press.incidents.words import KINDS
from dateline.web.press.once import once
from dateline.web.press.search.finding import found
from dateline.web.press.search.looking import A_PAGE, TABS, Looked, Tab

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise

    from dateline.web.press.search.finding import Found


@once
def _looked(request: HttpRequest) -> tuple[Looked, list[Found]]:
    """What is looked for, and what is found of it: ten queries at most."""
    looked = Looked.of(request.GET)
    return looked, found(hit for group in looked.groups for hit in group.hits)


def _reads(request: HttpRequest) -> str:
    looked, _hits = _looked(request)
    query = looked.query(page=looked.page) if looked.page > 1 else looked.query()
    return and_refused(query.removeprefix("?"), looked.refused)


def _key(request: HttpRequest) -> str:
    """All that is found: what a search answers hangs on too much to be known by less."""
    looked, hits = _looked(request)
    sources = [(one.pk, one.name, one.kind) for one in looked.sources]
    more = [(group.tab, group.more) for group in looked.groups]
    shown = [(one.title, one.url, one.day_words, one.note, one.warning, one.snippet) for one in hits]
    return repr((looked.has_more, more, sources, shown))


def _groups(request: HttpRequest) -> list[tuple[StrOrPromise, list[Found], str]]:
    """What was found by kind: its heading, and the address of all of it where there is more."""
    looked, hits = _looked(request)
    by_kind = {group.tab: [one for one in hits if one.tab == group.tab] for group in looked.groups}
    return [
        (
            TABS[group.tab],
            by_kind[group.tab],
            looked.query(kind=group.tab.value) if group.more and looked.tab is Tab.ALL else "",
        )
        for group in looked.groups
    ]


@require_safe
@known_by(_key, reads=_reads)
def search(request: HttpRequest) -> HttpResponse:
    """What holds the words of the address, of one kind or of all."""
    looked, _hits = _looked(request)
    return render(
        request,
        "press/search/page.html",
        {
            "looked": looked,
            "groups": _groups(request),
            "sources": [(one, KINDS[SourceKind(one.kind)]) for one in looked.sources[:A_PAGE]],
            "tabs": [(label, looked.query(kind=tab.value), tab is looked.tab) for tab, label in TABS.items()],
            "later": looked.query(page=looked.page + 1) if looked.has_more else "",
            "earlier": looked.query(page=looked.page - 1) if looked.page > 1 else "",
            "with_days": looked.tab is not Tab.SOURCES,
            "title": _("Search: %(words)s") % {"words": looked.words} if looked.words else _("Search"),
        },
    )
