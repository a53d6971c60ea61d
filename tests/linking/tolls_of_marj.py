"""Reports of how many a shelling of Marj killed, for the tests of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import EventType, Fact
from dateline.linking import examine
from tests.fakes import Says
from tests.linking.two_lands import coded, sources, strike, told

if TYPE_CHECKING:
    from dateline.domain import Coding, Weighing


def weighed(*reports: Coding, fact: Fact = Fact.KILLED) -> Weighing:
    found = examine("i1", [told(one) for one in reports], sources()).weighings
    return next(one for one in found if one.fact is fact)


def toll(words: str, source: str = "Harbour Dispatch", day: int = 22) -> Coding:
    """A report in its own voice that so many were killed."""
    text = f"Shells hit Marj and killed {words}."
    return coded(text, strike("hit", type=EventType.SHELLING, killed=words), source=source, day=day)


def cited(words: str, speaker: str, source: str, day: int = 22) -> Coding:
    """A report in which `speaker` says that so many were killed."""
    content = f"shells hit Marj and killed {words}"
    return coded(
        f"{speaker} said {content}.",
        strike("hit", type=EventType.SHELLING, killed=words, by=("a1",)),
        says=(Says(id="a1", source=speaker, cue="said", content=content, named=True),),
        source=source,
        day=day,
    )
