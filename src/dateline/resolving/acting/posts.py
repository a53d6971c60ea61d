"""The posts of people: "Defence Minister Hulusi Akar", "Hulusi Akar, head of the Coast Observatory"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.domain import ActorClass, ResolvedBy, Span
from dateline.resolving.acting.answers import registered
from dateline.resolving.acting.forms import common, words_of
from dateline.resolving.acting.naming import name_units
from dateline.resolving.acting.nouns import NOUNS, Sort
from dateline.resolving.acting.phrases import STOPS, units_of
from dateline.resolving.acting.referring import ARMED_GROUPS
from dateline.resolving.numbers import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.domain import Acting
    from dateline.resolving.acting.context import Context
    from dateline.resolving.acting.phrases import Unit
    from dateline.resolving.acting.scene import Scene

_RANKS = listed(
    """
    general colonel captain major lieutenant brigadier admiral sergeant marshal gen col lt maj capt brig adm
    sgt
    """
)
# Nouns that say for whom a person acts or speaks, besides those of Sort.POST.
_POSTS = (
    listed(
        """
        minister commander leader chief officer correspondent reporter journalist photographer activist
        analyst expert member lawyer prosecutor doctor surgeon physician medic nurse resident fighter rebel
        lawmaker king prince emir sheikh archbishop bishop patriarch archimandrite priest imam professor
        researcher author volunteer rescuer witness undersecretary deputy manager
        """
    )
    | _RANKS
    | {form for form, noun in NOUNS.items() if noun.sort is Sort.POST}
)
# Classes that a post by itself may tell of a person; that a fighter is armed tells no group.
_POSTED = frozenset({ActorClass.GOVERNMENT, ActorClass.STATE_FORCES, ActorClass.CIVILIANS, ActorClass.MEDIA})
_OFFICES = listed("envoy commissioner rapporteur coordinator representative secretary")
_TITLES = listed("mr mrs ms dr sir lord lady haji hajji abu rtd retired field staff brigadier then")
_BEHIND = re.compile(r"[’'”\"]?,?\s+(?:(?:the|an?|who is|who was|their|its|his)\s+)?")
_COMMA_BEFORE = re.compile(r",\s+(?:[A-Z][a-z]+\.?\s+){0,3}$")  # with a rank: ", Lt. Gen. "
_LINKS = listed("of for at with in from")
_SAYING = listed("said says saying told added adds adding reported")
_REACH = 90  # in letters: how far before or behind a name its post may begin
# Where a sentence or an apposition ends; "Maj. Gen." and "J. Doe" do not.
_TITLED = ("Gen", "Maj", "Brig", "Capt", "Col", "Lt", "Sgt", "Adm", "Dr", "Mr", "Mrs", "Ms", "Prof", "Gov")
_SHORTENED = "".join(f"(?<!{title})" for title in _TITLED)
_NOT_SHORT = r"\((?![A-Z][A-Z-]{1,11}\))|(?<![A-Z])\)"  # nor does "Coast Forces (CF) commander"
_BREAK = re.compile(rf"(?<!\b[A-Z]){_SHORTENED}[.;:!?]\s|[\n\[\]“”\",]|{_NOT_SHORT}")

Post = tuple[str | None, "Acting | None"]


def post_of(span: Span, context: Context) -> Post:
    """The words for a person's post and the body that it is in, by a post that tells one if there is any."""
    posts = []
    for read in (_before, _behind, _set_off, _of_a_body):
        role, body = read(span, context)
        if body:
            return role, body
        posts.append(role)
    told = [role for role in posts if role]
    return next((role for role in told if common(role) not in _RANKS), next(iter(told), None)), None


def _before(span: Span, context: Context) -> Post:
    """The post before the name: "Turkish Defence Minister"."""
    text = context.scene.text
    start = max(0, span.start - _REACH)
    start = max([start, *(match.end() for match in _BREAK.finditer(text, start, span.start))])
    units = list(units_of(Span(start, span.start), context.scene)) if start < span.start else []
    while units and units[-1].form in _TITLES and not units[-1].actors:
        units.pop()
    if not units:
        return None, None
    if office := _office(units[-1], context):
        return office
    if _is_post(units[-1]):
        phrase = _phrase_before(units, context.scene)
        return _read(phrase, len(phrase), context)
    at = len(units) - 1  # "head of the Coast Observatory"
    while at > 0 and (units[at].form in _LINKS or _qualifies(units[at], context.scene)):
        at -= 1
        if _is_post(units[at]) and units[at + 1].form in _LINKS:
            lead = _phrase_before(units[: at + 1], context.scene)
            return _read((*lead, *units[at + 1 :]), len(lead), context)
    return None, None


def _behind(span: Span, context: Context) -> Post:
    """The post behind the name: ", a spokeswoman for the ministry"; without a comma before "of" only."""
    units, comma = _units_behind(span, context)
    if units and (office := _office(units[0], context)):
        return office
    at = next((n for n, unit in enumerate(units[: 6 if comma else 2]) if _is_post(unit)), None)
    if at is None or any(unit.form in STOPS for unit in units[:at]):
        return None, None
    while at + 1 < len(units) and _is_post(units[at + 1]):  # "deputy commander"
        at += 1
    linked = at + 1 < len(units) and units[at + 1].form in _LINKS
    return _read(units, at + 1, context) if comma or linked else (None, None)


def _set_off(span: Span, context: Context) -> Post:
    """The post before the name and a comma: "The director of the Coast Observatory, Karim Haddad, said"."""
    text = context.scene.text
    comma = _COMMA_BEFORE.search(text, max(0, span.start - 30), span.start)
    if comma is None or not all(word.form in _RANKS for word in words_of(comma[0])):
        return None, None
    start = max(0, comma.start() - _REACH)
    start = max([start, *(match.end() for match in _BREAK.finditer(text, start, comma.start()))])
    units = units_of(Span(start, comma.start()), context.scene) if start < comma.start() else ()
    at = next((n for n, unit in enumerate(units) if _is_post(unit)), None)
    if at is None or any(unit.form in STOPS - _LINKS for unit in units):
        return None, None
    if at + 1 < len(units) and units[at + 1].form not in _LINKS:
        return None, None
    return _read(units, at + 1, context)


def _of_a_body(span: Span, context: Context) -> Post:
    """No post, but the body: "Karim Haddad of the Reed Front"."""
    units, comma = _units_behind(span, context)
    if comma or len(units) < 2 or units[0].form not in {"of", "from"}:  # noqa: PLR2004
        return None, None
    acting = name_units(units[1:], context)
    named = acting.actor is not None and acting.actor.cls is not ActorClass.GOVERNMENT
    return None, acting if named or acting.cls in ARMED_GROUPS else None


def _units_behind(span: Span, context: Context) -> tuple[Sequence[Unit], bool]:
    """The words behind a name up to where something else begins, and whether a comma sets them off."""
    text = context.scene.text
    start = _BEHIND.match(text, span.end)
    if start is None or start.end() >= len(text):
        return (), False
    stop = _BREAK.search(text, start.end(), start.end() + _REACH)
    end = stop.start() + 1 if stop else min(len(text), start.end() + _REACH)
    units = units_of(Span(start.end(), end), context.scene)
    verb = next((n for n, unit in enumerate(units) if unit.form in _SAYING), len(units))
    return units[:verb], "," in start[0]


def _office(unit: Unit, context: Context) -> Post | None:
    """The post that is an entry of the register itself: "UN Special Envoy for the Coast"."""
    actor = context.scene.one_of(unit.actors)
    words = {word.form for word in context.scene.words_in(unit.span)}
    if actor is None or words.isdisjoint(_OFFICES):
        return None
    role = context.words((unit,))
    return role, registered(actor, _by_post(role))


def _phrase_before(units: Sequence[Unit], scene: Scene) -> Sequence[Unit]:
    """From the last unit back over all that can stand in its noun phrase."""
    at = len(units) - 1
    if [unit.form for unit in units[-3:]] == ["commander", "in", "chief"]:
        at -= 2
    while at > 0 and _qualifies(units[at - 1], scene):
        at -= 1
    return units[at:]


def _read(units: Sequence[Unit], posts: int, context: Context) -> Post:
    """The post that the first `posts` of `units` name, and the body that all of them tell."""
    named = posts
    while named > 1 and units[named - 1].form in _RANKS and any(map(_is_post, units[: named - 1])):
        named -= 1  # "ministry spokesman Maj. Gen."
    role = context.words(units[:named])
    acting = name_units(units, context)
    tells = acting.by is not ResolvedBy.UNRESOLVED and (acting.actor or acting.cls in _POSTED)
    return role, replace(acting, reason=_by_post(role)) if tells else None


def _by_post(role: str) -> str:
    return f"by the post, “{role}”"


def _is_post(unit: Unit) -> bool:
    return not unit.actors and unit.form in _POSTS


def _qualifies(unit: Unit, scene: Scene) -> bool:
    if unit.form in STOPS or unit.form.isdigit():
        return False
    if unit.actors or unit.form in _ADJECTIVES or unit.form in _POSTS:
        return True
    noun = scene.noun(unit.form)
    if noun and noun.sort in {Sort.PEOPLE, Sort.VAGUE}:
        return False  # "killing 18 civilians Observatory director", the comma lost
    return unit.capital or noun is not None or scene.register.land(unit.span.of(scene.text)) is not None


_ADJECTIVES = listed(
    """
    foreign defense interior health home prime deputy vice senior former military army police rebel opposition
    regime government security political media press chief top local regional provincial civil human assistant
    acting general special national state main
    """
)
