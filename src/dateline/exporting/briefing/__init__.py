"""Briefings drafted: incidents as plain prose, each sentence with who says so and a marker of its claims.

compose(materials, first=…, last=…)  -> a draft: headline, standfirst, Markdown, and what its markers cite
cites_of(materials)                  -> all that can be cited of some incidents
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.exporting.briefing.citing import Citing, cites_for, plainly
from dateline.exporting.briefing.hand import Scene
from dateline.exporting.briefing.heading import headline, standfirst
from dateline.exporting.briefing.sections import only_one_side, sections_of
from dateline.exporting.briefing.shapes import Aside, Cites, Draft, Material
from dateline.exporting.briefing.telling import told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

__all__ = ["Aside", "Cites", "Draft", "Material", "cites_of", "compose"]


def compose(materials: Sequence[Material], *, first: date, last: date, labels_from: int = 1) -> Draft:
    """A draft on some incidents.

    Args:
        materials: The incidents, in the order in which the editor chose them.
        first: The first of the days that the briefing is on.
        last: The last of them.
        labels_from: The number of the first label, where a briefing has some already.
    """
    citing = Citing(labels_from)
    sections = sections_of(materials)
    blocks: list[str] = []
    nth = 0
    for section in sections:
        blocks.append(f"## {plainly(section.heading)}")
        for material in section.materials:
            paragraph = told(material, Scene(heading=section.within, nth=nth, now=last), citing)
            if paragraph:
                blocks.append(paragraph)
            nth += 1
        if aside := only_one_side(section, citing):
            blocks.append(aside)
    return Draft(
        headline=headline(materials),
        standfirst=standfirst(sections, first, last),
        body="\n\n".join(blocks) + "\n" if blocks else "",
        cites=citing.cites,
    )


def cites_of(materials: Sequence[Material]) -> tuple[Cites, ...]:
    """All that is told of some incidents, as citations without labels, in the order of the account tables."""
    return tuple(
        cites_for(material, value.telling, "")
        for material in materials
        for fact in material.told.facts
        for saying in fact.sayings
        for value in saying.values
    )
