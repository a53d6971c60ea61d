"""Who is meant by "the group", "the army", "they": the nearest actor before that fits."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.domain import ActorClass, ResolvedBy
from dateline.resolving.acting.answers import BY_NAME, registered
from dateline.resolving.acting.forms import common
from dateline.resolving.numbers import listed

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from dateline.domain import Acting, Span
    from dateline.resolving.acting.scene import Scene
    from dateline.resolving.ports import Mention

ARMED_GROUPS = frozenset({ActorClass.REBEL_GROUP, ActorClass.POLITICAL_MILITIA, ActorClass.IDENTITY_MILITIA})
ARMED = ARMED_GROUPS | {ActorClass.STATE_FORCES, ActorClass.EXTERNAL_FORCES}
ANY = ARMED | {ActorClass.GOVERNMENT, ActorClass.PARTY, ActorClass.INTERGOVERNMENTAL}
# Police and secret services are called by their own names, not "the army".
_NOT_MEANT = frozenset({"COP", "SPY"})
# Of whom planes are, and whose words never tell of planes.
_FLYING = frozenset({ActorClass.STATE_FORCES, ActorClass.EXTERNAL_FORCES})
_WITH_PLANES = frozenset({"MIL", None})
_ON_FOOT = listed("fighter combatant gunman gunmen guard member")
WATCHERS = frozenset({ActorClass.MONITOR, ActorClass.NGO})
THEY = listed("they them it themselves itself")

# In characters: how far before the words the one meant may stand. Some five sentences, and one or two.
FAR, NEAR = 900, 300

# What enemies call armed groups. Who is called so by its own name is meant by the word alone: "Islamic State
# militants", later "the militants". Of the second row everybody speaks who tells of a rising.
_HOSTILE = listed("terrorist terror jihadist jihadi islamist extremist takfiri radical militant mercenary")
_RISEN = listed("rebel insurgent insurgency opposition guerrilla separatist secessionist militant")
LABELS = _HOSTILE | _RISEN
# What may stand between the name and the word for it: "the Islamic State (IS) group's militants".
_BETWEEN = listed("group organization faction movement of from with so called linked affiliated armed")
_BREAK = frozenset(".;:!?,")
_REACH = 5  # words on either side of a name


@dataclass(frozen=True, slots=True)
class Told:
    """The actors that the report has named so far, in the order of the text.

    `speaking` are the ids of those who speak in it: nobody calls their own people terrorists.
    """

    scene: Scene
    speaking: frozenset[str] = frozenset()
    _history: list[tuple[int, str, Acting]] = field(default_factory=list)
    _next: list[int] = field(default_factory=lambda: [0])

    def add(self, span: Span, acting: Acting) -> None:
        """Keep what the words in `span` were found to mean."""
        if acting.by is not ResolvedBy.UNRESOLVED:
            self._history.append((span.start, span.of(self.scene.text), acting))

    def nearest(
        self, at: int, classes: Container[ActorClass], reach: int, against: tuple[Span, ...] = ()
    ) -> tuple[str, Acting] | None:
        """The nearest actor before that is of one of the `classes`, and by which words it was named.

        Whom the words in `against` name is not meant.
        """
        return next(self._fitting(at, classes, reach, against), None)

    def flying(self, at: int, reach: int, against: tuple[Span, ...] = ()) -> tuple[str, Acting] | None:
        """As `nearest`, of those whose planes may be told of next.

        Fighters fly none, whoever's they are, and no more does a militia that came from abroad.
        """
        flying = (
            (words, acting)
            for words, acting in self._fitting(at, _FLYING, reach, against)
            if common(words).rpartition(" ")[2] not in _ON_FOOT
            and not (acting.actor and acting.actor.sector not in _WITH_PLANES)
        )
        return next(flying, None)

    def called(self, label: str, at: int, against: tuple[Span, ...]) -> tuple[str, Acting] | None:
        """The armed group before that enemies call by `label`, and by which words it was named.

        It is the nearest that the report itself calls so; else the only one that is named at all. Those who
        speak in the report, and those on the side of the state where it plays, are never meant.
        """
        found = list(self._fitting(at, ARMED_GROUPS, at, ()))
        enemies = self.enemies(against)
        kin = _HOSTILE if label in _HOSTILE else _RISEN
        called: list[tuple[str, Acting]] = []
        for words, acting in found:
            if acting.actor is None:
                if not called and _are_groups(words) and kin & set(common(words).split()):
                    return None  # "terrorist groups" were told of last, whoever they are
            elif self._is_called(acting.actor.id, at, kin):
                if acting.actor.id not in enemies:
                    return words, acting
                called.append((words, acting))
        if called:  # the words for the two sides may have been mixed up; called so it is by the report
            return called[0]
        if any(acting.actor is None and kin & set(common(words).split()) for words, acting in found):
            return None  # rebels were told of who have no name
        state = self.scene.register.body(self.scene.country or "", "government", self.scene.day)
        others = {
            acting.actor.id: (words, acting)
            for words, acting in reversed(found)
            if acting.actor
            and not {acting.actor.id, acting.country} & (self.speaking | enemies)
            and not (state and acting.actor.alignment == state.id)
        }
        return next(iter(others.values())) if len(others) == 1 else None

    def before(self, at: int, reach: int) -> list[tuple[int, str, Acting]]:
        """What was told up to `at`, the nearest first."""
        self._read_up_to(at)
        told = (one for one in self._history if at - reach <= one[0] and one[0] + len(one[1]) <= at)
        return sorted(told, key=lambda one: -one[0])

    def _fitting(
        self, at: int, classes: Container[ActorClass], reach: int, against: tuple[Span, ...]
    ) -> Iterator[tuple[str, Acting]]:
        enemies = self.enemies(against)
        for _, words, acting in self.before(at, reach):
            actor = acting.actor
            if acting.cls not in classes or (actor and actor.sector in _NOT_MEANT):
                continue
            of_state = acting.cls is ActorClass.STATE_FORCES and acting.country in enemies
            if not of_state and (actor is None or actor.id not in enemies):
                yield words, acting

    def enemies(self, against: tuple[Span, ...]) -> set[str]:
        """The ids of the actors, and the codes of the lands, that the words for the other side name."""
        scene = self.scene
        names = (mention for span in against for mention in scene.names_in(span))
        words = (word for span in against for word in scene.words_in(span) if word.capital)
        lands = (scene.register.land(scene.text[word.start : word.end]) for word in words)
        return {actor.id for mention in names for actor in mention.actors} | {
            one.code for one in lands if one
        }

    def _is_called(self, key: str, at: int, kin: frozenset[str]) -> bool:
        """Whether the report calls an actor by one of the labels `kin` where it names it, up to `at`."""
        named = (one for one in self.scene.mentions if one.span.start < at)
        return any(
            kin & labels_beside(one, self.scene)
            for one in named
            if any(actor.id == key for actor in one.actors)
        )

    def _read_up_to(self, before: int) -> None:
        """Add the names of the register that stand before, but for lands, which are mostly places."""
        mentions = self.scene.mentions
        at = self._next[0]
        while at < len(mentions) and mentions[at].span.start < before:
            words = mentions[at].span.of(self.scene.text)
            actor = self.scene.one_of(mentions[at].actors)
            if actor and not self.scene.register.land(words):
                self._history.append((mentions[at].span.start, words, registered(actor, BY_NAME)))
            at += 1
        self._next[0] = at


def _are_groups(words: str) -> bool:
    return words.lower().endswith(("groups", "organizations", "organisations", "factions"))


def labels_beside(mention: Mention, scene: Scene) -> set[str]:
    """What a name is called where it stands: "terrorists of the Islamic State", "Islamic State militants"."""
    first = bisect_left(scene.words, mention.span.start, key=lambda word: word.start)
    behind = bisect_left(scene.words, mention.span.end, lo=first, key=lambda word: word.start)
    found = {word.form for word in scene.words[first:behind]}
    at, linked = mention.span.end, False
    for word in scene.words[behind : behind + _REACH]:
        if not _joins(word.form) or _BREAK & set(scene.text[at : word.start]):
            break
        found.add(word.form)
        at = word.end
    at = mention.span.start
    for word in reversed(scene.words[max(0, first - _REACH) : first]):
        # "militants of", "terrorist group", but not "rebels" and a name behind a comma that was lost
        if not (_joins(word.form) and (linked or word.form in _BETWEEN)):
            break
        if _BREAK & set(scene.text[word.end : at]):
            break
        linked = True
        found.add(word.form)
        at = word.start
    return found & LABELS


def _joins(form: str) -> bool:
    return form in LABELS or form in _BETWEEN
