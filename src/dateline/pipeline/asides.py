"""Asides: what reports say around what they tell: who speaks, in their words, and how far it has got."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.exporting.briefing import Aside
from dateline.linking.claims import Claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dateline.domain import Coding, Event, Span, Telling


def asides_of(tellings: Iterable[Telling], codings: Mapping[str, Coding]) -> dict[Telling, Aside]:
    """The asides of tellings by the codings of their reports, which are known by their ids."""
    claims: dict[str, Claims] = {}
    events = {(key, event.id): event for key, coding in codings.items() for event in coding.events}
    found: dict[Telling, Aside] = {}
    for one in tellings:
        key = one.event.report
        event = events.get((key, one.event.event))
        if event is not None:
            if key not in claims:
                claims[key] = Claims(codings[key])
            found[one] = _aside(one, event, codings[key], claims[key])
    return found


def _aside(one: Telling, event: Event, coding: Coding, claims: Claims) -> Aside:
    over = [claim for claim in claims.over(event, one.at) if claims.quote(claim, one.at) == one.quote]
    text = coding.report.text
    spans = {claim.source for claim in over if claim.source}
    before = [text[max(claim.cue.start - _NEAR, 0) : claim.cue.end] for claim in over]
    return Aside(
        speaker=_with_article(spans.pop(), text) if len(spans) == 1 else "",
        status=event.status,
        earlier=bool(before) and all(_EARLIER.search(words) for words in before),
    )


def _with_article(span: Span, text: str) -> str:
    """The words for a speaker, with the article before them."""
    article = _ARTICLE.search(text, max(span.start - 5, 0), span.start)
    return text[article.start(1) if article else span.start : span.end]


_NEAR = 16  # letters before a cue in which "had" stands
_EARLIER = re.compile(r"\bhad\s+(?:\w+\s+)?\w+$", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:^|\W)((?:the|an?)\s)$", re.IGNORECASE)
