"""Drawing: a claim as a briefing shows it below its text: a briefing has dozens, so no template draws them.

What a reader needs first stands in sight: who says it, the words, the source and its time, the archived
report. What others say of the same and the grade with its reasons fold out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dateline.domain.messages import Row
from dateline.web.press.templatetags.press import moment
from dateline.web.telling.saying import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.utils.safestring import SafeString

    from dateline.web.press.claims.others import Other
    from dateline.web.press.claims.told import ClaimTold


def draw(claims: Iterable[tuple[int, ClaimTold]]) -> list[SafeString]:
    """Claims, each with its number on the page, as items of a list."""
    drawing = _Drawing()
    items = (drawing.item(claim, number) for number, claim in claims)
    return [mark_safe(item) for item in items]  # noqa: S308 -- all that is told is escaped


@dataclass(slots=True)
class _Drawing:
    """The words that stand with every claim, looked up once."""

    words: str = field(default_factory=lambda: escape(_("The words in the archived report")))
    back: str = field(default_factory=lambda: _("Back to the sentence of claim %(number)s"))
    unnamed: str = field(default_factory=lambda: escape(_("source not named")))
    fetched: str = field(default_factory=lambda: escape(_("fetched")))
    unreviewed: str = field(default_factory=lambda: escape(_("not reviewed yet")))
    through: str = field(
        default_factory=lambda: _("<b><bdi>%(whose)s</bdi></b>, through <bdi>%(through)s</bdi>")
    )
    passed: str = field(default_factory=lambda: _("through %(through)s"))
    graded: str = field(default_factory=lambda: _("grade: %(grade)s"))
    alone: str = field(default_factory=lambda: escape(_("No other account tells this.")))
    accounts: str = field(
        default_factory=lambda: escape(_("All accounts of this, those that repeat an origin too"))
    )
    original: str = field(default_factory=lambda: escape(_("The original page")))
    copy: str = field(default_factory=lambda: escape(_("Archived copy (WARC)")))
    now: str = field(default_factory=lambda: escape(_("How this claim stands now")))
    permalink: str = field(default_factory=lambda: escape(_("Permalink")))

    def item(self, claim: ClaimTold, number: int) -> str:
        """A claim: what it is of, on what it rests, and what folds out."""
        return "".join((*self._rests(claim, number), *self._folded(claim)))

    def _rests(self, claim: ClaimTold, number: int) -> Iterator[str]:
        name = escape(claim.anchor)
        yield f'<li><article class="claim-told" id="{name}" aria-labelledby="{name}-what">'
        yield f'<h3 class="claim-what" id="{name}-what"><span class="claim-label">{number}</span> '
        yield f'{escape(claim.fact)}: <b dir="auto">{escape(claim.value)}</b>'
        yield f"{_warning(claim.warning, ' ')}</h3>"
        yield from (f'<p class="claim-since">{escape(one)}</p>' for one in claim.since)
        yield f'<p class="claim-who">{self._who(claim)}{_day(claim)}</p>'
        quote, lang = claim.quote, f' lang="{escape(claim.language)}"' if claim.language else ""
        lit = f"<mark>{escape(quote.words)}</mark>" if quote.words else ""
        words = f"{escape(quote.before)}{lit}{escape(quote.after)}"
        yield f'<blockquote class="claim-quote" dir="auto"{lang}>{words}</blockquote>'
        yield f'<p class="claim-source">{self._source(claim)}</p>'
        back = escape(self.back % {"number": number})
        yield f'<p class="claim-ways"><a href="{escape(claim.words_url)}">{self.words}</a>'
        yield f'<span class="back"> · <a href="#at-{escape(claim.label)}">{back}</a></span></p>'

    def _who(self, claim: ClaimTold) -> str:
        whose = escape(capfirst(claim.whose))
        if claim.through:
            return self.through % {"whose": whose, "through": escape(claim.through)}
        return f"<b><bdi>{whose}</bdi></b>"

    def _source(self, claim: ClaimTold) -> str:
        named = f'<a href="{claim.source_url}"><bdi>{escape(claim.source)}</bdi></a>'
        parts = [named if claim.source else self.unnamed]
        if claim.title:
            own = f' lang="{escape(claim.language)}"' if claim.language else ""
            parts.append(f'<cite dir="auto"{own}>{escape(claim.title)}</cite>')
        if claim.fetched_at:
            parts.append(f"{self.fetched} {moment(claim.fetched_at)}")
        if not claim.reviewed:
            parts.append(f'<span class="unreviewed">{self.unreviewed}</span>')
        return " · ".join(parts)

    def _folded(self, claim: ClaimTold) -> Iterator[str]:
        others, grade = self.alone, ""
        if number := len(claim.others or ()):
            said = ngettext("%(number)s other account of this", "%(number)s other accounts of this", number)
            others = escape(said % {"number": number})
        if claim.grade:
            graded = escape(self.graded % {"grade": claim.grade})
            grade = f' <span class="grade {claim.grade_key}">{graded}</span>'
        yield f'<details class="claim-more"><summary>{others}{grade}</summary>'
        if claim.others and (claim.others.warn or not claim.differ):  # else the notes say who tells what
            yield f'<ul class="others">{"".join(map(self._other, claim.others.first_apart()))}</ul>'
        yield from (f'<p class="claim-note">{escape(note)}</p>' for note in claim.notes)
        yield f'<p class="claim-grade">{self._grade(claim)}</p>'
        if claim.incident_warning:
            yield f'<p class="warning">{escape(claim.incident_warning)}</p>'
        yield f'<p class="claim-ways">{" · ".join(self._ways(claim))}</p></details></article></li>'

    def _other(self, one: Other) -> str:
        passed = escape(self.passed % {"through": said(Row.of(one.through))}) if one.through else ""
        return (
            f'<li>{_warning(one.warning, after=" ")}<b dir="auto">{escape(one.value)}</b> – '
            f"<bdi>{escape(one.who)}</bdi>{f' {passed}' if passed else ''}</li>"
        )

    @staticmethod
    def _grade(claim: ClaimTold) -> str:
        name = escape(claim.incident)
        led = f'<a href="{claim.incident_url}">{name}</a>' if claim.incident_url else name
        if not claim.reason:
            return led
        own = f' lang="{claim.reason.language}" dir="auto"' if claim.reason.language else ""
        return f'{led} <span class="aside"{own}>{escape(claim.reason.words)}</span>'

    def _ways(self, claim: ClaimTold) -> Iterator[str]:
        if claim.original:
            yield f'<a href="{escape(claim.original)}" rel="nofollow noopener">{self.original}</a>'
        if claim.warc:
            yield f'<a href="{claim.warc}">{self.copy}</a>'
        yield f'<a href="{escape(claim.event_url)}">{self.accounts if claim.others else self.now}</a>'
        yield f'<a href="{claim.permalink}">{self.permalink}</a>'


def _warning(words: str, before: str = "", after: str = "") -> str:
    return f'{before}<span class="warning">{escape(words)}</span>{after}' if words else ""


def _day(claim: ClaimTold) -> str:
    if not claim.said:
        return ""
    return f'{_(", ")}<time datetime="{claim.said.isoformat()}">{escape(claim.said_words)}</time>'
