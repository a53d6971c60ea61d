"""Drawing: the signs of a map as SVG: there may be hundreds, and a template takes ten times as long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from dateline.web.press.atlas.mapping import Drawn

_LEAST = 3  # the radius of a ring that can be told from its sign


def signs(drawn: Iterable[Drawn], *, apart: bool) -> SafeString:
    """The signs, each a link with its words; `apart` has each open a page of its own."""
    target = ' target="_blank"' if apart else ""
    return mark_safe("\n    ".join(_sign(one, target) for one in drawn))  # noqa: S308 -- all words are escaped


def rings(drawn: Iterable[Drawn]) -> SafeString:
    """The circles that say how exactly places are known."""
    circles = (f'<circle cx="{one.x}" cy="{one.y}" r="{one.ring}"/>' for one in drawn if one.ring > _LEAST)
    return mark_safe("".join(circles))  # noqa: S308 -- numbers alone


def _sign(one: Drawn, target: str) -> str:
    sign, words, at = one.sign, escape(one.sign.words), f'cx="{one.x}" cy="{one.y}"'
    label = f'<text x="{one.x}" y="{one.y}" text-anchor="middle">{escape(sign.label)}</text>'
    return (
        f'<a href="{escape(sign.href)}"{target} class="atlas-sign {sign.kind} {sign.grade}"'
        f' aria-label="{words}"><title>{words}</title><circle class="reach" {at}/>'
        f'<circle {at} r="{one.r}"/>{label if sign.label else ""}</a>'
    )
