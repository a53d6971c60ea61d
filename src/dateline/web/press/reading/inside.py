"""Inside: the body of a briefing with its claims and its incidents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from textwrap import shorten
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.translation import get_language

from dateline.web.press.claims.drawing import draw
from dateline.web.press.claims.told import tell
from dateline.web.press.incidents.glance import glances
from dateline.web.press.markdown import Cited, labels_in, render
from dateline.web.press.reading.pictures import shown_in
from dateline.web.press.reading.places import places_of
from dateline.web.telling.kept import Kept
from dateline.web.telling.translating import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from django.utils.safestring import SafeString

    from dateline.web.press.claims.told import ClaimTold
    from dateline.web.press.incidents.glance import Glance
    from dateline.web.press.models import Revision
    from dateline.web.press.reading.finding import Evidence

_LONGEST = 80  # signs of the words in a marker's title


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """A body with its claims and incidents as HTML, and what it rests on."""

    html: SafeString
    claims: Mapping[str, ClaimTold]


def inside(revision: Revision, evidence: Evidence) -> Inside:
    """What stands below the head of a briefing's page, in three queries at most.

    Args:
        revision: The one to show.
        evidence: What the briefing rests on.
    """
    below = _below(evidence, [label for label in labels_in(revision.body) if label in evidence.states])
    claims = {one.claim.label: one.claim for one in below}
    cited = {label: _cited(label, number, claim) for number, (label, claim) in enumerate(claims.items(), 1)}
    body = render(revision.body, cited=cited, media=shown_in(revision, evidence.media))
    told = glances(evidence.incidents)
    context = {
        "body": body,
        "claims": [one.html for one in below],
        "places": places_of(evidence.incidents, told),
        "days": _by_day(told),
        "glances": told,
    }
    return Inside(html=render_to_string("press/reading/inside.html", context), claims=claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Below:
    """A claim as it stands below the text; of its other accounts nothing is left but the words."""

    claim: ClaimTold
    html: SafeString


def _below(evidence: Evidence, labels: Sequence[str]) -> list[_Below]:
    """The claims of these labels in their order: each is told and drawn once for each state of it."""
    language, states = get_language(), evidence.states
    keys = {label: (language, number, repr(states[label])) for number, label in enumerate(labels, 1)}
    found = {label: below for label, key in keys.items() if (below := _memory.get(key))}
    missing = [label for label in labels if label not in found]
    told = tell(evidence.citations(missing)) if missing else []
    drawn = draw((keys[one.label][1], one) for one in told)
    for one, html in zip(told, drawn, strict=True):
        found[one.label] = _memory.put(keys[one.label], _Below(claim=replace(one, others=None), html=html))
    return [found[label] for label in labels]


def forget() -> None:
    """Draw every claim anew; for measuring."""
    _memory.clear()


_memory: Kept[tuple[str | None, int, str], _Below] = Kept(4000)  # of some 5 kB each


def _cited(label: str, number: int, claim: ClaimTold) -> Cited:
    who = claim.who or claim.source
    words = shorten(claim.quote.whole, _LONGEST, placeholder="…")
    title = _("%(who)s: “%(words)s”") % {"who": who, "words": words} if who else words
    return Cited(label=label, number=number, href=f"#{claim.anchor}", title=title, who=who)


def _by_day(told: Sequence[Glance]) -> list[tuple[date | None, list[Glance]]]:
    """Glances by the day on which each began, in the order given."""
    return [(day, list(of)) for day, of in groupby(told, key=lambda one: one.first)]
