"""Since: what has become of a claim since a briefing cited it, in whole sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import EventRef, Fact, Stance
from dateline.exporting.incidents import wording
from dateline.web.archive.models import Review
from dateline.web.press.incidents.words import STANCES, value_words
from dateline.web.telling.translating import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from dateline.domain import Telling
    from dateline.exporting.incidents.record import Record
    from dateline.web.press.models import Citation


def since(
    citation: Citation, record: Record | None, fetched: datetime | None, *, within: bool
) -> tuple[str, ...]:
    """What is otherwise now than when it was cited; nothing where all is as it was.

    Args:
        citation: The citation, with its event and its incident.
        record: The incident as it stands now.
        fetched: When the report's page was fetched last.
        within: Whether the event is still one of the incident's.
    """
    found = list(_since(citation, record, within=within))
    # A version is kept once: one that came later is another.
    if fetched and fetched > citation.made_at:
        found.append(_("The page has changed since: another version of it was fetched."))
    return tuple(found)


def _since(citation: Citation, record: Record | None, *, within: bool) -> Iterator[str]:
    event, incident = citation.event, citation.incident
    if event.review == Review.REJECTED:
        yield _("The newsroom has rejected this claim since: it no longer counts.")
    if event.coding_id is None:
        yield _("The report was read anew since, and is no longer read as telling this.")
    elif event.coding_id != citation.coding_id:
        yield _("The report was read anew since.")
    if incident.gone_at:
        yield _("The incident that it was counted to is no longer there by itself.")
    elif not incident.published_at:
        yield _("The incident that it was counted to is not shown any more.")
    if event.coding_id is None or event.review == Review.REJECTED or record is None:
        return
    if incident.gone_at or not incident.published_at:
        return
    if not within:
        yield _("It is no longer counted to this incident.")
        return
    now = record.tellings(Fact(citation.fact), EventRef(report=event.report.key, event=event.ref))
    yield from _told_now(citation, now)


def _told_now(citation: Citation, now: list[Telling]) -> Iterator[str]:
    if not now:
        yield _("The report is no longer read as saying this of it.")
        return
    same = [one for one in now if says(one, citation.value)]
    if not same:
        values = _("; ").join(dict.fromkeys(value_words(one) for one in now))
        yield _("It is told otherwise now: %(now)s.") % {"now": values}
    elif all(one.stance != citation.stance for one in same):
        how = STANCES[Stance(same[0].stance)]
        yield _("How the source puts it is read otherwise now: it %(how)s.") % {"how": how}


def says(telling: Telling, value: str) -> bool:
    """Whether a telling says what was cited, in the words of its record or in those of a table."""
    forms = {telling.value, wording.value_words(telling)}
    if telling.place:
        forms |= {telling.place.place.name, wording.where_words(telling.place).partition(", within")[0]}
    if telling.actor and telling.actor.actor:
        forms.add(telling.actor.actor.name)
    return value.casefold() in {form.casefold() for form in forms}
