"""What is found: reports by title and text, claims by their sentences, incidents by what they come to.

What stands above the archive has its own found by `index_words`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Fact
from dateline.linking.wording import NAME, names
from dateline.web.archive.models import Searchable, SearchKind
from dateline.web.archive.packing import storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from uuid import UUID

    from dateline.domain import Coding, Examined
    from dateline.web.archive.models import Event, Incident, Report

_COLUMNS = ["day", "title", "body", "forms"]


def index_report(row: Report) -> None:
    """Have a report found by its title and its text."""
    _keep(
        [
            Searchable(
                kind=SearchKind.REPORT,
                object=row.pk,
                day=row.published,
                title=row.title,
                body=row.text,
                forms=forms_of(row.title, row.text),
            )
        ]
    )


def index_claims(report: Report, rows: Sequence[Event], coding: Coding) -> None:
    """Have the events of a report found by the sentences that tell them and by whom and what these mean."""
    text = coding.report.text
    found = []
    for row, event in zip(rows, coding.events, strict=True):
        said = [one.source.of(text) for one in coding.attributions if one.id in event.claims and one.source]
        acting = (coding.actors.get(span) for span in (*event.agents, *event.targets))
        meant = [one.actor.name for one in acting if one and one.actor]
        title = storable(
            ", ".join(dict.fromkeys(filter(None, (row.type.replace("_", " "), row.place_name, row.admin1))))
        )
        body = storable("\n".join((row.sentence, *dict.fromkeys((*said, *meant)))))
        found.append(
            Searchable(
                kind=SearchKind.CLAIM,
                object=row.pk,
                day=row.date_start or report.published,
                title=title,
                body=body,
                forms=forms_of(title, body),
            )
        )
    _keep(found)


def index_incident(row: Incident, examined: Examined) -> None:
    """Have an incident found by what it comes to and by the words of those who tell of it."""
    incident = examined.incident
    place = incident.place.place if incident.place else None
    title = ", ".join(filter(None, (row.type.replace("_", " "), place.name if place else "", row.admin1)))
    said = dict.fromkeys(
        words
        for one in incident.tellings
        for words in ((one.value, one.quote) if one.fact in _BY_NAME else (one.quote,))
    )
    tellers = dict.fromkeys(one.name for one in incident.origins)
    body = storable("\n".join((*said, *tellers)))
    _keep(
        [
            Searchable(
                kind=SearchKind.INCIDENT,
                object=row.pk,
                day=row.date_start,
                title=storable(title),
                body=body,
                forms=forms_of(title, body),
            )
        ]
    )


_BY_NAME = frozenset({Fact.AGENT, Fact.TARGET, Fact.PLACE, Fact.MEANS})
"""Facts whose values are names. The values of others are our words, which would be taken for quotes."""


def index_words(kind: SearchKind, key: UUID, *, day: date | None, title: str, body: str) -> None:
    """Have a thing found by its title and its words, or by others than before."""
    title, body = storable(title), storable(body)
    row = Searchable(kind=kind, object=key, day=day, title=title, body=body, forms=forms_of(title, body))
    _keep([row])


def forget(kind: SearchKind, keys: Iterable[object]) -> None:
    """Have things found no more."""
    Searchable.objects.filter(kind=kind, object__in=list(keys)).delete()


def forms_of(*texts: str) -> str:
    """The names in some texts, however spelt, in one spelling: "Kobane" and "Koubani" become one word."""
    return " ".join(sorted({form_word(form) for text in texts for form in names(text)}))


def form_word(form: str) -> str:
    """A name's form as a word that no text holds, so that it is never taken for one."""
    return "zq" + "".join(sign for sign in form.removeprefix(NAME) if sign.isalnum())


def _keep(rows: Sequence[Searchable]) -> None:
    Searchable.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["kind", "object"], update_fields=_COLUMNS
    )
