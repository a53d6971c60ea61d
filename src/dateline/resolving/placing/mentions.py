"""Names of places with what the text says around each: its kind, what holds it, what it lies near."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.resolving.happenings import SENTENCE_END
from dateline.resolving.placing.cores import INSTITUTION, name_cores, within, witness_cores
from dateline.resolving.placing.kinds import WAYS, split_kind
from dateline.resolving.placing.relations import (
    Manner,
    relation_after,
    relation_before,
    relation_between,
    spelt_out,
)
from dateline.resolving.placing.surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dateline.domain import Coding, Span
    from dateline.resolving.placing.kinds import Kind
    from dateline.resolving.placing.relations import Relation
    from dateline.resolving.placing.surroundings import Called

    Known = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name of a place in the text, and what is said around it.

    `core` is the name alone, `wordings` what to look up, the fullest first ("Tanak oil field", "Tanak").
    `kind` is what it is called ("oil field"), `country` the code of a country that an adjective gives ("the
    Syrian city of"). `stated` are the cores of places that the text says hold it ("in the province of"),
    `loose` of such that seem to (", Idlib"), `along` of such that may, since an event is told to be in both,
    `close` of places that it lies near. `other` is the second place of a relation between two.
    """

    core: Span
    words: str
    wordings: tuple[str, ...]
    kind: Kind | None = None
    relation: Relation | None = None
    other: Span | None = None
    stated: tuple[Span, ...] = ()
    loose: tuple[Span, ...] = ()
    along: tuple[Span, ...] = ()
    close: tuple[Span, ...] = ()
    country: str | None = None


_GREATER = re.compile(
    r"^(?:Greater|Metro|Metropolitan|Downtown|Historic|Inner|Old|Upper|Lower|Mid|Central)[\s-](?=[A-Z])"
)


def read_mentions(coding: Coding, known: Known) -> tuple[Mention, ...]:
    """The names of places in a coding, each with what the text says around it, in the order of the text."""
    text = coding.report.text
    named = name_cores(coding, known)
    cores = sorted(named + witness_cores(coding, known, named))
    around = Surroundings(text, cores, known)
    pairs = _between(text, cores)
    along = _along(coding, around)
    mentions = []
    for at, core in enumerate(cores):
        called, told = around.called[at], around.told(at)
        relation, other = pairs.get(core, (None, None))
        words, relation = _countryside(core.of(text), relation or _relation(text, core, called), known)
        mentions.append(
            Mention(
                core=core,
                words=words,
                wordings=tuple(dict.fromkeys(_wordings(words, called.kind))),
                kind=called.kind,
                relation=relation,
                other=other,
                stated=told.stated,
                loose=told.loose,
                along=tuple(
                    one for one in along.get(core, ()) if one not in (*told.stated, *told.loose, *told.close)
                ),
                close=told.close,
                country=around.country(at),
            )
        )
    return tuple(mentions)


def _wordings(words: str, kind: Kind | None) -> Iterator[str]:
    bare, own = split_kind(words)
    if own is None and kind is not None and kind.may_be_in_the_name:
        yield f"{words} {kind.words}"
    yield words
    yield spelt_out(words)
    if words.endswith("s"):  # "Syrias north", where the apostrophe was lost
        yield words[:-1]
    if own is not None and own.features == WAYS:
        return
    if own is not None:
        yield bare
    if inner := INSTITUTION.sub("", _GREATER.sub("", words)):
        yield inner


def _countryside(words: str, relation: Relation | None, known: Known) -> tuple[str, Relation | None]:
    """A name and its relation, where its countryside has a name of its own: "Damascus countryside"."""
    if relation is None or relation.manner is not Manner.COUNTRYSIDE or not known(f"{words} countryside"):
        return words, relation
    side = relation.words.split()[0]
    part = None if relation.bearing is None else replace(relation, manner=Manner.PART, words=side)
    return f"{words} countryside", part


def _relation(text: str, core: Span, called: Called) -> Relation | None:
    before, after = relation_before(text, core.start), relation_after(text, called.end)
    if before is None or before.manner not in {Manner.PART, Manner.SECTION}:
        return before or after
    if after is not None and after.bearing is None and after.manner in {Manner.COUNTRYSIDE, Manner.NEAR}:
        # "northern Marj countryside" is the northern countryside of Marj.
        return replace(after, words=f"{before.words} … {after.words}", bearing=before.bearing)
    if called.kind and " of" not in before.words and " in" not in before.words:
        return None  # "the northern Idlib province" tells where the province is, not which part is meant
    return before


def _between(text: str, cores: Sequence[Span]) -> dict[Span, tuple[Relation, Span]]:
    """The relation between two that names stand in, with the other name."""
    found: dict[Span, tuple[Relation, Span]] = {}
    for first, second in pairwise(cores):
        relation = relation_between(text, (first.start, first.end), (second.start, second.end))
        if relation is not None:
            found[first], found[second] = (relation, second), (relation, first)
    return found


def _along(coding: Coding, around: Surroundings) -> dict[Span, tuple[Span, ...]]:
    """The cores of each event's later places, by those of its earlier ones, in the same sentence.

    The larger place comes last: "at a checkpoint in Marj on Monday, the governor of Idlib said". A quarter or
    a mosque may have its town told in another sentence.
    """
    text, cores = coding.report.text, around.cores
    found: dict[Span, dict[Span, None]] = {}
    for event in coding.events:
        inner = [around.number[core] for place in event.places for core in within(place, cores)]
        for number, first in enumerate(inner):
            for at in inner[number + 1 :]:
                start, end = sorted((cores[first], cores[at]))
                kind = around.called[first].kind
                in_town = kind is not None and kind.is_local and not kind.is_outlying
                near = in_town or not SENTENCE_END.search(text, start.end, end.start)
                if near and not around.listed(first, at):
                    found.setdefault(cores[first], {})[cores[at]] = None
    return {core: tuple(others) for core, others in found.items()}
