"""Texts: what somebody is writing: their working copy if they have one, else the newest revision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from dateline.web.press.models import WorkingCopy
from dateline.web.press.publishing import writing

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import QueryDict

    from dateline.web.archive.people import User
    from dateline.web.press.models import Briefing, Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The parts of a briefing as they are typed; `base` is the number of the revision that they began from.

    `kept` is when they were kept without being saved; None where they are those of a revision.
    """

    headline: str
    standfirst: str
    authors: str
    body: str
    base: int
    kept: datetime | None = None

    @classmethod
    def of_revision(cls, row: Revision) -> Self:
        """Those of a revision."""
        return cls(
            headline=row.headline,
            standfirst=row.standfirst,
            authors=row.authors,
            body=row.body,
            base=row.number,
        )

    @classmethod
    def of_copy(cls, row: WorkingCopy) -> Self:
        """Those of a working copy."""
        return cls(
            headline=row.headline,
            standfirst=row.standfirst,
            authors=row.authors,
            body=row.body,
            base=row.base.number,
            kept=row.saved_at,
        )

    @classmethod
    def typed(cls, form: QueryDict) -> Self:
        """Those of the editor's form. A browser ends lines in two characters; a text in one."""
        return cls(
            headline=_line(form.get("headline", "")),
            standfirst=_lines(form.get("standfirst", "")),
            authors=_line(form.get("authors", "")),
            body=_lines(form.get("body", "")),
            base=number_in(form.get("base", "")) or 0,
        )

    @property
    def parts(self) -> dict[str, str]:
        """The parts by their names."""
        return {
            "headline": self.headline,
            "standfirst": self.standfirst,
            "authors": self.authors,
            "body": self.body,
        }

    def says_what(self, row: Revision) -> bool:
        """Whether it is what a revision says."""
        return all(_bare(value) == _bare(str(getattr(row, name))) for name, value in self.parts.items())


def number_in(written: str) -> int | None:
    """A number that somebody wrote; None where it is none, or none that there could be."""
    written = written.strip()
    return int(written) if written.isascii() and written.isdecimal() and len(written) < _LONG else None


_LONG = 9  # digits: what a column of the database holds


def text_of(row: Briefing, user: User) -> Text:
    """What somebody is writing."""
    copy = (
        WorkingCopy.objects.select_related("base").defer("base__body").filter(briefing=row, by=user).first()
    )
    if copy is not None:
        return Text.of_copy(copy)
    if row.head is None:
        return Text(headline="", standfirst="", authors="", body="", base=0)
    return Text.of_revision(row.head)


def keep_more(row: Briefing, more: str, *, by: User) -> None:
    """Put Markdown to the end of what somebody is writing, and keep it."""
    text = text_of(row, by)
    body = f"{text.body.rstrip()}\n\n{more.strip()}\n" if more.strip() else text.body
    writing.keep(row, by=by, **(text.parts | {"body": body}), base=text.base)


def _line(words: str) -> str:
    return " ".join(words.replace("\0", "").split())


def _lines(words: str) -> str:
    return words.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


def _bare(words: str) -> str:
    return "\n".join(line.rstrip() for line in _lines(words).strip().splitlines())
