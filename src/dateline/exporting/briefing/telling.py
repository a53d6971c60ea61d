"""Telling: an incident as a paragraph, each sentence with who says so and the markers of what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.exporting.briefing.differing import others, reserved
from dateline.exporting.briefing.disputing import accusations, denials
from dateline.exporting.briefing.hand import Hand
from dateline.exporting.briefing.leading import lead
from dateline.exporting.briefing.standing import caution_of, is_alone, standing
from dateline.exporting.briefing.tolls import tolls

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.exporting.briefing.accounts import Account
    from dateline.exporting.briefing.citing import Citing
    from dateline.exporting.briefing.hand import Known, Scene
    from dateline.exporting.briefing.shapes import Material
    from dateline.exporting.briefing.standing import Caution


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """An incident in prose, and what is to be said of its evidence besides."""

    words: str
    caution: Caution | None


def told(material: Material, scene: Scene, citing: Citing, known: Known) -> Paragraph:
    """An incident as a paragraph, without what is known from those before it."""
    hand = Hand(material, scene, citing, known)
    sure = [one for one in hand.accounts if not one.reserved]
    alone = bool(sure) and is_alone(hand)
    sentences: list[str] = []
    for sentence in _sentences(hand, sure, alone=alone):
        sentences.append(sentence)
        hand.turn()
    caution = caution_of(hand, sure, alone=alone)
    return Paragraph(words=" ".join(sentences), caution=caution)


def _sentences(hand: Hand, sure: Sequence[Account], *, alone: bool) -> Iterator[str]:
    unsure = [one for one in hand.accounts if one.reserved]
    if sure:
        opening = lead(hand, sure, alone=alone)
        yield opening.sentence
        yield from others(hand, opening)
    yield from reserved(hand, unsure, after=bool(sure))
    yield from tolls(hand)
    yield from accusations(hand, after=bool(hand.accounts))
    yield from denials(hand)
    yield from standing(hand)
