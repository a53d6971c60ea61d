"""Writing: what somebody is at is kept as they go; saved, it is a revision, which never changes.

keep       what is being written, without saving it: each person has a copy of their own
save       the next revision
discard    what is being written is let go of
restore    an older revision once more, as the next one
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from dateline.domain.errors import EditedMeanwhile, EditRefused
from dateline.web.archive.history import record
from dateline.web.archive.packing import storable
from dateline.web.press.markdown import labels_in, media_in
from dateline.web.press.models import Media, Revision, WorkingCopy
from dateline.web.press.publishing.holding import back_to_draft, fitting, held, needed, state, title
from dateline.web.press.publishing.holding import keep as keep_briefing

if TYPE_CHECKING:
    from dateline.web.archive.people import User
    from dateline.web.press.models import Briefing

LONGEST = 500_000
"""Characters of a body: some 80,000 words, so that no request can make a page that takes minutes to draw."""


@transaction.atomic
def keep(
    briefing: Briefing,
    *,
    by: User,
    headline: str,
    standfirst: str,
    body: str,
    authors: str,
    base: int | None = None,
) -> WorkingCopy:
    """Keep what somebody is writing. It is theirs alone: nobody else's is touched, and no revision made.

    Args:
        briefing: What they write.
        by: Who writes.
        headline: As it stands in the form; all may be half done.
        standfirst: Likewise.
        body: Likewise.
        authors: Likewise.
        base: The number of the revision that they began from; None for that of their copy, else the newest.

    Raises:
        EditedMeanwhile: They themselves went on from a later revision, in another window.
        EditRefused: The text is too long.
    """
    row = held(briefing)
    return _keep(row, by, _text(headline, standfirst, body, authors), base)


def save(
    briefing: Briefing,
    *,
    by: User,
    base: int,
    headline: str,
    standfirst: str,
    body: str,
    authors: str,
    note: str = "",
) -> Revision:
    """Save what somebody wrote as the next revision; the working copy has done its service.

    What was approved is of the revision before, so this one is a draft. Words that say nothing new make no
    revision. It is not to be called within a transaction: it keeps what was written even where it refuses.

    Args:
        briefing: What they wrote.
        by: Who wrote it.
        base: The number of the revision that they began from.
        headline: Of up to 300 characters.
        standfirst: In a sentence or two, what it tells.
        body: Markdown.
        authors: The line of who wrote it.
        note: What was done, for colleagues.

    Raises:
        EditedMeanwhile: Somebody saved another one since. What `by` wrote is kept as their working copy.
        EditRefused: A field is not right, or the text points to claims or media that are not there.
    """
    text = _text(headline, standfirst, body, authors)
    with transaction.atomic():
        row = held(briefing)
        meanwhile = row.head
        if meanwhile is None or _began_from(row, base) == meanwhile:
            return _save(row, briefing, by, text, fitting(note, "note", Revision))
        _keep(row, by, text, base)
    raise EditedMeanwhile(
        f"{meanwhile.by} saved revision {meanwhile.number} of {title(row)}",
        "What you wrote is kept: put the two together, then save again.",
    )


@transaction.atomic
def discard(briefing: Briefing, *, by: User) -> bool:
    """Let go of what somebody is writing; False where there is nothing."""
    return bool(WorkingCopy.objects.filter(briefing=briefing, by=by).delete()[0])


@transaction.atomic
def restore(briefing: Briefing, number: int, *, by: User, seen: int | None = None) -> Revision:
    """Have an older revision be the newest once more; those in between stay what they are.

    Args:
        briefing: The one that is meant.
        number: That of the older revision.
        by: Who does it.
        seen: The number of the newest revision as they have seen it; None takes it as it is.

    Raises:
        EditRefused: There is no such revision.
        EditedMeanwhile: Somebody saved another one since.
    """
    row = held(briefing, seen=seen)
    old = row.revisions.filter(number=number).first()
    if old is None:
        raise EditRefused(f"{title(row)} has no revision {number}", "Choose one of the list.", field="number")
    return _save(row, briefing, by, _of(old), f"as in revision {number}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """What a revision says."""

    headline: str
    standfirst: str
    body: str
    authors: str


def _text(headline: str, standfirst: str, body: str, authors: str) -> _Text:
    for field, words in (("body", body), ("standfirst", standfirst)):
        if len(words) > LONGEST:
            raise EditRefused(f"{len(words):,} characters", f"Use at most {LONGEST:,}.", field=field)
    return _Text(
        headline=fitting(headline, "headline", Revision),
        standfirst=_lines(standfirst).strip(),
        body=_lines(body),
        authors=fitting(authors, "authors", Revision),
    )


def _of(revision: Revision) -> _Text:
    return _Text(
        headline=revision.headline,
        standfirst=revision.standfirst,
        body=revision.body,
        authors=revision.authors,
    )


def _lines(words: str) -> str:
    """Words as a column takes them, with lines that end as here: browsers send them otherwise."""
    return storable(words).replace("\r\n", "\n").replace("\r", "\n")


def _keep(row: Briefing, by: User, text: _Text, base: int | None) -> WorkingCopy:
    copy = WorkingCopy.objects.filter(briefing=row, by=by).select_related("base").first()
    newest = copy.base if copy else row.head
    began = newest if base is None else _began_from(row, base)
    if began is None:
        raise EditRefused(f"{title(row)} has no revision {base}", "Load the page again.", field="base")
    if copy and copy.base.number > began.number:
        raise EditedMeanwhile(
            f"you went on from revision {copy.base.number} of {title(row)} in another window",
            "Load the page again.",
        )
    copy = copy or WorkingCopy(briefing=row, by=by)
    copy.base, copy.saved_at = began, timezone.now()
    copy.headline, copy.standfirst = text.headline, text.standfirst
    copy.body, copy.authors = text.body, text.authors
    copy.save()
    return copy


def _began_from(row: Briefing, base: int) -> Revision | None:
    """The revision that somebody began from; the newest one where that says the same."""
    began = row.revisions.filter(number=base).first()
    return row.head if began and row.head and _of(began) == _of(row.head) else began


def _save(row: Briefing, shown: Briefing, by: User, text: _Text, note: str) -> Revision:
    needed(text.headline, "headline", "Give the briefing a headline.")
    media = _check_cited(row, text.body)
    before = row.head
    if before is not None and _of(before) == text:
        WorkingCopy.objects.filter(briefing=row, by=by).delete()
        return before
    made = Revision.objects.create(
        briefing=row,
        number=before.number + 1 if before else 1,
        headline=text.headline,
        standfirst=text.standfirst,
        body=text.body,
        authors=text.authors,
        note=note,
        by=by,
    )
    was = state(row)
    row.head = made
    back_to_draft(row)
    row.media.add(*media)
    WorkingCopy.objects.filter(briefing=row, by=by).delete()
    record("saved", row, by=by, before=was, after=state(row) | ({"note": note} if note else {}))
    keep_briefing(row, shown)
    return made


def _check_cited(row: Briefing, body: str) -> list[Media]:
    """Refuse a text that points to what is not there; the pictures and videos that it shows."""
    labels = list(dict.fromkeys(labels_in(body)))
    known = set(row.citations.filter(label__in=labels).values_list("label", flat=True))
    if missing := [f"[^{one}]" for one in labels if one not in known]:
        raise EditRefused(
            f"no claim is called {', '.join(missing)}",
            "Add the claim first, or take the marker out.",
            field="body",
        )
    wanted = list(dict.fromkeys(media_in(body)))
    found = Media.objects.in_bulk(wanted)
    if gone := [str(one) for one in wanted if one not in found]:
        raise EditRefused(
            f"there is no picture or video {', '.join(gone)}",
            "Upload it first, or take it out.",
            field="body",
        )
    return list(found.values())
