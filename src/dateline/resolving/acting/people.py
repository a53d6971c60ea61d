"""People and the posts that the report gives them: "Defence Minister Hulusi Akar", later "Akar"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import ActorClass, NameClass, Span
from dateline.resolving.acting.forms import words_of
from dateline.resolving.acting.naming import name_units
from dateline.resolving.acting.nouns import NOUNS, Sort
from dateline.resolving.acting.phrases import STOPS, units_of
from dateline.resolving.numbers import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.domain import Acting, Coding
    from dateline.resolving.acting.context import Context
    from dateline.resolving.acting.phrases import Unit
    from dateline.resolving.acting.scene import Scene

# Nouns that say for whom a person acts or speaks, besides those of Sort.POST.
_POSTS = listed(
    """
    minister commander leader chief director head founder spokesman spokeswoman spokesperson president premier
    secretary governor mayor envoy ambassador official officer general colonel captain major lieutenant
    brigadier
    admiral sergeant marshal gen col lt maj capt brig adm sgt coordinator correspondent reporter journalist
    photographer activist analyst expert member representative chairman chairwoman adviser advisor lawyer
    prosecutor doctor surgeon physician medic nurse resident fighter rebel negotiator coordinator diplomat
    lawmaker senator king prince emir sheikh archbishop bishop patriarch archimandrite priest imam professor
    researcher author volunteer rescuer witness undersecretary deputy aide manager
    """
)
# Classes that a post by itself may tell of a person; that a fighter is armed tells no group.
_POSTED = frozenset({ActorClass.GOVERNMENT, ActorClass.STATE_FORCES, ActorClass.CIVILIANS, ActorClass.MEDIA})
_TITLES = listed("mr mrs ms dr sir lord lady haji hajji abu rtd retired field staff brigadier then")
_BEHIND = re.compile(r"[’'”\"]?,?\s+(?:(?:the|an?|who is|who was|their|its|his)\s+)?")
_LINKS = listed("of for at with in from")
# Two secretaries that are called by their post alone, where others are called by their country, too.
_SECRETARY = re.compile(r"\bSecretary of (State|Defen[cs]e)\s+$")
_SECRETARIES = {"state": "foreign_ministry", "defense": "defence_ministry", "defence": "defence_ministry"}
_REACH = 90  # in letters: how far before or behind a name its post may begin
_BREAK = re.compile(r"(?<=[a-z0-9]{2})[.;:!?]\s|[\n()\[\]“”\",]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person of the report: the fullest name that it gives, the words for the post, and of which body."""

    name: str
    role: str | None
    body: Acting | None


def people_of(coding: Coding, context: Context) -> dict[Span, Person]:
    """The persons of the report, by the spans that name them.

    A post stands before the name or, set off by a comma, behind it; a surname alone takes over the full name
    and the post of the nearest person before that ends in it.
    """
    found: dict[Span, Person] = {}
    known: dict[str, Person] = {}
    for span in sorted({name.span for name in coding.names if name.cls is NameClass.PERSON}):
        words = span.of(context.scene.text)
        tokens = _tokens(words)
        before = known.get(tokens[-1]) if tokens else None
        if before and not _same(tokens, _tokens(before.name)):
            before = None
        post = None if before and before.body else _post(span, context)
        name = before.name if before and len(before.name) >= len(words) else words
        role, body = post or ((before.role, before.body) if before else (None, None))
        found[span] = Person(name=name, role=role, body=body)
        known.update(dict.fromkeys(tokens[-1:], found[span]))
    return found


def _tokens(name: str) -> list[str]:
    """The words of a name without its articles: "al-Barazi" is "Barazi"."""
    return [word.form for word in words_of(name)]


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one name may be short for the other: "Barazi", "Talal al-Barazi"."""
    return set(one) <= set(other) or set(other) <= set(one)


def _post(span: Span, context: Context) -> tuple[str, Acting | None] | None:
    return _post_before(span, context) or _post_behind(span, context)


def _post_before(span: Span, context: Context) -> tuple[str, Acting | None] | None:
    """The post before the name: "Turkish Defence Minister"."""
    text = context.scene.text
    start = max(0, span.start - _REACH)
    start = max([start, *(match.end() for match in _BREAK.finditer(text, start, span.start))])
    if start >= span.start:
        return None
    if secretary := _SECRETARY.search(text, start, span.start):
        body = context.body("US", _SECRETARIES[secretary[1].lower()], secretary[0].strip())
        return secretary[0].strip(), body
    units = list(units_of(Span(start, span.start), context.scene))
    while units and units[-1].form in _TITLES and not units[-1].actors:
        units.pop()
    if not units:
        return None
    if _is_post(units[-1]):
        return _named(_phrase_before(units, context.scene), context)
    at = len(units) - 1  # "head of the Coast Observatory"
    while at > 0 and (units[at].form in _LINKS or _qualifies(units[at], context.scene)):
        at -= 1
        if _is_post(units[at]) and units[at + 1].form in _LINKS:
            lead = _phrase_before(units[: at + 1], context.scene)
            return _named((*lead, *units[at + 1 :]), context)
    return None


def _phrase_before(units: Sequence[Unit], scene: Scene) -> Sequence[Unit]:
    """From the last unit back over all that can stand in its noun phrase."""
    at = len(units) - 1
    while at > 0 and _qualifies(units[at - 1], scene):
        at -= 1
    return units[at:]


def _post_behind(span: Span, context: Context) -> tuple[str, Acting | None] | None:
    """The post behind the name: ", a spokeswoman for the ministry"; without a comma before "of" only."""
    text = context.scene.text
    start = _BEHIND.match(text, span.end)
    if start is None:
        return None
    stop = _BREAK.search(text, start.end(), start.end() + _REACH)
    end = stop.start() + 1 if stop else min(len(text), start.end() + _REACH)
    units = units_of(Span(start.end(), end), context.scene)
    comma = "," in start[0]
    at = next((n for n, unit in enumerate(units[: 6 if comma else 2]) if _is_post(unit)), None)
    if at is None or any(unit.form in STOPS for unit in units[:at]):
        return None
    linked = at + 1 < len(units) and units[at + 1].form in _LINKS
    return _named(units, context) if comma or linked else None


def _named(units: Sequence[Unit], context: Context) -> tuple[str, Acting | None]:
    text = context.scene.text
    last = next((n for n in range(len(units) - 1, -1, -1) if _is_post(units[n])), len(units) - 1)
    role = text[units[0].span.start : units[last].span.end]
    acting = name_units(units, context)
    return role, acting if acting.actor or acting.cls in _POSTED else None


def _is_post(unit: Unit) -> bool:
    if unit.actors:
        return False
    noun = NOUNS.get(unit.form)
    return unit.form in _POSTS or bool(noun and noun.sort is Sort.POST)


def _qualifies(unit: Unit, scene: Scene) -> bool:
    if unit.form in STOPS:
        return False
    if unit.actors or unit.capital or scene.noun(unit.form) or unit.form in _POSTS:
        return True
    return unit.form in _ADJECTIVES or bool(scene.register.land(unit.span.of(scene.text)))


_ADJECTIVES = listed(
    """
    foreign defense interior health home prime deputy vice senior former military army police rebel opposition
    regime government security political media press chief top local regional provincial civil human assistant
    acting general special national state russian main
    """
)
