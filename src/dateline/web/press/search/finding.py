"""Finding: what was found as a list shows it, in a constant number of queries."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from dateline.domain import Span
from dateline.linking.quoting import cut
from dateline.web.archive.models import Attribution, Event, Incident, Review, Searchable, SearchKind
from dateline.web.archive.search import Lit
from dateline.web.press.incidents.glance import glances
from dateline.web.press.incidents.words import called, warning_of
from dateline.web.press.models import Briefing
from dateline.web.telling.saying import apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from uuid import UUID

    from django_stubs_ext import StrOrPromise

    from dateline.web.archive.search import Hit


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something found: what kind of thing, what it is called and where it is, and the words that were found.

    `tab` is the kind as the address has it.

    `note` tells of what or whom, `warning` what a reader must know of it; both may be "". `language` is that
    of title and note, `tongue` that of the words that were found; "" where it is the page's, or not known.
    """

    tab: str
    kind: StrOrPromise
    title: str
    url: str
    day: date | None
    day_words: str
    note: str
    warning: str
    snippet: Sequence[Lit]
    language: str = ""
    tongue: str = ""


def found(hits: Iterable[Hit]) -> list[Found]:
    """Hits as they are shown, in their order; what is gone by now is left out."""
    shown: dict[tuple[SearchKind, UUID], Found] = {}
    hits = _with_sentences(list(hits))
    for kind, show in _SHOWING.items():
        of_kind = {hit.object: hit for hit in hits if hit.kind is kind}
        if of_kind:
            shown |= {(kind, pk): one for pk, one in show(of_kind).items()}
    return [shown[hit.kind, hit.object] for hit in hits if (hit.kind, hit.object) in shown]


def _briefings(hits: dict[UUID, Hit]) -> dict[UUID, Found]:
    rows = Briefing.objects.published().filter(pk__in=hits).to_show()
    return {
        row.pk: Found(
            tab=SearchKind.BRIEFING.value,
            kind=later("Briefing"),
            title=row.live.headline if row.live else "",
            url=reverse("press:briefing", args=[row.series.slug, row.slug]),
            day=row.day,
            day_words=date_format(row.day),
            note=row.series.name,
            language=row.series.language,
            tongue=row.series.language,
            warning="",
            snippet=hits[row.pk].snippet,
        )
        for row in rows
    }


def _incidents(hits: dict[UUID, Hit]) -> dict[UUID, Found]:
    rows = list(Incident.objects.published().light().filter(pk__in=hits))
    return {
        one.pk: Found(
            tab=SearchKind.INCIDENT.value,
            kind=later("Incident"),
            title=one.title,
            url=one.url,
            day=one.first,
            day_words=one.day,
            note=_(" · ").join(part for part in (one.place, one.standing) if part),
            warning=one.warning,
            snippet=hits[one.pk].snippet,
        )
        for one in glances(rows)
    }


def _claims(hits: dict[UUID, Hit]) -> dict[UUID, Found]:
    rows = Event.objects.filter(pk__in=hits).select_related("report__source").defer("report__text")
    rows = rows.prefetch_related(Prefetch("attributions", Attribution.objects.only("stance")))
    return {
        row.pk: Found(
            tab=SearchKind.CLAIM.value,
            kind=later("Claim"),
            title=called(row),
            url=reverse("press:claim", args=[row.pk]),
            day=row.report.published,
            day_words=date_format(row.report.published) if row.report.published else "",
            note=apart(row.report.source.name) if row.report.source else _("source not named"),
            tongue=row.report.language,
            warning=_claim_warning(row),
            snippet=hits[row.pk].snippet,
        )
        for row in rows
    }


def _claim_warning(row: Event) -> str:
    """What a reader must know: that it is an accusation or a denial, and what the newsroom makes of it."""
    said = warning_of({one.stance for one in row.attributions.all()})
    if row.review == Review.REJECTED:
        seen = _("rejected since by the newsroom")
    else:
        seen = "" if row.review == Review.ACCEPTED else _("not reviewed yet")
    return _("; ").join(part for part in (said, seen) if part)


def _with_sentences(hits: Sequence[Hit]) -> list[Hit]:
    """Of incidents and claims the first sentence that holds what was found, whole: it may say "denied".

    It is no longer than what may be quoted. Where none does (the name of somebody behind it was found), it is
    what the search gives.
    """
    told = [hit.object for hit in hits if hit.kind in _TOLD]
    rows = Searchable.objects.filter(kind__in=_TOLD, object__in=told).values_list("object", "body")
    bodies = dict(rows)
    return [replace(hit, snippet=_sentence(hit.snippet, bodies.get(hit.object))) for hit in hits]


def _sentence(snippet: tuple[Lit, ...], body: str | None) -> tuple[Lit, ...]:
    words = {part.text for part in snippet if part.found}
    if body is None:
        return snippet
    if not words:
        return _in_line(snippet)
    longest_first = sorted(words, key=len, reverse=True)
    found = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in longest_first))
    sentences = (line for line in body.split("\n") if " " in line.strip() and found.search(line))
    line = next(sentences, "")
    if first := found.search(line):
        line = cut(line, Span(0, len(line)), around=Span(*first.span()))
    parts, at = [], 0
    for one in found.finditer(line):
        parts += [Lit(text=line[at : one.start()], found=False), Lit(text=one.group(), found=True)]
        at = one.end()
    parts.append(Lit(text=line[at:], found=False))
    return tuple(part for part in parts if part.text) or _in_line(snippet)


def _in_line(snippet: Sequence[Lit]) -> tuple[Lit, ...]:
    return tuple(Lit(text=part.text.replace("\n", " · "), found=part.found) for part in snippet)


_TOLD = (SearchKind.INCIDENT, SearchKind.CLAIM)
_SHOWING: dict[SearchKind, Callable[[dict[UUID, Hit]], dict[UUID, Found]]] = {
    SearchKind.BRIEFING: _briefings,
    SearchKind.INCIDENT: _incidents,
    SearchKind.CLAIM: _claims,
}
