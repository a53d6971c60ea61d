"""Telling: an incident as a paragraph, each sentence with who says so and the markers of what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.exporting.briefing.differing import others, reserved
from dateline.exporting.briefing.disputing import accusations, denials
from dateline.exporting.briefing.hand import Hand
from dateline.exporting.briefing.leading import lead
from dateline.exporting.briefing.standing import standing
from dateline.exporting.briefing.tolls import tolls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.exporting.briefing.citing import Citing
    from dateline.exporting.briefing.hand import Scene
    from dateline.exporting.briefing.shapes import Material


def told(material: Material, scene: Scene, citing: Citing) -> str:
    """An incident as a paragraph."""
    return " ".join(_sentences(Hand(material, scene, citing)))


def _sentences(hand: Hand) -> Iterator[str]:
    sure = [one for one in hand.accounts if not one.reserved]
    unsure = [one for one in hand.accounts if one.reserved]
    if sure:
        opening = lead(hand, sure)
        yield opening.sentence
        yield from others(hand, opening)
    yield from reserved(hand, unsure, after=bool(sure))
    yield from tolls(hand)
    yield from accusations(hand, after=bool(hand.accounts))
    yield from denials(hand)
    yield from standing(hand, sure)
