"""Briefings drafted: incidents as plain prose, each sentence with who says so and a marker of its claims.

compose(materials, first=…, last=…)  -> a draft: headline, standfirst, Markdown, and what its markers cite
cites_of(materials)                  -> all that can be cited of some incidents
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.exporting.briefing.citing import Citing, cites_for, plainly
from dateline.exporting.briefing.hand import Known, Scene
from dateline.exporting.briefing.heading import headline, standfirst
from dateline.exporting.briefing.sections import only_one_side, sections_of
from dateline.exporting.briefing.shapes import Aside, Cites, Draft, Material
from dateline.exporting.briefing.standing import together
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
    known = Known()
    blocks: list[str] = []
    nth = 0
    for section in sections:
        blocks.append(f"## {plainly(section.heading)}")
        paragraphs = []
        for material in section.materials:
            scene = Scene(heading=section.within, nth=nth, now=last)
            paragraphs.append(told(material, scene, citing, known))
            nth += 1
        stay, asides = together([one.caution for one in paragraphs if one.caution is not None])
        for one in paragraphs:
            caution = one.caution.sentence if one.caution is not None and one.caution in stay else ""
            blocks.append(" ".join(part for part in (one.words, caution) if part))
        if heard := only_one_side(section, citing, known.unheard):
            asides.append(heard)
        if asides:
            blocks.append(" ".join(asides))
    blocks = [one for one in blocks if one]
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
