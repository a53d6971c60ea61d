"""Draft: a page taken apart, before it becomes a report."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from dateline.domain import SetApart

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dateline.domain import ApartKind
    from dateline.reading.blocks import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The blocks of a page with what each is (None: the report), and what the page says of itself."""

    blocks: Sequence[Block]
    kinds: Sequence[ApartKind | None]
    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None

    @property
    def text(self) -> str:
        """The report's text: its paragraphs with an empty line between them."""
        return "\n\n".join(
            block.text for block, kind in zip(self.blocks, self.kinds, strict=True) if kind is None
        )

    @property
    def set_apart(self) -> tuple[SetApart, ...]:
        """What is not the report, in the order of the page: one for each run of one kind."""
        sorted_blocks = zip(self.kinds, self.blocks, strict=True)
        return tuple(
            SetApart(kind=kind, text="\n\n".join(block.text for _, block in run))
            for kind, run in groupby(sorted_blocks, key=lambda one: one[0])
            if kind is not None
        )
