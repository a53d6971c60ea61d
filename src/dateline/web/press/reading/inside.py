"""Inside: the body of a briefing with its claims and incidents, drawn once for each state of them.

It is kept for those that somebody read last: readers come by hundreds for what has not changed.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dateline.web.press.claims.told import claims_of
from dateline.web.press.incidents.glance import glances
from dateline.web.press.markdown import Cited, Shown, labels_in, media_in, render
from dateline.web.press.models import Media
from dateline.web.press.reading.places import places_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from django.utils.safestring import SafeString

    from dateline.web.press.claims.told import ClaimTold
    from dateline.web.press.incidents.glance import Glance
    from dateline.web.press.models import Briefing, Revision
    from dateline.web.press.reading.finding import Evidence

_NAMES = 8
_KEPT = 48  # of up to some 150 kB each


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """A body with its claims and incidents as HTML, and what it rests on."""

    html: SafeString
    claims: Mapping[str, ClaimTold]
    marks: dict[str, SafeString] = field(default_factory=dict, compare=False)
    """What it says of itself to search engines, by what that hangs on besides."""

    def marked(self, by: str, mark: Callable[[], SafeString]) -> SafeString:
        """What it says of itself, made once; a page is called by few names, so few are kept."""
        if by not in self.marks:
            if len(self.marks) > _NAMES:
                self.marks.clear()
            self.marks[by] = mark()
        return self.marks[by]


def inside(briefing: Briefing, revision: Revision, evidence: Evidence, *, kept: bool = True) -> Inside:
    """What stands below the head of a briefing's page, in a few queries the first time, then in none.

    Args:
        briefing: Whose page it is.
        revision: The one to show.
        evidence: What the briefing rests on.
        kept: Whether it is kept; what is under embargo is not.
    """
    if not kept:
        return _draw(briefing, revision, evidence)
    key = (revision.pk, get_language(), evidence.key)
    found = _memory.pop(key, None)
    _memory[key] = found = found or _draw(briefing, revision, evidence)
    while len(_memory) > _KEPT:
        _memory.popitem(last=False)
    return found


_memory: OrderedDict[tuple[UUID, str | None, str], Inside] = OrderedDict()


def _draw(briefing: Briefing, revision: Revision, evidence: Evidence) -> Inside:
    labels = labels_in(revision.body)
    claims = claims_of(briefing, labels)
    cited = {label: _cited(label, number, claim) for number, (label, claim) in enumerate(claims.items(), 1)}
    body = render(revision.body, cited=cited, media=_shown(revision.body, evidence))
    told = glances(evidence.incidents)
    context = {
        "body": body,
        "claims": [(cited[label], claim) for label, claim in claims.items()],
        "places": places_of(evidence.incidents, told),
        "days": _by_day(told),
        "glances": told,
    }
    return Inside(html=render_to_string("press/reading/inside.html", context), claims=claims)


def _cited(label: str, number: int, claim: ClaimTold) -> Cited:
    who = claim.who or claim.source
    words = Truncator(claim.quote.whole).chars(100)
    title = _("%(who)s: “%(words)s”") % {"who": who, "words": words} if who else words
    return Cited(label=label, number=number, href=f"#{claim.anchor}", title=title)


def _by_day(told: Sequence[Glance]) -> list[tuple[date | None, list[Glance]]]:
    """Glances by the day on which each began, in the order given."""
    return [(day, list(of)) for day, of in groupby(told, key=lambda one: one.first)]


def _shown(body: str, evidence: Evidence) -> dict[UUID, Shown]:
    """The pictures and videos of a body, out of what is known of the briefing already."""
    wanted = media_in(body)
    if not evidence.media.keys() >= set(wanted):
        return shown_in(body)
    return {pk: shown(evidence.media[pk]) for pk in wanted}


def shown_in(body: str) -> dict[UUID, Shown]:
    """The pictures and videos of a body, as pages show them."""
    wanted = media_in(body)
    if not wanted:
        return {}
    return {row.pk: shown(row) for row in Media.objects.filter(pk__in=wanted).select_related("poster")}


def shown(row: Media) -> Shown:
    """A picture or a video as pages show it."""
    return Shown(
        url=address(row),
        media_type=row.media_type,
        kind=row.kind,
        width=row.width,
        height=row.height,
        alt=row.alt,
        caption=row.caption,
        credit=row.credit,
        licence=row.licence,
        source_url=row.source_url,
        poster_url=address(row.poster) if row.poster else "",
    )


def address(row: Media) -> str:
    """Where a picture or a video lies."""
    return reverse("files:media", args=[row.pk, PurePosixPath(str(row.file)).name])
