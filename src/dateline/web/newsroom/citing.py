"""Citing: the claims that a briefing can cite, by incident, each with who says it and what to type for it.

cited_in(briefing)        -> the claims that have a marker, in two queries
others_of(briefing, row)  -> those of an incident that have none yet, each with the key by which it is added
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from dateline.domain import Fact, Stance
from dateline.web.press.composing import Chosen, cites_of
from dateline.web.press.incidents.words import FACTS, WARNINGS, called
from dateline.web.press.markdown import Cited
from dateline.web.press.models import BriefingIncident, Citation
from dateline.web.press.publishing import briefings
from dateline.web.telling.reading import read

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from uuid import UUID

    from django_stubs_ext import StrOrPromise

    from dateline.web.archive.models import Incident
    from dateline.web.archive.people import User
    from dateline.web.press.composing import Cites
    from dateline.web.press.models import Briefing


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim as the editor sees it. `label` is "" and `key` set where it has no marker yet."""

    label: str
    key: str
    fact: StrOrPromise
    value: str
    who: str
    through: str
    said: date | None
    quote: str
    warning: StrOrPromise
    url: str

    @property
    def marker(self) -> str:
        """What is typed for it."""
        return f"[^{self.label}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """An incident of a briefing with the claims of it that have a marker."""

    incident: Incident
    title: str
    front: str
    url: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citable:
    """All that a briefing can cite by a marker: its incidents in their order, and the rows behind them."""

    groups: tuple[Group, ...]
    citations: tuple[Citation, ...]

    def cited(self, order: Sequence[str]) -> dict[str, Cited]:
        """What markers lead to on the editor's own pages; `order` are the labels as the text has them."""
        numbers = {label: nth for nth, label in enumerate(order, start=1)}
        return {
            one.label: Cited(
                label=one.label,
                number=numbers.get(one.label, 0),
                href=f"#claim-{one.label}",
                title=f"{one.who}: {one.quote}",
            )
            for one in self.citations
        }


def cited_in(briefing: Briefing) -> Citable:
    """The claims that have a marker, by incident; of an incident that was dropped what was cited stays."""
    links = list(
        BriefingIncident.objects.filter(briefing=briefing)
        .select_related("incident")
        .defer("incident__body")
        .order_by("position", "pk")
    )
    citations = tuple(
        Citation.objects.filter(briefing=briefing).select_related("incident").defer("incident__body")
    )
    fronts = {link.incident_id: link.front for link in links}
    rows = {link.incident_id: link.incident for link in links}
    for one in citations:
        rows.setdefault(one.incident_id, one.incident)
    by: dict[UUID, list[Citation]] = {key: [] for key in rows}
    for one in citations:
        by[one.incident_id].append(one)
    return Citable(
        groups=tuple(
            Group(
                incident=row,
                title=called(row),
                front=fronts.get(key, ""),
                url=reverse("incident", kwargs={"pk": key}),
                claims=tuple(_of(one) for one in sorted(by[key], key=_numbered)),
            )
            for key, row in sorted(rows.items(), key=lambda one: _first(by[one[0]]))
        ),
        citations=citations,
    )


def others_of(briefing: Briefing, row: Incident) -> list[tuple[Claim, Cites]]:
    """The claims of an incident that the briefing has no marker for, as its accounts stand now."""
    known = {
        (one.event.report.key, one.event.ref, one.fact, one.start, one.end)
        for one in Citation.objects.filter(briefing=briefing, incident=row)
        .select_related("event__report")
        .only("fact", "start", "end", "event__ref", "event__report__key", "briefing", "incident")
    }
    found = cites_of([Chosen(incident=row, told=read(row).told)])
    return [
        (_other(one), one)
        for one in found
        if (one.report, one.event, one.fact.value, one.at.start, one.at.end) not in known
    ]


def cite_by_key(briefing: Briefing, row: Incident, key: str, *, by: User) -> Citation | None:
    """Give a claim of an incident its marker; None where the incident tells it no more.

    Raises:
        WordsMoved: The report no longer says it so.
    """
    found = cites_of([Chosen(incident=row, told=read(row).told)])
    cites = next((one for one in found if key_of(one) == key), None)
    return briefings.cite(briefing, cites, by=by) if cites is not None else None


def key_of(one: Cites) -> str:
    """By what a claim is known that has no marker yet."""
    return "~".join((one.report, one.event, one.fact.value, str(one.at.start), str(one.at.end)))


def _first(some: Sequence[Citation]) -> tuple[bool, int]:
    """Where an incident comes among the others: as the draft told of them, those without a claim last."""
    return (not some, min((_numbered(one)[0] for one in some), default=0))


def _numbered(one: Citation) -> tuple[int, str]:
    digits = "".join(sign for sign in one.label if sign.isdecimal())
    return (int(digits or 0), one.label)


def _of(one: Citation) -> Claim:
    return Claim(
        label=one.label,
        key="",
        fact=FACTS[Fact(one.fact)],
        value=one.value,
        who=one.who,
        through=one.through,
        said=one.said,
        quote=one.quote,
        warning=WARNINGS.get(Stance(one.stance), ""),
        url=f"{reverse('event', kwargs={'pk': one.event_id})}?{urlencode({'at': f'{one.start}-{one.end}'})}",
    )


def _other(one: Cites) -> Claim:
    return Claim(
        label="",
        key=key_of(one),
        fact=FACTS[one.fact],
        value=one.value,
        who=one.who,
        through=one.through,
        said=one.said,
        quote=one.quote,
        warning=WARNINGS.get(one.stance, ""),
        url="",
    )


def unused(citable: Citable, labels: Collection[str]) -> list[str]:
    """The labels that the text does not use."""
    return [one.label for one in sorted(citable.citations, key=_numbered) if one.label not in labels]
