"""Spans in addresses and forms: "12-20" are the characters from the 12th to before the 20th."""

from __future__ import annotations

import re

from dateline.domain import Span


def span_of(written: str, text: str) -> Span | None:
    """A span that a form gives ("12-20"), without blanks at its ends; None where it is none of the text."""
    span = read(written)
    if span is None or span.end > len(text):
        return None
    start, end = span.start, span.end
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Span(start, end) if end > start else None


def read(written: str) -> Span | None:
    """A span of some text ("12-20"); None where it can be one of none."""
    match = re.fullmatch(r"(\d{1,9})-(\d{1,9})", written.strip())
    if match is None or int(match[1]) >= int(match[2]):
        return None
    return Span(int(match[1]), int(match[2]))


def written(span: Span) -> str:
    """A span as forms give it."""
    return f"{span.start}-{span.end}"
