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
    reach: dict[int, int] = {}  # for each letter of a name, how far a name reaches that holds it
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        for at in whole_words(text, form):
            end = at + len(form)
            if reach.get(at, 0) < end:
                taken.append(Span(at, end))
                reach.update((letter, max(end, reach.get(letter, 0))) for letter in range(at, end))
    yield from (Name(span=span, cls=kind) for span in sorted(taken))


def whole_words(text: str, words: str) -> Iterator[int]:
    """Where `words` stand in the text and are not a part of longer words."""
    at = text.find(words)
    while at >= 0 and words:
        end = at + len(words)
        if not text[max(0, at - 1) : at].isalnum() and not text[end : end + 1].isalnum():
            yield at
        at = text.find(words, at + 1)
