"""Where a report's names stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Name, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.domain import NameClass


def everywhere(text: str, kind: NameClass, forms: Iterable[str]) -> Iterator[Name]:
    """Every place where one of `forms` stands, in the order of `text`; none inside a longer one."""
    taken: list[Span] = []
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        at = text.find(form)
        while at >= 0:
            span = Span(at, at + len(form))
            if _stands_alone(text, span) and not any(other.holds(span) for other in taken):
                taken.append(span)
            at = text.find(form, at + 1)
    yield from (Name(span=span, cls=kind) for span in sorted(taken))


def _stands_alone(text: str, span: Span) -> bool:
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    return not before.isalnum() and not after.isalnum()
