"""Comparing: what changed from one text to another, sentence by sentence and then word by word.

differences(old, new)          every part of both, in the order of reading
close_by(differences(…))       the fields that changed; of what stayed the same only what is close by
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from django.utils.functional import _StrOrPromise as StrOrPromise


class Kind(StrEnum):
    """What became of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class Of(StrEnum):
    """The part of a revision that words stand in."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BODY = "body"
    AUTHORS = "authors"

    @property
    def label(self) -> StrOrPromise:
        """Its name on the screens."""
        return _LABELS[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Words that are the same in both revisions, or in one of them only.

    Those of one field that are not removed make up the newer text, those that are not added the older one,
    sign for sign; so a body's are Markdown, with its line breaks.
    """

    of: Of
    kind: Kind
    text: str


class Text(Protocol):
    """What is compared: a revision, or what somebody is typing."""

    @property
    def headline(self) -> str:
        """Its headline."""
        ...

    @property
    def standfirst(self) -> str:
        """What it tells, in short."""
        ...

    @property
    def body(self) -> str:
        """Its Markdown."""
        ...

    @property
    def authors(self) -> str:
        """Who wrote it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A field that is different: its name, and its parts; of what stayed the same only what is close by."""

    label: StrOrPromise
    parts: tuple[Part, ...]


def differences(old: Text, new: Text) -> tuple[Part, ...]:
    """What changed: headline, standfirst, body, then authors, each as parts in the order of reading."""
    return tuple(
        Part(of=of, kind=kind, text=text)
        for of in Of
        for kind, text in difference(getattr(old, of.value), getattr(new, of.value))
    )


def close_by(found: Sequence[Part], *, read: Callable[[str], str] = str) -> tuple[Changed, ...]:
    """The fields that are different.

    Args:
        found: All parts, as `differences` finds them.
        read: Makes of words what is shown of them.
    """
    fields = [(of, list(parts)) for of, parts in groupby(found, lambda part: part.of)]
    return tuple(
        Changed(label=of.label, parts=tuple(_near(parts, nth, read) for nth in range(len(parts))))
        for of, parts in fields
        if any(part.kind is not Kind.SAME for part in parts)
    )


def worded_otherwise(
    old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]]
) -> tuple[Changed, ...]:
    """The pictures and videos of both, by their ids, of which other things are said."""
    return tuple(
        Changed(
            label=_("Words of a picture"),
            parts=tuple(
                Part(of=Of.BODY, kind=kind, text=text)
                for kind, text in difference(_in_a_line(words), _in_a_line(new[key]))
            ),
        )
        for key, words in old.items()
        if key in new and new[key] != words
    )


def _in_a_line(words: Mapping[str, str]) -> str:
    return " · ".join(filter(None, words.values()))


def difference(old: str, new: str) -> list[tuple[Kind, str]]:
    """What changed from one text to another; neighbours of one kind are one."""
    return _joined(_by_sentences(old, new))


_LABELS: dict[Of, StrOrPromise] = {
    Of.HEADLINE: _("Headline"),
    Of.STANDFIRST: _("Standfirst"),
    Of.BODY: _("Text"),
    Of.AUTHORS: _("Authors"),
}

_SENTENCE = re.compile(r"[^\n]*?[.!?:][\"”’)\]]*(?:\[\^\w+\])*(?=\s)[^\S\n]*|[^\n]+|\n+")
_WORD = re.compile(r"\[\^\w+\]|\w+|\s+|[^\w\s]")
_ALIKE = 0.4
"""Of two stretches that differ, how much has to be the same for a reader to make sense of it word by word.

Below, they are shown one after the other: from 0.3 on words such as "the" and "of" alone stay in place.
"""
_AROUND = 240
"""Signs that are shown of what stayed the same, before and behind a change."""
_MOST_SENTENCES = 10_000
_MOST_WORDS = 2_000  # difflib takes the square of it: at 2,000 against 2,000 some tenths of a second


def _near(parts: Sequence[Part], nth: int, read: Callable[[str], str]) -> Part:
    """A part as it is shown: what stayed the same is cut where it is long."""
    part = parts[nth]
    text = read(part.text)
    if part.kind is Kind.SAME:
        head = _AROUND if nth else 0
        tail = _AROUND if nth < len(parts) - 1 else 0
        if len(text) > head + tail + _AROUND // 4:
            # Of a word that is cut through nothing stays.
            before = text[:head].rpartition(" ")[0]
            behind = text[len(text) - tail :].partition(" ")[2]
            # The spaces beside what changed stay: "by 3", not "by3".
            text = f"{before} […]" if head else "[…]"
            text = f"{text} {behind}" if tail else text
    return replace(part, text=text)


def _by_sentences(old: str, new: str) -> Iterator[tuple[Kind, str]]:
    before, after = _SENTENCE.findall(old), _SENTENCE.findall(new)
    if max(len(before), len(after)) > _MOST_SENTENCES:
        yield Kind.REMOVED, old
        yield Kind.ADDED, new
        return
    for kind, gone, come in _compared(before, after):
        if kind == Kind.SAME:
            yield Kind.SAME, "".join(come)
        else:
            yield from _by_words("".join(gone), "".join(come))


def _by_words(old: str, new: str) -> Iterator[tuple[Kind, str]]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) > _MOST_WORDS or len(after) > _MOST_WORDS or not _are_alike(before, after):
        yield Kind.REMOVED, old
        yield Kind.ADDED, new
        return
    for kind, gone, come in _compared(before, after):
        if kind == Kind.SAME:
            yield Kind.SAME, "".join(come)
        else:
            yield Kind.REMOVED, "".join(gone)
            yield Kind.ADDED, "".join(come)


def _are_alike(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether enough of the words are the same, spaces and stops left aside."""
    return (
        _matcher(*([one for one in words if one[-1].isalnum()] for words in (before, after))).ratio()
        >= _ALIKE
    )


def _compared(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[Kind, Sequence[str], Sequence[str]]]:
    for tag, here, there, start, end in _matcher(before, after).get_opcodes():
        kind = Kind.SAME if tag == "equal" else Kind.REMOVED
        yield kind, before[here:there], after[start:end]


def _matcher(before: Sequence[str], after: Sequence[str]) -> SequenceMatcher[str]:
    # What is there again and again is no anchor (difflib's `autojunk`): to try each costs the square of it.
    return SequenceMatcher(None, before, after)


def _joined(parts: Iterator[tuple[Kind, str]]) -> list[tuple[Kind, str]]:
    kind_of: Callable[[tuple[Kind, str]], Kind] = lambda part: part[0]  # noqa: E731 -- typed
    whole = (part for part in parts if part[1])
    return [(kind, "".join(text for _, text in some)) for kind, some in groupby(whole, kind_of)]
