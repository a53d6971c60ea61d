"""Sentences: a line of a body, sentence by sentence, each with the markers that belong to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.coding.sentences import sentence_spans
from dateline.web.press.markdown.parsing import MARKER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of one look, or the label of a marker; `inside` are the links and stresses that it stands in."""

    type: str
    words: str
    inside: tuple[Token, ...] = ()

    @property
    def seen(self) -> str:
        """What counts as text: a marker has none, and a stop in code ends no sentence."""
        return "" if self.type == MARKER else "x" * len(self.words) if self.type == CODE else self.words


@dataclass(slots=True, kw_only=True)
class Sentence:
    """A sentence; `gap` is what stands between it and the next: nothing, a space, or the break of a line."""

    pieces: list[Piece] = field(default_factory=list)
    gap: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of its markers."""
        return tuple(piece.words for piece in self.pieces if piece.type == MARKER)


TEXT, CODE = "text", "code_inline"


def sentences_of(line: Iterable[Token]) -> list[Sentence]:
    """The sentences of a line. A marker behind a full stop belongs to the sentence that ends there."""
    pieces = list(_pieces(line))
    text = "".join(piece.seen for piece in pieces)
    spans = _spans(text, pieces)
    if not spans:
        return []
    sentences = [Sentence() for _ in spans]
    starts = [start for start, _ in spans]
    at = 0
    for piece in pieces:
        end = at + len(piece.seen)
        if piece.type == MARKER:
            sentences[max(bisect_left(starts, at) - 1, 0)].pieces.append(piece)
        for nth in range(max(bisect_left(starts, at) - 1, 0), bisect_left(starts, end)):
            first, last = max(at, spans[nth][0]), min(end, spans[nth][1])
            if first < last:
                words = piece.words[first - at : last - at]
                sentences[nth].pieces.append(Piece(type=piece.type, words=words, inside=piece.inside))
        at = end
    for sentence, (_, stop), start in zip(sentences, spans, starts[1:], strict=False):
        sentence.gap = text[stop:start]
    return sentences


def labels_of(line: Iterable[Token]) -> tuple[str, ...]:
    """The labels of the markers of a line."""
    return tuple(piece.words for piece in _pieces(line) if piece.type == MARKER)


def words_of(line: Iterable[Token]) -> str:
    """A line without its markers, stresses and addresses."""
    text = "".join(piece.words for piece in _pieces(line) if piece.type != MARKER)
    return "\n".join(" ".join(row.split()) for row in text.splitlines()).strip()


def _pieces(line: Iterable[Token]) -> Iterator[Piece]:
    """The pieces of a line. A marker stands in no stress; in a link's words there can be none."""
    inside: list[Token] = []
    for token in line:
        if token.nesting > 0:
            inside.append(token)
        elif token.nesting < 0:
            inside.pop()
        elif token.type == MARKER:
            yield Piece(type=MARKER, words=token.content)
        elif words := _WORDS.get(token.type, token.content if token.type in {TEXT, CODE} else ""):
            yield Piece(type=CODE if token.type == CODE else TEXT, words=words, inside=tuple(inside))


_WORDS = {"softbreak": " ", "hardbreak": "\n"}


def _spans(text: str, pieces: Iterable[Piece]) -> list[tuple[int, int]]:
    """Where the sentences of a line stand: a marker right behind a full stop says that one ends there."""
    cuts, at = [0], 0
    for piece in pieces:
        at += len(piece.seen)
        if piece.type == MARKER and _stops(text, at):
            cuts.append(at)
    cuts.append(len(text))
    found = [
        (first + start, first + end)
        for first, last in pairwise(cuts)
        for start, end in sentence_spans(text[first:last])
    ]
    return found or ([(0, len(text))] if any(piece.type == MARKER for piece in pieces) else [])


def _stops(text: str, at: int) -> bool:
    following = text[at : at + 40].lstrip()
    return bool(_STOPPED.search(text, max(at - 8, 0), at)) and not following[:1].islower()


_STOPPED = re.compile(r"[.!?…؟][\"'”’»)\]]*$")
