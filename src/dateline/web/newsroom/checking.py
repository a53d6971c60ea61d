"""Checking: what an editor should look at before a briefing goes out. It advises; what may not be is refused.

Each check says in words whether all is well, and names what is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dateline.domain import Stance
from dateline.web.archive.models import Review
from dateline.web.newsroom.citing import unused
from dateline.web.newsroom.differing import differing_in, is_told
from dateline.web.press.markdown.parsing import parse
from dateline.web.press.markdown.sentences import sentences_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from uuid import UUID

    from dateline.web.newsroom.citing import Citable
    from dateline.web.press.markdown import Rendered
    from dateline.web.press.models import Citation, Media

SHOWN = 12
"""Things that a check names; of more it says how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A thing that is looked at: what came of it, and what it is about. `bars`: it stops publishing."""

    key: str
    well: bool
    words: str
    about: tuple[tuple[str, str], ...] = ()  # words, and an address or ""
    bars: bool = False

    @property
    def more(self) -> int:
        """How many it does not name."""
        return max(len(self.about) - SHOWN, 0)

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Those that it names."""
        return self.about[:SHOWN]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a text without its markers, and their labels."""

    words: str
    labels: tuple[str, ...]


def sentences_in(body: str) -> list[Sentence]:
    """The sentences of a text, headings among them only where they have a marker."""
    found = []
    heading = False
    for token in parse(body):
        if token.type == "heading_open":
            heading = True
        elif token.type == "heading_close":
            heading = False
        elif token.type == "inline" and token.children:
            for one in sentences_of(token.children):
                words = "".join(piece.words for piece in one.pieces if piece.type != "claim").strip()
                if words and (one.labels or not heading):
                    found.append(Sentence(words=words, labels=one.labels))
    return found


def checks(
    body: str, rendered: Rendered, citable: Citable, media: Mapping[UUID, Media], *, language: str = "en"
) -> list[Check]:
    """All checks of a text, those that stop it first.

    Args:
        body: The Markdown.
        rendered: The same as HTML.
        citable: What the briefing can cite.
        media: The pictures and videos that the text shows, by their ids; those that there are.
        language: That of the series: whether a sentence names an accusation is known of English alone.
    """
    return [
        _unknown(rendered),
        _reviews(citable),
        _accusations(body, citable, language),
        _contradictions(body, citable, rendered.labels),
        _own(body, rendered),
        _unused(citable, rendered.labels),
        _pictures(media),
    ]


def open_checks(found: Collection[Check]) -> int:
    """How many of them say that something is to be looked at."""
    return sum(not one.well for one in found)


def _unknown(rendered: Rendered) -> Check:
    number = len(rendered.unknown)
    if not number:
        return Check(key="unknown", well=True, words=_("Every marker leads to a claim."), bars=True)
    said = ngettext(
        "A marker leads to no claim of this briefing:", "%(number)d markers lead to no claim:", number
    )
    about = tuple((f"[^{label}]", "") for label in rendered.unknown)
    return Check(key="unknown", well=False, words=said % {"number": number}, about=about, bars=True)


def _reviews(citable: Citable) -> Check:
    waiting = [
        group for group in citable.groups
        if group.incident.review != Review.ACCEPTED or group.incident.gone_at is not None
    ]  # fmt: skip
    if not waiting:
        return Check(key="reviews", well=True, words=_("Every incident was accepted in a review."), bars=True)
    said = ngettext(
        "An incident has no accepted review:", "%(number)d incidents have no accepted review:", len(waiting)
    )
    about = tuple((group.title, group.url) for group in waiting)
    return Check(key="reviews", well=False, words=said % {"number": len(waiting)}, about=about, bars=True)


def _own(body: str, rendered: Rendered) -> Check:
    if not rendered.own:
        said = ngettext(
            "The one sentence rests on a claim.",
            "All %(number)d sentences rest on claims.",
            rendered.sentences,
        )
        words = said % {"number": rendered.sentences} if rendered.sentences else _("There is no sentence.")
        return Check(key="own", well=bool(rendered.sentences), words=words)
    said = ngettext(
        "%(own)d of %(number)d sentences rests on no claim and is shown as the editor’s own:",
        "%(own)d of %(number)d sentences rest on no claim and are shown as the editor’s own:",
        rendered.own,
    )
    about = tuple((one.words, "") for one in sentences_in(body) if not one.labels)
    words = said % {"own": rendered.own, "number": rendered.sentences}
    return Check(key="own", well=False, words=words, about=about)


def _unused(citable: Citable, labels: Collection[str]) -> Check:
    left = unused(citable, labels)
    if not left:
        return Check(key="unused", well=True, words=_("Every claim that has a marker is used."))
    said = ngettext(
        "A claim has a marker and is not used any more:",
        "%(number)d claims have markers and are not used any more:",
        len(left),
    )
    about = tuple((f"[^{label}]", f"#claim-{label}") for label in left)
    return Check(key="unused", well=False, words=said % {"number": len(left)}, about=about)


def _contradictions(body: str, citable: Citable, labels: Collection[str]) -> Check:
    used = [one for one in citable.citations if one.label in labels]
    by: dict[UUID, list[Citation]] = {}
    for one in used:
        by.setdefault(one.incident_id, []).append(one)
    about: list[tuple[str, str]] = []
    sentences: dict[str, list[str]] = {}
    for sentence in sentences_in(body):
        for label in sentence.labels:
            sentences.setdefault(label, []).append(sentence.words)
    split = differing_in([group.incident for group in citable.groups if group.incident.pk in by])
    for group in citable.groups:
        if cited := by.get(group.incident.pk):
            about += [
                (f"{group.title} – {one.words}", group.url)
                for one in split[group.incident.pk]
                if not is_told(one, cited, sentences)
            ]
    if not about:
        return Check(
            key="contradictions", well=True, words=_("Where accounts differ, the text gives each of them.")
        )
    said = ngettext(
        "Accounts differ, and the text does not give each of them:",
        "Accounts differ in %(number)d things, and the text does not give each of them:",
        len(about),
    )
    return Check(key="contradictions", well=False, words=said % {"number": len(about)}, about=tuple(about))


def _accusations(body: str, citable: Citable, language: str) -> Check:
    stances = {one.label: Stance(one.stance) for one in citable.citations}
    bare = list(_bare(body, stances, known=language.startswith("en")))
    if not bare:
        words = _("Accusations and denials are told as such.")
        return Check(key="accusations", well=True, words=words)
    said = ngettext(
        "A sentence rests on an accusation or a denial and does not say so:",
        "%(number)d sentences rest on accusations or denials and do not say so:",
        len(bare),
    )
    if not language.startswith("en"):
        said = ngettext(
            "A sentence rests on an accusation or a denial. See that it says so:",
            "%(number)d sentences rest on accusations or denials. See that they say so:",
            len(bare),
        )
    about = tuple((words, "") for words in bare)
    return Check(key="accusations", well=False, words=said % {"number": len(bare)}, about=about)


def _bare(body: str, stances: Mapping[str, Stance], *, known: bool) -> Iterator[str]:
    """The sentences that rest on an accusation or a denial; where it is `known`, those that do not say so."""
    for one in sentences_in(body):
        said = {stances[label] for label in one.labels if label in stances} & set(_CUES)
        # Beside somebody who asserts it the sentence may be told as it is.
        asserted = any(stances.get(label) is Stance.ASSERTS for label in one.labels)
        if said and not (known and (asserted or all(_CUES[stance].search(one.words) for stance in said))):
            yield one.words


# What tells a reader that it is an accusation, or a denial.
_CUES = {
    Stance.ACCUSES: re.compile(
        r"\b(?:accus|blam|alleg|denounc|condemn|(?:charg(?:e[sd]?|ing)|claim(?:s|ed|ing)?)\b"
        r"|(?:hold(?:s|ing)?|held)\b.{0,40}\bresponsible)",
        re.IGNORECASE,
    ),
    Stance.DENIES: re.compile(
        r"\b(?:den(?:y|ies|ied|ial|ying)|reject|refut|dismiss|contradict|disput"
        r"|(?:not|no|never|none|nobody)\b)",
        re.IGNORECASE,
    ),
}


def _pictures(media: Mapping[UUID, Media]) -> Check:
    # That each has a credit and words for those who cannot see it, the database promises.
    bare = [one for one in media.values() if not one.licence and not one.source_url]
    if bare:
        said = ngettext(
            "A picture does not say by what right it is shown or where it comes from:",
            "%(number)d pictures do not say by what right they are shown or where they come from:",
            len(bare),
        )
        about = tuple((one.alt, "") for one in bare)
        return Check(key="pictures", well=False, words=said % {"number": len(bare)}, about=about)
    words = _("Every picture says what it shows and whose it is.") if media else _("It has no picture.")
    return Check(key="pictures", well=True, words=words)
