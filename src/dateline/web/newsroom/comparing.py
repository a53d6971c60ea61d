"""Comparing: two texts side by side, in what they differ, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.web.press.publishing.comparing import Kind, Of, difference

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from dateline.web.newsroom.texts import Text

_AROUND = 160
"""Characters of what is the same that stand around a change; more is left out, and that is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words that are the same, or are in one of the texts only; `cut` says that some of them are left out."""

    kind: Kind
    text: str
    after: str = ""

    @property
    def cut(self) -> bool:
        """Whether something is left out between `text` and `after`."""
        return bool(self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A part of the text in which they differ."""

    label: StrOrPromise
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """In what two texts differ; in nothing where `parts` is empty."""

    parts: tuple[Changed, ...]


def compare(old: Text, new: Text) -> Difference:
    """In what two texts differ: headline, standfirst, body, authors."""
    found = []
    for of in Of:
        stretches = difference(old.parts[of.value], new.parts[of.value])
        if any(kind is not Kind.SAME for kind, _words in stretches):
            found.append(Changed(label=of.label, stretches=tuple(_cut(stretches))))
    return Difference(parts=tuple(found))


def _cut(stretches: list[tuple[Kind, str]]) -> list[Stretch]:
    """The stretches, with long ones that are the same shortened to what stands beside a change."""
    last = len(stretches) - 1
    made = []
    for at, (kind, words) in enumerate(stretches):
        if kind is not Kind.SAME or len(words) <= 3 * _AROUND:
            made.append(Stretch(kind=kind, text=words))
            continue
        begun = "" if at == 0 else _whole(words[:_AROUND], back=True)
        ends = "" if at == last else _whole(words[-_AROUND:], back=False)
        made.append(Stretch(kind=kind, text=begun, after=ends or " "))
    return made


def _whole(words: str, *, back: bool) -> str:
    """Words without the one that is cut through."""
    return words.rpartition(" ")[0] if back else words.partition(" ")[2]
