"""Spans in addresses and forms: "12-20" are the characters from the 12th to before the 20th."""

from __future__ import annotations

import re

from dateline.domain import Span


def span_of(written: str, text: str) -> Span | None:
    """A span that a form gives ("12-20"), without blanks at its ends; None where it is none of the text."""
    match = re.fullmatch(r"(\d{1,9})-(\d{1,9})", written.strip())
    if match is None:
        return None
    start, end = int(match[1]), int(match[2])
    if not 0 <= start < end <= len(text):
        return None
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Span(start, end) if end > start else None


def written(span: Span) -> str:
    """A span as forms give it."""
    return f"{span.start}-{span.end}"
