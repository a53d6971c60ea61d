"""Reasons: why incidents are graded as they are, in the language of a page as far as their rows allow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from dateline.web.telling.saying import kept_said

if TYPE_CHECKING:
    from dateline.web.archive.models import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a grade, in words; `language` is theirs where it is not that of the page, else it is ""."""

    words: str
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.words)


NO_REASON = Reason(words="")


def reason_of(row: Incident) -> Reason:
    """Why an incident is graded as it is; what has no parts, or none that are known, is in English alone."""
    words = kept_said(row.reason, row.reason_parts)
    left = words == row.reason and not (get_language() or "en").startswith("en")
    return Reason(words=words, language="en" if words and left else "")
